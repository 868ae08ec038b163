"""Corrected scores: what their means have to know beyond the numbers.

`with_correction` (room coding) makes the column `corrected` of predictions and hand codes, and keeps beside it the
`probability` with which each coded row was drawn; it is NaN in the other rows. Almost all that such means vary comes
from the few coded rows, and from those with a small probability most. So degrees of freedom are counted from them, and
groups with few codes are told.
"""

from __future__ import annotations

import warnings

import numpy as np
import pandas as pd

from discourse.measures.intervals import FEW_CODES

#: The column of corrected scores, and beside it the chance with which each coded row was drawn.
CORRECTED, PROBABILITY = "corrected", "probability"
_SHOWN = 5  # groups that a warning names


def codes_of(scores: pd.DataFrame, column: str) -> tuple[pd.Series, ...]:
    """How much of the variance each row carries, and 1 for a coded row; nothing where `column` is not corrected.

    A row varies from document to document, and a coded one also by the draw: (1 - p) / p^2 times as much.

    >>> carried, coded = codes_of(pd.DataFrame({"corrected": [0.5, 8], "probability": [None, 0.1]}), "corrected")
    >>> carried.round(2).tolist(), coded.tolist()
    ([1.0, 91.0], [0.0, 1.0])
    """
    if column != CORRECTED or PROBABILITY not in scores:
        return ()
    chance = scores[PROBABILITY].astype(np.float64)
    return 1 + ((1 - chance) / chance**2).fillna(0), chance.notna().astype(np.float64)


def tell_few_codes(groups: list[tuple[str, float]]) -> None:
    """Warn which groups, given with how many codes they have, have so few that `few` is true."""
    few = [f"{name}: {n:.0f}" for name, n in groups if n < FEW_CODES]
    if few:
        told = "; ".join(few[:_SHOWN] + ["..."] * (len(few) > _SHOWN))
        warnings.warn(
            f"fewer than {FEW_CODES} rows were coded in {len(few)} of {len(groups)} groups ({told}); few is True "
            "there. Code more (count_needed says how many), or make larger groups",
            UserWarning,
            stacklevel=4,
        )
