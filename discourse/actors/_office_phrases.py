"""Titles in their phrases: what the words around `president` say, whose president, a former one, or none at all.

A title in general (`a president`, `as prime minister`, `the president of the bank`) stands for nobody. Nor does a title
beside a name (`President Obama`; `the German president, Frank-Walter Steinmeier`): the name stands for the person.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from discourse._lists import all_words, read_rows, read_words
from discourse._regex import Expression, any_of
from discourse.english import closed_classes

#: phrase -> the titles that it may stand for; a title in the table of holders also stands for itself
PHRASES: dict[str, tuple[str, ...]] = {}
for _phrase, _title in read_rows("office_words", "word", "title", kind="office"):
    PHRASES[_phrase] = (*PHRASES.get(_phrase, ()), *filter(None, [_title]))  # none of his successor
HEADS = PHRASES["leader"]  # the first that a state has is its leader
_WORDS = read_words("office_words", "kind")
#: phrases that are no office unless state or organisation are named beside them
_BOUND = _WORDS["bound"]
_PRESENT, PAST = _WORDS["present"], _WORDS["past"]
#: what precedes a title that is predicated of somebody, or that is another office
_ROLE = _WORDS["role"]
_STATE_WORDS = _WORDS["state"]
_DEFINITE = _WORDS["definite"]  # `our president` is that of whoever speaks
_INDEFINITE = (closed_classes.DETERMINERS | {"which", "what"}) - closed_classes.POSSESSIVES - {"such", "the", "this"}
_INDEFINITE |= {"whose"}
#: possessives of one state or one person
POSSESSORS = frozenset(["its", "his", "her"])
_CLOSING = frozenset(", . ; : ) ? ! -".split())
#: what may follow a noun that often stands before another: no word, a verb, a closed class
_ENDS = Expression(
    r"\W*|'s|.+(?:ed|s)|"
    + any_of(_WORDS["behind"] | closed_classes.PREPOSITIONS | closed_classes.AUXILIARIES | closed_classes.COORDINATORS)
)
_CALENDAR = closed_classes.MONTHS | closed_classes.WEEKDAYS


class Phrase(NamedTuple):
    """What the words around a title say: whose office, whether of the past, and whom they name."""

    owner: int = -1  # the mention that names the state or organisation
    past: bool = False  # former, then
    named: int = -1  # the mention before a comma: Vladimir Putin, the president
    closed: bool = False  # the phrase ends with a mark
    possessor: str = ""  # its, his, her


def read_phrase(
    name: str, words: list[str], left: list[int], right: list[str], ahead: list[int], type_of: Sequence[str]
) -> Phrase | None:
    """The phrase around a title, from the words before (nearest first) and after it; None for a title in general.

    `left` and `ahead` are the mentions that cover these words, or -1, and `type_of` gives the type of a mention.
    """
    title = Title(name, read_before(words, left), read_after(right, ahead), right, ahead, type_of)
    if why_nobody(title):
        return None
    follows = right[title.after.end]
    closed = not follows or follows in _CLOSING
    return Phrase(title.owner, title.before.past, title.before.named, closed, title.before.possessor)


@dataclass
class Before:
    """The words before a title, read from it to the left: up to a determiner, or a word that is not of the phrase."""

    words: list[str]  # the nearest first
    left: list[int]
    at: int = 0  # the word that is read next
    owner: int = -1
    past: bool = False
    definite: bool = False
    general: bool = False  # the title stands for nobody
    possessor: str = ""

    @property
    def word(self) -> str:
        return self.words[self.at].lower()

    @property
    def further(self) -> list[str]:
        """The word before this one, if there is one."""
        return self.words[self.at + 1 : self.at + 2]

    @property
    def stop(self) -> str:
        """The word that ended the reading; none after a determiner, or where the sentence begins."""
        return "" if self.definite or self.at >= len(self.words) else self.words[self.at]

    @property
    def named(self) -> int:
        """The mention before the comma that ended the reading, or -1."""
        comma = self.words[self.at : self.at + 1] == [","] and self.further
        return self.left[self.at + 1] if comma else -1

    def take_owner(self) -> None:
        self.owner = self.left[self.at]
        while self.at < len(self.left) and self.left[self.at] == self.owner:
            self.at += 1

    def take_possessive(self) -> None:
        self.definite = self.further[0].lower() in _STATE_WORDS  # the country's president
        self.general = not self.definite and self.left[self.at + 1] < 0
        self.at += 1

    def take_hyphen(self) -> None:
        self.general = "".join(self.further).lower() not in PAST  # the pro-Russian president
        self.at += 1

    def take_past(self) -> None:
        self.past = True
        self.at += 1

    def take_determiner(self) -> None:
        self.definite = True
        self.possessor = self.word if self.word in POSSESSORS else ""
        self.at += 1
        if self.words[self.at : self.at + 1] == ["then"]:  # then the director
            self.take_past()
        if self.words[self.at : self.at + 1] == ["as"] and self.words[self.at - 1].lower() != "the":
            self.general = True  # with Petraeus as its director

    def take_present(self) -> None:
        self.at += 1


#: What a word before a title is, and what it does. The first row that fits decides; without one the phrase begins.
_BEFORE: tuple[tuple[str, Callable[[Before], bool], Callable[[Before], None] | None], ...] = (
    ("a second name", lambda b: b.left[b.at] >= 0 and b.owner >= 0, None),
    ("a name", lambda b: b.left[b.at] >= 0, Before.take_owner),
    ("a possessive", lambda b: b.word in ("'s", "'") and b.owner < 0 and bool(b.further), Before.take_possessive),
    ("a hyphen", lambda b: b.word == "-", Before.take_hyphen),
    ("former", lambda b: b.word in PAST, Before.take_past),
    ("a determiner", lambda b: b.word in _DEFINITE, Before.take_determiner),
    ("new, elected", lambda b: b.word in _PRESENT, Before.take_present),
)


def read_before(words: list[str], left: list[int]) -> Before:
    """What the words before a title say."""
    before = Before(words, left)
    while before.at < len(words) and not before.definite and not before.general:
        take = next((take for _, fits, take in _BEFORE if fits(before)), None)
        if take is None:
            break
        take(before)
    return before


class After(NamedTuple):
    """Whose office it is by the words behind the title: `of France`, `of the Republic of the Niger`."""

    owner: int = -1
    known: bool = False  # a mention, or `of the country`; not `of the bank`
    end: int = 0  # where the text goes on


def read_after(right: list[str], ahead: list[int]) -> After:
    """What the words behind a title say."""
    if right[0] != "of":
        return After()
    i = 2 if right[1].lower() == "the" else 1
    if ahead[i] < 0 and right[i].lower() in _STATE_WORDS:
        i += 1
        if right[i] == "of":
            i += 2 if right[i + 1].lower() == "the" else 1
    owner, known = ahead[i], ahead[i] >= 0 or right[i - 1].lower() in _STATE_WORDS
    while i < len(right) - 2 and owner >= 0 and ahead[i] == owner:
        i += 1
    return After(owner, known, i)


class Title(NamedTuple):
    """A title with what is read before and after it."""

    name: str
    before: Before
    after: After
    right: list[str]
    ahead: list[int]
    type_of: Sequence[str]

    @property
    def owner(self) -> int:
        return self.before.owner if self.after.owner < 0 else self.after.owner

    def is_of_other(self) -> bool:
        """`the president of the bank`, `Obama's president of`, `a president of France`."""
        said = self.before.definite and self.after.known and self.before.owner < 0
        return self.right[0] == "of" and not said

    def begins_name(self) -> bool:
        """`President Somebody`, but `the president Monday`."""
        word, free = self.right[0], self.ahead[0] < 0
        return word[:1].isupper() and free and word.lower() not in _CALENDAR

    def ends_other_title(self) -> bool:
        """`Texas Attorney General`, where no preposition stands before the title."""
        before = self.before
        return before.at == 0 and before.stop[:1].isupper() and before.stop.lower() not in closed_classes.PREPOSITIONS

    def is_followed_by_name(self) -> bool:
        return names_follow(self.right[self.after.end :], self.ahead[self.after.end :], self.type_of)

    def lacks_owner(self) -> bool:
        return self.owner < 0 and (not self.before.definite or self.name in _BOUND)


#: Why a title stands for nobody; the first rule that holds decides.
_NOBODY: tuple[tuple[str, Callable[[Title], bool]], ...] = (
    ("a British minister: secretary of state for", lambda t: t.name == "secretary of state" and t.right[0] == "for"),
    ("the UN chief negotiator", lambda t: t.name == "chief" and not _ENDS.fullmatch(t.right[0].lower())),
    ("the pro-Russian president; a party's president; as its president", lambda t: t.before.general),
    ("a president; 44 presidents", lambda t: t.before.stop.lower() in _INDEFINITE or t.before.stop[:1].isdigit()),
    ("Texas Attorney General", Title.ends_other_title),
    ("the president of the bank", Title.is_of_other),
    ("President Obama", lambda t: t.ahead[0] >= 0 and t.right[0] != "of" and t.type_of[t.ahead[0]] == "person"),
    ("President Somebody", Title.begins_name),
    ("the Russian president, Vladimir Putin", Title.is_followed_by_name),
    ("president without a state; the leader", Title.lacks_owner),
    ("became president; the next president", lambda t: t.before.stop.lower() in _ROLE and not t.before.past),
)


def why_nobody(title: Title) -> str | None:
    """The name of the rule by which a title stands for nobody, if one does."""
    return next((name for name, holds in _NOBODY if holds(title)), None)


def names_follow(right: list[str], ahead: list[int], type_of: Sequence[str]) -> bool:
    """Does a comma and a person's name follow, `, Mr. Ban Ki-moon`?"""
    at = 2 if len(right) > 2 and right[1].lower().rstrip(".") in all_words("titles") and ahead[1] < 0 else 1
    return right[0] == "," and len(right) > at and ahead[at] >= 0 and type_of[ahead[at]] == "person"
