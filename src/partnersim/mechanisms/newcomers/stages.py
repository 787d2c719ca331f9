"""What a month does to every need: people hear, ask, wait, are served, progress by themselves, give up.

A need is unaware of help, aware, waiting, in service, met or given up (docs/decisions/0029). In a month:

    met by own progress    own x multiple of the status x (1 + early e^(-age / early_months))
    unaware to aware       hearing e^(-age / fading_months)
    aware to waiting       asking e^(-age / fading_months) x how readily the place is reached
    waiting to in service  files opened over people on the lists
    waiting to given up    1 - 0.5^(1 / patience_months)
    in service, at its end met, by effect x dose x fit; given up, by the kind's share; or aware again
    given up to aware      asking_again
    met to aware           returning x the kind's share; unaware, where services are not known

A file ends by chance, 1 / its months each month; those of a class end together, with its session.
Measures of waiting count those on the lists whose file is not opened this month, and half of those who
asked in the month before.
The dose of a file is (1 - e^(-c x)) / (1 - e^-c), c its curvature and x the part of the hours above
the threshold of the kind. Standard service fits the less, the further a status is from the standard
client; service of an organisation's own design fits. Files that staff leave behind go back on the list.
One draw a person, month and kind decides; people who are served may join the life of an organisation.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from partnersim.declarations import (
    POSITIVE,
    SHARE,
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
from partnersim.state.columns import KINDS
from partnersim.state.kernel import kernel
from partnersim.state.month_of_needs import live
from partnersim.state.services import chances_to_end, own_chances
from partnersim.state.world import Numbers, Table, World

GROUP = Group("seeking", Text("Seeking help"), (
    uncertainty("asking", 0.36, (0.18, 0.72), (0.0, 1.0), "chance a month, on arrival",
        "Asking for help with a need by those who know of services",
        Assumption("with supply it makes courses wait 45 to 86 working days (commissioner 2024)",
            "km4s.ca: shares that ever use services; Auditor General 2017: 31 % enrolled; no rate")),
    uncertainty("hearing", 0.0066, (0.003, 0.012), (0.0, 1.0), "chance a month, on arrival",
        "Hearing of services by those who do not know of them",
        Assumption("46 % ever use services, three quarters of whom know of them on arrival",
            "km4s.ca, 2021; 70 % of those who use none do not know of them; no rate")),
    setting("fading_months", 30.0, (1.0, 120.0), "months",
        "Months in which asking and hearing fall to 37 %",
        Assumption(
            "three years of use for each who ever uses: 607,000 clients a year for 437,000 admissions "
            "(X11), 46 % of whom ever use services", "km4s.ca, 2021; IRCC; no curve")),
    uncertainty("patience_months", 6.0, (3.0, 12.0), (0.5, 60.0), "months",
        "Months of waiting after which half have given up",
        Assumption("some who enrol never come, after waits of up to three months",
            "Auditor General 2017; La Presse 2017; no share by wait")),
    setting("asking_again", 0.03, (0.0, 1.0), "chance a month",
        "Chance that somebody who gave up thinks of asking again",
        Assumption("within two or three years", "Auditor General 2017; no figure")),
    setting("taking_part", 0.12, (0.0, 1.0), "chance a file, at full language and full participation",
        "How readily a served person joins the life of the organisation",
        Source("bruneau_2021", "ch. 5 (D): time, skills and language bar the way")),
))  # fmt: skip

COLUMNS = {
    "organizations": (
        Column("support", "multiple", POSITIVE, Text("what a council adds to what an hour achieves"),
            start=1.0),
    ),
    "places": (
        Column("progress", "multiple", POSITIVE, Text("what the place makes of newcomers' own progress"),
            start=1.0),
        Column("sent", "multiple", POSITIVE,
            Text("what is sent to organisations makes of hearing and asking"), start=1.0),
        Column("needs_added", "chance a month, by kind of need", SHARE,
            Text("that a need that is met returns, beside the usual"), shape=(KINDS,)),
    ),
}  # fmt: skip


@kernel
def opened(
    here: NDArray[np.int64],
    number_here: NDArray[np.int64],
    listed: Numbers,
    started: Numbers,
    start: Numbers,
    drawn_to: Numbers,
    asked: Numbers,
    eligible: NDArray[np.bool_],
    served: Table,
) -> None:
    """The chance that somebody who waits is served, and by whom.

    Parameters
    ----------
    here : array (places, providers)
        Providers of each place.
    number_here : array (places,)
        How many these are.
    listed : array (classes, places, kinds)
        People who wait.
    started : array (providers, classes, kinds)
        People whose file is opened.
    start : array (classes, places, kinds)
        Written: the chance.
    drawn_to : array (classes, places, kinds, providers)
        Written: cumulative shares of the providers of the place.
    asked : array (classes, places, kinds)
        People who began to ask last month, halfway through it on the mean.
    eligible : array (classes,)
        Whether the main ministry pays for people of a class.
    served : table (2, kinds)
        Added to, by eligibility: started and waiting (people, over the month).
    """
    classes, places, kinds = start.shape
    for c in range(classes):
        for a in range(places):
            for k in range(kinds):
                total = 0.0
                for m in range(number_here[a]):
                    total += started[here[a, m], c, k]
                    drawn_to[c, a, k, m] = total
                for m in range(number_here[a]):
                    drawn_to[c, a, k, m] /= max(total, 1e-12)
                start[c, a, k] = min(1.0, total / max(listed[c, a, k], 1e-9))
                of = served[1 if eligible[c] else 0, k]
                of["started"] += total
                of["waiting"] += max(0.0, listed[c, a, k] - total) + asked[c, a, k] / 2.0


def act(world: World) -> None:
    """One month of all needs."""
    table, demand, parameters = world.newcomers, world.demand, world.parameters
    statuses, places, services = world.statuses, world.places, world.services
    own = np.empty((KINDS, len(statuses.names), table.months_before + 1))
    own_chances(services, parameters["settling"], statuses.own_progress, own)
    ending = np.empty(KINDS)
    chances_to_end(services, world.calendar.fiscal_month, ending)
    served = table.services[world.now]
    opened(
        demand.here, demand.number_here, demand.listed, demand.started, demand.start, demand.drawn_to,
        demand.asked, demand.paid_by_main, served,
    )  # fmt: skip
    live(
        table.rows, table.weight, world.now, bool(demand.adrift[0]), ending, demand.paid_by_main, demand.class_of, own,
        statuses.aware, statuses.off_standard, places.progress, places.sent,
        places.needs_added, world.organizations, services, parameters["seeking"],
        parameters["settling"], parameters["delivery"], demand.payable, demand.thickness,
        demand.own_design, demand.watched, demand.reach, demand.start, demand.drawn_to, demand.here,
        demand.number_here, table.stage, table.provider, table.status, table.place, table.arrived,
        table.member, table.language, table.identity, demand.asked, table.counts, served,
    )  # fmt: skip


STEPS = {
    Phase.SERVICES: Step(
        act,
        writes={
            "demand": "asked drawn_to start",
            "newcomers": "counts member provider services stage",
        },
        after=("delivery", "public_services"),
    )
}
