"""Rates by group: how many spans there are in so many words.

Spans are counted from their table, words for the corpus. Zeros are kept: every group of the corpus is a row, whether
anything was found in it or not.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from discourse import schema
from discourse._arguments import checked, need_per, need_rolling
from discourse.corpus.corpus import Corpus
from discourse.corpus.docvars import resolve_names
from discourse.corpus.voices import VOICES, find_voices
from discourse.measures._groups import Block, as_table, blocks_of, names_of
from discourse.measures.intervals import rate_interval
from discourse.text.words import is_word, words_of_documents


@checked
def count_rate(
    spans: pd.DataFrame,
    corpus: Corpus,
    *,
    by: str | list[str] | None = None,
    per: int = 1000,
    freq: str | None = None,
    rolling: int = 1,
    date: str | None = None,
    quotes: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Rate of spans per 1,000 words (or another number, `per`), with a 95 % interval over documents.

    Parameters
    ----------
    spans : DataFrame
        Needs doc_id, and the columns of `by` that are not docvars.
    corpus : Corpus
        The corpus in which the spans were found; its words are the denominator.
    by : str or list of str, optional
        Docvars group spans and words; columns of the spans (actor, category) group the spans only. If a column of the
        spans and a docvar have the same name and other values, say which one you mean: ``outlet_span`` is the column of
        the spans, and ``outlet_doc`` the docvar.
    per : int
        The number of words that the rate is given for.
    freq : str, optional
        A pandas frequency: ``"YS"`` for years, ``"QS"`` for quarters, ``"MS"`` for months. The letter S stands for the
        start of the period. It adds the column `period` (its first day), from the docvar date. If there is no date, the
        docvar year is used for periods of whole years. All periods between the first and the last have rows. Documents
        with neither date nor year are left out.
    rolling : int
        How many periods a row covers: its own period and those before it.
    date : str, optional
        Another docvar with the dates or years, such as ``"published"``.
    quotes : DataFrame, optional
        The result of `find_quotes`. If `by` has `voice` (see `with_voice`), the denominator of each voice is then the
        number of its words instead of all words, and every voice has a row (if the column is categorical, every
        category).

    Returns
    -------
    DataFrame
        The by-columns, period (with `freq`), then n, n_words, n_docs, rate, low, high, few. A group without hits has
        rate 0 and the upper end of a Poisson count. A group without words has the rate NaN. If fewer than two documents
        have words, low and high are NaN. Documents and spans without a value in a by-column are left out.

    Raises
    ------
    ValueError
        If a by-column is in neither table, if it is in both with other values, or if `freq` is given for a corpus
        without dates and years.

    See Also
    --------
    count_difference : The difference of two groups, with an interval and a test.
    count_mean : The same for scores, such as tone.
    plot_rates : Draws the table.

    Notes
    -----
    The interval is explained in METHODS.md, "Rates, means and their intervals".

    Examples
    --------
    >>> import pandas as pd
    >>> import discourse as dc
    >>> texts = ["It may.", "It may go.", "It did go."]
    >>> corpus = dc.from_documents(pd.DataFrame({"doc_id": list("abc"), "text": texts, "outlet": list("AAB")}))
    >>> rates = dc.count_rate(dc.find_hedges(corpus), corpus, by="outlet", per=100)
    >>> rates[["outlet", "n", "n_words", "rate"]].values.tolist()
    [['A', 2, 5, 40.0], ['B', 0, 3, 0.0]]
    """
    if quotes is not None:
        schema.need(quotes, ("doc_id", "start", "end", "kind"), "the quotes")
    voiced = quotes is not None and bool({"voice", "voice_span"} & {*names_of(by)})
    words = words_of_voices(corpus, quotes) if voiced and quotes is not None else {}
    return rate_by_words(spans, corpus, words, by=by, per=per, freq=freq, rolling=rolling, date=date)


def rate_by_words(
    spans: pd.DataFrame,
    corpus: Corpus,
    words_of_voice: dict[str, np.ndarray],
    *,
    by: str | list[str] | None = None,
    per: int = 1000,
    freq: str | None = None,
    rolling: int = 1,
    date: str | None = None,
) -> pd.DataFrame:
    """As `count_rate`; where rates are by the words of each voice, these are given, for each document."""
    schema.need(spans, ("doc_id",), "the spans")
    need_per(per)
    need_rolling(rolling, freq)
    words: dict[str | None, np.ndarray] = {name: n for name, n in words_of_voice.items()}  # noqa: C416
    column = next((name for name in ("voice", "voice_span") if name in names_of(by)), "voice")
    if words and column in names_of(by):
        schema.need(spans, ("voice",), "the spans")
        spans, corpus = resolve_names(names_of(by), spans, corpus)
        corpus = corpus.with_documents(corpus.documents.drop(columns="voice", errors="ignore"))  # not that voice
        spans = spans.assign(**{column: _as_voices(spans["voice"])})
    words[None] = words_of_documents(corpus.arrays)
    keys, blocks = blocks_of(spans, corpus, by, freq, pd.Series(1.0, index=spans.index), rolling, date)
    voice = [name for name, _ in keys].index(column) if len(words) > 1 else None
    made = [(block.key, block.levels, _numbers(block, words, voice, per)) for block in blocks]
    return as_table(made, keys, "rates")


def _numbers(block: Block, words: dict[str | None, np.ndarray], voice: int | None, per: int) -> list[np.ndarray]:
    """The columns of the table for the levels of a block; `voice` is the place of the voice among all keys."""
    own = [None if voice is None else str(level[voice - len(block.key)]) for level in block.levels]
    columns = [np.zeros(len(own)) for _ in schema.TABLES["rates"]]
    for name in dict.fromkeys(own):
        size, at = words[name][block.docs], [i for i, other in enumerate(own) if other == name]
        rate, low, high, few = rate_interval(block.total[:, at], size)
        found = block.total[:, at].sum(0), size.sum(), len(block.docs), rate * per, low * per, high * per, few
        for column, numbers in zip(columns, found, strict=True):
            column[at] = numbers
    return columns


def _as_voices(voice: pd.Series) -> pd.Series:
    """The voices as a category of all that there are, also of those that no span has."""
    strange = set(voice.dropna()) - set(VOICES)
    if strange:
        schema.one_of(min(map(str, strange)), tuple(VOICES), "the voice of a span")
    asked = getattr(voice, "cat", None)
    voices = [name for name in VOICES if asked is None or name in asked.categories]
    return pd.Series(pd.Categorical(voice.astype("object"), categories=voices), index=voice.index)


def words_of_voices(corpus: Corpus, quotes: pd.DataFrame) -> dict[str, np.ndarray]:
    """The number of words of each voice in each document."""
    voice, word = find_voices(corpus, quotes), is_word(corpus.arrays)
    doc = corpus.arrays.doc
    n = len(corpus.documents)
    return {name: np.bincount(doc[word & (voice == number)], minlength=n) for number, name in enumerate(VOICES)}
