"""The command line, `discourse`: new, check, suggest, run, verify, help and completion.

What a command did goes to standard output; notes and errors go to standard error, one line each. With `--quiet` a
command prints nothing on success; `--verbose` prints each step; `--log` writes all messages to a file. The help of each
command lists its exit codes.

`_parser` holds the commands, their options, examples and exit codes. `_studies` does what is of a study (run, verify,
and the check of a study file by `_study_check`), `_parts` what is of its parts (map, reduce), `_texts` what is of
texts (new, suggest, check). `_topics` explains measures, plots and tables, `_completion` prints what shells
complete by, and `_version` the version. `_talk` says it all, and `_trouble` puts the errors of the system into plain
words. `__main__` is for `python -m discourse.cli`.
"""

from __future__ import annotations

import argparse
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from discourse.cli._parser import make_parser
from discourse.cli._talk import Talk, talking
from discourse.cli._trouble import in_words


def main(arguments: list[str] | None = None) -> int:
    """Run the command line; returns the exit code."""
    options = make_parser().parse_args(arguments)
    talk = Talk(quiet=getattr(options, "quiet", False), verbose=getattr(options, "verbose", False))
    try:
        with _ended_by_sigterm(), talking(talk, getattr(options, "log", None)):
            return _done(options, talk)
    except OSError as why:  # of the log itself
        talk.complain(in_words(why))
        return options.trouble


def _done(options: argparse.Namespace, talk: Talk) -> int:
    """Do what a command is for; what hinders it is one line and an exit code."""
    try:
        from discourse.study.load import StudyError

        try:
            return options.do(options, talk)
        except StudyError as why:
            talk.complain(why)
        except OSError as why:
            talk.complain(in_words(why))
        return options.trouble
    except KeyboardInterrupt:
        talk.complain("stopped")
        return 130
    except _Terminated:
        talk.complain("terminated")
        return 143


class _Terminated(BaseException):
    """SIGTERM; as an exception, so that drafts and worker processes are cleaned up."""


@contextmanager
def _ended_by_sigterm() -> Iterator[None]:
    def end(number: int, frame: FrameType | None) -> None:
        raise _Terminated

    if threading.current_thread() is not threading.main_thread():  # only there can signals be handled
        yield
        return
    before = signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
