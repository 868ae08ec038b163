"""Marks: the parts of a text that a coder has marked.

They are in a cell of the coded file, and become a table of spans. An example of a cell is ``may (12-15); could be
(30-38)``. It has the words and their places in the document (code points). A coder who found nothing to mark has the
cell ``none``. People and spreadsheets can both read such a cell, and a spreadsheet does not change it into a date.
"""

from __future__ import annotations

import re
from typing import NamedTuple

import pandas as pd

from discourse import schema
from discourse._arguments import checked
from discourse.coding.reliability import CANNOT_SAY
from discourse.corpus.corpus import Corpus
from discourse.corpus.foreign import as_spans
from discourse.corpus.spans import on_one_line

#: What a cell says where a coder looked and found nothing to mark.
NO_MARKS = "none"
_PLACE = re.compile(r" \((\d{1,9})-(\d{1,9})\)(?=; |$)")


class Chosen(NamedTuple):
    """Words that were chosen, and where they stand in their document."""

    text: str
    start: int
    end: int


def say_marks(marks: list[Chosen]) -> str:
    """The cell for some marks.

    >>> say_marks([Chosen("may", 12, 15), Chosen("could\\n be", 30, 39)])
    'may (12-15); could be (30-39)'
    """
    texts = on_one_line([mark.text for mark in marks])
    return "; ".join(f"{text} ({mark.start}-{mark.end})" for text, mark in zip(texts, marks, strict=True))


def marks_in(cell: str, text: str, start: int, end: int) -> list[Chosen] | None:
    """The marks that a cell has in the unit from `start` to `end` of `text`; None if it is no cell of marks of it.

    >>> marks_in("may (3-6)", "It may rain.", 0, 12)
    [Chosen(text='may', start=3, end=6)]
    >>> marks_in("none", "It may rain.", 0, 12), marks_in("can (3-6)", "It may rain.", 0, 12)
    ([], None)
    """
    if cell.strip().casefold() in (NO_MARKS, CANNOT_SAY):
        return []
    cell, marks, at = cell.strip(), [], 0
    for found in _PLACE.finditer(cell):  # one that does not fit may be part of the text that was chosen
        low, high = int(found[1]), int(found[2])
        new = Chosen(text[low:high], low, high)
        fits = start <= low < high <= end and new.text == new.text.strip()
        if fits and " ".join(new.text.split()) == cell[at : found.start()]:
            marks.append(new)
            at = found.end() + len("; ")
    return marks if marks and at == len(cell) + len("; ") else None


@checked
def find_coded(coded: pd.DataFrame, corpus: Corpus, *, code: str) -> pd.DataFrame:
    """Make a table of spans from the parts of the text that a coder has marked.

    Parameters
    ----------
    coded : DataFrame
        A file of `code_sample`, as `load_codes` reads it. It needs doc_id, start, end and the column `code`.
    corpus : Corpus
    code : str
        The name of a code of the kind "spans". Its cells contain words and their places, such as ``may (12-15); could
        be (30-38)``. Cells that are empty or say ``none`` or ``cannot say`` give no spans.

    Returns
    -------
    DataFrame
        doc_id, sentence_id, start, end (code points), text, category (the code). The spans are in the order of the
        rows. Every function that takes spans accepts this table.

    Raises
    ------
    ValueError
        If a cell is not a list of words and places, or if the words are not in these places.

    Examples
    --------
    >>> import pandas as pd
    >>> import discourse as dc
    >>> corpus = dc.from_documents(pd.DataFrame({"doc_id": ["a"], "text": ["It may rain."]}))
    >>> coded = pd.DataFrame({"doc_id": ["a"], "start": [0], "end": [12], "hedge": ["may (3-6)"]})
    >>> dc.find_coded(coded, corpus, code="hedge")
      doc_id  sentence_id  start  end text category
    0      a            0      3    6  may    hedge
    """
    schema.need(coded, ("doc_id", "start", "end", code), "the coded table")
    texts = dict(zip(corpus.documents["doc_id"].astype("str"), corpus.texts, strict=True))
    rows = []
    for row, (doc, start, end, cell) in enumerate(
        zip(coded["doc_id"].astype("str"), coded["start"], coded["end"], coded[code], strict=True)
    ):
        if pd.isna(cell) or not str(cell).strip():
            continue
        marks = marks_in(str(cell), texts.get(doc, ""), int(start), int(end))
        if marks is None:
            raise ValueError(
                f"row {row} of the coded table has {schema.shown(cell)} for {code!r}; this must be words of the unit "
                "with their places, such as 'may (12-15)'; mark the words with code_sample, or correct the cell"
            )
        rows += [(doc, mark.start, mark.end) for mark in marks]
    spans = as_spans(pd.DataFrame(rows, columns=["doc_id", "start", "end"]), corpus)
    return spans.assign(category=pd.array([code] * len(spans), dtype="str"))
