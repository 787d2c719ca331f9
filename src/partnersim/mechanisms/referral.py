"""Organisations refer people whom they cannot serve to each other, as far as they trust (M15).

In each place, requests beyond what an organisation can serve this month, or beyond the mean load of
the place where all are full, are passed on as far as it trusts its peers. They go to those with more
hours for each request that trust theirs, and that a target pays for the person or whose door is
open; never more than evens out the load. Mistrust keeps people waiting at
one door while another is free (Bradford and Andrew 2011, Toronto West).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from partnersim.declarations import Assumption, Group, Parameter, Role, Text
from partnersim.state.calendar import Phase
from partnersim.state.kernel import kernel

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from partnersim.state.world import Numbers, Table, World

GROUP = Group(
    "referral",
    Text("Referral between organisations", "Orientation entre organismes"),
    (
        Parameter(
            name="passed_on",
            default=0.5,
            unit="share of requests beyond capacity or mean load, at full trust",
            bounds=(0.0, 1.0),
            role=Role.SETTING,
            meaning=Text(
                "Requests passed on rather than put on a waiting list",
                "Demandes orientées ailleurs plutôt que mises en attente",
            ),
            evidence=Assumption(
                "waiting lists stay even among partners",
                "Bradford and Andrew 2011: barriers to referral named, none counted",
            ),
        ),
    ),
)
AFTER = ("choice", "outsourcing", "public_services")


@kernel
def pass_on(
    organizations: Table,
    parameters: Table,
    standard_hours: float,
    hours_a_month: float,
    payable: NDArray[np.bool_],
    requests: Numbers,
    chosen: Numbers,
) -> None:
    """Move requests (organisations, classes, kinds) to free hours; keep `chosen` in step with them."""
    p = parameters[0]
    rows, classes, kinds = requests.shape
    spare = np.zeros(rows)
    leaving = np.zeros(rows)
    weight = np.zeros(rows)
    for i in range(rows):
        o = organizations[i]
        o["passed_on"] = 0.0
        o["taken_in"] = 0.0
    for a in range(chosen.shape[1]):
        waiting = 0.0
        could = 1e-9
        for i in range(rows):
            o = organizations[i]
            if o["alive"] and o["place"] == a:
                waiting += requests[i].sum()
                could += o["staff"] * hours_a_month * o["delivery_plan"] / standard_hours
        level = max(1.0, waiting / could)
        for i in range(rows):
            o = organizations[i]
            if o["alive"] and o["place"] == a:
                load = requests[i].sum()
                room = level * o["staff"] * hours_a_month * o["delivery_plan"] / standard_hours
                if load > room:
                    leaving[i] = p["passed_on"] * o["trust_in_peers"] * (load - room) / load
                else:
                    spare[i] = (room - load) * o["trust_in_peers"]
        offered = 0.0
        sent = 0.0
        for i in range(rows):
            if organizations[i]["place"] == a:
                offered += spare[i]
                sent += leaving[i] * requests[i].sum()
        if offered <= 0.0 or sent <= 0.0:
            continue
        part = min(1.0, offered / sent)
        for c in range(classes):
            total = 0.0
            for i in range(rows):
                weight[i] = 0.0
                if organizations[i]["place"] == a and spare[i] > 0.0:
                    welcome = 1.0 if payable[i, c] else organizations[i]["openness"]
                    weight[i] = spare[i] * welcome
                    total += weight[i]
            if total <= 0.0:
                continue
            for k in range(kinds):
                moved = 0.0
                everything = 0.0
                for i in range(rows):
                    if organizations[i]["place"] == a:
                        everything += requests[i, c, k]
                        gone = part * leaving[i] * requests[i, c, k]
                        requests[i, c, k] -= gone
                        organizations[i]["passed_on"] += gone
                        moved += gone
                if moved <= 0.0:
                    continue
                running = 0.0
                for i in range(rows):
                    if weight[i] > 0.0:
                        requests[i, c, k] += moved * weight[i] / total
                        organizations[i]["taken_in"] += moved * weight[i] / total
                    if organizations[i]["place"] == a:
                        running += requests[i, c, k]
                    chosen[c, a, k, i] = running / everything


def act(world: World) -> None:
    """Pass on what cannot be served."""
    demand, parameters = world.demand, world.parameters
    pass_on(
        world.organizations, parameters["referral"],
        float(parameters["delivery"]["hours_per_episode"][0]),
        float(parameters["staff"]["hours_a_month"][0]),
        demand.payable, demand.requests, demand.chosen,
    )  # fmt: skip


STEPS = {Phase.SERVICES: act}
