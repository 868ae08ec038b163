"""X-rays: where in its text, and in which text of the corpus, a word or an actor stands.

A row is a document, or all documents of a group one behind the other; a stroke is a hit, at the place that it has
among the words that were read. Rows, their names and their strokes come from one list, in the order of the corpus
or of a docvar, and a document without a hit keeps its row.
"""

from __future__ import annotations

import re
from typing import Any, cast

import numpy as np
import pandas as pd

from discourse import _types, schema
from discourse._arguments import checked, need_limit
from discourse.corpus.corpus import Corpus
from discourse.corpus.docvars import meaning_of, resolve_names
from discourse.plots._drawing import (
    GREY,
    SMALL,
    figure_of,
    keep_alt_text,
    new_axes,
    place_above,
    put_column,
    put_notes,
    put_text,
    say_no_rows,
    style_of,
    text_size,
)
from discourse.plots._hit_places import Places, find_places, keep_largest

#: What the axis says: the place in the text of the row, in its texts one behind the other, in the corpus.
_PLACES = ("place in the text", "place in the texts of the row", "place in the corpus")
_UNITS = {"relative": "% of words", "absolute": "words from the start"}
#: Points between rows of text, and the most that all rows take: a page has 9 inches.
_PITCH, _TALL = 11.5, 560


@checked
def plot_dispersion(
    spans: pd.DataFrame,
    corpus: Corpus,
    *,
    by: str = "doc_id",
    order: str | None = None,
    position: str = "relative",
    limit: int | None = 200,
    ax: _types.Axes | None = None,
) -> _types.Axes:
    """Draw an x-ray plot: a stroke for every hit at its place in the text, with one row per document or group.

    Parameters
    ----------
    spans : DataFrame
        Any spans, such as those of `kwic`, `find_terms` or `find_mentions`. Needed: doc_id, start, end, and the
        column `by` unless it is a docvar.
    corpus : Corpus
        The corpus of the spans.
    by : str
        What a row is: `doc_id` (one document); a docvar such as `outlet` (the documents with one value, one after
        another); or a column of the spans such as `pattern` or `actor` (the whole corpus in each row).
    order : str, optional
        The docvar that orders the documents, such as `date`; those without a value come last. By default the order of
        the corpus.
    position : {"relative", "absolute"}
        Whether a place is given in per cent of the words of its row, or in words. In words, a row is as long as its
        text.
    limit : int, optional
        The largest number of rows; those with the most hits are drawn. None draws all.
    ax : Axes, optional
        Where to draw; by default a new figure.

    Returns
    -------
    Axes
        The first document is on top. Groups are in the order of their first document, and values of a column of the
        spans are ordered by n. n is at the right, as a number or, if rows are narrow, as a bar. If a row has several
        documents, a grey stroke below marks the end of each. Strokes are fainter where they are close together, so a
        dark place has many hits.

    Examples
    --------
    >>> import pandas as pd
    >>> import discourse as dc
    >>> texts = pd.DataFrame({"doc_id": ["a", "b"], "text": ["War and peace and war.", "Now then."]})
    >>> corpus = dc.from_documents(texts)
    >>> ax = dc.plot_dispersion(dc.kwic(corpus, "war"), corpus)
    >>> ax.alt_text
    'X-ray: strokes at the places of 2 hits, 2 rows by doc_id. n is 0 to 2. Most: a, n = 2. 1 row without a hit.'
    >>> import matplotlib.pyplot as plt; plt.close(ax.figure)
    """
    schema.one_of(position, tuple(_UNITS), "position")
    need_limit(limit, "rows")
    schema.need(spans, ["doc_id", "start", "end"], "spans")
    spans, corpus = resolve_names([by], spans, corpus)
    documents = corpus.documents
    whole = meaning_of(by, spans, corpus) == "table"
    schema.need(documents, [order] if order else [], "corpus.documents")
    found = keep_largest(find_places(spans, corpus, by, order), limit)
    rows = found.rows
    notes = _notes(found)
    room, names, roomy = _fit_rows(rows, ax)
    place = _PLACES[2 if whole else int(documents[by].duplicated().any())]
    label = f"{place} ({_UNITS[position]})"
    ax = new_axes(ax, (room.sum() + 60 + 10 * len(notes)) / 72 if len(rows) else 1.2, x=label, y=by)
    put_notes(ax, notes)
    keep_alt_text(ax, _tell(rows, by, order, found.unread, found.total))
    if rows.empty:
        return say_no_rows(ax)

    y = pd.Series((np.cumsum(room) - room / 2) / _PITCH, index=rows.index)
    _draw_strokes(ax, found, y, 0.42 * min(room.min() / _PITCH, 1), position)
    ax.set_ylim(room.sum() / _PITCH + 0.1, -0.1)
    shown = range(len(rows)) if roomy else _spaced(y.to_numpy() * _PITCH, _heights(names))
    ax.set_yticks(y.iloc[shown], [names[i] for i in shown], fontsize=SMALL, parse_math=False)
    ax.tick_params("y", length=0 if len(shown) == len(rows) else 2)
    if room.min() >= 9:
        put_column(ax, y, [f"{n:,.0f}" for n in rows["n"]], 5)
    else:
        _draw_n(ax, y.to_numpy(), rows["n"].to_numpy(), 0.9 * room / _PITCH)
    return ax


