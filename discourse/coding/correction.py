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
    """Correct the scores of a program by the codes of human coders.

    The result has a new column, corrected. Means of this column, and differences between such means, are free of the
    systematic errors of the program.

    Parameters
    ----------
    scores : DataFrame
        The scores that a program gave to all units of the corpus. The table needs doc_id and `column`. It also needs
        start and end if units are smaller than documents.
    coded : DataFrame
        A sample of `sample_sentences` that coders have filled in. It needs doc_id, probability and `code`. It also
        needs start and end if `scores` has them. If several rows of the scores have the same place, both tables need
        the column actor.
    column : str
        The column with the scores. Rows without a score are left out, and get no corrected value.
    code : str
        The column with the codes. Codes are numbers on any scale, or yes and no (also true and false). Yes counts as 1,
        and no as 0.
    folds : str, optional
        Only for a program that was trained on these same codes. It is the column of `scores` with the part (fold) of
        each document. Each document must be scored by a program that was trained without the codes of its own part
        (cross-fitting).

    Returns
    -------
    DataFrame
        `scores` with three more columns:

        - corrected: the corrected value.
        - expected: the code that one expects for the row from its score alone.
        - probability: the chance with which the row was drawn. NaN if the row was not coded.

        Use ``column="corrected"`` in `count_mean`, in `count_difference` and in everything that builds on them. Keep
        the columns expected and probability in the table, because these functions need them.

        Means of corrected are on the scale of the codes. Single values are not: the values of coded rows are often far
        outside that scale. So do not interpret single corrected values. For a single row, read its score.

    Raises
    ------
    ValueError
        If a coded row is not in the scores, was not drawn, has no code, or occurs twice. If a probability is not above
        0 and at most 1. If fewer than two documents are coded. If the sample was not drawn from these scores. If the
        program seems to have been trained on the codes. If a document is in two folds.
    TypeError
        If a score is not a number.

    Notes
    -----
    A line predicts the code from the score: m = a + w score. A row that was not coded gets m. A coded row gets
    m + (code - m) / probability.

    The line of a document is fitted by least squares to the coded rows of all other documents. A row has the weight
    (1 - p) / p^2, where p is its probability. If rows were drawn independently, these weights give the smallest
    variance of the sum of all corrected values. The line of a document never uses the codes of that document. So the
    fit causes no bias, in any group and with any number of codes. In a simple random sample, w is the same as in PPI++,
    apart from terms of the order 1 / n.

    The correction cannot repair wrong codes. It also cannot help if the sample is from other texts than the scores.

    Examples
    --------
    >>> import pandas as pd
    >>> import discourse as dc
    >>> scores = pd.DataFrame({"doc_id": list("abcdefgh"), "start": 0, "end": 9, "compound": [1, 1, 0, 0, 1, 1, 0, 0]})
    >>> coded = scores.iloc[:4, :3].assign(probability=0.5, code=[1, 0, 0, 0])
    >>> dc.with_correction(scores, coded, column="compound", code="code")["corrected"].tolist()
    [2.0, -1.0, 0.0, 0.0, 0.5, 0.5, 0.0, 0.0]
    """
    codes = codes_in(scores, coded, column=column, code=code, folds=folds)
    taken = [name for name in (CORRECTED, EXPECTED, PROBABILITY) if name in scores]
    if taken:
        raise ValueError(f"the scores already have a column {taken[0]!r}; drop or rename it")
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
