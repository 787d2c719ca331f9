"""What is measured of goals: how far organisations' lie from those of the main ministry."""

from __future__ import annotations

from partnersim.declarations.data_files import columns_in
from partnersim.state.kernel import kernel
from partnersim.state.world import Table, World

OUTCOMES = columns_in("partnersim.systems.goals")["sector"]


@kernel
def mean_apart(organizations: Table, relations: Table, main: int) -> float:
    """Distance of the goals of the living from those of the main ministry, on the mean.

    Parameters
    ----------
    organizations : table (organisations,)
        Which are alive.
    relations : table (organisations, funders)
        Distance of goals.
    main
        Row of the main ministry.

    Returns
    -------
    distance : float
        0 to 1.
    """
    apart, alive = 0.0, 0
    for i in range(len(organizations)):
        if organizations[i]["alive"]:
            apart += relations[i, main]["goals_apart"]
            alive += 1
    return apart / max(alive, 1)


def measure(world: World, row: Table) -> None:
    """Write this month's row (1,)."""
    row["goals_apart_mean"] = mean_apart(world.organizations, world.relations, world.main_funder)
