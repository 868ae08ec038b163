"""Addresses of web pages, and tables joined by them.

A list of stories from a database of links (Media Cloud) and the pages that somebody saved of them name the same page in
two ways: with and without `www.`, as http and https, with what a newsletter added to be counted. Such differences say
nothing about the page.
"""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, unquote, urlsplit

import pandas as pd

from discourse.readers.metadata import few
from discourse.readers.tabular import nullable, tidy, with_columns

#: Parameters that say where a reader came from, not which page it is.
_TRACKING = re.compile(
    r"utm_.*|mc_[ce]id|(?:fb|gc|y)clid|gbraid|wbraid|msclkid|dclid|igshid|twclid|ocid|cmpid?|ref(?:_?src|_?url|errer)?|"
    r"CMP|smid|partner|feed(?:type|name)|at_(?:medium|campaign)|ns_(?:campaign|mchannel|source)|xtor|__twitter_impression",
    re.IGNORECASE,
)
_LONGEST = 5_000


def plain_address(url: object) -> str | None:
    """What of an address says which page it is, or None for what is no address of the web.

    Scheme, `www.`, a slash at the end, a place in the page (`#`) and parameters of tracking are left out.

    Examples
    --------
    >>> plain_address("https://www.Example.org/tea/?utm_source=mail&id=7#top")
    'example.org/tea?id=7'
    >>> plain_address("http://example.org/tea?id=7") == plain_address("https://www.Example.org/tea/?id=7")
    True
    """
    if not isinstance(url, str) or len(url) > _LONGEST:
        return None
    url = url.strip()
    try:
        parts = urlsplit(url if "://" in url else f"//{url.removeprefix('//')}")
        host = (parts.hostname or "").removeprefix("www.").rstrip(".")
        port = parts.port
    except ValueError:  # no number of a port, a bracket that is not closed
        return None
    if parts.scheme not in ("", "http", "https") or "." not in host or " " in host:
        return None
    asked = [(name, value) for name, value in parse_qsl(parts.query, True) if not _TRACKING.fullmatch(name)]
    query = "&".join(f"{name}={value}" for name, value in sorted(asked))
    place = f":{port}" if port not in (None, 80, 443) else ""
    return f"{host}{place}{unquote(parts.path).rstrip('/')}{'?' if query else ''}{query}"


def join_by_address(
    documents: pd.DataFrame, pages: pd.DataFrame, *, name: str = "the list of pages"
) -> tuple[pd.DataFrame, pd.Series, list[str]]:
    """`documents` with what a list says of the pages that they were saved from.

    What a page says of itself stays; the list fills what it does not say.

    Parameters
    ----------
    documents : DataFrame
        With url where it is known; documents without it are left as they are.
    pages : DataFrame
        With url, and docvars. Of rows with the same address the first is used.
    name : str
        What the notes call the list.

    Returns
    -------
    tuple
        The documents; which of them have a row, as booleans; and a note on rows of which no page was saved.

    Examples
    --------
    >>> documents = pd.DataFrame({"doc_id": ["a", "b"], "url": ["http://example.org/tea/", None]})
    >>> pages = pd.DataFrame({"url": ["https://example.org/tea", "example.org/cake"], "outlet": ["Courier", "Herald"]})
    >>> joined, found, notes = join_by_address(documents, pages, name="list.csv")
    >>> joined["outlet"].tolist(), found.tolist(), notes
    (['Courier', nan], [True, False], ['list.csv: 1 of 2 pages was not saved here: example.org/cake'])
    """
    listed = pages["url"].map(plain_address)
    first = listed.notna() & ~listed.duplicated()
    table = pages[first].drop(columns=["doc_id", "text", "url"], errors="ignore").set_axis(listed[first], axis=0)
    none = pd.Series(None, index=documents.index, dtype="object")
    wanted = documents["url"].map(plain_address).astype("object") if "url" in documents else none
    joined = wanted.isin(table.index)
    missing = pages["url"][first & ~listed.isin(wanted[joined])].tolist()
    verb = "was" if len(missing) == 1 else "were"
    said = f"{name}: {len(missing)} of {int(first.sum())} pages {verb} not saved here: {few(missing)}"
    return _fill(documents, table, wanted, joined), joined, [said] if missing else []


def _fill(documents: pd.DataFrame, table: pd.DataFrame, wanted: pd.Series, joined: pd.Series) -> pd.DataFrame:
    """`documents` with cells of `table`, by address, where they have none."""
    if not joined.any():
        return documents
    told = nullable(table).reindex(wanted.where(joined)).set_axis(documents.index, axis=0)
    out = {}
    for column in told:
        values = told[column]
        if column in documents:
            old = nullable(documents[[column]])[column]
            values = old.astype("object").where(old.notna(), values.astype("object"))
        out[column] = values
    return tidy(with_columns(documents, out))
