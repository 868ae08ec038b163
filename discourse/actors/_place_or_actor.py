"""Place or actor: whether the name of a place stands for those who act there.

`Washington refused` names people, `flew to Washington` a place. This is metonymy. Mostly grammar tells the two apart:
what the name is the subject, object or complement of (Markert and Nissim 2007). The rules below read
the words around a name, without a parser: closed classes, and the list `reading.csv` of verbs and nouns. They follow
one another, the first that fits decides, and each has a name which a researcher can look at, count and overrule.

References
----------
Gritta, M., Pilehvar, M. T., Limsopatham, N., and Collier, N. (2017). Vancouver welcomes you! Minimalist location
    metonymy resolution. ACL, 1248-1259.
Gritta, M., Pilehvar, M. T., and Collier, N. (2020). A pragmatic guide to geoparsing evaluation. Language Resources
    and Evaluation 54, 683-712.
Markert, K., and Nissim, M. (2002). Towards a corpus annotated for metonymies: the case of location names. LREC.
Markert, K., and Nissim, M. (2007). SemEval-2007 Task 08: Metonymy resolution. SemEval, 36-41.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from itertools import chain

import numpy as np

from discourse._lists import read_rows
from discourse._regex import Expression
from discourse.english import closed_classes
from discourse.english.neighbours import Bits, Look, Neighbours
from discourse.text.tokens import Tokens

#: Rules that say place beyond doubt, whatever kind of name it is.
SURE = frozenset(
    [
        "after in, at, near, ...",
        "after northern, central, ...",
        "after of, governed by a word of place or motion",
        "after to, governed by a word of place or motion",
        "after from, governed by a word of place or motion",
    ]
)
_ACRONYMS = frozenset(["US", "WHO"])  # which are no pronouns
_FAR = 12  # words that a chain of names and modifiers may be long
_WORDS: dict[str, Iterable[str]] = {  # closed classes, signs and what single rules ask for, beside the list
    **{word: (word,) for word in ("in", "at", "to", "of", "from", "for", "with", "by", "over", "as", "well", "such")},
    **{word: (word,) for word in ("including", "far")},
    "first": ("only", "first", "last", "sole", "second", "next", "one"),
    "clause": closed_classes.SUBORDINATORS - {"than"},
    "comma": (",",),
    "dash": ("-",),
    "clitic": ("'s", "'"),
    "mark": (".", ";", ":", "?", "!", '"', "...", "--", "'", "(", ")", "[", "]"),
    "are": ("are", "were"),
    "be": closed_classes.BE,
    "have": closed_classes.HAVE,
    "auxiliary": closed_classes.AUXILIARIES,
    "determiner": closed_classes.DETERMINERS,
    "relative": ("which", "who", "whose"),
    "anti": ("anti", "pro"),
    "that": ("that", "whether", "it", "its", "his", "her", "their", "them", "him"),
}
#: Shapes that adjectives have and few nouns: prosperous, peaceful, war-torn.
_ADJECTIVE = Expression(r"\w{2,}(?:ous|ful|less|ible|able|ical|most)|\w+-\w+")
_TABLES = frozenset("cable constable crucible fable parable syllable table vegetable".split())
_DAYS = closed_classes.WEEKDAYS | closed_classes.MONTHS
_PLURAL_ENDS = frozenset("states islands netherlands philippines emirates maldives seychelles bahamas comoros".split())
#: Nouns in the plural that states are called by, as parties to something: `the two countries, France and Togo`.
_STATES = frozenset(
    "countries nations states powers republics governments members signatories parties allies partners neighbours "
    "neighbors rivals adversaries enemies foes donors".split()
)
_TEAM = frozenset(["city"])  # Mexico City, which also stands for a state or a team
_CLOSED = (
    closed_classes.PREPOSITIONS
    | closed_classes.COORDINATORS
    | closed_classes.SUBORDINATORS
    | closed_classes.INTERROGATIVES
    | closed_classes.PRONOUNS
    | closed_classes.DETERMINERS
    | closed_classes.AUXILIARIES
)
_KINDS = (
    "obtain", "motion", "object place", "subject place", "placed", "act", "governs actor", "governs place",
    "heads place", "heads actor", "group", "superlative", "naming", "trust", "aimed", "based", "region", "modifier",
    "adverb", "on", "between", "towards", "where", "who", "versus", "and",
)  # fmt: skip
_SHAPES = ("acronym", "capital", "number", "ed", "ing", "s", "closed", "word", "noun")
_BIT = Bits([*_WORDS, *_KINDS, *_SHAPES])
_has = _BIT.has
_NUMBER, _WORD, _CAPITAL, _ADVERB, _ED, _ING, _NOUN = (
    _BIT[name] for name in ("number", "word", "capital", "adverb", "ed", "ing", "noun")
)
_CLOSED_BIT, _MODIFIER = _BIT["closed"], _BIT["modifier"]
_VERB, _PLURAL = _BIT["act"] | _BIT["motion"], _BIT["s"] | _BIT["noun"]


def read_places(tokens: Tokens, first: np.ndarray, last: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """For names of places from token `first[i]` to `last[i]`: does the name stand for an actor, and by which rule?

    Parameters
    ----------
    tokens : Tokens
    first, last : ndarray of int
        Positions of each name's first and last token, in `tokens`.

    Returns
    -------
    ndarray of bool, ndarray of str
        True for an actor, and the rule that said so.

    References
    ----------
    Markert and Nissim (2007) for the readings, of which `actor` is place-for-people.
    """
    if not len(first):
        return np.zeros(0, bool), np.zeros(0, dtype=object)
    reading = np.full(len(first), -1, np.int8)
    rule = np.full(len(first), "no rule: taken for a place", dtype=object)
    near = _Near(Neighbours(tokens), first, last)
    for rules in (_tied, _complements, _parts_of_clauses):
        for fits, actor, why in rules(near):
            fits = fits & (reading < 0)
            reading[fits], rule[fits] = actor, why
    return reading == 1, rule


@cache
def _listed() -> dict[str, int]:
    """Each word of the closed classes and of the list with its classes."""
    classes: dict[str, int] = {}
    listed = ((kind, words.split()) for kind, words in read_rows("reading", "kind", "words"))
    for kind, words in chain(_WORDS.items(), listed):
        for word in words:
            classes[word] = classes.get(word, 0) | _BIT[kind]
    for word in _CLOSED:
        classes[word] = classes.get(word, 0) | _BIT["closed"]
    return classes


@lru_cache(maxsize=1 << 16)
def _classes(word: str) -> int:
    lower = word.lower()
    bits = _listed().get(lower, 0)
    if word in _ACRONYMS:
        return _WORD | _CAPITAL | _BIT["acronym"]
    if bits and len(word) > 1 and word.isupper():  # of a line in capitals
        word = lower
    if not word[:1].isalpha():
        return _NUMBER if word[:1].isdigit() else bits
    if word != lower and lower in _DAYS:
        return _NUMBER
    bits |= _WORD
    if word != lower and not bits & _CLOSED_BIT:
        return bits & ~_MODIFIER | _CAPITAL | _BIT["acronym"] * (word.isupper() and len(word) < 5)
    if lower.endswith("ly"):
        return bits | _ADVERB
    if bits & (_CLOSED_BIT | _ADVERB):
        return bits
    if lower.endswith("ed") and len(lower) > 3 and lower[-3] != "e":
        return bits | _ED
    if lower.endswith("ing") and len(lower) > 5:
        return bits | _ING
    if bits & _VERB:
        return bits
    if _ADJECTIVE.fullmatch(lower) and lower not in _TABLES:
        return bits | _MODIFIER
    return bits | (_PLURAL if lower.endswith("s") and not lower.endswith(("ss", "us")) else _NOUN)


def _last_word(word: str) -> int:
    """1 for the plural that a name ends in, as in `the Philippines`; 2 for `City`."""
    return 1 * (word.lower() in _PLURAL_ENDS) + 2 * (word.lower() in _TEAM)


def _is_states(word: str) -> int:
    return int(word.lower() in _STATES)


class _Near:
    """What stands around each name, as the rules ask for it."""

    def __init__(self, words: Neighbours, first: np.ndarray, last: np.ndarray) -> None:
        at = words.look(_classes, first, last, reach=_FAR + 3)
        self.first, self.last, self.at, self.tight = first, last, at, words.tight
        self.before, self.after, self.beyond = at(first - 1), at(last + 1), at(last + 2)
        self.left, chained, self.region = _look_left(at, first, last)
        self.governor, self.governs_it = at(self.left), at(self.left - 1)
        self.right, self.listed = _look_right(at, last)
        self.listed |= chained
        self.following = at(self.right)
        verb = _has(self.following, "act", "ed", "ing", "motion", "subject place") & ~_has(self.following, "closed")
        further = at(self.right + 1)
        # France appreciates the offer, France left the talks.
        object_ = _has(further, "determiner", "capital", "that")
        verb |= _has(self.following, "s", "object place") & ~_has(self.following, "heads actor", "closed") & object_
        self.verb = verb | _has(self.following, "auxiliary")
        be = _has(further, "be") | _has(further, "have", "adverb") & _has(at(self.right + 2), "be")
        self.be = _has(self.following, "be") | _has(self.following, "auxiliary") & be
        self.short = (first == last) & _has(at(first), "acronym")
        end = words.look(_last_word, last, last, reach=1)(last)
        self.plural = end == 1
        #: Does a word for states stand before the mark or comma that the name follows?
        states = words.look(_is_states, first, last, reach=_FAR + 3)
        self.states = _has(self.governor, "comma", "mark") & (states(self.left - 1) > 0)
        #: Is it the name of a river, a road, a hospital, told by its last word?
        self.wide = (last > first) & (end == 0) & _has(at(last), "heads place")
        #: Is the word right behind a common noun, which the name then describes?
        self.noun = _has(self.after, "noun", "heads place", "heads actor")
        self.noun &= ~_has(self.after, "closed", "adverb", "capital")


_Rules = Iterator[tuple[np.ndarray, bool, str]]  # which names a rule fits, whether it says actor, and its name


def _tied(near: _Near) -> _Rules:
    """What is tied to the name: a dash, a possessive, a noun right behind it."""
    at, tight, first, last, after, beyond = near.at, near.tight, near.first, near.last, near.after, near.beyond
    place, actor = _head(at, last + 2)
    dash = _has(after, "dash") & tight(last + 1) & tight(last + 2)
    yield dash & _has(beyond, "based"), False, "before -based or -born"
    yield dash & _has(beyond, "capital") & place & ~actor, False, "joined to a name, before a noun of place"
    yield dash, True, "joined by a dash"
    dash = _has(near.before, "dash") & tight(first) & tight(first - 1)
    yield dash & _has(at(first - 2), "anti"), True, "after anti- or pro-"
    owner = _has(after, "clitic") & tight(last + 1)
    # Germany's occupation of Norway, Australia's tour: an act of those whom the name stands for.
    deed = _head_word(at, last + 2, *_HEADS)
    deed = _has(deed, "object place", "motion") | _has(deed, "governs place") & ~_has(deed, "heads place")
    deed &= ~_has(beyond, "capital")
    yield (
        owner & _has(beyond, "superlative") & ~_has(beyond, "first") & ~actor,
        False,
        "possessive before a superlative",
    )
    yield owner & place & ~actor & ~deed, False, "possessive before a part of a place"
    yield owner & actor, True, "possessive before a noun of politics"
    yield owner & deed, True, "possessive before an act"
    yield owner & _has(beyond, "acronym"), True, "possessive before an acronym"
    yield owner & _has(beyond, "capital"), False, "possessive before a name"
    yield owner, True, "possessive"
    yield _has(near.before | after, "versus"), True, "beside versus"
    place, actor = _head(at, last + 1, "heads place", "heads actor")
    yield near.noun & actor, True, "attribute of a noun of politics"
    yield near.noun & place, False, "attribute of a noun of place"


#: Prepositions, whether their complement mostly is an actor, and how far before it the word that asks for it stands.
_PREPOSITIONS = (
    ("of", False, 4),
    ("to", False, 7),
    ("from", False, 4),
    ("for", True, 3),
    ("with", True, 3),
    ("on", True, 3),
    ("between", True, 3),
    ("towards", True, 3),
    ("over", True, 3),
)


def _complements(near: _Near) -> _Rules:
    """Complements of prepositions: by the preposition, and by the verb or noun that asks for it."""
    first, last, at, after, governor = near.first, near.last, near.at, near.after, near.governor
    clause = _has(near.before, "and") & _has(at(first - 2), "comma") & _has(after, "act", "auxiliary", "ed", "adverb")
    yield clause & near.verb, True, "subject of a verb"
    yield near.region & ~_has(governor, "who"), False, "after northern, central, ..."
    yield _has(governor, "in") & _has(near.governs_it, "trust"), True, "after trust in"
    yield _has(governor, "at") & _has(near.governs_it, "aimed"), True, "after aimed at"
    short = near.noun & near.short & ~_head(at, last + 1)[0]
    yield _has(near.before, "in") & short, True, "an acronym as attribute of a noun"
    yield _has(governor, "in", "at", "where"), False, "after in, at, near, ..."
    titled = _has(after, "capital") & _head(at, last + 1, "heads actor", "group")[1]
    yield titled, True, "before a title or an organ of state"
    # Jackson, Mississippi.
    ends = (at(last + 3) == 0) | _has(at(last + 3), "comma", "mark")
    city = _has(after, "comma") & _has(near.beyond, "capital") & ends & ~_has(near.before, "comma")
    state = (
        _has(near.before, "comma")
        & _has(at(first - 2), "capital")
        & ~_has(at(first - 3), "comma")
        & ((after == 0) | _has(after, "comma", "mark"))
    )
    yield (city | state) & ~near.listed, False, "part of an address"
    such = _has(governor, "as") & _has(near.governs_it, "such") | _has(governor, "including")
    yield such & near.verb, True, "subject of a verb"
    example = near.left - 1 - _has(governor, "as")
    example = example - _has(at(example), "comma")
    yield such & _has(at(example), "heads actor", "group", "governs actor"), True, "after such as, with actors"
    yield such & ~_has(governor, "including"), False, "after such as"
    yield _has(governor, "by") & _has(near.governs_it, "placed"), False, "after bordered by"
    led = _has(governor, "by", "to", "from", "for", "with", "on", "between", "over")
    yield near.wide & led, False, "a river or road"
    yield _has(governor, "by"), True, "after by"
    for word, default, distance in _PREPOSITIONS:
        here = _has(governor, word)
        people = ("group",) if word in ("of", "for") else ()
        where = ("placed",) if word == "between" else ()
        taken = ("obtain",) if word == "from" else ()
        asks = _nearest(at, near.left, distance, "governs actor", "governs place", "motion", *people, *where, *taken)
        actor = _has(asks, "governs actor", *people, *taken)
        place = _has(asks, "governs place", "motion", *where) & ~_has(asks, *taken)
        yield here & actor & ~place, True, f"after {word}, governed by a word of dealings"
        yield here & place & ~actor, False, f"after {word}, governed by a word of place or motion"
        yield here, default, f"after {word}"
    yield _has(governor, "who"), True, "after against, about, ..."


def _parts_of_clauses(near: _Near) -> _Rules:
    """Objects and subjects of verbs, and what is left."""
    governor, following, after, at = near.governor, near.following, near.after, near.at
    lower = ~_has(governor, "capital")
    # The two countries, France and Togo; but: in five countries, France and Togo among them.
    placed = _nearest(at, near.left - 1, 3, "in", "at", "where") > 0
    yield near.states & ~placed, True, "in apposition to states"
    yield lower & _has(governor, "naming") & _has(after, "determiner"), True, "called something"
    yield lower & _has(governor, "naming"), False, "called by the name"
    place = lower & _has(governor, "object place") & ~_has(governor, "governs actor")
    yield place, False, "object of a verb of place"
    yield near.wide & ~near.verb, False, "a river or road"
    yield lower & _has(governor, "act", "governs actor") & ~near.verb, True, "object of a verb"
    kinds = ("placed", "governs place", "heads place")
    complement = _nearest(near.at, near.right, -8, "governs actor", *kinds)
    right = near.right + 1
    right = right + _has(near.at(right), "adverb")
    yield near.verb & _has(following, "be") & _has(near.at(right), "ing"), True, "subject of a verb"
    one = np.array([_has(near.at(right + step), "that", "relative", "to") for step in range(2, 6)]).any(axis=0)
    one &= _has(near.at(right), "determiner") & _has(near.at(right + 1), "superlative", "first")
    yield near.verb & _has(following, "be") & one, True, "subject of is the first to"
    one = ~near.listed & ~_has(governor, "versus") & ~near.plural
    yield near.verb & one & _has(following, "are") & (near.right == near.last + 1), True, "subject of a plural verb"
    yield near.verb & near.be & _has(complement, *kinds), False, "subject of is a place"
    part = _head(at, right + _has(at(right), "determiner"), "heads place", "heads actor", "governs actor")[0]
    yield near.verb & _has(following, "have") & part, False, "subject of has a coast"
    yield near.verb & _has(following, "subject place"), False, "subject of a verb of lying"
    yield near.verb, True, "subject of a verb"
    yield _has(following, "to") & _has(governor, "act", "ed", "ing"), True, "subject of an infinitive"
    verbs = ("act", "governs actor", "motion", "ed", "ing", "s")
    yield lower & _has(governor, *verbs), True, "object of a verb"
    yield _has(after, "comma") & _has(near.beyond, "relative"), True, "before who or which"
    opens = (governor == 0) | _has(governor, "comma") & ~_has(near.governs_it, "capital")
    yield _has(governor, "as") & _has(near.governs_it, "far"), False, "after as far as"
    yield _has(governor, "clause") & _has(near.governs_it, "naming"), False, "called by the name"
    also = opens & _has(after, "comma") & _has(near.beyond, "adverb") & _has(at(near.last + 3), "determiner")
    yield also, False, "opens a clause, with another name"
    yield _has(governor, "clause") | opens & _has(after, "comma") & ~near.listed, True, "opens a clause"
    noun = (near.left == near.first - 1) & _has(governor, "noun") & ~_has(governor, "closed", "ed", "ing")
    noun &= ~_has(governor, "heads place", "governs place")
    yield noun, True, "in apposition to a noun"
    yield _has(after, "number") & _has(near.beyond, "dash"), True, "before a score"
    yield near.noun & near.short, True, "an acronym as attribute of a noun"
    yield near.noun, False, "attribute of a noun"


def _look_left(at: Look, first: np.ndarray, last: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The position of the word that governs each name: before articles, modifiers and the names it is listed with.

    With it: was a list of names passed, and a modifier such as `northern`?
    """
    left, after, beyond = first - 1, at(last + 1), at(last + 2)
    goes_on = _has(after, "and") | _has(after, "comma") & _has(beyond, "capital", "and")
    chained, inside, region = np.zeros((3, len(left)), bool)
    live = np.ones(len(left), bool)
    for _ in range(_FAR):
        here, before = at(left), at(left - 1)
        region |= live & _has(here, "region") & ~chained
        glue = _has(here, "and") & _has(before, "capital", "comma") | _has(here, "as") & _has(before, "well")
        glue |= _has(here, "comma") & _has(before, "capital") & (goes_on | chained)
        name = inside & _has(here, "capital", "as", "well") & ~(_has(here, "as") & _has(before, "such"))
        later = _has(here, "adverb") & _has(before, "and")  # France and later Russia
        live &= _has(here, "determiner", "region", "modifier") | later | glue | name
        if not live.any():
            break
        chained |= live & glue
        inside = np.where(live, glue | name, inside)
        left = left - live
    return left, chained, region


