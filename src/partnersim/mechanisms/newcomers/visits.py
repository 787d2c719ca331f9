"""What becomes of those who ask: served or not, what that does to needs, trust and taking part.

A served person's need of the kind asked for falls by effectiveness x what the organisation achieves
for people of that status, and the others by a part of it, larger where the organisation aims at
long-term outcomes. Trust in organisations moves towards what a visit was worth, its fit x quality,
or nothing where nobody had time; whoever trusts asks sooner, and comes back. Some of the served join
the life of the organisation. Who was not served waits; waiting too long, a person stops asking (X23:
a third of the eligible come at all). The parameters are declared with those of settling.py, the
other half of what lowers needs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from partnersim.declarations import POSITIVE, SHARE, Column, Step, Text
from partnersim.state.calendar import Phase
from partnersim.state.columns import KINDS
from partnersim.state.decisions import (
    GIVING_UP,
    JOINING,
    NEED_BROUGHT,
    ORGANIZATION_CHOSEN,
    PUBLIC_SERVICE,
    SERVED,
)
from partnersim.state.draws import chance
from partnersim.state.kernel import kernel

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from partnersim.state.world import Numbers, Table, World

# who asks, which funders pay for them, for what need, at which of the place's organisations
VISIT = np.dtype([(name, np.uint64) for name in ("newcomer", "class", "need", "organization")])
COLUMNS = {
    "newcomers": (
        Column("waiting", "requests in a row", POSITIVE,
               Text("requests in vain since the last service"), stored="i2"),
        Column("member", "1 or 0", SHARE, Text("takes part in the life of an organisation"), stored="i1"),
        Column("trust", "share", SHARE, Text("trust in organisations"), stored="f4"),
    ),
    "organizations": (
        Column("support", "multiple", POSITIVE,
               Text("what a council adds to what an hour achieves"), start=1.0),
    ),
}  # fmt: skip


@kernel
def pick(cumulative: Numbers, draw: float) -> int:
    """The first index whose cumulative share exceeds the draw, or the last one.

    Counted rather than searched by halves: where a draw falls cannot be foreseen, and a processor
    that guesses wrong loses more than it takes to look at all of some hundred organisations.
    """
    passed = 0
    for i in range(len(cumulative)):
        passed += 1 if cumulative[i] <= draw else 0
    return min(passed, len(cumulative) - 1)


@kernel
def whom(
    rows: int,
    month: int,
    class_of: NDArray[np.int8],
    number_here: NDArray[np.int64],
    chosen: Numbers,
    need: NDArray[np.float32],
    status: NDArray[np.int8],
    place: NDArray[np.int8],
    arrived: NDArray[np.int16],
    asking: NDArray[np.int8],
    identity: NDArray[np.uint64],
    visits: Table,
) -> int:
    """Write each visit of the month; the number of them.

    No step depends on a guess, so that many visits are looked up at once.
    """
    oldest = class_of.shape[1] - 1
    number = np.uint64(0)
    for row in range(rows):
        n = np.uint64(row)  # unsigned, so that no index is looked at for counting from the end
        visits[number]["newcomer"] = n
        number += np.uint64(asking[n])
    for v in range(number):
        asked = visits[v]
        n = asked["newcomer"]
        s = np.uint64(status[n])
        a = np.uint64(place[n])
        c = np.uint64(class_of[s, np.uint64(min(month - arrived[n], oldest))])
        total = 0.0
        for k in range(KINDS):
            total += need[k, n]
        draw = chance(identity[n], month, NEED_BROUGHT) * total
        kind = np.uint64(0)
        beyond = True
        for k in range(KINDS - 1):
            beyond = beyond & (draw >= need[k, n])
            draw -= need[k, n]
            kind += np.uint64(beyond)
        asked["class"] = c
        asked["need"] = kind
        shares = chosen[c, a, kind, : max(1, number_here[a])]
        which = pick(shares, chance(identity[n], month, ORGANIZATION_CHOSEN))
        asked["organization"] = np.uint64(which)
    return int(number)


@kernel
def visit(
    number: int,
    visits: Table,
    weight: float,
    month: int,
    organizations: Table,
    parameters: Table,
    public: Table,
    paid_by_main: NDArray[np.bool_],
    chances: Numbers,
    here: NDArray[np.int64],
    chosen: Numbers,
    standard_fit: Numbers,
    need: NDArray[np.float32],
    status: NDArray[np.int8],
    place: NDArray[np.int8],
    waiting: NDArray[np.int16],
    active: NDArray[np.int8],
    member: NDArray[np.int8],
    language: NDArray[np.float32],
    trust: NDArray[np.float32],
    identity: NDArray[np.uint64],
    counts: Table,
) -> None:
    """Serve those who ask this month, or let them wait. Draws are keyed by person."""
    p = parameters[0]
    effectiveness = p["effectiveness"]
    spillover = p["spillover"]
    learned = p["trust_from_a_visit"]
    public_share = public[0]["share"]
    for v in range(number):
        asked = visits[v]
        n, c = asked["newcomer"], asked["class"]
        kind, which = asked["need"], asked["organization"]
        key = identity[n]
        s = np.uint64(status[n])
        a = np.uint64(place[n])
        if public_share > 0.0 and chance(key, month, PUBLIC_SERVICE) < public_share:
            effect = min(0.95, effectiveness * public[0]["fit"])
            others = spillover * effect
            joins = 0.0
        else:
            j = here[a, which]
            o = organizations[j]
            somebody = chosen[c, a, kind, which] > 0.0  # else the place has no organisation
            if not (somebody and o["alive"] and chance(key, month, SERVED) < chances[j, c]):
                waiting[n] += 1
                trust[n] -= learned * trust[n]
                if chance(key, month, GIVING_UP) < 1.0 - 0.5 ** (waiting[n] / p["patience_months"]):
                    active[n] = 0
                    counts[s, a]["dropped_out"] += weight
                continue
            fit = (1.0 - o["alternative"]) * standard_fit[s, kind]
            fit += o["alternative"] * p["own_offer_fit"]
            quality = o["quality"] * o["support"]
            effect = min(0.95, effectiveness * fit * quality)
            worth = min(1.0, fit * quality)
            trust[n] += learned * (worth - trust[n])
            broad = spillover * (1.0 + p["holism"] * (2.0 * o["horizon"] - 1.0))
            others = broad * effect
            joins = p["taking_part"] * language[n] * o["participation"]
        for k in range(KINDS):
            need[k, n] *= 1.0 - (effect if k == kind else others)
        waiting[n] = 0
        counts[s, a]["served"] += weight
        if not paid_by_main[c]:
            counts[s, a]["ineligible_served"] += weight
        if member[n] == 0 and chance(key, month, JOINING) < joins:
            member[n] = 1


def act(world: World) -> None:
    """This month's visits."""
    table, demand = world.newcomers, world.demand
    visits = np.empty(table.rows + 1, VISIT)
    number = whom(
        table.rows, world.now, demand.class_of, demand.number_here, demand.chosen, table.need, table.status,
        table.place, table.arrived, table.asking, table.identity, visits,
    )  # fmt: skip
    visit(
        int(number), visits, table.weight, world.now, world.organizations,
        world.parameters["settling"], world.parameters["public_services"],
        demand.paid_by_main, demand.chance, demand.here, demand.chosen, demand.standard_fit,
        table.need, table.status, table.place, table.waiting, table.active, table.member,
        table.language, table.trust, table.identity, table.counts,
    )  # fmt: skip


STEPS = {
    Phase.SERVICES: Step(
        act,
        reads={
            "demand": "chance chosen class_of here number_here paid_by_main standard_fit",
            "newcomers": "arrived asking identity language place rows status",
            "organizations": "alive alternative horizon participation quality support",
        },
        writes={"newcomers": "active counts member need trust waiting"},
        after=("delivery",),
    )
}
