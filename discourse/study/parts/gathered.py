"""What was made of all parts, as one corpus and its tables: the documents in memory, the rest in files.

The parts come in the order in which they were dealt, whoever made them and whenever. So all that is counted from them
is the same for any number of processes, and the same as of the whole corpus in one piece.
"""

from __future__ import annotations

import json
import warnings
from bisect import bisect_right
from collections.abc import Collection, Mapping, Sequence
from functools import cached_property
from itertools import accumulate, pairwise
from pathlib import Path

import numpy as np
import pandas as pd

from discourse import schema
from discourse.corpus.corpus import Corpus, without_gone
from discourse.corpus.docvars import SUFFIX, add_docvars, names_of_docvars
from discourse.corpus.duplicates import drop_duplicates, duplicates_of_parts, with_docvars_of_pairs
from discourse.readers.tabular import nullable
from discourse.study.forms.licence import columns_with_passages, without_texts
from discourse.study.load import Study, StudyError
from discourse.study.parts.annotate import Made
from discourse.study.parts.dealing import ABOUT, Part, open_texts, read_told
from discourse.study.parts.stored import PartFile, Stored
from discourse.study.parts.sums import SUMS, Asked
from discourse.study.register import MEASURES, measure, score_of
from discourse.text.counted import Counted

#: Kinds of doubts that are told last of all, as what they are about is known last.
_LAST = ("furniture",)


class TextsOfParts(Sequence):
    """The texts of all documents, by number; those of one part are in memory at a time."""

    def __init__(self, parts: Sequence[Part], ids: Sequence[pd.Index]) -> None:
        self._parts, self._ids = parts, ids
        self._before = [0, *accumulate(map(len, ids))]
        self._open: tuple[int, list[str]] = (-1, [])

    def __len__(self) -> int:
        return self._before[-1]

    def __getitem__(self, number):
        part = bisect_right(self._before, number) - 1
        if self._open[0] != part:
            self._open = (part, open_texts(self._parts[part]).loc[self._ids[part]].tolist())
        return self._open[1][number - self._before[part]]


