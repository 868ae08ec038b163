"""HTML inside a text that is no page: cells of a table, records of a database, a page that was saved as .txt.

Tags and entities are read as words there. The text stays as it is, and a doubt says so.
"""

from __future__ import annotations

import re

import pandas as pd

_NAMES = (
    "a|abbr|article|aside|b|blockquote|body|br|div|em|figcaption|figure|font|footer|h[1-6]|head|header|hr|html|i|iframe|"
    "img|li|link|main|meta|nav|ol|p|pre|script|section|small|span|strike|strong|style|sub|sup|table|tbody|td|th|title|"
    "tr|u|ul|video"
)
_TAG = re.compile(rf"</?(?:{_NAMES})(?:\s[^<>]*)?/?>|<!--|<!doctype html", re.IGNORECASE)
_ENTITY = re.compile(
    r"&(?:amp|quot|apos|nbsp|lt|gt|[lr][sd]quo|[mn]dash|hellip|eacute|#\d{2,5}|#x[0-9a-f]{2,5});", re.I
)

_SAYS = "HTML is read as words ({:,} pieces, such as {}); save the texts as .html, or remove the tags"


def find_markup(texts: pd.Series) -> pd.Series:
    """For each text that holds two signs of HTML or more, what they are; NA for the others.

    Examples
    --------
    >>> find_markup(pd.Series(["<p>Tea &amp; cake</p>", "a < b"])).tolist()
    ['HTML is read as words (3 pieces, such as <p>); save the texts as .html, or remove the tags', nan]
    """
    held = texts[texts.str.contains("<", regex=False) | texts.str.contains("&", regex=False)]
    found = held.map(lambda text: [*_TAG.findall(text), *_ENTITY.findall(text)])
    says = {row: _SAYS.format(len(signs), signs[0]) for row, signs in found.items() if len(signs) > 1}
    return pd.Series(says, dtype="str").reindex(texts.index)
