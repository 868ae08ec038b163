"""Who looks at the parts: processes of this machine, or a cluster of Dask on one machine or many.

A cluster is said by a file of its own, `cluster.toml`, as it is a matter of the machine and not of the study. Dask is
an extra of the library, and is imported only where it is asked for. Its worker profiler is off, as it costs a quarter.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Executor, ProcessPoolExecutor
from contextlib import contextmanager, suppress
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from discourse.study.load import StudyError

KINDS = ("local", "slurm", "address")
#: How often a part is begun again when the worker that had it is gone.
RETRIES = 3
_KEYS = {"kind": str, "workers": int, "retries": int, "address": str, "options": dict}
_QUIET = {"distributed.worker.profile.enabled": False}
_ENDED = (
    "a process that looks at a part has ended early (killed, or short of memory); run it again, and what is done "
    "already is not done again. A script that asks for jobs must guard its code by: if __name__ == '__main__'"
)


def each(executor: Any, do: Callable, work: Iterable[tuple]) -> Iterator[Any]:
    """What `do` gives for each piece of work, in the order of these; several may be done at the same time."""
    if executor is None:
        for arguments in work:
            yield do(*arguments)
        return
    futures = [_submit(executor, do, arguments) for arguments in work]
    try:
        for future in futures:
            yield _result_of(future)
    finally:
        for future in futures:
            with suppress(Exception):  # of one that is done, or of a cluster that is gone
                future.cancel()


def _submit(executor: Any, do: Callable, arguments: tuple) -> Any:
    if type(executor).__module__.partition(".")[0] == "distributed":
        retries = getattr(executor, "_discourse_retries", RETRIES)
        return executor.submit(do, *arguments, pure=False, retries=retries)
    return executor.submit(do, *arguments)


def _result_of(future: Any) -> Any:
    try:
        return future.result()
    except BrokenExecutor as why:
        raise StudyError(_ENDED) from why
    except Exception as why:
        if type(why).__name__ == "KilledWorker":
            raise StudyError(_ENDED) from why
        raise


@contextmanager
def processes(n: int) -> Iterator[Executor | None]:
    """So many processes of this machine; none for one, which is this."""
    if n == 1:
        yield None
        return
    context = get_context("spawn")  # a fork would copy the threads of pyarrow, half
    pool = ProcessPoolExecutor(n, mp_context=context)
    try:
        yield pool
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


@contextmanager
def cluster(path: str | os.PathLike) -> Iterator[Any]:
    """A client of the cluster that a file names.

    Raises
    ------
    StudyError
        If the file is not there or says what is not known, or the extra `cluster` is not installed.
    """
    said = read_cluster(path)
    try:
        import dask
        from distributed import Client
    except ImportError as why:
        raise StudyError(
            f"{path} asks for a cluster, which needs Dask; install the extra: pip install 'discourse-toolkit[cluster]'"
        ) from why
    with dask.config.set(_QUIET), _machines(said, path) as machines, Client(machines) as client:
        client._discourse_retries = said.get("retries", RETRIES)
        yield client


def read_cluster(path: str | os.PathLike) -> dict:
    """What a file says of a cluster: kind, workers, retries, address, options."""
    try:
        said = tomllib.loads(Path(path).read_text(encoding="utf-8-sig"))
    except (OSError, ValueError) as why:
        raise StudyError(f"{path} cannot be read as TOML: {why}") from why
    for key, value in said.items():
        if key not in _KEYS:
            raise StudyError(f"{path}: there is no key {key!r}; valid are {', '.join(_KEYS)}")
        if not isinstance(value, _KEYS[key]) or isinstance(value, bool):
            raise StudyError(f"{path}: {key} is {value!r}; {_KEYS[key].__name__} is needed")
    if said.get("kind") not in KINDS:
        raise StudyError(f"{path}: kind is {said.get('kind')!r}; choose one of {', '.join(map(repr, KINDS))}")
    for key in ("workers", "retries"):
        if said.get(key, 1) < 1:
            raise StudyError(f"{path}: {key} is {said[key]!r}; a whole number from 1 is needed")
    if said["kind"] == "address" and "address" not in said:
        raise StudyError(f'{path}: address is missing; name the scheduler, such as address = "tcp://10.0.0.1:8786"')
    return said


@contextmanager
def _machines(said: dict, path: str | os.PathLike) -> Iterator[Any]:
    """What a client is a client of."""
    options, workers = said.get("options", {}), said.get("workers", 2)
    if said["kind"] == "address":
        yield said["address"]
    elif said["kind"] == "local":
        from distributed import LocalCluster

        usual: dict[str, Any] = {
            "threads_per_worker": 1,
            "processes": True,
            "dashboard_address": None,
            "host": "127.0.0.1",
        }
        with LocalCluster(n_workers=workers, **usual | options) as made:
            yield made
    else:
        try:
            from dask_jobqueue import SLURMCluster
        except ImportError as why:
            raise StudyError(
                f"{path} asks for SLURM, which needs dask-jobqueue; install the extra: "
                "pip install 'discourse-toolkit[cluster]'"
            ) from why
        asked: dict[str, Any] = {
            "cores": 1,
            "processes": 1,
            "memory": "2GB",
            "job_script_prologue": ["export DASK_DISTRIBUTED__WORKER__PROFILE__ENABLED=False"],
        }
        with SLURMCluster(**asked | options) as made:
            made.scale(workers)
            yield made
