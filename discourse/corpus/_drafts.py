"""A folder that appears whole or not at all.

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
    with tempfile.TemporaryDirectory(prefix=prefix, dir=place.parent) as hidden, _held(Path(hidden)):
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
    locked = _is_locked(hidden) if held and name not in held - {_NEW, _OLD} else None
    if locked is None:
        return time.time() - max(path.stat().st_mtime for path in (hidden, *hidden.rglob("*"))) > _SECONDS
    return not locked


@contextmanager
def _held(hidden: Path) -> Iterator[None]:
    """Hold a lock on the folder, where that can be."""
    try:
        import fcntl
    except ImportError:
        yield
        return
    folder = os.open(hidden, os.O_RDONLY)
    try:
        with suppress(OSError):  # a file system without locks
            fcntl.flock(folder, fcntl.LOCK_SH)
        yield
    finally:
        os.close(folder)


def _is_locked(hidden: Path) -> bool | None:
    """Does somebody hold a lock on the folder? None where that is not known."""
    try:
        import fcntl
    except ImportError:
        return None
    folder = os.open(hidden, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:  # a file system without locks
        return None
    finally:
        os.close(folder)
    return False
