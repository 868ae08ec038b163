"""Hedges: the words by which an author holds back from full commitment.

Hedging as Hyland (1998, 2005) has it: a writer presents a claim as an opinion or a possibility rather than a fact.
Every cue of the list carries its category, a strength and a reference; the README beside the list says how strengths
were estimated. Words that are hedges in one use only are told apart by their neighbours (`_two_lives`).

References
----------
Hyland, K. (1998). Hedging in Scientific Research Articles. Amsterdam: Benjamins.
Hyland, K. (2005). Metadiscourse. London: Continuum.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from discourse import schema
from discourse._arguments import checked
from discourse._lists import read_words
from discourse._regex import Expression
from discourse.corpus.corpus import Corpus
from discourse.corpus.spans import make_spans
from discourse.english import closed_classes
from discourse.english.neighbours import Neighbours
from discourse.english.scope import Clauses
from discourse.lexicon.terms import load_shipped
from discourse.stance._two_lives import HEDGES, match_cues


def load_hedges() -> pd.DataFrame:
    """The list of hedges that ships with the library.

    Returns
    -------
    DataFrame
        pattern, category (as in the table `hedges`; ``none`` marks a longer phrase that is not a hedge), strength in
        (0, 1] (0 for ``none``), reference, note.

    Examples
    --------
    >>> import discourse as dc
    >>> hedges = dc.load_hedges()
    >>> hedges.loc[hedges["pattern"] == "perhaps", ["category", "reference"]].values.tolist()
    [['adverb', 'Hyland (2005)']]
    """
    return load_shipped("hedges").astype({"strength": "float64"})


@checked
def find_hedges(corpus: Corpus, *, lexicon: pd.DataFrame | None = None, vague: bool = False) -> pd.DataFrame:
    """Find every hedge and its scope. The scope is the words that the doubt covers.

    If hedges overlap, only the longest one counts. Some words have two meanings, and only one of them is a hedge. The
    following uses are not hedges, and do not count:

    - `May` as a month or a name, and `may` for a wish or a permission
    - `could` for ability (`could not`, `could see`)
    - `should` and `ought to` for duty
    - `would` for habit, for a future that is seen from the past, and for the content of a bill
    - `about` before a topic, `appear` in the sense of arrive, and `suggest` in the sense of propose
    - `possible` after a superlative or before `to`
    - `almost` for an event that did not happen
    - `potential` as a noun

    Parameters
    ----------
    corpus : Corpus
    lexicon : DataFrame, optional
        Your own list, with the columns pattern, category and strength. By default it is the list of the library
        (`load_hedges`). The rules for words with two meanings also apply to your own list.
    vague : bool
        Whether the rows of the category `vague` are used too. They are plain quantities (`some`, `many people`) and
        claims without a named source (`critics say`). Hyland does not count them as hedges. Wikipedia calls them weasel
        words.

    Returns
    -------
    DataFrame
        doc_id, sentence_id, start, end (code points), text, category, strength (above 0, up to 1), scope_start,
        scope_end. The scope usually begins at the hedge and ends with the clause. There are two exceptions. With verbs
        such as seem (`the talks seem to fail`), with `likely to`, and with a modal before a passive, the scope begins
        at the subject. With `some`, `nearly` and an adjective before its noun, the scope ends with the noun phrase.

    References
    ----------
    Hyland (2005) for the concept and for most hedges. The list gives a reference for each hedge. Vincze et al. (2008)
    for the scope.

    Examples
    --------
    >>> import pandas as pd
    >>> import discourse as dc
    >>> text = "It may seem unlikely, but talks could fail. Since May 2018, May has perhaps changed."
    >>> corpus = dc.from_documents(pd.DataFrame({"doc_id": ["a"], "text": [text]}))
    >>> hedges = dc.find_hedges(corpus)
    >>> hedges["text"].tolist()
    ['may', 'seem', 'unlikely', 'could', 'perhaps']
    >>> [text[start:end] for start, end in zip(hedges["scope_start"], hedges["scope_end"])][::3]
    ['may seem unlikely', 'could fail']
    """
    if lexicon is None:
        lexicon = load_hedges()
    schema.need(lexicon, ("pattern", "category", "strength"), "the list of hedges")
    words = Neighbours(corpus.arrays)
    first, last, row = match_hedges(words, lexicon, vague=vague)
    cues = lexicon["pattern"].str.lower().to_numpy(dtype=object)
    category = lexicon["category"].to_numpy(dtype=object)[row]
    category[_counts(words, lexicon, last, row)] = "quantifier"
    own = np.flatnonzero(_likely(cues)[row])
    opens = words.begins(first[own]) & ~words.after(last[own], {"that", "to"})
    adverb = opens | words.at(first[own] - 1, closed_classes.MODALS | closed_classes.HAVE, beside=first[own])
    category[own[adverb]] = "adverb"
    begin, end = _scope(Clauses(words), first, last, cues, row, category)
    found = make_spans(corpus, first, last).assign(
        category=category,
        strength=lexicon["strength"].to_numpy()[row],
        scope_start=corpus.arrays.start[begin],
        scope_end=corpus.arrays.end_at(end),
    )
    return schema.conform(found, "hedges")


def match_hedges(
    words: Neighbours, lexicon: pd.DataFrame, *, vague: bool = False
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The first token, the last token and the row of the list of every hedge.

    Vague quantities and sources are left out unless asked for; `some` before a number is none of them.
    """
    rows = np.arange(len(lexicon))
    if not vague:
        rows = rows[((lexicon["category"] != "vague") | lexicon["pattern"].str.lower().eq("some")).to_numpy()]
    first, last, row = match_cues(words, lexicon.iloc[rows], HEDGES)
    row = rows[row]
    keep = np.ones(len(row), bool) if vague else ~(_vague(lexicon, row) & ~_counts(words, lexicon, last, row))
    return first[keep], last[keep], row[keep]


