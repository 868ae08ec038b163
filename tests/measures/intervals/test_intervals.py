"""The interval is the one that is computed by hand, keeps to what its number can be, and covers what it promises."""

from __future__ import annotations

import math
import sys
from importlib import import_module
from itertools import permutations
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from discourse.measures.intervals import (
    FEW,
    FEW_EVENTS,
    mean_interval,
    rate_interval,
    ratio_interval,
    share_interval,
    wilson_interval,
)

Z2 = 1.959964**2
KINDS = [rate_interval, share_interval, mean_interval, ratio_interval]
TOTAL = [4, 1, 0, 7, 2, 3, 5, 0]
SIZE = [20, 15, 5, 30, 12, 9, 22, 11]


def poisson(n: float) -> tuple[float, float]:
    """The score interval of a Poisson count."""
    return tuple(n + Z2 / 2 + side * math.sqrt(Z2 * n + Z2**2 / 4) for side in (-1, 1))


# --- rates by hand ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("n", [2, 30])
def test_documents_of_one_rate_have_the_interval_of_a_poisson_count(n):
    rate, low, high, _ = rate_interval(np.full(n, 2), np.full(n, 10))
    assert (rate, low, high) == pytest.approx((0.2, *(end / (10 * n) for end in poisson(2 * n))))


def test_the_score_interval_of_a_poisson_count():
    """Of 10 hits: 5.43 to 18.41; the exact interval is 4.80 to 18.39 (Garwood 1936, by SciPy 1.17)."""
    assert poisson(10) == pytest.approx((5.43, 18.41), abs=5e-3)
    exact = stats.chi2.ppf(0.025, 20) / 2, stats.chi2.ppf(0.975, 22) / 2
    assert exact == pytest.approx((4.80, 18.39), abs=5e-3)


def test_documents_that_differ_are_wider_by_hand():
    """Two documents of 10 words with 1 and 9 hits; each is 8 off what the other lets expect, by chance sqrt(10)."""
    student = stats.t.ppf(0.975, 2) ** 2
    over = (8**2 + 8**2 - 10 - 10) / 10
    times, more = Z2 + student * over, Z2 + 1.5 * student * over
    low = 10 + times / 2 - math.sqrt((times / 2) ** 2 + times * 10)
    high = 10 + more / 2 + math.sqrt((more / 2) ** 2 + times * 10)
    assert rate_interval(np.array([1, 9]), np.array([10, 10]))[:3] == pytest.approx((0.5, low / 20, high / 20))


def test_nothing_found_has_an_upper_end():
    assert rate_interval(np.array([0, 0]), np.array([400, 600]))[:3] == pytest.approx((0, 0, Z2 / 1000))


# --- shares by hand ---------------------------------------------------------------------------------------------


def test_documents_of_one_share_have_the_interval_of_wilson():
    exact = stats.binomtest(8, 32).proportion_ci(method="wilson")  # SciPy 1.17
    assert share_interval(np.full(8, 1), np.full(8, 4))[:3] == pytest.approx((0.25, exact.low, exact.high))
    assert wilson_interval(8, 32) == pytest.approx((exact.low, exact.high))


def test_none_and_all_are_of_the_kind():
    # Wilson's upper end of none of 10 is 3.8415 / 13.8415
    assert share_interval(np.array([0, 0]), np.array([4, 6]))[:3] == pytest.approx((0, 0, 0.277537), abs=1e-5)
    assert share_interval(np.array([4, 6]), np.array([4, 6]))[:3] == pytest.approx((1, 1 - 0.277537, 1), abs=1e-5)


def test_a_share_and_what_it_leaves_are_mirrored():
    total, size = np.array(TOTAL), np.array(SIZE)
    share, low, high, few = share_interval(total, size)
    assert share_interval(size - total, size) == pytest.approx((1 - share, 1 - high, 1 - low, few))


def test_a_small_share_of_many_is_a_rate():
    rate, share = (
        rate_interval(np.array(TOTAL), np.array(SIZE) * 1e6),
        share_interval(np.array(TOTAL), np.array(SIZE) * 1e6),
    )
    assert rate == pytest.approx(share, rel=1e-4)


