"""The order of rows and the decimals of numbers in tables that people read."""

from __future__ import annotations

import numpy as np
import pandas as pd

from discourse.study.forms.decimals import by_size, decimals_of, round_numbers, say_number


def test_the_largest_stands_first_but_over_time():
    table = pd.DataFrame({"actor": ["a", "b", "c"], "n": [1, 3, 1]})
    assert by_size(table, "rate")["actor"].tolist() == ["b", "a", "c"], "ties stay as they were"
    assert by_size(table.assign(period=[1, 2, 3]), "rate")["actor"].tolist() == ["a", "b", "c"]
    assert by_size(table, "keyness")["actor"].tolist() == ["a", "b", "c"]
    assert by_size(table.drop(columns="n"), "rate")["actor"].tolist() == ["a", "b", "c"]


def test_the_largest_numbers_of_a_column_have_three_figures_and_an_interval_as_many_decimals():
    table = pd.DataFrame(
        {
            "n": [1, 2, 3],
            "rate": [50.0, 12.0, 2.0],
            "low": [0.1, 0.2, 0.3],
            "high": [200.0, 20.0, 5.0],
            "tone": [-0.12, 0.5, np.nan],
            "whole": [1.0, 2.0, 3.0],
            "none": [np.nan] * 3,
            "p": [1e-9, 1e-8, 1e-7],
        }
    )
    assert decimals_of(table) == {"rate": 1, "low": 1, "high": 1, "tone": 3, "whole": 0, "none": 0, "p": 4}
    assert round_numbers(table)["high"].tolist() == [200.0, 20.0, 5.0]
    assert round_numbers(table)["tone"].tolist()[:2] == [-0.12, 0.5]


def test_a_number_is_said_with_its_decimals():
    assert [say_number(v, 2) for v in (2.0, -0.001, 1234.567, None)] == ["2.00", "0.00", "1,234.57", ""]
