"""What funders ask to be accounted for, in hours: records, reports, visits, audits (M3).

`accountability.burden` moves the components together along straight lines between the least and the
most that the documents describe; each component can be turned apart by its multiplier. Pressure may
have lifted a share of the burden (`concession`), a crisis too (`relaxed`). Hours of an organisation
for a funder in a month:

    records x hours_per_record x (1 + complexity)
    + reports / 12 x programmes x hours_per_report x (1 + complexity)
    + visits / 12 x hours_per_visit + records x nominative data x hours_per_nominative_record
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from partnersim.declarations import (
    POSITIVE,
    Assumption,
    Column,
    Group,
    Parameter,
    Role,
    Scope,
    Source,
    Step,
    Text,
)
from partnersim.state.calendar import Phase
from partnersim.state.kernel import kernel

if TYPE_CHECKING:
    from partnersim.state.world import Table, World


def _multiplier(name: str, en: str) -> Parameter:
    return Parameter(
        name=name,
        default=1.0,
        unit="multiple of what the burden implies",
        bounds=(0.0, 5.0),
        role=Role.LEVER,
        meaning=Text(en),
        evidence=Assumption("1 follows the headline burden", "not applicable"),
    )


LEVERS = Group(
    "accountability",
    Text("Accountability to the funder"),
    (
        Parameter(
            name="burden",
            default=0.5,
            unit="share, 0 least to 1 most of what the documents describe",
            bounds=(0.0, 1.0),
            role=Role.LEVER,
            meaning=Text("Headline burden: records, reports, audits and targets together"),
            evidence=Source("bruneau_2021", "ch. 4, 5 Accountability: set so that F13 can be met"),
        ),
        Parameter(
            name="reports_a_year",
            default=4.0,
            unit="reports a year",
            bounds=(0.0, 52.0),
            role=Role.LEVER,
            meaning=Text("Reports a year"),
            evidence=Source("bruneau_2021", "ch. 4 (A): quarterly"),
        ),
        Parameter(
            name="visits_a_year",
            default=2.5,
            unit="visits a year",
            bounds=(0.0, 52.0),
            role=Role.LEVER,
            meaning=Text("Visits by an advisor"),
            evidence=Source("bruneau_2021", "ch. 4 (A, C): two to three a year"),
        ),
        _multiplier("record_time", "Time a client record takes"),
        _multiplier("report_time", "Time a report takes"),
        _multiplier("targets", "Weight of quantitative targets"),
        _multiplier("nominative_data", "Nominative data asked for"),
    ),
    Scope.FUNDER,
)
GROUP = Group(
    "reporting",
    Text("Hours that accountability takes"),
    (
        Parameter(
            name="hours_per_record",
            default=2.0,
            unit="hours a client record at full burden",
            bounds=(0.0, 20.0),
            prior=(1.0, 3.0),
            role=Role.UNCERTAINTY,
            meaning=Text("Data entry for one client at full burden"),
            evidence=Source(
                "bruneau_2021", "ch. 4 (D): 10 to 15 % of all employees' time; chosen by P7 (2020)"
            ),
        ),
        Parameter(
            name="hours_per_report",
            default=60.0,
            unit="hours a report at full burden",
            bounds=(0.0, 500.0),
            prior=(20.0, 100.0),
            role=Role.UNCERTAINTY,
            meaning=Text("One report at full burden"),
            evidence=Source("imagine_canada", "X16: up to 15 hours a month on small agreements"),
        ),
        Parameter(
            name="hours_per_visit",
            default=8.0,
            unit="hours a visit",
            bounds=(0.0, 100.0),
            role=Role.SETTING,
            meaning=Text("One advisor's visit"),
            evidence=Assumption("a day of one person", "Bruneau 2021 ch. 4 gives the number only"),
        ),
        Parameter(
            name="hours_per_nominative_record",
            default=0.5,
            unit="hours a record at full burden",
            bounds=(0.0, 10.0),
            role=Role.SETTING,
            meaning=Text("Nominative data for one client"),
            evidence=Assumption(
                "consent and transmission", "Bruneau 2021 ch. 5 (A, E, F, I): no time given"
            ),
        ),
        Parameter(
            name="complexity_weight",
            default=1.0,
            unit="extra share of hours for contracts of the francization kind",
            bounds=(0.0, 5.0),
            prior=(0.3, 2.0),
            role=Role.UNCERTAINTY,
            meaning=Text("How much more complex contracts take"),
            evidence=Source("bruneau_2021", "ch. 4 (C, D), ch. 5 note 4; size assumed"),
        ),
        Parameter(
            name="light_report",
            default=0.25,
            unit="share of a full report that a grant or a project asks for",
            bounds=(0.0, 1.0),
            role=Role.SETTING,
            meaning=Text("A grant's yearly report against an agreement's quarterly one"),
            evidence=Source("bruneau_2021", "ch. 2 Funding, ch. 4 (G): other funders ask less"),
        ),
    ),
)
GROUPS = (LEVERS, GROUP)
COLUMNS = {
    "funders": (
        Column("hours_per_record", "hours", POSITIVE,
               Text("reporting of one client record")),
        Column("hours_per_report", "hours", POSITIVE, Text("one report")),
        Column("quantitative_targets", "multiple", POSITIVE,
               Text("how closely targets are counted")),
    ),
    "relations": (
        Column("contact", "contacts", POSITIVE,
               Text("contacts this month, through visits and reports")),
        Column("reporting_hours", "hours a month", POSITIVE,
               Text("reporting to this funder")),
        Column("report_hours_a_client", "hours", POSITIVE,
               Text("records of one client of an agreement")),
        Column("report_hours_a_year", "hours a year", POSITIVE,
               Text("reports and visits of an agreement, whatever its size")),
    ),
    "conditions": (
        Column("relaxed", "share of accountability", POSITIVE,
               Text("what funders lift of their own accord")),
    ),
}  # fmt: skip


@kernel
def account(
    organizations: Table,
    funders: Table,
    relations: Table,
    contracts: Table,
    instruments: Table,
    parameters: Table,
    conditions: Table,
) -> None:
    """Each funder's demands this month, and the hours that each organisation reports to it.

    Parameters
    ----------
    organizations : table (organisations,)
        Who reports, and how complex its contracts are.
    funders : table (funders,)
        Levers, and the burden that pressure and advice lifted. Written: hours_per_record, hours_per_report
        (hours) and quantitative_targets (0 to 1).
    relations : table (organisations, funders)
        Client records of the month. Written: reporting_hours (hours a month) and contact (contacts
        a month, by visits and reports).
    contracts : table (organisations, funders, instruments)
        Amounts in force: which instruments ask for reports.
    instruments : table (instruments,)
        Which are paid per client.
    parameters : table (1,)
        The group `reporting`.
    conditions : table (1,)
        `relaxed`, the share of accountability that funders lift.

    Notes
    -----
    Hours are those of the module's equation where there is a service agreement; a mission grant or
    a project adds `light_report` x hours_per_report / 12 each.

    References
    ----------
    Bruneau (2021), ch. 4 and ch. 5 (Accountability).
    """
    p = parameters[0]
    paying = np.flatnonzero(instruments["per_client"])
    others = np.flatnonzero(~instruments["per_client"])
    for f in range(len(funders)):
        funder = funders[f]
        burden = funder["burden"] * (1.0 - funder["concession"]) * (1.0 - funder["relief"])
        burden *= 1.0 - conditions[0]["relaxed"]
        funder["hours_per_record"] = p["hours_per_record"] * burden * funder["record_time"]
        funder["hours_per_report"] = p["hours_per_report"] * burden * funder["report_time"]
        funder["quantitative_targets"] = min(1.0, burden * funder["targets"])
        nominative = p["hours_per_nominative_record"] * burden * funder["nominative_data"]
        for i in range(len(organizations)):
            o = organizations[i]
            r = relations[i, f]
            r["reporting_hours"] = 0.0
            r["contact"] = 0.0
            if not o["alive"]:
                continue
            complexity = 1.0 + p["complexity_weight"] * o["complexity"]
            hours = 0.0
            paid = 0.0
            of_reports = funder["reports_a_year"] * funder["programmes"]
            r["report_hours_a_client"] = funder["hours_per_record"] * complexity + nominative
            r["report_hours_a_year"] = of_reports * funder["hours_per_report"] * complexity
            r["report_hours_a_year"] += funder["visits_a_year"] * p["hours_per_visit"]
            for m in paying:
                paid += contracts[i, f, m]["amount"]
            if paid > 0.0:
                hours += r["records"] * r["report_hours_a_client"]
                hours += r["report_hours_a_year"] / 12.0
                r["contact"] = funder["visits_a_year"] / 12.0
            light = p["light_report"] * funder["hours_per_report"]
            for m in others:
                if contracts[i, f, m]["amount"] > 0.0:
                    hours += light / 12.0
                    r["contact"] += 1.0 / 12.0
            r["reporting_hours"] = hours


def act(world: World) -> None:
    """Hours that this month's records, reports and visits take."""
    account(
        world.organizations,
        world.funders,
        world.relations,
        world.contracts,
        world.instruments,
        world.parameters["reporting"],
        world.conditions,
    )


STEPS = {
    Phase.HOURS: Step(
        act,
        reads={
            "conditions": "relaxed",
            "contracts": "amount",
            "funders": (
                "burden concession nominative_data programmes record_time relief report_time "
                "reports_a_year targets visits_a_year"
            ),
            "organizations": "alive complexity",
            "relations": "records",
        },
        writes={
            "funders": "hours_per_record hours_per_report quantitative_targets",
            "relations": "contact report_hours_a_client report_hours_a_year reporting_hours",
        },
    )
}
