"""The role of every paragraph: what is discourse, and what is page furniture around it.

A commentary pasted from a page brings its title, photo captions, pull quotes, a note on the author and a disclaimer
along. `_paragraphs` cuts the text (`_line_ends` says whether a line goes on), `_roles` says what each paragraph is
(`_head` those before the text) by what it looks like (`_looks`). `_furniture` knows captions, bylines and notes by
their wording, and `_repeats` finds paragraphs that repeat others, among those that share `_stretches` of words. The
table here numbers the paragraphs of a corpus and keeps their roles.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from discourse import schema
from discourse.corpus.sections._paragraphs import find_all_paragraphs
from discourse.corpus.sections._roles import Page, find_roles
from discourse.text.characters import pieces

#: Every role, in the order in which they usually stand on a page.
ROLES = (
    "title", "standfirst", "byline", "caption", "heading", "body", "pull_quote",
    "bio", "disclaimer", "notes", "related",
)  # fmt: skip
#: What a file may show of a paragraph beside its role: a heading of the page (which may be the title, or stand above
#: links), an item of a list, a block quotation.
SHAPES = ("head", "item", "quote")
_AT_ONCE = 1 << 20  # characters
_NUMBER = {name: i for i, name in enumerate(ROLES)}


def find_sections(
    documents: pd.DataFrame,
    *,
    furniture: bool = True,
    texts: list[str] | None = None,
    shown: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """The `sections` table: every paragraph of every document with its role.

    Parameters
    ----------
    documents : DataFrame
        Needs doc_id and text; title and author are used where they are given.
    furniture : bool
        Whether to look for roles at all; if not, every paragraph is body.
    texts : list of str, optional
        The texts as a list, where there is one.
    shown : DataFrame, optional
        Needs doc_id, start, end and role: paragraphs of which the file itself shows what they are. Roles stand; those
        of the other paragraphs are found, and a shape instead of a role (one of SHAPES) helps to find it.

    Returns
    -------
    DataFrame
        doc_id, section_id (counted through the corpus), role, start, end, duplicate_of (the section that a pull
        quote repeats, else NA).
    """
    schema.need(documents, ("doc_id", "text"), "documents")
    texts = documents["text"].tolist() if texts is None else texts
    doc, start, end = find_all_paragraphs(texts)
    codes, twins = np.full(len(doc), _NUMBER["body"], np.int8), np.full(len(doc), -1, np.int32)
    if furniture and len(doc):
        bounds = np.searchsorted(doc, np.arange(len(texts) + 1))
        known = _spread(shown, documents, bounds, start) if shown is not None and len(shown) else {}
        _enter_roles(documents, texts, bounds, start, end, codes, twins, known)
    return pd.DataFrame(
        {
            "doc_id": documents["doc_id"].astype("str").array.take(doc),
            "section_id": np.arange(len(doc), dtype=np.int32),
            "role": pd.Categorical.from_codes(codes, categories=list(ROLES)),
            "start": start,
            "end": end,
            "duplicate_of": pd.arrays.IntegerArray(np.maximum(twins, 0), twins < 0),
        }
    )


def _enter_roles(
    documents: pd.DataFrame,
    texts: list[str],
    bounds: np.ndarray,
    start: np.ndarray,
    end: np.ndarray,
    codes: np.ndarray,
    twins: np.ndarray,
    known: dict[int, str],
) -> None:
    """Find the roles of the paragraphs, and which of them repeat which; `bounds` parts them by document."""
    titles, authors = (
        [name if isinstance(name, str) else "" for name in documents[c]] if c in documents else [""] * len(texts)
        for c in ("title", "author")
    )

    def page(i: int) -> Page:
        low, high = bounds[i : i + 2].tolist()
        places = zip(start[low:high].tolist(), end[low:high].tolist(), strict=True)
        shown = [known.get(n) for n in range(low, high)] if known else []
        return Page([texts[i][s:e] for s, e in places], titles[i], authors[i], shown)

    for first, last in pieces(texts, _AT_ONCE):
        for i, (roles, repeats) in enumerate(find_roles([page(i) for i in range(first, last)]), first):
            low, high = bounds[i : i + 2].tolist()
            codes[low:high] = [_NUMBER[role] for role in roles]
            twins[[low + k for k in repeats]] = [low + k for k in repeats.values()]


def _spread(shown: pd.DataFrame, documents: pd.DataFrame, bounds: np.ndarray, start: np.ndarray) -> dict[int, str]:
    """The role that the file shows of each paragraph, by the number of the paragraph."""
    number = pd.Index(documents["doc_id"].astype("str").array).get_indexer(shown["doc_id"].astype("str"))
    known: dict[int, str] = {}
    for doc, first, last, role in zip(number.tolist(), shown["start"], shown["end"], shown["role"], strict=True):
        if doc >= 0:
            own = start[bounds[doc] : bounds[doc + 1]]
            low, high = np.searchsorted(own, [first, last]) + bounds[doc]
            known |= dict.fromkeys(range(low, high), role)
    return known
