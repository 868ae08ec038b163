"""Dated offices: `the president` is whoever held the office when the text was written.

An office is named by a title (`foreign minister`) and a state or an organisation, which the phrase itself names
(`the Russian foreign minister`, `president of France`) or leaves to the text around it. The date of the document and a
table of holders say who is meant. If date or state are unknown, the office itself is the actor, and no person is
guessed.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

import numpy as np
import pandas as pd

from discourse import schema
from discourse._arguments import checked
from discourse.actors._office_phrases import HEADS, PAST, PHRASES, Phrase, names_follow, read_phrase
from discourse.actors._shared_names import states_of_outlets
from discourse.actors.holders import Holders, Term, check_holders
from discourse.corpus.corpus import Corpus
from discourse.corpus.spans import make_spans
from discourse.lexicon.match import find_all, settle
from discourse.text.tokenise import fold

#: titles that one state alone uses of its ministers
_ALONE = {"Secretary of Defense", "Director of National Intelligence"}
#: titles that another state has as well, though the table has no holder of it there
_SHARED = {"Secretary of State": "United Kingdom"}
_LEFT, _RIGHT = 9, 9  # tokens that are looked at before and after a title
_NEAR = 45  # days around a first or last day that is marked as unsure


@checked
def find_offices(corpus: Corpus, mentions: pd.DataFrame, holders: pd.DataFrame) -> pd.DataFrame:
    """Every mention of a person by the office alone, resolved by the date of the document and the state that it is
    about.

    Parameters
    ----------
    corpus : Corpus
        The docvar date, if there is one, decides who held an office.
    mentions : DataFrame
        Needs doc_id, start, end, actor, type, country: mentions by name, which show the state that a document is about.
    holders : DataFrame
        See `discourse.load_holders`.

    Returns
    -------
    DataFrame
        doc_id, sentence_id, start, end (code points), text, actor, type, form, country, reading, rule. The span is the
        title, without articles and the name of the state. `actor` is the holder (type person). If state and date do not
        decide, it is the office (type government). `form` is office, and `reading` is actor. `rule` gives the reason.
        No span overlaps one of `mentions`.

    Examples
    --------
    >>> import pandas as pd
    >>> import discourse as dc
    >>> frame = pd.DataFrame({"doc_id": ["a"], "text": ["The Russian president met Kerry."], "date": ["2015-05-12"]})
    >>> corpus = dc.from_documents(frame)
    >>> holders = dc.load_holders()
    >>> named = dc.find_mentions(corpus, dc.load_actors("world"), holders=holders.head(0))
    >>> dc.find_offices(corpus, named, holders)[["text", "actor", "rule"]].values.tolist()
    [['president', 'Vladimir Putin', 'the state is named; by date']]
    """
    schema.need(mentions, ("doc_id", "start", "end", "actor", "type", "country"), "the mentions")
    table = Holders(check_holders(holders, "holders"))
    phrases = PHRASES | {title.lower(): (title,) for title in table.titles if title.lower() not in PHRASES}
    first, last, row = settle(*find_all(corpus.arrays, list(phrases)))
    text = _Text(corpus, mentions)
    free = text.covering(first) < 0
    free &= text.covering(last) < 0
    first, last, row = first[free], last[free], row[free]
    found = list(_resolve(text, table, first, last, [list(phrases)[r] for r in row.tolist()], phrases))
    at = np.array([hit for hit, *_ in found], np.int64)
    out = make_spans(corpus, first[at], last[at])
    who = pd.DataFrame([rest for _, *rest in found], columns=["actor", "type", "country", "rule"], dtype="str")
    out = pd.concat([out, who], axis=1).assign(form="office", reading="actor")
    return schema.conform(out, "mentions")


class _Text:
    """Where the named mentions stand among the tokens."""

    def __init__(self, corpus: Corpus, mentions: pd.DataFrame) -> None:
        tokens = corpus.arrays
        self.tokens = tokens
        self.codes, self.types = tokens.codes, tokens.types
        self.sentence, self.section = tokens.sentence, tokens.section
        ids = tokens.doc_ids
        date = corpus.documents.get("date", pd.Series(pd.NaT, index=corpus.documents.index))
        date = pd.to_datetime(date, errors="coerce").to_numpy("datetime64[D]")
        self.day = [None if np.isnat(d) else int(d.astype(int)) for d in date]
        doc = ids.get_indexer(mentions["doc_id"].astype("str"))
        first, after = tokens.between(doc, mentions["start"].to_numpy(), mentions["end"].to_numpy())
        order = np.argsort(first, kind="stable")
        order = order[doc[order] >= 0]
        self.first, self.last = first[order], after[order] - 1
        self.actor, self.type, self.country = (
            mentions[c].astype("object").where(mentions[c].notna(), None).to_numpy(dtype=object)[order]
            for c in ("actor", "type", "country")
        )
        row = np.searchsorted(tokens.doc_of_sentence, np.arange(len(ids) + 1))
        self.of_doc = np.searchsorted(self.first, tokens.edge[row])
        self.counts: dict[int, Counter] = {}
        #: Of each mention: its paragraph, its sentence, and the last mention up to it that is of a person.
        self.of_section, self.of_sentence = self.section[self.first], self.sentence[self.first]
        person = np.where(self.type == "person", np.arange(len(self.first)), -1)
        self.last_person = np.maximum.accumulate(person) if len(person) else person
        self.home = states_of_outlets(corpus.documents)
        #: Of each document: who stands behind a title, `President Donald Trump`: where, titles, mention.
        self.titled: dict[int, list[tuple[int, tuple[str, ...], int]]] = {}
        self._actors: dict[tuple[str, int], set] = {}
        self.reached: dict[tuple[str, ...], _Reached] = {}

    def named_in(self, unit: str, number: int) -> set:
        """The actors of a document (`unit` is doc) or sentence, by its number."""
        if (unit, number) not in self._actors:
            bounds = (
                self.of_doc[number : number + 2]
                if unit == "doc"
                else np.searchsorted(self.of_sentence, (number, number + 1))
            )
            self._actors[unit, number] = set(self.actor[slice(*bounds)])
        return self._actors[unit, number]

    def covering(self, place: np.ndarray) -> np.ndarray:
        """The mention that covers each token, or -1."""
        if not len(self.first):
            return np.full(np.shape(place), -1)
        mention = np.searchsorted(self.first, place, "right") - 1
        return np.where((mention >= 0) & (self.last[mention] >= place), mention, -1)

    def beside(self, anchor: np.ndarray, places: np.ndarray) -> tuple[list[list[str]], list[list[int]]]:
        """The words at `places`, folded, and the mentions that cover them; '' and -1 outside the anchor's sentence."""
        inside = (places >= 0) & (places < len(self.codes))
        safe = np.where(inside, places, 0)
        inside &= self.sentence[safe] == self.sentence[anchor][:, None]
        codes, inverse = np.unique(np.where(inside, self.codes[safe], -1), return_inverse=True)
        words = np.array(["", *fold(self.types.take(codes[codes >= 0]).tolist())], dtype=object)
        if len(codes) and codes[0] >= 0:
            words = words[1:]
        mention = np.where(inside, self.covering(safe), -1)
        return words[inverse.reshape(places.shape)].tolist(), mention.tolist()


