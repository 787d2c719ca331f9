"""The summary that a command prints at its end and saves as plain text beside its tables."""

from __future__ import annotations

import io
import json
import math
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import click
from rich.console import Console

from partnersim.cli.request import Request
from partnersim.language.paths import write_whole

SCREEN = "screen"
_WIDTH = 100  # columns of the text, whatever the terminal's

type Tell = Callable[[Console], None]


def save(tell: Tell, folder: Path, name: str = SCREEN) -> Path:
    """Write what `tell` prints to `<name>.txt`, whole or not at all, in the place of an earlier one."""
    return write_whole(folder / f"{name}.txt", text_of(tell))


def show(asked: Request, tell: Tell, data: Callable[[], Mapping[str, Any]], folder: Path) -> None:
    """Print what was asked for: the summary, the folder of results alone, or the results as JSON."""
    if asked.as_json:
        click.echo(json.dumps({"folder": str(folder), **data()}, ensure_ascii=False, indent=1))
    elif asked.quiet:
        click.echo(str(folder))
    else:
        tell(Console())


def known(row: Mapping[Any, Any]) -> dict[str, Any]:
    """A row as JSON holds it: plain numbers, nothing where a number is missing."""
    plain = {
        str(name): value.item() if hasattr(value, "item") else value for name, value in row.items()
    }
    return {
        name: None if isinstance(value, float) and not math.isfinite(value) else value
        for name, value in plain.items()
    }


def text_of(tell: Tell) -> str:
    """What `tell` prints, without colours and without spaces at the ends of lines."""
    file = io.StringIO()
    tell(Console(file=file, width=_WIDTH, color_system=None, force_terminal=False))
    return "".join(f"{line.rstrip()}\n" for line in file.getvalue().splitlines())
