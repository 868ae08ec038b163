"""Saved corpora that are damaged, foreign or hostile: each is told, and none is read in part."""

from __future__ import annotations

import hashlib
import io
import json
import random
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hostile import ARTICLE, DEEP, FOREIGN, POEM, flipped, link, make, pipe, tree

import discourse as dc
from discourse.corpus._saved import _PACKED, _SAVE, _save_of

SAVED_TABLES = ("documents", "sections", "sentences", "tokens", "rejected", "doubts", "types")


@pytest.fixture(scope="module")
def saved(tmp_path_factory) -> dict[str, bytes]:
    """The files of a saved corpus."""
    folder = tmp_path_factory.mktemp("saved") / "corpus"
    frame = pd.DataFrame({"doc_id": ["a", "b"], "text": [POEM, f"{ARTICLE}\n\nTea."], "year": [2018, 2019]})
    dc.save_corpus(dc.from_documents(frame), folder)
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def with_about(files: dict[str, bytes], /, **changes) -> dict[str, bytes]:
    about = json.loads(files["corpus.json"]) | changes
    return files | {"corpus.json": json.dumps(about).encode()}


def with_table(files: dict[str, bytes], name: str, change: Callable[[pd.DataFrame], pd.DataFrame]) -> dict[str, bytes]:
    """The files with a table changed, and forged so that all of them fit corpus.json."""
    table = pa.Table.from_pandas(change(read(files, name)), preserve_index=False)
    return forged(files | {f"{name}.parquet": written(table)})


def read(files: dict[str, bytes], name: str) -> pd.DataFrame:
    return pd.read_parquet(io.BytesIO(files[f"{name}.parquet"]))


def written(table: pa.Table) -> bytes:
    out = io.BytesIO()
    pq.write_table(table, out)
    return out.getvalue()


def forged(files: dict[str, bytes]) -> dict[str, bytes]:
    """The files with the rows and hashes that corpus.json should have, and the save that packed files should name."""
    listed, made = {}, dict(files)
    for name in sorted(SAVED_TABLES, key=lambda name: name in _PACKED):
        data, save = files[f"{name}.parquet"], None
        if name in _PACKED:
            save = _save_of(listed)
            data = written(pq.read_table(io.BytesIO(data)).replace_schema_metadata({_SAVE: save}))
        rows = pq.read_metadata(io.BytesIO(data)).num_rows
        listed[name] = {"rows": rows, "sha256": hashlib.sha256(data).hexdigest()}
        made[f"{name}.parquet"] = data
    return with_about(made, files=listed, save=_save_of(listed))


def with_said(files: dict[str, bytes], **changes) -> dict[str, bytes]:
    """The files with something else said of each of them."""
    listed = json.loads(files["corpus.json"])["files"]
    return with_about(files, files={name: said | changes for name, said in listed.items()})


