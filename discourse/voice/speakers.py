"""Speakers: the actor behind the source of a quotation.

A source is named (`Ms Lee`), described (`an unnamed State Department official`) or a pronoun. A name inside it stands
for the actor where it is the head of the phrase or the body that the head belongs to; a surname alone, and `he` or
`she`, refer to a person that the text has just mentioned. If there is doubt, no actor is given.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cache
from itertools import pairwise

import numpy as np
import pandas as pd

from discourse import schema
from discourse._arguments import checked
from discourse._lists import all_words
from discourse._regex import Expression
from discourse.corpus.spans import find_containing
from discourse.english import closed_classes
from discourse.text.tokenise import fold, plain_spelling

_PERSONAL = frozenset("he she his her".split())
_RELATIVE = frozenset("who which that whose".split())
_COLUMNS = ("start", "end", "sentence_id", "text", "actor", "type", "said")  # of mentions, that are looked at
_REACH = 3  # how many sentences back the person of a pronoun may be named
_HEAD = Expression(
    r"\s(?:of|in|at|for|from|with|on|to|who|which|that|whose|speaking|representing)\s|,|\(| [-‐‑‒–−] |[—―]|--"
)
_CLITIC = Expression(r"'s?$")
#: Director of National Intelligence, before a name; its words are looked at by `_is_office`.
_OFFICE = Expression(r"(?s)(?:.*\s)?(\S+)\s(?:of|for)\s((?:\S+\s){1,6})")
_NO_PORTFOLIO = closed_classes.PREPOSITIONS | closed_classes.SUBORDINATORS | closed_classes.INTERROGATIVES


@checked
def resolve_sources(quotes: pd.DataFrame, mentions: pd.DataFrame) -> pd.DataFrame:
    """The quotations with the actor behind each source.

    Parameters
    ----------
    quotes : DataFrame
        The result of `find_quotes`; needs doc_id, sentence_id, start, source, source_start, source_end.
    mentions : DataFrame
        The result of `find_mentions` for the same corpus; needs doc_id, sentence_id, start, end, text, actor, and type.

    Returns
    -------
    DataFrame
        The same rows with the column actor. It is NA if the source names nobody from the actors table, or if it is
        unclear who is meant.

    Notes
    -----
    If a source contains several mentions, the one in its head counts. A person comes before an organisation
    (`Senator Lee of Utah` is Lee), and a name after an office (`Minister of Trade Ann Lee`) is the head. A person in
    the possessive (`Lee’s lawyer`) does not count, unless the source ends there (`Lee’s`). `he` and `she` refer to the
    person of the last source, or of the subject of one of the last three sentences, if no other person is possible.
    Names inside quotations do not count, and the previous speaker comes before a name in the same sentence
    (`Of Lee, he said`). `who` is the name directly before it. A surname is the last person with that surname.

    Examples
    --------
    >>> import pandas as pd
    >>> import discourse as dc
    >>> quotes = pd.DataFrame({"doc_id": "a", "sentence_id": 0, "start": [9], "source": ["Lee of Utah"],
    ...                        "source_start": [30], "source_end": [41]})
    >>> mentions = pd.DataFrame({"doc_id": "a", "sentence_id": 0, "start": [30, 37], "end": [33, 41],
    ...                          "text": ["Lee", "Utah"], "actor": ["Ann Lee", "Utah"], "type": ["person", "state"]})
    >>> dc.resolve_sources(quotes, mentions)["actor"].tolist()
    ['Ann Lee']
    """
    schema.need(quotes, ("doc_id", "sentence_id", "start", "source", "source_start", "source_end"), "the quotes")
    schema.need(mentions, ("doc_id", "sentence_id", "start", "end", "text", "actor", "type"), "the mentions")
    actors = np.full(len(quotes), None, dtype=object)
    table = pd.DataFrame(
        {
            "doc": quotes["doc_id"].astype("str"),
            "sentence": quotes["sentence_id"],
            "source": quotes["source"],
            "low": quotes["source_start"],
            "high": quotes["source_end"],
        }
    )
    table["row"] = np.arange(len(table))
    named = table[table["source"].notna() & table["low"].notna()].sort_values(["doc", "low", "row"])
    doc_id = mentions["doc_id"].astype("str")
    mentioned = doc_id.isin(named["doc"])
    said = pd.Series(_inside_speech(mentions, quotes), mentions.index)
    known = mentions[mentioned].assign(said=said[mentioned], doc_id=doc_id[mentioned])
    by_doc = _documents(known)
    for doc, sentence, source, low, high, row in named.itertuples(index=False):
        if doc in by_doc:
            actors[row] = by_doc[doc].actor_of(source, int(low), int(high), int(sentence))
    return quotes.drop(columns=[c for c in ("actor",) if c in quotes]).assign(actor=pd.array(actors, dtype="str"))


def _inside_speech(mentions: pd.DataFrame, quotes: pd.DataFrame) -> np.ndarray:
    """For each mention, does it stand in somebody's direct speech, so that no pronoun outside means it?"""
    if not {"end", "kind"} <= set(quotes):
        return np.zeros(len(mentions), bool)
    direct = quotes[(quotes["kind"] == "direct").to_numpy()]
    return find_containing(mentions[["doc_id", "start", "end"]], direct[["doc_id", "start", "end"]]) >= 0


