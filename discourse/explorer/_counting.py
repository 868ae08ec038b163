"""The numbers of the views: each is a table of `count_rate`, of the rows that all other filters leave.

A view leaves its own filter out: else whoever has chosen one actor would no longer see the others. So what a view shows
is `count_rate(selection, corpus, by=...)` of the selection without that filter, and its counts and intervals are those
of the tables because they are made by the same function.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pandas as pd

from discourse.corpus.corpus import Corpus
from discourse.corpus.dates import first_days
from discourse.explorer._layers import Layers
from discourse.explorer._matching import Matching
from discourse.explorer._selection import Selection
from discourse.measures.features import count_features
from discourse.measures.keyness import keyness
from discourse.measures.rates import count_rate

#: Periods of the timeline: the longest that leaves some to compare, in days from the first document to the last.
_PERIODS = ((3 * 365, "YS"), (120, "MS"), (21, "W"), (0, "D"))


def usual_freq(layers: Layers) -> str:
    """The periods that a timeline is cut into unless others are asked for."""
    dates = None if layers.dates is None else layers.dates.dropna()
    if layers.yearly or dates is None or not len(dates):
        return "YS"
    days = (dates.max() - dates.min()).days
    return next(freq for least, freq in _PERIODS if days >= least)


class Counting:
    """The tables of the views.

    Parameters
    ----------
    matching : Matching
    freq : str
        The periods of the timeline.
    """

    def __init__(self, matching: Matching, freq: str) -> None:
        self.matching, self.layers, self.freq = matching, matching.layers, freq
        self.spans = self._periods()

    def _periods(self) -> dict[str, tuple[str, str]]:
        """The periods by their first day: first day, and the day behind the last."""
        if self.layers.dates is None:
            return {}
        none = pd.DataFrame({"doc_id": pd.array([], dtype="str")})
        starts = pd.DatetimeIndex(count_rate(none, self.layers.corpus, freq=self.freq)["period"])
        if not len(starts):
            return {}
        days = [str(day.date()) for day in [*starts, starts[-1] + first_days(self.freq)]]
        return {first: (first, after) for first, after in pairwise(days)}

    def of_facet(self, chosen: Selection, name: str, column: str) -> pd.DataFrame:
        """Rates of a layer by one of its facets, with that facet's filter left out."""
        chosen = chosen.with_spans(name, column, ())
        return self.matching.keep("facet", (chosen, name, column), lambda: self._of_facet(chosen, name, column))

    def _of_facet(self, chosen: Selection, name: str, column: str) -> pd.DataFrame:
        facet = self.layers.layers[name].facets[column]
        values = pd.Categorical.from_codes(facet.codes, range(len(facet.values)))
        table = self._rate(chosen, name, values=values, by="value")
        return table[table["n"] > 0]

    def of_docvar(self, chosen: Selection, name: str, docvar: str) -> pd.DataFrame:
        """Rates of a layer by a docvar, with its filter left out."""
        chosen = chosen.with_documents(docvar, ())
        return self.matching.keep("docvar", (chosen, name, docvar), lambda: self._rate(chosen, name, by=docvar))

    def of_time(self, chosen: Selection, name: str) -> pd.DataFrame:
        """Rates of a layer by period, with the filter of time left out."""
        chosen = replace(chosen, when=None)
        return self.matching.keep("time", (chosen, name), lambda: self._rate(chosen, name, freq=self.freq))

    def whole(self, chosen: Selection, name: str) -> pd.Series:
        """The rate of what is chosen, in the documents chosen."""
        return self.matching.keep("whole", (chosen, name), lambda: self._rate(chosen, name)).iloc[0]

    def _rate(self, chosen: Selection, name: str, *, values: pd.Categorical | None = None, **by) -> pd.DataFrame:
        """`count_rate` of the chosen rows; that they are read has been asked before, so that places are left out."""
        layer, keep = self.layers.layers[name], self.matching.rows(chosen, name)
        ids = pd.Index(self.layers.corpus.documents["doc_id"].array)
        rows = pd.DataFrame({"doc_id": ids.take(layer.doc[keep])})
        if values is not None:
            rows["value"] = values[keep]
        corpus = self.matching.corpus(chosen)
        docvar = by.get("by")
        slim = ["doc_id", "text", *([docvar] if docvar and values is None else [])]
        slim += [c for c in (self.layers.dated,) if c is not None and c not in slim]
        return count_rate(rows, corpus.with_documents(corpus.documents[slim]), **by)

    def words(self, chosen: Selection, name: str, *, most: int = 30) -> pd.DataFrame:
        """The words that the chosen sentences have more of than all others: a table of `keyness`."""
        return self.matching.keep("words", (chosen, name, most), lambda: self._words(chosen, name).head(most))

    def _words(self, chosen: Selection, name: str) -> pd.DataFrame:
        inside = np.zeros(self.layers.n_sentences, bool)
        inside[self.matching.sentences(chosen, name)] = True
        if inside.all() or not inside.any():
            return keyness(*(pd.DataFrame({"feature": pd.array([], dtype="str"), "n": []}) for _ in range(2)))
        target, rest = (count_features(self._of_sentences(mask)) for mask in (inside, ~inside))
        table = keyness(target, rest, drop="function words")
        return table[table["g2"] > 0].reset_index(drop=True)

    def _of_sentences(self, mask: np.ndarray) -> Corpus:
        whole = self.layers.corpus
        return Corpus(whole.documents, whole.sections, whole.arrays.select(mask), whole.rejected, whole.doubts)
