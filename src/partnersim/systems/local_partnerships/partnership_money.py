"""A local partnership is paid term by term, and spends on staff, outreach and stipends (M20).

Its money comes on top of its funder's envelope for organisations, so that a place with and without
a partnership differ by the partnership alone. At the end of a term the money is renewed with the
chance `renewal`; if not, it is asked for again a year later. Certainty is the expected share of the
next three years, the length of a settlement strategy, that will be paid:

    mean over months h of renewal ^ (renewals needed until h)
"""

from __future__ import annotations

import numpy as np

from partnersim.declarations import (
    POSITIVE,
    SHARE,
    Assumption,
    Column,
    Group,
    Source,
    Step,
    Text,
    lever,
    yes_or_no,
)
from partnersim.state.calendar import MONTHS_A_YEAR, Phase
from partnersim.state.columns import FIRST_ORGANIZATION, OUTSIDE
from partnersim.state.decisions import REGISTER
from partnersim.state.money import pass_on, receive_each
from partnersim.state.payments import WAGES, purpose, write_flow
from partnersim.state.world import World
from partnersim.systems.local_partnerships import PARTNERSHIP
from partnersim.systems.local_partnerships.names import AIMS, LEADS, VOLUNTEERS

PURPOSES = ("partnership", "stipend", "outreach", "lead_money", "conference")
PARTNERSHIP_MONEY, STIPEND, OUTREACH, LEAD, CONFERENCE = map(purpose, PURPOSES)
_PLAN_MONTHS = 36  # a strategy to be implemented over three years (Bradford and Andrew 2011)
_MOST_FOR_STIPENDS = 0.5  # of a month's money
REGISTER.add("partnership_money.renewal", ("partnership",))
MANDATE = Group("mandate", Text("Local partnerships"), (
    lever("amount", 200_000.0, (0.0, 5.0e6), "2020 dollars a year",
        "What the funder pays the partnership, beside its envelope for organisations",
        Assumption("about three employees, research and meetings", "Bradford and Andrew 2011: no amount")),
    lever("term_years", 1, (1, 10), "years", "Length of its funding",
        Source("bradford_andrew_2011", "Part 2: life span unclear; a year assumed")),
    lever("renewal", 0.7, (0.0, 1.0), "chance at the end of a term",
        "How sure it is that the money is renewed",
        Source("bradford_andrew_2011", "Part 2, Transition 3: no assured support; level assumed")),
    lever("begins_after", 0, (0, 1200), "months of the scenario", "When the partnership begins",
        Source("bradford_andrew_2011", "Part 1: calls of 2008 and 2010, nine more in 2011")),
    lever("lead", "municipality", LEADS, "who leads", "Who leads the partnership",
        Source("bradford_andrew_2011", "Part 2, table; Annex B, 1")),
    lever("kind", "coordination", AIMS, "what the place needs first", "What the partnership aims at",
        Source("bradford_andrew_2011", "Part 2: three kinds of place")),
    lever("prior_collaboration", 0.5, (0.0, 1.0), "0 none to 1 a strategy exists already",
        "How far the place worked together before",
        Source("bradford_andrew_2011", "Part 2, Pre-LIP Activity; scale assumed")),
    lever("outreach", 0.2, (0.0, 0.8), "share of the money",
        "What goes to focus groups, assemblies and surveys",
        Source("bradford_andrew_2011", "Part 2, Transition 2 (depth); share assumed")),
    lever("directive", 0.4, (0.0, 1.0), "0 enabling to 1 directive",
        "How far the council says who does what",
        Source("bradford_andrew_2011", "Part 2, Transition 3; level assumed")),
), PARTNERSHIP)  # fmt: skip
GROUPS = (MANDATE,)
COLUMNS = {
    "partnerships": (
        Column("place", "place", POSITIVE, Text("where it is"), whole=True, lever=True),
        Column("funder", "funder", POSITIVE, Text("who pays it"), whole=True, lever=True),
        Column("account", "2020 dollars", POSITIVE, Text("its account")),
        Column("received", "2020 dollars", POSITIVE, Text("from its funder, ever")),
        Column("spent", "2020 dollars", POSITIVE, Text("ever")),
        Column("months_left", "months", POSITIVE, Text("of the term of its money"), whole=True),
        yes_or_no("funded", Text("money is paid this month")),
        Column("staff_dollars", "2020 dollars", POSITIVE, Text("spent on staff this month")),
        Column("outreach_dollars", "2020 dollars", POSITIVE, Text("spent on outreach this month")),
        Column("certainty", "share", SHARE, Text("of the next three years, expected to be paid")),
    ),
}  # fmt: skip