# --- means by hand ----------------------------------------------------------------------------------------------


def test_an_even_mean_has_the_interval_of_student():
    """Documents 0, 1, 2, 3, 4 lean nowhere: 2 -+ t * sqrt(sum of (5/4 * residual)^2) / 5."""
    reach = stats.t.ppf(0.975, 4) * 5 / 4 * math.sqrt(10) / 5
    assert mean_interval(np.arange(5), np.ones(5))[:3] == pytest.approx((2, 2 - reach, 2 + reach))


def test_a_skewed_mean_leans_to_where_there_is_room():
    """Documents 0, 0, 0, 4, by hand: below the mean of 1 there is 1, above it 3."""
    student, variance = stats.t.ppf(0.975, 3) ** 2, (3 * 1 + 9) * (4 / 3) ** 2
    reach = student * variance
    lean = reach * (12 - 4) / (12 * 4)  # in sums of four documents
    low = 1 + (lean / 2 - math.sqrt((lean / 2) ** 2 + reach)) / 4
    high = 1 + (0.75 * lean + math.sqrt((0.75 * lean) ** 2 + reach)) / 4
    assert mean_interval(np.array([0, 0, 0, 4]), np.ones(4))[:3] == pytest.approx((1, low, high))
    assert mean_interval(-np.array([0, 0, 0, 4]), np.ones(4))[:3] == pytest.approx((-1, -high, -low))


def test_means_that_agree_say_what_may_have_been_missed():
    """Of 20 documents that agree, 1 - 0.025^(1/20) = 16.8 % of all may be unlike them, at an end of the scale."""
    unlike = 1 - 0.025 ** (1 / 20)
    assert unlike == pytest.approx(0.168, abs=5e-4)
    same = np.full(20, 0.1 + 0.2), np.ones(20)
    mean, low, high, few = mean_interval(*same, ends=(-1, 1))
    assert (mean, low, high) == pytest.approx((0.3, 0.3 - 1.3 * unlike, 0.3 + 0.7 * unlike))
    assert few
    assert mean_interval(*same, seen=(0, 0.3))[:3] == pytest.approx((0.3, 0.3 - 0.3 * unlike, 0.3))
    for nothing in ({}, {"seen": (0.3, 0.3)}):
        mean, low, high, few = mean_interval(*same, **nothing)
        assert few
        assert math.isnan(low) and math.isnan(high), "nothing tells how far a score could be from these"


# --- what holds for all -----------------------------------------------------------------------------------------

counts = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=1, max_size=12)


@given(counts)
def test_a_share_and_its_interval_lie_in_0_to_1(pairs):
    total, size = (np.array(column) for column in zip(*((min(p), max(p)) for p in pairs), strict=True))
    share, low, high, _ = share_interval(total, size)
    assert math.isnan(share) == (size.sum() == 0)
    assert math.isnan(low) == math.isnan(high) == ((size > 0).sum() < 2)
    if not math.isnan(low):
        assert 0 <= low <= share <= high <= 1
        least, most = wilson_interval(total.sum(), size.sum())
        assert low <= max(least, 0) + 1e-12
        assert high >= min(most, 1) - 1e-12


@given(counts)
def test_a_rate_and_its_interval_are_not_below_0(pairs):
    total, size = (np.array(column) for column in zip(*pairs, strict=True))
    total = total * (size > 0)
    rate, low, high, _ = rate_interval(total, size)
    assert math.isnan(rate) == (size.sum() == 0)
    assert math.isnan(low) == math.isnan(high) == ((size > 0).sum() < 2)
    if not math.isnan(low):
        assert 0 <= low <= rate <= high
        least, most = (end / size.sum() for end in poisson(total.sum()))
        assert low <= least + 1e-12
        assert high >= most - 1e-12


@given(st.lists(st.floats(-1, 1), min_size=2, max_size=12))
def test_a_mean_and_its_interval_lie_on_the_scale(scores):
    mean, low, high, _ = mean_interval(np.array(scores), np.ones(len(scores)), ends=(-1, 1))
    assert -1 <= low <= mean + 1e-12
    assert mean - 1e-12 <= high <= 1
    assert low < high


