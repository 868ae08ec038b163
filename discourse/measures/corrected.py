"""Corrected scores: what their means have to know beyond the numbers.

`with_correction` (room coding) makes `corrected` of predictions and hand codes. Beside it stand `expected`, what the
score alone lets one expect of a code, and `probability`, the chance with which each coded row was drawn.

Means need them for two reasons. In a group there may by chance be more coded rows than its size lets one expect, or
fewer; so the mean of a group is that of `expected`, and the *weighted mean* of how far its codes are from that on top
of it (a ratio estimator: Hájek 1971). And almost all that such a mean varies comes from the few coded rows, most from
those with a small probability; so degrees of freedom are counted from them, and groups with few codes are told.

References
----------
Hájek, J. (1971). Comment on a paper by D. Basu. In: Foundations of Statistical Inference, ed. by V. P. Godambe and
D. A. Sprott. Holt, Rinehart and Winston.
Särndal, C.-E., Swensson, B. and Wretman, J. (1992). Model Assisted Survey Sampling. Springer. (Ch. 5.7, 10.)
"""

from __future__ import annotations

import warnings

import numpy as np
import pandas as pd

from discourse.measures.intervals import FEW_CODES

#: The column of corrected scores, and those that stand beside it.
CORRECTED, EXPECTED, PROBABILITY = "corrected", "expected", "probability"
_SHOWN = 5  # groups that a warning names


def codes_of(scores: pd.DataFrame, column: str) -> tuple[pd.Series, ...]:
    """Of each row the numbers of `OfCodes` (`intervals._spread`); nothing where `column` is not corrected.

    That is 1 for a coded row; how many rows it stands for; how far its code is from what is expected, times these; and
    the part of the variance that it carries. All rows vary from document to document, and a coded one also by the draw,
    (1 - p) / p^2 times as much.

    >>> scores = pd.DataFrame({"corrected": [0.5, 8], "expected": [0.5, 3], "probability": [None, 0.1]})
    >>> [numbers.round(2).tolist() for numbers in codes_of(scores, "corrected")]
    [[0.0, 1.0], [0.0, 10.0], [0.0, 5.0], [1.0, 91.0]]
    """
    if column != CORRECTED or not {EXPECTED, PROBABILITY} <= set(scores.columns):
        return ()
    chance = scores[PROBABILITY].astype(np.float64)
    stands_for = (1 / chance).fillna(0)
    residual = (scores[CORRECTED] - scores[EXPECTED]).where(chance.notna(), 0.0)
    return chance.notna().astype(np.float64), stands_for, residual, 1 + ((1 - chance) / chance**2).fillna(0)


def tell_few_codes(groups: list[tuple[str, float]]) -> None:
    """Warn which groups, given with how many codes they have, have so few that `few` is true."""
    few = [f"{name}: {n:.0f}" for name, n in groups if n < FEW_CODES]
    if few:
        told = "; ".join(few[:_SHOWN] + ["..."] * (len(few) > _SHOWN))
        warnings.warn(
            f"fewer than {FEW_CODES} rows were coded in {len(few)} of {len(groups)} groups ({told}), so few is True "
            f"for them. Code more (count_needed says how many), or make larger groups",
            UserWarning,
            stacklevel=4,
        )
