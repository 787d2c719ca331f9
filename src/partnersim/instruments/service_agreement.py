"""Service agreement: target clients x unit price, eligible clients only (M1, M2, M13).

Each programme has its own. Its money is divided over places by the people at the doors there. A part of last
year's clients is renewed without a contest; the rest goes in the order of points (`funders/contest.py`) until
it is spent: who asks for more than is left is cut, the next are refused. What a place does not use is then
offered to all in the same order. Nothing is signed below the smallest agreement: `calls.smallest_clients` or
the programme's smallest group, whichever is more, of its own clients. Agreements of several years shrink
alike where money does. The agreements of the very first year follow kinds of income, which precede the
relation: all who ask share alike. What is earned is claimed with each quarterly report and paid after
`payment_lag_months`; targets are judged over the whole year, and what is not earned by its end returns to the
funder.
"""

from __future__ import annotations

import numpy as np

from partnersim.declarations import (
    ANY,
    POSITIVE,
    SHARE,
    Assumption,
    Column,
    Group,
    Instrument,
    Scope,
    Source,
    Step,
    Text,
    lever,
    yes_or_no,
)
from partnersim.jurisdictions import every_status
from partnersim.state.agreement_awards import award_agreements
from partnersim.state.agreement_claims import claim_and_pay
from partnersim.state.calendar import Phase
from partnersim.state.columns import LONGEST_LAG_MONTHS
from partnersim.state.payments import purpose
from partnersim.state.world import World

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
LEVERS = Group("service_agreement", Text("Service agreement"), (
    lever("price_per_client", 300.0, (50.0, 10000.0), "2020 dollars a client", "Price paid for a client",
        Source("radio_canada_pana_2011",
            "derived from its opening: 268 $ a person in 2011 (X8), 300 in dollars of 2020, as 202 $ of "
            "2003 (X27) are 260; no newer price of the ministry was found, and the federal programme pays "
            "far more (X11)")),
    lever("overhead_cap", 0.15, (0.0, 1.0), "share of the amount", "Overhead paid at most",
        Assumption("15 to 20 % in comparable programmes (X17)", "programme guides, read in part")),
    lever("payment_lag_months", 2, (0, LONGEST_LAG_MONTHS), "months after the report", "Delay of payment",
        Assumption(
            "a usual delay; late payment is told of Canada (Meinhard et al. 2015, 5.1) and of the United "
            "States (X43), not of Quebec's ministry", "Bruneau 2021 ch. 4, 5: no delay told")),
    lever("term_years", 1, (1, 10), "years", "Length of an agreement",
        Assumption(
            "agreements do not recur (H); that they end every year is told of Canada (F19), not of "
            "Quebec's ministry", "Bruneau 2021 ch. 4, 5: no length told")),
    lever("clawback_tolerance", 0.05, (0.0, 1.0), "share of the target", "Missed target forgiven",
        Assumption("a usual margin", "programme guides not found")),
), Scope.FUNDER)  # fmt: skip
ELIGIBILITY = Group("eligibility", Text("Who may be served on agreements"), (
    lever("window_months", 60.0, (0.0, 600.0), "months since arrival", "How long newcomers are eligible",
        Source("ledevoir_credits_2019", "first five years after arrival; three federally (F20)")),
    *(
        lever(status.name, status.eligible, None, "yes or no",
            Text.filled("Eligible: {status}", status=status.meaning), status.evidence)
        for status in every_status()
    ),
), Scope.FUNDER)  # fmt: skip
GROUPS = (LEVERS, ELIGIBILITY)
COLUMNS = {
    "eligibility": (
        Column("eligible", "yes or no", None, Text("who may be served on agreements"), lever=True),
        yes_or_no("granted", Text("who may be served although the scenario does not say so")),
    ),
    "funds": (
        Column("points_to_win", "points", ANY,
            Text("of the best that was cut, else of the last to win; memory of two years")),
        Column("agreements", "number", POSITIVE, Text("in force when the year's were signed")),
    ),
    "relations": (
        Column("performance", "share", SHARE, Text("targets met, twelve-month memory")),
    ),
    "contracts": (
        Column("months_left", "months", POSITIVE, Text("until the agreement ends"), whole=True, closes=True,
            several="set when it is signed, run down every month"),
        Column("target", "clients a year", POSITIVE, Text("clients to be served"), closes=True),
        Column("clawback", "2020 dollars", POSITIVE, Text("returned this fiscal year")),
        Column("receivable", "2020 dollars", POSITIVE, Text("owed and not yet paid"), closes=True),
    ),
}  # fmt: skip


def award(world: World) -> None:
    """Agreements for the year, programme by programme."""
    for m in world.programmes_of(INSTRUMENT.name):
        award_agreements(
            world.organizations, world.funders, world.funds, world.contracts, world.programmes,
            world.parameters["calls"], world.parameters["contest"], len(world.places.names), int(m),
            world.now == 0, world.calendar.months_left_in_fiscal_year,
        )  # fmt: skip


def pay(world: World) -> None:
    """Claims and payments of the month."""
    world.flows.room_for(world.relations.size)
    claim_and_pay(
        world.organizations, world.funders, world.funds, world.relations, world.contracts, world.due,
        world.flows.rows, world.flows.count, world.programmes_of(INSTRUMENT.name), PURPOSE,
        world.now, min(world.calendar.fiscal_month, world.now) + 1, world.calendar.is_quarter_end,
        world.calendar.is_year_end,
    )  # fmt: skip


def begin(world: World) -> None:
    """Targets of amounts that are known, and the claims of the last quarter, which are still due.

    Every agreement in force is taken to have existed a year ago at the same amount; its last claim
    is paid in the first months, by money the funder holds for it.
    """
    left = world.calendar.months_left_in_fiscal_year
    lag = world.funders["payment_lag_months"]
    for m in world.programmes_of(INSTRUMENT.name):
        agreements = world.contracts[:, :, m]
        world.funds["agreements"][:, m] = (agreements["amount"] > 0.0).sum(axis=0)
        known = (agreements["amount"] > 0.0) & (agreements["months_left"] == 0)
        price = world.funders["price_per_client"] * world.programmes["price"][m]
        targets = agreements["amount"] / price * left / 12.0
        agreements["target"][known] = targets[known]
        agreements["months_left"][known] = left
        claims = agreements["amount"] / 4.0
        for f in np.flatnonzero(lag > 0):
            world.due[:, f, lag[f] - 1] += claims[:, f]
            agreements["receivable"][:, f] += claims[:, f]
            world.funders["received"][f] += claims[: world.founded_rows, f].sum()


STEPS = {
    Phase.REPORTS_AND_PAYMENTS: Step(
        pay,
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
        writes={
            "contracts": "amount months_left target years_held",
            "funders": "awarded unspent",
            "funds": "agreements points_to_win",
        },
        after=("contest", "project"),
    ),
}
