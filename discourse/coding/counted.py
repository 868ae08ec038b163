"""Counts by unit: the number of spans in each sentence or document, used as a score.

Hand codes can correct the mean of a score. So to correct a rate of hedges, mentions or quotations, the number of spans
in each sentence is made a score. Coders count the spans in a sample of sentences. `discourse.coding.correction` does
the rest.
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
    """Count how many spans begin in each sentence or document. Hand codes can correct this score.

    Parameters
    ----------
    spans : DataFrame
        Any spans, such as hedges, mentions or quotations. The table needs doc_id, start and end.
    corpus : Corpus
    units : "sentences" or "documents"
        The kind of unit. These are the units that `sample_sentences` draws, so each code has its row. Units without
        words are left out.

    Returns
    -------
    DataFrame
        One row for each unit: doc_id, sentence_id (for a document, its first sentence), start, end (code points), n,
        n_words. n is the number of spans that begin in the unit.

    Raises
    ------
    ValueError
        If a column is missing.

    Notes
    -----
    The mean of n is the number of spans per sentence. It can be corrected with `with_correction`. To get a rate per
    word, multiply this mean by the number of sentences and divide it by the number of words. `count_words` gives both
    numbers. Do the same with the ends of its interval.

    Examples
    --------
    >>> import pandas as pd
    >>> import discourse as dc
    >>> corpus = dc.from_documents(pd.DataFrame({"doc_id": ["a"], "text": ["It may. It did. It may or might."]}))
    >>> dc.score_spans(dc.find_hedges(corpus), corpus)[["n", "n_words"]].values.tolist()
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
