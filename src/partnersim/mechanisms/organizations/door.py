"""People at the door of an organisation in twelve months, and whom an agreement would bring: a memory.

Who wants help that a programme pays for goes by the hours offered for it (`newcomers/provider_choice.py`). An
organisation that a programme does not pay offers few hours for it, so that hardly anybody comes; with an agreement
it would gather its group (twenty open a class: Bruneau 2021, ch. 4, G). So what an agreement would bring is
reckoned from those of the place who began to ask this month, by the same rule, with the hours that it would offer:

    would come = people who ask x hours / (hours + pulls of all other providers of the place)
    hours = (hours offered - own hours x openness) x its offer / staff's part of a file's hours,
            over 1 + the months of work of those on its list

In reach of a programme that it holds are those who come; of another, those who would; it brings them less those who
come already and whom somebody else pays it for.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from partnersim.declarations import POSITIVE, Column, Step, Text
from partnersim.state.activities import hours_offered
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
        Column("in_reach", "usual clients a year", POSITIVE,
            Text("who ask for it, or would if this programme paid the organisation for them"),
            closes=True),
        Column("brought", "usual clients a year", POSITIVE,
            Text("of these, whom nobody pays the organisation for without this programme"), closes=True),
    ),
}  # fmt: skip


@kernel
def count_the_door(
    organizations: Table,
    contracts: Table,
    payers: NDArray[np.int64],
    came_for: Numbers,
    in_reach: Numbers,
    brought: Numbers,
) -> None:
    """Who came to each door in twelve months, and whom agreements would bring, as a memory.

    Parameters
    ----------
    organizations : table (organisations,)
        Requests of the month. Written: door_eligible and door_ineligible (clients a year).
    contracts : table (organisations, funders, programmes)
        Targets. Written: door, in_reach and brought (clients a year).
    payers : array (payers, 2)
        Funder and programme of each.
    came_for : array (organisations, payers)
        Requests of the month.
    in_reach, brought : array (organisations, payers)
        Clients of the month who would come by a programme that it does not hold; less those it is paid for.
    """
    for i in range(len(organizations)):
        o = organizations[i]
        o["door_eligible"] += o["requests_eligible"] - o["door_eligible"] / 12.0
        o["door_ineligible"] += o["requests_ineligible"] - o["door_ineligible"] / 12.0
        for q in range(len(payers)):
            c = contracts[i, payers[q, 0], payers[q, 1]]
            c["door"] += came_for[i, q] - c["door"] / 12.0
            reached = came_for[i, q] if c["target"] > 0.0 else in_reach[i, q]
            c["in_reach"] += reached - c["in_reach"] / 12.0
            c["brought"] += brought[i, q] - c["brought"] / 12.0


@kernel
def ask_in(
    a: int, last: int, here: NDArray[np.int64], public: NDArray[np.bool_],
    payable: NDArray[np.bool_], pulls: Numbers, requests: Numbers, asked: Numbers, all_pulls: Numbers,
) -> None:  # fmt: skip
    """How many ask in a place this month, and what draws them to all of its providers together.

    Parameters
    ----------
    a, last
        The place, and the number of its organisations: its public services come after them.
    here : array (places, providers)
        Providers of each place.
    public : array (classes, kinds)
        Whether public services serve people of the class.
    payable : array (providers, classes, kinds)
        Whether somebody pays the provider for it.
    pulls : array (providers, 2, kinds)
        What draws to a provider, by who pays.
    requests : array (providers, classes, kinds)
        People who came.
    asked, all_pulls : array (classes, kinds)
        Written: people, and hours a month.
    """
    asked[:] = 0.0
    all_pulls[:] = 0.0
    for m in range(last + 1):
        j = here[a, m]
        for c in range(len(asked)):
            for k in range(asked.shape[1]):
                asked[c, k] += requests[j, c, k]
                if m < last or public[c, k]:
                    all_pulls[c, k] += pulls[j, 1 if payable[j, c, k] else 0, k]


@kernel
def reach(
    o: Any, hours: float, services: Table, client_hours: float, staff_hours: float,
    pays: NDArray[np.bool_], set_of: NDArray[np.int64], staff_share: Numbers,
    payable: NDArray[np.bool_], pulls: Numbers, requests: Numbers, waiting: Numbers,
    asked: Numbers, all_pulls: Numbers,
) -> Any:  # fmt: skip
    """Clients of the month who would come to an organisation if a programme paid it for them.

    Parameters
    ----------
    o : row of organizations
        Its offer.
    hours
        A month, that it offers to people somebody pays for.
    services : table (kinds,)
        Hours a file.
    client_hours : hours a client
    staff_hours : share
        Of the hours of a file, that the programme leaves to staff.
    pays : array (sets,)
        Whether the programme is of the set.
    set_of : array (classes, kinds)
        Which payers pay for it.
    staff_share : array (sets,)
        Hours of a file that the organisation gives itself now.
    payable : array (classes, kinds)
        Whether somebody pays the organisation for it now.
    pulls : array (2, kinds)
        What draws to it now, by who pays.
    requests, waiting : array (classes, kinds)
        People who came to it, and on its list.
    asked, all_pulls : array (classes, kinds)
        People who ask in the place; what draws to all of its providers.

    Returns
    -------
    reached, paid : clients of the usual price
        Who would come; who come now, and are paid for by others.
    """
    reached, paid = 0.0, 0.0
    classes, kinds = set_of.shape
    for k in range(kinds):
        part, listed = staff_hours, 0.0
        for c in range(classes):
            n = set_of[c, k]
            part = min(part, staff_share[n])
            listed += waiting[c, k] if pays[n] or payable[c, k] else 0.0
        offered = max(hours * o["offer"][k] / max(part, 1e-9), 1e-9)
        would = offered / (1.0 + listed * services[k]["hours"] / offered)
        of_a_file = services[k]["hours"] / client_hours
        for c in range(classes):
            n = set_of[c, k]
            if not pays[n]:
                continue
            others = max(0.0, all_pulls[c, k] - pulls[1 if payable[c, k] else 0, k])
            reached += asked[c, k] * would / (would + others) * part * of_a_file
            paid += requests[c, k] * staff_share[n] * of_a_file if payable[c, k] else 0.0
    return reached, paid


@kernel
def bring(
    organizations: Table,
    contracts: Table,
    programmes: Table,
    services: Table,
    hours_a_month: float,
    client_hours: float,
    payers: NDArray[np.int64],
    set_of: NDArray[np.int64],
    payers_of: NDArray[np.bool_],
    staff_share: Numbers,
    public_shares: Numbers,
    public: NDArray[np.bool_],
    payable: NDArray[np.bool_],
    pulls: Numbers,
    here: NDArray[np.int64],
    number_here: NDArray[np.int64],
    requests: Numbers,
    waiting: Numbers,
    in_reach: Numbers,
    brought: Numbers,
) -> None:
    """Whom an agreement by each programme that an organisation does not hold would bring this month.

    Parameters
    ----------
    organizations : table (organisations,)
        Staff, delivery, own and borrowed hours, openness and offer.
    contracts : table (organisations, funders, programmes)
        Targets.
    programmes : table (programmes,)
        Whose hours a file takes.
    services : table (kinds,)
        Hours a file.
    hours_a_month : hours a full-time post
    client_hours : hours a client
    payers : array (payers, 2)
        Funder and programme of each.
    set_of : array (classes, kinds)
        Which payers pay for it.
    payers_of : array (sets, payers)
        Which payers are of a set.
    staff_share : array (organisations, sets)
        Hours of a file that an organisation gives itself.
    public_shares : array (places,)
        Share of requests that public services answer themselves, of any kind.
    public : array (classes, kinds)
        Whether public services serve people of the class.
    payable : array (providers, classes, kinds)
        Whether somebody pays the provider for it.
    pulls : array (providers, 2, kinds)
        What draws to a provider, by who pays.
    here : array (places, providers)
        Providers of each place; the last ones are its public services.
    number_here : array (places,)
        How many these are.
    requests, waiting : array (providers, classes, kinds)
        People who came, and on each list.
    in_reach, brought : array (organisations, payers)
        Written, in clients of the usual price: who would come; of them, whom nobody pays for there now.
    """
    in_reach[:] = 0.0
    brought[:] = 0.0
    asked = np.zeros(set_of.shape)
    all_pulls = np.zeros(set_of.shape)
    pays = np.zeros(payers_of.shape[::-1], np.bool_)  # by payer and set
    pays[:] = payers_of.T
    for a in range(len(number_here)):
        last = number_here[a] - 1
        ask_in(a, last, here, public, payable, pulls, requests, asked, all_pulls)
        asked *= 1.0 - public_shares[a]
        for m in range(last):
            i = here[a, m]
            o = organizations[i]
            hours = hours_offered(o, hours_a_month)
            own = min(hours, o["own_hours"] + max(0.0, o["borrowed_hours"]))
            for q in range(len(payers)):
                by = payers[q, 1]
                if contracts[i, payers[q, 0], by]["target"] > 0.0:
                    continue
                reached, paid = reach(
                    o, hours - own * o["openness"], services, client_hours,
                    programmes[by]["staff_hours"], pays[q], set_of, staff_share[i], payable[i],
                    pulls[i], requests[i], waiting[i], asked, all_pulls,
                )  # fmt: skip
                in_reach[i, q] = reached
                brought[i, q] = max(0.0, reached - paid)


def act(world: World) -> None:
    """Remember the month's requests, and whom agreements would have brought."""
    demand, parameters = world.demand, world.parameters
    in_reach, brought = np.zeros_like(demand.came_for), np.zeros_like(demand.came_for)
    share = float(parameters["public_services"]["share"][0])
    bring(
        world.organizations, world.contracts, world.programmes, world.services,
        float(parameters["staff"]["hours_a_month"][0]),
        float(parameters["delivery"]["hours_per_episode"][0]), demand.payers, demand.set_of,
        demand.payers_of, demand.staff_share,
        share * (1.0 - world.places.public_unanswered), demand.public, demand.payable, demand.pulls,
        demand.here, demand.number_here, demand.requests, demand.waiting, in_reach, brought,
    )  # fmt: skip
    count_the_door(
        world.organizations, world.contracts, demand.payers, demand.came_for, in_reach, brought
    )


STEPS = {
    Phase.RELATIONS: Step(
        act,
        writes={
            "contracts": "brought door in_reach",
            "organizations": "door_eligible door_ineligible",
        },
    )
}
