"""Spans from elsewhere: from another program, from a spreadsheet, or from coders who marked passages of text.

They only need their positions. The library adds the rest. A row that cannot be counted is left out, with the reason.
"""

from __future__ import annotations

import warnings

import numpy as np
import pandas as pd

from discourse import schema
from discourse._arguments import checked
from discourse.corpus.corpus import Corpus
from discourse.corpus.docvars import keys_of
from discourse.corpus.spans import NOWHERE, find_outside_roles, make_spans, on_one_line, ranges_of, read_at

_WHERE = ["doc_id", "sentence_id", "start", "end", "text"]
_LONGEST = 40  # letters of a text that a reason quotes


@checked
def as_spans(frame: pd.DataFrame, corpus: Corpus) -> pd.DataFrame:
    """Spans from any other program, as a table that every function accepts.

    Parameters
    ----------
    frame : DataFrame
        Needs doc_id, start and end: code points in the text of the document, 0-based, end exclusive, as spaCy and brat
        count them. Numbers may be text, as in a spreadsheet. Every other column is kept, such as actor or category. If
        there is a column text, each span is compared with the text at its place.
    corpus : Corpus
        The corpus with these documents.

    Returns
    -------
    DataFrame
        doc_id, sentence_id, start, end, text (verbatim), then the other columns of `frame`, in its order. A sentence_id
        of `frame` is not kept, because it comes from another program. Rows that cannot be counted are left out. A
        warning says the number of coders, and `find_outside` returns them with the reason.

    Raises
    ------
    ValueError
        If doc_id, start or end is missing.

    See Also
    --------
    find_outside : the rows that are left out

    Examples
    --------
    >>> import pandas as pd
    >>> import discourse as dc
    >>> corpus = dc.from_documents(pd.DataFrame({"doc_id": ["a"], "text": ["So be it. Iran may talk."]}))
    >>> dc.as_spans(pd.DataFrame({"doc_id": ["a"], "start": ["10"], "end": ["14"], "actor": ["Iran"]}), corpus)
      doc_id  sentence_id  start  end  text actor
    0      a            1     10   14  Iran  Iran
    """
    rows, reason = _check(frame, corpus)
    apart = reason.notna()
    if apart.any():
        told = "; ".join(f"{why}: {n:,}" for why, n in reason[apart].str.split(":").str[0].value_counts().items())
        warnings.warn(
            f"{apart.sum():,} of {len(frame):,} rows are left out, because they cannot be counted ({told}); "
            f"find_outside(frame, corpus) returns them with the reason",
            UserWarning,
            stacklevel=2,
        )
    rows = rows[~apart]
    first, after = ranges_of(rows, corpus)
    made = make_spans(corpus, first, after - 1)[["doc_id", "sentence_id"]]
    number = pd.Index(corpus.documents["doc_id"]).get_indexer(rows["doc_id"])
    start, end = (rows[edge].to_numpy(np.int64) for edge in ("start", "end"))
    text = pd.array(read_at(corpus.texts, number, start, end), dtype="str")
    made = made.assign(start=start.astype(np.int32), end=end.astype(np.int32), text=text)
    others = rows.drop(columns=[c for c in _WHERE if c in rows.columns]).reset_index(drop=True)
    return pd.concat([made, others], axis=1)


@checked
def find_outside(frame: pd.DataFrame, corpus: Corpus) -> pd.DataFrame:
    """The rows that `as_spans` leaves out, each with the reason.

    Parameters
    ----------
    frame, corpus
        As in `as_spans`.

    Returns
    -------
    DataFrame
        The rows as they are in `frame`, with their labels, and the column reason, which says why the row is left out:
        it is in a paragraph that is not read (the role is named), its document is not in the corpus, its offsets are
        not whole numbers or are beyond the end of the text, or the text at its place is different.

    Examples
    --------
    >>> import pandas as pd
    >>> import discourse as dc
    >>> corpus = dc.from_documents(pd.DataFrame({"doc_id": ["a"], "text": ["So be it."]}))
    >>> spans = pd.DataFrame({"doc_id": ["a", "b"], "start": [3, 0], "end": [99, 2]})
    >>> dc.find_outside(spans, corpus)["reason"].tolist()
    ['beyond the text: it has 9 characters', 'no such document in the corpus']
    """
    _, reason = _check(frame, corpus)
    if "reason" in frame.columns:
        raise ValueError("the frame has a column 'reason' already, which would be overwritten; rename or drop it")
    apart = reason.notna().to_numpy()
    return frame[apart].assign(reason=pd.array(reason[apart], dtype="str"))


def _check(frame: pd.DataFrame, corpus: Corpus) -> tuple[pd.DataFrame, pd.Series]:
    """The rows with keys and places as numbers, and what is wrong with each of them, or NA.

    A reason begins with its kind; what is peculiar to the row follows a colon.
    """
    schema.need(frame, ("doc_id", "start", "end"), "the frame of spans")
    if frame.columns.duplicated().any():
        raise ValueError(
            f"the frame has two columns {frame.columns[frame.columns.duplicated()][0]!r}; rename or drop one of them"
        )
    rows = frame.reset_index(drop=True)
    places = {edge: pd.to_numeric(rows[edge], errors="coerce").astype("float64") for edge in ("start", "end")}
    rows = rows.assign(doc_id=keys_of(rows["doc_id"]), **places)
    number = pd.Index(corpus.documents["doc_id"]).get_indexer(rows["doc_id"])
    length = np.array([len(text) for text in corpus.texts] or [0])[np.maximum(number, 0)]
    start, end = rows["start"], rows["end"]
    reason = pd.Series(pd.NA, index=rows.index, dtype="object")
    for wrong, says in (
        (number < 0, "no such document in the corpus"),
        (~((start % 1 == 0) & (end % 1 == 0)), "not whole numbers: start and end are positions of characters"),
        ((start < 0) | (end <= start), "not a span: end must be above start, and start at least 0"),
        (end > length, [f"beyond the text: it has {n:,} characters" for n in length.tolist()]),
    ):
        new = pd.Series(wrong, index=rows.index) & reason.isna()
        reason[new] = says if isinstance(says, str) else np.array(says, dtype=object)[new]
    sound = rows[reason.isna()].astype({"start": "int64", "end": "int64"})
    for other in (_other_texts(sound, corpus), _not_read(sound, corpus)):
        other = other[reason[other.index].isna()]
        reason[other.index] = other
    return rows, reason


def _other_texts(rows: pd.DataFrame, corpus: Corpus) -> pd.Series:
    """The rows whose text is not what stands there, white space aside."""
    if "text" not in rows:
        return pd.Series(dtype="object")
    rows = rows[rows["text"].notna()]
    number = pd.Index(corpus.documents["doc_id"]).get_indexer(rows["doc_id"])
    there = on_one_line(read_at(corpus.texts, number, rows["start"].to_numpy(), rows["end"].to_numpy()))
    stated = on_one_line(rows["text"].astype("str").tolist())
    says = {
        row: f"another text: {found[:_LONGEST]!r} is there, not {text[:_LONGEST]!r}"
        for row, found, text in zip(rows.index, there, stated, strict=True)
        if found != text
    }
    return pd.Series(says, dtype="object")


def _not_read(rows: pd.DataFrame, corpus: Corpus) -> pd.Series:
    """The rows that hold no token of what is read."""
    first, after = ranges_of(rows, corpus)
    rows = rows[first >= after]
    return find_outside_roles(rows, corpus).map(_say_role).astype("object")


def _say_role(role: str) -> str:
    return "it contains no word" if role == NOWHERE else f"in a paragraph of the role {role}, which is not read"
