"""What a web page says about itself: title, author, date, outlet and address.

Only statements are taken: the page's metadata (Open Graph and its kin, JSON-LD), its address, its main
heading, and elements that are marked as date or author. Nothing is searched for in the running text, where
the date of a copyright line, of a reader's comment or of a related article would be found as easily as that
of the article.
"""

from __future__ import annotations

import json
import re
from collections import deque
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain
from typing import Any

from discourse.readers._people import is_full_name, letters_of, names_in
from discourse.readers.dates import parse_date

# Names of <meta> elements, the most specific first.
_PUBLISHED = (
    *("article:published_time", "article:published", "og:article:published_time", "og:published_time"),
    *("datepublished", "date_published", "publish_date", "publish-date", "publishdate", "published_date"),
    *("published-date", "publication_date", "pubdate", "pub_date", "parsely-pub-date", "sailthru.date"),
    *("bt:pubdate", "rbpubdate", "pdate", "dc.date.issued", "dcterms.issued", "dc.date", "dcterms.date"),
    *("dcterms.created", "dc.date.created", "citation_publication_date", "citation_date", "date"),
)
_AUTHOR = (
    *("author", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator", "citation_author"),
    *("article:author_name", "article:author", "og:article:author", "byl", "byline", "authors", "rbauthors"),
    *("vr:author", "cxenseparse:author", "article.author", "dcsext.author"),
)
_URL_DATE = re.compile(r"/((?:19|20)\d\d)([/-]?)(\d\d|(?<=[/-])\d|[a-z]{3})\2(\d\d?)(?:[/-]|$)")
_URL_AUTHOR = re.compile(
    r"/(?:authors?|by|byline|contributors?|columnists?|reporters?|journalists?|writers?)/[\w.%-]+/?$"
)
# By class or id: parts of a page about other texts, and elements with the date or author of this one.
_ASIDE = re.compile(r"(?:^|[\s_-])(?:comments?|related|recommended|teasers?|footer)(?:$|[\s_-])", re.IGNORECASE)
_DATED = re.compile(r"date(?!d)|publish|posted|timestamp", re.IGNORECASE)
_PUBLICATION = {"published", "dt-published", "entry-date", "entry-time"}
_BYLINE = re.compile(
    r"(?:^|[\s_-])(?:byline|authors?|auth)(?:[\s_-]*(?:name|link|item|url))?(?:$|\s)|authorname|(?:posted|submitted)-?by",
    re.IGNORECASE,
)
_BY = re.compile(r"(?:(?:written|posted|words|story|report(?:ed)?) )?by:? (?-i:(?=[^\W\d_a-z]))", re.IGNORECASE)
_PREFIX = re.compile(r"^(?:(?:published|posted|written|date)\b:?\s*)?(?:(?:on|by)\b:?\s*)?", re.IGNORECASE)
# What stands as the heading or the title of a page without an article, or of a form in it.
_NO_TITLE = frozenset(
    (
        *(
            "log in",
            "login",
            "sign in",
            "sign up",
            "register",
            "subscribe",
            "menu",
            "search",
            "home",
            "homepage",
            "index",
        ),
        *("page not found", "not found", "404", "404 not found", "403 forbidden", "access denied", "error", "untitled"),
        *(
            "just a moment",
            "attention required",
            "untitled document",
            "newsletter",
            "newsletters",
            "contact us",
            "cookies",
        ),
        *("iniciar sesión", "iniciar sesion", "se connecter", "connexion", "anmelden", "accedi", "entrar", "inloggen"),
    )
)
# Kinds of JSON-LD objects that are not the article.
_PARTS = re.compile(r"Comment|Review|Rating|Answer|Video|Image|Audio|Product|Person|Organi|Breadcrumb")
_SPACE = re.compile(r"\s+")
_HALF = re.compile("[\ud800-\udfff]")
# A longer text, or one after so many others, is no title, name, date or class; so hostile pages take no more time.
_LONGEST = 1_000
_MOST = 50
_LONGEST_LINE = 100
_LONGEST_NAME = 5  # words in an element that is marked, which may hold more than the name
_LINES = ("p", "div", "span", "address", "h2", "h3", "h4", "h5", "h6", "li", "em", "strong", "b", "i", "a")


def read_page(tree: Any) -> dict[str, str]:
    """The docvars that a parsed page states.

    Parameters
    ----------
    tree : lxml.html.HtmlElement
        The root of the page.

    Returns
    -------
    dict
        Those of title, author (several joined by `; `), date (ISO 8601, the day), outlet and url that are
        stated.
    """
    meta = _meta(tree)
    everything = list(_json_ld(tree))
    objects = [item for item in everything if not _PARTS.search(_type(item))]
    url = _url(tree, meta)
    outlet = _outlet(meta, objects)
    found = {
        "title": _title(tree, meta, objects, outlet),
        "author": _author(tree, meta, objects, everything, list(filter(None, [outlet]))),
        "date": _date(tree, meta, objects, url),
        "outlet": outlet,
        "url": url,
    }
    return {name: value for name, value in found.items() if value}


def _meta(tree: Any) -> dict[str, list[str]]:
    """Name -> contents of the <meta> elements."""
    meta: dict[str, list[str]] = {}
    for element in tree.iter("meta"):
        name = (element.get("property") or element.get("name") or _dated_itemprop(element)).strip().lower()
        if name and (value := _clean(element.get("content"))):
            meta.setdefault(name, []).append(value)
    return meta


def _dated_itemprop(element: Any) -> str:
    """Of microdata, only the date: authors and names there are of all that the page shows."""
    said = element.get("itemprop") or ""
    return said if said.lower() == "datepublished" else ""


def _json_ld(tree: Any) -> Iterator[dict]:
    """Every object at the top, in a list or in a graph of the page's JSON-LD; broken JSON is passed over."""
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or ""):
            continue
        try:
            waiting = deque([json.loads(script.text or "", strict=False)])
        except (ValueError, RecursionError):
            continue
        while waiting:
            item = waiting.popleft()
            if isinstance(item, list):
                waiting.extendleft(reversed(item))
            elif isinstance(item, dict):
                yield item
                waiting.extend(item[name] for name in ("@graph", "mainEntity") if name in item)


