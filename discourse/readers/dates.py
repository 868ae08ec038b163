"""Dates as they are stated, and only those.

A date is read when it has one reading: ISO 8601 (`2018-04-12`, with or without a time), `20180412`,
`2018/04/12`, a day with the month in English words (`12 April 2018`, `Apr. 12, 2018`, `Thu, 12 Apr 2018
09:30 GMT`, `Thu Apr 12 09:30:00 +0000 2018`), and figures such as `25/04/2018` of which one can only be a day.
`03/04/2018` is two dates: another date of its column, or the user, may settle which. `April 2018` is none. What
stays open is left out, because a date that nobody wrote is worse than none. The time zone is dropped: the day is the
one written.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any

import pandas as pd

from discourse._lists import read_words
from discourse._regex import Expression, any_of

_NUMBER = {
    name: int(number)
    for kind in ("month", "month, shortened")
    for number, names in read_words("calendar", "number", kind=kind).items()
    for name in names
}
_DAYS = read_words("calendar", "kind")
_DAY = rf"(?:{any_of(_DAYS['weekday'] | _DAYS['weekday, shortened'])})"
_WEEKDAY = rf"(?:{_DAY}\.?,?\s+)?"
_DAY_AFTER = rf"(?:,?\s+{_DAY})?"  # as in Nexis
_ZONE = r"(?:(?:UTC|GMT)[+-]\d{1,2}(?::?\d\d)?|Z|[A-Z]{3,4}|[+-]\d\d:?(?:\d\d)?)"
_TIME = (
    r"(?:(?:T|,?\s+(?:at\s+)?)(?P<H>\d{1,2}):(?P<M>\d\d)(?::(?P<S>\d\d)(?:[.,](?P<f>\d+))?)?"
    rf"(?:\s*(?P<half>[ap])\.?m\.?)?\s*{_ZONE}?)?"
)
_FORMS = tuple(
    Expression(rf"{form}{_TIME}", re.IGNORECASE)
    for form in (
        r"(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)",
        r"(?P<y>\d{4})(?P<m>\d\d)(?P<d>\d\d)",
        r"(?P<y>\d{4})[/.-](?P<m>\d{1,2})[/.-](?P<d>\d{1,2})",
        rf"{_WEEKDAY}(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?[\s-]+(?P<m>{any_of(_NUMBER)})\.?,?[\s-]+(?P<y>\d{{4}})"
        + _DAY_AFTER,
        rf"{_WEEKDAY}(?P<m>{any_of(_NUMBER)})\.?\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y>\d{{4}}){_DAY_AFTER}",
    )
)
# Unix and Twitter write the year last: Thu Mar 01 10:00:00 +0000 2018.
_YEAR_LAST = Expression(
    rf"{_DAY}\s+(?P<m>{any_of(_NUMBER)})\s+(?P<d>\d{{1,2}})\s+(?P<H>\d\d):(?P<M>\d\d):(?P<S>\d\d)(?P<f>)(?P<half>)"
    rf"\s+{_ZONE}\s+(?P<y>\d{{4}})",
    re.IGNORECASE,
)
_TWO_DIGITS = Expression(r"\d{1,2}([ /.-])(?:\d{1,2}|[A-Za-z]{3,9}\.?)\1'?\d\d(?:\s.*)?")
_FIGURES = Expression(rf"(?P<a>\d{{1,2}})([/.-])(?P<b>\d{{1,2}})\2(?P<y>\d{{4}}){_TIME}", re.IGNORECASE)


def parse_date(value: Any, *, dayfirst: bool | None = None) -> datetime | None:
    """The one date that `value` states, or None.

    Parameters
    ----------
    value : str, date or datetime
        What a file says. Anything else has no date.
    dayfirst : bool, optional
        What settles a date in figures that can be read in two ways.

    Returns
    -------
    datetime or None
        Without time zone; at midnight where no time is stated.

    Examples
    --------
    >>> parse_date("12 April 2018")
    datetime.datetime(2018, 4, 12, 0, 0)
    >>> parse_date("25/04/2018")
    datetime.datetime(2018, 4, 25, 0, 0)
    >>> parse_date("03/04/2018") is None
    True
    """
    if isinstance(value, datetime):
        return None if pd.isna(value) else value.replace(tzinfo=None)
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day)
    if not isinstance(value, str) or len(value) > 100:
        return None
    stated = " ".join(value.split())
    for form in (*_FORMS, _YEAR_LAST):
        if found := form.fullmatch(stated):
            month = found["m"]
            number = int(month) if month.isdecimal() else _NUMBER[month[:3].lower()]
            return _build(found, number, int(found["d"]))
    first, second = read_figures(value)
    if first is None or second is None or first == second:
        return first or second
    return None if dayfirst is None else first if dayfirst else second


def read_figures(value: Any) -> tuple[datetime | None, datetime | None]:
    """A date in figures with the day first, and with the month first; None where that is no date.

    Examples
    --------
    >>> [date and date.month for date in read_figures("03/04/2018")], read_figures("25/04/2018")[1]
    ([4, 3], None)
    """
    found = _FIGURES.fullmatch(" ".join(value.split())) if isinstance(value, str) and len(value) <= 100 else None
    if not found:
        return None, None
    a, b = int(found["a"]), int(found["b"])
    return _build(found, b, a), _build(found, a, b)


def has_short_year(value: str) -> bool:
    """Is it a date with a year of two digits, such as 31.12.99, of which nobody wrote the century?"""
    return bool(_TWO_DIGITS.fullmatch(value.strip()))


def is_read_two_ways(value: Any) -> bool:
    """Is it a date in figures that is one day with the day first, and another with the month first?

    >>> [is_read_two_ways(date) for date in ("03/04/2018", "04/04/2018", "25/04/2018")]
    [True, False, False]
    """
    first, second = read_figures(value)
    return first is not None and second is not None and first != second


def find_order(values: pd.Series) -> bool | None:
    """Does the day come first in the dates of a column? None where no date tells, or two tell otherwise.

    Examples
    --------
    >>> find_order(pd.Series(["05.01.2018", "16.07.2018"])), find_order(pd.Series(["05.01.2018"]))
    (True, None)
    """
    if not (isinstance(values.dtype, pd.StringDtype) or values.dtype == object):
        return None
    read = [read_figures(value) for value in values.dropna().unique()]
    orders = {second is None for first, second in read if (first is None) != (second is None)}
    return orders.pop() if len(orders) == 1 else None


def parse_dates(values: pd.Series, *, dayfirst: bool | None = None) -> pd.Series:
    """`values` as datetime64[us], NaT where no single date is stated. Equal values are read once.

    Examples
    --------
    >>> parse_dates(pd.Series(["2018-04-12", "spring 2018"])).isna().tolist()
    [False, True]
    """
    if isinstance(values.dtype, pd.DatetimeTZDtype):
        values = values.dt.tz_localize(None)
    if values.dtype.kind == "M":
        return values.astype("datetime64[us]")
    if values.dtype.kind in "iu":
        values = values.astype("str")  # 20180412
    codes, stated = pd.factorize(values)
    # The last place is that of code -1, a missing value.
    parsed = pd.Series([*(parse_date(value, dayfirst=dayfirst) for value in stated), None], dtype="datetime64[us]")
    return pd.Series(parsed.to_numpy()[codes], index=values.index, name=values.name)


def _build(found: re.Match, month: int, day: int) -> datetime | None:
    hour, half = int(found["H"] or 0), (found["half"] or "").lower()
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + 12 * (half == "p")
    try:
        micro = int((found["f"] or "0")[:6].ljust(6, "0"))
        return datetime(int(found["y"]), month, day, hour, int(found["M"] or 0), int(found["S"] or 0), micro)
    except ValueError:  # 31 April, 25:00
        return None
