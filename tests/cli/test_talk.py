"""What is said, where, and what is kept of it."""

from __future__ import annotations

import io
import re
import warnings

import pytest

from discourse.cli._talk import Talk, many, talking


def test_quiet_keeps_back_what_succeeded_and_no_complaint(capsys):
    talk = Talk(quiet=True)
    talk.say("done")
    talk.remark("note: one")
    talk.complain("wrong")
    assert capsys.readouterr() == ("", "discourse: wrong\n")
    talk.print("{}")
    assert capsys.readouterr() == ("{}\n", "")


def test_steps_in_lines_where_they_are_asked_for(capsys):
    assert [name for name, _ in Talk(verbose=True).steps([("counting", None), ("drawing", None)])] == [
        "counting",
        "drawing",
    ]
    said = capsys.readouterr().err.splitlines()
    assert [re.sub(r"\d+\.\d", "0.0", line) for line in said] == [
        "discourse: counting: 0.0 s",
        "discourse: drawing: 0.0 s",
    ]
    assert list(Talk().steps([("counting", None)])) == [("counting", None)]
    assert capsys.readouterr() == ("", ""), "no bar where there is no terminal"


def test_the_log_has_it_all_and_grows(tmp_path, capsys):
    log = tmp_path / "run.log"
    for n in range(2):
        talk = Talk(quiet=True)
        with talking(talk, log):
            talk.say(f"run {n}")
            list(talk.steps([("counting", None)]))
            talk.complain("a line\nin two")
    lines = log.read_text().splitlines()
    assert all(re.match(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d ", line) for line in lines)
    said = [line[20:] for line in lines]
    assert said[0::3] == ["run 0", "run 1"]
    assert said[2::3] == [r"a line\nin two"] * 2
    assert capsys.readouterr().out == ""


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_warnings_are_notes_each_once(capsys):
    talk = Talk()
    with talking(talk, None):
        for _ in range(2):
            warnings.warn("no dates", UserWarning, stacklevel=1)
        warnings.warn("old", DeprecationWarning, stacklevel=1)
        assert talk.notes == ["no dates"]
    assert capsys.readouterr() == ("", "")


def test_a_terminal_gets_a_bar():
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    terminal = Terminal()
    list(Talk(errors=terminal).steps([("counting", None)] * 3))
    assert "3/3" in terminal.getvalue()
    quiet = Terminal()
    list(Talk(quiet=True, errors=quiet).steps([("counting", None)]))
    assert quiet.getvalue() == ""


def test_many():
    assert [many(n, "pair") for n in (0, 1, 2)] == ["0 pairs", "1 pair", "2 pairs"]