DAMAGE = {
    "no-json": lambda files: files | {"corpus.json": b"x"},
    "empty-json": lambda files: files | {"corpus.json": b""},
    "deep-json": lambda files: files | {"corpus.json": DEEP[:200_000].encode()},
    "long-json": lambda files: files | {"corpus.json": b" " * (2**20 + 1)},
    "list-json": lambda files: files | {"corpus.json": b"[]"},
    "latin-json": lambda files: files | {"corpus.json": b'{"format": "\xe9"}'},
    "huge-format": lambda files: files | {"corpus.json": b'{"format": ' + b"9" * 5000 + b"}"},
    "format-zero": lambda files: with_about(files, format=0),
    "format-true": lambda files: with_about(files, format=True),
    "format-text": lambda files: with_about(files, format="1"),
    "no-files": lambda files: with_about(files, files=None),
    "files-of-nothing": lambda files: with_about(files, files=dict.fromkeys(SAVED_TABLES)),
    "rows-of-text": lambda files: with_said(files, rows="1"),
    "rows-too-many": lambda files: with_said(files, rows=10**18),
    "no-hash": lambda files: with_said(files, sha256=None),
    "other-hash": lambda files: with_said(files, sha256="0" * 64),
    "other-save": lambda files: with_about(files, save="0" * 64),
    "link-out": lambda files: files | {"documents.parquet": link("/etc/hostname")},
    "link-to-device": lambda files: files | {"tokens.parquet": link("/dev/zero")},
    "pipe": lambda files: files | {"sections.parquet": pipe},
    "folder": lambda files: files | {"types.parquet": Path.mkdir},
    "text-for-table": lambda files: files | {"types.parquet": b"token\nTea\n"},
    "swapped": lambda files: files | {"documents.parquet": files["rejected.parquet"]},
    "no-text": lambda files: with_table(files, "documents", lambda t: t.drop(columns="text")),
    "numbers-as-text": lambda files: with_table(files, "documents", lambda t: t.assign(text=[1, 2])),
    "missing-text": lambda files: with_table(files, "documents", lambda t: t.assign(text=[POEM, None])),
    "same-ids": lambda files: with_table(files, "documents", lambda t: t.assign(doc_id="a")),
    "one-document": lambda files: with_table(files, "documents", lambda t: t.head(1)),
    "short-texts": lambda files: with_table(files, "documents", lambda t: t.assign(text="x" * 100)),
    "texts-of-nothing": lambda files: with_table(files, "documents", lambda t: t.assign(text="x")),
    "sections-behind": lambda files: with_table(files, "sections", lambda t: t.assign(end=10**6)),
    "sections-before": lambda files: with_table(files, "sections", lambda t: t.assign(start=-5)),
    "sections-backwards": lambda files: with_table(files, "sections", lambda t: t[::-1]),
    "sections-of-nobody": lambda files: with_table(files, "sections", lambda t: t.assign(doc_id="z")),
    "unknown-role": lambda files: with_table(files, "sections", lambda t: t.assign(role="<script>")),
    "token-of-no-type": lambda files: with_table(files, "tokens", lambda t: t.assign(token=np.int32(10**6))),
    "token-missing": lambda files: with_table(files, "tokens", lambda t: t.assign(token=np.int32(-1))),
    "token-behind": lambda files: with_table(files, "tokens", lambda t: t.assign(start=np.int32(10**6))),
    "token-before": lambda files: with_table(files, "tokens", lambda t: t.assign(start=np.int32(-1))),
    "token-in-its-neighbour": lambda files: with_table(files, "tokens", lambda t: t.assign(start=np.int32(0))),
    "sentence-in-no-section": lambda files: with_table(files, "sentences", lambda t: t.assign(section_id=np.int32(99))),
    "sentences-before-all-sections": lambda files: with_table(
        files, "sentences", lambda t: t.assign(section_id=t["section_id"].where(t["section_id"] > 0, np.int32(-1)))
    ),
    "sentence-twice": lambda files: with_table(files, "sentences", lambda t: t.assign(sentence_id=np.int32(0))),
    "sentences-backwards": lambda files: with_table(files, "sentences", lambda t: t[::-1]),
    "sentence-too-long": lambda files: with_table(files, "sentences", lambda t: t.assign(n_tokens=np.int32(99))),
    "sentence-of-no-token": lambda files: with_table(files, "sentences", lambda t: t.assign(n_tokens=np.int32(0))),
    "sentence-gone": lambda files: with_table(files, "sentences", lambda t: t.head(1)),
    "tokens-backwards": lambda files: with_table(files, "tokens", lambda t: t[::-1]),
    "tokens-of-text": lambda files: with_table(files, "tokens", lambda t: t.assign(token="Tea")),
    "tokens-with-gaps": lambda files: with_table(files, "tokens", lambda t: t.assign(start=np.nan)),
    "types-twice": lambda files: with_table(files, "types", lambda t: t.assign(token="Tea")),
    "types-of-numbers": lambda files: with_table(files, "types", lambda t: t.assign(token=1)),
} | {
    f"{name}-gone": lambda files, name=name: {n: f for n, f in files.items() if name not in n} for name in SAVED_TABLES
}


