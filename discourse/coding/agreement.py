"""Agreement: how well the results of the program agree with those of human coders.

There are three steps, and each one makes a table. First, coders fill in a blind sample of sentences, for example in a
spreadsheet (`discourse.coding.sampling`). Second, `discourse.coding.reliability` measures how well the coders agree
with one another. Third, the program is compared with the coders, in figures (`count_agreement`) and row by row
(`with_found`).
"""

from __future__ import annotations

from typing import Literal

import numpy as np
import pandas as pd

from discourse import schema
from discourse._arguments import checked
from discourse.coding.reliability import NO, YES, is_unsaid, plain_codes, refuse_uncoded
from discourse.corpus.spans import find_containing, say_place
from discourse.measures.intervals import FEW, Interval, share_interval


@checked
def with_found(
    coded: pd.DataFrame, found: pd.DataFrame, *, label: str | None = None, name: str = "found"
) -> pd.DataFrame:
    """Add a column to a coded table. It tells what the program found in each row.

    Parameters
    ----------
    coded : DataFrame
        A table with doc_id, start and end, such as a sample of `sample_sentences`.
    found : DataFrame
        Spans of the same corpus, such as hedges, mentions or scores. The table needs doc_id, start and end.
    label : str, optional
        The column of `found` whose value is copied. Each coded row must then overlap at least one row of `found`. If it
        overlaps several, they must have the same value. Without a label, the new column is true if the row overlaps a
        span of `found`.
    name : str
        The name of the new column.

    Returns
    -------
    DataFrame
        `coded` with the new column. It has true or false, or the values of the label.

    Raises
    ------
    ValueError
        If the two tables have no document in common. If a unit is coded in two rows. If the text of a span is not in
        the text of its row. If a row has no value of the label, or several values.

    Examples
    --------
    >>> import pandas as pd
    >>> import discourse as dc
    >>> coded = pd.DataFrame({"doc_id": ["a", "a"], "start": [0, 10], "end": [9, 20], "hedged": ["yes", "no"]})
    >>> dc.with_found(coded, pd.DataFrame({"doc_id": ["a"], "start": [3], "end": [6]}))["found"].tolist()
    [True, False]
    """
    schema.need(coded, ("doc_id", "start", "end"), "the coded table")
    schema.need(found, ("doc_id", "start", "end", *([label] if label else [])), "the found table")
    if name in coded:
        raise ValueError(f"the coded table already has a column {name!r}; choose another name")
    rows = coded[["doc_id", "start", "end"]].astype({"doc_id": "str"}).reset_index(drop=True)
    spans = found.astype({"doc_id": "str"}).reset_index(drop=True)
    if len(spans) and len(rows) and not rows["doc_id"].isin(spans["doc_id"]).any():
        raise ValueError(
            f"no document of the coded table is in the found table: the first is {rows['doc_id'].iloc[0]!r} in coded, "
            f"and {spans['doc_id'].iloc[0]!r} in found. Make found from the whole corpus that was sampled, and read "
            "the coded file with dtype={'doc_id': 'str'}"
        )
    twice = np.flatnonzero(rows.duplicated())
    if len(twice):
        raise ValueError(
            f"the coded table has {say_place(rows.iloc[twice[0]])} more than once; each unit must be one row, so give "
            "each coder a column of their own"
        )
    _refuse_moved(coded, rows, spans)
    if label is None:
        return coded.assign(**{name: find_containing(rows, spans, overlap=True) >= 0})
    row = find_containing(spans, rows, overlap=True)
    known = pd.DataFrame({"row": row, "label": spans[label], "code": plain_codes(spans[label])})[row >= 0].dropna()
    several = known.groupby("row")["code"].nunique()
    if (several > 1).any():
        at = rows.iloc[several.idxmax()]
        raise ValueError(
            f"found has {several.max()} different values of {label!r} in the coded row of {at['doc_id']!r} at "
            f"{at['start']}; give one value for each row, or use the spans as the units that are coded"
        )
    missing = len(rows) - len(several)
    if missing:
        raise ValueError(
            f"{missing} of {len(rows)} coded rows have no {label!r} in the found table; make the found table from the "
            "corpus that was sampled, with the same roles"
        )
    return coded.assign(**{name: known.groupby("row")["label"].first().to_numpy()})


