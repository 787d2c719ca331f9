"""Paths and files that the user names: what the system refuses is said in one sentence."""

from __future__ import annotations

import contextlib
import errno
import os
import socket
import stat
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from partnersim.language.control_characters import first_control, without_controls
from partnersim.language.file_errors import why
from partnersim.language.numbers import size
from partnersim.language.words import UserError, say

_DEEPEST = 200  # folders
_LONGEST_NAME = 255  # bytes, where the disk is a common one
_LONGEST_SHOWN = 100
_NOT_THERE = (errno.ENOENT, errno.ENOTDIR)


def path_of(given: str | Path) -> Path:
    """The path a user gave, `~` filled in. Raises UserError where the system can hold no such path.

    Whether anything is there is for the caller to see.
    """
    text = str(given)
    try:
        path = Path(text).expanduser()
        problem = _problem(path) if text.strip() else say("it is empty")
    except RuntimeError:
        problem = say("~ stands for a home folder, and there is none of that name")
    if problem:
        raise UserError("{path} cannot be used ({problem}).", path=shown(text), problem=problem)
    return path


def _problem(path: Path) -> str:
    """Why the system holds no such path; nothing, where it may hold it."""
    if len(path.parts) > _DEEPEST:
        return say("it is more than {most} folders deep", most=_DEEPEST)
    try:
        str(path).encode()
        if (sign := first_control(str(path))) is not None:
            return say("its name holds the control character {sign}", sign=sign)
        if any(len(part.encode()) > _LONGEST_NAME for part in path.parts):
            return say("the name is too long")
        path.stat()
    except UnicodeEncodeError:
        return say("its name is not text in UTF-8")
    except OSError as error:
        return "" if error.errno in _NOT_THERE else why(error)
    return ""


def shown(path: str | Path) -> str:
    """A path in a message: short, and without signs that a screen cannot show."""
    text = without_controls(str(path))
    if not text.strip():
        return repr(text)
    if len(text) <= _LONGEST_SHOWN:
        return text
    half = _LONGEST_SHOWN // 2
    return f"{text[:half]}…{text[-half:]}"


def bytes_of(path: Path, most: int) -> bytes:
    """What a regular file holds, `most` bytes at most. Raises UserError for anything else.

    A device or a pipe is never read, so that none can hang the caller or fill the memory.
    """
    try:
        check_regular(path)
        flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        with os.fdopen(os.open(path, flags), "rb") as file:
            _check_mode(path, os.fstat(file.fileno()))
            data = file.read(most + 1)
    except FileNotFoundError:
        raise UserError("{path}: there is no such file.", path=shown(path)) from None
    except (OSError, ValueError) as error:
        raise UserError(
            "{path} cannot be read ({problem}).", path=shown(path), problem=why(error)
        ) from None
    if len(data) > most:
        raise UserError(
            "{path} is larger than {size}, the most that such a file holds.",
            path=shown(path),
            size=size(most),
        )
    return data


def text_of(path: Path, most: int) -> str:
    """The text of a regular file in UTF-8, `most` bytes at most. Raises UserError for anything else."""
    try:
        text = bytes_of(path, most).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UserError(
            "{path} is not a text file in UTF-8. In a spreadsheet, save it as CSV UTF-8.",
            path=shown(path),
        ) from None
    if "\0" in text:
        raise UserError("{path} is not a text file: it holds a NUL byte.", path=shown(path))
    return text


def check_regular(path: Path) -> None:
    """Raise UserError for a folder, a device, a pipe or a socket, and OSError where nothing is there."""
    _check_mode(path, path.stat())


def _check_mode(path: Path, about: Any) -> None:
    if stat.S_ISDIR(about.st_mode):
        raise UserError("{path} is a folder, not a file.", path=shown(path))
    if not stat.S_ISREG(about.st_mode):
        raise UserError("{path} is no file but a device, a pipe or a socket.", path=shown(path))


@contextlib.contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A file to write in the place of `path`, which gets its name once it is whole; else it is removed."""
    who = f"{socket.gethostname()}-{os.getpid()}-{threading.get_ident()}"
    beside = path.with_name(f".{path.name}.{who}.partial")
    try:
        yield beside
        beside.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            beside.unlink()
        raise


def write_whole(path: Path, text: str) -> Path:
    """Write a text in UTF-8, whole or not at all, in the place of an earlier one."""
    with replacing(path) as beside:
        beside.write_text(text, encoding="utf-8", newline="\n")
    return path
