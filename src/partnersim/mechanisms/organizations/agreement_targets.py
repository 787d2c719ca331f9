"""For whom each organisation is paid, and how many clients its targets still want.

A target pays only for people whom its own funder accepts. What a target still wants is spread over the
months left in the fiscal year.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from partnersim.declarations import Step
from partnersim.state.calendar import Phase
from partnersim.state.kernel import kernel

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from partnersim.state.world import Numbers, Table, World


@kernel
def accept(
    contracts: Table,
    funders: Table,
    instruments: Table,
    pays: NDArray[np.bool_],
    payable: NDArray[np.bool_],
    months_left: int,
    owed: Numbers,
    watched: Numbers,
) -> None:
    """Which classes a target of each organisation pays for, and what targets still want this month.

    Parameters
    ----------
    contracts : table (organisations, funders, instruments)
        Targets and served (clients).
    funders : table (funders,)
        Quantitative targets.
    instruments : table (instruments,)
        Which are paid per client.
    pays : array (classes, funders)
        Which funders pay for people of a class.
    payable : array (providers, classes)
        Written for organisations.
    months_left
        Of the fiscal year.
    owed : array (organisations, funders)
        Written: clients a month.
    watched : array (organisations,)
        Written: how far clients under targets are counted in numbers.
    """
    paying = np.flatnonzero(instruments["per_client"])
    for i in range(len(contracts)):
        payable[i, :] = False
        owed[i] = 0.0
        counted, targets = 0.0, 1e-9
        for f in range(contracts.shape[1]):
            target = 0.0
            for m in paying:
                target += contracts[i, f, m]["target"]
                room = contracts[i, f, m]["target"] - contracts[i, f, m]["served"]
                owed[i, f] += max(0.0, room) / months_left
            counted += target * funders[f]["quantitative_targets"]
            targets += target
            if target > 0.0:
                for c in range(len(pays)):
                    payable[i, c] = payable[i, c] or pays[c, f]
        watched[i] = counted / targets


def act(world: World) -> None:
    """For whom organisations are paid this month."""
    demand = world.demand
    accept(
        world.contracts,
        world.funders, world.instruments, demand.pays, demand.payable,
        world.calendar.months_left_in_fiscal_year, demand.owed, demand.watched,
    )  # fmt: skip


STEPS = {
    Phase.SERVICES: Step(
        act,
        reads={"contracts": "served target", "demand": "pays", "funders": "quantitative_targets"},
        writes={"demand": "owed payable watched"},
    )
}