def _vague(lexicon: pd.DataFrame, row: np.ndarray) -> np.ndarray:
    return (lexicon["category"] == "vague").to_numpy()[row]


def _counts(words: Neighbours, lexicon: pd.DataFrame, last: np.ndarray, row: np.ndarray) -> np.ndarray:
    """Is it `some` before a number (`some 300`)? That is an approximation, not a vague quantity."""
    some = lexicon["pattern"].str.lower().eq("some").to_numpy()[row]
    return some & (words.digits(last + 1) | words.after(last, closed_classes.NUMERALS - {"half"}))


_READING = read_words("cue_reading", "class")
#: Cues whose doubt goes back over their subject (`the talks seem to fail`).
_RAISING = Expression(
    r"(seem|appear|look)(s|ed|ing)?\b|remains? |tend(s|ed|ing)? |reputed to|purport(s|ed)? to|apt to|(.* )?((un)?likely"
    r"|supposed|expected|thought|believed|said|considered|reported|alleged|claimed|rumou?red|estimated|known"
    r"|(regarded|seen|viewed|perceived) as)( to( be| have)?)?$"
)
#: Cues inside a noun phrase, beside which doubt goes no further than that phrase.
_NARROW = _READING["within its noun phrase"]
_TAKES_CLAUSE = ("verb", "adjective", "noun", "conditional")
#: What follows an adjective that is said of a subject; what else follows is its noun.
_PREDICATES = (
    closed_classes.PREPOSITIONS
    | closed_classes.SUBORDINATORS
    | closed_classes.INTERROGATIVES
    | closed_classes.COORDINATORS
    | {"to", "that"}
)
_EMPTY_SUBJECT = frozenset("it there what".split())
_BETWEEN = _READING["behind a modal"]
_PARTICIPLES = read_words("verb_forms", "class")["participle"]


def _likely(cues: np.ndarray) -> np.ndarray:
    return np.array([cue.endswith("likely") and not cue.endswith("unlikely") for cue in cues.tolist()], bool)


def _scope(
    clauses: Clauses, first: np.ndarray, last: np.ndarray, cues: np.ndarray, row: np.ndarray, category: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """The first and last token of what each hedge bears on."""
    words = clauses.words
    takes = np.isin(category, _TAKES_CLAUSE) | np.array([c.startswith("it ") for c in cues.tolist()], bool)[row]
    skip = np.where(takes, 1 + words.after(last, {"that", "as", "to"}), category == "modal")
    end = clauses.clause_end(last, skip=skip)
    # What follows is asked only of the hedges that it bears on.
    before_noun, begin = np.zeros(len(first), bool), first.copy()
    own = np.flatnonzero(category == "adjective")
    before_noun[own] = words.letters(last[own] + 1) & ~words.after(last[own], _PREDICATES)
    own = np.flatnonzero(before_noun | np.array([c in _NARROW for c in cues.tolist()], bool)[row])
    end[own] = np.minimum(end[own], clauses.phrase_end(last[own]))
    raising = np.array([bool(_RAISING.match(c)) for c in cues.tolist()], bool)[row] & ~before_noun
    own = np.flatnonzero(raising & ~words.after(last, {"that"}))
    modal = np.flatnonzero(category == "modal")
    own = np.union1d(own, modal[_passive(words, last[modal])])
    start = clauses.clause_start(first[own])
    begin[own] = np.where(words.at(start, _EMPTY_SUBJECT), first[own], start)
    return begin, end


def _passive(words: Neighbours, last: np.ndarray) -> np.ndarray:
    """Is the verb behind a modal in the passive (`may not have been seen`)?"""
    verb = words.past(last + 1, _BETWEEN, beside=last, most=2)
    passive = words.at(verb, {"be", "been"}, beside=last)
    verb = verb + 1
    verb = verb + words.ending(verb, "ly", beside=last)
    return passive & (words.ending(verb, "ed", beside=last) | words.at(verb, _PARTICIPLES, beside=last))
