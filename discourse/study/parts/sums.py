"""Tables that are made of the words of the texts: what is summed in each part, and the table that the sums give.

Spans and scores lie in tables, which are read again when they are counted. Words do not: a part sums what a table of
the study asks for, and the sums of all parts are put together by how words are written. `SUMS` has an entry a measure.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pandas as pd

from discourse.corpus.corpus import Corpus, filter_corpus
from discourse.corpus.voices import VOICES
from discourse.measures.collocation import count_near, merge_near, merge_runs
from discourse.measures.concordance import kwic, sort_lines
from discourse.measures.contested import count_scare, find_scare
from discourse.measures.counts import merge_types, types_of_groups, words_by_group
from discourse.measures.dispersion import cells_of, merge_cells
from discourse.measures.features import count_features, merge_features
from discourse.measures.keyness import keyness
from discourse.measures.rates import rate_by_words, words_of_voices
from discourse.study.parts.stored import Stored
from discourse.study.register import sides_of_keyness

#: Sums of a part, each a table under a name.
Made = dict[str, pd.DataFrame]


class Asked(NamedTuple):
    """What a table of the study is made of.

    Attributes
    ----------
    spec : what the study asks for
    corpus : the documents of all parts, with their sentences and without their tokens
    read : gives a sum of all parts by its name, as a table in pieces
    rows : the rows of spans that the table is of, if it is of any
    """

    spec: dict
    corpus: Corpus
    read: Callable[[str], Stored]
    rows: Stored | None

    def parts(self, name: str) -> list[pd.DataFrame]:
        return list(self.read(name).each())

    def options(self, *names: str) -> dict:
        """Those of the options that the study sets."""
        return {name: self.spec[name] for name in names if name in self.spec}


@dataclass(frozen=True)
class Sums:
    """What is summed in a part, and what is made of the sums.

    Attributes
    ----------
    sum : takes what the study asks for, the part, and the evidence in it
    make : takes what `Asked` has
    """

    sum: Callable[[dict, Corpus, dict[str, pd.DataFrame]], Made]
    make: Callable[[Asked], pd.DataFrame]


def sums_of(spec: dict, corpus: Corpus, tables: dict[str, pd.DataFrame]) -> Made:
    """The sums of a part for a table of the study."""
    return SUMS[spec["measure"]].sum(spec, corpus, tables)


def _features(spec: dict, corpus: Corpus, by: list[str] | None = None) -> pd.DataFrame:
    options = {key: spec[key] for key in ("n", "stem") if key in spec}
    return count_features(corpus, by=by or None, **options)[[*(by or []), "feature", "n", "n_docs"]]


# --- of each measure ------------------------------------------------------------------------------------------------


def _merge_words(asked: Asked) -> pd.DataFrame:
    by = asked.spec["by"]
    return words_by_group(asked.corpus, by, merge_types(asked.parts("types"), by))


def _merge_features(asked: Asked) -> pd.DataFrame:
    options = asked.options("stem", "min_n", "drop", "per")
    return merge_features(asked.parts("features"), asked.corpus.documents, by=asked.spec["by"], **options)


def _sides(spec: dict, corpus: Corpus, *, part: bool) -> tuple[np.ndarray, np.ndarray]:
    return sides_of_keyness(corpus, spec["by"], spec["target"], spec.get("reference"), part=part)


def _sum_keyness(spec: dict, corpus: Corpus, tables: dict[str, pd.DataFrame]) -> Made:
    sides = zip(("target", "reference"), _sides(spec, corpus, part=True), strict=True)
    return {name: _features(spec, filter_corpus(corpus, mask)) for name, mask in sides}


def _merge_keyness(asked: Asked) -> pd.DataFrame:
    _sides(asked.spec, asked.corpus, part=False)
    documents, options = asked.corpus.documents, asked.options("stem")
    sides = (merge_features(asked.parts(name), documents, **options) for name in ("target", "reference"))
    table = keyness(*sides, **asked.options("drop"))
    return table[table["n_target"] + table["n_reference"] >= asked.spec.get("min_n", 1)].reset_index(drop=True)


def _sum_collocates(spec: dict, corpus: Corpus, tables: dict[str, pd.DataFrame]) -> Made:
    near, n_node = count_near(corpus, spec["node"], window=spec.get("window", 5))
    words = count_features(corpus)[["feature", "n"]]
    return {"near": near, "nodes": pd.DataFrame({"n_node": [n_node]}), "words": words}


def _merge_collocates(asked: Asked) -> pd.DataFrame:
    n_nodes = [int(table["n_node"].sum()) for table in asked.parts("nodes")]
    options = {"window": 5} | asked.options("window", "min_n", "drop")
    return merge_near(asked.parts("near"), n_nodes, asked.parts("words"), **options)


def _sum_runs(spec: dict, corpus: Corpus, tables: dict[str, pd.DataFrame]) -> Made:
    return {"runs": _features({"n": spec.get("size", 2)}, corpus)}


def _sum_cells(spec: dict, corpus: Corpus, tables: dict[str, pd.DataFrame]) -> Made:
    cells = cells_of(corpus, **{key: spec[key] for key in ("n", "stem") if key in spec})
    totals = cells.groupby("feature", observed=True)["n"].sum().reset_index()
    sizes = np.bincount(cells["doc"], cells["n"], len(corpus.documents)).astype(np.int64)
    return {
        "cells": cells.astype({"feature": "str"}),
        "totals": totals.astype({"feature": "str"}),
        "sizes": pd.DataFrame({"n": sizes}),
    }


def _merge_dispersion(asked: Asked) -> pd.DataFrame:
    spec, documents = asked.spec, asked.corpus.documents
    parts = spec.get("parts", "doc_id")
    if parts not in documents:
        raise ValueError(f"parts is {parts!r}; a column of the documents is needed: {', '.join(map(str, documents))}")
    totals = pd.concat(asked.parts("totals"), ignore_index=True).groupby("feature", sort=True)["n"].sum()
    totals = totals[totals >= max(spec.get("min_n", 5), 1)]
    sizes, cells = asked.read("sizes"), asked.read("cells")
    first = np.cumsum([0, *(piece.n_rows for piece in sizes.pieces)])

    def read(names: pd.Index) -> pd.DataFrame:
        between = [("feature", ">=", names[0]), ("feature", "<=", names[-1])]
        found = []
        for piece, before in zip(cells.pieces, first[:-1], strict=True):
            some = pd.read_parquet(piece.path, filters=between)
            found.append(some.assign(doc=some["doc"] + before))
        every = pd.concat(found, ignore_index=True)
        return every[every["feature"].isin(names)]

    part_of, _ = pd.factorize(documents[parts])
    return merge_cells(totals, read, sizes["n"].to_numpy(), part_of, parts=parts)


def _sum_kwic(spec: dict, corpus: Corpus, tables: dict[str, pd.DataFrame]) -> Made:
    return {"lines": kwic(corpus, spec["node"], **{key: spec[key] for key in ("window",) if key in spec})}


def _merge_kwic(asked: Asked) -> pd.DataFrame:
    return sort_lines(asked.read("lines").frame(), asked.spec.get("sort"))


def _sum_scare(spec: dict, corpus: Corpus, tables: dict[str, pd.DataFrame]) -> Made:
    return {"scare": find_scare(tables["quotes"], corpus, by=spec["by"])}


def _merge_contested(asked: Asked) -> pd.DataFrame:
    return count_scare(asked.read("scare").frame(), asked.corpus, by=asked.spec["by"])


def is_by_voice(spec: dict) -> bool:
    """Is it a rate by voices, of which each has words of its own?"""
    return bool({"voice", "voice_span"} & {*spec["by"]})


def _sum_voices(spec: dict, corpus: Corpus, tables: dict[str, pd.DataFrame]) -> Made:
    return {"voices": pd.DataFrame(words_of_voices(corpus, tables["quotes"]))} if is_by_voice(spec) else {}


def _merge_rates(asked: Asked) -> pd.DataFrame:
    words: dict[str, np.ndarray] = {}
    if is_by_voice(asked.spec):
        voices = asked.read("voices").frame()
        words = {name: voices[name].to_numpy() for name in VOICES}
    options = asked.options("per", "freq", "rolling", "date")
    assert asked.rows is not None
    return rate_by_words(asked.rows, asked.corpus, words, by=asked.spec["by"] or None, **options)


#: Measures that are made of sums of parts.
SUMS: dict[str, Sums] = {
    "words": Sums(lambda spec, corpus, _: {"types": types_of_groups(corpus, spec["by"])}, _merge_words),
    "features": Sums(lambda spec, corpus, _: {"features": _features(spec, corpus, spec["by"])}, _merge_features),
    "keyness": Sums(_sum_keyness, _merge_keyness),
    "collocates": Sums(_sum_collocates, _merge_collocates),
    "collocations": Sums(
        _sum_runs, lambda asked: merge_runs(asked.parts("runs"), **asked.options("size", "min_n", "drop"))
    ),
    "dispersion": Sums(_sum_cells, _merge_dispersion),
    "kwic": Sums(_sum_kwic, _merge_kwic),
    "contested": Sums(_sum_scare, _merge_contested),
    "rate": Sums(_sum_voices, _merge_rates),
}
