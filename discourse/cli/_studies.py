"""What the commands do with a study: run it, verify its results, and say what is wrong with it before a run."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from typing import TYPE_CHECKING

from discourse.cli._parts import Progress
from discourse.cli._talk import Talk, many
from discourse.cli._texts import check_texts, say_found, troubles_of

if TYPE_CHECKING:
    from discourse.study.load import Study
    from discourse.study.run import Results


def run(options: argparse.Namespace, talk: Talk) -> int:
    """`discourse run`."""
    from discourse.corpus.check import records
    from discourse.study.load import StudyError, load_study
    from discourse.study.run import choose, run_study

    study = load_study(options.study, corpus=options.corpus)
    try:
        choose(study, options.only)
    except StudyError as why:
        talk.complain(why)
        return 2
    asked = {"progress": talk.steps, "only": options.only, "jobs": options.jobs, "told": Progress(talk)}
    if options.cluster is None:
        results = run_study(study, options.out, **asked)
    else:
        from discourse.study.parts.executors import cluster

        with cluster(options.cluster) as machines:
            results = run_study(study, options.out, executor=machines, **asked)
    corpus = results.corpus
    for note in talk.notes:
        talk.remark(f"note: {note}")
    for line in troubles_of(records(corpus.rejected), records(corpus.doubts)):
        talk.remark(line)
    if results.left_out and options.verbose:
        talk.remark(f"note: not in {results.out}, because --only left them out: {', '.join(results.left_out)}")
    for line in _made(study, results, whole=not options.only):
        talk.say(line)
    return 0


def _made(study: Study, results: Results, *, whole: bool) -> Iterator[str]:
    """What a run has made, a line for each kind of thing."""
    corpus = results.corpus
    told = f"{len(corpus.rejected)} rejected"
    told += f", {many(len(corpus.doubts), 'doubt')}" if len(corpus.doubts) else ""
    if pairs := len(results.tables["duplicates"]):
        told += f", {many(pairs, 'pair')} of duplicates {'dropped' if study.drops_duplicates else 'kept'}"
    yield f"{many(len(corpus.documents), 'document')} read, {told}"
    yield f"{many(len(results.tables), 'table')} in {results.out / 'tables'}, as CSV and Parquet"
    if study.office and whole:
        yield f"those of the study in {' and '.join(str(results.out / f'tables.{form}') for form in study.office)}"
    if results.figures or whole:
        yield f"{many(len(results.figures), 'figure')} in {results.out / 'figures'}, as SVG, PDF and PNG"
    if whole:
        yield f"the report: {results.out / 'report.html'}"


def verify(options: argparse.Namespace, talk: Talk) -> int:
    """`discourse verify`."""
    from discourse.study.verify import verify_results

    table = verify_results(options.results, study=options.study, corpus=options.corpus)
    same = bool(table["same"].all())
    if options.json:
        told = {"results": options.results.as_posix(), "same": same, "outputs": table.to_dict("records")}
        talk.print(json.dumps(told, ensure_ascii=False))
        return 0 if same else 1
    for row in table.itertuples():
        line = f"{row.kind} {row.name}: {'the same' if row.same else 'NOT THE SAME'}"
        line += f": {row.reason}" if row.reason else ""
        if row.same or not options.quiet:
            talk.say(line)
        else:
            talk.complain(line)
    talk.say(f"{table['same'].sum()} of {len(table)} are the same")
    return 0 if same else 1


def check(options: argparse.Namespace, talk: Talk) -> int:
    """`discourse check`: of a study if a study is named, else of texts."""
    path = options.folder / "study.toml" if options.folder.is_dir() else options.folder
    return _check_study(options, talk) if path.suffix == ".toml" and path.is_file() else check_texts(options, talk)


def _check_study(options: argparse.Namespace, talk: Talk) -> int:
    from discourse.cli._study_check import check_study
    from discourse.study.load import load_study

    study = load_study(options.folder)
    found, wrong = check_study(study)
    if options.json:
        talk.print(json.dumps(found | {"study": wrong}, ensure_ascii=False, default=str))
        return 1 if wrong or found["rejected"] else 0
    for note in talk.notes:
        talk.remark(f"note: {note}")
    for why in wrong:
        talk.complain(why)
    bad = say_found(found, talk)
    if not wrong:
        talk.say(f"{study.path} can be run: {many(len(study.tables), 'table')}, {many(len(study.figures), 'figure')}")
    return 1 if wrong else bad
