"""A crisis: closed borders, surging needs, relaxed requirements, meetings that multiply (M19).

From its first month to its last it is acute for some months, then milder. How acute it is scales
everything: arrivals lost, accountability that funders lift of their own accord for as
long as their goodwill lasts, meetings that multiply and go online. Intensity 0 is no crisis. Work
that public services send to organisations is a file of its own, and so are emergency money, staff that
is lent, what officials see and what a place adds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnersim.declarations import (
    Assumption,
    Group,
    Parameter,
    Role,
    Source,
    Step,
    Text,
)
from partnersim.state.calendar import Phase
from partnersim.systems.crisis.months import months_since

if TYPE_CHECKING:
    from partnersim.state.world import World

GROUP = Group(
    "crisis",
    Text("Crisis"),
    (
        Parameter(
            name="intensity",
            default=0.0,
            unit="0 no crisis to 1 that of 2020",
            bounds=(0.0, 1.0),
            role=Role.LEVER,
            meaning=Text("How strong the crisis is"),
            evidence=Assumption("no crisis unless the scenario has one", "not applicable"),
        ),
        Parameter(
            name="starts_after_months",
            default=60,
            unit="months after the scenario begins",
            bounds=(0, 1200),
            role=Role.LEVER,
            meaning=Text("First month of the crisis"),
            evidence=Assumption("half-way through ten years", "not applicable"),
        ),
        Parameter(
            name="ends_after_months",
            default=84,
            unit="months after the scenario begins",
            bounds=(1, 1200),
            role=Role.LEVER,
            meaning=Text("Month in which the crisis is over"),
            evidence=Assumption("two years, March 2020 to early 2022", "dates of public measures"),
        ),
        Parameter(
            name="acute_months",
            default=6,
            unit="months",
            bounds=(0, 120),
            role=Role.SETTING,
            meaning=Text("How long the crisis is acute"),
            evidence=Source(
                "observatoire_aca_2021", "March to September 2020, when expectations came back"
            ),
        ),
        Parameter(
            name="later_share",
            default=0.5,
            unit="share of the acute intensity",
            bounds=(0.0, 1.0),
            role=Role.SETTING,
            meaning=Text("How strong it is after the acute months"),
            evidence=Assumption(
                "later waves, borders half open", "Observatoire de l'ACA 2021; no measure"
            ),
        ),
        Parameter(
            name="arrivals_lost",
            default=0.5,
            unit="share of arrivals",
            bounds=(0.0, 1.0),
            role=Role.SETTING,
            meaning=Text("Arrivals that closed borders stop"),
            evidence=Source(
                "ircc_pr_2025",
                "permanent admissions 2020 against 2019: -38 % over a year, borders shut for nine "
                "months of it",
            ),
        ),
        Parameter(
            name="needs_added",
            default=0.01,
            unit="chance a month that a need that is met returns",
            bounds=(0.0, 1.0),
            role=Role.SETTING,
            meaning=Text("Needs of employment, housing and ties that the crisis adds"),
            evidence=Assumption(
                "calls for help multiplied; work lost, people alone",
                "Observatoire de l'ACA 2021: no measure of needs",
            ),
        ),
        Parameter(
            name="relaxation",
            default=0.6,
            unit="share of accountability lifted",
            bounds=(0.0, 1.0),
            role=Role.SETTING,
            meaning=Text("Requirements that funders lift of their own accord"),
            evidence=Source("observatoire_aca_2021", "goodwill at first, then back; share assumed"),
        ),
        Parameter(
            name="goodwill_months",
            default=6,
            unit="months",
            bounds=(0, 120),
            role=Role.SETTING,
            meaning=Text("How long the goodwill of funders lasts"),
            evidence=Source("observatoire_aca_2021", "requirements back from September 2020 on"),
        ),
        Parameter(
            name="meetings",
            default=2.0,
            unit="multiple of ordinary meetings",
            bounds=(0.0, 10.0),
            role=Role.SETTING,
            meaning=Text("How meetings multiply"),
            evidence=Source(
                "observatoire_aca_2021",
                "a drastic increase, half a week if all accepted; size assumed",
            ),
        ),
        Parameter(
            name="online_hours",
            default=0.6,
            unit="hours against a meeting in person",
            bounds=(0.0, 1.0),
            role=Role.SETTING,
            meaning=Text("Time an online meeting takes"),
            evidence=Source("observatoire_aca_2021", "easier logistics; size assumed"),
        ),
        Parameter(
            name="online_depth",
            default=0.5,
            unit="what a meeting in person does for a tie",
            bounds=(0.0, 1.0),
            role=Role.SETTING,
            meaning=Text("How deep an online meeting goes"),
            evidence=Source(
                "observatoire_aca_2021",
                "no room for the talk that collective action needs; size assumed",
            ),
        ),
    ),
    increasing=(("starts_after_months", "ends_after_months"),),
)


def act(world: World) -> None:
    """What the crisis is this month."""
    p = world.parameters["crisis"][0]
    conditions = world.conditions[0]
    since = months_since(world)
    lasts = int(p["ends_after_months"]) - int(p["starts_after_months"])
    level = 0.0
    if 0 <= since < lasts:
        level = float(p["intensity"])
        if since >= p["acute_months"]:
            level *= float(p["later_share"])
    goodwill = level > 0.0 and since < p["goodwill_months"]
    conditions["crisis"] = level
    conditions["relaxed"] = level * p["relaxation"] if goodwill else 0.0
    conditions["meetings"] = 1.0 + level * (p["meetings"] - 1.0)
    conditions["meeting_hours"] = 1.0 - level * (1.0 - p["online_hours"])
    conditions["meeting_depth"] = 1.0 - level * (1.0 - p["online_depth"])
    if level > 0.0:
        world.arrivals[world.now] *= 1.0 - level * float(p["arrivals_lost"])


STEPS = {
    Phase.SHOCKS: Step(
        act,
        writes={
            "conditions": "crisis meeting_depth meeting_hours meetings relaxed",
            "world": "arrivals",
        },
    )
}
