"""The sector in one row a month: identity, access, money, hours, policy, newcomers, survival."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

import numpy as np

from partnersim.declarations import Better
from partnersim.instruments import names
from partnersim.outcomes.indicators import HOURS, INCOME, RECURRENT
from partnersim.outcomes.rows import column
from partnersim.state.activities import all_hours
from partnersim.state.columns import (
    COMPLY,
    DIVERSIFY,
    LEAVE,
    VOICE,
)
from partnersim.state.income import concentration
from partnersim.state.kernel import kernel

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from partnersim.state.world import Numbers, Table, World


def _share_of_awards(instrument: str) -> str:
    awards = " + ".join(f"amount[main, {name}]" for name in names())
    return f"sum_i(amount[main, {instrument}]) / sum_i({awards})"


def _share_of_hours(activity: str) -> str:
    return f"sum_i(hours_{activity}) / sum_i(hours); {HOURS}"


COLUMNS = (
    column("identity_mean", "0 service provider to 1 autonomous partner",
           "Orientation of organisations, mean",
           "mean_i(identity)", Better.HIGHER, per="organizations"),
    column("service_provider_share", "share of organisations",
           "Call themselves service providers",
           "share_i(self_perception < self_perception.provider_below)", Better.LOWER, per="organizations"),
    column("autonomous_partner_share", "share of organisations",
           "Call themselves autonomous partners",
           "share_i(self_perception > self_perception.partner_above)", Better.HIGHER, per="organizations"),
    column("direct_access_share", "share of organisations",
           "Direct access to the ministry: own seat, or a tie of one third and more",
           "share_i(max(seat[main] * (1 - delegate[main]), tie[main]) >= 1/3)", Better.HIGHER, per="organizations"),
    column("access_gini", "Gini index, 0 equal to 1",
           "Inequality of access",
           "gini_i(1 - (1 - tie[main]) * (1 - 0.5 * seat[main] * (1 - delegate[main])))", Better.LOWER),
    column("mission_share", "share of the ministry's awards",
           "Mission grants, of the ministry's awards",
           _share_of_awards("mission_grant"), per="awards"),
    column("service_agreement_share", "share of the ministry's awards",
           "Service agreements, of its awards",
           _share_of_awards("service_agreement"), per="awards"),
    column("project_share", "share of the ministry's awards",
           "Projects, of its awards",
           _share_of_awards("project"), per="awards"),
    column("dependence_mean", "share of receipts, twelve months",
           "Receipts from all governments",
           "mean_i(min(1, sum_f(is_ministry[f] * min(1, yearly_income[f] / max(1, yearly_income)))))",
           per="organizations"),
    column("ministry_dependence_mean", "share of receipts, twelve months",
           "Receipts from the main ministry",
           "mean_i(min(1, yearly_income[main] / max(1, yearly_income)))", per="organizations"),
    column("recurrent_share", "share of income",
           "Income that returns every year",
           f"mean_i(min(1, {RECURRENT} / {INCOME}))", Better.HIGHER, per="organizations"),
    column("funder_concentration", "Herfindahl index, 0 to 1",
           "Concentration of receipts on few funders",
           "mean_i(min(1, sum_f(s^2) + max(0, 1 - sum_f(s))^2)); "
           "s = min(1, yearly_income[f] / max(1, yearly_income))", per="organizations"),
    column("reporting_share", "share of staff hours",
           "Hours for reporting",
           _share_of_hours("reporting"), Better.LOWER, per="hours"),
    column("felt_burden", "0 to 1",
           "Felt burden of accountability",
           "mean_i(felt_burden)", Better.LOWER, per="organizations"),
    column("advocacy_share", "share of staff hours", "Hours for advocacy",
           _share_of_hours("advocacy"), per="hours"),
    column("community_life_share", "share of staff hours",
           "Hours for associative life",
           _share_of_hours("associative_life"), Better.HIGHER, per="hours"),
    column("delivery_share", "share of staff hours", "Hours for services",
           _share_of_hours("delivery"), per="hours"),
    column("representation_load_share", "share of staff hours",
           "Hours at tables",
           _share_of_hours("tables"), per="hours"),
    column("fundraising_share", "share of staff hours",
           "Hours for applications and fundraising",
           _share_of_hours("fundraising"), per="hours"),
    column("management_share", "share of staff hours", "Hours for management",
           _share_of_hours("management"), per="hours"),
    column("advocates_share", "share of organisations",
           "Advocacy weighs a quarter of services or more",
           "share_i(hours_advocacy >= 0.25 * hours_delivery)", per="organizations"),
    column("policy_need_congruence", "0 apart to 1 same",
           "Policy and newcomers' needs",
           "1 - 0.5 * sum_k(|priorities[main, k] - true_need[k]|)", Better.HIGHER),
    column("umbrella_need_congruence", "0 apart to 1 same",
           "The umbrella's demand and newcomers' needs",
           "1 - 0.5 * sum_k(|demand[k] - true_need[k]|)", Better.HIGHER),
    column("policy_uptake", "share of the way from agenda to advice",
           "Policy between agenda and advice",
           "min(1, max(0, sum_k(w * (priorities[main, k] - agenda[main, k])) / sum_k(w^2))); "
           "w = heard[main, k] - agenda[main, k]", Better.HIGHER),
    column("participation_mean", "share of decisions",
           "Members' part in decisions",
           "mean_i(participation)", Better.HIGHER, per="organizations"),
    column("rootedness_mean", "0 to 1", "Rootedness in the community",
           "mean_i(rootedness)", Better.HIGHER, per="organizations"),
    column("legitimacy_mean", "0 to 1",
           "Legitimacy in the ministry's eyes",
           "mean_i(legitimacy[main])", per="organizations"),
    column("alternative_share", "share of delivery hours",
           "Services of own design",
           "mean_i(alternative)", Better.HIGHER, per="organizations"),
    column("gap_share", "share of income",
           "Costs that agreements leave, of income",
           f"sum_i(gap) / sum_i({INCOME})", Better.LOWER, per="income"),
    column("slack_share", "share of income",
           "Free money left when the gap is filled",
           f"sum_i(slack) / sum_i({INCOME})", Better.HIGHER, per="income"),
    column("mobilized_share", "share of members' influence",
           "Taking part in the last mobilisation",
           "sum_i(mobilised * influence) / sum_i(umbrella_member * influence)"),
    column("concession", "share of the burden", "Burden lifted by pressure",
           "concession[main]"),
    column("minister_attitude", "multiplier", "Attitude of the minister",
           "attitude[main]"),
    column("unity", "0 to 1", "Unity of the umbrella",
           "max(0, 1 - sum_i(v * 0.5 * sum_k(|priorities[k] - demand[k]|)) / sum_i(v)); "
           "v = umbrella_member * attendance * influence^umbrella.gamma"),
    column("staff_total", "full-time equivalents", "Staff of all organisations",
           "sum_i(staff)"),
    column("staff_turnover", "share of staff a year", "Staff turnover",
           "sum_i(turnover * staff) / sum_i(staff)", Better.LOWER, per="staff"),
    column("organizations_alive", "organisations", "Organisations alive",
           "sum_i(alive)", Better.HIGHER),
    column("with_agreement", "organisations", "With a service agreement of the ministry",
           "sum_i(amount[main, service_agreement] > 0)"),
    column("with_project", "organisations", "With a project of the ministry",
           "sum_i(amount[main, project] > 0)"),
    column("with_mission_grant", "organisations", "With a mission grant of the ministry",
           "sum_i(amount[main, mission_grant] > 0)"),
    column("strategy_comply", "share of organisations", "Boards that comply",
           "share_i(strategy == comply)", per="organizations"),
    column("strategy_voice", "share of organisations", "Boards that voice",
           "share_i(strategy == voice)", per="organizations"),
    column("strategy_diversify", "share of organisations", "Boards that diversify",
           "share_i(strategy == diversify)", per="organizations"),
    column("strategy_leave", "share of organisations", "Boards that leave",
           "share_i(strategy == leave)", per="organizations"),
    column("identity_spread", "standard deviation, 0 all alike",
           "Spread of orientation among organisations",
           "(mean_i(identity^2) - mean_i(identity)^2)^0.5"),
    column("provider_share_lower_cut", "share of organisations",
           "Call themselves service providers, cut-off 0.1 lower",
           "share_i(self_perception < self_perception.provider_below - 0.1)", Better.LOWER, per="organizations"),
    column("provider_share_higher_cut", "share of organisations",
           "Call themselves service providers, cut-off 0.1 higher",
           "share_i(self_perception < self_perception.provider_below + 0.1)", Better.LOWER, per="organizations"),
    column("mission_hours", "hours a month",
           "Mission work of all organisations",
           "sum_i(hours_advocacy + hours_associative_life)", Better.HIGHER),
    column("access_excess", "difference of Gini indexes, five-year memory",
           "Concentration of invitations beyond chance",
           "gini_i(sat[main]) - gini_i(sat_by_lot[main])", Better.LOWER),
    column("seats_kept_share", "share of those invited the year before",
           "Invited again",
           "seats_kept[main]"),
    column("seats_kept_by_lot_share", "share of those invited the year before",
           "Invited again if drawn by lot",
           "seats_kept_by_lot[main]"),
    column("goals_apart_mean", "distance of horizons, 0 same to 1",
           "Distance of goals: output or outcome",
           "mean_i(goals_apart[main])", per="organizations"),
    column("served_at_own_expense", "people a month",
           "Served at organisations' own expense",
           "sum_i(served_ineligible)"),
    column("in_between_share", "share of organisations",
           "Call themselves something in between",
           "1 - share_i(self_perception < self_perception.provider_below)"
           " - share_i(self_perception > self_perception.partner_above)"),
    column("other_hours_share", "share of staff hours",
           "Tables, fundraising and management",
           f"sum_i(hours_tables + hours_fundraising + hours_management) / sum_i(hours); {HOURS}"),
)  # fmt: skip


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
    relations: Table,
    contracts: Table,
    instruments: Table,
    named: NDArray[np.int64],
    main: int,
    perception: Table,
    demand: Numbers,
    true_need: Numbers,
    unity: Numbers,
    mobilised: Numbers,
    rows: Table,
    totals: Table,
) -> None:
    """Sum the sector's columns over living organisations, by the formulas that `COLUMNS` declares.

    Parameters
    ----------
    organizations : table (organisations,)
        Which are alive, and what they do.
    funders : table (funders,)
        Of the main ministry: priorities, uptake, attitude, concession and seats kept; terms of
        all.
    relations : table (organisations, funders)
        Seats, ties, legitimacy and income of twelve months.
    contracts : table (organisations, funders, instruments)
        Amounts in force.
    instruments : table (instruments,)
        Which recur, and which are for a term.
    named : array (3,)
        Numbers of the instruments of `_NAMED`, whose shares are measured.
    main
        Row of the main ministry.
    perception : table (1,)
        Cut-offs of the group `self_perception`.
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
    returning = np.flatnonzero(instruments["recurrent"])
    terms = np.flatnonzero(instruments["for_a_term"])
    access = np.zeros(count)
    sat = np.zeros(count)
    by_lot = np.zeros(count)
    cut = perception[0]["provider_below"]
    alive = 0.0
    hours = 1e-9
    awards = 1e-9
    income_all = 1e-9
    staff = 1e-9
    squares = 0.0
    for i in range(count):
        o = organizations[i]
        if not o["alive"]:
            continue
        r = relations[i, main]
        row["identity_mean"] += o["identity"]
        row["service_provider_share"] += 1.0 if o["self_perception"] < cut else 0.0
        row["provider_share_lower_cut"] += 1.0 if o["self_perception"] < cut - 0.1 else 0.0
        row["provider_share_higher_cut"] += 1.0 if o["self_perception"] < cut + 0.1 else 0.0
        row["goals_apart_mean"] += r["goals_apart"]
        row["served_at_own_expense"] += o["served_ineligible"]
        row["mission_hours"] += o["hours_advocacy"] + o["hours_associative_life"]
        row["autonomous_partner_share"] += (
            1.0 if o["self_perception"] > perception[0]["partner_above"] else 0.0
        )
        own_seat = r["seat"] and not r["delegate"]
        row["direct_access_share"] += 1.0 if own_seat or r["tie"] >= 1.0 / 3.0 else 0.0
        access[int(alive)] = 1.0 - (1.0 - r["tie"]) * (0.5 if own_seat else 1.0)
        sat[int(alive)] = r["sat"]
        by_lot[int(alive)] = r["sat_by_lot"]
        alive += 1.0
        grant = contracts[i, main, named[0]]["amount"]
        agreement = contracts[i, main, named[1]]["amount"]
        project = contracts[i, main, named[2]]["amount"]
        row["mission_share"] += grant
        row["service_agreement_share"] += agreement
        row["project_share"] += project
        row["with_mission_grant"] += 1.0 if grant > 0.0 else 0.0
        row["with_agreement"] += 1.0 if agreement > 0.0 else 0.0
        row["with_project"] += 1.0 if project > 0.0 else 0.0
        for m in range(contracts.shape[2]):
            awards += contracts[i, main, m]["amount"]
        receipts = max(o["yearly_income"], 1.0)
        government = 0.0
        recurrent = o["own_income"]
        for f in range(len(funders)):
            share = min(1.0, relations[i, f]["yearly_income"] / receipts)
            if funders[f]["is_ministry"]:
                government += share
            for n in returning:
                recurrent += contracts[i, f, n]["amount"] / 12.0
            if funders[f]["term_years"] > 1:
                for n in terms:
                    recurrent += contracts[i, f, n]["amount"] / 12.0
        income = max(o["unrestricted"] + o["restricted"], 1.0)
        row["dependence_mean"] += min(1.0, government)
        row["ministry_dependence_mean"] += min(1.0, relations[i, main]["yearly_income"] / receipts)
        row["recurrent_share"] += min(1.0, recurrent / income)
        row["funder_concentration"] += concentration(relations[i], receipts)
        hours += all_hours(o)
        row["reporting_share"] += o["hours_reporting"]
        row["felt_burden"] += o["felt_burden"]
        row["advocacy_share"] += o["hours_advocacy"]
        row["community_life_share"] += o["hours_associative_life"]
        row["delivery_share"] += o["hours_delivery"]
        row["representation_load_share"] += o["hours_tables"]
        row["fundraising_share"] += o["hours_fundraising"]
        row["management_share"] += o["hours_management"]
        row["advocates_share"] += 1.0 if o["hours_advocacy"] >= 0.25 * o["hours_delivery"] else 0.0
        row["participation_mean"] += o["participation"]
        row["rootedness_mean"] += o["rootedness"]
        row["legitimacy_mean"] += r["legitimacy"]
        row["alternative_share"] += o["alternative"]
        row["gap_share"] += o["gap"]
        row["slack_share"] += o["slack"]
        income_all += income
        staff += o["staff"]
        row["staff_turnover"] += o["turnover"] * o["staff"]
        row["strategy_comply"] += 1.0 if o["strategy"] == COMPLY else 0.0
        row["strategy_voice"] += 1.0 if o["strategy"] == VOICE else 0.0
        row["strategy_diversify"] += 1.0 if o["strategy"] == DIVERSIFY else 0.0
        row["strategy_leave"] += 1.0 if o["strategy"] == LEAVE else 0.0
        squares += o["identity"] ** 2
    number = max(alive, 1.0)
    total["organizations"] = number
    total["awards"] = awards
    total["hours"] = hours
    total["income"] = income_all
    total["staff"] = staff
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
    row["concession"] = funders[main]["concession"]
    row["minister_attitude"] = funders[main]["attitude"]
    row["unity"] = unity[0]
    row["staff_total"] = staff
    row["organizations_alive"] = alive


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
        world.organizations, world.funders, world.relations, world.contracts, world.instruments,
        _numbers(world.instrument_names), world.main_funder, world.parameters["self_perception"], world.umbrella.demand,
        world.demand.true_need, world.umbrella.unity, world.umbrella.mobilised, row, totals,
    )  # fmt: skip
