"""The folder of a command's results: claimed before the runs, made whole or without a trace.

`result_folder` is for a command that makes its folder anew, `resumable` for one that goes on with it.
"""

from __future__ import annotations

import contextlib
import datetime
import itertools
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from partnersim.cli.interruption import end_interrupted, stoppable, undisturbed
from partnersim.language import UserError
from partnersim.language.file_errors import cannot_be_written
from partnersim.language.paths import path_of

if TYPE_CHECKING:
    from partnersim.cli.work import Work
    from partnersim.results import Folder


@dataclass(frozen=True, slots=True)
class ResultFolder:
    """A claimed folder, and the runs that were made for it.

    Use: write what the folder is not without in `essentials()`, and the rest in `additions()`.
    """

    folder: Folder
    work: Work[Any]

    @property
    def inside(self) -> Path:
        """Where its files are written until it has its name."""
        return self.folder.inside

    @contextlib.contextmanager
    def essentials(self) -> Iterator[None]:
        """Write what the folder is not without; nothing stops it, and from then on the folder is kept."""
        with undisturbed(), written(self.folder.path):
            yield
            self.folder.whole = True

    @contextlib.contextmanager
    def additions(self) -> Iterator[None]:
        """Write what may be left out; a stop ends it, and the command goes on to say what is kept."""
        try:
            with written(self.folder.path):
                yield
        except KeyboardInterrupt:
            self.work.interrupted = True


def _check_any(work: Work[Any]) -> None:
    """Stop where no run is done."""
    if not work.done:
        raise KeyboardInterrupt


@contextlib.contextmanager
def result_folder(
    work: Work[Any],
    out: str | None,
    name: str,
    seed: int,
    announcement: str = "",
    check: Callable[[Work[Any]], None] = _check_any,
) -> Iterator[ResultFolder]:
    """Claim a folder, make the runs, and finish the folder when its files are written.

    out: where the user wants it; None: `results/<name>/<date and time>-seed<seed>`. check: ends the
    command where too few runs are done to keep anything.
    """
    with _claimed(out, name, seed) as claim:
        if announcement:
            click.echo(announcement, err=True)
        work.do()
        check(work)
        yield ResultFolder(claim.folder, work)


@contextlib.contextmanager
def resumable(path: Path, message: Callable[[], str]) -> Iterator[None]:
    """Work in a folder in which each finished part is kept; a stop ends the command with a message."""
    keep(path)
    with stoppable():
        try:
            yield
        except KeyboardInterrupt:
            end_interrupted(message())


class _Claim:
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
def _claimed(out: str | None, name: str, seed: int) -> Iterator[_Claim]:
    """The folder of a command, its name claimed before anything is run; a stop is obeyed meanwhile."""
    claim: _Claim | None = None
    with stoppable():
        try:
            with undisturbed():  # a stop here would leave a folder that nobody knows of
                claim = _default(name, seed) if out is None else _Claim(path_of(out))
            yield claim
            with undisturbed():
                if not claim.folder.finished:
                    claim.finish()
        except BaseException:
            if claim is not None:
                claim.leave()
            raise


def _default(name: str, seed: int) -> _Claim:
    """A name that is not taken, even by runs that begin in the same second."""
    from partnersim.results.writing import TakenError

    stem = f"{datetime.datetime.now():%Y%m%d-%H%M%S}-seed{seed}"
    for number in itertools.count(1):
        with contextlib.suppress(TakenError):
            return _Claim(Path("results") / name / (f"{stem}-{number}" if number > 1 else stem))
    raise AssertionError


@contextlib.contextmanager
def written(path: Path) -> Iterator[None]:
    """An error of the disk while files are written into a folder, in words."""
    try:
        yield
    except OSError as error:
        raise cannot_be_written(path, error) from None


_kept: list[Path] = []


def keep(folder: Path) -> None:
    """Remember that what was done so far is in this folder, for the message of an error to come."""
    if folder not in _kept:
        _kept.append(folder)


def folders() -> list[Path]:
    """Folders in which results of this command are."""
    return [folder for folder in _kept if folder.exists()]


def forget() -> None:
    """A command begins: nothing is kept yet."""
    _kept.clear()
