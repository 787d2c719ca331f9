"""Columns of the results tables: name, unit, meaning. Units travel in the files' metadata."""

from __future__ import annotations

from partnersim.declarations import Outcome, Text
from partnersim.outcomes.indexes import INDEXES
from partnersim.outcomes.recorder import SECTOR_COLUMNS
from partnersim.state.newcomers import COUNTS


def _column(name: str, unit: str, en: str) -> Outcome:
    return Outcome(name=name, unit=unit, meaning=Text(en))


KEYS = (
    _column("run", "number", "Run"),
    _column("phase", "spin_up or scenario", "Phase"),
    _column("month", "YYYY-MM", "Month"),
)
SECTOR = (*KEYS, *SECTOR_COLUMNS)
REFERENCE = (*KEYS[:2], *SECTOR_COLUMNS)  # means of the year before the scenario, and of its last
ORGANIZATION_KEYS = (
    *KEYS,
    _column("fiscal_year", "year in which it began", "Fiscal year"),
    _column("organization", "name", "Organisation"),
    _column("archetype", "A to J", "Archetype"),
    _column("place", "name", "Place"),
    _column("alive", "yes or no", "In activity"),
)
ORGANIZATION_STATE = (
    _column("staff", "full-time equivalents", "Staff"),
    _column("turnover", "share of staff a year", "Staff turnover"),
    _column("reserve", "2020 dollars", "Cash less unpaid bills"),
    _column("yearly_income", "2020 dollars, twelve months", "Receipts"),
    _column("unrestricted", "2020 dollars a month", "Unrestricted income"),
    _column("restricted", "2020 dollars a month", "Restricted income"),
    _column("gap", "2020 dollars a month", "Gap that agreements leave"),
    _column("slack", "2020 dollars a month", "Free money left"),
    _column("hours_delivery", "hours a month", "Hours for services"),
    _column("hours_reporting", "hours a month", "Hours for reporting"),
    _column("hours_associative_life", "hours a month", "Hours in associative life"),
    _column("hours_advocacy", "hours a month", "Hours for advocacy"),
    _column("hours_tables", "hours a month", "Hours at tables"),
    _column("hours_fundraising", "hours a month", "Hours for fundraising"),
    _column("hours_management", "hours a month", "Hours for management"),
    _column("served_eligible", "people a month", "Eligible people served"),
    _column("served_ineligible", "people a month", "Others served"),
    _column("alternative", "share of delivery", "Services of own design"),
    _column("real_burden", "share of hours", "Real burden"),
    _column("felt_burden", "0 to 1", "Felt burden"),
    _column("members_participation", "share of decisions", "Members' part"),
    _column("rootedness", "0 to 1", "Rootedness"),
    _column("founding_identity", "0 to 1", "Orientation at founding"),
    _column("identity", "0 service provider to 1 autonomous partner", "Orientation"),
    _column("self_perception", "0 service provider to 1 autonomous partner", "Self-perception"),
    _column("influence", "0 to 1", "Influence in the umbrella"),
)  # fmt: skip
ORGANIZATION_RELATION = (
    _column("tie", "0 to 1", "Tie with the main ministry"),
    _column("legitimacy", "0 to 1", "Legitimacy in its eyes"),
    _column("alignment", "0 to 1", "Alignment with it"),
    _column("seat", "yes or no", "Seat at its table"),
)
ORGANIZATION_MONEY = (
    _column("mission_grant", "2020 dollars a year", "Mission grant of the ministry"),
    _column("service_agreement", "2020 dollars a year", "Agreement of the ministry"),
    _column("project", "2020 dollars a year", "Project of the ministry"),
    _column("ministry_dependence", "share of receipts", "Dependence on the ministry"),
)  # fmt: skip
ORGANIZATIONS = (
    *ORGANIZATION_KEYS,
    *ORGANIZATION_STATE,
    *ORGANIZATION_RELATION,
    *ORGANIZATION_MONEY,
    *INDEXES[3:],
)
_GROUP = (
    _column("status", "name", "Status"),
    _column("place", "name", "Place"),
)
NEWCOMERS = (
    *KEYS,
    *_GROUP,
    _column("present", "people", "Present at the end of the month"),
    _column("arrived", "people", "Arrived"),
    _column("settled", "people", "Settled"),
    _column("left", "people", "Left Quebec"),
    _column("seeking", "people, expected", "Asking for help"),
    _column("served", "people", "Served"),
    _column("waiting_months", "requests in vain, summed over people",
            "Requests in vain so far"),
    _column("dropped_out", "people", "Stopped asking"),
    _column("unmet_need", "need summed over people", "Need left"),
    _column("ineligible_seeking", "people, expected",
            "Asking, not eligible for the main ministry"),
    _column("ineligible_served", "people",
            "Served, not eligible for the main ministry"),
    _column("taking_part", "people", "Take part in an organisation"),
    _column("changed_status", "people", "Changed status"),
)  # fmt: skip
assert tuple(one.name for one in NEWCOMERS[5:]) == COUNTS
COHORTS = (
    KEYS[0],
    _column("arrival_quarter", "YYYY-MM, first month", "Quarter of arrival"),
    *_GROUP,
    *(
        one
        for months in (12, 24, 36)
        for one in (
            Outcome(name=f"need_after_{months}_months", unit="mean need, 0 to 1",
                    meaning=Text.filled("Need left after {months} months", months=months)),
            Outcome(name=f"people_after_{months}_months", unit="people",
                    meaning=Text.filled("People of the cohort after {months} months", months=months)),
        )
    ),
)  # fmt: skip
FLOWS = (
    KEYS[0],
    KEYS[2],
    _column("payer", "name", "Who pays"),
    _column("payee", "name", "Who is paid"),
    _column("purpose", "name", "For what"),
    _column("amount", "2020 dollars", "Amount"),
)
TYPOLOGIES = (
    *KEYS,
    _column("fiscal_year", "year in which it began", "Fiscal year"),
    _column("typology", "name", "Typology"),
    _column("level", "organization, dyad or sector",
            "What is classed: an organisation, its relation with the ministry, the sector"),
    _column("organization", "name, empty for the sector", "Organisation"),
    _column("kind", "name", "Class"),
    _column("membership", "share", "Membership of that class"),
    _column("second_kind", "name", "Next class"),
    _column("second_membership", "share", "Membership of the next class"),
    _column("near_cut", "yes or no", "Changes class when a cut-off moves by 0.1"),
    _column("autonomy", "0 the state's instrument to 1 its equal", "Place of the class"),
    _column("first_axis", "0 to 1", "Position on the first axis"),
    _column("second_axis", "0 to 1, missing where there is one axis",
            "Position on the second axis"),
)  # fmt: skip
PARTNERSHIPS = (
    *KEYS,
    _column("partnership", "name", "Local partnership"),
    _column("place", "name", "Place"),
    _column("funded", "yes or no", "Paid this month"),
    _column("stage", "0 convening, 1 council, 2 plan, 3 implementation, 4 learning",
            "How far it has come"),
    _column("certainty", "expected share of the next three years that is paid",
            "Certainty of its funding"),
    _column("members", "organisations", "Organisations on its council"),
    _column("small_members", "organisations", "Of these, small ones"),
    _column("others", "seats", "Seats taken by other sectors"),
    Outcome(name="efficacy", unit="0 to 1",
            meaning=Text("What a council of that size can do"),
            formula="1 / (1 + (members + others) / partnership_council.manageable)"),
    _column("representativeness", "0 to 1",
            "Mean of breadth of sectors, voice of the place's organisations, outreach"),
    _column("trust", "0 to 1", "Trust among its organisations"),
    _column("planned", "0 to 1", "Width of its plan"),
    _column("done", "0 to 1", "Of a full plan, what is done"),
    Outcome(name="plan_gap", unit="0 to 1",
            meaning=Text("Planned and not done"),
            formula="max(0, planned - done)"),
    _column("action", "0 to 1", "What it does, in plans and in deeds"),
    _column("moved", "people a month, expected", "Sent on to where there was room"),
    _column("leveraged", "2020 dollars a month", "Local money brought to organisations"),
    _column("staff_dollars", "2020 dollars a month", "Spent on staff"),
    _column("outreach_dollars", "2020 dollars a month", "Spent on outreach"),
)  # fmt: skip
TABLES: dict[str, tuple[Outcome, ...]] = {
    "sector": SECTOR,
    "organizations": ORGANIZATIONS,
    "newcomers": NEWCOMERS,
    "cohorts": COHORTS,
    "flows": FLOWS,
    "typologies": TYPOLOGIES,
}
# tables that a run has only where its scenario has something to put in them
OPTIONAL_TABLES: dict[str, tuple[Outcome, ...]] = {
    "partnerships": PARTNERSHIPS,
    "reference": REFERENCE,
}
EVERY_TABLE = TABLES | OPTIONAL_TABLES
