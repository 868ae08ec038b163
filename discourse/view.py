"""From a number back to the text: the sentence that a row of any table stands in."""

from __future__ import annotations

import numpy as np
import pandas as pd

from discourse import schema


def context(table: pd.DataFrame, corpus) -> pd.DataFrame:
    """`table` with the sentence of each row.

    Parameters
    ----------
    table : DataFrame
        Needs sentence_id: mentions, hedges, sentiment, or any table made from them.
    corpus : Corpus
        The corpus in which the spans were found.

    Returns
    -------
    DataFrame
        The same rows in the same order, with the column `sentence` (its text, line breaks as blanks) behind them.

    Examples
    --------
    >>> import discourse as dc
    >>> corpus = dc.from_documents(pd.DataFrame({"doc_id": ["a"], "text": ["Talks failed. They may resume."]}))
    >>> context(dc.find_hedges(corpus), corpus)["sentence"].tolist()
    ['They may resume.']
    """
    schema.need(table, ("sentence_id",), "the table")
    tokens = corpus.tokens
    sentence = tokens["sentence_id"].to_numpy()
    wanted = table["sentence_id"].to_numpy()
    first, after = np.searchsorted(sentence, wanted), np.searchsorted(sentence, wanted, side="right")
    if (first == after).any():
        stranger = wanted[int(np.flatnonzero(first == after)[0])]
        raise ValueError(f"the table names sentence {stranger}, which the corpus lacks; pass the corpus it came from")
    doc = tokens["doc_id"].cat.codes.to_numpy()[first]
    start, end = tokens["start"].to_numpy()[first], tokens["end"].to_numpy()[after - 1]
    texts = corpus.documents["text"]
    held = {d: texts.iloc[d] for d in np.unique(doc).tolist()}
    where = zip(doc.tolist(), start.tolist(), end.tolist(), strict=True)
    sentences = [" ".join(held[d][s:e].split()) for d, s, e in where]
    return table.assign(sentence=pd.array(sentences, dtype="str"))
