"""The command line: ``discourse new``, ``check``, ``suggest``, ``run`` and ``verify``.

What a command did goes to standard output; notes and errors go to standard error, one line each. With ``--quiet`` a
command that succeeds says nothing. Exit codes are in the help of each command.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import signal
import sys
import threading
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stderr
from pathlib import Path
from time import monotonic
from types import FrameType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

_STOPPED = """\
  130  stopped by Ctrl-C; 143 by SIGTERM (results are as they were before)"""
_CODES_OF_RUN = f"""\
exit codes:
    0  the results are written
    1  the study or its texts cannot be run, or the results cannot be written
    2  wrong usage, also a --only that the study does not have
{_STOPPED}"""
_CODES_OF_MAP = f"""\
What is made lies in the folder .parts of the results. It is made once: to run the same command again does what is not
there yet. On a cluster without a scheduler of our own, a job array runs `map STUDY --share I/N` for I from 1 to N, and
then one job runs `reduce STUDY`; see docs/many_machines.md.

exit codes:
    0  it is made
    1  the study or its texts cannot be run
    2  wrong usage
{_STOPPED}"""
_CODES_OF_VERIFY = f"""\
exit codes:
    0  all results are what the study makes
    1  some are not
    2  wrong usage, or they cannot be verified: no manifest, no study, or a study that cannot be run
{_STOPPED}"""
_CODES_OF_CHECK = f"""\
exit codes:
    0  everything can be read
    1  something is rejected, or nothing can be read
    2  wrong usage
{_STOPPED}"""
_CODES_OF_NEW = f"""\
exit codes:
    0  the study is begun
    1  it cannot be begun: no texts, or a file that would be overwritten
    2  wrong usage
{_STOPPED}"""


_CODES_OF_SUGGEST = f"""\
The rows go behind those that are there. Columns: actor, the name by which all mentions are counted; alias, a name that
texts use; type (a guess): state, organisation, government, party, person, media, other; form: name, acronym, demonym,
metonym, group; country, the state that the actor belongs to; source; n, how often, and n_docs, in how many texts the
alias stands; example, the first sentence with it. Mend what is wrong, drop what you do not need.

