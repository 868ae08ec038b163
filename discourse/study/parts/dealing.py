"""From files to parts: which files are read together, and how what is read is dealt out.

A batch is what one process reads: a file, some files of a folder, or a saved corpus. What it holds is dealt into parts
of so many documents at most, each a file of its own, so that a single table of texts keeps several processes busy.
What is dealt lies in a folder that is named by what it was made from, and is not made again.
"""

from __future__ import annotations

import hashlib
import json
import os
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from discourse import schema
from discourse.corpus.corpus import Corpus, filter_corpus, load_corpus, make_corpus, read_documents, save_corpus
from discourse.corpus.drafts import draft_of
from discourse.readers import Read
from discourse.readers.folder import list_files
from discourse.study._outputs import sha256
from discourse.study.load import Study
from discourse.study.manifest import versions
from discourse.study.parts.released import release

#: Files of a folder that are read together: so many bytes, as long as their documents are small.
BATCH = 64 * 2**20
#: Documents of a part (`mapped` says so, too), and characters of all its texts.
DOCUMENTS, CHARACTERS = 5_000, 40_000_000
_OPTIONS = ("text", "doc_id", "dayfirst", "encoding", "max_bytes")  # of a study, for reading
ABOUT = "about.json"


@dataclass(frozen=True)
class Batch:
    """What is read together.

    Attributes
    ----------
    path : the file or folder
    only : the files of the folder, by their way from there; all if None
    """

    path: str
    only: tuple[str, ...] | None = None

    @property
    def saved(self) -> bool:
        """Is it a saved corpus?"""
        return (Path(self.path) / "corpus.json").is_file()


@dataclass(frozen=True)
class Part:
    """Documents that are looked at together.

    Attributes
    ----------
    folder : where it lies
    number : which of the parts there it is
    key : the sha256 of its bytes
    n_docs : how many documents were dealt to it
    saved : whether it is a saved corpus
    """

    folder: str
    number: int
    key: str
    n_docs: int
    saved: bool

    @property
    def path(self) -> Path:
        return Path(self.folder) / f"{self.number:05}"


def batches_of(path: Path) -> list[Batch]:
    """The batches of the texts of a study: one, unless it is a folder of many files."""
    if path.is_file() or (path / "corpus.json").is_file():
        return [Batch(str(path))]
    texts, _, _ = list_files(path)
    if not texts:
        return [Batch(str(path))]
    sizes = np.array([os.path.getsize(file) for file, _ in texts])
    number = (np.cumsum(sizes) - sizes) // BATCH
    if not number.any():
        return [Batch(str(path))]
    names = np.array([source for _, source in texts], dtype=object)
    return [Batch(str(path), tuple(names[number == n])) for n in np.unique(number)]


def is_large(study: Study) -> bool:
    """Are the texts of a study more than is looked at in one piece?"""
    path = study.corpus_path
    if path.is_file():
        return os.path.getsize(path) > BATCH
    if (path / "corpus.json").is_file():
        return sum(os.path.getsize(file) for file in path.glob("*.parquet")) > BATCH
    return len(batches_of(path)) > 1


@dataclass(frozen=True)
class Dealt:
    """The parts of a batch, and the folder in which they lie."""

    folder: str
    parts: tuple[Part, ...]


def deal(batch: Batch, study: Study, store: Path, size: int = DOCUMENTS) -> Dealt:
    """Read a batch and deal it into parts, unless that was done before."""
    place = store / f"read-{_key(batch, study, size)}"
    if not (place / ABOUT).is_file():
        with draft_of(place) as draft:
            (_deal_saved if batch.saved else _deal_files)(batch, study, draft, size)
        release()
    about = json.loads((place / ABOUT).read_text(encoding="utf8"))
    parts = (Part(str(place), number, key, n, batch.saved) for number, (key, n) in enumerate(about["parts"]))
    return Dealt(str(place), tuple(parts))


def read_told(place: Path) -> tuple[pd.DataFrame, pd.DataFrame, list[str]]:
    """What was rejected and is in doubt where a batch was read, and the warnings."""
    about = json.loads((place / ABOUT).read_text(encoding="utf8"))
    return *(pd.read_parquet(place / f"{name}.parquet") for name in ("rejected", "doubts")), about["notes"]


