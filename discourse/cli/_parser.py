"""The commands: their options, an example or two of each, and what their exit codes mean."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from discourse.cli._completion import SHELLS, complete
from discourse.cli._parts import map_share, reduce
from discourse.cli._studies import check, run, verify
from discourse.cli._talk import Talk
from discourse.cli._texts import new, suggest
from discourse.cli._topics import explain
from discourse.cli._version import ShowVersion

_STOPPED = """\
  130  stopped by Ctrl-C; 143 by SIGTERM (results are as they were before)"""


@dataclass(frozen=True)
class Command:
    """A command.

    Attributes
    ----------
    do : what does it; takes the options and the talk, gives the exit code
    says : what it does, in a clause
    arguments : adds its arguments to a parser
    examples : lines of a shell
    codes : exit code -> what it means
    trouble : the exit code of an error that stops it
    more : a paragraph for its help
    """

    do: Callable
    says: str
    arguments: Callable[[argparse.ArgumentParser], None]
    examples: tuple[str, ...]
    codes: dict[int, str]
    trouble: int
    more: str = ""

    @property
    def epilog(self) -> str:
        """What stands under its options in its help."""
        codes = "\n".join(f"{code:5d}  {meaning}" for code, meaning in self.codes.items())
        examples = "\n".join(f"  {line}" for line in self.examples)
        more = f"{self.more}\n\n" if self.more else ""
        return f"{more}examples:\n{examples}\n\nexit codes:\n{codes}\n{_STOPPED}"


def _of_new(ask: argparse.ArgumentParser) -> None:
    ask.add_argument("folder", type=Path, help="the texts; with --texts, the folder of the new study")
    ask.add_argument("--texts", type=Path, help="a file or folder of texts in another place")
    ask.add_argument("--code", action="store_true", help="also write a sample to be coded by hand")


def _of_check(ask: argparse.ArgumentParser) -> None:
    ask.add_argument("folder", type=Path, help="a file or folder of texts, a saved corpus, or a study")
    ask.add_argument("--text", default="text", metavar="COLUMN", help="the column of tables with the text")
    ask.add_argument("--doc-id", metavar="COLUMN", help="the column of tables with the key")
    order = ask.add_mutually_exclusive_group()
    order.add_argument("--dayfirst", action="store_true", default=None, help="03/04/2018 is 3 April")
    order.add_argument("--monthfirst", action="store_false", dest="dayfirst", help="03/04/2018 is 4 March")
    ask.add_argument("--encoding", metavar="NAME", help="the encoding of all text files, such as cp1252")
    ask.add_argument("--json", action="store_true", help="write everything as JSON, on standard output")


def _of_suggest(ask: argparse.ArgumentParser) -> None:
    _of_study(ask)
    ask.add_argument(
        "--min-n", type=_count, default=2, metavar="N", help="only names that occur at least N times (default: 2)"
    )


def _of_run(ask: argparse.ArgumentParser) -> None:
    _of_study(ask)
    ask.add_argument("--out", type=Path, default=Path("results"), help="folder for the results (default: results)")
    ask.add_argument("--only", action="append", metavar="NAME", help="make only this table or figure; can be repeated")
    ask.add_argument("--jobs", type=_count, default=1, metavar="N", help="use N processes (default: 1)")
    ask.add_argument("--cluster", type=Path, metavar="FILE", help="use the machines named in this cluster.toml")


def _of_reduce(ask: argparse.ArgumentParser) -> None:
    _of_study(ask)
    ask.add_argument(
        "part", type=Path, nargs="*", help="files, folders or saved corpora (default: the texts of the study)"
    )
    ask.add_argument("--out", type=Path, default=Path("results"), help="folder for the results (default: results)")


def _of_map(ask: argparse.ArgumentParser) -> None:
    _of_reduce(ask)
    ask.add_argument("--share", type=_share, default=(1, 1), metavar="I/N", help="process share I of N of the parts")


def _of_study(ask: argparse.ArgumentParser) -> None:
    ask.add_argument("study", type=Path, help="a study.toml, or its folder")
    ask.add_argument("--corpus", type=Path, help="texts to use instead of those named in the study")


def _of_verify(ask: argparse.ArgumentParser) -> None:
    ask.add_argument("results", type=Path, help="the folder of results")
    ask.add_argument("--study", type=Path, help="the study, if it was moved without its results")
    ask.add_argument("--corpus", type=Path, help="the texts, if the run used other texts that were moved")
    ask.add_argument("--json", action="store_true", help="write every output as JSON, on standard output")


def _of_help(ask: argparse.ArgumentParser) -> None:
    ask.add_argument("topic", nargs="?", help="a command, measure, plot, table, or part of a study file")


def _of_completion(ask: argparse.ArgumentParser) -> None:
    ask.add_argument("shell", choices=SHELLS, help="your shell")


def _share(text: str) -> tuple[int, int]:
    number, _, n = text.partition("/")
    if not (number.isdecimal() and n.isdecimal() and 1 <= int(number) <= int(n)):
        raise argparse.ArgumentTypeError(f"{text!r} is not a share; write for example 3/100, the third of a hundred")
    return int(number), int(n)


def _complete(options: argparse.Namespace, talk: Talk) -> int:
    return complete(make_parser(), options.shell, talk)


def _explain(options: argparse.Namespace, talk: Talk) -> int:
    if options.topic in COMMANDS:
        talk.print_text(_parsers(make_parser())[options.topic].format_help())
        return 0
    return explain(options.topic, {name: command.says for name, command in COMMANDS.items()}, talk)


COMMANDS = {
    "new": Command(
        new,
        "start a study of a folder of texts",
        _of_new,
        ("discourse new essays", "discourse new study --texts factiva.html", "discourse new study --code"),
        {
            0: "the study was made",
            1: "it cannot be made: no texts, or a file would be overwritten",
            2: "wrong usage",
        },
        1,
        "It writes study.toml, actors.csv with names that the texts use, and for files of one text each metadata.csv.\n"
        "Nothing is overwritten. `discourse help actors` explains the columns of actors.csv.",
    ),
    "check": Command(
        check,
        "list which texts can be read and what is doubtful; for a study, also its errors",
        _of_check,
        ("discourse check essays", "discourse check news.csv --text Body --dayfirst", "discourse check study.toml"),
        {
            0: "everything can be read, and the study can be run",
            1: "something is rejected, nothing can be read, or the study cannot be run",
            2: "wrong usage",
        },
        1,
    ),
    "suggest": Command(
        suggest,
        "add names that the texts use to actors.csv",
        _of_suggest,
        ("discourse suggest study", "discourse suggest study --min-n 5"),
        {
            0: "the names were added",
            1: "the study or its texts cannot be read, or the list cannot be written",
            2: "wrong usage",
        },
        1,
        "The rows go behind those that are there. Mend what is wrong, drop what you do not need.\n"
        "`discourse help actors` explains the columns.",
    ),
    "run": Command(
        run,
        "make the tables, figures and report of a study",
        _of_run,
        (
            "discourse run study",
            "discourse run study --out results_2024 --corpus texts_2024",
            "discourse run study --only mentions_by_actor",
            "discourse run study --quiet --log run.log   # for cron",
        ),
        {
            0: "the results are written",
            1: "the study or its texts cannot be run, or the results cannot be written",
            2: "wrong usage, also a --only that the study does not have",
        },
        1,
    ),
    "map": Command(
        map_share,
        "process some parts of the texts of a study, for a run on many machines",
        _of_map,
        ("discourse map study --share 3/100", "discourse map study 2014.parquet 2015.parquet"),
        {0: "it is made", 1: "the study or its texts cannot be run", 2: "wrong usage"},
        1,
        "What is made lies in the folder .parts of the results, and is not made again. A job array runs --share I/N\n"
        "for I from 1 to N, and then one job runs `discourse reduce`; see docs/many_machines.md.",
    ),
    "reduce": Command(
        reduce,
        "make the results of a study from the parts that map processed",
        _of_reduce,
        ("discourse reduce study", "discourse reduce study 2014.parquet 2015.parquet"),
        {0: "the results are written", 1: "the study or its texts cannot be run", 2: "wrong usage"},
        1,
        "Parts that map has not processed are processed now.",
    ),
    "verify": Command(
        verify,
        "run a study again and compare the results",
        _of_verify,
        ("discourse verify results", "discourse verify results --study moved/study.toml"),
        {
            0: "all results are what the study makes",
            1: "some are not",
            2: "wrong usage, or they cannot be verified: no manifest, no study, or a study that cannot be run",
        },
        2,
    ),
    "help": Command(
        _explain,
        "explain a measure, a plot, a table, or a part of a study file",
        _of_help,
        ("discourse help", "discourse help rate", "discourse help hedges", "discourse help corpus"),
        {0: "it is explained", 2: "there is no such topic"},
        2,
    ),
    "completion": Command(
        _complete,
        "print the script that lets your shell complete commands and options",
        _of_completion,
        (
            "discourse completion bash > ~/.local/share/bash-completion/completions/discourse",
            "discourse completion zsh > ~/.zfunc/_discourse",
        ),
        {0: "it is printed", 2: "wrong usage, or the package for it is not installed"},
        2,
    ),
}


def make_parser() -> argparse.ArgumentParser:
    """The parser of the command line; `do` is what does the command, `trouble` its exit code if it cannot."""
    first = "discourse new FOLDER        makes a study from texts; you can run it at once"
    ask = argparse.ArgumentParser(
        prog="discourse",
        description="Read commentary at scale.",
        epilog=f"first steps:\n  {first}\n  discourse run FOLDER        tables, figures and a report\n"
        "  discourse help              lists all measures and plots",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    ask.add_argument("--version", action=ShowVersion)
    commands = ask.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, command in COMMANDS.items():
        part = commands.add_parser(
            name,
            help=command.says,
            description=f"{command.says[0].upper()}{command.says[1:]}.",
            epilog=command.epilog,
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        command.arguments(part)
        if name not in ("help", "completion"):
            _of_talk(part)
        part.set_defaults(do=command.do, trouble=command.trouble)
    return ask


def _of_talk(ask: argparse.ArgumentParser) -> None:
    """How much is said, and where it is kept."""
    loud = ask.add_mutually_exclusive_group()
    loud.add_argument("--quiet", action="store_true", help="print nothing on success")
    loud.add_argument("--verbose", action="store_true", help="print each step and its time")
    ask.add_argument(
        "--log", type=Path, metavar="FILE", help="also write all messages to a file, each line with the time"
    )


def _parsers(ask: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    """The parser of each command."""
    return next(action.choices for action in ask._actions if isinstance(action, argparse._SubParsersAction))


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number of at least 1")
    return int(text)
