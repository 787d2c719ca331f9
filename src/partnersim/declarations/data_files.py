"""Tables that travel with the package, as CSV beside the code that reads them."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from fractions import Fraction
from importlib.resources import files

from partnersim.declarations.evidence import evidence_in
from partnersim.declarations.outcome import Better, Outcome
from partnersim.declarations.parameter import Parameter, Role
from partnersim.language.text import Text


def rows_in(package: str, name: str) -> list[dict[str, str]]:
    """The rows of a CSV file in a folder of the package: `rows_in("partnersim.evidence", "figures.csv")`."""
    text = (files(package) / name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def parameters_in(package: str, name: str) -> dict[str, tuple[Parameter, ...]]:
    """The numbers that a CSV file declares, by group: an uncertainty has a prior, a setting has none."""
    groups: dict[str, tuple[Parameter, ...]] = {}
    for row in rows_in(package, name):
        default = number(row["default"])
        kind = type(default)
        prior = (float(row["prior_low"]), float(row["prior_high"])) if row["prior_low"] else None
        parameter = Parameter(
            name=row["name"],
            default=default,
            unit=row["unit"],
            bounds=(kind(row["low"]), kind(row["high"])),
            prior=prior,
            role=Role.UNCERTAINTY if prior else Role.SETTING,
            meaning=Text(row["meaning"]),
            evidence=evidence_in(row["source"], row["note"]),
        )
        groups[row["group"]] = (*groups.get(row["group"], ()), parameter)
    return groups


def columns_in(
    package: str, shared: Mapping[str, str] | None = None
) -> dict[str, tuple[Outcome, ...]]:
    """The columns of results that `columns.csv` of a folder declares, by group.

    shared: expressions that several formulas use, by their name in braces.
    """
    groups: dict[str, tuple[Outcome, ...]] = {}
    for row in rows_in(package, "columns.csv"):
        column = Outcome(
            name=row["name"],
            unit=row["unit"],
            meaning=Text(row["meaning"]),
            formula=row["formula"].format_map(shared or {}),
            better=Better(row["better"]) if row.get("better") else None,
            per=row.get("per", ""),
            at_most=float(row["at_most"]) if row.get("at_most") else None,
        )
        groups[row["group"]] = (*groups.get(row["group"], ()), column)
    return groups


def number(text: str) -> int | float:
    """A number as a data file writes it: `5`, `5.0`, or `10/24` where no decimals say it."""
    return int(text) if text.isdecimal() else float(Fraction(text))
