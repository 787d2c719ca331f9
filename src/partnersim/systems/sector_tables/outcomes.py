"""What is measured of issues: whose are pressed for, which fall silent, what is won; by issue and by table."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from partnersim.declarations import Better, Outcome, Text
from partnersim.state.issues import POLICY

if TYPE_CHECKING:
    from partnersim.state.world import Numbers, Table, World

OUTCOMES = (
    Outcome(
        name="issue_concentration",
        unit="0 many issues to 1 one alone",
        meaning=Text("Concentration of what the umbrella presses for"),
        formula="sum_j(asked[j]^2)",
    ),
    Outcome(
        name="small_issues_carried",
        unit="0 apart to 1 same",
        meaning=Text("Closeness of what the umbrella presses for to what small members have at stake"),
        formula="1 - 0.5 * sum_j(|stake_of_small[j] - asked[j]|)",
        better=Better.HIGHER,
    ),
    Outcome(
        name="other_issues_carried",
        unit="0 apart to 1 same",
        meaning=Text("Closeness of what the umbrella presses for to what other members have at stake"),
        formula="1 - 0.5 * sum_j(|stake_of_others[j] - asked[j]|)",
        better=Better.HIGHER,
    ),
    Outcome(
        name="small_issues_silent",
        unit="share of what small members have at stake",
        meaning=Text("Silent at the umbrella: issues of small members that it does not press for"),
        formula="sum_j((asked[j] <= 0) * stake_of_small[j])",
        better=Better.LOWER,
    ),
    Outcome(
        name="other_issues_silent",
        unit="share of what other members have at stake",
        meaning=Text("Silent at the umbrella: issues of other members that it does not press for"),
        formula="sum_j((asked[j] <= 0) * stake_of_others[j])",
        better=Better.LOWER,
    ),
    Outcome(
        name="small_issues_unheard",
        unit="share of what small members have at stake",
        meaning=Text("Silent everywhere: issues of small members that nobody presses for"),
        formula="sum_j((umbrella_seats[j] + table_seats[j] + parliament_seats[j] <= 0) * stake_of_small[j])",
        better=Better.LOWER,
    ),
    Outcome(
        name="small_issues_taken_up",
        unit="share",
        meaning=Text("Taken up by the ministry of what small members have at stake, needs aside"),
        formula="sum_j((j > 0) * stake_of_small[j] * taken_up[j]) / sum_j((j > 0) * stake_of_small[j])",
        better=Better.HIGHER,
    ),
    Outcome(
        name="other_issues_taken_up",
        unit="share",
        meaning=Text("Taken up by the ministry of what other members have at stake, needs aside"),
        formula="sum_j((j > 0) * stake_of_others[j] * taken_up[j]) / sum_j((j > 0) * stake_of_others[j])",
        better=Better.HIGHER,
    ),
    Outcome(
        name="at_mps_share",
        unit="share of organisations",
        meaning=Text("Organisations that take an issue to their MP"),
        formula="sum_j(at_mps[j]) / organizations_alive",
    ),
)  # fmt: skip
SHOWN_AFTER = {"access_excess": "small_issues_carried .other_issues_carried"}


def _column(name: str, unit: str, en: str) -> Outcome:
    return Outcome(name=name, unit=unit, meaning=Text(en))


_ISSUES = (
    _column("issue", "name", "Issue"),
    _column("gain_of_small", "posts a member", "What it would bring to a small member"),
    _column("gain_of_others", "posts a member", "What it would bring to another member"),
    _column("gain_of_critical", "posts a member", "What it would bring to a critical member"),
    _column(
        "gain_of_francization",
        "posts a member",
        "What it would bring to a member that teaches French",
    ),
    _column("stake_of_small", "share", "Of what small members have at stake"),
    _column("stake_of_others", "share", "Of what other members have at stake"),
    _column("asked", "share of its voice", "What the umbrella presses for"),
    _column("umbrella_seats", "seats", "Voice of the umbrella on it"),
    _column("table_seats", "seats", "Voice of other tables on it, at the ministry"),
    _column("parliament_seats", "seats", "Voice of MPs on it"),
    Outcome(
        name="seats",
        unit="seats",
        meaning=Text("All voices on it"),
        formula="umbrella_seats + table_seats + parliament_seats",
    ),
    _column("at_mps", "organisations", "Organisations that take it to an MP"),
    _column("taken_up", "share", "Taken up of what is pressed for"),
    _column("won", "share", "Won, of what the scenario states"),
)
_TABLES = (
    _column("table", "name", "Table beside the umbrella"),
    _column("members", "organisations", "Organisations at tables of this kind"),
    _column("tables", "tables", "Tables of this kind, with members"),
    _column("hours_taken", "hours a month", "Hours that these tables ask"),
    _column("heed", "share of the hours asked", "Hours that members give to them"),
)
TABLES = {"sector_issues": _ISSUES, "sector_tables": _TABLES}


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
    small, others = issues["stake_of_small"], issues["stake_of_others"]
    voices = issues["umbrella_seats"] + issues["table_seats"] + issues["parliament_seats"]
    row["issue_concentration"] = (asked**2).sum()
    row["small_issues_carried"] = _carried(small, asked)
    row["other_issues_carried"] = _carried(others, asked)
    row["small_issues_silent"] = small[asked <= 0.0].sum()
    row["other_issues_silent"] = others[asked <= 0.0].sum()
    row["small_issues_unheard"] = small[voices <= 0.0].sum()
    row["small_issues_taken_up"] = _taken_up(small, taken_up)
    row["other_issues_taken_up"] = _taken_up(others, taken_up)
    row["at_mps_share"] = issues["at_mps"].sum() / max(int(world.organizations["alive"].sum()), 1)
