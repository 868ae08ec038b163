"""Spread: how much a ratio of sums varies from document to document, and the values that it could be a sample of.

A value x is within reach if what was found is no more than 1.96 (or Student's) standard errors away from it, with the
standard error that goes with x. What intervals of rates, shares and means have in common is here.

References
----------
Bell, R. M. and McCaffrey, D. F. (2002). Bias reduction in standard errors for linear regression with multi-stage
samples. Survey Methodology 28. (Each document held against the others.)
Cochran, W. G. (1977). Sampling Techniques. 3rd ed. Wiley. (The standard error of a ratio, ch. 6.)
Kish, L. (1965). Survey Sampling. Wiley. (Documents of unequal length count as fewer of equal length.)
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

#: Between bursts, whose variance grows with the rate, and documents that differ: there it grows with its square.
GROWTH = 1.5
_LEAST_DEGREES = 2  # of freedom: with one, Student's quantile of 12.7 makes intervals that say nothing
_ALIKE = 1e-9  # what differs by less, as a part of the largest number that was summed, differs by rounding


class Spread(NamedTuple):
    """What documents say of a ratio of sums, one a column.

    Attributes
    ----------
    total, size : the sums
    docs : how many documents have a size, or of corrected scores a code
    squares : the sum of squared residuals of total, each document held against all
    variance : the same, each document held against the others
    chance : how many times the variance of total that would be, if documents varied by chance alone
    degrees : of freedom, that variance has
    least, most : the smallest and the largest ratio of a document, where asked for
    growth : with what power of the ratio variance is taken to grow, at the end to which the interval leans
    scale : the largest number that may have been summed, without its sign, where that is known
    codes : how many hand codes scores are corrected by; without end where they are not
    """

    total: np.ndarray
    size: np.ndarray
    docs: np.ndarray
    squares: np.ndarray
    variance: np.ndarray
    chance: np.ndarray
    degrees: np.ndarray
    least: np.ndarray
    most: np.ndarray
    growth: float = GROWTH
    scale: float = 0
    codes: np.ndarray | float = np.inf

    def student(self) -> np.ndarray:
        """The quantile of Student's t for a 95 % interval, squared."""
        from scipy.special import stdtrit

        return stdtrit(self.degrees, 0.975) ** 2

    def alike(self) -> np.ndarray:
        """Have all documents the same ratio, but for rounding?"""
        return one_number(self.least, self.most, self.scale)

    def score_ends(self, reach, lean, more, bend=0) -> tuple[np.ndarray, np.ndarray]:
        """By size, where (x - total)^2 is as large as what the variance at x allows.

        That is reach + lean (x - total) - bend (x - total)^2, with `more` for `lean` at the end that it leans to.
        """
        down, up, bend = np.minimum(lean, more) / 2, np.maximum(lean, more) / 2, 1 + bend
        low = down - np.sqrt(down**2 + bend * reach)
        high = up + np.sqrt(up**2 + bend * reach)
        return (self.total + low / bend) / self.size, (self.total + high / bend) / self.size


class OfCodes(NamedTuple):
    """What hand codes are behind the corrected scores of each document; one a column, where there are several.

    Attributes
    ----------
    coded : how many rows were coded
    stands_for : how many rows they were drawn from, by the chance of each
    residual : how far these codes are from what their scores let one expect, each times the rows that it stands for
    carried : how much of the variance the document carries
    """

    coded: np.ndarray
    stands_for: np.ndarray
    residual: np.ndarray
    carried: np.ndarray

    def weighted(self, total: np.ndarray, size: np.ndarray) -> np.ndarray:
        """Totals that add up to what they do where codes stand for as many rows as there are, and not more or fewer.

        A group's mean is then what its scores let one expect, and the weighted mean of its residuals on top of it.
        What is added for the latter is laid on the documents as the ratio of two sums varies with each.
        """
        with np.errstate(divide="ignore", invalid="ignore"):
            times = size.sum(0) / self.stands_for.sum(0)
            mean = self.residual.sum(0) / self.stands_for.sum(0)
            weighted = total + (times - 1) * self.residual + (size - times * self.stands_for) * mean
        return np.where(self.stands_for.sum(0) > 0, weighted, total)


def one_number(least: np.ndarray | float, most: np.ndarray | float, scale: float = 0) -> np.ndarray:
    """Are two numbers the same but for rounding, where they come from numbers of up to `scale`?

    >>> bool(one_number(0.3, 0.1 + 0.2)), bool(one_number(0, 1e-17)), bool(one_number(0, 1e-17, scale=0.3))
    (True, False, True)
    """
    return ~np.greater(most - least, _ALIKE * np.maximum(np.maximum(np.abs(most), np.abs(least)), scale))


def spread_of(total: np.ndarray, size: np.ndarray, *codes: np.ndarray, extremes: bool = False) -> Spread:
    """Of totals and sizes, a row a document, a column each; with the extremes where they are asked for.

    Of corrected scores, `codes` are the arrays of `OfCodes`.
    """
    by = OfCodes(*codes) if codes else None
    total, size = np.asarray(total, np.float64), np.asarray(size, np.float64)
    totals, sizes, beside = total.sum(0), size.sum(0), size[:, None] if size.ndim < total.ndim else size
    with np.errstate(divide="ignore", invalid="ignore"):
        part = size / sizes
        if by is not None:
            total = by.weighted(total, size)
            totals, part = total.sum(0), np.fmax(part, by.stands_for / by.stands_for.sum(0))
        squares = beside * (totals / sizes)
        np.subtract(total, squares, out=squares)
        np.square(squares, out=squares)
        weight = 1 / (1 - part) ** 2  # turns what is left over from the ratio of all into that from the others'
        carried = part if by is None else by.carried / by.carried.sum(0)
        degrees = 1 / (carried**2).sum(0) - 1  # Kish's number of documents, less one
        chance = (part / (1 - part)).sum(0)
        variance = weight @ squares if size.ndim == 1 else (weight * squares).sum(0)
        of_docs = total / beside if extremes else np.empty((0, *total.shape[1:]))
    return Spread(
        total=totals,
        size=sizes,
        docs=((size if by is None else by.coded) > 0).sum(0),
        squares=squares.sum(0),
        variance=variance,
        chance=chance,
        degrees=np.fmax(degrees, _LEAST_DEGREES),
        least=np.fmin.reduce(of_docs, 0, initial=np.inf),
        most=np.fmax.reduce(of_docs, 0, initial=-np.inf),
        codes=np.inf if by is None else by.coded.sum(0),
    )


def for_two(one: Spread, other: Spread, *, growth: float) -> list[Spread]:
    """With the degrees of freedom that their difference has (Welch 1947)."""
    with np.errstate(divide="ignore", invalid="ignore"):
        of_one, of_other = (group.variance / group.size**2 for group in (one, other))
        welch = (of_one + of_other) ** 2 / (of_one**2 / one.degrees + of_other**2 / other.degrees)
    degrees = np.where(welch > 0, welch, _LEAST_DEGREES)
    return [group._replace(degrees=degrees, growth=growth) for group in (one, other)]
