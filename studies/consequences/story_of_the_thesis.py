"""What must be true for drift, the paradox and the circle to appear together, as Bruneau (2021) tells them?

Every draw of the unknowns runs the status quo, money alone and light terms. Drift: orientation falls by
more than .05 and most call themselves providers. Paradox: of each freed post, light terms bring the mission
at least .05 more than money alone. Circle: the invited are invited again, .2 more than a lot among those who
would come brings, and over ten years those with a seat of their own are less autonomous than the others. PRIM
looks for the region on two thirds of the draws and is judged on the rest. Of the draws of the box, among these
two thirds, in which all three appear, the one nearest to their median is the reading that is shipped; what it
brings with other luck is written beside it.

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
from studies.consequences.statements import mean_of, save, write, yaml_of
from studies.saved import runs_asked

if TYPE_CHECKING:
    import pandas as pd

    from partnersim.analysis.runs.overlays import Value
    from partnersim.model import PartnershipModel

RUNS, YEARS, SEED = 300, 20, 71_006
CASES = ("mifi_status_quo", "mission_money_only", "prsca_compliant")
DRIFT, PARADOX, CIRCLE, TEN = 0.05, 0.05, 0.2, 10
AGAIN, OTHER_SEED = 20, 71_106  # runs of the reading, with other luck
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


def told(found: list[np.ndarray]) -> dict[str, np.ndarray]:
    """Which parts of the story appear in each draw."""
    number = len(MEASURES)
    index = {name: n for n, name in enumerate(MEASURES)}
    tied, money, light = found

    def part(case: np.ndarray) -> np.ndarray:
        more = case[:, number + index["mission_posts"]] - tied[:, number + index["mission_posts"]]
        freed = case[:, number + index["free_posts"]] - tied[:, number + index["free_posts"]]
        return np.asarray(more / np.maximum(freed, 1.0))

    change = tied[:, number + index["orientation"]] - tied[:, index["orientation"]]
    return {
        "drift": (change < -DRIFT) & (tied[:, number + index["providers"]] > 0.5),
        "paradox": part(light) - part(money) >= PARADOX,
        "circle": (tied[:, -2] >= CIRCLE) & (tied[:, -1] < 0.0),
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


def ship_reading(unknowns: pd.DataFrame, chosen: np.ndarray) -> None:
    """Write the draw nearest to the middle of those chosen as the named reading."""
    spread = unknowns.max() - unknowns.min()
    scaled = (unknowns - unknowns[chosen].median()) / spread
    nearest = int((scaled[chosen] ** 2).sum(axis=1).to_numpy().argmin())
    reading = yaml_of(READING)
    values = unknowns[chosen].iloc[nearest].items()
    reading["unknowns"] = {name: float(f"{value:.4g}") for name, value in values}
    writer = YAML()
    writer.width = 110
    with READING.open("w", encoding="utf-8") as file:
        writer.dump(reading, file)


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
    parts = told(tables_of(jobs, workers=0))
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
    if (held & whole & looked_at).any():
        ship_reading(unknowns, held & whole & looked_at)
    write("story_of_the_thesis_reading", ("part", "share_of_runs"), again())
    judged = held & ~looked_at
    share, density = mean_of(whole), mean_of(whole[judged])
    save("story_of_the_thesis", {"share": share, "share_at_most": share, "density": density})


if __name__ == "__main__":
    main()
