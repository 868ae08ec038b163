"""What was saved comes back as it was, and what is damaged or foreign is told."""

from __future__ import annotations

import json
import pickle
import re
import shutil

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from corpora import ROLE_ERROR, assert_same, corpus_of, message

from discourse import schema
from discourse.corpus.corpus import Corpus, from_documents, load_corpus, save_corpus


@pytest.fixture
def three() -> Corpus:
    texts = ("Moscow may wait. It may not.", "Nothing here.", "May came to Moscow.\n\nMoscow slept.")
    return corpus_of(*texts, year=[2016, 2017, 2018], outlet=["Globe", "Times", "Globe"])


@pytest.fixture
def varied() -> Corpus:
    """A corpus with docvars of every common type, furniture, and a rejected row."""
    frame = pd.DataFrame(
        {
            "doc_id": ["a", "b", "c"],
            "text": ["Moscow may wait 😀.", "It’s late.\r\n\r\nSo be it.\n\nPhoto: Ann Lee", None],
            "date": pd.to_datetime(["2018-07-16", None, None]),
            "year": pd.array([2018, None, 2020], dtype="Int64"),
            "score": [0.1, np.nan, 2.0],
            "kept": [True, False, True],
            "outlet": pd.Categorical(["Globe", "Times", "Globe"], categories=["Times", "Globe", "Post"]),
        }
    )
    return from_documents(frame)


def test_saved_and_loaded_is_the_same(varied, tmp_path):
    assert save_corpus(varied, tmp_path / "saved") == tmp_path / "saved"
    loaded = load_corpus(tmp_path / "saved")
    assert_same(loaded, varied)
    assert repr(loaded) == repr(varied)
    assert [p.name for p in tmp_path.iterdir()] == ["saved"], "no draft is left"


def test_an_empty_corpus_can_be_saved(tmp_path):
    none = from_documents(schema.empty("documents"))
    assert_same(load_corpus(save_corpus(none, tmp_path / "deep" / "saved")), none)


def test_a_saved_corpus_is_open_to_whoever_may_read_its_folder(varied, tmp_path):
    (tmp_path / "other").mkdir()
    assert save_corpus(varied, tmp_path / "saved").stat().st_mode == (tmp_path / "other").stat().st_mode


def test_saving_replaces_an_older_saved_corpus_whole(varied, three, tmp_path):
    save_corpus(varied, tmp_path)
    (tmp_path / "left.parquet").write_bytes(b"of an older version")
    save_corpus(three, tmp_path)
    assert_same(load_corpus(tmp_path), three)
    assert sorted(p.name for p in tmp_path.iterdir()) == [
        "corpus.json", "documents.parquet", "doubts.parquet", "rejected.parquet", "sections.parquet",
        "sentences.parquet", "tokens.parquet", "types.parquet",
    ]  # fmt: skip


def test_saving_spares_any_other_folder(varied, tmp_path):
    (tmp_path / "notes.txt").write_text("mine")
    for path in (tmp_path, tmp_path / "notes.txt"):
        assert message(FileExistsError, save_corpus, varied, path) == (
            f"{path} exists and is not a saved corpus; choose another folder"
        )
    assert [(p.name, p.read_text()) for p in tmp_path.iterdir()] == [("notes.txt", "mine")]


def test_what_cannot_be_saved_leaves_nothing_behind(tmp_path):
    corpus = corpus_of("One.", "Two.", mixed=[1, "one"])
    with pytest.raises(ValueError, match="column mixed"):
        save_corpus(corpus, tmp_path / "saved")
    assert list(tmp_path.iterdir()) == []


def damage_rows(path):
    about = json.loads((path / "corpus.json").read_text())
    about["files"]["tokens"]["rows"] += 1
    (path / "corpus.json").write_text(json.dumps(about))


def damage_column(path):
    pd.read_parquet(path / "tokens.parquet").drop(columns="start").to_parquet(path / "tokens.parquet")


def damage_codes(path):
    file = path / "tokens.parquet"
    table = pq.read_table(file)
    table = table.set_column(1, "token", pa.array([0] * len(table), "int32"))
    pq.write_table(table, file)  # with the name of its save


def write_about(text):
    return lambda path: (path / "corpus.json").write_text(text)


FOREIGN = "corpus.json was not written by save_corpus"
DAMAGE = {
    "no Parquet": (lambda path: (path / "tokens.parquet").write_bytes(b"nope"), "tokens.parquet: Parquet file size"),
    "cut off": (
        lambda path: (path / "tokens.parquet").write_bytes((path / "tokens.parquet").read_bytes()[:-9]),
        "tokens.parquet: Parquet magic bytes not found",
    ),
    "missing file": (lambda path: (path / "types.parquet").unlink(), "types.parquet is missing. "),
    "wrong number of rows": (damage_rows, "tokens.parquet has 13 rows, not 14. "),
    "missing column": (damage_column, "tokens.parquet lacks the column start; it has token. "),
    "no JSON": (write_about("{"), "Expecting property name"),
    "other JSON": (write_about('{"name": "else"}'), f"{FOREIGN}. "),
    "JSON of another shape": (write_about("[1, 2]"), f"{FOREIGN}. "),
    "format without files": (write_about('{"format": 3}'), f"{FOREIGN}. "),
    "format of another type": (write_about('{"format": "1", "rows": {}}'), f"{FOREIGN}. "),
}


