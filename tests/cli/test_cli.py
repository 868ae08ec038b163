"""What the command says, where it says it, and with which exit code."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from discourse import __version__
from discourse.cli import main
from discourse.study.register import keys_of_tables

STUDY = """
[corpus]
path = "texts"

[actors]
lists = ["actors.csv"]

[tables.mentions_by_actor]
by = "actor"
"""


@pytest.fixture
def study(tmp_path, monkeypatch) -> Path:
    """A study of one text, in the working directory."""
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "lee.txt").write_text("Freedonia may wait for Sylvania.")
    (tmp_path / "actors.csv").write_text("actor,alias\nFreedonia,Freedonia\nSylvania,Sylvania\n")
    (tmp_path / "study.toml").write_text(STUDY)
    monkeypatch.chdir(tmp_path)
    return tmp_path / "study.toml"


def test_a_run_writes_to_results_and_says_so(study, capsys):
    assert main(["run", "study.toml"]) == 0
    said = capsys.readouterr()
    assert said.out.splitlines() == [
        "1 document read, 0 rejected",
        f"11 tables in {Path('results', 'tables')}, as CSV and Parquet",
        f"0 figures in {Path('results', 'figures')}, as SVG, PDF and PNG",
        f"the report: {Path('results', 'report.html')}",
    ]
    assert said.err == ""
    assert Path("results", "tables", "mentions_by_actor.csv").is_file()
    assert Path("results", "manifest.json").is_file()


def test_out_and_quiet(study, capsys):
    assert main(["run", "study.toml", "--out", "elsewhere", "--quiet"]) == 0
    assert capsys.readouterr() == ("", "")
    assert Path("elsewhere", "manifest.json").is_file()
    assert not Path("results").exists()


def test_the_folder_of_a_study_stands_for_it(study):
    assert main(["run", ".", "--quiet"]) == 0
    assert Path("results", "manifest.json").is_file()


def test_other_texts(study, capsys):
    Path("others").mkdir()
    Path("others", "roe.txt").write_text("Sylvania may sleep. Sylvania will wake.")
    assert main(["run", "study.toml", "--corpus", "others"]) == 0
    lines = Path("results", "tables", "mentions_by_actor.csv").read_text().splitlines()
    assert lines[0].startswith("actor,n,n_words,")
    assert [line.split(",")[:3] for line in lines[1:]] == [["Sylvania", "2", "6"]]


def test_rejected_files_and_notes_are_told_on_stderr(study, capsys):
    Path("texts", "photo.txt").write_bytes(bytes(range(256)))
    Path("texts", "empty.txt").write_text("")
    Path("texts", "metadata.csv").write_text("file,outlet\nlee.txt,Globe\nroe.txt,Times\n")
    assert main(["run", "study.toml"]) == 0
    lines = capsys.readouterr().err.splitlines()
    assert [line for line in lines if line.startswith("discourse: note: ") and "roe.txt" in line]
    rejected = [line for line in lines if line.startswith("discourse: rejected: ")]
    assert sorted(line.split(": ")[2] for line in rejected) == ["empty.txt", "photo.txt"]
    assert main(["run", "study.toml", "--quiet"]) == 0
    assert capsys.readouterr() == ("", ""), "nothing for cron to send"


def fails(capsys, *arguments: str) -> str:
    """What a run that fails says on stderr, in one line and without a traceback."""
    assert main(["run", *arguments]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
    assert said.err.startswith("discourse: ")
    return said.err.removeprefix("discourse: ").rstrip("\n")


def test_a_study_that_cannot_be_run_is_exit_code_1(study, capsys):
    assert fails(capsys, "none.toml") == "there is no study file none.toml; give the path of a study.toml"
    study.write_text(STUDY.replace("by =", "bye ="))
    assert fails(capsys, "study.toml") == (
        f"study.toml, [tables.mentions_by_actor]: there is no key 'bye'; valid are {', '.join(keys_of_tables())}"
    )


def test_texts_that_are_not_there_are_exit_code_1(study, capsys):
    assert fails(capsys, "study.toml", "--corpus", "nowhere") == (
        f"study.toml, [corpus] path: no file or folder {str(Path.cwd() / 'nowhere')!r}; give the path of a text or of "
        "a folder of texts"
    )


def test_results_that_cannot_be_written_are_exit_code_1(study, capsys):
    Path("taken").write_text("a file")
    assert "taken" in fails(capsys, "study.toml", "--out", "taken")
    assert "inside the folder of texts" in fails(capsys, "study.toml", "--out", "texts/results")


def test_a_part(study, capsys):
    assert main(["run", "study.toml", "--only", "mentions_by_actor", "--only", "hedges", "--jobs", "2"]) == 0
    said = capsys.readouterr()
    assert said.out.splitlines() == [
        "1 document read, 0 rejected",
        f"9 tables in {Path('results', 'tables')}, as CSV and Parquet",
    ]
    assert [line for line in said.err.splitlines() if " s left" not in line] == []  # what a slow machine has to go
    assert main(["run", "study.toml", "--only", "hedges", "--verbose"]) == 0
    assert capsys.readouterr().err.splitlines()[-1] == (
        "discourse: note: not in results, because --only left them out: report.html, tables/actor_sentiment, "
        "tables/sentiment"
    ), "told to who asks for it"
    assert main(["run", "study.toml", "--only", "mention"]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err == (
        "discourse: study.toml has no table or figure 'mention'; choose from 'mentions_by_actor', 'documents', "
        "'sections', 'rejected', 'doubts', 'duplicates', 'mentions', 'quotes', 'hedges', 'sentiment', "
        "'actor_sentiment'\n"
    )


def test_verify(study, capsys):
    assert main(["run", "study.toml", "--quiet"]) == 0
    assert main(["verify", "results"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "table actor_sentiment: the same"
    assert lines[-3:] == [
        "report report.html: the same",
        "manifest manifest.json: the same",
        "13 of 13 are the same",
    ]
    assert main(["verify", "results", "--quiet"]) == 0
    assert capsys.readouterr() == ("", "")
    assert main(["verify", "results", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["results"], told["same"], len(told["outputs"])) == ("results", True, 13)
    assert told["outputs"][0] == {"kind": "table", "name": "actor_sentiment", "same": True, "reason": ""}

    with Path("results", "tables", "hedges.csv").open("a") as file:
        file.write("one more line\n")
    says = (
        "table hedges: NOT THE SAME: tables/hedges.csv changed since the run: edited by hand, or from a run that was "
        "broken off"
    )
    assert main(["verify", "results"]) == 1
    said = capsys.readouterr()
    assert [line for line in said.out.splitlines() if "NOT" in line] == [says]
    assert (said.out.splitlines()[-1], said.err) == ("12 of 13 are the same", "")
    assert main(["verify", "results", "--json"]) == 1
    assert not json.loads(capsys.readouterr().out)["same"]
    assert main(["verify", "results", "--quiet"]) == 1
    assert capsys.readouterr() == ("", f"discourse: {says}\n")

    study.rename("moved.toml")
    assert main(["verify", "results"]) == 2
    assert capsys.readouterr() == (
        "",
        f"discourse: there is no study {Path('results', '..', 'study.toml')}, from which results was made; "
        "say where it is now, with --study, or as study=\n",
    )
    assert main(["verify", "results", "--study", "moved.toml", "--quiet"]) == 1
    assert main(["verify", "texts"]) == 2


def test_new(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    Path("essays").mkdir()
    Path("essays", "lee.txt").write_text("Moscow may wait for Washington.")
    assert main(["new", "essays"]) == 0
    said = capsys.readouterr()
    assert said.err == ""
    assert "  discourse run essays --out essays_results" in said.out.splitlines()
    assert main(["new", "essays"]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert (
        said.err
        == f"discourse: there is a study already: {Path('essays', 'study.toml')}; run it with: discourse run essays\n"
    )
    assert main(["new", "other", "--texts", "essays", "--quiet"]) == 0
    assert capsys.readouterr() == ("", "")


def test_suggest(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    Path("essays").mkdir()
    Path("essays", "lee.txt").write_text("In Moscow, Ada Moe met the press. Then Mrs Moe left, and Moe slept.")
    assert main(["new", "essays", "--quiet"]) == 0
    path = Path("essays", "actors.csv")
    path.write_text("actor,alias,type,form,country\n")  # in place of those that the study began with
    assert main(["suggest", "essays"]) == 0
    assert capsys.readouterr() == (
        f"1 name added to {path}\nthe commonest: Moe; correct or delete those that are wrong\n",
        "",
    )
    assert main(["suggest", "essays", "--min-n", "1", "--quiet"]) == 0
    assert capsys.readouterr() == ("", "")
    assert path.read_text().splitlines() == [
        "actor,alias,type,form,country,source,n,n_docs,example",
        'Ada Moe,Moe,person,name,,suggested,2,1,"Then Mrs Moe left, and Moe slept."',
        'Ada Moe,Ada Moe,person,name,,suggested,1,1,"In Moscow, Ada Moe met the press."',
    ]
    assert main(["suggest", "none"]) == 1
    assert main(["run", "essays", "--out", "out", "--quiet"]) == 0


def test_an_error_is_one_line_whatever_is_in_it(study, capsys):
    study.write_text(STUDY + '\n["a\\nb\\u001b[31m"]\n')
    assert fails(capsys, "study.toml").startswith(r"study.toml: there is no key 'a\nb\x1b[31m'; valid are title, ")
    Path("te\nxts").mkdir()
    assert fails(capsys, "none\nat all") == "there is no study file none\\nat all; give the path of a study.toml"


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["walk"],
        ["run"],
        ["run", "a", "b"],
        ["run", "study.toml", "--outt", "x"],
        ["run", "study.toml", "--jobs", "0"],
        ["run", "study.toml", "--jobs", "many"],
        ["verify"],
        ["new"],
    ],
    ids=[
        *("no command", "unknown command", "no study", "two studies", "unknown option", "no jobs", "jobs no number"),
        *("no results", "no folder"),
    ],
)
def test_wrong_usage_is_exit_code_2(arguments, capsys):
    with pytest.raises(SystemExit) as left:
        main(arguments)
    assert left.value.code == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("usage: discourse ")


def test_version_and_help(capsys):
    for arguments, says in (["--version"], f"discourse {__version__}"), (["--help"], "usage: discourse "):
        with pytest.raises(SystemExit) as left:
            main(arguments)
        assert left.value.code == 0
        assert capsys.readouterr().out.startswith(says)


def test_the_module_runs_as_a_program(study):
    command = [sys.executable, "-W", "error", "-m", "discourse.cli", "run"]
    done = subprocess.run([*command, "study.toml"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("1 document read")
    # A reader that goes away, as `| head` does, changes nothing.
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run([*command, "study.toml"], stdout=writing, stderr=subprocess.PIPE, text=True, check=False)
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, "")
    failed = subprocess.run([*command, "none.toml"], capture_output=True, text=True, check=False)
    assert (failed.returncode, failed.stdout) == (1, "")
    assert failed.stderr.startswith("discourse: there is no study file")


#: Runs the command line, and waits for a signal in the middle of a run.
WAITING = """
import signal, sys, time
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell in the background has it ignored
import discourse.study.run
def wait(*arguments):
    print("drafting", flush=True)
    time.sleep(60)
