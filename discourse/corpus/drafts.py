"""A folder that appears complete or not at all.

It is written as a draft, in a hidden folder beside its place, and moved there when it is finished. A process that is
killed leaves its hidden folder behind; the next one that writes to the same place removes it. Whoever writes holds a
lock on the hidden folder, which the system lets go of however the process ends. So no draft that is still being written
is ever removed. Where folders cannot be locked (Windows, some network drives), a draft counts as left behind when
nothing was written to it for a day.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_NEW, _OLD = "draft", "older"  # what the hidden folder holds
_SECONDS = 24 * 60 * 60


@contextmanager
def draft_of(place: Path) -> Iterator[Path]:
    """An empty folder, which is at `place` when the block ends well; what was there before is removed."""
    place = place.resolve() if place.is_symlink() else place  # a link stays one
    place.parent.mkdir(parents=True, exist_ok=True)
    _remove_left(place)
    prefix = f".{place.name}-"
    with tempfile.TemporaryDirectory(prefix=prefix, dir=place.parent) as hidden, lock(Path(hidden)):
        draft = Path(hidden) / _NEW
        draft.mkdir()  # not the temporary folder itself, which no one else may read
        yield draft
        if place.exists():
            place.rename(Path(hidden) / _OLD)  # removed later: there is either the older folder or the new one
        draft.rename(place)


def _remove_left(place: Path) -> None:
    """Remove the drafts of `place` that processes left that are gone."""
    ours = re.compile(rf"\.{re.escape(place.name)}-[a-z0-9_]{{8}}")  # as `tempfile` names them
    for hidden in place.parent.iterdir():
        if ours.fullmatch(hidden.name) and hidden.is_dir() and not hidden.is_symlink():
            with suppress(OSError):  # another process removes it, too, or it is somebody else's
                if _is_left(hidden, place.name):
                    shutil.rmtree(hidden, ignore_errors=True)


def _is_left(hidden: Path, name: str) -> bool:
    held = {path.name for path in hidden.iterdir()}
    if not held <= {_NEW, _OLD, name}:
        return False
    # An empty one may have been made just now, and not be locked yet. Versions before 0.2 locked none.
    if held and name not in held - {_NEW, _OLD}:
        with lock(hidden, alone=True) as free:
            if free is not None:
                return free
    return time.time() - max(path.stat().st_mtime for path in (hidden, *hidden.rglob("*"))) > _SECONDS


@contextmanager
def lock(folder: Path, *, alone: bool = False) -> Iterator[bool | None]:
    """Hold a lock on a folder, against all others or only against who wants it alone.

    Gives whether it is held: False where somebody else holds it, None where folders cannot be locked. The system lets
    go of it when the process ends, however it ends.
    """
    try:
        import fcntl
    except ImportError:
        yield None
        return
    handle = os.open(folder, os.O_RDONLY)
    held: bool | None = True
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB if alone else fcntl.LOCK_SH)
        except BlockingIOError:
            held = False
        except OSError:  # a file system without locks
            held = None
        yield held
    finally:
        os.close(handle)
