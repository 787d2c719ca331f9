"""What a command says at its end, on the screen and as plain text beside its tables."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console

SCREEN = "screen"
_WIDTH = 100  # columns of the text, whatever the terminal's

type Tell = Callable[[Console], None]


def save(tell: Tell, folder: Path, name: str = SCREEN) -> Path:
    """Write what `tell` prints to `<name>.txt`, whole or not at all, in the place of an earlier one."""
    path = folder / f"{name}.txt"
    beside = path.with_name(f".{path.name}.partial")
    beside.write_text(text_of(tell), encoding="utf-8")
    return beside.replace(path)


def text_of(tell: Tell) -> str:
    """What `tell` prints, without colours and without spaces at the ends of lines."""
    import io

    from rich.console import Console

    file = io.StringIO()
    tell(Console(file=file, width=_WIDTH, color_system=None, force_terminal=False))
    return "".join(f"{line.rstrip()}\n" for line in file.getvalue().splitlines())
