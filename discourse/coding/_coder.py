"""A coder at work: which unit is next, what was given, what can be undone, and a file that has it all.

This is the logic of coding without its looks, which are `discourse.coding.widget`: every act of a coder is a method
here, and what is to be seen after it is `Coder.state`. A code is written to the file before the next unit is shown.
"""

from __future__ import annotations

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
from discourse.view.wording import say, showable

_OTHER = "this sample has: it is of another one. Name another file, or draw the sample as it was drawn"
_ELSEWHERE = (
    "{file} has been changed elsewhere, perhaps in another tab. Nothing was written over it, and this code is not "
    "saved. Press r to go on from what the file has now"
)


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
    ) -> None:
        self.sample, self.codes, self.passages, self._merge = sample.reset_index(drop=True), codes, passages, merge
        self.shown, self.opinions = dict(shown or {}), dict(opinions or {})
        self.queue = list(range(len(sample))) if queue is None else queue
        self.file = SavedFile(path)
        self.serial, self.said, self.problem = 0, "", ""
        self._columns = [*(code.name for code in codes), NOTE]
        self._open()

    # --- the file -----------------------------------------------------------------------------------------------

    def _open(self) -> None:
        """Read the file, or write it where there is none; begin with the first unit that is not coded."""
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
        self._undo: list[tuple[int, str, str]] = []
        self.at = next((i for i in range(len(self.queue)) if not self.is_done(i)), max(len(self.queue) - 1, 0))
        self.code = self._first_code()
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
        allowed = {"values": ", ".join(code.values), "number": "a number", "spans": "words that stand in the unit"}
        return (
            f"has {len(odd)} codes of {code.name} that are none, such as {self.cells[code.name][odd[0]]!r} in row "
            f"{odd[0] + 1} ({allowed[code.kind]} can be given). They count as not coded, and stay until you give "
            "another"
        )

    def table(self) -> pd.DataFrame:
        """The sample with what was coded: what the file has."""
        cells = {name: pd.array([cell or pd.NA for cell in of], dtype="str") for name, of in self.cells.items()}
        table = self.sample.assign(**{name: cells.pop(name) for name in list(cells) if name in self.sample})
        return table.assign(**cells, **self._own)

    def look(self) -> None:
        """See whether somebody else has written to the file."""
        if not self.problem and self.file.has_changed():
            self.problem = _ELSEWHERE.replace(", and this code is not saved", "").format(file=self.file.path.name)

    def reload(self) -> None:
        """Go on from what the file has now."""
        try:
            self._open()
            self.problem, self.said = "", f"{self.file.path.name} was read again. {self._where()}"
        except (ValueError, OSError) as why:
            self.problem = f"{why}. Put it right, and press r"

    # --- what a coder does --------------------------------------------------------------------------------------

    def give(self, value: str) -> None:
        """Give the code that is asked for a value, and go on."""
        code = self.codes[self.code]
        value = self._as_in_codebook(code, str(value))
        if not value or not self._fits(self.row, code, value):
            self.said = f"{value or 'nothing'} cannot be given for {code.name}"
        elif self._change(code.name, value):
            self.go_on(f"{code.name}: {value}. ")

    def cannot_say(self) -> None:
        """Say that no code can be given, and go on."""
        self.give(CANNOT_SAY)

    def mark(self, first: int, last: int) -> None:
        """Chosen the words from the first to the last, or unmark them if they are marked."""
        code, words = self.codes[self.code], self.passages.words(self.row)
        if code.kind != "spans" or not 0 <= first <= last < len(words):
            return
        start, end = words[first].start, words[last].end
        marks = self._marks(self.row, code)
        kept = [mark for mark in marks if mark.end <= start or mark.start >= end]
        new = Chosen(self._text(self.row)[start:end], start, end)
        held = any(mark.start <= start and end <= mark.end for mark in marks)
        marks = kept if held else sorted([*kept, new], key=lambda mark: mark.start)
        if self._change(code.name, say_marks(marks)):
            self.said = f"{' '.join(new.text.split())}: {'no longer ' * held}marked"

    def note(self, text: str, row: int | None = None) -> None:
        """Write the note of a unit: of the one that is shown, or of that row."""
        row = self.row if row is None else row
        if 0 <= row < len(self.sample) and text != self.cells[NOTE][row]:
            self._change(NOTE, text, row=row)
            self.said = ""

    def undo(self) -> None:
        """Take back what was done last, and show the unit."""
        if not self._undo:
            self.said = "There is nothing to undo"
            return
        row, column, before = self._undo[-1]
        if self._change(column, before, row=row, undoing=True):
            self._undo.pop()
            self.at = self.queue.index(row) if row in self.queue else self.at
            names = [code.name for code in self.codes]
            self.code = names.index(column) if column in names else self._first_code()
            self.said = f"Undone. {self._where()}"

    def go_on(self, said: str = "") -> None:
        """Go to what is to be coded next: a code of this unit, else the next unit that is not coded."""
        waiting = [i for i, code in enumerate(self.codes) if not self._is_given(self.row, code)]
        if self.code in waiting and not said:
            self.said = f"{self.codes[self.code].name} is not given yet; f goes forward without it"
            return
        if waiting:
            self.code = next((i for i in waiting if i > self.code), waiting[0])
            self.said = f"{said}Next: {self.codes[self.code].name}"
            return
        order = [*range(self.at + 1, len(self.queue)), *range(self.at)]
        ahead = next((i for i in order if not self.is_done(i)), None)
        if ahead is not None:
            self.at, self.code = ahead, 0
            self.code = self._first_code()
        self.said = f"{said}{self._where() if ahead is not None else 'All units are coded'}"

    def go(self, to: int) -> None:
        """Show a unit, by its number from 0."""
        if self.queue:
            self.at = min(max(int(to), 0), len(self.queue) - 1)
            self.code = self._first_code()
            self.said = self._where()

    def choose(self, code: int) -> None:
        """Ask for another code of the unit."""
        if 0 <= code < len(self.codes):
            self.code, self.said = code, f"{self.codes[code].name} is asked for"

    # --- what is there ------------------------------------------------------------------------------------------

    @property
    def row(self) -> int:
        """The row that is shown."""
        return self.queue[self.at]

    def is_done(self, at: int) -> bool:
        """Whether all codes of a unit of the queue are given."""
        return all(self._is_given(self.queue[at], code) for code in self.codes)

    @property
    def n_done(self) -> int:
        """How many units are coded."""
        return sum(map(self.is_done, range(len(self.queue))))

    def state(self) -> dict:
        """All that is to be seen now, as JSON can hold it."""
        if not self.queue:
            return {"n": 0, "file": self.file.path.name, "problem": self.problem, "serial": self.serial,
                    "told": self.told, "said": "", "done": 0}  # fmt: skip
        row = self.row
        in_words = self.codes[self.code].kind == "spans"
        return {
            "serial": self.serial,
            "file": self.file.path.name,
            "n": len(self.queue),
            "at": self.at,
            "row": row,
            "done": self.n_done,
            "passage": [[list(piece) for piece in part] for part in self.passages.paragraphs(row, in_words=in_words)],
            "shown": [[name, say(values[row])] for name, values in self.shown.items()],
            "code": self.code,
            "codes": [self._state_of(row, code) for code in self.codes],
            "note": self.cells[NOTE][row],
            "can_undo": bool(self._undo),
            "said": self.said,
            "told": self.told,
            "problem": self.problem,
        }

    def _state_of(self, row: int, code: Code) -> dict:
        given = self.cells[code.name][row]
        state = {"name": code.name, "given": given, "done": self._is_given(row, code)}
        state["opinions"] = [opinion._asdict() for opinion in self.opinions.get((row, code.name), [])]
        if code.kind == "spans":
            marks = self._marks(row, code)
            words = self.passages.words(row)
            state["marked"] = [i for i, word in enumerate(words)
                               if any(m.start < word.end and word.start < m.end for m in marks)]  # fmt: skip
            state["marks"] = [showable(" ".join(mark.text.split())) for mark in marks]
        return state

    # --- inside -------------------------------------------------------------------------------------------------

    def _where(self) -> str:
        return f"Unit {self.at + 1} of {len(self.queue)}"

    def _first_code(self) -> int:
        waiting = (i for i, code in enumerate(self.codes) if self.queue and not self._is_given(self.row, code))
        return next(waiting, 0)

    def _is_given(self, row: int, code: Code) -> bool:
        cell = self.cells[code.name][row]
        return bool(cell) and self._fits(row, code, cell)

    def _fits(self, row: int, code: Code, value: str) -> bool:
        if value == CANNOT_SAY:
            return True
        if code.kind == "number":
            return _is_number(value)
        if code.kind == "spans":
            return value == NO_MARKS or bool(self._marks(row, code, value))
        return value in code.values

    def _marks(self, row: int, code: Code, cell: str | None = None) -> list[Chosen]:
        cell = self.cells[code.name][row] if cell is None else cell
        start, end = (self.sample[edge].iloc[row] for edge in ("start", "end"))
        return marks_in(cell, self._text(row), int(start), int(end)) or []

    def _text(self, row: int) -> str:
        return self.passages.corpus.texts[self.passages.doc[row]]

    def _change(self, column: str, value: str, *, row: int | None = None, undoing: bool = False) -> bool:
        """Change a cell and write the file; where that cannot be, the cell is as before, and it is told."""
        row = self.row if row is None else row
        if self.problem:
            self.said = "Not saved: see above"
            return False
        before = self.cells[column][row]
        self.cells[column][row] = value
        try:
            self.file.write(self.table())
        except Changed:
            self.problem = _ELSEWHERE.format(file=self.file.path.name)
        except OSError as why:
            self.problem = f"{self.file.path.name} cannot be written ({why.strerror}): this code is not saved. Press r to try again"  # noqa: E501
        if self.problem:
            self.cells[column][row], self.said = before, "Not saved: see above"
            return False
        typing = column == NOTE and bool(self._undo) and self._undo[-1][:2] == (row, NOTE)
        if not undoing and not typing:
            self._undo.append((row, column, before))
        return True


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
            f"several rows of the sample stand in {say_place(twice.iloc[0])}; keep one row of each place, or name what "
            f"tells them apart ({' or '.join(APART)}) in show"
        )
