"""Execution of a command's runs: estimate of time, progress, interruption."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from partnersim.cli.interruption import end_interrupted
from partnersim.language import numbers, say
from partnersim.state import kernel

_PLAIN_LINES = 10


class Shown(Protocol):
    """Where progress is shown."""

    def __call__(self, done: int) -> None:
        """That many runs are done."""


@dataclass(slots=True)
class Work[T]:
    """The runs that were asked for, and those that are done, one after the other.

    `more` runs of another kind follow them, which `then` makes and keeps itself.
    """

    source: Callable[[], Iterator[T]]
    runs: int
    then: Callable[[], Iterator[object]] | None = None
    more: int = 0
    quiet: bool = False
    done: list[T] = field(default_factory=list)
    interrupted: bool = False
    seconds: float = 0.0

    def do(self) -> None:
        """Run; Ctrl-C ends it early and keeps what is finished."""
        console = Console(stderr=True, quiet=self.quiet)
        start = time.perf_counter()
        try:
            self._run_all(console)
        except KeyboardInterrupt:
            self.interrupted = True
        self.seconds = time.perf_counter() - start

    def end_if_interrupted(self, message: str, folder: Path) -> None:
        """Where it was stopped, end the command with what is kept: `{done}` of `{runs}`, `{folder}`."""
        if self.interrupted:
            end_interrupted(say(message, done=len(self.done), runs=self.runs, folder=folder))

    def _run_all(self, console: Console) -> None:
        telling = 1
        if not kernel.is_cached():
            telling = 2  # the first run holds the compilation
            _tell(console, say("The rules are compiled now, once on this machine: about a minute."))
        last = time.perf_counter()
        runs = self.runs + self.more
        with progress(console, runs) as show:
            for done, _ in enumerate(self._each(), 1):
                now = time.perf_counter()
                if done == telling < runs:
                    left = numbers.duration((runs - telling) * (now - last))
                    _tell(
                        console,
                        say(
                            "Runs left: {left}; they take at most {time}.",
                            time=left,
                            left=runs - telling,
                        ),
                    )
                last = now
                show(done)

    def _each(self) -> Iterator[None]:
        for result in self.source():
            self.done.append(result)
            yield
        if self.then is not None:
            for _ in self.then():
                yield


def _tell(console: Console, message: str) -> None:
    console.print(message, highlight=False, markup=False)


@contextmanager
def progress(console: Console, runs: int) -> Iterator[Shown]:
    """A bar on a terminal; elsewhere a plain line now and then."""
    if not console.is_terminal:
        yield _plain(console, runs)
        return

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task(say("Runs"), total=runs)

        began = False

        def show(done: int) -> None:
            nonlocal began
            if began:
                bar.update(task, completed=done)
            else:  # what was done before this session says nothing of its speed
                bar.reset(task, total=runs, completed=done)
            began = True

        yield show


def _plain(console: Console, runs: int) -> Shown:
    """A line each time another tenth is done, by however many runs at a time."""
    every = max(1, runs // _PLAIN_LINES)
    said = -1

    def show(done: int) -> None:
        nonlocal said
        if done // every > said or done == runs:
            said = done // every
            _tell(console, say("{done} of {runs} {runs|run|runs}", done=done, runs=runs))

    return show
