"""What is read off a figure that was drawn: the points of a line, the ends of intervals, the words, every text."""

from __future__ import annotations

from itertools import combinations

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


def clashes(figure):
    """The texts that overlap or leave the figure, each pair in words; none in a figure that can be printed."""
    texts = drawn_texts(figure)
    boxes = [text.get_window_extent() for text in texts]
    page, scale = figure.bbox, figure.dpi / 100
    found = [f"{text.get_text()!r} is cut" for text, box in zip(texts, boxes, strict=True) if not _inside(box, page)]
    for (a, box_a), (b, box_b) in combinations(zip(texts, boxes, strict=True), 2):
        wide = min(box_a.x1, box_b.x1) - max(box_a.x0, box_b.x0)
        high = min(box_a.y1, box_b.y1) - max(box_a.y0, box_b.y0)
        if wide < 0.5 * scale or high < 1.5 * scale:
            continue
        if a.get_rotation() == b.get_rotation() == 45 and _apart_when_turned(a, b) > 0.9 * figure.dpi / 72:
            continue
        found.append(f"{a.get_text()!r} and {b.get_text()!r} overlap by {wide:.1f} x {high:.1f}")
    return found


def _inside(box, page):
    return box.x0 >= -0.5 and box.y0 >= -0.5 and box.x1 <= page.x1 + 0.5 and box.y1 <= page.y1 + 0.5


def _apart_when_turned(a, b):
    """How far the ends of two turned names are apart, seen along the line of writing, by the height of the taller."""
    ends = [text.get_transform().transform(text.get_position()) for text in (a, b)]
    lines = max(text.get_text().count("\n") + 1 for text in (a, b))
    return abs(ends[0] - ends[1])[0] * np.sqrt(0.5) / (7 * lines)


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