def _date(tree: Any, meta: dict, objects: list[dict], url: str | None) -> str | None:
    # The address has the day at the place of issue, where metadata often have that of Greenwich.
    found = _URL_DATE.search(url or "")
    year, month, day = found.group(1, 3, 4) if found else ("", "", "")
    said: list[Any] = [f"{year}/{month}/{day}" if month.isdigit() else f"{day} {month} {year}"]
    said += [value for name in _PUBLISHED for value in meta.get(name, ())[:1]]
    said += [item.get("datePublished") for item in objects]
    stated = next(filter(None, map(parse_date, said)), None) or parse_date(_marked_date(tree))
    return stated.date().isoformat() if stated else None


def _marked_date(tree: Any) -> str | None:
    """What the first element marked as publication time says; else the date that all dated elements share."""
    dated: dict[str, date] = {}
    for element in _own_elements(tree):
        kind = _kind(element)
        if len(element) > 3 or not (element.tag == "time" or _DATED.search(kind)):
            continue
        said = element.get("datetime") or element.get("title") or _PREFIX.sub("", _text_of(element) or "")
        stated = parse_date(said)
        if stated is None:
            continue
        itemprop = (element.get("itemprop") or "").lower()
        if element.get("pubdate") is not None or itemprop == "datepublished" or _PUBLICATION & set(kind.split()):
            return said
        dated.setdefault(said, stated.date())
    return next(iter(dated)) if len(set(dated.values())) == 1 else None


def _author(tree: Any, meta: dict, objects: list[dict], everything: list[dict], houses: list[str]) -> str | None:
    """The first statement that names people: of the metadata, of JSON-LD, of what is marked, of a line by itself."""
    stated = (meta.get(name, ()) for name in _AUTHOR)
    said: Iterator[Iterable[str | None]] = chain(stated, [_labelled(meta)], _said_authors(objects, everything))
    return next(filter(None, (names_in(values, houses=houses) for values in said)), None) or _marked_author(
        tree, houses
    )


def _labelled(meta: dict) -> list[str]:
    """What cards for Twitter have as `Written by`."""
    labels = {n: meta.get(f"twitter:label{n}", [""])[0].lower().rstrip(":") for n in (1, 2)}
    return [
        meta.get(f"twitter:data{n}", [""])[0] for n, label in labels.items() if label in ("written by", "author", "by")
    ]


def _said_authors(objects: list[dict], everything: list[dict]) -> Iterator[list[str | None]]:
    """The authors of each object of JSON-LD; some are named elsewhere on the page."""
    names = {item["@id"]: item.get("name") for item in everything if isinstance(item.get("@id"), str)}
    for item in sorted(objects, key=lambda item: "Article" not in _type(item) and "Posting" not in _type(item)):
        for field in ("author", "creator"):
            said = item.get(field)
            yield [
                _clean(person if isinstance(person, str) else person.get("name") or names.get(str(person.get("@id"))))
                for person in (said if isinstance(said, list) else [said])
                if isinstance(person, str) or (isinstance(person, dict) and "Organi" not in _type(person))
            ]


