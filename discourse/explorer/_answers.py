"""What the page is told: once, what there is to choose from; then, at each click, the numbers and what is read.

The page knows values by their number, so that any value can be chosen. All that is told can be written as JSON.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np
import pandas as pd

from discourse.explorer._counting import Counting
from discourse.explorer._query import query_of
from discourse.explorer._reading import Readable
from discourse.explorer._selection import Selection, patterns_in
from discourse.view.page import form_of
from discourse.view.wording import say, say_all

#: Rows on a page of sentences and of lines.
PAGE = 10
_NUMBERS = ("n", "rate", "low", "high", "few")


class Answers:
    """Tells the page what it asks for.

    Parameters
    ----------
    counting : Counting
    reading : Readable or None
        None where texts are left out.
    """

    def __init__(self, counting: Counting, reading: Readable | None) -> None:
        self.counting, self.reading = counting, reading
        self.matching, self.layers = counting.matching, counting.layers

    # --- what there is ------------------------------------------------------------------------------------------

    def book(self) -> dict:
        """What there is to choose from."""
        layers = self.layers
        names = list(layers.layers)
        return {
            "layers": [
                {
                    "name": name,
                    "label": name.replace("_", " "),
                    "look": form_of(name, names)[0],
                    "score": layer.has_score,
                    "facets": [
                        {"name": column, "values": say_all(pd.Series(facet.values, dtype=object))}
                        for column, facet in layer.facets.items()
                    ],
                }
                for name, layer in layers.layers.items()
            ],
            "docvars": [
                {"name": name, "values": say_all(pd.Series(facet.values, dtype=object))}
                for name, facet in layers.docvars.items()
            ],
            "docvar": layers.usual,
            "periods": [{"first": a, "after": b, "label": self._label(a)} for a, b in self.counting.spans.values()],
            "texts": self.reading is not None,
            "page": PAGE,
        }

    def _label(self, first: str) -> str:
        """A period as it is read: the year of years, the month of months."""
        if self.counting.freq.startswith(("Y", "A")) or self.counting.freq[:1].isdigit():
            return first[:4]
        return first[:7] if self.counting.freq.startswith(("M", "Q")) else first

    # --- selections as the page has them ------------------------------------------------------------------------

    def as_told(self, chosen: Selection) -> dict:
        """A selection with values by their numbers."""
        spans = [
            [layer, column, [self.layers.layers[layer].facets[column].values.index(v) for v in values]]
            for (layer, column), values in chosen.spans
        ]
        documents = [[name, [self.layers.docvars[name].values.index(v) for v in of]] for name, of in chosen.documents]
        return {
            "spans": spans,
            "documents": documents,
            "when": list(chosen.when) if chosen.when else None,
            "words": ", ".join(chosen.words),
            "sentences": None if chosen.sentences is None else list(chosen.sentences),
        }

    def as_chosen(self, told: Mapping) -> Selection:
        """What the page says that is chosen."""
        chosen = Selection(
            when=tuple(told["when"]) if told.get("when") else None,
            words=patterns_in(told.get("words") or ""),
            sentences=None if told.get("sentences") is None else tuple(map(int, told["sentences"])),
        )
        for layer, column, codes in told.get("spans", []):
            values = self.layers.layers[layer].facets[column].values
            chosen = chosen.with_spans(layer, column, [values[code] for code in codes])
        for docvar, codes in told.get("documents", []):
            values = self.layers.docvars[docvar].values
            chosen = chosen.with_documents(docvar, [values[code] for code in codes])
        return chosen

    # --- answers ------------------------------------------------------------------------------------------------

    def numbers(self, chosen: Selection, count: str, facets: list[list[str]], docvar: str | None) -> dict:
        """The views of who, when, where and how."""
        whole = self.counting.whole(chosen, count)
        sentences = self.matching.sentences(chosen, count)
        rows = self.matching.rows(chosen, count)
        docs = np.unique(self.layers.layers[count].doc[rows])
        out: dict = {
            "whole": {name: _plain(whole[name]) for name in _NUMBERS}
            | {"n_sentences": len(sentences), "n_docs": len(docs), "of_docs": int(whole["n_docs"])},
            "facets": {
                f"{layer}.{column}": _view(table := self.counting.of_facet(chosen, layer, column), table["value"])
                for layer, column in facets
            },
            "docvar": None,
            "time": None,
            "query": query_of(chosen, self.layers, count),
        }
        if docvar is not None:
            facet = self.layers.docvars[docvar]
            table = self.counting.of_docvar(chosen, count, docvar)
            out["docvar"] = _view(table, pd.Series([facet.values.index(v) for v in table[docvar].tolist()], dtype=int))
        if self.counting.spans:
            table = self.counting.of_time(chosen, count)
            out["time"] = _view(table, pd.Series(range(len(table))))
        if chosen.words:
            hits = self.matching.hits(chosen.words)["sentence_id"].to_numpy()
            out["hits"] = np.unique(np.searchsorted(self.layers.corpus.arrays.sentence_id, hits)).tolist()
        return out

    def sentences(self, chosen: Selection, count: str, low: int = 0) -> dict:
        """A page of the sentences that hold what is counted."""
        numbers = self.matching.sentences(chosen, count)
        if self.reading is None:
            return {"n": len(numbers), "low": 0, "rows": []}
        rows = self.reading.sentences(numbers[low : low + PAGE], chosen, count)
        ids = self.layers.corpus.arrays.sentence_id
        return {"n": len(numbers), "low": low, "rows": [row | {"sentence_id": int(ids[row["s"]])} for row in rows]}

    def lines(self, chosen: Selection, count: str, sort: str | None, low: int = 0) -> dict:
        """A page of lines."""
        if self.reading is None:
            return {"n": 0, "low": 0, "rows": [], "sorted": 0}
        table, n = self.reading.lines(chosen, count, sort or None)
        rows = self.reading.page_of_lines(table, low, low + PAGE)
        ids = self.layers.corpus.arrays.sentence_id
        rows = [row | {"sentence_id": int(ids[row["s"]])} for row in rows]
        return {"n": len(table), "low": low, "rows": rows, "of": n}

    def words(self, chosen: Selection, count: str) -> list[dict]:
        """The words of what is chosen, against the rest."""
        table = self.counting.words(chosen, count)
        columns = ["feature", "n_target", "n_reference", "g2", "log_ratio"]
        return [{name: _plain(value) for name, value in row.items()} for row in table[columns].to_dict("records")]


def _view(table: pd.DataFrame, codes: pd.Series) -> dict:
    """A table of rates as the page draws it."""
    out = {"v": codes.astype(int).tolist(), "w": table["n_words"].tolist()}
    return out | {name: [_plain(value) for value in table[name].tolist()] for name in _NUMBERS}


def _plain(value: object) -> object:
    """A value as JSON has it: what is missing or without end is null."""
    if isinstance(value, np.generic):
        value = value.item()
    return None if isinstance(value, float) and not math.isfinite(value) else value


def describe_selection(chosen: Selection) -> str:
    """What is chosen, in words.

    >>> describe_selection(Selection(when=("2019-01-01", "2020-01-01")).with_documents("outlet", ["Globe"]))
    'outlet: Globe · dated 2019-01-01 to 2019-12-31'
    """
    parts = [f"{column}: {', '.join(map(say, values))}" for (_, column), values in chosen.spans]
    parts += [f"{name}: {', '.join(map(say, values))}" for name, values in chosen.documents]
    if chosen.when is not None:
        last = pd.Timestamp(chosen.when[1]) - pd.Timedelta(days=1)
        parts.append(f"dated {chosen.when[0]} to {last.date()}")
    if chosen.words:
        parts.append(f"with {', '.join(chosen.words)}")
    if chosen.sentences is not None:
        parts.append(f"{len(chosen.sentences)} sentences chosen by hand")
    return " · ".join(parts) or "everything"
