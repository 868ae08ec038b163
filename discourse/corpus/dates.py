"""When documents are from: their dates or, where only years are known, their years.

All measures over time use one rule: the named column, or else `date`, or else `year`. A year can only be used for
periods of whole years.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd

from discourse import schema
from discourse.readers.dates import parse_dates

_FIRST, _LAST = 1000, 9999  # four figures: 16 may be any year or none
#: Frequencies that pandas names by the last day of a period, and what names its first one. Of a week that is the day
#: after: W is W-SUN, which goes from Monday to Sunday.
_FIRST_DAYS: tuple[tuple[type, Callable], ...] = (
    (pd.offsets.YearEnd, lambda end: pd.offsets.YearBegin(end.n, month=end.month % 12 + 1)),
    (pd.offsets.BYearEnd, lambda end: pd.offsets.YearBegin(end.n, month=end.month % 12 + 1)),
    (pd.offsets.BYearBegin, lambda begin: pd.offsets.YearBegin(begin.n, month=begin.month)),
    (pd.offsets.QuarterEnd, lambda end: pd.offsets.QuarterBegin(end.n, startingMonth=end.startingMonth % 3 + 1)),
    (pd.offsets.BQuarterEnd, lambda end: pd.offsets.QuarterBegin(end.n, startingMonth=end.startingMonth % 3 + 1)),
    (pd.offsets.BQuarterBegin, lambda begin: pd.offsets.QuarterBegin(begin.n, startingMonth=begin.startingMonth)),
    (pd.offsets.MonthEnd, lambda end: pd.offsets.MonthBegin(end.n)),
    (pd.offsets.BMonthEnd, lambda end: pd.offsets.MonthBegin(end.n)),
    (pd.offsets.BMonthBegin, lambda begin: pd.offsets.MonthBegin(begin.n)),
    (
        pd.offsets.Week,
        lambda week: pd.offsets.Week(week.n, weekday=((6 if week.weekday is None else week.weekday) + 1) % 7),
    ),
)
_SHORT = {"Y": "YE", "Q": "QE", "M": "ME"}  # as they were called before pandas 2.2


def find_dates(documents: pd.DataFrame, *, date: str | None = None, yearly: bool = False) -> pd.Series:
    """The date of each document, NaT where none is known.

    Parameters
    ----------
    documents : DataFrame
    date : str, optional
        The docvar that has dates or years; by default `date`, or `year` where no document has a date.
    yearly : bool
        Whether a year is enough: it is the first of January then.

    Returns
    -------
    Series of datetime64

    Raises
    ------
    ValueError
        If the docvar is missing or has a value that is no date, or only years are known and `yearly` is false.

    Examples
    --------
    >>> find_dates(pd.DataFrame({"Year": [2014, 2016]}), yearly=True).dt.strftime("%Y-%m-%d").tolist()
    ['2014-01-01', '2016-01-01']
    """
    if date is not None:
        schema.need(documents, (date,), "corpus.documents")
        years = _years(documents[date])
        return _dates(documents[date], date) if years is None else _as_dates(years, date, yearly)
    name = _called_year(documents)
    if "date" in documents and (name is None or documents["date"].notna().any()):
        return _dates(documents["date"], "date")
    if name is None:
        raise ValueError(
            "freq needs dates, but the documents have neither a docvar date nor a docvar year; add one, or name "
            "another docvar as date"
        )
    if _years(documents[name]) is None:
        odd = documents[name].dropna()
        lost = next((value for value in odd if _years(pd.Series([value])) is None), "no value")
        raise ValueError(
            f"freq needs dates or years, and the docvar {name} has {lost!r}, which is not a year; correct it, leave "
            f"it empty, or name another docvar as date"
        )
    return _as_dates(_years(documents[name]), name, yearly)


def year_column(documents: pd.DataFrame) -> str | None:
    """The docvar that is called year, in whatever case, and has years.

    >>> year_column(pd.DataFrame({"Year": ["2014", None]})), year_column(pd.DataFrame({"year": ["2014/15"]}))
    ('Year', None)
    """
    name = _called_year(documents)
    return name if name is not None and _years(documents[name]) is not None else None


def _called_year(documents: pd.DataFrame) -> str | None:
    return next((c for c in documents if str(c).lower() == "year"), None)


def _years(values: pd.Series) -> pd.Series | None:
    """The values as years, NaN where one is missing; none unless all of them are years."""
    if values.dtype.kind == "M" or pd.api.types.is_bool_dtype(values):
        return None
    if not pd.api.types.is_numeric_dtype(values):
        text = values.astype("str")
        if not text.dropna().str.fullmatch(r"\s*\d{4}\s*").all():
            return None
        values = pd.to_numeric(text)
    years = values.astype("float64")
    known = years.dropna()
    return years if len(known) and ((known % 1 == 0) & known.between(_FIRST, _LAST)).all() else None


def _as_dates(years: pd.Series, name: str, yearly: bool) -> pd.Series:
    if not yearly:
        raise ValueError(
            f"the documents have years ({name}) but no dates, so only periods of whole years are possible; use "
            f"freq='YS', or add a docvar date"
        )
    counted = (years.fillna(1970) - 1970).to_numpy(np.int64).astype("datetime64[Y]").astype("datetime64[us]")
    return pd.Series(counted, index=years.index).where(years.notna())


def _dates(values: pd.Series, name: str) -> pd.Series:
    if isinstance(values.dtype, np.dtype) and values.dtype.kind == "M":
        return values
    dates = parse_dates(values)
    lost = values[dates.isna() & values.notna()]
    if len(lost):
        raise ValueError(
            f"freq needs dates, and the docvar {name} has {lost.iloc[0]!r}, which is not a date; use pd.to_datetime, "
            f"or name another docvar as date"
        )
    return dates


def first_days(freq: str) -> pd.DateOffset:
    """The frequency as an offset that goes from the first day of a period to that of the next.

    >>> pd.Timestamp("2019-01-01") + first_days("YE")
    Timestamp('2020-01-01 00:00:00')
    """
    try:
        offset = pd.tseries.frequencies.to_offset(_SHORT.get(freq, freq))
        if offset.n < 1:
            raise ValueError("it does not move forward in time")
    except (TypeError, ValueError) as why:
        raise ValueError(f"freq is {freq!r}; use a pandas frequency such as 'YS', 'QS', 'MS' or 'W'") from why
    return next((begin(offset) for kind, begin in _FIRST_DAYS if type(offset) is kind), offset)
