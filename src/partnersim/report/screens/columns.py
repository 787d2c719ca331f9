"""Scenarios in columns where a screen has room for them, else below one another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.text import Text

from partnersim.language import say
from partnersim.report.formatting.screen import Screen
from partnersim.report.screens import rows

if TYPE_CHECKING:
    from rich.table import Table

_FIRST = 26  # columns that names of measures need, to be read


def laid_out(
    cells: dict[str, list[Text]],
    sections: Sequence[tuple[str, Sequence[rows.Row]]],
    titles: dict[str, str],
    screen: Screen,
) -> Table:
    """A column for each scenario where there is room, a line under each measure where there is none."""
    wide = [
        max(map(len, (head, *(of[n].plain for of in cells.values()))))
        for n, head in enumerate(titles)
    ]
    if _FIRST + sum(width + 1 for width in wide) > screen.width:
        return _below_one_another(cells, sections, titles, screen)
    table = screen.table(sections[0][0], *titles)
    for row in rows.under_headings(table, sections):
        if row.name in cells:
            table.add_row(rows.label(row), *cells[row.name])
    return table


def _below_one_another(
    cells: dict[str, list[Text]],
    sections: Sequence[tuple[str, Sequence[rows.Row]]],
    titles: dict[str, str],
    screen: Screen,
) -> Table:
    """A measure with the value of the first; under it a line for each other."""
    from rich.padding import Padding

    table = screen.table(sections[0][0] or say("Measure"), say("Value, or difference"))
    for row in rows.under_headings(table, sections):
        if row.name in cells:
            table.add_row(Text(rows.label(row), "bold"), "")
            for title, cell in zip(titles.values(), cells[row.name], strict=True):
                table.add_row(Padding(title, (0, 0, 0, 2)), cell)
    return table
