"""Every measure, plot, table and part of a study is explained, with an example that a study file can hold."""

from __future__ import annotations

import re

import pytest

from discourse.cli import main
from discourse.study.load import load_study
from discourse.study.register import EVIDENCE, KEYS, MEASURES, PLOTS

#: What examples refer to.
STUDY = """
[corpus]
path = "."

[terms]
war = ["war*"]

[tables.hedges_by_outlet]
of = "hedges"
by = "outlet"
"""


def said(capsys, *arguments: str) -> str:
    assert main(["help", *arguments]) == 0
    return capsys.readouterr().out


def test_the_contents_name_all_topics(capsys):
    words = set(re.findall(r"\w+", said(capsys)))
    assert {*MEASURES, *PLOTS, *EVIDENCE, *KEYS, "run", "verify", "actors"} - {""} <= words


def test_a_measure(capsys):
    text = said(capsys, "rate")
    assert text.startswith("rate: a measure, for [tables.NAME]\n\nRate of spans per 1,000 words")
    assert "  per           whole number (default: 1000); The number of words that the rate is given for\n" in text
    assert "  n_docs        documents in the group\n" in text
    assert text.endswith('example:\n  [tables.rate]\n  measure = "rate"\n  of = "mentions"\n  by = "outlet"\n')


@pytest.mark.parametrize("name", MEASURES)
def test_every_option_is_told_and_the_example_is_a_study(name, capsys, tmp_path):
    text = said(capsys, name)
    assert set(MEASURES[name].options) <= set(re.findall(r"^  (\w+) ", text, re.M))
    own = text.partition("a plot, for")[0]
    example = "\n".join(line.strip() for line in own.rpartition("example:\n")[2].split("\n\n")[0].splitlines())
    (tmp_path / "study.toml").write_text(STUDY + example)
    assert load_study(tmp_path).tables[name]["measure"] == name


@pytest.mark.parametrize("name", PLOTS)
def test_every_option_of_a_plot_is_told(name, capsys):
    text = said(capsys, name)
    assert {"table", "title", *PLOTS[name].options} <= set(re.findall(r"^  (\w+) ", text, re.M))
    assert f'plot = "{name}"' in text


@pytest.mark.parametrize("name", EVIDENCE)
def test_spans_and_scores_have_their_columns(name, capsys):
    text = said(capsys, name)
    assert {"doc_id", "start"} <= set(re.findall(r"^  (\w+) ", text, re.M))
    assert f'of = "{name}"' in text


@pytest.mark.parametrize("part", [*(part for part in KEYS if part), "terms", "tables", "figures"])
def test_every_part_of_a_study_file(part, capsys):
    text = said(capsys, f"[{part}]")
    if part not in ("actors", "terms", "tables", "figures"):
        keys = dict(re.findall(r"^  (\w+) +(\S.*)$", text, re.M))
        assert set(KEYS[part]) <= set(keys)
        assert all(";" in keys[key] for key in KEYS[part]), "each key has a word on what it is for"


def test_a_command_is_explained_by_its_help(capsys):
    assert said(capsys, "verify").startswith("usage: discourse verify")


def test_a_topic_that_is_none(capsys):
    assert main(["help", "ratte"]) == 2
    assert capsys.readouterr() == ("", "discourse: there is no topic 'ratte'; did you mean rate or rates?\n")
    assert main(["help", "xyzzy"]) == 2
    assert capsys.readouterr().err == "discourse: there is no topic 'xyzzy'; `discourse help` lists all topics\n"
