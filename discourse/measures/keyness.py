"""Keyness: which words one corpus uses more than another.

Every measure compares two counts of a feature, `n_target` of `total_target` and `n_reference` of `total_reference`.
Tools disagree on what they call log-likelihood; here `ll` has two terms and `g2` four, and both are there.

References
----------
Dunning, T. (1993). Accurate methods for the statistics of surprise and coincidence. Computational Linguistics 19.
Rayson, P. and Garside, R. (2000). Comparing corpora using frequency profiling. ACL Workshop on Comparing Corpora.
Hardie, A. (2014). Log Ratio: an informal introduction. CASS, Lancaster.
Gabrielatos, C. and Marchi, A. (2012). Keyness: appropriate metrics and practical issues. CADS, Bologna.
Wilson, A. (2013). Embracing Bayes factors for key item analysis in corpus linguistics.
Katz, D. et al. (1978). Obtaining confidence intervals for the risk ratio in cohort studies. Biometrics 34.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from discourse import schema
from discourse._arguments import checked
from discourse.measures._dropped import find_kept
from discourse.measures.intervals import Z
from discourse.text.words import largest_first


@checked
def keyness(
    target: pd.DataFrame,
    reference: pd.DataFrame,
    *,
    exact: bool = False,
    drop: str | Sequence[str] | pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Compare two frequency tables by all measures of keyness. The most typical features of the target come first.

    Parameters
    ----------
    target, reference : DataFrame
        Tables with the columns feature and n, such as `count_features` returns. If a table has the column total, this
        is the size of its corpus. Otherwise the size is the sum of n.
    exact : bool
        Whether to compute Fisher's exact test, which is slow. If not, `fisher_p` is NaN.
    drop : "function words", list of str or DataFrame, optional
        Words to leave out. ``"function words"`` leaves out the closed classes of English. You can also give your own
        words, in which ``*`` stands for any letters, or a table with the column pattern. A feature that contains such a
        word has no row. The totals still include it.

    Returns
    -------
    DataFrame
        One row for each feature, with these columns:

        - feature, n_target, n_reference, total_target, total_reference: the feature, its counts, and the sizes.
        - `ll`: the log-likelihood with two terms (Rayson and Garside 2000).
        - `g2`: the log-likelihood with four terms (Dunning 1993).
        - `chi2` and `chi2_yates`: Pearson's chi-squared, without and with the correction by Yates.
        - `p`: the p value of g2, with one degree of freedom.
        - `p_holm` and `p_bh`: p, adjusted for the number of rows (Holm 1979; Benjamini and Hochberg 1995).
        - `fisher_p`: the two-sided p value of Fisher's exact test.
        - `log_ratio`: the binary logarithm of the ratio of the two relative frequencies (Hardie 2014). A count of 0 is
          replaced by 0.5.
        - `log_ratio_low` and `log_ratio_high`: the ends of its 95 % interval (Katz et al. 1978).
        - `pct_diff`: the difference in per cent (Gabrielatos and Marchi 2012). It is inf if the reference does not have
          the feature.
        - `odds_ratio`: the odds ratio of the sample. R's fisher.test gives the conditional estimate instead.
        - `bic`: computed from ll (Wilson 2013). A value above 2 is evidence of a difference.

        `ll`, `g2`, `chi2` and `chi2_yates` have a sign. They are negative if the feature is rarer in the target.

    Examples
    --------
    >>> import pandas as pd
    >>> import discourse as dc
    >>> target = pd.DataFrame({"feature": ["x", "y", "z"], "n": [4, 1, 2]})
    >>> reference = pd.DataFrame({"feature": ["x", "y", "w", "z"], "n": [1, 4, 4, 1]})
    >>> dc.keyness(target, reference).set_index("feature")["g2"].round(4).to_dict()
    {'x': 4.5347, 'z': 0.9665, 'y': -1.3953, 'w': -5.09}
    """
    tables, sizes = {"target": target, "reference": reference}, []
    for name, table in tables.items():
        schema.need(table, ("feature", "n"), f"the {name} table")
        sizes.append(int(table["total"].iloc[0]) if "total" in table and len(table) else int(table["n"].sum()))
    number, features = pd.factorize(pd.concat([table["feature"] for table in tables.values()]), use_na_sentinel=False)
    counts = pd.DataFrame({"feature": features})
    for (name, table), rows in zip(tables.items(), np.split(number, [len(target)]), strict=True):
        twice = np.flatnonzero(np.bincount(rows, minlength=len(features)) > 1)
        if len(twice):
            raise ValueError(
                f"the {name} table has {features[twice[0]]!r} in more than one row; give the rows of one group"
            )
        n = np.zeros(len(features), np.int64)
        n[rows] = table["n"]
        counts[f"n_{name}"] = n
    counts = counts.assign(total_target=sizes[0], total_reference=sizes[1])
    if len(counts) and not all(sizes):
        raise ValueError(f"one of the corpora has no words ({sizes[0]} and {sizes[1]}); there is nothing to compare")
    counts = counts[find_kept(counts["feature"].tolist(), drop)].reset_index(drop=True)
    measures = _measures(*(counts[c].to_numpy(np.float64) for c in counts.columns[1:]))
    if exact:
        measures["fisher_p"] = _fisher(counts.iloc[:, 1:].to_numpy(np.int64))
    out = schema.conform(counts.assign(**measures), "keyness")
    return out.take(largest_first(out["feature"], out["g2"])).reset_index(drop=True)


