"""Spans: rows with doc_id, start and end, and operations on them.

Mentions, hedges, quotations and sentences are all spans; tables are joined by their positions. Spans may come from
anywhere. Spans outside the paragraphs that are read are never counted, because their words are in no denominator
(`is_read`, `read_spans`).
"""

from __future__ import annotations

import warnings
from collections.abc import Sequence

import numpy as np
import pandas as pd

from discourse import schema
from discourse._arguments import checked
from discourse.corpus.corpus import Corpus, number_documents
from discourse.text.tokens import Tokens

#: In place of a role, for spans that stand in no paragraph, or hold no word of one that is read.
NOWHERE = "no paragraph"


def make_spans(corpus: Corpus, first: np.ndarray, last: np.ndarray) -> pd.DataFrame:
    """The spans from token `first[i]` to token `last[i]`: doc_id, sentence_id (of the first), start, end, text."""
    tokens = corpus.arrays
    doc = tokens.doc_at(first)
    start, end = tokens.start[first], tokens.end_at(last)
    text = tokens.types.array.take(tokens.codes[first])
    longer = np.flatnonzero(first != last)
    if len(longer):
        text = text.to_numpy(dtype=object, copy=True)
        text[longer] = read_at(corpus.texts, doc[longer], start[longer], end[longer])
    return pd.DataFrame(
        {
            "doc_id": tokens.doc_ids.astype("str").array.take(doc),
            "sentence_id": tokens.sentence_at(first),
            "start": start,
            "end": end,
            "text": pd.array(text, dtype="str"),
        }
    )


def read_at(texts: Sequence[str], doc: np.ndarray, start: np.ndarray, end: np.ndarray) -> list[str]:
    """What stands from `start[i]` to `end[i]` (code points) in the text number `doc[i]`.

    >>> read_at(["– So be it.", "War"], np.array([1, 0]), np.array([0, 2]), np.array([3, 4]))
    ['War', 'So']
    """
    return [texts[d][s:e] for d, s, e in zip(doc.tolist(), start.tolist(), end.tolist(), strict=True)]


def on_one_line(texts: Sequence[str]) -> list[str]:
    """The texts on one line each: white space becomes one blank, and is cut off at both ends.

    >>> on_one_line(["So\\n be it. ", "", "War"])
    ['So be it.', '', 'War']
    """
    return [" ".join(text.split()) for text in texts]


def read_sentences(corpus: Corpus, at: np.ndarray) -> list[str]:
    """The sentence of each of these tokens, on one line; each sentence is read once."""
    tokens = corpus.arrays
    row, back = np.unique(tokens.row_at(at), return_inverse=True)
    start, end = tokens.start[tokens.opening[row]], tokens.end_at(tokens.after[row] - 1)
    texts = on_one_line(read_at(corpus.texts, tokens.doc_of_sentence[row], start, end))
    return [texts[i] for i in back.tolist()]


def find_token_ranges(spans: pd.DataFrame, corpus: Corpus) -> tuple[np.ndarray, np.ndarray]:
    """First and last token (inclusive) of each span; spans that hold no token of the corpus are left out.

    `spans` needs doc_id, start, end.
    """
    first, after = ranges_of(spans, corpus)
    holds = first < after
    return first[holds], after[holds] - 1


def ranges_of(spans: pd.DataFrame, corpus: Corpus, what: str = "the table of spans") -> tuple[np.ndarray, np.ndarray]:
    """The first token of each span and the one behind its last; the same where it holds none."""
    schema.need(spans, ("doc_id", "start", "end"), "the spans")
    doc = number_documents(spans, corpus, what)
    first, after = corpus.arrays.between(doc, *(offsets_of(spans, edge) for edge in ("start", "end")))
    return first, np.maximum(first, after)


def offsets_of(spans: pd.DataFrame, edge: str) -> np.ndarray:
    """The column `edge`, start or end, as whole numbers."""
    values = spans[edge]
    if values.dtype == object:
        values = values.infer_objects()
    whole = pd.api.types.is_numeric_dtype(values) and not pd.api.types.is_bool_dtype(values)
    numbers = values.to_numpy(np.float64, na_value=np.nan) if whole else np.full(len(values), np.nan)
    odd = ~(numbers % 1 == 0)
    if odd.any():
        at = int(odd.argmax())
        raise ValueError(
            f"{edge} is {values.tolist()[at]!r} in row {at} of the spans; whole numbers are needed, the positions of "
            f"characters in the text. find_outside(frame, corpus) says what is wrong with each row"
        )
    return values.to_numpy(np.int64)


