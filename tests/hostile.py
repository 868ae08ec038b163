"""Folders made to break readers, and what was there before: what the tests of hostile files share."""

from __future__ import annotations

import gzip
import os
import random
import re
from collections.abc import Callable
from pathlib import Path

#: A reason that is the name of an error of Python or of a library was foreseen by no rule.
FOREIGN = re.compile(r"^(?:\w+(?:Error|Exception|Warning)|ArrowInvalid)\b")
POEM = "Tea, milk and a little sugar. " * 4
ARTICLE = "The ministers met in the old harbour on Tuesday, and nobody said what the talks had been about."
WHOLE = gzip.compress(POEM.encode(), mtime=0)
DEEP = "[" * 10**6 + "]" * 10**6
Content = bytes | str | Callable[[Path], object]


def make(folder: Path, files: dict[str, Content]) -> None:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if callable(content):
            content(path)
        else:
            path.write_bytes(content.encode() if isinstance(content, str) else content)


def tree(root: Path) -> dict[str, tuple]:
    """Every entry below `root`, with its size and time."""
    found = {}
    for path in sorted(root.rglob("*")):
        status = path.lstat()
        found[str(path)] = (status.st_mode, status.st_size, status.st_mtime_ns)
    return found


def flipped(data: bytes, seed: int) -> bytes:
    """`data` with one to four bytes changed, a half of them near the end, where the file says what it holds."""
    dice = random.Random(seed)
    out = bytearray(data)
    for _ in range(dice.randint(1, 4)):
        out[dice.randrange(len(out)) if seed % 2 else -dice.randint(1, len(out) // 2)] ^= dice.randint(1, 255)
    return bytes(out)


def pipe(path: Path) -> None:
    os.mkfifo(path)


def link(target: str) -> Callable[[Path], object]:
    return lambda path: path.symlink_to(target)
