"""Where results go: a folder that is made whole or leaves no trace."""

from __future__ import annotations

import contextlib
import datetime
import itertools
import os
import signal
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

from partnersim.language import UserError, say
from partnersim.language.paths import path_of
from partnersim.language.problems import why

if TYPE_CHECKING:
    from partnersim.results import Folder

_STOPS = tuple(
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)
)


class Output:
    """A results folder to be, and the folders above it that had to be made for it."""

    def __init__(self, path: Path) -> None:
        from partnersim.results import Folder

        if ".." in path.parts:
            path = Path(os.path.abspath(path))  # noqa: PTH100  resolve() would follow links
        self._made = [above for above in path.parents if not os.path.lexists(above)]
        try:
            self.folder: Folder = Folder(path)
        except UserError:
            self._leave_no_trace()
            raise

    def finish(self) -> Path:
        """Give the folder its name; from then on it is kept, whatever happens."""
        path = self.folder.finish()
        keep(path)
        return path

    def leave(self) -> None:
        """When a stop or an error ends the work: keep what is whole, or leave nothing behind."""
        with undisturbed():
            if self.folder.finished:
                return
            if self.folder.whole:
                self.finish()
                return
            self.folder.discard()
            self._leave_no_trace()

    def _leave_no_trace(self) -> None:
        for made in self._made:
            with contextlib.suppress(OSError):
                made.rmdir()


@contextlib.contextmanager
def claimed(out: str | None, name: str, seed: int) -> Iterator[Output]:
    """The folder of a command, its name claimed before anything is run; a stop is obeyed meanwhile.

    out: where the user wants it; None: `results/<name>/<date and time>-seed<seed>`.
    """
    output: Output | None = None
    with stoppable():
        try:
            with undisturbed():  # a stop here would leave a folder that nobody knows of
                output = _default(name, seed) if out is None else Output(path_of(out))
            yield output
            with undisturbed():
                if not output.folder.finished:
                    output.finish()
        except BaseException:
            if output is not None:
                output.leave()
            raise


def _default(name: str, seed: int) -> Output:
    """A name that is not taken, even by runs that begin in the same second."""
    from partnersim.results.writing import TakenError

    stem = f"{datetime.datetime.now():%Y%m%d-%H%M%S}-seed{seed}"
    for number in itertools.count(1):
        with contextlib.suppress(TakenError):
            return Output(Path("results") / name / (f"{stem}-{number}" if number > 1 else stem))
    raise AssertionError


@contextlib.contextmanager
def written(path: Path) -> Iterator[None]:
    """An error of the disk while files are written into a folder, in words."""
    try:
        yield
    except OSError as error:
        raise UserError(
            say("{path} cannot be written ({problem}).", path=path, problem=why(error))
        ) from None


_kept: list[Path] = []


def keep(folder: Path) -> None:
    """Remember that what was done so far is in this folder, for the message of an error to come."""
    if folder not in _kept:
        _kept.append(folder)


def kept() -> list[Path]:
    """Folders in which results of this command are."""
    return [folder for folder in _kept if folder.exists()]


def forget() -> None:
    """A command begins: nothing is kept yet."""
    _kept.clear()


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
