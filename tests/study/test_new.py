"""A study is begun from texts: it runs as it was written, fits what is known of them, and overwrites nothing."""

from __future__ import annotations

import gzip
import shutil
import tomllib
from pathlib import Path

import exports_of_factiva as factiva
import pandas as pd
import pytest

from discourse.actors.mentions import load_actors
from discourse.study.load import StudyError, load_study
from discourse.study.new import propose_actors, start_study
from discourse.study.run import run_study

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data"

LEE = "Moscow may wait for Washington. Perhaps Nato will not.\n"
ROE = "---\ntitle: A Cold Peace\nauthor: Roe\ndate: 2018-07-16\noutlet: Globe\n---\n\nMoscow attacked Kyiv, it seems.\n"
TABLE = "id,outlet,year,text\n" + "".join(
    f"{n},{'Globe' if n % 2 else 'Times'},{1800 + n},Moscow may wait for Washington.\n" for n in range(50)
)


def keys(study: Path) -> tuple[list[str], list[str]]:
    """The tables and the figures of a study file."""
    read = tomllib.loads(study.read_text(encoding="utf8"))
    return list(read["tables"]), list(read["figures"])


ALWAYS = ["mentions_by_actor", "hedges_by_category", "tone_by_actor", "actors_together"]


@pytest.fixture
def essays(tmp_path, monkeypatch) -> Path:
    """A folder of two texts, in the working directory."""
    monkeypatch.chdir(tmp_path)
    Path("essays").mkdir()
    Path("essays", "lee.txt").write_text(LEE)
    Path("essays", "roe.md").write_text(ROE)
    return Path("essays")


def test_a_folder_of_texts_gets_three_files_and_the_commands_to_go_on(essays):
    begun = start_study(essays)
    assert begun.study == essays / "study.toml"
    assert begun.written == [essays / "actors.csv", essays / "metadata.csv", essays / "study.toml"]
    assert sorted(path.name for path in essays.iterdir()) == [
        "actors.csv", "lee.txt", "metadata.csv", "roe.md", "study.toml",
    ]  # fmt: skip
    assert (essays / "actors.csv").read_text() == "actor,alias,type,form,country,source,n,n_docs,example\n"
    assert (essays / "metadata.csv").read_text().splitlines() == [
        "file,title,author,date,outlet",
        "lee.txt,,,,",
        "roe.md,A Cold Peace,Roe,2018-07-16,Globe",
    ]
    assert begun.next_steps == [
        f"2 texts read, 0 rejected. Written: {', '.join(map(str, begun.written))}",
        "Next:",
        "  discourse run essays --out essays_results",
        f"  open {Path('essays_results', 'report.html')}; the figures are in {Path('essays_results', 'figures')}",
        "Then, if you need it:",
        f"  fill in {Path('essays', 'metadata.csv')}; these are still missing: 1 title, 1 author, 1 date, 1 outlet of "
        "2 texts (dates as 2018-07-16); cells may stay empty",
        f"  remove the # in {Path('essays', 'study.toml')} before the tables by outlet or over time, "
        "once metadata.csv has",
        f"  add the actors that you look for to {Path('essays', 'actors.csv')}, such as: "
        "Free University,FU,organisation,acronym,",
        "  discourse suggest essays  # adds names that the texts use; correct or delete them by hand",
        "  discourse verify essays_results",
    ]


def test_doubts_are_told(essays):
    Path("essays", "moe.txt").write_text("Die Verhandlungen dauerten eine ganze Woche.")
    assert start_study(essays).next_steps[1] == "1 read with a doubt (language): discourse check essays"


def test_the_study_runs_as_it_was_written(essays):
    start_study(essays)
    assert len(load_actors(essays / "actors.csv")) == 0
    study = load_study(essays)
    assert study.title == "essays"
    results = run_study(study, "essays_results")
    assert keys(essays / "study.toml") == (
        [*ALWAYS, "words_by_text", "hedges_by_text", "tone_by_text"],
        [*ALWAYS, "hedges_by_text", "tone_by_text"],
    )
    # may and perhaps in lee, seems in roe.
    assert results.tables["hedges_by_text"][["doc_id", "n"]].to_numpy().tolist() == [["lee", 2], ["roe", 1]]
    assert results.tables["documents"]["title"].tolist()[1] == "A Cold Peace"
    assert len(results.tables["rejected"]) == 0


