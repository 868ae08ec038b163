"""Which rows are chosen: those of a layer that meet its own filters, in sentences that meet all others.

A filter on the documents (where, when) keeps documents. One on a layer (who, how) keeps rows of that layer, and of
other layers what stands in a sentence with such a row. Words and sentence_ids keep sentences. All go by numbers of
sentences and rows; the texts are read for `words` alone, by `kwic`.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import TypeVar

import numpy as np
import pandas as pd

from discourse.corpus.corpus import Corpus, filter_corpus
from discourse.explorer._layers import Layer, Layers
from discourse.explorer._selection import Selection
from discourse.lexicon.match import match

_T = TypeVar("_T")
_KEPT, _LARGE = 12, {"corpus": 3}  # results of a kind that are kept


class Matching:
    """What selections hold, of some layers; answers are kept, as one click asks for the same again and again."""

    def __init__(self, layers: Layers) -> None:
        self.layers = layers
        self._kept: dict[str, dict[Hashable, object]] = {}

    def keep(self, kind: str, key: Hashable, make: Callable[[], _T]) -> _T:
        """What `make` gives, made once for each key."""
        kept = self._kept.setdefault(kind, {})
        if key not in kept:
            while len(kept) >= _LARGE.get(kind, _KEPT):
                del kept[next(iter(kept))]
            kept[key] = make()
        return kept[key]  # type: ignore[return-value]

    # --- documents --------------------------------------------------------------------------------------------------

    def documents(self, chosen: Selection) -> np.ndarray:
        """Which documents meet where and when."""
        return self.keep("documents", (chosen.documents, chosen.when), lambda: self._documents(chosen))

    def _documents(self, chosen: Selection) -> np.ndarray:
        keep = np.ones(len(self.layers.corpus.documents), bool)
        for docvar, values in chosen.documents:
            facet = self.layers.docvars[docvar]
            keep &= np.isin(facet.codes, [facet.values.index(value) for value in values])
        if chosen.when is not None:
            first, after = chosen.when
            dates = pd.Series(self.layers.dates)
            keep &= (dates.ge(first) & dates.lt(after)).to_numpy(bool)
        return keep

    def corpus(self, chosen: Selection) -> Corpus:
        """The corpus with the documents that meet where and when: the words that rates are per."""
        if not chosen.documents and chosen.when is None:
            return self.layers.corpus
        make = lambda: filter_corpus(self.layers.corpus, self.documents(chosen))  # noqa: E731
        return self.keep("corpus", (chosen.documents, chosen.when), make)

    # --- sentences and rows -----------------------------------------------------------------------------------------

    def rows(self, chosen: Selection, name: str) -> np.ndarray:
        """Which rows of a layer are chosen, as a mask."""
        return self.keep("rows", (chosen, name), lambda: self._rows(chosen, name))

    def _rows(self, chosen: Selection, name: str) -> np.ndarray:
        layer = self.layers.layers[name]
        return self._own(chosen, layer) & self._sentences(chosen, but=name)[layer.sentence]

    def _own(self, chosen: Selection, layer: Layer) -> np.ndarray:
        keep = np.ones(len(layer.sentence), bool)
        for column, values in chosen.of_layer(layer.name).items():
            facet = layer.facets[column]
            keep &= np.isin(facet.codes, [facet.values.index(value) for value in values])
        return keep

    def _sentences(self, chosen: Selection, *, but: str) -> np.ndarray:
        """Which sentences meet all filters but those of a layer."""
        arrays = self.layers.corpus.arrays
        keep = self.documents(chosen)[arrays.doc_of_sentence]
        for name in dict.fromkeys(layer for (layer, _), _ in chosen.spans if layer != but):
            layer = self.layers.layers[name]
            keep &= _with_row(layer.sentence[self._own(chosen, layer)], len(keep))
        if chosen.words:
            keep &= _with_row(np.searchsorted(arrays.sentence_id, self.hits(chosen.words)["sentence_id"]), len(keep))
        if chosen.sentences is not None:
            keep &= np.isin(arrays.sentence_id, chosen.sentences)
        return keep

    def sentences(self, chosen: Selection, name: str) -> np.ndarray:
        """The numbers of the sentences that hold a chosen row of the layer."""
        layer = self.layers.layers[name]
        return np.flatnonzero(_with_row(layer.sentence[self.rows(chosen, name)], self.layers.n_sentences))

    def hits(self, words: tuple[str, ...]) -> pd.DataFrame:
        """Where the patterns occur in the corpus, as `kwic` finds them: doc_id, sentence_id, start, end."""
        return self.keep("hits", words, lambda: self._hits(words))

    def _hits(self, words: tuple[str, ...]) -> pd.DataFrame:
        arrays = self.layers.corpus.arrays
        first, last, _ = match(arrays, list(words))
        row = arrays.row_at(first)
        place = {"sentence_id": arrays.sentence_id[row], "start": arrays.start[first], "end": arrays.end_at(last)}
        doc_id = pd.Categorical.from_codes(arrays.doc_of_sentence[row], arrays.doc_ids.astype("str"), validate=False)
        return pd.DataFrame({"doc_id": doc_id, **place})

    def table(self, chosen: Selection, name: str) -> pd.DataFrame:
        """The rows of a layer that are chosen, as they were given."""
        return self.layers.layers[name].rows[self.rows(chosen, name)]


def _with_row(sentences: np.ndarray, n: int) -> np.ndarray:
    """Which of n sentences are among these."""
    keep = np.zeros(n, bool)
    keep[sentences] = True
    return keep
