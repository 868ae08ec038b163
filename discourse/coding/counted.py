"""Counts by unit: spans as scores of the sentences or documents that hold them.

A rate of hedges, mentions or quotations can be corrected by hand codes once it is the mean of a score: how many there
are in each sentence. Coders count them in the sentences of a sample, and `discourse.coding.correction` does the rest.
"""

from __future__ import annotations

from typing import Literal

import numpy as np
import pandas as pd

from discourse import schema
from discourse._arguments import checked
from discourse.coding._units import units_of
from discourse.corpus.corpus import Corpus
from discourse.corpus.spans import find_containing, ranges_of, read_spans
from discourse.text.words import is_word


@checked
def score_spans(
    spans: pd.DataFrame, corpus: Corpus, *, units: Literal["sentences", "documents"] = "sentences"
) -> pd.DataFrame:
    """How many spans begin in each sentence or document: a score, which hand codes can correct.

    Parameters
    ----------
    spans : DataFrame
        Needs doc_id, start and end: hedges, mentions, quotations or any others.
    corpus : Corpus
    units : "sentences" or "documents"
        The units that `sample_sentences` draws, so that each code has its row: those with a word.

    Returns
    -------
    DataFrame
        doc_id, sentence_id (of a document, its first), start, end (code points), n (spans that begin there), n_words; a
        row for every unit.

    Raises
    ------
    ValueError
        If a column is missing.

    Notes
    -----
    The mean of n, or of what `with_correction` makes of it, is spans a sentence. Times sentences, by words (both are
    known: `count_words`), it is a rate; the ends of its interval go with it.

    Examples
    --------
    >>> import discourse as dc
    >>> corpus = dc.from_documents(pd.DataFrame({"doc_id": ["a"], "text": ["It may. It did. It may or might."]}))
    >>> score_spans(dc.find_hedges(corpus), corpus)[["n", "n_words"]].values.tolist()
    [[1, 2], [0, 2], [2, 4]]
    """
    schema.need(spans, ("doc_id", "start", "end"), "the spans")
    spans = read_spans(spans, corpus)
    every = units_of(corpus, units)
    rows = every.rows(np.arange(len(every.doc)))
    begins = spans[["doc_id", "start"]].astype({"doc_id": "str"}).assign(end=spans["start"] + 1)
    holder = find_containing(begins, every.places)
    n = np.bincount(holder[holder >= 0], minlength=len(rows))
    words = np.concatenate([[0], np.cumsum(is_word(corpus.arrays))])
    first, after = ranges_of(rows, corpus)
    return schema.conform(
        rows[["doc_id", "sentence_id", "start", "end"]].assign(n=n, n_words=words[after] - words[first]), "unit_counts"
    )
