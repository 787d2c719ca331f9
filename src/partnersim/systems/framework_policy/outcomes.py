"""What is measured of a framework policy: drafts, who could live with the last, what ministries keep of it."""

from __future__ import annotations

from partnersim.declarations import Outcome, Text
from partnersim.declarations.data_files import columns_in
from partnersim.state.world import Numbers, Table, World

TABLES = columns_in("partnersim.systems.framework_policy")

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
    Outcome(
        name="policy_money_kept",
        unit="share of the mission money promised, by envelope of the committee's ministries",
        meaning=Text("Mission money that ministries give of what the policy promises"),
        formula="money_kept",
    ),
    Outcome(
        name="policy_terms_kept",
        unit="share of the way, by envelope of the committee's ministries",
        meaning=Text("How far ministries have moved their terms to the policy's"),
        formula="terms_kept",
    ),
    Outcome(
        name="policy_missing_published",
        unit="share of the mission money promised, by envelope of the committee's ministries",
        meaning=Text("Mission money that the last figures show as missing"),
        formula="missing_published",
    ),
    Outcome(
        name="policy_common_positions",
        unit="of two: mission share, weight of reports",
        meaning=Text("Common positions of ministries"),
        formula="agreed_mission + agreed_burden",
    ),
)


def derived(kept: Table) -> dict[str, Numbers]:  # noqa: ARG001 (every column is one of the state)
    """Columns that are worked out from those of the state: none."""
    return {}


def measure(world: World, row: Table) -> None:
    """Write this month's row (1,)."""
    policy = world.tables["framework"]
    row["policy_drafts"] = policy["drafts"]
    row["policy_acceptance_share"] = policy["acceptance"]
    row["policy_in_force"] = policy["in_force"]
    row["policy_money_kept"] = policy["money_kept"]
    row["policy_terms_kept"] = policy["terms_kept"]
    row["policy_missing_published"] = policy["missing_published"]
    row["policy_common_positions"] = 1.0 * policy["agreed_mission"] + policy["agreed_burden"]
