"""Files of results: drafted aside, moved in one go, and known by the sha256 of their bytes."""

from __future__ import annotations

import hashlib
import os

import pandas as pd
import pytest

from discourse.study._outputs import digests, drafts, publish, sha256, write_table, write_text
from discourse.study.load import StudyError


def files(folder) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_bytes_and_files_have_one_sha256(tmp_path):
    (tmp_path / "a").write_bytes(b"Tea.")
    assert sha256(tmp_path / "a") == sha256(b"Tea.") == hashlib.sha256(b"Tea.").hexdigest()


def test_a_table_is_written_twice_and_a_text_as_it_is(tmp_path):
    table = pd.DataFrame({"name": ["Łódź", None], "day": pd.to_datetime(["2018-07-16", None]), "n": [1, 2]})
    write_table(table, tmp_path / "tables" / "places")
    assert files(tmp_path) == ["tables/places.csv", "tables/places.parquet"]
    assert (tmp_path / "tables/places.csv").read_bytes() == "name,day,n\nŁódź,2018-07-16,1\n,,2\n".encode()
    pd.testing.assert_frame_equal(pd.read_parquet(tmp_path / "tables/places.parquet"), table)
    write_text("a\r\nŁ\n", tmp_path / "a.txt")
    assert (tmp_path / "a.txt").read_bytes() == "a\r\nŁ\n".encode()


def test_drafts_are_moved_in_one_go_and_their_folder_goes(tmp_path):
    out = tmp_path / "results"
    with drafts(out) as draft:
        assert draft.parent == out
        for name in ("manifest.json", "tables/words.csv", "report.html"):
            (draft / name).parent.mkdir(exist_ok=True)
            (draft / name).write_text(name)
        publish(draft, out)
    assert files(out) == ["manifest.json", "report.html", "tables/words.csv"]
    assert not draft.exists()


@pytest.mark.parametrize("linked", [True, False])
def test_a_move_that_fails_leaves_the_older_files_whole(tmp_path, monkeypatch, linked):
    """The third move of four fails; the first two are undone, where files cannot be linked, too."""
    out, replace, moves = tmp_path / "results", os.replace, []
    (out / "tables").mkdir(parents=True)
    for name in ("manifest.json", "report.html"):
        (out / name).write_text("older")

    def fail(source, target):
        moves.append(target)
        if len(moves) == 3:
            raise OSError(28, "No space left on device")
        replace(source, target)

    def link(*_, **__):
        raise OSError(1, "Operation not permitted")

    with drafts(out) as draft:
        (draft / "tables").mkdir()
        for name in ("manifest.json", "report.html", "tables/a.csv", "tables/b.csv"):
            (draft / name).write_text("newer")
        monkeypatch.setattr(os, "replace", fail)
        if not linked:
            monkeypatch.setattr(os, "link", link)
        with pytest.raises(OSError, match="No space left"):
            publish(draft, out)
    assert {name: (out / name).read_text() for name in files(out)} == {"manifest.json": "older", "report.html": "older"}


def test_results_are_written_to_no_other_place(tmp_path):
    out = tmp_path / "results"
    out.mkdir()
    (tmp_path / "elsewhere").mkdir()
    with drafts(out) as draft:
        for name in ("tables/a.csv", "report.html"):
            (draft / name).parent.mkdir(exist_ok=True)
            (draft / name).write_text("newer")
        (out / "tables").symlink_to(tmp_path / "elsewhere")
        with pytest.raises(StudyError) as raised:
            publish(draft, out)
        assert str(raised.value) == f"{out / 'tables'} is a link, and results are not written through links; remove it"
        (out / "tables").unlink()
        (out / "tables").write_text("mine")
        with pytest.raises(
            StudyError, match=r"tables is a file, but a folder of results is needed there; move it away"
        ):
            publish(draft, out)
        (out / "tables").unlink()
        (out / "report.html").mkdir()
        with pytest.raises(StudyError, match=r"report\.html is a folder, but a file of results is needed there"):
            publish(draft, out)
    assert list((tmp_path / "elsewhere").iterdir()) == files(out) == []


def test_a_run_that_fails_leaves_no_folder_and_what_killed_runs_left_goes(tmp_path):
    with pytest.raises(KeyError), drafts(tmp_path / "results"):
        raise KeyError
    assert not (tmp_path / "results").exists()
    (tmp_path / ".draft-old").mkdir()
    (tmp_path / "mine.txt").write_text("mine")
    with drafts(tmp_path) as draft:
        assert sorted(path.name for path in tmp_path.iterdir()) == sorted([draft.name, "mine.txt"])
    assert files(tmp_path) == ["mine.txt"]


def test_two_runs_do_not_write_at_the_same_time(tmp_path):
    pytest.importorskip("fcntl")
    with (
        drafts(tmp_path),
        pytest.raises(StudyError, match=r"another run is writing to .*; wait for it"),
        drafts(tmp_path),
    ):
        pass


def test_digests_are_of_what_a_run_may_have_written(tmp_path):
    names = ["tables/a.csv", "tables/a.txt", "tables/.b.csv", "figures/a.svg", "report.html", "manifest.json", "c.csv"]
    for name in names:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(name)
    assert digests(tmp_path) == {n: sha256(n.encode()) for n in ("figures/a.svg", "report.html", "tables/a.csv")}
