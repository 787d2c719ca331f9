"""The fiscal year of a funder: what is not owed goes back, the new envelope comes in.

Envelope = awarded + unspent holds for each year, with what other governments transfer into it; a funder's
account = received - paid - returned and never falls below what it owes.
"""

from __future__ import annotations

from partnersim import instruments
from partnersim.declarations import (
    ANY,
    POSITIVE,
    SHARE,
    Assumption,
    Column,
    Group,
    Role,
    Scope,
    Shares,
    Source,
    Step,
    Text,
    lever,
    setting,
)
from partnersim.jurisdictions import NOBODY, every_funder_kind, every_programme
from partnersim.state.calendar import Phase
from partnersim.state.columns import KINDS
from partnersim.state.kernel import kernel
from partnersim.state.money import open_month, open_year
from partnersim.state.programmes import MOST
from partnersim.state.programmes_of_the_year import classify, divide_money, hand_over
from partnersim.state.world import Table, World

PROGRAMMES = every_programme("service_agreement")
DEFAULT_SHARES = {name: float(name == PROGRAMMES[0]) for name in PROGRAMMES}
FUNDING = Group("funding", Text("Envelope of the funder"), (
    lever("envelope", 1_000_000.0, (0.0, 5.0e9), "2020 dollars a year", "Money for organisations a year",
        Assumption("a round placeholder: every funder states its own", "not applicable")),
    setting("sells_as", "mifi", (*every_funder_kind(), NOBODY), "which column of kinds of income",
        "Which kind of funder it is for those who sell services (docs/population.md)",
        Source("bruneau_2021", "ch. 4: kinds of income of the ten; shares assumed")),
    Shares(name="split", default={tool.key: tool.usual_share for tool in instruments.declared()},
        role=Role.LEVER, meaning=Text("Split of the envelope over the instruments"),
        evidence=Source("metivier_2019", "p. 51, cited in bruneau_2021 ch. 6 (F6)")),
    Shares(name="programmes", default=DEFAULT_SHARES, room=MOST, role=Role.LEVER,
        meaning=Text("Split of the money of service agreements over programmes"),
        evidence=Assumption("one programme for all needs, unless a funder states others",
            "budgets by programme of what goes to organisations were not found")),
    Shares(name="agenda", role=Role.LEVER,
        default={"language": 0.38, "employment": 0.34, "housing": 0.06, "social_ties": 0.08,
                 "status_and_rights": 0.04, "inclusion": 0.10},
        meaning=Text("What the funder's own agenda puts first, by kind of need"),
        evidence=Assumption("programmes of francization and employment come first in the documents",
            "Bruneau 2021 ch. 3 to 6; budgets by programme were not found")),
), Scope.FUNDER)  # fmt: skip
GROUPS = (FUNDING,)
COLUMNS = {
    "funders": (
        Column("budget", "2020 dollars", POSITIVE, Text("money of this fiscal year")),
        Column("transferred", "2020 dollars a year", ANY,
            Text("from other governments into its envelope, less what it pays them of it")),
        Column("part_of_year", "share", POSITIVE,
            Text("of its envelope that this fiscal year had when it was awarded")),
        Column("returned", "2020 dollars", POSITIVE, Text("went back to the treasury, ever")),
    ),
    "funds": (
        Column("pool", "2020 dollars a year", POSITIVE, Text("what the funder has for the programme")),
        Column("needs", "1 or 0, by kind of need", SHARE,
            Text("paid for by the programme, and by none with fewer needs"), shape=(KINDS,)),
    ),
}  # fmt: skip


@kernel
def new_year(organizations: Table, funders: Table, contracts: Table, share_of_year: float) -> None:
    """Each funder returns what it does not owe, receives its envelope and opens its books.

    Parameters
    ----------
    organizations : table (organisations,)
        Rows of the table; none is read.
    funders : table (funders,)
        Written: returned, budget (2020 dollars), part_of_year (share) and, by `open_year`, the ledger of the year.
    contracts : table (organisations, funders, programmes)
        What is still to be received. Written by `open_year`: paid and clawback.
    share_of_year : share
        Months left in the fiscal year / 12: the part of the envelope that comes in.

    Notes
    -----
    Returned: max(0, received - paid - returned before - receivable).
    """
    for f in range(len(funders)):
        funder = funders[f]
        owed = 0.0
        for i in range(len(organizations)):
            for m in range(contracts.shape[2]):
                owed += contracts[i, f, m]["receivable"]
        back = max(0.0, funder["received"] - funder["paid"] - funder["returned"] - owed)
        funder["returned"] += back
        funder["budget"] = (funder["envelope"] + funder["transferred"]) * share_of_year
        funder["part_of_year"] = share_of_year
        open_year(funder, contracts[:, f], funder["budget"])


def act(world: World) -> None:
    """Close one fiscal year and open the next; classes are made anew where other programmes pay."""
    if divide_money(world):
        hand_over(world)
        classify(world)
    share = world.calendar.months_left_in_fiscal_year / 12.0
    new_year(world.organizations, world.funders, world.contracts, share)


def open_books(world: World) -> None:
    """A new month's receipts and costs start at zero."""
    open_month(world.organizations, world.relations)


STEPS = {
    Phase.SHOCKS: Step(
        open_books, writes={"organizations": "other_costs receipts", "relations": "receipts"}
    ),
    Phase.YEARLY: Step(
        act,
        writes={
            "contracts": "amount clawback months_left paid years_held",
            "demand": (
                "asked came_for class_of clients drawn_to followed group_meets in_service listed owed "
                "paid_by_main paid_for payable payers payers_of pays public reach records requests "
                "set_of staff_share start started waiting"
            ),
            "funds": "needs pool",
            "funders": "awarded budget part_of_year received returned unspent",
        },
    ),
}
