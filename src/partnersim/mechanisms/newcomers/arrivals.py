"""Newcomers arrive, by status and place.

Numbers come from the yearly figures of the jurisdiction. A person's needs, language and luck are
keyed by month, status, place and order of arrival, so that scenarios with one seed share them;
with fewer arrivals the first ones are the same people.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from partnersim.declarations import (
    ANY,
    POSITIVE,
    SHARE,
    Assumption,
    Column,
    Group,
    Parameter,
    Role,
    Step,
    Text,
)
from partnersim.state.calendar import Phase
from partnersim.state.columns import KINDS
from partnersim.state.decisions import LANGUAGE, NEED_AT_ARRIVAL, SPEAKING_FRENCH
from partnersim.state.draws import chance, key_of_person, uniform
from partnersim.state.hazard import NEUTRAL_TRUST
from partnersim.state.kernel import kernel

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from partnersim.state.draws import Stream
    from partnersim.state.world import Numbers, Table, World

GROUP = Group(
    "arrivals",
    Text("Arrivals of newcomers"),
    (
        Parameter(
            name="level",
            default=1.0,
            unit="multiple of the yearly figures",
            bounds=(0.0, 5.0),
            role=Role.LEVER,
            meaning=Text("Arrivals against the recorded or assumed figures"),
            evidence=Assumption("1 is the figures as they are", "not applicable"),
        ),
        Parameter(
            name="need_spread",
            default=0.5,
            unit="half-width, as a share of the mean need",
            bounds=(0.0, 1.0),
            role=Role.SETTING,
            meaning=Text("How much needs differ between people of one status"),
            evidence=Assumption(
                "profiles by status are means; surveys show wide spreads within a category",
                "evidence X1 to X4; ISQ and ministry pages on integration outcomes",
            ),
        ),
    ),
)

COLUMNS = {
    "newcomers": (
        Column("need", "need by kind, 0 to 1", SHARE, Text("what the person needs help with"),
               shape=(KINDS,), stored="f4"),
        Column("status", "status", POSITIVE, Text("status now"), stored="i1"),
        Column("arrival_status", "status", POSITIVE, Text("status on arrival"), stored="i1"),
        Column("place", "place", POSITIVE, Text("where the person lives"), stored="i1"),
        Column("arrived", "month of the run", ANY,
               Text("month of arrival, negative before the run"), stored="i2"),
        Column("language", "share", SHARE, Text("command of the common language"), stored="f4"),
        Column("identity", "key", POSITIVE, Text("key of the person's draws"), stored="u8"),
    ),
    "places": (
        Column("arriving", "multiple", POSITIVE,
               Text("what the place makes of the arrivals"), start=1.0),
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
    parameters: Table,
    month: int,
    last_row: Stream,
    person: Stream,
    need: NDArray[np.float32],
    status: NDArray[np.int8],
    arrival_status: NDArray[np.int8],
    place: NDArray[np.int8],
    arrived: NDArray[np.int16],
    asking: NDArray[np.int8],
    waiting: NDArray[np.int16],
    active: NDArray[np.int8],
    member: NDArray[np.int8],
    language: NDArray[np.float32],
    trust: NDArray[np.float32],
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
        Mean needs on arrival, 0 to 1.
    french : array (statuses,)
        Share that knows French.
    parameters : table (1,)
        The group `arrivals`.
    month
        Month of arrival; negative before the run.
    last_row : stream
        Draw by status and place: is the part of a row left over one more row?
    person : stream
        Keys of persons, by status, place and order of arrival.
    need : array (kinds, rows)
        Written, as are the columns that follow; 0 to 1.
    status, arrival_status, place, arrived, asking, waiting, active, member, language, trust, identity : array (rows,)
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
    p = parameters[0]
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
                asking[row] = 0
                waiting[row] = 0
                active[row] = 1
                member[row] = 0
                trust[row] = NEUTRAL_TRUST
                speaks = chance(key, 0, LANGUAGE)
                language[row] = (
                    0.5 + 0.5 * speaks
                    if chance(key, 0, SPEAKING_FRENCH) < french[s]
                    else 0.5 * speaks
                )
                for k in range(kinds):
                    drawn = profiles[s, k] * (
                        1.0 + p["need_spread"] * (2.0 * chance(key, 0, NEED_AT_ARRIVAL, k) - 1.0)
                    )
                    need[k, row] = min(1.0, max(0.0, drawn))
                need[0, row] = min(need[0, row], 1.0 - 0.6 * language[row])
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
    parameters = world.parameters["arrivals"]
    level = float(parameters["level"][0])
    table.room_for(rows_at_most(people, arriving, level, table.weight))
    written: int = arrive(
        people, arriving, level, table.weight, world.statuses.need, world.statuses.french, parameters,
        month, world.draws.stream("arrivals.last_row"), world.draws.stream("arrivals.person"),
        table.need, table.status, table.arrival_status,
        table.place, table.arrived, table.asking, table.waiting, table.active, table.member,
        table.language, table.trust, table.identity, table.rows, table.counts, table.totals,
    )  # fmt: skip
    table.rows += written
    return written


def act(world: World) -> None:
    """This month's newcomers."""
    world.newcomers.begin_month()
    write_arrivals(world, world.arrivals[world.now], world.now)


STEPS = {
    Phase.ARRIVALS: Step(
        act,
        reads={"places": "arriving", "world": "arrivals"},
        writes={
            "newcomers": (
                "active arrival_status arrived asking counts identity language member "
                "need place rows status totals trust waiting"
            )
        },
    )
}
