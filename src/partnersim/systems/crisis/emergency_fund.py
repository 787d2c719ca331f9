"""Emergency fund: one-time money of a crisis, in rounds for which organisations compete (M19).

In the first months of a crisis the main ministry opens rounds, on top of its envelope. Those who
hear of a round apply, whether they win or not; they are judged as in any contest for money. A grant is
paid at once and does not come back. Losing to one's peers costs trust among them.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from partnersim.declarations import Assumption, Group, Source, Step, Text, lever, setting
from partnersim.state.calendar import Phase
from partnersim.state.decisions import REGISTER
from partnersim.state.draws import Stream, uniform
from partnersim.state.kernel import kernel
from partnersim.state.money import grant_more, pay_organization
from partnersim.state.payments import purpose
from partnersim.state.use_of_posts import points_without_chance
from partnersim.state.world import Numbers, Table, World
from partnersim.systems.crisis.months import months_since

PURPOSES = ("emergency_fund",)
(EMERGENCY_FUND,) = map(purpose, PURPOSES)
REGISTER.add("emergency_fund.choice", ("organization",))
REGISTER.add("emergency_fund.hearing", ("organization",))
GROUP = Group("emergency_fund", Text("Emergency fund"), (
    lever("amount", 0.08, (0.0, 2.0),
        "share of the main ministry's yearly envelope, once, at full intensity",
        "Emergency money of a crisis",
        Assumption(
            "one-time funds were opened; none counted for this sector; 3.5 M$ in an emergency of 2023 "
            "(X34)", "Observatoire de l'ACA 2021")),
    setting("rounds", 4, (1, 60), "monthly rounds from the first month of the crisis",
        "Rounds of emergency money",
        Source("observatoire_aca_2021", "withdrawn in August 2020; rounds assumed")),
    setting("grant", 25000.0, (1000.0, 1000000.0), "2020 dollars", "Amount of an emergency grant",
        Assumption(
            "a few months of one salary; an emergency of 2023 paid 42,000 $ each to twelve organisations, "
            "136,000 $ to 22 (X34, derived)", "no amount in the documents")),
    setting("application_hours", 20.0, (0.0, 500.0), "hours an application",
        "Hours an emergency application takes",
        Source("observatoire_aca_2021", "12-page funding requests; hours assumed")),
    setting("trust_lost", 0.1, (0.0, 1.0), "share of trust in peers lost by those refused",
        "Trust that losing to one's peers costs",
        Source("observatoire_aca_2021",
            "worry that solidarity ends where one-time money is fought for; size assumed")),
))  # fmt: skip
GROUPS = (GROUP,)


@kernel
def hold_round(
    organizations: Table,
    funders: Table,
    relations: Table,
    fit: Numbers,
    parameters: Table,
    contest: Table,
    main: int,
    pool: float,
    flows: Table,
    count: NDArray[np.int64],
    hearing: Stream,
    choice: Stream,
    month: int,
) -> None:
    """Organisations that hear of a round apply; the main ministry chooses by points, and pays.

    Parameters
    ----------
    organizations : table (organisations,)
        Posts in advocacy. Written: hours_due of those who apply, reserve and receipts of those chosen,
        trust_in_peers of the others.
    funders : table (funders,)
        The minister's openness. Written: received and paid of the main ministry (2020 dollars).
    relations : table (organisations, funders)
        Knowledge and performance, of the main ministry. Written: receipts (2020 dollars).
    fit : array (organisations,)
        Points of fit with what the main ministry's broadest programme names.
    parameters, contest : tables (1,)
        Groups `emergency_fund` and `contest`.
    main
        Row of the main ministry.
    pool : 2020 dollars
        Of this round.
    flows : table (payments,)
        Written: a payment for each grant.
    count : array (1,)
        Payments written so far.
    hearing, choice : stream
        Draws by organisation.
    month
        Months since the run began.

    Notes
    -----
    The rule of the contest: record x ln(targets met) - fit x distance - cost of advocacy + chance.
    """
    p, q = parameters[0], contest[0]
    rows = len(organizations)
    order_by = np.full(rows, 1e9)
    for i in range(rows):
        o = organizations[i]
        r = relations[i, main]
        if not o["alive"] or uniform(hearing, month, i) >= r["news"]:
            continue
        o["hours_due"] += p["application_hours"]
        points = points_without_chance(o, funders[main], r, fit[i], q)
        luck = min(max(uniform(choice, month, i), 1e-12), 1.0 - 1e-12)
        order_by[i] = -points - q["noise"] * math.log(luck / (1.0 - luck))
    order = np.argsort(order_by)
    grants = int(pool / p["grant"])
    for n in range(rows):
        i = order[n]
        if order_by[i] >= 1e9:
            break
        if n < grants:
            grant_more(funders[main], p["grant"])
            pay_organization(
                flows, count, month, funders, organizations, relations, main, i, EMERGENCY_FUND,
                p["grant"],
            )  # fmt: skip
        else:
            organizations[i]["trust_in_peers"] *= 1.0 - p["trust_lost"]


def act(world: World) -> None:
    """A round, in the first months of a crisis."""
    if world.conditions["crisis"][0] <= 0.0:
        return
    p, crisis = world.parameters["emergency_fund"], world.parameters["crisis"][0]
    since = months_since(world)
    rounds = int(p["rounds"][0])
    if since >= rounds:
        return
    broadest = int(np.argmax(world.programmes["needs"].sum(axis=1)))
    fit = world.contracts["points_of_fit"][:, world.main_funder, broadest].copy()
    main = world.funders[world.main_funder]
    envelope = float(main["envelope"] + main["transferred"])
    pool = envelope * float(p["amount"][0]) * float(crisis["intensity"]) / rounds
    if pool < p["grant"][0]:
        return  # a round without money is not opened
    world.flows.room_for(len(world.organizations))
    hold_round(
        world.organizations, world.funders, world.relations, fit, p, world.parameters["contest"],
        world.main_funder, pool, world.flows.rows, world.flows.count,
        world.draws.stream("emergency_fund.hearing"), world.draws.stream("emergency_fund.choice"),
        world.now,
    )  # fmt: skip


STEPS = {
    Phase.REPORTS_AND_PAYMENTS: Step(
        act,
        writes={
            "flows": "count rows",
            "funders": "paid received",
            "organizations": "hours_due receipts reserve trust_in_peers",
            "relations": "receipts",
        },
        before=("mission_grant",),
    )
}
