"""From a number back to the text: the sentence of each row."""

from __future__ import annotations

import numpy as np
import pandas as pd

from discourse._arguments import checked
from discourse.corpus.corpus import Corpus
from discourse.corpus.spans import read_sentences, with_sentences


@checked
def context(table: pd.DataFrame, corpus: Corpus) -> pd.DataFrame:
    """`table` with the sentence of each row.

    Parameters
    ----------
    table : DataFrame
        Needs sentence_id, or doc_id, start and end: mentions, hedges, sentiment, or any table made from them.
    corpus : Corpus
        The corpus in which the spans were found.

    Returns
    -------
    DataFrame
        The same rows in the same order, with the column `sentence` at the end (its text, with spaces for line breaks).

    Examples
    --------
    >>> import pandas as pd
    >>> import discourse as dc
    >>> corpus = dc.from_documents(pd.DataFrame({"doc_id": ["a"], "text": ["Talks failed. They may resume."]}))
    >>> dc.context(dc.find_hedges(corpus), corpus)["sentence"].tolist()
    ['They may resume.']
    """
    table = with_sentences(table, corpus, "the table")
    tokens = corpus.arrays
    wanted = table["sentence_id"].to_numpy()
    row = np.searchsorted(tokens.sentence_id, wanted)
    strange = np.append(tokens.sentence_id, -1)[row] != wanted
    if strange.any():
        stranger = wanted[int(np.flatnonzero(strange)[0])]
        raise ValueError(
            f"the table has rows of sentence {stranger}, which the corpus lacks; pass the corpus it came from"
        )
    return table.assign(sentence=pd.array(read_sentences(corpus, tokens.opening[row]), dtype="str"))
