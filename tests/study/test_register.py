"""The register: entries fit their functions, the pages say what it holds, and a new entry can be used at once."""

from __future__ import annotations

import importlib.util
import inspect
import string
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
from conftest import corpus_of

import discourse as dc
from discourse import schema
from discourse.study import register
from discourse.study._entries import Evidence, Measure, Plot
from discourse.study.load import StudyError, load_study
from discourse.study.register import EVIDENCE, MEASURES, PLOTS
from discourse.study.run import run_study

ROOT = Path(__file__).parents[2]
#: What version 0.1 had; a name that studies use is not taken away.
FIRST = set(
    """
    rate mean difference words rows cooccurrence affiliations speakers contested features keyness kwic collocates
    collocations dispersion multiverse
    """.split()
)


def parameters(function) -> set[str]:
    return set(inspect.signature(function).parameters)


def braces(words: object) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(words) if name} if isinstance(words, str) else set()


# --- entries and their functions ----------------------------------------------------------------------------------


@pytest.mark.parametrize("entry", [*MEASURES.values(), *PLOTS.values()], ids=[*MEASURES, *PLOTS])
def test_the_function_is_one_of_the_library(entry: Measure | Plot):
    function = inspect.unwrap(entry.count if isinstance(entry, Measure) else entry.draw)
    assert function.__name__.lstrip("_") in dc.__all__


@pytest.mark.parametrize("name", MEASURES)
def test_what_a_measure_says_fits_its_function(name):
    entry = MEASURES[name]
    told = {*entry.names, *entry.tables, *entry.without, entry.score, entry.other} - {None, "where"}
    assert told <= parameters(entry.count), "parameters that the function has not"
    assert set(entry.of) <= set(EVIDENCE)
    assert set(entry.tables.values()) <= set(EVIDENCE)
    assert set(entry.remarks) <= set(entry.options)
    assert not set(entry.refused) & set(entry.options)
    assert {*braces(entry.says), *braces(entry.label)} <= {*entry.options, "Of"}
    assert entry.says, "the report has no words for it"
    if entry.table:
        assert entry.finding in {None, *schema.TABLES[entry.table]}
    assert entry.label or not entry.finding


@pytest.mark.parametrize("name", EVIDENCE)
def test_what_evidence_says_fits_its_function(name):
    entry: Evidence = EVIDENCE[name]
    assert set(entry.takes) <= {"corpus", "actors", "patterns", "hedging", "settings", *EVIDENCE}
    assert entry.score in {None, *schema.TABLES[name]}
    if entry.score is None:
        assert entry.kind in schema.TABLES[name]
    else:
        assert entry.says, "a mean of it has no words"
    assert entry.part in {None, *register.KEYS[""]}


@pytest.mark.parametrize("name", PLOTS)
def test_what_a_plot_says_fits_its_function(name):
    assert set(PLOTS[name].without) <= parameters(PLOTS[name].draw)
    assert set(PLOTS[name].of) <= set(MEASURES)


def test_options_are_those_of_the_signature_with_their_types():
    options = MEASURES["rate"].options
    assert {key: option.kinds for key, option in options.items()} == {
        "of": (str,), "by": (str, list), "per": (int,), "freq": (str,), "rolling": (int,), "date": (str,),
        "where": (dict,), "allow_absent": (bool,), "code": (str,), "corrected": (bool,),
    }  # fmt: skip
    assert options["per"].default == 1000
    assert MEASURES["cooccurrence"].options["unit"].allowed == ("sentence", "document")
    assert [key for key, option in MEASURES["keyness"].options.items() if option.needed] == ["by", "target"]
    assert PLOTS["network"].options["directed"].kinds == (bool,)


def test_names_that_studies_use_stay():
    assert set(MEASURES) >= FIRST


def test_checking_a_study_imports_no_matplotlib(tmp_path):
    (tmp_path / "study.toml").write_text('[corpus]\npath="."\n[tables.t]\n[figures.t]\nplot="rates"\n')
    code = f"import sys; from discourse.study.load import load_study; load_study({str(tmp_path)!r}); "
    code += "print('matplotlib' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "False"


@pytest.mark.parametrize(
    ("names", "needs", "expected"),
    [
        (["hedges"], register.NEEDS, {"hedges", "quotes", "mentions"}),
        (["sentiment"], register.NEEDS, {"sentiment", "mentions", "quotes"}),
        (["documents"], register.NEEDS, {"documents"}),
        ([], register.NEEDS, set()),
        (["a"], {"a": ("b",), "b": ("c", "a"), "d": ()}, {"a", "b", "c"}),
    ],
)
def test_a_table_comes_with_all_that_it_is_made_from(names, needs, expected):
    assert register.with_needs(names, needs) == expected


