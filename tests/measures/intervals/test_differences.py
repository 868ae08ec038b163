"""The difference of two groups: the two intervals put together, by hand and against SciPy."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from discourse.measures.intervals.differences import mean_difference, rate_difference

Z2 = 1.959964**2


def test_nothing_found_in_either_group():
    """Each alone may have up to z^2 hits in its words, so the difference as much in either direction."""
    found = rate_difference((np.zeros(12), np.full(12, 10)), (np.zeros(4), np.full(4, 10)))
    assert found[:5] == pytest.approx((0, 0, 0, -Z2 / 40, Z2 / 120))
    assert found.few


def test_documents_that_are_alike():
    """Of 24 hits in 120 words against none in 40: both score intervals of a Poisson count, put together."""
    found = rate_difference((np.full(12, 2), np.full(12, 10)), (np.zeros(4), np.full(4, 10)))
    below, above = (math.sqrt(Z2 * 24 + Z2**2 / 4) + side * Z2 / 2 for side in (-1, 1))
    assert found.value == pytest.approx(0.2)
    assert found.low == pytest.approx(0.2 - math.hypot(below / 120, Z2 / 40))
    assert found.high == pytest.approx(0.2 + above / 120)


def test_means_of_many_even_documents_are_those_of_welch():
    """Where nothing leans and documents are many, what textbooks have (SciPy 1.17)."""
    one, other = np.linspace(0, 1, 200), np.linspace(0.2, 0.6, 100)
    welch = stats.ttest_ind(one, other, equal_var=False).confidence_interval()
    found = mean_difference((one, np.ones(200)), (other, np.ones(100)))
    assert (found.low, found.high) == pytest.approx((welch.low, welch.high), abs=4e-4)
    assert not found.few


groups = st.lists(st.tuples(st.integers(0, 9), st.integers(1, 9)), min_size=2, max_size=12)


@given(groups, groups)
def test_the_other_way_round_is_the_same_with_another_sign(one, other):
    one, other = (tuple(np.array(column, float) for column in zip(*pairs, strict=True)) for pairs in (one, other))
    for compare in (rate_difference, mean_difference):
        there, back = compare(one, other), compare(other, one)
        assert (back.value, back.low, back.high) == pytest.approx((-there.value, -there.high, -there.low), nan_ok=True)
        assert there.few == back.few
        assert not there.low > there.value
        assert not there.high < there.value
    found = rate_difference(one, other)
    assert found.low < found.high


def test_columns_do_not_touch_one_another():
    one, other = (np.array([[1, 0], [2, 5], [2, 3]]), np.array([3, 4, 5])), (np.ones((2, 2)), np.array([4, 9]))
    together = rate_difference(one, other)
    for column in (0, 1):
        alone = rate_difference((one[0][:, column], one[1]), (other[0][:, column], other[1]))
        assert [end[column] for end in together] == pytest.approx(list(alone))


def test_documents_without_words_are_in_neither_group():
    one, other = (np.array([1.0, 2, 2]), np.array([3.0, 4, 5])), (np.ones(2), np.array([4.0, 9]))
    longer = (np.append(one[0], [0, 0]), np.append(one[1], [0, 0])), (np.append(other[0], 0), np.append(other[1], 0))
    for compare in (rate_difference, mean_difference):
        assert compare(*longer) == pytest.approx(compare(one, other))


@pytest.mark.parametrize("documents", [1, 3])
def test_a_group_without_a_hit_has_the_bursts_of_the_other(documents):
    """20 documents, of which some have 10 hits, against 20 that have none: by hand."""
    total = 10 * documents
    others = [(total - 10) / 19] * documents + [total / 19] * (20 - documents)  # the mean of the others of each
    hits = [10] * documents + [0] * (20 - documents)
    beyond = sum((hit - mean) ** 2 for hit, mean in zip(hits, others, strict=True)) / total - 20 / 19
    times = Z2 + stats.t.ppf(0.975, 19) ** 2 * beyond
    below = math.sqrt(times**2 / 4 + times * total) - times / 2
    words = np.ones(20)
    found = rate_difference((np.array(hits), words), (np.zeros(20), words))
    assert found.low * 20 == pytest.approx(total - math.hypot(below, Z2 * (1 + beyond)))
    assert found.low < 0 < found.high  # three documents of 20 against none have a p of .23
