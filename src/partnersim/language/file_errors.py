"""Why the machine refused a file, in words for a person."""

from __future__ import annotations

import csv
import errno
from pathlib import Path

from partnersim.language.words import UserError, say


def why(error: OSError | ValueError) -> str:
    """The reason of an operating system error, in the language in use."""
    if not isinstance(error, OSError):
        return say("not a name of a file")
    name = errno.errorcode.get(error.errno or 0) or type(error).__name__
    reason = reasons().get(name)
    return say(reason) if reason else say("the system reports {name}", name=name)


def cannot_be_written(path: object, error: OSError | ValueError) -> UserError:
    """The error of a file or a folder that the machine refuses to write."""
    return UserError("{path} cannot be written ({problem}).", path=path, problem=why(error))


def reasons() -> dict[str, str]:
    """Why, by the system's own name of an error."""
    with Path(__file__).with_name("file_errors.csv").open(encoding="utf-8", newline="") as file:
        return {row["name"]: row["reason"] for row in csv.DictReader(file)}
