"""What is read off a figure that was drawn: the points of a line, the ends of intervals, the words, every text."""

from __future__ import annotations

import matplotlib
import numpy as np


def line(ax, label):
    """All points of the lines called `label`, as rows of x and y."""
    found = [np.column_stack(artist.get_data()) for artist in ax.lines if artist.get_label() == label]
    return np.vstack(found) if found else np.empty((0, 2))


def by_row(points):
    return points[np.argsort(points[:, 1], kind="stable")]


def intervals(ax):
    found = [c for c in ax.collections if str(c.get_label()).startswith("_interval")]
    return [(tuple(ends[:, 0]), ends[0, 1]) for c in found for ends in c.get_segments() if len(ends)]


def words(ax):
    return [artist.get_text() for artist in ax.texts]


def y_names(ax):
    return [label.get_text() for label in ax.get_yticklabels()]


def drawn_texts(figure):
    """The texts that a draw shows: of tick labels, those of visible axes and within their ends."""
    figure.draw_without_rendering()
    kinds = matplotlib.text.Text, matplotlib.axes.Axes
    texts, every = (figure.findobj(kind) for kind in kinds)
    hidden = set()
    for ax in every:
        for axis in (ax.xaxis, ax.yaxis):
            low, high = sorted(axis.get_view_interval())
            for tick in [*axis.get_major_ticks(), *axis.get_minor_ticks()]:
                shown = ax.axison and low - 1e-9 <= tick.get_loc() <= high + 1e-9
                hidden |= {label for label in (tick.label1, tick.label2) if not (shown and label.get_visible())}
    return [text for text in texts if text not in hidden and text.get_visible() and text.get_text().strip()]
