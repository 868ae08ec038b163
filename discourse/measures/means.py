"""Means of scores by group, and the scores of the sentences that name an actor.

Scores are taken from their table. Zeros are kept: every group of the corpus is a row, whether anything was scored in
it or not.
"""

from __future__ import annotations

from decimal import Decimal
from numbers import Real

import numpy as np
import pandas as pd

from discourse import schema
from discourse._arguments import checked, need_rolling
from discourse.corpus.corpus import Corpus
from discourse.measures._groups import names_of, table_by_group
from discourse.measures.corrected import codes_of, tell_few_codes
from discourse.measures.intervals import mean_interval

#: Scores of the library and the ends of their scales; a mean cannot lie beyond.
RANGES = {
    "compound": (-1, 1),
    "tone": (-1, 1),
    **dict.fromkeys(("neg", "neu", "pos", "certainty", "strength"), (0, 1)),
}


def scale_of(scores: pd.Series, column: str) -> tuple[tuple[float, float], tuple[float, float] | None]:
    """The ends of the scale of some scores, known by name, and for one of unknown ends those that are seen.

    >>> scale_of(pd.Series([0.5]), "compound"), scale_of(pd.Series([1.0, 5.0]), "stars")
    (((-1, 1), None), ((-inf, inf), (1.0, 5.0)))
    """
    known = scores.dropna().to_numpy(np.float64)
    ends = RANGES.get(column, (-np.inf, np.inf))
    if not ((ends[0] <= known) & (known <= ends[1])).all():  # a score of one's own, on another scale
        ends = (-np.inf, np.inf)
    return ends, (float(known.min()), float(known.max())) if len(known) and np.isinf(ends[0]) else None


def scores_of(table: pd.DataFrame, column: str, what: str = "the scores") -> pd.Series:
    """The scores of a table called `what`, NaN where there is none; an error if one is not a number, or not finite.

    >>> scores_of(pd.DataFrame({"doc_id": ["a", "b"], "stars": [4, None]}), "stars").tolist()
    [4.0, nan]
    """
    schema.need(table, ("doc_id", column), what)
    scores = table[column]
    if not pd.api.types.is_numeric_dtype(scores) or pd.api.types.is_complex_dtype(scores):
        scores = _as_numbers(scores, table["doc_id"], column)
    scores = pd.Series(scores.to_numpy(np.float64, na_value=np.nan), scores.index)
    infinite = np.flatnonzero(np.isinf(scores))
    if len(infinite):
        value, doc = (of.iloc[infinite[0]] for of in (scores, table["doc_id"]))
        raise ValueError(
            f"{column} of a row of document {doc!r} is {float(value)!r}; scores must be finite numbers. Drop the row, "
            f"or set it to NaN, which is left out"
        )
    return scores


def _as_numbers(scores: pd.Series, docs: pd.Series, column: str) -> pd.Series:
    """Of a column that may hold anything."""
    for value, doc in zip(scores, docs, strict=True):
        if not (isinstance(value, Real | Decimal) or pd.isna(value)):
            raise TypeError(
                f"{column} of a row of document {doc!r} is {value!r}; scores must be numbers, such as 0.5. Convert "
                f"them to numbers, or name another column"
            )
    return pd.Series([np.nan if pd.isna(value) else float(value) for value in scores], scores.index, np.float64)


@checked
def count_mean(
    scores: pd.DataFrame,
    corpus: Corpus,
    *,
    column: str = "compound",
    by: str | list[str] | None = None,
    freq: str | None = None,
    rolling: int = 1,
    date: str | None = None,
) -> pd.DataFrame:
    """Mean of a score by group, with a 95 % interval over documents.

    Parameters
    ----------
    scores : DataFrame
        Needs doc_id, `column`, and the columns of `by` that are not docvars: for example `sentiment`, or sentences
        joined with the actors mentioned in them (`score_mentions`).
    corpus, by, freq, rolling, date
        As in `count_rate`.
    column : str
        The score; rows without a value are left out.

    Returns
    -------
    DataFrame
        The by-columns, period (with `freq`), then n (scores), n_docs (documents with a score), mean, low, high, few.

    Raises
    ------
    ValueError
        As `count_rate`, or if a score is infinite.
    TypeError
        If a score is not a number.

    Notes
    -----
    The mean is over all scores, so long documents count more. For the interval see
    `discourse.measures.intervals.mean_interval`. It is cut off at the ends of the scale if `column` is a score of the
    library (compound and tone: -1 and 1; neg, neu, pos, certainty and strength: 0 and 1) and all scores are inside. Any
    other score has no ends. If all documents of a group agree, its interval extends towards the smallest and the
    largest score of all groups, and is NaN if all scores are equal.

    Examples
    --------
    >>> import pandas as pd
    >>> import discourse as dc
    >>> texts = pd.DataFrame({"doc_id": ["a", "b"], "text": ["Good. Bad.", "Well."], "outlet": ["A", "B"]})
    >>> tone = pd.DataFrame({"doc_id": ["a", "a"], "compound": [0.5, 0.25]})
    >>> dc.count_mean(tone, dc.from_documents(texts), by="outlet")[["outlet", "n", "mean"]].values.tolist()
    [['A', 2, 0.375], ['B', 0, nan]]

    By voice: ``count_mean(dc.with_voice(tone, dc.find_quotes(corpus)), corpus, by="voice")``; of the sentences that
    name an actor, see `score_mentions`.
    """
    need_rolling(rolling, freq)
    value = scores_of(scores, column)
    scores, value = scores[value.notna()], value.dropna()
    ends, seen = scale_of(value, column)
    codes = codes_of(scores, column)
    n_coded = []

    def numbers(total: np.ndarray, size: np.ndarray, *codes: np.ndarray) -> tuple:
        n_coded.append(codes[0].sum() if codes and size.sum() else np.inf)
        return int(size.sum()), int((size > 0).sum()), *mean_interval(total, size, *codes, ends=ends, seen=seen)

    means = table_by_group(
        scores, corpus, "means", numbers, value=value, beside=codes, by=by, freq=freq, rolling=rolling, date=date
    )
    tell_few_codes(list(zip(_names_of_groups(means), n_coded, strict=True)))
    return means


