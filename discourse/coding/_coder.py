"""A coder at work: what was given, in which unit, and a file that has it all.

This is the logic of coding without its looks. The page (`templates/coder_work.js`) has the units, moves among them and
says at once what was given; an answer names its unit by the row, its code, and what the cell had before. Here it is
checked and written to the file, whenever it comes: a kernel that is busy makes answers wait, and none goes astray.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from discourse import schema
from discourse.coding._passages import Passages
from discourse.coding._saving import Changed, SavedFile
from discourse.coding.codebook import NOTE, Code
from discourse.coding.coded_files import APART, PLACE, as_drawn, read_coded
from discourse.coding.marks import NO_MARKS, Chosen, marks_in, say_marks
from discourse.coding.reliability import CANNOT_SAY
from discourse.corpus.spans import say_place
from discourse.readers.encoding import Unreadable
from discourse.view.wording import say

_OTHER = "this sample has, so it is for another sample. Name another file, or draw the same sample again"
_ELSEWHERE = (
    "{file} has been changed elsewhere, perhaps in another tab. It was not overwritten. Press r to continue with the "
    "file as it is now"
)
_UNWRITTEN = "{file} cannot be written ({why}). Press r to try again"
_MOST_LETTERS = 100_000  # of a note


class GivenCode(NamedTuple):
    """What a coder has given.

    Attributes
    ----------
    row : the row of the sample
    name : the code, or note
    value : the cell; of marks, a list of the places of their ends
    before : what the coder saw in the cell
    again : whether it is something that the cell had, which an undo puts back
    """

    row: int
    name: str
    value: str | list
    before: str | list
    again: bool = False


class Opinion(NamedTuple):
    """What a coder gave a unit, where coders differ."""

    coder: str
    value: str
    note: str


#: Given the sample and the file: the rows with the codes that count, and what is to be told.
Merge = Callable[[pd.DataFrame, pd.DataFrame], tuple[pd.DataFrame, list[str]]]


def take_codes(_: pd.DataFrame, rows: pd.DataFrame) -> tuple[pd.DataFrame, list[str]]:
    """The codes of the file, whatever the sample had."""
    return rows, []


class Coder:
    """A coder's sample, codes and file.

    Parameters
    ----------
    sample : DataFrame
        doc_id, start, end, and what else is to be in the file; columns of codes may be there.
    codes : list of Code
    path : Path
        The file, which is made if it is not there, else gone on with.
    passages : Passages
        Of the rows of the sample.
    shown : mapping of str -> list
        What else is shown of each row.
    queue : list of int, optional
        The rows that are to be coded; by default all.
    opinions : mapping of (row, code) -> list of Opinion
        What others gave.
    merge : callable
        How the codes of a file that is there come together with those of the sample.
    about : list of str
        What is to be told of the sample, in sentences.
    """

    def __init__(
        self,
        sample: pd.DataFrame,
        codes: list[Code],
        path: Path,
        passages: Passages,
        *,
        shown: Mapping[str, Sequence] | None = None,
        queue: list[int] | None = None,
        opinions: Mapping[tuple[int, str], list[Opinion]] | None = None,
        merge: Merge = take_codes,
        about: Sequence[str] = (),
    ) -> None:
        self.sample, self.codes, self.passages, self._merge = sample.reset_index(drop=True), codes, passages, merge
        self.shown, self.opinions = dict(shown or {}), dict(opinions or {})
        self.queue = list(range(len(sample))) if queue is None else queue
        self.file = SavedFile(path)
        self.about, self.problem = list(about), ""
        self._columns = [*(code.name for code in codes), NOTE]
        self._open()

    # --- the file -----------------------------------------------------------------------------------------------

    def _open(self) -> None:
        """Read the file, or write it where there is none."""
        raw = self.file.read()
        self.told: list[str] = []
        rows = self.sample
        if raw is not None:
            try:
                rows, self.told = read_coded(raw)
                rows, more = self._merge(self.sample, as_drawn(rows, self.sample, other=_OTHER))
                self.told += more
            except Unreadable as why:
                raise ValueError(f"{self.file.path.name} cannot be read: {why}; save it as CSV in UTF-8") from None
            except ValueError as why:
                raise ValueError(f"{self.file.path.name} {why}") from None
        self.cells = {name: [_cell(value) for value in rows[name]] if name in rows else [""] * len(rows)
                      for name in self._columns}  # fmt: skip
        own = [name for name in rows if name not in self.sample and name not in self._columns]
        self._own = {name: rows[name].tolist() for name in own}
        for code in self.codes:
            self.cells[code.name] = [self._as_in_codebook(code, cell) for cell in self.cells[code.name]]
        self.told += [told for code in self.codes if (told := self._tell_odd(code))]
        if raw is None or self._merge is not take_codes:  # a coder's own file is not touched before a code is given
            self.file.write(self.table())

    def _as_in_codebook(self, code: Code, cell: str) -> str:
        """The value as the codebook spells it."""
        plain = cell.strip().casefold()
        spelled = {value.casefold(): value for value in (*code.values, CANNOT_SAY)}
        return spelled.get(plain, NO_MARKS if code.kind == "spans" and plain == NO_MARKS else cell.strip())

    def _tell_odd(self, code: Code) -> str:
        odd = [row for row, cell in enumerate(self.cells[code.name]) if cell and not self._fits(row, code, cell)]
        if not odd:
            return ""
        allowed = {"values": ", ".join(code.values), "number": "numbers", "spans": "words of the unit"}
        cells = "1 cell" if len(odd) == 1 else f"{len(odd)} cells"
        return (
            f"has {cells} in {code.name} that cannot be a code, such as {self.cells[code.name][odd[0]]!r} in row "
            f"{odd[0] + 1}. Possible codes are {allowed[code.kind]}. Such a cell counts as not coded, and stays as it "
            "is until you give a code"
        )

    def table(self) -> pd.DataFrame:
        """The sample with what was coded: what the file has."""
        cells = {name: pd.array([cell or pd.NA for cell in of], dtype="str") for name, of in self.cells.items()}
        table = self.sample.assign(**{name: cells.pop(name) for name in list(cells) if name in self.sample})
        return table.assign(**cells, **self._own)

    def look(self) -> None:
        """See whether somebody else has written to the file."""
        if not self.problem and self.file.has_changed():
            self.problem = _ELSEWHERE.format(file=self.file.path.name)

    def reload(self) -> None:
        """Go on from what the file has now."""
        try:
            self._open()
            self.problem = ""
        except (ValueError, OSError) as why:
            self.problem = f"{why}. Correct this, and press r"

    # --- what a coder does --------------------------------------------------------------------------------------

    def give(self, answer: GivenCode) -> str | None:
        """Write an answer to the file.

        Returns
        -------
        str or None
            Nothing ("") where it is saved; why it never can be; None where it can be given again once `problem` is
            put right.
        """
        row, name = answer.row, answer.name
        if not 0 <= row < len(self.sample) or name not in self._columns:
            return f"there is no {name} in row {row + 1}"
        value, before = (self._as_cell(row, name, of) for of in (answer.value, answer.before))
        now = self.cells[name][row]
        if now not in (value, before):
            return f"the file now has {now or 'nothing'} for {name}, so {value or 'nothing'} was not saved"
        if len(value) > _MOST_LETTERS or not (answer.again or self._can_be(row, name, value)):
            return f"{value[:80] or 'nothing'} is not a possible code for {name}"
        return "" if self._change(row, name, value) else None

    # --- what is there ------------------------------------------------------------------------------------------

    def is_done(self, at: int) -> bool:
        """Whether all codes of a unit of the queue are given."""
        return all(self._is_given(self.queue[at], code) for code in self.codes)

    @property
    def n_done(self) -> int:
        """How many units are coded."""
        return sum(map(self.is_done, range(len(self.queue))))

    @property
    def key(self) -> str:
        """What tells this file with this sample from all others."""
        places = self.sample[PLACE].iloc[self.queue].to_csv(index=False)
        return hashlib.sha256(f"{self.file.path}\n{places}".encode()).hexdigest()[:16]

    def state(self) -> dict:
        """What was coded so far, as JSON can hold it; of the cells, those that are not empty."""
        cells = {row: found for row in self.queue if (found := self._cells_of(row))}
        return {"file": self.file.path.name, "n": len(self.queue), "rows": self.queue, "cells": cells,
                "told": self.told, "about": self.about, "problem": self.problem}  # fmt: skip

    def unit(self, at: int) -> dict:
        """All that is to be seen of a unit of the queue."""
        row = self.queue[at]
        in_words = any(code.kind == "spans" for code in self.codes)
        words = self.passages.words(row) if in_words else []
        return {
            "passage": [[list(piece) for piece in part] for part in self.passages.paragraphs(row, in_words=in_words)],
            "words": [[word.start, word.end] for word in words],
            "shown": [[name, say(values[row])] for name, values in self.shown.items()],
            "opinions": {code.name: [opinion._asdict() for opinion in found] for code in self.codes
                         if (found := self.opinions.get((row, code.name)))},
        }  # fmt: skip

    def _cells_of(self, row: int) -> dict[str, dict]:
        out = {}
        for code in self.codes:
            if given := self.cells[code.name][row]:
                out[code.name] = {"given": given, "done": self._is_given(row, code)}
                if code.kind == "spans":
                    out[code.name]["marks"] = [[mark.start, mark.end] for mark in self._marks(row, given)]
        return out | ({NOTE: {"given": note, "done": True}} if (note := self.cells[NOTE][row]) else {})

    # --- inside -------------------------------------------------------------------------------------------------

    def _as_cell(self, row: int, name: str, value: str | list) -> str:
        """A value as the cell has it."""
        if isinstance(value, list):
            text = self._text(row)
            return say_marks([Chosen(text[start:end], start, end) for start, end in sorted(value)])
        code = self._code(name)
        value = self._as_in_codebook(code, value) if code else value
        return say_marks(marks) if code and code.kind == "spans" and (marks := self._marks(row, value)) else value

    def _can_be(self, row: int, name: str, value: str) -> bool:
        """Whether a cell may be given; an empty one always may."""
        code = self._code(name)
        return code is None or not value or self._fits(row, code, value)

    def _code(self, name: str) -> Code | None:
        """The code of that name; none for a note."""
        return next((code for code in self.codes if code.name == name), None)

    def _is_given(self, row: int, code: Code) -> bool:
        cell = self.cells[code.name][row]
        return bool(cell) and self._fits(row, code, cell)

    def _fits(self, row: int, code: Code, value: str) -> bool:
        if value == CANNOT_SAY:
            return True
        if code.kind == "number":
            return _is_number(value)
        if code.kind == "spans":
            return value == NO_MARKS or bool(self._marks(row, value))
        return value in code.values

    def _marks(self, row: int, cell: str) -> list[Chosen]:
        start, end = (self.sample[edge].iloc[row] for edge in ("start", "end"))
        return marks_in(cell, self._text(row), int(start), int(end)) or []

    def _text(self, row: int) -> str:
        return self.passages.corpus.texts[self.passages.doc[row]]

    def _change(self, row: int, name: str, value: str) -> bool:
        """Change a cell and write the file; where that cannot be, the cell is as before, and it is told."""
        before = self.cells[name][row]
        if self.problem or value == before:
            return value == before
        self.cells[name][row] = value
        try:
            self.file.write(self.table())
        except Changed:
            self.problem = _ELSEWHERE.format(file=self.file.path.name)
        except OSError as why:
            self.problem = _UNWRITTEN.format(file=self.file.path.name, why=why.strerror)
        if self.problem:
            self.cells[name][row] = before
        return not self.problem


def _cell(value: object) -> str:
    """What a cell says, as text: 1 for 1.0, nothing where it is empty."""
    if pd.isna(value):
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value).strip()


def _is_number(value: str) -> bool:
    try:
        return math.isfinite(float(value))
    except ValueError:
        return False


def refuse_one_place(sample: pd.DataFrame, shown: list[str]) -> None:
    """An error where a coder could not tell two rows apart."""
    schema.need(sample, PLACE, "the sample")
    on = [*PLACE, *(name for name in APART if name in sample and name in shown)]
    twice = sample[sample.duplicated(on)]
    if len(twice):
        raise ValueError(
            f"several rows of the sample have the same place, {say_place(twice.iloc[0])}; keep one row of each place, "
            f"or name the column in which they differ ({' or '.join(APART)}) in show"
        )
