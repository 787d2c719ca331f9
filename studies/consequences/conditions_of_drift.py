"""When does orientation drift? (issue of conditions: money, contest, certainty, conditional grants, slack)

Levers are drawn together over their ranges, unknowns over their priors, one of each a run. A cell of
the diagram is a band of the mission's share of the ministries' money and a third of how much the record
decides. A run drifts where orientation falls by more than .05 in thirty years.

    python -m studies.consequences.conditions_of_drift [runs]
"""

from __future__ import annotations

import numpy as np

from partnersim.analysis.runs.paired_runs import Interval
from partnersim.scenario.loading import load
from studies.consequences.course import courses, of, settings_by_run
from studies.consequences.statements import bootstrap, save, write
from studies.saved import runs_asked

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

    def share(chosen: np.ndarray, value: np.ndarray, where: np.ndarray) -> float:
        inside = where[chosen]
        return float(value[chosen][inside].mean()) if inside.any() else np.nan

    def by_cell(chosen: np.ndarray) -> np.ndarray:
        return np.array([share(chosen, drifts, (band == m) & (third == r)) for m, r in cells])

    everyone = by_cell(np.arange(runs))
    most, least = cells[int(np.nanargmax(everyone))], cells[int(np.nanargmin(everyone))]
    poor, rich = mission < BANDS[1], mission > BANDS[-2]
    save(
        "conditions_of_drift",
        {
            "drift_where_most": bootstrap(
                runs, lambda n: share(n, drifts, (band == most[0]) & (third == most[1]))
            ),
            "drift_where_least": bootstrap(
                runs, lambda n: share(n, drifts, (band == least[0]) & (third == least[1]))
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


if __name__ == "__main__":
    main()
