"""Who speaks in a transcript: names and parties from the lists of persons and organisations in a TEI file.

Names and parties change, so the file gives them with the days from and to which they hold; the day of the sitting
decides. The lists often stand in other files of a corpus. Then what is known of a speaker is the identifier.

References
----------
Erjavec, T., et al. (2022). The ParlaMint corpora of parliamentary proceedings. Language Resources and Evaluation, 57,
415-448.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from discourse.readers.documents._tei_text import ID, below, children, plain

#: Roles of organisations that are a party; the group in parliament comes before the party outside of it.
PARTIES = ("parliamentaryGroup", "politicalParty", "politicalGroup")
# By these beginnings of its identifier a party is known where the list of organisations stands elsewhere.
_PREFIX = re.compile(
    r"^(?:(parliamentaryGroup|politicalGroup|politicalParty)|party|group|pg|pp)[._-](?=.)", re.IGNORECASE
)
_NAMES = ("forename", "nameLink", "surname", "genName")


class Speakers(NamedTuple):
    """Persons and organisations of a file by their identifiers."""

    persons: dict[str, Any]
    organisations: dict[str, Any]

    def name(self, who: str, date: str | None) -> str | None:
        """The name of a person on a day."""
        person = self.persons.get(who)
        names = [] if person is None else [_name(form) for form in _holding(children(person, "persName"), date)]
        return next(filter(None, names), None)

    def party(self, who: str, date: str | None) -> str | None:
        """The party of a person on a day, by its short name where the file has one."""
        person = self.persons.get(who)
        if person is None:
            return None
        found = []
        for place, held in enumerate(_holding(children(person, "affiliation"), date)):
            party = held.get("ref", "").split("#")[-1].strip()
            if party and (kind := self._kind(party)):
                found.append((PARTIES.index(kind), not (held.get("from") or held.get("to")), place, party))
        return self._short_name(min(found)[3]) if found else None

    def _kind(self, party: str) -> str | None:
        if (known := self.organisations.get(party)) is not None:
            return role if (role := known.get("role")) in PARTIES else None
        hit = _PREFIX.match(party)
        return None if hit is None else hit[1] if hit[1] in PARTIES else "politicalParty"

    def _short_name(self, party: str) -> str:
        names = [] if party not in self.organisations else children(self.organisations[party], "orgName")
        for full in ("abb", "init", "yes", None):
            if said := next((plain(name) for name in names if name.get("full") == full and plain(name)), None):
                return said
        return _PREFIX.sub("", party)


def find_speakers(root: Any) -> Speakers:
    """The persons and organisations that a file lists."""
    persons = {person.get(ID): person for person in below(root, "person") if person.get(ID)}
    return Speakers(persons, {org.get(ID): org for org in below(root, "org") if org.get(ID)})


def _holding(elements: list[Any], date: str | None) -> list[Any]:
    """Those that hold on a day; where none is said to, those without days."""
    if date is None:
        return elements[:1] if len(elements) == 1 else [e for e in elements if not (e.get("from") or e.get("to"))]
    return [element for element in elements if _holds(element, date)]


def _holds(element: Any, date: str) -> bool:
    first, last = (element.get(name) or element.get("when") or "" for name in ("from", "to"))
    # A year or a month holds from its first day to its last.
    return first <= date and (not last or date[: len(last)] <= last)


def _name(element: Any) -> str:
    parts = [plain(part) for name in _NAMES for part in children(element, name)]
    return " ".join(filter(None, parts)) or plain(element)