def renew(world: World) -> None:
    """Terms run out and are renewed, or not; how certain the coming years are."""
    scenario_months = world.now - world.calendar.spin_up_months
    ahead = np.arange(_PLAN_MONTHS)
    for n, p in enumerate(world.tables["partnerships"]):
        if p["amount"] <= 0.0 or p["size"] < 1.0:
            continue  # nobody pays a council that has no seats
        months = scenario_months - int(p["begins_after"])
        if months < 0:
            continue
        p["months_left"] = max(0, p["months_left"] - 1)
        if months == 0:
            p["months_left"], p["funded"] = MONTHS_A_YEAR * p["term_years"], True
        elif p["months_left"] == 0:
            p["funded"] = False
            asks = months % MONTHS_A_YEAR == 0
            if (
                asks
                and world.draws.uniform("partnership_money.renewal", world.now, n) < p["renewal"]
            ):
                p["months_left"], p["funded"] = MONTHS_A_YEAR * p["term_years"], True
        left = int(p["months_left"])
        needed = np.where(
            ahead < left, 0, 1 + (ahead - left) // (MONTHS_A_YEAR * int(p["term_years"]))
        )
        p["certainty"] = float((float(p["renewal"]) ** needed).mean())


def pay(world: World) -> None:
    """A twelfth of the year's money: stipends, outreach and conferences first, the rest is staff."""
    o, small = world.organizations, world.parameters["partnership_council"]["small_staff"][0]
    account = world.accounts["partnerships"]
    for n, p in enumerate(world.tables["partnerships"]):
        p["staff_dollars"] = p["outreach_dollars"] = 0.0
        if not p["meeting"]:
            continue
        money = float(p["amount"]) / MONTHS_A_YEAR if p["funded"] else 0.0
        world.flows.room_for(len(o) + len(PURPOSES) + 1)
        funder = world.funders[int(p["funder"])]
        pass_on(funder, money)
        _write(world, int(p["funder"]), account + n, PARTNERSHIP_MONEY, money)
        _write(world, OUTSIDE, account + n, LEAD, float(p["lead_dollars"]))
        money += float(p["lead_dollars"])
        p["received"] += money
        groups = float(p["others"] * p["sectors"][VOLUNTEERS].sum()) / max(
            1.0 - float(p["sectors"][0]), 1e-9
        )
        sitting = np.flatnonzero(
            world.tables["councils"]["sits"][n] & (o["staff"] < small) & o["alive"]
        )
        each = float(p["stipend"] * p["meetings_a_year"]) / MONTHS_A_YEAR
        each = min(each, _MOST_FOR_STIPENDS * money / max(len(sitting) + groups, 1e-9))
        if each > 0.0:
            receive_each(o, sitting, each)
            for i in map(int, sitting):
                _write(world, account + n, FIRST_ORGANIZATION + i, STIPEND, each)
            _write(world, account + n, OUTSIDE, STIPEND, each * groups)
        travel = min(float(p["travel_dollars"]), money - each * (len(sitting) + groups))
        left = money - each * (len(sitting) + groups) - travel
        p["outreach_dollars"] = min(float(p["outreach"]) * money, left)
        p["staff_dollars"] = left - p["outreach_dollars"]
        _write(world, account + n, OUTSIDE, CONFERENCE, travel)
        _write(world, account + n, OUTSIDE, OUTREACH, float(p["outreach_dollars"]))
        _write(world, account + n, OUTSIDE, WAGES, float(p["staff_dollars"]))
        p["spent"] += money
        p["account"] = p["received"] - p["spent"]


def _write(world: World, payer: int, payee: int, purpose: int, amount: float) -> None:
    if amount > 0.0:
        rows, count = world.flows.rows, world.flows.count
        write_flow(rows, count, world.now, payer, payee, purpose, amount)


STEPS = {
    Phase.SHOCKS: Step(renew, writes={"partnerships": "certainty funded months_left"}),
    Phase.REPORTS_AND_PAYMENTS: Step(
        pay,
        writes={
            "flows": "count rows",
            "funders": "paid received",
            "organizations": "receipts reserve",
            "partnerships": "account outreach_dollars received spent staff_dollars",
        },
        after=("other_income",),
        before=("project",),
    ),
}
