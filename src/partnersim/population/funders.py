"""Funders' rows from a scenario's values, and their officers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

import numpy as np

from partnersim.declarations import Scope
from partnersim.jurisdictions import Programme
from partnersim.population.programmes import shares_over
from partnersim.population.tables import levers_of, new_table, set_levers
from partnersim.state.arrays import Table
from partnersim.state.columns import NEEDS


class FunderValues(Protocol):
    """What this module reads of a scenario's funder."""

    @property
    def is_ministry(self) -> bool: ...
    @property
    def values(self) -> dict[str, dict[str, Any]]: ...


def funder_table(
    funders: dict[str, FunderValues], names: list[str], main: str, programmes: Sequence[Programme]
) -> Table:
    """One row a name; a name the scenario does not have gets an empty envelope."""
    table = new_table("funders", len(names))
    largest = max(1.0, funders[main].values["funding"]["envelope"]) if main in funders else 1.0
    for row, name in zip(table, names, strict=True):
        funder = funders.get(name)
        if funder is None:
            row["price_per_client"] = 300.0
            row["project_amount"] = 100000.0
            row["officers_number"] = 1
            row["officers_term_months"] = 18.0
            row["minister_term_months"] = 24.0
            row["agenda"] = 1.0 / len(NEEDS)
            row["term_years"] = 1
            continue
        row["is_ministry"] = funder.is_ministry
        set_levers(row, Scope.FUNDER, funder.values)
        row["programmes"] = shares_over(programmes, funder.values["funding"]["programmes"])
        row["weight"] = min(1.0, funder.values["funding"]["envelope"] / largest)
        if not funder.is_ministry:
            row["officers_number"] = 1
    return table


def eligibility_table(
    funders: dict[str, FunderValues], names: list[str], statuses: tuple[str, ...]
) -> Table:
    """A row for each of these names of funders, a column for each status: whom each pays for."""
    table = new_table("eligibility", (len(names), len(statuses)))
    for row, name in zip(table, names, strict=True):
        if name in funders:
            row["eligible"] = [funders[name].values["eligibility"][status] for status in statuses]
    return table


def write_levers(table: Table, levers: Table, before: Table | None = None) -> None:
    """Let a regime's levers act; what has formed in the run stays.

    After a regime `before`, a lever moves by the difference of what the two state, so that what a policy
    has moved since is not lost.

    The minister in office stays until the next change, unless the regime's typical attitude, taste or
    agenda is another one: then the change comes with it.
    """
    changed = table["minister_attitude"] != levers["minister_attitude"]
    changed |= table["minister_taste"] != levers["minister_taste"]
    changed |= (table["agenda"] != levers["agenda"]).any(axis=1)
    for column in levers_of("funders"):
        table[column] = (
            levers[column]
            if before is None
            else _moved(table[column], levers[column], before[column])
        )
    table["is_ministry"] = levers["is_ministry"] | table["is_ministry"]
    donors = ~table["is_ministry"]
    table["priorities"][donors] = levers["agenda"][donors]
    take_office(table, changed)


def take_office(table: Table, which: np.ndarray) -> None:
    """A minister of the regime's typical attitude, taste and agenda; nobody minds dissent at a donor's."""
    table["attitude"][which] = table["minister_attitude"][which]
    table["taste"][which] = np.where(table["is_ministry"], table["minister_taste"], 0.0)[which]
    table["minister_agenda"][which] = table["agenda"][which]
    table["minister_months"][which] = 0


def _moved(now: np.ndarray, stated: np.ndarray, before: np.ndarray) -> np.ndarray:
    """A lever's values (funders, ...) once the regime states others than before: shares still sum to 1."""
    if now.dtype.kind != "f":
        return np.where(stated == before, now, stated)
    moved = np.where(now == before, stated, np.maximum(0.0, now + stated - before))
    if now.ndim == 1:
        return np.where(stated == before, now, moved)
    asked = (stated != before).any(axis=1, keepdims=True)
    undisturbed = (now == before).all(axis=1, keepdims=True)
    together = np.maximum(moved.sum(axis=1, keepdims=True), 1e-9)
    return np.where(asked, np.where(undisturbed, stated, moved / together), now)


def officer_table(posts: np.ndarray, is_ministry: np.ndarray) -> Table:
    """Each ministry's posts, funder by funder; a regime may leave some of them unfilled."""
    of = [f for f in np.flatnonzero(is_ministry) for _ in range(int(posts[f]))]
    table = new_table("officers", len(of))
    table["funder"] = of
    return table
