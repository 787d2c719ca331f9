"""When does orientation drift? (issue of conditions: money, contest, certainty, conditional grants, slack)

Levers are drawn together over their ranges, unknowns over their priors, one of each a run. A cell of
the diagram is a band of the mission's share of the ministries' money and a third of how much the record
decides. A run drifts where orientation of those that stand throughout falls by more than .05 in thirty years
from where the founders and two years of the status quo left it. The cells where most and fewest drift are
chosen on one half of the runs and judged on the other. Since the regime changes when the scenario begins, orientation
jumps first where the mission gets more: drift is counted from later years as well.

    python -m studies.consequences.conditions_of_drift [runs]
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from partnersim.analysis.runs.paired_runs import Interval
from partnersim.scenario import priors
from partnersim.scenario.loading import load
from partnersim.scenario.parameter_groups import priors as ranges
from partnersim.state.draws import Draws
from studies.consequences.course import courses, of, settings_by_run
from studies.consequences.statements import bootstrap, mean_of, save, write
from studies.saved import runs_asked

if TYPE_CHECKING:
    from partnersim.scenario.settings import Settings

RUNS, YEARS, SEED = 450, 30, 71_001
SCENARIO = "mifi_status_quo"
DRIFT = 0.05
BANDS = (0.0, 0.09, 0.2, 0.32, 0.45, 0.65)
RANGES = {
    "mission_share": (0.0, 0.65),
    "record": (0.0, 8.0),
    "certainty": (0.3, 0.9),
    "conditionality": (0.0, 0.8),
    "money": (0.7, 1.3),  # of all ministries, against the status quo
}
FROM_YEARS = (0, 2, 5, 10)
_SHOWN = 10  # unknowns
_PROJECTS = 0.1  # of the ministries' money


def design(runs: int, seed: int = SEED) -> np.ndarray:
    """A Latin hypercube over the levers (runs, levers)."""
    from scipy.stats import qmc

    low, high = np.array(list(RANGES.values())).T
    points: np.ndarray = qmc.LatinHypercube(len(RANGES), rng=seed).random(runs)
    return np.asarray(low + points * (high - low))


def sets_of(levers: np.ndarray, envelopes: dict[str, float]) -> list[str]:
    """Values of one run, as `--set` takes them."""
    mission, record, certainty, conditional, money = levers
    coverage = min(1.0, 0.15 + 1.3 * mission)
    agreements = 1.0 - mission - _PROJECTS
    sets = [f"contest.record={record}", f"contest.certainty={certainty}"]
    for name, envelope in envelopes.items():
        at = f"ministries.{name}"
        sets += [
            f"{at}.split={{mission: {mission}, service_agreement: {agreements}, project: {_PROJECTS}}}",
            f"{at}.mission_grant.coverage={coverage}",
            f"{at}.mission_grant.conditionality={conditional}",
            f"{at}.envelope={money * envelope}",
        ]
    return sets


def envelopes_of(scenario: str) -> dict[str, float]:
    """Dollars a year of each ministry."""
    settings = load(scenario)
    return {
        name: float(funder.values["funding"]["envelope"])
        for name, funder in settings.funders.items()
        if funder.is_ministry
    }


def rank(a: np.ndarray, b: np.ndarray) -> float:
    """Spearman's correlation."""
    from scipy.stats import spearmanr

    return float(spearmanr(a, b).statistic)


