"""Waiting lists are brought up to date: newcomers who asked choose among the providers of their place.

Who waits and who is served is counted by place, class and kind of need. Those whom a provider followed
stay with it; those who began to ask last month divide in proportion to the hours it offers for the kind
over 1 + the months of work on its list, among those nobody pays for also in proportion to its openness.
How readily a need leads to asking follows: where somebody is paid for the person it is as it is, elsewhere
it is multiplied by the openness met in the place, weighted by all hours of delivery. Hours offered for a kind
are those of its offer, files under way included, over the part of a file's hours that staff give.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from partnersim.declarations import Step
from partnersim.state.activities import hours_offered
from partnersim.state.calendar import Phase
from partnersim.state.kernel import kernel
from partnersim.state.waiting_lists import count, gather, open_and_close, spread
from partnersim.state.world import Numbers, Table, World


@kernel
def pull(
    organizations: Table,
    services: Table,
    hours_a_month: float,
    capacity: Numbers,
    payable: NDArray[np.bool_],
    set_of: NDArray[np.int64],
    paid_for: NDArray[np.bool_],
    staff_share: Numbers,
    waiting: Numbers,
    pulls: Numbers,
) -> None:
    """Hours that each provider offers for a kind of need over 1 + the months of work on its list.

    Parameters
    ----------
    organizations : table (organisations,)
        Staff, delivery, own and borrowed hours, openness and offer of those alive.
    services : table (kinds,)
        Hours a file.
    hours_a_month : hours a full-time post
    capacity : array (places, kinds)
        Files a month that public services can open.
    payable : array (providers, classes, kinds)
        Whether somebody pays the provider for it.
    set_of : array (classes, kinds)
        Which payers pay for it.
    paid_for : array (organisations, sets)
        Whether a target there pays for it.
    staff_share : array (organisations, sets)
        Hours of a file that an organisation gives itself.
    waiting : array (providers, classes, kinds)
        People on each list.
    pulls : array (providers, 2, kinds)
        Written: hours a month, by who pays (0 nobody, 1 somebody).
    """
    number = len(organizations)
    kinds = len(services)
    pulls[:] = 0.0
    for j in range(len(pulls)):  # hours of work that wait
        if j < number and not organizations[j]["alive"]:
            continue
        for c in range(waiting.shape[1]):
            for k in range(kinds):
                paid = 1 if payable[j, c, k] else 0
                pulls[j, paid, k] += waiting[j, c, k] * services[k]["hours"]
    for i in range(number):
        o = organizations[i]
        if not o["alive"]:
            continue
        hours = hours_offered(o, hours_a_month)
        paid, helped = False, False
        for n in range(paid_for.shape[1]):
            paid = paid or paid_for[i, n]
            helped = helped or staff_share[i, n] < 1.0
        free = o["own_hours"] + max(0.0, o["borrowed_hours"])
        kept = (min(hours, free) if paid else hours) * o["openness"]
        for k in range(kinds):
            own_part = 1.0
            for c in range(len(set_of) if helped else 0):
                own_part = min(own_part, staff_share[i, set_of[c, k]])
            for_paid = (hours - kept) * o["offer"][k] / max(own_part, 1e-9)
            for_others = kept * o["offer"][k]
            seen = hours * o["openness"] * o["offer"][k]
            pulls[i, 1, k] = for_paid / (1.0 + pulls[i, 1, k] / max(for_paid, 1e-9))
            pulls[i, 0, k] = seen / (1.0 + pulls[i, 0, k] / max(for_others, 1e-9))
    for a in range(len(capacity)):
        for k in range(kinds):
            offered = capacity[a, k] * services[k]["hours"]
            months = pulls[number + a, 1, k] / max(offered, 1e-9)
            pulls[number + a, 1, k] = offered / (1.0 + months)


@kernel
def welcome(
    organizations: Table,
    hours_a_month: float,
    public_shares: Numbers,
    public: NDArray[np.bool_],
    set_of: NDArray[np.int64],
    paid_for: NDArray[np.bool_],
    here: NDArray[np.int64],
    number_here: NDArray[np.int64],
    reach: Numbers,
) -> None:
    """How readily a need leads to asking, as a share of the chance of those somebody is paid for.

    Parameters
    ----------
    organizations : table (organisations,)
        Staff, delivery, borrowed hours and openness.
    hours_a_month : hours a full-time post
    public_shares : array (places,)
        Share of requests that public services answer themselves, of any kind.
    public : array (classes, kinds)
        Whether public services serve people of the class.
    set_of : array (classes, kinds)
        Which payers pay for it.
    paid_for : array (organisations, sets)
        Whether a target there pays for it.
    here : array (places, providers)
        Providers of each place; the last ones are its public services.
    number_here : array (places,)
        How many these are.
    reach : array (classes, places, kinds)
        Written.
    """
    paid = np.zeros(paid_for.shape[1], np.bool_)
    for a in range(len(number_here)):
        offered = 1e-9
        met = 0.0
        for m in range(number_here[a] - 1):
            o = organizations[here[a, m]]
            hours = hours_offered(o, hours_a_month)
            offered += hours
            met += hours * o["openness"]
        openness = public_shares[a] + (1.0 - public_shares[a]) * met / offered
        for n in range(len(paid)):
            paid[n] = False
            for m in range(number_here[a] - 1):
                paid[n] = paid[n] or paid_for[here[a, m], n]
        for c in range(len(reach)):
            for k in range(reach.shape[2]):
                reach[c, a, k] = 1.0 if paid[set_of[c, k]] or public[c, k] else openness


def act(world: World) -> None:
    """This month's lists."""
    table, demand, parameters = world.newcomers, world.demand, world.parameters
    count(
        table.rows, table.weight, world.now, demand.class_of, table.status, table.place, table.arrived,
        table.stage, demand.listed, demand.followed, demand.true_need,
    )  # fmt: skip
    gather(world.organizations, demand.providers, demand.here, demand.number_here)
    share = float(parameters["public_services"]["share"][0])
    shares = share * (1.0 - world.places.public_unanswered)
    hours = float(parameters["staff"]["hours_a_month"][0])
    open_and_close(
        world.organizations,
        demand.started,
        demand.waiting,
        demand.in_service,
        demand.requests,
        demand.adrift,
    )
    welcome(
        world.organizations, hours, shares, demand.public, demand.set_of, demand.paid_for,
        demand.here, demand.number_here, demand.reach,
    )  # fmt: skip
    pull(
        world.organizations, world.services, hours, world.places.public_files, demand.payable,
        demand.set_of, demand.paid_for, demand.staff_share, demand.waiting, demand.pulls,
    )  # fmt: skip
    spread(
        shares, demand.public, demand.payable, demand.pulls, demand.here,
        demand.number_here, demand.listed, demand.asked, demand.followed, demand.waiting,
        demand.in_service, demand.requests,
    )  # fmt: skip


STEPS = {
    Phase.SERVICES: Step(
        act,
        writes={
            "demand": (
                "adrift followed here in_service listed number_here pulls reach requests true_need waiting"
            )
        },
        after=("agreement_targets",),
    )
}
