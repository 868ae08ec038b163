"""Periods in their order and with their gaps, and tables in the order in which they are drawn."""

from __future__ import annotations

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from discourse.plots import _frames as frames


@given(st.integers(1, 12), st.sets(st.integers(0, 40), min_size=1))
def test_grid_holds_every_period_and_has_one_step(step, at):
    periods = pd.DatetimeIndex([pd.Timestamp("1999-01-01") + pd.DateOffset(months=step * i) for i in sorted(at)])
    grid = frames.full_grid(periods)
    assert periods.isin(grid).all()
    assert (grid[0], grid[-1]) == (periods[0], periods[-1])
    if len(grid) > len(periods):
        assert len(set(np.diff(grid.year * 12 + grid.month))) == 1


def test_grid_of_weeks_and_of_dates_without_a_step():
    weeks = pd.DatetimeIndex(["2020-01-06", "2020-01-13", "2020-02-03"])
    assert list(frames.full_grid(weeks)) == list(pd.date_range("2020-01-06", "2020-02-03", freq="7D"))
    odd = pd.DatetimeIndex(["2020-01-06", "2020-05-14", "2021-08-03"])
    assert list(frames.full_grid(odd)) == list(odd)
