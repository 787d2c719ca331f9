"""What funders ask to be accounted for, in hours: records, reports, visits, audits (M3).

`accountability.burden` moves the components together along straight lines between the least and the
most that the documents describe; each component can be turned apart by its multiplier. The
umbrella may have won a lighter burden (`won`), a crisis lift a share of it too (`relaxed`). Hours of an organisation
for a funder in a month, by programme:

    records x (hours_per_record x price x (1 + w (records' multiple - 1))
               + nominative data x hours_per_nominative_record)
    + reports / 12 x hours_per_report x (1 + w (reports' multiple - 1))

and visits / 12 x hours_per_visit; price and multiples are the programme's, w says how far these go.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnersim.declarations import (
    POSITIVE,
    SHARE,
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
from partnersim.state.accounts import account
from partnersim.state.calendar import Phase

if TYPE_CHECKING:
    from partnersim.state.world import World


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
            meaning=Text("Weight of accountability: records, reports, audits and targets together"),
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
            meaning=Text("Visits by an advisor, a year"),
            evidence=Source("bruneau_2021", "ch. 4 (A, C): two to three a year"),
        ),
        _multiplier("record_time", "Time a client record takes"),
        _multiplier("report_time", "Time a report takes"),
        _multiplier("targets", "Weight of quantitative targets"),
        _multiplier("nominative_data", "Data on named persons asked for"),
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
            unit="multiple of what the rows of programmes say beyond the usual",
            bounds=(0.0, 5.0),
            prior=(0.3, 2.0),
            role=Role.UNCERTAINTY,
            meaning=Text("How much more the records and reports of complex programmes take"),
            evidence=Source("bruneau_2021", "ch. 4 (C, D), ch. 5 note 4; range assumed"),
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
        Column("hours_of_visits", "hours a year", POSITIVE, Text("visits to one organisation")),
    ),
    "funds": (
        Column("hours_a_record", "hours", POSITIVE, Text("records of one client")),
        Column("hours_of_reports", "hours a year", POSITIVE,
               Text("reports of an agreement, whatever its size")),
    ),
    "organizations": (
        Column("complexity", "share of its agreements' money", SHARE,
               Text("programmes with heavier records than usual")),
    ),
    "relations": (
        Column("contact", "contacts", POSITIVE,
               Text("contacts this month, through visits and reports")),
        Column("reporting_hours", "hours a month", POSITIVE,
               Text("reporting to this funder")),
    ),
    "conditions": (
        Column("relaxed", "share of accountability", POSITIVE,
               Text("what funders lift of their own accord")),
    ),
}  # fmt: skip


def act(world: World) -> None:
    """Hours that this month's records, reports and visits take."""
    account(
        world.organizations,
        world.funders,
        world.funds,
        world.relations,
        world.contracts,
        world.programmes,
        world.demand.payers,
        world.demand.records,
        world.parameters["reporting"],
        world.conditions,
    )


STEPS = {
    Phase.HOURS: Step(
        act,
        reads={
            "conditions": "relaxed within_reach",
            "contracts": "amount",
            "demand": "payers records",
            "funds": "pool",
            "funders": (
                "burden nominative_data record_time report_time reports_a_year targets visits_a_year won"
            ),
            "organizations": "alive",
        },
        writes={
            "funders": "hours_of_visits hours_per_record hours_per_report quantitative_targets",
            "funds": "hours_a_record hours_of_reports",
            "organizations": "complexity",
            "relations": "contact reporting_hours",
        },
    )
}
