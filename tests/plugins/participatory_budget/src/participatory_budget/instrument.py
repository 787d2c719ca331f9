"""Participatory budget: one-time money for the proposals that a community votes for.

Organisations that answer the call put a proposal to the vote. Votes follow how many members an
organisation has, and how large a part of those in reach they are; the proposals with most votes share the
pool by their votes. Paid by quarters.
"""

from __future__ import annotations

import numpy as np

from partnersim.declarations import (
    POSITIVE,
    Assumption,
    Column,
    Group,
    Instrument,
    Scope,
    Step,
    Text,
    lever,
)
from partnersim.state.calendar import Phase
from partnersim.state.instalments import PAID, pay_instalment
from partnersim.state.kernel import kernel
from partnersim.state.money import commit, count_year
from partnersim.state.world import Table, World

INSTRUMENT = Instrument(
    name="participatory_budget",
    title=Text("Participatory budgets", "Budgets participatifs"),
    of_the_ministry=Text(
        "Participatory budget of the ministry", "Budget participatif du ministère"
    ),
)
LEVERS = Group("participatory_budget", Text("Participatory budget", "Budget participatif"), (
    lever("proposals", 10, (1, 1000), "proposals a year",
        Text("Proposals that are retained", "Propositions retenues"),
        Assumption("an example of a plug-in", "no source")),
), Scope.FUNDER, prefixed=True)  # fmt: skip
GROUPS = (LEVERS,)
COLUMNS = {
    "contracts": (
        Column("votes", "votes, relative", POSITIVE,
               Text("for its proposal", "pour sa proposition"), closes=True),
    ),
}  # fmt: skip


@kernel
def award_proposals(
    organizations: Table, funders: Table, funds: Table, contracts: Table, m: int
) -> None:
    """Count votes; the proposals with most of them share the pool."""
    rows = len(organizations)
    for f in range(len(funders)):
        funder = funders[f]
        pool = funds[f, m]["pool"]
        for i in range(rows):
            c, o = contracts[i, f, m], organizations[i]
            c["votes"] = 0.0
            if c["applied"] and o["alive"]:
                c["votes"] = 1.0 + o["members"] * (0.5 + 0.5 * o["participation"])
        order = np.argsort(-contracts["votes"][:, f, m])
        retained = min(rows, funder["participatory_budget_proposals"])
        votes = 1e-9
        for n in range(retained):
            votes += contracts[order[n], f, m]["votes"]
        for n in range(rows):
            c = contracts[order[n], f, m]
            c["amount"] = pool * c["votes"] / votes if n < retained else 0.0
            count_year(c, c["amount"] > 0.0)
            if c["amount"] > 0.0:
                commit(funder, c["amount"] * funder["budget"] / funder["envelope"])


def award(world: World) -> None:
    """The year's vote."""
    for m in world.programmes_of(INSTRUMENT.name):
        award_proposals(world.organizations, world.funders, world.funds, world.contracts, int(m))


def pay(world: World) -> None:
    """At the end of each quarter."""
    if world.calendar.is_quarter_end:
        pay_instalment(world, INSTRUMENT.name)


STEPS = {
    Phase.REPORTS_AND_PAYMENTS: Step(
        pay,
        writes=PAID,
        after=("other_income", "partnership_capacity", "partnership_money", "service_agreement"),
    ),
    Phase.YEARLY: Step(
        award,
        writes={"contracts": "amount votes years_held", "funders": "awarded unspent"},
        after=("mission_grant",),
    ),
}
