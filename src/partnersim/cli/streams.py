"""Output streams of a command: a closed pipe or a full disk ends the printing, not the runs."""

from __future__ import annotations

import contextlib
import io
import sys
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer


class _Bearing(io.FileIO):
    """A file that remembers the first error of writing and swallows what comes after it."""

    problem: OSError | None = None

    def write(self, data: ReadableBuffer, /) -> int:
        if self.problem is None:
            try:
                return super().write(data)
            except OSError as error:
                self.problem = error
        return memoryview(data).nbytes


def bear() -> None:
    """Let standard output and standard error bear with whoever reads them."""
    sys.stdout = _bearing(sys.stdout)
    sys.stderr = _bearing(sys.stderr)


def problem() -> OSError | None:
    """Why not all of standard output was written; None where it was, or where its reader left."""
    with contextlib.suppress(AttributeError, ValueError):  # none, or closed
        sys.stdout.flush()
    error = getattr(_raw(sys.stdout), "problem", None)
    return None if isinstance(error, BrokenPipeError) else error


def _bearing(stream: TextIO) -> TextIO:
    raw = _raw(stream)
    if type(raw) is not io.FileIO:  # none, a console of Windows, or not a file at all
        with contextlib.suppress(AttributeError, ValueError):
            stream.reconfigure(errors="replace")  # type: ignore[attr-defined]
        return stream
    own = _Bearing(raw.fileno(), "w", closefd=False)
    unbuffered = stream.buffer is raw
    return io.TextIOWrapper(
        own if unbuffered else io.BufferedWriter(own),
        encoding=stream.encoding,
        errors="replace",
        line_buffering=bool(stream.line_buffering),
        write_through=unbuffered,
    )


def _raw(stream: TextIO | None) -> object:
    """The file under a text stream, or None."""
    buffer = getattr(stream, "buffer", None)
    return getattr(buffer, "raw", buffer)
