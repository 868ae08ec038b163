"""Pieces of documents: their sentences as rows, and their sentences or paragraphs as documents of their own.

A piece keeps the tokens that it has in its document. Whatever is found within a sentence is found in the piece as it is
in the document. A quotation that runs over several pieces is cut.
"""

from __future__ import annotations

from typing import Literal

import numpy as np
import pandas as pd

from discourse import schema
from discourse._arguments import checked
from discourse.corpus.corpus import Corpus
from discourse.corpus.spans import read_at
from discourse.text.tokens import Tokens

#: The docvars that a piece gets.
_NEW = ("parent", "offset")


@checked
def find_sentences(corpus: Corpus) -> pd.DataFrame:
    """The sentences of a corpus, one row per sentence.

    Parameters
    ----------
    corpus : Corpus

    Returns
    -------
    DataFrame
        doc_id, section_id, sentence_id, role (of the paragraph), start, end (code points), text. Only paragraphs that
        are read have rows, in the order of the text.

    See Also
    --------
    sample_sentences : some of them, for people to code
    split_corpus : sentences as documents

    Examples
    --------
    >>> import pandas as pd
    >>> import discourse as dc
    >>> corpus = dc.from_documents(pd.DataFrame({"doc_id": ["a"], "text": ["It may rain. “Will it?” she asked."]}))
    >>> dc.find_sentences(corpus)["text"].tolist()
    ['It may rain.', '“Will it?” she asked.']
    """
    tokens = corpus.arrays
    doc, start, end = _places_of_sentences(tokens)
    table = pd.DataFrame(
        {
            "doc_id": tokens.doc_ids.astype("str").array.take(doc),
            "section_id": tokens.section_id,
            "sentence_id": tokens.sentence_id,
            "role": corpus.sections.set_index("section_id")["role"].astype("str").reindex(tokens.section_id).array,
            "start": start,
            "end": end,
            "text": pd.array(read_at(corpus.texts, doc, start, end), dtype="str"),
        }
    )
    return schema.conform(table, "sentences")


@checked
def split_corpus(corpus: Corpus, unit: Literal["sentence", "section"] = "section") -> Corpus:
    """The corpus with its sentences, or its paragraphs, as documents.

    Parameters
    ----------
    corpus : Corpus
    unit : {"sentence", "section"}
        What becomes a document. A section is a paragraph with a role that is read.

    Returns
    -------
    Corpus
        One document for each piece. Its doc_id is that of the original document with ``#1``, ``#2`` at the end. It has
        the docvars of the original, and also parent (the doc_id of the original) and offset (the place of its first
        character there). Tokens, sentence_id and roles do not change. Text that is not read does not become a piece.

    Raises
    ------
    ValueError
        If the documents have a docvar parent or offset.

    Notes
    -----
    Find quotations before splitting. If a quotation runs over several paragraphs, its marks are in different pieces,
    and its remains in one piece may look like a scare quote. Pieces of one document are alike. Intervals over pieces
    treat them as independent, so they are too narrow for claims about documents.

    Examples
    --------
    >>> import pandas as pd
    >>> import discourse as dc
    >>> texts = pd.DataFrame({"doc_id": ["a"], "text": ["It may rain. Or not."], "outlet": ["The Meridian"]})
    >>> pieces = dc.split_corpus(dc.from_documents(texts), "sentence")
    >>> pieces.documents[["doc_id", "text", "outlet", "parent", "offset"]].values.tolist()
    [['a#1', 'It may rain.', 'The Meridian', 'a', 0], ['a#2', 'Or not.', 'The Meridian', 'a', 13]]
    """
    schema.one_of(unit, ("sentence", "section"), "unit")
    taken = [c for c in _NEW if c in corpus.documents.columns]
    if taken:
        raise ValueError(f"the documents have a docvar {taken[0]!r}, but pieces get a docvar of this name; rename it")
    tokens = corpus.arrays
    doc, start, end = _places_of_sentences(tokens)
    new = np.ones(len(doc), bool)  # sentences with which a piece begins
    if unit == "section":
        new[1:] = tokens.section_id[1:] != tokens.section_id[:-1]
    first = np.flatnonzero(new)
    piece = np.cumsum(new) - 1
    doc, section = doc[first], tokens.section_id[first]
    if unit == "section":
        paragraphs = corpus.sections.set_index("section_id")[["start", "end"]].loc[section]
        start, end = paragraphs["start"].to_numpy(), paragraphs["end"].to_numpy()
    documents = _documents(corpus, doc, start, end)
    sections = pd.DataFrame(
        {
            "doc_id": documents["doc_id"],
            "section_id": np.arange(len(first)),
            "role": corpus.sections.set_index("section_id")["role"].loc[section].array,
            "start": 0,
            "end": end - start,
            "duplicate_of": pd.NA,
        }
    )
    parts = _tokens(tokens, piece, start, pd.Index(documents["doc_id"].array))
    return Corpus(documents, schema.conform(sections, "sections"), parts, corpus.rejected.copy(), corpus.doubts.copy())


def _places_of_sentences(tokens: Tokens) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The number of the document of each sentence, where it starts and where it ends."""
    return tokens.doc_of_sentence.astype(np.int64), tokens.start[tokens.opening], tokens.end_at(tokens.after - 1)


def _documents(corpus: Corpus, doc: np.ndarray, start: np.ndarray, end: np.ndarray) -> pd.DataFrame:
    """The pieces as documents, with the docvars of those that they are of."""
    parents = corpus.documents.take(doc).reset_index(drop=True)
    number = parents.groupby(doc).cumcount() + 1
    names = [f"{parent}#{n}" for parent, n in zip(parents["doc_id"], number, strict=True)]
    return parents.assign(
        doc_id=pd.array(names, dtype="str"),
        text=pd.array(read_at(corpus.texts, doc, start, end), dtype="str"),
        parent=parents["doc_id"],
        offset=np.asarray(start, np.int64),
    )


def _tokens(tokens: Tokens, piece: np.ndarray, start: np.ndarray, doc_ids: pd.Index) -> Tokens:
    """The tokens with places counted from the start of their piece; `piece` is the piece of each sentence."""
    shift = np.repeat(start[piece], tokens.size).astype(tokens.start.dtype)
    return Tokens(
        tokens.codes,
        tokens.types,
        tokens.start - shift,
        tokens.opening,
        tokens.sentence_id,
        piece.astype(tokens.section_id.dtype),
        piece,
        doc_ids,
        None if tokens.stated_end is None else tokens.stated_end - shift,
    )
