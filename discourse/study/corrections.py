"""Corrections: edits by hand, applied to the spans of a study before anything is counted.

`[coding] edits` names one CSV file for all tables of spans and scores; its column `table` says which table a line
belongs to. The report says what happened to each line.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from discourse.corpus.corpus import Corpus
from discourse.corpus.edits import DONE, EDITS, make_edits
from discourse.readers.lists import check_among, check_filled, read_lines
from discourse.study.load import Study, StudyError
from discourse.study.register import EVIDENCE

#: What a row is known by, beside its place, in tables that may have several rows at one place.
_APART = {"actor_sentiment": ["actor"], "terms": ["category"]}
_PLACE = ["doc_id", "start", "end"]


@dataclass
class Corrections:
    """The edits of a study, and what came of them.

    Attributes
    ----------
    edits : the lines of the file, as text
    outcome : by their number, of those lines whose table was made
    """

    edits: pd.DataFrame
    name: str = ""
    outcome: dict[int, str] = field(default_factory=dict)

    def make(self, table: str, spans: pd.DataFrame, corpus: Corpus) -> pd.DataFrame:
        """The spans with the edits of their table."""
        edits = self.edits[self.edits["table"] == table]
        if not len(edits):
            return spans
        edits = edits.drop(columns=[c for c in edits if edits[c].isna().all() and c not in spans.columns])
        on = [*_PLACE, *_APART.get(table, [])]
        try:
            edited, outcome = make_edits(spans, edits, corpus, on)
        except ValueError as why:
            raise StudyError(f"{self.name}, of table {table}: {why}") from why
        if table == "mentions":
            edited = _complete(edited)
        self.outcome |= dict(zip(edits.index, outcome, strict=True))
        return edited

    def table(self) -> pd.DataFrame:
        """The lines with what came of them, as the report shows them."""
        outcome = [self.outcome.get(row, "its table is not made in this run") for row in self.edits.index]
        return self.edits.assign(outcome=pd.array(outcome, dtype="str")).reset_index(drop=True)

    def warnings(self) -> list[str]:
        """A sentence for each line that was not made."""
        failed = {row: why for row, why in sorted(self.outcome.items()) if why not in DONE}
        return [f"{self.name}, line {row + 2}: not made: {why}" for row, why in failed.items()]


def _complete(mentions: pd.DataFrame) -> pd.DataFrame:
    """Mentions that were added, as those of an actor, with what the other mentions of that actor say."""
    known = mentions.dropna(subset=["type"]).drop_duplicates("actor").set_index("actor")
    filled = {c: mentions[c].fillna(mentions["actor"].map(known[c])) for c in ("type", "country")}
    return mentions.assign(**filled, reading=mentions["reading"].fillna("actor"))


def read_corrections(study: Study) -> Corrections:
    """The edits that a study names; none if it names no file.

    Raises
    ------
    StudyError
        If the file is not beside the study, lacks a column, or names a table or an edit that is none.
    """
    name = study.coding.get("edits")
    if name is None:
        return Corrections(pd.DataFrame(columns=["table"]))
    where, path = f"{study.path}, [coding] edits", study.folder / name
    if "\0" in name or not path.is_file():
        raise StudyError(f"{where}: there is no file {name!r}; name a CSV file in the folder of the study")
    if not path.resolve().is_relative_to(study.folder.resolve()):
        raise StudyError(f"{where}: {name!r} is outside the folder of the study; copy it there")
    try:
        edits = read_lines(path, dtype="str")
        lacks = [c for c in ("table", *_PLACE, "edit") if c not in edits]
        if lacks:
            raise ValueError(f"{name} lacks the column {lacks[0]}; it has {', '.join(edits)}")
        check_filled(edits, ("table", *_PLACE, "edit"), name)
        check_among(edits, "table", tuple(EVIDENCE), name)
        check_among(edits, "edit", EDITS, name)
    except ValueError as why:
        raise StudyError(f"{where}: {why}") from why
    return Corrections(edits, Path(name).name)
