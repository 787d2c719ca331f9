"""A console on which sentences and small tables are printed, at most a hundred columns wide."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from partnersim.language import say

if TYPE_CHECKING:
    from pathlib import Path

    from rich.console import Console, RenderableType
    from rich.table import Table

WIDTH = 100
_PLAIN: dict[str, Any] = {"box": None, "padding": (0, 1, 0, 0), "pad_edge": False}


class Screen:
    """Prints what a command has to tell."""

    def __init__(self, console: Console) -> None:
        self.width = min(WIDTH, console.width)
        self._console = console

    def print(self, what: RenderableType = "") -> None:
        """Print a table or an empty line."""
        self._console.print(what, width=self.width)

    def line(self, sentence: str, style: str = "") -> None:
        """Print a sentence; nothing where it is empty."""
        from rich.text import Text

        if sentence:
            self.print(Text(self._folded(sentence), style))

    def _folded(self, sentence: str) -> str:
        """Lines that do not end before a colon: rich would break at spaces that are not to be broken."""
        lines = sentence.split("\n")
        return "\n".join(
            textwrap.fill(line, self.width, break_on_hyphens=False) or line for line in lines
        )

    def lines(self, sentences: Iterable[str], style: str = "") -> None:
        """Print each sentence on a line of its own."""
        for sentence in sentences:
            self.line(sentence, style)

    def say(self, message: str, style: str = "", **values: object) -> None:
        """Print a message in the language in use, with its places filled in."""
        self.line(say(message, **values), style)

    def files(self, folder: Path, names: str) -> None:
        """Print which files lie in a folder."""
        self.say("Files in {folder}: {names}.", folder=folder, names=names)

    def table(self, first: str, *others: str, style: str = "bold", **columns: Any) -> Table:
        """A table with its headings; the first column takes the room that the others leave.

        columns: attributes of the others, which do not wrap unless these say otherwise.
        """
        from rich.table import Table

        table = Table(**_PLAIN, header_style=style, width=self.width)
        table.add_column(first, ratio=1, overflow="fold")
        for heading in others:
            table.add_column(heading, **({"no_wrap": True} | columns))
        return table
