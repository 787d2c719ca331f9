"""Organisations serve: those an agreement pays for, and others at their own expense (M1, M2).

An organisation offers its planned delivery hours. Of those that its unrestricted money pays, the part that it
is open to goes first to people nobody pays for; what either side leaves goes to the other, hours that
agreements pay never to people nobody pays for; people of whom a target has no more room come after those it
has room for. Files under way come first; what is left opens files for those who wait, by kind of need: hours
of agreements as targets want them and, within each, as its offer has it, its own as the list has it, files
under way included, and what a kind does not need goes to the others; a funder may give a part of a file's
hours itself, and staff give the least that a payer leaves them. A class begins with its session: hours are
set aside for it. Where fewer people could begin it than the smallest group of the programme that pays for it,
it does not open, and the programme counts nobody until the next. Targets count clients, not hours: when hours
are short of a target, files are thinned, down to a floor, before it is missed. Clients are counted on
agreements in client_records.py.
"""

from __future__ import annotations

from partnersim.declarations import (
    POSITIVE,
    Assumption,
    Column,
    Group,
    Source,
    Step,
    Text,
    setting,
    uncertainty,
)
from partnersim.state.calendar import Phase
from partnersim.state.hours_of_a_month import serve
from partnersim.state.world import World

GROUP = Group("delivery", Text("Delivery of services"), (
    uncertainty("hours_per_episode", 6.5, (5.0, 9.5), (1.0, 60.0), "staff hours a client",
        "Direct hours that the price of a client pays for, by which clients are counted",
        Assumption(
            "what 268 $ a person (X8) buys in staff hours once overhead and reporting are paid, at 18 to "
            "26 $ an hour (X14)", "sector page on an integration programme about 2011; no time study found")),
    setting("thinnest", 0.5, (0.1, 1.0), "share of the standard hours",
        "How thin service may become before a target is missed",
        Assumption("unrealistic workload is common (68 % of 740 organisations, X15)",
            "IRIS 2021; Bruneau 2021 ch. 5, 6; no floor reported")),
    uncertainty("standardization_loss", 0.35, (0.1, 0.6), (0.0, 1.0),
        "share of fit lost at full standardisation, for the least standard client",
        "Effect lost when standard service meets people off the standard",
        Source("bruneau_2021", "ch. 4 (H), ch. 5 Funding: fit into boxes; size assumed")),
    uncertainty("monitoring_effect", 0.0, (-0.15, 0.15), (-0.5, 0.5),
        "share of the effect added where all clients are counted; negative loses",
        "Whether being monitored makes service better or worse",
        Source("bengtsson_engstrom_2012", "monitoring raised efficiency (X20); the sign stays open")),
    setting("dose_curvature", 1.5, (0.1, 10.0), "number", "How fast further hours of a file achieve less",
        Assumption("the first hours above a threshold do most", "studies of mentoring; no curve found")),
    setting("files_lost", 0.6, (0.0, 1.0), "share of the files of staff who leave",
        "Files that begin again when staff leave",
        Assumption("trust and knowledge of files leave with staff (M13)", "X18: no usable figure found")),
))  # fmt: skip
COLUMNS = {
    "organizations": (
        Column("requests_eligible", "clients a month", POSITIVE,
            Text("who come for help and whom an agreement pays for"), closes=True),
        Column("requests_ineligible", "clients a month", POSITIVE,
            Text("who come for help and whom no agreement pays for"), closes=True),
        Column("served_eligible", "clients a month", POSITIVE,
            Text("whose file is opened, paid by agreements"), closes=True),
        Column("served_ineligible", "clients a month", POSITIVE,
            Text("whose file is opened at its own expense"), closes=True),
        Column("hours_per_episode", "hours", POSITIVE,
            Text("that a client whom an agreement pays for gets, where the standard is meant")),
    ),
}  # fmt: skip


def act(world: World) -> None:
    """Serve this month's requests."""
    demand = world.demand
    serve(
        world.organizations, world.funds, world.programmes, world.services,
        world.parameters["delivery"], float(world.parameters["staff"]["hours_a_month"][0]),
        world.calendar.fiscal_month, demand.payers, demand.set_of, demand.payers_of, demand.paid_for,
        demand.staff_share, demand.owed, demand.group_meets, demand.requests, demand.waiting, demand.in_service,
        demand.started, demand.came_for, demand.clients, demand.thickness, demand.own_design,
    )  # fmt: skip


STEPS = {
    Phase.SERVICES: Step(
        act,
        writes={
            "demand": "came_for clients group_meets own_design started thickness",
            "organizations": (
                "hours_delivery hours_per_episode requests_eligible requests_ineligible "
                "served_eligible served_ineligible"
            ),
        },
        after=("provider_choice", "public_services", "referral"),
    )
}
