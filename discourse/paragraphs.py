"""Paragraphs: where they start and end in a text."""

from __future__ import annotations

import re
from itertools import pairwise

import numpy as np

_BREAKS = {ord("\r"): " "} | dict.fromkeys(map(ord, "\x0b\x0c\x85\u2028\u2029"), "\n")  # the ASCII ones first
_BREAK_CHARS = "".join(map(chr, _BREAKS))
FINISHED = re.compile(r"[.!?…:;,][\"'”’»)\]*_]*(?:\[?\d{1,3}\]?)?$")


def find_paragraphs(text: str) -> list[tuple[int, int]]:
    """Start and end of every paragraph, white space around it left out.

    A line is a paragraph, unless the text is wrapped by hand at a fixed width: then a blank line parts them, or a
    full stop before the margin.

    >>> find_paragraphs("One.\\n\\n  Two, \\nand three.")
    [(0, 4), (8, 12), (14, 24)]
    """
    if any(map(text.__contains__, _BREAK_CHARS[:3] if text.isascii() else _BREAK_CHARS)):
        text = text.translate(_BREAKS)
    spans = _lines(text)
    width = _wrap_width(text, spans)
    if not width:
        return spans
    joined = spans[:1]
    for (start, end), (after, stop) in pairwise(spans):
        if text.count("\n", end, after) > 1 or (end - start < 0.75 * width and _is_finished(text[start:end])):
            joined.append((after, stop))
        else:
            joined[-1] = (joined[-1][0], stop)
    return joined


def _lines(text: str) -> list[tuple[int, int]]:
    """Start and end of every line that is not blank. Nothing is copied where no white space stands around it."""
    spans, start, size = [], 0, len(text)
    while start < size:
        end = text.find("\n", start)
        end = size if end < 0 else end
        if end > start:
            if not text[start].isspace() and not text[end - 1].isspace():
                spans.append((start, end))
            elif shown := (line := text[start:end]).strip():
                first = start + line.index(shown[0])
                spans.append((first, first + len(shown)))
        start = end + 1
    return spans


def _is_finished(line: str) -> bool:
    return bool(FINISHED.search(line[-8:]))


def _wrap_width(text: str, lines: list[tuple[int, int]]) -> float:
    """The width at which the lines of paragraphs break; 0 where they do not."""
    if sum(text.count("\n", end, after) == 1 for (_, end), (after, _) in pairwise(lines)) < 3:
        return 0
    broken, total, capitals = [], 0, 0  # lines that run on into the next; those that go on with a capital, as verse
    for (start, end), (after, stop) in pairwise(lines):
        if text.count("\n", end, after) == 1:
            total += 1
            if not _is_finished(text[start:end]):
                broken.append(end - start)
                capitals += text[after].isupper() and not text[after:stop].isupper()
    if total < len(lines) / 3 or len(broken) < total / 2 or capitals > len(broken) / 2:
        return 0
    width = np.quantile(broken, 0.9)  # a long address or a table may stand out
    longest = np.quantile([end - start for start, end in lines], 0.9)
    return width if longest <= 120 and np.median(broken) > width * 0.75 else 0
