"""The explorer without Python: a piece of HTML with the last view, and one file that filters by itself.

The piece stands in the notebook below the widget and runs no script. The file holds columns, sentences and the script
of the widget. Both say what they lack.
"""

from __future__ import annotations

import json
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from html import escape
from itertools import pairwise

import numpy as np

from discourse.explorer._answers import Answers, describe_selection
from discourse.explorer._columns import pack_columns
from discourse.explorer._counting import Counting
from discourse.explorer._layers import Layer, Layers
from discourse.explorer._matching import Matching
from discourse.explorer._reading import Readable
from discourse.explorer._selection import Selection
from discourse.measures.concordance import kwic, sort_lines
from discourse.view.page import read_template
from discourse.view.wording import notes_of, showable

#: Spans that a file holds, and letters of its sentences.
MOST_HELD, MOST_TEXT = 60_000, 4_000_000
_BARS = 12
_TOP = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'; \
script-src '{digest}'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>{title}</title>
<style>{style}</style>
</head>
<body class="discourse x-body">
<main id="explore"><noscript>{static}</noscript></main>
<script type="application/json" id="data">{data}</script>
<script>{script}</script>
</body>
</html>
"""


# --- the piece below the widget -----------------------------------------------------------------------------------


def static_of(answers: Answers, chosen: Selection, count: str, *, of: str = "") -> str:
    """The last view as a piece of HTML that needs neither Python nor a script."""
    who, docvar = _first_facet(answers.layers, count), answers.layers.usual
    told = answers.numbers(chosen, count, [list(who)] if who else [], docvar)
    whole, noun = told["whole"], count.replace("_", " ")
    said = f"{whole['n']:,} {noun} in {whole['n_sentences']:,} sentences of {whole['n_docs']:,} documents"
    parts = [f"<p>{_html(said)}. Chosen: {_html(describe_selection(chosen))}.</p>"]
    if who:
        values = answers.layers.layers[who[0]].facets[who[1]].values
        parts.append(_table(who[1], told["facets"][".".join(who)], values))
    if told["time"]:
        parts.append(_table("period", told["time"], [p["label"] for p in answers.book()["periods"]], ranked=False))
    if docvar is not None:
        parts.append(_table(docvar, told["docvar"], answers.layers.docvars[docvar].values))
    if answers.reading is not None:
        rows = answers.sentences(chosen, count)
        items = "".join(map(_sentence, rows["rows"]))
        more = (
            f"The first {len(rows['rows'])} of {rows['n']:,} sentences"
            if rows["n"] > len(rows["rows"])
            else "Sentences"
        )
        parts.append(f"<p>{more}:</p><ol>{items}</ol>")
    css = read_template("marks.css") + read_template("explorer.css")
    summary = "The view as it was last seen here. To explore it, run the cell"
    return (
        f'<div class="discourse x-static" data-of="{of}"><style>{css}</style>'
        f"<details open><summary>{summary}</summary>{''.join(parts)}</details></div>"
    )


def _first_facet(layers: Layers, count: str) -> tuple[str, str] | None:
    """The facet that says who; else the first of what is counted."""
    named = layers.layer_with("actor")
    if named:
        return named, "actor"
    return next(((count, column) for column in layers.layers[count].facets), None)


def _table(name: str, view: dict, values: list, *, ranked: bool = True) -> str:
    order = list(range(len(view["v"])))
    if ranked:
        order = sorted(order, key=lambda i: -view["n"][i])[:_BARS]
    rows = "".join(
        f'<tr><th scope="row">{_html(str(values[view["v"][i]]))}</th><td>{view["n"][i]:,}</td>'
        f"<td>{_number(view['rate'][i])}</td><td>{_number(view['low'][i])} to {_number(view['high'][i])}</td></tr>"
        for i in order
    )
    head = "".join(f'<th scope="col">{_html(h)}</th>' for h in (name, "n", "per 1,000 words", "95 % interval"))
    left = f"<caption>{len(order)} of {len(view['v']):,}</caption>" if len(order) < len(view["v"]) else ""
    return f"<table>{left}<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"


def _sentence(row: dict) -> str:
    cuts = sorted({0, len(row["text"]), *(edge for m in row["marks"] for edge in (m["a"], m["b"]))})
    pieces = []
    for low, high in pairwise(cuts):
        piece = _html(row["text"][low:high])
        for mark in row["marks"]:
            if mark["a"] <= low and mark["b"] > low:
                ends = " is-first" * (mark["a"] == low) + " is-last" * (mark["b"] == high)
                piece = f'<mark class="{mark["look"]}{ends}">{piece}</mark>'
        pieces.append(piece)
    cite = f"{_html(row['cite'])}. " if row["cite"] else ""
    return f"<li>{''.join(pieces)} <small>{cite}<code>{_html(row['id'])}</code>, sentence {row['at']:,}</small></li>"


def _html(text: str) -> str:
    return escape(showable(text), quote=True)


# --- the file -----------------------------------------------------------------------------------------------------


def page_of(answers: Answers, chosen: Selection, count: str) -> str:
    """The view as one HTML file that filters by itself."""
    script = read_template("reading.js") + read_template("explorer.js") + "\nstartPage();\n"
    style = read_template("marks.css") + read_template("explorer.css")
    return _TOP.format(
        digest=f"sha256-{b64encode(sha256(script.encode('utf8')).digest()).decode()}",
        title=_html(f"{count.replace('_', ' ').capitalize()}: {describe_selection(chosen)}"),
        style=style,
        static=static_of(answers, chosen, count),
        data=_for_script(data_of(answers, chosen, count)),
        script=script,
    )


def _for_script(data: dict) -> str:
    """JSON that cannot close the script element it stands in."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def data_of(answers: Answers, chosen: Selection, count: str) -> dict:
    """What the script of the file reads."""
    part, all_of_it = _held(answers, chosen, count)
    facets = [[name, column] for name, layer in answers.layers.layers.items() for column in layer.facets]
    counting = Counting(Matching(part), answers.counting.freq)
    columns = pack_columns(counting)
    spans: dict[str, object] = {"held": _n_rows(part), "of": _n_rows(answers.layers)}
    data = {
        "book": answers.book(),
        "state": {"chosen": answers.as_told(chosen), "count": count},
        "numbers": answers.numbers(chosen, count, facets, answers.layers.usual),
        "spans": spans,
        "read": None,
    }
    if answers.reading is not None:
        data["read"], more = _texts(part, count)
        columns |= more
    if not all_of_it:
        spans["why"] = "those in the sentences that are chosen, as far as there is room"
    return data | {"columns": {name: b64encode(column).decode() for name, column in columns.items()}}


