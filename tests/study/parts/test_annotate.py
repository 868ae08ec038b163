"""What is made of a part: it has a name by all that bears on it, and by nothing else."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest
from parted import SMALL, make_study, texts

from discourse.study.parts.annotate import Task, asks_for_sums, make_texts_and_evidence
from discourse.study.parts.dealing import batches_of, deal


@pytest.fixture
def task(tmp_path) -> Task:
    study = make_study(tmp_path, texts(4), SMALL)
    return Task(study, str(tmp_path / "store"), ("mentions", "quotes"), ("words", "frequent"))


@pytest.fixture
def part(task, tmp_path):
    (found,) = deal(*batches_of(task.study.corpus_path), task.study, tmp_path / "store").parts
    return found


def test_the_name_says_what_it_is_made_from(task, part):
    key = task.key_of_evidence(part)
    assert key == task.key_of_evidence(part) and key != task.key_of_evidence(part, ("t001",))
    study = task.study
    for other in (
        replace(study, terms={"war": ["war"]}),
        replace(study, sentiment={"lexicon": "commentary"}),
        replace(study, corpus=study.corpus | {"roles": ["body"]}),
        replace(study, actors=["world"]),
        replace(study, tables=study.tables | {"frequent": study.tables["frequent"] | {"n": 2}}),
    ):
        assert replace(task, study=other).key_of_evidence(part) != key
    assert replace(task, study=replace(study, title="Other", figures={})).key_of_evidence(part) == key


def test_tables_and_sums_are_written_and_documents_left_out(task, part):
    made = make_texts_and_evidence(task, part)
    assert make_texts_and_evidence(task, part) == made
    read = lambda name: pd.read_parquet(f"{made.evidence}/{name}.parquet")  # noqa: E731
    assert set(read("mentions")["actor"]) == {"Freedonia", "Sylvania", "Ruritania"}
    assert "voice" in read("mentions") and {"feature", "n", "n_docs"} == {*read("frequent.features")}
    assert "text" not in pd.read_parquet(f"{made.texts}/documents.parquet")
    fewer = make_texts_and_evidence(task, part, ("t001", "t002"))
    assert fewer.texts == made.texts
    assert set(pd.read_parquet(f"{fewer.evidence}/mentions.parquet")["doc_id"]) == {"t000", "t003"}
    assert make_texts_and_evidence(task, part, only_texts=True).evidence is None


def test_tables_that_count_words_are_summed(task):
    assert asks_for_sums(task.study, {"named", "words"}) == ("named", "words")
    assert asks_for_sums(task.study, {"frequent"}) == ("frequent",)
