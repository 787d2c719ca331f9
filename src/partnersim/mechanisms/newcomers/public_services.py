"""Public services beside organisations: courses of French, legal aid, and where the state delivers itself.

Public courses and legal aid open so many files a month for each person who arrives (a table of the
jurisdiction); a course begins with its session. Where the state delivers (Quebec's second model:
Bruneau 2021, ch. 1) it also answers a share of all requests, at no cost to organisations; in a crisis
it stops answering a part of both (Observatoire de l'ACA 2021).
"""

from __future__ import annotations

from partnersim.declarations import POSITIVE, SHARE, Column, Group, Source, Step, Text, lever
from partnersim.state.calendar import Phase
from partnersim.state.columns import KINDS
from partnersim.state.kernel import kernel
from partnersim.state.world import Numbers, Table, World

GROUP = Group("public_services", Text("Public services"), (
    lever("share", 0.0, (0.0, 1.0), "share of requests answered by public services",
        "Requests that public services answer beside courses and legal aid",
        Source("bruneau_2021", "ch. 1: since the 1990s organisations are the main provider; 0 assumed")),
))  # fmt: skip
COLUMNS = {
    "places": (
        Column("public_files", "files a month, by kind of need", POSITIVE,
            Text("that public services can open"), shape=(KINDS,)),
        Column("public_unanswered", "share", SHARE,
            Text("of what public services ordinarily open, what they do not open now")),
        Column("lent_hours", "hours a month", POSITIVE,
            Text("of public services' staff, lent to organisations")),
    ),
}  # fmt: skip


@kernel
def files_for(
    arrivals: Numbers, files_a_person: Numbers, unanswered: Numbers, public_files: Numbers
) -> None:
    """Files that public services of each place can open for those who arrive as recorded.

    Parameters
    ----------
    arrivals : array (statuses, places)
        People of the month.
    files_a_person : array (statuses, kinds)
        Files a year for each person who arrives.
    unanswered : array (places,)
        Of what public services ordinarily open, the share that they do not.
    public_files : array (places, kinds)
        Written: files a month.
    """
    for a in range(public_files.shape[0]):
        for k in range(public_files.shape[1]):
            files = 0.0
            for s in range(len(arrivals)):
                files += arrivals[s, a] * files_a_person[s, k]
            public_files[a, k] = files * (1.0 - unanswered[a])


def plan(world: World) -> None:
    """What public services can open this month, for those who arrive as recorded."""
    places = world.places
    files_for(
        world.arrivals[world.now], world.public_files, places.public_unanswered, places.public_files
    )


@kernel
def open_files(
    organizations: int,
    services: Table,
    shares: Numbers,
    fiscal_month: int,
    public_files: Numbers,
    asked: Numbers,
    waiting: Numbers,
    in_service: Numbers,
    started: Numbers,
) -> None:
    """Public services open files while they have room: as many as they can open in a file's months.

    Parameters
    ----------
    organizations
        Their number; public services of places come after them among providers.
    services : table (kinds,)
        Months of a file, and between beginnings.
    shares : array (places,)
        Of all requests that they answer themselves.
    fiscal_month
        0 in April.
    public_files : array (places, kinds)
        Files a month that they can open.
    asked : array (classes, places, kinds)
        People who began to ask last month.
    waiting, in_service : array (providers, classes, kinds)
        People on each list, and followed.
    started : array (providers, classes, kinds)
        Written: people whose file is opened.
    """
    for a in range(len(public_files)):
        j = organizations + a
        for k in range(len(services)):
            started[j, :, k] = 0.0
            if fiscal_month % int(services[k]["session_months"]) != 0:
                continue
            monthly = public_files[a, k] + shares[a] * asked[:, a, k].sum()
            room = monthly * services[k]["months"] - in_service[j, :, k].sum()
            part = min(1.0, max(0.0, room) / max(waiting[j, :, k].sum(), 1e-9))
            started[j, :, k] = part * waiting[j, :, k]


def act(world: World) -> None:
    """Open files of public services."""
    demand = world.demand
    share = float(world.parameters["public_services"]["share"][0])
    open_files(
        demand.organizations, world.services,
        share * (1.0 - world.places.public_unanswered),
        world.calendar.fiscal_month, world.places.public_files, demand.asked, demand.waiting,
        demand.in_service, demand.started,
    )  # fmt: skip


STEPS = {
    Phase.ARRIVALS: Step(plan, writes={"places": "public_files"}, after=("arrivals",)),
    Phase.SERVICES: Step(act, writes={"demand": "started"}, after=("provider_choice", "referral")),
}
