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

from partnersim.declarations import (
    POSITIVE,
    SHARE,
    Assumption,
    Column,
    Group,
    Scope,
    Source,
    Step,
    Text,
    lever,
    setting,
    uncertainty,
)
from partnersim.state.accounts import account
from partnersim.state.calendar import Phase
from partnersim.state.world import World

_MULTIPLE = "multiple of what the burden implies"
_FOLLOWS = Assumption("1 follows the headline burden", "not applicable")


LEVERS = Group("accountability", Text("Accountability to the funder"), (
    lever("burden", 0.5, (0.0, 1.0), "share, 0 least to 1 most of what the documents describe",
        "Weight of accountability: records, reports, audits and targets together",
        Source("bruneau_2021", "ch. 4, 5 Accountability: set so that F13 can be met")),
    lever("reports_a_year", 4.0, (0.0, 52.0), "reports a year", "Reports a year",
        Source("bruneau_2021", "ch. 4 (A): quarterly")),
    lever("visits_a_year", 2.5, (0.0, 52.0), "visits a year", "Visits by an advisor, a year",
        Source("bruneau_2021", "ch. 4 (A, C): two to three a year")),
    lever("record_time", 1.0, (0.0, 5.0), _MULTIPLE, "Time a client record takes", _FOLLOWS),
    lever("report_time", 1.0, (0.0, 5.0), _MULTIPLE, "Time a report takes", _FOLLOWS),
    lever("targets", 1.0, (0.0, 5.0), _MULTIPLE, "Weight of quantitative targets", _FOLLOWS),
    lever("nominative_data", 1.0, (0.0, 5.0), _MULTIPLE, "Data on named persons asked for", _FOLLOWS),
), Scope.FUNDER)  # fmt: skip
GROUP = Group("reporting", Text("Hours that accountability takes"), (
    uncertainty("hours_per_record", 2.0, (1.0, 3.0), (0.0, 20.0), "hours a client record at full burden",
        "Data entry for one client at full burden",
        Source("bruneau_2021", "ch. 4 (D): 10 to 15 % of all employees' time; chosen by P7 (2020)")),
    uncertainty("hours_per_report", 60.0, (20.0, 100.0), (0.0, 500.0), "hours a report at full burden",
        "One report at full burden",
        Source("imagine_canada", "X16: up to 15 hours a month on small agreements")),
    setting("hours_per_visit", 8.0, (0.0, 100.0), "hours a visit", "One advisor's visit",
        Assumption("a day of one person", "Bruneau 2021 ch. 4 gives the number only")),
    setting("hours_per_nominative_record", 0.5, (0.0, 10.0), "hours a record at full burden",
        "Nominative data for one client",
        Assumption("consent and transmission", "Bruneau 2021 ch. 5 (A, E, F, I): no time given")),
    uncertainty("complexity_weight", 1.0, (0.3, 2.0), (0.0, 5.0),
        "multiple of what the rows of programmes say beyond the usual",
        "How much more the records and reports of complex programmes take",
        Source("bruneau_2021", "ch. 4 (C, D), ch. 5 note 4; range assumed")),
    setting("light_report", 0.25, (0.0, 1.0), "share of a full report that a grant or a project asks for",
        "A grant's yearly report against an agreement's quarterly one",
        Source("bruneau_2021", "ch. 2 Funding, ch. 4 (G): other funders ask less")),
))  # fmt: skip
GROUPS = (LEVERS, GROUP)
COLUMNS = {
    "funders": (
        Column("hours_per_record", "hours", POSITIVE, Text("reporting of one client record")),
        Column("hours_per_report", "hours", POSITIVE, Text("one report")),
        Column("quantitative_targets", "multiple", POSITIVE, Text("how closely targets are counted")),
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
        Column("contact", "contacts", POSITIVE, Text("contacts this month: visits, grants and projects")),
        Column("reporting_hours", "hours a month", POSITIVE, Text("reporting to this funder")),
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
        writes={
            "funders": "hours_of_visits hours_per_record hours_per_report quantitative_targets",
            "funds": "hours_a_record hours_of_reports",
            "organizations": "complexity",
            "relations": "contact reporting_hours",
        },
    )
}
