"""What is read behind the numbers: sentences with their spans marked, lines of a concordance, and whole texts.

Everything goes to the page as text and places in it, which the page sets as text. Without texts none of it is there.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from discourse.explorer._layers import Layer
from discourse.explorer._matching import Matching
from discourse.explorer._selection import Selection
from discourse.measures.concordance import kwic, sort_lines
from discourse.text.counted import places_of_sentences
from discourse.view.page import form_of, levels_of, show
from discourse.view.wording import cite_all, notes_of, showable

#: So many lines are sorted at most: of more, those that come first in the texts.
MOST_SORTED = 20_000
#: Classes of hedges by their strength.
LEVELS = ("", " s1", " s3")
_WINDOW = 12  # words to each side of a line


class Readable:
    """Sentences, lines and texts of what is chosen."""

    def __init__(self, matching: Matching) -> None:
        self.matching, self.layers = matching, matching.layers
        arrays = self.layers.corpus.arrays
        self.start, self.end = places_of_sentences(arrays)
        self.doc = arrays.doc_of_sentence.astype(np.int64)
        self.number = np.arange(len(self.doc)) - np.searchsorted(self.doc, self.doc) + 1  # in its document
        others = list(self.layers.layers)
        self.looks = {name: form_of(name, others)[0] for name in others}
        self.docvars = tuple(c for c in self.layers.corpus.documents.columns if c != "doc_id")
        self.cites = cite_all(self.layers.corpus.documents)
        self.ids = self.layers.corpus.documents["doc_id"].astype("str").tolist()

    # --- sentences --------------------------------------------------------------------------------------------------

    def sentences(self, numbers: np.ndarray, chosen: Selection, count: str) -> list[dict]:
        """Sentences by their numbers, with all spans in them; those that are chosen and counted are told apart."""
        marks = self.marks(numbers, chosen, count)
        out = []
        for i in numbers.tolist():
            doc = int(self.doc[i])
            own = {"id": self.ids[doc], "cite": self.cites[doc], "at": int(self.number[i])}
            out.append({"s": i, "text": self.text(i), "marks": marks[i]["marks"], "scores": marks[i]["scores"], **own})
        return out

    def text(self, sentence: int) -> str:
        """A sentence as the text has it."""
        text = self.layers.corpus.texts[int(self.doc[sentence])]
        return showable(text[int(self.start[sentence]) : int(self.end[sentence])])

    def marks(self, numbers: np.ndarray, chosen: Selection, count: str) -> dict[int, dict]:
        """The marks and scores of sentences."""
        out: dict[int, dict] = {i: {"marks": [], "scores": []} for i in numbers.tolist()}
        for layer in self.layers.layers.values():
            at = layer.rows_in(numbers)
            rows, of = layer.rows.iloc[at], layer.sentence[at]
            counted = self.matching.rows(chosen, layer.name)[at] if layer.name == count else np.zeros(len(at), bool)
            if layer.has_score:
                self._add_scores(out, layer, rows, of)
            elif {"start", "end"} <= set(rows.columns):
                self._add_marks(out, layer, rows, of, counted)
        return out

    def _add_marks(self, out: dict, layer: Layer, rows: pd.DataFrame, of: np.ndarray, counted: np.ndarray) -> None:
        low, high = self.start[of], self.end[of]
        first = np.clip(rows["start"].to_numpy(np.int64), low, high) - low
        last = np.clip(rows["end"].to_numpy(np.int64), low, high) - low
        notes = notes_of(rows, leave_out=self.docvars)
        levels = [LEVELS[level] for level in self.levels(layer, rows)]
        found = zip(of.tolist(), first.tolist(), last.tolist(), notes, levels, counted.tolist(), strict=True)
        for s, a, b, note, level, is_counted in found:
            look = self.looks[layer.name] + level + " is-counted" * is_counted
            out[s]["marks"].append({"a": a, "b": b, "look": look, "note": note})

    def levels(self, layer: Layer, rows: pd.DataFrame | None = None) -> np.ndarray:
        """How strong the hedges are, as numbers of `LEVELS`; those of other layers are of no level."""
        rows = layer.rows if rows is None else rows
        if layer.name != "hedges" or "strength" not in rows:
            return np.zeros(len(rows), np.int64)
        return levels_of(rows["strength"])

    def _add_scores(self, out: dict, layer: Layer, rows: pd.DataFrame, of: np.ndarray) -> None:
        column = next(c for c in ("compound", "certainty", "tone") if c in rows)
        names = rows["actor"].tolist() if "actor" in rows else [""] * len(rows)
        for s, value, who in zip(of.tolist(), rows[column].tolist(), names, strict=True):
            said = f"{value:+.2f}" if column != "certainty" else f"{value:.2f}"
            out[s]["scores"].append(f"{who or layer.name.replace('_', ' ')} {said}")

    # --- lines ------------------------------------------------------------------------------------------------------

    def lines(self, chosen: Selection, count: str, sort: str | None) -> tuple[pd.DataFrame, int]:
        """The lines of what is searched for or, without a search, of the rows counted; and how many there are."""
        return self.matching.keep("lines", (chosen, count, sort), lambda: self._lines(chosen, count, sort))

    def _lines(self, chosen: Selection, count: str, sort: str | None) -> tuple[pd.DataFrame, int]:
        corpus, layer = self.layers.corpus, self.layers.layers[count]
        if chosen.words:
            inside = self.matching.sentences(chosen, count)
            spans = self.matching.hits(chosen.words)
            spans = spans[spans["sentence_id"].isin(corpus.arrays.sentence_id[inside])]
        elif layer.has_score or not {"start", "end"} <= set(layer.rows.columns):
            return kwic(corpus, [], window=0), 0
        else:
            spans = self.matching.table(chosen, count)[["doc_id", "start", "end"]]
        return sort_lines(kwic(corpus, spans.head(MOST_SORTED), window=_WINDOW), sort), len(spans)

    def page_of_lines(self, table: pd.DataFrame, low: int, high: int) -> list[dict]:
        """Some lines as the page shows them."""
        part = table.iloc[low:high]
        ids = self.layers.corpus.arrays.sentence_id
        at = np.searchsorted(ids, part["sentence_id"].to_numpy())
        columns = (part[c].tolist() for c in ("pre", "keyword", "post", "doc_id"))
        return [
            {"s": s, "pre": showable(pre), "key": showable(key), "post": showable(post), "id": doc}
            for s, pre, key, post, doc in zip(at.tolist(), *columns, strict=True)
        ]

    # --- texts ------------------------------------------------------------------------------------------------------

    def whole(self, sentence: int) -> str:
        """The whole text around a sentence, as `show` draws it."""
        doc = self.ids[int(self.doc[sentence])]
        tables = {
            name: layer.rows
            for name, layer in self.layers.layers.items()
            if not layer.has_score and {"start", "end"} <= set(layer.rows.columns)
        }
        return show(self.layers.corpus, doc, **tables).html
