"""Copies: which document of each text stays, and which of the others go for it.

Documents that are the same or edited, directly or by way of others, are one text. Of an excerpt only the longer
document says all, so that excerpts are no such bond: two articles that quote the same statement stay two.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd

from discourse import schema
from discourse.corpus.corpus import Corpus, documents_of, number_documents
from discourse.text.words import words_of_documents

#: What `keep` can be called: for each document a number, of which the lowest is kept.
_ORDERS: dict[str, Callable[[Corpus], np.ndarray]] = {
    "first": lambda corpus: np.arange(len(corpus.documents)),
    "last": lambda corpus: -np.arange(len(corpus.documents)),
    "longest": lambda corpus: -words_of_documents(corpus.arrays),
    "earliest": lambda corpus: days_of(corpus.documents, missing=np.inf),
    "latest": lambda corpus: -days_of(corpus.documents, missing=-np.inf),
}


def find_copies(corpus: Corpus, pairs: pd.DataFrame, *, keep: str | Callable = "first") -> pd.Series:
    """What `drop_duplicates` would leave out: the doc_id that stays in its place, by the doc_id of each copy."""
    schema.need(pairs, ("doc_id", "other_id", "kind"), "the table of pairs")
    columns = (pairs[[name]].set_axis(["doc_id"], axis=1) for name in ("doc_id", "other_id"))
    longer, shorter = (number_documents(column, corpus, "pairs") for column in columns)
    excerpt = pairs["kind"].eq("excerpt").fillna(False).to_numpy(bool)
    text = _join(longer[~excerpt], shorter[~excerpt], len(corpus.documents))
    kept = _choose(corpus, text, keep)
    holder, held = text[longer[excerpt]], text[shorter[excerpt]]
    within = _settle(holder[holder != held], held[holder != held], len(kept))
    stays = kept[np.where(within < 0, np.arange(len(kept)), within)][text]
    ids = documents_of(corpus)
    copies = np.flatnonzero(stays != np.arange(len(ids)))
    return pd.Series(ids.take(stays[copies]), index=ids.take(copies), dtype="str")


def _join(one: np.ndarray, two: np.ndarray, n: int) -> np.ndarray:
    """The number of the text of each of `n` documents, of which these are the same text as those."""
    if not len(one):
        return np.arange(n)
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    links = coo_array((np.ones(len(one), bool), (one, two)), shape=(n, n))
    return connected_components(links, directed=False)[1]


def _choose(corpus: Corpus, text: np.ndarray, keep: str | Callable) -> np.ndarray:
    """The document of each text that stays, by number."""
    value = _ORDERS["first" if callable(keep) else keep](corpus)
    order = np.lexsort((np.arange(len(text)), value, text))
    kept = order[np.flatnonzero(np.diff(text[order], prepend=-1))]
    if not callable(keep):
        return kept
    ids = documents_of(corpus)
    for number in np.flatnonzero(np.bincount(text) > 1):
        members = np.flatnonzero(text == number)
        chosen = keep(corpus.documents.iloc[members])
        place = ids.take(members).get_indexer([chosen])[0]
        if place < 0:
            raise ValueError(
                f"keep returned {chosen!r}; the doc_id of one of the rows that it was given is needed, here "
                f"{', '.join(map(repr, ids.take(members[:5])))}"
            )
        kept[number] = members[place]
    return kept


def _settle(holder: np.ndarray, held: np.ndarray, n: int) -> np.ndarray:
    """For each of `n` texts the text that stays in its place, or -1 where it stays itself.

    A text goes if one that stays holds it. Those that nothing holds stay, what they hold goes, and so on; where texts
    hold each other in a circle, the first stays.
    """
    within, stays = np.full(n, -1), np.ones(n, bool)
    stays[held] = False
    open_ = ~stays
    while True:
        first = stays[holder] & open_[held]
        for text, larger in zip(held[first].tolist(), holder[first].tolist(), strict=True):
            within[text] = larger if within[text] < 0 else min(within[text], larger)
        open_ &= within < 0
        if not open_.any():
            return within
        waits = np.zeros(n, bool)
        waits[held[open_[holder]]] = True
        free = open_ & ~waits
        if not free.any():
            free[np.flatnonzero(open_)[0]] = True
        stays |= free
        open_ &= ~free


def days_of(documents: pd.DataFrame, *, missing: float) -> np.ndarray:
    """The day of each document, as a number; `missing` where none is known."""
    stated = documents.get("date", pd.Series(dtype="object"))
    if not len(stated) or pd.api.types.is_numeric_dtype(stated):
        return np.full(len(documents), missing)
    dates = pd.to_datetime(stated, errors="coerce", utc=True, format="mixed").dt.tz_localize(None)
    days = (dates.dt.normalize() - pd.Timestamp(0)) / pd.Timedelta(days=1)
    return days.fillna(missing).to_numpy(np.float64)