def main() -> None:
    """Run the design, write the diagram and the statements."""
    runs = runs_asked(RUNS)
    levers, envelopes = design(runs), envelopes_of(SCENARIO)
    settings = settings_by_run(SCENARIO, (sets_of(row, envelopes) for row in levers), years=YEARS)
    found = courses({"all": settings}, runs, SEED)["all"]
    change = of(found, "orientation")[:, -1] - of(found, "orientation")[:, 0]
    drifts, most_providers = change < -DRIFT, of(found, "providers")[:, -1] > 0.5
    mission, record = levers[:, 0], levers[:, 1]
    band = np.digitize(mission, BANDS[1:-1])
    third = np.digitize(record, np.quantile(record, [1 / 3, 2 / 3]))
    cells = [(m, r) for m in range(len(BANDS) - 1) for r in range(3)]
    write(
        "conditions_of_drift_cells",
        ("mission_from", "mission_to", "record_third", "runs", "drift", "providers", "mission_posts"),
        [
            (
                BANDS[m], BANDS[m + 1], r + 1, int(inside.sum()), float(drifts[inside].mean()),
                float(most_providers[inside].mean()),
                float(np.median((of(found, "mission_posts") / of(found, "staff"))[inside, -1])),
            )
            for m, r in cells
            if (inside := (band == m) & (third == r)).any()
        ],
    )  # fmt: skip
    _write_what_decides(levers, change, band)
    _write_unknowns(settings, change)
    _write_from_later(of(found, "orientation"), mission)

    def share(chosen: np.ndarray, value: np.ndarray, where: np.ndarray) -> float:
        inside = where[chosen]
        return float(value[chosen][inside].mean()) if inside.any() else np.nan

    def by_cell(chosen: np.ndarray) -> np.ndarray:
        return np.array([share(chosen, drifts, (band == m) & (third == r)) for m, r in cells])

    chosen = by_cell(np.arange(0, runs, 2))
    judged = np.arange(1, runs, 2)
    most, least = cells[int(np.nanargmax(chosen))], cells[int(np.nanargmin(chosen))]
    poor, rich = mission < BANDS[1], mission > BANDS[-2]
    save(
        "conditions_of_drift",
        {
            "drift_where_most": bootstrap(
                len(judged),
                lambda n: share(judged[n], drifts, (band == most[0]) & (third == most[1])),
            ),
            "drift_where_least": bootstrap(
                len(judged),
                lambda n: share(judged[n], drifts, (band == least[0]) & (third == least[1])),
            ),
            "money": bootstrap(runs, lambda n: share(n, drifts, poor) - share(n, drifts, rich)),
            "money_before_contest": bootstrap(
                runs,
                lambda n: abs(rank(mission[n], change[n])) - abs(rank(record[n], change[n])),
            ),
            "providers": bootstrap(
                runs, lambda n: share(n, most_providers, poor) - share(n, most_providers, rich)
            ),
        },
    )


def _correlation(lever: np.ndarray, change: np.ndarray) -> Interval:
    return bootstrap(len(lever), lambda n: rank(lever[n], change[n]))


def _write_what_decides(levers: np.ndarray, change: np.ndarray, band: np.ndarray) -> None:
    """Rank correlations of each lever with the change in orientation, in each band of the mission's share."""
    rows = []
    for m in range(len(BANDS) - 1):
        inside = np.flatnonzero(band == m)
        for lever, name in enumerate(RANGES):
            found = _correlation(levers[inside, lever], change[inside])
            rows.append((BANDS[m], BANDS[m + 1], name, found.mean, found.low, found.high))
    write(
        "conditions_of_drift_levers",
        ("mission_from", "mission_to", "lever", "rank_correlation", "low", "high"), rows,
    )  # fmt: skip


def _write_from_later(orientation: np.ndarray, mission: np.ndarray) -> None:
    """The share that drifts from a later year on, where the mission has little of the money and where much."""
    rows = []
    poor, rich = mission < BANDS[1], mission > BANDS[-2]
    for year in FROM_YEARS:
        drifts = orientation[:, -1] - orientation[:, year] < -DRIFT
        for where, inside in (("poor", poor), ("rich", rich)):
            found = mean_of(drifts[inside].astype(float))
            level = float(orientation[inside, year].mean())
            rows.append((year, where, level, found.mean, found.low, found.high))
    write(
        "conditions_of_drift_from",
        ("from_year", "mission", "orientation", "drift", "low", "high"), rows,
    )  # fmt: skip


def _write_unknowns(settings: list[Settings], change: np.ndarray) -> None:
    """The unknowns whose rank correlation with the change in orientation is largest, over all cells."""
    drawn = [priors.draw(of_run, Draws(SEED, run)) for run, of_run in enumerate(settings)]
    rows = []
    for path in ranges():
        group, _, name = path.partition(".")
        if path in settings[0].fixed:
            continue  # a lever of the design
        values = np.array([float(draw[group][name]) for draw in drawn])
        found = _correlation(values, change)
        rows.append((path, found.mean, found.low, found.high))
    rows.sort(key=lambda row: -abs(row[1]))
    write(
        "conditions_of_drift_unknowns",
        ("unknown", "rank_correlation", "low", "high"),
        rows[:_SHOWN],
    )


if __name__ == "__main__":
    main()
