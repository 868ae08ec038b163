"""The same study gives the same bytes wherever it is run, and a run that is killed leaves nothing half-written."""

from __future__ import annotations

import json
import os
import random
import shlex
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pandas as pd
import pytest

from discourse.study._outputs import drafts
from discourse.study.load import StudyError, load_study
from discourse.study.run import run_study

STUDY = """
question = "Who is named, and how surely?"

[corpus]
path = "texts"

[actors]
lists = ["world", "actors.csv"]

[tables.who]
by = ["outlet", "actor"]

[tables.hedges_over_time]
of = "hedges"
by = "author"
freq = "QS"

[tables.tone]
measure = "mean"
of = "actor_sentiment"
by = "actor"

[tables.together]
measure = "cooccurrence"

[figures.who]
plot = "heatmap"

[figures.hedges_over_time]
plot = "trend"
title = "Zoë’s “figure”"
"""
SENTENCES = (
    "Perhaps the US–Russia talks may fail. Freedonia’s envoy seemed glad.\n\nBerlin attacked a good plan.",
    "Moscow and Washington could agree, it appears. Sylvania will probably not.\n\nA terrible war may follow.",
    "“We might talk,” said the minister. Nato and the UN praised Freedonia.\n\nParis was sad.",
)


HEAD = "title: Text {n}\nauthor: {author}\ndate: 201{n}-0{m}-11T23:30:00+14:00\n"
PAGE = """<html><head><title>Text {n}</title><meta name="author" content="{author}">
<meta property="article:published_time" content="201{n}-0{m}-11T23:30:00+14:00"></head>
<body><article><h1>Text {n}</h1>{body}</article></body></html>"""


def texts() -> dict[str, bytes]:
    """Nine texts in three formats and three folders, one that cannot be read, and their metadata."""
    found = {"photo.txt": bytes(range(256)), "é.txt": SENTENCES[0].encode()}
    for n in range(8):
        said = {"n": n, "m": n + 1, "author": "Roe" if n % 2 else "Lee"}
        text = SENTENCES[n % 3]
        if n % 3 == 0:
            found[f"a/{n}.md"] = f"---\n{HEAD.format(**said)}---\n\n{text}\n".encode()
        elif n % 3 == 1:
            body = "".join(f"<p>{part}</p>" for part in text.split("\n\n"))
            found[f"b/{n}.html"] = PAGE.format(body=body, **said).encode()
        else:
            found[f"{n}.txt"] = text.encode()
    outlets = [f"{name},{'Globe' if i % 2 else 'Times'}\n" for i, name in enumerate(found) if name != "photo.txt"]
    return found | {"metadata.csv": ("file,outlet\n" + "".join(outlets)).encode()}


def make_project(folder: Path, *, backwards: bool = False) -> Path:
    """A study; the path of its file. `backwards` lays its texts down in another order."""
    for name, data in sorted(texts().items(), reverse=backwards):
        path = folder / "texts" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    (folder / "actors.csv").write_text("actor,alias\nFreedonia,Freedonia\nSylvania,Sylvania\n")
    (folder / "study.toml").write_text(STUDY, encoding="utf8")
    return folder / "study.toml"


