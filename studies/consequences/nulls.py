"""Two nulls that the model should beat: a lagged share, and a lottery.

The years of a scenario are lived several times after the same spin-up, each time with other luck. One
of them is what happened; the mean of the others is the model's forecast, for each organisation, of the
ministry's money, of a seat of its own at the ministry, and of orientation. With what was known when the
scenario began, a lagged share forecasts the same: of last years' awards, of last years' seats and, of
orientation, the untied share of money (what the old core's orientation was), each with the pace that
hindsight finds best. A lottery tells nobody apart. The score is the rank correlation of forecast and
outcome among organisations that stand throughout: zero for the lottery.

    python -m studies.consequences.nulls [runs]
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from partnersim.analysis.runs.paired_runs import jobs_of, tables_of
from partnersim.model import PartnershipModel
from partnersim.scenario.loading import load
from partnersim.spin_up_cache import SpinUpCache
from partnersim.state.draws import Draws
from studies.consequences.statements import mean_of, save, write
from studies.saved import runs_asked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from partnersim.outcomes.recorder import YearEnd
    from partnersim.state.world import Numbers

RUNS, SEED = 20, 71_007
SCENARIO = "mifi_status_quo"
OUTCOMES = ("awards", "access", "orientation")
YEARS_ON = 5
LIVES = 6  # of the same years with other luck, of which the forecast is the mean
_PACES = np.linspace(0.05, 1.0, 20)


def outcomes_of(year: YearEnd) -> Numbers:
    """Money from the ministry, an own seat and orientation (outcomes, organisations) at a year's end."""
    own = year.relations["seat"] & ~year.relations["delegate"]
    awards = year.amounts.sum(axis=1)
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
        other.run_for(12 * (YEARS_ON + 1))
        lives.append(other)
    return lives


def watch(model: PartnershipModel) -> Numbers:
    """Rank correlations with what happened (outcomes, 3): of the forecast, of the lagged share, and of the
    outcome itself when the scenario began."""
    years, begins = model.recorder.years, model.world.calendar.spin_up_months
    before = [year for year in years if year.now < begins]
    month = begins + 12 * YEARS_ON - 1
    then = _at(model, month).organizations
    rows = np.flatnonzero(then["alive"] & (then["founded_month"] < 0))
    known = [outcomes_of(year)[:, rows] for year in before]
    awards, access = ([year[n] for year in known] for n in (0, 1))
    series = (awards, access, [untied(year)[rows] for year in before])
    happened = outcomes_of(_at(model, month))[:, rows]
    lives = [outcomes_of(_at(life, month))[:, rows] for life in other_lives(model)]
    forecast = np.mean(lives, axis=0)
    return np.array(
        [
            (
                ranks(forecast[n], happened[n]),
                max(ranks(filtered(own, pace)[-1], happened[n]) for pace in _PACES),
                ranks(known[-1][n], happened[n]),
            )
            for n, own in enumerate(series)
        ]
    )


def _at(model: PartnershipModel, month: int) -> YearEnd:
    """The last year's end that was recorded by a month."""
    return [year for year in model.recorder.years if year.now <= month][-1]


def main() -> None:
    """Forecast, score, and write the leads of the model."""
    [scores] = tables_of([jobs_of(load(SCENARIO), runs_asked(RUNS), SEED, watch)], workers=0)
    rows = []
    for n, name in enumerate(OUTCOMES):
        ahead = mean_of(scores[:, n, 0] - scores[:, n, 2])
        means = map(float, np.nanmean(scores[:, n], axis=0))
        rows.append((name, *means, ahead.mean, ahead.low, ahead.high))
    write(
        "nulls_scores",
        ("outcome", "model", "lagged_share", "as_it_was", "ahead_of_as_it_was", "low", "high"),
        rows,
    )
    found = {}
    for n, name in enumerate(OUTCOMES):
        model, lagged, _ = scores[:, n].T
        found[f"{name}_against_a_lottery"] = mean_of(model)
        found[f"{name}_against_a_lagged_share"] = mean_of(model - lagged)
    save("nulls", found)


if __name__ == "__main__":
    main()
