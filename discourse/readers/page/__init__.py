"""What a web page says about itself: title, author, date, outlet and address.

Only statements are taken: the page's metadata (Open Graph and its kin, JSON-LD in `_json_ld`), its address, its main
heading, and `_elements` that are marked as date or author or stand where readers look for them. `_authors` says who
wrote the page (`_people` tells names from what is none), `_published` when. Nothing is searched for in the running
text, where the date of a copyright line, of a reader's comment or of a related article would be found as easily as that
of the article.
"""

from __future__ import annotations

import re
from functools import cache, partial
from typing import Any

from discourse.readers.page._authors import read_author
from discourse.readers.page._elements import LONGEST, clean, find_own, first, said_in
from discourse.readers.page._json_ld import read_json_ld
from discourse.readers.page._people import letters_of
from discourse.readers.page._published import read_date

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
_MOST = 50  # titles and headings


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
    meta, stated = _meta(tree), read_json_ld(tree)
    url, outlet = _url(tree, meta), _outlet(meta, stated.objects)
    title = _title(tree, meta, stated.objects, outlet)
    own, language = cache(partial(find_own, tree, title)), _language(tree)
    found = {
        "title": title,
        "author": read_author(meta, stated.authors(), own, outlet, language),
        "date": read_date(meta, stated.objects, own, url, language),
        "outlet": outlet,
        "url": url,
    }
    return {name: value for name, value in found.items() if value}


def _meta(tree: Any) -> dict[str, list[str]]:
    """Name -> contents of the <meta> elements."""
    meta: dict[str, list[str]] = {}
    for element in tree.iter("meta"):
        name = (element.get("property") or element.get("name") or _dated_itemprop(element)).strip().lower()
        if name and (value := clean(element.get("content"))):
            meta.setdefault(name, []).append(value)
    return meta


def _dated_itemprop(element: Any) -> str:
    """Of microdata, only the date: authors and names there are of all that the page shows."""
    said = element.get("itemprop") or ""
    return said if said.lower() == "datepublished" else ""


def _language(tree: Any) -> str:
    """The language that the page states, as ISO 639-1, or the empty string."""
    return (tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or "")[:2].lower()


def _title(tree: Any, meta: dict, objects: list[dict], outlet: str | None) -> str | None:
    """The heading that readers see, if the metadata confirm it or it is the only one; else the metadata's."""
    said = [*meta.get("og:title", ())[:1], *(clean(item.get("headline")) for item in objects)]
    said += [said_in(element) for element in tree.iterfind(".//head/title")]
    said = [title for title in said if title and len(title) <= LONGEST and _is_title(title, outlet)][:_MOST]
    seen = map(said_in, tree.iter("h1"))
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
        said.append(clean(publisher.get("name")) if isinstance(publisher, dict) else None)
    said += meta.get("application-name", ())[:1]
    return first(said)


def _url(tree: Any, meta: dict) -> str | None:
    links = [clean(link.get("href")) for link in tree.iter("link") if (link.get("rel") or "").lower() == "canonical"]
    said = [*links, *meta.get("og:url", ())]
    return next((url for url in said if url and re.match(r"https?://[^/\s]+/\S*$", url)), None)
