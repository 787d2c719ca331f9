"""Dispatch of a sweep's parts to workers, with a retry of those that fail or are lost."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, CancelledError, Future, wait
from typing import TYPE_CHECKING

from partnersim.analysis.sweeps import worker
from partnersim.language import UserError, named

if TYPE_CHECKING:
    from partnersim.analysis.runs.executors import Pool

Part = tuple[int, int]
LOST_AT_MOST = 3  # in a row, without a part being finished


def handed_out(
    pool: Pool, missing: deque[Part], task_of: Callable[[Part], worker.Task]
) -> Iterator[tuple[Part, worker.Made]]:
    """Parts that are done, as they come; what a lost worker had is in `missing` again."""
    running: dict[Future[worker.Made], Part] = {}
    lost: dict[Part, int] = {}
    broken = False
    try:
        while (missing and not broken) or running:
            while missing and not broken and len(running) < pool.most_at_a_time():
                part = missing.popleft()
                try:
                    future = pool.executor.submit(worker.make, task_of(part))
                except BrokenExecutor:
                    missing.appendleft(part)
                    broken = True
                    break
                running[future] = part
            for future in wait(running, return_when=FIRST_COMPLETED).done if running else ():
                part = running.pop(future)
                error = _error_of(future)
                if error is None:
                    yield part, future.result()
                    continue
                missing.appendleft(part)
                if isinstance(error, BrokenExecutor):
                    broken = True
                    continue
                lost[part] = lost.get(part, 0) + 1
                if not _is_lost_worker(error):
                    raise _in_words(error)
                if lost[part] == LOST_AT_MOST:
                    raise lost_again(part)
    finally:
        for future in running:
            future.cancel()


def _error_of(future: Future[worker.Made]) -> BaseException | None:
    try:
        return future.exception()
    except CancelledError as error:
        return error


def _is_lost_worker(error: BaseException) -> bool:
    return type(error).__name__ in ("KilledWorker", "LostDependency")


def _in_words(error: BaseException) -> BaseException:
    """What stopped a part, where the user can do something about it."""
    name = type(error).__name__
    if isinstance(error, worker.OtherRulesError):
        return UserError(
            "A worker holds another version of partnersim than this session; install the same on all machines."
        )
    if isinstance(error, ImportError):
        return UserError(
            "A worker lacks a package ({problem}); install partnersim on all machines.",
            problem=error,
        )
    if name in ("CancelledError", "CommClosedError", "FutureCancelledError"):
        return UserError(
            "The cluster went away. What is finished is kept: go on with {resume}.",
            resume=named("--resume", "resume=True"),
        )
    return error


def lost_again(part: Part) -> UserError:
    """The error for a part that costs one worker after the other."""
    return UserError(
        "Workers were lost again and again while they made runs {first} to {last} (memory, or a "
        'script without `if __name__ == "__main__":`). What is finished is kept: go on with '
        "{resume}.",
        first=part[0],
        last=sum(part) - 1,
        resume=named("--resume", "resume=True"),
    )