exit codes:
    0  the names are added
    1  the study or its texts cannot be read, or the list cannot be written
    2  wrong usage
{_STOPPED}"""


def main(arguments: list[str] | None = None) -> int:
    """Run the command line; returns the exit code."""
    options = _parser().parse_args(arguments)
    try:
        with _ended_by_sigterm():
            from discourse.study.load import StudyError

            try:
                return options.do(options)
            except (StudyError, OSError) as why:
                _complain(why)
                return options.trouble
    except KeyboardInterrupt:
        _complain("stopped")
        return 130
    except _Terminated:
        _complain("terminated")
        return 143


def _parser() -> argparse.ArgumentParser:
    from discourse import __version__

    ask = argparse.ArgumentParser(prog="discourse", description="Read commentary at scale.")
    ask.add_argument("--version", action="version", version=f"discourse {__version__}")
    commands = ask.add_subparsers(dest="command", required=True, metavar="COMMAND")

    def command(name: str, do: Callable, says: str, codes: str, trouble: int) -> argparse.ArgumentParser:
        layout = argparse.RawDescriptionHelpFormatter
        part = commands.add_parser(
            name, help=says, description=f"{says[0].upper()}{says[1:]}.", epilog=codes, formatter_class=layout
        )
        part.set_defaults(do=do, trouble=trouble)
        return part

    new = command("new", _new, "start a study of a folder of texts", _CODES_OF_NEW, 1)
    new.add_argument("folder", type=Path, help="the texts; with --texts, the folder of the new study")
    new.add_argument("--texts", type=Path, help="a file or folder of texts that lies elsewhere")
    new.add_argument("--code", action="store_true", help="write a sample to be coded by hand, beside the study")
    new.add_argument("--quiet", action="store_true", help="say nothing on success")

    check = command("check", _check, "say what can be read of some texts, and what is in doubt", _CODES_OF_CHECK, 1)
    check.add_argument("folder", type=Path, help="a file or folder of texts, or a saved corpus")
    check.add_argument("--text", default="text", metavar="COLUMN", help="the column of tables that holds the text")
    check.add_argument("--doc-id", metavar="COLUMN", help="the column of tables that holds the key")
    order = check.add_mutually_exclusive_group()
    order.add_argument("--dayfirst", action="store_true", default=None, help="03/04/2018 is 3 April")
    order.add_argument("--monthfirst", action="store_false", dest="dayfirst", help="03/04/2018 is 4 March")
    check.add_argument("--encoding", metavar="NAME", help="the encoding of all files of text, such as cp1252")
    check.add_argument("--json", action="store_true", help="write everything as JSON, on standard output")
    check.add_argument("--quiet", action="store_true", help="say only what is rejected and in doubt, on standard error")

    suggest = command("suggest", _suggest, "add names that the texts use to actors.csv", _CODES_OF_SUGGEST, 1)
    suggest.add_argument("study", type=Path, help="a study.toml, or the folder that holds one")
    suggest.add_argument("--corpus", type=Path, help="texts to take in place of those that the study names")
    suggest.add_argument("--min-n", type=_count, default=2, metavar="N", help="names that stand N times (default: 2)")
    suggest.add_argument("--quiet", action="store_true", help="say nothing on success")

    run = command("run", _run, "make the tables, figures and report of a study", _CODES_OF_RUN, 1)
    run.add_argument("study", type=Path, help="a study.toml, or the folder that holds one")
    run.add_argument("--out", type=Path, default=Path("results"), help="folder for the results (default: results)")
    run.add_argument("--corpus", type=Path, help="texts to take in place of those that the study names")
    run.add_argument("--only", action="append", metavar="NAME", help="make this table or figure alone; may be repeated")
    run.add_argument("--jobs", type=_count, default=1, metavar="N", help="use N processes (default: 1)")
    run.add_argument("--cluster", type=Path, metavar="FILE", help="use the machines that this cluster.toml names")
    run.add_argument("--quiet", action="store_true", help="say nothing on success")

    each = command("map", _map, "look at a part of the texts of a study, for a run on many machines", _CODES_OF_MAP, 1)
    each.add_argument("study", type=Path, help="a study.toml, or the folder that holds one")
    each.add_argument(
        "part", type=Path, nargs="*", help="files, folders or saved corpora; by default those of the study"
    )
    each.add_argument("--share", type=_share, default=(1, 1), metavar="I/N", help="the I-th of N shares of the parts")
    each.add_argument("--out", type=Path, default=Path("results"), help="folder for the results (default: results)")
    each.add_argument("--corpus", type=Path, help="texts to take in place of those that the study names")
    each.add_argument("--quiet", action="store_true", help="say nothing on success")

    whole = command("reduce", _reduce, "make the results of a study of what map made of its parts", _CODES_OF_MAP, 1)
    whole.add_argument("study", type=Path, help="a study.toml, or the folder that holds one")
    whole.add_argument("part", type=Path, nargs="*", help="what map was given, in the order in which it is counted")
    whole.add_argument("--out", type=Path, default=Path("results"), help="folder for the results (default: results)")
    whole.add_argument("--corpus", type=Path, help="texts to take in place of those that the study names")
    whole.add_argument("--quiet", action="store_true", help="say nothing on success")

    verify = command("verify", _verify, "run a study again and compare with its results", _CODES_OF_VERIFY, 2)
    verify.add_argument("results", type=Path, help="the folder of results")
    verify.add_argument("--study", type=Path, help="the study, if it has been moved apart from its results")
    verify.add_argument("--corpus", type=Path, help="the texts, if the run was given others that have been moved")
    verify.add_argument("--quiet", action="store_true", help="say only what is not the same, on standard error")
    return ask


def _run(options: argparse.Namespace) -> int:
    from discourse.study.load import StudyError, load_study
    from discourse.study.run import choose, run_study

    study = load_study(options.study, corpus=options.corpus)
    try:
        choose(study, options.only)
    except StudyError as why:
        _complain(why)
        return 2
    made = {"only": options.only, "jobs": options.jobs, "told": _Told(options)}
    with _notes(options) as notes:
        if options.cluster is None:
            results = run_study(study, options.out, progress=_bar(options), **made)
        else:
            from discourse.study.parts.executors import cluster

            with cluster(options.cluster) as machines:
                results = run_study(study, options.out, progress=_bar(options), executor=machines, **made)
    if options.quiet:
        return 0
    corpus = results.corpus
    for note in notes():
        _complain(f"note: {note}")
    for row in corpus.rejected.itertuples():
        _complain(f"rejected: {row.source}: {row.reason}")
    for line in _doubts(corpus.doubts):
        _complain(line)
    if results.left_out:
        _complain(f"note: not in {results.out}, as --only left them out: {', '.join(results.left_out)}")
    told = f"{len(corpus.rejected)} rejected"
    told += f", {_many(len(corpus.doubts), 'doubt')}" if len(corpus.doubts) else ""
    if pairs := len(results.tables["duplicates"]):
        told += f", {_many(pairs, 'pair')} of duplicates {'dropped' if study.drops_duplicates else 'kept'}"
    _say(f"{_many(len(corpus.documents), 'document')} read, {told}")
    _say(f"{_many(len(results.tables), 'table')} in {results.out / 'tables'}, as CSV and Parquet")
    if results.figures or not options.only:
        _say(f"{_many(len(results.figures), 'figure')} in {results.out / 'figures'}, as SVG, PDF and PNG")
    if not options.only:
        _say(f"the report: {results.out / 'report.html'}")
    return 0


def _map(options: argparse.Namespace) -> int:
    from discourse.study.load import load_study
    from discourse.study.parts.mapping import map_parts
    from discourse.study.run import plan_of

    study = load_study(options.study, corpus=options.corpus)
    with _notes(options):
        _, plan = plan_of(study, options.part, options.out, told=_Told(options))
        n = map_parts(plan, options.share)
    if not options.quiet:
        _say(f"{_many(n, 'part')} made in {plan.store}")
    return 0


def _reduce(options: argparse.Namespace) -> int:
    from discourse.study.load import load_study
    from discourse.study.run import plan_of, run_plan

    study = load_study(options.study, corpus=options.corpus)
    with _notes(options) as notes:
        found, plan = plan_of(study, options.part, options.out, told=_Told(options))
        results = run_plan(found, plan, options.out, progress=_bar(options))
    if options.quiet:
        return 0
    for note in notes():
        _complain(f"note: {note}")
    corpus = results.corpus
    _say(f"{_many(len(corpus.documents), 'document')} read, {len(corpus.rejected)} rejected")
    _say(f"the report: {results.out / 'report.html'}")
    return 0


class _Told:
    """Says how far a run of many parts is: on one line of a terminal, and now and then in a log."""

    def __init__(self, options: argparse.Namespace, seconds: float = 10) -> None:
        self.quiet, self.stream, self.seconds = options.quiet, sys.stderr, seconds
        self.last = monotonic()

    def __call__(self, done: int, total: int, left: float) -> None:
        if self.quiet or monotonic() - self.last < self.seconds:
            return
        self.last = monotonic()
        _write(self.stream, f"discourse: {done:,} of {total:,} documents, {_say_time(left)} left")


def _say_time(seconds: float) -> str:
    """A time as it is told.

    >>> _say_time(42), _say_time(90), _say_time(7300)
    ('42 s', '2 min', '2.0 h')
    """
    if seconds < 60:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 3600 else f"{seconds / 3600:.1f} h"


def _check(options: argparse.Namespace) -> int:
    from discourse.corpus.check import check_corpus
    from discourse.corpus.corpus import load_corpus
    from discourse.study.load import StudyError

    with _notes(options) as notes:
        how = {name: getattr(options, name) for name in ("text", "doc_id", "dayfirst", "encoding")}
        try:
            corpus = load_corpus(options.folder, **how)
        except ValueError as why:  # an encoding that is none, a saved corpus that is damaged
            raise StudyError(str(why)) from why
    found = check_corpus(corpus)
    bad = 1 if len(corpus.rejected) or not len(corpus.documents) else 0
    if options.json:
        _say(json.dumps(found, ensure_ascii=False, default=str))
        return bad
    for note in notes():
        if not options.quiet:
            _complain(f"note: {note}")
    for row in corpus.rejected.itertuples():
        _complain(f"rejected: {row.source}: {row.reason}")
    for line in _doubts(corpus.doubts):
        _complain(line)
    for line in () if options.quiet else _lines_of(found):
        _say(line)
    return bad


def _lines_of(found: dict) -> Iterator[str]:
    """What `check_corpus` found, a line for each kind of thing."""
    from discourse.corpus.check import say_exports

    listed = lambda counts: ", ".join(f"{n:,} {name}" for name, n in counts.items())  # noqa: E731
    told = f"{len(found['rejected']):,} rejected, {_many(len(found['doubts']), 'doubt')}"
    yield f"{_many(found['documents'], 'document')} read, {told}"
    yield from say_exports(found)
    sizes, dates = found["sizes"], found["dates"]
    if sizes:
        each = f"{sizes['least']:,} to {sizes['most']:,}, median {sizes['median']:,}"
        yield f"words: {found['words']:,}; of a document {each}"
    if found["documents"]:
        span = f"{dates['first']} to {dates['last']}, " if dates["first"] else ""
        yield f"dates: {span}{dates['missing']:,} without"
    copies, pairs = found["duplicates"]["copies"], found["duplicates"]["pairs"]
    if copies is None:
        yield "duplicates: too many to be told"
    elif copies:
        yield f"duplicates: {_many(copies, 'document')} with the text of another, in {_many(pairs, 'pair')}"
    for name in ("languages", "roles", "words_of_roles", "docvars"):
        if found[name]:
            yield f"{name.replace('_', ' ')}: {listed(found[name])}"


def _doubts(doubts: pd.DataFrame) -> Iterator[str]:
    """A line for each kind of doubt: how many there are, and the first."""
    for kind, rows in doubts.groupby("kind", sort=False):
        first = rows.iloc[0]
        where = next(name for name in (first["doc_id"], first["source"], "a document") if isinstance(name, str))
        more = f", and {len(rows) - 1:,} more" if len(rows) > 1 else ""
        yield f"doubt: {kind}: {where}: {first['detail']}{more}"


def _verify(options: argparse.Namespace) -> int:
    from discourse.study.verify import verify_results

    with _notes(options):
        table = verify_results(options.results, study=options.study, corpus=options.corpus)
    for row in table.itertuples():
        line = f"{row.kind} {row.name}: {'the same' if row.same else 'NOT THE SAME'}"
        line += f": {row.reason}" if row.reason else ""
        if not options.quiet:
            _say(line)
        elif not row.same:
            _complain(line)
    if not options.quiet:
        _say(f"{table['same'].sum()} of {len(table)} are the same")
    return 0 if table["same"].all() else 1


def _new(options: argparse.Namespace) -> int:
    from discourse.study.hand_codes.beginning import start_coding
    from discourse.study.new import start_study

    study = options.folder / "study.toml" if options.folder.is_dir() else options.folder
    begun = []
    with _notes(options):
        if not (options.code and study.is_file()):
            begun.append(start_study(options.folder, texts=options.texts))
        if options.code:
            begun.append(start_coding(options.folder))
    for line in () if options.quiet else [line for part in begun for line in part.next_steps]:
        _say(line)
    return 0


def _suggest(options: argparse.Namespace) -> int:
    from discourse.study.new import propose_actors

    with _notes(options):
        proposed = propose_actors(options.study, corpus=options.corpus, min_n=options.min_n)
    if not options.quiet:
        _say(f"{_many(proposed.n, 'name')} added to {proposed.path}")
        if proposed.n:
            _say(f"the commonest: {', '.join(proposed.commonest)}; mend or drop what is wrong")
    return 0


def _bar(options: argparse.Namespace) -> Callable:
    from tqdm import tqdm

    return lambda steps: tqdm(steps, unit="step", disable=not _draws_bars(options))


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no whole number from 1")
    return int(text)


def _share(text: str) -> tuple[int, int]:
    number, _, n = text.partition("/")
    if not (number.isdecimal() and n.isdecimal() and 1 <= int(number) <= int(n)):
        raise argparse.ArgumentTypeError(f"{text!r} is no share; write such as 3/100, the third of a hundred")
    return int(number), int(n)


def _many(n: int, noun: str) -> str:
    return f"{n} {noun}{'s' * (n != 1)}"


@contextmanager
def _notes(options: argparse.Namespace) -> Iterator[Callable[[], list[str]]]:
    """Collect warnings for the user, each once; no bar is drawn into a log."""
    bars = sys.stderr if _draws_bars(options) else io.StringIO()
    with warnings.catch_warnings(record=True) as caught, redirect_stderr(bars):
        warnings.simplefilter("always", UserWarning)
        yield lambda: list(dict.fromkeys(str(w.message) for w in caught if issubclass(w.category, UserWarning)))


def _draws_bars(options: argparse.Namespace) -> bool:
    return not options.quiet and sys.stderr.isatty()


def _say(text: str) -> None:
    _write(sys.stdout, text)


def _complain(text: object) -> None:
    _write(sys.stderr, f"discourse: {text}")


def _write(stream, text: str) -> None:
    """One line, whatever is in it. A reader that has gone away changes nothing."""
    line = "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text.rstrip())
    encoding = stream.encoding or "utf8"
    try:
        stream.write(line.encode(encoding, "backslashreplace").decode(encoding) + "\n")
        stream.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())  # or Python would complain when it ends


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


if __name__ == "__main__":
    sys.exit(main())
