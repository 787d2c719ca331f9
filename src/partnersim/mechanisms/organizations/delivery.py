"""Organisations serve: the eligible on agreements, others at their own expense (M1, M2).

An organisation offers its planned delivery hours. Those that its free money pays go first, as far
as it is open to them on principle, to people nobody pays for; then come clients that a target pays
for; what is left goes to whoever else asks. When hours are short of the target, service is thinned,
down to a floor, before it is missed: targets count clients, not hours. Others wait. Standard
service fits the standard client and the needs that the ministry's programmes name; an
organisation's own offer follows needs seen in the field.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from partnersim.declarations import (
    POSITIVE,
    SHARE,
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
            unit="staff hours an episode of service",
            bounds=(1.0, 60.0),
            role=Role.SETTING,
            meaning=Text("Direct hours that one standard episode of service takes"),
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
            name="deepest",
            default=1.5,
            unit="multiple of the standard hours",
            bounds=(1.0, 4.0),
            role=Role.SETTING,
            meaning=Text("How far service deepens when hours are plenty"),
            evidence=Assumption("neutral ceiling, rarely reached", "as for thinnest"),
        ),
        Parameter(
            name="standardization_loss",
            default=0.35,
            unit="share of fit lost at full standardisation, for the least standard client",
            bounds=(0.0, 1.0),
            prior=(0.1, 0.6),
            role=Role.UNCERTAINTY,
            meaning=Text("Fit lost when standard agreements meet people off the standard"),
            evidence=Source(
                "bruneau_2021", "ch. 4 (H), ch. 5 Funding: fit into boxes; size assumed"
            ),
        ),
        Parameter(
            name="policy_fit_exponent",
            default=0.5,
            unit="exponent of priority over true need",
            bounds=(0.0, 2.0),
            prior=(0.1, 1.0),
            role=Role.UNCERTAINTY,
            meaning=Text(
                "How much standard service loses where policy names a need less than people do"
            ),
            evidence=Assumption(
                "programmes laid without knowledge of the field serve it less well (M14)",
                "Bruneau 2021 ch. 5, 6; direction only",
            ),
        ),
        Parameter(
            name="monitoring_effect",
            default=0.0,
            unit="share of quality added where all clients are counted; negative loses",
            bounds=(-0.5, 0.5),
            prior=(-0.15, 0.15),
            role=Role.UNCERTAINTY,
            meaning=Text("Whether being monitored makes service better or worse"),
            evidence=Source(
                "bengtsson_engstrom_2012", "monitoring raised efficiency (X20); the sign stays open"
            ),
        ),
        Parameter(
            name="continuity_loss",
            default=0.4,
            unit="share of quality lost at a yearly turnover of 1",
            bounds=(0.0, 1.0),
            role=Role.SETTING,
            meaning=Text("Quality lost as staff change"),
            evidence=Assumption(
                "trust and knowledge of files leave with staff (M13); a wide prior",
                "X18: no usable figure found",
            ),
        ),
    ),
)
COLUMNS = {
    "organizations": (
        Column("requests_eligible", "people a month", POSITIVE,
               Text("who ask for help and whom an agreement pays for"), closes=True),
        Column("requests_ineligible", "people a month", POSITIVE,
               Text("who ask for help and whom no agreement pays for"), closes=True),
        Column("served_eligible", "people a month", POSITIVE,
               Text("served on agreements"), closes=True),
        Column("served_ineligible", "people a month", POSITIVE,
               Text("served at its own expense"), closes=True),
        Column("chance_eligible", "share of requests", SHARE,
               Text("served, of those an agreement pays for"), closes=True),
        Column("chance_ineligible", "share of requests", SHARE,
               Text("served, of those no agreement pays for"), closes=True),
        Column("hours_per_episode", "hours", POSITIVE,
               Text("of one episode of service")),
        Column("quality", "multiple", POSITIVE,
               Text("what an hour achieves, against a steady standard team")),
    ),
    "relations": (
        Column("records", "client records", POSITIVE,
               Text("entered this month")),
        Column("requests", "people a month", POSITIVE,
               Text("who ask for help and whom this funder pays for")),
    ),
    "contracts": (
        Column("served", "clients", POSITIVE,
               Text("served this fiscal year")),
        Column("served_quarter", "clients", POSITIVE,
               Text("served this quarter")),
    ),
}  # fmt: skip


@kernel
def count_served(
    contracts: Table, paying: NDArray[np.int64], i: int, f: int, clients: float
) -> None:
    """Count clients on a funder's contracts with an organisation, by what each target still wants.

    Parameters
    ----------
    contracts : table (organisations, funders, instruments)
        Targets. Written: served, of the year and of the quarter (clients).
    paying : array (instruments paid per client,)
        Their numbers.
    i
        Row of the organisation.
    f
        Row of the funder.
    clients
        Served this month.
    """
    room = 0.0
    for m in paying:
        room += max(0.0, contracts[i, f, m]["target"] - contracts[i, f, m]["served"])
    for m in paying:
        c = contracts[i, f, m]
        part = clients * (max(0.0, c["target"] - c["served"]) / room)
        c["served"] += part
        c["served_quarter"] += part


@kernel
def standard_fit(
    funders: Table,
    contracts: Table,
    instruments: Table,
    true_need: Numbers,
    off_standard: Numbers,
    parameters: Table,
    fit: Numbers,
) -> None:
    """How well standard programmes fit each status and kind, weighted over the money of ministries.

    Parameters
    ----------
    funders : table (funders,)
        Priorities (shares by kind) and quantitative targets of ministries.
    contracts : table (organisations, funders, instruments)
        Amounts of service agreements.
    instruments : table (instruments,)
        Which are paid per client.
    true_need : array (kinds,)
        Shares of the needs of all present.
    off_standard : array (statuses,)
        Distance from the standard client, 0 to 1.
    parameters : table (1,)
        The group `delivery`.
    fit : array (statuses, kinds)
        Written: 0 to 1.

    Notes
    -----
    (1 - standardization_loss x targets x off_standard) x min(1, priority / true need)^exponent.

    References
    ----------
    Bruneau (2021), ch. 4 (H) and ch. 5 (Funding).
    """
    p = parameters[0]
    fit[:] = 0.0
    paying = np.flatnonzero(instruments["per_client"])
    total = 1e-9
    for f in range(len(funders)):
        if funders[f]["is_ministry"]:
            for m in paying:
                total += contracts["amount"][:, f, m].sum()
    for f in range(len(funders)):
        funder = funders[f]
        if not funder["is_ministry"]:
            continue
        weight = 0.0
        for m in paying:
            weight += contracts["amount"][:, f, m].sum() / total
        for k in range(fit.shape[1]):
            named = min(1.0, funder["priorities"][k] / max(true_need[k], 1e-9))
            named = max(named, 0.05) ** p["policy_fit_exponent"]
            for s in range(fit.shape[0]):
                loss = p["standardization_loss"] * funder["quantitative_targets"] * off_standard[s]
                fit[s, k] += weight * (1.0 - loss) * named


@kernel
def serve(
    organizations: Table,
    funders: Table,
    relations: Table,
    contracts: Table,
    instruments: Table,
    parameters: Table,
    hours_a_month: float,
    months_left: int,
    pays: NDArray[np.bool_],
    requests: Numbers,
    chance: Numbers,
    payable: NDArray[np.bool_],
) -> None:
    """Organisations divide this month's delivery hours over requests, and book paid clients on agreements.

    A target pays only for people whom its own funder accepts. Classes with the fewest payers are
    booked first, each on its funders in proportion to what their targets still want.

    Parameters
    ----------
    organizations : table (organisations,)
        Staff, share of delivery, openness, own hours, turnover. Written: requests and people
        served by who pays (people a month), chances of service (shares), hours_delivery,
        hours_per_episode and quality (multiple).
    funders : table (funders,)
        Quantitative targets.
    relations : table (organisations, funders)
        Written: records (client records of the month) and requests (people a month).
    contracts : table (organisations, funders, instruments)
        Targets (clients a year). Written: served and served_quarter (clients).
    instruments : table (instruments,)
        Which are paid per client.
    parameters : table (1,)
        The group `delivery`.
    hours_a_month : hours a full-time post
    months_left
        Months left in the fiscal year, over which what a target still wants is spread.
    pays : array (classes, funders)
        Which funders pay for people of a class.
    requests : array (organisations, classes, kinds)
        People a month.
    chance : array (organisations, classes)
        Written: share of requests met.
    payable : array (organisations, classes)
        Written: whether a target there pays for the class.

    Notes
    -----
    quality = (hours of an episode / standard)^0.7 x (1 - continuity_loss x turnover) x (1 +
    monitoring_effect x share of the served who are counted against targets).

    References
    ----------
    Bengtsson and Engström (2012): monitoring raised efficiency; the sign stays open.
    """
    p = parameters[0]
    standard = p["hours_per_episode"]
    classes = pays.shape[0]
    number = relations.shape[1]
    asked = np.zeros(classes)
    paid_of = np.zeros(classes)
    room_of = np.zeros(number)
    targets = np.zeros(number)
    paying = np.flatnonzero(instruments["per_client"])
    booked = np.zeros(number)
    payers = np.zeros(classes)
    for c in range(classes):
        payers[c] = pays[c].sum()
    order = np.argsort(payers)
    for i in range(len(organizations)):
        o = organizations[i]
        hours = o["staff"] * hours_a_month * (o["delivery_plan"] + o["displaced"])
        o["hours_delivery"] = 0.0
        o["served_eligible"] = 0.0
        o["served_ineligible"] = 0.0
        o["requests_eligible"] = 0.0
        o["requests_ineligible"] = 0.0
        for f in range(number):
            relations[i, f]["records"] = 0.0
            relations[i, f]["requests"] = 0.0
        if not o["alive"]:
            continue
        for f in range(number):
            targets[f] = 0.0
            room = 0.0
            for m in paying:
                contract = contracts[i, f, m]
                targets[f] += contract["target"]
                room += max(0.0, contract["target"] - contract["served"])
            room_of[f] = room / months_left
            booked[f] = 0.0
        paid = 0.0
        for n in range(classes):
            c = order[n]
            asked[c] = requests[i, c].sum()
            wanting = 0.0
            payable[i, c] = False
            for f in range(number):
                if pays[c, f]:
                    relations[i, f]["requests"] += asked[c]
                    wanting += room_of[f]
                    if targets[f] > 0.0:
                        payable[i, c] = True
            paid_of[c] = min(asked[c], wanting)
            paid += paid_of[c]
            for f in range(number):
                if pays[c, f] and wanting > 0.0:
                    part = paid_of[c] * room_of[f] / wanting
                    booked[f] += part
                    room_of[f] -= part
            if payable[i, c]:
                o["requests_eligible"] += asked[c]
            else:
                o["requests_ineligible"] += asked[c]
        welcome = o["requests_ineligible"] * o["openness"]
        wanted = o["requests_eligible"] + welcome
        kept = min(0.5 * hours, o["own_hours"] * o["openness"])  # on principle, at its own expense
        first = min(welcome, kept / standard)
        episode = min(standard * p["deepest"], max(standard, hours / max(wanted, 1e-9)))
        if (paid + first) * standard > hours:
            episode = max(hours / max(paid + first, 1e-9), standard * p["thinnest"])
        room = hours / episode
        first = min(first, room)
        room -= first
        reached = min(1.0, room / max(paid, 1e-9))
        room -= reached * paid
        unpaid = o["requests_eligible"] - reached * paid + welcome - first
        share = min(1.0, max(0.0, room) / max(unpaid, 1e-9))
        outside = (first + (welcome - first) * share) / max(o["requests_ineligible"], 1e-9)
        for c in range(classes):
            if payable[i, c]:
                done = reached * paid_of[c]
                done += share * (asked[c] - done)
                chance[i, c] = min(1.0, done / max(asked[c], 1e-9))
                o["served_eligible"] += chance[i, c] * asked[c]
            else:
                chance[i, c] = min(1.0, outside)
                o["served_ineligible"] += chance[i, c] * asked[c]
        o["chance_eligible"] = min(1.0, o["served_eligible"] / max(o["requests_eligible"], 1e-9))
        o["chance_ineligible"] = min(1.0, outside)
        o["hours_per_episode"] = episode
        o["hours_delivery"] = min(hours, episode * (o["served_eligible"] + o["served_ineligible"]))
        steady = 1.0 - p["continuity_loss"] * min(1.0, o["turnover"])
        watched = 0.0
        for f in range(number):
            clients = reached * booked[f]
            if clients > 0.0:
                count_served(contracts, paying, i, f, clients)
                relations[i, f]["records"] = clients
                watched += clients * funders[f]["quantitative_targets"]
        served = max(o["served_eligible"] + o["served_ineligible"], 1e-9)
        o["quality"] = (episode / standard) ** 0.7 * steady
        o["quality"] *= 1.0 + p["monitoring_effect"] * min(1.0, watched / served)


def open_counters(contracts: Table, year: bool) -> None:
    """Count clients from zero in a quarter's first month, and against targets from April.

    Parameters
    ----------
    contracts : table (organisations, funders, instruments)
        Written: served_quarter, and served where a year begins.
    year
        Whether a fiscal year begins.
    """
    contracts["served_quarter"] = 0.0
    if year:
        contracts["served"] = 0.0


def act(world: World) -> None:
    """Serve this month's requests."""
    if world.calendar.is_quarter_start:
        open_counters(world.contracts, world.calendar.is_year_start)
    parameters = world.parameters["delivery"]
    standard_fit(
        world.funders, world.contracts, world.instruments, world.demand.true_need,
        world.statuses.off_standard, parameters, world.demand.standard_fit,
    )  # fmt: skip
    serve(
        world.organizations,
        world.funders,
        world.relations,
        world.contracts,
        world.instruments,
        parameters,
        float(world.parameters["staff"]["hours_a_month"][0]),
        world.calendar.months_left_in_fiscal_year,
        world.demand.pays,
        world.demand.requests,
        world.demand.chance,
        world.demand.payable,
    )


STEPS = {
    Phase.SERVICES: Step(
        act,
        reads={
            "contracts": "amount target",
            "demand": "pays requests true_need",
            "funders": "is_ministry priorities quantitative_targets",
            "organizations": "alive delivery_plan displaced openness own_hours staff turnover",
        },
        writes={
            "contracts": "served served_quarter",
            "demand": "chance payable standard_fit",
            "organizations": (
                "chance_eligible chance_ineligible hours_delivery hours_per_episode "
                "quality requests_eligible requests_ineligible served_eligible "
                "served_ineligible"
            ),
            "relations": "records requests",
        },
        after=("provider_choice", "referral"),
    )
}