def contents(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


# --- the same bytes ---------------------------------------------------------------------------------------------------

#: Runs the command line with the entries of every folder in an order of chance.
SHUFFLED = """
import os, random, sys
walk, shuffle = os.walk, random.Random(int(sys.argv[1])).shuffle
def shuffled(*arguments, **options):
    for here, folders, names in walk(*arguments, **options):
        shuffle(folders)
        shuffle(names)
        yield here, folders, names
os.walk = shuffled
from discourse.cli import main
sys.exit(main(sys.argv[2:]))
"""
#: Hash seed, locale, time zone, whether results lie apart from the study, jobs.
WORLDS = [
    ("0", "C", "Pacific/Kiritimati", False, 1),
    ("1", "tr_TR.UTF-8", "America/St_Johns", True, 1),
    ("4242", "POSIX", "UTC", False, 2),
]


@pytest.fixture(scope="module")
def reference(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("reference") / "project"
    run_study(load_study(make_project(folder)), folder / "results")
    return folder / "results"


@pytest.mark.slow
@pytest.mark.parametrize(("hash_seed", "locale", "zone", "apart", "jobs"), WORLDS, ids=[world[1] for world in WORLDS])
def test_another_process_elsewhere_writes_the_same_bytes(reference, tmp_path, hash_seed, locale, zone, apart, jobs):
    study = make_project(tmp_path / "project", backwards=True)
    out = tmp_path / "away" / "out" if apart else study.parent / "results"
    here = tmp_path if apart else study.parent / "texts"
    (here / "matplotlibrc").write_text("font.size: 30\naxes.facecolor: red\n")
    if not apart:
        (here / "matplotlibrc").rename(study.parent / "matplotlibrc")
        here = study.parent
    environment = os.environ | {"PYTHONHASHSEED": hash_seed, "LC_ALL": locale, "TZ": zone}
    names = [os.path.relpath(study, here), "--out", os.path.relpath(out, here), "--jobs", str(jobs), "--quiet"]
    command = [sys.executable, "-c", SHUFFLED, hash_seed, "run", *names]
    done = subprocess.run(command, cwd=here, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")

    found, expected = contents(out), contents(reference)
    mine, theirs = (each.pop("manifest.json").decode().splitlines() for each in (found, expected))
    assert found.keys() == expected.keys()
    assert [name for name in found if found[name] != expected[name]] == []
    assert [line for line in mine if line not in theirs] == (
        [f' "command": "discourse run {Path(os.path.relpath(study, out)).as_posix()} --out .",'] if apart else []
    )
    assert len(mine) == len(theirs)


def test_the_study_has_something_in_every_output(reference):
    """Otherwise the same bytes would say little."""
    for name in ("who", "hedges_over_time", "tone", "together", "mentions", "hedges"):
        assert len(pd.read_parquet(reference / "tables" / f"{name}.parquet")) > 1, name
    assert pd.read_parquet(reference / "tables" / "rejected.parquet")["source"].tolist() == ["photo.txt"]
    documents = pd.read_parquet(reference / "tables" / "documents.parquet")
    assert documents["source"].tolist() == sorted(
        name for name in texts() if name[-3:] != "csv" and name != "photo.txt"
    )


# --- killed -----------------------------------------------------------------------------------------------------------

#: For every line with a study and a folder: runs the study in a process of its own, says its number, then how it ended.
RUNNER = """
import os, sys
from discourse.study.run import run_study
from discourse.study.load import load_study
import matplotlib.pyplot, nltk.sentiment.vader
for line in sys.stdin:
    study, out = line.rstrip("\\n").split("\\t")
    child = os.fork()
    if not child:
        run_study(load_study(study), out)
        os._exit(0)
    print(child, flush=True)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="the system has no fork and no SIGKILL")
def test_killed_at_six_moments_a_run_leaves_no_half_written_file_and_the_next_completes_it(tmp_path):
    studies = [make_project(tmp_path / name / "project") for name in ("one", "two")]
    (studies[1].parent / "texts" / "é.txt").write_text("Moscow may sleep. Freedonia seems awake.", encoding="utf8")
    for study in studies:  # with one figure, to be quick
        study.write_text(STUDY.partition("[figures.who]")[0] + '[figures.tone]\nplot = "tone"\n', encoding="utf8")
    out = tmp_path / "out"
    command = [sys.executable, "-c", RUNNER]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1) as runner:

        def run(study: Path, *, seconds: float | None = None) -> int:
            """Run the study, and kill the run after some seconds; how it ended."""
            runner.stdin.write(f"{study}\t{out}\n")
            number = int(runner.stdout.readline())
            if seconds is not None:
                time.sleep(seconds)
                with suppress(ProcessLookupError):  # done already
                    os.kill(number, signal.SIGKILL)
            return int(runner.stdout.readline())

        whole: list[dict[str, bytes]] = []
        for study in studies:  # what the two write when they are let
            begun = time.monotonic()
            assert run(study) == 0
            lasts = time.monotonic() - begun
            whole.append(contents(out))
        assert whole[0].keys() == whole[1].keys()
        assert sum(whole[0][name] != whole[1][name] for name in whole[0]) > 20

        chance = random.Random(20180716)
        ends = []
        for n in range(6):
            ends.append(run(studies[n % 2], seconds=0.9 * lasts * chance.random()))
            found = {name: data for name, data in contents(out).items() if not name.startswith(".draft-")}
            assert found.keys() == whole[0].keys(), "every file of the older run is there"
            assert [name for name, data in found.items() if data not in (whole[0][name], whole[1][name])] == []
        assert ends.count(-signal.SIGKILL) >= 3
        assert run(studies[0]) == 0
        assert contents(out) == whole[0], "and no drafts"
        runner.stdin.close()


def test_what_killed_runs_left_is_removed_and_nothing_else(tmp_path):
    for name in (".draft-old/tables", ".mine"):
        (tmp_path / "out" / name).mkdir(parents=True)
        (tmp_path / "out" / name / "x.csv").write_text("half")
    with drafts(tmp_path / "out") as draft:
        assert draft.parent == tmp_path / "out"
        assert list(draft.iterdir()) == []
        assert not (tmp_path / "out" / ".draft-old").exists()
    assert contents(tmp_path / "out") == {".mine/x.csv": b"half"}


@pytest.mark.skipif(os.name != "posix", reason="the system does not lock folders")
def test_two_runs_do_not_write_to_one_folder_at_the_same_time(tmp_path):
    study = load_study(make_project(tmp_path / "project"))
    out = tmp_path / "out"
    with drafts(out), pytest.raises(StudyError) as raised:
        run_study(study, out, only=["who"])
    assert str(raised.value) == f"another run is writing to {out}; wait for it, or choose another folder"
    assert not out.exists(), "a folder that nothing was written to goes"
    run_study(study, out, only=["who"])
    assert (out / "manifest.json").is_file()


# --- the command ------------------------------------------------------------------------------------------------------


def test_the_command_of_the_manifest_makes_the_results_again(tmp_path, monkeypatch):
    from discourse.cli import main

    study = make_project(tmp_path / "my project")
    out = tmp_path / "my results"
    run_study(load_study(study, corpus=tmp_path / "my project" / "texts"), out, only=["who", "hedges"])
    before = contents(out)
    command = json.loads(before["manifest.json"])["command"]
    assert command == (
        "discourse run '../my project/study.toml' --out . --corpus '../my project/texts' --only who --only hedges"
    )
    for path in out.rglob("*.csv"):
        path.unlink()
    monkeypatch.chdir(out)
    assert main([*shlex.split(command)[1:], "--quiet"]) == 0
    assert contents(out) == before