discourse.study.run.write_table = wait
from discourse.cli import main
sys.exit(main(sys.argv[1:]))
"""


@pytest.mark.skipif(os.name != "posix", reason="the system has no such signals")
@pytest.mark.parametrize(
    ("number", "code", "says"),
    [(signal.SIGINT, 130, "discourse: stopped\n"), (signal.SIGTERM, 143, "discourse: terminated\n")],
    ids=["Ctrl-C", "SIGTERM"],
)
def test_a_run_that_is_told_to_stop_leaves_no_drafts(study, number, code, says):
    command = [sys.executable, "-c", WAITING, "run", "study.toml"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout.readline() == "drafting\n"
        assert [path.name[:7] for path in Path("results").iterdir()] == [".draft-"]
        process.send_signal(number)
        assert process.wait(20) == code
        assert process.stderr.read() == says
    assert not Path("results").exists()


@pytest.mark.parametrize("command", ["run", "verify", "new"])
def test_the_help_says_what_the_exit_codes_mean(command, capsys):
    with pytest.raises(SystemExit):
        main([command, "--help"])
    said = capsys.readouterr().out
    codes = [line.split()[0] for line in said.partition("exit codes:\n")[2].splitlines()]
    assert codes == ["0", "1", "2", "130"]
    assert "143 by SIGTERM" in said


def test_check_says_what_can_be_read(study, capsys):
    texts = study.parent / "texts"
    assert main(["check", "texts"]) == 0
    said = capsys.readouterr()
    assert said.out.splitlines()[:2] == [
        "1 document read, 0 rejected, 0 doubts",
        "words: 5; per document 5 to 5, median 5",
    ]
    assert said.err == ""
    (texts / "bad.txt").write_bytes(b"")
    (texts / "t.csv").write_text("doc_id,text\n1,<p>Tea &amp; cake</p>\n")
    assert main(["check", "texts", "--quiet"]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.splitlines()[0] == "discourse: rejected: bad.txt: empty file"
    assert said.err.splitlines()[1].startswith("discourse: doubt: markup: 1: HTML is read as words (3 pieces,")


@pytest.mark.parametrize(("order", "first"), [("--dayfirst", "2018-04-03"), ("--monthfirst", "2018-03-04")])
def test_check_is_told_the_order_of_dates(study, capsys, order, first):
    (study.parent / "texts" / "t.csv").write_text("doc_id,text,date\n1,Tea.,03/04/2018\n")
    assert main(["check", "texts/t.csv", order]) == 0
    assert f"dates: {first} to {first}, 0 without" in capsys.readouterr().out


def test_check_is_told_the_encoding(study, capsys):
    assert main(["check", "texts", "--encoding", "klingon"]) == 1
    assert "encoding is 'klingon', which is not a text encoding that Python knows" in capsys.readouterr().err


def test_check_as_json(study, capsys):
    assert main(["check", "texts", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["documents"], found["words"], found["rejected"], found["doubts"]) == (1, 5, [], [])


def test_duplicates_are_counted(study, capsys):
    texts = study.parent / "texts"
    (texts / "web.txt").write_text("FREEDONIA may wait for Sylvania…")
    assert main(["check", "texts"]) == 0
    assert "duplicates: 1 document with the text of another, in 1 pair" in capsys.readouterr().out.splitlines()
    assert main(["run", "study.toml"]) == 0
    assert capsys.readouterr().out.startswith("2 documents read, 0 rejected, 1 pair of duplicates kept\n")
    study.write_text(STUDY.replace("[corpus]", '[corpus]\nduplicates = "drop"'))
    assert main(["run", "study.toml"]) == 0
    said = capsys.readouterr()
    assert said.out.startswith("1 document read, 1 rejected, 1 pair of duplicates dropped\n")
    assert said.err == "discourse: rejected: web.txt: copy of lee\n"


def test_check_of_nothing(study, capsys):
    assert main(["check", "nowhere"]) == 1
    assert capsys.readouterr().err == (
        "discourse: no file or folder 'nowhere'; give the path of a text or of a folder of texts\n"
    )
