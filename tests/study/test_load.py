"""A study is checked before it runs, and a run writes the same bytes wherever and however often it is made."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from studies import EVIDENCE

from discourse import schema
from discourse.corpus.corpus import load_corpus, save_corpus
from discourse.study import register
from discourse.study.load import StudyError, load_study
from discourse.study.run import Results, run_study

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data"

TEXTS = {
    "lee.txt": "Freedonia may wait for Sylvania. The good talks in Fredville seem slow.\n",
    "roe.txt": "Sylvania attacked Freedonia. It was a terrible war.\n\nPerhaps Fredville will help Sylvania.\n",
}
ACTORS = """actor,alias,type,form,country
Freedonia,Freedonia,state,name,Freedonia
Freedonia,Fredville,state,metonym,Freedonia
Sylvania,Sylvania,state,name,Sylvania
"""
CORPUS = '[corpus]\npath = "texts"\n'
LISTS = '[actors]\nlists = ["actors.csv"]\n'
TABLES = """
[tables.mentions_by_actor]
by = "actor"

[tables.mentions_over_time]
measure = "rate"
of = "mentions"
by = "actor"
freq = "YS"
per = 10
where = { actor = ["Freedonia"] }

[tables.hedges]
of = "hedges"
by = ["outlet", "category"]
"""
REST = """
[tables.words]
measure = "words"
by = "outlet"

[tables.tone]
measure = "mean"
of = "actor_sentiment"
by = "actor"

[tables.tone_over_time]
measure = "mean"
of = "sentiment"
freq = "YS"

[tables.together]
measure = "cooccurrence"
unit = "document"

[figures.mentions_by_actor]
plot = "rates"
limit = 5
title = "Who is named"

[figures.mentions_over_time]
plot = "trend"

[figures.heat]
plot = "heatmap"
table = "hedges_by_outlet"
rows = "category"
columns = "outlet"