def _measures(a: np.ndarray, b: np.ndarray, c: np.ndarray, d: np.ndarray) -> dict[str, np.ndarray]:
    """All measures for counts a of c words and b of d."""
    from scipy.special import erfc, xlogy

    n = c + d
    observed = np.array([a, b, c - a, d - b])
    expected = np.array([c * (a + b) / n, d * (a + b) / n, c * (n - a - b) / n, d * (n - a - b) / n])
    with np.errstate(divide="ignore", invalid="ignore"):
        sign = np.sign(a / c - b / d)
        terms = 2 * xlogy(observed, np.where(expected > 0, observed / expected, 1))
        ll, g2 = np.maximum(terms[:2].sum(axis=0), 0), np.maximum(terms.sum(axis=0), 0)
        apart = np.abs(observed - expected)
        chi2 = np.where(expected > 0, apart**2 / expected, 0).sum(axis=0)
        yates = np.where(expected > 0, (apart - np.minimum(0.5, apart)) ** 2 / expected, 0).sum(axis=0)
        x, y = np.where(a == 0, 0.5, a), np.where(b == 0, 0.5, b)
        log_ratio = np.log2((x / c) / (y / d))
        error = np.sqrt(np.maximum(1 / x - 1 / c + 1 / y - 1 / d, 0)) / np.log(2)
        pct_diff = (a / c - b / d) / (b / d) * 100
        odds_ratio = (a * (d - b)) / (b * (c - a))
    p = erfc(np.sqrt(g2 / 2))  # of chi-squared with one degree of freedom
    return {
        "ll": sign * ll,
        "g2": sign * g2,
        "chi2": sign * chi2,
        "chi2_yates": sign * yates,
        "p": p,
        "p_holm": _holm(p),
        "p_bh": _benjamini_hochberg(p),
        "fisher_p": np.full(len(a), np.nan),
        "log_ratio": log_ratio,
        "log_ratio_low": log_ratio - Z * error,
        "log_ratio_high": log_ratio + Z * error,
        "pct_diff": pct_diff,
        "odds_ratio": odds_ratio,
        "bic": ll - np.log(n),
    }


def _holm(p: np.ndarray) -> np.ndarray:
    order = np.argsort(p, kind="stable")
    out = np.empty(len(p))
    out[order] = np.minimum(np.maximum.accumulate(p[order] * np.arange(len(p), 0, -1)), 1)
    return out


def _benjamini_hochberg(p: np.ndarray) -> np.ndarray:
    from scipy.stats import false_discovery_control

    return false_discovery_control(p) if len(p) else p


def _fisher(counts: np.ndarray) -> np.ndarray:
    """Fisher's exact test, two-sided, once for each pair of counts."""
    from scipy.stats import fisher_exact

    known: dict[tuple[int, ...], float] = {}
    for a, b, c, d in map(tuple, counts.tolist()):
        if (a, b) not in known:
            known[a, b] = float(fisher_exact([[a, b], [c - a, d - b]]).pvalue)
    return np.array([known[a, b] for a, b, _, _ in counts.tolist()])
