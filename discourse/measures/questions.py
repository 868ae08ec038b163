"""Questions: how many of the sentences ask."""

from __future__ import annotations

import numpy as np
import pandas as pd

from discourse._arguments import checked, need_rolling
from discourse.corpus.corpus import Corpus
from discourse.measures._groups import rows_of_sentences, table_by_group
from discourse.measures.intervals import share_interval
from discourse.text.questions import find_asking


@checked
def count_questions(
    corpus: Corpus,
    *,
    by: str | list[str] | None = None,
    freq: str | None = None,
    rolling: int = 1,
    date: str | None = None,
) -> pd.DataFrame:
    """Share of the sentences that are questions, by group, with a 95 % interval over documents.

    A sentence is a question if it ends with a question mark; closing quotation marks and brackets after it are ignored.
    A question that is completely in quotation marks counts, whoever asks it (`“Why now?”`), and so does a heading. A
    question inside a longer sentence does not count (`“Why now?” he asked.`), nor does one without a question mark
    (`He asked why.`).

    Parameters
    ----------
    corpus : Corpus
    by : str or list of str, optional
        Docvars such as outlet or author, or ``role`` for the role of the paragraph.
    freq, rolling, date
        As in `count_rate`.

    Returns
    -------
    DataFrame
        The by-columns, period (with `freq`), then n (questions), n_sentences, n_docs (documents with a sentence), share
        (n divided by n_sentences, 0 to 1), low, high, few. A group without sentences has a share of NaN. Documents
        without a value in a by-column are left out.

    Raises
    ------
    ValueError
        If a by-column is neither a docvar nor ``role``, or `freq` is given for a corpus without dates and years.

    Notes
    -----
    See `discourse.measures.intervals.share_interval` for the interval. To draw the table, rename the share to mean:
    ``plot_tone(table.rename(columns={"share": "mean"}), label="share of questions")``, or `plot_trend` over time.

    Examples
    --------
    >>> import pandas as pd
    >>> import discourse as dc
    >>> texts = ["Why now? It is late.", "He asked why.", "“Is it?” Yes. No. (Who knows?)"]
    >>> corpus = dc.from_documents(pd.DataFrame({"doc_id": list("abc"), "text": texts, "outlet": list("AAB")}))
    >>> dc.count_questions(corpus, by="outlet")[["outlet", "n", "n_sentences", "share"]].round(2).values.tolist()
    [['A', 1, 3, 0.33], ['B', 2, 4, 0.5]]
    """
    need_rolling(rolling, freq)
    asks = pd.Series(find_asking(corpus.arrays), dtype="float64")

    def numbers(asked: np.ndarray, size: np.ndarray) -> tuple:
        return int(asked.sum()), int(size.sum()), int((size > 0).sum()), *share_interval(asked, size)

    return table_by_group(
        rows_of_sentences(corpus),
        corpus,
        "questions",
        numbers,
        value=asks,
        by=by,
        freq=freq,
        rolling=rolling,
        date=date,
    )
