"""The pages of the site, gathered from the repository: where each stands, and where its links lead.

A page is written once, where a reader of the repository looks for it: METHODS.md at the top, how-to pages in
docs/howto. Here it gets its place in the site. Its links are those of the repository. They are turned into links of the
site: to the page that a file has become, to a copy of a file that is no page, or to the page that stands for a folder.
"""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

#: Path in the repository -> path in the site. All of docs/ keeps its path from there.
PLACES = {
    "METHODS.md": "methods.md",
    "CHANGELOG.md": "changelog.md",
    "CONTRIBUTING.md": "contributing/how.md",
    "CODE_OF_CONDUCT.md": "contributing/conduct.md",
    "SECURITY.md": "contributing/security.md",
    "docs/core.md": "contributing/core.md",
    "benchmarks/README.md": "benchmarks.md",
    "corpus/us_russia/README.md": "sample_corpus.md",
    "discourse/data/README.md": "word_lists.md",
}
#: Files and folders that are no page -> the page of the site that stands for them.
STAND_FOR = {
    "README.md": "start.md",
    "docs/site/reference.py": "reference/index.md",
    "docs/site/make.py": "comparison.md",
    "notebooks": "tutorials/index.md",
    "discourse/schema.py": "reference/tables.rst",
    "discourse/data": "word_lists.md",
    "docs/howto": "howto/index.md",
    "docs/course": "course/index.md",
    "docs/coming_from": "coming_from/index.md",
}
#: A link or picture of Markdown, but for one to another server.
_LINK = re.compile(r"(?<=\]\()(?!https?:|mailto:)([^)\s#]*)(#[^)\s]*)?(?=\))")
_FENCE = re.compile(r"^(?P<fence>`{3,}|~{3,}).*?^(?P=fence)[ ]*$|`[^`\n]+`", re.S | re.M)


def place_of(path: str) -> str | None:
    """Where a file of the repository stands in the site; None if it is no page."""
    if path in PLACES:
        return PLACES[path]
    if path in STAND_FOR:
        return STAND_FOR[path]
    if path.startswith("notebooks/") and path.endswith(".ipynb"):
        return "tutorials/" + path.removeprefix("notebooks/")
    if path.startswith("docs/") and path.endswith((".md", ".png", ".ipynb")):
        return path.removeprefix("docs/")
    return None


def with_links(text: str, page: str) -> tuple[str, set[str]]:
    """The text of a page of the repository with the links of the site, and the files that have to be copied for it."""
    files: set[str] = set()

    def moved(link: re.Match[str]) -> str:
        path, anchor = link[1], link[2] or ""
        if not path:
            return anchor
        target = os.path.normpath((Path(page).parent / path).as_posix()).replace(os.sep, "/")
        if not (ROOT / target).exists():
            raise ValueError(f"{page} links to {path}, which is not there")
        place = place_of(target)
        if place is None:
            if not (ROOT / target).is_file():
                raise ValueError(f"{page} links to the folder {path}; link to a file, or name its page in STAND_FOR")
            files.add(target)
            place = f"files/{target}"
        here = Path(place_of(page) or page).parent
        return os.path.relpath(place, here).replace(os.sep, "/") + anchor

    parts, last = [], 0
    for code in _FENCE.finditer(text):  # what stands in code is no link
        parts += [_LINK.sub(moved, text[last : code.start()]), code[0]]
        last = code.end()
    return "".join([*parts, _LINK.sub(moved, text[last:])]), files


def section(page: str, heading: str) -> str:
    """What stands under a heading of a page of the repository, without the heading."""
    text = (ROOT / page).read_text(encoding="utf8")
    found = re.search(rf"^(#+) {re.escape(heading)}\n(.*?)(?=^#{{1,2}} |\Z)", text, re.S | re.M)
    if not found:
        raise ValueError(f"{page} has no heading {heading!r}")
    return found[2].strip()


def pages() -> list[str]:
    """Every page of the repository that is in the site, but for notebooks."""
    found = [path for path in PLACES if (ROOT / path).is_file()]
    found += [path.relative_to(ROOT).as_posix() for path in sorted((ROOT / "docs").rglob("*.md"))]
    return list(dict.fromkeys(found))


def gather(into: Path) -> None:
    """Copy the pages, and the pictures and files that they show, with the links of the site."""
    files: set[str] = set()
    for page in pages():
        text, more = with_links((ROOT / page).read_text(encoding="utf8"), page)
        write(into / (place_of(page) or page), text)
        files |= more
    for picture in sorted((ROOT / "docs").rglob("*.png")):
        copy(picture, into / picture.relative_to(ROOT / "docs"))
    for file in sorted(files):
        copy(ROOT / file, into / "files" / file)


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf8")


def copy(path: Path, to: Path) -> None:
    to.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy2(path, to)
