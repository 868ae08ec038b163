"""The course: plans fill their time, exercises have solutions, solutions print what they say, readings are listed."""

from __future__ import annotations

import functools
import re
from pathlib import Path

import pytest
from scripts import load_script

import discourse as dc

ROOT = Path(__file__).parents[1]
COURSE = ROOT / "docs" / "course"
SESSIONS = sorted(COURSE.glob("session_*.md"))
SOLUTIONS = sorted((COURSE / "solutions").glob("session_*.md"))
each_session = pytest.mark.parametrize("path", SESSIONS, ids=lambda path: path.stem)


def solutions():
    return load_script("docs/solutions.py")


@pytest.fixture(scope="module")
def read_once():
    """The sample corpus is read once for all solutions."""
    with pytest.MonkeyPatch.context() as patch:
        real = dc.load_corpus
        load = functools.cache(lambda path, languages: real(path, languages=list(languages)))
        patch.setattr(dc, "load_corpus", lambda path, *, languages: load(path, tuple(languages)))
        yield


@pytest.mark.slow  # two runs of a study, and all that the exercises count
@pytest.mark.filterwarnings("default")
@pytest.mark.parametrize("path", SOLUTIONS, ids=lambda path: path.stem)
def test_a_solution_prints_what_stands_below_it(path, read_once, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    page = path.read_text(encoding="utf8")
    assert solutions().with_output(page) == page, "run: python docs/solutions.py"


def test_there_are_six_sessions_each_with_solutions():
    names = [f"session_{n}.md" for n in range(1, 7)]
    assert [path.name for path in SESSIONS] == [path.name for path in SOLUTIONS] == names


@each_session
def test_a_plan_fills_ninety_minutes(path):
    minutes = re.findall(r"^\| (\d+) \| .+ \| .+ \|$", path.read_text(encoding="utf8"), re.M)
    assert sum(map(int, minutes)) == 90


@each_session
def test_the_notebook_is_there_and_its_exercises_are_counted(path):
    page = path.read_text(encoding="utf8")
    notebook = ROOT / re.search(r"\*\*Notebook:\*\* \[`(.+?)`\]", page)[1]
    answers = len(set(re.findall(r"answer_(\d) = \.\.\.", notebook.read_text(encoding="utf8"))))
    said = re.search(r"The notebook has exercises 1 to (\d)|The notebook has (no) exercises", page)
    assert answers == int(said[1] or 0)
    own = [int(n) for n in re.findall(r"^\*\*(\d)\.\*\*", page, re.M)]
    assert own == list(range(answers + 1, answers + 1 + len(own))) and len(own) >= 3


@each_session
def test_every_exercise_has_a_solution(path):
    last = max(int(n) for n in re.findall(r"^\*\*(\d)\.\*\*", path.read_text(encoding="utf8"), re.M))
    page = (COURSE / "solutions" / path.name).read_text(encoding="utf8")
    solved: list[int] = []
    for first, end in re.findall(r"^\*\*(\d)(?: to (\d))?\.\*\*", page, re.M):
        solved += range(int(first), int(end or first) + 1)
    assert solved == list(range(1, last + 1))


@each_session
def test_what_is_read_before_stands_in_the_reading_list(path):
    before = re.search(r"## Read before\n\n(.+?)\n\n", path.read_text(encoding="utf8"), re.S)[1]
    works = re.findall(r"([A-Z]\w+)(?:, [\w ]+?)?(?: and \w+)?(?: and others)? \((\d{4})\)", before)
    listed = (COURSE / "reading.md").read_text(encoding="utf8")
    assert works
    for name, year in works:
        assert re.search(rf"{name}[^\n]*\({year}\)", listed), (name, year)


@pytest.mark.parametrize("path", sorted(COURSE.rglob("*.md")), ids=lambda path: path.relative_to(COURSE).as_posix())
def test_links_of_the_course_lead_to_pages(path):
    targets = [link for link in re.findall(r"\]\(([^)#]+)\)", path.read_text(encoding="utf8")) if "://" not in link]
    assert [link for link in targets if not (path.parent / link).exists()] == []


def test_binder_installs_the_library_with_the_pinned_versions():
    lines = (ROOT / "binder" / "requirements.txt").read_text(encoding="utf8").splitlines()
    assert "-e .[lab]" in lines and "-c ../constraints.txt" in lines
    assert re.fullmatch(r"python-3\.1[1-4]\n", (ROOT / "binder" / "runtime.txt").read_text(encoding="utf8"))
