"""What documents say of a ratio, a document at a time, and the ends of which they could be a sample."""

from __future__ import annotations

import math

import numpy as np
import pytest

from discourse.measures.intervals._spread import for_two, spread_of

TOTAL = [4, 1, 0, 7, 2, 3, 5, 0]
SIZE = [20, 15, 5, 30, 12, 9, 22, 11]


def test_each_document_against_all_and_against_the_others():
    spread = spread_of(np.array(TOTAL), np.array(SIZE), extremes=True)
    ratio = sum(TOTAL) / sum(SIZE)
    assert (spread.total, spread.size, spread.docs) == (22, 124, 8)
    assert (spread.least, spread.most) == (0, 3 / 9)
    assert spread.squares == pytest.approx(sum((t - ratio * s) ** 2 for t, s in zip(TOTAL, SIZE, strict=True)))
    others = [(22 - t) / (124 - s) for t, s in zip(TOTAL, SIZE, strict=True)]
    assert spread.variance == pytest.approx(sum((t - r * s) ** 2 for t, s, r in zip(TOTAL, SIZE, others, strict=True)))
    assert spread.degrees == pytest.approx(124**2 / sum(s**2 for s in SIZE) - 1)


def test_what_chance_alone_makes_of_the_variance():
    """One hit in twelve documents of a length is no sign that they differ: 1 + 11 / 121, which is 12 / 11 of it."""
    spread = spread_of(np.array([1] + [0] * 11), np.full(12, 10))
    assert spread.variance == pytest.approx(1 + 11 / 11**2)
    assert spread.chance == pytest.approx(12 / 11)
    rng = np.random.default_rng(7)
    size = np.array([5, 10, 20, 40, 80])
    drawn = spread_of(rng.poisson(0.5 * size[:, None], (5, 20_000)), size)
    assert drawn.variance.mean() / drawn.total.mean() == pytest.approx(drawn.chance, rel=0.02)


def test_degrees_of_freedom():
    assert spread_of(np.arange(6), np.full(6, 10)).degrees == pytest.approx(5)
    assert spread_of(np.arange(6), np.array([10, 10, 10, 10, 0, 0])).degrees == pytest.approx(3)
    assert spread_of(np.arange(6), np.array([1000, 1, 1, 1, 1, 1])).degrees == 2, "as of three documents, at least"
    # t(0.975) from a printed table: 4.303 at 2 degrees of freedom, 2.571 at 5
    assert math.sqrt(spread_of(np.arange(2), np.ones(2)).student()) == pytest.approx(4.303, abs=5e-4)
    assert math.sqrt(spread_of(np.arange(6), np.ones(6)).student()) == pytest.approx(2.571, abs=5e-4)


def test_welch_for_two():
    """By hand: variances 2 and 8 over sizes 1, at 4 and 9 degrees of freedom, 100 / (4 / 4 + 64 / 9)."""
    one, other = spread_of(np.arange(5), np.ones(5)), spread_of(np.arange(10), np.ones(10))
    one = one._replace(variance=np.float64(2), size=np.float64(1))
    other = other._replace(variance=np.float64(8), size=np.float64(1))
    assert [group.degrees for group in for_two(one, other, growth=1.25)] == pytest.approx([100 / (1 + 64 / 9)] * 2)
    none = one._replace(variance=np.float64(0))
    assert [group.degrees for group in for_two(none, none, growth=1.25)] == [2, 2]


def test_the_ends_solve_their_equation():
    spread = spread_of(np.array(TOTAL), np.array(SIZE))
    for lean, more, bend in ((0, 0, 0), (3, 5, 0), (-3, -5, 0), (3, 5, 0.4)):
        low, high = (end * 124 - 22 for end in spread.score_ends(50.0, lean, more, bend))
        at_low, at_high = (lean, more) if lean > 0 else (more, lean)
        assert low < 0 < high
        assert low**2 == pytest.approx(50 + at_low * low - bend * low**2)
        assert high**2 == pytest.approx(50 + at_high * high - bend * high**2)


def test_alike_but_for_rounding():
    for total, size, alike in (
        ([0.1 * 3, 0.3], [3, 3], True),
        ([1, 1.001], [3, 3], False),
        ([0, 0, 0], [1, 1, 2], True),
        ([1, 2, 0], [1, 2, 0], True),
    ):
        assert spread_of(np.array(total), np.array(size), extremes=True).alike() == alike


def test_rounding_is_told_from_the_size_of_what_was_summed():
    """0.1 + 0.2 - 0.3 is 5.6e-17, and -0.3 + 0.2 + 0.1 is 2.8e-17: far apart as means, the same as scores."""
    spread = spread_of(np.array([0.1 + 0.2 - 0.3, -0.3 + 0.2 + 0.1]), np.array([3, 3]), extremes=True)
    assert spread.least < spread.most
    assert not spread.alike()
    assert spread._replace(scale=0.3).alike()
