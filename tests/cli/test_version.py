"""`discourse --version`, alone and beside a distribution that has files in the same folder."""

from __future__ import annotations

import pytest

import discourse as dc
from discourse.cli import main
from discourse.cli._version import OURS, owners


def install(folder, name: str, *files: str) -> None:
    """What pip leaves of a distribution: its name, and the list of its files."""
    info = folder / f"{name.replace('-', '_')}-1.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n", encoding="utf8")
    (info / "RECORD").write_text("".join(f"{file},,\n" for file in files), encoding="utf8")
    for file in files:  # a file that is not there belongs to nobody, since Python 3.12
        (folder / file).parent.mkdir(exist_ok=True)
        (folder / file).write_text("", encoding="utf8")


@pytest.fixture
def place(tmp_path, monkeypatch):
    monkeypatch.syspath_prepend(str(tmp_path))
    return tmp_path


def said(capsys) -> list[str]:
    with pytest.raises(SystemExit) as end:
        main(["--version"])
    assert end.value.code == 0
    return capsys.readouterr().out.splitlines()


def test_the_version_alone(place, capsys):
    install(place, "other", "other/__init__.py", "discourse.py")
    install(place, OURS, "discourse/__init__.py")
    assert said(capsys) == [f"discourse {dc.__version__}"]


def test_another_distribution_in_the_same_folder_is_named(place, capsys):
    install(place, "discourse", "discourse/__init__.py", "discourse/client.py")
    assert owners() == ["discourse"]
    assert said(capsys) == [
        f"discourse {dc.__version__}",
        "The distribution discourse has files in the same folder, discourse/, and may have overwritten files of this "
        "library.",
        "To repair it: pip uninstall discourse, then install discourse-toolkit again (pip install --force-reinstall "
        "...).",
    ]


def test_a_distribution_without_a_list_of_files_is_passed_over(place):
    info = place / "odd-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: odd\nVersion: 1.0\n", encoding="utf8")
    assert owners() == []
