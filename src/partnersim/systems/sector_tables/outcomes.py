"""What is measured of issues: whose are pressed for, which fall silent, what is won; by issue and by table."""

from __future__ import annotations

import numpy as np

from partnersim.declarations.data_files import columns_in
from partnersim.state.issues import POLICY
from partnersim.state.world import Numbers, Table, World

TABLES = columns_in("partnersim.systems.sector_tables")
OUTCOMES = TABLES.pop("sector")
SHOWN_AFTER = {"access_excess": "small_issues_carried .other_issues_carried"}


def derived(kept: Table) -> dict[str, Numbers]:
    """Columns that are worked out from those of the state."""
    if "umbrella_seats" not in (kept.dtype.names or ()):
        return {}
    return {"seats": kept["umbrella_seats"] + kept["table_seats"] + kept["parliament_seats"]}


def _of(stakes: Numbers, issues: Table) -> tuple[float, float, float]:
    """Of what some have at stake: closeness to what is pressed for, the share nobody presses for, and, needs
    aside, the share that the ministry takes up."""
    carried = 1.0 - 0.5 * float(np.abs(stakes - issues["asked"]).sum())
    silent = float(stakes[issues["asked"] <= 0.0].sum())
    others = np.delete(stakes, POLICY)
    # no product of matrices: in which order those add up is the processor's choice
    taken_up = float((others * np.delete(issues["taken_up"], POLICY)).sum())
    return carried, silent, taken_up / max(float(others.sum()), 1e-9)


def measure(world: World, row: Table) -> None:
    """Write this month's row (1,)."""
    issues = world.tables["sector_issues"]
    voices = issues["umbrella_seats"] + issues["table_seats"] + issues["parliament_seats"]
    row["issue_concentration"] = (issues["asked"] ** 2).sum()
    row["small_issues_carried"], row["small_issues_silent"], row["small_issues_taken_up"] = _of(
        issues["stake_of_small"], issues
    )
    row["other_issues_carried"], row["other_issues_silent"], row["other_issues_taken_up"] = _of(
        issues["stake_of_others"], issues
    )
    row["small_issues_unheard"] = issues["stake_of_small"][voices <= 0.0].sum()
    row["at_mps_share"] = issues["at_mps"].sum() / max(int(world.organizations["alive"].sum()), 1)
