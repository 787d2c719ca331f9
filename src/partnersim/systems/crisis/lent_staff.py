"""Lent staff: in the first months of a crisis, people whose work has stopped help where hands are short (M19).

Public services of a place lend a part of the hours of the files that they no longer open; organisations, as
far as they trust their peers, a part of the delivery hours that neither files nor people on the list take.
Both go to organisations of the same place whose files and list take more hours than they have, in proportion
to what these are short of, and never beyond it.
The regular employer goes on paying. After some months everybody is back.

    lent to i = min(1, offered / short) x short of i          offered = public services' + peers'
    lent by j = min(1, short / offered) x part x trust x idle hours of j
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from partnersim.declarations import Assumption, Group, Source, Step, Text, lever, setting
from partnersim.state.calendar import Phase
from partnersim.state.kernel import kernel
from partnersim.state.world import Numbers, Table, World
from partnersim.systems.crisis.months import months_since

GROUP = Group("lent_staff", Text("Staff lent in a crisis"), (
    lever("by_public_services", 0.0, (0.0, 1.0),
        "share of the hours of files that public services no longer open",
        "What public services lend to organisations",
        Assumption("none unless the scenario has some; institutions and a city lent staff",
            "Observatoire de l'ACA 2021, The Power of Solidarity: no number")),
    lever("by_organizations", 0.0, (0.0, 1.0),
        "share of delivery hours that neither files nor the list take, at full trust in peers",
        "What organisations lend to their peers",
        Assumption("none unless the scenario has some; workers of other groups helped",
            "Observatoire de l'ACA 2021, The Power of Solidarity: no number")),
    setting("months", 6, (0, 120), "months from the first of the crisis", "How long staff is lent",
        Source("observatoire_aca_2021",
            "The Power of Solidarity: first months, often short-lived; as long as the goodwill")),
))  # fmt: skip


@kernel
def lend(
    organizations: Table,
    services: Table,
    set_of: NDArray[np.int64],
    staff_share: Numbers,
    waiting: Numbers,
    in_service: Numbers,
    by_public: Numbers,
    by_peers: float,
    hours_a_month: float,
    lent_hours: Numbers,
) -> None:
    """Move a month's hours, in each place, from those who are idle to those who are short.

    Parameters
    ----------
    organizations : table (organisations,)
        Place, staff, plan of delivery, trust in peers. Written: borrowed_hours (hours a month, less
        those lent).
    services : table (kinds,)
        Hours and months of a file.
    set_of : array (classes, kinds)
        Which payers pay for help with a need.
    staff_share : array (organisations, sets)
        Hours of a file that an organisation gives itself.
    waiting, in_service : array (providers, classes, kinds)
        Last month's lists and files.
    by_public : array (places,)
        Hours that public services would lend.
    by_peers
        Share of idle hours that an organisation would lend at full trust.
    hours_a_month : hours a full-time post
    lent_hours : array (places,)
        Written: hours that public services lend.

    References
    ----------
    Observatoire de l'ACA (2021), The Power of Solidarity.
    """
    monthly = services["hours"] / services["months"]
    for a in range(len(lent_hours)):
        short = 0.0
        offered = by_public[a]
        for i in range(len(organizations)):
            o = organizations[i]
            if o["place"] != a:
                continue
            o["borrowed_hours"] = 0.0
            if not o["alive"] or o["staff"] <= 0.0:
                continue
            idle = o["staff"] * hours_a_month * o["delivery_plan"]
            for c in range(waiting.shape[1]):
                for k in range(len(services)):
                    files = waiting[i, c, k] + in_service[i, c, k]
                    idle -= files * monthly[k] * staff_share[i, set_of[c, k]]
            o["borrowed_hours"] = idle * by_peers * o["trust_in_peers"] if idle > 0.0 else idle
            short += max(0.0, -idle)
            offered += max(0.0, o["borrowed_hours"])
        moved = min(short, offered)
        got, gone = moved / max(short, 1e-9), moved / max(offered, 1e-9)
        for i in range(len(organizations)):
            o = organizations[i]
            if o["place"] == a:
                o["borrowed_hours"] *= -gone if o["borrowed_hours"] > 0.0 else -got
        lent_hours[a] = gone * by_public[a]


def act(world: World) -> None:
    """This month's loans; nobody lends before, after, or where nothing is lent."""
    p, places = world.parameters["lent_staff"][0], world.places
    o = world.organizations
    lasts = world.conditions["crisis"][0] > 0.0 and months_since(world) < p["months"]
    if not lasts or p["by_public_services"] + p["by_organizations"] <= 0.0:
        o["borrowed_hours"] = 0.0
        places.lent_hours[:] = 0.0
        return
    ordinary = (world.arrivals[world.now].T @ world.public_files) @ world.services["hours"]
    not_opened = places.public_unanswered * ordinary
    by_public = float(p["by_public_services"]) * not_opened
    for entry in world.tables["crisis_places"]:
        a = int(entry["place"])
        by_public[a] = min(float(not_opened[a]), float(by_public[a] * entry["help"]))
    demand, parameters = world.demand, world.parameters
    lend(
        o, world.services, demand.set_of, demand.staff_share, demand.waiting, demand.in_service,
        by_public, float(p["by_organizations"]), float(parameters["staff"]["hours_a_month"][0]),
        places.lent_hours,
    )  # fmt: skip


STEPS = {
    Phase.SERVICES: Step(
        act,
        writes={"organizations": "borrowed_hours", "places": "lent_hours"},
        after=("agreement_targets",),
        before=("outsourcing", "provider_choice"),
    )
}
