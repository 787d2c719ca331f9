"""Stopping a command: signals that stop it, seconds in which none does, and how it ends."""

from __future__ import annotations

import contextlib
import signal
from collections.abc import Iterator
from types import FrameType
from typing import NoReturn

import click

INTERRUPTED = 130  # exit code

_STOPS = tuple(
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)
)


def end_interrupted(message: str) -> NoReturn:
    """End the command that was stopped, with what is kept of its work."""
    click.echo(message, err=True)
    click.get_current_context().exit(INTERRUPTED)


@contextlib.contextmanager
def stoppable() -> Iterator[None]:
    """A request to end, or a terminal that closes, stops the runs as Ctrl-C does."""
    with _signals(_interrupt, _STOPS[1:]):
        yield


@contextlib.contextmanager
def undisturbed() -> Iterator[None]:
    """For the second in which files are written, nothing stops us."""
    with _signals(signal.SIG_IGN, _STOPS):
        yield


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


@contextlib.contextmanager
def _signals(handler: object, numbers: tuple[signal.Signals, ...]) -> Iterator[None]:
    try:
        heard = [number for number in numbers if signal.getsignal(number) is not signal.SIG_IGN]
        before = [(number, signal.signal(number, handler)) for number in heard]  # type: ignore[arg-type]
    except ValueError:  # not the main thread: nothing reaches us there
        before = []
    try:
        yield
    finally:
        for number, old in before:
            signal.signal(number, signal.SIG_DFL if old is None else old)
