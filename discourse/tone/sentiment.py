"""The tone of sentences, and the words behind it.

Three ways to score: VADER (Hutto and Gilbert 2014), which researchers know; the library's own list and rules for
political prose (`commentary`); and a list or a model of the user's own. `score_sentiment` gives one row a
sentence, `sentiment_evidence` one row for every word that counted, so that a result can be traced to what it rests on.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
import pandas as pd

from discourse import schema
from discourse._arguments import checked
from discourse.corpus.corpus import Corpus
from discourse.corpus.spans import make_spans
from discourse.lexicon.terms import load_lexicon
from discourse.text.tokens import Tokens, look_up
from discourse.text.words import is_word
from discourse.tone import _vader as vader
from discourse.tone import commentary
from discourse.tone._valence import Scored, add_up, masked_tokens, tell_rules

Lexicon: TypeAlias = str | os.PathLike | pd.DataFrame | Callable[[list[str]], Sequence[float]]

#: Of the categories of a dictionary; half of the scale, about the mean of VADER's words.
_CATEGORIES = {"positive": 2.0, "negative": -2.0, "neg_positive": -2.0, "neg_negative": 2.0}
_SCORES = ["neg", "neu", "pos", "compound"]
_AT_ONCE = 1 << 21  # tokens
_EMPHASIS = ("!", "?")
_HIDDEN = "X"  # what a model reads in place of a masked span


@checked
def score_sentiment(
    corpus: Corpus,
    *,
    lexicon: Lexicon = "vader",
    mask: pd.DataFrame | None = None,
    within: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """How negative, neutral and positive each sentence is.

    Parameters
    ----------
    corpus : Corpus
        Its `tokens` are read.
    lexicon : "vader", "commentary", DataFrame, path or callable
        "vader" is VADER's list and rules. "commentary" is the library's list and rules for political prose
        (`load_tone`). A table has pattern and valence (-4 to 4), or pattern and category: the categories positive and
        neg_negative count 2, negative and neg_positive count -2, and others count nothing. A path is a dictionary file,
        read by `load_lexicon`. Patterns are as in `find_terms` (several words, ``*``; the longest match counts; if a
        pattern occurs twice, the later row is used), but they match whole words between spaces, as in VADER: `known`
        does not match in `well-known`. A table replaces VADER's list of valences; boosters (which have no valence),
        negations and idioms are still VADER's. A callable takes the sentences as a list of texts and returns a number
        in [-1, 1] for each.
    mask : DataFrame, optional
        Spans with doc_id, start, end, such as mentions, whose words are not scored: `Security Advisor` is an office,
        not praise. A word that shares a character with a span adds nothing, and neither boosts nor negates. It keeps
        its place, like a word that is not in the list. Its capitals still count; its exclamation and question marks do
        not. Spans of documents that the corpus lacks have no effect. A callable gets an X in place of each span.
    within : DataFrame, optional
        Spans with doc_id, start, end. Only the words in them are scored; all other words are masked. Sentences
        without a word in them are left out. With the words of one voice (`with_voice` of `corpus.tokens`), this is the
        tone of that voice.

    Returns
    -------
    DataFrame
        One row per sentence: doc_id, sentence_id, start, end (code points); neg, neu and pos, the shares of the
        sentence that are negative, neutral and positive (0 to 1, three decimals, with the sum 1 except for rounding);
        compound, its tone (-1 to 1, four decimals). All four are 0 if no word has two characters. With a callable,
        compound is its number, and the shares are NaN.

    Raises
    ------
    TypeError, ValueError
        If the lexicon or the mask is not as described, or a callable returns something else.

    See Also
    --------
    sentiment_evidence : the words behind a score.

    Notes
    -----
    "vader" gives the scores of `nltk.sentiment.vader` for the text of the sentence, including its peculiarities. Words
    of one character do not count, not even for distances. A word that occurs twice is scored both times by the context
    of the first. Punctuation is removed from one side of a word, not from both. Three things differ: words with control
    characters (here these are white space), capitals that are newer than the Unicode tables in use, and, since Python
    3.12, the last decimal of rare sentences, because Python now adds numbers with less error.

    References
    ----------
    Hutto, C. J. and Gilbert, E. (2014). VADER: a parsimonious rule-based model for sentiment analysis of
    social media text. Proceedings of ICWSM 2014.

    Examples
    --------
    >>> import pandas as pd
    >>> import discourse as dc
    >>> frame = pd.DataFrame({"doc_id": ["a"], "text": ["The offer is good. It is not good."]})
    >>> tone = dc.score_sentiment(dc.from_documents(frame))["compound"]
    >>> tone.tolist()  # x / sqrt(x² + 15) for 1.9, the valence of `good`, and -0.74 * 1.9
    [0.4404, -0.3412]
    """
    tokens = corpus.arrays
    masked, heard = _masked(tokens, mask), None
    if within is not None:
        inside, word = masked_tokens(tokens, within, "within"), is_word(tokens)
        outside = ~inside & (word | look_up(tokens.types.isin(_EMPHASIS), tokens.codes))  # a comma masks no word beside
        masked = outside if masked is None else masked | outside
        heard = np.bincount(tokens.sentence[inside & word], minlength=len(tokens.opening)) > 0
    if not len(tokens):
        return schema.empty("sentiment")
    table = _ask(corpus, lexicon, masked) if callable(lexicon) else _score(tokens, _scoring(lexicon), masked)
    return table if heard is None else table[heard].reset_index(drop=True)


def _score(tokens: Tokens, score: Callable, masked: np.ndarray | None) -> pd.DataFrame:
    """The table of scores, made of some documents at a time."""
    parts = [
        add_up(score(part, None if masked is None else masked[low : low + len(part)]))
        for low, part in tokens.by_documents(_AT_ONCE)
    ]
    return _sentences(tokens, {name: np.concatenate([getattr(part, name) for part in parts]) for name in _SCORES})


@checked
def sentiment_evidence(corpus: Corpus, *, lexicon: Lexicon = "vader", mask: pd.DataFrame | None = None) -> pd.DataFrame:
    """Every word that counted for the tone of its sentence, and how its context changed its value.

    Parameters
    ----------
    corpus, lexicon, mask
        As in `score_sentiment`, except that a callable is an error, because it gives no evidence.

    Returns
    -------
    DataFrame
        One row per word: doc_id, sentence_id, start, end (code points), text; valence, its value in the list;
        contribution, its value after the rules: the contributions in a sentence add up to s, and compound is s /
        sqrt(s² + 15) (4 instead of 15 for "commentary"); share, its part of compound: the shares in a sentence add up
        to the rounded compound; rule, what changed the valence, such as `negated by not` (NA if nothing did). With
        VADER's rules, exclamation and question marks that raise the tone of a sentence have a row of their own, with
        valence 0.

    Raises
    ------
    TypeError, ValueError
        As `score_sentiment`; and if the lexicon is a callable.

    Examples
    --------
    >>> import pandas as pd
    >>> import discourse as dc
    >>> frame = pd.DataFrame({"doc_id": ["a"], "text": ["It is not good, but very safe."]})
    >>> evidence = dc.sentiment_evidence(dc.from_documents(frame))
    >>> evidence[["text", "valence", "rule"]].values.tolist()
    [['good', 1.9, 'negated by not, damped before but'], ['safe', 1.9, 'boosted by very, raised after but']]
    >>> evidence["contribution"].round(4).tolist()  # 1.9 * -0.74 * 0.5 and (1.9 + 0.293) * 1.5
    [-0.703, 3.2895]
    """
    tokens = corpus.arrays
    if callable(lexicon):
        raise TypeError("lexicon is a callable, which gives no evidence; give 'vader', 'commentary' or a list")
    score, masked = _scoring(lexicon), _masked(tokens, mask)
    if not len(tokens):
        return schema.empty("sentiment_evidence")
    scored = score(tokens, masked)
    shares, sentence = add_up(scored), scored.sentence
    total = shares.total
    # Where a sum is 0 all shares are as near 0 as the function is steep.
    flat = np.abs(total) < 1e-9
    ratio = np.where(flat, 1 / np.sqrt(scored.alpha), shares.compound / np.where(flat, 1, total))
    evidence = {
        "valence": scored.valence,
        "contribution": scored.value,
        "share": scored.value * ratio[sentence],
        "rule": tell_rules(scored.notes, scored.words, len(scored.first)),
    }
    first, last = scored.first, scored.last
    loud = np.flatnonzero((scored.emphasis > 0) & (np.sign(total) != 0))
    if len(loud):
        mark = _last_marks(tokens, loud, masked)
        added = np.sign(total[loud]) * scored.emphasis[loud]
        more = (np.zeros(len(loud)), added, added * ratio[loud], np.full(len(loud), "raises the tone", dtype=object))
        first, last = np.append(first, mark), np.append(last, mark)
        evidence = {
            name: np.append(column, extra) for (name, column), extra in zip(evidence.items(), more, strict=True)
        }
    order = np.argsort(first, kind="stable")
    found = make_spans(corpus, first[order], last[order])
    evidence = {name: column[order] for name, column in evidence.items()}
    return schema.conform(found.assign(**evidence), "sentiment_evidence")


def _scoring(lexicon: Lexicon) -> Callable[[Tokens, np.ndarray | None], Scored]:
    """What finds the words that count among tokens, of which some may be masked."""
    if isinstance(lexicon, str) and lexicon in ("vader", "commentary"):
        return (vader if lexicon == "vader" else commentary).score
    table = _read_table(lexicon)
    case = table["case"].tolist() if "case" in table else None
    patterns, valence = table["pattern"].tolist(), table["valence"].to_numpy()
    return lambda tokens, masked: vader.score_table(tokens, patterns, valence, case, masked)


def _masked(tokens: Tokens, mask: pd.DataFrame | None) -> np.ndarray | None:
    return None if mask is None else masked_tokens(tokens, mask)


def _read_table(lexicon: Lexicon) -> pd.DataFrame:
    """A user's list with pattern and valence."""
    name = "lexicon"
    table: Any = lexicon  # what is neither a table nor a path is refused by `need`
    if isinstance(lexicon, str | os.PathLike):
        if isinstance(lexicon, str) and not Path(lexicon).exists():
            raise ValueError(
                f"lexicon is {lexicon!r}; give 'vader', 'commentary', a DataFrame with pattern and valence, "
                "the path of a dictionary file, or a callable"
            )
        name, table = f"the lexicon {lexicon}", load_lexicon(lexicon)
    if isinstance(table, pd.DataFrame) and "valence" not in table and "category" in table:
        valence = table["category"].astype("str").str.lower().map(_CATEGORIES)
        if len(table) and valence.isna().all():
            raise ValueError(
                f"{name} has no column valence and none of the categories {', '.join(_CATEGORIES)}; "
                f"its first category is {table['category'].iloc[0]!r}. Add valence, or rename the categories"
            )
        table = table.assign(valence=valence.astype("float64"))[valence.notna()]
    schema.need(table, ("pattern", "valence"), name)
    valence = pd.to_numeric(table["valence"], errors="coerce").astype("float64")
    for fine, what in (
        (
            table["pattern"].map(lambda p: isinstance(p, str) and bool(p.strip())).to_numpy(bool),
            "pattern that is empty; write at least one word",
        ),
        (valence.between(-4, 4).to_numpy(), "valence that is not a number from -4 to 4; rescale the column"),
    ):
        if not fine.all():
            row = table.loc[~fine, ["pattern", "valence"]].iloc[0].tolist()
            raise ValueError(f"{name} has a {what}. The first of {(~fine).sum()}: {row[0]!r}, {row[1]}")
    columns = [column for column in ("pattern", "case") if column in table]
    return table[columns].assign(valence=valence).reset_index(drop=True)