def _names_of_groups(means: pd.DataFrame) -> list[str]:
    """Of each row, the values of its by-columns."""
    keys = [name for name in means if name not in schema.TABLES["means"]]
    return [", ".join(map(str, key)) or "all" for key in means[keys].itertuples(index=False)]


@checked
def score_mentions(mentions: pd.DataFrame, scores: pd.DataFrame, *, by: str | list[str] | None = None) -> pd.DataFrame:
    """The score of each sentence for each actor that it mentions, once per sentence and actor.

    Parameters
    ----------
    mentions : DataFrame
        Needs doc_id, sentence_id and actor.
    scores : DataFrame
        One row per sentence, such as `sentiment`; needs sentence_id.
    by : str or list of str, optional
        Further columns of the mentions to distinguish, such as voice or form. If the author and somebody quoted both
        name an actor in one sentence, it then counts for both voices.

    Returns
    -------
    DataFrame
        actor, the columns `by`, then those of `scores`.

    Raises
    ------
    ValueError
        If a column is missing, if a column of `by` is also in the scores, or if a mention is outside the sentence with
        its sentence_id, which happens when the two tables are from different readings of the texts.

    Examples
    --------
    >>> import pandas as pd
    >>> import discourse as dc
    >>> mentions = pd.DataFrame({"doc_id": "a", "sentence_id": [1, 1, 2], "actor": ["Iran", "Iran", "Russia"]})
    >>> tone = pd.DataFrame({"doc_id": "a", "sentence_id": [1, 2], "compound": [0.5, -0.5]})
    >>> dc.score_mentions(mentions, tone)[["actor", "compound"]].values.tolist()
    [['Iran', 0.5], ['Russia', -0.5]]

    The tone in which an actor is named, by voice, in a corpus:

    >>> texts = ["Iran is a friend. “Iran is an awful enemy,” he said."]
    >>> corpus = dc.from_documents(pd.DataFrame({"doc_id": ["a"], "text": texts}))
    >>> voiced = dc.with_voice(dc.find_mentions(corpus, dc.load_actors("world")), dc.find_quotes(corpus))
    >>> tone = dc.score_mentions(voiced, dc.score_sentiment(corpus), by="voice")
    >>> dc.count_mean(tone, corpus, by=["actor", "voice"])[["actor", "voice", "mean"]].round(1).values.tolist()
    [['Iran', 'author', 0.5], ['Iran', 'quoted', -0.5]]
    """
    by = [name for name in names_of(by) if name != "actor"]
    schema.need(mentions, ("doc_id", "sentence_id", "actor", *by), "mentions")
    schema.need(scores, ("sentence_id",), "the scores")
    twice = [name for name in by if name in scores]
    if twice:
        raise ValueError(f"by names {twice[0]!r}, which is also a column of the scores; drop or rename it there")
    _refuse_other_reading(mentions, scores)
    pairs = mentions[["sentence_id", "actor", *by]].drop_duplicates()
    joined = pairs.merge(scores, on="sentence_id", how="inner")
    return joined[["actor", *by, *scores.columns]].reset_index(drop=True)


def _refuse_other_reading(mentions: pd.DataFrame, scores: pd.DataFrame) -> None:
    """Raise an error where sentences of the same number are not the same, as far as the tables tell."""
    if not ({"doc_id", "start"} <= set(mentions.columns) and {"doc_id", "start", "end"} <= set(scores.columns)):
        return
    sentences = scores.drop_duplicates("sentence_id").set_index("sentence_id")[["doc_id", "start", "end"]]
    named = mentions[mentions["sentence_id"].isin(sentences.index)]
    own = sentences.loc[named["sentence_id"]]
    inside = (named["start"].to_numpy() >= own["start"].to_numpy()) & (
        named["start"].to_numpy() < own["end"].to_numpy()
    )
    inside &= named["doc_id"].astype("str").to_numpy() == own["doc_id"].astype("str").to_numpy()
    if not inside.all():
        row = named.iloc[int(np.flatnonzero(~inside)[0])]
        raise ValueError(
            f"the mention at {row['start']} in {row['doc_id']!r} is not in sentence {row['sentence_id']} of the "
            "scores: the two tables are from different readings of the texts; find and score in the same corpus"
        )
