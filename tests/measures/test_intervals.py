"""The interval covers what it promises, and is the one that a loop over resamples gives."""

from __future__ import annotations

import math
import statistics

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from discourse.measures import intervals
from discourse.measures.intervals import (
    mean_interval,
    rate_interval,
    ratio_interval,
    share_interval,
    wilson_interval,
)

STUDENT = {2: 12.706, 3: 4.303, 4: 3.182, 5: 2.776}  # from a printed table of the t distribution


def one(total: list[float], size: list[float]) -> tuple[float, float, float]:
    """`ratio_interval` of a single column."""
    return tuple(float(x[0]) for x in ratio_interval(np.array(total)[:, None], np.array(size)))


# --- small cases by hand ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("n", STUDENT)
def test_student_below_six_documents(n):
    rates = [0.1, 0.4, 0.2, 0.9, 0.3][:n]
    reach = STUDENT[n] * statistics.stdev(rates) / math.sqrt(n)
    mean = statistics.mean(rates)
    assert one([10 * r for r in rates], [10] * n) == pytest.approx((mean, mean - reach, mean + reach))


def test_documents_of_unequal_length():
    # ratio 6 / 30; residuals 1 - 2, 5 - 4; error sqrt((1 + 1) * 2 / 1) / 30
    reach = 12.706 * 2 / 30
    assert one([1, 5], [10, 20]) == pytest.approx((0.2, 0.2 - reach, 0.2 + reach))


def test_the_normal_quantile_from_1000_documents_on():
    total, size = [1, 3] * 500, [10] * 1000
    reach = 1.959964 * statistics.stdev(t / 10 for t in total) / math.sqrt(1000)
    assert one(total, size) == pytest.approx((0.2, 0.2 - reach, 0.2 + reach))


@pytest.mark.parametrize(
    ("total", "size", "ratio"),
    [([3], [10], 0.3), ([3, 0], [10, 0], 0.3), ([1, 2, 3], [10, 20, 30], 0.1), ([0] * 12, [10] * 12, 0.0)],
    ids=["one document", "one document with words", "all of one rate", "no hits"],
)
def test_no_interval_where_nothing_varies(total, size, ratio):
    found, low, high = one(total, size)
    assert found == pytest.approx(ratio)
    assert math.isnan(low)
    assert math.isnan(high)


def test_nothing_at_all_is_nan():
    for size in ([0.0, 0.0], []):
        assert all(math.isnan(x) for x in one([0.0] * len(size), size))


def test_documents_without_words_do_not_count():
    total, size = [4, 1, 0, 7, 2, 3, 5], [20, 15, 5, 30, 12, 9, 22]
    assert one([*total, 0], [*size, 0]) == one(total, size)


# --- what a rate, a share and a mean can be -----------------------------------------------------------------------

counts = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=1, max_size=12)


@given(counts)
def test_a_share_and_its_interval_lie_in_0_to_1(pairs):
    total, size = (np.array(column) for column in zip(*((min(p), max(p)) for p in pairs), strict=True))
    share, low, high = share_interval(total, size)
    assert math.isnan(share) == (size.sum() == 0)
    assert math.isnan(low) == math.isnan(high) == ((size > 0).sum() < 2)
    assert math.isnan(low) or 0 <= low <= share <= high <= 1
    if not math.isnan(low):
        least, most = wilson_interval(total.sum(), size.sum())
        assert low <= max(least, 0)
        assert high >= min(most, 1)


@given(counts)
def test_a_rate_and_its_interval_are_not_below_0(pairs):
    total, size = (np.array(column) for column in zip(*pairs, strict=True))
    total = total * (size > 0)
    rate, low, high = rate_interval(total, size)
    assert math.isnan(rate) == (size.sum() == 0)
    assert math.isnan(low) == math.isnan(high)
    if size.sum() and total.sum() == 0:
        assert (rate, low) == (0, 0)
        assert high > 0
    elif not math.isnan(low):
        assert 0 <= low <= rate <= high


@given(st.lists(st.floats(-1, 1), min_size=2, max_size=12))
def test_a_mean_and_its_interval_lie_on_the_scale(scores):
    mean, low, high = mean_interval(np.array(scores), np.ones(len(scores)), ends=(-1, 1))
    assert math.isnan(low) or -1 <= low <= mean <= high <= 1


def test_nothing_found_has_an_interval_by_hand():
    # exactly: nothing is seen with 2.5 % where 3.69 are expected; of 10 sentences, Wilson's 3.8416 / 13.8416
    assert rate_interval(np.array([0, 0]), np.array([400, 600])) == pytest.approx((0, 0, 0.003688879))
    assert share_interval(np.array([0, 0]), np.array([4, 6])) == pytest.approx((0, 0, 0.277537), abs=1e-5)
    assert share_interval(np.array([4, 6]), np.array([4, 6])) == pytest.approx((1, 1 - 0.277537, 1), abs=1e-5)


