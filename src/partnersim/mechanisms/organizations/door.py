"""People at the door of an organisation in twelve months, by who would pay for them: a memory."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from partnersim.declarations import POSITIVE, Column, Step, Text
from partnersim.state.calendar import Phase
from partnersim.state.kernel import kernel
from partnersim.state.world import Numbers, Table, World

COLUMNS = {
    "organizations": (
        Column("door_eligible", "clients a year", POSITIVE,
            Text("who ask for help and whom an agreement pays for"), closes=True),
        Column("door_ineligible", "clients a year", POSITIVE,
            Text("who ask for help and whom no agreement pays for"), closes=True),
    ),
    "contracts": (
        Column("door", "usual clients a year", POSITIVE,
            Text("who ask for help that the funder pays for by this programme"), closes=True),
    ),
}  # fmt: skip


@kernel
def count_the_door(
    organizations: Table, contracts: Table, payers: NDArray[np.int64], came_for: Numbers
) -> None:
    """Who came to each door in twelve months, as a memory.

    Parameters
    ----------
    organizations : table (organisations,)
        Requests of the month. Written: door_eligible and door_ineligible (clients a year).
    contracts : table (organisations, funders, programmes)
        Written: door, of those whom each programme pays for (clients a year).
    payers : array (payers, 2)
        Funder and programme of each.
    came_for : array (organisations, payers)
        Requests of the month.
    """
    for i in range(len(organizations)):
        o = organizations[i]
        o["door_eligible"] += o["requests_eligible"] - o["door_eligible"] / 12.0
        o["door_ineligible"] += o["requests_ineligible"] - o["door_ineligible"] / 12.0
        for q in range(len(payers)):
            c = contracts[i, payers[q, 0], payers[q, 1]]
            c["door"] += came_for[i, q] - c["door"] / 12.0


def act(world: World) -> None:
    """Remember the month's requests."""
    count_the_door(world.organizations, world.contracts, world.demand.payers, world.demand.came_for)


STEPS = {
    Phase.RELATIONS: Step(
        act, writes={"contracts": "door", "organizations": "door_eligible door_ineligible"}
    )
}
