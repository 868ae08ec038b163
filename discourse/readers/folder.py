"""Which files of a folder are texts, and in which order.

The order is that of the paths relative to the folder, so that it does not depend on the file system, the
locale or the working directory. Hidden files and the files that accompany a corpus are passed over, and so are samples
for human coders, which are known by their header: their sentences are in the texts already. What is
no regular file below the folder (a link that leads out of it, a link to a folder, a pipe) is never opened,
and is told.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

#: Suffix -> format. Each may be followed by `.gz`.
FORMATS = {
    ".txt": "txt",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".csv": "csv",
    ".tsv": "tsv",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "json",
    ".parquet": "parquet",
    ".xlsx": "xlsx",
    ".docx": "docx",
    ".docm": "docx",
    ".doc": "doc",
    ".rtf": "rtf",
    ".odt": "odt",
    ".fodt": "odt",
    ".pdf": "pdf",
    ".epub": "epub",
    ".xml": "xml",
    ".tei": "xml",
    ".warc": "warc",
    ".ris": "ris",
    ".zip": "zip",
}
#: Formats of which each row is a text.
TABLES = ("csv", "tsv", "jsonl", "json", "parquet", "xlsx")
METADATA = ("metadata.csv", "metadata.csv.gz")
_FURNITURE = (*METADATA, "actors.csv", "codebook.toml", "corrections.csv", "study.toml")
# With any suffix, or none.
_FURNITURE_STEMS = ("readme", "license")
#: How the header of a sample for human coders begins, whatever the file is called (`schema.TABLES["sample"]`).
_SAMPLE = ("doc_id", "sentence_id", "start", "end", "text")
_SAMPLES = (".csv", ".tsv")

#: A file to open and its path relative to the folder that is read, with `/` between folders.
Files = list[tuple[Path, str]]


def list_files(root: Path) -> tuple[Files, Files, list[tuple[str, str]]]:
    """The texts below `root`, the tables of metadata, and source and reason of what cannot be a text.

    Parameters
    ----------
    root : Path
        A folder.

    Returns
    -------
    tuple
        Texts and tables, each a list of path and relative path in the order of the latter; and rejected
        entries.
    """
    texts: Files = []
    tables: Files = []
    rejected: list[tuple[str, str]] = []

    waiting = [root]  # not os.walk, which older versions of Python nest as deeply as the folders are
    while waiting:
        here = waiting.pop()
        try:
            names = [name for name in os.listdir(here) if not name.startswith((".", "~$"))]
        except OSError as error:
            rejected.append((relative(here, root), f"cannot be opened: {error.strerror}"))
            continue
        for name in names:
            path = here / name
            if os.path.isdir(path) and not os.path.islink(path):
                waiting.append(path)
            elif reason := why_closed(path, root):
                rejected.append((relative(path, root), reason))
            elif name.lower() in METADATA:
                tables.append((path, relative(path, root)))
            elif not is_furniture(name) and not is_sample(path):
                texts.append((path, relative(path, root)))
    by_source = lambda item: item[1]  # noqa: E731
    return sorted(texts, key=by_source), sorted(tables, key=by_source), sorted(rejected)


def is_furniture(name: str) -> bool:
    """Whether a file accompanies the texts.

    Examples
    --------
    >>> is_furniture("README.md"), is_furniture("study.toml"), is_furniture("readme_first.txt")
    (True, True, False)
    """
    return name.lower() in _FURNITURE or name.lower().partition(".")[0] in _FURNITURE_STEMS


def is_sample(path: Path) -> bool:
    """Whether a file is a sample for human coders, as `sample_sentences` gives it or a spreadsheet has saved it."""
    if path.suffix.lower() not in _SAMPLES:
        return False
    try:
        with path.open("rb") as file:
            head = file.readline(1000)
    except OSError:  # told by whoever reads it as a text
        return False
    names = re.split("[,;\t]", head.decode("utf-8-sig", "replace").strip())
    return tuple(name.strip(' "') for name in names[: len(_SAMPLE)]) == _SAMPLE


def suffix_of(source: str) -> str:
    """The suffix in lower case, without a `.gz` after it.

    Examples
    --------
    >>> suffix_of("a/b.TXT.gz"), suffix_of("b")
    ('.txt', '')
    """
    return os.path.splitext(source.lower().removesuffix(".gz"))[1]


def stem(source: str) -> str:
    """`source` without `.gz` and without the suffix before it.

    Examples
    --------
    >>> stem("texts/lee.2018.txt.gz"), stem("texts.d/lee")
    ('texts/lee.2018', 'texts.d/lee')
    """
    bare = source[: -len(".gz")] if source.lower().endswith(".gz") else source
    return os.path.splitext(bare)[0]


def relative(path: Path, root: Path) -> str:
    """`path` below `root` with `/` between folders; bytes of a name that are no text are spelt out."""
    name = path.relative_to(root).as_posix()
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def why_closed(path: Path, root: Path) -> str | None:
    """Why `path` is not to be opened by one who was given the folder `root`, or None."""
    if os.path.islink(path):
        if not os.path.exists(path):
            return "a link to a file that does not exist"
        if os.path.isdir(path):
            return "a link to a folder, not followed"
        if not path.resolve().is_relative_to(root.resolve()):
            return "a link that leaves the folder, not followed"
    return None if os.path.isfile(path) else "not a regular file"
