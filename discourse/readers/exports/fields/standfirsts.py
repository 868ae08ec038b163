"""Abstracts and standfirsts, which databases keep apart from the body, and often take from it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from discourse.readers.article import Paragraph

_NOTHING = re.compile(
    r"(?:(?:abstract|text|full text) )?(?:none|not) available\.?|no disponible\.?|non disponible\.?|nicht verfügbar\.?",
    re.IGNORECASE,
)
#: What an abstract made of the body has for sentences that are left out.
_MOST_PIECES = 50
_CUT_OUT = re.compile(r"\[?(?:\.\.\.|…)\]?")


def says_nothing(text: str) -> bool:
    """Whether a field says no more than that there is nothing.

    >>> says_nothing("Not available."), says_nothing("Tea is not available.")
    (True, False)
    """
    return _NOTHING.fullmatch(text.strip()) is not None


def find_standfirst(lines: Iterable[str], body: list[Paragraph]) -> list[Paragraph]:
    """The lines of an abstract as standfirst; none where all that they say stands in the body, word for word.

    Examples
    --------
    >>> body = [Paragraph("Tea is good. So is cake.")]
    >>> find_standfirst(["Tea is good. [...]"], body), find_standfirst(["On tea."], body)
    ([], [Paragraph(text='On tea.', role='standfirst')])
    """
    lines = [line for line in lines if line.strip() and not says_nothing(line)]
    if not lines:
        return []
    whole = " ".join(" ".join(paragraph.text.split()) for paragraph in body)
    pieces = [" ".join(piece.split()) for piece in _CUT_OUT.split(" ".join(lines))]
    if len(pieces) <= _MOST_PIECES and all(piece in whole for piece in pieces):
        return []
    return [Paragraph(line, "standfirst") for line in lines]
