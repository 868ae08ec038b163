"""What the commands do with a study of many parts: look at some of them, and put together what was made of all."""

from __future__ import annotations

import argparse
import time

from discourse.cli._talk import Talk, many


def map_share(options: argparse.Namespace, talk: Talk) -> int:
    """`discourse map`."""
    from discourse.study.load import load_study
    from discourse.study.parts.mapping import map_parts
    from discourse.study.run import plan_of

    study = load_study(options.study, corpus=options.corpus)
    _, plan = plan_of(study, options.part, options.out, told=Progress(talk))
    n = map_parts(plan, options.share)
    talk.say(f"{many(n, 'part')} made in {plan.store}")
    return 0


def reduce(options: argparse.Namespace, talk: Talk) -> int:
    """`discourse reduce`."""
    from discourse.study.load import load_study
    from discourse.study.run import plan_of, run_plan

    study = load_study(options.study, corpus=options.corpus)
    found, plan = plan_of(study, options.part, options.out, told=Progress(talk))
    results = run_plan(found, plan, options.out, progress=talk.steps)
    for note in talk.notes:
        talk.remark(f"note: {note}")
    corpus = results.corpus
    talk.say(f"{many(len(corpus.documents), 'document')} read, {len(corpus.rejected)} rejected")
    talk.say(f"the report: {results.out / 'report.html'}")
    return 0


class Progress:
    """Says now and then how many documents are done, and how long the others may take; in a log as on a terminal."""

    def __init__(self, talk: Talk, seconds: float = 10) -> None:
        self.talk, self.seconds, self.last = talk, seconds, time.monotonic()

    def __call__(self, done: int, total: int, left: float) -> None:
        if time.monotonic() - self.last >= self.seconds:
            self.last = time.monotonic()
            self.talk.remark(f"{done:,} of {total:,} documents, {say_time(left)} left")


def say_time(seconds: float) -> str:
    """A time as it is told.

    >>> say_time(42), say_time(90), say_time(7300)
    ('42 s', '2 min', '2.0 h')
    """
    if seconds < 60:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 3600 else f"{seconds / 3600:.1f} h"