def is_read(spans: pd.DataFrame, corpus: Corpus, what: str = "the table of spans") -> np.ndarray:
    """Which spans lie in what is read; a warning says how many do not, and where they lie.

    `spans` needs doc_id. Rows without start and end, such as scores of documents, are read.
    """
    schema.need(spans, ("doc_id",), "the spans")
    if not {"start", "end"} <= set(spans.columns):
        return np.ones(len(spans), bool)
    first, after = ranges_of(spans, corpus, what)
    _tell_unread(spans, first < after, corpus)
    return first < after


def _tell_unread(spans: pd.DataFrame, read: np.ndarray, corpus: Corpus) -> None:
    """Warn how many spans are not read, and where they lie."""
    if read.all():
        return
    where = find_outside_roles(spans[~read], corpus).value_counts().sort_index()
    told = ", ".join(f"{n:,} in {role}" for role, n in where.items())
    warnings.warn(
        f"{(~read).sum():,} of {len(spans):,} spans are outside the text that is read ({told}) and are not counted; "
        f"the option roles= of the corpus says what is read",
        UserWarning,
        stacklevel=3,
    )


def are_spans(table: pd.DataFrame) -> bool:
    """Is it a table of spans, and no list of patterns? Found terms have both a pattern and a place."""
    return {"doc_id", "start", "end"} <= set(table.columns) or "pattern" not in table.columns


def read_spans(spans: pd.DataFrame, corpus: Corpus, what: str = "the table of spans") -> pd.DataFrame:
    """The spans that lie in what is read; see `is_read`."""
    read = is_read(spans, corpus, what)
    return spans if read.all() else spans[read]


def read_ranges(
    spans: pd.DataFrame, corpus: Corpus, what: str = "the table of spans"
) -> tuple[pd.DataFrame, np.ndarray, np.ndarray]:
    """The spans that lie in what is read (see `is_read`), with the first and the last token (inclusive) of each."""
    first, after = ranges_of(spans, corpus, what)
    read = first < after
    _tell_unread(spans, read, corpus)
    return spans[read], first[read], after[read] - 1


def with_sentences(spans: pd.DataFrame, corpus: Corpus, what: str = "the table of spans") -> pd.DataFrame:
    """The spans that are read, with the sentence_id of the place where they stand.

    One that they have may be of another reading of the texts. It counts only where the place is not known.
    """
    schema.need(spans, (), what)
    if not {"doc_id", "start", "end"} <= set(spans.columns):
        schema.need(spans, ("sentence_id",), what)
        return spans
    spans, first, _ = read_ranges(spans, corpus, what)
    return spans.assign(sentence_id=corpus.arrays.sentence_at(first))


def find_outside_roles(spans: pd.DataFrame, corpus: Corpus) -> pd.Series:
    """For spans outside of what is read, the role of the paragraph that holds each.

    `NOWHERE` for one that stands in a paragraph that is read, and holds no word, or in none.
    """
    unread = corpus.sections[~corpus.sections["section_id"].isin(corpus.arrays.section_id)]
    row = find_containing(spans[["doc_id", "start", "end"]], unread, overlap=True)
    roles = unread["role"].astype("str").array.take(row, allow_fill=True)
    return pd.Series(roles, index=spans.index, dtype="str").fillna(NOWHERE)