@checked
def count_agreement(
    coded: pd.DataFrame,
    found: pd.DataFrame,
    *,
    column: str | None = None,
    label: str | None = None,
    unit: Literal["document", "sentence"] = "document",
) -> pd.DataFrame:
    """Compare the program with human coders: precision, recall and F1, with 95 % intervals.

    Parameters
    ----------
    coded : DataFrame
        A sample of `sample_sentences` that a coder has filled in. It needs doc_id, start, end and `column`. Every row
        needs a code. Rows with ``cannot say`` are left out, and n_unsaid counts them.
    found : DataFrame
        As in `with_found`.
    column : str, optional
        The column with the codes. You can leave it out if the table has only one column that is not part of a sample.
    label : str, optional
        The column of `found` that is compared with the codes. Without a label, the codes must be yes or no (also 1 or
        0, true or false). Yes is right if a span of `found` overlaps the row.
    unit : "document" or "sentence"
        The unit that the intervals are over. Sentences of the same document are alike, so documents are the safer
        choice.

    Returns
    -------
    DataFrame
        One row for each code, in alphabetical order. Without a label, there is one row, with the name of `column`. The
        table has these columns:

        - category: the code.
        - n: the number of coded rows.
        - n_unsaid: the number of rows that are left out because their code is ``cannot say``.
        - n_docs: the number of documents.
        - n_coded, n_found and n_both: how many rows have this code from the coder, from the program, and from both.
        - precision, recall and f1: 0 to 1. Precision is NaN if the program never gave the code. Recall is NaN if the
          coder never gave it.
        - precision_low, precision_high, recall_low, recall_high, f1_low and f1_high: the ends of 95 % intervals.
        - few: true if there are fewer than 10 documents, or if one of the three figures has fewer than 3 independent
          events.

    Raises
    ------
    ValueError
        If a row has no code. If all rows have the same code. If there is no label, and a code is neither yes nor no.
        Also in the cases that `with_found` names.

    Notes
    -----
    Precision and recall are shares of units. Their interval is that of
    `discourse.measures.intervals.share_interval`, which is at least as wide as the interval of Wilson (1927). F1
    depends only on one share, which is both / (coded + found - both). Its interval is computed from the interval of
    this share.

    For figures that are corrected for chance, use
    ``count_reliability(with_found(coded, found), columns=[column, "found"])``. To see the rows on which the two differ,
    compare the columns of ``with_found(coded, found)``.

    Examples
    --------
    >>> import pandas as pd
    >>> import discourse as dc
    >>> coded = pd.DataFrame({"doc_id": list("abcd"), "start": 0, "end": 9, "hedged": [1, 1, 1, 0]})
    >>> found = pd.DataFrame({"doc_id": list("abd"), "start": 2, "end": 5})
    >>> dc.count_agreement(coded, found)[["n_coded", "n_found", "n_both", "f1"]].round(2).iloc[0].tolist()
    [3.0, 3.0, 2.0, 0.67]
    """
    schema.one_of(unit, ("document", "sentence"), "unit")
    schema.need(coded, ("doc_id", "start", "end"), "the coded table")
    if column is None:
        open_ = [name for name in coded if name not in schema.TABLES["sample"]]
        if len(open_) != 1:
            raise ValueError(
                f"column is not given, and the coded table has {', '.join(open_) or 'no codes'}; name one column"
            )
        column = open_[0]
    schema.need(coded, (column,), "the coded table")
    refuse_uncoded(coded, column, "code them or drop the rows", unsaid=False)
    unsaid = is_unsaid(coded[column])
    coded = coded[~unsaid]
    codes = plain_codes(coded[column])
    name = "found" if column != "found" else "machine"
    machine = with_found(
        coded[["doc_id", "start", "end", column, *(["text"] if "text" in coded else [])]], found, label=label, name=name
    )[name]
    human = codes if label else _yes_or_no(codes, column)
    machine = plain_codes(machine) if label else machine
    if human.nunique() < 2:
        value = coded[column].iloc[0] if len(coded) else "none"
        raise ValueError(
            f"all {len(coded)} rows have the same code in {column!r}, {value!r}; agreement needs at least two codes, "
            "so code a sample that also contains others"
        )
    doc = pd.factorize(coded["doc_id"].astype("str"))[0]
    units = doc if unit == "document" else np.arange(len(coded))
    values = sorted({*human, *machine}) if label else [True]
    rows = []
    for value in values:
        h, m = (human == value).to_numpy(), (machine == value).to_numpy()
        both, n_h, n_m = (np.bincount(units, weights=w) for w in (h & m, h, m))
        n = [len(coded), int(unsaid.sum()), doc.max() + 1, int(h.sum()), int(m.sum()), int((h & m).sum())]
        three = share_interval(both, n_m), share_interval(both, n_h), _f1(both, n_h + n_m - both)
        few = n[2] < FEW or any(interval.few for interval in three)
        rows.append((value if label else column, *n, *(end for interval in three for end in interval[:3]), few))
    return schema.conform(pd.DataFrame(rows, columns=list(schema.TABLES["agreement"])), "agreement")


# --- codes ------------------------------------------------------------------------------------------------------


def _yes_or_no(codes: pd.Series, name: str) -> pd.Series:
    odd = codes[~codes.isin(YES | NO)]
    if len(odd):
        raise ValueError(
            f"the column {name!r} has {odd.iloc[0]!r}; write yes or no (1 or 0, true or false); for other codes, set "
            "label to the column of the found table that has the same kind of codes"
        )
    return codes.isin(YES)


def _refuse_moved(coded: pd.DataFrame, rows: pd.DataFrame, spans: pd.DataFrame) -> None:
    """An error where a span's text is not in the text of the row that holds it: other documents, or other offsets."""
    if "text" not in coded or "text" not in spans:
        return
    row = find_containing(spans, rows)
    texts = [" ".join(str(text).split()) for text in coded["text"]]
    for at, text in zip(row[row >= 0].tolist(), spans["text"][row >= 0], strict=True):
        if " ".join(text.split()) not in texts[at]:
            where = rows.iloc[at]
            raise ValueError(
                f"found has {text!r} in {where['doc_id']!r} between {where['start']} and {where['end']}, but the coded "
                "text does not contain it: the corpus has changed since the sample was drawn. If only the text in the "
                "coded file has changed, drop its column text"
            )


# --- figures ----------------------------------------------------------------------------------------------------


def _f1(both: np.ndarray, either: np.ndarray) -> Interval:
    """F1, which is a function of the share that both have of what either has."""
    share, low, high, few = share_interval(both, either)
    return Interval(2 * share / (1 + share), 2 * low / (1 + low), 2 * high / (1 + high), few)
