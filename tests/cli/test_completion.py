"""The script for a shell knows the commands and their options."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys

import pytest

from discourse.cli import main


@pytest.mark.parametrize("shell", ["bash", "zsh", "tcsh"])
def test_the_script_names_commands_and_options(shell, capsys):
    pytest.importorskip("shtab", reason="the extra lab is not installed")
    assert main(["completion", shell]) == 0
    said = capsys.readouterr().out
    assert {"verify", "jobs", "dayfirst"} <= set(re.findall(r"\w+", said))


@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash")
def test_bash_completes_a_command(tmp_path):
    pytest.importorskip("shtab", reason="the extra lab is not installed")
    script = subprocess.run(
        [sys.executable, "-m", "discourse.cli", "completion", "bash"], capture_output=True, text=True
    )
    (tmp_path / "complete.sh").write_text(script.stdout)
    asked = "source complete.sh; COMP_WORDS=(discourse ver); COMP_CWORD=1; _shtab_discourse; echo ${COMPREPLY[@]}"
    done = subprocess.run(["bash", "-c", asked], cwd=tmp_path, capture_output=True, text=True)
    assert done.stdout.split() == ["verify"]


def test_a_missing_package_is_told_with_the_line_to_install_it(monkeypatch, capsys):
    monkeypatch.setitem(sys.modules, "shtab", None)
    assert main(["completion", "bash"]) == 2
    assert capsys.readouterr().err == (
        "discourse: completion needs the package shtab; install it with: pip install 'discourse-toolkit[lab]'\n"
    )
