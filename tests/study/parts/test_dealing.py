"""Dealing: which files are read together, and that nothing is read twice."""

from __future__ import annotations

import inspect
from pathlib import Path

import numpy as np
import pytest
from parted import SMALL, make_study, texts

import discourse as dc
from discourse.study.parts import dealing
from discourse.study.parts.dealing import Batch, batches_of, deal, is_large, open_part, open_texts, read_told


@pytest.fixture
def study(tmp_path):
    return make_study(tmp_path, texts(7), SMALL, files=True)


def test_a_folder_is_one_batch_until_its_files_are_large(study, monkeypatch):
    assert batches_of(study.corpus_path) == [Batch(str(study.corpus_path))] and not is_large(study)
    first = (study.corpus_path / "t000.txt").stat().st_size
    monkeypatch.setattr(dealing, "BATCH", first)
    found = batches_of(study.corpus_path)
    assert len(found) > 1 and is_large(study)
    assert [name for batch in found for name in batch.only] == [f"t00{i}.txt" for i in range(7)]


def test_parts_hold_the_documents_in_their_order_and_are_dealt_once(study, tmp_path):
    dealt = deal(*batches_of(study.corpus_path), study, tmp_path / "store", 3)
    assert [part.n_docs for part in dealt.parts] == [3, 3, 1]
    parts = [open_part(part, study) for part in dealt.parts]
    whole = dc.load_corpus(study.corpus_path)
    assert [name for part in parts for name in part.documents["doc_id"]] == whole.documents["doc_id"].tolist()
    assert open_texts(dealt.parts[2]).tolist() == whole.texts[6:]
    assert parts[0].documents["outlet"].tolist() == whole.documents["outlet"].tolist()[:3]
    stamps = {path: path.stat().st_mtime_ns for path in (tmp_path / "store").rglob("*")}
    assert deal(*batches_of(study.corpus_path), study, tmp_path / "store", 3) == dealt
    assert stamps == {path: path.stat().st_mtime_ns for path in (tmp_path / "store").rglob("*")}


def test_a_text_that_has_changed_is_another_part(study, tmp_path):
    before = deal(*batches_of(study.corpus_path), study, tmp_path / "store", 3)
    (study.corpus_path / "t004.txt").write_text("Nobody may come.")
    after = deal(*batches_of(study.corpus_path), study, tmp_path / "store", 3)
    assert [one.key == other.key for one, other in zip(before.parts, after.parts, strict=True)] == [True, False, True]


def test_the_size_of_parts_is_said_alike():
    assert inspect.signature(dc.map_corpus).parameters["size"].default == dealing.DOCUMENTS


def test_long_texts_are_fewer_in_a_part(study, tmp_path, monkeypatch):
    monkeypatch.setattr(dealing, "CHARACTERS", 1)
    assert [part.n_docs for part in deal(*batches_of(study.corpus_path), study, tmp_path / "store").parts] == [1] * 7


def test_what_is_amiss_is_told(study, tmp_path):
    (study.corpus_path / "empty.txt").write_text("")
    dealt = deal(*batches_of(study.corpus_path), study, tmp_path / "store")
    rejected, doubts, notes = read_told(Path(dealt.folder))
    assert rejected["source"].tolist() == ["empty.txt"] and not len(doubts) and notes == []


def test_a_saved_corpus_is_dealt_with_the_ids_that_it_has(study, tmp_path):
    corpus = dc.filter_corpus(dc.load_corpus(study.corpus_path), np.arange(7) != 1)
    dc.save_corpus(corpus, tmp_path / "saved")
    dealt = deal(Batch(str(tmp_path / "saved")), study, tmp_path / "store", 4)
    parts = [open_part(part, study) for part in dealt.parts]
    ids = [n for part in parts for n in part.sections["section_id"]]
    assert ids == corpus.sections["section_id"].tolist() and [part.saved for part in dealt.parts] == [True, True]
