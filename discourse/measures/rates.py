"""Counts, rates and means by group: from spans and scores to numbers that can be compared.

Words and documents are counted for the corpus, spans and scores from their tables. Zeros are kept: every group of
the corpus is a row, whether anything was found in it or not.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from discourse import schema
from discourse.corpus.spans import VOICES, find_voices
from discourse.measures._groups import as_counts, as_measure, blocks_of, group_documents, names_of
from discourse.measures.intervals import FEW, ratio_interval
from discourse.text.words import find_words, is_word

_Z = 1.959964
_MOST_OF_NONE = 3.688879  # the expected number for which seeing nothing has a probability of 2.5 %
#: Scores of the library and the ends of their scales; a mean cannot lie beyond.
RANGES = {
    "compound": (-1, 1),
    "tone": (-1, 1),
    **dict.fromkeys(("neg", "neu", "pos", "certainty", "strength"), (0, 1)),
}


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
    by = names_of(by)
    tokens = corpus.arrays
    of_role = "role" in by and "role" not in corpus.documents
    groups, group_of_doc = group_documents(corpus, [c for c in by if c != "role" or not of_role])
    doc = group_of_doc[tokens.doc] if len(tokens) else np.zeros(0, np.int64)
    n_docs = np.bincount(group_of_doc[group_of_doc >= 0], minlength=len(groups))
    if of_role:
        known = corpus.sections.set_index("section_id")["role"]
        read = known.loc[pd.unique(tokens.section_id)].cat.remove_unused_categories()
        roles = read.cat.categories
        code = np.repeat(read.cat.codes.reindex(tokens.section_id).to_numpy(np.int64), tokens.size)
        groups = groups.merge(pd.DataFrame({"role": roles.astype("str")}), how="cross")[by]
        doc = np.where(doc >= 0, doc * len(roles) + code, -1)
        pairs = np.unique(np.stack([doc, tokens.doc]), axis=1)[0]
        n_docs = np.bincount(pairs[pairs >= 0], minlength=len(groups))
    words = find_words(tokens)
    word, n_types = doc[words.first], max(len(words.forms), 1)
    counted = word >= 0
    opening = doc[tokens.opening]
    pairs = pd.unique(word[counted] * n_types + words.kind[counted])
    counts = {
        "n_docs": n_docs,
        "n_words": np.bincount(word[counted], minlength=len(groups)),
        "n_types": np.bincount(pairs // n_types, minlength=len(groups)),
        "n_sentences": np.bincount(opening[opening >= 0], minlength=len(groups)),
    }
    return as_counts(groups, counts, "counts", by)


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
        denominator, in place of all words, and every voice has a row: of a category, each that it has.

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
    See `discourse.measures.intervals.ratio_interval` for the interval. It is never narrower than that of a Poisson
    count, here by Byar's approximation (Breslow and Day 1987, ch. 2): where two or three documents hold all hits,
    drawing documents again says too little about how many there might have been.

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
    if quotes is not None and "voice" in names_of(by):
        schema.need(spans, ("voice",), "the spans")
        words = _words_of_voices(corpus, quotes)
        asked = getattr(spans["voice"], "cat", None)
        voices = [name for name in VOICES if asked is None or name in asked.categories]
        spans = spans.assign(voice=pd.Categorical(spans["voice"], categories=voices))  # also those with none
    words[None] = words_of_documents(corpus)
    keys, blocks = blocks_of(spans, corpus, by, freq, pd.Series(1.0, index=spans.index), rolling)
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
    return as_measure(rows, keys, "rates")


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
    `discourse.measures.intervals.ratio_interval`. It is cut off at the ends of the scale where `column` is a score of
    the library (compound and tone: -1 and 1; neg, neu, pos, certainty and strength: 0 and 1) and all scores lie on it:
    of few documents it would reach beyond, where no mean can be, so that nothing is lost by it.

    Examples
    --------
    >>> import discourse as dc
    >>> texts = pd.DataFrame({"doc_id": ["a", "b"], "text": ["Good. Bad.", "Well."], "outlet": ["A", "B"]})
    >>> tone = pd.DataFrame({"doc_id": ["a", "a"], "compound": [0.5, 0.25]})
    >>> count_mean(tone, dc.from_documents(texts), by="outlet")[["outlet", "n", "mean"]].values.tolist()
    [['A', 2, 0.375], ['B', 0, nan]]

    By voice: ``count_mean(dc.with_voice(tone, dc.find_quotes(corpus)), corpus, by="voice")``; of the sentences that
    name an actor, see `score_mentions`.
    """
    schema.need(scores, ("doc_id", column), "the scores")
    scores = scores[scores[column].notna()]
    keys, blocks = blocks_of(scores, corpus, by, freq, scores[column].astype("float64"), rolling)
    least, most = RANGES.get(column, (-np.inf, np.inf))
    if not scores[column].between(least, most).all():  # a score of one's own, on another scale
        least, most = -np.inf, np.inf
    rows = []
    for group, levels, _, total, count in blocks:
        for i, level in enumerate(levels):
            mean, low, high = ratio_interval(total[:, [i]], count[:, i])
            low, high = np.maximum(low, least), np.minimum(high, most)
            n_docs = int((count[:, i] > 0).sum())
            rows.append((*group, *level, int(count[:, i].sum()), n_docs, mean[0], low[0], high[0], n_docs < FEW))
    return as_measure(rows, keys, "means")


