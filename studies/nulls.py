"""Two nulls that the model should beat: a lagged share, and a lottery.

The years of a scenario are lived several times after the same spin-up, each time with other luck. One
of them is what happened; the mean of the others is the model's forecast, for each organisation, of the
ministry's money, of a seat of its own at the ministry, and of orientation. With what was known when the
scenario began, a lagged share forecasts the same: of last years' awards, of last years' seats and, of
orientation, the untied share of money (what the old core's orientation was), each with the pace that
hindsight finds best. A lottery tells nobody apart. The score is the rank correlation of forecast and
outcome among organisations that stand throughout: zero for the lottery.

And how far one filter of the money split explains the moves of orientation in hindsight: the share of
their variance over organisations and years, best pace.

    python -m studies.nulls [runs]     writes docs/data/nulls.csv
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from partnersim.analysis.runs.paired_runs import Interval, interval, jobs_of, tables_of
from partnersim.language.words import N_
from partnersim.model import PartnershipModel
from partnersim.spin_up_cache import SpinUpCache
from partnersim.state.draws import Draws
from studies.saved import runs_asked, save

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from partnersim.outcomes.recorder import YearEnd
    from partnersim.state.world import Numbers

RUNS = 40
SEED = 20_721
SCENARIOS = ("mifi_status_quo", "prsca_compliant")
DATA = Path("docs/data/nulls.csv")
YEARS_ON = (1, 5)
OUTCOMES = (N_("awards"), N_("access"), N_("orientation"))
LIVES = 6  # of the same years with other luck, of which the forecast is the mean
_PACES = np.linspace(0.05, 1.0, 20)
MODEL, LAGGED, LEAD = "model", "lagged_share", "model_less_lagged_share"
FILTER = "variance_that_one_filter_explains"


def outcomes_of(model: PartnershipModel, year: YearEnd) -> Numbers:
    """Money from the ministry, an own seat and orientation (outcomes, organisations) at a year's end."""
    own = year.relations["seat"] & ~year.relations["delegate"]
    awards = year.amounts[:, model.world.main_funder].sum(axis=1)
    return np.array([awards, own, year.organizations["identity"]])


def untied(year: YearEnd) -> Numbers:
    """Share of an organisation's money that no agreement or project ties."""
    o = year.organizations
    share: Numbers = o["unrestricted"] / np.maximum(o["restricted"] + o["unrestricted"], 1.0)
    return share


def filtered(series: Sequence[Numbers], pace: float) -> list[Numbers]:
    """Each value of a series, lagged: it moves towards the last by its pace."""
    lagged = [series[0]]
    for each in series[1:]:
        lagged.append(lagged[-1] + pace * (each - lagged[-1]))
    return lagged


def ranks(forecast: Numbers, outcome: Numbers) -> float:
    """Rank correlation; 0 where a forecast tells nobody apart, missing where the outcome does not."""
    from scipy.stats import spearmanr

    if np.ptp(outcome) == 0.0:
        return float("nan")
    return float(spearmanr(forecast, outcome).statistic) if np.ptp(forecast) > 0.0 else 0.0


def other_lives(model: PartnershipModel) -> list[PartnershipModel]:
    """The same spin-up, then the scenario's years with other luck."""
    draws, cache, lives = model.world.draws, SpinUpCache(), []
    for n in range(1, LIVES + 1):
        other = PartnershipModel(
            model.settings, seed=model.seed, run=draws.run, uncertainty="prior", spin_up_cache=cache
        )
        while other.world.now < other.world.calendar.spin_up_months:
            other.step()
        other.world.draws = Draws(model.seed + n, draws.run)
        other.run_for(12 * (max(YEARS_ON) + 1))
        lives.append(other)
    return lives


def watch(model: PartnershipModel) -> Numbers:
    """Scores of a finished run: by years on and outcome, model and lagged share; last the filter."""
    years, begins = model.recorder.years, model.world.calendar.spin_up_months
    before = [year for year in years if year.now < begins]
    rows = np.flatnonzero(
        years[-1].organizations["alive"] & (years[-1].organizations["founded_month"] < 0)
    )
    known = [[values[rows] for values in outcomes_of(model, year)] for year in before]
    money = [untied(year)[rows] for year in before]
    series = [[year[0] for year in known], [year[1] for year in known], money]
    lives = other_lives(model)
    scores = []
    for ahead in YEARS_ON:
        month = begins + 12 * ahead - 1
        happened = outcomes_of(model, _at(model, month))[:, rows]
        forecast = np.mean([outcomes_of(life, _at(life, month))[:, rows] for life in lives], axis=0)
        for n in range(len(OUTCOMES)):
            lagged = max(ranks(filtered(series[n], pace)[-1], happened[n]) for pace in _PACES)
            scores += [ranks(forecast[n], happened[n]), lagged]
    return np.array([*scores, variance_explained(model, rows)])


def _at(model: PartnershipModel, month: int) -> YearEnd:
    """The last year's end that was recorded by a month."""
    return [year for year in model.recorder.years if year.now <= month][-1]


def variance_explained(model: PartnershipModel, rows: NDArray[np.intp]) -> float:
    """Share of the variance of moves since the scenario began that one filter of untied money explains."""
    years, begins = model.recorder.years, model.world.calendar.spin_up_months
    first = max(n for n, year in enumerate(years) if year.now < begins)
    orientation = np.array([year.organizations["identity"][rows] for year in years])
    moved = (orientation - orientation[first])[first + 1 :].ravel()
    best = 0.0
    for pace in _PACES:
        lagged = np.array(filtered([untied(year)[rows] for year in years], pace))
        explained = (lagged - lagged[first])[first + 1 :].ravel()
        if np.ptp(moved) > 0.0 and np.ptp(explained) > 0.0:
            best = max(best, float(np.corrcoef(moved, explained)[0, 1]) ** 2)
    return best


def scores(
    scenario: str, runs: int = RUNS, seed: int = SEED, workers: int = 0, **overrides: Any
) -> dict[str, dict[str, Interval]]:
    """By scenario, outcome and years on: the model, the lagged share and the lead of the first."""
    from partnersim.scenario.loading import load

    (table,) = tables_of([jobs_of(load(scenario, **overrides), runs, seed, watch)], workers)
    result: dict[str, dict[str, Interval]] = {}
    pairs = table[:, :-1].reshape(len(table), len(YEARS_ON), len(OUTCOMES), 2)
    for y, ahead in enumerate(YEARS_ON):
        for n, outcome in enumerate(OUTCOMES):
            model, lagged = pairs[:, y, n].T
            result[f"{scenario}, {outcome}, {ahead}"] = {
                MODEL: interval(model), LAGGED: interval(lagged), LEAD: interval(model - lagged)
            }  # fmt: skip
    return {**result, scenario: {FILTER: interval(table[:, -1])}}


def main() -> None:
    """Forecast, score and write the table."""
    runs = runs_asked(RUNS)
    save(DATA, "case", {k: v for each in SCENARIOS for k, v in scores(each, runs).items()})


if __name__ == "__main__":
    main()
