"""The figure of how many more codes: two lines, what is needed, and what the table lacks."""

from __future__ import annotations

import matplotlib.pyplot as plt
import pandas as pd
import pytest
from drawn import words

import discourse as dc
from discourse import schema
from discourse.plots.needed import plot_needed


def needed(**columns) -> pd.DataFrame:
    table = pd.DataFrame(
        {
            "group": ["A"] * 3 + ["A - B"] * 3,
            "n": 30,
            "more": [0, 50, 100] * 2,
            "half_width": [0.08, 0.06, 0.05, 0.12, 0.09, 0.07],
            "half_width_alone": [0.1, 0.08, 0.06, 0.14, 0.11, 0.09],
            "needed": [40] * 3 + [90] * 3,
            "needed_alone": [70] * 3 + [pd.NA] * 3,
            "few": False,
        }
        | columns
    )
    return schema.conform(table, "needed")


def lines(ax) -> dict[str, list[float]]:
    return {line.get_label(): line.get_ydata().tolist() for line in ax.lines if not line.get_label().startswith("_")}


def test_two_lines_of_the_difference_or_the_group_asked_for():
    ax = plot_needed(needed())
    assert lines(ax) == {"codes and program": [0.12, 0.09, 0.07], "codes alone": [0.14, 0.11, 0.09]}
    assert ax.get_ylim()[0] == 0
    assert ax.get_ylabel() == "half of the 95 % interval\n(A - B)"
    assert "codes and program: 90 more needed" in words(ax)
    assert "codes alone: 70 more needed" not in words(ax)
    assert lines(plot_needed(needed(), group="A"))["codes alone"] == [0.1, 0.08, 0.06]
    assert dc.alt_text(ax).endswith("with 100 more codes. codes and program: 90 more needed.")
    plt.close("all")


def test_few_codes_are_hollow():
    ax = plot_needed(needed(few=True))
    assert "codes and program: 90 more needed\nhollow: fewer than 20 codes so far" in words(ax)
    assert [line.get_markerfacecolor() for line in ax.lines if line.get_label() == "_few"] == [ax.get_facecolor()] * 2
    plt.close("all")


def test_an_axes_is_used_and_no_rows_are_said():
    ax = plt.subplots()[1]
    assert plot_needed(needed(), ax=ax) is ax
    assert "no rows" in words(plot_needed(schema.empty("needed")))
    once = needed()[["group", "more", "half_width", "half_width_alone"]].head(1)
    assert lines(plot_needed(once))["codes alone"] == [0.1]
    plt.close("all")


def test_what_cannot_be_drawn():
    with pytest.raises(ValueError, match="group is 'C'; choose one of 'A', 'A - B'"):
        plot_needed(needed(), group="C")
    with pytest.raises(ValueError, match="table lacks the column more"):
        plot_needed(needed().drop(columns="more"))
