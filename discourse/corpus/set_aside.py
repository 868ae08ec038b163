"""Words that are set aside: how many each role takes out, and documents that lose most of their words.

A role that is found by rules may be wrong, and then its words are missing from every rate. A document of which more
than half is set aside is mostly one that was read wrongly: a list of links, a page behind a wall, or prose that looks
like furniture. It is a doubt. Words are counted here as what stands between blanks, in all roles alike.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

#: Documents of fewer words, such as a headline with a line below it, are mostly title.
FEWEST_WORDS = 100
_SHARE = 0.5
_NEAR = 0.4  # of the characters: only then are words counted


def words_of_sections(sections: pd.DataFrame, documents: pd.DataFrame) -> np.ndarray:
    """The number of words of each paragraph.

    >>> documents = pd.DataFrame({"doc_id": ["a"], "text": ["Tea.\\nIt is – good."]})
    >>> words_of_sections(pd.DataFrame({"doc_id": ["a", "a"], "start": [0, 5], "end": [4, 18]}), documents).tolist()
    [1, 4]
    """
    texts = dict(zip(documents["doc_id"], documents["text"], strict=True))
    places = zip(sections["doc_id"], sections["start"].tolist(), sections["end"].tolist(), strict=True)
    return np.array([len(texts[doc][start:end].split()) for doc, start, end in places], np.int64)


def find_set_aside(documents: pd.DataFrame, sections: pd.DataFrame, read: Sequence[str]) -> pd.DataFrame:
    """Documents of which more than half of the words are in other roles than those that are `read`.

    Returns
    -------
    DataFrame
        doc_id, kind (furniture) and detail.
    """
    rows = []
    aside = ~sections["role"].isin(read)
    if aside.any():
        for doc, words in _nearly_half(documents, sections, aside).groupby("doc_id", sort=False):
            n, went = int(words["n"].sum()), words.loc[words["aside"]].groupby("role", observed=True)["n"].sum()
            if n >= FEWEST_WORDS and went.sum() > _SHARE * n:
                roles = ", ".join(f"{role} {m:,}" for role, m in went.sort_values(ascending=False).items() if m)
                rows.append((doc, "furniture", f"{went.sum():,} of {n:,} words are set aside ({roles})"))
    return pd.DataFrame(rows, columns=["doc_id", "kind", "detail"], dtype="str")


def _nearly_half(documents: pd.DataFrame, sections: pd.DataFrame, aside: pd.Series) -> pd.DataFrame:
    """The paragraphs of the documents in question, with their words and whether these are set aside."""
    size = sections["end"] - sections["start"]
    whole, went = (part.groupby(sections["doc_id"]).sum() for part in (size, size.where(aside, 0)))
    near = went.index[went > _NEAR * whole]
    part = sections[sections["doc_id"].isin(near)]
    return part.assign(n=words_of_sections(part, documents[documents["doc_id"].isin(near)]), aside=aside[part.index])
