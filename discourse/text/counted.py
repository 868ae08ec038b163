"""Sentences without their tokens: a corpus whose texts are not in memory.

Of a corpus in many parts, the tokens are never in memory together. What most measures ask of them is little: how many
words each sentence has, whether it asks, and where it stands. A `Counted` knows the answers and stands where `Tokens`
do. Whoever asks it for tokens gets an error, and no number that is wrong.
"""

from __future__ import annotations

from typing import NoReturn

import numpy as np
import pandas as pd

from discourse.text.questions import _find_asking
from discourse.text.tokens import Tokens, _smallest
from discourse.text.words import count_in_sentences


class TokensElsewhere(RuntimeError):
    """Tokens were asked of a corpus whose tokens are in its parts."""


class Counted(Tokens):
    """The sentences of a corpus, with what was counted in each.

    Parameters
    ----------
    sentences : DataFrame
        section_id, sentence_id, doc (the number of the document), start and end (code points), n_words, asks; a row
        for each sentence.
    doc_ids : Index
        The keys of the documents, by number.
    """

    def __init__(self, sentences: pd.DataFrame, doc_ids: pd.Index) -> None:
        self.sentences, self.doc_ids = sentences, doc_ids
        self.sentence_id, self.section_id = (sentences[c].to_numpy() for c in ("sentence_id", "section_id"))
        self.doc_of_sentence = _smallest(sentences["doc"].to_numpy(), len(doc_ids))
        self._kept = {
            count_in_sentences: sentences["n_words"].to_numpy(np.int64),
            _find_asking: sentences["asks"].to_numpy(bool),
            find_sentence_places: (sentences["start"].to_numpy(), sentences["end"].to_numpy()),
        }

    def __getattr__(self, name: str) -> NoReturn:
        if name.startswith("__"):
            raise AttributeError(name)
        raise TokensElsewhere(f"the tokens of this corpus are in its parts, and {name} was asked of them")

    def of_documents(self, doc_ids: pd.Index) -> Counted:
        number = doc_ids.get_indexer(self.doc_ids)[self.doc_of_sentence]
        kept = self.sentences[number >= 0].assign(doc=number[number >= 0])
        return Counted(kept.reset_index(drop=True), doc_ids)


def places_of_sentences(tokens: Tokens) -> tuple[np.ndarray, np.ndarray]:
    """Where each sentence starts and ends in its document (code points).

    >>> import discourse as dc
    >>> corpus = dc.from_documents(pd.DataFrame({"doc_id": ["a"], "text": ["It may. It did."]}))
    >>> [places.tolist() for places in places_of_sentences(corpus.arrays)]
    [[0, 8], [7, 15]]
    """
    return tokens.once(find_sentence_places)


def find_sentence_places(tokens: Tokens) -> tuple[np.ndarray, np.ndarray]:
    """What `places_of_sentences` keeps."""
    return tokens.start[tokens.opening], tokens.end_at(tokens.after - 1)
