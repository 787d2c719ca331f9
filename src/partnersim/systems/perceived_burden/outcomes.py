"""What is measured of the felt burden: its mean over organisations."""

from __future__ import annotations

from partnersim.declarations.data_files import columns_in
from partnersim.state.kernel import kernel
from partnersim.state.world import Table, World

OUTCOMES = columns_in("partnersim.systems.perceived_burden")["sector"]


@kernel
def mean_felt(organizations: Table) -> float:
    """The burden that the living feel, on the mean.

    Parameters
    ----------
    organizations : table (organisations,)
        Which are alive; their felt burden.

    Returns
    -------
    burden : float
        0 to 1.
    """
    felt, alive = 0.0, 0
    for i in range(len(organizations)):
        if organizations[i]["alive"]:
            felt += organizations[i]["felt_burden"]
            alive += 1
    return felt / max(alive, 1)


def measure(world: World, row: Table) -> None:
    """Write this month's row (1,)."""
    row["felt_burden"] = mean_felt(world.organizations)
