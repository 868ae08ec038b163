"""The day on which a page was published, as its address, its metadata or a line at its top say it.

When a page was changed is another day. Where no more than one of several dates can be that of the article, as it stands
by the title or all elements that are marked agree, it is taken; else none is, as a date of another article would be.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from discourse.readers.dates import parse_date
from discourse.readers.page._elements import Own, first, said_in
from discourse.readers.worded_dates import find_date

# Names of <meta> elements, the most specific first.
_META = (
    *("article:published_time", "article:published", "og:article:published_time", "og:published_time"),
    *("datepublished", "date_published", "publish_date", "publish-date", "publishdate", "published_date"),
    *("published-date", "publication_date", "pubdate", "pub_date", "parsely-pub-date", "sailthru.date"),
    *("bt:pubdate", "rbpubdate", "pdate", "dc.date.issued", "dcterms.issued", "dc.date", "dcterms.date"),
    *("dcterms.created", "dc.date.created", "citation_publication_date", "citation_date", "article.published"),
    *("cxenseparse:recs:publishtime", "displaydate", "datecreated", "date"),
)
_IN_ADDRESS = re.compile(r"/((?:19|20)\d\d)([/-]?)(\d\d|(?<=[/-])\d|[a-z]{3})\2(\d\d?)(?:[/-]|$)")
_DATED = re.compile(r"date(?!d)|publish|posted|timestamp|time(?!line|out)", re.IGNORECASE)
_CHANGED = re.compile(r"modif|update|revis|edited", re.IGNORECASE)
_PUBLICATION = {"published", "dt-published", "entry-date", "entry-time"}
_LABEL = re.compile(
    r"^(?:(?:first )?(?:published|posted|written|created|issued|released|publication date|date|publicado|publié"
    r"|pubblicato|veröffentlicht|erschienen|gepubliceerd|opublikowano|publicerad)\b:?\s*)?(?:(?:on|by|am|le|el|il|op|den)\b:?\s*)?",
    re.IGNORECASE,
)
# Behind such a word stands when the page was changed.
_CHANGE = re.compile(
    r"\b(?:last\s+)?(?:updated?|modified|changed|edited|aktualisiert|mis à jour|modifié|actualizado|aggiornato"
    r"|bijgewerkt|uppdaterad|oppdatert|opdateret|zaktualizowano)\b.*",
    re.IGNORECASE,
)
_ISO = re.compile(r"(?:19|20)\d\d-\d\d-\d\d(?=[T\s])")
_LONGEST = 100
_LONGEST_DATE = 45  # characters, and words, of a line that is a date and its time
_MOST_WORDS = 7
_LINES = (
    "p",
    "div",
    "span",
    "time",
    "h4",
    "h5",
    "h6",
    "li",
    "em",
    "small",
    "strong",
    "b",
    "i",
    "a",
    "dd",
    "td",
    "abbr",
)


def read_date(
    meta: dict[str, list[str]], objects: list[dict], own: Callable[[], list[Own]], url: str | None, language: str
) -> str | None:
    """The day of publication in ISO 8601, or None; the parameters are those of `read_author`."""
    # The address has the day at the place of issue, where metadata often have that of Greenwich.
    return first(map(_day, _stated(meta, objects, url))) or _shown(own(), language)


def _stated(meta: dict[str, list[str]], objects: list[dict], url: str | None) -> Iterator[Any]:
    found = _IN_ADDRESS.search(url or "")
    year, month, day = found.group(1, 3, 4) if found else ("", "", "")
    yield f"{year}/{month}/{day}" if month.isdigit() else f"{day} {month} {year}"
    yield from (value for name in _META for value in meta.get(name, ())[:1])
    for field in ("datePublished", "dateCreated"):
        yield from (item.get(field) for item in objects)


def _day(stated: Any) -> str | None:
    if day := parse_date(stated):
        return day.date().isoformat()
    if isinstance(stated, str) and (found := _ISO.match(stated.strip())):  # with a time in a form of its own
        return _day(found[0])
    return None


def _shown(own: list[Own], language: str) -> str | None:
    """What the first element marked as publication says; else the date by the title; else the one that all share."""
    days = [(one, day, is_marked) for one in own for day, is_marked in [_day_of(one, language)] if day]
    for one, day, _ in days:
        if _is_publication(one):
            return day
    if top := [day for one, day, _ in days if one.place == "top"]:
        return top[0]
    marked = {day for _, day, is_marked in days if is_marked}
    return marked.pop() if len(marked) == 1 else None


def _is_publication(one: Own) -> bool:
    itemprop = (one.element.get("itemprop") or "").lower()
    return (
        one.element.get("pubdate") is not None
        or itemprop == "datepublished"
        or not _PUBLICATION.isdisjoint(one.kind.split())
    )


def _day_of(one: Own, language: str) -> tuple[str | None, bool]:
    """The day that an element states, and whether it is marked as a date; None where it says when it was changed."""
    element = one.element
    kind = f"{one.kind} {element.get('itemprop') or ''}"
    if len(element) > 3 or _CHANGED.search(kind):
        return None, False
    is_marked = element.tag == "time" or (_DATED.search(kind) is not None and element.tag != "meta")
    if not is_marked and (one.place != "top" or element.tag not in _LINES):
        return None, False
    said = said_in(element) or ""
    shown = _CHANGE.sub("", said)
    if said and not shown.strip(" |/·•–—-"):
        return None, False
    if is_marked and (day := first(_day(element.get(name)) for name in ("datetime", "title", "content"))):
        return day, True
    if not shown or len(shown) > (_LONGEST if is_marked else _LONGEST_DATE):
        return None, False
    bare = _LABEL.sub("", shown.strip(" |/·•–—-,"))
    return _day(bare) or _worded(bare, is_marked, language), is_marked


def _worded(line: str, is_marked: bool, language: str) -> str | None:
    """The date in a line that may hold more where it is marked; else in one that holds no more than a time."""
    if not is_marked and (len(line.split()) > _MOST_WORDS or line.endswith((".", "?", "!", "…"))):
        return None
    return find_date(line, language=language or None)
