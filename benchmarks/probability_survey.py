"""What people hear in words of estimative probability: the scale `survey` of discourse/data/probability_words.csv.

    python benchmarks/probability_survey.py --data FILE [--check LIST]

FILE is the answers of 123 people to a survey by Wade Fagen-Ulmschneider (2019; wadefagen/datasets, `perception of
probability words`): a column a phrase, a row a person, percentages from 0 to 100. The scale takes the quartiles, so
that the middle half of the answers lies between `low` and `high` and a few odd answers do not move them. With --check
the figures are compared with those of the shipped list.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import pandas as pd


def quartiles(path: Path) -> pd.DataFrame:
    """For each phrase, lower case: n, low (25th percentile), median, high (75th), as shares of 1."""
    table = pd.read_csv(path)
    table.columns = [name.strip().strip('"').lower() for name in table.columns]
    rows = {}
    for phrase, column in table.items():
        answers = pd.to_numeric(column, errors="coerce").dropna()
        if len(answers) >= 0.9 * len(table):  # the other columns tell who answered
            low, median, high = (answers / 100).quantile([0.25, 0.5, 0.75]).round(3)
            rows[phrase] = {"n": len(answers), "low": low, "median": median, "high": high}
    return pd.DataFrame.from_dict(rows, orient="index").sort_values("median")


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--data", type=Path, required=True, help="the answers, a CSV file")
    ask.add_argument("--check", type=Path, help="the shipped list, to be compared")
    options = ask.parse_args()
    found = quartiles(options.data)
    print(found.to_string())
    if options.check:
        listed = pd.read_csv(options.check).query("scale == 'survey'").drop_duplicates("phrase").set_index("phrase")
        gap = (listed[["low", "high"]] - found[["low", "high"]].reindex(listed.index)).abs().max(axis=None)
        print(f"\n{len(listed)} phrases in the list; the largest difference is {gap:.3f}")


if __name__ == "__main__":
    main()
