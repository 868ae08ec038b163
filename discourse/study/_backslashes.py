"""Paths of Windows in a study file: what TOML makes of their backslashes, and what to write instead.

In double quotes a backslash begins an escape. `"C:\\Users"` is no TOML, and `"C:\\temp"` is a path with a tab in it.
"""

from __future__ import annotations

import re

_CONTROLS = {"\t": r"\t", "\n": r"\n", "\r": r"\r", "\b": r"\b", "\f": r"\f"}
_INSTEAD = r"""write / in its place, as in "C:/texts", or single quotes, as in 'C:\texts'"""


def hint(data: bytes, why: str) -> str:
    r"""What to add to an error of TOML where its line has a backslash in double quotes, else nothing.

    >>> hint(rb'path = "C:\Users"', "Invalid hex value (at line 1, column 13)")
    '; a backslash in double quotes begins an escape: write / in its place, ...
    >>> hint(b"path = ", "Invalid value (at line 1, column 8)")
    ''
    """
    found = re.search(r"\(at line (\d+), ", why)
    lines = data.decode("utf-8-sig", "replace").split("\n")
    if found is None or not re.search(r'"[^"]*\\', lines[int(found[1]) - 1]):
        return ""
    return f"; a backslash in double quotes begins an escape: {_INSTEAD}"


def misread(path: str) -> str | None:
    r"""What is wrong with a path in which a backslash was read as an escape, and what to do, or None.

    >>> misread("C:/temp"), misread("C:\temp")
    (None, 'it holds \\t, an escape in double quotes; if a backslash is meant, write / in its place, ...
    """
    for control, written in _CONTROLS.items():
        if control in path:
            return f"it holds {written}, an escape in double quotes; if a backslash is meant, {_INSTEAD}"
    return None