@pytest.mark.parametrize(("damage", "reason"), DAMAGE.values(), ids=DAMAGE)
def test_a_damaged_or_foreign_corpus_is_a_clear_error(varied, tmp_path, damage, reason):
    path = save_corpus(varied, tmp_path / "saved")
    damage(path)
    said = message(ValueError, load_corpus, path)
    assert said.startswith(f"{path} is a damaged or foreign corpus: {reason}")
    assert said.endswith(". Load the texts and save them again.")


def test_damage_inside_the_tokens_is_told_whenever_they_are_asked_for(varied, tmp_path):
    path = save_corpus(varied, tmp_path / "saved")
    damage_codes(path)
    corpus = load_corpus(path)
    assert corpus.documents.equals(varied.documents)
    for ask in (lambda: corpus.arrays, lambda: corpus.tokens, lambda: repr(corpus)):
        assert message(ValueError, ask) == (
            f"{path} is a damaged or foreign corpus: tokens.parquet is not the file that was saved. "
            "Load the texts and save them again."
        )


def test_an_opened_corpus_is_its_own(varied, three, tmp_path):
    """What becomes of its folder, or is done to its tables, does not reach the tokens that are not yet asked for."""
    path = save_corpus(varied, tmp_path / "saved")
    first, second, sent = load_corpus(path), load_corpus(path), pickle.loads(pickle.dumps(load_corpus(path)))
    first.sections["start"] = 10**6
    save_corpus(three, path)
    shutil.rmtree(path)
    for corpus in (first, second, sent):
        pd.testing.assert_frame_equal(corpus.tokens, varied.tokens)


def test_a_corpus_of_a_later_format_is_a_clear_error(varied, tmp_path):
    path = save_corpus(varied, tmp_path / "saved")
    (path / "corpus.json").write_text('{"format": 4}')
    assert message(ValueError, load_corpus, path) == (
        f"{path} was saved in format 4, and this version of discourse reads 3; upgrade it, or load the texts "
        "and save them again"
    )


def test_a_corpus_of_an_earlier_format_is_a_clear_error(varied, tmp_path):
    path = save_corpus(varied, tmp_path / "saved")
    (path / "corpus.json").write_text('{"format": 2, "rows": {}}')
    assert message(ValueError, load_corpus, path) == (
        f"{path} was saved in format 2, and this version of discourse reads 3; load the texts and save them again"
    )


def test_a_bit_of_a_text_that_has_changed_is_found(three, tmp_path):
    path = save_corpus(three, tmp_path / "saved") / "documents.parquet"
    whole, text = path.read_bytes(), three.documents["text"][0].encode()[:9]
    places = [place.start() for place in re.finditer(re.escape(text), whole)]
    assert places  # in the page, and in what Parquet says of its least and most
    for at in places:
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        assert message(ValueError, load_corpus, tmp_path / "saved") == (
            f"{tmp_path / 'saved'} is a damaged or foreign corpus: documents.parquet is not the file that was saved. "
            "Load the texts and save them again."
        )


def test_a_file_of_another_save_is_told_at_once(three, varied, tmp_path):
    path, other = save_corpus(three, tmp_path / "saved"), save_corpus(varied, tmp_path / "other")
    about = json.loads((path / "corpus.json").read_text())
    about["files"]["tokens"] = json.loads((other / "corpus.json").read_text())["files"]["tokens"]
    (path / "corpus.json").write_text(json.dumps(about))
    shutil.copy(other / "tokens.parquet", path)
    assert message(ValueError, load_corpus, path) == (
        f"{path} is a damaged or foreign corpus: tokens.parquet is from another save. "
        "Load the texts and save them again."
    )


def test_the_same_corpus_is_saved_as_the_same_bytes(varied, tmp_path):
    first, second = (save_corpus(varied, tmp_path / name) for name in ("first", "second"))
    assert {p.name: p.read_bytes() for p in first.iterdir()} == {p.name: p.read_bytes() for p in second.iterdir()}


def test_roles_given_to_a_saved_corpus_tokenise_its_sections_anew(varied, tmp_path):
    path = save_corpus(varied, tmp_path / "saved")
    assert load_corpus(path, roles=["caption"]).tokens["token"].tolist() == ["Photo", ":", "Ann", "Lee"]
    assert_same(load_corpus(path, roles=["body"]), varied)
    assert message(ValueError, load_corpus, path, roles=["boddy"]) == ROLE_ERROR


def test_roles_given_to_a_saved_corpus_leave_its_sections(tmp_path):
    frame = pd.DataFrame({"doc_id": ["a"], "text": ["The first paragraph is a sentence.\n\nPhoto: Ann Lee"]})
    flat = from_documents(frame, sections=False)
    assert_same(load_corpus(save_corpus(flat, tmp_path / "saved"), roles=["body"]), flat)