def _notes(found: Places) -> list[str]:
    n, total = len(found.rows), found.total
    notes = [f"{n:,} of {total:,} rows (largest n)"] if n < total else []
    notes += [f"hits outside the paragraphs read, not drawn: {found.unread:,}"] if found.unread else []
    return notes + (["grey strokes: ends of documents"] if len(found.ends) and n else [])


# --- room for it, and drawing ------------------------------------------------------------------------------------


def _fit_rows(rows: pd.DataFrame, ax: _types.Axes | None) -> tuple[np.ndarray, list[str], bool]:
    """Points for every row, their names in lines, and whether all rows have room for their names."""
    names = [_wrap_key(name) for name in rows["name"]]
    tall = _TALL if ax is None else ax.get_window_extent().height * 72 / figure_of(ax).dpi
    room = np.maximum(_PITCH, _heights(names) + 2)
    if room.sum() <= tall:
        return room, names, True
    names = [_wrap_key(name, 40) for name in rows["name"]]  # a name of several lines would be left out
    return np.full(len(rows), min(_PITCH, tall / max(len(rows), 1))), names, False


def _heights(names: list[str]) -> np.ndarray:
    return np.array([text_size(name)[1] for name in names])


def _draw_strokes(ax: _types.Axes, found: Places, y: pd.Series, half: float, position: str) -> None:
    """Hits, ends of documents and a line for the text of each row; `half` is half the height of a stroke."""
    rows, relative = found.rows, position == "relative"
    size = rows["n_words"].to_numpy(np.float64)
    scale = pd.Series(100 / np.maximum(size, 1) if relative else np.ones(len(rows)), index=rows.index)
    hits, ends = (t[t["row"].isin(rows.index)] for t in (found.hits, found.ends))
    at = y[ends["row"]].to_numpy()
    x = ends["word"].to_numpy(np.float64) * scale[ends["row"]].to_numpy()
    ax.vlines(x, at + 0.6 * half, at + 1.2 * half, color=GREY, lw=0.4, zorder=1, label="_ends")
    at = y[hits["row"]].to_numpy()
    x = hits["word"].to_numpy(np.float64) * scale[hits["row"]].to_numpy()
    ax.vlines(x, at - half, at + half, **_strokes(rows["n"][hits["row"]], ax))
    some = size > 0
    ax.hlines(y[some], np.zeros(some.sum()), (size * scale)[some], color="#BBBBBB", lw=0.5, zorder=0.5, label="_texts")
    for at in y[~some]:
        put_text(ax, "no words", (0, at), (5, 0), on=ax.get_yaxis_transform(), color=GREY)
    ax.xaxis.set_major_formatter("{x:,.0f}")
    longest = 100 if relative else max(size.max(), 1)
    ax.set_xlim(-0.01 * longest, 1.01 * longest)
    if relative:
        ax.set_xticks([0, 25, 50, 75, 100])


