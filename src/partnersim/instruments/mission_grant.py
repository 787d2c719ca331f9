"""Mission grant: unrestricted, recurrent support of the overall mission, with a light report (F24).

Who is recognised, how much each gets and how conditional that is are separate: `coverage` of the living
organisations are recognised (with what the umbrella won for the mission, coverage x (1 + won), one at most:
places grow as the money does), those that are already before those that win the contest; each receives an
equal part of `base_share` of the pool and a part of the rest by its staff, and as far as the grant is
conditional its part follows its points in the contest: record, fit and chance. Paid in advance each quarter,
without a lag.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from partnersim.declarations import Group, Instrument, Scope, Source, Step, Text, lever, yes_or_no
from partnersim.declarations.evidence import Assumption
from partnersim.state.calendar import Phase
from partnersim.state.instalments import PAID, pay_instalment
from partnersim.state.issues import MISSION_SUPPORT, coverage_with
from partnersim.state.kernel import kernel
from partnersim.state.money import commit, count_year
from partnersim.state.use_of_posts import logistic
from partnersim.state.world import Table, World

INSTRUMENT = Instrument(
    name="mission_grant",
    title=Text("Mission grants"),
    of_the_ministry=Text("Mission grant of the ministry"),
    share="mission",
    usual_share=0.09,
    unrestricted=True,
    recurrent=True,
)
LEVERS = Group("mission_grant", Text("Mission grant"), (
    lever("coverage", 0.25, (0.0, 1.0), "share of organisations recognised",
        "Share of organisations that receive mission support",
        Source("metivier_2019", "p. 51, cited in bruneau_2021 ch. 6: 31 of 126")),
    lever("base_share", 0.7, (0.0, 1.0), "share of the pool divided equally",
        "Part of the pool divided equally; the rest follows size",
        Assumption("the same 115,000 $ in organisations of different size (F9)",
            "Bruneau 2021 ch. 5 Funding; programme guide not found")),
    lever("conditionality", 0.3, (0.0, 1.0), "share, 0 free to 1 as tied as an agreement",
        "Conditions tied to mission support: how bound organisations feel",
        Source("bruneau_2021", "ch. 4 (D): granted by correspondence of missions")),
), Scope.FUNDER)  # fmt: skip
GROUPS = (LEVERS,)
COLUMNS = {
    "contracts": (
        yes_or_no("set_aside", Text("its application is set aside by the criteria of a policy")),
    )
}
_RECURRENT = 1e6  # a grant is renewed before others win one


@kernel
def part_of_pool(funder: Any, size: float, places: int, points: float) -> Any:
    """The part of one recognised organisation, before all parts are made to sum to one.

    Parameters
    ----------
    funder : row of funders
        Base share and conditionality.
    size
        Its share of the staff of the recognised.
    places
        How many are recognised.
    points
        Its own less their mean.

    Returns
    -------
    part : float
    """
    free = funder["base_share"] / places + (1.0 - funder["base_share"]) * size
    tied = 2.0 * size * logistic(points)
    hangs = funder["conditionality"]
    return (1.0 - hangs) * free + hangs * tied


@kernel
def award_grants(
    organizations: Table, funders: Table, funds: Table, contracts: Table, m: int
) -> None:
    """Each funder recognises the best applicants up to its coverage and divides the pool among them.

    Parameters
    ----------
    organizations : table (organisations,)
        Which are alive, and their staff.
    funders : table (funders,)
        Coverage, what the umbrella won, base share. Written by `commit`: awarded and unspent.
    funds : table (funders, programmes)
        Pools.
    contracts : table (organisations, funders, programmes)
        Applications and scores. Written: amount (2020 dollars a year) and years_held.
    m
        The number of the programme.

    Notes
    -----
    amount ~ (1 - c) x (base_share / recognised + (1 - base_share) x staff / staff of the recognised) + c x
    staff / staff of the recognised x 2 logistic(points - their mean), c: conditionality; together the pool.
    """
    rows = len(organizations)
    order_by = np.zeros(rows)
    for f in range(len(funders)):
        funder = funders[f]
        pool = funds[f, m]["pool"]
        alive = 0
        applicants = 0
        for i in range(rows):
            c = contracts[i, f, m]
            order_by[i] = 1e9
            if organizations[i]["alive"]:
                alive += 1
                if c["applied"] and not c["set_aside"]:
                    applicants += 1
                    order_by[i] = -c["score"] - (_RECURRENT if c["years_held"] > 0.0 else 0.0)
            c["amount"] = 0.0
        coverage = coverage_with(funder["coverage"], funder["won"][MISSION_SUPPORT])
        places = min(applicants, int(coverage * alive + 0.5))
        order = np.argsort(order_by)
        staff, points = 1e-9, 0.0
        for n in range(places):
            staff += organizations[order[n]]["staff"]
            points += contracts[order[n], f, m]["score"] / places
        together = 1e-9
        for n in range(places):
            i = order[n]
            together += part_of_pool(
                funder,
                organizations[i]["staff"] / staff,
                places,
                contracts[i, f, m]["score"] - points,
            )
        for n in range(rows):
            i = order[n]
            c = contracts[i, f, m]
            recognised = n < places and pool > 0.0
            count_year(c, recognised)
            if recognised:
                size = organizations[i]["staff"] / staff
                c["amount"] = (
                    pool * part_of_pool(funder, size, places, c["score"] - points) / together
                )
                commit(funder, c["amount"] * funder["part_of_year"])


def award(world: World) -> None:
    """Recognise organisations for the year."""
    for m in world.programmes_of(INSTRUMENT.name):
        award_grants(world.organizations, world.funders, world.funds, world.contracts, int(m))


def pay(world: World) -> None:
    """In the second month of each quarter, once awards are known."""
    if world.calendar.fiscal_month % 3 == 1:
        pay_instalment(world, INSTRUMENT.name)


STEPS = {
    Phase.REPORTS_AND_PAYMENTS: Step(pay, writes=PAID),
    Phase.YEARLY: Step(
        award,
        writes={"contracts": "amount years_held", "funders": "awarded unspent"},
        after=("contest", "service_agreement"),
    ),
}
