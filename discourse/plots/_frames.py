"""Measure tables as what a figure draws: one frame with value, low, high, n and few, whatever the measure.

The labels, notes and the description in words of a figure come from the same frame, so that they cannot differ.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from discourse import _types, schema
from discourse.plots._drawing import keep_alt_text, put_notes, write_numbers

INTERVAL, FEW = "(95 % interval)", "few documents or events"


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
                f"rates are for {each.min():,.6g} to {each.max():,.6g} words (rate * n_words / n); a figure "
                "has one unit. Count all with the same per, or pass per= if n is not what the rate counts."
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
            "a figure shows one. Cut the table to one value of its other groups, or count by fewer."
        )
    return frame.reset_index(drop=True)


def full_grid(periods: pd.DatetimeIndex) -> pd.DatetimeIndex:
    """All periods from the first to the last of sorted `periods`, with those that have no row.

    >>> list(full_grid(pd.DatetimeIndex(["2014-01-01", "2014-04-01", "2014-10-01"])).month)
    [1, 4, 7, 10]
    """
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


def caveats(frame: pd.DataFrame) -> list[str]:
    few, bare = frame["few"].any(), (frame["value"].notna() & frame["low"].isna()).any()
    return [f"hollow: {FEW}"] * int(few) + ["mark alone: interval not known"] * int(bare)


def tell(ax: _types.Axes, frame: pd.DataFrame, what: str, by: tuple[str | None, ...], notes: list[str]) -> None:
    """Write the notes under the label of the x axis, and keep the description of what is drawn."""
    put_notes(ax, notes)
    groups, rows = " and ".join(filter(None, by)), f"{len(frame)} row{'s' * (len(frame) != 1)}"
    drawn = frame["low"].notna().any() and INTERVAL not in what and not what.startswith("Cells")
    interval = f" {INTERVAL}" if drawn else ""
    said = [f"{what}{interval}{' by ' * bool(groups)}{groups}, {rows}."]
    known = frame[frame["value"].notna()]
    if frame["n"].notna().any():
        said += [f"n is {frame['n'].min():,.0f} to {frame['n'].max():,.0f}."]
    for word, at in (("Largest", "idxmax"), ("Smallest", "idxmin")):
        if len(known):
            row = known.loc[getattr(known["value"], at)()]
            value, low, high = write_numbers(pd.Series([row["value"], row["low"], row["high"]], dtype=float))
            name = ", ".join(filter(None, (row["by"], row["hue"])))
            between = f" ({low} to {high})" if pd.notna(row["low"]) else ""
            n = f", n = {row['n']:,.0f}" if row["n"] == row["n"] and not what.endswith("units with both") else ""
            said += [f"{word}: {name + ', ' if name else ''}{value}{between}{n}."]
    bare = known["low"].isna() & frame["low"].notna().any()
    for rows, reason in ((frame["few"], FEW), (frame["value"].isna(), "no value"), (bare, "no interval")):
        if count := int(rows.sum()):
            said += [f"{count} row{'s' * (count > 1)} with {reason}."]
    keep_alt_text(ax, " ".join(said))
