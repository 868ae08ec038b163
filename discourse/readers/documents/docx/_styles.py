"""The styles of a Word document: the role that each gives to its paragraphs, and those that hide what has them."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from discourse.readers.documents._office import role_of_style
from discourse.readers.documents.docx._walk import TEXT_LEVEL, VALUE, W, is_on, level_of

_LEVEL = re.compile(r"[1-9]\b")
_MOST_STEPS = 20


class Styles:
    """What each style of a document does, by its id."""

    def __init__(self, root: Any) -> None:
        found = root.iterchildren(f"{W}style") if root is not None else ()
        self._styles = {style.get(f"{W}styleId", ""): style for style in found}
        self.hidden = {key for key in self._styles if self._ask(key, _hides)}
        self._looks: dict[str, tuple[str | None, int | None]] = {"": (None, None)}

    def look(self, key: str) -> tuple[str | None, int | None]:
        """The role of paragraphs in that style, and their level from 1 if they are headings.

        Where the document does not define a style, its id is read as its name.
        """
        if key not in self._looks:
            found = self._ask(key, _look) if key in self._styles else _look_of_name(key)
            self._looks[key] = found or (None, None)
        return self._looks[key]

    def _ask(self, key: str, question: Callable[[Any], Any]) -> Any:
        """What the style answers, or the first that it is based on and that has an answer."""
        for _ in range(_MOST_STEPS):  # styles may be based on one another in a circle
            style = self._styles.get(key)
            if style is None:
                return None
            if answer := question(style):
                return answer
            key = _value(style, "basedOn")
        return None


def _look(style: Any) -> tuple[str | None, int | None] | None:
    if found := _look_of_name(_value(style, "name")) or _look_of_name(style.get(f"{W}styleId", "")):
        return found
    for properties in style.iterchildren(f"{W}pPr"):
        level = level_of(_value(properties, "outlineLvl"))
        if level is not None and level < TEXT_LEVEL:
            return "heading", level + 1
    return None


def _look_of_name(name: str) -> tuple[str | None, int | None] | None:
    role = role_of_style(name)
    level = _LEVEL.search(name) if role == "heading" else None
    return (role, int(level[0]) if level else None) if role else None


def _hides(style: Any) -> bool:
    return any(is_on(properties, f"{W}vanish") for properties in style.iterchildren(f"{W}rPr"))


def _value(parent: Any, name: str) -> str:
    """The value of the first child of that name, or nothing."""
    return next((child.get(VALUE, "") for child in parent.iterchildren(f"{W}{name}")), "")
