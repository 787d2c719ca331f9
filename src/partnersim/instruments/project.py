"""Project call: one-time money by contest, for those who hear of it in time (F24, M5).

The pool is cut into projects of a fixed amount; the best applications win. A project lasts a year, is
paid by quarters as it progresses, and comes once.
"""

from __future__ import annotations

import numpy as np

from partnersim.declarations import Assumption, Group, Instrument, Scope, Step, Text, lever
from partnersim.state.calendar import Phase
from partnersim.state.instalments import PAID, pay_instalment
from partnersim.state.kernel import kernel
from partnersim.state.money import commit, count_year
from partnersim.state.world import Table, World

INSTRUMENT = Instrument(
    name="project",
    title=Text("Projects"),
    of_the_ministry=Text("Project of the ministry"),
    usual_share=0.11,
)
LEVERS = Group("project", Text("Project call"), (
    lever("amount", 100000.0, (1000.0, 1000000.0), "2020 dollars a project", "Amount of a project",
        Assumption(
            "a pool of one tenth of the envelope over the 41 organisations of F7; 85 agreements of "
            "another programme of the ministry had 98,000 $ each in 2021-22 (X33)",
            "Métivier 2019 by way of Bruneau 2021 ch. 6; amounts not found")),
), Scope.FUNDER, prefixed=True)  # fmt: skip
GROUPS = (LEVERS,)


@kernel
def award_projects(
    organizations: Table, funders: Table, funds: Table, contracts: Table, m: int
) -> None:
    """Each funder gives a project to the best applicants, while the pool lasts.

    Parameters
    ----------
    organizations : table (organisations,)
        Which are alive.
    funders : table (funders,)
        The amount of a project. Written by `commit`: awarded and unspent.
    funds : table (funders, programmes)
        Pools.
    contracts : table (organisations, funders, programmes)
        Applications and scores. Written: amount (2020 dollars a year) and years_held.
    m
        The number of the programme.
    """
    rows = len(organizations)
    order_by = np.zeros(rows)
    for f in range(len(funders)):
        funder = funders[f]
        pool = funds[f, m]["pool"]
        for i in range(rows):
            c = contracts[i, f, m]
            order_by[i] = 1e9
            if c["applied"] and organizations[i]["alive"]:
                order_by[i] = -c["score"]
        order = np.argsort(order_by)
        projects = int(pool / funder["project_amount"])
        for n in range(rows):
            i = order[n]
            c = contracts[i, f, m]
            won = n < projects and order_by[i] < 1e9
            c["amount"] = funder["project_amount"] if won else 0.0
            count_year(c, won)
            if won:
                commit(funder, c["amount"] * funder["part_of_year"])


def award(world: World) -> None:
    """The year's contest."""
    for m in world.programmes_of(INSTRUMENT.name):
        award_projects(world.organizations, world.funders, world.funds, world.contracts, int(m))


def pay(world: World) -> None:
    """A quarter of the amount at the end of each quarter, on progress."""
    if world.calendar.is_quarter_end:
        pay_instalment(world, INSTRUMENT.name)


STEPS = {
    Phase.REPORTS_AND_PAYMENTS: Step(pay, writes=PAID, after=("other_income",)),
    Phase.YEARLY: Step(
        award,
        writes={"contracts": "amount years_held", "funders": "awarded unspent"},
        after=("contest",),
    ),
}
