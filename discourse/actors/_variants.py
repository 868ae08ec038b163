"""Variants of names: which names are one actor's.

`Merkel` is `Angela Merkel` where the texts give the full name too, `EU` the `European Union` where brackets or the
initials say so, `Russians` are `Russia`. A name that several actors could have stays apart, for a reader to decide.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass

import numpy as np
import pandas as pd

from discourse._lists import read_words
from discourse.actors._name_words import head_types
from discourse.actors._proper_names import Names
from discourse.actors._world_names import alias_words, world_names
from discourse.text.tokenise import fold

#: What the column source says of actors that `suggest_actors` proposed.
SUGGESTED = "suggested"
#: How words end that tell where somebody is from, or of what party.
DEMONYM = re.compile(r"(?:an|ese|ish|[^aeiou]i|crat|ic|ist)$")
_NATIONAL = re.compile(r"(?:an|ese|ish|[^aeiou]i)$")


@dataclass(eq=False)
class Entry:
    """One name, what is known of its mentions, and the fuller name of the same actor."""

    text: str
    words: list[str]  # folded
    n: int
    docs: np.ndarray
    titled: bool = False
    definite: float = 0.0  # the share of its mentions behind `the`,
    placed: float = 0.0  # behind a preposition of place,
    before_noun: float = 0.0  # before a noun,
    human: float = 0.0  # before `he`, `her` or `who`,
    acts: float = 0.0  # and before a verb
    work: bool = False  # is it the title of a work?
    plain: bool = True  # no word of it is more often in lower case
    type: str = "other"
    form: str = "name"
    country: str | None = None
    actor: str | None = None  # of a known actor, its name
    surname_of: str | None = None  # the person who has the name in the table that ships
    parent: Entry | None = None

    @property
    def root(self) -> Entry:
        entry = self
        while entry.parent is not None:
            entry = entry.parent
        return entry

    def join(self, other: Entry) -> None:
        """Become a name of the other's actor. If only this one's actor is known, do so the other way round."""
        if self.root.actor is not None and other.root.actor is None:
            other.root.parent = self.root
        elif self.parent is None and self.actor is None and other.root is not self:
            self.parent = other.root


Entries = dict[tuple[str, ...], Entry]

# --- which names are one actor's --------------------------------------------------------------------------------


def add_known(entries: Entries, known: pd.DataFrame) -> None:
    """Names of the known actors take part in the grouping, and settle it."""
    columns = known[["actor", "alias", "type", "form", "country"]].astype("object").itertuples(index=False)
    for (actor, alias, kind, form, country), text in zip(columns, fold(known["alias"].tolist()), strict=True):
        words = alias_words(text)
        entry = entries.setdefault(tuple(words), Entry(alias, words, 0, np.zeros(0, np.int64)))
        entry.actor, entry.country = actor, country
        entry.type, entry.form = (d if pd.isna(v) else v for v, d in ((kind, "other"), (form, "name")))


def part_names(entries: Entries) -> None:
    """Part `Republican Ada Moe` into two names, if the texts have each of the two alone."""
    for words in [k for k in entries if len(k) > 2]:
        if words[1:2] == ("-",) and words[0][-1] == "o" and DEMONYM.search(words[-1]):
            del entries[words]  # Russo-American is no name of its own
            continue
        rest = entries.get(words[1:])
        headed = words[-1].lower() in head_types()
        if rest is not None and words[:1] in entries and not headed and words[-1][0].isupper():
            rest.n += entries.pop(words).n


def group_names(entries: Entries, found: Names, codes: np.ndarray) -> None:
    """Give every name the entry of its actor as parent; `codes` are those of the tokens that `found` is from."""
    pairs: dict[tuple[str, ...], list[Entry]] = defaultdict(list)
    for first, last, short in found.pairs:
        long = entries.get(tuple(found.forms[c] for c in codes[first : last + 1].tolist()))
        if long is not None:
            long.titled = False
            pairs[(found.forms[codes[short]],)].append(long)
    for alone, longs in pairs.items():
        if alone in entries:
            best = max(longs, key=longs.count)
            entries[alone].join(best)
            if best.type == "person":
                best.type = "organisation"
    _add_world(entries, set(pairs))
    _group_letters(entries)
    _group_persons(entries)
    for entry in entries.values():
        if entry.parent is None and entry.actor is None:
            entry.actor = entry.surname_of
    _group_demonyms(entries)
    _group_parties(entries)


def _add_world(entries: Entries, spelled: set[tuple[str, ...]]) -> None:
    """What the table that ships knows of the names; what the texts spell out in brackets is theirs."""
    for words, listed in world_names().items():
        entry = entries.get(words)
        if entry is None or entry.actor is not None or words in spelled:
            continue
        if entry.titled and listed.type != "person":
            continue  # Mrs Jordan
        entry.type, entry.form, entry.country = listed.type, listed.form, listed.country
        if listed.type == "person" and len(words) == 1:
            entry.surname_of = listed.actor  # if the texts give it to nobody else
        else:
            entry.actor, entry.parent = listed.actor, None


def _group_letters(entries: Entries) -> None:
    """Join `EU` to `European Union` if no other name in its documents has these initials, and `U.S.` to `US`."""
    by_initials: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries.values():
        initials = "".join(word[0] for word in entry.words if word[0].isupper())
        if len(initials) > 1 and entry.type != "person":
            by_initials[initials].append(entry)
    for entry in [e for e in entries.values() if len(e.words) == 1]:
        word = entry.words[0]
        letters = word.replace(".", "")
        if not letters.isupper() or len(letters) < 2:
            continue
        plain = entries.get((letters,)) or entries.get((letters.capitalize(),) if len(letters) > 4 else ())
        longs = [e for e in by_initials.get(letters, []) if e.actor or _shared(entry, e)]
        if plain is not None and plain is not entry:
            entry.join(plain)
        elif len({id(e.root) for e in longs}) == 1:
            entry.join(longs[0])
    for words, entry in entries.items():  # the United States of America
        short = words[: words.index("of")] if "of" in words else ()
        if short in entries and short[-1] in ("States", "Kingdom", "Emirates") and len(short) > 1:
            entry.join(entries[short])


def _shared(entry: Entry, other: Entry) -> float:
    """The share of the documents with the one that have the other too."""
    return len(set(entry.docs.tolist()).intersection(other.docs.tolist())) / max(len(entry.docs), 1)


def _group_persons(entries: Entries) -> None:
    """Join surnames and first names to the person who has them, if nobody else does."""
    full: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    parts: dict[tuple[str, ...], list[Entry]] = defaultdict(list)
    for entry in entries.values():
        bare = _without_suffix(entry.words)
        if entry.type == "person" and len(bare) > 1:
            full[bare[0], bare[-1]].append(entry)
    for (given, _), variants in full.items():  # John Moe, John B. Moe, John Moe Jr.
        chief = max(variants, key=lambda e: (bool(e.actor), e.n, -len(e.words)))
        for entry in variants:
            if entry is not chief:
                entry.join(chief)
        whole = _without_suffix(chief.words)
        for tail in range(1, len(whole)):
            parts[tuple(whole[tail:])].append(chief)
        parts[(given,)].append(chief)
    for words, persons in parts.items():
        holder = entries.get(words) or entries.get((words[0].capitalize(), *words[1:]))  # Van der Moe
        if holder is None or holder.form != "name" or holder.placed > 0.25 or holder.definite > 0.2:
            continue
        first, *others = sorted(persons, key=lambda e: (e.actor is None or e.actor != holder.surname_of, -e.n, e.text))
        others = [other for other in others if not _same_actor(other, first)]
        if holder.surname_of is not None:
            if first.actor == holder.surname_of:
                others = []
            elif _shared(holder, first) < 0.5:
                continue
        near = first.actor or holder.titled or _shared(holder, first) >= 0.25
        if near and holder.type in ("other", "person") and not any(2 * other.n > first.n for other in others):
            holder.join(first)
        elif holder.type == "other" and others and all(words[-1] == person.words[-1] for person in persons):
            holder.type = "person"  # several persons have that name: the researcher decides


def _same_actor(one: Entry, other: Entry) -> bool:
    """Are both of one actor, under two spellings?"""
    return one.root is other.root or (one.root.actor is not None and one.root.actor == other.root.actor)


def _without_suffix(words: list[str]) -> list[str]:
    """A person's name without `Jr.` and the like."""
    return [word for word in words if word.lower().rstrip(".") not in read_words("titles", "kind")["suffix"]]


