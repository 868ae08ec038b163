"""The file on disk: whole, never over what others have written, and as it was where it cannot be written."""

from __future__ import annotations

import os
import stat
import subprocess
import sys

import pandas as pd
import pytest

from discourse.coding._saving import Changed, SavedFile

ROWS = pd.DataFrame({"doc_id": ["007"], "text": ["“So”\nbe it"], "note": [None]})


@pytest.fixture
def file(tmp_path) -> SavedFile:
    return SavedFile(tmp_path / "anna.csv")


def test_what_was_written_is_read_and_nothing_else_lies_there(file):
    assert file.read() is None
    file.write(ROWS)
    assert file.path.read_bytes() == '\ufeffdoc_id,text,note\n007,"“So”\nbe it",\n'.encode()
    assert os.listdir(file.path.parent) == ["anna.csv"]
    assert stat.S_IMODE(file.path.stat().st_mode) & 0o600 == 0o600
    other = SavedFile(file.path)
    assert other.read() == file.path.read_bytes()
    assert not other.has_changed()


def test_a_file_that_was_changed_is_not_written_over(file):
    file.write(ROWS)
    file.path.write_text("mine")
    assert file.has_changed()
    with pytest.raises(Changed):
        file.write(ROWS)
    assert file.path.read_text() == "mine"
    file.read()
    file.write(ROWS)
    assert file.path.read_text() != "mine"


def test_a_file_that_is_gone_is_written_anew(file):
    file.write(ROWS)
    file.path.unlink()
    assert not file.has_changed()
    file.write(ROWS)
    assert file.path.exists()


def test_the_mode_and_a_link_stay(file, tmp_path):
    file.write(ROWS)
    file.path.chmod(0o640)
    link = tmp_path / "link.csv"
    link.symlink_to(file.path)
    linked = SavedFile(link)
    linked.read()
    linked.write(ROWS.assign(note="x"))
    assert link.is_symlink()
    assert stat.S_IMODE(file.path.stat().st_mode) == 0o640


def test_where_it_cannot_be_written_the_old_file_stays(file, monkeypatch):
    file.write(ROWS)
    before = file.path.read_bytes()

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        file.write(ROWS.assign(note="x"))
    assert file.path.read_bytes() == before
    assert os.listdir(file.path.parent) == ["anna.csv"]


def test_of_two_processes_that_write_at_once_one_is_told(file):
    file.write(ROWS.assign(note="0"))
    code = (
        "import sys, pandas as pd\nfrom pathlib import Path\nfrom discourse.coding._saving import Changed, SavedFile\n"
        "file, done = SavedFile(Path(sys.argv[1])), 0\nfile.read()\n"
        "print('ready', flush=True)\nsys.stdin.readline()\n"
        "for n in range(40):\n    try:\n        file.write(pd.DataFrame({'n': [sys.argv[2] + str(n)]})); done += 1\n"
        "    except Changed:\n        break\nprint(done)"
    )
    both = [
        subprocess.Popen(
            [sys.executable, "-c", code, str(file.path), name], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        for name in "ab"
    ]
    for process in both:
        assert process.stdout.readline() == "ready\n"
    for process in both:
        process.stdin.write("\n")
        process.stdin.flush()
    done = [int(process.communicate(timeout=60)[0]) for process in both]
    assert sorted(done)[1] == 40, "one of them was never held up"
    assert sorted(done)[0] < 40, "the other one was told"
    assert file.path.read_text("utf-8-sig").endswith("39\n")
