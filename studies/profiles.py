"""Are the ten organisations of the thesis those of the model? (Bruneau 2021, ch. 4)

The ten at the end of the status quo, with parameters drawn from their priors, beside what chapter 4 tells of
them. Then the same with their founding orientations dealt out anew among the ten in each run: where what is told
comes from who they were at founding, the agreement goes with it.

    python -m studies.profiles [runs]     writes docs/data/profiles.csv and docs/data/profiles_agreement.csv
"""

from __future__ import annotations

import csv
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from partnersim.analysis.runs.executors import check_can_start, cores, opened
from partnersim.evidence.told_profiles import LETTERS, Profiles, profiles_of
from partnersim.fieldwork.ten_profiles import values_of
from partnersim.language.words import N_
from studies.saved import FOLDER, runs_asked

if TYPE_CHECKING:
    import numpy as np

RUNS = 100
SEED = 20_271
SCENARIO = "mifi_status_quo"
SCALE = 100.0
ROWS, AGREEMENT = FOLDER / "profiles.csv", FOLDER / "profiles_agreement.csv"
ORIENTATIONS = ("founding_identity", "contention", "founding_priorities", "openness")
AS_IS, DEALT = N_("as it is"), N_("founding orientations dealt out anew")


def lived(run: int, dealt: bool) -> np.ndarray:
    """Measures of the ten at the end of a run (facts, letters)."""
    import numpy as np

    from partnersim.fieldwork.visit import visit
    from partnersim.model import PartnershipModel

    settings = {"scale": SCALE}
    model = PartnershipModel(SCENARIO, settings=settings, seed=SEED, run=run, uncertainty="prior")
    if dealt:
        order = np.random.default_rng((SEED, run)).permutation(len(LETTERS))
        organizations = model.world.organizations
        assert tuple(model.world.organization_names[: len(LETTERS)]) == LETTERS
        for column in ORIENTATIONS:
            organizations[column][: len(LETTERS)] = organizations[column][order]
    model.run()
    return values_of(visit(model, run))


def found(runs: int, dealt: bool, workers: int = 0) -> Profiles:
    """What so many runs make of the ten."""
    import numpy as np

    workers = cores(workers)
    if workers == 1:
        return profiles_of(np.array([lived(run, dealt) for run in range(runs)]))
    check_can_start(workers)
    with opened(workers) as pool:
        values = list(pool.executor.map(lived, range(runs), [dealt] * runs))
    return profiles_of(np.array(values))


def write(path: Path, rows: list[dict[str, object]]) -> None:
    """Rows as CSV, numbers to six digits."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys(), lineterminator="\n")
        writer.writeheader()
        for row in rows:
            writer.writerow(
                {
                    key: f"{value:.6g}" if isinstance(value, float) else value
                    for key, value in row.items()
                }
            )


def main() -> None:
    """Run, save, say."""
    runs = runs_asked(RUNS)
    cases = {AS_IS: found(runs, False), DEALT: found(runs, True)}
    rows = [
        {**asdict(row.told), "mean": row.mean, "p10": row.low, "p90": row.high, "held": row.held,
         "others": row.others}
        for row in cases[AS_IS].rows
    ]  # fmt: skip
    write(ROWS, rows)
    summaries: list[dict[str, object]] = []
    for name, case in cases.items():
        own = case.summary()
        by_fact = own.pop("by_fact")
        summaries.append({"case": name, **own, **by_fact})
        print(summaries[-1], flush=True)
    write(AGREEMENT, summaries)


if __name__ == "__main__":
    main()