def _resolve(text, table, first, last, names, phrases):
    """For each title that stands for somebody: its position, then actor, type, country and rule."""
    if not len(first):
        return
    words, left = text.beside(first, first[:, None] - np.arange(1, _LEFT + 1))
    right, ahead = text.beside(last, last[:, None] + np.arange(1, _RIGHT + 1))
    glued = text.tokens.end_at(last) == text.tokens.start.take(last + 1, mode="clip")
    before = np.searchsorted(text.first, first)  # how many mentions stand before
    where = (text.tokens.doc_at(first), text.section[first], text.sentence[first])
    docs, sections, sentences = (column.tolist() for column in where)
    for hit, name in enumerate(names):
        person = ahead[hit][0]
        if person >= 0 and text.type[person] == "person" and not PAST & set(map(str.lower, words[hit][:2])):
            text.titled.setdefault(docs[hit], []).append((int(first[hit]), phrases[name], person))
    done: tuple[int, str, str] | None = None  # the office resolved last: section, office, holder
    for hit, name in enumerate(names):
        if right[hit][0] in ("elect", "designate") or (right[hit][0] == "-" and glued[hit]):
            continue
        place = _Place(text, table, docs[hit], sections[hit], sentences[hit], int(before[hit]))
        if not phrases[name]:
            answer = place.beside(name, words[hit], left[hit], right[hit], ahead[hit], done)
        else:
            phrase = read_phrase(name, words[hit], left[hit], right[hit], ahead[hit], text.type)
            if phrase is None:
                continue
            answer = place.holder(phrases[name], phrase)
        if answer is None:
            continue
        actor, office, rule = answer
        if actor is None:
            yield hit, office, "government", table.country.get(office), rule
        else:
            done = sections[hit], office, actor
            country = table.country[office] if office in table.country else office.rpartition(" of ")[2]
            yield hit, actor, "person", country, rule


@dataclass
class _Reached:
    """How far the mentions were read for one kind of office: up to which, and what was last named until there.

    A holder is known by the paragraph and the office, a state by the sentence and the office.
    """

    mention: int = 0
    holder: tuple[int, str] = (-1, "")
    state: tuple[int, str] = (-1, "")


