"""A crisis: closed borders, surging needs, relaxed requirements, meetings that multiply (M19).

From its first month to its last it is acute for some months, then milder. How acute it is scales
everything: arrivals lost, accountability that funders lift of their own accord for as
long as their goodwill lasts, meetings that multiply and go online. Intensity 0 is no crisis. Work
that public services send to organisations is a file of its own, and so are emergency money, staff that
is lent, what officials see and what a place adds.
"""

from __future__ import annotations

from partnersim.declarations import Assumption, Group, Source, Step, Text, lever, setting
from partnersim.state.calendar import Phase
from partnersim.state.world import World
from partnersim.systems.crisis.months import months_since

GROUP = Group("crisis", Text("Crisis"), (
    lever("intensity", 0.0, (0.0, 1.0), "0 no crisis to 1 that of 2020", "How strong the crisis is",
        Assumption("no crisis unless the scenario has one", "not applicable")),
    lever("starts_after_months", 60, (0, 1200), "months after the scenario begins",
        "First month of the crisis", Assumption("half-way through ten years", "not applicable")),
    lever("ends_after_months", 84, (1, 1200), "months after the scenario begins",
        "Month in which the crisis is over",
        Assumption("two years, March 2020 to early 2022", "dates of public measures")),
    setting("acute_months", 6, (0, 120), "months", "How long the crisis is acute",
        Source("observatoire_aca_2021", "March to September 2020, when expectations came back")),
    setting("later_share", 0.5, (0.0, 1.0), "share of the acute intensity",
        "How strong it is after the acute months",
        Assumption("later waves, borders half open", "Observatoire de l'ACA 2021; no measure")),
    setting("arrivals_lost", 0.5, (0.0, 1.0), "share of arrivals", "Arrivals that closed borders stop",
        Source("ircc_pr_2025",
            "permanent admissions 2020 against 2019: -38 % over a year, borders shut for nine months of it")),
    setting("needs_added", 0.01, (0.0, 1.0), "chance a month that a need that is met returns",
        "Needs of employment, housing and ties that the crisis adds",
        Assumption("calls for help multiplied; work lost, people alone",
            "Observatoire de l'ACA 2021: no measure of needs")),
    setting("relaxation", 0.6, (0.0, 1.0), "share of accountability lifted",
        "Requirements that funders lift of their own accord",
        Source("observatoire_aca_2021", "goodwill at first, then back; share assumed")),
    setting("goodwill_months", 6, (0, 120), "months", "How long the goodwill of funders lasts",
        Source("observatoire_aca_2021", "requirements back from September 2020 on")),
    setting("meetings", 2.0, (0.0, 10.0), "multiple of ordinary meetings", "How meetings multiply",
        Source("observatoire_aca_2021", "a drastic increase, half a week if all accepted; size assumed")),
    setting("online_hours", 0.6, (0.0, 1.0), "hours against a meeting in person",
        "Time an online meeting takes", Source("observatoire_aca_2021", "easier logistics; size assumed")),
    setting("online_depth", 0.5, (0.0, 1.0), "what a meeting in person does for a tie",
        "How deep an online meeting goes",
        Source("observatoire_aca_2021", "no room for the talk that collective action needs; size assumed")),
), increasing=(("starts_after_months", "ends_after_months"),))  # fmt: skip


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