@pytest.mark.parametrize("name", DAMAGE)
def test_damaged_saved_corpora(name, saved, tmp_path):
    make(tmp_path, DAMAGE[name](saved))
    before = tree(tmp_path)
    with pytest.raises(
        ValueError, match=r" is a damaged or foreign corpus: .{3,}\. Load the texts and save them again"
    ):
        assert dc.load_corpus(tmp_path).arrays  # that is, when it is opened, or when its tokens are first asked for
    assert tree(tmp_path) == before


@pytest.mark.parametrize("seed", range(30))
def test_saved_corpora_with_bytes_changed(seed, saved, tmp_path):
    """An error that is documented, or a corpus whose tables fit each other."""
    name = f"{SAVED_TABLES[seed % len(SAVED_TABLES)]}.parquet"
    data = saved[name]
    damaged = flipped(data, seed) if seed < 20 else data[: random.Random(seed).randrange(len(data))]
    make(tmp_path, saved | {name: damaged})
    try:
        corpus = dc.load_corpus(tmp_path)
        assert corpus.arrays
    except ValueError as error:
        assert "is a damaged or foreign corpus" in str(error)
        assert not FOREIGN.search(str(error).partition("corpus: ")[2])
        return
    raise AssertionError("a file that has changed is never read")


@pytest.fixture(scope="module")
def twin(tmp_path_factory) -> dict[str, bytes]:
    """The files of a corpus that is as long in every way, and has other words."""
    folder = tmp_path_factory.mktemp("twin") / "corpus"
    text = f"{ARTICLE}\n\nTea.".replace("Tea", "Sea")
    frame = pd.DataFrame({"doc_id": ["a", "b"], "text": [POEM[:-1] + "x", text], "year": [2018, 2019]})
    dc.save_corpus(dc.from_documents(frame), folder)
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.mark.parametrize("n", range(1, 2**8 - 1))
def test_files_of_two_saves_are_told_when_they_are_opened(n, saved, twin, tmp_path):
    others = {name: twin[name] for i, name in enumerate(sorted(saved)) if n >> i & 1}
    make(tmp_path, saved | others)
    if saved | others in (saved, twin):  # the same bytes
        assert dc.load_corpus(tmp_path).arrays
        return
    with pytest.raises(ValueError, match="is a damaged or foreign corpus: "):
        dc.load_corpus(tmp_path)


SWAPS = {
    "a text": ("documents", lambda t: t.assign(text=t["text"].str.replace("Tea", "Sea"))),
    "a docvar": ("documents", lambda t: t.assign(year=[2019, 2018])),
    "a type": ("types", lambda t: t.assign(token=t["token"].str.replace("Tea", "Sea"))),
    "types backwards": ("types", lambda t: t[::-1]),
    "codes": ("tokens", lambda t: t.assign(token=np.roll(t["token"], 1))),
    "roles": ("sections", lambda t: t.assign(role="title")),
    "a reason": ("rejected", lambda t: t.assign(reason="x")),
    "the same": ("sentences", lambda t: t),
}


@pytest.mark.parametrize(("name", "change"), SWAPS.values(), ids=SWAPS)
def test_what_is_as_long_as_before_is_told(name, change, saved, tmp_path):
    """The table fits the others, and its file names the right save: only its hash tells."""
    file = f"{name}.parquet"
    make(tmp_path, saved | {file: with_table(saved, name, change)[file]})
    with pytest.raises(ValueError, match=rf"foreign corpus: {file} is not the file that was saved\. "):
        assert dc.load_corpus(tmp_path).arrays


def test_what_is_done_to_a_saved_corpus_here_is_what_fails(saved, tmp_path):
    make(tmp_path, with_table(saved, "tokens", lambda table: table))
    assert dc.load_corpus(tmp_path).documents["text"].tolist() == [POEM, f"{ARTICLE}\n\nTea."]
