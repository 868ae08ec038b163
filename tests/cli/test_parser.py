"""Every command has a help with examples that it understands, and its exit codes."""

from __future__ import annotations

import shlex

import pytest

from discourse.cli._parser import COMMANDS, make_parser


@pytest.mark.parametrize("name", COMMANDS)
def test_the_examples_are_commands(name):
    for line in COMMANDS[name].examples:
        words = shlex.split(line.partition(">")[0], comments=True)
        assert words[:2] == ["discourse", name]
        assert make_parser().parse_args(words[1:]).do is COMMANDS[name].do


@pytest.mark.parametrize("name", COMMANDS)
def test_the_help_has_examples_and_exit_codes(name, capsys):
    with pytest.raises(SystemExit):
        make_parser().parse_args([name, "--help"])
    said = capsys.readouterr().out
    assert all(line in said for line in COMMANDS[name].examples)
    assert all(f"{code:5d}  {meaning}" in said for code, meaning in COMMANDS[name].codes.items())


def test_quiet_and_verbose_are_two_things(capsys):
    with pytest.raises(SystemExit) as left:
        make_parser().parse_args(["run", "study", "--quiet", "--verbose"])
    assert left.value.code == 2
    assert "not allowed with argument --quiet" in capsys.readouterr().err
