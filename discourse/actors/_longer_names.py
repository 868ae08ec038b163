"""Names inside other names: `Moscow` in `Moscow State University`, `Bush` in `Barbara Bush`.

A list cannot have every longer name that contains one of its names. The words beside a name tell them apart: a run of
capitals that ends in `University` or `Post`, `Bank of` before it, a first name, a federal state behind a comma. The
words stand in `name_parts.csv`, `name_heads.csv` and the lists of titles and openers. In headings set in title case
capitals tell nothing, so there only lists count.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache, lru_cache, partial

import numpy as np

from discourse._lists import all_words, read_rows, read_words
from discourse.english import closed_classes
from discourse.english.neighbours import Bits, Look, Neighbours
from discourse.text.tokens import Tokens
from discourse.text.vocabulary import Vocabulary, vocabulary_of

_SIGNS = frozenset("$£€¥₹")  # US$3.7m
_PARTS = (
    "given",
    "given and place",
    "title",
    "honorific",
    "before",
    "before of",
    "behind",
    "suffix",
    "US state",
    "state begins",
    "state ends",
    "ordinary",
    "compass",
    "town of Georgia",
    "surname and place",
)
_SHAPES = ("capital", "initial", "loud", "closed", "comma", "of", "the", "and", "in", "Georgia", "end", "any")
_BIT = Bits([*_PARTS, *_SHAPES])
_has = _BIT.has
#: Parts that `name_parts.csv` has under the same name.
_OWN = ("surname and place", "US state", "state begins", "state ends", "town of Georgia", "ordinary", "compass")
_RUN = 5  # capitalised words that are looked at beside a name


@cache
def thing_names() -> tuple[str, ...]:
    """Things that have a name in theirs, as patterns: `Brussels sprout*`, `Russian roulette`, `Little Italy`."""
    return tuple(pattern for (pattern,) in read_rows("things", "pattern"))


def goes_on(tokens: Tokens, first: np.ndarray, last: np.ndarray) -> np.ndarray:
    """Which matches are cut off a longer word or name: `the North` of `the North American`, `US` of `US$3m`?"""
    found = np.zeros(len(first), bool)
    if not len(first):
        return found
    next_ = tokens.codes.take(last + 1, mode="clip")
    ends = vocabulary_of(tokens).once(_compass)[tokens.codes[last]]
    at = np.flatnonzero((ends & (last > first)) | vocabulary_of(tokens).once(_dollar)[next_])
    words = Neighbours(tokens)
    after = words.look(_classes, first[at], last[at], reach=1)(last[at] + 1)
    named = ends[at] & _has(after, "capital") & ~_has(after, "closed")
    named[named] &= ~_title_case(tokens, first[at[named]])
    found[at] = named | ~ends[at] & words.tight(last[at] + 1)
    return found


def _compass(vocabulary: Vocabulary) -> np.ndarray:
    return np.isin(vocabulary.forms, list(read_words("name_parts", "part")["compass"]))


def _dollar(vocabulary: Vocabulary) -> np.ndarray:
    return np.array([form[:1] in _SIGNS for form in vocabulary.forms], bool)


def inside_other(
    tokens: Tokens, first: np.ndarray, last: np.ndarray, taken: np.ndarray, *, demonym: np.ndarray
) -> np.ndarray:
    """Which names of places are part of the name of something else, and so no mention of the place?

    Parameters
    ----------
    tokens : Tokens
    first, last : ndarray of int
        Positions of each name's first and last token.
    taken : ndarray of bool
        For each token: is it part of some listed name? Such words are never part of an unlisted one.
    demonym : ndarray of bool
        Is the name a demonym? Demonyms are only looked at for what stands behind them (`British Airways`).

    Returns
    -------
    ndarray of bool
    """
    if not len(first):
        return np.zeros(0, bool)
    at = Neighbours(tokens).look(_classes, first, last, reach=_RUN + 1)
    before = at(first - 1)
    free_before = _has(before, "capital") & ~_taken(taken, first - 1)
    run, end = _run(at, last, taken)
    behind = (run > 0) & _has(end, "behind") & ~_titled(at, last, run)
    the = _has(before, "the")
    of = _has(at(first - 1 - the), "of") & _has(at(first - 2 - the), "before of") & _has(at(first - 2 - the), "capital")
    opens = (at(first - 2) == 0) & _has(before, "ordinary")
    joined = free_before & _has(before, "before") & ~opens
    single = first == last
    person = single & free_before & (_has(before, "given") | _has(before, "honorific") & ~_has(before, "title"))
    person |= single & free_before & _has(before, "honorific")
    own = at(first)
    other = _has(before, "closed", "title", "honorific", "loud", "compass", "before", "ordinary")
    surname = single & _has(own, "surname and place")
    person |= surname & free_before & ~other & ((at(first - 2) != 0) | _has(before, "given"))
    person |= surname & np.isin(tokens.doc_at(first), tokens.doc_at(first[surname & person]))
    namesake = single & _has(own, "given and place") & (run == 1) & ~_has(end, "title", "behind", "loud", "US state")
    abroad = single & _in_state(at, last)
    abroad |= single & _in_georgia(at, first)
    found = behind | (~demonym & (of | joined | person | namesake | abroad))
    loud = np.flatnonzero(found & ~abroad)
    found[loud] &= ~_title_case(tokens, first[loud])
    return found


def is_branch(tokens: Tokens, place: np.ndarray, first: np.ndarray, last: np.ndarray) -> np.ndarray:
    """Which names at `place` tell a branch of the body named just before (`Oxfam America`), which no `the` precedes?

    `first` and `last` are those of the bodies.
    """
    words = Neighbours(tokens)
    at = words.look(_classes, first, last, reach=1)
    free = ~_has(at(first - 1), "the") & _has(at(last + 1), "capital")  # not: the World Bank Britain knows
    return np.isin(place, last[free] + 1)


def _in_state(at: Look, last: np.ndarray) -> np.ndarray:
    """Does a federal state follow behind a comma (`Lebanon, New Hampshire`), and no list go on (`..., and Ohio`)?"""
    two = _has(at(last + 2), "state begins") & _has(at(last + 3), "state ends")
    end = last + 2 + two
    name = _has(at(end + 2), "capital") & ~_has(at(end + 2), "closed")
    further = _has(at(end + 1), "comma") & (name | _has(at(end + 2), "and"))
    state = two & ~further | ~two & _has(at(last + 2), "US state")
    return _has(at(last + 1), "comma") & state & ~_has(at(end + 1), "and")


def _in_georgia(at: Look, first: np.ndarray) -> np.ndarray:
    """Is it a town of Georgia, or its Georgia, in an address (`in Rome, Georgia`, not `in Rome, Georgia and Iran`)?"""
    found = np.zeros(len(first), bool)
    for town in (first, first - 2):
        place = _has(at(town - 1), "in") & _has(at(town), "town of Georgia")
        ends = (at(town + 3) == 0) | _has(at(town + 3), "comma", "end") & ~_has(at(town + 4), "capital", "and")
        found |= place & _has(at(town + 1), "comma") & _has(at(town + 2), "Georgia") & ends
    return found


def _titled(at: Look, last: np.ndarray, run: np.ndarray) -> np.ndarray:
    """Does a title such as `President` stand in the run of capitals behind the name?"""
    found = np.zeros(len(run), bool)
    for step in range(1, _RUN + 1):
        found |= (run >= step) & _has(at(last + step), "title")
    return found


def strangers(tokens: Tokens, first: np.ndarray, last: np.ndarray, taken: np.ndarray) -> np.ndarray:
    """Which bare surnames belong to somebody else: behind an unknown first name, before `Jr.` or a federal state?

    Parameters
    ----------
    tokens, first, last, taken
        As for `inside_other`.

    Returns
    -------
    ndarray of bool
    """
    if not len(first):
        return np.zeros(0, bool)
    at = Neighbours(tokens).look(_classes, first, last, reach=5)
    before, after = at(first - 1), at(last + 1)
    opens = at(first - 2) == 0
    word = _has(before, "capital") & ~_has(before, "closed", "title", "honorific", "loud") & ~_taken(taken, first - 1)
    named = word & (~opens | _has(before, "given"))
    initial = _has(before, "initial") & _has(at(first - 2), "capital")
    abroad = _in_state(at, last)
    behind = _has(after, "capital") & ~_has(after, "closed", "title", "loud") & ~_taken(taken, last + 1)
    first_name = behind & _has(at(first), "given")
    found = named | initial | first_name
    loud = np.flatnonzero(found)
    found[loud] &= ~_title_case(tokens, first[loud])
    return found | abroad | _has(after, "suffix")


def _run(at: Look, last: np.ndarray, taken: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """How many capitalised words that are part of no listed name follow each name, and the classes of the last."""
    length = np.zeros(len(last), np.int64)
    end = np.zeros(len(last), np.int64)
    live = np.ones(len(last), bool)
    for step in range(1, _RUN + 1):
        here = at(last + step)
        live &= _has(here, "capital") & ~_has(here, "closed") & ~_taken(taken, last + step)
        length += live
        end = np.where(live, here, end)
    return length, end


def _taken(taken: np.ndarray, place: np.ndarray) -> np.ndarray:
    return taken[np.clip(place, 0, len(taken) - 1)]


def _title_case(tokens: Tokens, place: np.ndarray) -> np.ndarray:
    """Is the sentence at these tokens a heading, with nearly every word but the closed classes in capitals?"""
    wanted, number = np.unique(tokens.row_at(place), return_inverse=True)
    opening, size = tokens.opening[wanted], tokens.size[wanted]
    within = np.arange(size.sum()) - np.repeat(np.cumsum(size) - size, size)
    used, code = np.unique(tokens.codes[np.repeat(opening, size) + within], return_inverse=True)
    words = tokens.types[used].tolist()
    capital = np.array([w[0].isupper() for w in words], bool)
    every = np.array([len(w) > 2 and w.isalpha() for w in words], bool)
    closed = np.array([_classes(w) & _BIT["closed"] > 0 for w in words], bool)
    low = np.array([any(map(str.islower, w)) for w in words], bool)  # of a line in capitals no word is
    heading = np.repeat(np.arange(len(wanted)), size)
    n_low, n_all, n_small, n_open, n_small_open = (
        np.bincount(heading, weights=flag[code], minlength=len(wanted))
        for flag in (low, every, every & ~capital, every & ~closed, every & ~closed & ~capital)
    )
    return ((n_low == 0) | (n_all > 2) & (n_small == 0) | (n_open > 3) & (n_small_open < 0.1 * n_open))[number]


def _read_parts() -> Iterator[tuple[str, Iterable[str]]]:
    """The words of each part of a name."""
    parts, heads = read_words("name_parts", "part"), partial(read_words, "name_heads")
    suffixes = read_words("titles", "kind")["suffix"]
    given = read_words("name_given", "place")
    yield from (("given", given[""]), ("given and place", given["yes"]))
    yield from ((part, parts[part]) for part in _OWN)
    yield "US state", [f"{word}." for word in read_words("abbreviations", "kind")["US state"]]
    yield "before", heads("before")["yes"] | parts["before"]
    yield "before of", heads("before_of")["yes"]
    yield "behind", heads("behind")["yes"]
    yield "suffix", suffixes
    yield "honorific", read_words("titles", "person")["yes"]
    yield "title", (all_words("titles") - suffixes) | parts["label"] | read_words("prefixes", "apart")["yes"]
    yield "title", all_words("openers")


@cache
def _listed() -> dict[str, int]:
    """Each word of the lists with its parts."""
    parts: dict[str, int] = {}
    for part, words in _read_parts():
        for word in words:
            parts[word] = parts.get(word, 0) | _BIT[part]
    closed = (
        closed_classes.PREPOSITIONS
        | closed_classes.COORDINATORS
        | closed_classes.SUBORDINATORS
        | closed_classes.INTERROGATIVES
    )
    for word in (
        closed
        | closed_classes.PRONOUNS
        | closed_classes.DETERMINERS
        | closed_classes.AUXILIARIES
        | closed_classes.MONTHS
        | closed_classes.WEEKDAYS
    ):
        parts[word] = parts.get(word, 0) | _BIT["closed"]
    for word in ("in", "from", "to", "near", "of", "at", "outside"):
        parts[word] |= _BIT["in"]
    parts["Georgia"] = parts.get("Georgia", 0) | _BIT["Georgia"]
    for word in ".;:?!)":
        parts[word] = _BIT["end"]
    for word, part in (
        (",", "comma"),
        ("of", "of"),
        ("the", "the"),
        ("and", "and"),
        ("or", "and"),
        ("Georgia", "Georgia"),
    ):
        parts[word] = parts.get(word, 0) | _BIT[part]
    return parts


@lru_cache(maxsize=1 << 16)
def _classes(word: str) -> int:
    listed, lower = _listed(), word.lower()
    bits = listed.get(word, 0) | listed.get(lower, 0) | listed.get(lower.rstrip("."), 0)
    bits |= listed.get(lower[:-1], 0) & _BIT["title"] if lower.endswith("s") else 0
    bits |= _BIT["any"]  # so that only the end of the sentence has none
    if not word[:1].isalpha():
        return bits
    if word[:1].isupper():
        bits |= _BIT["capital"]
        if len(word) > 2 and word.endswith("."):
            bits |= _BIT["loud"]
        elif word.isupper():
            bits |= _BIT["initial"] if len(word.rstrip(".")) == 1 else _BIT["loud"]
        if lower.endswith("ly"):
            bits |= _BIT["closed"]
    return bits
