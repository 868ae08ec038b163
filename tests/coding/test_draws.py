"""Draws: as likely as they say, never twice, and as many as asked for."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from discourse.coding._draws import chances_of, draw_alike, draw_clusters, draw_unlike


def often(draw, units: int, times: int = 2000) -> np.ndarray:
    """How often each unit is drawn; what is drawn once has the same chance each time, and never stands there twice."""
    taken, said = np.zeros(units), np.zeros(units)
    for seed in range(times):
        drawn = draw(np.random.default_rng(seed))
        assert len(set(drawn.units.tolist())) == len(drawn.units)
        taken[drawn.units] += 1
        assert ((said[drawn.units] == 0) | np.isclose(said[drawn.units], drawn.chance)).all()
        said[drawn.units] = drawn.chance
    assert taken / times == pytest.approx(said, abs=4.5 * np.sqrt(0.25 / times))
    return said


def test_alike():
    assert often(lambda random: draw_alike(np.arange(2, 7), 2, random), 7).tolist() == [0, 0, *[0.4] * 5]


def test_unlike():
    weight = np.array([0.0, 1, 2, 3, 4, 5, 50])
    said = often(lambda random: draw_unlike(np.arange(7), 3, weight, random), 7)
    assert said == pytest.approx(chances_of(weight, 3))
    assert said[6] == 1


def test_clusters():
    of = np.array([3, 3, 3, 5, 5, 5, 5, 8, 9, 9])
    said = often(lambda random: draw_clusters(np.arange(10), of, 2, 2, random), 10)
    assert said == pytest.approx(np.array([1 / 3] * 3 + [1 / 4] * 4 + [1 / 2] * 3))
    drawn = draw_clusters(np.arange(10), of, 4, 9, np.random.default_rng(1))
    assert sorted(drawn.units.tolist()) == list(range(10))
    assert drawn.chance.tolist() == [1] * 10


def test_nothing_of_nothing():
    for drawn in (
        draw_alike(np.empty(0, np.int64), 0, np.random.default_rng(1)),
        draw_unlike(np.arange(3), 0, np.ones(3), np.random.default_rng(1)),
        draw_clusters(np.arange(3), np.arange(3), 0, 2, np.random.default_rng(1)),
    ):
        assert len(drawn.units) == len(drawn.chance) == 0


@given(st.lists(st.floats(0, 1e6), min_size=1, max_size=30), st.data())
def test_chances_add_up(weight, data):
    n = data.draw(st.integers(0, len(weight)))
    chance = chances_of(np.array(weight), n)
    assert chance.sum() == pytest.approx(n)
    assert (chance <= 1).all()
    assert (chance >= n / len(weight) / 2 - 1e-9).all(), "half of it is alike for all"
    drawn = draw_unlike(np.arange(len(weight)), n, np.array(weight), np.random.default_rng(0))
    assert len(set(drawn.units.tolist())) == n