class Gathered:
    """The parts of a study, put together.

    Parameters
    ----------
    study : Study
    made : sequence of Made
        What was made of each part, in the order of the parts.
    read : sequence of path
        The folders in which the batches were dealt, in their order.
    scratch : path
        A folder for tables that are too large for the memory.
    """

    def __init__(self, study: Study, made: Sequence[Made], read: Sequence[Path], scratch: Path) -> None:
        self.study, self.made, self.read, self.scratch = study, list(made), list(read), scratch
        self.texts = [Path(m.texts) for m in made]
        self.about = [_about(folder) for folder in self.texts]

    # --- the corpus ---

    @cached_property
    def before(self) -> list[dict[str, int]]:
        """What is added to the keys of paragraphs and sentences of each part."""
        out, base, highest, batch = [], {}, {"section_id": 0, "sentence_id": 0}, None
        for one, about in zip(self.made, self.about, strict=True):
            if batch != one.part.folder or not one.part.saved:  # the parts of a saved corpus have the ids of the whole
                batch, base = one.part.folder, dict(highest)
            out.append(base)
            highest = {key: max(highest[key], base[key] + n) for key, n in about["keys"].items()}
        return out

    @cached_property
    def every(self) -> Corpus:
        """All documents that were read, also those that are left out as copies."""
        documents = _documents([pd.read_parquet(folder / "documents.parquet") for folder in self.texts])
        self._refuse_twice(documents)
        rejected, doubts = self._told(documents)
        sections = pd.concat(self._frames("sections"), ignore_index=True)
        return self._corpus(documents, schema.conform(sections, "sections"), rejected, doubts)

    def _refuse_twice(self, documents: pd.DataFrame) -> None:
        """Raise an error where two parts have a document of the same key, and say where."""
        again = documents["doc_id"].duplicated(keep=False).to_numpy(bool)
        if again.any():
            name = documents["doc_id"][again].iloc[0]
            part = np.repeat(np.arange(len(self.about)), [about["n_docs"] for about in self.about])
            at = np.flatnonzero(documents["doc_id"] == name)[:2]
            files = documents["source"].iloc[at] if "source" in documents else part[at] + 1
            one, other = (str(where) for where in files)
            raise StudyError(
                f"{self.study.path}: doc_id {name!r} is in two parts ({one}, {other}), and {int(again.sum())} "
                "documents share their doc_id with another; rename them, or give each file to one part"
            )

    def _corpus(
        self, documents: pd.DataFrame, sections: pd.DataFrame, rejected: pd.DataFrame, doubts: pd.DataFrame
    ) -> Corpus:
        n_docs = [about["n_docs"] for about in self.about]
        sentences = [
            frame.assign(doc=frame["doc"] + before)
            for frame, before in zip(self._frames("sentences"), accumulate([0, *n_docs[:-1]]), strict=True)
        ]
        ids = pd.Index(documents["doc_id"].array)
        corpus = Corpus(documents, sections, Counted(pd.concat(sentences, ignore_index=True), ids), rejected, doubts)
        edges = [0, *accumulate(n_docs)]
        own = [ids[low:high] for low, high in pairwise(edges)]
        corpus.__dict__["texts"] = TextsOfParts([m.part for m in self.made], own)
        return corpus

    def _frames(self, name: str) -> list[pd.DataFrame]:
        """The tables of all parts, their keys counted on."""
        places = zip(self.texts, self.about, self.before, strict=True)
        return [_piece(folder, name, about, before).read() for folder, about, before in places]

    def _told(self, documents: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
        """What is rejected, and what is in doubt: what the files say, then what the texts say."""
        told = [read_told(folder) for folder in self.read]
        for note in dict.fromkeys(note for _, _, notes in told for note in notes):
            warnings.warn(note, UserWarning, stacklevel=2)
        own = {name: self._frames(name) for name in ("rejected", "doubts")}
        rejected = pd.concat([*(rows for rows, _, _ in told), *own["rejected"]], ignore_index=True)
        of_files = without_gone(pd.concat([rows for _, rows, _ in told], ignore_index=True), documents)
        of_texts = pd.concat(own["doubts"], ignore_index=True)
        late = of_texts["kind"].isin(_LAST)
        doubts = pd.concat([of_files, of_texts[~late], of_texts[late]], ignore_index=True)
        return schema.conform(rejected, "rejected"), schema.conform(doubts, "doubts")

    # --- duplicates ---

    @cached_property
    def pairs(self) -> pd.DataFrame:
        """The pairs of duplicates among all documents."""
        try:
            return duplicates_of_parts(self.texts, self.every)
        except ValueError as why:  # too many
            if self.study.drops_duplicates:
                raise StudyError(f"{self.study.path}, [corpus] duplicates: {why}") from why
            warnings.warn(f"duplicates are not listed: {why}", UserWarning, stacklevel=2)
            return schema.empty("duplicates")

    @cached_property
    def told_pairs(self) -> pd.DataFrame:
        return with_docvars_of_pairs(self.pairs, self.every)

    @cached_property
    def corpus(self) -> Corpus:
        """The documents that are counted."""
        if not self.study.drops_duplicates:
            return self.every
        corpus = drop_duplicates(self.every, self.pairs, keep="earliest")
        kept = self.every.documents["doc_id"].isin(corpus.documents["doc_id"]).to_numpy(bool)
        edges = [0, *accumulate(about["n_docs"] for about in self.about)]
        ids = [
            pd.Index(self.every.documents["doc_id"].array[low:high][kept[low:high]]) for low, high in pairwise(edges)
        ]
        corpus.__dict__["texts"] = TextsOfParts([m.part for m in self.made], ids)
        return corpus

    def left_out(self) -> list[tuple[str, ...]]:
        """The documents of each part that are not counted, as they are copies."""
        if not self.study.drops_duplicates:
            return [()] * len(self.made)
        gone = ~self.every.documents["doc_id"].isin(self.corpus.documents["doc_id"])
        ids, out, low = self.every.documents["doc_id"], [], 0
        for about in self.about:
            high = low + about["n_docs"]
            out.append(tuple(ids[low:high][gone[low:high]]))
            low = high
        return out

    # --- the evidence ---

    @cached_property
    def _found(self) -> list[tuple[Path, dict, dict[str, int]]]:
        """Of each part the folder of its evidence, what that holds, and what is added to its keys."""
        out, quotes = [], 0
        for one, before in zip(self.made, self.before, strict=True):
            assert one.evidence is not None
            about = _about(Path(one.evidence))
            out.append((Path(one.evidence), about, before | {"quote_id": quotes}))
            quotes += about["keys"].get("quote_id", 0)
        return out

    def table(self, name: str) -> Stored:
        """A table of all parts, in pieces."""
        return Stored(tuple(_piece(folder, name, about, before) for folder, about, before in self._found))

    def tables(self, names: Collection[str]) -> dict[str, Stored]:
        """The tables of evidence of these names, in the order in which they are found."""
        for note in dict.fromkeys(note for one in self.made for note in one.notes):
            warnings.warn(note, UserWarning, stacklevel=2)
        _, about, _ = self._found[0]
        return {name: self.table(name) for name in about["rows"] if name in names or "." not in name}

    def words_of_sections(self) -> np.ndarray:
        """The number of words of each paragraph of the corpus."""
        n = pd.concat([pd.read_parquet(folder / "words_of_sections.parquet") for folder in self.texts])["n"].to_numpy()
        if not self.study.drops_duplicates:
            return n
        return n[self.every.sections["section_id"].isin(self.corpus.sections["section_id"]).to_numpy(bool)]

    # --- measures ---

    def measure(
        self, name: str, spec: dict, corpus: Corpus, rows: Stored | None, tables: Mapping[str, Stored]
    ) -> pd.DataFrame | Stored:
        """The table that `spec` of a study asks for."""
        entry = MEASURES[spec["measure"]]
        if spec["measure"] == "rows" and rows is not None:
            return self._with_docvars(name, corpus, rows)
        frame = None if rows is None else rows.frame(_needed(spec, rows))
        if spec["measure"] in SUMS:
            return SUMS[spec["measure"]].make(Asked(spec, corpus, lambda what: self.table(f"{name}.{what}"), frame))
        beside = [(evidence, {"scores": ["doc_id", "sentence_id", "compound"]}) for evidence in entry.tables.values()]
        given = {evidence: tables[evidence].frame(columns["scores"]) for evidence, columns in beside}
        if entry.other:
            other = tables[spec["with"]]
            given[spec["with"]] = other.frame(["doc_id", "sentence_id", spec["column"]])
        return measure(corpus, spec, frame, given)

    def _with_docvars(self, name: str, corpus: Corpus, rows: Stored) -> Stored:
        """The rows with the docvars of their documents, as files of their own, part by part."""
        own = [c for c in rows.columns if c == "doc_id" or c.removesuffix(SUFFIX) in corpus.documents]
        names = names_of_docvars(rows.frame(own), corpus)
        return rows.changed(lambda some: add_docvars(some, corpus, names), self.scratch / name)

    def without_texts(self, name: str, table: Stored, docvars: Collection[str]) -> Stored:
        """A table without a passage of the texts, as files of its own."""
        with_passages: set[str] = set()
        for rows in table.each():
            with_passages |= columns_with_passages(name, rows, docvars)
        return table.changed(
            lambda rows: without_texts(name, rows, docvars, with_passages), self.scratch / f"without-{name}"
        )


def _piece(folder: Path, name: str, about: dict, before: dict[str, int]) -> PartFile:
    return PartFile(folder / f"{name}.parquet", about["rows"][name], before, about["categories"][name])


def _needed(spec: dict, rows: Stored) -> list[str]:
    """The columns that a table is made of. Places are none of them, as all spans of the parts are read."""
    asked = {"doc_id", "sentence_id", score_of(spec)}
    for name in spec["by"]:
        asked |= {name, name.removesuffix("_span"), f"{name}_start"}
    asked |= {"actor"} if spec["measure"] in ("cooccurrence", "affiliations", "speakers") else set()
    asked |= {"speaker"} if spec["measure"] == "speakers" else set()
    return [name for name in rows.columns if name in asked]


def _documents(frames: list[pd.DataFrame]) -> pd.DataFrame:
    """The documents of all parts; a column that a part lacks is empty there, and keeps its kind."""
    if len({tuple(frame.columns) for frame in frames}) > 1:
        everywhere = set.intersection(*(set(frame.columns) for frame in frames))
        frames = [nullable(frame, except_in=everywhere) for frame in frames]
    documents = pd.concat(frames, ignore_index=True)
    documents.insert(1, "text", pd.Series(pd.NA, index=documents.index, dtype="str"))
    return documents


def _about(folder: Path) -> dict:
    return json.loads((folder / ABOUT).read_text(encoding="utf8"))
