"""What coders send back: one CSV file each, held against the sample that was drawn.

`discourse.coding.coded_files` reads a file, and says what a spreadsheet has done to it. Where the study says how its
sample was drawn, it is drawn again: the order of rows and their probabilities are those of the sample, and a row that
is lost or strange is told.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import pandas as pd

from discourse import schema
from discourse.coding.codebook import NOTE, load_codebook
from discourse.coding.coded_files import as_drawn, in_texts, read_coded
from discourse.coding.reliability import plain_codes
from discourse.corpus.corpus import Corpus
from discourse.readers.encoding import Unreadable, read_bytes
from discourse.study.load import Study, StudyError
from discourse.study.register import UNITS

_LARGEST = 2**28
_OTHER = (
    "[coding] sample draws now: the texts, their roles or the sample have changed since it was drawn. Restore them, "
    "or remove sample from the study if the file was drawn in another way"
)


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
                self.files[name] = in_texts(rows, corpus) if sample is None else as_drawn(rows, sample, other=_OTHER)
            except ValueError as why:
                raise StudyError(f"{self.where}: {name} {why}") from None

    def coded(self, code: str, *, by: str | None = None) -> pd.DataFrame:
        """The rows that correct, or those of a coder. Of a sample that is coded in part, the part stands for all.

        The sample is in random order. So its first rows are a sample as well, if no row before the last is left out.
        """
        name = by or self.chosen
        rows = self.files[name]
        if code not in rows:
            beside = (*schema.TABLES["sample"], NOTE)
            named = ", ".join(column for column in rows if column not in beside)
            raise StudyError(f"{self.where}: {name} has no column {code!r}; it has {named or 'no column of codes'}")
        done = plain_codes(rows[code]).notna().to_numpy()
        n = int(done.sum())
        if self.sample is None or not 1 < n < len(rows) or not done[:n].all():
            return rows
        self.notes[
            f"{name}: {n} of {len(rows)} rows are coded in {code!r}, the first of the sample; they represent all"
        ] = None
        return rows[:n].assign(probability=rows["probability"][:n] * n / len(rows))


def read_codebook(study: Study) -> pd.DataFrame:
    """The codebook that a study names (see `load_codebook`).

    Raises
    ------
    StudyError
        If it is not beside the study, or has faults.
    """
    where, name = f"{study.path}, [coding] codebook", study.coding["codebook"]
    path = study.folder / name
    if not path.resolve().is_relative_to(study.folder.resolve()):
        raise StudyError(f"{where}: {name!r} is outside the folder of the study; copy it there")
    try:
        return load_codebook(path)
    except ValueError as why:
        raise StudyError(f"{where}: {why}") from None


def read_hand_codes(study: Study) -> HandCodes | None:
    """The coded files that a study names; none if it names none.

    Raises
    ------
    StudyError
        If a file is not beside the study, cannot be read, or lacks a column.
    """
    where = f"{study.path}, [coding] files"
    notes: dict[str, None] = {}
    files = {name: _read(study, name, where, notes) for name in study.coded}
    units = study.coding.get("sample", {}).get("units", UNITS[0])
    return HandCodes(where, files, list(study.coding.get("files", [])), units, None, notes) if files else None


def _read(study: Study, name: str, where: str, notes: dict[str, None]) -> pd.DataFrame:
    path = study.folder / name
    if "\0" in name or not path.is_file():
        raise StudyError(
            f"{where}: there is no file {name!r}; name a coded CSV file in the folder of the study. `discourse new "
            f"--code` "
            "writes it"
        )
    if not path.resolve().is_relative_to(study.folder.resolve()):
        raise StudyError(f"{where}: {name!r} is outside the folder of the study; copy it there")
    try:
        rows, told = read_coded(read_bytes(path, max_bytes=_LARGEST)[1], needed=("probability",))
    except Unreadable as why:
        raise StudyError(f"{where}: {name} cannot be read: {why}; save it as CSV in UTF-8") from why
    except ValueError as why:
        raise StudyError(f"{where}: {name} {why}") from None
    notes.update(dict.fromkeys(f"{name} {note}" for note in told))
    return rows