@given(counts, st.randoms(use_true_random=False))
def test_the_order_of_documents_does_not_matter(pairs, random):
    pairs = [(min(p), max(p)) for p in pairs]
    mixed = random.sample(pairs, len(pairs))
    for interval in KINDS:
        one, other = (interval(*(np.array(c) for c in zip(*p, strict=True))) for p in (pairs, mixed))
        assert one == pytest.approx(other, nan_ok=True)


@pytest.mark.parametrize("interval", [rate_interval, ratio_interval])
def test_the_unit_of_length_does_not_matter(interval):
    *ends, few = interval(np.array(TOTAL), np.array(SIZE))
    *scaled, same = interval(np.array(TOTAL), np.array(SIZE) * 1000)
    assert [end * 1000 for end in scaled] == pytest.approx(ends)
    assert few == same


@pytest.mark.parametrize("interval", KINDS)
@pytest.mark.parametrize("size", [[], [0.0, 0.0], [0.0, 7.0], [7.0]], ids=str)
def test_fewer_than_two_documents_have_no_interval(interval, size):
    """With hits or without: nothing tells how documents vary."""
    for total in (np.zeros(len(size)), np.array(size)):
        value, low, high, few = interval(total, np.array(size))
        assert math.isnan(value) == (sum(size) == 0)
        assert math.isnan(low) and math.isnan(high)
        assert few


@pytest.mark.parametrize("interval", KINDS)
def test_documents_without_words_do_not_count(interval):
    more = interval(np.array([*TOTAL, 0]), np.array([*SIZE, 0]))
    assert more == pytest.approx(interval(np.array(TOTAL), np.array(SIZE)))


@pytest.mark.parametrize("interval", KINDS)
def test_one_column_alone_is_a_number_and_several_are_arrays(interval):
    total, size = np.array([[1, 0], [2, 0], [2, 3]]), np.array([3, 4, 5])
    together = interval(total, size)
    for column in (0, 1):
        alone = interval(total[:, column], size)
        assert [np.ndim(end) for end in alone] == [0, 0, 0, 0]
        assert [end[column] for end in together] == pytest.approx(list(alone), nan_ok=True)
    assert np.array(interval(total, np.c_[size, size])) == pytest.approx(np.array(together), nan_ok=True)


@pytest.mark.parametrize("interval", KINDS)
def test_inputs_are_not_changed(interval):
    total, size = np.array(TOTAL)[:, None], np.array(SIZE)
    interval(total, size)
    assert (total[:, 0].tolist(), size.tolist()) == (TOTAL, SIZE)


# --- few --------------------------------------------------------------------------------------------------------


def test_few_is_few_documents_or_few_independent_events():
    size = np.full(12, 10)
    assert (FEW, FEW_EVENTS) == (10, 3)
    assert not rate_interval(np.full(12, 1), size).few
    assert rate_interval(np.full(9, 1), size[:9]).few, "nine documents"
    assert rate_interval(np.array([1, 1] + [0] * 10), size).few, "two hits"
    assert not rate_interval(np.array([1, 1, 1] + [0] * 9), size).few
    # Of k bursts of 5 the squared residuals sum to 25 k - 25 k^2 / 12, which k^2 25 is divided by: k / (1 - k / 12).
    assert rate_interval(np.array([5, 5] + [0] * 10), size).few, "two bursts, 2.4 events"
    assert not rate_interval(np.array([5, 5, 5] + [0] * 9), size).few, "four events"


def test_few_of_a_share_are_those_of_the_kind_or_the_others():
    size = np.full(12, 10)
    hits = np.array([1, 1] + [0] * 10)
    assert share_interval(hits, size).few
    assert share_interval(size - hits, size).few
    assert not share_interval(np.full(12, 5), size).few


