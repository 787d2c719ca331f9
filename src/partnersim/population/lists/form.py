"""The columns of the two files, and what a scenario says of how a file is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

REQUIRED = ("name", "place", "budget", "archetype")
OPTIONAL = ("identity", "founded", "own_income")
CREDITS = ("organization", "funder", "instrument", "amount")
OPTIONAL_CREDITS = ("year",)
POINT, COMMA = "point", "comma"
DECIMAL_MARKS = (POINT, COMMA)
OF_THE_LIST, OF_THE_CREDITS = "", "credits_"  # how the keys of the two files begin

COLUMNS_OF_FILES = {
    OF_THE_LIST: (*REQUIRED, *OPTIONAL),
    OF_THE_CREDITS: (*CREDITS, *OPTIONAL_CREDITS),
}


@dataclass(frozen=True, slots=True)
class ListForm:
    """How a file is written, where that is not plain from the file itself.

    columns: our column and the file's header for it; decimal: `point` or `comma`; sheet: of a
    workbook; keys: how the keys of `population` that say so begin.
    """

    columns: tuple[tuple[str, str], ...] = ()
    decimal: str | None = None
    sheet: str | None = None
    keys: str = OF_THE_LIST

    def key(self, name: str) -> str:
        """The path of one of these keys in a scenario."""
        return f"population.{self.keys}{name}"


def form_of(population: Mapping[str, Any], keys: str) -> ListForm:
    """What the map `population` of a scenario says of one of its two files."""
    columns: Mapping[str, str] = population.get(f"{keys}columns") or {}
    return ListForm(
        tuple(sorted(columns.items())),
        population.get(f"{keys}decimal"),
        population.get(f"{keys}sheet"),
        keys,
    )
