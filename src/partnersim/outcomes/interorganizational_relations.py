"""Organisations among themselves: trust, mutual aid, the table's members, whose priorities are heard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnersim.outcomes import columns
from partnersim.state.kernel import kernel

if TYPE_CHECKING:
    from partnersim.state.world import Table, World

COLUMNS = columns.GROUPS["interorganizational_relations"]


@kernel
def summarize(
    organizations: Table,
    funders: Table,
    main: int,
    small_below: float,
    rows: Table,
    totals: Table,
) -> None:
    """Sum over organisations what they are to each other: trust, referral, attendance, dissent, being heard.

    Parameters
    ----------
    organizations : table (organisations,)
        Which are alive, and what they do.
    funders : table (funders,)
        What the main ministry heard (shares by kind of need).
    main
        Row of the main ministry.
    small_below : full-time equivalents
        Staff under which an organisation counts as small.
    rows : table (1,)
        Added to: sums, where a column is a share or a mean.
    totals : table (1,)
        Written: what these sums are divided by.
    """
    row, total = rows[0], totals[0]
    alive = 0.0
    requests = 1e-9
    members = 1e-9
    small = 0.0
    others = 0.0
    for i in range(len(organizations)):
        o = organizations[i]
        if not o["alive"]:
            continue
        alive += 1.0
        row["trust_in_peers_mean"] += o["trust_in_peers"]
        row["attendance_mean"] += o["attendance"]
        row["referred_share"] += o["passed_on"]
        requests += o["requests_eligible"] + o["requests_ineligible"]
        if o["umbrella_member"]:
            members += 1.0
            row["dissent_share"] += 1.0 if o["dissents"] else 0.0
            row["umbrella_members_share"] += 1.0
        apart = 0.0
        for k in range(len(o["priorities"])):
            apart += 0.5 * abs(o["priorities"][k] - funders[main]["heard"][k])
        if o["staff"] < small_below:
            small += 1.0
            row["heard_of_small"] += 1.0 - apart
        else:
            others += 1.0
            row["heard_of_others"] += 1.0 - apart
    total["organizations"] = max(alive, 1.0)
    total["requests"] = requests
    total["members"] = members
    total["small_organizations"] = small
    total["other_organizations"] = others


def measure(world: World, row: Table, totals: Table) -> None:
    """Write this month's part of the sector's row.

    Parameters
    ----------
    world
        Its organisations and main ministry are read.
    row : table (1,)
        Added to, as in `summarize`.
    totals : table (1,)
        Written.
    """
    summarize(
        world.organizations,
        world.funders,
        world.main_funder,
        float(world.parameters["representation"]["small_below"][0]),
        row,
        totals,
    )
