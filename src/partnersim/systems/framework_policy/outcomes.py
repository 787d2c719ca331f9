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
    members, alive = world.tables["framework_members"], max(1, world.organizations["alive"].sum())
    row["policy_recognised_share"] = members["recognised"].sum() / alive
    for name in CRITERIA:
        row[f"policy_no_{name}_share"] = members[f"no_{name}"].sum() / alive
    row["policy_common_positions"] = 1.0 * policy["agreed_mission"] + policy["agreed_burden"]
