"""Organisations serve: those an agreement pays for, and others at their own expense (M1, M2).

An organisation offers its planned delivery hours. Of those that its unrestricted money pays, the part
that it is open to goes first to people nobody pays for; what either side leaves goes to the other, hours
that agreements pay never to people nobody pays for; people of whom a target has no more room come after
those it has room for. Files under way come first; what is left opens files
for those who wait, by kind of need: hours of agreements as the organisation's offer has it, its own as
the list has it, and what a kind does not need goes to the others. A class begins with its session: hours
are set aside for it. Targets count clients, not hours: when hours are short of a target, files are
thinned, down to a floor, before it is missed. Clients are counted on agreements in client_records.py.
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
    Source,
    Step,
    Text,
)
from partnersim.state.calendar import Phase
from partnersim.state.kernel import kernel

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from partnersim.state.world import Numbers, Table, World

GROUP = Group(
    "delivery",
    Text("Delivery of services"),
    (
        Parameter(
            name="hours_per_episode",
            default=6.5,
            unit="staff hours a client",
            bounds=(1.0, 60.0),
            role=Role.SETTING,
            meaning=Text(
                "Direct hours that the price of a client pays for, by which clients are counted"
            ),
            evidence=Assumption(
                "what 268 $ a person (X8) buys in staff hours once overhead and reporting are paid",
                "sector page on an integration programme about 2011; no time study found",
            ),
        ),
        Parameter(
            name="thinnest",
            default=0.5,
            unit="share of the standard hours",
            bounds=(0.1, 1.0),
            role=Role.SETTING,
            meaning=Text("How thin service may become before a target is missed"),
            evidence=Assumption(
                "unrealistic workload is common (68 % of 740 organisations, X15)",
                "IRIS 2021; Bruneau 2021 ch. 5, 6; no floor reported",
            ),
        ),
        Parameter(
            name="standardization_loss",
            default=0.35,
            unit="share of fit lost at full standardisation, for the least standard client",
            bounds=(0.0, 1.0),
            prior=(0.1, 0.6),
            role=Role.UNCERTAINTY,
            meaning=Text("Effect lost when standard service meets people off the standard"),
            evidence=Source(
                "bruneau_2021", "ch. 4 (H), ch. 5 Funding: fit into boxes; size assumed"
            ),
        ),
        Parameter(
            name="monitoring_effect",
            default=0.0,
            unit="share of the effect added where all clients are counted; negative loses",
            bounds=(-0.5, 0.5),
            prior=(-0.15, 0.15),
            role=Role.UNCERTAINTY,
            meaning=Text("Whether being monitored makes service better or worse"),
            evidence=Source(
                "bengtsson_engstrom_2012", "monitoring raised efficiency (X20); the sign stays open"
            ),
        ),
        Parameter(
            name="dose_curvature",
            default=1.5,
            unit="number",
            bounds=(0.1, 10.0),
            role=Role.SETTING,
            meaning=Text("How fast further hours of a file achieve less"),
            evidence=Assumption(
                "the first hours above a threshold do most", "studies of mentoring; no curve found"
            ),
        ),
        Parameter(
            name="files_lost",
            default=0.6,
            unit="share of the files of staff who leave",
            bounds=(0.0, 1.0),
            role=Role.SETTING,
            meaning=Text("Files that begin again when staff leave"),
            evidence=Assumption(
                "trust and knowledge of files leave with staff (M13)",
                "X18: no usable figure found",
            ),
        ),
    ),
)
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
    "relations": (
        Column("requests", "clients a month", POSITIVE,
               Text("who come for help and whom this funder pays for")),
    ),
}  # fmt: skip


@kernel
def wanted(monthly: Numbers, followed: Numbers, listed: Numbers, want: Numbers) -> None:
    """Standard hours a month of files under way, and of opening a file for all who wait.

    Parameters
    ----------
    monthly : array (kinds,)
        Hours a month of a file.
    followed, listed : array (kinds,)
        People in service, and who wait.
    want : array (2, kinds + 1)
        Written: hours of either, by kind and in all.
    """
    kinds = len(monthly)
    want[0, kinds] = 0.0
    want[1, kinds] = 0.0
    for k in range(kinds):
        want[0, k] = followed[k] * monthly[k]
        want[1, k] = listed[k] * monthly[k]
        want[0, kinds] += want[0, k]
        want[1, kinds] += want[1, k]


@kernel
def allot(
    hours: float,
    tied: float,
    offer: Numbers,
    thin: float,
    want: Numbers,
    begins: NDArray[np.bool_],
    share: Numbers,
) -> float:
    """Divide hours over files under way and those to be opened.

    Parameters
    ----------
    hours : hours a month
        To divide.
    tied : hours a month
        Of these, those that follow the offer; the others follow the list.
    offer : array (kinds,)
        Shares of what it offers.
    thin
        Share of the standard hours that a file gets.
    want : array (2, kinds + 1)
        Standard hours of files under way, and of opening all that wait, by kind and in all.
    begins : array (kinds,)
        Whether files of a kind can begin this month.
    share : array (kinds,)
        Written: share of the list for whom a file is opened.

    Returns
    -------
    used : hours a month
        Of files under way and of those opened; never more than there are.
    """
    kinds = len(offer)
    under_way = want[0, kinds] * thin
    for k in range(kinds):
        share[k] = 0.0
    if under_way >= hours or want[1, kinds] <= 0.0:
        return float(min(under_way, hours))
    left = hours - under_way
    claims = 0.0
    for k in range(kinds):  # hours claimed, until the end
        part = tied * offer[k] + (hours - tied) * want[1, k] / want[1, kinds]
        share[k] = min(want[1, k] * thin, max(0.0, part - want[0, k] * thin))
        claims += share[k]
    fits = min(1.0, left / max(claims, 1e-9))
    left = max(0.0, left - claims * fits)
    short = 1e-9
    for k in range(kinds):
        share[k] *= fits
        short += want[1, k] * thin - share[k] if begins[k] else 0.0
    used = under_way
    for k in range(kinds):
        if not begins[k]:  # hours of a class that cannot begin yet stay set aside
            share[k] = 0.0
            continue
        claim = share[k] + (want[1, k] * thin - share[k]) * min(1.0, left / short)
        share[k] = min(1.0, claim / max(want[1, k] * thin, 1e-9))
        used += claim
    return float(min(used, hours))


@kernel
def within_targets(
    i: int,
    pays: NDArray[np.bool_],
    order: NDArray[np.int64],
    owed: Numbers,
    standard: float,
    monthly: Numbers,
    waiting: Numbers,
    in_service: Numbers,
    within: Numbers,
) -> None:
    """The share of each class on a list that the targets of an organisation still have room for.

    Parameters
    ----------
    i
        Row of the organisation.
    pays : array (classes, funders)
        Which funders pay for people of a class.
    order : array (classes,)
        Classes with the fewest payers first.
    owed : array (organisations, funders)
        Clients that targets still want this month.
    standard : hours a client
    monthly : array (kinds,)
        Hours a month of a file.
    waiting, in_service : array (providers, classes, kinds)
        People on the list, and in service.
    within : array (classes,)
        Written.
    """
    room = owed[i] * standard
    for n in range(len(order)):
        c = order[n]
        files, listed, wanting = 0.0, 1e-9, 0.0
        for k in range(len(monthly)):
            files += in_service[i, c, k] * monthly[k]
            listed += waiting[i, c, k] * monthly[k]
        for f in range(len(room)):
            wanting += room[f] if pays[c, f] else 0.0
        within[c] = min(1.0, max(0.0, wanting - files) / listed)
        taken = min(wanting, files + within[c] * listed)
        for f in range(len(room)):
            if pays[c, f] and wanting > 0.0:
                room[f] -= taken * room[f] / wanting


@kernel
def set_aside(
    tied: float, offer: Numbers, thin: float, want: Numbers, begins: NDArray[np.bool_]
) -> float:
    """Hours kept for classes of those paid for that cannot begin this month.

    Parameters
    ----------
    tied : hours a month
        That follow the offer.
    offer : array (kinds,)
        Shares of what it offers.
    thin
        Share of the standard hours that a file gets.
    want : array (2, kinds + 1)
        Standard hours of files under way, and of opening all that wait.
    begins : array (kinds,)
        Whether files of a kind can begin this month.

    Returns
    -------
    hours : hours a month
    """
    hours = 0.0
    for k in range(len(offer)):
        if not begins[k]:
            hours += min(want[1, k], max(0.0, tied * offer[k] / thin - want[0, k])) * thin
    return float(hours)


@kernel
def serve(
    organizations: Table,
    relations: Table,
    services: Table,
    parameters: Table,
    hours_a_month: float,
    fiscal_month: int,
    pays: NDArray[np.bool_],
    payable: NDArray[np.bool_],
    owed: Numbers,
    requests: Numbers,
    waiting: Numbers,
    in_service: Numbers,
    started: Numbers,
    clients: Numbers,
    thickness: Numbers,
    own_design: Numbers,
) -> None:
    """Organisations divide this month's delivery hours over files.

    Parameters
    ----------
    organizations : table (organisations,)
        Staff, share of delivery, own hours (all, where no target pays), openness and offer.
        Written: requests and people served by who pays, hours_delivery and hours_per_episode.
    relations : table (organisations, funders)
        Written: requests (clients a month).
    services : table (kinds,)
        Hours and months of a file, months between beginnings.
    parameters : table (1,)
        The group `delivery`.
    hours_a_month : hours a full-time post
    fiscal_month
        0 in April.
    pays : array (classes, funders)
        Which funders pay for people of a class.
    payable : array (providers, classes)
        Whether a target there pays for the class.
    owed : array (organisations, funders)
        Clients that targets still want this month.
    requests, waiting, in_service : array (providers, classes, kinds)
        People who came, on the list, and in service.
    started : array (providers, classes, kinds)
        Written: people whose file is opened.
    clients : array (organisations, classes)
        Written: clients of the month.
    thickness : array (providers, 2)
        Written: hours of a file against the standard, by who pays (0 nobody, 1 somebody).
    own_design : array (providers,)
        Written: share of hours of its own design.

    Notes
    -----
    A month of a file counts as its standard hours over hours_per_episode: clients of an agreement.
    """
    p = parameters[0]
    standard = p["hours_per_episode"]
    classes, kinds = waiting.shape[1:]
    begins = np.zeros(kinds, np.bool_)
    monthly = services["hours"] / services["months"]
    of_a_file = services["hours"] / standard
    for k in range(kinds):
        begins[k] = fiscal_month % int(services[k]["session_months"]) == 0
    payers = np.zeros(classes)
    for c in range(classes):
        payers[c] = pays[c].sum()
    order = np.argsort(payers, kind="mergesort")  # in one order where as many pay
    within = np.zeros(classes)
    listed = np.zeros((3, kinds))  # nobody pays, a target has room, somebody pays beyond it
    followed = np.zeros((3, kinds))
    share = np.zeros((3, kinds))
    want = np.zeros((3, 2, kinds + 1))
    came = np.zeros(2)
    done = np.zeros(2)
    for i in range(len(organizations)):
        o = organizations[i]
        listed[:] = 0.0
        followed[:] = 0.0
        came[:] = 0.0
        done[:] = 0.0
        started[i] = 0.0
        for f in range(pays.shape[1]):
            relations[i, f]["requests"] = 0.0
        if o["alive"]:
            within_targets(i, pays, order, owed, standard, monthly, waiting, in_service, within)
            for c in range(classes):
                paid = 1 if payable[i, c] else 0
                for k in range(kinds):
                    beyond = (1.0 - within[c]) * waiting[i, c, k] * paid
                    listed[2, k] += beyond
                    listed[paid, k] += waiting[i, c, k] - beyond
                    followed[paid, k] += in_service[i, c, k]
                    clients_here = requests[i, c, k] * of_a_file[k]
                    came[paid] += clients_here
                    for f in range(pays.shape[1]):
                        relations[i, f]["requests"] += clients_here * pays[c, f]
        hours = o["staff"] * hours_a_month * (o["delivery_plan"] + o["displaced"]) * o["alive"]
        own = min(hours, o["own_hours"]) if payable[i].any() else hours
        for who in range(3):
            wanted(monthly, followed[who], listed[who], want[who])
        unpaid, due, more = want[0], want[1], want[2]
        of_others = unpaid[0, kinds] + unpaid[1, kinds]
        asked = due[0, kinds] + due[1, kinds] + more[1, kinds]
        others = min(of_others, own * o["openness"])
        spare = max(0.0, hours - others - asked)
        others += max(0.0, min(spare, own - others, of_others - others))
        paid_hours = max(0.0, hours - others)
        target = min(owed[i].sum() * standard, due[0, kinds] + due[1, kinds])
        thin = min(1.0, max(p["thinnest"], paid_hours / max(target, 1e-9)))
        tied = min(hours - own, paid_hours)
        used = allot(paid_hours, tied, o["offer"], thin, due, begins, share[1])
        left = paid_hours - used - set_aside(tied, o["offer"], thin, due, begins)
        used += allot(max(0.0, left), 0.0, o["offer"], thin, more, begins, share[2])
        used += allot(others, 0.0, o["offer"], 1.0, unpaid, begins, share[0])
        thickness[i, 1] = min(thin, paid_hours / max(due[0, kinds], 1e-9))
        thickness[i, 0] = min(1.0, others / max(unpaid[0, kinds], 1e-9))
        own_design[i] = own / max(hours, 1e-9)
        for c in range(classes):
            paid = 1 if payable[i, c] else 0
            clients[i, c] = 0.0
            for k in range(kinds):
                part = share[0, k]
                if paid == 1:
                    part = within[c] * share[1, k] + (1.0 - within[c]) * share[2, k]
                started[i, c, k] = part * waiting[i, c, k]
                followed_now = in_service[i, c, k] + started[i, c, k]
                clients[i, c] += followed_now * monthly[k] / standard * o["alive"]
                done[paid] += started[i, c, k] * of_a_file[k]
        o["hours_delivery"] = used
        o["hours_per_episode"] = thickness[i, 1] * standard
        o["requests_eligible"], o["requests_ineligible"] = came[1], came[0]
        o["served_eligible"], o["served_ineligible"] = done[1], done[0]


def act(world: World) -> None:
    """Serve this month's requests."""
    demand = world.demand
    serve(
        world.organizations, world.relations, world.services, world.parameters["delivery"],
        float(world.parameters["staff"]["hours_a_month"][0]), world.calendar.fiscal_month,
        demand.pays, demand.payable, demand.owed, demand.requests, demand.waiting, demand.in_service, demand.started,
        demand.clients, demand.thickness, demand.own_design,
    )  # fmt: skip


STEPS = {
    Phase.SERVICES: Step(
        act,
        reads={
            "demand": "in_service owed payable pays requests waiting",
            "organizations": "alive delivery_plan displaced offer openness own_hours staff",
        },
        writes={
            "demand": "clients own_design started thickness",
            "organizations": (
                "hours_delivery hours_per_episode requests_eligible requests_ineligible "
                "served_eligible served_ineligible"
            ),
            "relations": "requests",
        },
        after=("provider_choice", "public_services", "referral"),
    )
}