def test_the_parts_for_later_work_when_their_marks_are_taken_away(essays):
    start_study(essays)
    path = essays / "metadata.csv"
    path.write_text(path.read_text().replace("lee.txt,,,,", "lee.txt,Waiting,Lee,2016-05-01,Times"))
    text = (essays / "study.toml").read_text()
    head, by_outlet, over_time = text.split("# --- by outlet")[0], *text.split("# --- by outlet")[1].split("# --- over")
    later = [line.removeprefix("# ") for part in (by_outlet, over_time) for line in part.splitlines()[1:]]
    (essays / "study.toml").write_text(head + "\n".join(later))
    results = run_study(load_study(essays), "essays_results")
    assert results.tables["hedges_by_outlet"][["outlet", "n"]].to_numpy().tolist() == [["Globe", 1], ["Times", 2]]
    assert results.tables["hedges_over_time"]["n"].tolist() == [2, 0, 1], "2016, 2017, 2018"
    assert {"mentions_by_actor_and_outlet", "mentions_over_time"} <= set(results.figures)


def test_nothing_is_overwritten(essays):
    (essays / "actors.csv").write_text("actor,alias\nRussia,Moscow\n")
    (essays / "metadata.csv").write_text("file,outlet\nlee.txt,Times\n")
    begun = start_study(essays)
    assert begun.written == [essays / "study.toml"]
    assert (essays / "actors.csv").read_text() == "actor,alias\nRussia,Moscow\n"
    assert (essays / "metadata.csv").read_text() == "file,outlet\nlee.txt,Times\n"
    before = (essays / "study.toml").read_bytes()
    with pytest.raises(StudyError) as raised:
        start_study(essays)
    assert str(raised.value) == (
        f"there is a study already: {essays / 'study.toml'}; run it with: discourse run essays"
    )
    assert (essays / "study.toml").read_bytes() == before


def test_a_study_of_texts_that_lie_elsewhere(essays):
    begun = start_study("my study", texts=essays)
    assert begun.written == [Path("my study", "actors.csv"), essays / "metadata.csv", Path("my study", "study.toml")]
    assert load_study("my study").corpus["path"] == "../essays"
    assert f"  discourse run 'my study' --out '{Path('my study', 'results')}'" in begun.next_steps
    results = run_study(load_study("my study"), Path("my study", "results"))
    assert results.tables["documents"]["doc_id"].tolist() == ["lee", "roe"]


def test_a_folder_with_a_folder_of_texts(essays):
    Path("project").mkdir()
    essays.rename(Path("project", "texts"))
    Path("project", "README.md").write_text("Not a text.")
    begun = start_study("project")
    assert [path.as_posix() for path in begun.written] == [
        "project/actors.csv", "project/texts/metadata.csv", "project/study.toml",
    ]  # fmt: skip
    assert load_study("project").corpus["path"] == "texts"
    assert "  discourse run project --out project/results" in [step.replace("\\", "/") for step in begun.next_steps]


def test_the_folder_that_one_is_in(essays, monkeypatch):
    monkeypatch.chdir(essays)
    begun = start_study(".")
    assert f"  discourse run . --out {Path('..', 'essays_results')}" in begun.next_steps
    assert load_study(".").title == "essays"
    run_study(load_study("."), Path("..", "essays_results"), only=["words_by_text"])


