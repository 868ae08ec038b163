"""The notebooks with their outputs, run once and kept until something that bears on them changes.

Notebooks are stored without outputs. A run is kept in results/notebooks under a name that holds the sha256 of the
notebook, the library, the sample corpus and the installed packages. The tests of the notebooks keep their runs there,
too, so that the site does not run them a second time.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.metadata import distributions
from pathlib import Path
from tempfile import TemporaryDirectory

import nbformat
from nbclient import NotebookClient

ROOT = Path(__file__).resolve().parents[2]
KEPT = ROOT / "results" / "notebooks"
#: What a notebook may read.
READ = ("discourse", "corpus")


def executed(path: Path, kept: Path = KEPT) -> nbformat.NotebookNode:
    """The notebook with outputs: those that are kept, if they still hold, else those of a new run."""
    run = kept_as(path, kept)
    if run.is_file():
        return nbformat.read(run, as_version=4)
    notebook = nbformat.read(path, as_version=4)
    with a_place() as folder:
        NotebookClient(notebook, timeout=300, kernel_name="python3", resources={"metadata": {"path": folder}}).execute()
    keep(notebook, path, kept)
    return notebook


@contextmanager
def a_place() -> Iterator[Path]:
    """A folder to run a notebook in, with the corpus beside it as in the project: what it writes is not kept."""
    with TemporaryDirectory() as home:
        Path(home, "corpus").symlink_to(ROOT / "corpus", target_is_directory=True)
        folder = Path(home, "notebooks")
        folder.mkdir()
        yield folder


def keep(notebook: nbformat.NotebookNode, path: Path, kept: Path = KEPT) -> None:
    """Keep a run of the notebook at `path`, in place of older ones."""
    kept.mkdir(parents=True, exist_ok=True)
    run = kept_as(path, kept)
    for old in set(kept.glob(f"{path.stem}.*.ipynb")) - {run}:
        old.unlink()
    draft = run.with_suffix(".draft")
    nbformat.write(notebook, draft)
    draft.replace(run)


def kept_as(path: Path, kept: Path) -> Path:
    """The file in which a run of the notebook, as it is now, is kept."""
    digest = hashlib.sha256(path.read_bytes() + _surroundings())
    return kept / f"{path.stem}.{digest.hexdigest()[:16]}.ipynb"


@cache
def _surroundings() -> bytes:
    """The sha256 of everything beside the notebook that its outputs depend on."""
    digest = hashlib.sha256(sys.version.encode())
    for package in sorted(f"{found.name} {found.version}" for found in distributions()):
        digest.update(package.encode())
    for folder in READ:
        for file in sorted((ROOT / folder).rglob("*")):
            if file.is_file() and "__pycache__" not in file.parts:
                digest.update(file.relative_to(ROOT).as_posix().encode())
                digest.update(file.read_bytes())
    return digest.digest()
