"""A folder appears whole or not at all, and drafts that nobody writes to any more are removed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from contextlib import nullcontext
from pathlib import Path

import pytest

from discourse.corpus import drafts
from discourse.corpus.drafts import draft_of

#: A process that begins to write to the folder that it is given, says so, and waits to be killed.
WRITES = """
import sys, time
from pathlib import Path
from discourse.corpus.drafts import draft_of
with draft_of(Path(sys.argv[1])) as draft:
    (draft / "half.txt").write_text("half")
    print("writes", flush=True)
    time.sleep(600)
"""
DAY = 24 * 60 * 60


def write(place: Path, text: str) -> None:
    with draft_of(place) as draft:
        (draft / "text.txt").write_text(text)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def left_behind(place: Path, *held: str, days: float = 0, end: str = "abcd_123") -> Path:
    """A hidden folder as a process leaves it, in which nothing was written for so many days."""
    hidden = place.parent / f".{place.name}-{end}"
    for name in held:
        (hidden / name).mkdir(parents=True)
        (hidden / name / "half.txt").write_text("half")
    hidden.mkdir(exist_ok=True)
    for path in (*hidden.rglob("*"), hidden):
        os.utime(path, (time.time() - days * DAY,) * 2)
    return hidden


def test_a_folder_appears_when_the_block_ends(tmp_path):
    with draft_of(tmp_path / "deep" / "place") as draft:
        (draft / "text.txt").write_text("new")
        assert not (tmp_path / "deep" / "place").exists()
    assert (tmp_path / "deep" / "place" / "text.txt").read_text() == "new"
    assert names(tmp_path / "deep") == ["place"]


def test_the_older_folder_stays_whole_when_the_block_fails(tmp_path):
    write(tmp_path / "place", "old")
    with pytest.raises(RuntimeError, match="full"), draft_of(tmp_path / "place") as draft:
        (draft / "text.txt").write_text("new")
        raise RuntimeError("the disk is full")
    assert (tmp_path / "place" / "text.txt").read_text() == "old"
    assert names(tmp_path) == ["place"]


def test_the_new_folder_takes_the_place_of_the_older_one(tmp_path):
    write(tmp_path / "place", "old")
    (tmp_path / "place" / "more.txt").write_text("old")
    write(tmp_path / "place", "new")
    assert names(tmp_path / "place") == ["text.txt"]
    assert names(tmp_path) == ["place"]


def test_a_link_to_a_folder_stays_a_link(tmp_path):
    (tmp_path / "disk").mkdir()
    write(tmp_path / "disk" / "place", "old")
    (tmp_path / "link").symlink_to(tmp_path / "disk" / "place")
    write(tmp_path / "link", "new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "disk" / "place" / "text.txt").read_text() == "new"
    assert names(tmp_path / "disk") == ["place"]


@pytest.mark.skipif(sys.platform == "win32", reason="needs folders that can be locked")
def test_what_a_killed_process_leaves_is_removed_and_what_is_being_written_is_not(tmp_path):
    running, killed = (
        subprocess.Popen([sys.executable, "-c", WRITES, tmp_path / "place"], stdout=subprocess.PIPE, text=True)
        for _ in range(2)
    )
    try:
        assert [process.stdout.readline() for process in (running, killed)] == ["writes\n"] * 2
        killed.send_signal(signal.SIGKILL)
        killed.wait()
        assert len(names(tmp_path)) == 2
        write(tmp_path / "place", "new")
        (hidden,) = tmp_path.glob(".place-*")
        assert (hidden / "draft" / "half.txt").read_text() == "half", "the one that still writes has its draft"
    finally:
        for process in (running, killed):
            process.kill()
            process.wait()
            process.stdout.close()
    write(tmp_path / "place", "newer")
    assert names(tmp_path) == ["place"]


@pytest.mark.skipif(sys.platform == "win32", reason="needs folders that can be locked")
@pytest.mark.parametrize("held", [("draft",), ("draft", "older"), ("older",)])
def test_wherever_a_process_was_killed_its_draft_is_removed(held, tmp_path):
    left_behind(tmp_path / "place", *held)
    write(tmp_path / "place", "new")
    assert names(tmp_path) == ["place"]


@pytest.mark.parametrize(("days", "gone"), [(0.5, False), (1.5, True)])
@pytest.mark.parametrize("held", [(), ("place",)], ids=["empty", "of an earlier version"])
def test_a_draft_that_was_never_locked_is_removed_after_a_day(held, days, gone, tmp_path):
    hidden = left_behind(tmp_path / "place", *held, days=days)
    write(tmp_path / "place", "new")
    assert hidden.exists() is not gone


@pytest.mark.parametrize(("days", "gone"), [(0.5, False), (1.5, True)])
def test_where_folders_cannot_be_locked_a_draft_is_removed_after_a_day(days, gone, tmp_path, monkeypatch):
    monkeypatch.setattr(drafts, "lock", lambda hidden, alone=False: nullcontext(None))
    hidden = left_behind(tmp_path / "place", "draft", days=days)
    write(tmp_path / "place", "new")
    assert hidden.exists() is not gone


def test_what_only_looks_like_a_draft_is_spared(tmp_path):
    place = tmp_path / "place"
    others = [
        left_behind(place, "draft", "notes", days=9),  # it holds something else
        left_behind(place, "draft", days=9, end="abc"),  # no name that a draft has
        left_behind(tmp_path / "place-2", "draft", days=9),  # of another place
        left_behind(tmp_path / "other", "draft", days=9),
    ]
    file = tmp_path / ".place-abcdefgh"
    file.write_text("mine")
    (tmp_path / ".place-hgfedcba").symlink_to(others[0])
    write(place, "new")
    assert all(path.exists() for path in (*others, file, tmp_path / ".place-hgfedcba"))
