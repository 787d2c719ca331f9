"""Organisations refer people whom they cannot serve to each other, as far as they trust (M15).

In each place, requests beyond what an organisation can serve this month, or beyond the mean load of
the place where all are full, are passed on as far as it trusts its peers; what a council agreed on
comes on top. They go to those with more hours for each request that trust theirs, and that a target
pays for the person or whose door is open; never more than evens out the load. Mistrust keeps people
waiting at one door while another is free (Bradford and Andrew 2011, Toronto West).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from partnersim.declarations import (
    POSITIVE,
    SHARE,
    Assumption,
    Column,
    Group,
    Parameter,
    Role,
    Step,
    Text,
)
from partnersim.state.calendar import Phase
from partnersim.state.kernel import kernel

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from partnersim.state.world import Numbers, Table, World

GROUP = Group(
    "referral",
    Text("Referral between organisations"),
    (
        Parameter(
            name="passed_on",
            default=0.5,
            unit="share of requests beyond capacity or mean load, at full trust",
            bounds=(0.0, 1.0),
            role=Role.SETTING,
            meaning=Text("Requests passed on rather than put on a waiting list"),
            evidence=Assumption(
                "waiting lists stay even among partners",
                "Bradford and Andrew 2011: barriers to referral named, none counted",
            ),
        ),
    ),
)
COLUMNS = {
    "organizations": (
        Column("passed_on", "people a month", POSITIVE,
               Text("whom it could not serve and sent to peers")),
        Column("taken_in", "people a month", POSITIVE,
               Text("whom peers sent")),
        Column("agreed_referral", "share of what it could pass on", SHARE,
               Text("referral that a council agreed on")),
    ),
}  # fmt: skip


@kernel
def pass_on(
    organizations: Table,
    parameters: Table,
    standard_hours: float,
    hours_a_month: float,
    payable: NDArray[np.bool_],
    of_place: NDArray[np.int64],
    number_here: NDArray[np.int64],
    requests: Numbers,
    chosen: Numbers,
) -> None:
    """Organisations refer requests beyond their capacity to peers of the same place, as far as they trust.

    Parameters
    ----------
    organizations : table (organisations,)
        Staff, share of delivery, trust in peers, agreed referral, openness. Written: passed_on and
        taken_in (people a month).
    parameters : table (1,)
        The group `referral`.
    standard_hours : hours an episode
    hours_a_month : hours a full-time post
    payable : array (organisations, classes)
        Whether a target there pays for the class.
    of_place : array (places, organisations)
        Rows of the living of each place.
    number_here : array (places,)
        How many of `of_place` are in use.
    requests : array (organisations, classes, kinds)
        Written: people a month after referral.
    chosen : array (classes, places, kinds, organisations of the place)
        Written: cumulative chances, in step with requests.

    Notes
    -----
    An organisation at a load above level = max(1, requests / capacity of the place) passes on the
    part beyond, x (a + agreed (1 - a)) with a = passed_on x trust; nobody takes in more than evens
    out the load.

    References
    ----------
    Bradford and Andrew (2011), Toronto West.
    """
    p = parameters[0]
    rows, classes, kinds = requests.shape
    load = np.zeros(rows)
    room = np.zeros(rows)
    ready = np.zeros(rows)
    open_to = np.zeros(rows)
    welcome = np.zeros(rows)
    for i in range(rows):
        o = organizations[i]
        if o["alive"]:
            for c in range(classes):
                for k in range(kinds):
                    load[i] += requests[i, c, k]
            offered = o["delivery_plan"] + o["displaced"]
            room[i] = o["staff"] * hours_a_month * offered / standard_hours
            # by agreement of a council where there is one, else as far as it trusts
            ready[i] = p["passed_on"] * o["trust_in_peers"]
            ready[i] += o["agreed_referral"] * (1.0 - ready[i])
            open_to[i] = o["trust_in_peers"]
            open_to[i] += o["agreed_referral"] * (1.0 - open_to[i])
            welcome[i] = o["openness"]
    passed_on = np.zeros(rows)
    taken_in = np.zeros(rows)
    leaving = np.zeros(rows)
    spare = np.zeros(rows)
    weight = np.zeros(rows)
    for a in range(chosen.shape[1]):
        here = of_place[a, : number_here[a]]
        asked, possible = 0.0, 0.0
        for j in here:
            asked += load[j]
            possible += room[j]
        level = max(1.0, asked / max(possible, 1e-9))
        offered = 0.0
        sent = 0.0
        for j in here:
            leaving[j] = 0.0
            spare[j] = 0.0
            if load[j] > level * room[j]:
                beyond = 1.0 - level * room[j] / load[j]
                leaving[j] = ready[j] * beyond
                sent += leaving[j] * load[j]
            else:
                spare[j] = (level * room[j] - load[j]) * open_to[j]
                offered += spare[j]
        if offered <= 0.0 or sent <= 0.0:
            continue
        part = min(1.0, offered / sent)
        for c in range(classes):
            total = 0.0
            for j in here:
                weight[j] = spare[j] * (1.0 if payable[j, c] else welcome[j])
                total += weight[j]
            if total <= 0.0:
                continue
            for k in range(kinds):
                moved = 0.0
                everything = 0.0
                for j in here:
                    everything += requests[j, c, k]
                    gone = part * leaving[j] * requests[j, c, k]
                    requests[j, c, k] -= gone
                    passed_on[j] += gone
                    moved += gone
                if moved <= 0.0:
                    continue
                running = 0.0
                for m, j in enumerate(here):
                    came = moved * weight[j] / total
                    requests[j, c, k] += came
                    taken_in[j] += came
                    running += requests[j, c, k]
                    chosen[c, a, k, m] = running / everything
    for i in range(rows):
        organizations[i]["passed_on"] = passed_on[i]
        organizations[i]["taken_in"] = taken_in[i]


def act(world: World) -> None:
    """Pass on what cannot be served."""
    demand, parameters = world.demand, world.parameters
    pass_on(
        world.organizations, parameters["referral"],
        float(parameters["delivery"]["hours_per_episode"][0]),
        float(parameters["staff"]["hours_a_month"][0]),
        demand.payable, demand.here, demand.number_here, demand.requests, demand.chosen,
    )  # fmt: skip


STEPS = {
    Phase.SERVICES: Step(
        act,
        reads={
            "demand": "here number_here payable",
            "organizations": (
                "agreed_referral alive delivery_plan displaced openness staff trust_in_peers"
            ),
        },
        writes={"demand": "chosen requests", "organizations": "passed_on taken_in"},
        after=("provider_choice", "public_services"),
    )
}
