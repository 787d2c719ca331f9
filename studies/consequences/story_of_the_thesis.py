"""What must be true for drift, the paradox and the circle to appear together, as Bruneau (2021) tells them?

Every draw of the unknowns runs the status quo, money alone and light terms. Drift: orientation falls by
more than .05 and most call themselves providers. Paradox: of each freed post, light terms bring the mission
at least .05 more than money alone. Circle: the invited are invited again, .2 more than a lot among those who
would come brings, and over ten years those with a seat of their own are less autonomous than the others. PRIM
looks for the region on two thirds of the draws and is judged on the rest. The reading that is shipped is a point
of the priors: of those where linear fits of the margins by which each part appears give all of them the best odds,
the one that brings all three in most of its runs. How often it does so with other luck is written beside it.

    python -m studies.consequences.story_of_the_thesis [draws]
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from ruamel.yaml import YAML

from partnersim.analysis.runs.paired_runs import jobs_of, tables_of
from partnersim.scenario import priors
from partnersim.scenario.loading import load
from partnersim.scenario.parameter_groups import priors as ranges
from partnersim.state.draws import Draws
from studies.consequences.course import MEASURES, course
from studies.consequences.statements import mean_of, save, write
from studies.saved import runs_asked

if TYPE_CHECKING:
    import pandas as pd

    from partnersim.analysis.runs.overlays import Value
    from partnersim.model import PartnershipModel

RUNS, YEARS, SEED = 300, 20, 71_006
CASES = ("mifi_status_quo", "mission_money_only", "prsca_compliant")
DRIFT, PARADOX, CIRCLE, TEN = 0.05, 0.05, 0.2, 10
AGAIN, OTHER_SEED = 20, 71_106  # runs of the reading, with other luck
POINTS, RIDGE = 50_000, 10.0
ROUNDS, ROUNDS_SEED = ((40, 5), (8, 20)), 71_206  # of the likeliest points, so many, so often run
READING = Path("readings/thesis.yaml")


def story(model: PartnershipModel) -> np.ndarray:
    """Beginning and end of a run, then seats kept more than at random, and how insiders differ."""
    years = course(model)
    apart, by_lot = [], []
    for year in model.recorder.years[-TEN:]:
        living = year.organizations["alive"]
        sits = (year.relations["seat"] & ~year.relations["delegate"])[living]
        orientation = year.organizations["identity"][living]
        if 0 < sits.sum() < len(sits):
            apart.append(orientation[sits].mean() - orientation[~sits].mean())
        would_come = year.organizations["willing"][living].sum()
        by_lot.append(min(1.0, sits.sum() / max(would_come, 1)))
    kept = model.recorder.sector["seats_kept_share"][-12 * TEN :]
    beyond = np.nanmean(kept) - np.mean(by_lot)
    return np.concatenate([years[0], years[-1], [beyond, np.mean(apart) if apart else 0.0]])


def drawn(runs: int) -> pd.DataFrame:
    """The unknowns of each draw."""
    import pandas as pd

    settings = load(CASES[0], years=YEARS)
    rows = []
    for run in range(runs):
        values = priors.draw(settings, Draws(SEED, run))
        rows.append(
            {path: values[path.partition(".")[0]][path.partition(".")[2]] for path in ranges()}
        )
    return pd.DataFrame(rows)


def margins(found: list[np.ndarray]) -> dict[str, np.ndarray]:
    """By how much each condition of the story is met in each draw: above zero it is."""
    number = len(MEASURES)
    index = {name: n for n, name in enumerate(MEASURES)}
    tied, money, light = found

    def part(case: np.ndarray) -> np.ndarray:
        more = case[:, number + index["mission_posts"]] - tied[:, number + index["mission_posts"]]
        freed = case[:, number + index["free_posts"]] - tied[:, number + index["free_posts"]]
        return np.asarray(more / np.maximum(freed, 1.0))

    change = tied[:, number + index["orientation"]] - tied[:, index["orientation"]]
    return {
        "drift": -change - DRIFT,
        "drift, providers": tied[:, number + index["providers"]] - 0.5,
        "paradox": part(light) - part(money) - PARADOX,
        "circle": tied[:, -2] - CIRCLE,
        "circle, insiders": -tied[:, -1],
    }


def told(found: list[np.ndarray]) -> dict[str, np.ndarray]:
    """Which parts of the story appear in each draw."""
    met = {name: margin > 0.0 for name, margin in margins(found).items()}
    return {
        part: np.logical_and.reduce([at for name, at in met.items() if name.split(",")[0] == part])
        for part in ("drift", "paradox", "circle")
    }


def box_of(unknowns: pd.DataFrame, is_case: np.ndarray) -> dict[str, tuple[float, float]]:
    """Limits within which cases are dense, by unknown; those that matter alone."""
    from partnersim.analysis.discovery.cases_of_interest import Cases, Condition
    from partnersim.analysis.discovery.prim import by_prim

    none: dict[str, tuple[Value, ...]] = {str(name): () for name in unknowns}  # all are ranges
    outcome = is_case.astype(float)
    cases = Cases(Condition("story", 0.5), unknowns, outcome, is_case, np.nan, levels=none)
    peelings = by_prim(cases)
    if not peelings:
        return {}
    return {
        limit.factor: (
            -np.inf if limit.low is None else limit.low,
            np.inf if limit.high is None else limit.high,
        )
        for limit in peelings[0].box.restrictions
    }


def inside(unknowns: pd.DataFrame, box: dict[str, tuple[float, float]]) -> np.ndarray:
    """Which draws lie within limits."""
    held = np.ones(len(unknowns), bool)
    for name, (low, high) in box.items():
        held &= unknowns[name].between(low, high).to_numpy()
    return held


def likeliest_points(
    unknowns: pd.DataFrame, found: dict[str, np.ndarray], count: int
) -> list[dict[str, float]]:
    """Of many points of the priors, those with the best odds of all margins above zero.

    Each margin, its tails cut, is fitted by ridge regression on the scaled unknowns; its odds at a point are
    those of a normal around the fit with the spread of what is left.
    """
    from scipy.stats import norm

    low, high = unknowns.min(), unknowns.max()
    scaled = ((unknowns - low) / (high - low) - 0.5).to_numpy()
    points = np.random.default_rng(SEED).uniform(-0.5, 0.5, (POINTS, scaled.shape[1]))
    odds = np.zeros(POINTS)
    for margin in found.values():
        cut = np.clip(margin, *np.quantile(margin, (0.02, 0.98)))
        middle = cut.mean()
        weights = np.linalg.solve(
            scaled.T @ scaled + RIDGE * np.eye(scaled.shape[1]), scaled.T @ (cut - middle)
        )
        left = (cut - middle - scaled @ weights).std()
        odds += norm.logcdf((middle + points @ weights) / left)
    return [
        dict(zip(map(str, unknowns), low + (points[at] + 0.5) * (high - low), strict=True))
        for at in np.argsort(-odds, kind="stable")[:count]
    ]


def best_point(points: list[dict[str, float]]) -> dict[str, float]:
    """Of some points, the one whose runs bring all three parts most often; then any two, then one."""
    for count, runs in ROUNDS:
        points = points[:count]
        jobs = [
            jobs_of(
                load(name, [f"{path}={value!r}" for path, value in point.items()], years=YEARS),
                runs, ROUNDS_SEED, story,
            )
            for point in points
            for name in CASES
        ]  # fmt: skip
        tables = tables_of(jobs, workers=0)
        seen = []
        for n in range(len(points)):
            parts = np.array(list(told(tables[3 * n : 3 * n + 3]).values()))
            seen.append((parts.all(axis=0).mean(), (parts.sum(axis=0) >= 2).mean(), parts.mean()))
        points = [
            points[n] for n in sorted(range(len(points)), key=lambda n: seen[n], reverse=True)
        ]
    return points[0]


def ship_reading(values: dict[str, float]) -> None:
    """Write a point as the named reading, whose words stay as they are written."""
    yaml = YAML()
    yaml.width = 130
    reading = yaml.load(READING.read_text(encoding="utf-8"))
    reading["unknowns"] = {str(name): float(f"{value:.4g}") for name, value in values.items()}
    with READING.open("w", encoding="utf-8") as file:
        yaml.dump(reading, file)


def again() -> list[tuple[str, float]]:
    """How often each part appears under the reading that is shipped, with other luck."""
    settings = [load(name, years=YEARS, reading=READING.stem) for name in CASES]
    jobs = [jobs_of(of_case, AGAIN, OTHER_SEED, story) for of_case in settings]
    parts = told(tables_of(jobs, workers=0))
    whole = np.logical_and.reduce(list(parts.values()))
    return [
        *((name, float(seen.mean())) for name, seen in parts.items()),
        ("all three", float(whole.mean())),
    ]


def main() -> None:
    """Run, look for the region, write it, the reading and the statements."""
    runs = runs_asked(RUNS)
    jobs = [jobs_of(load(name, years=YEARS), runs, SEED, story) for name in CASES]
    found = tables_of(jobs, workers=0)
    parts = told(found)
    unknowns = drawn(runs)
    whole = np.logical_and.reduce(list(parts.values()))
    looked_at = np.arange(runs) % 3 > 0
    box = box_of(unknowns[looked_at].reset_index(drop=True), whole[looked_at])
    held = inside(unknowns, box)
    write(
        "story_of_the_thesis_parts",
        ("part", "share_of_draws"),
        [(name, float(seen.mean())) for name, seen in parts.items()]
        + [
            ("all three", float(whole.mean())),
            ("if independent", float(np.prod([seen.mean() for seen in parts.values()]))),
        ],
    )
    write(
        "story_of_the_thesis_box",
        ("unknown", "from", "to"),
        [(name, low, high) for name, (low, high) in box.items()],
    )
    ship_reading(best_point(likeliest_points(unknowns, margins(found), ROUNDS[0][0])))
    write("story_of_the_thesis_reading", ("part", "share_of_runs"), again())
    judged = held & ~looked_at
    share, density = mean_of(whole), mean_of(whole[judged])
    save("story_of_the_thesis", {"share": share, "share_at_most": share, "density": density})


if __name__ == "__main__":
    main()