# --- words ------------------------------------------------------------------------------------------------------


def words_of_documents(corpus) -> np.ndarray:
    """The number of words of each document, in the order of `corpus.documents`."""
    tokens = corpus.arrays
    if not len(tokens):
        return np.zeros(len(corpus.documents), np.int64)
    n_words = np.add.reduceat(is_word(tokens), tokens.opening, dtype=np.int64)
    return np.bincount(tokens.doc_of_sentence, n_words, len(corpus.documents)).astype(np.int64)


def _words_of_voices(corpus, quotes: pd.DataFrame) -> dict[str | None, np.ndarray]:
    """The number of words of each voice in each document."""
    voice, word = find_voices(corpus, quotes), is_word(corpus.arrays)
    doc = corpus.arrays.doc
    n = len(corpus.documents)
    return {name: np.bincount(doc[word & (voice == number)], minlength=n) for number, name in enumerate(VOICES)}


def score_mentions(mentions: pd.DataFrame, scores: pd.DataFrame, *, by: str | list[str] | None = None) -> pd.DataFrame:
    """The score of the sentence that each actor is mentioned in, once a sentence and actor.

    Parameters
    ----------
    mentions : DataFrame
        Needs doc_id, sentence_id and actor.
    scores : DataFrame
        One row a sentence: needs sentence_id; `sentiment`, say.
    by : str or list of str, optional
        Further columns of the mentions to tell apart, such as voice or form: a sentence in which the author and
        somebody who is quoted both name an actor then counts for either voice.

    Returns
    -------
    DataFrame
        actor, the columns `by`, then those of `scores`.

    Raises
    ------
    ValueError
        If a column is missing, or one of `by` is one of the scores as well.

    Examples
    --------
    >>> mentions = pd.DataFrame({"doc_id": "a", "sentence_id": [1, 1, 2], "actor": ["Iran", "Iran", "Russia"]})
    >>> tone = pd.DataFrame({"doc_id": "a", "sentence_id": [1, 2], "compound": [0.5, -0.5]})
    >>> score_mentions(mentions, tone)[["actor", "compound"]].values.tolist()
    [['Iran', 0.5], ['Russia', -0.5]]

    The tone in which an actor is named, by voice, in a corpus:

    >>> import discourse as dc
    >>> texts = ["Iran is a friend. “Iran is an awful enemy,” he said."]
    >>> corpus = dc.from_documents(pd.DataFrame({"doc_id": ["a"], "text": texts}))
    >>> voiced = dc.with_voice(dc.find_mentions(corpus, dc.load_actors("world")), dc.find_quotes(corpus))
    >>> tone = score_mentions(voiced, dc.score_sentiment(corpus), by="voice")
    >>> count_mean(tone, corpus, by=["actor", "voice"])[["actor", "voice", "mean"]].round(1).values.tolist()
    [['Iran', 'author', 0.5], ['Iran', 'quoted', -0.5]]
    """
    by = [name for name in names_of(by) if name != "actor"]
    schema.need(mentions, ("doc_id", "sentence_id", "actor", *by), "mentions")
    schema.need(scores, ("sentence_id",), "the scores")
    twice = [name for name in by if name in scores]
    if twice:
        raise ValueError(f"by names {twice[0]!r}, which is a column of the scores as well; drop or rename it there")
    pairs = mentions[["sentence_id", "actor", *by]].drop_duplicates()
    joined = pairs.merge(scores, on="sentence_id", how="inner")
    return joined[["actor", *by, *scores.columns]].reset_index(drop=True)
