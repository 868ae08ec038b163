"""The map: every part of a corpus is looked at once, by whoever is free, in whatever order.

Who does it is an executor: None for this process, a pool of processes, or anything with `submit` as
`concurrent.futures` has it, such as a client of Dask. Only paths and the study go over the wire. What a part gives is
in a folder of its own, so that it makes no difference who made it, when, or how often it was begun.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from discourse.study.load import StudyError
from discourse.study.parts.annotate import Made, Task, make_texts_and_evidence
from discourse.study.parts.dealing import DOCUMENTS, Batch, deal
from discourse.study.parts.gathered import Gathered

#: Called with what was done: documents so far, and those that are known of.
Told = Callable[[int, int], None]


@dataclass(frozen=True)
class Plan:
    """How a corpus is looked at in parts.

    Attributes
    ----------
    batches : what is read together, in the order of the corpus
    task : what is made of each part
    executor : who does it
    size : the most documents of a part
    told : told how far it is
    """

    batches: Sequence[Batch]
    task: Task
    executor: Any = None
    size: int = DOCUMENTS
    told: Told | None = None

    @property
    def store(self) -> Path:
        return Path(self.task.store)


def gather_parts(plan: Plan) -> Gathered:
    """Look at all parts, and put together what was made of them."""
    study = plan.task.study
    dealt = list(_each(plan, deal, [(batch, study, plan.store, plan.size) for batch in plan.batches]))
    parts = [part for of_batch in dealt for part in of_batch.parts]
    read = [Path(of_batch.folder) for of_batch in dealt]
    if not parts:
        raise StudyError(f"{study.path}: no document could be read from {study.corpus['path']!r}")
    only_texts = study.drops_duplicates
    made = _made(plan, [(plan.task, part, (), only_texts) for part in parts])
    found = Gathered(study, made, read)
    left_out = found.left_out()
    if only_texts or any(left_out):
        again = _made(plan, [(plan.task, part, out) for part, out in zip(parts, left_out, strict=True)])
        found.made = again
    return found


def _made(plan: Plan, work: list[tuple]) -> list[Made]:
    """What was made of each part; whoever is told is told of their documents."""
    made = list(_each(plan, make_texts_and_evidence, work))
    return made


def _each(plan: Plan, do: Callable, work: Iterable[tuple]) -> Iterator[Any]:
    """What `do` gives for each piece of work, in the order of these; several may be done at the same time."""
    if plan.executor is None:
        for arguments in work:
            yield do(*arguments)
        return
    futures = [plan.executor.submit(do, *arguments) for arguments in work]
    try:
        for future in futures:
            yield future.result()
    except BrokenExecutor as why:
        raise StudyError(
            "a process that looks at a part has ended early (killed, or short of memory); run it again, and what is "
            "done already is not done again. A script that asks for jobs must guard its code by: "
            "if __name__ == '__main__'"
        ) from why
    finally:
        for future in futures:
            future.cancel()


def remove_others(store: Path, found: Gathered) -> None:
    """Remove from the store what no part is made of any more."""
    used = {Path(path) for one in found.made for path in (one.texts, one.evidence, one.part.folder) if path}
    for folder in store.iterdir() if store.is_dir() else ():
        if folder.is_dir() and folder not in used and not folder.name.startswith("."):
            shutil.rmtree(folder, ignore_errors=True)
