"""What is chosen: a small value that cannot change, made of one filter for each of the views."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from discourse import schema
from discourse.corpus.docvars import OF_TABLE, SUFFIX
from discourse.explorer._layers import Facet, Layers

#: What tables of measures have beside what they are by.
_NUMBERS = {column for name in ("rates", "means") for column in schema.TABLES[name]}


@dataclass(frozen=True)
class Selection:
    """What is chosen; nothing, unless something is said.

    Attributes
    ----------
    spans : who and how: (layer, facet) with the values of which a row has to have one
    documents : where: docvar with its values
    when : the first day, and the day behind the last, as ISO 8601
    words : patterns as `kwic` takes them; a sentence has to have one
    sentences : sentence_ids
    """

    spans: tuple[tuple[tuple[str, str], tuple], ...] = ()
    documents: tuple[tuple[str, tuple], ...] = ()
    when: tuple[str, str] | None = None
    words: tuple[str, ...] = ()
    sentences: tuple[int, ...] | None = None

    def with_spans(self, layer: str, column: str, values: Collection) -> Selection:
        """With these values of a facet, and no others of it; none for no filter."""
        return replace(self, spans=_with(self.spans, (layer, column), values))

    def with_documents(self, docvar: str, values: Collection) -> Selection:
        """With documents that have one of these values."""
        return replace(self, documents=_with(self.documents, docvar, values))

    def of_layer(self, layer: str) -> dict[str, tuple]:
        """The values that are chosen of each facet of a layer."""
        return {column: values for (name, column), values in self.spans if name == layer}


def _with(filters: tuple, key: object, values: Collection) -> tuple:
    others = tuple((name, kept) for name, kept in filters if name != key)
    return (*others, (key, tuple(values))) if len(values) else others


def selection_of(
    start: Mapping | pd.Series, layers: Layers, count: str, spans: Mapping[str, tuple[str, str]]
) -> Selection:
    """The selection that a mapping, or a row of a table of rates or means, stands for.

    Parameters
    ----------
    start : mapping or Series
        Docvars and facets with their values; ``words``; ``period`` as the first day of one, or ``year``.
    layers : Layers
    count : str
        The layer that is counted, whose facets come before those of others.
    spans : mapping of str -> (str, str)
        The periods by their first day: first day, and the day behind the last.

    Raises
    ------
    ValueError
        If it names what is neither a docvar nor a facet, or a value that nothing has.
    """
    chosen = Selection()
    for name, value in dict(start).items():
        if name in _NUMBERS and name not in layers.docvars:
            continue
        chosen = _with_one(chosen, str(name), value, layers, count, spans)
    return chosen


def _with_one(chosen: Selection, name: str, value: object, layers: Layers, count: str, spans: Mapping) -> Selection:
    if name == "period":
        return replace(chosen, when=_period(value, spans))
    plain = name.removesuffix(OF_TABLE)
    holders = [count, *layers.layers] if name not in layers.docvars or name != plain else [count]
    layer = next((held for held in holders if plain in layers.layers[held].facets), None)
    if layer is not None:
        return chosen.with_spans(layer, plain, _known(name, value, layers.layers[layer].facets[plain]))
    docvar = name if name in layers.docvars else name.removesuffix(SUFFIX)
    if docvar in layers.docvars:
        return chosen.with_documents(docvar, _known(name, value, layers.docvars[docvar]))
    if name == "words":
        return replace(chosen, words=patterns_in(value))
    if name == "year" and layers.dates is not None:
        return replace(chosen, when=_year(value))
    facets = [facet for held in layers.layers.values() for facet in held.facets]
    there = ", ".join(map(str, dict.fromkeys([*facets, *layers.docvars, "period", "year", "words"])))
    raise ValueError(f"start names {name!r}, by which nothing can be chosen here; there are {there}")


def _known(name: str, value: object, facet: Facet) -> tuple:
    wanted = list(value) if isinstance(value, list | tuple | set) else [value]
    wanted = [one.item() if isinstance(one, np.generic) else one for one in wanted]
    for one in wanted:
        if one not in facet.values:
            some = ", ".join(map(repr, facet.values[:5])) + " and others" * (len(facet.values) > 5)
            raise ValueError(f"start has {name} {schema.shown(one)}, which nothing here has; there are {some}")
    return tuple(wanted)


def _period(value: object, spans: Mapping[str, tuple[str, str]]) -> tuple[str, str]:
    try:
        day = str(pd.Timestamp(value).date())
    except (TypeError, ValueError):
        day = str(value)
    if day not in spans:
        some = ", ".join(list(spans)[:3]) or "none, as the documents have no dates"
        raise ValueError(
            f"start has period {day}, which is the first day of no period here ({some}, ...); give freq as in the table"
        )
    return spans[day]


def _year(value: object) -> tuple[str, str]:
    try:
        year = int(value)  # type: ignore[call-overload]
        return str(pd.Timestamp(year=year, month=1, day=1).date()), str(
            pd.Timestamp(year=year + 1, month=1, day=1).date()
        )
    except (TypeError, ValueError):
        raise ValueError(f"start has year {schema.shown(value)}; give a year such as 2019") from None


def patterns_in(value: object) -> tuple[str, ...]:
    """The patterns of a search: a text with commas between them, or a list.

    >>> patterns_in("sanction*, trade war,")
    ('sanction*', 'trade war')
    """
    parts = value.split(",") if isinstance(value, str) else list(value) if isinstance(value, list | tuple) else None
    if parts is None or not all(isinstance(part, str) for part in parts):
        raise ValueError(f"words is {schema.shown(value)}; give patterns as kwic takes them, such as 'sanction*'")
    return tuple(part.strip() for part in parts if part.strip())
