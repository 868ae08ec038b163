"""Paragraphs: where they start and end in a text."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from discourse.corpus.sections._line_ends import has_sentence, is_finished, line_goes_on
from discourse.text.characters import find_broken_words, pieces

_BREAKS = dict.fromkeys(map(ord, "\r\x0b"), " ") | dict.fromkeys(map(ord, "\x0c\x85\u2028\u2029"), "\n")  # ASCII first
_BREAK_CHARS = "".join(map(chr, _BREAKS))
_BLANK = np.array([chr(i).isspace() for i in range(128)])
_AT_ONCE = 1 << 20  # characters
_DEEPEST = 8  # blanks before or behind a line
_FEWEST_WRAPPED = 3  # lines with no blank line behind them, in a text that may be wrapped by hand


def find_all_paragraphs(texts: list[str]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The paragraphs of every text, as `find_paragraphs` has them: the number of the text, start and end of each.

    >>> [column.tolist() for column in find_all_paragraphs(["One.\\n\\nTwo.", "", " Öl\\r\\nGas"])]
    [[0, 0, 2, 2], [0, 6, 1, 5], [4, 10, 3, 8]]
    """
    parts = []
    for low, high in pieces(texts, _AT_ONCE) or [(0, 0)]:
        odd, doc, *places = _read_lines(texts[low:high])
        parts.append((doc + low, *places))
        for i in (odd + low).tolist():
            start, end = np.array(find_paragraphs(texts[i]), np.int64).reshape(-1, 2).T
            parts.append((np.full(len(start), i), start, end))
    doc, start, end = (np.concatenate(column) for column in zip(*parts, strict=True))
    order = np.argsort(doc, kind="stable")
    return doc[order], start[order].astype(np.int32), end[order].astype(np.int32)


def _read_lines(texts: list[str]) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """The texts whose lines have to be looked at; and the text, start and end of each line of all others.

    Looked at are texts that may be wrapped by hand, those with other breaks or blanks than ASCII has, and deep indents.
    """
    data = b"\n".join([*(text.encode("ascii", "replace") for text in texts), b""])  # a byte a character
    codes = np.frombuffer(data, np.uint8)
    end = np.flatnonzero(codes == ord("\n"))
    start = np.append(0, end + 1)[:-1]
    begin = np.cumsum([0, *(len(text) + 1 for text in texts)])
    doc = np.searchsorted(begin, start, "right") - 1
    look = np.array([not text.isascii() and any(map(text.__contains__, _BREAK_CHARS[3:])) for text in texts], bool)
    for other in [ord(char) for char in _BREAK_CHARS[:3] if ord(char) in data]:
        look[np.searchsorted(begin, np.flatnonzero(codes == other), "right") - 1] = True
    for edge, step, beside in ((start, 1, 0), (end, -1, -1)):
        live = np.arange(len(edge))
        for _ in range(_DEEPEST + 1):
            live = live[(start[live] < end[live]) & _BLANK[codes[edge[live] + beside]]]
            edge[live] += step
        look[doc[live]] = True
    line = np.flatnonzero(start < end)
    start, end, doc = start[line], end[line], doc[line]
    for at in (start, end - 1):
        unknown = np.flatnonzero(codes[at] == ord("?"))  # the mark, or a character that ASCII lacks
        own = doc[unknown]
        chars = [texts[d][i] for d, i in zip(own.tolist(), (at[unknown] - begin[own]).tolist(), strict=True)]
        look[own[[char.isspace() for char in chars]]] = True
    near = np.flatnonzero((np.diff(line) == 1) & (np.diff(doc) == 0))  # no blank line between them
    look[doc[near]] = True
    keep = ~look[doc]
    doc = doc[keep]
    return np.flatnonzero(look), doc, start[keep] - begin[doc], end[keep] - begin[doc]


def find_paragraphs(text: str) -> list[tuple[int, int]]:
    """Start and end of every paragraph, white space around it left out.

    A line is a paragraph, unless the text is wrapped by hand at a fixed width: then a blank line parts them, or a
    full stop before the margin. A text of few lines shows no width: there a line goes on if its words say so.

    >>> find_paragraphs("One.\\n\\n  Two, \\nand three.")
    [(0, 4), (8, 12), (14, 24)]
    >>> find_paragraphs("The talks with the United\\nStates failed.")
    [(0, 40)]
    """
    broken = {end for _, end in find_broken_words(text)}
    if any(map(text.__contains__, _BREAK_CHARS[:3] if text.isascii() else _BREAK_CHARS)):
        text = text.translate(_BREAKS)
    spans = _lines(text)
    touching = sum(text.count("\n", end, after) == 1 for (_, end), (after, _) in pairwise(spans))
    if not touching and not broken:
        return spans
    width = _wrap_width(text, spans) if touching >= _FEWEST_WRAPPED else 0
    prose = touching < _FEWEST_WRAPPED and has_sentence(text)
    joined = spans[:1]
    for (start, end), (after, stop) in pairwise(spans):
        begun = joined[-1][0]
        if text.count("\n", end, after) > 1:
            runs_on = False
        elif touching >= _FEWEST_WRAPPED:
            runs_on = bool(width) and not _ends_early(text[start:end], text[after:stop], width)
        else:
            told = prose and not text[begun].islower()
            runs_on = line_goes_on(text[start:end], text[after:stop], prose=told, inside=begun < start)
        if runs_on or after in broken:
            joined[-1] = (begun, stop)
        else:
            joined.append((after, stop))
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


def _ends_early(line: str, following: str, width: float) -> bool:
    """Does the line end before the margin, with a stop, or as a headline: where the next word would have had room?"""
    if len(line) >= 0.75 * width:
        return False
    room = len(line) + len(following.split(maxsplit=1)[0]) < 0.9 * width
    return is_finished(line) or (room and not following[0].islower() and not line_goes_on(line, following, prose=True))


def _wrap_width(text: str, lines: list[tuple[int, int]]) -> float:
    """The width at which the lines of paragraphs break; 0 where they do not."""
    broken, total, capitals = [], 0, 0  # lines that run on into the next; those that go on with a capital, as verse
    for (start, end), (after, stop) in pairwise(lines):
        if text.count("\n", end, after) == 1:
            total += 1
            if not is_finished(text[start:end]):
                broken.append(end - start)
                capitals += text[after].isupper() and not text[after:stop].isupper()
    if total < len(lines) / 3 or len(broken) < total / 2 or capitals > len(broken) / 2:
        return 0
    width = np.quantile(broken, 0.9)  # a long address or a table may stand out
    longest = np.quantile([end - start for start, end in lines], 0.9)
    return width if longest <= 120 and np.median(broken) > width * 0.75 else 0
