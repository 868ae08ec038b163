"""What a page states in JSON-LD, the form of schema.org that search engines ask for.

Objects stand alone, in lists, in a graph, or one within the other, and name each other by `@id`. Whole families of
publishing systems write JSON that is nearly right: in a comment, with a comma too many, or two objects on end.

References
----------
schema.org (2024). Version 28, https://schema.org/Article. W3C (2020). JSON-LD 1.1, https://www.w3.org/TR/json-ld11
"""

from __future__ import annotations

import json
import re
from collections import deque
from collections.abc import Iterator
from typing import Any, NamedTuple

from discourse.readers.page._elements import clean

# Kinds of objects that are not the article.
_PARTS = re.compile(r"Comment|Review\b|Rating|Answer|Video|Image|Audio|Product|Person|Organi|Breadcrumb|ListItem")
_HOUSES = re.compile(r"Organi[sz]ation|Corporation|Company|University|School|Agency|Brand|WebSite")
_ARTICLE = re.compile(r"Article|Posting|Report")
_WRAPPED = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>|;)\s*$")
_COMMA = re.compile(r",(\s*[}\]])")
_WITHIN = ("@graph", "mainEntity", "mainEntityOfPage", "@list")
_NAMES = ("givenName", "additionalName", "familyName")
_MOST = 10_000  # objects of a page


class JsonLd(NamedTuple):
    """The objects about the article, those of articles first, and the names of all that has an `@id`."""

    objects: list[dict]
    names: dict[str, str | None]

    def authors(self) -> Iterator[list[str | None]]:
        """The people that each object names as its authors."""
        for item in self.objects:
            for field in ("author", "creator"):
                yield list(self._people(item.get(field)))

    def _people(self, said: Any) -> Iterator[str | None]:
        waiting = deque([said])
        for _ in range(_MOST):
            if not waiting:
                return
            person = waiting.popleft()
            if isinstance(person, str):
                yield clean(person)
            elif isinstance(person, list):
                waiting.extendleft(reversed(person))
            elif isinstance(person, dict) and "@list" in person:
                waiting.appendleft(person["@list"])
            elif isinstance(person, dict) and not _is_house(person):
                name = person.get("name") or _whole_name(person) or self.names.get(str(person.get("@id")))
                waiting.extendleft([name] if isinstance(name, str | list) else [])


def read_json_ld(tree: Any) -> JsonLd:
    """What the scripts of a page state; what is no JSON is passed over."""
    everything = list(_objects(tree))
    names = {
        item["@id"]: clean(item.get("name"))
        for item in everything
        if isinstance(item.get("@id"), str) and not _is_house(item)
    }
    objects = [item for item in everything if not _PARTS.search(_type(item))]
    objects.sort(key=lambda item: not _ARTICLE.search(_type(item)))
    return JsonLd(objects, names)


def _objects(tree: Any) -> Iterator[dict]:
    waiting: deque[Any] = deque()
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or ""):
            waiting.extend(_parse(script.text or ""))
    for _ in range(_MOST):
        if not waiting:
            return
        item = waiting.popleft()
        if isinstance(item, list):
            waiting.extendleft(reversed(item))
        elif isinstance(item, dict):
            yield item
            waiting.extend(item[name] for name in _WITHIN if name in item)


def _parse(text: str) -> list[Any]:
    """The values in a script: as they stand, or mended where that is enough."""
    found: list[Any] = []
    decoder = json.JSONDecoder(strict=False)
    for said in (text, _COMMA.sub(r"\1", _WRAPPED.sub("", text))):
        found.clear()
        rest = said.strip()
        try:
            while rest:
                value, end = decoder.raw_decode(rest)
                found.append(value)
                rest = rest[end:].lstrip(" \t\r\n,;")
        except (ValueError, RecursionError):
            continue
        return found
    return found


def _whole_name(person: dict) -> str | None:
    """The name of a person who is stated in parts."""
    return clean(" ".join(part for name in _NAMES if isinstance(part := person.get(name), str)))


def _is_house(item: dict) -> bool:
    """Is it an organisation? Systems call the owner of a blog both that and a person."""
    kinds = _type(item)
    return _HOUSES.search(kinds) is not None and "Person" not in kinds


def _type(item: dict) -> str:
    """The @type of an object, or its types, as one text."""
    said = item.get("@type")
    return " ".join(kind for kind in (said if isinstance(said, list) else [said]) if isinstance(kind, str))
