"""What becomes of a figure: its description in words, and its file."""

from __future__ import annotations

import os
import warnings
from pathlib import Path

from discourse import _types, schema
from discourse._arguments import checked, need_whole
from discourse.plots._drawing import NO_ROWS, figure_of, keep_alt_text, wrap


@checked
def alt_text(ax: _types.Axes) -> str:
    """A description of a figure in words: for the `alt` of an image, and to check a figure against its table.

    Parameters
    ----------
    ax : Axes
        The Axes that a `plot_` function returned; it keeps the text in `ax.alt_text`.

    Returns
    -------
    str
        The kind of figure, its unit and groups, n, and the largest and the smallest value among the rows drawn, with
        interval and n.

    Examples
    --------
    >>> import pandas as pd
    >>> import discourse as dc
    >>> import discourse as dc, pandas as pd
    >>> ax = dc.plot_heatmap(pd.DataFrame({"source": ["A"], "target": ["B"], "n": [5]}))
    >>> dc.alt_text(ax)
    'Cells: units that name both by source and target, 1 row. n is 5 to 5. Largest: A, B, 5. Smallest: A, B, 5.'
    >>> import matplotlib.pyplot as plt; plt.close(ax.figure)
    """
    if not hasattr(ax, "alt_text"):
        raise ValueError("this Axes has no description; pass one that a plot_ function of discourse returned")
    return ax.alt_text


def describe(ax: _types.Axes) -> str:
    """The name of `alt_text` in version 0.1; it will be removed in 0.3."""
    warnings.warn(
        "describe is now called alt_text; describe will be removed in version 0.3", FutureWarning, stacklevel=2
    )
    return alt_text(ax)


def say_why_empty(ax: _types.Axes, why: str) -> None:
    """Add to the figure of a table without rows, and to its description, why there are none."""
    for text in ax.texts:
        if text.get_text() == NO_ROWS:
            text.set_text(wrap(f"{NO_ROWS}: {why}", 50))
    add_to_alt_text(ax, f"There are none, as {why}.")


def add_to_alt_text(ax: _types.Axes, said: str) -> None:
    """Put a sentence behind the description of a figure."""
    keep_alt_text(ax, f"{alt_text(ax)} {said}")


@checked
def save_figure(ax: _types.Axes, path: str | os.PathLike, *, dpi: int = 300) -> Path:
    """Write the figure of `ax`: the same table gives the same bytes, under one version of matplotlib.

    Parameters
    ----------
    ax : Axes
        Any Axes of the figure; all Axes of the figure are written.
    path : path
        Ends in .svg, .pdf or .png. Its folder must exist.
    dpi : int
        Pixels per inch, for PNG.

    Returns
    -------
    Path
        The file. It has no date, and its metadata contains the descriptions of its Axes. SVG has letters as shapes and
        PDF embeds its typeface, so both look the same everywhere.
    """
    import matplotlib

    path = Path(path)
    schema.one_of(path.suffix, (".svg", ".pdf", ".png"), "the ending of path")
    need_whole(dpi, "dpi", "give a whole number of pixels per inch from 1 to 2400, such as 300", most=2400)
    figure = figure_of(ax)
    said = " ".join(a.alt_text for a in figure.axes if hasattr(a, "alt_text"))
    undated, field = {
        ".svg": ("Date", "Description"),
        ".pdf": ("CreationDate", "Subject"),
        ".png": ("Software", "Description"),
    }[path.suffix]
    with matplotlib.rc_context({"svg.hashsalt": "discourse", "svg.fonttype": "path", "pdf.fonttype": 42}):
        figure.savefig(path, dpi=dpi, metadata={undated: None, field: said})
    return path
