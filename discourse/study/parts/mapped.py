"""The results of a study whose texts lie in many parts: the way in from Python.

The study itself is imported when it is asked for, so that the library is quick to import.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from discourse._arguments import checked, need_whole
from discourse.schema import shown


@checked
def map_corpus(
    parts: str | os.PathLike | Sequence,
    study: str | os.PathLike,
    out: str | os.PathLike,
    *,
    executor: object = None,
    size: int = 5_000,
) -> Path:
    """The results of a study of a corpus that lies in parts, which need not fit into memory together.

    Parameters
    ----------
    parts : path, or sequence of paths
        The texts in the order in which they are counted: files or folders as `load_corpus` reads them, or saved
        corpora. A folder alone is read as the texts of a study are, some files at a time.
    study : str or path
        A study file; its own texts are not read.
    out : str or path
        The folder of results. What was made of each part stays there in the folder `.parts`.
    executor : optional
        Who looks at the parts: anything with `submit` as `concurrent.futures.Executor` has it, such as
        ``ProcessPoolExecutor(4)``, or a `distributed.Client`. By default this process does, part by part.
    size : int
        The most documents that are looked at together. What a process holds grows with it; the results are the same.

    Returns
    -------
    Path
        The folder of results: tables, figures, report and manifest, the same as of the whole corpus.

    Raises
    ------
    StudyError
        As `discourse run` tells it; if there is nothing at a path, a doc_id is in two parts, or the study has hand
        codes, a multiverse, an x-ray, or tables of another form under [output], which need all texts at once.

    Notes
    -----
    What is made of a part has a name by the sha256 of the part, of what the study asks for, of the word lists and
    versions, and appears whole or not at all. So a call that was broken off goes on where it was, and one with a part
    that has changed does that part alone.
    """
    listed = [parts] if isinstance(parts, str | os.PathLike) else list(parts)
    need_whole(size, "size", "give a whole number of documents from 1 on, such as 5000")
    if not listed:
        raise ValueError("parts is empty; give a folder of texts, or the files and folders that are its parts")
    if executor is not None and not callable(getattr(executor, "submit", None)):
        raise TypeError(
            f"executor is {shown(executor)}; something with submit is needed, such as ProcessPoolExecutor(4), or None"
        )
    odd = [part for part in listed if not isinstance(part, str | os.PathLike)]
    if odd:
        raise TypeError(f"parts has {shown(odd[0])}; paths of files and folders are needed")
    from discourse.study.load import load_study
    from discourse.study.run import plan_of, run_plan

    paths, out = [Path(part) for part in listed], Path(out)
    found, plan = plan_of(load_study(study), paths, out, executor=executor, size=size)
    return run_plan(found, plan, out).out