[figures.tone]
plot = "tone"
"""
STUDY = (
    'title = "Two states"\nquestion = "Who is named?"\n'
    + CORPUS
    + LISTS
    + TABLES.replace("[tables.hedges]", "[tables.hedges_by_outlet]")
    + REST
)
OWN = ["hedges_by_outlet", "mentions_by_actor", "mentions_over_time", "together", "tone", "tone_over_time", "words"]
FIGURES = ["heat", "mentions_by_actor", "mentions_over_time", "tone"]


def make_project(folder: Path, study: str = STUDY) -> Path:
    """A study beside two texts and a broken one; returns the path of the study."""
    texts = folder / "texts"
    texts.mkdir(parents=True)
    for name, text in TEXTS.items():
        (texts / name).write_text(text, encoding="utf8")
    (texts / "photo.txt").write_bytes(bytes(range(256)))
    (texts / "metadata.csv").write_text("file,outlet,date\nlee.txt,Globe,2016-05-01\nroe.txt,Times,2018-07-16\n")
    (folder / "actors.csv").write_text(ACTORS)
    (folder / "study.toml").write_text(study, encoding="utf8")
    return folder / "study.toml"


def contents(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def run(path: Path, out: Path, *, figures: bool = True, **options) -> Results:
    study = load_study(path, **options)
    return run_study(study if figures else replace(study, figures={}), out)


@pytest.fixture(scope="module")
def project(tmp_path_factory) -> Path:
    return make_project(tmp_path_factory.mktemp("project"))


@pytest.fixture(scope="module")
def results(project, tmp_path_factory) -> Results:
    return run(project, tmp_path_factory.mktemp("run") / "out")


# --- what a run writes ------------------------------------------------------------------------------------------


def test_the_files_of_a_run(results):
    tables = [f"tables/{name}.{suffix}" for name in EVIDENCE + OWN for suffix in ("csv", "parquet")]
    figures = [f"figures/{name}.{suffix}" for name in FIGURES for suffix in ("pdf", "png", "svg")]
    assert sorted(contents(results.out)) == sorted(["manifest.json", "report.html", *tables, *figures]), "and no drafts"
    assert sorted(p.name for p in results.out.iterdir() if p.is_dir()) == ["figures", "tables"]
    assert sorted(results.tables) == sorted(EVIDENCE + OWN)
    assert {
        name: [p.relative_to(results.out).as_posix() for p in files] for name, files in results.figures.items()
    } == {name: [f"figures/{name}.svg", f"figures/{name}.pdf", f"figures/{name}.png"] for name in FIGURES}
    assert results.left_out == []


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def test_the_manifest(project, results):
    manifest = json.loads((results.out / "manifest.json").read_text(encoding="utf8"))
    written = contents(results.out)
    del written["manifest.json"]
    assert manifest["outputs"] == {name: sha256(data) for name, data in written.items()}
    inputs = {name: sha256((project.parent / "texts" / name).read_bytes()) for name in (*TEXTS, "metadata.csv")}
    inputs |= {name: sha256((project.parent / name).read_bytes()) for name in ("study.toml", "actors.csv")}
    assert manifest["inputs"] == inputs
    assert list(manifest) == [
        "command", "title", "question", "parameters", "corpus", "versions", "word_lists", "inputs", "outputs",
        "alt_texts", "left_out",
    ]  # fmt: skip
    way = os.path.relpath(project, results.out).replace("\\", "/")
    assert manifest["command"] == f"discourse run {way} --out ."
    assert manifest["left_out"] == []
    assert manifest["title"] == "Two states"
    assert manifest["question"] == "Who is named?"
    assert manifest["parameters"]["tables"]["mentions_over_time"]["where"] == {"actor": ["Freedonia"]}
    assert manifest["corpus"]["documents"] == 2
    assert manifest["corpus"]["words"] == 25
    assert [r["source"] for r in manifest["corpus"]["rejected"]] == ["photo.txt"]
    assert manifest["versions"]["pandas"] == pd.__version__
    assert sorted(manifest["alt_texts"]) == FIGURES
    assert all(manifest["alt_texts"].values())


def test_nothing_of_this_machine_is_in_the_results(project, results):
    for name, data in contents(results.out).items():
        for path in (project.parent, results.out):
            assert str(path).encode() not in data, name


def test_the_broken_text_is_rejected_and_stops_nothing(results):
    assert results.tables["documents"]["doc_id"].tolist() == ["lee", "roe"]
    assert results.tables["rejected"]["source"].tolist() == ["photo.txt"]
    assert results.corpus.documents["text"].tolist() == list(TEXTS.values())


def rows(table: pd.DataFrame, *columns: str) -> list[tuple]:
    return list(table[list(columns)].itertuples(index=False, name=None))


def test_the_tables_by_hand(results):
    tables = results.tables
    assert rows(tables["documents"], "doc_id", "outlet", "n_words") == [("lee", "Globe", 12), ("roe", "Times", 13)]
    assert tables["mentions"]["text"].tolist() == [
        "Freedonia", "Sylvania", "Fredville", "Sylvania", "Freedonia", "Fredville", "Sylvania",
    ]  # fmt: skip
    assert rows(tables["mentions_by_actor"], "actor", "n", "n_words") == [("Freedonia", 4, 25), ("Sylvania", 3, 25)]
    over_time = tables["mentions_over_time"].assign(period=lambda t: t["period"].dt.year)
    assert rows(over_time, "period", "actor", "n") == [
        (2016, "Freedonia", 2),
        (2017, "Freedonia", 0),
        (2018, "Freedonia", 2),
    ]
    assert over_time["rate"].tolist()[::2] == pytest.approx([10 * 2 / 12, 10 * 2 / 13])
    assert tables["hedges"]["text"].tolist() == ["may", "seem", "Perhaps"]
    assert tables["hedges_by_outlet"]["n"].sum() == 3
    assert rows(tables["words"], "outlet", "n_docs", "n_words", "n_sentences") == [
        ("Globe", 1, 12, 2),
        ("Times", 1, 13, 3),
    ]
    assert rows(tables["together"], "source", "target", "n", "n_docs") == [("Freedonia", "Sylvania", 2, 2)]
    assert len(tables["sentiment"]) == 5
    assert set(schema.TABLES["actor_sentiment"]) <= set(tables["actor_sentiment"].columns)
    over_time = tables["tone_over_time"].assign(period=lambda t: t["period"].dt.year)
    assert rows(over_time, "period", "n") == [(2016, 2), (2017, 0), (2018, 3)]
    assert rows(tables["tone"], "actor", "n") == [("Freedonia", 4), ("Sylvania", 3)]


def test_the_title_of_a_figure_is_drawn(results):
    drawn = {path.stem for path in (results.out / "figures").glob("*.svg") if "Who is named" in path.read_text("utf8")}
    assert drawn == {"mentions_by_actor"}


def test_names_are_scored_only_when_asked_for(tmp_path):
    path = make_project(tmp_path, CORPUS + LISTS)
    (tmp_path / "texts" / "lee.txt").write_text("Envoys met in Happy Valley.")
    (tmp_path / "actors.csv").write_text("actor,alias\nSylvania,Happy Valley\n")

    def tone(out: str) -> float:
        scores = run(path, tmp_path / out).tables["sentiment"]
        return scores.loc[scores["doc_id"] == "lee", "compound"].item()

    assert tone("masked") == 0
    path.write_text(CORPUS + LISTS + "[sentiment]\nmask_actors = false\n")
    assert tone("unmasked") > 0.5


def test_vague_quantities_are_hedges_where_the_study_asks_for_them(tmp_path):
    path = make_project(tmp_path, CORPUS + LISTS)
    (tmp_path / "texts" / "lee.txt").write_text("Many envoys may meet.")

    def hedges(out: str) -> list[str]:
        found = run(path, tmp_path / out).tables["hedges"]
        return found.loc[found["doc_id"] == "lee", "text"].tolist()

    assert hedges("strict") == ["may"]
    path.write_text(CORPUS + LISTS + "[hedges]\nvague = true\n")
    assert hedges("wide") == ["Many", "may"]


def test_a_figure_that_fails_leaves_the_older_one(tmp_path, monkeypatch):
    path = make_project(tmp_path, CORPUS + LISTS + f"{T}[figures.t]\nplot = 'rates'")
    run(path, tmp_path / "out")
    before = contents(tmp_path / "out")

    def break_off(ax, file):
        Path(file).write_bytes(b"half a fig")
        raise OSError("no space left")

    monkeypatch.setattr("discourse.plots.saving.save_figure", break_off)
    with pytest.raises(OSError, match="no space left"):
        run(path, tmp_path / "out")
    assert contents(tmp_path / "out") == before, "and no draft is left"


def test_csv_and_parquet_hold_the_same_table(results):
    for name, table in results.tables.items():
        stem = results.out / "tables" / name
        parquet = pd.read_parquet(stem.with_suffix(".parquet"))
        pd.testing.assert_frame_equal(parquet, table, check_categorical=False, check_column_type=False)
        csv = pd.read_csv(stem.with_suffix(".csv"), parse_dates=[c for c in ("date", "period") if c in table])
        assert csv.columns.tolist() == table.columns.tolist()
        assert len(csv) == len(table)
        for column in table:
            if pd.api.types.is_float_dtype(table[column]):  # pandas 3.0 reads some numbers next to what was written
                numbers = csv[column].astype("float64"), table[column].to_numpy(float)
                np.testing.assert_allclose(*numbers, rtol=1e-14, err_msg=column)
            elif pd.api.types.is_numeric_dtype(table[column]) or column in ("date", "period"):
                same = (csv[column] == table[column]) | (csv[column].isna() & table[column].isna())
                assert same.all(), (name, column)
            else:
                left, right = csv[column].astype("str").fillna(""), table[column].astype("str").fillna("")
                assert left.tolist() == right.tolist(), (name, column)


def test_a_second_run_from_another_folder_writes_the_same_bytes_and_spares_other_files(
    project, results, tmp_path, monkeypatch
):
    out = tmp_path / "out"
    (out / "tables").mkdir(parents=True)
    (out / "notes.md").write_text("mine")
    (out / "tables" / "mine.csv").write_text("x\n1\n")
    (out / "tables" / "words.csv").write_text("of another run")
    monkeypatch.chdir(project.parent)
    run(Path("study.toml"), out)
    found, other = contents(out), contents(results.out)
    assert (found.pop("notes.md"), found.pop("tables/mine.csv")) == (b"mine", b"x\n1\n")
    lines = [json_.pop("manifest.json").decode().splitlines() for json_ in (found, other)]
    assert found == other
    assert len(lines[0]) == len(lines[1])
    apart = [pair for pair in zip(*lines, strict=True) if pair[0] != pair[1]]
    assert all(line.startswith(' "command": "discourse run ') for pair in apart for line in pair)
    assert len(apart) <= 1, "the line of the command, and nothing else"


def test_the_title_is_the_name_of_the_folder_wherever_one_stands(tmp_path, monkeypatch):
    path = make_project(tmp_path / "freedonia", CORPUS)
    monkeypatch.chdir(path.parent)
    assert load_study("study.toml").title == load_study(path).title == load_study(path.parent).title == "freedonia"


def test_other_texts_in_place_of_those_of_the_study(project, tmp_path):
    (tmp_path / "others").mkdir()
    (tmp_path / "others" / "poe.txt").write_text("Sylvania may sleep.", encoding="utf8")
    (tmp_path / "others" / "metadata.csv").write_text("file,outlet,date\npoe.txt,Post,2019-01-01\n")
    with pytest.raises(StudyError, match="actor is 'Freedonia', which no row of mentions has"):
        run(project, tmp_path / "out", corpus=tmp_path / "others", figures=False)
    absent = project.with_name("absent.toml")
    absent.write_text(project.read_text().replace("where = {", "allow_absent = true\nwhere = {"))
    result = run(absent, tmp_path / "out", corpus=tmp_path / "others", figures=False)
    assert result.tables["documents"]["doc_id"].tolist() == ["poe"]
    assert rows(result.tables["words"], "outlet", "n_words") == [("Post", 3)]
    assert sorted(json.loads((tmp_path / "out" / "manifest.json").read_text())["inputs"]) == [
        "absent.toml", "actors.csv", "metadata.csv", "poe.txt",
    ]  # fmt: skip


def test_other_texts_may_be_named_from_the_working_directory(project, tmp_path, monkeypatch):
    (tmp_path / "poe.txt").write_text("Sylvania may sleep.", encoding="utf8")
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "small.toml"
    path.write_text('[tables.words]\nmeasure = "words"\n[actors]\nlists = []\n')  # no [corpus] at all
    result = run(path, tmp_path / "out", corpus="poe.txt")
    assert rows(result.tables["words"], "n_docs", "n_words") == [(1, 3)]
    assert len(result.tables["mentions"]) == 0


def test_a_saved_corpus_can_be_studied(project, results, tmp_path):
    save_corpus(load_corpus(project.parent / "texts"), tmp_path / "saved")
    result = run(project, tmp_path / "out", corpus=tmp_path / "saved", figures=False)
    for name in OWN:
        pd.testing.assert_frame_equal(result.tables[name], results.tables[name])


def test_dates_among_the_parameters_can_be_written(tmp_path):
    path = make_project(
        tmp_path,
        CORPUS
        + LISTS
        + '[tables.t]\nby = "actor"\nwhere = { actor = [2018-07-16, "Sylvania"] }\nallow_absent = true\n',
    )
    run(path, tmp_path / "out")
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text())
    assert manifest["parameters"]["tables"]["t"]["where"] == {"actor": ["2018-07-16", "Sylvania"]}


def test_steps_are_shown_by_name(tmp_path):
    seen = []

    def progress(steps):
        for name, step in steps:
            seen.append(name)
            yield name, step

    path = make_project(tmp_path, CORPUS + LISTS + f"{T}[figures.t]\nplot = 'rates'")
    run_study(load_study(path), tmp_path / "out", progress=progress)
    assert seen == ["finding spans and scoring tone", "t", "writing tables", "t", "writing the report"]


def test_the_metadata_of_subfolders_and_a_saved_corpus_are_inputs(project, tmp_path):
    path = make_project(tmp_path / "a", CORPUS + LISTS)
    (path.parent / "texts" / "more").mkdir()
    (path.parent / "texts" / "more" / "poe.txt").write_text("Sylvania may sleep.")
    (path.parent / "texts" / "more" / "metadata.csv").write_text("file,outlet\npoe.txt,Post\n")
    run(path, tmp_path / "out")
    inputs = json.loads((tmp_path / "out" / "manifest.json").read_text())["inputs"]
    assert sorted(inputs) == [
        "actors.csv", "lee.txt", "metadata.csv", "more/metadata.csv", "more/poe.txt", "roe.txt", "study.toml",
    ]  # fmt: skip
    save_corpus(load_corpus(project.parent / "texts"), tmp_path / "saved")
    run(path, tmp_path / "out2", corpus=tmp_path / "saved")
    inputs = json.loads((tmp_path / "out2" / "manifest.json").read_text())["inputs"]
    assert sorted(set(inputs) - {"actors.csv", "study.toml"}) == sorted(p.name for p in (tmp_path / "saved").iterdir())
    assert inputs["documents.parquet"] == sha256((tmp_path / "saved" / "documents.parquet").read_bytes())


def test_what_a_user_has_set_for_matplotlib_changes_no_figure(project, results, tmp_path):
    import matplotlib

    with matplotlib.rc_context({"font.size": 20, "axes.facecolor": "red", "savefig.dpi": 50, "timezone": "Asia/Tokyo"}):
        run(project, tmp_path / "out")
        assert matplotlib.rcParams["axes.facecolor"] == "red"
    for name in FIGURES:
        for suffix in ("svg", "pdf", "png"):
            file = f"figures/{name}.{suffix}"
            assert (tmp_path / "out" / file).read_bytes() == (results.out / file).read_bytes(), file


def test_processes_that_draw_at_the_same_time_draw_the_same(project, results, tmp_path):
    study = load_study(project)
    run_study(study, tmp_path / "out", jobs=3)
    found, other = contents(tmp_path / "out"), contents(results.out)
    assert {k: v for k, v in found.items() if k != "manifest.json"} == {
        k: v for k, v in other.items() if k != "manifest.json"
    }


def test_an_error_of_a_figure_that_another_process_draws(tmp_path):
    figures = "[figures.a]\nplot='rates'\ntable='t'\n[figures.t]\nplot='trend'"
    path = make_project(tmp_path, CORPUS + LISTS + T + figures)
    with pytest.raises(StudyError) as raised:
        run_study(load_study(path), tmp_path / "out", jobs=2)
    assert str(raised.value) == (
        f"{path}, [figures.t]: table lacks the column period; it has n, n_words, n_docs, rate, low, high, few. "
        "Add or rename the column."
    )
    assert [path.name for path in (tmp_path / "out").iterdir()] == [".parts"], "so that the next run goes on"


@pytest.mark.parametrize("jobs", [0, -1, 1.5, True, "2"])
def test_jobs_is_a_number(project, tmp_path, jobs):
    with pytest.raises(StudyError) as raised:
        run_study(load_study(project), tmp_path / "out", jobs=jobs)
    assert str(raised.value) == f"jobs is {jobs!r}; give a whole number of processes, from 1"


YEARS = "year,text\n1789,Freedonia may wait.\n1793,Freedonia waits.\n,Freedonia sleeps.\n"


def test_years_are_dates_enough_for_periods_of_years(tmp_path):
    (tmp_path / "a.csv").write_text(YEARS)
    (tmp_path / "actors.csv").write_text(ACTORS)
    path = tmp_path / "study.toml"
    path.write_text(f"[corpus]\npath = 'a.csv'\n{LISTS}{T}freq = '2YS'\n")
    table = run(path, tmp_path / "out").tables["t"]
    assert rows(table.assign(period=table["period"].dt.year), "period", "n", "n_words") == [
        (1789, 1, 3), (1791, 0, 0), (1793, 1, 2),
    ]  # fmt: skip
    path.write_text(path.read_text().replace("2YS", "MS"))
    with pytest.raises(StudyError, match=r"\[tables\.t\]: the documents have years .year. but no dates"):
        run(path, tmp_path / "out")


# --- a part of a study ------------------------------------------------------------------------------------------


def outputs(folder: Path) -> set[str]:
    return set(json.loads((folder / "manifest.json").read_text(encoding="utf8"))["outputs"])


def of(tables: list[str], figures: list[str]) -> set[str]:
    return {f"tables/{t}.{s}" for t in tables for s in ("csv", "parquet")} | {
        f"figures/{f}.{s}" for f in figures for s in ("svg", "pdf", "png")
    }


# the name -> the tables and the figures that are made
PARTS = {
    "words": (["words"], []),
    "hedges_by_outlet": (["hedges", "hedges_by_outlet"], []),
    "heat": (["hedges", "hedges_by_outlet"], ["heat"]),
    "together": (["mentions", "sentiment", "together"], []),
    "tone_over_time": (["mentions", "sentiment", "tone_over_time"], []),
    "tone": (["mentions", "actor_sentiment", "tone"], ["tone"]),
    "hedges": (["hedges"], []),
}
ALWAYS = ["documents", "sections", "rejected", "doubts", "duplicates"]


@pytest.mark.parametrize(("name", "made"), PARTS.items(), ids=PARTS)
def test_one_name_and_what_it_needs(project, results, tmp_path, name, made):
    part = run_study(load_study(project), tmp_path / "out", only=[name])
    tables, figures = made
    if set(tables) & {"mentions", "hedges"}:  # of a voice, which quotations and their speakers tell
        tables = [*dict.fromkeys([*tables, "mentions", "quotes"])]
    files = contents(tmp_path / "out")
    assert set(files) - {"manifest.json"} == of(tables + ALWAYS, figures) == outputs(tmp_path / "out")
    whole = contents(results.out)
    assert all(files[file] == whole[file] for file in files if file != "manifest.json")
    assert part.left_out == sorted(
        {f"tables/{t}" for t in EVIDENCE + OWN if t not in tables + ALWAYS}
        | {f"figures/{f}" for f in FIGURES if f not in figures}
        | {"report.html"}
    )
    manifest = json.loads(files["manifest.json"])
    assert manifest["left_out"] == part.left_out
    assert sorted(manifest["alt_texts"]) == figures
    assert manifest["command"].endswith(f" --out . --only {name}")


def test_names_that_the_study_lacks(project, tmp_path):
    with pytest.raises(StudyError) as raised:
        run_study(load_study(project), tmp_path / "out", only=["words", "wrods"])
    assert str(raised.value) == (
        f"{project} has no table or figure 'wrods'; choose from 'mentions_by_actor', 'mentions_over_time', "
        "'hedges_by_outlet', 'words', 'tone', 'tone_over_time', 'together', 'heat', 'documents', 'sections', "
        "'rejected', 'doubts', 'duplicates', 'mentions', 'quotes', 'hedges', 'sentiment', 'actor_sentiment'"
    )
    assert not (tmp_path / "out").exists()


def test_a_part_made_again_leaves_the_rest_in_the_manifest_if_it_is_from_the_same(tmp_path):
    path, out = make_project(tmp_path, STUDY), tmp_path / "out"
    run(path, out)
    before = contents(out)
    part = run_study(load_study(path), out, only=["words"])
    assert part.left_out == []
    after = contents(out)
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {"manifest.json"}
    old, new = (json.loads(each["manifest.json"]) for each in (before, after))
    assert {k for k in old if old[k] != new[k]} == {"command"}

    (out / "figures" / "heat.svg").unlink()
    (out / "tables" / "together.csv").write_text("by hand")
    part = run_study(load_study(path), out, only=["words"])
    assert part.left_out == ["figures/heat", "tables/together"], "one file of each is not that of the run"
    assert outputs(out) == set(old["outputs"]) - of(["together"], ["heat"])

    (tmp_path / "texts" / "lee.txt").write_text("Freedonia may wait.")
    part = run_study(load_study(path), out, only=["words"])
    assert outputs(out) == of(["words", *ALWAYS], [])
    assert "figures/tone" in part.left_out
    assert set(contents(out)) == set(before) - {"figures/heat.svg"}, "no file is deleted"


# --- errors of load_study ---------------------------------------------------------------------------------------

KEYS = "title, question, corpus, actors, terms, hedges, sentiment, coding, output, tables, figures"
TABLE_KEYS = ", ".join(register.keys_of_tables())
FIGURE_KEYS = ", ".join(register.keys_of_figures())
MEASURES = ", ".join(map(repr, register.MEASURES))
PLOTS = ", ".join(map(repr, register.PLOTS))
ROLES = (
    "'title', 'standfirst', 'byline', 'caption', 'heading', 'body', 'pull_quote', 'bio', 'disclaimer', 'notes', "
    "'related'"
)
T = "[tables.t]\n"

CODED = "[coding]\nsample = { n = 9, seed = 1, codes = ['a', 'b'] }\nfiles = ['anna.csv']"
# name: (what stands in the study beside [corpus], what the message says after the path of the study)
WRONG = {
    "no TOML": ("title = = 3", " is not a TOML file: Invalid value (at line 1, column 9)"),
    "unknown key": ("titel = 'x'", f": there is no key 'titel'; valid are {KEYS}"),
    "unknown key of corpus": (
        "[corpus]\npaths = '.'",
        ", [corpus]: there is no key 'paths'; valid are path, text, doc_id, dayfirst, encoding, "
        "languages, roles, sections, duplicates, max_bytes",
    ),
    "unknown key of actors": ("[actors]\nlist = []", ", [actors]: there is no key 'list'; valid are lists"),
    "unknown key of sentiment": (
        "[sentiment]\nmask = true",
        ", [sentiment]: there is no key 'mask'; valid are lexicon, mask_actors",
    ),
    "unknown key of a table": (f"{T}bye = 'x'", f", [tables.t]: there is no key 'bye'; valid are {TABLE_KEYS}"),
    "unknown key of a figure": (
        f"{T}[figures.t]\nplot = 'rates'\ncolour = 'x'",
        f", [figures.t]: there is no key 'colour'; valid are {FIGURE_KEYS}",
    ),
    "text needed": ("title = 3", ": title is 3; a text in quotation marks is needed"),
    "whole number needed": (f"{T}per = 1.5", ", [tables.t]: per is 1.5; a whole number is needed"),
    "true is not a whole number": (f"{T}per = true", ", [tables.t]: per is True; a whole number is needed"),
    "true or false needed": (
        "[sentiment]\nmask_actors = 'no'",
        ", [sentiment]: mask_actors is 'no'; true or false is needed",
    ),
    "list needed": ("[actors]\nlists = 'world'", ", [actors]: lists is 'world'; a list is needed"),
    "table needed": ("tables = 3", ": tables is 3; a table is needed"),
    "table of keys needed": ("[tables]\nt = 3", f", [tables.t] is 3; a table of the keys {TABLE_KEYS} is needed"),
    "unknown role": (
        "[corpus]\npath = 'texts'\nroles = ['boddy']",
        f", [corpus] roles is 'boddy'; choose one of {ROLES}",
    ),
    "unknown lexicon": (
        "[sentiment]\nlexicon = 'x'",
        ", [sentiment] lexicon is 'x'; choose one of 'vader', 'commentary'",
    ),
    "no path": ("[corpus]\n", ', [corpus]: path is missing; name the file or folder of texts, such as path = "."'),
    "path with a NUL": (
        '[corpus]\npath = "a\\u0000b"',
        ", [corpus]: path is 'a\\x00b'; a path must not contain a NUL character",
    ),
    "unknown measure": (
        f"{T}measure = 'rates'",
        f", [tables.t] measure is 'rates'; choose one of {MEASURES}",
    ),
    "unknown spans": (
        f"{T}of = 'tone'",
        ", [tables.t] of (for measure 'rate') is 'tone'; choose one of 'mentions', 'hedges', 'quotes', 'boosters', "
        "'negations', 'probability_words', 'terms'",
    ),
    "unknown scores": (
        f"{T}measure = 'mean'\nof = 'hedges'",
        ", [tables.t] of (for measure 'mean') is 'hedges'; choose one of 'sentiment', 'actor_sentiment', 'certainty'",
    ),
    "unknown unit": (
        f"{T}measure = 'cooccurrence'\nunit = 'page'",
        ", [tables.t] unit is 'page'; choose one of 'sentence', 'document'",
    ),
    "key of another measure": (
        f"{T}measure = 'words'\nfreq = 'YS'",
        ", [tables.t]: 'freq' cannot be used for measure 'words'; valid are by",
    ),
    "co-occurrence by": (
        f"{T}measure = 'cooccurrence'\nby = 'outlet'",
        ", [tables.t]: by is ['outlet']; co-occurrence is not grouped: leave it out",
    ),
    "name that is no file name": (
        "[tables.'a/b']",
        ", [tables.a/b]: the name 'a/b' becomes a file name; use letters, digits, - and _",
    ),
    "name of the evidence": (
        "[tables.Mentions]",
        ", [tables.Mentions]: every run writes a table called 'Mentions'; choose another name",
    ),
    "no plot": (
        f"{T}[figures.t]",
        f", [figures.t]: plot is missing; choose one of {PLOTS}",
    ),
    "unknown plot": (
        f"{T}[figures.t]\nplot = 'bars'",
        f", [figures.t] plot is 'bars'; choose one of {PLOTS}",
    ),
    "figure without its table": (
        f"{T}[figures.f]\nplot = 'rates'",
        ", [figures.f] table is 'f'; choose one of 't'",
    ),
    "figure of an unknown table": (
        f"{T}[figures.f]\nplot = 'rates'\ntable = 'u'",
        ", [figures.f] table is 'u'; choose one of 't'",
    ),
    "option of another plot": (
        f"{T}[figures.t]\nplot = 'trend'\ndirected = true",
        ", [figures.t]: 'directed' cannot be used for plot 'trend'; valid are hue, limit, label, counted",
    ),
    "terms that are no list": (
        "[terms]\nwar = 'war*'",
        ', [terms]: war is \'war*\'; a list of patterns is needed, such as ["war*", "peace talks"]',
    ),
    "category without a pattern": (
        "[terms]\nwar = []",
        ', [terms]: war is []; a list of patterns is needed, such as ["war*", "peace talks"]',
    ),
    "terms that the study does not have": (
        f"{T}of = 'terms'",
        ", [tables.t] is of terms, but the study has none; add [terms] with a list of patterns for each category, "
        'such as war = ["war*", "attack*"]',
    ),
    "affiliations with nothing": (
        f"{T}measure = 'affiliations'",
        ", [tables.t]: with is missing, which measure 'affiliations' needs",
    ),
    "affiliations of mentions with mentions": (
        f"{T}measure = 'affiliations'\nwith = 'mentions'",
        ", [tables.t] with is 'mentions'; choose one of 'hedges', 'quotes', 'boosters', 'negations', "
        "'probability_words', 'terms'",
    ),
    "x-ray of a rate": (
        f"{T}[figures.t]\nplot = 'dispersion'",
        ", [figures.t]: plot 'dispersion' is of a table of measure 'rows' or 'kwic', and 't' is of measure 'rate'",
    ),
    "curve of a rate": (
        f"{T}[figures.t]\nplot = 'multiverse'",
        ", [figures.t]: plot 'multiverse' is of a table of measure 'multiverse', and 't' is of measure 'rate'",
    ),
    "multiverse of nothing": (
        f"{T}[tables.m]\nmeasure = 'multiverse'\nchoices = {{ roles = [['body']] }}",
        ", [tables.m]: table is missing, which measure 'multiverse' needs",
    ),
    "multiverse without choices": (
        f"{T}[tables.m]\nmeasure = 'multiverse'\ntable = 't'\nchoices = {{}}",
        ", [tables.m]: choices is missing, which measure 'multiverse' needs",
    ),
    "multiverse of a table that has no one finding": (
        f"{T}[tables.w]\nmeasure = 'words'\n[tables.m]\nmeasure = 'multiverse'\ntable = 'w'\nchoices = {{ n = [1] }}",
        ", [tables.m] table is 'w'; choose one of 't'",
    ),
    "choice that makes no difference": (
        f"{T}[tables.m]\nmeasure = 'multiverse'\ntable = 't'\nchoices = {{ lexicon = ['vader'] }}",
        ", [tables.m] choices is 'lexicon'; choose one of 'roles', 'duplicates', 'of', 'freq', 'rolling', "
        "'date', 'where', 'corrected'",
    ),
    "codes and no files": (
        f"{T}code = 'x'",
        ', [tables.t] uses hand codes, but the study has none; add to [coding] files = ["anna.csv", "ben.csv"]. '
        "`discourse new --code` writes a sample to be coded",
    ),
    "corrected without a code": (
        f"{T}corrected = true\n{CODED}",
        ", [tables.t]: code is missing, but corrected needs it: name the column with the codes, one of a, b",
    ),
    "a code that is none": (f"{T}code = 'c'\n{CODED}", ", [tables.t] code is 'c'; choose one of 'a', 'b'"),
    "corrected difference of rates": (
        f"{T}measure = 'difference'\nby = 'outlet'\ncode = 'a'\ncorrected = true\n{CODED}",
        ', [tables.t]: a difference of rates cannot be corrected; use measure = "rate" of mentions by outlet, or for '
        "a difference of scores",
    ),
    "rates by codes of scores": (
        f"{T}code = 'a'\n" + CODED.replace("seed", "units = 'quotes', seed"),
        ", [tables.t] counts spans, and [coding] sample has 'quotes' for units; a rate is corrected by the number of "
        'spans that a coder counts in a unit: units = "sentences" or "documents"',
    ),
    "sample without a seed": (
        "[coding]\nsample = { n = 9 }",
        ", [coding] sample: seed is missing; write such as sample = { n = 200, seed = 1 }",
    ),
    "sample of nothing": (
        "[coding]\nsample = { n = 9, seed = 1, units = 'words' }",
        ", [coding] sample: units is 'words'; choose one of 'sentences', 'documents', 'mentions', 'hedges', 'quotes', "
        "'boosters', 'negations', 'probability_words', 'terms', 'certainty', 'sentiment', 'actor_sentiment'",
    ),
    "file twice": (
        "[coding]\nfiles = ['a.csv', 'a.csv']",
        ", [coding]: files is ['a.csv', 'a.csv']; name each coded file once, such as files = "
        '["anna.csv", "ben.csv"]',
    ),
    "agreed on by nobody": (
        "[coding]\nadjudicated = 'a.csv'",
        ", [coding]: adjudicated is given, but files is not; also name the files of the coders",
    ),
    "choice of nothing": (
        f"{T}[tables.m]\nmeasure = 'multiverse'\ntable = 't'\nchoices = {{ rolling = [] }}",
        ", [tables.m] choices: rolling is []; a list of different values is needed",
    ),
    "choice of the same twice": (
        f"{T}[tables.m]\nmeasure = 'multiverse'\ntable = 't'\nchoices = {{ of = ['hedges', 'hedges'] }}",
        ", [tables.m] choices: of is ['hedges', 'hedges']; a list of different values is needed",
    ),
    "choice that the table could not be asked for": (
        f"{T}[tables.m]\nmeasure = 'multiverse'\ntable = 't'\nchoices = {{ of = ['hedges', 'tone'] }}",
        ", [tables.m] of (for measure 'rate') is 'tone'; choose one of 'mentions', 'hedges', 'quotes', 'boosters', "
        "'negations', 'probability_words', 'terms'",
    ),
    "choice of an unknown lexicon": (
        "[tables.t]\nmeasure = 'mean'\n[tables.m]\nmeasure = 'multiverse'\ntable = 't'\nchoices = { lexicon = ['x'] }",
        ", [tables.m] choices: lexicon is 'x'; choose one of 'vader', 'commentary'",
    ),
    "choice of roles that are no lists": (
        f"{T}[tables.m]\nmeasure = 'multiverse'\ntable = 't'\nchoices = {{ roles = ['body'] }}",
        ", [tables.m] choices: roles has 'body'; a list of lists of roles is needed",
    ),
    "choice of an unknown role": (
        f"{T}[tables.m]\nmeasure = 'multiverse'\ntable = 't'\nchoices = {{ roles = [['boddy']] }}",
        f", [tables.m] choices: roles is 'boddy'; choose one of {ROLES}",
    ),
    "unknown style": (
        "[output]\nstyle = ['poster']",
        ", [output] style is 'poster'; choose one of 'screen', 'print'",
    ),
    "style named twice": (
        "[output]\nstyle = ['print', 'print']",
        ", [output]: style is ['print', 'print']; name each style once",
    ),
    "three columns": ("[output]\ncolumns = 3", ", [output] columns is 3; choose one of 1, 2"),
    "figure name that is no file name": (
        f"{T}[figures.'é']\nplot = 'rates'",
        ", [figures.é]: the name 'é' becomes a file name; use letters, digits, - and _",
    ),
}


@pytest.mark.parametrize(("text", "says"), WRONG.values(), ids=WRONG)
def test_a_study_is_checked_on_reading(tmp_path, text, says):
    path = tmp_path / "study.toml"
    path.write_text(text if "[corpus]" in text else f"{text}\n{CORPUS}", encoding="utf8")
    with pytest.raises(StudyError) as raised:
        load_study(path)
    assert str(raised.value) == f"{path}{says}"


def test_a_study_that_is_not_there(tmp_path):
    with pytest.raises(StudyError) as raised:
        load_study(tmp_path)
    assert str(raised.value) == f"there is no study file {tmp_path / 'study.toml'}; give the path of a study.toml"


def test_a_study_in_no_unicode(tmp_path):
    path = tmp_path / "study.toml"
    path.write_bytes('title = "é"'.encode("cp1252"))
    with pytest.raises(StudyError, match=r"study\.toml is not a TOML file: 'utf-8' codec can't decode byte 0xe9"):
        load_study(path)


def test_a_study_saved_with_a_byte_order_mark_is_read(tmp_path):
    path = tmp_path / "study.toml"
    path.write_text(CORPUS, encoding="utf-8-sig")
    assert load_study(path).corpus == {"path": "texts"}


OF_MENTIONS = ", ".join(
    repr(c) for c in (*schema.TABLES["mentions"], "voice", "speaker") if c not in ("doc_id", "start", "end", "text")
)

# --- errors of run_study ----------------------------------------------------------------------------------------

DOCVARS = "'doc_id', 'date', 'outlet', 'source', 'encoding', 'sha256', 'language'"
HAS = "n, n_words, n_docs, rate, low, high, few. "

WRONG_FOR_THE_CORPUS = {
    "unknown list": (
        "[actors]\nlists = ['moon']\n",
        ", [actors] lists: there is no list 'moon'; name 'world' or a CSV file in the folder of the study",
    ),
    "list with a NUL": (
        '[actors]\nlists = ["a\\u0000b"]\n',
        ", [actors] lists: there is no list 'a\\x00b'; name 'world' or a CSV file in the folder of the study",
    ),
    "list that is no text": (
        "[actors]\nlists = [3]\n",
        ', [actors] lists: 3 is not a text; name "world" or a CSV file',
    ),
    "unknown by": (f"{T}by = 'autor'", f", [tables.t] by is 'autor'; choose one of {DOCVARS}, {OF_MENTIONS}"),
    "by that is no text": (
        f"{T}by = [3]",
        ", [tables.t]: by is [3]; the names of columns in quotation marks are needed",
    ),
    "unknown by of words": (
        f"{T}measure = 'words'\nby = 'actor'",
        f", [tables.t] by is 'actor'; choose one of {DOCVARS}, 'role'",
    ),
    "by twice": (f"{T}by = ['outlet', 'outlet']", ", [tables.t]: by names a column twice: ['outlet', 'outlet']"),
    "unknown where": (
        f"{T}where = {{ outlet = 'Globe' }}",
        f", [tables.t] where is 'outlet'; choose one of {OF_MENTIONS}",
    ),
    "unknown freq": (
        f"{T}freq = 'yearly'",
        ", [tables.t]: freq is 'yearly'; use a pandas frequency such as 'YS', 'QS', 'MS' or 'W'",
    ),
    "per 0": (f"{T}per = 0", ", [tables.t]: per is 0; a number above 0 is needed"),
    "figure that does not fit its table": (
        f"{T}[figures.t]\nplot = 'trend'",
        f", [figures.t]: table lacks the column period; it has {HAS}Add or rename the column.",
    ),
    "figure by an unknown column": (
        f"{T}by = 'actor'\n[figures.t]\nplot = 'rates'\nhue = 'colour'",
        f", [figures.t]: table lacks the column colour; it has actor, {HAS}Add or rename the column.",
    ),
}


@pytest.mark.parametrize(("text", "says"), WRONG_FOR_THE_CORPUS.values(), ids=WRONG_FOR_THE_CORPUS)
def test_a_study_that_does_not_fit_its_corpus(tmp_path, text, says):
    path = make_project(tmp_path, CORPUS + text if text.startswith("[actors]") else CORPUS + LISTS + text)
    with pytest.raises(StudyError) as raised:
        run(path, tmp_path / "out")
    assert str(raised.value) == f"{path}{says}"


def test_a_broken_list_of_actors(tmp_path):
    path = make_project(tmp_path, CORPUS + LISTS)
    actors = tmp_path / "actors.csv"
    actors.write_text("actor,name\nFreedonia,Freedonia\n")
    with pytest.raises(StudyError) as raised:
        run(path, tmp_path / "out")
    assert str(raised.value) == (
        f"{path}, [actors] lists: the actors table {actors} lacks the column alias; it has actor, name. "
        "Add or rename the column."
    )
    for broken in (b"", b"actor,alias\na,b\na,b,c,d\n", b"actor,alias\n\xff\xfe,b\n"):
        actors.write_bytes(broken)
        with pytest.raises(StudyError, match=r"study\.toml, \[actors\] lists: "):
            run(path, tmp_path / "out")


def test_lists_of_actors_lie_beside_the_study_or_the_texts(tmp_path):
    path = make_project(tmp_path / "study", CORPUS + LISTS)
    (tmp_path / "secret.csv").write_text(ACTORS)
    (tmp_path / "study" / "link.csv").symlink_to(tmp_path / "secret.csv")
    for name in ("../secret.csv", str(tmp_path / "secret.csv"), "link.csv", "texts/../../secret.csv"):
        path.write_text(f"{CORPUS}[actors]\nlists = [{json.dumps(name)}]\n")
        with pytest.raises(StudyError) as raised:
            run(path, tmp_path / "out")
        assert str(raised.value) == (
            f"{path}, [actors] lists: the list {name!r} is outside the folders of the study and of its texts; copy it "
            f"into the folder of the study"
        )
    path.write_text('[corpus]\npath = "../texts"\n[actors]\nlists = ["../texts/actors.csv"]\n')
    shutil.copytree(tmp_path / "study" / "texts", tmp_path / "texts")
    (tmp_path / "texts" / "actors.csv").write_text(ACTORS)
    assert len(run(path, tmp_path / "out").tables["mentions"]) == 7


def test_a_path_that_is_neither_file_nor_folder(tmp_path):
    path = make_project(tmp_path, '[corpus]\npath = "pipe"\n')
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(StudyError) as raised:
        run(path, tmp_path / "out")
    assert str(raised.value) == f"{path}, [corpus]: path is 'pipe', which is neither a file nor a folder"


def test_a_path_without_texts(tmp_path):
    path = make_project(tmp_path, '[corpus]\npath = "elsewhere"\n')
    with pytest.raises(StudyError) as raised:
        run(path, tmp_path / "out")
    assert str(raised.value) == (
        f"{path}, [corpus] path: no file or folder {str(tmp_path / 'elsewhere')!r}; give the path of a text or of a "
        "folder of texts"
    )


def test_an_option_of_reading_that_is_none(tmp_path):
    path = make_project(tmp_path, CORPUS + 'languages = ["English"]\n')
    with pytest.raises(StudyError) as raised:
        run(path, tmp_path / "out")
    assert str(raised.value) == (
        f"{path}, [corpus]: languages has 'English'; give codes of two letters (ISO 639-1), such as 'en'"
    )


def test_texts_none_of_which_can_be_read(tmp_path):
    path = make_project(tmp_path, CORPUS + LISTS)
    for name in (*TEXTS, "metadata.csv"):
        (tmp_path / "texts" / name).unlink()
    with pytest.raises(StudyError, match=r"study\.toml: no document could be read from texts\. photo\.txt: "):
        run(path, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_a_saved_corpus_that_is_damaged(tmp_path):
    path = make_project(tmp_path, CORPUS + LISTS)
    (tmp_path / "texts" / "corpus.json").write_text("{}")
    with pytest.raises(StudyError, match=r"study\.toml, \[corpus\] path: .*texts is a damaged or foreign corpus: "):
        run(path, tmp_path / "out")


def test_results_are_not_written_among_the_texts(tmp_path):
    path = make_project(tmp_path, CORPUS + LISTS)
    for out in (tmp_path / "texts", tmp_path / "texts" / "results"):
        with pytest.raises(StudyError) as raised:
            run(path, out)
        assert str(raised.value) == (
            f"the results would go to {out}, which is inside the folder of texts {tmp_path / 'texts'}, so the "
            "next run would read them as texts; choose a folder outside it"
        )
    assert sorted(contents(tmp_path / "texts")) == ["lee.txt", "metadata.csv", "photo.txt", "roe.txt"]


# --- real texts -------------------------------------------------------------------------------------------------

SMALL = """
[tables.words]
measure = "words"
by = "{by}"