# --- the pages ----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def tables():
    """The script that writes the tables of the pages."""
    spec = importlib.util.spec_from_file_location("tables", ROOT / "docs" / "tables.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("page", ["README.md", "METHODS.md"])
def test_the_tables_of_the_pages_are_those_of_the_register(tables, page):
    text = (ROOT / page).read_text(encoding="utf8")
    assert text == tables.with_tables(page), "run: python docs/tables.py"
    assert [name for name in MEASURES if f"\n| `{name}` |" not in text] == []


def test_the_readme_names_every_key_measure_and_plot():
    page = (ROOT / "README.md").read_text(encoding="utf8")
    part = page[page.index("## A study in one file") : page.index("## Tables")]
    named = {word.strip(" `") for word in part.replace("|", ",").replace("(", ",").replace(")", ",").split("`")}
    asked = {key for keys in register.KEYS.values() for key in keys} - set(register.KEYS[""])
    asked |= {*MEASURES, *PLOTS, *EVIDENCE, *register.keys_of_tables(), *register.keys_of_figures()}
    assert sorted(asked - named) == []


# --- a new entry --------------------------------------------------------------------------------------------------


def count_shouts(spans: pd.DataFrame, corpus: dc.Corpus, *, by: list[str] | None = None, loud: int = 1) -> pd.DataFrame:
    """Spans with an exclamation mark somewhere in their document, `loud` times."""
    texts = corpus.documents["text"].str.count("!").set_axis(corpus.documents["doc_id"])
    table = pd.DataFrame({"n": [int(texts.max() >= loud) * len(spans)], "n_docs": 1, "pitch": 0.5})
    return table.assign(low=0.2, high=0.7, few=True)


SHOUTS = Measure(
    count_shouts, ("hedges", "mentions"), "{Of} in a loud text ({loud})", finding="pitch", label="pitch, 0 to 1",
    drawn_as="mean",
)  # fmt: skip
STUDY = '[corpus]\npath = "texts"\n[tables.t]\nmeasure = "shouts"\n'


@pytest.fixture
def project(tmp_path, monkeypatch) -> Path:
    monkeypatch.setitem(MEASURES, "shouts", SHOUTS)
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "a.txt").write_text("It may go! It may stay!\n")
    return tmp_path / "study.toml"


def test_a_measure_of_the_register_can_be_asked_for_at_once(project):
    project.write_text(STUDY + '[figures.t]\nplot = "tone"\n')
    results = run_study(load_study(project), project.parent / "out")
    assert results.tables["t"].to_dict("records") == [
        {"n": 2, "n_docs": 1, "pitch": 0.5, "low": 0.2, "high": 0.7, "few": True}
    ]
    assert "Hedges in a loud text (1)" in (results.out / "report.html").read_text(encoding="utf8")
    assert "Dots with intervals: pitch, 0 to 1" in (results.out / "manifest.json").read_text(encoding="utf8")


def test_figures_are_told_what_the_finding_of_a_new_measure_is(project):
    figures = "".join(f'[figures.{plot}]\nplot = "{plot}"\ntable = "t"\n' for plot in ("tone", "trend", "heatmap"))
    project.write_text(STUDY + figures + 'label = "mine"\n')
    told = [{key: f[key] for key in ("label", "value") if key in f} for f in load_study(project).figures.values()]
    assert told == [{"label": "pitch, 0 to 1"}, {"label": "pitch, 0 to 1"}, {"label": "mine", "value": "pitch"}]


def test_a_new_measure_can_be_asked_for_under_many_choices(project):
    more = '[tables.m]\nmeasure = "multiverse"\ntable = "t"\nchoices = { loud = [1, 9] }\n'
    project.write_text(STUDY + more + '[figures.m]\nplot = "multiverse"\n')
    results = run_study(load_study(project), project.parent / "out")
    assert results.tables["m"][["loud", "n", "pitch"]].values.tolist() == [["1", 2, 0.5], ["9", 0, 0.5]]
    assert load_study(project).figures["m"]["label"] == "pitch, 0 to 1"


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("loud = 'very'", ": loud is 'very'; a whole number is needed"),
        ("per = 10", ": 'per' cannot be used for measure 'shouts'; valid are of, by, loud, where, allow_absent"),
        ("of = 'quotes'", " of (for measure 'shouts') is 'quotes'; choose one of 'hedges', 'mentions'"),
    ],
)
def test_its_options_are_checked_by_the_signature(project, line, says):
    project.write_text(STUDY + line)
    with pytest.raises(StudyError) as raised:
        load_study(project)
    assert str(raised.value) == f"{project}, [tables.t]{says}"


def test_a_plot_of_the_register_can_be_asked_for_at_once(project, monkeypatch):
    def plot_nothing(table: pd.DataFrame, *, mood: str = "calm", ax=None):
        return dc.plot_tone(table.assign(mean=table["pitch"]), label=mood)

    monkeypatch.setitem(PLOTS, "nothing", Plot(plot_nothing, of=("shouts",), told=lambda table, _: {"mood": "told"}))
    project.write_text(STUDY + '[figures.t]\nplot = "nothing"\n')
    study = load_study(project)
    assert study.figures["t"]["mood"] == "told"
    assert len(run_study(study, project.parent / "out").figures["t"]) == 3
    project.write_text(STUDY + '[figures.t]\nplot = "nothing"\nmood = 3\n')
    with pytest.raises(StudyError, match=r"mood is 3; a text in quotation marks is needed"):
        load_study(project)


def test_a_measure_takes_what_it_names():
    corpus = corpus_of("It may go! It may stay!")
    spec = {"measure": "rate", "of": "hedges", "by": [], "per": 10}
    made = register.measure(corpus, spec, dc.find_hedges(corpus), {})
    pd.testing.assert_frame_equal(made, dc.count_rate(dc.find_hedges(corpus), corpus, per=10))
