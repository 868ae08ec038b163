"""Counts, rates and means by group: from spans and scores to numbers that can be compared.

Words and documents are counted for the corpus, spans and scores from their tables. Zeros are kept: every group of
the corpus is a row, whether anything was found in it or not.
"""

from __future__ import annotations

from itertools import product

import numpy as np
import pandas as pd

from discourse import schema
from discourse.intervals import FEW, ratio_interval
from discourse.spans import VOICES, find_voices
from discourse.words import find_words, is_word

# A period is named by its first day, whichever end of it the frequency names.
_STARTS = {"Y": "YS", "YE": "YS", "Q": "QS", "QE": "QS", "M": "MS", "ME": "MS", "W": "W-MON"}
_Z = 1.959964
_MOST_OF_NONE = 3.688879  # the expected number for which seeing nothing has a probability of 2.5 %


def count_words(corpus, *, by: str | list[str] | None = None) -> pd.DataFrame:
    """Documents, words, types and sentences by group.

    Parameters
    ----------
    corpus : Corpus
    by : str or list of str, optional
        Docvars, or ``role`` for the role of the paragraph.

    Returns
    -------
    DataFrame
        The by-columns, n_docs, n_words, n_types (different words, letter case set aside), n_sentences.

    Examples
    --------
    >>> import discourse as dc
    >>> corpus = dc.from_documents(pd.DataFrame({"doc_id": ["a"], "text": ["The trade-off. The US–Russia one."]}))
    >>> dc.count_words(corpus).iloc[0].to_dict()
    {'n_docs': 1, 'n_words': 6, 'n_types': 5, 'n_sentences': 2}
    """
    by = _names(by)
    tokens = corpus.tokens
    of_role = "role" in by and "role" not in corpus.documents
    groups, group_of_doc = _groups(corpus, [c for c in by if c != "role" or not of_role])
    doc = group_of_doc[tokens["doc_id"].array.codes] if len(tokens) else np.zeros(0, np.int64)
    n_docs = np.bincount(group_of_doc[group_of_doc >= 0], minlength=len(groups))
    if of_role:
        known = corpus.sections.set_index("section_id")["role"]
        read = known.loc[pd.unique(tokens["section_id"])].cat.remove_unused_categories()
        roles = read.cat.categories
        code = read.cat.codes.reindex(tokens["section_id"]).to_numpy(np.int64)
        groups = groups.merge(pd.DataFrame({"role": roles.astype("str")}), how="cross")[by]
        doc = np.where(doc >= 0, doc * len(roles) + code, -1)
        pairs = np.unique(np.stack([doc, tokens["doc_id"].array.codes]), axis=1)[0]
        n_docs = np.bincount(pairs[pairs >= 0], minlength=len(groups))
    words = find_words(tokens)
    word, n_types = doc[words.first], max(len(words.forms), 1)
    counted = word >= 0
    pairs = pd.unique(word[counted] * n_types + words.kind[counted])
    opens = np.ones(len(tokens), bool)
    sentence = tokens["sentence_id"].to_numpy()
    opens[1:] = sentence[1:] != sentence[:-1]
    counts = {
        "n_docs": n_docs,
        "n_words": np.bincount(word[counted], minlength=len(groups)),
        "n_types": np.bincount(pairs // n_types, minlength=len(groups)),
        "n_sentences": np.bincount(doc[opens & (doc >= 0)], minlength=len(groups)),
    }
    return _table(groups, counts, "counts", by)


def count_rate(
    spans: pd.DataFrame,
    corpus,
    *,
    by: str | list[str] | None = None,
    per: int = 1000,
    freq: str | None = None,
    rolling: int = 1,
    quotes: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Spans per `per` words by group, with a 95 % interval over documents.

    Parameters
    ----------
    spans : DataFrame
        Needs doc_id, and the columns of `by` that are not docvars.
    corpus : Corpus
        The corpus in which the spans were found; its words are the denominator.
    by : str or list of str, optional
        Docvars group spans and words; columns of the spans (actor, category) group the spans only.
    per : int
        The number of words that the rate is given for.
    freq : str, optional
        A pandas frequency such as ``"YS"`` or ``"QS"``: adds the column `period` (its first day), from the docvar
        date. Periods between the first and the last are all there. Documents without a date are left out.
    rolling : int
        How many periods a row covers: its own and those before it.
    quotes : DataFrame, optional
        What `find_quotes` gave. Where `by` has `voice` (see `with_voice`), the words of each voice are then its
        denominator, in place of all words, and every voice has a row.

    Returns
    -------
    DataFrame
        The by-columns, period where asked for, then n, n_words, n_docs, rate, low, high, few. A group without
        hits has rate 0 and an upper end from the Poisson distribution; a group without words has NaN. Documents
        and spans without a value in a by-column are left out.

    Raises
    ------
    ValueError
        If a by-column is in neither table, or `freq` is given for a corpus without dates.

    Notes
    -----
    See `discourse.intervals.ratio_interval` for the interval. It is never narrower than that of a Poisson count,
    here by Byar's approximation (Breslow and Day 1987, ch. 2): where two or three documents hold all hits, drawing
    documents again says too little about how many there might have been.

    Examples
    --------
    >>> import discourse as dc
    >>> texts = ["It may.", "It may go.", "It did go."]
    >>> corpus = dc.from_documents(pd.DataFrame({"doc_id": list("abc"), "text": texts, "outlet": list("AAB")}))
    >>> rates = count_rate(dc.find_hedges(corpus), corpus, by="outlet", per=100)
    >>> rates[["outlet", "n", "n_words", "rate"]].values.tolist()
    [['A', 2, 5, 40.0], ['B', 0, 3, 0.0]]
    """
    schema.need(spans, ("doc_id",), "the spans")
    if not per > 0:
        raise ValueError(f"per is {per!r}; a positive number of words is needed, such as 1000")
    words: dict[str | None, np.ndarray] = {}
    if quotes is not None and "voice" in _names(by):
        schema.need(spans, ("voice",), "the spans")
        words = _words_of_voices(corpus, quotes)
        spans = spans.assign(voice=pd.Categorical(spans["voice"], categories=list(VOICES)))  # also those with none
    words[None] = words_of_documents(corpus)
    keys, blocks = _blocks(spans, corpus, by, freq, pd.Series(1.0, index=spans.index), rolling)
    voice = [name for name, _ in keys].index("voice") if len(words) > 1 else None
    rows = []
    for group, levels, docs, total, _ in blocks:
        own = [None if voice is None else str(level[voice - len(group)]) for level in levels]
        numbers: dict[int, tuple] = {}
        for name in dict.fromkeys(own):
            size, at = words[name][docs], [i for i, other in enumerate(own) if other == name]
            rate, low, high = (end * per for end in _rate_interval(total[:, at], size))
            n, n_words, n_docs = total[:, at].sum(0).astype(int), int(size.sum()), len(docs)
            for i, *counted in zip(at, n, rate, low, high, strict=True):
                numbers[i] = (counted[0], n_words, n_docs, *counted[1:], n_docs < FEW)
        rows += [(*group, *level, *numbers[i]) for i, level in enumerate(levels)]
    return _finish(rows, keys, "rates")


def _rate_interval(total: np.ndarray, words: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """`ratio_interval` for counts: from 0 on, and no narrower than that of a Poisson count."""
    rate, low, high = ratio_interval(total, words)
    n, n_words = total.sum(0), max(int(words.sum()), 1)
    least, most = (end / n_words for end in _poisson_interval(n))
    nothing = (n == 0) & (words > 0).any()
    low = np.where(nothing, 0, np.minimum(low, least).clip(min=0))
    return rate, low, np.where(nothing, most, np.maximum(high, most))


def _poisson_interval(n: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The 95 % interval of the expected number where n were seen: exact for none, else Byar's approximation.

    >>> [x.round(1).tolist() for x in _poisson_interval(np.array([0, 1, 10]))]  # exact: 0, 0, 4.8 and 3.7, 5.6, 18.4
    [[0.0, 0.0, 4.8], [3.7, 5.6, 18.4]]
    """
    low, high = np.maximum(n, 1), n + 1
    low = low * (1 - 1 / (9 * low) - _Z / (3 * np.sqrt(low))) ** 3
    high = high * (1 - 1 / (9 * high) + _Z / (3 * np.sqrt(high))) ** 3
    return np.where(n > 0, low, 0), np.where(n > 0, high, _MOST_OF_NONE)


def count_mean(
    scores: pd.DataFrame,
    corpus,
    *,
    column: str = "compound",
    by: str | list[str] | None = None,
    freq: str | None = None,
    rolling: int = 1,
) -> pd.DataFrame:
    """Mean of a score by group, with a 95 % interval over documents.

    Parameters
    ----------
    scores : DataFrame
        Needs doc_id, `column`, and the columns of `by` that are not docvars: `sentiment`, say, or sentences joined
        with the actors mentioned in them (`score_mentions`).
    corpus, by, freq, rolling
        As in `count_rate`.
    column : str
        The score; rows without a value are left out.

    Returns
    -------
    DataFrame
        The by-columns, period where asked for, then n (scores), n_docs (documents with a score), mean, low, high,
        few.

    Raises
    ------
    ValueError
        As `count_rate`.

    Notes
    -----
    The mean is that of all scores, so that long documents count more. For the interval see
    `discourse.intervals.ratio_interval`.

    Examples
    --------
    >>> import discourse as dc
    >>> texts = pd.DataFrame({"doc_id": ["a", "b"], "text": ["Good. Bad.", "Well."], "outlet": ["A", "B"]})
    >>> tone = pd.DataFrame({"doc_id": ["a", "a"], "compound": [0.5, 0.25]})
    >>> count_mean(tone, dc.from_documents(texts), by="outlet")[["outlet", "n", "mean"]].values.tolist()
    [['A', 2, 0.375], ['B', 0, nan]]
    """
    schema.need(scores, ("doc_id", column), "the scores")
    scores = scores[scores[column].notna()]
    keys, blocks = _blocks(scores, corpus, by, freq, scores[column].astype("float64"), rolling)
    rows = []
    for group, levels, _, total, count in blocks:
        for i, level in enumerate(levels):
            mean, low, high = ratio_interval(total[:, [i]], count[:, i])
            n_docs = int((count[:, i] > 0).sum())
            rows.append((*group, *level, int(count[:, i].sum()), n_docs, mean[0], low[0], high[0], n_docs < FEW))
    return _finish(rows, keys, "means")


# --- groups -----------------------------------------------------------------------------------------------------


def _names(by: str | list[str] | None) -> list[str]:
    names = [] if by is None else [by] if isinstance(by, str) else list(by)
    if len(set(names)) < len(names):
        raise ValueError(f"by names a column twice: {names}")
    return names


def words_of_documents(corpus) -> np.ndarray:
    """The number of words of each document, in the order of `corpus.documents`."""
    codes = corpus.tokens["doc_id"].array.codes[is_word(corpus.tokens)]
    return np.bincount(codes, minlength=len(corpus.documents))


def _words_of_voices(corpus, quotes: pd.DataFrame) -> dict[str | None, np.ndarray]:
    """The number of words of each voice in each document."""
    voice, word = find_voices(corpus, quotes), is_word(corpus.tokens)
    doc = corpus.tokens["doc_id"].array.codes
    n = len(corpus.documents)
    return {name: np.bincount(doc[word & (voice == number)], minlength=n) for number, name in enumerate(VOICES)}


def _groups(corpus, columns: list[str]) -> tuple[pd.DataFrame, np.ndarray]:
    """The groups of documents, sorted, and the group of each document (-1 where a value is missing)."""
    schema.need(corpus.documents, columns, "corpus.documents")
    if not columns:
        return pd.DataFrame(index=[0]), np.zeros(len(corpus.documents), np.int64)
    grouped = corpus.documents.groupby(columns, sort=True, observed=True, dropna=True)
    groups = grouped.size().reset_index()[columns]
    return groups, grouped.ngroup().fillna(-1).to_numpy(np.int64)


def _blocks(
    rows: pd.DataFrame, corpus, by, freq, value: pd.Series, rolling: int = 1
) -> tuple[list[tuple[str, object]], list]:
    """For each group of documents: its key, the levels of the span columns, and sums and counts per document.

    Before them come the by-columns with their dtypes. Each block is (key of the group, levels, positions of its
    documents, sum of `value` by document and level, rows by document and level).
    """
    by = _names(by)
    documents = corpus.documents
    of_docs = [c for c in by if c in documents.columns and c != "text"]
    of_rows = [c for c in by if c not in of_docs]
    for name in of_rows:
        if name not in rows.columns:
            raise ValueError(
                f"by names {name!r}, which is a column of neither the documents "
                f"({', '.join(c for c in documents.columns if c != 'text')}) nor the table ({', '.join(rows.columns)})"
            )
    groups, group_of_doc = _groups(corpus, of_docs)
    columns = [(c, documents[c].dtype) for c in of_docs] + [(c, rows[c].dtype) for c in of_rows]
    frames = [tuple(r) for r in groups.itertuples(index=False)] if of_docs else [()]
    if not isinstance(rolling, int) or isinstance(rolling, bool) or rolling < 1 or (rolling > 1 and freq is None):
        raise ValueError(f"rolling is {rolling!r}; give a whole number of periods, and freq with it")
    if freq is not None:
        span, number = _periods(corpus, freq)
        columns.insert(len(of_docs), ("period", span.dtype))
        frames = [(*f, start) for f, start in product(frames, span)]
        # With `rolling` a document is in the periods that follow its own as well: one entry for each.
        group_of_doc = np.concatenate(
            [
                np.where((group_of_doc >= 0) & (n >= 0) & (n < len(span)), group_of_doc * len(span) + n, -1)
                for n in (np.where(number >= 0, number + shift, -1) for shift in range(rolling))
            ]
        )
    row = pd.Index(documents["doc_id"]).get_indexer(rows["doc_id"].astype("str"))
    if (row < 0).any():
        stranger = rows["doc_id"].iloc[int(np.flatnonzero(row < 0)[0])]
        raise ValueError(
            f"the table has rows of document {stranger!r}, which the corpus lacks; pass the corpus it came from"
        )
    if of_rows:
        size = rows.groupby(of_rows, sort=True, observed=False, dropna=True).size()  # with categories that none has
        number = rows.groupby(of_rows, sort=True, observed=True, dropna=True).ngroup().fillna(-1).to_numpy(np.int64)
        level = np.append(np.flatnonzero(size > 0), -1)[number]
        levels = [tuple(r) for r in size.reset_index()[of_rows].itertuples(index=False)]
    else:
        level, levels = np.zeros(len(rows), np.int64), [()]
    live = level >= 0
    order = np.argsort(group_of_doc, kind="stable")
    starts = np.searchsorted(group_of_doc[order], np.arange(len(frames) + 1))
    place = np.zeros(len(group_of_doc), np.int64)  # of a document within its group
    blocks = []
    row = np.concatenate([row[live] + shift * len(documents) for shift in range(rolling)])
    level, value = np.tile(level[live], rolling), np.tile(value.to_numpy()[live], rolling)
    by_group = np.argsort(group_of_doc[row], kind="stable") if len(row) else np.zeros(0, np.int64)
    bounds = (
        np.searchsorted(group_of_doc[row][by_group], np.arange(len(frames) + 1))
        if len(row)
        else np.zeros(len(frames) + 1, int)
    )
    for g, frame in enumerate(frames):
        docs = order[starts[g] : starts[g + 1]]
        place[docs] = np.arange(len(docs))
        mine = by_group[bounds[g] : bounds[g + 1]]
        cell = place[row[mine]] * len(levels) + level[mine]
        shape = (len(docs), len(levels))
        total = np.bincount(cell, weights=value[mine], minlength=len(docs) * len(levels)).reshape(shape)
        count = np.bincount(cell, minlength=len(docs) * len(levels)).reshape(shape)
        blocks.append((frame, levels, docs % max(len(documents), 1), total, count))
    return columns, blocks


def _periods(corpus, freq: str) -> tuple[pd.DatetimeIndex, np.ndarray]:
    """First days of the periods from the first date to the last, and the period of each document (-1 undated)."""
    documents = corpus.documents
    if "date" not in documents or not pd.api.types.is_datetime64_any_dtype(documents["date"]):
        raise ValueError(
            "freq needs dates, and corpus.documents has no column date of dtype datetime64; "
            "add metadata with dates, or use pd.to_datetime"
        )
    try:
        offset = pd.tseries.frequencies.to_offset(_STARTS.get(freq, freq))
        if offset.n < 1:
            raise ValueError("it does not go forward")
    except (TypeError, ValueError) as why:
        raise ValueError(f"freq is {freq!r}; use a pandas frequency such as 'YS', 'QS', 'MS' or 'W'") from why
    dates = documents["date"]
    if not dates.notna().any():
        return pd.DatetimeIndex([], dtype=dates.dtype), np.full(len(dates), -1)
    first = offset.rollback(dates.min().normalize()) if hasattr(offset, "rollback") else dates.min().normalize()
    span = pd.date_range(first, dates.max(), freq=offset)
    number = np.searchsorted(span.to_numpy("datetime64[us]"), dates.to_numpy("datetime64[us]"), side="right") - 1
    return span, np.where(dates.isna(), -1, number)


def _table(groups: pd.DataFrame, counts: dict[str, np.ndarray], name: str, by: list[str]) -> pd.DataFrame:
    _no_clash(by, name)
    table = groups[by].reset_index(drop=True).assign(**counts)
    return table.astype({c: dtype for c, (dtype, _) in schema.TABLES[name].items()})


def _finish(rows: list[tuple], keys: list[tuple[str, object]], name: str) -> pd.DataFrame:
    columns = schema.TABLES[name]
    names = [key for key, _ in keys]
    _no_clash(names, name)
    dtypes = {key: getattr(dtype, "categories", pd.Series(dtype=dtype)).dtype for key, dtype in keys}
    table = pd.DataFrame(rows, columns=[*names, *columns])
    return table.astype(dtypes | {c: dtype for c, (dtype, _) in columns.items()})


def _no_clash(keys: list[str], name: str) -> None:
    """Raise an error where a by-column is called as a column of the measure is."""
    taken = [key for i, key in enumerate(keys) if key in schema.TABLES[name] or key in keys[:i]]
    if taken:
        raise ValueError(f"by names {taken[0]!r}, which is a column of the result; rename it in the documents")


def score_mentions(mentions: pd.DataFrame, scores: pd.DataFrame) -> pd.DataFrame:
    """The score of the sentence that each actor is mentioned in, once a sentence and actor.

    Parameters
    ----------
    mentions : DataFrame
        Needs doc_id, sentence_id and actor.
    scores : DataFrame
        One row a sentence: needs sentence_id; `sentiment`, say.

    Returns
    -------
    DataFrame
        actor, then the columns of `scores`.

    Examples
    --------
    >>> mentions = pd.DataFrame({"doc_id": "a", "sentence_id": [1, 1, 2], "actor": ["Iran", "Iran", "Russia"]})
    >>> tone = pd.DataFrame({"doc_id": "a", "sentence_id": [1, 2], "compound": [0.5, -0.5]})
    >>> score_mentions(mentions, tone)[["actor", "compound"]].values.tolist()
    [['Iran', 0.5], ['Russia', -0.5]]
    """
    schema.need(mentions, ("doc_id", "sentence_id", "actor"), "mentions")
    schema.need(scores, ("sentence_id",), "the scores")
    pairs = mentions[["sentence_id", "actor"]].drop_duplicates()
    joined = pairs.merge(scores, on="sentence_id", how="inner")
    return joined[["actor", *scores.columns]].reset_index(drop=True)