def _look_right(at: Look, last: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The position of the word after each name, dates and adverbs, and the names it is listed with; is it in a list?"""
    right = last + 1
    listed, inside = np.zeros((2, len(right)), bool)
    live = np.ones(len(right), bool)
    for _ in range(_FAR):
        here, beyond, further = at(right), at(right + 1), at(right + 2)
        name = _has(beyond, "capital") | _has(beyond, "determiner", "and") & _has(further, "capital")
        glue = _has(here, "and", "comma") & name
        date = _has(here, "in", "on") & _has(beyond, "number")
        within = inside & _has(here, "capital", "determiner", "number")
        live &= glue | date | within | _has(here, "adverb")
        if not live.any():
            break
        listed |= live & glue & _has(here, "and")
        inside = np.where(live, glue | date | within, inside)
        right = right + live
    return right, listed


_HEADS = ("heads place", "heads actor", "governs place", "governs actor", "group")


def _head_word(at: Look, place: np.ndarray, *kinds: str) -> np.ndarray:
    """The classes of the last word of these kinds in the noun phrase that goes on at `place`."""
    live = np.ones(len(place), bool)
    head = np.zeros(len(place), np.int64)
    for step in range(4):
        here = at(place + step)
        live &= _has(here, "word") & ~_has(here, "closed") | _has(here, "number")
        head = np.where(live & _has(here, *kinds), here, head)
    return head


def _head(at: Look, place: np.ndarray, *kinds: str) -> tuple[np.ndarray, np.ndarray]:
    """Is the noun phrase that goes on at `place` headed by a noun of place, and by one of politics?"""
    kinds = kinds or _HEADS
    head = _head_word(at, place, *kinds) & _BIT.of(*kinds)
    return _has(head, "heads place", "governs place"), _has(head, "heads actor", "governs actor", "group")


def _nearest(at: Look, place: np.ndarray, reach: int, *kinds: str) -> np.ndarray:
    """The classes of the nearest word of these kinds to the left of `place`; to the right if `reach` is negative."""
    found = np.zeros(len(place), np.int64)
    live = np.ones(len(place), bool)
    for step in range(1, abs(reach) + 1):
        here = at(place - step if reach > 0 else place + step)
        live &= ~_has(here, "mark", "comma")
        found = np.where(live & (found == 0) & _has(here, *kinds), here, found)
    return found
