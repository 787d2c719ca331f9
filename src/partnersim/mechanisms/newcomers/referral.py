"""Organisations refer people whom they cannot serve to each other, as far as they trust (M15).

In each place, an organisation whose list is longer than the mean of the place, in months of hours, passes
on those who come, as far as it trusts its peers; what a council agreed on comes on top. They go to those
with shorter lists that trust theirs, and that a target pays for the person or whose door is open; never
more than evens out the load. Mistrust keeps people waiting at one door while another is free (Bradford
and Andrew 2011, Toronto West).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from partnersim.declarations import POSITIVE, SHARE, Assumption, Column, Group, Step, Text, setting
from partnersim.state.activities import hours_offered
from partnersim.state.calendar import Phase
from partnersim.state.kernel import kernel
from partnersim.state.world import Numbers, Table, World

GROUP = Group("referral", Text("Referral between organisations"), (
    setting("passed_on", 0.5, (0.0, 1.0), "share of requests beyond the mean load, at full trust",
        "People passed on rather than kept waiting",
        Assumption("waiting lists stay even among partners",
            "Bradford and Andrew 2011: barriers to referral named, none counted")),
))  # fmt: skip
COLUMNS = {
    "organizations": (
        Column("trust_in_peers", "share", SHARE,
            Text("that other organisations are partners rather than rivals"),
            several="councils build it and refused applications cost it"),
        Column("passed_on", "clients a month", POSITIVE, Text("whom it could not serve and sent to peers")),
        Column("taken_in", "clients a month", POSITIVE, Text("whom peers sent")),
        Column("agreed_referral", "share of what it could pass on", SHARE,
            Text("referral that a council agreed on")),
    ),
}  # fmt: skip


@kernel
def pass_on(
    organizations: Table,
    services: Table,
    parameters: Table,
    hours_a_month: float,
    client_hours: float,
    payable: NDArray[np.bool_],
    set_of: NDArray[np.int64],
    staff_share: Numbers,
    here: NDArray[np.int64],
    number_here: NDArray[np.int64],
    requests: Numbers,
    waiting: Numbers,
) -> None:
    """Organisations refer people who come to peers of the same place, as far as they trust.

    Parameters
    ----------
    organizations : table (organisations,)
        Staff, share of delivery, trust in peers, agreed referral, openness. Written: passed_on and
        taken_in (clients a month).
    services : table (kinds,)
        Hours a file.
    parameters : table (1,)
        The group `referral`.
    hours_a_month : hours a full-time post
    client_hours : hours a client
    payable : array (providers, classes, kinds)
        Whether a target there pays for it.
    set_of : array (classes, kinds)
        Which payers pay for it.
    staff_share : array (organisations, sets)
        Hours of a file that an organisation gives itself.
    here : array (places, providers)
        Providers of each place; the last ones, its public services, take no part.
    number_here : array (places,)
        How many of `here` are in use.
    requests, waiting : array (providers, classes, kinds)
        Written: people who came, and on each list.

    Notes
    -----
    An organisation with more months of work on its list than the place as a whole passes on who
    came, up to the part beyond, x (a + agreed (1 - a)) with a = passed_on x trust; nobody takes in
    more than evens out the load.

    References
    ----------
    Bradford and Andrew (2011), Toronto West.
    """
    p = parameters[0]
    rows = len(organizations)
    _, classes, kinds = waiting.shape
    set_here = set_of.astype(np.uint64)
    load = np.zeros(rows)
    came = np.zeros(rows)
    room = np.zeros(rows)
    passed = np.zeros(rows)
    taken_in = np.zeros(rows)
    # of a place, by order: those who pass on and what part, those with room and how much
    senders = np.zeros(rows, np.uint64)
    leaving = np.zeros(rows)
    takers = np.zeros(rows, np.uint64)
    spare = np.zeros(rows)
    openness = np.zeros(rows)
    weight = np.zeros(rows)
    for i in range(rows):
        o = organizations[i]
        if not o["alive"]:
            continue
        room[i] = hours_offered(o, hours_a_month)
        waits, comes = 0.0, 0.0
        for c in range(classes):
            for k in range(kinds):
                hours = services[k]["hours"] * staff_share[i, set_here[c, k]]
                waits += waiting[i, c, k] * hours
                comes += requests[i, c, k] * hours
        load[i], came[i] = waits, comes
    for a in range(len(number_here)):
        peers = here[a, : number_here[a] - 1]
        asked, possible = 0.0, 0.0
        for j in peers:
            asked += load[j]
            possible += room[j]
        level = asked / max(possible, 1e-9)
        offered, sent = 0.0, 0.0
        sending, taking = 0, 0
        for j in peers:
            o = organizations[j]
            # by agreement of a council where there is one, else as far as it trusts
            ready = p["passed_on"] * o["trust_in_peers"]
            ready += o["agreed_referral"] * (1.0 - ready)
            open_to = o["trust_in_peers"] + o["agreed_referral"] * (1.0 - o["trust_in_peers"])
            beyond = load[j] - level * room[j]
            leaves = ready * min(1.0, max(0.0, beyond) / max(came[j], 1e-9))
            takes = open_to * max(0.0, -beyond)
            sent += leaves * came[j]
            offered += takes
            if leaves > 0.0:
                senders[sending], leaving[sending] = j, leaves
                sending += 1
            if takes > 0.0:
                takers[taking], spare[taking], openness[taking] = j, takes, o["openness"]
                taking += 1
        if offered <= 0.0 or sent <= 0.0:
            continue
        part = min(1.0, offered / sent)
        for c in range(classes):
            for k in range(kinds):
                total = 0.0
                for m in range(taking):
                    weight[m] = spare[m] * (1.0 if payable[takers[m], c, k] else openness[m])
                    total += weight[m]
                if total <= 0.0:
                    continue
                moved = 0.0
                clients = services[k]["hours"] / client_hours
                for m in range(sending):
                    j = senders[m]
                    gone = part * leaving[m] * requests[j, c, k]
                    requests[j, c, k] -= gone
                    waiting[j, c, k] = max(0.0, waiting[j, c, k] - gone)
                    passed[j] += gone * clients
                    moved += gone
                if moved <= 0.0:
                    continue
                for m in range(taking):
                    j = takers[m]
                    taken = moved * weight[m] / total
                    requests[j, c, k] += taken
                    waiting[j, c, k] += taken
                    taken_in[j] += taken * clients
    for i in range(rows):
        organizations[i]["passed_on"] = passed[i]
        organizations[i]["taken_in"] = taken_in[i]


def act(world: World) -> None:
    """Pass on those who would wait longest."""
    demand, parameters = world.demand, world.parameters
    pass_on(
        world.organizations, world.services, parameters["referral"],
        float(parameters["staff"]["hours_a_month"][0]),
        float(parameters["delivery"]["hours_per_episode"][0]), demand.payable, demand.set_of,
        demand.staff_share, demand.here,
        demand.number_here, demand.requests, demand.waiting,
    )  # fmt: skip


STEPS = {
    Phase.SERVICES: Step(
        act,
        writes={"demand": "requests waiting", "organizations": "passed_on taken_in"},
        after=("provider_choice",),
    )
}