def _group_demonyms(entries: Entries) -> None:
    """Join `Russians` to `Russia` and `Republicans` to `Republican`; give the Russian army its country."""
    single = {words[0]: e for words, e in entries.items() if len(words) == 1 and e.form != "acronym"}
    continents = read_words("name_parts", "part")["continent"]
    by_stem: dict[str, list[str]] = defaultdict(list)
    for word, entry in single.items():
        if entry.type in ("other", "state") and entry.parent is None and not entry.titled:
            by_stem[word[:3]].append(word)

    def land(demonym: str) -> Entry | None:
        """The commonest name that may be the country of the demonym."""
        if not _NATIONAL.search(demonym):
            return None
        names = [n for n in by_stem[demonym[:3]] if n != demonym and len(n) <= len(demonym)]
        names = [n for n in names if demonym.startswith(n[: max(4, len(n) - 2)])]
        state = single[max(names, key=lambda n: (single[n].n, n))] if names else None
        if state is not None and state.actor is None and state.text.lower() not in continents:
            state.type, state.country = "state", state.text
        return state

    for word, entry in single.items():
        plural = word.endswith("s")
        base = word[:-1] if plural else word
        if entry.type != "other" or not DEMONYM.search(base) or not (plural or entry.before_noun >= 0.3):
            continue
        state = land(base)
        if state is not None:
            entry.form = "demonym"
            entry.join(state)
        elif plural and base in single and single[base].type == "other":
            entry.form = "group"
            entry.join(single[base])
    for words, entry in entries.items():
        if entry.form == "group" and entry.type == "government" and len(words) > 1:
            state = entries.get(words[:1]) or entries.get(words[-1:]) or land(words[0])
            entry.country = state.root.country if state is not None else None


def _group_parties(entries: Entries) -> None:
    """Join `Democratic`, said of lawmakers, to the Democratic Party, if the texts name that."""
    parties = {e.root.actor or e.root.text: e for e in entries.values() if e.root.type == "party"}
    for words, entry in entries.items():
        party = parties.get(f"{words[0]} Party")
        adjective = len(words) == 1 and entry.type == "other" and entry.before_noun >= 0.3
        if adjective and party is not None and entry.parent is None and entry.actor is None:
            entry.form = "demonym"
            entry.join(party)