@pytest.mark.parametrize("interval", [rate_interval, share_interval, mean_interval, ratio_interval])
def test_one_column_alone_is_a_number_and_several_are_arrays(interval):
    total, size = np.array([[1, 0], [2, 0], [2, 3]]), np.array([3, 4, 5])
    together = interval(total, size)
    for column in (0, 1):
        alone = interval(total[:, column], size)
        assert [np.ndim(end) for end in alone] == [0, 0, 0]
        assert [end[column] for end in together] == pytest.approx(alone, nan_ok=True)


# --- the bootstrap ----------------------------------------------------------------------------------------------

TOTAL = [4, 1, 0, 7, 2, 3, 5, 0]
SIZE = [20, 15, 5, 30, 12, 9, 22, 11]


def error(total: list[float], size: list[float], weight: list[float]) -> float:
    """The linearised standard error of a ratio, a document at a time; `weight` says how often each was drawn."""
    n = sum(weight)
    ratio = sum(w * t for w, t in zip(weight, total, strict=True)) / sum(
        w * s for w, s in zip(weight, size, strict=True)
    )
    squares = sum(w * (t - ratio * s) ** 2 for w, t, s in zip(weight, total, size, strict=True))
    return math.sqrt(squares * n / (n - 1)) / sum(w * s for w, s in zip(weight, size, strict=True))


def test_the_bootstrap_is_that_of_a_loop():
    ratio, spread = sum(TOTAL) / sum(SIZE), error(TOTAL, SIZE, [1] * len(SIZE))
    studentised = []
    for weight in intervals._weights(len(SIZE)).tolist():
        assert sum(weight) == len(SIZE)
        drawn = sum(w * t for w, t in zip(weight, TOTAL, strict=True)) / sum(
            w * s for w, s in zip(weight, SIZE, strict=True)
        )
        spread_of_draw = error(TOTAL, SIZE, weight)
        if spread_of_draw > 1e-9:
            studentised.append((drawn - ratio) / spread_of_draw)
    lower, upper = np.quantile(studentised, [0.025, 0.975])
    assert len(studentised) == 1999
    assert one(TOTAL, SIZE) == pytest.approx((ratio, ratio - upper * spread, ratio - lower * spread))


def test_the_same_numbers_every_time():
    first = one(TOTAL, SIZE)
    intervals._weights.cache_clear()
    assert one(TOTAL, SIZE) == first


def test_columns_do_not_touch_one_another():
    other = [0, 2, 2, 1, 0, 0, 9, 1]
    both = np.array([TOTAL, other, [0] * 8]).T
    together = np.array(ratio_interval(both, np.array(SIZE)))
    for column, total in enumerate((TOTAL, other, [0] * 8)):
        assert together[:, column] == pytest.approx(one(total, SIZE), nan_ok=True)


def test_the_unit_of_length_does_not_matter():
    scaled = one(TOTAL, [s * 1000 for s in SIZE])
    assert scaled == pytest.approx([x / 1000 for x in one(TOTAL, SIZE)])


def test_inputs_are_not_changed():
    total, size = np.array(TOTAL)[:, None], np.array(SIZE)
    ratio_interval(total, size)
    assert (total[:, 0].tolist(), size.tolist()) == (TOTAL, SIZE)


# --- coverage ---------------------------------------------------------------------------------------------------


def simulate(n: int, *, mean: float, corpora: int, shape: float = 2.0, seed: int = 20200229):
    """Counts and lengths of `corpora` corpora of n documents, and the rate behind them.

    Lengths are lognormal around 900 words; counts are Poisson with a rate of their own for each document, drawn
    from a gamma distribution (shape 2: as varied between documents as counts of words in commentary are).
    """
    rng = np.random.default_rng(seed)
    size = rng.lognormal(math.log(900), 0.5, (corpora, n)).round().clip(100)
    rate = mean / 900
    total = rng.poisson(rate * size * rng.gamma(shape, 1 / shape, (corpora, n)))
    return total, size, rate


@pytest.mark.slow
@pytest.mark.parametrize("n", [30, 60, 200])
def test_95_percent_intervals_cover_about_95_percent(n):
    total, size, rate = simulate(n, mean=8, corpora=2000)
    covered = 0
    for hits, words in zip(total, size, strict=True):
        _, low, high = ratio_interval(hits[:, None], words)
        covered += low[0] <= rate <= high[0]
    assert 0.93 <= covered / 2000 <= 0.97


@pytest.mark.slow
@pytest.mark.parametrize("n", [30, 60, 200])
def test_rates_of_rare_things_are_covered_as_well(n):
    total, size, rate = simulate(n, mean=3 / n, corpora=1000)  # three hits a corpus
    covered = 0
    for hits, words in zip(total, size, strict=True):
        _, low, high = rate_interval(hits[:, None], words)
        covered += low[0] <= rate <= high[0]
    assert covered / 1000 >= 0.95  # more, as counts are whole numbers; 0.83 without the Poisson floor
