"""Where work is done: in this process, in processes of its own, or on a Dask cluster.

All three are a `concurrent.futures.Executor`. Work that is handed to one must be a function of a
module with arguments that can be pickled.
"""

from __future__ import annotations

import contextlib
import functools
import os
import re
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from dataclasses import dataclass
from typing import Any

from partnersim.analysis.runs import processes
from partnersim.analysis.runs.optional_packages import check_installed
from partnersim.language import UserError, named

LOCAL = "local"
_CLUSTER_ANSWERS_WITHIN_SECONDS = 10.0
_ADDRESS = re.compile(r"(\w+://)?[^/\s]+:\d+(/\S*)?")
_AHEAD = 2  # tasks waiting for each worker, so that none is idle


class InProcess(Executor):
    """Does each task when it is handed over, in this process."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """The finished task."""
        future: Future[Any] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future


@dataclass(frozen=True, slots=True)
class Pool:
    """An executor, and how many tasks it should have at a time."""

    executor: Executor
    most_at_a_time: Callable[[], int]


def cores(workers: int) -> int:
    """That many, or as many as this process may use."""
    return (
        workers
        or len(os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else "")
        or (os.cpu_count() or 1)
    )


def check_can_start(workers: int, cluster: str | None = None) -> None:
    """Raise UserError where this many workers need processes and none can be started from here, or a
    cluster needs Dask and it is not installed."""
    if cluster is not None:
        check_installed(named("--cluster", "cluster"), "distributed")
    if cluster == LOCAL or (cluster is None and cores(workers) > 1):
        processes.check_can_start()


@contextlib.contextmanager
def opened(workers: int = 0, cluster: str | None = None) -> Iterator[Pool]:
    """An executor for the time of a `with`; when that is left early, what waits is dropped."""
    if cluster is not None:
        with _on_cluster(cluster, workers) as pool:
            yield pool
        return
    workers = cores(workers)
    if workers == 1:
        yield Pool(InProcess(), lambda: 1)
        return
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    others = set(multiprocessing.active_children())
    executor = ProcessPoolExecutor(
        workers, multiprocessing.get_context("spawn"), initializer=as_a_worker
    )
    try:
        yield Pool(executor, lambda: _AHEAD * workers)
    except BaseException:  # what is in hand is dropped, rather than waited for
        for worker in set(multiprocessing.active_children()) - others:
            worker.terminate()
        raise
    finally:
        executor.shutdown(wait=True, cancel_futures=True)


def as_a_worker() -> None:
    """Ctrl-C is the parent's to hear; without a parent, even one killed, a worker ends."""
    import multiprocessing
    import signal
    import threading
    from multiprocessing.connection import wait

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is None:
        return

    def end_with_parent() -> None:
        wait([parent.sentinel])
        os._exit(1)

    threading.Thread(target=end_with_parent, daemon=True).start()


@functools.cache
def set_aside_what_is_loaded() -> None:
    """In a worker, once: what is loaded by now stays, and no search for garbage looks at it again."""
    import gc
    import multiprocessing

    if multiprocessing.parent_process() is not None:
        gc.collect()
        gc.freeze()


@contextlib.contextmanager
def _on_cluster(cluster: str, workers: int) -> Iterator[Pool]:
    """The cluster at an address, or one made here for the time being."""
    from distributed import Client, LocalCluster

    with contextlib.ExitStack() as stack:
        address: Any = cluster
        if cluster == LOCAL:
            address = stack.enter_context(
                LocalCluster(
                    n_workers=cores(workers),
                    threads_per_worker=1,
                    processes=True,
                    dashboard_address=None,
                )
            )
        client = stack.enter_context(_client(Client, address, cluster))
        executor = stack.enter_context(client.get_executor(pure=False))

        def most_at_a_time() -> int:
            threads: dict[str, int] = client.nthreads()
            return _AHEAD * max(1, sum(threads.values()))

        try:
            yield Pool(executor, most_at_a_time)
        finally:
            executor.shutdown(wait=False)


def _client(kind: Any, address: Any, name: str) -> Any:
    if isinstance(address, str) and not _ADDRESS.fullmatch(address):
        raise UserError(
            "{option} {address}: this is no address. An address looks like tcp://10.0.0.5:8786; "
            "local makes a cluster here.",
            option=named("--cluster", "cluster"),
            address=name,
        )
    try:
        return kind(address, timeout=_CLUSTER_ANSWERS_WITHIN_SECONDS, set_as_default=False)
    except (OSError, ValueError, TypeError, ImportError) as error:
        raise UserError(
            "{option} {address}: no Dask scheduler answers there within {seconds:g} s "
            "({problem}). An address looks like tcp://10.0.0.5:8786.",
            option=named("--cluster", "cluster"),
            address=name,
            seconds=_CLUSTER_ANSWERS_WITHIN_SECONDS,
            problem=type(error).__name__,
        ) from None
