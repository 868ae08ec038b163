"""The lines of code that choose the same: pandas and functions of the library, to be pasted into a cell."""

from __future__ import annotations

import json

from discourse.explorer._layers import WORDED, Layer, Layers
from discourse.explorer._selection import Selection


def query_of(chosen: Selection, layers: Layers, count: str) -> str:
    """Lines that make `selection`, the chosen rows of a layer, and `chosen`, the corpus of the chosen documents.

    The tables are called as the arguments of `explore` are.
    """
    others = [name for name in dict.fromkeys(layer for (layer, _), _ in chosen.spans) if name != count]
    *given, last = ["corpus", count, *others]
    lines = [
        "import pandas as pd",
        "",
        "import discourse as dc",
        "",
        f"# {', '.join(given)} and {last} are what explore was given under these names",
    ]
    where = _documents(chosen, layers)
    if where:
        lines += ["documents = corpus.documents", f"chosen = dc.filter_corpus(corpus, {' & '.join(where)})"]
    else:
        lines += ["chosen = corpus"]
    sets = []
    for name in others:
        lines += _rows(layers.layers[name], f"{name}_chosen", chosen, bool(where))
        sets.append(f'set({name}_chosen["sentence_id"])')
    if chosen.words:
        lines.append(f"lines = dc.kwic(chosen, {_listed(chosen.words)})")
        sets.append('set(lines["sentence_id"])')
    if chosen.sentences is not None:
        sets.append(f"{{{', '.join(map(str, chosen.sentences))}}}" if chosen.sentences else "set()")
    lines += _rows(layers.layers[count], "selection", chosen, bool(where))
    if sets:
        lines.append(f"sentences = {' & '.join(sets)}")
        lines.append('selection = selection[selection["sentence_id"].isin(sentences)]')
    needed = "pd." in "\n".join(lines[1:])
    return "\n".join(lines if needed else lines[2:])


def _documents(chosen: Selection, layers: Layers) -> list[str]:
    """The conditions on documents."""
    tests = [_isin("documents", docvar, values) for docvar, values in chosen.documents]
    if chosen.when is not None:
        first, after = chosen.when
        name = f"documents[{_quoted(layers.dated)}]"
        if layers.yearly:
            tests.append(f"pd.to_numeric({name}).between({first[:4].lstrip('0')}, {int(after[:4]) - 1})")
        else:
            kind = layers.corpus.documents[layers.dated].dtype.kind
            name = name if kind == "M" else f"pd.to_datetime({name})"
            tests += [f"({name} >= {_quoted(first)})", f"({name} < {_quoted(after)})"]
    return tests


def _rows(layer: Layer, name: str, chosen: Selection, where: bool) -> list[str]:
    """The lines that make the rows of a layer that meet its own filters."""
    lines, table = [], layer.name
    if not layer.as_given:  # rows that are not read are left out, and the sentence of each is that of its place
        lines.append(f"{name} = dc.context({table}, corpus)")
        table = name
    tests = [f'{table}["doc_id"].isin(chosen.documents["doc_id"])'] if where else []
    tests += [_test(table, column, values) for column, values in chosen.of_layer(layer.name).items()]
    lines.append(f"{name} = {table}[{' & '.join(tests)}]" if tests else f"{name} = {table}")
    if layer.as_given or "sentence" in layer.rows:
        return lines
    return [*lines, f'{name} = {name}.drop(columns="sentence")']


def _test(table: str, column: str, values: tuple) -> str:
    if column not in WORDED:
        return _isin(table, column, values)
    tests = [f"{table}.eval({_quoted(WORDED[column][1][value])})" for value in values]
    return tests[0] if len(tests) == 1 else f"({' | '.join(tests)})"


def _isin(table: str, column: str, values: tuple) -> str:
    return f"{table}[{_quoted(column)}].isin({_listed(values)})"


def _listed(values: tuple) -> str:
    return f"[{', '.join(map(_quoted, values))}]"


def _quoted(value: object) -> str:
    """The value as Python is written: texts between double quotation marks.

    >>> print(_quoted("Côte d’Ivoire"), _quoted('the "deal"'), _quoted(2019))
    "Côte d’Ivoire" "the \\"deal\\"" 2019
    """
    return json.dumps(value, ensure_ascii=False) if isinstance(value, str) else repr(value)
