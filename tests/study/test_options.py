"""Options of a study are read off signatures: names, types, defaults, and the values of a Literal."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import wraps
from typing import Literal

import pandas as pd
import pytest

from discourse.study._options import Option, options_of


def count(
    corpus: pd.DataFrame,
    pattern: str | Sequence[str] | pd.DataFrame,
    *,
    by: str | list[str] | None = None,
    names: tuple[str, str] = ("a", "b"),
    per: float = 1000,
    n: int | None = 5,
    stem: bool = False,
    unit: Literal["sentence", "document"] = "sentence",
    choices: Mapping[str, int],
    finding: Callable[..., pd.DataFrame],
    unknown=None,
) -> pd.DataFrame: ...


@pytest.mark.parametrize(
    ("name", "option"),
    {
        "pattern": Option((str, list), needed=True),
        "by": Option((str, list)),
        "names": Option((list,), default=("a", "b")),
        "per": Option((float,), default=1000),
        "n": Option((int,), default=5),
        "stem": Option((bool,), default=False),
        "unit": Option((str,), default="sentence", allowed=("sentence", "document")),
        "choices": Option((dict,), needed=True),
        "finding": Option((str,), needed=True),
        "unknown": Option((str,)),
    }.items(),
)
def test_an_option_has_the_types_that_can_be_written(name, option):
    assert options_of(count, leave_out=("corpus",))[name] == option


def test_what_is_left_out_is_not_looked_up():
    def draw(table: pd.DataFrame, *, limit: int = 3, ax: NotImported = None): ...  # noqa: F821

    assert options_of(draw, leave_out=("table", "ax")) == {"limit": Option((int,), default=3)}
    with pytest.raises(NameError, match="NotImported"):
        options_of(draw)


def test_a_function_that_stands_for_another_has_its_options():
    @wraps(count)
    def stands_for_it(corpus, **options): ...

    assert options_of(stands_for_it) == options_of(count)


@pytest.mark.parametrize(
    ("kinds", "fitting", "others"),
    [
        ((int,), [3], [3.0, True, "3", None]),
        ((float,), [3, 3.5], [True, "3"]),
        ((bool,), [True], [1, "yes"]),
        ((str, list), ["a", ["a"]], [1, {"a": 1}]),
    ],
)
def test_which_values_fit(kinds, fitting, others):
    option = Option(kinds)
    assert all(option.fits(value) for value in fitting)
    assert not any(option.fits(value) for value in others)
