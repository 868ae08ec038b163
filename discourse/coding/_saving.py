"""The file of a coder on disk: written whole after every code, and never over what somebody else has written.

Two tabs, two notebooks or a spreadsheet can have the same file open. Whoever writes compares what lies there with what
they wrote or read last. Where it is something else, nothing is written, and they are told.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pandas as pd

from discourse.corpus.drafts import lock

_SECONDS = 5  # that a process waits for another one that is writing


class Changed(Exception):
    """The file is not what this process wrote or read last."""


class SavedFile:
    """A file that is written whole, with a check that it is still what was known of it.

    Attributes
    ----------
    path : Path
    known : the sha256 of what was written or read last; None if there was no file
    """

    def __init__(self, path: Path) -> None:
        self.path = path.resolve()
        self.known: str | None = None

    def read(self) -> bytes | None:
        """What lies there now, which is known from here on; None if there is no file."""
        raw = self._now()
        self.known = _digest(raw)
        return raw

    def has_changed(self) -> bool:
        """Whether somebody else has written to the file. One that is gone can be written anew."""
        return _digest(self._now()) not in (None, self.known)

    def write(self, table: pd.DataFrame) -> None:
        """Write the table as CSV, in UTF-8 with the mark by which spreadsheets know it.

        Raises
        ------
        Changed
            If the file is not what is known.
        OSError
            If it cannot be written; then what lay there is still there.
        """
        raw = table.to_csv(index=False, lineterminator="\n").encode("utf-8-sig")
        with _alone(self.path.parent):
            if self.has_changed():
                raise Changed
            handle, draft = tempfile.mkstemp(prefix=f".{self.path.name}-", dir=self.path.parent)
            try:
                with open(handle, "wb") as file:
                    file.write(raw)
                    file.flush()
                    os.fsync(file.fileno())
                os.chmod(draft, self.path.stat().st_mode & 0o777 if self.path.exists() else _usual_mode())
                os.replace(draft, self.path)
            except BaseException:
                with suppress(OSError):
                    os.unlink(draft)
                raise
            self.known = _digest(raw)

    def _now(self) -> bytes | None:
        try:
            return self.path.read_bytes()
        except FileNotFoundError:
            return None


def _digest(raw: bytes | None) -> str | None:
    return None if raw is None else hashlib.sha256(raw).hexdigest()


def _usual_mode() -> int:
    """The mode of a new file: what the user lets others do (mkstemp lets them do nothing)."""
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Hold the folder against others who write a file in it at this moment, where the system can."""
    until = time.monotonic() + _SECONDS
    while True:
        with lock(folder, alone=True) as held:
            if held is not False or time.monotonic() > until:
                yield
                return
        time.sleep(0.02)
