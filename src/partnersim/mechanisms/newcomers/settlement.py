"""What a month does to newcomers beside their needs: settling, leaving, a decision on asylum.

A person is followed until the last horizon at which needs are measured, and from then on until no need
is left or six years have passed. Those whose status waits for a decision (asylum seekers) get one; the
accepted change to the status that the jurisdiction gives them, some of the refused stay with another,
others leave. What becomes of needs stands in stages.py, which reads this group's parameters too.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

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
from partnersim.state.columns import HORIZONS_MONTHS, KINDS, MET
from partnersim.state.decisions import CLAIM_DECIDED, CLAIM_OUTCOME, LEAVING
from partnersim.state.draws import chance
from partnersim.state.kernel import kernel
from partnersim.state.newcomers import BLOCK
from partnersim.state.world import Numbers, Table, World

GROUP = Group("settling", Text("Settling"), (
    uncertainty("effectiveness", 1.0, (0.4, 1.6), (0.0, 5.0), "multiple of the effects by kind",
        "What a whole, fitting service does to the need it is for",
        Source("vgq_2017", "9 % reach oral autonomy after courses (X23); other kinds assumed")),
    uncertainty("own_progress", 1.0, (0.6, 1.5), (0.0, 5.0), "multiple of the rates by kind",
        "How needs are met by work, family and time alone",
        Source("xue_2008", "employed at 6 and 24 months: 44 and 58 %, services included")),
    uncertainty("returning", 1.0, (0.4, 1.8), (0.0, 5.0), "multiple of the rates by kind",
        "How often needs that were met return",
        Assumption("jobs, homes and ties are lost again", "rates at which needs return: none found")),
    setting("early_months", 4.0, (0.5, 60.0), "months", "Months in which early progress falls to 37 %",
        Source("xue_2008", "most of those employed at 24 months were so at 6")),
    setting("decision_months", 18.0, (1.0, 120.0), "months", "Mean time to a decision on asylum",
        Source("cbc_asylum_2018", "about 18 months before December 2012")),
    setting("acceptance", 0.6, (0.0, 1.0), "share of decided claims", "Claims accepted",
        Source("cbc_asylum_2018", "44 % (2013) to 70 % (2017) of decisions")),
    setting("refused_who_stay", 0.3, (0.0, 1.0), "share of refused claims",
        "Refused people who stay without status",
        Assumption("unknown by nature", "no estimate for Quebec found")),
))  # fmt: skip

COLUMNS = {
    "places": (
        Column("leaving", "multiple", POSITIVE, Text("what the place makes of the chance of leaving"),
            start=1.0),
    ),
}  # fmt: skip


@kernel
def decided(outcome: float, parameters: Any, accepted_as: int, refused_as: int) -> int:
    """The status after a decision on a claim; below 0 who must leave.

    Parameters
    ----------
    outcome
        Draw of the decision, in [0, 1).
    parameters : row of the group `settling`
    accepted_as, refused_as
        Statuses that follow.

    Returns
    -------
    status : int
    """
    if outcome < parameters["acceptance"]:
        return accepted_as
    stays = (1.0 - parameters["acceptance"]) * parameters["refused_who_stay"]
    return refused_as if outcome < parameters["acceptance"] + stays else -1


@kernel
def settle(
    rows: int,
    weight: float,
    month: int,
    months_before: int,
    parameters: Table,
    accepted_as: NDArray[np.int8],
    refused_as: NDArray[np.int8],
    leaving: Numbers,
    leaving_by_place: Numbers,
    stage: NDArray[np.int8],
    provider: NDArray[np.int16],
    status: NDArray[np.int8],
    arrival_status: NDArray[np.int8],
    place: NDArray[np.int8],
    arrived: NDArray[np.int16],
    member: NDArray[np.int8],
    language: NDArray[np.float32],
    identity: NDArray[np.uint64],
    counts: Table,
    totals: Table,
    cohorts: Table,
) -> int:
    """Who settles, leaves or gets a decision this month; rows of the gone are filled from the end.

    Order does not matter: draws are keyed by person. A block of people at a time; those to whom
    something may happen, by the likeliest chance of leaving anywhere, are picked, and looked at row by row.

    Parameters
    ----------
    rows
        Newcomers present.
    weight : people a row
    month
        Months since the run began.
    months_before
        Months of arrivals before the run; cohorts begin with them, and people are followed as long.
    parameters : table (1,)
        The group `settling`.
    accepted_as, refused_as : array (statuses,)
        Status after a claim is accepted, or refused and the person stays; below 0 where no claim
        is pending.
    leaving : array (statuses,)
        Chance a year of leaving.
    leaving_by_place : array (places,)
        Multiple of it.
    stage : array (kinds, rows)
        Of each need.
    status : array (rows,)
        Written where a claim is decided.
    provider, arrival_status, place, arrived, member, language, identity : array (rows,)
        Columns of the table; written where a row is filled from the end.
    counts : table (statuses, places)
        Added to: settled, left and changed_status (people).
    totals : table (statuses,)
        Added to, by status at arrival: settled and left (people).
    cohorts : table (months, statuses, places, horizons)
        Added to: need (people in need, by kind) and people.

    Returns
    -------
    rows : int
        Newcomers who remain.

    Notes
    -----
    A claim is decided with the chance 1 / decision_months.

    References
    ----------
    CBC (2018) on decisions of asylum.
    """
    p = parameters[0]
    places = np.uint64(len(leaving_by_place))
    leaving_here = np.outer(
        leaving / 12.0, leaving_by_place
    ).ravel()  # a month, by status and place
    likeliest = leaving_here.max()
    may_happen = np.empty(BLOCK, np.bool_)
    unmet = np.empty(BLOCK, np.int8)
    luck = np.empty(BLOCK, np.float64)
    picked = np.empty(BLOCK, np.uint64)
    gone = np.empty(rows, np.int64)
    number_gone = 0
    for start in range(0, rows, BLOCK):
        block = slice(start, min(start + BLOCK, rows))
        kinds, since, keys = status[block], arrived[block], identity[block]
        size = len(kinds)
        unmet[:] = 0
        for k in range(KINDS):
            of_kind = stage[k, block]
            for i in range(size):
                unmet[i] |= of_kind[i]
        for i in range(size):
            luck[i] = chance(keys[i], month, LEAVING)
        for i in range(size):
            age = month - since[i]
            over = (age >= HORIZONS_MONTHS[-1]) & ((unmet[i] == MET) | (age >= months_before))
            may_happen[i] = over | (luck[i] < likeliest) | (age in HORIZONS_MONTHS)
        for claimant in range(len(accepted_as)):
            if accepted_as[claimant] >= 0:  # a claim is pending
                for i in range(size):
                    may_happen[i] |= kinds[i] == claimant
        number = np.uint64(0)
        for i in range(size):
            picked[number] = np.uint64(i)
            number += np.uint64(may_happen[i])
        for v in range(number):
            i = picked[v]
            n = np.uint64(start) + i
            s, a = np.uint64(status[n]), np.uint64(place[n])
            first = np.uint64(arrival_status[n])
            age = month - arrived[n]
            row = arrived[n] + months_before
            for h in range(len(HORIZONS_MONTHS)):
                if age == HORIZONS_MONTHS[h] and row >= 0:
                    cohorts[row, first, a, h]["people"] += weight
                    for k in range(KINDS):
                        cohorts[row, first, a, h]["need"][k] += weight * (stage[k, n] != MET)
            if age >= HORIZONS_MONTHS[-1] and (unmet[i] == MET or age >= months_before):
                counts[s, a]["settled"] += weight
                totals[first]["settled"] += weight
                gone[number_gone] = n
                number_gone += 1
                continue
            leaves = luck[i] < leaving_here[s * places + a]
            claims = accepted_as[s] >= 0 and not leaves
            if claims and chance(identity[n], month, CLAIM_DECIDED) < 1.0 / p["decision_months"]:
                outcome = chance(identity[n], month, CLAIM_OUTCOME)
                becomes = decided(outcome, p, accepted_as[s], refused_as[s])
                leaves = becomes < 0
                if not leaves:
                    status[n] = becomes
                    counts[np.uint64(becomes), a]["changed_status"] += weight
            if leaves:
                counts[s, a]["left"] += weight
                totals[first]["left"] += weight
                gone[number_gone] = n
                number_gone += 1
    last = rows
    for v in range(number_gone - 1, -1, -1):  # from the end, so that who fills a row stays
        hole = gone[v]
        last -= 1
        for k in range(KINDS):
            stage[k, hole] = stage[k, last]
            provider[k, hole] = provider[k, last]
        status[hole] = status[last]
        arrival_status[hole] = arrival_status[last]
        place[hole] = place[last]
        arrived[hole] = arrived[last]
        member[hole] = member[last]
        language[hole] = language[last]
        identity[hole] = identity[last]
    return last


def act(world: World) -> None:
    """One month in the life of all newcomers."""
    table = world.newcomers
    rows = settle(
        table.rows, table.weight, world.now, table.months_before, world.parameters["settling"],
        world.statuses.accepted_as, world.statuses.refused_as, world.statuses.leaving_a_year,
        world.places.leaving, table.stage, table.provider, table.status, table.arrival_status,
        table.place, table.arrived, table.member, table.language, table.identity, table.counts,
        table.totals, table.cohorts,
    )  # fmt: skip
    table.rows = int(rows)


STEPS = {
    Phase.SERVICES: Step(
        act,
        writes={
            "newcomers": (
                "arrival_status arrived cohorts counts identity language member place provider "
                "rows stage status totals"
            )
        },
        after=("stages",),
    )
}
