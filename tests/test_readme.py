"""The README's Python is run, and shows what it says."""

import re
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf8")
CODE = re.search(r"```python\n(.*?)```", README, re.S)[1]
TABLE = re.search(r"```text\n(.*?)```", README, re.S)[1]
FIGURE = ROOT / "docs" / "first_look.png"


@pytest.fixture
def run(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(ROOT)
    figure = tmp_path / FIGURE.name
    exec(CODE.replace("docs/first_look.png", figure.as_posix()), {})
    return capsys.readouterr().out, figure


def test_readme_shows_the_table_and_the_figure_that_its_code_makes(run):
    printed, figure = run
    assert printed.rstrip() == TABLE.rstrip()
    drawn = re.search(r"^matplotlib==(\S+)", (ROOT / "constraints.txt").read_text(encoding="utf8"), re.M)[1]
    if version("matplotlib") == drawn and sys.platform == "linux":  # bytes hold within a version and platform
        assert figure.read_bytes() == FIGURE.read_bytes()
    assert len(CODE.strip().splitlines()) <= 12


def test_every_link_into_the_repository_leads_somewhere():
    targets = [t for t in re.findall(r"\]\(([^)#]+)\)", README) if "://" not in t]
    assert targets
    assert [t for t in targets if not (ROOT / t).exists()] == []
