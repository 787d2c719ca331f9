"""The sector in one row a month: identity, access, money, hours, policy, newcomers, survival."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

import numpy as np

from partnersim.outcomes import columns
from partnersim.state.activities import all_hours
from partnersim.state.income import concentration
from partnersim.state.issues import MISSION_SUPPORT, REPORTS
from partnersim.state.kernel import kernel

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from partnersim.state.world import Numbers, Table, World

COLUMNS = columns.GROUPS["sector"]
_NAMED = ("mission_grant", "service_agreement", "project")


@functools.cache
def _numbers(of: tuple[str, ...]) -> NDArray[np.int64]:
    """The numbers of the instruments whose shares are measured, among all."""
    return np.array([of.index(name) for name in _NAMED], np.int64)


@kernel
def gini(values: Numbers) -> float:
    """Gini index of values that are not negative.

    Parameters
    ----------
    values : array (organisations,)

    Returns
    -------
    index : float
        0 equal to 1; 0 where all are 0.
    """
    ordered = np.sort(values)
    number = len(ordered)
    weighted = 0.0
    for i in range(number):
        weighted += (2.0 * (i + 1) - number - 1.0) * ordered[i]
    return weighted / max(number * ordered.sum(), 1e-9)


@kernel
def summarize(
    organizations: Table,
    funders: Table,
    funds: Table,
    relations: Table,
    contracts: Table,
    programmes: Table,
    named: NDArray[np.int64],
    main: int,
    perception: Table,
    client: float,
    demand: Numbers,
    true_need: Numbers,
    unity: Numbers,
    mobilised: Numbers,
    rows: Table,
    totals: Table,
) -> None:
    """Sum the sector's columns over living organisations, by the formulas that `columns.csv` declares.

    Parameters
    ----------
    organizations : table (organisations,)
        Which are alive, and what they do.
    funders : table (funders,)
        Of the main ministry: priorities, uptake, attitude, what the umbrella won and seats kept; terms of
        all.
    funds : table (funders, programmes)
        Pools: without one nothing is awarded.
    relations : table (organisations, funders)
        Seats, ties, access and income of twelve months.
    contracts : table (organisations, funders, programmes)
        Amounts in force.
    programmes : table (programmes,)
        Whose rules they follow; which recur, and which are for a term.
    named : array (3,)
        Numbers of the instruments of `_NAMED`, whose shares are measured.
    main
        Row of the main ministry.
    perception : table (1,)
        Cut-offs of the group `self_perception`.
    client : posts a year
        That serving one person takes.
    demand : array (kinds,)
        The umbrella's demand, shares.
    true_need : array (kinds,)
        Shares of the needs of all present.
    unity, mobilised : array (1,)
        Of the umbrella, 0 to 1.
    rows : table (1,)
        Added to: sums, where a column is a share or a mean of organisations; others are written.
    totals : table (1,)
        Written: what these sums are divided by.
    """
    row, total = rows[0], totals[0]
    count = len(organizations)
    returning = np.flatnonzero(programmes["recurrent"])
    terms = np.flatnonzero(programmes["for_a_term"])
    access = np.zeros(count)
    sat = np.zeros(count)
    by_lot = np.zeros(count)
    cut = perception[0]["provider_below"]
    alive = 0.0
    hours = 1e-9
    awards = 1e-9
    income_all = 1e-9
    staff = 1e-9
    requests = 1e-9
    squares = 0.0
    asked = granted = applicants = cut_short = 0.0
    for i in range(count):
        o = organizations[i]
        if not o["alive"]:
            continue
        r = relations[i, main]
        row["identity_mean"] += o["identity"]
        row["service_provider_share"] += 1.0 if o["self_perception"] < cut else 0.0
        row["provider_share_lower_cut"] += 1.0 if o["self_perception"] < cut - 0.1 else 0.0
        row["provider_share_higher_cut"] += 1.0 if o["self_perception"] < cut + 0.1 else 0.0
        row["served_at_own_expense"] += o["served_ineligible"]
        row["nobody_pays_share"] += o["served_ineligible"]
        total["clients"] += o["served_eligible"] + o["served_ineligible"]
        row["mission_hours"] += o["hours_advocacy"] + o["hours_associative_life"]
        row["autonomous_partner_share"] += (
            1.0 if o["self_perception"] > perception[0]["partner_above"] else 0.0
        )
        own_seat = r["seat"] and not r["delegate"]
        row["direct_access_share"] += r["direct_access"]
        access[int(alive)] = 1.0 - (1.0 - r["tie"]) * (0.5 if own_seat else 1.0)
        sat[int(alive)] = r["sat"]
        by_lot[int(alive)] = r["sat_by_lot"]
        alive += 1.0
        grant, agreement, project = 0.0, 0.0, 0.0
        for m in range(len(programmes)):
            amount, instrument = contracts[i, main, m]["amount"], programmes[m]["instrument"]
            grant += amount if instrument == named[0] else 0.0
            agreement += amount if instrument == named[1] else 0.0
            project += amount if instrument == named[2] else 0.0
            awards += amount
        row["mission_share"] += grant
        row["service_agreement_share"] += agreement
        row["project_share"] += project
        row["with_mission_grant"] += 1.0 if grant > 0.0 else 0.0
        row["with_agreement"] += 1.0 if agreement > 0.0 else 0.0
        row["with_project"] += 1.0 if project > 0.0 else 0.0
        receipts = max(o["yearly_income"], 1.0)
        government = 0.0
        recurrent = o["earned"]
        for f in range(len(funders)):
            share = min(1.0, relations[i, f]["yearly_income"] / receipts)
            if funders[f]["is_ministry"]:
                government += share
            for n in returning:
                if funds[f, n]["pool"] > 0.0:
                    recurrent += contracts[i, f, n]["amount"] / 12.0
            if funders[f]["term_years"] > 1:
                for n in terms:
                    if funds[f, n]["pool"] > 0.0:
                        recurrent += contracts[i, f, n]["amount"] / 12.0
        income = max(o["unrestricted"] + o["restricted"], 1.0)
        row["dependence_mean"] += min(1.0, government)
        row["ministry_dependence_mean"] += min(1.0, relations[i, main]["yearly_income"] / receipts)
        row["recurrent_share"] += min(1.0, recurrent / income)
        row["funder_concentration"] += concentration(relations[i], receipts)
        hours += all_hours(o)
        row["reporting_share"] += o["hours_reporting"]
        row["advocacy_share"] += o["hours_advocacy"]
        row["community_life_share"] += o["hours_associative_life"]
        row["delivery_share"] += o["hours_delivery"]
        row["representation_load_share"] += o["hours_tables"]
        row["fundraising_share"] += o["hours_fundraising"]
        row["management_share"] += o["hours_management"]
        row["advocates_share"] += 1.0 if o["hours_advocacy"] >= 0.25 * o["hours_delivery"] else 0.0
        row["participation_mean"] += o["participation"]
        row["community_seats_share"] += o["community_seats"]
        row["members_total"] += o["members"]
        row["mission_posts"] += o["posts_mission"]
        row["posts_at_the_door"] += (o["door_eligible"] + o["door_ineligible"]) * client
        for f in range(len(funders)):
            wanted, given = 0.0, 0.0
            for m in range(len(programmes)):
                if programmes[m]["instrument"] == named[1] and funds[f, m]["pool"] > 0.0:
                    wanted += contracts[i, f, m]["asked"]
                    given += contracts[i, f, m]["amount"]
            if wanted > 0.0:
                asked += wanted
                granted += min(wanted, given)
                applicants += 1.0
                cut_short += 1.0 if given < 0.999 * wanted else 0.0
        row["tie_mean"] += r["tie"]
        row["alternative_share"] += o["alternative"]
        row["gap_share"] += o["gap"]
        income_all += income
        row["referred_share"] += o["passed_on"]
        requests += o["requests_eligible"] + o["requests_ineligible"]
        row["umbrella_members_share"] += 1.0 if o["umbrella_member"] else 0.0
        staff += o["staff"]
        row["staff_turnover"] += o["turnover"] * o["staff"]
        squares += o["identity"] ** 2
    number = max(alive, 1.0)
    total["organizations"] = number
    total["awards"] = awards
    total["hours"] = hours
    total["income"] = income_all
    total["staff"] = staff
    total["requests"] = requests
    mean = row["identity_mean"] / number
    row["identity_spread"] = max(0.0, squares / number - mean**2) ** 0.5
    row["access_gini"] = gini(access[: int(alive)])
    row["access_excess"] = gini(sat[: int(alive)]) - gini(by_lot[: int(alive)])
    row["seats_kept_share"] = funders[main]["seats_kept"]
    row["seats_kept_by_lot_share"] = funders[main]["seats_kept_by_lot"]
    providers = row["service_provider_share"] / number
    row["in_between_share"] = 1.0 - providers - row["autonomous_partner_share"] / number
    tables = row["representation_load_share"] / hours
    row["other_hours_share"] = (
        tables + row["fundraising_share"] / hours + row["management_share"] / hours
    )
    policy = 0.0
    umbrella = 0.0
    for k in range(len(true_need)):
        policy += 0.5 * abs(funders[main]["priorities"][k] - true_need[k])
        umbrella += 0.5 * abs(demand[k] - true_need[k])
    row["policy_need_congruence"] = 1.0 - policy
    row["umbrella_need_congruence"] = 1.0 - umbrella
    row["policy_uptake"] = funders[main]["uptake"]
    row["mobilized_share"] = mobilised[0]
    row["concession"] = funders[main]["won"][REPORTS]
    row["mission_money_won"] = funders[main]["won"][MISSION_SUPPORT]
    row["minister_attitude"] = funders[main]["attitude"]
    row["unity"] = unity[0]
    row["staff_total"] = staff
    row["refused_share"] = 1.0 - granted / asked if asked > 0.0 else 0.0
    row["capacity"] = min(1.0, staff / max(row["posts_at_the_door"], 1e-9))
    row["cut_share"] = cut_short / max(applicants, 1.0)
    row["organizations_alive"] = alive


def posts_a_client(delivery: Table, staff: Table) -> float:
    """Posts a year that serving one person at the standard takes; groups of parameters (1,)."""
    hours = 12.0 * staff["hours_a_month"][0] * (1.0 - staff["management"][0])
    return float(delivery["hours_per_episode"][0] / hours)


def measure(world: World, row: Table, totals: Table) -> None:
    """Write this month's part of the sector's row.

    Parameters
    ----------
    world
        Its tables are read.
    row : table (1,)
        Added to, as in `summarize`.
    totals : table (1,)
        Written.
    """
    summarize(
        world.organizations, world.funders, world.funds, world.relations, world.contracts,
        world.programmes, _numbers(world.instrument_names), world.main_funder, world.parameters["self_perception"],
        posts_a_client(world.parameters["delivery"], world.parameters["staff"]), world.umbrella.demand,
        world.demand.true_need, world.umbrella.unity, world.umbrella.mobilised, row, totals,
    )  # fmt: skip