def _sentences(tokens: Tokens, scores: dict[str, np.ndarray]) -> pd.DataFrame:
    first = tokens.opening
    last = tokens.after - 1
    where = {
        "doc_id": tokens.doc_ids.astype("str").array.take(tokens.doc_of_sentence),
        "sentence_id": tokens.sentence_id,
        "start": tokens.start[first],
        "end": tokens.end_at(last),
    }
    return pd.DataFrame(where | scores, copy=False)


def _last_marks(tokens: Tokens, sentence: np.ndarray, masked: np.ndarray | None) -> np.ndarray:
    """The last token with an exclamation or question mark in each of the sentences."""
    types = np.array(["!" in t or "?" in t for t in tokens.types], bool)
    loud = types[tokens.codes]
    at = np.flatnonzero(loud if masked is None else loud & ~masked)
    return at[np.searchsorted(at, tokens.after[sentence]) - 1]


def _ask(corpus: Corpus, model: Callable, hidden: np.ndarray | None) -> pd.DataFrame:
    """The scores of a model of the user's own."""
    tokens = corpus.arrays
    empty = np.full(len(tokens.opening), np.nan)
    table = _sentences(tokens, dict.fromkeys(_SCORES, empty))
    texts = dict(zip(corpus.documents["doc_id"], corpus.texts, strict=True))
    where = zip(*(table[column].tolist() for column in ("doc_id", "start", "end")), strict=True)
    sentences = [texts[doc][start:end] for doc, start, end in where]
    if hidden is not None:
        _hide(sentences, tokens, table["start"].to_numpy(), hidden)
    scores = list(model(sentences))
    if len(scores) != len(sentences):
        raise ValueError(
            f"the callable returned {len(scores)} numbers for {len(sentences)} sentences; one for each is needed"
        )
    compound = pd.to_numeric(pd.Series(scores, dtype="object"), errors="coerce").to_numpy("float64")
    wrong = np.flatnonzero(~((compound >= -1) & (compound <= 1)))
    if len(wrong):
        raise ValueError(
            f"the callable returned {scores[wrong[0]]!r} for {sentences[wrong[0]]!r}; numbers from -1 to 1 are needed"
        )
    return table.assign(compound=compound)


def _hide(sentences: list[str], tokens: Tokens, starts: np.ndarray, hidden: np.ndarray) -> None:
    """Put one sign in place of each run of hidden tokens, from the last to the first."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], hidden, [False]]).astype(np.int8)))
    first, last = edges[::2], edges[1::2] - 1
    start, end = tokens.start, tokens.end
    for low, high in zip(first[::-1].tolist(), last[::-1].tolist(), strict=True):
        number = int(tokens.row_at(low))
        high = min(high, int(tokens.after[number]) - 1)
        text, base = sentences[number], int(starts[number])
        sentences[number] = text[: start[low] - base] + _HIDDEN + text[end[high] - base :]
