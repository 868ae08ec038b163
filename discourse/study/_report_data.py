"""The way from a number of a report back to its sentences: spans, the sentences that they are in, and sets of spans.

The script of the report reads lists of numbers and texts, so everything is put into such lists. Each span and each
sentence is there once.

Spans have eight columns, each under the letter by which the script knows it: `s` sentence, `a` and `b` where it
starts and ends in the sentence, `k` the table that it is of, `g` key (an actor, a category), `l` note, `v` score, `w`
level of strength. Sentences, tables, keys and notes are given by number.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from discourse.corpus.corpus import Corpus
from discourse.view.page import form_of
from discourse.view.wording import cite, notes_of, say, showable

_MOST_VALUES = 300  # a docvar with more values is no choice in a list
_KEYS = ("actor", "category", "phrase", "label", "kind")


def display_name(name: str) -> str:
    """The name of a table or figure as it is shown."""
    return showable(name).replace("_", " ")


class Traces:
    """The spans that numbers come from, and the sentences that they stand in, each of them once.

    A set has the numbers of its spans, as runs: all mentions, or the spans that a table of the study counts.
    """

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus
        first = corpus.arrays.opening
        last = corpus.arrays.after - 1
        self.doc = corpus.arrays.doc_of_sentence.astype(np.int64)
        self.start = corpus.arrays.start[first].astype(np.int64)
        self.end = corpus.arrays.end_at(last).astype(np.int64)
        self.step = int(self.end.max(initial=0)) + 1  # one axis for all documents
        self.place = self.doc * self.step + self.start
        self.position: dict[tuple, int] = {}
        self.columns: dict[str, list] = {c: [] for c in "sabkglvw"}
        self.keys: dict[str, int] = {"": 0}
        self.notes: dict[str, int] = {"": 0}
        self.kinds: dict[str, dict] = {}
        self.sets: list[dict] = []

    def add_evidence(self, tables: dict) -> None:
        sets = {}
        for name, label in (("mentions", "all mentions of actors"), ("hedges", "all hedges")):
            if name in tables:
                sets[name] = label, self._add(name, tables[name])
        if len(sets) == 2:
            both = [*sets["mentions"][1], *sets["hedges"][1]]
            order = sorted(both, key=lambda i: (self.columns["s"][i], self.columns["a"][i], i))
            self._set("all", "all mentions and hedges", order, "Actor or category")
        for name, (label, rows) in sets.items():
            self._set(name, label, rows, "Actor" if name == "mentions" else "Category")

    def add_set(self, name: str, spec: dict, rows: pd.DataFrame, figure: int) -> None:
        """Add the rows that a table of the study counts; for co-occurrence, those of units with two actors or more."""
        if not {"doc_id", "start", "end"} <= set(rows.columns):
            return
        pair = spec.get("unit", "sentence") if spec["measure"] == "cooccurrence" else None
        if pair and {"actor", "sentence_id"} <= set(rows.columns):
            unit = rows["doc_id"].astype("str") if pair == "document" else rows["sentence_id"]
            rows = rows[rows["actor"].groupby(unit).transform("nunique") > 1]
        kind = spec.get("of", name)
        label = f"figure {figure}: {display_name(name)}" if figure else f"table {display_name(name)}"
        found = self._add(kind, rows)
        key = self.kinds[kind]["key"] if kind in self.kinds else ""
        self._set(name, label, found, key.capitalize(), pair)

    def _set(self, name: str, label: str, rows: list[int], key: str, pair: str | None = None) -> None:
        if rows:
            self.sets.append({"name": name, "label": label, "runs": _runs(rows), "key": key, "pair": pair})

    def _add(self, kind: str, rows: pd.DataFrame) -> list[int]:
        """The numbers of the spans `rows`, those that are new among them added."""
        rows = rows[rows["start"].notna() & rows["end"].notna()]
        doc = pd.Index(self.corpus.documents["doc_id"]).get_indexer(rows["doc_id"].astype("str"))
        start = rows["start"].to_numpy(np.int64)
        at = np.searchsorted(self.place, doc * self.step + start, side="right") - 1  # the sentence that begins before
        known = at >= 0
        known[known] = (self.doc[at[known]] == doc[known]) & (start[known] < self.end[at[known]])
        rows, at = rows[known], at[known]
        if not len(rows):
            return []
        score = next((c for c in ("compound", "tone") if c in rows), None)
        key = next((c for c in _KEYS if c in rows), "")
        look = form_of(kind, [kind])[0]
        number = self.kinds.setdefault(kind, {"n": len(self.kinds), "key": key, "score": bool(score), "look": look})
        keys = [say(k) for k in rows[key].tolist()] if key else [""] * len(rows)
        docvars = tuple(c for c in self.corpus.documents.columns if c != "doc_id")
        notes = [""] * len(rows) if score else notes_of(rows, leave_out=docvars)
        values = [round(float(v), 4) if pd.notna(v) else 0 for v in rows[score].tolist()] if score else [0] * len(rows)
        strong = rows["strength"].tolist() if kind == "hedges" and "strength" in rows else [0.5] * len(rows)
        spans = zip(at.tolist(), rows["start"].tolist(), rows["end"].tolist(), keys, notes, values, strong, strict=True)
        out = []
        for s, start, end, word, note, value, strength in spans:
            low, high = int(self.start[s]), int(self.end[s])
            a, b = max(int(start), low) - low, min(int(end), high) - low
            identity = (number["n"], s, a, b, word, note)
            if identity not in self.position:
                self.position[identity] = len(self.position)
                level = "s1" if strength < 1 / 3 else "s3" if strength >= 2 / 3 else ""
                coded = (self.keys.setdefault(word, len(self.keys)), self.notes.setdefault(note, len(self.notes)))
                for column, cell in zip("sabkglvw", (s, a, b, number["n"], *coded, value, level), strict=True):
                    self.columns[column].append(cell)
            out.append(self.position[identity])
        return out

    def data(self, study) -> dict:
        """What the script reads: sentences that are behind a number, spans, sets, documents and their docvars."""
        used = np.unique(np.array(self.columns["s"], dtype=np.int64))
        texts = self.corpus.texts
        where = zip(self.doc[used].tolist(), self.start[used].tolist(), self.end[used].tolist(), strict=True)
        first_of_doc = np.searchsorted(self.doc, self.doc[used])
        columns = self.columns | {"s": np.searchsorted(used, np.array(self.columns["s"], dtype=np.int64)).tolist()}
        documents = self.corpus.documents.drop(columns="text")
        return {
            "docs": [{"id": say(row["doc_id"]), "cite": cite(row)} for _, row in documents.iterrows()],
            "facets": _facets(documents, study),
            "sentences": {
                "t": [showable(texts[d][s:e]) for d, s, e in where],
                "d": self.doc[used].tolist(),
                "n": (used - first_of_doc + 1).tolist(),
            },
            "kinds": [{"name": display_name(name), **kind} for name, kind in self.kinds.items()],
            "spans": columns,
            "keys": list(self.keys),
            "notes": list(self.notes),
            "sets": self.sets,
        }


def _runs(numbers: list[int]) -> list[int]:
    """First and length of every run of numbers that follow each other.

    >>> _runs([4, 5, 6, 9])
    [4, 3, 9, 1]
    """
    values = np.array(numbers)
    first = np.flatnonzero(np.diff(values, prepend=values[0] - 2) != 1)
    lengths = np.diff(first, append=len(values))
    return np.stack([values[first], lengths], axis=1).ravel().tolist()


def _facets(documents: pd.DataFrame, study) -> list[dict]:
    """The docvars by which sentences can be chosen: year, outlet, author, and those that the study groups by."""
    asked = ["outlet", "author", *(c for spec in study.tables.values() for c in spec.get("by", []))]
    columns = {c: documents[c].map(say) for c in dict.fromkeys(asked) if c in documents}
    if "date" in documents and pd.api.types.is_datetime64_any_dtype(documents["date"]):
        columns = {"year": documents["date"].dt.strftime("%Y").map(say)} | columns
    out = []
    for name, values in columns.items():
        different = sorted(set(values.tolist()) - {""})
        if 1 < len(different) <= _MOST_VALUES:
            place = {value: i for i, value in enumerate(different)}
            out.append({"name": showable(name), "values": different, "codes": [place.get(v, -1) for v in values]})
    return out
