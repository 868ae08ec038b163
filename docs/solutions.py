"""Write what the code of the teacher's solutions prints: `python docs/solutions.py`.

A solution is a block of Python in docs/course/solutions, and below it a block of text with what it prints. The blocks
of a page go on from each other. The code is written by hand; the text is written here.
"""

from __future__ import annotations

import contextlib
import io
import re
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGES = sorted((ROOT / "docs" / "course" / "solutions").glob("session_*.md"))
BLOCK = re.compile(r"```python\n(.*?)```\n(?:\n```text\n.*?```\n)?", re.S)


def with_output(page: str) -> str:
    """The page with what each block prints below it; a block that prints nothing has no text."""
    names: dict[str, object] = {"__name__": "solution"}

    def run(block: re.Match) -> str:
        code, out = block[1], io.StringIO()
        with contextlib.redirect_stdout(out):
            exec(code.replace('"corpus/', f'"{ROOT.as_posix()}/corpus/'), names)
        text = out.getvalue().rstrip()
        lines = "\n".join(line.rstrip() for line in text.splitlines())
        return f"```python\n{code}```\n" + (f"\n```text\n{lines}\n```\n" if lines else "")

    return BLOCK.sub(run, page)


def main() -> None:
    for path in PAGES:
        page = path.read_text(encoding="utf8")
        with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
            written = with_output(page)
        path.write_text(written, encoding="utf8", newline="\n")
        print(path.relative_to(ROOT).as_posix())


if __name__ == "__main__":
    main()
