"""What coders send back: one CSV file each, held against the sample that was drawn.

A spreadsheet can sort a file, cut zeros off an id, write decimals with a comma, lose rows. Where the study says how
its sample was drawn, it is drawn again: the order of rows and their probabilities are those of the sample, and a row
that is lost or strange is told.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from discourse.coding.reliability import plain_codes
from discourse.corpus.corpus import Corpus
from discourse.corpus.spans import say_place
from discourse.readers.encoding import Unreadable, read_bytes
from discourse.readers.tabular.delimited import read_docvars
from discourse.study.load import Study, StudyError
from discourse.study.register import UNITS

_LARGEST = 2**28
_PLACE = ["doc_id", "start", "end"]


@dataclass
class HandCodes:
    """The coded files of a study, the one that corrects first.

    Attributes
    ----------
    where : the study and the part that names them, for errors
    files : the rows of each, by its name
    coders : the names of the files of coders; the others have what they agreed on
    units : what was coded
    sample : the sample as the study draws it, if it says how
    notes : what was done with files that are not whole
    """

    where: str
    files: dict[str, pd.DataFrame]
    coders: list[str]
    units: str
    sample: pd.DataFrame | None = None
    notes: dict[str, None] = field(default_factory=dict)

    @property
    def chosen(self) -> str:
        """The name of the file that corrects."""
        return next(iter(self.files))

    def hold_against(self, corpus: Corpus, sample: pd.DataFrame | None) -> None:
        """Check every file: its rows are those of the sample, or at least stand in the texts."""
        self.sample = sample
        for name, rows in self.files.items():
            try:
                self.files[name] = _in_texts(rows, corpus) if sample is None else _as_drawn(rows, sample)
            except ValueError as why:
                raise StudyError(f"{self.where}: {name} {why}") from None

    def coded(self, code: str, *, by: str | None = None) -> pd.DataFrame:
        """The rows that correct, or those of a coder. Of a sample that is coded in part, the part stands for all.

        The sample is in random order. So its first rows are a sample as well, if no row before the last is left out.
        """
        name = by or self.chosen
        rows = self.files[name]
        if code not in rows:
            named = ", ".join(
                column for column in rows if column not in (*_PLACE, "sentence_id", "text", "probability")
            )
            raise StudyError(f"{self.where}: {name} has no column {code!r}; it has {named or 'no column of codes'}")
        done = plain_codes(rows[code]).notna().to_numpy()
        n = int(done.sum())
        if self.sample is None or not 1 < n < len(rows) or not done[:n].all():
            return rows
        self.notes[
            f"{name}: {n} of {len(rows)} rows are coded in {code!r}, the first of the sample; they stand for all"
        ] = None
        return rows[:n].assign(probability=rows["probability"][:n] * n / len(rows))


def read_hand_codes(study: Study) -> HandCodes | None:
    """The coded files that a study names; none if it names none.

    Raises
    ------
    StudyError
        If a file is not beside the study, cannot be read, or lacks a column.
    """
    where = f"{study.path}, [coding] files"
    files = {name: _read(study, name, where) for name in study.coded}
    units = study.coding.get("sample", {}).get("units", UNITS[0])
    return HandCodes(where, files, list(study.coding.get("files", [])), units) if files else None


def _read(study: Study, name: str, where: str) -> pd.DataFrame:
    path = study.folder / name
    if "\0" in name or not path.is_file():
        raise StudyError(
            f"{where}: there is no file {name!r}; name a coded CSV file beside the study. `discourse new --code` "
            "writes it"
        )
    if not path.resolve().is_relative_to(study.folder.resolve()):
        raise StudyError(f"{where}: {name!r} lies outside of the folder of the study; copy it there")
    try:
        rows = read_docvars(read_bytes(path, max_bytes=_LARGEST)[1])
    except Unreadable as why:
        raise StudyError(f"{where}: {name} cannot be read: {why}; save it as CSV in UTF-8") from why
    lacks = [column for column in (*_PLACE, "probability") if column not in rows]
    if lacks:
        raise StudyError(
            f"{where}: {name} lacks the column {lacks[0]}; it has {', '.join(map(str, rows.columns))}. Keep the "
            "columns of the sample, and fill in codes only"
        )
    try:
        return _typed(rows)
    except ValueError as why:
        raise StudyError(f"{where}: {name}, {why}") from None


def _typed(rows: pd.DataFrame) -> pd.DataFrame:
    """Places as whole numbers, probabilities as numbers, also with a comma; rows without anything are left out."""
    rows = rows[plain_codes(rows["doc_id"]).notna()].astype({"doc_id": "str"}).reset_index(drop=True)
    places = {
        name: _numbers(rows, name, lambda of: (of >= 0) & (of % 1 == 0)).astype("int64") for name in ("start", "end")
    }
    return rows.assign(**places, probability=_numbers(rows, "probability", lambda of: (of > 0) & (of <= 1)))


def _numbers(rows: pd.DataFrame, name: str, fits: Callable[[pd.Series], pd.Series]) -> pd.Series:
    said = rows[name]
    if not pd.api.types.is_numeric_dtype(said):
        said = said.astype("str").str.replace(",", ".")
    numbers = pd.to_numeric(said, errors="coerce").astype("float64")
    odd = np.flatnonzero(~fits(numbers))
    if len(odd):
        raise ValueError(
            f"row {odd[0] + 1}: {name} is {rows[name].iloc[odd[0]]!r}; a spreadsheet may have changed it. Keep the "
            "columns of the sample as they are, and fill in codes only"
        )
    return numbers


# --- held against the sample, or the texts ------------------------------------------------------------------------


def _as_drawn(rows: pd.DataFrame, sample: pd.DataFrame) -> pd.DataFrame:
    """The rows in the order of the sample, with its probabilities; an error where they are not those of the sample."""
    on = [*_PLACE, *(name for name in ("actor", "category") if name in sample and name in rows)]
    mine, drawn = (pd.MultiIndex.from_frame(table[on].astype({"doc_id": "str"})) for table in (rows, sample))
    twice = np.flatnonzero(mine.duplicated())
    if len(twice):
        raise ValueError(f"has {say_place(rows.iloc[twice[0]])} in two rows; keep one")
    at = mine.get_indexer(drawn)
    lost, strange = np.flatnonzero(at < 0), np.flatnonzero(~mine.isin(drawn))
    if 2 * len(lost) > len(sample) and len(strange):
        raise ValueError(
            f"has {len(rows) - len(strange)} of the {len(sample)} rows that [coding] sample draws now: the texts, "
            "their roles or the sample are not those that it was drawn from. Put them back, or take sample out of the "
            "study if the file was drawn otherwise"
        )
    if len(strange):
        raise ValueError(
            f"has {len(strange)} rows that are not in the sample, such as {say_place(rows.iloc[strange[0]])}"
            + (f", and lacks {len(lost)} that are, such as {say_place(sample.iloc[lost[0]])}" if len(lost) else "")
            + "; a spreadsheet may have changed them. Only what was drawn can stand for the rest"
        )
    if len(lost) and lost[0] != len(sample) - len(lost):  # not the end of the sample alone
        raise ValueError(
            f"lacks {len(lost)} of the {len(sample)} rows of the sample, such as {say_place(sample.iloc[lost[0]])}; "
            "put them back, and code them"
        )
    found = rows.reindex(at).set_axis(range(len(sample)))  # a row that is lost is one without codes
    return found.assign(**{name: sample[name].to_numpy() for name in (*on, "sentence_id", "probability")})


def _in_texts(rows: pd.DataFrame, corpus: Corpus) -> pd.DataFrame:
    """The rows, each of a document that there is, with its text as far as it is there."""
    texts = dict(zip(corpus.documents["doc_id"].astype("str"), corpus.texts, strict=True))
    strange = np.flatnonzero(~rows["doc_id"].isin(texts.keys()))
    if len(strange):
        raise ValueError(
            f"has {len(strange)} rows of documents that are not there, such as {rows['doc_id'].iloc[strange[0]]!r}; a "
            "spreadsheet may have changed the ids. Put them back as the sample had them"
        )
    if "text" in rows:
        there = [texts[doc][start:end].split() for doc, start, end in zip(*(rows[c] for c in _PLACE), strict=True)]
        moved = [i for i, said in enumerate(rows["text"]) if str(said).split() != there[i]]
        if 2 * len(moved) > len(rows):
            raise ValueError(
                f"has {len(moved)} of {len(rows)} rows whose text does not stand in its place, such as "
                f"{say_place(rows.iloc[moved[0]])}: the texts have changed since the sample was drawn"
            )
    return rows
