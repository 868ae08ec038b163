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
    """The results of a study of a corpus in parts, which need not fit into memory together.

    Parameters
    ----------
    parts : path, or sequence of paths
        The texts in the order that the results should have: files or folders as `load_corpus` reads them, or saved
        corpora. A single folder is read like the texts of a study, some files at a time.
    study : str or path
        A study file. The texts that it names are not read.
    out : str or path
        The folder of results. The results of each part stay there, in the folder `.parts`.
    executor : optional
        What processes the parts: an object with `submit` as in `concurrent.futures.Executor`, such as
        ``ProcessPoolExecutor(4)`` or a `distributed.Client`. By default, this process does it, part by part.
    size : int
        The largest number of documents that are processed together. With a larger number a process needs more memory;
        the results are the same.

    Returns
    -------
    Path
        The folder of results: tables, figures, report and manifest, the same as of the whole corpus.

    Raises
    ------
    StudyError
        For the same reasons as in `discourse run`. Also if there is nothing at a path, if a doc_id is in two parts, or
        if the study has hand codes, a multiverse or an x-ray plot, which need all texts at once.

    Notes
    -----
    The result of a part has a name made from the sha256 of the part, of the study's requests, of the word lists and of
    the versions. It appears complete or not at all. So a call that was broken off continues where it stopped. If one
    part has changed, only that part is done again.
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
