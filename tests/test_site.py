"""The site: every public name and every column is in it, links lead somewhere, and nothing is loaded from elsewhere.

That it builds without a warning is checked by `make docs`, which continuous integration runs.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from urllib.parse import urlsplit

import nbformat
import pandas as pd
import pytest
from test_architecture import ORDER
from test_documentation import OTHER_TABLES
from test_documentation import RETURNS as RETURNED

import discourse as dc
from discourse import schema

ROOT = Path(__file__).parents[1]
SITE = ROOT / "docs" / "site"
GLOSSARY = (ROOT / "docs" / "glossary.md").read_text(encoding="utf8")
#: Terms that figures, notes of figures and reports use.
OF_FIGURES = {"interval", "per 1,000 words", "few", "group", "multiverse", "x-ray", "node", "period", "n", "voice"}
#: Pages whose links to other servers are looked at.
WRITTEN = [
    page
    for place in ("*", "docs/**/*", "benchmarks/*", "corpus/*/*", "discourse/data/*")
    for page in ROOT.glob(f"{place}.md")
]


@pytest.fixture(scope="module")
def site():
    """The modules that make the site, by name."""
    names = ("sources", "reference", "outgoing", "executed")
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(SITE))
        yield {name: __import__(name) for name in names}
        for name in names:
            sys.modules.pop(name, None)


def entries() -> dict[str, str]:
    """Each term of the glossary with what is said of it; terms in a row share what is said."""
    found: dict[str, str] = {}
    for block in re.findall(r"^```\{glossary\}\n(.*?)^```$", GLOSSARY, re.S | re.M):
        for entry in re.findall(r"((?:^\S.*\n)+)((?:^    .*\n)+)", block, re.M):
            for term in entry[0].splitlines():
                assert term not in found, f"{term} is in the glossary twice"
                found[term] = " ".join(entry[1].split())
    return found


# Reference -------------------------------------------------------------------------------------------------------


def test_every_public_name_serves_one_task(site):
    names = [name for task in site["reference"].TASKS.values() for name in task.names.split()]
    assert sorted(names) == sorted(dc.__all__), "name it once in TASKS of docs/site/reference.py"


def test_every_public_name_has_a_page_that_sphinx_fills(site):
    pages = dict(site["reference"].write_all())
    for name in dc.__all__:
        page = pages[f"reference/{name}.rst"]
        assert len(re.findall(rf"^\.\. (?:autofunction|autoclass|py:data):: discourse\.{name}$", page, re.M)) == 1


def test_tables_of_functions_are_those_that_they_return(site):
    told = {name: table for name in dc.__all__ if (table := site["reference"].table_of(name))}
    assert told.pop("read_dictionary") == "unread"
    assert told == {name: table for name, table in RETURNED.items() if name not in OTHER_TABLES}


def test_the_page_of_tables_has_every_table_and_every_column(site):
    page = site["reference"].page_of_tables()
    for table, columns in schema.TABLES.items():
        part = page.split(f".. _table-{table}:")[1].split(".. _table-")[0]
        assert re.findall(r":term:`(\w+)`", part) == list(columns)
        assert "From `" in part, f"nobody gives the table {table}"


def test_the_map_has_every_room_once_in_the_order_of_the_contract(site):
    page = site["reference"].page_of_rooms()
    rooms = re.findall(r"^([\w/]+)\n[-~]{2,}$", page, re.M)
    package = ROOT / "discourse"
    there = {path.parent.relative_to(package).as_posix() for path in package.rglob("*/__init__.py")}
    assert sorted(rooms) == sorted(there)
    levels = [set(re.findall(r"\w+", line)) & there for line in ORDER.splitlines()]
    assert [set(level) for level in site["reference"].LEVELS] == [level for level in levels if level]


# Glossary --------------------------------------------------------------------------------------------------------


def test_every_column_and_every_term_of_a_figure_has_an_entry():
    columns = {column for table in schema.TABLES.values() for column in table}
    assert sorted((columns | OF_FIGURES) - set(entries())) == [], "docs/glossary.md needs an entry, with an example"


def test_an_entry_is_a_sentence_with_an_example():
    for term, entry in entries().items():
        said, _, example = entry.partition("Example: ")
        assert re.match(r"[A-Z`].*[.;]$", said.strip(), re.S), f"{term}: {said}"
        assert re.search(r"\w", example) and example[-1] in ".`", f"{term}: {example}"


def number(term: str) -> float:
    """The last number of the example of a term."""
    return float(re.findall(r"-?\d[\d,]*(?:\.\d+)?", entries()[term].partition("Example: ")[2])[-1].replace(",", ""))


def test_numbers_in_examples_are_those_of_the_library():
    table = pd.DataFrame({"feature": ["x"], "n": [40], "n_docs": [1], "total": [10_000], "rate": [4.0]})
    pairs = pd.DataFrame({"n": [8], "n_node": [16], "n_collocate": [8], "total": [64]})
    coded = pd.DataFrame({"anna": [1, 1, 0, 0], "ben": [1, 0, 0, 0]})
    made = {
        **dc.keyness(table, table.assign(n=10, rate=1.0)).iloc[0][
            ["ll", "g2", "chi2", "chi2_yates", "bic", "odds_ratio"]
        ],
        **dc.score_association(pairs).iloc[0].drop(["n_collocate", "n_node", "total", "n", "g2"]),
        **dc.score_dispersion([[1, 2, 3, 4, 5]], [9, 10, 10, 10, 11]).iloc[0].drop("n"),
        **dc.count_reliability(coded, columns=["anna", "ben"]).iloc[0][["kappa", "alpha", "agreement"]],
    }
    assert len(made) > 20
    wrong = {term: value for term, value in made.items() if abs(number(term) - value) > 0.0051}
    assert wrong == {}


# Links -----------------------------------------------------------------------------------------------------------


def test_links_of_the_repository_become_links_of_the_site(site):
    with_links = site["sources"].with_links
    text = "[a](METHODS.md#voice) `[b](METHODS.md)` [c](notebooks) [d](LICENSE) ![e](docs/first_look.png) [f](https://a.org)"
    assert with_links(text, "CONTRIBUTING.md") == (
        "[a](../methods.md#voice) `[b](METHODS.md)` [c](../tutorials/index.md) [d](../files/LICENSE) "
        "![e](../first_look.png) [f](https://a.org)",
        {"LICENSE"},
    )
    assert (
        with_links("[a](#x)\n\n```\n[b](nowhere.md)\n```\n", "METHODS.md")[0]
        == "[a](#x)\n\n```\n[b](nowhere.md)\n```\n"
    )


def test_a_link_that_leads_nowhere_is_an_error(site):
    with pytest.raises(ValueError, match=r"METHODS\.md links to nowhere\.md, which is not there"):
        site["sources"].with_links("[a](nowhere.md)", "METHODS.md")
    with pytest.raises(ValueError, match="links to the folder tests; link to a file"):
        site["sources"].with_links("[a](tests)", "METHODS.md")


def test_links_of_all_pages_lead_somewhere(site):
    pages = site["sources"].pages()
    assert len(pages) > 20
    for page in pages:
        site["sources"].with_links((ROOT / page).read_text(encoding="utf8"), page)


def test_addresses_of_other_servers_are_well_formed():
    """Whether they answer cannot be asked without the net; a letter too many can be seen."""
    found = 0
    for path in WRITTEN:
        for address in re.findall(r"https?://[^\s)>\"'`]+", path.read_text(encoding="utf8")):
            parts = urlsplit(address.rstrip(".,;:"))
            assert re.fullmatch(r"[\w-]+(\.[\w-]+)+(:\d+)?", parts.netloc), f"{path.name}: {address}"
            assert "//" not in parts.path and "..." not in address, f"{path.name}: {address}"
            found += 1
    assert found


# What is built ---------------------------------------------------------------------------------------------------


def test_what_a_page_loads_from_elsewhere_is_seen(site):
    loads = site["outgoing"].loads
    assert loads('<script src="https://cdn.org/a.js"></script><img src="//b.org/x.png">') == [
        "https://cdn.org/a.js",
        "//b.org/x.png",
    ]
    assert loads('<style>@import "https://c.org/a.css";</style><p style="background: url(http://d.org/i.png)">') == [
        "http://d.org/i.png",
        "https://c.org/a.css",
    ]
    assert loads('<a href="https://e.org">e</a><link rel="canonical" href="https://f.org"><img src="a.png">') == []


def test_a_style_sheet_that_loads_a_font_from_elsewhere_is_seen(site, tmp_path):
    (tmp_path / "a.css").write_text("@font-face { src: url('https://fonts.org/a.woff2') }", encoding="utf8")
    (tmp_path / "b.html").write_text("<p>nothing</p>", encoding="utf8")
    assert list(site["outgoing"].requests_of(tmp_path)) == [("a.css", "https://fonts.org/a.woff2")]


def test_a_run_of_a_notebook_is_kept_until_the_notebook_changes(site, tmp_path):
    executed = site["executed"]
    path = tmp_path / "a.ipynb"
    nbformat.write(nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell("one")]), path)
    kept = tmp_path / "kept"
    run = nbformat.read(path, as_version=4)
    run.cells[0].source = "run"
    executed.keep(run, path, kept)
    assert executed.executed(path, kept).cells[0].source == "run"
    nbformat.write(nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell("two")]), path)
    assert not executed.kept_as(path, kept).exists()
    executed.keep(run, path, kept)
    assert len(list(kept.iterdir())) == 1


def test_a_section_of_a_page_is_found_by_its_heading(site):
    assert site["sources"].section("METHODS.md", "Beside other tools").startswith("| tool |")
    with pytest.raises(ValueError, match=r"METHODS\.md has no heading 'Nothing'"):
        site["sources"].section("METHODS.md", "Nothing")
