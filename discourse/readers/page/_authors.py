"""Who wrote a page: who its metadata name, or who is named where readers look for it.

Metadata come first, of them the most specific; then JSON-LD, and at last the page itself: elements that are marked, and
lines such as `By Ann Lee`, between the title and the text or behind it. A first name or the handle of a user gives way
to the whole name that readers see.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import Any

from discourse.readers.page._elements import LONGEST, Own, clean, first, said_in
from discourse.readers.page._people import is_full_name, letters_of, names_in

# Names of <meta> elements, the most specific first.
_META = (
    *("author", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator", "citation_author"),
    *("article:author_name", "article:author", "og:article:author", "og:author", "byl", "byline", "authors"),
    *("rbauthors", "vr:author", "cxenseparse:author", "article.author", "dcsext.author", "atc-metaauthor"),
    *("shareaholic:article_author_name", "citation_authors", "dc.contributor.author", "bt:author"),
)
_ADDRESS = re.compile(r"/(?:authors?|by|byline|contributors?|columnists?|reporters?|journalists?|writers?)/[\w.%-]+/?$")
_MARKED = re.compile(
    r"byline|author(?!i[tz])|(?:posted|submitted|written)-?by|(?:full|writer|journalist|contributor|reporter"
    r"|columnist)[\s_-]*name|(?:^|[\s_-])(?:auth|writers?|journalists?|contributors?|columnists?)(?:$|\s)",
    re.IGNORECASE,
)
# Parts of a byline that hold no name.
_BESIDE = re.compile(
    r"(?:author|byline)s?[\w-]*(?:title|role|position|job|bio|desc|about|label|count|social|date|time|image|avatar|photo"
    r"|email|twitter|follow|more|location)",
    re.IGNORECASE,
)
# `By` in the languages of pages.
_BY = {
    **{"en": "by", "de": "von", "fr": "par", "es": "por", "pt": "por", "it": "di", "nl": "door", "sv": "av"},
    **{"nb": "av", "no": "av", "da": "af"},
}
_BEFORE = re.compile(
    r"(?:[\W\d]|\b(?:published|posted|written|words|story|report(?:ed)?|submitted|created|on|at|am|pm|text|jan(?:uary)?"
    r"|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?"
    r"|dec(?:ember)?|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b|(?<=\d)(?:st|nd|rd|th)\b)*",
    re.IGNORECASE,
)
_LABEL = re.compile(r"(?:written |posted )?by|authors?|von|autore?n?|auteurs?|par|por", re.IGNORECASE)
_MOST_MARKED = 200  # elements of a place; a page with more lists people
_MOST_BESIDE = 20
_BEHIND_LABEL = 5  # elements in which the name may stand
_LONGEST_LINE = 100
_LONGEST_NAME = 5  # words in an element that is marked, which may hold more than the name
_LINES = ("p", "div", "span", "address", "h2", "h3", "h4", "h5", "h6", "li", "em", "strong", "b", "i", "a", "dd", "td")
# Where an author is looked for, the likeliest place first.
_MARKED_PLACES = ("top", "end", "text", "above")
_LINE_PLACES = ("top", "end")


def read_author(
    meta: dict[str, list[str]],
    stated: Iterable[list[str | None]],
    own: Callable[[], list[Own]],
    outlet: str | None,
    language: str,
) -> str | None:
    """The names of the authors, joined by `; `.

    Parameters
    ----------
    meta : dict
        Name -> contents of the <meta> elements.
    stated : iterable of list
        Who JSON-LD names, one list an object.
    own : callable
        Gives the elements of the page, which most pages need not be asked for.
    outlet : str, optional
        The house, which is nobody.
    language : str
        The code of the language that the page states, or the empty string.
    """
    houses = [outlet] if outlet else []
    said: Iterator[Iterable[str | None]] = chain((meta.get(name, ()) for name in _META), [_labelled(meta)], stated)
    known = first(names_in(values, houses=houses) for values in said)
    if known is None:
        return first(_shown(own(), houses, language))
    if " " in known:
        return known
    fuller = (name for name in _shown(own(), houses, language) if is_full_name(name.split("; ")[0]))
    return first(name for name in fuller if _is_short_for(known, name)) or known


def _is_short_for(known: str, name: str) -> bool:
    """May it be a first name or a handle of that person? A handle has the end of the surname in it."""
    own, words = letters_of(known), [letters_of(word) for word in name.split("; ")[0].split()]
    return own in words or (len(words[-1]) > 2 and words[-1] in own)


def _labelled(meta: dict[str, list[str]]) -> list[str]:
    """What cards for Twitter have as `Written by`."""
    labels = {n: meta.get(f"twitter:label{n}", [""])[0].lower().rstrip(":") for n in (1, 2)}
    return [
        meta.get(f"twitter:data{n}", [""])[0] for n, label in labels.items() if label in ("written by", "author", "by")
    ]


def _shown(own: list[Own], houses: list[str], language: str) -> Iterator[str]:
    """Whom the page shows as its authors, the likeliest first."""
    marked = [one for one in own if _is_marked(one)]
    for place in _MARKED_PLACES:
        yield from _marked_authors([one for one in marked if one.place == place][:_MOST_MARKED], houses)
        if place in _LINE_PLACES:
            yield from _named_behind_by([one for one in own if one.place == place], houses, language)
    for one in own:
        if _is_link_to_author(one.element) and (name := _only_full(said_in(one.element), houses)):
            yield name


def _is_marked(one: Own) -> bool:
    element = one.element
    said = ((element.get(name) or "").lower() for name in ("rel", "itemprop"))
    if "author" in said:
        return True
    return element.tag != "meta" and _MARKED.search(one.kind) is not None and not _BESIDE.search(one.kind)


def _marked_authors(marked: list[Own], houses: list[str]) -> Iterator[str]:
    """The names in marked elements; those that stand side by side, marked alike, are of one byline."""
    for n, one in enumerate(marked):
        if name := _name_in(one.element, houses):
            beside = [
                _name_in(other.element, houses)
                for other in marked[n + 1 : n + 1 + _MOST_BESIDE]
                if other.kind == one.kind and other.element.tag == one.element.tag and _are_beside(one, other)
            ]
            yield names_in([name, *beside]) or name


def _are_beside(one: Own, other: Own) -> bool:
    parents = (one.element.getparent(), other.element.getparent())
    if parents[0] is parents[1]:
        return True
    return None not in parents and parents[0].getparent() is parents[1].getparent()


def _name_in(element: Any, houses: list[str]) -> str | None:
    """The names in a marked element: in its parts that are names, in its links, in all of it or in its first line."""
    if len(element) >= 10:
        return None
    if element.tag == "meta":
        return names_in([clean(element.get("content"))], houses=houses)
    parts = element.xpath(".//*[@itemprop='name']")
    values = [clean(part.get("content")) or said_in(part) for part in parts]
    links = [said_in(link) for link in element.iter("a") if link.get("rel") == "author" or _is_link_to_author(link)]
    tries = [values, links, [said_in(element)], [said_in(element, " | ")]]
    found = [names for said in tries if said and (names := names_in(said, houses=houses)) and _are_names(names)]
    return next((names for names in found if all(map(is_full_name, names.split("; ")))), first(found))


def _are_names(stated: str) -> bool:
    return all(len(name.split()) <= _LONGEST_NAME for name in stated.split("; "))


def _is_link_to_author(element: Any) -> bool:
    return element.tag == "a" and bool(_ADDRESS.search((element.get("href") or "")[:LONGEST].split("?")[0]))


def _named_behind_by(own: list[Own], houses: list[str], language: str) -> Iterator[str]:
    """The full names behind `By` in an element of its own, and behind an element that says no more than `By`."""
    words = {"by", _BY.get(language, "by")}
    for n, one in enumerate(own):
        element = one.element
        if element.tag not in _LINES and element.tag != "dt":
            continue
        text = element.text or ""
        if len(text) < 20 and _LABEL.fullmatch(text.strip(" :\n\t\r")):
            following = (said_in(other.element) for other in own[n + 1 : n + 1 + _BEHIND_LABEL])
            if name := first(_only_full(said, houses) for said in following if said and len(said) <= _LONGEST_LINE):
                yield name
        if len(element) <= 3 and any(word in text[:60].lower() for word in words):
            said = said_in(element) or ""
            if len(said) <= _LONGEST_LINE and (name := _only_full(_behind_by(said, words), houses)):
                yield name


def _behind_by(line: str, words: set[str]) -> str | None:
    """What stands behind `By`, where nothing but a date stands before it."""
    for hit in re.finditer(rf"\b(?:{'|'.join(words)})\b:?\s+(?=(?-i:[^\W\d_a-z]))", line, re.IGNORECASE):
        if _BEFORE.fullmatch(line[: hit.start()]):
            return line[hit.end() :]
    return None


def _only_full(said: str | None, houses: list[str]) -> str | None:
    """The names in a line that has nothing but full names and what stands behind them."""
    stated = names_in([said], houses=houses)
    return stated if stated and all(map(is_full_name, stated.split("; "))) else None
