"""Agreement: how far what the program found is what human coders found.

The way there has three steps, each a table: a blind sample of sentences that coders fill in, in any spreadsheet
(`discourse.coding.sampling`); how far the coders agree (`discourse.coding.reliability`); and how far the program
agrees with them, in figures (`count_agreement`) and row by row (`with_found`).
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
    """The coded table with one more column: what the program found in each row.

    Parameters
    ----------
    coded : DataFrame
        Needs doc_id, start, end, as a sample of `sample_sentences` has them.
    found : DataFrame
        Needs doc_id, start, end: hedges, mentions, scores or any other spans of the same corpus.
    label : str, optional
        The column of `found` to take over; each coded row must overlap a row with it, and two that it overlaps must
        not differ. Without it the column says whether a span of `found` overlaps the row.
    name : str
        The new column.

    Returns
    -------
    DataFrame
        `coded` with the column `name`: true or false, or the label.

    Raises
    ------
    ValueError
        If the two tables have no document in common, a unit is coded in two rows, the text of a span is not in its
        row, or a label is missing or not unique.

    Examples
    --------
    >>> coded = pd.DataFrame({"doc_id": ["a", "a"], "start": [0, 10], "end": [9, 20], "hedged": ["yes", "no"]})
    >>> with_found(coded, pd.DataFrame({"doc_id": ["a"], "start": [3], "end": [6]}))["found"].tolist()
    [True, False]
    """
    schema.need(coded, ("doc_id", "start", "end"), "the coded table")
    schema.need(found, ("doc_id", "start", "end", *([label] if label else [])), "the found table")
    if name in coded:
        raise ValueError(f"the coded table has a column {name!r} already; choose another name")
    rows = coded[["doc_id", "start", "end"]].astype({"doc_id": "str"}).reset_index(drop=True)
    spans = found.astype({"doc_id": "str"}).reset_index(drop=True)
    if len(spans) and len(rows) and not rows["doc_id"].isin(spans["doc_id"]).any():
        raise ValueError(
            f"no coded document has anything in the found table: {rows['doc_id'].iloc[0]!r} is coded, and found has "
            f"{spans['doc_id'].iloc[0]!r}. Find in the whole corpus that was sampled, and read the coded file with "
            "dtype={'doc_id': 'str'}"
        )
    twice = np.flatnonzero(rows.duplicated())
    if len(twice):
        raise ValueError(
            f"the coded table has {say_place(rows.iloc[twice[0]])} more than once; merge "
            "the tables of several coders side by side, so that each unit is one row"
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
            f"{at['start']}; give one for each row, or code the spans themselves"
        )
    missing = len(rows) - len(several)
    if missing:
        raise ValueError(
            f"{missing} of {len(rows)} coded rows have no {label!r} in the found table; score the corpus "
            "that was sampled, with the same roles"
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
    """How far what the program found agrees with human coding: precision, recall and F1, with 95 % intervals.

    Parameters
    ----------
    coded : DataFrame
        Needs doc_id, start, end and `column`, coded in every row: a filled sample of `sample_sentences`. Rows with
        ``cannot say`` are left out, and counted.
    found : DataFrame
        As in `with_found`.
    column : str, optional
        The codes. Need not be named where the table has only one column beside those of a sample.
    label : str, optional
        The column of `found` that is compared with the codes. Without it, that a span overlaps the row is compared
        with yes or no (also 1 or 0, true or false).
    unit : "document" or "sentence"
        What the intervals are over. Sentences of one document are alike, so documents are the safer choice.

    Returns
    -------
    DataFrame
        A row for each code, in alphabetical order (without `label` one row, named like `column`): category, n
        (coded rows), n_unsaid (rows left out, as the coder cannot say), n_docs, n_coded, n_found, n_both (rows with the
        code by the coder, the program, both), precision, precision_low, precision_high, recall, recall_low,
        recall_high, f1, f1_low, f1_high (0 to 1, the ends of 95 % intervals), few (fewer than 10 documents, or 3
        independent events for one of the three). Precision is NaN where nothing was found, recall where nothing was
        coded.

    Raises
    ------
    ValueError
        If rows are not coded, all have the same code, a code is neither yes nor no, or as in `with_found`.

    Notes
    -----
    The three are shares over units, with the interval of `discourse.measures.intervals.share_interval` (no narrower
    than Wilson's 1927); that of F1 is made of the one for both / (coded + found - both), of which F1 is a function.
    Chance-corrected figures come from
    ``count_reliability(with_found(coded, found), columns=[column, "found"])``; the rows on which the two differ are
    those of `with_found` where they do.

    Examples
    --------
    >>> coded = pd.DataFrame({"doc_id": list("abcd"), "start": 0, "end": 9, "hedged": [1, 1, 1, 0]})
    >>> found = pd.DataFrame({"doc_id": list("abd"), "start": 2, "end": 5})
    >>> count_agreement(coded, found)[["n_coded", "n_found", "n_both", "f1"]].round(2).iloc[0].tolist()
    [3.0, 3.0, 2.0, 0.67]
    """
    schema.one_of(unit, ("document", "sentence"), "unit")
    schema.need(coded, ("doc_id", "start", "end"), "the coded table")
    if column is None:
        open_ = [name for name in coded if name not in schema.TABLES["sample"]]
        if len(open_) != 1:
            raise ValueError(f"column is not named, and the coded table has {', '.join(open_) or 'none'}; name one")
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
            f"all {len(coded)} rows have the same code in {column!r}, {value!r}: with one category nothing "
            "can be told apart; code a sample that has others"
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
            f"the column {name!r} has {odd.iloc[0]!r}; write yes or no (1 or 0, true or false), or name "
            "the label of the found table that it is to be compared with"
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
                f"found has {text!r} in {where['doc_id']!r} between {where['start']} and {where['end']}, and the coded "
                "text there does not: the corpus has changed since the sample was drawn. If only the copy in the coded "
                "file has, drop its column text"
            )


# --- figures ----------------------------------------------------------------------------------------------------


def _f1(both: np.ndarray, either: np.ndarray) -> Interval:
    """F1, which is a function of the share that both have of what either has."""
    share, low, high, few = share_interval(both, either)
    return Interval(2 * share / (1 + share), 2 * low / (1 + low), 2 * high / (1 + high), few)