def _is_office(before: str, behind: str) -> bool:
    """Is what stands before a name at the end of a source an office and its field (`Minister of Trade Ann Lee`)?"""
    found = None if behind.strip("'s") else _OFFICE.fullmatch(before)
    if found is None:
        return False
    field = found[2].lower().split()
    named = field[-1] not in _titles() | closed_classes.DETERMINERS  # the secretary of President Ann Lee
    return found[1].lower() in _titles() and named and _NO_PORTFOLIO.isdisjoint({*field} - {"of", "for"})


@cache
def _titles() -> frozenset[str]:
    return all_words("titles")


def _documents(mentions: pd.DataFrame) -> dict[str, _Document]:
    """The mentions of each document; the table is read as a whole, as there may be many documents."""
    doc, ids = pd.factorize(mentions["doc_id"])
    order = np.lexsort((mentions["start"].to_numpy(), doc))
    columns = [mentions[name].array.take(order).tolist() for name in _COLUMNS]
    names = fold([(text.split() or [""])[-1] for text in columns[_COLUMNS.index("text")]])
    edges = np.searchsorted(doc[order], np.arange(len(ids) + 1)).tolist()
    return {
        doc_id: _Document(*(column[low:high] for column in (*columns, names)))
        for doc_id, (low, high) in zip(ids.tolist(), pairwise(edges), strict=True)
    }


class _Document:
    """The mentions of a document, asked for its sources from the first to the last.

    It takes the columns `_COLUMNS`, sorted by start, and the last word of each name, folded.
    """

    def __init__(self, start, end, sentence, text, actor, type, said, names) -> None:
        self.start, self.end, self.sentence, self.text = start, end, sentence, text
        self.actor, self.type, self.said = actor, type, said
        self.persons: dict[str, list[int]] = {}  # by the last word of their name
        for i, (name, kind) in enumerate(zip(names, type, strict=True)):
            if kind == "person":
                self.persons.setdefault(name, []).append(i)
        self.seen: dict[int, str] = {}  # where a person was a source -> the person

    def actor_of(self, source: str, low: int, high: int, sentence: int) -> str | None:
        word = fold([source])[0].lower()
        if word in _PERSONAL:
            found = self.person_before(low, sentence)
        elif word in _RELATIVE:
            found = self.name_before(low)
        else:
            found = self.named(source, low, high) or self.surname(source, low)
        if found is not None and found[1] == "person":
            self.seen[low] = found[0]
        return found[0] if found else None

    def named(self, source: str, low: int, high: int) -> tuple[str, str] | None:
        cut = _HEAD.search(source)
        head = low + (cut.start() if cut else len(source))
        best: tuple[str, str] | None = None
        rank = (9.0, 0)
        for i in range(bisect_left(self.start, low), bisect_left(self.start, high)):
            if self.end[i] > high:
                continue
            place, behind = self.place_in(source, i, low, high)
            owner = fold([source[behind:]])[0]
            owns = owner.startswith("'") and len(owner) > 2  # Lee's, allies'; not where the source is Lee's
            person = self.type[i] == "person"
            if owns and person:
                continue
            outside = self.start[i] >= head and not (person and _is_office(source[:place], owner))
            if self.type[i] == "other" and not owns and self.end[i] < head:
                continue  # the Texas governor is not Texas
            mine = (2 * outside + (not person) + owns / 2, -self.start[i])
            if mine < rank and not (outside and person):
                best, rank = (self.actor[i], self.type[i]), mine
        return best

    def place_in(self, source: str, i: int, low: int, high: int) -> tuple[int, int]:
        """Where a mention starts and ends in a source, which may lack characters of the text that nobody sees."""
        if len(source) == high - low:
            return self.start[i] - low, self.end[i] - low
        (text,) = plain_spelling([self.text[i]])
        at = max(source.find(text), 0)
        return at, at + len(text)

    def surname(self, source: str, low: int) -> tuple[str, str] | None:
        """The last person before with the name that the source ends in."""
        words = _HEAD.split(source)[0].split()
        name = _CLITIC.sub("", fold(words[-1:])[0]) if words else ""
        if not name[:1].isupper():
            return None
        persons = self.persons.get(name, [])
        before = bisect_left(persons, bisect_left(self.start, low))
        return (self.actor[persons[before - 1]], "person") if before else None

    def name_before(self, low: int) -> tuple[str, str] | None:
        i = bisect_left(self.start, low) - 1
        return (self.actor[i], self.type[i]) if i >= 0 and 0 < low - self.end[i] <= 2 else None

    def person_before(self, low: int, sentence: int) -> tuple[str, str] | None:
        """The one person who can be meant: the last source or subject, in the nearest sentence that has one."""
        last = next((at for at in reversed(self.seen) if at < low), -1)
        i = bisect_left(self.start, low) - 1
        while i >= 0 and self.start[i] > last and sentence - self.sentence[i] <= _REACH:
            there = self.sentence[i]
            people = []
            while i >= 0 and self.sentence[i] == there and self.start[i] > last:
                if self.type[i] == "person" and not self.said[i] and self.actor[i] not in people:
                    people.append(self.actor[i])
                i -= 1
            if people and there == sentence and last >= 0 and self.near(last, sentence):
                break  # of her, he said: who spoke before speaks again
            if people:  # two persons in that sentence leave it open
                return (people[0], "person") if len(people) == 1 else None
        if last >= 0 and self.near(last, sentence):
            return self.seen[last], "person"
        return None

    def near(self, at: int, sentence: int) -> bool:
        i = bisect_right(self.start, at) - 1
        return i < 0 or sentence - self.sentence[i] <= 2 * _REACH
