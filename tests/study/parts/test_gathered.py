"""What was made of all parts, as one corpus: its documents, its ids and its texts."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from parted import SMALL, make_study, texts

import discourse as dc
from discourse.corpus import duplicates
from discourse.study.parts.annotate import Task
from discourse.study.parts.dealing import batches_of
from discourse.study.parts.gathered import Gathered
from discourse.study.parts.mapping import Plan, gather_parts, map_parts
from discourse.text.words import words_of_documents


@pytest.fixture
def plan(tmp_path) -> Plan:
    frame = pd.concat([texts(7), texts(7).iloc[[1]].assign(doc_id="copy")], ignore_index=True)
    study = make_study(tmp_path, frame, SMALL, files=True)
    task = Task(study, str(tmp_path / "store"), ("mentions", "quotes"), ("frequent",))
    return Plan(batches_of(study.corpus_path), task, size=3)


def test_the_documents_are_those_of_the_whole(plan):
    found, whole = gather_parts(plan), dc.load_corpus(plan.task.study.corpus_path)
    kept = found.corpus.documents.drop(columns="text")
    pd.testing.assert_frame_equal(kept, whole.documents.drop(columns="text"))
    pd.testing.assert_frame_equal(found.corpus.sections, whole.sections)
    assert np.array_equal(words_of_documents(found.corpus.arrays), words_of_documents(whole.arrays))
    assert [found.corpus.texts[i] for i in (6, 0, 7)] == [whole.texts[i] for i in (6, 0, 7)]
    assert len(found.corpus.texts) == 8
    pd.testing.assert_frame_equal(found.pairs, dc.find_duplicates(whole))
    assert found.pairs["other_id"].tolist() == ["t001"]


@pytest.mark.parametrize("words", [1, 40, 10**6])
def test_duplicates_are_those_of_the_whole_however_few_shingles_are_looked_at_together(plan, monkeypatch, words):
    monkeypatch.setattr(duplicates, "WORDS_OF_RANGE", words)
    edited = texts(7).iloc[[2, 4]].assign(doc_id=["e2", "e4"])
    edited = edited.assign(text=edited["text"] + " And the talks went on.")
    edited.to_csv(plan.task.study.corpus_path / "edited.csv", index=False)
    found, whole = gather_parts(plan), dc.load_corpus(plan.task.study.corpus_path)
    expected = dc.find_duplicates(whole)
    assert {"same", "edited"} <= {*expected["kind"]}
    pd.testing.assert_frame_equal(found.pairs, expected)


def test_spans_have_the_ids_of_the_whole(plan):
    found, study = gather_parts(plan), plan.task.study
    whole = dc.load_corpus(study.corpus_path)
    actors = dc.load_actors(study.folder / "actors.csv")
    mentions = found.table("mentions").frame()
    pd.testing.assert_frame_equal(mentions.drop(columns=["voice", "speaker"]), dc.find_mentions(whole, actors))
    assert found.table("quotes")["quote_id"].tolist() == dc.find_quotes(whole)["quote_id"].tolist()


def test_shares_make_what_is_gathered_and_progress_is_told(plan):
    assert [map_parts(plan, (number, 2)) for number in (1, 2)] == [2, 1]
    stamps = {path: path.stat().st_mtime_ns for path in plan.store.iterdir()}
    told: list[tuple] = []
    found = gather_parts(Plan(plan.batches, plan.task, size=3, told=lambda *how: told.append(how)))
    assert isinstance(found, Gathered) and {p: p.stat().st_mtime_ns for p in plan.store.iterdir()} == stamps
    assert [how[:2] for how in told] == [(3, 8), (6, 8), (8, 8)] and told[-1][2] == 0
