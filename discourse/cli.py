"""The command line: ``discourse run STUDY``.

Exit codes: 0 when the study was run, 1 when the study or its corpus cannot be run, 2 for wrong usage.
"""

from __future__ import annotations

import argparse
import sys
import warnings
from pathlib import Path


def main(arguments: list[str] | None = None) -> int:
    """Run the command line; returns the exit code."""
    from discourse import __version__

    ask = argparse.ArgumentParser(prog="discourse", description="Read commentary at scale.")
    ask.add_argument("--version", action="version", version=f"discourse {__version__}")
    commands = ask.add_subparsers(dest="command", required=True, metavar="COMMAND")
    run = commands.add_parser("run", help="make the tables and figures of a study")
    run.add_argument("study", type=Path, help="a study.toml, or the folder that holds one")
    run.add_argument("--out", type=Path, default=Path("results"), help="folder for the results (default: results)")
    run.add_argument("--corpus", type=Path, help="texts to take in place of those that the study names")
    run.add_argument("--quiet", action="store_true", help="no progress bar, no summary")
    options = ask.parse_args(arguments)
    return _run(options)


def _run(options: argparse.Namespace) -> int:
    from tqdm import tqdm

    from discourse.run import run_study
    from discourse.study import StudyError, load_study

    say = (lambda *_: None) if options.quiet else (lambda line: sys.stdout.write(line + "\n"))

    def progress(steps: list) -> tqdm:
        bar = tqdm(steps, unit="step", disable=options.quiet or not sys.stderr.isatty())
        return bar

    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always", UserWarning)
        try:
            results = run_study(load_study(options.study, corpus=options.corpus), options.out, progress=progress)
        except (StudyError, OSError) as why:
            sys.stderr.write(f"discourse: {why}\n")
            return 1
    for message in dict.fromkeys(str(w.message) for w in caught if issubclass(w.category, UserWarning)):
        sys.stderr.write(f"discourse: note: {message}\n")
    corpus = results.corpus
    for row in corpus.rejected.itertuples():
        sys.stderr.write(f"discourse: rejected: {row.source}: {row.reason}\n")
    say(f"{len(corpus.documents)} document{'s' * (len(corpus.documents) != 1)} read, {len(corpus.rejected)} rejected")
    say(f"{len(results.tables)} tables in {results.out / 'tables'}, as CSV and Parquet")
    say(f"{len(results.figures)} figures in {results.out / 'figures'}, as SVG and PNG")
    return 0


if __name__ == "__main__":
    sys.exit(main())
