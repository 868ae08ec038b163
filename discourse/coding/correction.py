"""Correction: scores that some hand codes put right, so that means, differences and trends of them hold.

Every program errs, and errs more in one group than in another. The codes of a random sample say by how much. A row
that was not coded gets what its score lets one expect of a code, a + w score. A coded row gets besides how far its code
is from that, divided by the chance with which it was drawn. Over all samples that could have been drawn, the mean of
such a value is the code that a person would give: whatever the program does, in whatever group. The weight w says how
far the program is to be believed. It is chosen so that the values vary least from sample to sample.

The rows of a document are held against the line of the other documents. So a code never judges its own prediction,
which would favour the program.

References
----------
Angelopoulos, A. N., Duchi, J. C. and Zrnic, T. (2023). PPI++: Efficient prediction-powered inference. arXiv:2311.01453.
Egami, N., Hinck, M., Stewart, B. M. and Wei, H. (2023). Using imperfect surrogates for downstream inference:
Design-based supervised learning for social science applications of large language models. NeurIPS 36.
Särndal, C.-E., Swensson, B. and Wretman, J. (1992). Model Assisted Survey Sampling. Springer. (Ch. 6.)
Wu, E. and Gagnon-Bartsch, J. A. (2018). The LOOP estimator: Adjusting for covariates in randomized experiments.
Evaluation Review 42. (Each unit held against a fit without it.)
Zrnic, T. and Candès, E. J. (2024). Active statistical inference. ICML 41.
Zrnic, T. and Candès, E. J. (2024). Cross-prediction-powered inference. PNAS 121.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from discourse._arguments import checked
from discourse.coding._codes import Codes, codes_in
from discourse.measures.corrected import CORRECTED, EXPECTED, PROBABILITY

_ALIKE = 1e-9  # the part of the variance of all scores below which scores are of one value
_CERTAIN = 1e-6  # in place of 1 - p where p is 1, so that rows that were drawn for certain have a say where all were


@checked
def with_correction(
    scores: pd.DataFrame, coded: pd.DataFrame, *, column: str, code: str, folds: str | None = None
) -> pd.DataFrame:
    """The scores with a column that hand codes correct, for means and differences that hold.

    Parameters
    ----------
    scores : DataFrame
        What a program says of every unit of the corpus: needs doc_id and `column`, and start and end where units are
        smaller than documents.
    coded : DataFrame
        The filled sample of `sample_sentences`: needs doc_id, start and end as far as `scores` has them, probability
        and `code`. Where several rows of the scores stand in one place, also the actor.
    column : str
        The score. Rows without a value are left out: they have no corrected one.
    code : str
        The code of every row, on whatever scale: numbers, or yes and no (also true and false), which are 1 and 0.
    folds : str, optional
        Where the program was trained on these very codes: the column of `scores` that parts the documents, each row
        being scored by a program that was trained without the codes of its own part (cross-fitting).

    Returns
    -------
    DataFrame
        `scores`, then corrected; expected, what the score alone lets one expect of a code; and probability, NaN where a
        row was not coded. Means of `corrected` are on the scale of the codes, single values are not: those of coded
        rows lie far beyond it. So take ``column="corrected"`` in `count_mean`, `count_difference` and all that is made
        of them, keep the other two columns beside it, from which these learn what was coded, and read single rows by
        their score.

    Raises
    ------
    ValueError
        If a coded row is not in the scores, was not drawn, is not coded, or is there twice; if a probability is not
        above 0 and at most 1; if fewer than two documents are coded; if the sample is not of these scores, or the
        program seems to have been trained on the codes; or if a document is in two folds.
    TypeError
        If a score is not a number.

    Notes
    -----
    corrected = m + (code - m) / probability where a row was coded, and m elsewhere, with m = a + w score. The line is
    fitted to the coded rows of other documents by least squares, a row counting (1 - p) / p^2: this makes the variance
    of the sum of all corrected values least, as if each row had been drawn by itself. Without hand codes of a
    document's own in its line, nothing is biased by the fit, in no group and with however few codes. In a simple
    sample w is that of PPI++ but for terms of 1 / n.

    What it cannot repair: wrong codes, and a sample of other texts than the scores are of.

    Examples
    --------
    >>> scores = pd.DataFrame({"doc_id": list("abcdefgh"), "start": 0, "end": 9, "compound": [1, 1, 0, 0, 1, 1, 0, 0]})
    >>> coded = scores.iloc[:4, :3].assign(probability=0.5, code=[1, 0, 0, 0])
    >>> with_correction(scores, coded, column="compound", code="code")["corrected"].tolist()
    [2.0, -1.0, 0.0, 0.0, 0.5, 0.5, 0.0, 0.0]
    """
    codes = codes_in(scores, coded, column=column, code=code, folds=folds)
    taken = [name for name in (CORRECTED, EXPECTED, PROBABILITY) if name in scores]
    if taken:
        raise ValueError(f"the scores have a column {taken[0]!r} already; drop or rename it")
    return corrected_by(codes, scores)


def corrected_by(codes: Codes, scores: pd.DataFrame) -> pd.DataFrame:
    """The scores with their three columns, corrected by these codes."""
    expected = expected_codes(codes)
    corrected = expected.copy()
    corrected[codes.at] += (codes.code - expected[codes.at]) / codes.chance
    chance = np.full(len(scores), np.nan)
    chance[codes.at] = codes.chance
    return scores.assign(**{CORRECTED: corrected, EXPECTED: expected, PROBABILITY: chance})


def expected_codes(codes: Codes) -> np.ndarray:
    """What the score of each row lets one expect of a code, by the codes of the other folds.

    The sums behind the line of all folds, less those of one's own, are those of the others.
    """
    score, code = codes.score[codes.at], codes.code
    weight = np.maximum(1 - codes.chance, _CERTAIN) / codes.chance**2
    middle = np.average(score, weights=weight), np.average(code, weights=weight)
    x, y = score - middle[0], code - middle[1]  # from the middle, so that sums of squares keep their digits
    n, of_x, of_y, xx, xy = (
        sums.sum() - sums
        for sums in (
            np.bincount(codes.fold[codes.at], weight * of, codes.fold.max() + 1)
            for of in (np.ones_like(x), x, y, x * x, x * y)
        )
    )
    mean_x, mean_y = of_x / n, of_y / n
    varies = xx / n - mean_x**2
    told = varies > _ALIKE * np.average(x**2, weights=weight)
    slope = np.where(told, (xy / n - mean_x * mean_y) / np.where(told, varies, 1), 0)
    fold = codes.fold
    return middle[1] + mean_y[fold] + slope[fold] * (codes.score - middle[0] - mean_x[fold])
