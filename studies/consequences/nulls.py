"""Do a lagged share or a lottery predict awards, access and orientation as well as the core does?

Organisations of many runs are set against themselves five years later. A lottery predicts the mean of all;
a lagged share predicts by the same thing today; the core adds the stocks that its decisions rest on: people
at the door, record, mission posts and experience, members, seats, reserve, tie. Each is a linear regression,
fitted on half of the runs and judged on the other half.

    python -m studies.consequences.nulls [runs]
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from partnersim.analysis.runs.paired_runs import jobs_of, tables_of
from partnersim.scenario.loading import load
from studies.consequences.statements import bootstrap, save, write
from studies.saved import runs_asked

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from partnersim.model import PartnershipModel

RUNS, YEARS, LATER, SEED = 80, 15, 5, 71_005
SCENARIO = "mifi_status_quo"
TARGETS = ("awards", "orientation", "access")
STOCKS = (
    "staff", "door_eligible", "door_ineligible", "posts_mission", "posts_experienced", "members",
    "community_seats", "reserve", "own_income", "founding_identity", "identity",
)  # fmt: skip
OF_RELATIONS = ("performance", "tie", "seat")
_ROWS = 140  # organisations kept of a run, at most; the others stay unknown


def pairs(model: PartnershipModel) -> np.ndarray:
    """Today and five years later, of organisations alive at both (rows, targets + targets + stocks)."""
    years, main = model.recorder.years, model.world.main_funder
    agreement = model.world.instrument("service_agreement")
    now, later = years[-1 - LATER], years[-1]
    rows = np.flatnonzero(now.organizations["alive"] & later.organizations["alive"])[:_ROWS]

    def targets(year: object) -> list[NDArray[np.float64]]:
        amounts = year.amounts[rows, main, agreement]  # type: ignore[attr-defined]
        return [
            amounts / max(amounts.sum(), 1.0),
            year.organizations["identity"][rows],  # type: ignore[attr-defined]
            year.relations["seat"][rows].astype(float),  # type: ignore[attr-defined]
        ]

    stocks = [now.organizations[name][rows] for name in STOCKS]
    stocks += [now.relations[name][rows].astype(float) for name in OF_RELATIONS]
    result = np.full((_ROWS, 2 * len(TARGETS) + len(stocks)), np.nan)
    result[: len(rows)] = np.column_stack([*targets(later), *targets(now), *stocks])
    return result


def explained(train: np.ndarray, test: np.ndarray, target: int, columns: list[int]) -> float:
    """Variance of a target that columns explain on runs that were not fitted."""

    def design(table: np.ndarray) -> np.ndarray:
        return np.column_stack([np.ones(len(table)), table[:, columns]])

    weights, *_ = np.linalg.lstsq(design(train), train[:, target], rcond=None)
    left = test[:, target] - design(test) @ weights
    return float(1.0 - left.var() / test[:, target].var())


def main() -> None:
    """Run, fit and write what each explains, and the statements."""
    runs = runs_asked(RUNS)
    [found] = tables_of([jobs_of(load(SCENARIO, years=YEARS), runs, SEED, pairs)], workers=0)
    scale = np.nanstd(found.reshape(-1, found.shape[2]), axis=0)
    found = found / np.where(scale > 0.0, scale, 1.0)
    stocks = list(range(2 * len(TARGETS), found.shape[2]))

    def of_runs(which: np.ndarray) -> np.ndarray:
        table = found[which].reshape(-1, found.shape[2])
        return np.asarray(table[np.isfinite(table).all(axis=1)])

    def by(n: np.ndarray, target: int, columns: list[int]) -> float:
        fitted, judged = of_runs(n[n % 2 == 0]), of_runs(n[n % 2 == 1])
        return explained(fitted, judged, target, columns)

    def beyond(n: np.ndarray, target: int) -> float:
        lag = len(TARGETS) + target
        return by(n, target, [lag, *stocks]) - by(n, target, [lag])

    rows, statements = [], {}
    for target, name in enumerate(TARGETS):
        lag = [len(TARGETS) + target]
        lagged = bootstrap(runs, partial(by, target=target, columns=lag))
        core = bootstrap(runs, partial(by, target=target, columns=[*lag, *stocks]))
        rows += [(name, "lagged", lagged.mean, lagged.low, lagged.high)]
        rows += [(name, "stocks", core.mean, core.low, core.high)]
        statements[name] = bootstrap(runs, partial(beyond, target=target))
    write("nulls_variance", ("target", "predictor", "variance_explained", "low", "high"), rows)
    statements["lottery"] = bootstrap(runs, lambda n: by(n, 0, [len(TARGETS)]))
    save("nulls", statements)


if __name__ == "__main__":
    main()
