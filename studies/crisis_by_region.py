"""A crisis by place: who is hit, who lends, whom officials know afterwards, what out of reach costs (M19).

`covid_crisis_by_region` in paired runs, whole and without each of its four parts in turn, so that what is
lost is what that part gave. Those who held the net are the quarter of organisations that served most people
whom public services sent, in the run where officials see nothing of it.

    python -m studies.crisis_by_region [runs]     writes docs/data/crisis_by_region.csv
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from partnersim.analysis.runs.paired_runs import Interval, interval
from studies.saved import runs_asked, save

if TYPE_CHECKING:
    import numpy as np

    from partnersim.model import PartnershipModel
    from partnersim.scenario.settings import Settings

RUNS = 20
SEED = 44_000
SCENARIO = "covid_crisis_by_region"
DATA = Path("docs/data/crisis_by_region.csv")
EVEN = tuple(
    f"crisis_places.{place}.strikes=1"
    for place in ("montreal", "montreal_ring", "quebec_city", "regions")
)
WITHOUT = {
    "places": EVEN,
    "lent staff": ("lent_staff.by_public_services=0", "lent_staff.by_organizations=0"),
    "recognition": ("officials_who_see.meetings=0",),
    "out of reach": ("out_of_reach.share=0",),
}
ACUTE, AWAY, CRISIS = range(6), range(4), range(24)  # months since it began
AT = {"after 6 months": 5, "at its end": 23, "a year after": 35, "two years after": 47}
_QUARTER = 0.75
Watched = dict[str, Any]  # by what is watched: (months since the crisis began, organisations)


def follow(settings: Settings, run: int, seed: int) -> Watched:
    """One run, watched from the first month of its crisis on."""
    import numpy as np

    from partnersim.model import PartnershipModel

    model = PartnershipModel(settings, seed=seed, run=run, uncertainty="prior", check_ledgers=True)
    begins = model.world.calendar.spin_up_months
    begins += int(settings.parameters["crisis"]["starts_after_months"])
    months: list[dict[str, np.ndarray]] = []
    while model.world.now < model.world.calendar.months:
        model.step()
        if model.world.now > begins:
            months.append(dict(_now(model)))
    watched: Watched = {name: np.array([month[name] for month in months]) for name in months[0]}
    return watched


def _now(model: PartnershipModel) -> Iterator[tuple[str, np.ndarray]]:
    """What is watched of this month."""
    o, main = model.world.organizations, model.world.main_funder
    for name in ("alive", "place", "borrowed_hours"):
        yield name, o[name].copy()
    for name in ("tie", "direct_access", "talks"):
        yield name, model.world.relations[name][:, main].astype(float)
    yield "mission", o["hours_associative_life"] + o["hours_advocacy"]
    yield "served", o["served_eligible"] + o["served_ineligible"]
    yield "sent", model.world.places.referred[o["place"]] * o["alive"]
    yield "lent_hours", model.world.places.lent_hours.copy()


def compared(whole: Watched, less: Mapping[str, Watched], hours: float) -> dict[str, float]:
    """The measures of one run and of the same without each part; posts are of so many hours."""
    return {
        **_of_places(whole, less["places"], hours),
        **_of_loans(whole, less["lent staff"], hours),
        **_of_recognition(whole, less["recognition"]),
        **_of_reach(whole, less["out of reach"]),
    }


def _of_places(whole: Watched, even: Watched, hours: float) -> dict[str, float]:
    told = {}
    for name, here in _places(whole).items():
        for what, unit in (("mission", hours), ("served", 1.0)):
            told[f"level: {what} in acute months, {name}"] = _mean(whole[what], ACUTE, here) / unit
            told[f"places: {what} in acute months, {name}"] = (
                _mean(whole[what], ACUTE, here) - _mean(even[what], ACUTE, here)
            ) / unit
    return told


def _of_loans(whole: Watched, none: Watched, hours: float) -> dict[str, float]:
    import numpy as np

    got = whole["borrowed_hours"][: len(ACUTE)]
    public = whole["lent_hours"][: len(ACUTE)].sum(axis=1).mean() / hours
    told = {
        "lent: posts of public services, acute months": public,
        "lent: posts of peers, acute months": -np.minimum(got, 0.0).sum(axis=1).mean() / hours,
    }
    for name, here in _places(whole).items():
        lent = np.maximum(got[:, here], 0.0).sum(axis=1).mean() / hours
        told[f"lent: posts lent to, {name}"] = lent
        for what, unit in (("mission", hours), ("served", 1.0)):
            gained = _mean(whole[what], ACUTE, here) - _mean(none[what], ACUTE, here)
            told[f"lent: {what} in acute months, {name}"] = gained / unit
    everywhere = np.ones(got.shape[1], bool)
    for what, unit in (("mission", hours), ("served", 1.0)):
        later = range(6, 18)
        gained = _mean(whole[what], later, everywhere) - _mean(none[what], later, everywhere)
        told[f"lent: {what} in the year after they left"] = gained / unit
    return told


def _of_recognition(whole: Watched, none: Watched) -> dict[str, float]:
    import numpy as np

    held = (none["served"] * none["sent"])[: len(CRISIS)].sum(axis=0)
    there = whole["alive"][-1] & none["alive"][-1]
    net = there & (held >= np.quantile(held[there], _QUARTER))
    told = {}
    for when, month in AT.items():
        for what in ("tie", "direct_access"):
            gained = whole[what][month] - none[what][month]
            told[f"recognition: {what}, all, {when}"] = gained[there].mean()
            told[f"recognition: {what}, held the net less the others, {when}"] = (
                gained[net].mean() - gained[there & ~net].mean()
            )
    for what, span in (("in the crisis", CRISIS), ("in the two years after", range(24, 48))):
        talks = whole["talks"][list(span)].sum(axis=0) - none["talks"][list(span)].sum(axis=0)
        told[f"recognition: conversations a year, held the net, {what}"] = talks[net].sum() / 2.0
        told[f"recognition: conversations a year, all, {what}"] = talks.sum() / 2.0
    return told


def _of_reach(whole: Watched, none: Watched) -> dict[str, float]:
    there = whole["alive"][-1] & none["alive"][-1]
    held = [watched["talks"][list(AWAY)].sum() for watched in (whole, none)]
    told = {
        "out of reach: conversations held, four months": held[0],
        "out of reach: conversations not held, four months": held[1] - held[0],
    }
    for when, month in ({"after 4 months": 3, "after a year": 11} | AT).items():
        for what in ("tie", "direct_access"):
            lost = whole[what][month] - none[what][month]
            told[f"out of reach: {what}, {when}"] = lost[there].mean()
    return told


def _places(watched: Watched) -> dict[str, np.ndarray]:
    montreal = watched["place"][0] == 0
    return {"Montreal": montreal, "elsewhere": ~montreal}


def _mean(values: np.ndarray, months: range, here: np.ndarray) -> float:
    """Sum over organisations, mean over months."""
    return float(values[months.start : months.stop][:, here].sum(axis=1).mean())


def measured(
    runs: int = RUNS, seed: int = SEED, **overrides: Any
) -> dict[str, dict[str, Interval]]:
    """By part, what it gives, over paired runs."""
    import numpy as np

    from partnersim.scenario.loading import load

    whole = load(SCENARIO, **overrides)
    less = {part: load(SCENARIO, sets, **overrides) for part, sets in WITHOUT.items()}
    hours = float(whole.parameters["staff"]["hours_a_month"])
    told = [
        compared(
            follow(whole, run, seed),
            {part: follow(settings, run, seed) for part, settings in less.items()},
            hours,
        )
        for run in range(runs)
    ]
    by_part: dict[str, dict[str, Interval]] = {}
    for name in told[0]:
        part, _, measure = name.partition(": ")
        values = np.array([each[name] for each in told])
        by_part.setdefault(part, {})[measure] = interval(values)
    return by_part


def main() -> None:
    """Measure and write the table."""
    save(DATA, "part", measured(runs_asked(RUNS)))


if __name__ == "__main__":
    main()
