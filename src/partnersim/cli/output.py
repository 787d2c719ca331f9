"""Where results go: a folder that is made whole or leaves no trace."""

from __future__ import annotations

import contextlib
import datetime
import os
import signal
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

from partnersim.language import UserError, say

if TYPE_CHECKING:
    from partnersim.results import Folder

_STOPS = tuple(
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)
)


class Output:
    """A results folder to be, and the folders above it that had to be made for it."""

    def __init__(self, path: Path) -> None:
        from partnersim.results import Folder

        if "\0" in str(path):
            raise UserError(say("--out: this is not a name of a folder."))
        if ".." in path.parts:
            path = Path(os.path.abspath(path))  # noqa: PTH100  resolve() would follow links
        self._made = [one for one in path.parents if not os.path.lexists(one)]
        try:
            self.folder: Folder = Folder(path)
        except UserError:
            self._leave_no_trace()
            raise

    def discard(self) -> None:
        """Leave nothing behind, nor the folders that were made for it."""
        self.folder.discard()
        self._leave_no_trace()

    def _leave_no_trace(self) -> None:
        for made in self._made:
            with contextlib.suppress(OSError):
                made.rmdir()


def default_path(name: str, seed: int) -> Path:
    """`results/<scenario>/<date and time>-seed<seed>`, a name that is not taken."""
    above = Path("results") / name
    stem = f"{datetime.datetime.now():%Y%m%d-%H%M%S}-seed{seed}"
    path, number = above / stem, 1
    while path.exists() or any(above.glob(f".{path.name}.partial-*")):
        number += 1
        path = above / f"{stem}-{number}"
    return path


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


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


@contextlib.contextmanager
def _signals(handler: object, numbers: tuple[signal.Signals, ...]) -> Iterator[None]:
    try:
        heard = [one for one in numbers if signal.getsignal(one) is not signal.SIG_IGN]
        before = [(one, signal.signal(one, handler)) for one in heard]  # type: ignore[arg-type]
    except ValueError:  # not the main thread: nothing reaches us there
        before = []
    try:
        yield
    finally:
        for one, old in before:
            signal.signal(one, signal.SIG_DFL if old is None else old)
