"""A study by parts gives the bytes of the study in one piece: whatever the parts, the order and who makes them."""

from __future__ import annotations

from pathlib import Path

import pytest
from parted import differing, files_of, make_study

from discourse.study.run import run_study


@pytest.fixture(scope="module")
def whole(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("whole")
    run_study(make_study(folder), folder / "results")
    return folder / "results"


@pytest.mark.parametrize("size", [1, 5, 1000])
def test_parts_of_any_size_give_the_same_bytes(whole, size):
    study_folder = whole.parent
    from discourse.study.load import load_study

    run_study(load_study(study_folder / "study.toml"), study_folder / f"of-{size}", jobs=1, size=size, executor=Now())
    assert len(files_of(whole)) > 50
    assert differing(whole, study_folder / f"of-{size}") == []


class Now:
    """An executor that does at once what it is told."""

    def submit(self, do, *arguments):
        from concurrent.futures import Future

        future: Future = Future()
        future.set_result(do(*arguments))
        return future