[tables.mentions_by_actor]
by = "actor"

[tables.mentions_by_both]
by = ["{by}_doc", "actor"]
allow_absent = true
where = {{ actor = ["United States", "Russia", "China", "Iran"] }}

[tables.hedges_by_group]
of = "hedges"
by = "{by}"

[tables.tone_by_group]
measure = "mean"
by = "{by}"

[figures.mentions_by_actor]
plot = "rates"
limit = 10

[figures.mentions_by_both]
plot = "heatmap"
rows = "{by}_doc"
columns = "actor"

[figures.hedges_by_group]
plot = "rates"

[figures.tone_by_group]
plot = "tone"
"""


def first_inaugurals(folder: Path) -> None:
    with gzip.open(SHARED / "corpora" / "inaugural.jsonl.gz", "rt", encoding="utf8") as file:
        lines = [next(file) for _ in range(25)]
    with gzip.open(folder / "inaugural.jsonl.gz", "wt", encoding="utf8") as file:
        file.writelines(lines)


def first_debates(folder: Path) -> None:
    table = pd.read_csv(SHARED / "corpora" / "ungd2017.csv.gz")
    table.iloc[:25].to_csv(folder / "ungd2017.csv.gz", index=False)


def seed(folder: Path) -> None:
    shutil.copy(SHARED / "commentary" / "us_russia_relationship_is_doomed.txt", folder)


@pytest.mark.slow
@pytest.mark.skipif(not SHARED.is_dir(), reason="the folder ../shared with real texts is not there")
@pytest.mark.parametrize(
    ("put", "by", "n"),
    [(seed, "doc_id", 1), (first_inaugurals, "year", 25), (first_debates, "country", 25)],
    ids=["seed commentary", "inaugural addresses", "UN debates"],
)
def test_real_texts_run_through_a_study(tmp_path, put, by, n):
    (tmp_path / "texts").mkdir()
    put(tmp_path / "texts")
    (tmp_path / "study.toml").write_text(CORPUS + SMALL.format(by=by), encoding="utf8")
    result = run(tmp_path / "study.toml", tmp_path / "out")
    assert len(result.corpus.documents) == n
    assert len(result.corpus.rejected) == 0
    words = result.tables["words"]
    assert words["n_docs"].sum() == n
    assert words["n_words"].sum() == result.tables["documents"]["n_words"].sum() > 900
    groups = words[by].nunique()
    assert len(result.tables["hedges_by_group"]) == len(result.tables["tone_by_group"]) == groups
    hits = result.tables["mentions_by_actor"]
    assert hits["n"].sum() == len(result.tables["mentions"]) > 0
    both = result.tables["mentions_by_both"]
    assert len(both) == groups * both["actor"].nunique()
    for name, table in result.tables.items():
        assert len(pd.read_csv(tmp_path / "out" / "tables" / f"{name}.csv")) == len(table)
    drawn = sorted(p.name for p in (tmp_path / "out" / "figures").iterdir())
    assert drawn == sorted(f"{name}.{s}" for name in result.figures for s in ("pdf", "png", "svg"))


# --- every measure and plot that a study can ask for ------------------------------------------------------------

EVERYTHING = """
[tables.typical]
measure = "keyness"
by = "outlet"
target = "Globe"
[tables.near]
measure = "collocates"
node = "sylvania"
[tables.runs]
measure = "collocations"
min_n = 1
[tables.spread]
measure = "dispersion"
min_n = 1
[tables.words_used]
measure = "features"
n = 2
[tables.lines]
measure = "kwic"
node = "may"
[tables.odds]
measure = "rows"
of = "probability_words"
[tables.kept_at_a_distance]
measure = "contested"
[tables.who_of_whom]
measure = "speakers"
[tables.together]
measure = "cooccurrence"
[tables.sure]
measure = "mean"
of = "certainty"
by = "outlet"
[tables.boosted]
measure = "rate"
of = "boosters"
by = "voice"
[tables.denied]
measure = "rate"
of = "negations"
[figures.typical]
plot = "keyness"
[figures.near]
plot = "collocates"
[figures.together]
plot = "network"
[figures.odds]
plot = "probability"
"""


def test_every_measure_and_every_plot(tmp_path):
    path = make_project(tmp_path, CORPUS + LISTS + EVERYTHING)
    results = run_study(load_study(path), tmp_path / "out")
    for name, columns in {
        "typical": "keyness", "near": "collocates", "runs": "collocations", "spread": "dispersion",
        "words_used": "features", "lines": "kwic", "kept_at_a_distance": "contested", "who_of_whom": "speakers",
        "together": "cooccurrence",
    }.items():  # fmt: skip
        assert list(schema.TABLES[columns]) == list(results.tables[name].columns)
    assert set(schema.TABLES["probability_words"]) <= set(results.tables["odds"].columns)
    assert {"outlet", "mean"} <= set(results.tables["sure"].columns)
    assert results.tables["boosted"]["voice"].tolist() == ["author", "reported", "scare", "quoted"]
    assert sorted(results.figures) == ["near", "odds", "together", "typical"]
    assert all(file.is_file() for files in results.figures.values() for file in files)


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ('measure = "keyness"\nby = "outlet"', "target is missing, which measure 'keyness' needs"),
        ('measure = "kwic"', "node is missing, which measure 'kwic' needs"),
        ('measure = "words"\nnode = "may"', "'node' cannot be used for measure 'words'; valid are by"),
    ],
)
def test_what_a_measure_needs(tmp_path, table, message):
    path = make_project(tmp_path, f"{CORPUS}[tables.t]\n{table}\n")
    with pytest.raises(StudyError) as raised:
        load_study(path)
    assert str(raised.value) == f"{path}, [tables.t]: {message}"


def test_a_target_that_no_document_has(tmp_path):
    path = make_project(tmp_path, CORPUS + LISTS + '[tables.t]\nmeasure = "keyness"\nby = "outlet"\ntarget = "Moon"\n')
    with pytest.raises(
        StudyError, match="target is 'Moon', but no document has it as outlet; there are 'Globe', 'Times'"
    ):
        run_study(load_study(path), tmp_path / "out")


@pytest.mark.parametrize(
    ("reference", "said"),
    [
        ("Moon", "reference is 'Moon', but no document has it as outlet; there are 'Globe', 'Times'"),
        ("Globe", "target and reference are both 'Globe'; name two values of outlet"),
    ],
)
def test_a_reference_is_another_value(tmp_path, reference, said):
    spec = f'[tables.t]\nmeasure = "keyness"\nby = "outlet"\ntarget = "Globe"\nreference = "{reference}"\n'
    path = make_project(tmp_path, CORPUS + LISTS + spec)
    with pytest.raises(StudyError, match=said):
        run_study(load_study(path), tmp_path / "out")


# --- terms, two modes, places, and choices ------------------------------------------------------------------------

TERMS = """
[terms]
war = ["attack*", "war"]
peace = ["talks", "help"]
nowhere = ["zebra*"]
"""
MORE = """
[tables.terms_over_time]
of = "terms"
by = "category"
freq = "YS"
rolling = 2
[tables.with_terms]
measure = "affiliations"
with = "terms"
[tables.with_hedges]
measure = "affiliations"
with = "hedges"
unit = "document"
where = { actor = "Sylvania" }
[tables.with_odds]
measure = "affiliations"
with = "probability_words"
[tables.places]
measure = "rows"
of = "terms"
where = { category = "war" }
[tables.lines]
measure = "kwic"
node = "sylvania"
[tables.sure]
measure = "mean"
of = "certainty"
by = "outlet"
[tables.typical]
measure = "keyness"
by = "outlet"
target = "Globe"
[figures.terms_over_time]
plot = "trend"
label = "terms"
[figures.with_terms]
plot = "network"
[figures.places]
plot = "dispersion"
order = "date"
[figures.lines]
plot = "dispersion"
by = "outlet"
position = "absolute"
[figures.sure]
plot = "tone"
[figures.typical]
plot = "keyness"
"""


@pytest.fixture(scope="module")
def more(tmp_path_factory) -> Results:
    folder = tmp_path_factory.mktemp("more")
    return run(make_project(folder, CORPUS + LISTS + TERMS + MORE), folder / "out")


def test_terms_of_the_study_are_spans_like_others(more):
    terms = more.tables["terms"]
    assert rows(terms, "doc_id", "text", "category", "voice") == [
        ("lee", "talks", "peace", "author"),
        ("roe", "attacked", "war", "author"),
        ("roe", "war", "war", "author"),
        ("roe", "help", "peace", "author"),
    ]
    table = more.tables["terms_over_time"]
    assert rows(table.assign(period=table["period"].dt.year), "period", "category", "n", "n_words") == [
        (2016, "war", 0, 12), (2016, "peace", 1, 12), (2016, "nowhere", 0, 12),
        (2017, "war", 0, 12), (2017, "peace", 1, 12), (2017, "nowhere", 0, 12),
        (2018, "war", 2, 13), (2018, "peace", 1, 13), (2018, "nowhere", 0, 13),
    ]  # fmt: skip
    assert more.tables["places"]["text"].tolist() == ["attacked", "war"]


def test_actors_with_terms_by_hand(more):
    """Sylvania attacked Freedonia; Fredville, which is Freedonia, has talks and will help Sylvania."""
    table = more.tables["with_terms"].query("n > 0").sort_values(["source", "target"])
    assert rows(table, "source", "target", "n", "n_source", "n_target") == [
        ("Freedonia", "peace", 2, 4, 2), ("Freedonia", "war", 1, 4, 2),
        ("Sylvania", "peace", 1, 3, 2), ("Sylvania", "war", 1, 3, 2),
    ]  # fmt: skip
    assert table["tone"].notna().all()
    hedges = more.tables["with_hedges"]
    assert set(hedges["source"]) == {"Sylvania"}
    assert set(hedges["target"]) == set(more.tables["hedges"]["category"])
    assert hedges["n"].max() == 1 == hedges["n_docs"].max()
    tables = load_study(more.out.parent / "study.toml").tables
    assert [tables[name]["column"] for name in ("with_terms", "with_hedges", "with_odds")] == [
        "category", "category", "phrase",
    ]  # fmt: skip


def test_tone_and_certainty_by_voice(tmp_path):
    both = "[tables.tone]\nmeasure = 'mean'\nby = 'voice'\n[tables.sure]\nmeasure = 'mean'\nof = 'certainty'\n"
    path = make_project(tmp_path, CORPUS + LISTS + both + "by = ['outlet', 'voice']\n")
    text = "Freedonia is good. “War is an awful thing in the end.” They may go.\n"
    (tmp_path / "texts" / "lee.txt").write_text(text, encoding="utf8")
    tables = run_study(load_study(path), tmp_path / "out", only=["tone", "sure"]).tables
    assert rows(tables["tone"], "voice", "n") == [("author", 5), ("quoted", 1)]
    assert tables["tone"]["mean"].iloc[1] == tables["sentiment"]["compound"].iloc[1] < 0, "the second sentence"
    assert rows(tables["sure"], "outlet", "voice", "n") == [
        ("Globe", "author", 2), ("Globe", "quoted", 1), ("Times", "author", 3), ("Times", "quoted", 0),
    ]  # fmt: skip


def test_a_network_is_drawn_as_its_table_is(tmp_path):
    tables = "[tables.a]\nmeasure = 'speakers'\n[tables.b]\nmeasure = 'cooccurrence'\n"
    figures = "".join(f"[figures.{name}]\nplot = 'network'\n" for name in "ab")
    figures += "[figures.c]\nplot = 'network'\ntable = 'a'\ndirected = false\n"
    drawn = load_study(make_project(tmp_path, CORPUS + tables + figures)).figures
    assert {name: (figure["directed"], figure["two_mode"]) for name, figure in drawn.items()} == {
        "a": (True, False), "b": (False, False), "c": (False, False),
    }  # fmt: skip


def test_x_rays_and_what_figures_are_told_by_their_tables(more):
    alts = json.loads((more.out / "manifest.json").read_text(encoding="utf8"))["alt_texts"]
    assert alts["places"].startswith("X-ray: strokes at the places of 2 hits, 2 rows by doc_id, in the order of date.")
    assert "Most: roe, n = 2. 1 row without a hit." in alts["places"]
    assert alts["lines"].startswith("X-ray: strokes at the places of 3 hits, 2 rows by outlet.")
    assert alts["sure"].startswith("Dots with intervals: mean certainty, 0 to 1 ")
    assert alts["terms_over_time"].startswith("Lines with bands: terms ")
    assert all(file.is_file() for files in more.figures.values() for file in files)
    study = load_study(more.out.parent / "study.toml")
    assert study.figures["with_terms"]["two_mode"] is True
    assert study.figures["typical"]["names"] == ["Globe", "all others"]


def test_an_x_ray_drawn_by_another_process_is_the_same(more, tmp_path):
    study = load_study(more.out.parent / "study.toml")
    again = run_study(study, tmp_path / "out", only=["places", "lines"], jobs=2)
    for name in ("places", "lines"):
        for one, other in zip(again.figures[name], more.figures[name], strict=True):
            assert one.read_bytes() == other.read_bytes(), one.name


def test_only_what_terms_need_is_found(more, tmp_path):
    study = load_study(more.out.parent / "study.toml")
    part = run_study(study, tmp_path / "out", only=["terms_over_time"])
    assert set(part.tables) == {*ALWAYS, "mentions", "quotes", "terms", "terms_over_time"}
    part = run_study(study, tmp_path / "out2", only=["with_hedges"])
    assert set(part.tables) == {*ALWAYS, "mentions", "quotes", "hedges", "sentiment", "with_hedges"}


def test_a_term_that_is_no_pattern(tmp_path):
    path = make_project(tmp_path, CORPUS + LISTS + '[terms]\nwar = ["   "]\n' + T + "of = 'terms'")
    with pytest.raises(StudyError, match=r"study\.toml, \[terms\]: "):
        run(path, tmp_path / "out")


MULTIVERSE = """
[tables.tone]
measure = "mean"
of = "sentiment"
by = "outlet"
[tables.tone_everywhere]
measure = "multiverse"
table = "tone"
choices = { lexicon = ["vader", "commentary"], mask_actors = [true, false], roles = [["body"], ["heading", "body"]] }
[tables.named]
by = "actor"
where = { actor = ["Sylvania"] }
[tables.named_everywhere]
measure = "multiverse"
table = "named"
choices = { where = [{}, { actor = "Sylvania" }], of = ["mentions"] }
[figures.tone_everywhere]
plot = "multiverse"
[figures.named_everywhere]
plot = "multiverse"
"""
MASKED = "# A Horrible Happy Valley\n\nFreedonia may wait for Happy Valley. The good talks were a terrible crisis.\n"


@pytest.fixture(scope="module")
def worlds(tmp_path_factory) -> Path:
    path = make_project(tmp_path_factory.mktemp("worlds"), CORPUS + LISTS + MULTIVERSE)
    (path.parent / "texts" / "lee.txt").unlink()
    (path.parent / "texts" / "lee.md").write_text(MASKED, encoding="utf8")
    metadata = path.parent / "texts" / "metadata.csv"
    metadata.write_text(metadata.read_text().replace("lee.txt", "lee.md"))
    (path.parent / "actors.csv").write_text(ACTORS + "Sylvania,Happy Valley,state,name,Sylvania\n")
    return path


def test_each_row_of_a_multiverse_is_that_of_a_study_with_these_settings(worlds, tmp_path):
    results = run(worlds, tmp_path / "out")
    table = results.tables["tone_everywhere"]
    assert table.columns.tolist() == ["lexicon", "mask_actors", "roles", "outlet", *schema.TABLES["means"]]
    assert len(table) == 2 * 2 * 2 * 2
    globe = table[table["outlet"] == "Globe"]
    # Every choice makes a difference, but for the mask where `commentary` reads no word of a name anyway.
    assert globe["mean"].nunique() == 7
    assert globe.loc[globe["lexicon"] == "vader", "mean"].nunique() == 4
    assert globe.groupby("roles")["n"].unique().map(list).to_dict() == {"body": [2], "heading + body": [3]}
    text = worlds.read_text(encoding="utf8")
    for (lexicon, mask, roles), part in table.groupby(["lexicon", "mask_actors", "roles"]):
        settings = f"[sentiment]\nlexicon = {json.dumps(lexicon)}\nmask_actors = {str(mask == 'yes').lower()}\n"
        read = f"{CORPUS}roles = {json.dumps(roles.split(' + '))}\n"
        one = worlds.with_name("one.toml")
        one.write_text(text.replace(CORPUS, read).replace(LISTS, LISTS + settings), encoding="utf8")
        single = run_study(load_study(one), tmp_path / "one", only=["tone"]).tables["tone"]
        pd.testing.assert_frame_equal(part[single.columns].reset_index(drop=True), single)


def test_options_of_a_table_are_choices_too(worlds, tmp_path):
    part = run_study(load_study(worlds), tmp_path / "out", only=["named_everywhere"])
    assert set(part.tables) == {*ALWAYS, "mentions", "quotes", "named_everywhere"}
    assert rows(part.tables["named_everywhere"], "where", "of", "actor", "n") == [
        ("all", "mentions", "Freedonia", 3), ("all", "mentions", "Sylvania", 4),
        ("actor Sylvania", "mentions", "Sylvania", 4),
    ]  # fmt: skip
    alts = json.loads(
        (run_study(load_study(worlds), tmp_path / "out", only=["tone_everywhere"]).out / "manifest.json").read_text()
    )["alt_texts"]
    assert alts["tone_everywhere"].startswith(
        "Dots: mean under 16 combinations of lexicon, mask_actors, roles, outlet."
    )