def test_articles_of_an_export_have_lines_of_metadata_that_can_be_filled_in(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("ferry").mkdir()
    sold = factiva.article(2, HD="The ferry is sold", LP=["Moscow may buy it, and nobody in the town is glad."], TD=[])
    articles = [factiva.article(1, BY=None), sold]
    Path("ferry", "factiva.html").write_text(factiva.page([*articles, factiva.article(3)]), encoding="utf8")
    begun = start_study("ferry")
    assert begun.next_steps[1] == "1 Factiva HTML file, 3 articles, 1 duplicate, 0 without date"
    assert begun.next_steps[6:9:2] == [
        f"  fill in {Path('ferry', 'metadata.csv')}; these are still missing: 1 author of 3 texts (dates as "
        "2018-07-16); cells may stay empty",
        f"  remove the # in {Path('ferry', 'study.toml')} before duplicates, to leave out 1 document with the text "
        "of another",
    ]
    path = Path("ferry", "metadata.csv")
    name = "HARCOU0020240304ek3400001"
    line = f"{name},Who will buy the ferry,,2024-03-04,Harwick Courier"
    assert path.read_text(encoding="utf8").splitlines()[:2] == ["doc_id,title,author,date,outlet", line]
    path.write_text(path.read_text(encoding="utf8").replace(line, f"{name},,Bram Teller,2024-03-03,"), encoding="utf8")
    study = Path("ferry", "study.toml")
    study.write_text(study.read_text(encoding="utf8").replace("# duplicates", "duplicates"), encoding="utf8")
    results = run_study(load_study("ferry"), "results")
    first = results.corpus.documents.set_index("doc_id").loc[name]
    assert (first["author"], str(first["date"].date())) == ("Bram Teller", "2024-03-03")
    assert (first["title"], first["outlet"]) == ("Who will buy the ferry", "Harwick Courier"), "blanks change nothing"
    assert len(results.corpus.documents) == 2
    assert "mentions_by_actor" in results.figures


def test_dates_that_are_known_are_not_asked_for(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("ferry").mkdir()
    articles = [factiva.article(1), factiva.article(2, HD="The ferry is sold", LP=["Moscow may buy it."])]
    Path("ferry", "factiva.html").write_text(factiva.page(articles), encoding="utf8")
    steps = start_study("ferry").next_steps
    assert steps[6:8] == [
        f"  correct {Path('ferry', 'metadata.csv')} where it is wrong: it has title, author, date and outlet of each "
        "text",
        f"  remove the # in {Path('ferry', 'study.toml')} before the tables by outlet, once metadata.csv has",
    ]


def test_a_table_has_its_docvars_and_gets_no_metadata(tmp_path):
    (tmp_path / "speeches.csv").write_text(TABLE)
    begun = start_study(tmp_path / "study", texts=tmp_path / "speeches.csv")
    assert [path.name for path in begun.written] == ["actors.csv", "study.toml"]
    assert keys(begun.study) == (
        [
            *ALWAYS, "words_by_outlet", "hedges_by_outlet", "tone_by_outlet", "mentions_by_actor_and_outlet",
            "hedges_over_time", "tone_over_time", "mentions_over_time",
        ],
        [
            *ALWAYS, "hedges_by_outlet", "tone_by_outlet", "mentions_by_actor_and_outlet", "hedges_over_time",
            "tone_over_time", "mentions_over_time",
        ],
    )  # fmt: skip
    study = load_study(begun.study)
    assert study.tables["hedges_over_time"]["freq"] == "5YS", "five texts in five years"
    assert study.tables["mentions_over_time"]["where"] == {"actor": ["Russia", "United States"], "reading": "actor"}
    results = run_study(study, tmp_path / "out", only=["hedges_over_time"])
    assert results.tables["hedges_over_time"]["n"].tolist() == [5] * 10


# what stands in the column -> the docvar by which the study compares
GROUPS = {
    "liked": ({"colour": ["red", "red", "blue", "blue"], "Author": ["A", "B", "C", "D"]}, "Author"),
    "fewest values": ({"b": ["x", "x", "y", "y"], "a": ["x", "x", "x", "x"]}, "b"),
    "one value each": ({"b": ["p", "q", "r", "s"]}, None),
    "name of a result": ({"n": ["x", "x", "y", "y"]}, None),
    "numbers": ({"b": [1, 1, 2, 2]}, None),
    "odd name": ({'the "b"': ["x", "x", "y", "y"]}, 'the "b"'),
}


@pytest.mark.parametrize(("columns", "group"), GROUPS.values(), ids=GROUPS)
def test_the_docvar_to_compare_by(tmp_path, columns, group):
    frame = pd.DataFrame({"text": ["Moscow may.", "Kyiv can.", "Nato will.", "Paris seems."], **columns})
    frame.to_csv(tmp_path / "t.csv", index=False)
    begun = start_study(tmp_path / "study", texts=tmp_path / "t.csv")
    tables = load_study(begun.study).tables
    assert [spec["by"] for name, spec in tables.items() if name.startswith("words_by_")] == [[group or "doc_id"]]
    run_study(load_study(begun.study), tmp_path / "out", only=[name for name in tables if name.startswith("words_by_")])


@pytest.mark.parametrize(
    ("first", "last", "n", "freq"),
    [
        ("2018-01-01", "2018-01-10", 4, None),
        ("2018-01-01", "2018-02-28", 60, "W"),
        ("2018-01-01", "2018-12-31", 60, "MS"),
        ("2014-01-01", "2019-12-31", 36, "YS"),
        ("2014-01-01", "2019-12-31", 200, "QS"),
        ("2014-01-01", "2019-12-31", 3, "YS"),
        ("1789-04-30", "2021-01-20", 59, "20YS"),
    ],
)
def test_the_periods(tmp_path, first, last, n, freq):
    dates = pd.date_range(first, last, periods=n).strftime("%Y-%m-%d")
    pd.DataFrame({"text": "Moscow may wait.", "date": dates}).to_csv(tmp_path / "t.csv", index=False)
    begun = start_study(tmp_path / "study", texts=tmp_path / "t.csv")
    assert load_study(begun.study).tables.get("hedges_over_time", {}).get("freq") == freq


def test_what_cannot_be_begun(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def says(*arguments, **options) -> str:
        with pytest.raises(StudyError) as raised:
            start_study(*arguments, **options)
        return str(raised.value)

    Path("a.csv").write_text(TABLE)
    assert says("a.csv") == "a.csv is a file; name a new folder for its study: discourse new a --texts a.csv"
    assert says("none") == ("there is no folder none; for texts in another place: discourse new none --texts PATH")
    Path("empty").mkdir()
    assert says("empty") == "no text could be read from empty."
    Path("empty", "photo.txt").write_bytes(bytes(range(256)))
    assert says("empty").startswith("no text could be read from empty. photo.txt: ")
    with pytest.raises(FileNotFoundError, match="no file or folder 'nowhere'"):
        start_study("new", texts="nowhere")
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["a.csv", "empty", "photo.txt"], "nothing was written"


def test_names_that_toml_must_escape(tmp_path):
    folder = tmp_path / 'a "b" \\ # c\x7f'
    folder.mkdir()
    (folder / "lee.txt").write_text(LEE)
    begun = start_study(folder)
    assert load_study(begun.study).title == folder.name


@pytest.mark.slow
@pytest.mark.skipif(not SHARED.is_dir(), reason="the folder ../shared with real texts is not there")
def test_the_inaugural_addresses_in_two_commands(tmp_path, monkeypatch, capsys):
    from discourse.cli import main

    monkeypatch.chdir(tmp_path)
    shutil.copy(SHARED / "corpora" / "inaugural.jsonl.gz", "inaugural.jsonl.gz")
    assert main(["new", "inaugural", "--texts", "inaugural.jsonl.gz"]) == 0
    line = next(line for line in capsys.readouterr().out.splitlines() if line.startswith("  discourse run"))
    assert main([*line.split()[1:], "--quiet"]) == 0
    with gzip.open("inaugural.jsonl.gz") as file:
        n = len(file.readlines())
    over_time = pd.read_csv(Path("inaugural", "results", "tables", "hedges_over_time.csv"))
    assert over_time["n_docs"].sum() == n
    assert len(over_time) == 12, "of 20 years each, from 1789"
    assert len(list(Path("inaugural", "results", "figures").glob("*.svg"))) == 10
    assert Path("inaugural", "results", "report.html").stat().st_size > 100_000


# --- names that the lists lack ---------------------------------------------------------------------------------------


@pytest.fixture
def moe(tmp_path):
    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / "a.txt").write_text("In Moscow, Ada Moe met the Norland Union. Then Moe left the Norland Union and Oslo.")
    start_study(tmp_path)
    return tmp_path


def test_the_list_begins_with_names_that_the_texts_use(moe):
    assert (moe / "actors.csv").read_text().splitlines() == [
        "actor,alias,type,form,country,source,n,n_docs,example",
        'Norland Union,Norland Union,organisation,name,,suggested,2,1,"In Moscow, Ada Moe met the Norland Union."',
    ]


def test_a_name_of_one_text_among_several_is_not_among_them(essays):
    Path("essays", "a.txt").write_text("In Moscow, Ada Moe met Bo Roe. Then Moe left Bo Roe for Oslo.")
    Path("essays", "b.txt").write_text("In Oslo, Bo Roe slept.")
    start_study(essays)
    listed = load_actors(essays / "actors.csv")
    assert listed["alias"].tolist() == ["Bo Roe"]


def test_names_that_no_list_has_are_added(moe):
    (moe / "actors.csv").write_text("actor,alias,type,form,country\n")
    proposed = propose_actors(moe)
    assert (proposed.path, proposed.n, proposed.commonest) == (moe / "actors.csv", 1, ["Norland Union"])
    assert (moe / "actors.csv").read_text().splitlines()[1] == (
        'Norland Union,Norland Union,organisation,name,,suggested,2,1,"In Moscow, Ada Moe met the Norland Union."'
    )
    assert propose_actors(moe).n == 0  # it is listed now


def test_rows_that_are_there_stay_and_lend_their_actor(moe):
    own = "actor,alias,type,note\nAda B. Moe,Ada Moe,person,mine\n"
    (moe / "actors.csv").write_text(own)
    assert propose_actors(moe, min_n=1).n == 2
    lines = (moe / "actors.csv").read_text().splitlines()
    assert lines[:2] == [
        "actor,alias,type,note,form,country,source,n,n_docs,example",
        "Ada B. Moe,Ada Moe,person,mine,,,,,,",
    ]
    assert sorted(line.split(",")[:2] for line in lines[2:]) == [["Ada B. Moe", "Moe"], ["Norland Union"] * 2]


def test_other_texts(moe, tmp_path_factory):
    other = tmp_path_factory.mktemp("other")
    (other / "b.txt").write_text("Then Bo Roe met Bo Roe.")
    assert propose_actors(moe, corpus=other).commonest == ["Bo Roe"]


def test_a_study_without_a_list_of_its_own(moe):
    path = moe / "study.toml"
    path.write_text(path.read_text().replace('["world", "actors.csv"]', '["world"]'))
    with pytest.raises(StudyError, match="name a CSV file of your own beside"):
        propose_actors(moe)
