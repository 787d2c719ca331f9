"""How organisations spend their hours: no activity is free, and together they are the staff's hours.

Delivery was spent when people were served. Then come reporting, tables and management, then applications
owed, fundraising and the mission (associative life and advocacy) by the posts that do them; what nobody
uses is presence at the service. Where obligations take more than service posts have, the mission gives
way. Hours that no agreement pays are an offer of the organisation's own.
"""

from __future__ import annotations

from partnersim.declarations import (
    ANY,
    POSITIVE,
    SHARE,
    Assumption,
    Column,
    Group,
    Step,
    Text,
    setting,
)
from partnersim.state.activities import all_hours
from partnersim.state.calendar import Phase
from partnersim.state.kernel import kernel
from partnersim.state.world import Table, World

HOURS = Group("hours", Text("Use of staff hours"), (
    setting("applications_pace", 0.4, (0.05, 1.0), "share of the hours owed, a month",
        "How fast applications are written",
        Assumption("a call is open for about a quarter", "programme calendars")),
))  # fmt: skip
OWN_OFFER = Group("own_offer", Text("Services of own design"), (
    setting("work_of_projects", 0.8, (0.0, 1.0),
        "share of a project's money that pays for the work it promises", "Work that projects promise",
        Assumption("a usual budget", "programme guides not found")),
))  # fmt: skip
GROUPS = (HOURS, OWN_OFFER)
COLUMNS = {
    "organizations": (
        Column("tables_asked", "hours", POSITIVE, Text("what tables ask of it this month")),
        Column("attendance", "share of the hours asked", SHARE, Text("what it gives to tables")),
        Column("hours_delivery", "hours a month", POSITIVE, Text("delivery of services"),
            several="hours that clients leave over go to care, once they are known"),
        Column("hours_reporting", "hours a month", POSITIVE, Text("reporting to funders")),
        Column("hours_associative_life", "hours a month", POSITIVE, Text("associative life")),
        Column("hours_advocacy", "hours a month", POSITIVE, Text("advocacy")),
        Column("hours_tables", "hours a month", POSITIVE, Text("tables and committees")),
        Column("hours_fundraising", "hours a month", POSITIVE, Text("fundraising and applications")),
        Column("hours_management", "hours a month", POSITIVE, Text("management")),
        Column("delivery_plan", "share of hours", SHARE, Text("hours offered as delivery")),
        Column("mission_plan", "share of hours", SHARE, Text("hours kept for the mission")),
        Column("displaced", "share of hours", SHARE,
            Text("hours moved this month from the mission to delivery by what is sent to it"), closes=True),
        Column("borrowed_hours", "hours a month", ANY,
            Text("hours of others lent to it, less those it lends")),
        Column("own_hours", "hours a month", POSITIVE,
            Text("delivery meant for people nobody pays for next month")),
        Column("real_burden", "share of hours", SHARE, Text("hours of reporting")),
        Column("alternative", "share of delivery", SHARE, Text("offer of its own, off the standard")),
    ),
}  # fmt: skip


@kernel
def spend(organizations: Table, relations: Table, parameters: Table, staff: Table) -> None:
    """Book this month's hours; set next month's plan.

    Parameters
    ----------
    organizations : table (organisations,)
        Staff, posts and hours lent. Written: hours by activity (hours a month), hours_due, real_burden,
        delivery_plan and mission_plan (shares of hours), own_hours (hours a month) and alternative (share
        of delivery).
    relations : table (organisations, funders)
        Hours of reports of the month.
    parameters, staff : tables (1,)
        Groups `hours` and `staff`.
    """
    p = parameters[0]
    for i in range(len(organizations)):
        o = organizations[i]
        if not o["alive"]:
            o["hours_reporting"] = 0.0
            o["hours_tables"] = 0.0
            o["hours_management"] = 0.0
            o["hours_fundraising"] = 0.0
            o["hours_associative_life"] = 0.0
            o["hours_advocacy"] = 0.0
            continue
        month = staff[0]["hours_a_month"]
        available = o["staff"] * month
        working = 1.0 - staff[0]["management"]  # of a post's hours
        reporting = 0.0
        for f in range(relations.shape[1]):
            reporting += relations[i, f]["reporting_hours"]
        tables = o["tables_asked"] * o["attendance"]
        management = staff[0]["management"] * available
        rest = max(0.0, available + o["borrowed_hours"] - o["hours_delivery"])
        obligations = reporting + tables + management
        part = min(1.0, rest / max(obligations, 1e-9))
        o["hours_reporting"] = reporting * part
        o["hours_tables"] = tables * part
        o["hours_management"] = management * part
        rest = max(0.0, rest - obligations * part)
        written = min(rest, p["applications_pace"] * o["hours_due"])
        o["hours_due"] -= written
        rest -= written
        raising = min(rest, o["posts_raising"] * month * working)
        o["hours_fundraising"] = written + raising
        rest -= raising
        planned = o["posts_mission"] * month * working
        mission = min(rest, max(0.0, planned - o["displaced"] * available))
        rest -= mission
        o["hours_advocacy"] = mission * o["advocacy_use"]
        o["hours_associative_life"] = mission - o["hours_advocacy"]
        o["hours_delivery"] += rest
        real = o["hours_reporting"] / max(all_hours(o), 1e-9)
        if o["real_burden"] <= 0.0:
            o["real_burden"] = real
        o["real_burden"] += 0.3 * (real - o["real_burden"])
        # next month
        service = max(0.0, o["staff"] - o["posts_mission"] - o["posts_raising"])
        own = max(0.0, service - o["posts_tied"])
        coming = reporting + tables + p["applications_pace"] * o["hours_due"]
        offered = max(0.0, service * month * working - coming)
        o["mission_plan"] = min(1.0, planned / max(available, 1e-9))
        o["delivery_plan"] = max(0.05, offered / max(available, 1e-9))
        o["own_hours"] = min(offered, own * o["uncounted_use"] * month * working)
        unsold = own / max(service, 1e-9)
        o["alternative"] += 0.25 * (unsold - o["alternative"])


def act(world: World) -> None:
    """Spend the month's hours and plan the next."""
    spend(
        world.organizations, world.relations, world.parameters["hours"], world.parameters["staff"]
    )


STEPS = {
    Phase.HOURS: Step(
        act,
        writes={
            "organizations": (
                "alternative delivery_plan hours_advocacy hours_associative_life "
                "hours_delivery hours_due hours_fundraising hours_management "
                "hours_reporting hours_tables mission_plan own_hours real_burden"
            )
        },
        after=("funding_gap",),
    )
}
