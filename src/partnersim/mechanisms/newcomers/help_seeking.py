"""Newcomers decide whether to ask for help, and for what.

A person still asking has the monthly chance h = x / (1 + x), x = rate (1 + w r) (trust / 0.5) sum of
needs, where r is how rooted the organisations of the place are, w the weight of word of mouth, and
trust what the person has learned from earlier visits. The kind asked
for is drawn by its share of the person's needs. Demand is the sum of these chances, not of draws;
who asks is drawn here and lived in visits.py. Who gave up in an earlier month may decide to ask again
from the next one on, with the chance `settling.coming_back` x trust / 0.5.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from partnersim.declarations import (
    SHARE,
    Assumption,
    Column,
    Group,
    Parameter,
    Role,
    Source,
    Step,
    Text,
)
from partnersim.state.calendar import Phase
from partnersim.state.columns import KINDS
from partnersim.state.decisions import ASKING
from partnersim.state.draws import two_chances
from partnersim.state.hazard import NEUTRAL_TRUST, odds_of_asking
from partnersim.state.kernel import kernel
from partnersim.state.newcomers import BLOCK, LANES

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from partnersim.state.world import Numbers, Table, World

GROUP = Group(
    "seeking",
    Text("Seeking help"),
    (
        Parameter(
            name="rate_per_need",
            default=0.035,
            unit="odds a month, per full need",
            bounds=(0.0, 1.0),
            prior=(0.02, 0.06),
            role=Role.UNCERTAINTY,
            meaning=Text("How readily needs lead a person to an organisation"),
            evidence=Source(
                "vgq_2017",
                "francization: a third of the eligible enrolled (X23), here all services",
            ),
        ),
        Parameter(
            name="word_of_mouth",
            default=1.0,
            unit="multiple of the odds at full participation",
            bounds=(0.0, 5.0),
            role=Role.SETTING,
            meaning=Text("How much rooted organisations are heard of and sought"),
            evidence=Assumption(
                "organisations reach people through their neighbourhood (J, D)",
                "Bruneau 2021 ch. 4; Observatoire de l'ACA 2021; no figure",
            ),
        ),
    ),
)

COLUMNS = {
    "newcomers": (
        Column("asking", "1 or 0", SHARE, Text("asks for help this month"), stored="i1"),
        Column("active", "1 or 0", SHARE, Text("has not given up asking"), stored="i1"),
        Column("luck", "share", SHARE, Text("draw of the month for leaving"), stored="f4"),
    ),
}


@kernel
def local_rates(organizations: Table, parameters: Table, rates: Numbers) -> None:
    """How readily needs lead newcomers of each place to an organisation.

    Parameters
    ----------
    organizations : table (organisations,)
        Staff, share of delivery, participation and place of those alive.
    parameters : table (1,)
        The group `seeking`.
    rates : array (places,)
        Written: odds a month per full need.

    Notes
    -----
    rate = rate_per_need x (1 + word_of_mouth x participation), participation being the mean over
    delivery.

    References
    ----------
    Bruneau (2021), ch. 4 (D, J).
    """
    p = parameters[0]
    for a in range(len(rates)):
        hours = 1e-9
        rooted = 0.0
        for i in range(len(organizations)):
            o = organizations[i]
            if o["alive"] and o["place"] == a:
                hours += o["staff"] * o["delivery_plan"]
                rooted += o["staff"] * o["delivery_plan"] * o["participation"]
        rates[a] = p["rate_per_need"] * (1.0 + p["word_of_mouth"] * rooted / hours)


@kernel
def seek(
    rows: int,
    weight: float,
    month: int,
    coming_back: float,
    need: NDArray[np.float32],
    status: NDArray[np.int8],
    place: NDArray[np.int8],
    arrived: NDArray[np.int16],
    active: NDArray[np.int8],
    asking: NDArray[np.int8],
    waiting: NDArray[np.int16],
    trust: NDArray[np.float32],
    identity: NDArray[np.uint64],
    luck: NDArray[np.float32],
    rates: Numbers,
    group_of: NDArray[np.int16],
    paid_by_main: NDArray[np.bool_],
    seekers: Numbers,
    true_need: Numbers,
    counts: Table,
) -> None:
    """Newcomers decide whether to ask, those who gave up whether to ask again; demand is what is expected.

    A block of people at a time, and each step over the block: without branches on who still asks
    (those who do not add nothing), a processor takes many people at once. Sums by group are kept
    in lanes, since one neighbour after the other falls in the same group. One draw serves those
    who ask and, of the others, who comes back; its other half is the luck of the month, read in
    `settlement`.

    Parameters
    ----------
    rows
        Newcomers present.
    weight : people a row
    month
        Months since the run began.
    coming_back : chance a month
        Of asking again, at neutral trust.
    need : array (kinds, rows)
        0 to 1.
    status, place, arrived, trust, identity : array (rows,)
        Columns of the table of newcomers.
    active, asking, waiting, luck : array (rows,)
        Written: who still asks, who asks this month, requests in vain (0 for who comes back), the
        draw kept for leaving.
    rates : array (places,)
        Odds a month per full need.
    group_of : array (statuses, months)
        status x classes + class of payers, by months since arrival.
    paid_by_main : array (classes,)
        Whether the main ministry pays for people of a class.
    seekers : array (statuses, classes, places, kinds)
        Written: expected people a month who ask.
    true_need : array (kinds,)
        Written: shares of the needs of all present.
    counts : table (statuses, places)
        Added to: seeking and ineligible_seeking (people).

    Notes
    -----
    Chance h = x / (1 + x), x = rate x sum of needs x trust / 0.5.
    """
    places = np.uint32(seekers.shape[2])
    now, months = np.int32(month), np.int32(group_of.shape[1])
    groups, rate_of = group_of.ravel(), rates.astype(np.float32)
    unit, least = np.float32(1.0), np.float32(1e-12)
    back = np.float32(coming_back / NEUTRAL_TRUST)
    totals = np.empty(BLOCK, np.float32)
    draws = np.empty(BLOCK, np.float32)
    odds = np.empty(BLOCK, np.float32)
    each = np.empty(BLOCK, np.float32)
    returns = np.empty(BLOCK, np.int8)
    group = np.empty(BLOCK, np.uint32)
    lanes = np.zeros((LANES, seekers.size // KINDS, KINDS))
    true_need[:] = 1e-12
    for start in range(0, rows, BLOCK):
        block = slice(start, min(start + BLOCK, rows))
        still, trusting, where, key = active[block], trust[block], place[block], identity[block]
        asks, statuses, since, lucky = asking[block], status[block], arrived[block], luck[block]
        waits = waiting[block]
        size = len(key)
        totals[:] = 0.0
        for k in range(KINDS):
            of_kind = need[k, block]
            everybody = np.float32(0.0)
            for i in range(size):
                totals[i] += of_kind[i]
                everybody += of_kind[i]
            true_need[k] += everybody
        for i in range(size):
            draws[i], lucky[i] = two_chances(key[i], month, ASKING)
        for i in range(size):
            rate = rate_of[np.uint64(where[i])]
            odds[i] = np.float32(still[i]) * odds_of_asking(totals[i], rate, trusting[i])
        for i in range(size):
            each[i] = odds[i] / ((unit + odds[i]) * max(totals[i], least))
        for i in range(size):
            asks[i] = draws[i] * (unit + odds[i]) < odds[i]
        for i in range(size):
            returns[i] = (still[i] == 0) & (draws[i] < back * trusting[i])
        for i in range(size):
            still[i] |= returns[i]
        for i in range(size):
            waits[i] *= np.int16(1 - returns[i])
        for i in range(size):
            age = min(now - np.int32(since[i]), months - np.int32(1))
            group[i] = np.uint32(np.int32(statuses[i]) * months + age)
        for i in range(size):
            of_place = np.uint32(groups[np.uint64(group[i])]) * places
            group[i] = of_place + np.uint32(where[i])
        for i in range(size):
            lane, n = np.uint64(i % LANES), np.uint64(start + i)
            g, odd = np.uint64(group[i]), np.float64(each[i])
            for k in range(KINDS):
                lanes[lane, g, np.uint64(k)] += odd * need[k, n]
    seekers[:] = lanes.sum(axis=0).reshape(seekers.shape) * weight
    for each_class in range(seekers.shape[1]):
        here = seekers[:, each_class].sum(axis=2)
        for s in range(here.shape[0]):
            for a in range(here.shape[1]):
                counts[s, a]["seeking"] += here[s, a]
                if not paid_by_main[each_class]:
                    counts[s, a]["ineligible_seeking"] += here[s, a]
    everything = true_need.sum()
    for k in range(KINDS):
        true_need[k] /= everything


def act(world: World) -> None:
    """Demand of this month, and the true needs of those present."""
    table, demand = world.newcomers, world.demand
    local_rates(world.organizations, world.parameters["seeking"], demand.rates)
    seek(
        table.rows, table.weight, world.now,
        float(world.parameters["settling"]["coming_back"][0]), table.need, table.status, table.place,
        table.arrived, table.active, table.asking, table.waiting, table.trust, table.identity, table.luck,
        demand.rates, demand.group_of, demand.paid_by_main, demand.seekers, demand.true_need, table.counts,
    )  # fmt: skip


STEPS = {
    Phase.SERVICES: Step(
        act,
        reads={
            "demand": "group_of paid_by_main",
            "newcomers": "arrived identity need place rows status trust",
            "organizations": "alive delivery_plan place participation staff",
        },
        writes={
            "demand": "rates seekers true_need",
            "newcomers": "active asking counts luck waiting",
        },
    )
}
