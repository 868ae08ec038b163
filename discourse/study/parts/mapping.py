"""The map: every part of a corpus is looked at once, by whoever is free, in whatever order.

Only paths and the study go over the wire. What a part gives is in a folder of its own, so that it makes no difference
who made it, when, or how often it was begun. What is there already is not made again.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import Any

from discourse.study.load import StudyError
from discourse.study.parts.annotate import Made, Task, make_texts_and_evidence
from discourse.study.parts.dealing import DOCUMENTS, Batch, Dealt, deal
from discourse.study.parts.executors import each
from discourse.study.parts.gathered import Gathered

#: The folder of tables that a run makes part by part.
SCRATCH = "scratch"
#: Called with how many documents are done, of how many, and how many seconds the others may take.
Told = Callable[[int, int, float], None]


@dataclass(frozen=True)
class Plan:
    """How a corpus is looked at in parts.

    Attributes
    ----------
    batches : what is read together, in the order of the corpus
    task : what is made of each part
    executor : who does it; None for this process
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


def map_parts(plan: Plan, share: tuple[int, int] = (1, 1)) -> int:
    """Make what is made of each part, or of a share of them, such as the first of ten; how many parts that were."""
    number, n = share
    if len(plan.batches) >= n:
        dealt = _deal(plan, plan.batches[number - 1 :: n])
        parts = [part for of_batch in dealt for part in of_batch.parts]
    else:
        parts = [part for of_batch in _deal(plan, plan.batches) for part in of_batch.parts][number - 1 :: n]
    return len(_make(plan, [(plan.task, part) for part in parts]))


def gather_parts(plan: Plan) -> Gathered:
    """Look at all parts, and put together what was made of them."""
    study = plan.task.study
    dealt = _deal(plan, plan.batches)
    parts = [part for of_batch in dealt for part in of_batch.parts]
    read = [Path(of_batch.folder) for of_batch in dealt]
    if not parts:
        raise StudyError(f"{study.path}: no document could be read from {study.corpus['path']!r}")
    only_texts = study.drops_duplicates
    made = _make(plan, [(plan.task, part, (), only_texts) for part in parts])
    found = Gathered(study, made, read, plan.store / SCRATCH)
    if only_texts:
        work = zip(parts, found.left_out(), strict=True)
        found.made = _make(plan, [(plan.task, part, left_out) for part, left_out in work])
    return found


def _deal(plan: Plan, batches: Sequence[Batch]) -> list[Dealt]:
    work = [(batch, plan.task.study, plan.store, plan.size) for batch in batches]
    return list(each(plan.executor, deal, work))


def _make(plan: Plan, work: list[tuple]) -> list[Made]:
    """What was made of each part; whoever is told is told of their documents."""
    total, made, start = sum(arguments[1].n_docs for arguments in work), [], monotonic()
    done = 0
    for one in each(plan.executor, make_texts_and_evidence, work):
        made.append(one)
        done += one.part.n_docs
        if plan.told is not None:
            plan.told(done, total, (monotonic() - start) * (total - done) / max(done, 1))
    return made


def remove_others(store: Path, found: Gathered) -> None:
    """Remove from the store what no part is made of any more."""
    used = {Path(path) for one in found.made for path in (one.texts, one.evidence, one.part.folder) if path}
    for folder in store.iterdir() if store.is_dir() else ():
        if folder.is_dir() and folder not in used and not folder.name.startswith("."):
            shutil.rmtree(folder, ignore_errors=True)
