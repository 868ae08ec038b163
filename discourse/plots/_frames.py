"""Measure tables as what a figure draws: one frame with value, low, high, n and few, whatever the measure.

The labels, notes and the description in words of a figure come from the same frame, so that they cannot differ.
"""

from __future__ import annotations

import re
from typing import NamedTuple

import numpy as np
import pandas as pd

from discourse import _types, schema
from discourse.measures.corrected import CORRECTED
from discourse.measures.intervals import FEW as _DOCUMENTS
from discourse.measures.intervals import FEW_CODES, FEW_EVENTS
from discourse.plots._drawing import keep_alt_text, put_notes, write_numbers

INTERVAL = "(95 % interval)"
#: What `few` says of a row; of one that hand codes correct, the second.
FEW = f"under {_DOCUMENTS} documents or {FEW_EVENTS} events"
_FEW_CODED = f"under {FEW_CODES} codes, {_DOCUMENTS} documents or {FEW_EVENTS} events"
_IS_CORRECTED = re.compile(rf"(?<!not ){CORRECTED}")
#: Column of a table of scores -> what n counts.
_COUNTED = {
    **dict.fromkeys(("compound", "neg", "neu", "pos", "certainty"), "sentences"),
    "tone": "mentions of the actor",
    "strength": "hedges",
}
#: An interval of few documents reaches so far beyond all others, in parts of what these take; else it is cut.
_BEYOND = 1.5


def groups_of(table: pd.DataFrame) -> list[str]:
    """The by-columns: those in front of the columns of a measure."""
    listed = {*schema.TABLES["rates"], *schema.TABLES["means"]}
    return list(table.columns[: next((i for i, c in enumerate(table) if c in listed), 0)])


def rate_label(rates: pd.DataFrame, per: float | None) -> str:
    """`rate per 1,000 words`, told from the table; `rate` where all n are 0.

    >>> rate_label(pd.DataFrame({"n": [3, 0], "n_words": [2000, 900], "rate": [1.5, 0.0]}), None)
    'rate per 1,000 words'
    """
    if per is None:
        hit = rates[rates["n"] > 0]
        each = (hit["rate"] * hit["n_words"] / hit["n"]).dropna()
        if each.empty:
            return "rate"
        per = float(each.median())
        if not np.allclose(each, per, rtol=1e-6):
            raise ValueError(
                f"rates are per {each.min():,.6g} to {each.max():,.6g} words (rate * n_words / n), but a figure has "
                f"one unit. Count all with the same per, or pass per= if the rate counts something other than n."
            )
    return "rate per word" if per == 1 else f"rate per {round(per, 4):,.10g} words"


def frame_of(table: pd.DataFrame, value: str, by: str | None, hue: str | None) -> pd.DataFrame:
    """What is drawn, under fixed names, groups as text; an error where two rows would coincide."""
    schema.need(table, [c for c in (by, hue, value) if c], "table")

    def names(column: str | None) -> pd.Series:
        series = table[column] if column else pd.Series("", index=table.index)
        if pd.api.types.is_datetime64_any_dtype(series):
            series = series.dt.strftime("%Y-%m-%d")
        return series.astype("object").where(series.notna(), "(missing)").map(str)

    frame = pd.DataFrame({"by": names(by), "hue": names(hue)})
    for name, column in {"value": value, "low": "low", "high": "high", "n": "n"}.items():
        frame[name] = table[column].astype("float64") if column in table else np.nan
    frame["few"] = table["few"].astype(bool) if "few" in table else False
    twice = frame.duplicated(["by", "hue"])
    if by == "period":
        twice &= table[by].notna()
    if twice.any():
        where = ", ".join(filter(None, frame.loc[twice, ["by", "hue"]].iloc[0]))
        raise ValueError(
            f"table has more than one row for {' and '.join(filter(None, (by, hue))) or 'all'} ({where}); "
            "a figure shows one. Select one value of its other groups, or count by fewer columns."
        )
    return frame.reset_index(drop=True)


def full_grid(periods: pd.DatetimeIndex) -> pd.DatetimeIndex:
    """All periods from the first to the last of sorted `periods`, with those that have no row.

    >>> list(full_grid(pd.DatetimeIndex(["2014-01-01", "2014-04-01", "2014-10-01"])).month)
    [1, 4, 7, 10]
    """
    if periods.empty:
        return periods
    months = (periods.year * 12 + periods.month).to_numpy()
    days = (periods - periods[0]).days.to_numpy()
    if (periods.day == 1).all():
        step = int(np.gcd.reduce(months - months[0]))
        ahead = range(0, np.ptp(months) + 1, step or 1)
        grid = pd.DatetimeIndex([periods[0] + pd.DateOffset(months=m) for m in ahead])
    else:
        step = int(np.gcd.reduce(days))
        grid = periods[0] + pd.to_timedelta(np.arange(0, days[-1] + 1, step or 1), unit="D")
    # Dates with no common step would make a grid of days: then there are no periods but those of the table.
    return grid if periods.isin(grid).all() and len(grid) <= 20 * len(periods) else periods