def _n_rows(layers: Layers) -> int:
    return sum(len(layer.sentence) for layer in layers.layers.values())


def _held(answers: Answers, chosen: Selection, count: str) -> tuple[Layers, bool]:
    """The layers that a file has room for: all, or what stands in the first of the sentences that are chosen."""
    layers = answers.layers
    if _n_rows(layers) <= MOST_HELD:
        return layers, True
    inside = np.zeros(layers.n_sentences, bool)
    inside[answers.matching.sentences(chosen, count)] = True
    of_sentence = sum(np.bincount(layer.sentence, minlength=len(inside)) for layer in layers.layers.values())
    inside &= np.cumsum(np.where(inside, of_sentence, 0)) <= MOST_HELD
    part = Layers(layers.corpus, {})
    part.layers = {name: _take(layer, inside[layer.sentence]) for name, layer in layers.layers.items()}
    return part, False


def _take(layer: Layer, keep: np.ndarray) -> Layer:
    facets = {name: replace(facet, codes=facet.codes[keep]) for name, facet in layer.facets.items()}
    return replace(layer, rows=layer.rows[keep], sentence=layer.sentence[keep], doc=layer.doc[keep], facets=facets)


def _texts(part: Layers, count: str) -> tuple[dict, dict[str, bytes]]:
    """The sentences, and of each row its place in its sentence, its note, its look, and its order in a concordance."""
    reading = Readable(Matching(part))
    held, texts = _sentences(part, reading, count)
    notes: dict[str, int] = {"": 0}
    columns: dict[str, np.ndarray] = {"sentence.number": reading.number, "sentence.held": held}
    for name, layer in part.layers.items():
        if layer.has_score or not {"start", "end"} <= set(layer.rows.columns):
            continue
        low, high = reading.start[layer.sentence], reading.end[layer.sentence]
        for edge in ("start", "end"):
            columns[f"row.{name}.{edge}"] = np.clip(layer.rows[edge].to_numpy(np.int64), low, high) - low
        said = notes_of(layer.rows, leave_out=reading.docvars)
        columns[f"row.{name}.note"] = np.array([notes.setdefault(note, len(notes)) for note in said], np.int64)
        columns[f"row.{name}.level"] = reading.levels(layer)
        columns |= {f"row.{name}.{sort}": rank for sort, rank in _ranks(part, layer).items()}
    read = {
        "texts": texts,
        "docs": [{"id": doc, "cite": cite} for doc, cite in zip(reading.ids, reading.cites, strict=True)],
        "notes": list(notes),
        "held": len(texts),
        "of": len(np.unique(np.concatenate([layer.sentence for layer in part.layers.values()]))),
    }
    return read, {name: np.ascontiguousarray(column, "<i4").tobytes() for name, column in columns.items()}


def _sentences(part: Layers, reading: Readable, count: str) -> tuple[np.ndarray, list[str]]:
    """The place of each sentence among the texts held (-1 where it is not), and these; what is counted comes first."""
    first = np.unique(part.layers[count].sentence)
    others = np.setdiff1d(np.unique(np.concatenate([layer.sentence for layer in part.layers.values()])), first)
    numbers = np.concatenate([first, others])
    sizes = reading.end[numbers] - reading.start[numbers]
    numbers = numbers[np.cumsum(sizes) <= MOST_TEXT]
    held = np.full(part.n_sentences, -1)
    held[numbers] = np.arange(len(numbers))
    return held, [reading.text(i) for i in numbers.tolist()]


def _ranks(part: Layers, layer: Layer) -> dict[str, np.ndarray]:
    """The place of each row among all, when their lines are sorted by the word before or behind."""
    spans = layer.rows[["doc_id", "start", "end"]]
    lines = kwic(part.corpus, spans, window=1).assign(row=np.arange(len(spans)))
    out = {}
    for sort in ("1L", "1R"):
        rank = np.empty(len(lines), np.int64)
        rank[sort_lines(lines, sort)["row"].to_numpy()] = np.arange(len(lines))
        out[sort] = rank
    return out
