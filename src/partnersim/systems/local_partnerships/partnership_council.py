"""Who sits on the council of a local partnership, and what a council of that size can do (M20).

Once a year seats of the settlement sector are offered: some to delegates of umbrella tables, some
by invitation to those of standing, the others to whoever is interested. An organisation comes by its
own will: it trusts its peers, has time left, sees a future in it, and, if small, is paid for coming.
Seats of other sectors fill as institutions believe in it. Where funding is uncertain members leave.

    efficacy = 1 / (1 + seats taken, or of an executive that decides / manageable)
    representativeness = mean of breadth of sectors, voice of the place's organisations, outreach
"""

from __future__ import annotations

import functools
from typing import Any

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
    yes_or_no,
)
from partnersim.state.calendar import MONTHS_A_YEAR, Phase
from partnersim.state.decisions import REGISTER
from partnersim.state.world import World
from partnersim.systems.local_partnerships.council_levers import COUNCIL
from partnersim.systems.local_partnerships.names import RULES, SECTOR_OF_LEAD, SECTORS

_COORDINATES = ("partnership", "organization")
REGISTER.add("partnership_council.leaving", _COORDINATES)
REGISTER.add("partnership_council.sitting", _COORDINATES)
GROUP = Group("partnership_council", Text("Sitting on a local council"), (
    setting("hours_per_meeting", 10.0, (0.0, 100.0), "hours, working groups and reading included",
        "What a meeting takes of a member",
        Assumption("a meeting, a working group between two, and reading",
            "Bradford and Andrew 2011: working groups, no hours")),
    setting("small_staff", 3.0, (0.0, 100.0), "full-time equivalents",
        "Staff below which an organisation is small",
        Assumption("no spare employee for meetings", "Bradford and Andrew 2011: no size given")),
    setting("interest", 0.8, (0.0, 1.0), "chance at neutral trust, no felt burden, certain funding",
        "How readily an organisation joins",
        Assumption("calls met interest everywhere", "Bradford and Andrew 2011, Part 1; no rate")),
    setting("manageable", 40.0, (1.0, 500.0), "seats at which efficacy is one half",
        "Size beyond which a council works badly",
        Source("bradford_andrew_2011", "Transition 1: sixty impede, keep it manageable; value assumed")),
    setting("delegate_voice", 0.3, (0.0, 1.0), "share of a seat of one's own",
        "How far a delegate speaks for the table's other members",
        Source("bradford_andrew_2011", "Annex B, 5: small ones badly represented; value assumed")),
    setting("leaving", 0.05, (0.0, 1.0), "chance a month for a member when nothing is certain",
        "How fast uncertain funding loses members",
        Source("bradford_andrew_2011", "Annex B, 5: fatigue, changes of members; rate assumed")),
    setting("dollars_of_outreach", 40_000.0, (1.0, 5.0e6),
        "2020 dollars a year that reach 63 % of a place's groups", "What outreach costs",
        Assumption("a dozen focus groups and an assembly", "Bradford and Andrew 2011: counts, no cost")),
))  # fmt: skip
GROUPS = (COUNCIL, GROUP)
COLUMNS = {
    "councils": (yes_or_no("sits", Text("it sits on the council of that partnership")),),
    "partnerships": (
        Column("members", "organisations", POSITIVE, Text("on the council")),
        Column("others", "seats", POSITIVE, Text("taken by other sectors")),
        Column("small_members", "organisations", POSITIVE, Text("small ones on the council")),
        Column("efficacy", "share", SHARE, Text("how well the council works")),
        Column("efficacy_of_all", "share", SHARE, Text("how well all who sit would work together")),
        Column("representativeness", "share", SHARE, Text("how well the council represents the place")),
        Column("outreached", "share", SHARE, Text("depth: how far the community was consulted")),
        Column("doors", "share", SHARE, Text("how far institutions beyond settlement are at the table")),
    ),
}  # fmt: skip
_SETTLEMENT = SECTORS.index("settlement")
_PACE = 1.0 / 6.0  # other sectors and outreach follow within about half a year
_EXECUTIVE = RULES.index("executive")
_INVITED = 2.0  # being asked doubles the will to come


_BY_INTEREST = (
    1.0,
    0.0,
    0.5,
)  # seats open to whoever comes, by selection: interest, invitation, mix


def act(world: World) -> None:
    """Seats, leaving, hours, and what the council is worth."""
    world.organizations["council_hours"] = 0.0
    months = world.now - world.calendar.spin_up_months
    councils = world.tables["councils"]
    s = world.parameters["partnership_council"][0]
    for n, p in enumerate(world.tables["partnerships"]):
        world.tables["councils"]["sits"][n] &= world.organizations["alive"]
        if p["meeting"] and (months - int(p["begins_after"])) % MONTHS_A_YEAR == 0:
            _fill(world, n, p, s)
        _leave(world, n, p, s)
        if p["meeting"] and p["host"] >= 0:
            councils["sits"][n, int(p["host"])] = True  # who leads keeps its seat
        _others_come(p, s)
        if p["meeting"]:
            hours = s["hours_per_meeting"] * p["meetings_a_year"] / MONTHS_A_YEAR
            sits = councils["sits"][n]
            world.organizations["council_hours"][sits] += (
                hours * councils["hours_of_meeting"][n][sits]
            )
            if p["host"] >= 0:
                world.organizations["council_hours"][int(p["host"])] += p["hours_a_month"]
        _weigh(world, n, p, s)


