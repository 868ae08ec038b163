"""Kappa and alpha as functions of sums: what NLTK has for the same codes, whatever they are."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from discourse.coding._chance import figures_of


@given(arrays(float, st.tuples(st.integers(2, 8), st.integers(2, 4)), elements=st.sampled_from([0.0, 1, 2, np.nan])))
def test_both_are_those_of_nltk(values):
    """NLTK 3.10."""
    from nltk.metrics.agreement import AnnotationTask

    values = values[(~np.isnan(values)).sum(axis=1) > 1]
    assume(len(values) and np.nanmin(values) < np.nanmax(values))
    unit, coder = np.nonzero(~np.isnan(values))
    task = AnnotationTask(list(zip(coder.tolist(), unit.tolist(), values[unit, coder].tolist(), strict=True)))
    found = figures_of(values, np.arange(len(values)), "nominal")
    assert found["alpha"] == pytest.approx(task.alpha())
    whole = values[:, :2][~np.isnan(values[:, :2]).any(axis=1)]
    if len(whole) and len(np.unique(whole)) > 1:
        unit, coder = np.nonzero(whole >= 0)
        task = AnnotationTask(list(zip(coder.tolist(), unit.tolist(), whole[unit, coder].tolist(), strict=True)))
        assert figures_of(whole, np.arange(len(whole)), "nominal")["kappa"] == pytest.approx(task.kappa())


def test_many_values_and_many_units_fit_into_memory():
    values = np.random.default_rng(1).integers(0, 300, (2000, 2)).astype(float)
    found = figures_of(values, np.arange(2000) // 20, "nominal")
    assert abs(found["kappa"]) < 0.02 and not found["few"]
