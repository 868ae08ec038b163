"""The examples of the pages, run: `python docs/site/examples.py` writes the output below each of them anew.

The blocks of Python and of commands of a page are run one after another, as they stand, in a folder that holds the
sample corpus. What Python prints stands in the block `text` right below. Below commands such a block may be missing:
then their output is not shown. `tests/test_howto.py` runs the pages and compares.
"""

from __future__ import annotations

import contextlib
import io
import re
import shlex
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
ALONE = ("start.md", "explore.md", "course/pandas.md")
PAGES = [*(ROOT / "docs" / page for page in ALONE), *sorted((ROOT / "docs/howto").glob("*.md"))]
_BLOCK = re.compile(r"^```(python|sh)\n(.*?)^```\n(?:\n```text\n(.*?)^```\n)?", re.S | re.M)


class Block(NamedTuple):
    """An example: its language, its code, and the output that the page shows (None if it shows none)."""

    language: str
    code: str
    output: str | None


def blocks(page: str) -> list[Block]:
    return [Block(*found) for found in (match.groups() for match in _BLOCK.finditer(page))]


def outputs(page: str, folder: Path) -> Iterator[str]:
    """What each example of a page prints, run one after another in the folder."""
    names: dict[str, object] = {}
    (folder / "corpus").symlink_to(ROOT / "corpus")
    with contextlib.chdir(folder):
        for block in blocks(page):
            yield printed(block, names)


def printed(block: Block, names: dict[str, object]) -> str:
    out = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(io.StringIO()):  # notes and bars of progress
        if block.language == "python":
            exec(compile(block.code, "example", "exec"), names)
        else:
            for command in block.code.splitlines():
                run(shlex.split(command, comments=True), out)
    return "".join(f"{line.rstrip()}\n" for line in out.getvalue().splitlines())


def run(words: list[str], out: io.StringIO) -> None:
    """A command: one of ours in this process, any other in one of its own."""
    if words and words[0] == "discourse":
        from discourse.cli import main

        if code := main(words[1:]):
            raise RuntimeError(f"{shlex.join(words)} ended with exit code {code}")
    elif words:
        out.write(subprocess.run(words, capture_output=True, text=True, check=True).stdout)


def with_outputs(page: str) -> str:
    """The page with the output of each example that shows one."""
    with tempfile.TemporaryDirectory() as folder:
        made = outputs(page, Path(folder))

        def again(match: re.Match[str]) -> str:
            language, code, output = match.groups()
            now = next(made)
            shown = f"\n```text\n{now}```\n" if now and (language == "python" or output is not None) else ""
            return f"```{language}\n{code}```\n{shown}"

        return _BLOCK.sub(again, page)


if __name__ == "__main__":
    import matplotlib

    matplotlib.use("Agg")
    for path in PAGES:
        path.write_text(with_outputs(path.read_text(encoding="utf8")), encoding="utf8")