def _wrap_key(name: str, width: int = 26) -> str:
    """A long name in lines, broken at blanks, or at the `_`, `-` and `/` of a key; none of it lost."""
    lines = [""]
    for piece in re.split(r"(?<=[_\-/ ])", name):
        if lines[-1] and len(lines[-1] + piece.rstrip()) > width:
            lines.append("")
        lines[-1] += piece
    return "\n".join(line.rstrip() for line in lines)


def _spaced(at: np.ndarray, heights: np.ndarray) -> list[int]:
    """The rows whose names can stand without touching: the first, and each that is clear of the one before."""
    shown, free = [], -np.inf
    for i, (middle, height) in enumerate(zip(at, heights, strict=True)):
        if middle - height / 2 >= free - 0.01:
            shown.append(i)
            free = middle + height / 2
    return shown


def _strokes(n: pd.Series, ax: _types.Axes) -> dict:
    """Colour and width of every hit: the thinner and fainter, the more its row has."""
    from matplotlib.colors import to_rgba_array

    points = 0.6 * ax.get_window_extent().width * 72 / figure_of(ax).dpi
    crowd = np.maximum(n.to_numpy(np.float64) / points, 1e-9)  # strokes a point
    colour = np.repeat(to_rgba_array(style_of(0)[0]), len(n), axis=0)
    colour[:, 3] = np.clip(0.8 / crowd, 0.15, 1)
    return {"color": colour, "lw": np.clip(0.5 / crowd, 0.4, 1.1), "capstyle": "butt", "zorder": 2, "label": "_hits"}


def _draw_n(ax: _types.Axes, y: np.ndarray, n: np.ndarray, tall: np.ndarray) -> None:
    """n of every row as bars of one scale, in a strip beside the Axes."""
    from matplotlib import transforms

    dpi = figure_of(ax).dpi_scale_trans
    points = transforms.Affine2D().scale(1 / 72) + dpi + transforms.ScaledTranslation(1, 0, cast(Any, ax.transAxes))
    strip = ax.inset_axes((5, 0, 30, 1), transform=transforms.blended_transform_factory(points, ax.transAxes))
    strip.set(xlim=(0, max(n.max(), 1)), ylim=ax.get_ylim(), xticks=[], yticks=[], facecolor="none", label="n")
    strip.spines[:].set_visible(False)
    strip.barh(y, n, tall, color="#808080", lw=0)
    on = transforms.blended_transform_factory(points, place_above(ax))
    put_text(ax, f"n ≤ {n.max():,.0f}", (5, 0), (0, 3), on=on, ha="left", va="bottom", style="italic")


def _tell(rows: pd.DataFrame, by: str, order: str | None, unread: int, total: int) -> str:
    many = f"{len(rows)} row{'s' * (len(rows) != 1)}" + (f" of {total}" if len(rows) < total else "")
    ordered = f", in the order of {order}" if order else ""
    said = [f"X-ray: strokes at the places of {int(rows['n'].sum()):,} hits, {many} by {by}{ordered}."]
    if len(rows):
        top, none = rows.loc[rows["n"].idxmax()], int((rows["n"] == 0).sum())
        said += [f"n is {rows['n'].min():,.0f} to {rows['n'].max():,.0f}. Most: {top['name']}, n = {top['n']:,.0f}."]
        said += [f"{none} row{'s' * (none > 1)} without a hit."] if none else []
    return " ".join(said + ([f"Hits outside the paragraphs read, not drawn: {unread:,}."] if unread else []))