def open_part(part: Part, study: Study) -> Corpus:
    """The corpus of the documents of a part."""
    roles = study.corpus.get("roles")
    if part.saved:
        return load_corpus(part.path, roles=roles)
    documents, shown = (pd.read_parquet(f"{part.path}.{name}.parquet") for name in ("documents", "roles"))
    read = Read(documents, schema.empty("rejected"), schema.empty("doubts"), shown)
    options = {key: study.corpus[key] for key in ("sections", "languages") if key in study.corpus}
    return make_corpus(read, roles=roles, **options)


def open_texts(part: Part) -> pd.Series:
    """The texts of a part by doc_id."""
    path = part.path / "documents.parquet" if part.saved else Path(f"{part.path}.documents.parquet")
    return pd.read_parquet(path, columns=["doc_id", "text"]).set_index("doc_id")["text"]


# --- reading ------------------------------------------------------------------------------------------------------


def _key(batch: Batch, study: Study, size: int) -> str:
    """The sha256 of all that the parts of a batch are made from."""
    root = Path(batch.path)
    if batch.saved:
        files = [(root / "corpus.json", "corpus.json")]
    elif root.is_file():
        beside = [root.parent / name for name in ("metadata.csv", "metadata.csv.gz")]
        files = [(path, path.name) for path in (root, *beside) if path.is_file()]
    else:
        texts, tables, _ = list_files(root)
        files = [*tables, *(item for item in texts if batch.only is None or item[1] in batch.only)]
    made = {
        "files": [(name, sha256(path)) for path, name in files],
        "options": {key: study.corpus[key] for key in _OPTIONS if key in study.corpus},
        "size": (size, CHARACTERS),
        "versions": versions(),
    }
    return digest(made)


def digest(made: object) -> str:
    """The sha256 of something that JSON can hold."""
    return hashlib.sha256(json.dumps(made, sort_keys=True, default=str).encode()).hexdigest()


def _deal_files(batch: Batch, study: Study, draft: Path, size: int) -> None:
    options = {key: study.corpus[key] for key in _OPTIONS if key in study.corpus}
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always", UserWarning)
        read = read_documents(Path(batch.path), only=batch.only, progress=False, **options)
    parts = []
    for number, rows in enumerate(_stretches(read.documents["text"], size)):
        documents = read.documents.iloc[rows].reset_index(drop=True)
        shown = read.roles[read.roles["doc_id"].isin(documents["doc_id"])].reset_index(drop=True)
        tables = {"documents": documents, "roles": shown}
        for name, table in tables.items():
            table.to_parquet(draft / f"{number:05}.{name}.parquet", index=False)
        parts.append((digest([sha256(draft / f"{number:05}.{name}.parquet") for name in tables]), len(documents)))
    notes = [str(w.message) for w in caught if issubclass(w.category, UserWarning)]
    _tell(draft, parts, read.rejected, read.doubts, notes)


def _deal_saved(batch: Batch, study: Study, draft: Path, size: int) -> None:
    """The parts of a saved corpus, each a saved corpus with the ids that it has in the whole."""
    corpus = load_corpus(batch.path)
    doc, parts = np.arange(len(corpus.documents)), []
    for number, rows in enumerate(_stretches(corpus.documents["text"], size)):
        some = filter_corpus(corpus, (doc >= rows.start) & (doc < rows.stop))
        some = Corpus(some.documents, some.sections, some.arrays, schema.empty("rejected"), schema.empty("doubts"))
        place = save_corpus(some, draft / f"{number:05}")
        parts.append((sha256(place / "corpus.json"), len(some.documents)))
    _tell(draft, parts, corpus.rejected, corpus.doubts, [])


def _tell(
    draft: Path, parts: list[tuple[str, int]], rejected: pd.DataFrame, doubts: pd.DataFrame, notes: list[str]
) -> None:
    rejected.to_parquet(draft / "rejected.parquet", index=False)
    doubts.to_parquet(draft / "doubts.parquet", index=False)
    about = {"parts": parts, "notes": notes}
    (draft / ABOUT).write_text(json.dumps(about, indent=1), encoding="utf8")


def _stretches(texts: pd.Series, size: int) -> Sequence[slice]:
    """The documents of each part, one part behind the other: at most `size`, and not too long together."""
    lengths = texts.str.len().to_numpy(np.int64)
    edges, start = [], 0
    total = np.append(0, np.cumsum(lengths))
    while start < len(lengths):
        stop = min(start + size, int(np.searchsorted(total, total[start] + CHARACTERS, "right")) - 1)
        edges.append(slice(start, max(stop, start + 1)))
        start = edges[-1].stop
    return edges
