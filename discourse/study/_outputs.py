"""Files of results: drafted aside, moved into place when all are finished, known by the sha256 of their bytes.

A run writes into a folder of drafts inside the folder of results, and moves the files to their names in one go,
the manifest last. If a move fails, the older files are put back. Killed at any moment the run leaves no half-written
file under a final name; killed while it moves them, it leaves an older manifest whose sha256 no longer fit, which
`discourse.study.verify` tells.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pandas as pd

from discourse.corpus.drafts import lock
from discourse.study.load import StudyError
from discourse.study.parts.stored import Stored
from discourse.study.register import OFFICE, STYLES

MANIFEST = "manifest.json"
REPORT = "report.html"
#: Folder of results -> the endings of the files that a run writes there.
SUFFIXES = {"tables": (".csv", ".parquet"), "figures": (".svg", ".pdf", ".png")}
#: What stands before the ending of a figure that is drawn in a further style: `hedges.print.pdf`.
FURTHER = tuple(f".{style}" for style in STYLES)
#: Files that are an output of their own.
SINGLE = (REPORT, *(f"tables.{form}" for form in OFFICE))
_DRAFTS, _OLDER = ".draft-", ".older"
_ROW_GROUP = 2**20  # rows, as pandas has them written


def sha256(source: bytes | Path) -> str:
    """The sha256 of bytes, or of the bytes of a file, in hexadecimal figures.

    Examples
    --------
    >>> sha256(b"")[:8]
    'e3b0c442'
    """
    if isinstance(source, bytes):
        return hashlib.sha256(source).hexdigest()
    with open(source, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def write_table(table: pd.DataFrame | Stored, stem: Path) -> None:
    """The table as `stem`.csv and `stem`.parquet; rows end in a line feed on every system."""
    stem.parent.mkdir(parents=True, exist_ok=True)
    csv, parquet = (stem.with_name(stem.name + suffix) for suffix in SUFFIXES["tables"])
    if isinstance(table, Stored):
        _write_pieces(table, csv, parquet)
        return
    table.to_csv(csv, index=False, lineterminator="\n", encoding="utf8", date_format="%Y-%m-%d")
    table.to_parquet(parquet, index=False)


def _write_pieces(table: Stored, csv: Path, parquet: Path) -> None:
    """A table part by part, as the bytes that the whole would be written as."""
    import pyarrow as pa
    from pyarrow.parquet import ParquetWriter

    kinds = table.kinds()
    schema = pa.Schema.from_pandas(table.head(), preserve_index=False)
    waiting: list[pa.Table] = []
    with ParquetWriter(parquet, schema) as writer, open(csv, "w", encoding="utf8", newline="") as file:
        for number, rows in enumerate(table.each()):
            rows = rows.astype(kinds)
            options = {"index": False, "lineterminator": "\n", "date_format": "%Y-%m-%d"}
            rows.to_csv(file, header=number == 0, **options)
            waiting.append(pa.Table.from_pandas(rows, schema=schema, preserve_index=False))
            while sum(map(len, waiting)) >= _ROW_GROUP:
                whole = pa.concat_tables(waiting)
                writer.write_table(whole[:_ROW_GROUP].combine_chunks(), row_group_size=_ROW_GROUP)
                waiting = [whole[_ROW_GROUP:]]
        rest = pa.concat_tables(waiting).combine_chunks()
        if len(rest) or not table.n_rows:
            writer.write_table(rest, row_group_size=_ROW_GROUP)


def write_text(text: str, path: Path) -> None:
    """The text in UTF-8, with its line ends as they are."""
    path.write_text(text, encoding="utf8", newline="\n")


@contextmanager
def drafts(out: Path) -> Iterator[Path]:
    """An empty folder in `out`, removed in the end, as is an `out` that nothing was moved to; first goes what killed
    runs left.

    Raises
    ------
    StudyError
        If another run is writing to `out` (known where the system locks folders, so not on Windows).
    """
    new = not out.exists()
    out.mkdir(parents=True, exist_ok=True)
    with _alone(out):
        for left in out.glob(f"{_DRAFTS}*"):
            shutil.rmtree(left, ignore_errors=True)
        folder = Path(tempfile.mkdtemp(prefix=_DRAFTS, dir=out))
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)
            if new and not any(out.iterdir()):
                out.rmdir()


def publish(draft: Path, out: Path) -> None:
    """Move every file of the folder of drafts to its place in `out`, the manifest last: all of them, or none.

    Raises
    ------
    StudyError
        If a link or a file is where a folder of results should be, or a folder is where a file should be.
    """
    files = sorted(path.relative_to(draft) for path in draft.rglob("*") if path.is_file())
    files.sort(key=lambda name: name == Path(MANIFEST))
    _check_places(out, files)
    older = draft / _OLDER
    for name in files:
        if (out / name).exists():
            _keep(out / name, older / name)
    moved: list[Path] = []
    try:
        for name in files:
            (out / name).parent.mkdir(exist_ok=True)
            moved.append(name)
            os.replace(draft / name, out / name)
    except BaseException:
        for name in moved:
            _put_back(older / name, draft / name, out / name)
        raise


def _check_places(out: Path, files: list[Path]) -> None:
    for folder in sorted({out / name.parent for name in files} - {out}):
        if folder.is_symlink():
            raise StudyError(f"{folder} is a link, and results are not written through links; remove it")
        if folder.exists() and not folder.is_dir():
            raise StudyError(f"{folder} is a file, but a folder of results is needed there; move it away")
    for name in files:
        if (out / name).is_dir():
            raise StudyError(f"{out / name} is a folder, but a file of results is needed there; move it away")


def _keep(path: Path, copy: Path) -> None:
    """A second name for a file, or a copy where the system has one name for each."""
    copy.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(path, copy, follow_symlinks=False)
    except OSError:
        shutil.copy2(path, copy)


def _put_back(older: Path, draft: Path, place: Path) -> None:
    """What was at a place before a file of the drafts was moved there."""
    if draft.exists():  # it was not moved
        return
    if older.exists():
        os.replace(older, place)
    else:
        place.unlink(missing_ok=True)


def digests(folder: Path) -> dict[str, str]:
    """Name below `folder`, with `/`, and sha256 of every file that a run may have written there, but the manifest."""
    found = [path for part, suffixes in SUFFIXES.items() for path in (folder / part).glob("*") if _ours(path, suffixes)]
    found += [folder / name for name in SINGLE if (folder / name).is_file()]
    return {path.relative_to(folder).as_posix(): sha256(path) for path in sorted(found)}


def _ours(path: Path, suffixes: tuple[str, ...]) -> bool:
    return path.suffix in suffixes and not path.name.startswith(".") and path.is_file()


@contextmanager
def _alone(out: Path) -> Iterator[None]:
    """Hold `out` against other runs."""
    with lock(out, alone=True) as held:
        if held is False:
            raise StudyError(f"another run is writing to {out}; wait for it, or choose another folder")
        yield
