"""What a command says: results on standard output, notes and errors on standard error, and all of it in a log.

A line is one line whatever is in it. Where standard error is no terminal, no bar is drawn: `--verbose` tells each step
in a line of its own instead, and a log always does.
"""

from __future__ import annotations

import io
import os
import sys
import time
import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, redirect_stderr
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TextIO


@dataclass
class Talk:
    """What is said, and where to.

    Attributes
    ----------
    quiet : is what succeeds left unsaid?
    verbose : is each step told, and what was left out?
    errors : standard error, as it was before the bars of libraries were kept from it
    log : a file that gets all lines, each with the time
    """

    quiet: bool = False
    verbose: bool = False
    errors: TextIO = field(default_factory=lambda: sys.stderr)
    log: TextIO | None = None
    _caught: list[warnings.WarningMessage] = field(default_factory=list)

    def say(self, text: str) -> None:
        """A line of what was done; with --quiet it stands in the log alone."""
        self._keep(text)
        if not self.quiet:
            _write(sys.stdout, text)

    def print(self, text: str) -> None:
        """A line that was asked for, such as JSON: --quiet does not keep it back."""
        self._keep(text)
        _write(sys.stdout, text)

    def print_text(self, text: str) -> None:
        """Lines of our own making that were asked for, such as a help page."""
        for line in text.rstrip("\n").split("\n"):
            _write(sys.stdout, line)

    def complain(self, text: object) -> None:
        """A line on what went wrong, or may be wrong."""
        self._keep(str(text))
        _write(self.errors, f"discourse: {text}")

    def remark(self, text: str) -> None:
        """A note, on standard error unless --quiet."""
        if self.quiet:
            self._keep(text)
        else:
            self.complain(text)

    @property
    def notes(self) -> list[str]:
        """What the work so far warned of, each once."""
        said = (str(w.message) for w in self._caught if issubclass(w.category, UserWarning))
        return list(dict.fromkeys(said))

    def steps(self, steps: Iterable) -> Iterator:
        """The steps of a run, each called by its name: as a bar on a terminal, else in lines if they are asked for."""
        from tqdm import tqdm

        for step in tqdm(steps, unit="step", disable=not self.draws_bars, file=self.errors):
            began = time.monotonic()
            yield step
            said = f"{step[0]}: {time.monotonic() - began:.1f} s"
            self._keep(said)
            if self.verbose:
                _write(self.errors, f"discourse: {said}")

    @property
    def draws_bars(self) -> bool:
        """Only on a terminal, and where steps are not told in lines."""
        return not self.quiet and not self.verbose and self.errors.isatty()

    def _keep(self, text: str) -> None:
        if self.log is not None:
            _write(self.log, f"{datetime.now():%Y-%m-%d %H:%M:%S} {text}")


@contextmanager
def talking(talk: Talk, log: Path | None) -> Iterator[None]:
    """Collect warnings for the user, open the log and close it; bars of libraries are drawn where ours are."""
    kept = None if log is None else log.open("a", encoding="utf-8")
    bars = talk.errors if talk.draws_bars else io.StringIO()
    try:
        talk.log = kept
        with warnings.catch_warnings(record=True) as caught, redirect_stderr(bars):
            warnings.simplefilter("always", UserWarning)
            talk._caught = caught
            yield
    finally:
        talk.log = None
        if kept is not None:
            kept.close()


def many(n: int, noun: str) -> str:
    """A number of things.

    >>> many(1, "table"), many(2000, "document")
    ('1 table', '2000 documents')
    """
    return f"{n} {noun}{'s' * (n != 1)}"


def _write(stream: TextIO, text: str) -> None:
    """One line, whatever is in it. A reader that has gone away changes nothing."""
    line = "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text.rstrip())
    encoding = stream.encoding or "utf8"
    try:
        stream.write(line.encode(encoding, "backslashreplace").decode(encoding) + "\n")
        stream.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())  # or Python would complain when it ends