def test_few_of_a_mean_are_those_away_from_the_least_or_the_most():
    assert mean_interval(np.array([0.5, 0.5] + [0] * 10), np.ones(12)).few
    assert mean_interval(1 - np.array([0.5, 0.5] + [0] * 10), np.ones(12)).few
    assert not mean_interval(np.linspace(0, 1, 12), np.ones(12)).few


# --- coverage: a small part of benchmarks/intervals.py -------------------------------------------------------------


@pytest.fixture(scope="module")
def benchmark():
    folder = str(Path(__file__).parents[2] / "benchmarks")
    sys.path.insert(0, folder)
    try:
        return import_module("intervals")
    finally:
        sys.path.remove(folder)


FIRST = [
    ("rate", "single hits", "lognormal 1", (20,), (50,)),
    ("rate", "bursts of 5", "equal", (60,), (20,)),
    ("rate", "bursts of 2 to 10", "lognormal 1", (30,), (20,)),
    ("rate", "documents differ (gamma, shape 1)", "lognormal .5", (30,), (50,)),
    ("rate", "documents differ (gamma, shape .3)", "equal", (200,), (500,)),
    ("share", "10 %, documents differ", "lognormal .5", (60,)),
    ("share", "30 %, sentences alike", "lognormal .5", (20,)),
    ("mean", "tone: documents differ, skewed", "equal", (20,)),
    ("mean", "certainty: documents differ, skewed", "equal", (60,)),
    ("mean", "a score without a scale", "lognormal 1", (30,)),
    ("rate, difference", "bursts of 5", "equal", (20, 200), (20, 200)),
    ("rate, difference", "documents differ (gamma, shape 1)", "equal", (60, 60), (50, 200)),
    ("mean, difference", "tone: documents differ, skewed", "equal", (20, 60)),
]  # fmt: skip
OTHER = [
    ("rate", "single hits", "equal", (10,), (0.5,)),
    ("rate", "bursts of 5", "equal", (20,), (2,)),
    ("rate", "documents differ (gamma, shape .3)", "lognormal 1", (10,), (50,)),
    ("share", "90 %, documents differ", "lognormal 1", (10,)),
    ("mean", "tone: many zeros, few large", "Pareto 1.5", (10,)),
    ("rate, difference", "bursts of 5", "equal", (10, 30), (0.5, 1.5)),
    ("rate, difference", "single hits", "equal", (5, 50), (0.5, 5)),
]  # fmt: skip


@pytest.mark.parametrize("cell", FIRST, ids=str)
def test_coverage_where_documents_and_events_are_many(benchmark, cell):
    row = benchmark.measure(benchmark.Cell(*cell), 2000, 20160113, others=False)
    assert row["first"]
    assert 0.93 <= row["coverage"] <= 0.97
    assert row["few"] <= 0.05
    assert row["width"] <= 1.5
    assert row["no width"] == 0


@pytest.mark.parametrize("cell", OTHER, ids=str)
def test_elsewhere_the_interval_covers_or_few_says_so(benchmark, cell):
    row = benchmark.measure(benchmark.Cell(*cell), 2000, 20160113, others=False)
    assert not row["first"]
    assert row["covered_or_few"] >= 0.9
    assert row["no width"] == 0


@pytest.mark.parametrize("scale", [{"ends": (-1, 1)}, {"seen": (-0.3, 0.2)}])
def test_several_orders_of_the_same_scores_have_one_interval(scale):
    """What a sum loses by rounding depends on the order of the scores; documents agree all the same."""
    orders = [sum(order) for order in permutations([0.1, 0.2, -0.3])]
    assert len(set(orders)) > 1
    least, most = scale.get("ends", scale.get("seen"))
    unlike = 1 - 0.025 ** (1 / 12)
    mean, low, high, few = mean_interval(np.array(orders * 2), np.full(12, 3), **scale)
    assert (mean, low, high) == pytest.approx((0, unlike * least, unlike * most))
    assert few


def test_scores_that_are_one_number_but_for_rounding_have_no_interval():
    _, low, high, few = mean_interval(np.array([0.3, 0.1 + 0.2]), np.ones(2), seen=(0.3, 0.1 + 0.2))
    assert few
    assert math.isnan(low) and math.isnan(high)
