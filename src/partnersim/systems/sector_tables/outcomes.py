"""What is measured of issues: whose are pressed for, which fall silent, what is won; by issue and by table."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from partnersim.declarations.data_files import columns_in
from partnersim.state.issues import POLICY

if TYPE_CHECKING:
    from partnersim.state.world import Numbers, Table, World

TABLES = columns_in("partnersim.systems.sector_tables")
OUTCOMES = TABLES.pop("sector")
SHOWN_AFTER = {"access_excess": "small_issues_carried .other_issues_carried"}


def derived(kept: Table) -> dict[str, Numbers]:
    """Columns that are worked out from those of the state."""
    if "umbrella_seats" not in (kept.dtype.names or ()):
        return {}
    return {"seats": kept["umbrella_seats"] + kept["table_seats"] + kept["parliament_seats"]}


def _carried(stakes: Numbers, asked: Numbers) -> float:
    """Closeness of two distributions over issues."""
    return 1.0 - 0.5 * float(np.abs(stakes - asked).sum())


def _taken_up(stakes: Numbers, taken_up: Numbers) -> float:
    """Of what some have at stake, needs aside, what the ministry takes up."""
    others = np.delete(stakes, POLICY)
    return float(others @ np.delete(taken_up, POLICY)) / max(float(others.sum()), 1e-9)


def measure(world: World, row: Table) -> None:
    """Write this month's row (1,)."""
    issues = world.tables["sector_issues"]
    asked, taken_up = issues["asked"], issues["taken_up"]
    voices = issues["umbrella_seats"] + issues["table_seats"] + issues["parliament_seats"]
    row["issue_concentration"] = (asked**2).sum()
    for whose, column in (("small", "stake_of_small"), ("other", "stake_of_others")):
        stakes = issues[column]
        row[f"{whose}_issues_carried"] = _carried(stakes, asked)
        row[f"{whose}_issues_silent"] = stakes[asked <= 0.0].sum()
        row[f"{whose}_issues_taken_up"] = _taken_up(stakes, taken_up)
    row["small_issues_unheard"] = issues["stake_of_small"][voices <= 0.0].sum()
    row["at_mps_share"] = issues["at_mps"].sum() / max(int(world.organizations["alive"].sum()), 1)
