"""What is measured of a framework policy: drafts, who could live with the last, what ministries keep of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from partnersim.declarations.data_files import columns_in
from partnersim.state.world import Table, World
from partnersim.systems.framework_policy.framework_criteria import GROUP

TABLES = columns_in("partnersim.systems.framework_policy")
OUTCOMES = TABLES.pop("sector")


CRITERIA = ("initiative", "mission", "citizenship", "board")


def strict(parameters: Mapping[str, Mapping[str, Any]]) -> bool:
    """Whether a scenario reads criteria otherwise than usual, or has each ministry judge."""
    stated = parameters[GROUP.name]
    return any(stated[each.name] != each.default for each in GROUP)


def measure(world: World, row: Table) -> None:
    """Write this month's row (1,)."""
    policy = world.tables["framework"]
    row["policy_drafts"] = policy["drafts"]
    row["policy_acceptance_share"] = policy["acceptance"]
    row["policy_in_force"] = policy["in_force"]
    row["policy_money_kept"] = policy["money_kept"]
    row["policy_terms_kept"] = policy["terms_kept"]
    row["policy_missing_published"] = policy["missing_published"]
    here = world.organizations["alive"]  # not those that closed since they were judged
    members, number = world.tables["framework_members"][here], max(1, here.sum())
    row["policy_recognised_share"] = members["recognised"].sum() / number
    row["policy_no_initiative_share"] = members["no_initiative"].sum() / number
    row["policy_no_mission_share"] = members["no_mission"].sum() / number
    row["policy_no_citizenship_share"] = members["no_citizenship"].sum() / number
    row["policy_no_board_share"] = members["no_board"].sum() / number
    row["policy_common_positions"] = 1.0 * policy["agreed_mission"] + policy["agreed_burden"]
