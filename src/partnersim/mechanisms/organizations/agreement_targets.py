"""For which help each organisation is paid, and how many clients its targets still want.

A target pays only for people whom its funder accepts, and for the needs that its programme pays for: of
programmes of one funder for the same people, the one for the fewest needs (what francization pays for,
reception does not). What a target still wants is spread over the months left in the fiscal year.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from partnersim.declarations import Step
from partnersim.state.calendar import Phase
from partnersim.state.kernel import kernel
from partnersim.state.world import Numbers, Table, World


@kernel
def accept(
    contracts: Table,
    funders: Table,
    programmes: Table,
    payers: NDArray[np.int64],
    set_of: NDArray[np.int64],
    payers_of: NDArray[np.bool_],
    payable: NDArray[np.bool_],
    paid_for: NDArray[np.bool_],
    staff_share: Numbers,
    months_left: int,
    owed: Numbers,
    watched: Numbers,
) -> None:
    """Which needs of which classes a target of each organisation pays for, and what targets still want.

    Parameters
    ----------
    contracts : table (organisations, funders, programmes)
        Targets and served (clients).
    funders : table (funders,)
        Quantitative targets.
    programmes : table (programmes,)
        What a client is paid, and whose hours a file takes.
    payers : array (payers, 2)
        Funder and programme of each.
    set_of : array (classes, kinds)
        Which payers pay for help with a need.
    payers_of : array (sets, payers)
        Which payers are of a set.
    payable : array (providers, classes, kinds)
        Written for organisations.
    paid_for : array (organisations, sets)
        Written: whether a target pays for it.
    staff_share : array (organisations, sets)
        Written: hours of a file that an organisation gives itself, least of those who pay it.
    months_left
        Of the fiscal year.
    owed : array (organisations, payers)
        Written: clients a month, by the hours of the usual price.
    watched : array (organisations,)
        Written: how far clients under targets are counted in numbers.
    """
    target = np.zeros(len(payers))
    for i in range(len(contracts)):
        counted, targets, changed = 0.0, 1e-9, False
        for q in range(len(payers)):
            f, m = payers[q, 0], payers[q, 1]
            c = contracts[i, f, m]
            target[q] = c["target"]
            room = max(0.0, target[q] - c["served"]) * programmes[m]["price"]
            owed[i, q] = room / months_left
            targets += target[q]
            counted += target[q] * funders[f]["quantitative_targets"]
        watched[i] = counted / targets
        for n in range(len(payers_of)):
            part, paid = 1.0, False
            for q in range(len(payers)):
                if payers_of[n, q] and target[q] > 0.0:
                    part, paid = min(part, programmes[payers[q, 1]]["staff_hours"]), True
            changed = changed or paid != paid_for[i, n]
            staff_share[i, n], paid_for[i, n] = part, paid
        for c in range(len(set_of) if changed else 0):
            for k in range(set_of.shape[1]):
                payable[i, c, k] = paid_for[i, set_of[c, k]]


def act(world: World) -> None:
    """For whom organisations are paid this month."""
    demand = world.demand
    accept(
        world.contracts, world.funders, world.programmes, demand.payers, demand.set_of,
        demand.payers_of, demand.payable, demand.paid_for, demand.staff_share,
        world.calendar.months_left_in_fiscal_year, demand.owed, demand.watched,
    )  # fmt: skip


STEPS = {Phase.SERVICES: Step(act, writes={"demand": "owed paid_for payable staff_share watched"})}
