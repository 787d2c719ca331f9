"""Newcomers choose among the organisations of their place.

The chance of going to organisation j for kind k is proportional to the hours it offers for that
kind x (1 + attraction x participation) x the share of requests it could meet last month; those nobody
pays for go where they are welcome (openness). A logit over the logarithms of these, so to speak,
with equal weights (Luce choice).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from partnersim.declarations import Assumption, Group, Parameter, Role, Step, Text
from partnersim.state.calendar import Phase
from partnersim.state.kernel import kernel

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from partnersim.state.world import Numbers, Table, World

GROUP = Group(
    "choice",
    Text("Choice of an organisation"),
    (
        Parameter(
            name="attraction",
            default=1.5,
            unit="multiple at full participation",
            bounds=(0.0, 10.0),
            role=Role.SETTING,
            meaning=Text("How much better rooted organisations are preferred"),
            evidence=Assumption(
                "referral and word of mouth lead to organisations known in the neighbourhood",
                "Bruneau 2021 ch. 4 (D, G, J); Bradford and Andrew 2011; no figure",
            ),
        ),
    ),
)
_LEAST_WELCOME = 0.02


@kernel
def choose(
    organizations: Table,
    parameters: Table,
    seekers: Numbers,
    chance: Numbers,
    payable: NDArray[np.bool_],
    here: NDArray[np.int64],
    number_here: NDArray[np.int64],
    chosen: Numbers,
    requests: Numbers,
) -> None:
    """Newcomers who ask choose among the living organisations of their place; demand becomes requests.

    Parameters
    ----------
    organizations : table (organisations,)
        Place, staff, share of delivery, participation, openness and offer.
    parameters : table (1,)
        The group `choice`.
    seekers : array (statuses, classes, places, kinds)
        Expected people a month who ask.
    chance : array (organisations, classes)
        Share of requests met last month.
    payable : array (organisations, classes)
        Whether a target there pays for the class.
    here : array (places, organisations)
        Written: rows of the living of each place.
    number_here : array (places,)
        Written: how many of `here` are in use.
    chosen : array (classes, places, kinds, organisations of the place)
        Written: cumulative chances of going to each.
    requests : array (organisations, classes, kinds)
        Written: people a month.

    Notes
    -----
    Chance proportional to hours of delivery x (1 + attraction x participation) x (0.2 + 0.8 chance) x
    (0.02 + offer of the kind), and where nobody pays x (0.02 + openness).

    References
    ----------
    Bruneau (2021), ch. 4 (D, G, J); direction only.
    """
    p = parameters[0]
    requests[:] = 0.0
    number_here[:] = 0
    statuses = seekers.shape[0]
    rows = len(organizations)
    base = np.zeros(rows)
    welcome = np.zeros(rows)
    offer = np.zeros((rows, seekers.shape[3]))
    for i in range(rows):
        o = organizations[i]
        if o["alive"]:
            a = o["place"]
            here[a, number_here[a]] = i
            number_here[a] += 1
            base[i] = o["staff"] * o["delivery_plan"] * (1.0 + p["attraction"] * o["participation"])
            welcome[i] = _LEAST_WELCOME + o["openness"]
            offer[i] = o["offer"]
    drawn = np.zeros(rows)  # towards each organisation of the place, whatever the need
    for c in range(seekers.shape[1]):
        for a in range(seekers.shape[2]):
            number = number_here[a]
            for m in range(number):
                i = here[a, m]
                drawn[m] = base[i] * (0.2 + 0.8 * chance[i, c])
                if not payable[i, c]:
                    drawn[m] *= welcome[i]
            for k in range(seekers.shape[3]):
                flow = 0.0
                for s in range(statuses):
                    flow += seekers[s, c, a, k]
                if flow <= 0.0:
                    continue
                shares = chosen[c, a, k]
                shares[0] = 0.0  # where there is nobody to choose
                total = 0.0
                for m in range(number):
                    i = here[a, m]
                    weight = drawn[m] * (0.02 + offer[i, k])
                    total += weight
                    requests[i, c, k] = weight
                    shares[m] = total
                if total <= 0.0:
                    continue
                for m in range(number):
                    shares[m] /= total
                    requests[here[a, m], c, k] *= flow / total


def act(world: World) -> None:
    """Send this month's demand to organisations."""
    demand = world.demand
    choose(
        world.organizations,
        world.parameters["choice"],
        demand.seekers,
        demand.chance,
        demand.payable,
        demand.here,
        demand.number_here,
        demand.chosen,
        demand.requests,
    )


STEPS = {
    Phase.SERVICES: Step(
        act,
        reads={
            "demand": "chance payable seekers",
            "organizations": "alive delivery_plan offer openness place participation staff",
        },
        writes={"demand": "chosen here number_here requests"},
        after=("help_seeking",),
    )
}
