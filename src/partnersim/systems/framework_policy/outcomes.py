"""What is measured of a framework policy: drafts, who could live with the last, what ministries keep of it."""

from __future__ import annotations

from partnersim.declarations.data_files import columns_in
from partnersim.state.world import Table, World

TABLES = columns_in("partnersim.systems.framework_policy")
OUTCOMES = TABLES.pop("sector")


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