def _marked_author(tree: Any, houses: list[str]) -> str | None:
    """Who is named in an element that is marked, or else in the first line or link of an author."""
    unmarked = None
    for element in _own_elements(tree):
        marked = "author" in ((element.get("rel") or "").lower(), (element.get("itemprop") or "").lower())
        if (marked or _BYLINE.search(_kind(element))) and len(element) < 10:
            named = element.xpath(".//*[@itemprop='name']") if marked else []
            values = [_clean(one.get("content")) or _text_of(one) for one in named] or [_text_of(element)]
            stated = names_in(values, houses=houses)
            if stated and all(len(name.split()) <= _LONGEST_NAME for name in stated.split("; ")):
                return stated
        elif unmarked is None:
            unmarked = _unmarked_author(element, houses)
    return unmarked


def _unmarked_author(element: Any, houses: list[str]) -> str | None:
    """The full names behind `By` in an element of its own, or in a link to the page of an author."""
    linked = element.tag == "a" and _URL_AUTHOR.search((element.get("href") or "")[:_LONGEST].split("?")[0])
    if not linked and (element.tag not in _LINES or len(element) > 3 or "by" not in (element.text or "")[:40].lower()):
        return None
    said = _text_of(element) or ""
    if len(said) > _LONGEST_LINE or not (linked or _BY.match(said)):
        return None
    stated = names_in([said], houses=houses)
    return stated if stated and all(map(is_full_name, stated.split("; "))) else None


def _title(tree: Any, meta: dict, objects: list[dict], outlet: str | None) -> str | None:
    """The heading that readers see, if the metadata confirm it or it is the only one; else the metadata's."""
    said = [*meta.get("og:title", ())[:1], *(_clean(item.get("headline")) for item in objects)]
    said += [_text_of(element) for element in tree.iterfind(".//head/title")]
    said = [title for title in said if title and len(title) <= _LONGEST and _is_title(title, outlet)][:_MOST]
    seen = map(_text_of, tree.iter("h1"))
    headings = [heading for heading in dict.fromkeys(seen) if heading and _is_title(heading, outlet)][:_MOST]
    pairs = [(title, heading) for title in said for heading in headings]
    for title, heading in pairs:
        if heading.lower() in title.lower():
            return heading
    for title, heading in pairs:  # a heading with a rubric or a subtitle in it
        if len(title) > 20 and title.lower() in heading.lower():
            return title
    if len(headings) == 1 or not said:
        return headings[0] if headings else None
    # "Title - Outlet"
    return re.sub(rf"\s*[-–—|]\s*{re.escape(outlet)}$", "", said[0]) or said[0] if outlet else said[0]


def _is_title(said: str, outlet: str | None) -> bool:
    """Is it no label of a form or of an error, and not the outlet alone?"""
    return said.lower().strip(" .!…") not in _NO_TITLE and letters_of(said) != (letters_of(outlet) or None)


def _outlet(meta: dict, objects: list[dict]) -> str | None:
    said = [*meta.get("og:site_name", ())[:1]]
    for item in objects:
        publisher = item.get("publisher")
        said.append(_clean(publisher.get("name")) if isinstance(publisher, dict) else None)
    said += meta.get("application-name", ())[:1]
    return next(filter(None, said), None)


def _url(tree: Any, meta: dict) -> str | None:
    links = [_clean(link.get("href")) for link in tree.iter("link") if (link.get("rel") or "").lower() == "canonical"]
    said = [*links, *meta.get("og:url", ())]
    return next((url for url in said if url and re.match(r"https?://[^/\s]+/\S*$", url)), None)


def _kind(element: Any) -> str:
    return f"{(element.get('class') or '')[:_LONGEST]} {(element.get('id') or '')[:_LONGEST]}"


def _type(item: dict) -> str:
    """The @type of a JSON-LD object, or its types, as one text."""
    said = item.get("@type")
    return " ".join(kind for kind in (said if isinstance(said, list) else [said]) if isinstance(kind, str))


def _own_elements(tree: Any) -> Iterator[Any]:
    """The elements that are not within a part of the page about other texts."""
    from lxml import etree

    aside = [False]  # of the open elements, the innermost last
    for event, element in etree.iterwalk(tree, events=("start", "end"), tag="*"):
        if event == "end":
            aside.pop()
            continue
        marked = element.tag not in ("body", "html") and _ASIDE.search(_kind(element)) is not None
        aside.append(aside[-1] or marked or element.tag in ("aside", "footer", "nav"))
        if not aside[-1]:
            yield element


def _text_of(element: Any) -> str | None:
    """The text within an element on one line, or None if there is none or too much."""
    parts, length = [], 0
    for part in element.itertext():
        parts.append(part)
        length += len(part)
        if length > 2 * _LONGEST:
            return None
    return _clean("".join(parts))


def _clean(value: Any) -> str | None:
    """`value` on one line, or None if it is no text; JSON may hold halves of characters, which are none."""
    return (_SPACE.sub(" ", value).strip() or None) if isinstance(value, str) and not _HALF.search(value) else None
