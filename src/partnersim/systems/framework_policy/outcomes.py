"""What is measured of a framework policy: its drafts, who could live with the last, whether it is in force."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnersim.declarations import Outcome, Text

if TYPE_CHECKING:
    from partnersim.state.world import Table, World

OUTCOMES = (
    Outcome(
        name="policy_drafts",
        unit="drafts put to the sector",
        meaning=Text("Drafts of a framework policy"),
        formula="drafts",
    ),
    Outcome(
        name="policy_acceptance_share",
        unit="share of the umbrella's votes, when it was put",
        meaning=Text("Could live with the last draft"),
        formula="sum_i(v * accepts) / max(0.001, sum_i(v)); "
        "v = umbrella_member * influence^umbrella.gamma",
    ),
    Outcome(
        name="policy_in_force",
        unit="0 no, 1 yes",
        meaning=Text("A framework policy in force"),
        formula="in_force",
    ),
)


def measure(world: World, row: Table) -> None:
    """Write this month's row (1,)."""
    policy = world.tables["framework"]
    row["policy_drafts"] = policy["drafts"]
    row["policy_acceptance_share"] = policy["acceptance"]
    row["policy_in_force"] = policy["in_force"]