def few_of(label: str, frame: pd.DataFrame | None = None) -> str:
    """What a mark of few means in a figure with this label: of codes, where a group or the label is of corrected ones.

    >>> few_of("hedges per 1,000 words")
    'under 10 documents or 3 events'
    >>> few_of("share of negative sentences", pd.DataFrame({"by": ["Globe"], "hue": ["corrected"]}))
    'under 20 codes, 10 documents or 3 events'
    >>> few_of("tone, not corrected by hand coding")
    'under 10 documents or 3 events'
    """
    groups = (
        [] if frame is None else [name for names in ("by", "hue") if names in frame for name in frame[names].unique()]
    )
    return _FEW_CODED if any(_IS_CORRECTED.search(str(said)) for said in [label, *groups]) else FEW


def counted_of(label: str, column: str | None = None) -> str:
    """What n counts, as far as the label or the column of a score says; else nothing.

    >>> counted_of("mentions of actors per 1,000 words"), counted_of("rate per 100 words"), counted_of("", "certainty")
    ('mentions of actors', '', 'sentences')
    """
    spans, found, _ = label.partition(" per ")
    return spans if found and spans != "rate" else _COUNTED.get(column or "", "")


def caveats(frame: pd.DataFrame, label: str, counted: str = "") -> list[str]:
    """Notes on what n counts, on marks of few documents, and on marks without an interval."""
    few, bare = frame["few"].any(), (frame["value"].notna() & frame["low"].isna()).any()
    said = [f"n: {counted}"] if counted and len(frame) else []
    said += [f"hollow: {few_of(label, frame)}"] if few else []
    return said + ["mark alone: interval not known"] * int(bare)


class Reach(NamedTuple):
    """How far an axis reaches, and which rows have an interval that goes on beyond it.

    Attributes
    ----------
    least, most : the ends, with all values between them
    under, over : array of bool, a row each
    """

    least: float
    most: float
    under: np.ndarray
    over: np.ndarray

    def notes(self, frame: pd.DataFrame) -> list[str]:
        """What is cut, in words."""
        cut = pd.concat([frame["low"][self.under], frame["high"][self.over]])
        if cut.empty:
            return []
        ends = write_numbers(pd.Series(sorted({cut.min(), cut.max()}), dtype="float64"))
        return [f"arrow: the interval goes on to {' or '.join(ends)}"]


def reach_of(frame: pd.DataFrame, *, start: float | None = None) -> Reach:
    """Both ends of an axis for the rows of a frame, `start` among them; intervals of few do not squeeze all others.

    >>> frame = pd.DataFrame({"value": [9.0, 11], "low": [8.0, 2], "high": [10.0, 53], "few": [False, True]})
    >>> reach_of(frame, start=0)[:2]
    (0.0, 11.0)
    """
    value, low, high = (frame[name].to_numpy(np.float64) for name in ("value", "low", "high"))
    few = frame["few"].to_numpy(bool) & (not frame["few"].all())  # with nobody else to be squeezed, none is cut
    fixed = value if start is None else np.r_[value, start]
    least, most = np.fmin.reduce(np.r_[fixed, low[~few]]), np.fmax.reduce(np.r_[fixed, high[~few]])
    room = _BEYOND * (most - least) or np.inf
    under, over = few & (low < least - room), few & (high > most + room)
    least, most = np.fmin.reduce(np.r_[least, low[~under]]), np.fmax.reduce(np.r_[most, high[~over]])
    return Reach(float(least), float(most), under, over)


def _groups_said(frame: pd.DataFrame) -> pd.Series:
    """The first group of each row in words: of periods that all begin with a year, the year."""
    if "period" not in frame or not frame["period"].dt.day_of_year.eq(1).all():
        return frame["by"]
    return frame["period"].dt.strftime("%Y")


def tell(
    ax: _types.Axes, frame: pd.DataFrame, what: str, by: tuple[str | None, ...], notes: list[str], counted: str = ""
) -> None:
    """Write the notes under the label of the x axis, and keep the description of what is drawn."""
    put_notes(ax, notes)
    groups, rows = " and ".join(filter(None, by)), f"{len(frame)} row{'s' * (len(frame) != 1)}"
    few = few_of(what, frame)
    drawn = frame["low"].notna().any() and INTERVAL not in what and not what.startswith("Cells")
    interval = f" {INTERVAL}" if drawn else ""
    said = [f"{what}{interval}{' by ' * bool(groups)}{groups}, {rows}."]
    known, first = frame[frame["value"].notna()], _groups_said(frame)
    counts = known["n"].equals(known["value"])  # n itself is what is drawn
    if frame["n"].notna().any():
        ends = f"{frame['n'].min():,.0f} to {frame['n'].max():,.0f}"
        said += [f"n counts {counted}, {ends}." if counted else f"n is {ends}."]
    for word, at in (("Largest", "idxmax"), ("Smallest", "idxmin")):
        if len(known):
            row = known.loc[getattr(known["value"], at)()]
            value, low, high = write_numbers(pd.Series([row["value"], row["low"], row["high"]], dtype=float))
            name = ", ".join(filter(None, (first[row.name], row["hue"])))
            between = f" ({low} to {high})" if pd.notna(row["low"]) else ""
            n = f", n = {row['n']:,.0f}" if row["n"] == row["n"] and not counts else ""
            said += [f"{word}: {name + ', ' if name else ''}{value}{between}{n}."]
    bare = known["low"].isna() & frame["low"].notna().any()
    for rows, reason in ((frame["few"], few), (frame["value"].isna(), "no value"), (bare, "no interval")):
        if count := int(rows.sum()):
            said += [f"{count} row{'s' * (count > 1)} with {reason}."]
    keep_alt_text(ax, " ".join(said))
