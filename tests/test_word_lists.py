"""The lists in `discourse/data`: every row has a reference, none stands twice, and the README tells every column."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

import discourse

DATA = Path(discourse.__file__).parent / "data"
LISTS = sorted(path.stem for path in DATA.glob("*.csv"))
#: Lists of names and of what texts write with capitals.
NAMES = {"abbreviations", "actors_ambiguous", "actors_world", "name_given", "name_parts", "office_holders"}
NAMES |= {"shared_names", "things"}
#: Columns that say where a row is from, and what else is told of it.
SOURCES, REMARKS = {"reference", "source"}, {"reference", "source", "note"}


def read(name: str) -> list[dict[str, str]]:
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def told(readme: str, name: str) -> str:
    """What the README says of a list, and of the lists that it refers to there."""
    sections = dict(re.findall(r"^## (.+)\n([\s\S]*?)(?=^## |\Z)", readme, re.M))
    own = " ".join(text for heading, text in sections.items() if f"{name}.csv" in heading.split(", "))
    return own + " ".join(text for heading, text in sections.items() if set(heading.split(", ")) & names_in(own))


def names_in(text: str) -> set[str]:
    return set(re.findall(r"\w+\.csv", text))


@pytest.mark.parametrize("name", LISTS)
def test_every_row_is_whole_and_has_its_source(name):
    rows = read(name)
    assert rows
    for line, row in enumerate(rows, start=2):
        assert None not in row, f"{name}.csv, line {line} has more fields than the header names"
        assert None not in row.values(), f"{name}.csv, line {line} has fewer fields than the header names"
        assert any(row.get(column, "").strip() for column in SOURCES), f"{name}.csv, line {line} has no reference"
        assert all(value == value.strip() for value in row.values()), f"{name}.csv, line {line} has blanks to spare"


@pytest.mark.parametrize("name", LISTS)
def test_no_row_stands_twice(name):
    keys = [tuple(value for column, value in row.items() if column not in REMARKS) for row in read(name)]
    assert sorted(keys) == sorted(set(keys))


@pytest.mark.parametrize("name", LISTS)
def test_words_are_written_in_one_way(name):
    for line, row in enumerate(read(name), start=2):
        for column in {"word", "words", "pattern", "verb", "alias"} & set(row):
            assert not re.search("[‘’“”]", row[column]), f"{name}.csv, line {line}: write apostrophes straight"
            assert name in NAMES or row[column] == row[column].lower(), f"{name}.csv, line {line}: lower case"


@pytest.mark.parametrize("name", LISTS)
def test_the_readme_tells_every_column(name):
    text = told((DATA / "README.md").read_text(encoding="utf-8"), name)
    assert text, f"discourse/data/README.md has no section on {name}.csv"
    silent = set(read(name)[0]) - set(re.findall(r"\w+", text))
    assert not silent, f"discourse/data/README.md does not say what {sorted(silent)} of {name}.csv mean"


@pytest.mark.parametrize("name", LISTS)
def test_works_that_a_list_cites_stand_in_the_readme(name):
    readme = (DATA / "README.md").read_text(encoding="utf-8")
    cited = {
        found for row in read(name) for found in re.findall(r"(\w+)[^();]*?\(?(\d{4})\)?", row.get("reference", ""))
    }
    missing = {work for work in cited if not re.search(rf"{work[0]}\b.{{0,160}}{work[1]}", readme, re.S)}
    assert not missing, f"discourse/data/README.md lacks works that {name}.csv cites"
