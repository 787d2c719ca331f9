"""Service agreement: target clients x unit price, eligible clients only (M1, M2, M13).

Applicants are taken in the order of their scores, each with at least `least_share` of what it
asked, until the pool is spent; what remains raises all of them towards what they asked. The
agreements of the very first year follow kinds of income, which precede the relation: all who ask
share pro rata. A quarter of the amount is claimed with each quarterly report and paid after
`payment_lag_months`; when the year's target is missed by more than the tolerance, the last claim is
reduced and the money returns to the funder.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from partnersim.declarations import (
    POSITIVE,
    SHARE,
    Assumption,
    Column,
    Group,
    Instrument,
    Parameter,
    Role,
    Scope,
    Source,
    Step,
    Text,
)
from partnersim.jurisdictions import every_status
from partnersim.state.calendar import Phase
from partnersim.state.columns import LONGEST_LAG_MONTHS
from partnersim.state.kernel import kernel
from partnersim.state.money import book_payment, claw_back, commit, count_year, pay_organization
from partnersim.state.payments import purpose

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from partnersim.state.world import Numbers, Table, World

INSTRUMENT = Instrument(
    name="service_agreement",
    title=Text("Service agreements"),
    of_the_ministry=Text("Agreement of the ministry"),
    usual_share=0.80,
    per_client=True,
    in_arrears=True,
    for_a_term=True,
)
PURPOSE = purpose(INSTRUMENT.name)
LEVERS = Group(
    "service_agreement",
    Text("Service agreement"),
    (
        Parameter(
            name="price_per_client",
            default=340.0,
            unit="2020 dollars a client",
            bounds=(50.0, 10000.0),
            role=Role.LEVER,
            meaning=Text("Price paid for a client"),
            evidence=Assumption(
                "268 $ a person in 2011 (X8), raised by prices; the federal programme pays far more (X11)",
                "sector page; IRCC; the ministry's price list was not found",
            ),
        ),
        Parameter(
            name="overhead_cap",
            default=0.15,
            unit="share of the amount",
            bounds=(0.0, 1.0),
            role=Role.LEVER,
            meaning=Text("Overhead paid at most"),
            evidence=Assumption(
                "15 to 20 % in comparable programmes (X17)", "programme guides, read in part"
            ),
        ),
        Parameter(
            name="payment_lag_months",
            default=2,
            unit="months after the report",
            bounds=(0, LONGEST_LAG_MONTHS),
            role=Role.LEVER,
            meaning=Text("Delay of payment"),
            evidence=Source("meinhard_2015", "sect. 5.1: late payment; months assumed"),
        ),
        Parameter(
            name="term_years",
            default=1,
            unit="years",
            bounds=(1, 10),
            role=Role.LEVER,
            meaning=Text("Length of an agreement"),
            evidence=Source("meinhard_2015", "sect. 5.1: yearly renewal"),
        ),
        Parameter(
            name="incumbency",
            default=0.6,
            unit="points of score for holding the agreement",
            bounds=(0.0, 5.0),
            role=Role.LEVER,
            meaning=Text("Advantage of the holder"),
            evidence=Assumption("most agreements are renewed", "Bruneau 2021 ch. 5; no rate found"),
        ),
        Parameter(
            name="least_share",
            default=0.75,
            unit="share of what is asked",
            bounds=(0.05, 1.0),
            role=Role.LEVER,
            meaning=Text(
                "Least part of a request that is granted: lower spreads money over more organisations"
            ),
            evidence=Assumption(
                "money is spread over many: 91 organisations with agreements (F7)",
                "Bruneau 2021 ch. 6; no rule of allocation found",
            ),
        ),
        Parameter(
            name="clawback_tolerance",
            default=0.05,
            unit="share of the target",
            bounds=(0.0, 1.0),
            role=Role.LEVER,
            meaning=Text("Missed target forgiven"),
            evidence=Assumption("a usual margin", "programme guides not found"),
        ),
    ),
    Scope.FUNDER,
)
ELIGIBILITY = Group(
    "eligibility",
    Text("Who may be served on agreements"),
    (
        Parameter(
            name="window_months",
            default=60.0,
            unit="months since arrival",
            bounds=(0.0, 600.0),
            role=Role.LEVER,
            meaning=Text("Eligible for so long"),
            evidence=Source(
                "ledevoir_credits_2019", "first five years after arrival; three federally (F20)"
            ),
        ),
        *(
            Parameter(
                name=status.name,
                default=status.eligible,
                unit="yes or no",
                role=Role.LEVER,
                meaning=Text.filled("Eligible: {status}", status=status.meaning),
                evidence=status.evidence,
            )
            for status in every_status()
        ),
    ),
    Scope.FUNDER,
)  # fmt: skip
GROUPS = (LEVERS, ELIGIBILITY)
COLUMNS = {
    "eligibility": (
        Column("eligible", "yes or no", None, Text("who may be served on agreements"), lever=True),
    ),
    "relations": (
        Column("performance", "share", SHARE,
               Text("targets met, twelve-month memory")),
    ),
    "contracts": (
        Column("months_left", "months", POSITIVE,
               Text("until the agreement ends"), whole=True, closes=True),
        Column("target", "clients a year", POSITIVE,
               Text("clients to be served"), closes=True),
        Column("clawback", "2020 dollars", POSITIVE,
               Text("returned this fiscal year")),
        Column("receivable", "2020 dollars", POSITIVE,
               Text("owed and not yet paid"), closes=True),
    ),
}  # fmt: skip


@kernel
def award_agreements(
    organizations: Table,
    funders: Table,
    relations: Table,
    contracts: Table,
    m: int,
    first: bool,
    months_left: int,
) -> None:
    """Keep agreements in force, then take applicants in the order of their scores."""
    rows = len(organizations)
    order_by = np.zeros(rows)
    for f in range(len(funders)):
        funder = funders[f]
        pool = funder["envelope"] * funder["split"][m]
        committed = 0.0
        for i in range(rows):
            c = contracts[i, f, m]
            ended = c["months_left"] <= 0 or relations[i, f]["left"]
            if ended or not organizations[i]["alive"]:
                c["amount"] = 0.0
            committed += c["amount"]
        shrink = min(1.0, pool / max(committed, 1e-9))
        left = pool
        for i in range(rows):
            c = contracts[i, f, m]
            c["amount"] *= shrink
            left -= c["amount"]
            order_by[i] = 1e9
            if c["applied"] and organizations[i]["alive"] and c["amount"] <= 0.0:
                order_by[i] = -c["score"]
        order = np.argsort(order_by)
        taken = 0.0
        winners = 0
        for n in range(rows):
            i = order[n]
            if order_by[i] >= 1e9:
                break
            least = contracts[i, f, m]["asked"] * funder["least_share"]
            if taken + least > left and not first:
                break
            taken += least
            winners = n + 1
        raised = min(1.0 / funder["least_share"], left / max(taken, 1e-9))
        for n in range(rows):
            i = order[n]
            c = contracts[i, f, m]
            if n < winners:
                c["amount"] = c["asked"] * funder["least_share"] * raised
                c["months_left"] = months_left + 12 * (funder["term_years"] - 1)
            count_year(c, c["amount"] > 0.0)
            if c["amount"] <= 0.0:
                c["months_left"] = 0
            c["target"] = c["amount"] / funder["price_per_client"] * months_left / 12.0
            if funder["envelope"] > 0.0:
                commit(funder, c["amount"] * funder["budget"] / funder["envelope"])


@kernel
def claim_and_pay(
    organizations: Table,
    funders: Table,
    relations: Table,
    contracts: Table,
    due: Numbers,
    flows: Table,
    count: NDArray[np.int64],
    m: int,
    month: int,
    quarter_end: bool,
    year_end: bool,
) -> None:
    """Organisations claim a quarter of each agreement; funders claw back for missed targets, and
    pay what falls due.

    Parameters
    ----------
    organizations : table (organisations,)
        Which are alive. Written: reserve and receipts (2020 dollars).
    funders : table (funders,)
        Budget, tolerance and lag of payment. Written: paid and, by clawback, awarded and unspent.
    relations : table (organisations, funders)
        Written: performance (share of targets met) and receipts (2020 dollars).
    contracts : table (organisations, funders, instruments)
        Amounts, targets and clients served. Written: months_left, paid, clawback and receivable
        (2020 dollars).
    due : array (organisations, funders, months round)
        Written: 2020 dollars that fall due in each month.
    flows : table (payments,)
        Written: a payment for each sum that falls due.
    count : array (1,)
        Payments written so far.
    m
        The number of the instrument.
    month
        Months since the run began.
    quarter_end, year_end
        Whether claims are made, and whether targets are judged.

    Notes
    -----
    At the year's end the claim loses min(claim, max(0, 1 - tolerance - served / target) x amount
    of the year); performance += 0.25 x (min(1, served of the quarter / its target) - performance).
    """
    slots = due.shape[2]
    for f in range(len(funders)):
        funder = funders[f]
        for i in range(len(organizations)):
            c = contracts[i, f, m]
            if c["amount"] > 0.0 and organizations[i]["alive"]:
                c["months_left"] = max(0, c["months_left"] - 1)
                if quarter_end:
                    of_year = funder["budget"] / max(funder["envelope"], 1e-9)
                    claim = c["amount"] / 4.0
                    if year_end:
                        reached = c["served"] / max(c["target"], 1e-9)
                        missed = max(0.0, 1.0 - funder["clawback_tolerance"] - reached)
                        back = min(claim, missed * c["amount"] * of_year)
                        claim -= back
                        claw_back(funder, c, back)
                    r = relations[i, f]
                    quarter = min(
                        1.0, c["served_quarter"] / max(c["target"] / (4.0 * of_year), 1e-9)
                    )
                    r["performance"] += 0.25 * (quarter - r["performance"])
                    book_payment(c, claim)
                    c["receivable"] += claim
                    due[i, f, (month + funder["payment_lag_months"]) % slots] += claim
            falls_due = due[i, f, month % slots]
            if falls_due > 0.0:
                due[i, f, month % slots] = 0.0
                c["receivable"] = max(0.0, c["receivable"] - falls_due)
                pay_organization(
                    flows, count, month, funders, organizations, relations, f, i,
                    PURPOSE, falls_due,
                )  # fmt: skip


def award(world: World) -> None:
    """Agreements for the year."""
    award_agreements(
        world.organizations,
        world.funders,
        world.relations,
        world.contracts,
        world.instrument(INSTRUMENT.name),
        world.now == 0,
        world.calendar.months_left_in_fiscal_year,
    )


def pay(world: World) -> None:
    """Claims and payments of the month."""
    world.flows.room_for(world.relations.size)
    claim_and_pay(
        world.organizations, world.funders, world.relations, world.contracts, world.due,
        world.flows.rows, world.flows.count, world.instrument(INSTRUMENT.name), world.now,
        world.calendar.is_quarter_end, world.calendar.is_year_end,
    )  # fmt: skip


def begin(world: World) -> None:
    """Targets of amounts that are known, and the claims of the last quarter, which are still due.

    Every agreement in force is taken to have existed a year ago at the same amount; its last claim
    is paid in the first months, by money the funder holds for it.
    """
    agreements = world.contracts[:, :, world.instrument(INSTRUMENT.name)]
    left = world.calendar.months_left_in_fiscal_year
    known = (agreements["amount"] > 0.0) & (agreements["months_left"] == 0)
    targets = agreements["amount"] / world.funders["price_per_client"] * left / 12.0
    agreements["target"][known] = targets[known]
    agreements["months_left"][known] = left
    claims = agreements["amount"] / 4.0
    lag = world.funders["payment_lag_months"]
    for f in np.flatnonzero(lag > 0):
        world.due[:, f, lag[f] - 1] += claims[:, f]
        agreements["receivable"][:, f] += claims[:, f]
        world.funders["received"][f] += claims[: world.founded_rows, f].sum()


STEPS = {
    Phase.REPORTS_AND_PAYMENTS: Step(
        pay,
        reads={
            "contracts": "amount served served_quarter target",
            "funders": "budget clawback_tolerance envelope payment_lag_months",
            "organizations": "alive",
        },
        writes={
            "contracts": "clawback months_left paid receivable",
            "flows": "count rows",
            "funders": "awarded paid unspent",
            "organizations": "receipts reserve",
            "relations": "performance receipts",
            "world": "due",
        },
        after=("project",),
    ),
    Phase.YEARLY: Step(
        award,
        reads={
            "contracts": "applied asked score",
            "funders": "budget envelope least_share price_per_client split term_years",
            "organizations": "alive",
            "relations": "left",
        },
        writes={"contracts": "amount months_left target years_held", "funders": "awarded unspent"},
        after=("applications", "project"),
    ),
}
