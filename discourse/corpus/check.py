"""The contents of a folder of texts, without a study: what can be read, what cannot, and what is doubtful.

`check_corpus` gives plain values, which `discourse check` prints, or writes as JSON.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd

from discourse.corpus._copies import find_copies
from discourse.corpus.corpus import Corpus
from discourse.corpus.duplicates import find_duplicates
from discourse.corpus.set_aside import words_of_sections
from discourse.text.words import words_of_documents

_SIZES: dict[str, Callable] = {"least": np.min, "median": np.median, "most": np.max}


def check_corpus(corpus: Corpus) -> dict[str, Any]:
    """Numbers of a corpus, and all that is amiss with it, in values that JSON has.

    Returns
    -------
    dict
        documents, words; sizes (words of a document: least, median, most); exports (of each database and form: files,
        articles, how many of these are copies, and how many have no date); roles and languages (how many of each);
        words_of_roles (what stands between blanks, whether it is read or set aside);
        dates (first, last, missing); duplicates (pairs, and copies: the documents that `drop_duplicates` leaves out;
        None where they are too many to list); docvars (name: how many documents have it); rejected and doubts (a
        dict a row).

    Examples
    --------
    >>> import discourse as dc
    >>> found = check_corpus(dc.from_documents(pd.DataFrame({"doc_id": ["a", "b"], "text": ["War may end.", " "]})))
    >>> found["words"], found["sizes"], found["dates"]["missing"], found["rejected"][0]["reason"]
    (3, {'least': 3, 'median': 3, 'most': 3}, 1, 'no text')
    """
    documents, words = corpus.documents, words_of_documents(corpus.arrays)
    docvars = [c for c in documents.columns if c not in ("doc_id", "text")]
    n_pairs, copies = _copies(corpus)
    return {
        "documents": len(documents),
        "words": int(words.sum()),
        "sizes": {name: int(of(words)) for name, of in _SIZES.items()} if len(words) else {},
        "exports": _exports(documents, copies),
        "roles": _count(corpus.sections["role"]),
        "words_of_roles": _words_of_roles(corpus),
        "languages": _count(documents["language"]) if "language" in documents else {},
        "dates": _dates(documents),
        "duplicates": {"pairs": n_pairs, "copies": None if copies is None else len(copies)},
        "docvars": {name: int(documents[name].notna().sum()) for name in docvars},
        "rejected": records(corpus.rejected),
        "doubts": records(corpus.doubts),
    }


def say_exports(found: dict[str, Any]) -> list[str]:
    """What exports of databases `check_corpus` found, a line for each kind.

    Examples
    --------
    >>> import discourse as dc
    >>> frame = pd.DataFrame({"doc_id": ["a", "b"], "text": "War.", "source": "x.html", "export": "Factiva HTML"})
    >>> say_exports(check_corpus(dc.from_documents(frame)))
    ['1 Factiva HTML file, 2 articles, 1 duplicate, 2 without date']
    """
    lines = []
    for name, n in found["exports"].items():
        parts = [_many(n["files"], f"{name} file"), _many(n["articles"], "article")]
        parts += [] if n["copies"] is None else [_many(n["copies"], "duplicate")]
        lines.append(", ".join([*parts, f"{n['undated']:,} without date"]))
    return lines


def _many(n: int, noun: str) -> str:
    return f"{n:,} {noun}{'s' * (n != 1)}"


def _exports(documents: pd.DataFrame, copies: set[str] | None) -> dict[str, dict[str, int | None]]:
    """By database and form: files, articles, copies among them, and articles without a date."""
    if "export" not in documents or "source" not in documents:
        return {}
    read = documents[documents["export"].notna()]
    undated = read["date"].isna() if "date" in read else pd.Series(True, index=read.index)
    return {
        str(name): {
            "files": rows["source"].nunique(),
            "articles": len(rows),
            "copies": None if copies is None else int(rows["doc_id"].isin(copies).sum()),
            "undated": int(undated[rows.index].sum()),
        }
        for name, rows in read.groupby("export", sort=True)
    }


def _copies(corpus: Corpus) -> tuple[int | None, set[str] | None]:
    """How many pairs of duplicates there are, and the documents that `drop_duplicates` leaves out; None if too many."""
    try:
        pairs = find_duplicates(corpus)
    except ValueError:  # the texts are forms of which all are alike
        return None, None
    return len(pairs), set(find_copies(corpus, pairs).index)


def records(table: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows of a table, with None for what is missing."""
    return table.astype("object").where(table.notna(), None).to_dict("records")


def _count(values: pd.Series) -> dict[str, int]:
    counts = values.astype("str").value_counts()
    return {str(name): int(n) for name, n in sorted(counts.items(), key=lambda item: (-item[1], item[0])) if n}


def _words_of_roles(corpus: Corpus) -> dict[str, int]:
    words = pd.Series(words_of_sections(corpus.sections, corpus.documents))
    counts = words.groupby(corpus.sections["role"].astype("str").to_numpy()).sum()
    return {str(role): int(n) for role, n in sorted(counts.items(), key=lambda item: (-item[1], item[0]))}


def _dates(documents: pd.DataFrame) -> dict[str, Any]:
    dates = documents["date"] if "date" in documents else pd.Series(pd.NaT, index=documents.index)
    there = pd.to_datetime(dates, errors="coerce").dropna()
    first, last = (str(day.date()) for day in (there.min(), there.max())) if len(there) else (None, None)
    return {"first": first, "last": last, "missing": len(documents) - len(there)}
