"""Are the ten organisations of the thesis those of the model? (Bruneau 2021, ch. 4)

The ten as they stand in September 2020, when nine of ten were interviewed, in `mifi_2010_2024`, with parameters drawn
from their priors, beside what chapters 4 and 5 tell of them (P27). Beside that: the same with their founding
orientations dealt out anew among the ten in each run, so that what comes from who they were at founding goes; with
what is chosen drawn by lot, so that what needs choices goes; and the ten at the end of the status quo, where money,
programmes and ministers stay as they were.

    python -m studies.profiles [runs]     writes docs/data/profiles.csv and docs/data/profiles_agreement.csv
"""

from __future__ import annotations

import csv
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from partnersim.analysis.runs.executors import check_can_start, cores, opened
from partnersim.evidence.told_profiles import LETTERS, Profiles, profiles_of, wrong_sign_of
from partnersim.fieldwork.ten_profiles import INTERVIEWS, values_of
from partnersim.fieldwork.visit import live, visit
from partnersim.language.words import N_
from studies.saved import FOLDER, runs_asked

if TYPE_CHECKING:
    import numpy as np

    from partnersim.model import PartnershipModel

RUNS = 100
SEED = 20_271
SCALE = 100.0
ROWS, AGREEMENT = FOLDER / "profiles.csv", FOLDER / "profiles_agreement.csv"
ORIENTATIONS = ("founding_identity", "contention", "founding_priorities", "openness")
AUTUMN, DEALT = N_("September 2020"), N_("founding orientations dealt out anew")
LOT, STATUS_QUO = N_("choices by lot"), N_("end of the status quo")
CASES = (AUTUMN, DEALT, LOT, STATUS_QUO)


def model_of(case: str, run: int) -> PartnershipModel:
    """A run of a case, lived to the moment at which the ten are looked at."""
    from partnersim.analysis.runs import nulls
    from partnersim.model import PartnershipModel
    from partnersim.schedule import Ablation

    model = PartnershipModel(
        "mifi_status_quo" if case == STATUS_QUO else "mifi_2010_2024",
        settings={"scale": SCALE}, seed=SEED, run=run, uncertainty="prior",
        ablation=nulls.SEEING_ALL_ALIKE if case == LOT else Ablation(),
    )  # fmt: skip
    if case == LOT:
        nulls.by_lot(model)
    if case == DEALT:
        deal(model, run)
    live(model, None if case == STATUS_QUO else INTERVIEWS)
    return model


def deal(model: PartnershipModel, run: int) -> None:
    """Give the ten one another's founding orientations."""
    import numpy as np

    order = np.random.default_rng((SEED, run)).permutation(len(LETTERS))
    organizations = model.world.organizations
    assert tuple(model.world.organization_names[: len(LETTERS)]) == LETTERS
    for column in ORIENTATIONS:
        organizations[column][: len(LETTERS)] = organizations[column][order]


def lived(case: str, run: int) -> np.ndarray:
    """Measures of the ten in a run of a case (facts, letters)."""
    return values_of(visit(model_of(case, run), run))


def found(case: str, runs: int, workers: int = 0) -> Profiles:
    """What so many runs make of the ten."""
    import numpy as np

    workers = cores(workers)
    if workers == 1:
        return profiles_of(np.array([lived(case, run) for run in range(runs)]))
    check_can_start(workers)
    with opened(workers) as pool:
        values = list(pool.executor.map(lived, [case] * runs, range(runs)))
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
    cases = {case: found(case, runs) for case in CASES}
    rows = [
        {**asdict(row.told), "mean": row.mean, "p10": row.low, "p90": row.high, "held": row.held,
         "others": row.others}
        for row in cases[AUTUMN].rows
    ]  # fmt: skip
    write(ROWS, rows)
    summaries: list[dict[str, object]] = []
    for name, case in cases.items():
        own = case.summary()
        by_fact = own.pop("by_fact")
        wrong_sign = wrong_sign_of(case.low, case.high)
        summaries.append({"case": name, **own, "wrong_sign": wrong_sign, **by_fact})
        print(summaries[-1], flush=True)
    write(AGREEMENT, summaries)


if __name__ == "__main__":
    main()
