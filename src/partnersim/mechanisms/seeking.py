"""Newcomers decide whether to ask for help, and for what.

A person still asking has the monthly chance h = x / (1 + x), x = rate (1 + w r) (trust / 0.5) sum of
needs, where r is how rooted the organisations of the place are, w the weight of word of mouth, and
trust what the person has learned from earlier visits. The kind asked
for is drawn by its share of the person's needs. Demand is the sum of these chances, not of draws;
who asks is drawn here and lived in visits.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from partnersim.declarations import Assumption, Group, Parameter, Role, Source, Text
from partnersim.state.calendar import Phase
from partnersim.state.columns import KINDS
from partnersim.state.draws import two_chances
from partnersim.state.hazard import odds_of_asking
from partnersim.state.kernel import kernel
from partnersim.state.newcomers import BLOCK, INELIGIBLE_SEEKING, LANES, SEEKING

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from partnersim.state.world import Numbers, Table, World

GROUP = Group(
    "seeking",
    Text("Seeking help", "Demande d'aide"),
    (
        Parameter(
            name="rate_per_need",
            default=0.035,
            unit="odds a month, per full need",
            bounds=(0.0, 1.0),
            prior=(0.02, 0.06),
            role=Role.UNCERTAINTY,
            meaning=Text(
                "How readily needs lead a person to an organisation",
                "Facilité avec laquelle les besoins mènent à un organisme",
            ),
            evidence=Source(
                "vgq_2017",
                "francization: a third of the eligible enrolled (X23), here all services",
            ),
        ),
        Parameter(
            name="word_of_mouth",
            default=1.0,
            unit="multiple of the odds at full rootedness",
            bounds=(0.0, 5.0),
            role=Role.SETTING,
            meaning=Text(
                "How much rooted organisations are heard of and sought",
                "Effet du bouche-à-oreille autour d'organismes enracinés",
            ),
            evidence=Assumption(
                "organisations reach people through their neighbourhood (J, D)",
                "Bruneau 2021 ch. 4; Observatoire de l'ACA 2021; no figure",
            ),
        ),
    ),
)


@kernel
def local_rates(organizations: Table, parameters: Table, rates: Numbers) -> None:
    """Each place's rate: rate_per_need (1 + word_of_mouth x rootedness, weighted by delivery)."""
    p = parameters[0]
    for a in range(len(rates)):
        hours = 1e-9
        rooted = 0.0
        for i in range(len(organizations)):
            o = organizations[i]
            if o["alive"] and o["place"] == a:
                hours += o["staff"] * o["delivery_plan"]
                rooted += o["staff"] * o["delivery_plan"] * o["rootedness"]
        rates[a] = p["rate_per_need"] * (1.0 + p["word_of_mouth"] * rooted / hours)


@kernel
def seek(
    rows: int,
    weight: float,
    month: int,
    need: NDArray[np.float32],
    status: NDArray[np.int8],
    place: NDArray[np.int8],
    arrived: NDArray[np.int16],
    active: NDArray[np.int8],
    asking: NDArray[np.int8],
    trust: NDArray[np.float32],
    identity: NDArray[np.uint64],
    rates: Numbers,
    class_of: NDArray[np.int8],
    paid_by_main: NDArray[np.bool_],
    seekers: Numbers,
    true_need: Numbers,
    counts: Numbers,
) -> None:
    """Add everybody's chance of asking, by kind, to the demand of their group; draw who asks.

    A block of people at a time, and each step over the block: without branches on who still asks
    (those who do not add nothing), a processor takes many people at once. Sums by group are kept in
    lanes, since one neighbour after the other falls in the same group.
    """
    classes, places = np.uint64(seekers.shape[1]), np.uint64(seekers.shape[2])
    oldest = class_of.shape[1] - 1
    totals = np.empty(BLOCK)
    odds = np.empty(BLOCK)
    draws = np.empty(BLOCK)
    each = np.empty(BLOCK)
    group = np.empty(BLOCK, np.uint64)  # where the sums of a person's status, class and place begin
    lanes = np.zeros((LANES, seekers.size))
    true_need[:] = 1e-12
    for start in range(0, rows, BLOCK):
        block = slice(start, min(start + BLOCK, rows))
        still, trusting, where, key = active[block], trust[block], place[block], identity[block]
        asks, statuses, since = asking[block], status[block], arrived[block]
        size = len(key)
        totals[:] = 0.0
        for k in range(KINDS):
            of_kind = need[k, block]
            everybody = 0.0
            for i in range(size):
                totals[i] += of_kind[i]
                everybody += of_kind[i]
            true_need[k] += everybody
        for i in range(size):
            rate = rates[np.uint64(where[i])]
            odds[i] = still[i] * odds_of_asking(totals[i], rate, trusting[i])
        for i in range(size):
            draws[i], _ = two_chances(key[i], month, 1)  # the other one: who leaves, in settling.py
        for i in range(size):
            asks[i] = draws[i] * (1.0 + odds[i]) < odds[i]
        for i in range(size):
            each[i] = odds[i] / ((1.0 + odds[i]) * max(totals[i], 1e-12))
        for i in range(size):
            s = np.uint64(statuses[i])
            c = np.uint64(class_of[s, np.uint64(min(month - since[i], oldest))])
            group[i] = ((s * classes + c) * places + np.uint64(where[i])) * np.uint64(KINDS)
        for i in range(size):
            lane = np.uint64(i % LANES)
            for k in range(KINDS):
                lanes[lane, group[i] + np.uint64(k)] += each[i] * need[k, np.uint64(start + i)]
    seekers[:] = lanes.sum(axis=0).reshape(seekers.shape) * weight
    for each_class in range(seekers.shape[1]):
        here = seekers[:, each_class].sum(axis=2)
        counts[:, :, SEEKING] += here
        if not paid_by_main[each_class]:
            counts[:, :, INELIGIBLE_SEEKING] += here
    everything = true_need.sum()
    for k in range(KINDS):
        true_need[k] /= everything


def act(world: World) -> None:
    """Demand of this month, and the true needs of those present."""
    table, demand = world.newcomers, world.demand
    local_rates(world.organizations, world.parameters["seeking"], demand.rates)
    seek(
        table.rows, table.weight, world.now, table.need, table.status, table.place, table.arrived,
        table.active, table.asking, table.trust, table.identity, demand.rates, demand.class_of,
        demand.paid_by_main, demand.seekers, demand.true_need, table.counts,
    )  # fmt: skip


STEPS = {Phase.SERVICES: act}
