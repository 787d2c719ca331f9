"""What is measured of relations among organisations: trust, attendance, dissent, whose priorities are heard."""

from __future__ import annotations

from partnersim.declarations.data_files import columns_in
from partnersim.state.kernel import kernel
from partnersim.state.world import Table, World

OUTCOMES = columns_in("partnersim.systems.interorganizational_relations")["sector"]
SHOWN_AFTER = {"access_excess": "heard_of_small .heard_of_others"}


@kernel
def summarize(
    organizations: Table, funders: Table, main: int, small_below: float, rows: Table
) -> None:
    """Write what organisations are to each other: means over the living, members, small ones and others.

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
        Added to: a mean of none is unknown (not a number).
    """
    row = rows[0]
    alive = 0.0
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
        if o["umbrella_member"]:
            members += 1.0
            row["dissent_share"] += 1.0 if o["dissents"] else 0.0
        apart = 0.0
        for k in range(len(o["priorities"])):
            apart += abs(o["priorities"][k] - funders[main]["heard"][k]) / 2.0
        if o["staff"] < small_below:
            small += 1.0
            row["heard_of_small"] += 1.0 - apart
        else:
            others += 1.0
            row["heard_of_others"] += 1.0 - apart
    row["trust_in_peers_mean"] /= max(alive, 1.0)
    row["attendance_mean"] /= max(alive, 1.0)
    row["dissent_share"] /= members
    row["heard_of_small"] /= small
    row["heard_of_others"] /= others


def measure(world: World, row: Table) -> None:
    """Write this month's row (1,)."""
    summarize(
        world.organizations,
        world.funders,
        world.main_funder,
        float(world.parameters["representation"]["small_below"][0]),
        row,
    )
