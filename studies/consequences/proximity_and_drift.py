"""Are insiders like providers because they became so, were so, or neither? (Bruneau 2021, ch. 4)

Insiders have had a seat of their own at the main ministry in two of the last five years. Selection: the
difference in orientation between those who will be insiders and the others, when the scenario begins; some
of them sat in the spin-up already, and how many is said. Who has free posts would come and has room for the
mission: the difference now is also taken between organisations of as many posts and free posts. Influence:
in a second run on the same draws, five organisations drawn at random are given a seat of their own for five
years; their orientation at the end of the fifth, and five years later, is set against that of the same
organisations without it.

    python -m studies.consequences.proximity_and_drift [runs]
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from partnersim.analysis.runs.executors import opened
from partnersim.model import PartnershipModel
from partnersim.scenario.loading import load
from partnersim.state.decisions import REGISTER
from studies.consequences.statements import mean_of, save, write
from studies.saved import runs_asked

if TYPE_CHECKING:
    from partnersim.scenario.settings import Settings
    from partnersim.state.calendar import Phase

RUNS, YEARS, GIVEN_YEARS, CHOSEN, SEED = 60, 12, 5, 5, 71_008
SCENARIO = "mifi_status_quo"
REGISTER.add("studies.seated")
_LEAST = 0.5  # posts, in logarithms
_CONSULTATION = "partnersim.mechanisms.funders.consultation"


class Seated(PartnershipModel):
    """A run in which some organisations sit for five years from the scenario's third year on."""

    def __init__(self, settings: Settings, run: int, gives: bool) -> None:
        self.gives = gives
        self.chosen = np.zeros(0, int)
        super().__init__(settings, seed=SEED, run=run, uncertainty="prior")
        self.first = self.world.calendar.spin_up_months + 24

    def _run(self, phase: Phase) -> None:
        world = self.world
        for act in self._steps[phase]:
            act(world)
            if getattr(act, "__module__", "") != _CONSULTATION:
                continue
            if world.now == self.first:
                r = world.relations[:, world.main_funder]
                rows = np.flatnonzero(world.organizations["alive"] & ~r["seat"])
                which = world.draws.generator("studies.seated")
                self.chosen = which.permutation(rows)[:CHOSEN]
            if self.gives and self.first <= world.now < self.first + 12 * GIVEN_YEARS:
                world.relations["seat"][self.chosen, world.main_funder] = True
                world.relations["delegate"][self.chosen, world.main_funder] = False


def of_as_many_posts(o: np.ndarray, inside: np.ndarray) -> float:
    """How much higher orientation is inside among as many posts and free posts: least squares on logarithms."""
    if inside.all() or not inside.any():
        return np.nan
    free = np.maximum(0.0, o["staff"] - o["posts_tied"])
    sizes = [np.log(np.maximum(o["staff"], _LEAST)), np.log(free + _LEAST)]
    columns = np.column_stack([inside, *sizes, np.ones(len(o))])
    return float(np.linalg.lstsq(columns, o["identity"], rcond=None)[0][0])


def of_run(of: tuple[Settings, int]) -> np.ndarray:
    """Difference of insiders now and before; what seats change in those they are given to, at the end of the
    fifth year and five years later; share of insiders who sat when the scenario began; difference of insiders now
    among organisations of as many posts and free posts."""
    settings, run = of
    plain, given = Seated(settings, run, gives=False), Seated(settings, run, gives=True)
    plain.run()
    given.run()
    years = plain.recorder.years
    first = next(year for year in years if year.now >= plain.world.calendar.spin_up_months - 1)
    last = years[-1]
    sat = np.sum(
        [(year.relations["seat"] & ~year.relations["delegate"]) for year in years[-5:]], axis=0
    )
    standing = first.organizations["alive"] & last.organizations["alive"]
    insider = standing & (sat >= 2)
    other = standing & (sat == 0)

    def apart(of_year: np.ndarray) -> float:
        if not insider.any() or not other.any():
            return np.nan
        return float(of_year[insider].mean() - of_year[other].mean())

    def changed(at: int) -> float:
        without, with_seats = (model.recorder.years[at].organizations for model in (plain, given))
        both = without["alive"] & with_seats["alive"]
        rows = [i for i in plain.chosen if both[i]]
        change = with_seats["identity"] - without["identity"]
        return float(change[rows].mean()) if rows else np.nan

    sat_before = first.relations["seat"] & ~first.relations["delegate"]
    return np.array(
        [
            apart(last.organizations["identity"]),
            apart(first.organizations["identity"]),
            changed(GIVEN_YEARS - YEARS + 1),  # two years before seats are given, five with them
            changed(-1),
            float(sat_before[insider].mean()) if insider.any() else np.nan,
            of_as_many_posts(last.organizations[insider | other], insider[insider | other]),
        ]
    )


def main() -> None:
    """Run, write and judge."""
    runs = runs_asked(RUNS)
    settings = load(SCENARIO, years=YEARS)
    with opened(0) as pool:
        jobs = [(settings, run) for run in range(runs)]
        found = np.array(list(pool.executor.map(of_run, jobs, chunksize=4)))
    statements = {
        name: mean_of(found[:, column])
        for column, name in enumerate(("insiders_now", "selection", "influence"))
    }
    others = {
        "influence_five_years_later": mean_of(found[:, 3]),
        "insiders_who_sat_when_the_scenario_began": mean_of(found[:, 4]),
        "insiders_now_of_as_many_posts_and_free_posts": mean_of(found[:, 5]),
    }
    write(
        "proximity_and_drift_differences",
        ("difference", "value", "low", "high"),
        [(name, at.mean, at.low, at.high) for name, at in (statements | others).items()],
    )
    save("proximity_and_drift", statements)


if __name__ == "__main__":
    main()
