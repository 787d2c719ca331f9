"""Newcomers arrive, by status and place.

Numbers come from the yearly figures of the jurisdiction. A person's needs and language are
keyed by month, status, place and order of arrival, so that scenarios with one seed share them;
with fewer arrivals the first ones are the same people. Each kind of need is there or not, by the
share of the status; who speaks least French needs classes; some know of services, others do not.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from partnersim.declarations import (
    ANY,
    POSITIVE,
    SHARE,
    Assumption,
    Column,
    Group,
    Step,
    Text,
    lever,
)
from partnersim.state.calendar import Phase
from partnersim.state.columns import AWARE, KINDS, MET, NO_PROVIDER, STAGES, UNAWARE
from partnersim.state.decisions import AWARE_AT_ARRIVAL, LANGUAGE, NEED_AT_ARRIVAL, SPEAKING_FRENCH
from partnersim.state.draws import Stream, chance, key_of_person, uniform
from partnersim.state.kernel import kernel
from partnersim.state.world import Numbers, Table, World

GROUP = Group("arrivals", Text("Arrivals of newcomers"), (
    lever("level", 1.0, (0.0, 10.0), "multiple of the yearly figures",
        "Arrivals against the recorded or assumed figures",
        Assumption("1 is the figures as they are", "not applicable")),
))  # fmt: skip

COLUMNS = {
    "newcomers": (
        Column("stage", ", ".join((f"{n} {name}" for n, name in enumerate(STAGES))), (0.0, 5.0),
            Text("how far help with the need has come, by kind"), shape=(KINDS,), stored="i1"),
        Column("provider", "provider, -1 none", ANY, Text("who follows the file, by kind of need"),
            shape=(KINDS,), stored="i2"),
        Column("member", "1 or 0", SHARE, Text("takes part in the life of an organisation"), stored="i1"),
        Column("status", "status", POSITIVE, Text("status now"), stored="i1"),
        Column("arrival_status", "status", POSITIVE, Text("status on arrival"), stored="i1"),
        Column("place", "place", POSITIVE, Text("where the person lives"), stored="i1"),
        Column("arrived", "month of the run", ANY, Text("month of arrival, negative before the run"),
            stored="i2"),
        Column("language", "share", SHARE, Text("command of the common language"), stored="f4"),
        Column("identity", "key", POSITIVE, Text("key of the person's draws"), stored="u8"),
    ),
    "places": (
        Column("arriving", "multiple", POSITIVE, Text("what the place makes of the arrivals"), start=1.0),
    ),
}  # fmt: skip


@kernel
def rows_at_most(people: Numbers, arriving: Numbers, level: float, weight: float) -> int:
    """The largest number of rows that a month of arrivals can become.

    Parameters
    ----------
    people : array (statuses, places)
        People who arrive this month by the yearly figures.
    arriving : array (places,)
        Multiple of arrivals by place.
    level
        Multiple of all arrivals.
    weight : people a row

    Returns
    -------
    rows : int
    """
    rows = 0
    for s in range(people.shape[0]):
        for a in range(people.shape[1]):
            rows += 1 + int(people[s, a] * arriving[a] * level / weight)
    return rows


@kernel
def arrive(
    people: Numbers,
    arriving: Numbers,
    level: float,
    weight: float,
    profiles: Numbers,
    french: Numbers,
    aware: Numbers,
    month: int,
    last_row: Stream,
    person: Stream,
    stage: NDArray[np.int8],
    provider: NDArray[np.int16],
    status: NDArray[np.int8],
    arrival_status: NDArray[np.int8],
    place: NDArray[np.int8],
    arrived: NDArray[np.int16],
    member: NDArray[np.int8],
    language: NDArray[np.float32],
    identity: NDArray[np.uint64],
    first: int,
    counts: Table,
    totals: Table,
) -> int:
    """Write one month's arrivals from row `first` on.

    People of a status and place are divided by the weight of a row; the part of a row left over
    becomes one more row with that probability, so that expected arrivals do not depend on scale.

    Parameters
    ----------
    people : array (statuses, places)
        People who arrive this month by the yearly figures.
    arriving : array (places,)
        Multiple of arrivals by place.
    level
        Multiple of all arrivals.
    weight : people a row
    profiles : array (statuses, kinds)
        Shares in need on arrival.
    french : array (statuses,)
        Share that knows French.
    aware : array (statuses,)
        Share that knows of services.
    month
        Month of arrival; negative before the run.
    last_row : stream
        Draw by status and place: is the part of a row left over one more row?
    person : stream
        Keys of persons, by status, place and order of arrival.
    stage, provider : array (kinds, rows)
        Written, as are the columns that follow.
    status, arrival_status, place, arrived, member, language, identity : array (rows,)
        Columns of the table of newcomers.
    first
        First row to write.
    counts : table (statuses, places)
        Added to: arrived (people).
    totals : table (statuses,)
        Added to: arrived (people).

    Returns
    -------
    rows : int
        How many were written.
    """
    kinds = profiles.shape[1]
    row = first
    for s in range(people.shape[0]):
        for a in range(people.shape[1]):
            coming = people[s, a] * arriving[a] * level
            rows = int(coming / weight + uniform(last_row, month, s, a))
            counts[s, a]["arrived"] += rows * weight
            totals[s]["arrived"] += rows * weight
            for n in range(rows):
                key = key_of_person(person, month, s, a, n)
                identity[row] = key
                status[row] = s
                arrival_status[row] = s
                place[row] = a
                arrived[row] = month
                member[row] = 0
                speaks = chance(key, 0, LANGUAGE)
                if chance(key, 0, SPEAKING_FRENCH) < french[s]:
                    language[row] = 0.5 + 0.5 * speaks
                    rank = 1.0 - french[s] * (1.0 - speaks)
                else:
                    language[row] = 0.5 * speaks
                    rank = (1.0 - french[s]) * speaks
                knows = AWARE if chance(key, 0, AWARE_AT_ARRIVAL) < aware[s] else UNAWARE
                for k in range(kinds):
                    drawn = rank if k == 0 else chance(key, 0, NEED_AT_ARRIVAL, k)
                    stage[k, row] = knows if drawn < profiles[s, k] else MET
                    provider[k, row] = NO_PROVIDER
                row += 1
    return row - first


def write_arrivals(world: World, people: Numbers, month: int) -> int:
    """Add a month of arrivals to the table of newcomers.

    Parameters
    ----------
    world
        Its newcomers are written.
    people : array (statuses, places)
        People who arrive by the yearly figures.
    month
        Month of arrival; negative before the run.

    Returns
    -------
    rows : int
        How many were written.
    """
    table, arriving = world.newcomers, world.places.arriving
    level = float(world.parameters["arrivals"]["level"][0])
    table.room_for(rows_at_most(people, arriving, level, table.weight))
    written: int = arrive(
        people, arriving, level, table.weight, world.statuses.need, world.statuses.french,
        world.statuses.aware, month, world.draws.stream("arrivals.last_row"),
        world.draws.stream("arrivals.person"), table.stage, table.provider, table.status,
        table.arrival_status, table.place, table.arrived, table.member, table.language,
        table.identity, table.rows, table.counts, table.totals,
    )  # fmt: skip
    table.rows += written
    return written


@kernel
def who_is_paid_for(
    class_of: NDArray[np.int8], paid_by_main: NDArray[np.bool_], eligible: NDArray[np.bool_]
) -> None:
    """Whether the main ministry pays for those who arrive this month.

    Parameters
    ----------
    class_of : array (statuses, months)
        Class, by months since arrival.
    paid_by_main : array (classes,)
        Whether the main ministry pays for people of a class.
    eligible : array (statuses,)
        Written.
    """
    for s in range(len(eligible)):
        eligible[s] = paid_by_main[class_of[s, 0]]


def act(world: World) -> None:
    """This month's newcomers, and who of them the main ministry pays for."""
    table, demand = world.newcomers, world.demand
    table.begin_month()
    eligible = table.eligible[world.now + table.months_before]
    who_is_paid_for(demand.class_of, demand.paid_by_main, eligible)
    write_arrivals(world, world.arrivals[world.now], world.now)


STEPS = {
    Phase.ARRIVALS: Step(
        act,
        writes={
            "newcomers": (
                "arrival_status arrived counts eligible identity language member place provider "
                "rows stage status totals"
            )
        },
    )
}
