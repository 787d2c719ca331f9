"""What a funder asks to be accounted for in a month, in hours, and what an organisation owes it of that."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from partnersim.state.arrays import Numbers, Table
from partnersim.state.issues import REPORTS
from partnersim.state.kernel import kernel


@kernel
def demand_accounts(
    funder: Any, of_programmes: Table, programmes: Table, reporting: Any, conditions: Any
) -> None:
    """What one funder asks for this month, in hours.

    Parameters
    ----------
    funder : row
        Levers. Written: hours_per_record, hours_per_report, hours_of_visits (hours) and
        quantitative_targets (0 to 1).
    of_programmes : table (programmes,)
        Of the funder. Written: hours_a_record, hours_of_reports.
    programmes : table (programmes,)
        Price, records and reports against the usual.
    reporting : row of the group `reporting`
    conditions : row of conditions
        Share of accountability that funders lift, and of visits that officers can hold.
    """
    p = reporting
    burden = funder["burden"] * (1.0 - funder["won"][REPORTS]) * (1.0 - conditions["relaxed"])
    funder["hours_per_record"] = p["hours_per_record"] * burden * funder["record_time"]
    funder["hours_per_report"] = p["hours_per_report"] * burden * funder["report_time"]
    funder["quantitative_targets"] = min(1.0, burden * funder["targets"])
    visits = funder["visits_a_year"] * conditions["within_reach"]
    funder["hours_of_visits"] = visits * p["hours_per_visit"]
    nominative = p["hours_per_nominative_record"] * burden * funder["nominative_data"]
    weight = p["complexity_weight"]
    for m in range(len(programmes)):
        kind = programmes[m]
        record = funder["hours_per_record"] * kind["price"]
        record *= max(0.0, 1.0 + weight * (kind["records"] - 1.0))
        of_programmes[m]["hours_a_record"] = record + nominative
        report = funder["hours_per_report"] * max(0.0, 1.0 + weight * (kind["reports"] - 1.0))
        a_year = funder["reports_a_year"] if kind["per_client"] else p["light_report"]
        of_programmes[m]["hours_of_reports"] = a_year * report


@kernel
def report(
    i: int, funders: Table, funds: Table, relations: Table, contracts: Table, programmes: Table,
    within_reach: float,
) -> Any:  # fmt: skip
    """Hours of reports and visits of one organisation for each funder this month, records apart.

    Parameters
    ----------
    i
        Its row.
    funders : table (funders,)
        Visits.
    funds : table (funders, programmes)
        Hours of reports.
    relations : table (organisations, funders)
        Written: reporting_hours and contact.
    contracts : table (organisations, funders, programmes)
        Amounts in force.
    programmes : table (programmes,)
        Which are paid per client, and how heavy their records are.
    within_reach
        Share of visits that officers can hold.

    Returns
    -------
    paid, heavy : float
        2020 dollars a year of agreements, and of these with heavier records than usual.
    """
    paid_by_all, heavy_of_all = 1e-9, 0.0
    for f in range(len(funders)):
        paid, heavy, hours, contact = 0.0, 0.0, 0.0, 0.0
        for m in range(len(programmes)):
            if funds[f, m]["pool"] <= 0.0:
                continue
            amount = contracts[i, f, m]["amount"]
            if amount <= 0.0:
                continue
            hours += funds[f, m]["hours_of_reports"] / 12.0
            if programmes[m]["per_client"]:
                paid += amount
                heavy += amount if programmes[m]["records"] > 1.0 else 0.0
            else:
                contact += 1.0 / 12.0
        if paid > 0.0:
            hours += funders[f]["hours_of_visits"] / 12.0
            contact += funders[f]["visits_a_year"] * within_reach / 12.0
        relations[i, f]["reporting_hours"] = hours
        relations[i, f]["contact"] = contact
        paid_by_all += paid
        heavy_of_all += heavy
    return paid_by_all, heavy_of_all


@kernel
def account(
    organizations: Table,
    funders: Table,
    funds: Table,
    relations: Table,
    contracts: Table,
    programmes: Table,
    payers: NDArray[np.int64],
    records: Numbers,
    parameters: Table,
    conditions: Table,
) -> None:
    """Each funder's demands this month, and the hours that each organisation reports to it.

    Parameters
    ----------
    organizations : table (organisations,)
        Who reports. Written: complexity (share of the money of agreements).
    funders : table (funders,)
        Levers, and the burden that the umbrella won off. Written by `demand_accounts`.
    funds : table (funders, programmes)
        Written by `demand_accounts`: hours a record and of reports.
    relations : table (organisations, funders)
        Written: reporting_hours (hours a month) and contact (a month: visits, and 1/12 a grant or project).
    contracts : table (organisations, funders, programmes)
        Amounts in force, which ask for reports.
    programmes : table (programmes,)
        Which are paid per client, and how heavy their accounts are.
    payers : array (payers, 2)
        Funder and programme of each.
    records : array (organisations, payers)
        Client records of the month.
    parameters : table (1,)
        The group `reporting`.
    conditions : table (1,)
        `relaxed`, the share of accountability that funders lift, and `within_reach`.

    Notes
    -----
    Hours are those of the module's equation where there is a service agreement; a mission grant or
    a project asks for `light_report` reports a year.

    References
    ----------
    Bruneau (2021), ch. 4 and ch. 5 (Accountability).
    """
    for f in range(len(funders)):
        demand_accounts(funders[f], funds[f], programmes, parameters[0], conditions[0])
    for i in range(len(organizations)):
        o = organizations[i]
        if not o["alive"]:
            o["complexity"] = 0.0
            for f in range(len(funders)):
                relations[i, f]["reporting_hours"] = 0.0
                relations[i, f]["contact"] = 0.0
            continue
        agreements, heavy = report(
            i, funders, funds, relations, contracts, programmes, conditions[0]["within_reach"]
        )
        o["complexity"] = heavy / agreements
        for q in range(len(payers)):
            f, m = payers[q, 0], payers[q, 1]
            if contracts[i, f, m]["amount"] > 0.0:
                hours_of_records = records[i, q] * funds[f, m]["hours_a_record"]
                relations[i, f]["reporting_hours"] += hours_of_records
