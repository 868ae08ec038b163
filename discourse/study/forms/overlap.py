"""What the pairs of duplicates come to: which documents hold others, which are the same text, how much is read twice.

A table of pairs tells one thing at a time. A file that holds four manifestos is four pairs of it, and yet one mistake,
by which their words stand twice, and once under a wrong year. So the pairs are told by the document that holds the
others, and with the share of all words read that it bears on.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from discourse.study._entries import joined

_MOST_HOLDERS, _MOST_HELD = 3, 5
#: Share of the words read from which on what stands twice can change what is counted.
_MUCH = 0.01
EXCERPT = (
    "In a pair of the kind excerpt, other_id is the shorter document, and its text is in doc_id; containment says how "
    "much of it."
)


@dataclass(frozen=True)
class Overlap:
    """What is read more than once.

    Attributes
    ----------
    holders : which documents hold others, and how much of them, in words
    alike : which documents are the same text or an edited one, in words
    share : the share of all words read that stand in another document as well
    """

    holders: str
    alike: str
    share: float

    @property
    def is_much(self) -> bool:
        return self.share >= _MUCH

    @property
    def documents(self) -> str:
        """Which documents share their text."""
        return joined([said for said in (self.holders, self.alike) if said], "and")

    @property
    def share_said(self) -> str:
        """How much of what is read stands in another document as well."""
        percent = f"{self.share:.0%}".replace("%", " %") if self.share >= 0.005 else "less than 1 %"
        return f"About {percent} of all words read are also in another document"


def overlap_of(pairs: pd.DataFrame, words: pd.Series) -> Overlap | None:
    """What the pairs of duplicates come to; nothing where there are none.

    Parameters
    ----------
    pairs : DataFrame
        From `find_duplicates`.
    words : Series
        How many words are read of each document, by doc_id.
    """
    if not len(pairs):
        return None
    excerpt = pairs["kind"].eq("excerpt")
    return Overlap(_say_holders(pairs[excerpt]), _say_alike(pairs[~excerpt]), _share(pairs, words))


def _share(pairs: pd.DataFrame, words: pd.Series) -> float:
    """The share of words in shared text: of the longer document the sum of what it holds, but no more than all."""
    shared = pairs["containment"] * pairs["other_id"].map(words).fillna(0).to_numpy()
    of_longer, of_other = shared.groupby(pairs["doc_id"]).sum(), shared.groupby(pairs["other_id"]).max()
    most = pd.concat([of_longer, of_other]).groupby(level=0).max()
    return float(most.clip(upper=words.reindex(most.index).fillna(0)).sum() / max(words.sum(), 1))


def _say_holders(excerpts: pd.DataFrame) -> str:
    """How many documents hold others, and of those that hold the most, which."""
    if not len(excerpts):
        return ""
    n, held = excerpts["doc_id"].nunique(), excerpts["other_id"].nunique()
    ranked = excerpts.groupby("doc_id", sort=False)["n_shared"].sum().sort_values(ascending=False, kind="stable")
    told = [_say_held(doc, excerpts[excerpts["doc_id"] == doc]) for doc in ranked.index[:_MOST_HOLDERS]]
    more = f"; and {n - len(told):,} more" if n > len(told) else ""
    verb, whom = ("holds", "another") if n == held == 1 else ("holds" if n == 1 else "hold", f"{held:,} others")
    return f"{n:,} {'document' if n == 1 else 'documents'} {verb} most or all of {whom} ({'; '.join(told)}{more})"


def _say_held(doc: str, rows: pd.DataFrame) -> str:
    low, high = _percent(rows["containment"].min()), _percent(rows["containment"].max())
    named = rows["other_id"].tolist()[:_MOST_HELD]
    more = len(rows) - len(named)
    names = ", ".join(named) + f" and {more:,} more" if more else joined(named, "and")
    return f"{doc} holds {low if low == high else f'{low} to {high}'} % of {names}"


def _percent(share: float) -> int:
    """A share in percent; what is not all is not called 100."""
    return 100 if share >= 1 else min(round(100 * share), 99)


def _say_alike(pairs: pd.DataFrame) -> str:
    """How many documents are the same text as another, and the first of them."""
    if not len(pairs):
        return ""
    n = len(set(pairs["doc_id"]) | set(pairs["other_id"]))
    same = "the same text" if pairs["kind"].eq("same").all() else "the same text as another or an edited one"
    told = [f"{one} and {two}" for one, two in zip(pairs["doc_id"], pairs["other_id"], strict=True)][:_MOST_HOLDERS]
    more = f"; and {len(pairs) - len(told):,} more pairs" if len(pairs) > len(told) else ""
    same += " as another" if n > 2 and same == "the same text" else ""
    return f"{n:,} documents are {same} ({'; '.join(told)}{more})"


def warn_of(overlap: Overlap) -> str:
    """What does not follow while documents that share their text are all counted."""
    if not overlap.is_much:
        return f"That the texts are independent: {overlap.documents}, and intervals may be too narrow."
    return (
        f"That counts by group or period are right: {overlap.documents}. {overlap.share_said}, and count twice, "
        f"perhaps under another group or period. Decide this first: {HOW}"
    )


#: How duplicates are settled.
HOW = (
    'duplicates = "drop" under [corpus] leaves out the shorter documents and the copies. If the longer file is the '
    "wrong one, or a text has a wrong name, remove that file from the corpus instead."
)
