"""What the tables of a study found, in sentences with their intervals, and what they do not show.

The first screen of a report answers the question of the study from the numbers alone: who or what is most, with the
interval over documents; what changed; what stands together. Groups of few documents are left out where there are
others. Beside it stands what cannot be concluded, by what is known of this corpus and of these tables.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from discourse.study._entries import joined
from discourse.study.forms.decimals import decimals_of, say_number
from discourse.study.forms.overlap import Overlap, warn_of
from discourse.study.register import MEASURES
from discourse.view.wording import say, showable

_MOST_SENTENCES, _MOST_GROUPS, _MOST_NAMED, _WORDS = 8, 6, 3, 8
#: Columns of a table that name no group.
_NO_GROUPS = ("period", "few")
#: A group of fewer documents has few.
FEW = 10


@dataclass(frozen=True)
class Finding:
    """A sentence, and the table that it is from."""

    text: str
    table: str


def answers(study, tables: dict[str, pd.DataFrame]) -> list[Finding]:
    """What the tables of a study found, a sentence a table."""
    out = []
    for name, spec in study.tables.items():
        tell = _TELL.get(spec["measure"])
        if tell and len(tables.get(name, ())) and str(MEASURES[spec["measure"]].finding or "") in ("", *tables[name]):
            out += [Finding(showable(text), name) for text in [tell(spec, tables[name])] if text]
    return out[:_MOST_SENTENCES]


# --- rates, means and shares ------------------------------------------------------------------------------------------


def _tell_finding(spec: dict, table: pd.DataFrame) -> str:
    measure = MEASURES[spec["measure"]]
    finding, label = str(measure.finding), measure.fill(measure.label, spec)
    label = label[:1].upper() + label[1:]
    by = [c for c in spec["by"] if c in table]
    sure = _sure(table)
    if "period" in table:
        return _over_time(label, by, table, sure, finding)
    if not by:
        return f"{label}: {_teller(table, finding)(table.iloc[0], first=True)}."
    rows = (table if sure.empty else sure).dropna(subset=[finding])
    if rows.empty:
        return ""
    among, value = "" if sure.empty else _among(len(rows), len(table)), _teller(table, finding)
    if len(by) > 1:
        return _within(label, by, rows, finding, among=among, value=value)
    if len(rows) == 1 and among:
        return f"{label}: {value(rows.iloc[0], first=True)} for {say(rows.iloc[0][by[0]])}, {among}."
    said = _extremes(by[0], rows, finding, both=finding != "rate", value=value)
    doubt = " (All of these have few documents.)" if sure.empty else ""
    return f"{label}: {f'{among}, ' if among else ''}{said}.{doubt}"


def _among(n: int, of: int) -> str:
    """Of how many groups is spoken, where there are more of them."""
    if n == 1 < of:
        return f"the only group with enough documents ({FEW} or more)"
    return f"of the {n:,} groups with enough documents ({FEW} or more)" if n < of else ""


def _teller(table: pd.DataFrame, finding: str) -> Callable[..., str]:
    decimals = decimals_of(table).get(finding, 0)

    def tell(row: pd.Series, *, first: bool = False) -> str:
        said = say_number(row[finding], decimals)
        if "low" not in row or pd.isna(row["low"]):
            return said
        lead = "95 % interval " if first else ""
        return f"{said} ({lead}{say_number(row['low'], decimals)} to {say_number(row['high'], decimals)})"

    return tell


def _sure(table: pd.DataFrame) -> pd.DataFrame:
    """The rows that rest on enough documents."""
    return table[~table["few"].fillna(True).astype("bool")] if "few" in table else table


def _extremes(by: str, rows: pd.DataFrame, finding: str, *, both: bool, value: Callable[..., str]) -> str:
    ranked = rows.sort_values(finding, ascending=False, kind="stable")
    if both and len(ranked) > 1:
        top, last = ranked.iloc[0], ranked.iloc[-1]
        said = f"highest for {say(top[by])}, {value(top, first=True)}, and lowest for {say(last[by])}, {value(last)}"
        return f"{said}; {_apart(top, last)}"
    named = [
        f"{say(row[by])}, {value(row, first=not n)}" for n, (_, row) in enumerate(ranked.head(_MOST_NAMED).iterrows())
    ]
    said = f"most for {named[0]}" + "".join(f"; then {other}" for other in named[1:])
    return f"{said}; of the first two, {_apart(ranked.iloc[0], ranked.iloc[1])}" if len(ranked) > 1 else said


def _apart(one: pd.Series, other: pd.Series) -> str:
    if "low" not in one or one[["low", "high"]].isna().any() or other[["low", "high"]].isna().any():
        return "there is no interval"
    low, high = sorted([one, other], key=lambda row: row["high"])
    return "the intervals do not overlap" if low["high"] < high["low"] else "the intervals overlap"


def _within(
    label: str, by: list[str], rows: pd.DataFrame, finding: str, *, among: str, value: Callable[..., str]
) -> str:
    """The largest in each of the groups of which there are fewest kinds."""
    outer = min(by, key=lambda c: rows[c].nunique())
    inner = [c for c in by if c != outer]
    size = "n" if "n" in rows else finding
    largest = rows.groupby(outer, observed=True)[size].sum().sort_values(ascending=False, kind="stable")
    ranked = rows.sort_values(finding, ascending=False, kind="stable").drop_duplicates(outer).set_index(outer)
    chosen = ranked.loc[largest.index[:_MOST_GROUPS]]
    told = []
    for n, (group, row) in enumerate(chosen.iterrows()):
        told.append(f"{say(group)}: {', '.join(say(row[c]) for c in inner)}, {value(row, first=not n)}")
    more = len(largest) - len(told)
    lead = f"{label}, the most for each {outer}{', ' * bool(among)}{among}"
    return f"{lead}: {'; '.join(told)}" + (f"; {more} more in the table." if more else ".")


def _over_time(label: str, by: list[str], table: pd.DataFrame, sure: pd.DataFrame, finding: str) -> str:
    """The first and the last period of the largest groups."""
    size = "n" if "n" in table else "n_docs"
    keys = table[by].astype("str").agg(" ".join, axis=1) if by else pd.Series("", index=table.index)
    largest = table.groupby(keys)[size].sum().sort_values(ascending=False, kind="stable").index[:_MOST_NAMED]
    told: list[str] = []
    value = _teller(table, finding)
    for group in largest:
        rows = sure[keys.loc[sure.index] == group]
        note = ""
        if rows["period"].nunique() < 2:
            rows, note = table[keys == group], ", on few documents"
        rows = rows.dropna(subset=[finding]).sort_values("period")
        if rows["period"].nunique() < 2:
            continue
        first, last = rows.iloc[0], rows.iloc[-1]
        lead = f"{group} " if group else ""
        said = f"{lead}from {value(first, first=not told)} in {_period(first)} to {value(last)} in {_period(last)}"
        told.append(f"{said}, where {_apart(first, last)}{note}")
    return f"{label}, over time: {'; '.join(told)}.{_left_out(table, sure)}" if told else ""


def _left_out(table: pd.DataFrame, sure: pd.DataFrame) -> str:
    """Which periods with documents rest on too few, those that follow each other as one stretch."""
    there = table[table["n_docs"] > 0] if "n_docs" in table else table
    runs: list[list[pd.Series]] = []
    before_is_sure = True
    for _, row in there.drop_duplicates("period").sort_values("period").iterrows():
        is_sure = bool((sure["period"] == row["period"]).any())
        if not is_sure:
            runs = [*runs, [row, row]] if before_is_sure else [*runs[:-1], [runs[-1][0], row]]
        before_is_sure = is_sure
    if not runs:
        return ""
    said = [_period(a) if a is b else f"{_period(a)} to {_period(b)}" for a, b in runs[:_MOST_GROUPS]]
    said += ["others"] * (len(runs) > _MOST_GROUPS)
    one = len(runs) == 1 and runs[0][0] is runs[0][1]
    return f" ({joined(said, 'and')} {'has' if one else 'have'} too few documents.)"


def _period(row: pd.Series) -> str:
    said = say(row["period"])
    return said[:4] if said.endswith("-01-01") else said


# --- other measures ---------------------------------------------------------------------------------------------------


def _tell_difference(spec: dict, table: pd.DataFrame) -> str:
    row, value = table.iloc[0], _teller(table, "difference")
    zero = row["low"] <= 0 <= row["high"] if pd.notna(row["low"]) else True
    ends = (
        "the interval contains 0, so the texts do not show a difference between the two"
        if zero
        else "the interval does not contain 0"
    )
    measure = MEASURES[spec["measure"]]
    label = measure.fill(measure.label, spec)
    two = f"{say(row['group'])} less {say(row['other'])}"
    return f"{label[:1].upper()}{label[1:]}, {two}: {value(row, first=True)}; {ends}."


def _tell_pairs(spec: dict, table: pd.DataFrame) -> str:
    rows = table[table["n"] > 0].sort_values("n", ascending=False, kind="stable").head(_MOST_NAMED)
    link = "of" if spec["measure"] == "speakers" else "and"
    pairs = [f"{say(row['source'])} {link} {say(row['target'])} ({row['n']:,})" for _, row in rows.iterrows()]
    unit = "sentences" if spec.get("unit", "sentence") == "sentence" else "documents"
    if not pairs:
        return ""
    if spec["measure"] == "speakers":
        return f"Who speaks most often of whom: {joined(pairs, 'and')} mentions."
    return f"Most often in the same {unit[:-1]}: {joined(pairs, 'and')} {unit}."


def _tell_words(lead: str, column: str) -> Callable[[dict, pd.DataFrame], str]:
    def tell(spec: dict, table: pd.DataFrame) -> str:
        words = joined([say(word) for word in table[column].head(_WORDS)], "and")
        return f"{lead.format_map({'target': '', 'node': ''} | spec)}: {words}."

    return tell


_TELL: dict[str, Callable[[dict, pd.DataFrame], str]] = {
    "rate": _tell_finding,
    "mean": _tell_finding,
    "questions": _tell_finding,
    "difference": _tell_difference,
    "cooccurrence": _tell_pairs,
    "affiliations": _tell_pairs,
    "speakers": _tell_pairs,
    "keyness": _tell_words("Most typical of {target}", "feature"),
    "collocates": _tell_words("Words most strongly associated with {node}", "collocate"),
    "collocations": _tell_words("Words that most often occur together", "collocation"),
}


# --- what not to conclude ---------------------------------------------------------------------------------------------


def cautions(
    study, tables: dict[str, pd.DataFrame], *, unchecked: list[str], overlap: Overlap | None, doubts: int
) -> list[str]:
    """What does not follow from the tables of a study, a sentence each; what is counted twice comes first."""
    asked = {name: spec for name, spec in study.tables.items() if name in tables}
    said = [warn_of(overlap)] if overlap else []
    if unchecked:
        said.append(
            "That groups or periods differ as the figures show. No hand codes correct these comparisons, and the "
            "program may make more errors in one group than in another."
        )
    if few := [name for name in asked if "few" in tables[name] and tables[name]["few"].fillna(False).any()]:
        counts = [f"{int(tables[name]['few'].sum()):,} of {len(tables[name]):,} rows of {_named(name)}" for name in few]
        said.append(
            "Anything about groups with few documents (fewer than 10, or fewer than 3 independent events), because "
            f"their intervals may be wrong: {joined(counts[:_MOST_GROUPS], 'and')}"
            f"{' and of others' if len(counts) > _MOST_GROUPS else ''}."
        )
    if any("low" in tables[name] and spec["measure"] != "difference" for name, spec in asked.items()):
        said.append(
            "That two groups are the same because their intervals overlap, or that a difference is proved because they "
            'do not. Each interval is about one group; a table with the measure "difference" compares two.'
        )
    of = {spec.get("of") for spec in asked.values()}
    if "mentions" in of:
        said.append(
            "That the actor named most is praised, blamed or heard. A mention only shows that the name is there."
        )
    if of & {"sentiment", "actor_sentiment"}:
        said.append(
            "What an author thinks. Tone is about the words in a sentence, whoever speaks and whatever is meant."
        )
    if doubts:
        said.append("That every text was read correctly. Texts with a doubt are listed below.")
    said.append("Anything about texts that are not in this corpus, unless the corpus is a random sample of them.")
    return [showable(text) for text in said]


def _named(name: str) -> str:
    return name.replace("_", " ")