def _will(world: World, p: Any, s: Any) -> NDArray[np.float64]:
    """Each organisation's readiness to sit (organisations,)."""
    o = world.organizations
    will = s["interest"] * (0.5 + o["trust_in_peers"]) * (1.0 - o["felt_burden"])
    will = will * (0.5 + 0.5 * p["certainty"])
    staff = world.parameters["staff"][0]
    cost = s["hours_per_meeting"] * staff["cost_a_month"] / staff["hours_a_month"]
    paid_for = min(1.0, float(p["stipend"]) / max(float(cost), 1e-9))
    readiness: NDArray[np.float64] = np.where(
        o["staff"] < s["small_staff"], will * (0.3 + 0.7 * paid_for), will
    )
    return np.minimum(1.0, readiness)


def _fill(world: World, n: int, p: Any, s: Any) -> None:
    """Offer the free settlement seats: delegates, then those invited, then the interested."""
    o, council = world.organizations, world.tables["councils"]["sits"][n]
    seats = round(float(p["size"] * p["sectors"][_SETTLEMENT]))
    of_place = o["alive"] & (o["place"] == p["place"])
    drawn = functools.partial(world.draws.uniform, "partnership_council.sitting", world.now, n)
    luck = np.array([drawn(i) for i in range(len(o))])
    will = _will(world, p, s)
    standing = o["participation"] + world.relations["tie"][:, int(p["funder"])]
    delegates = round(float(p["umbrella_delegates"]) * seats)
    invited = round((1.0 - _BY_INTEREST[int(p["selection"])]) * (seats - delegates))
    for who, order, many in (
        (o["umbrella_member"], -o["influence"], delegates),  # a table sends somebody
        (luck < _INVITED * will, -standing, invited),
        (luck < will, luck, seats - delegates - invited),
    ):
        room = min(many, seats - int(council.sum()))
        free = of_place & ~council & who
        chosen = [i for i in np.argsort(order, kind="stable") if free[i]]
        council[chosen[: max(0, room)]] = True


def _leave(world: World, n: int, p: Any, s: Any) -> None:
    rate = float(s["leaving"]) * (1.0 - float(p["certainty"]))
    for i in map(int, np.flatnonzero(world.tables["councils"]["sits"][n])):
        if world.draws.uniform("partnership_council.leaving", world.now, n, i) < rate:
            world.tables["councils"]["sits"][n, i] = False


def _others_come(p: Any, s: Any) -> None:
    """Seats of other sectors fill as far as the future seems certain; outreach goes deeper.

    Those of a lead's own sector fill while it stays; an election empties them.
    """
    wanted = p["size"] * (1.0 - p["sectors"][_SETTLEMENT]) if p["meeting"] else 0.0
    sector = SECTOR_OF_LEAD[int(p["lead"])]
    own = p["sectors"][SECTORS.index(sector)] if sector in SECTORS[1:] else 0.0
    sure = p["size"] * own * 0.5 * (1.0 - p["certainty"]) if p["given_hours"] > 0.0 else 0.0
    if p["vacated"]:
        p["others"] *= 1.0 - own / max(1.0 - p["sectors"][_SETTLEMENT], 1e-9)
    p["others"] += _PACE * (wanted * (0.5 + 0.5 * p["certainty"]) + sure - p["others"])
    known = 1.0 + max(0.0, p["learnt_outreach"] - p["outreached"])
    dollars = p["outreach_dollars"] * known
    reach = 1.0 - np.exp(-MONTHS_A_YEAR * dollars / s["dollars_of_outreach"])
    p["outreached"] += _PACE * (reach - p["outreached"])


def _weigh(world: World, n: int, p: Any, s: Any) -> None:
    o, council = world.organizations, world.tables["councils"]["sits"][n]
    p["members"] = council.sum()
    p["small_members"] = (council & (o["staff"] < s["small_staff"])).sum()
    seats = float(p["members"] + p["others"])
    few = p["decides_by"] == _EXECUTIVE and p["deciding"] > 0.0
    p["efficacy"] = 1.0 / (1.0 + (p["deciding"] if few else seats) / s["manageable"])
    p["efficacy_of_all"] = 1.0 / (1.0 + seats / s["manageable"])
    if seats <= 0.0:
        p["representativeness"] = p["doors"] = 0.0
        return
    meant = float(1.0 - p["sectors"][_SETTLEMENT])
    by_sector = p["sectors"] * p["others"] / max(meant, 1e-9)
    by_sector[_SETTLEMENT] = p["members"]
    breadth = (1.0 - ((by_sector / seats) ** 2).sum()) / (1.0 - 1.0 / len(SECTORS))
    of_place = o["alive"] & (o["place"] == p["place"])
    spoken_for = o["umbrella_member"] & (p["umbrella_delegates"] > 0.0)
    voice = np.where(council, 1.0, np.where(spoken_for, s["delegate_voice"], 0.0))
    if few:  # an executive speaks for the other members as delegates do
        beside = council & ~world.tables["councils"]["decides"][n]
        voice[beside] = s["delegate_voice"]
    heard = float(voice[of_place].mean()) if of_place.any() else 1.0  # nobody is left out
    p["representativeness"] = min(1.0, (breadth + heard + float(p["outreached"])) / 3.0)
    p["doors"] = min(1.0, float(p["others"]) / max(float(p["size"]) * meant, 1e-9))


STEPS = {
    Phase.TABLES: Step(
        act,
        writes={
            "organizations": "council_hours",
            "partnerships": (
                "doors efficacy efficacy_of_all members others outreached representativeness "
                "small_members"
            ),
            "councils": "sits",
        },
        before=("umbrella",),
    )
}