class _Place:
    """A title's place in its document: what is named around it, and what that says of the holder."""

    def __init__(self, text, table, doc: int, section: int, sentence: int, before: int) -> None:
        self.text, self.table, self.doc, self.section, self.sentence = text, table, doc, section, sentence
        self.day, self.before = text.day[doc], before

    def holder(self, titles: tuple[str, ...], phrase: Phrase) -> tuple[str | None, str, str] | None:
        """(person or None, office, rule), or None where no office of the table is meant."""
        table, offices = self.table, self.table.offices(titles)
        if phrase.owner >= 0:
            office, why = self._owned(offices, titles, phrase.owner)
        elif (whose := self._possessor(phrase.possessor)) is not None:
            office, why = offices.get(whose), "the state of the possessor"
        else:
            office, why = self._in_play(offices, titles)
        settled = "before" in why and self.day is not None
        called = None if phrase.past or settled else self._called(titles, phrase.owner, office)
        if called is not None:
            return None if called[0] in self._beside() else (*called, "called by the title before")
        if office is None:
            return None
        named = phrase.named if phrase.named >= 0 and self.text.type[phrase.named] == "person" else -1
        if named >= 0 and (phrase.closed or self.text.actor[named] in {t.actor for t in table.terms[office]}):
            return None  # beside the name it is a title
        term = table.at(office, self.day)
        if phrase.past:
            former = self._named(office) - ({term.actor} if term else set())
            if len(former) == 1:
                return former.pop(), office, f"{why}; a former holder, the only one named"
            return None, office, f"{why}; a former holder, not told which"
        if term is None:
            holders = self._named(office)
            if self.day is None and len(holders) == 1:
                term = table.terms[office][0]._replace(actor=holders.pop(), note="")
                why += "; no date, the only holder named"
            else:
                return None, office, f"{why}; {'no date' if self.day is None else 'no holder known on the date'}"
        else:
            why += "; by date" + self._doubt(term)
        if phrase.owner < 0 and "before" not in why and term.actor in self._beside():
            return None  # who met the president is somebody else
        return term.actor, office, why

    def _possessor(self, word: str) -> str | None:
        """The state meant by `its`, or that of the person meant by `his`: named alone of its kind in the sentence."""
        if not word:
            return None
        text, kind = self.text, "state" if word == "its" else "person"
        start = int(np.searchsorted(text.of_sentence, self.sentence))
        states = {text.country[m] for m in range(start, self.before) if text.type[m] == kind}
        return states.pop() if len(states) == 1 else None

    def _called(self, titles: tuple[str, ...], owner: int, office: str | None) -> tuple[str, str] | None:
        """Whom the document called by the title last, `President Donald Trump`, and the office.

        None where it called persons of two states so, or names another who held the office on the date.
        """
        text, table = self.text, self.table
        at = text.first[self.before - 1] if self.before else -1
        spots = [m for first, some, m in text.titled.get(self.doc, ()) if first <= at and set(some) & set(titles)]
        states = {text.country[m] for m in spots}
        if len(states) != 1 or None in states or (owner >= 0 and text.country[owner] not in states):
            return None
        actor, country = text.actor[spots[-1]], states.pop()
        own = table.offices(titles).get(country) or f"{titles[0]} of {country}"
        if office not in (None, own) and (owner >= 0 or self.day is None):
            return None
        term = table.at(own, self.day) if own in table.terms else None
        other = term is not None and term.actor != actor and term.actor in self._named(own)
        return None if other else (actor, own)

    def _doubt(self, term: Term) -> str:
        known = re.search(r"unsure after (\d{4}-\d\d-\d\d)", term.note)
        if known and self.day > np.datetime64(known[1]).astype(int):
            return f", not checked after {known[1]}"
        unsure = "unsure" in term.note.replace("unsure after", "")
        return ", near an unsure day" * (unsure and min(self.day - term.start, term.end - self.day) <= _NEAR)

    def _owned(self, offices: dict[str, str], titles: tuple[str, ...], owner: int) -> tuple[str | None, str]:
        """The office of the state, the organisation or the person that stands beside the title."""
        actor, kind, country = (column[owner] for column in (self.text.actor, self.text.type, self.text.country))
        if actor in self.table.organisations:
            return offices.get(actor), "the organisation is named"
        if kind == "state":
            return (offices.get(country) if actor == country else None), "the state is named"
        if kind == "government" and titles == HEADS and actor in ("Kremlin", "White House"):
            return offices.get(country), "the state is named"
        if kind == "person":  # Putin's foreign minister: while he leads the state
            leads = [self.table.offices(HEADS).get(country), self.table.offices(("President",)).get(country)]
            if any((term := self.table.at(o, self.day)) and term.actor == actor for o in leads if o):
                return offices.get(country), "the state's leader is named"
        return None, ""

    def _in_play(self, offices: dict[str, str], titles: tuple[str, ...]) -> tuple[str | None, str]:
        """The office of the state that the text is about here."""
        table = self.table
        if titles == ("President",):  # neither ceremonial ones nor those of assemblies, which are always named
            chancellors = table.offices(("Chancellor",))
            offices = {e: o for e, o in offices.items() if e not in chancellors and e not in table.organisations}
        held, near = self._before(offices, titles)
        if held is not None:
            return held, "a holder is named before"
        counts = self._counts()
        top, home = max(counts.values(), default=0), self.text.home[self.doc]
        rival = next((state for title, state in _SHARED.items() if title in titles), None)
        if (
            rival
            and len(titles) == 1
            and (counts[rival] or rival == home)
            and not counts[rival] < max((counts[e] for e in offices), default=0)
        ):
            return (near, "the state named before") if near is not None else (None, "")
        ranked = sorted(((counts[e], o) for e, o in offices.items() if counts[e]), reverse=True)
        if ranked and 2 * ranked[0][0] >= top and (len(ranked) == 1 or ranked[0][0] >= 2 * ranked[1][0]):
            return ranked[0][1], "the state most named in the document"
        if near is not None:
            return near, "the state named before"
        if ranked and ranked[0][0] == top and (len(ranked) == 1 or ranked[0][0] > ranked[1][0]):
            return ranked[0][1], "the state most named in the document"
        if home is not None:
            return (offices[home], "the state of the outlet") if home in offices else (None, "")
        alone = [office for (title, _), office in table.office.items() if (title,) == titles and title in _ALONE]
        return (alone[0], "one state alone has this title") if len(alone) == 1 else (None, "")

    def _before(self, offices: dict[str, str], titles: tuple[str, ...]) -> tuple[str | None, str | None]:
        """The office of the holder last named in the paragraph before, and of the state last named in the sentence.

        Titles come in the order of the text, so that each goes on where the last of its kind ended.
        """
        text, known = self.text, set(offices.values())
        reached = text.reached.setdefault(titles, _Reached())
        start = max(reached.mention, int(np.searchsorted(text.of_section, self.section)))
        for m in range(start, self.before):
            if text.type[m] == "person":
                terms = (t for t in self.table.of.get(text.actor[m], ()) if t.office in known)
                term = next((t for t in terms if self.day is None or t.start <= self.day <= t.end), None)
                reached.holder = (self.section, term.office) if term else reached.holder
            else:
                office = offices.get(text.actor[m]) or (text.type[m] != "media" and offices.get(text.country[m]))
                reached.state = (int(text.of_sentence[m]), office) if office else reached.state
        reached.mention = self.before
        held, near = reached.holder, reached.state
        return held[1] if held[0] == self.section else None, near[1] if near[0] == self.sentence else None

    def _counts(self) -> Counter:
        """How often each state, or organisation with an office, is named in the document, under whatever name."""
        text = self.text
        if self.doc not in text.counts:
            part = slice(text.of_doc[self.doc], text.of_doc[self.doc + 1])
            counts = Counter(c for c in text.country[part] if c is not None)
            counts.update(a for a in text.actor[part] if a in self.table.organisations)
            text.counts[self.doc] = counts
        return text.counts[self.doc]

    def _beside(self) -> set[str]:
        """Whom the sentence names."""
        return self.text.named_in("sentence", self.sentence)

    def _named(self, office: str) -> set[str]:
        """The holders of an office, until the document's date, whom the document names."""
        held = {t.actor for t in self.table.terms[office] if self.day is None or t.start <= self.day}
        return held & self.text.named_in("doc", self.doc)

    def beside(self, word, words, left, right, ahead, done) -> tuple[str | None, str, str] | None:
        """The holder before or after: `his predecessor`, `Obama's successor`."""
        text, table = self.text, self.table
        if (ahead[0] >= 0 and text.type[ahead[0]] == "person") or names_follow(right, ahead, text.type):
            return None  # the name follows
        person, office = None, None
        if words[0] in ("'s", "'") and left[1] >= 0:
            person = text.actor[left[1]]
        elif words[0].lower() in ("his", "her"):
            if done and done[0] == self.section:
                _, office, person = done
            m = int(text.last_person[self.before - 1]) if self.before else -1
            if m >= 0 and text.of_section[m] == self.section:
                person, office = text.actor[m], office if text.actor[m] == person else None
        if person not in table.of:
            return None
        term = table.neighbour(person, self.day, -1 if word == "predecessor" else 1, office)
        return term and (term.actor, term.office, f"{word} of {person}")