def sentences_around(tokens: Tokens, first: np.ndarray, last: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """First and last token (inclusive) of the sentences from that of token `first[i]` to that of `last[i]`."""
    return tokens.opening[tokens.row_at(first)], tokens.after[tokens.row_at(last)] - 1


def paragraphs_around(tokens: Tokens, at: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """First and last token (inclusive) of the paragraph of each of these tokens."""
    opens = tokens.opening[np.flatnonzero(np.diff(tokens.section_id, prepend=tokens.section_id[:1] - 1))]
    row = np.searchsorted(opens, at, "right")
    return opens[row - 1], np.append(opens, len(tokens))[row] - 1


def places_of(low: np.ndarray, high: np.ndarray) -> np.ndarray:
    """The places from `low[i]` to `high[i]` (inclusive) of stretches that do not overlap, each stretch once.

    >>> places_of(np.array([3, 0, 3]), np.array([4, 1, 4])).tolist()
    [0, 1, 3, 4]
    """
    low, which = np.unique(low, return_index=True)
    size = high[which] - low + 1
    return np.arange(size.sum()) + np.repeat(low - np.cumsum(size) + size, size)


def longest(first: np.ndarray, last: np.ndarray) -> np.ndarray:
    """Positions of the spans that stay when none may overlap: the leftmost, and of those the longest.

    `first` and `last` are inclusive and sorted by first, then by last descending.

    >>> longest(np.array([0, 0, 1, 4]), np.array([2, 1, 5, 4])).tolist()
    [0, 3]
    """
    if not len(first):
        return np.zeros(0, np.int64)
    reach = np.maximum.accumulate(last)
    clash = np.zeros(len(first), bool)
    clash[1:] = first[1:] <= reach[:-1]
    keep = ~clash
    done = -1
    for i in np.flatnonzero(clash).tolist():  # only spans that clash with an earlier one are looked at one by one
        if i <= done:
            continue
        covered = int(last[i - 1])
        while i < len(first) and clash[i]:
            if first[i] > covered:
                keep[i], covered = True, int(last[i])
            i += 1
        done = i - 1
    return np.flatnonzero(keep)


def say_place(row: pd.Series) -> str:
    """Where a row stands, for messages.

    >>> say_place(pd.Series({"doc_id": "a", "start": 0, "end": 9})), say_place(pd.Series({"doc_id": "a"}))
    ("'a' from 0 to 9", "'a'")
    """
    return f"{row['doc_id']!r}" + (f" from {row['start']} to {row['end']}" if "start" in row else "")


@checked
def find_containing(inner: pd.DataFrame, outer: pd.DataFrame, *, overlap: bool = False) -> np.ndarray:
    """For each span of `inner`, the position of the first span of `outer` that contains it, or -1.

    Parameters
    ----------
    inner, outer : DataFrame
        Need doc_id, start, end. The spans of `outer` may overlap one another.
    overlap : bool
        Whether sharing a single character is enough.

    Returns
    -------
    ndarray of int, with one value per row of `inner`.

    Examples
    --------
    >>> import pandas as pd
    >>> import discourse as dc
    >>> inner = pd.DataFrame({"doc_id": "a", "start": [3, 8], "end": [5, 12]})
    >>> outer = pd.DataFrame({"doc_id": ["a"], "start": [0], "end": [9]})
    >>> dc.find_containing(inner, outer).tolist(), dc.find_containing(inner, outer, overlap=True).tolist()
    ([0, -1], [0, 0])
    """
    schema.need(inner, ("doc_id", "start", "end"), "the inner spans")
    schema.need(outer, ("doc_id", "start", "end"), "the outer spans")
    found = np.full(len(inner), -1, np.int64)
    if not len(inner) or not len(outer):
        return found
    ids = pd.Index(pd.unique(outer["doc_id"].astype("object")))
    doc = ids.get_indexer(outer["doc_id"].astype("object"))
    low, high = outer["start"].to_numpy(np.int64), outer["end"].to_numpy(np.int64)
    step = int(max(high.max(), inner["end"].max())) + 1  # one axis for all documents
    order = np.lexsort((high, low, doc))
    left, right = doc[order] * step + low[order], doc[order] * step + high[order]
    own = ids.get_indexer(inner["doc_id"].astype("object"))
    start = own * step + inner["start"].to_numpy(np.int64)
    end = own * step + inner["end"].to_numpy(np.int64)
    reach = np.maximum.accumulate(right)
    # The first outer span that reaches far enough, then onward while it does not fit.
    place = np.searchsorted(reach, start + 1 if overlap else end)
    live = np.flatnonzero(own >= 0)
    while len(live):
        live = live[place[live] < len(left)]
        at = place[live]
        begins = left[at] < end[live] if overlap else left[at] <= start[live]
        fits = begins & (right[at] > start[live] if overlap else right[at] >= end[live])
        found[live[fits]] = order[at[fits]]
        live = live[begins & ~fits]
        place[live] += 1
    return found
