"""Newcomers choose among the organisations of their place.

The chance of going to organisation j for kind k is proportional to the hours it offers for that
kind x (1 + attraction x rootedness) x the share of requests it could meet last month; those nobody
pays for go where they are welcome (openness). A logit over the logarithms of these, so to speak,
with equal weights (Luce choice).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnersim.declarations import Assumption, Group, Parameter, Role, Text
from partnersim.state.calendar import Phase
from partnersim.state.kernel import kernel

if TYPE_CHECKING:
    from partnersim.state.world import Numbers, Table, World

GROUP = Group(
    "choice",
    Text("Choice of an organisation", "Choix d'un organisme"),
    (
        Parameter(
            name="attraction",
            default=1.5,
            unit="multiple at full rootedness",
            bounds=(0.0, 10.0),
            prior=(0.5, 3.0),
            role=Role.UNCERTAINTY,
            meaning=Text(
                "How much better rooted organisations are preferred",
                "Préférence pour les organismes mieux enracinés",
            ),
            evidence=Assumption(
                "referral and word of mouth lead to organisations known in the neighbourhood",
                "Bruneau 2021 ch. 4 (D, G, J); Bradford and Andrew 2011; no figure",
            ),
        ),
    ),
)
AFTER = ("seeking",)
_LEAST_WELCOME = 0.02


@kernel
def choose(
    organizations: Table, parameters: Table, seekers: Numbers, chosen: Numbers, requests: Numbers
) -> None:
    """Fill `chosen` (eligible or not, places, kinds, organisations) with cumulative chances, and
    send the expected seekers to organisations as requests (organisations, eligible or not, kinds)."""
    p = parameters[0]
    requests[:] = 0.0
    statuses = seekers.shape[0]
    for paid in range(2):
        for a in range(seekers.shape[2]):
            for k in range(seekers.shape[3]):
                flow = 0.0
                for s in range(statuses):
                    flow += seekers[s, paid, a, k]
                total = 0.0
                for i in range(len(organizations)):
                    o = organizations[i]
                    weight = 0.0
                    if o["alive"] and o["place"] == a:
                        weight = o["staff"] * o["delivery_plan"] * (0.02 + o["offer"][k])
                        weight *= 1.0 + p["attraction"] * o["rootedness"]
                        if paid == 1:
                            weight *= 0.2 + 0.8 * o["chance_eligible"]
                        else:
                            weight *= _LEAST_WELCOME + o["openness"]
                            weight *= 0.2 + 0.8 * o["chance_ineligible"]
                    total += weight
                    chosen[paid, a, k, i] = total
                    requests[i, paid, k] = requests[i, paid, k] + weight
                if total <= 0.0:
                    continue
                for i in range(len(organizations)):
                    o = organizations[i]
                    chosen[paid, a, k, i] /= total
                    if o["alive"] and o["place"] == a:
                        requests[i, paid, k] *= flow / total
    for i in range(len(organizations)):
        organizations[i]["requests_eligible"] = requests[i, 1].sum()
        organizations[i]["requests_ineligible"] = requests[i, 0].sum()


def act(world: World) -> None:
    """Send this month's demand to organisations."""
    demand = world.demand
    choose(
        world.organizations,
        world.parameters["choice"],
        demand.seekers,
        demand.chosen,
        demand.requests,
    )


STEPS = {Phase.SERVICES: act}
