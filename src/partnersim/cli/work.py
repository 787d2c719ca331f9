"""Doing the runs: how long it will take, how far it has come, and stopping in the middle."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

from partnersim.language import say

if TYPE_CHECKING:
    from rich.console import Console

    from partnersim.results import RunTables
    from partnersim.scenario.settings import Settings

_PLAIN_LINES = 10
_MINUTE = 60.0


class Shown(Protocol):
    """Where progress is shown."""

    def __call__(self, done: int) -> None:
        """That many runs are done."""


@dataclass(slots=True)
class Work:
    """The runs that were asked for, and those that are done."""

    settings: Settings
    runs: int
    seed: int
    uncertainty: str
    check_ledgers: bool = False
    done: list[RunTables] = field(default_factory=list)
    interrupted: bool = False
    seconds: float = 0.0

    def do(self) -> None:
        """Run; Ctrl-C ends it early and keeps what is finished."""
        from rich.console import Console

        console = Console(stderr=True)
        start = time.perf_counter()
        try:
            self._run_all(console)
        except KeyboardInterrupt:
            self.interrupted = True
        self.seconds = time.perf_counter() - start

    def _run_all(self, console: Console) -> None:
        from partnersim.state.kernel import is_cached

        telling = 1
        if not is_cached():
            telling = 2  # the first run holds the compilation
            _tell(console, say("The rules are compiled now, once on this machine: about a minute."))
        from partnersim.analysis.ensembles import runs_of

        last = time.perf_counter()
        with _progress(console, self.runs) as show:
            for one in runs_of(
                self.settings, runs=self.runs, seed=self.seed, uncertainty=self.uncertainty,
                check_ledgers=self.check_ledgers,
            ):  # fmt: skip
                self.done.append(one)
                now = time.perf_counter()
                if len(self.done) == telling < self.runs:
                    left = duration((self.runs - telling) * (now - last))
                    _tell(console, say("Runs left: {left}; they take at most {time}.",
                                       time=left, left=self.runs - telling))  # fmt: skip
                last = now
                show(len(self.done))

    def manifest(self) -> dict[str, Any]:
        """What was run, for the results folder."""
        from partnersim.analysis.ensembles import manifest_of

        return manifest_of(
            self.settings, self.done, runs=self.runs, seed=self.seed, uncertainty=self.uncertainty,
            seconds=self.seconds,
        )  # fmt: skip


def _tell(console: Console, message: str) -> None:
    console.print(message, highlight=False, markup=False)


def duration(seconds: float) -> str:
    """A length of time, in words."""
    if seconds < _MINUTE:
        return say("{n} s", n=max(1, round(seconds)))
    if seconds < _MINUTE * _MINUTE:
        return say("{n} min", n=round(seconds / _MINUTE))
    return say("{n} h", n=f"{seconds / _MINUTE / _MINUTE:.1f}")


@contextmanager
def _progress(console: Console, runs: int) -> Iterator[Shown]:
    """A bar on a terminal; elsewhere a plain line now and then."""
    if not console.is_terminal:
        yield _plain(console, runs)
        return
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    columns = (
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()
    )  # fmt: skip
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task(say("Runs"), total=runs)

        def show(done: int) -> None:
            bar.update(task, completed=done)

        yield show


def _plain(console: Console, runs: int) -> Shown:
    every = max(1, runs // _PLAIN_LINES)

    def show(done: int) -> None:
        if done % every == 0 or done == runs:
            _tell(console, say("{done} of {runs} runs", done=done, runs=runs))

    return show
