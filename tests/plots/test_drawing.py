"""What figures have in common: colours, marks and lines of groups."""

from __future__ import annotations

from discourse.plots import _drawing as drawing


def test_groups_differ_without_colour():
    styles = [drawing.style_of(i) for i in range(56)]
    assert len({(colour, marker) for colour, marker, _ in styles}) == 56
    assert len({marker for _, marker, _ in styles[:7]}) == 7
