"""Docking: both models from the same organisations, by tests and sizes stated before."""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from scipy import stats

import partnersim

from .inputs import OFF, read
from .model import Twin

STATED: dict[str, Any] = YAML(typ="safe").load(
    (Path(__file__).parent / "stated.yaml").read_text(encoding="utf-8")
)
Paths = dict[str, list[list[float]]]  # measure: run: year


@dataclass
class Row:
    """One measure in one scenario, both models.

    Attributes
    ----------
    twin, ours
        Means over the runs in the years compared.
    p
        Smallest p of the test over these years.
    verdict
        same, near or apart.
    """

    scenario: str
    measure: str
    twin: list[float]
    ours: list[float]
    p: float
    same_distribution: bool
    verdict: str


def yearly(months: list[float]) -> list[float]:
    """Means of whole years."""
    return [
        mean([x for x in months[start : start + 12] if not math.isnan(x)])
        for start in range(0, len(months) - 11, 12)
    ]


def mean(numbers: list[float]) -> float:
    """Their mean; not a number where there is none."""
    return sum(numbers) / len(numbers) if numbers else math.nan


def run_twin(task: tuple[str, int, int, float]) -> tuple[dict[str, list[float]], dict[str, float]]:
    """One run of the twin: yearly paths of the scenario's years, and how far its books were off."""
    scenario, run, years, scale = task
    twin = Twin(read(scenario, seed=1, run=run, years=years, scale=scale))
    for _ in range(twin.inputs.spin_up + 12 * years):
        twin.step()
    rows = twin.measures.rows[twin.inputs.spin_up :]
    return {name: yearly([row[name] for row in rows]) for name in rows[0]}, twin.measures.off


def twins(
    scenario: str, runs: int, years: int, scale: float, processes: int
) -> tuple[Paths, dict[str, float]]:
    """All runs of the twin, so many at a time."""
    tasks = [(scenario, run, years, scale) for run in range(runs)]
    with get_context("spawn").Pool(processes) as pool:
        done = pool.map(run_twin, tasks, chunksize=1)
    paths = {name: [path[name] for path, _ in done] for name in done[0][0]}
    return paths, {name: max(off[name] for _, off in done) for name in done[0][1]}


def ours(scenario: str, runs: int, years: int, scale: float) -> Paths:
    """The same runs of partnersim, by its public names."""
    sets = [f"{path}={str(value).lower()}" for path, value in OFF.items()]
    settings = partnersim.load(scenario, sets, years=years, scale=scale)
    results = partnersim.run(settings, runs=runs, seed=1, uncertainty=STATED["uncertainty"])
    sector = results.sector
    sector = sector[sector["phase"] == "scenario"].sort_values(["run", "month"])
    return {
        name: [yearly(rows[name].astype(float).tolist()) for _, rows in sector.groupby("run")]
        for name in STATED["measures"]
    }


def books_of_ours(scenario: str, years: int, scale: float) -> str:
    """Run partnersim once with its own checks of money, hours and people; they raise."""
    laid = {**OFF, "years": years, "scale": scale}
    model = partnersim.PartnershipModel(scenario, settings=laid, seed=1, check_ledgers=True)
    model.run()
    return "balanced after every month"


def within(measure: str, twin: float, other: float, times: float) -> bool:
    """Whether two means differ by no more than some tolerances of the measure."""
    stated = STATED["measures"][measure]
    share = isinstance(stated, str)
    tolerance = float(stated.rstrip(" %")) / 100 * abs(other) if share else float(stated)
    return abs(twin - other) <= times * tolerance


def compare(scenario: str, measure: str, twin: Paths, other: Paths) -> Row:
    """Test one measure, by what was stated."""
    years = [min(year, len(twin[measure][0])) - 1 for year in STATED["path"]["years"]]
    pairs = [([r[y] for r in twin[measure]], [r[y] for r in other[measure]]) for y in years]
    p = min(float(stats.ks_2samp(a, b).pvalue) for a, b in pairs)
    means = [(mean(a), mean(b)) for a, b in pairs]
    verdict = "apart"
    for times, name in ((3.0, "near"), (1.0, "same")):
        if all(within(measure, a, b, times) for a, b in means):
            verdict = name
    return Row(
        scenario=scenario,
        measure=measure,
        twin=[round(a, 4) for a, _ in means],
        ours=[round(b, 4) for _, b in means],
        p=p,
        same_distribution=p >= STATED["distribution"]["level"] / len(years),
        verdict=verdict,
    )


def sign(first: list[list[float]], second: list[list[float]]) -> tuple[str, float]:
    """Direction of the paired difference in the last year, where its interval leaves zero out."""
    apart = [b[-1] - a[-1] for a, b in zip(first, second, strict=True)]
    middle = mean(apart)
    spread = math.sqrt(sum((x - middle) ** 2 for x in apart) / max(1, len(apart) - 1))
    half = float(stats.t.ppf(0.975, max(1, len(apart) - 1))) * spread / math.sqrt(len(apart))
    if abs(middle) <= half or math.isnan(middle):
        return "none", middle
    return ("up" if middle > 0 else "down"), middle


def dock(runs: int, years: int, scale: float, processes: int = 2) -> dict[str, Any]:
    """Run both models on both scenarios and compare.

    Returns
    -------
    found : dict
        `rows`, `directions` and `books`.
    """
    scenarios = STATED["scenarios"]
    both: dict[str, tuple[Paths, Paths]] = {}
    books: dict[str, Any] = {}
    for scenario in scenarios:
        paths, off = twins(scenario, runs, years, scale, processes)
        both[scenario] = (paths, ours(scenario, runs, years, scale))
        books[scenario] = {"twin, largest": off, "ours": books_of_ours(scenario, years, scale)}
    rows = [
        asdict(compare(scenario, measure, *both[scenario]))
        for scenario in scenarios
        for measure in STATED["measures"]
    ]
    first, second = (both[name] for name in scenarios)
    directions = []
    for measure in STATED["measures"]:
        twin, size = sign(first[0][measure], second[0][measure])
        other, their = sign(first[1][measure], second[1][measure])
        directions.append(
            {
                "measure": measure,
                "twin": twin,
                "ours": other,
                "by": [round(size, 4), round(their, 4)],
                "agree": twin == other,
            }
        )
    others = {
        name: {
            measure: [round(mean([r[y - 1] for r in runs_]), 4) for y in (1, years)]
            for measure, runs_ in both[name][0].items()
            if measure not in STATED["measures"]
        }
        for name in scenarios
    }
    return {"rows": rows, "directions": directions, "books": books, "twin beside": others}
