"""Who looks at the parts: what a cluster.toml may say, and a cluster of two workers of which one is killed."""

from __future__ import annotations

import os
import signal
import threading
import time
from concurrent.futures import BrokenExecutor, Future

import pytest
from parted import SMALL, differing, make_study, texts

import discourse as dc
from discourse.study.load import StudyError
from discourse.study.parts.executors import cluster, each, read_cluster
from discourse.study.run import run_study


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("kind = 3", "kind is 3; str is needed"),
        ('kind = "cloud"', "kind is 'cloud'; choose one of 'local', 'slurm', 'address'"),
        ('kind = "local"\nnodes = 3', "there is no key 'nodes'; valid are kind, workers, retries, address, options"),
        ('kind = "local"\nworkers = 0', "workers is 0; a whole number from 1 is needed"),
        ('kind = "address"', 'address is missing; name the scheduler, such as address = "tcp://10.0.0.1:8786"'),
        ("kind", "cannot be read as TOML"),
    ],
)
def test_what_is_wrong_in_a_cluster_file_is_told(tmp_path, said, told):
    (tmp_path / "cluster.toml").write_text(said)
    with pytest.raises(StudyError, match=told.replace("?", r"\?")):
        read_cluster(tmp_path / "cluster.toml")
    with pytest.raises(StudyError, match=r"gone.toml cannot be read as TOML"):
        read_cluster(tmp_path / "gone.toml")


def test_work_is_given_back_in_its_order_and_a_process_that_ends_is_told():
    assert list(each(None, pow, [(2, 3), (3, 2)])) == [8, 9]

    class Broken:
        def submit(self, do, *arguments):
            future: Future = Future()
            future.set_exception(BrokenExecutor("killed"))
            return future

    with pytest.raises(StudyError, match=r"a process that looks at a part has ended early .* run it again"):
        list(each(Broken(), pow, [(2, 3)]))


@pytest.mark.slow  # two processes that import the library, and a third in place of one that is killed
@pytest.mark.filterwarnings("ignore")
def test_a_cluster_of_which_a_worker_is_killed_gives_the_same_bytes(tmp_path):
    pytest.importorskip("distributed", reason="the extra cluster is not installed")
    study = make_study(tmp_path, texts(24), SMALL)
    run_study(study, tmp_path / "one")
    (tmp_path / "cluster.toml").write_text('kind = "local"\nworkers = 2\n')
    with cluster(tmp_path / "cluster.toml") as client:
        pids = sorted(client.run(os.getpid).values())
        assert len(pids) == 2 and os.getpid() not in pids
        killed = threading.Event()

        def kill() -> None:
            while not list((tmp_path / "two").glob(".parts/found-*")):
                time.sleep(0.01)
            os.kill(pids[0], signal.SIGKILL)
            killed.set()

        killer = threading.Thread(target=kill)
        killer.start()
        dc.map_corpus(tmp_path / "texts", study.path, tmp_path / "two", executor=client, size=2)
        killer.join()
    assert killed.is_set()
    assert differing(tmp_path / "one", tmp_path / "two") == []
