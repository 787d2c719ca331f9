"""The command as its user typed it, to be kept beside what it made."""

from __future__ import annotations

import sys


def command_line() -> list[str]:
    """Its words, the program by its name, however it was started and wherever it lies."""
    return ["partnersim", *sys.argv[1:]]
