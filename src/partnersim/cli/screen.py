"""The summary that a command prints at its end and saves as plain text beside its tables."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

from rich.console import Console

from partnersim.language.paths import write_whole

SCREEN = "screen"
_WIDTH = 100  # columns of the text, whatever the terminal's

type Tell = Callable[[Console], None]


def save(tell: Tell, folder: Path, name: str = SCREEN) -> Path:
    """Write what `tell` prints to `<name>.txt`, whole or not at all, in the place of an earlier one."""
    return write_whole(folder / f"{name}.txt", text_of(tell))


def text_of(tell: Tell) -> str:
    """What `tell` prints, without colours and without spaces at the ends of lines."""
    file = io.StringIO()
    tell(Console(file=file, width=_WIDTH, color_system=None, force_terminal=False))
    return "".join(f"{line.rstrip()}\n" for line in file.getvalue().splitlines())
