"""What a month does to newcomers: own progress, taking part, settling, leaving, a decision on asylum.

All needs fall slowly by themselves. Taking part in an organisation's life eases isolation. Those whose
status waits for a decision (asylum seekers) get one; the accepted change to the status that the
jurisdiction gives them, some of the refused stay with another, others leave. What a visit
to an organisation does stands in visits.py, and that who gave up may come back in seeking.py; both
read this group's parameters.
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
from partnersim.state.columns import (
    HORIZONS_MONTHS,
    INCLUSION,
    KINDS,
    SOCIAL_TIES,
)
from partnersim.state.decisions import CLAIM_DECIDED, CLAIM_OUTCOME
from partnersim.state.draws import chance
from partnersim.state.kernel import kernel
from partnersim.state.newcomers import BLOCK

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from partnersim.state.world import Numbers, Table, World

GROUP = Group(
    "settling",
    Text("Settling"),
    (
        Parameter(
            name="effectiveness",
            default=0.55,
            unit="share of a need met by a standard, fitting episode",
            bounds=(0.0, 1.0),
            prior=(0.3, 0.8),
            role=Role.UNCERTAINTY,
            meaning=Text("What one good episode of service does to the need it is for"),
            evidence=Source(
                "vgq_2017", "9 % reach oral autonomy after a course (X23); a wide prior"
            ),
        ),
        Parameter(
            name="spillover",
            default=0.15,
            unit="share of the effect on every other need",
            bounds=(0.0, 1.0),
            prior=(0.0, 0.3),
            role=Role.UNCERTAINTY,
            meaning=Text("What help with one need does for the others"),
            evidence=Assumption(
                "needs hang together: language opens work, housing opens school",
                "Bruneau 2021 ch. 4; Meinhard et al. 2015 sect. 5.4 (holistic); no measure",
            ),
        ),
        Parameter(
            name="holism",
            default=0.5,
            unit="share of spillover added at the longest horizon, lost at the shortest",
            bounds=(0.0, 1.0),
            prior=(0.0, 1.0),
            role=Role.UNCERTAINTY,
            meaning=Text("How much broader organisations help that aim at long-term outcomes"),
            evidence=Source(
                "meinhard_2015", "sect. 5.1, 5.4, 6.1: holistic, long-term support; size assumed"
            ),
        ),
        Parameter(
            name="own_progress",
            default=0.012,
            unit="share of every need met a month without service",
            bounds=(0.0, 0.2),
            prior=(0.007, 0.018),
            role=Role.UNCERTAINTY,
            meaning=Text("How needs fall by work, family and time alone"),
            evidence=Assumption(
                "most settle within years without asking anybody",
                "ISQ pages on employment by time since admission; no rate of this kind",
            ),
        ),
        Parameter(
            name="settled_below",
            default=0.15,
            unit="mean need",
            bounds=(0.01, 0.5),
            role=Role.SETTING,
            meaning=Text("Mean need under which a person counts as settled"),
            evidence=Assumption("a cut-off of ours; results are read as need left", "none exists"),
        ),
        Parameter(
            name="patience_months",
            default=4.0,
            unit="requests in vain",
            bounds=(1.0, 60.0),
            role=Role.SETTING,
            meaning=Text("Unserved requests after which a person may stop asking"),
            evidence=Source("vgq_2017", "18 % drop out of francization (X23); mechanism assumed"),
        ),
        Parameter(
            name="coming_back",
            default=0.02,
            unit="chance a month",
            bounds=(0.0, 1.0),
            role=Role.SETTING,
            meaning=Text("Chance that somebody of middling trust who gave up asks again"),
            evidence=Assumption("low and neutral", "Auditor General 2017; no figure"),
        ),
        Parameter(
            name="trust_from_a_visit",
            default=0.15,
            unit="share of the distance to what the visit was worth",
            bounds=(0.0, 1.0),
            prior=(0.05, 0.3),
            role=Role.UNCERTAINTY,
            meaning=Text("How much one visit changes a person's trust in organisations"),
            evidence=Assumption(
                "services are chosen and kept through trust (D, J); a third of the eligible come",
                "Bruneau 2021 ch. 4; Meinhard et al. 2015 sect. 5.4; no measure",
            ),
        ),
        Parameter(
            name="own_offer_fit",
            default=0.85,
            unit="fit of the organisation's own offer, any status and need",
            bounds=(0.0, 1.0),
            role=Role.SETTING,
            meaning=Text("How well an organisation's own offer meets needs seen in the field"),
            evidence=Source("bruneau_2021", "ch. 4 (J, G), ch. 5 Participation; direction only"),
        ),
        Parameter(
            name="taking_part",
            default=0.12,
            unit="chance an episode, at full language and full participation",
            bounds=(0.0, 1.0),
            role=Role.SETTING,
            meaning=Text("How readily a served person joins the life of the organisation"),
            evidence=Source("bruneau_2021", "ch. 5 (D): time, skills and language bar the way"),
        ),
        Parameter(
            name="belonging",
            default=0.03,
            unit="share of the need for ties and inclusion met a month",
            bounds=(0.0, 0.5),
            role=Role.SETTING,
            meaning=Text("What taking part in an organisation's life does against isolation"),
            evidence=Source(
                "bruneau_2021",
                "ch. 5 Participation (G): workshops that break isolation; size assumed",
            ),
        ),
        Parameter(
            name="decision_months",
            default=18.0,
            unit="months",
            bounds=(1.0, 120.0),
            role=Role.SETTING,
            meaning=Text("Mean time to a decision on asylum"),
            evidence=Source("cbc_asylum_2018", "about 18 months before December 2012"),
        ),
        Parameter(
            name="acceptance",
            default=0.6,
            unit="share of decided claims",
            bounds=(0.0, 1.0),
            role=Role.SETTING,
            meaning=Text("Claims accepted"),
            evidence=Source("cbc_asylum_2018", "44 % (2013) to 70 % (2017) of decisions"),
        ),
        Parameter(
            name="refused_who_stay",
            default=0.3,
            unit="share of refused claims",
            bounds=(0.0, 1.0),
            role=Role.SETTING,
            meaning=Text("Refused people who stay without status"),
            evidence=Assumption("unknown by nature", "no estimate for Quebec found"),
        ),
    ),
)

COLUMNS = {
    "places": (
        Column("leaving", "multiple", POSITIVE,
               Text("what the place makes of the chance of leaving"), start=1.0),
    ),
}  # fmt: skip


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
    luck: NDArray[np.float32],
    counts: Table,
    totals: Table,
    cohorts: Table,
) -> int:
    """Live one month for each newcomer; rows of those who settle or leave are filled from the end.

    Order does not matter: draws are keyed by person. A block of people at a time, needs fall kind
    by kind; then those to whom more happens are picked, and looked at row by row.

    Parameters
    ----------
    rows
        Newcomers present.
    weight : people a row
    month
        Months since the run began.
    months_before
        Months of arrivals before the run; cohorts begin with them.
    parameters : table (1,)
        The group `settling`.
    accepted_as, refused_as : array (statuses,)
        Status after a claim is accepted, or refused and the person stays; below 0 where no claim
        is pending.
    leaving : array (statuses,)
        Chance a year of leaving.
    leaving_by_place : array (places,)
        Multiple of it.
    need : array (kinds, rows)
        Written: 0 to 1.
    status : array (rows,)
        Written where a claim is decided.
    arrival_status, place, arrived, asking, waiting, active, member, language, trust, identity : array (rows,)
        Columns of the table; written where a row is filled from the end.
    luck : array (rows,)
        This month's draw for leaving, [0, 1).
    counts : table (statuses, places)
        Added to: settled, left and changed_status (people).
    totals : table (statuses,)
        Added to, by status at arrival: settled and left (people).
    cohorts : table (months, statuses, places, horizons)
        Added to: need left (mean need x people) and people.

    Returns
    -------
    rows : int
        Newcomers who remain.

    Notes
    -----
    need -> need x (1 - own_progress), and for ties and inclusion of members x (1 - belonging). A
    claim is decided with the chance 1 / decision_months.

    References
    ----------
    Bruneau (2021), ch. 5 (Participation, G): workshops that break isolation; CBC (2018) on
    decisions of asylum.
    """
    p = parameters[0]
    keep = np.float32(1.0 - p["own_progress"])
    settled_below = p["settled_below"]
    belonging, unit = np.float32(p["belonging"]), np.float32(1.0)
    share = np.float32(1.0 / KINDS)
    places = np.uint64(len(leaving_by_place))
    leaving_here = np.outer(
        leaving / 12.0, leaving_by_place
    ).ravel()  # a month, by status and place
    means = np.empty(BLOCK, np.float32)
    likely = np.empty(BLOCK, np.float32)
    happens = np.empty(BLOCK, np.bool_)
    picked = np.empty(BLOCK, np.uint64)
    gone = np.empty(rows, np.int64)
    number_gone = 0
    for start in range(0, rows, BLOCK):
        block = slice(start, min(start + BLOCK, rows))
        belongs, kinds, since = member[block], status[block], arrived[block]
        where, leaves = place[block], luck[block]
        size = len(kinds)
        means[:] = 0.0
        for k in range(KINDS):
            of_kind = need[k, block]
            eases = belonging if k in (SOCIAL_TIES, INCLUSION) else np.float32(0.0)
            for i in range(size):
                left = of_kind[i] * (unit - eases * belongs[i]) * keep
                of_kind[i] = left
                means[i] += left
        for i in range(size):
            means[i] *= share
        for i in range(size):
            likely[i] = leaving_here[np.uint64(kinds[i]) * places + np.uint64(where[i])]
        for i in range(size):
            ends = (means[i] < settled_below) | (leaves[i] < likely[i])
            waits = accepted_as[np.uint64(kinds[i])] >= 0
            happens[i] = ends | waits | (month - since[i] in HORIZONS_MONTHS)
        number = np.uint64(0)
        for i in range(size):
            picked[number] = np.uint64(i)
            number += np.uint64(happens[i])
        for v in range(number):
            i = picked[v]
            n = np.uint64(start) + i
            s = np.uint64(status[n])
            a = np.uint64(place[n])
            first = np.uint64(arrival_status[n])
            mean = means[i]
            age = month - arrived[n]
            row = arrived[n] + months_before
            settled = mean < settled_below
            for h in range(len(HORIZONS_MONTHS)):
                reached = age == HORIZONS_MONTHS[h] or (settled and age < HORIZONS_MONTHS[h])
                if reached and row >= 0:
                    cohorts[row, first, a, h]["need"] += mean * weight
                    cohorts[row, first, a, h]["people"] += weight
            if settled:
                counts[s, a]["settled"] += weight
                totals[first]["settled"] += weight
                gone[number_gone] = n
                number_gone += 1
                continue
            leaves_now = leaves[i] < likely[i]
            claims = accepted_as[s] >= 0 and not leaves_now
            if claims and chance(identity[n], month, CLAIM_DECIDED) < 1.0 / p["decision_months"]:
                outcome = chance(identity[n], month, CLAIM_OUTCOME)
                accepted = p["acceptance"]
                if outcome < accepted:
                    status[n] = accepted_as[s]
                    counts[np.uint64(accepted_as[s]), a]["changed_status"] += weight
                elif outcome < accepted + (1.0 - accepted) * p["refused_who_stay"]:
                    status[n] = refused_as[s]
                    counts[np.uint64(refused_as[s]), a]["changed_status"] += weight
                else:
                    leaves_now = True
            if leaves_now:
                counts[s, a]["left"] += weight
                totals[first]["left"] += weight
                gone[number_gone] = n
                number_gone += 1
    last = rows
    for v in range(number_gone - 1, -1, -1):  # from the end, so that who fills a row stays
        hole = gone[v]
        last -= 1
        for k in range(KINDS):
            need[k, hole] = need[k, last]
        status[hole] = status[last]
        arrival_status[hole] = arrival_status[last]
        place[hole] = place[last]
        arrived[hole] = arrived[last]
        asking[hole] = asking[last]
        waiting[hole] = waiting[last]
        active[hole] = active[last]
        member[hole] = member[last]
        language[hole] = language[last]
        trust[hole] = trust[last]
        identity[hole] = identity[last]
    return last


def act(world: World) -> None:
    """One month in the life of all newcomers."""
    table = world.newcomers
    rows = settle(
        table.rows, table.weight, world.now, table.months_before, world.parameters["settling"],
        world.statuses.accepted_as, world.statuses.refused_as, world.statuses.leaving_a_year,
        world.places.leaving, table.need, table.status,
        table.arrival_status, table.place, table.arrived, table.asking, table.waiting, table.active,
        table.member, table.language, table.trust, table.identity, table.luck, table.counts, table.totals,
        table.cohorts,
    )  # fmt: skip
    table.rows = int(rows)


STEPS = {
    Phase.SERVICES: Step(
        act,
        reads={"newcomers": "luck", "places": "leaving"},
        writes={
            "newcomers": (
                "active arrival_status arrived asking cohorts counts identity language "
                "member need place rows status totals trust waiting"
            )
        },
        after=("visits",),
    )
}
