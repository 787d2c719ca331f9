"""The calibration that ships: its posterior, and its numbers as data for the docs.

python -m studies.calibration            runs the design (about half an hour on two cores)
python -m studies.calibration FOLDER     reads its finished sweep

The posterior goes to src/partnersim/evidence/posterior, tables to docs/data/calibration*.csv.
"""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from partnersim.analysis.calibration import design, history_matching, procedure
from partnersim.analysis.calibration.emulation import Emulators
from partnersim.analysis.calibration.result import Calibration
from partnersim.analysis.calibration.targets import UNREACHABLE, USED
from partnersim.analysis.sensitivity.indices import Array
from partnersim.analysis.validation.applicability import applicable
from partnersim.evidence.patterns import patterns
from partnersim.results.sweep_result import Sweep
from partnersim.scenario import posterior as posteriors
from partnersim.scenario.loading import load
from studies.saved import FOLDER, POSTERIOR_VERDICTS

SCENARIO, ROWS, REPLICATES, SEED = "mifi_status_quo", 1024, 2, 20_831
SHIPPED = Path("src/partnersim/evidence/posterior")
TABLES = ("calibration", "calibration_patterns", "calibration_coverage", "calibration_facts")


def plan() -> design.Plan:
    """The study's design."""
    return design.plan_of(load(SCENARIO), ROWS, REPLICATES, SEED)


def main() -> None:
    """Fit, prove, check, save; then judge what the fit may not look at."""
    from partnersim.analysis.sweeps.execution import sweep

    study = plan()
    if len(sys.argv) > 1:
        done = Sweep.read(sys.argv[1])
        described = json.loads(json.dumps(study.experiment.described(), default=str))
        if done.manifest["experiment"] != described:
            raise SystemExit(f"{sys.argv[1]} holds another design")
    else:
        done = sweep(study.experiment, resume=None, out=Path("results") / "calibration-study")
    positions, values = design.runs_of(done, study.experiment)
    wide, emulators, status = procedure.emulated(study, positions, values)
    calibration, kept = procedure.fitted(study, values, wide, emulators, status)
    draws = history_matching.thinned(kept, history_matching.DRAWS, study.seed)
    rows = procedure.in_units(study, draws)
    calibration = calibration.with_posterior(SHIPPED, rows)
    posteriors.shipped.cache_clear()
    assert calibration.posterior is not None
    calibration = calibration.checked(study.names, procedure.after(study, calibration.posterior, 0))
    forced = with_unreachable(study, emulators, status) | by_runs(study, wide, emulators, status)
    save(calibration, forced)
    judge_the_others(posteriors.shipped())


def with_unreachable(
    study: design.Plan, emulators: Emulators, status: dict[str, str]
) -> dict[str, Any]:
    """What the fit would be if parts that (almost) no parameters reach were fitted to all the same."""
    names = [aim.name for aim in study.aims if status[aim.name] == UNREACHABLE]
    if not names:
        return {"unreachable": "", "unreachable_share": float("nan"), "unreachable_narrowed": ""}
    aims = [aim for aim in study.aims if status[aim.name] in (USED, UNREACHABLE)]
    fit = procedure.fit_to(study, aims, emulators, fewest=0)
    enough = len(fit.kept) >= history_matching.FEWEST_DRAWS
    return {
        "unreachable": " ".join(names),
        "unreachable_share": fit.share,
        "unreachable_narrowed": " ".join(_narrowed(study, fit.kept)) if enough else "",
    }


def by_runs(
    study: design.Plan, wide: Array, emulators: Emulators, status: dict[str, str]
) -> dict[str, Any]:
    """The same fit by another distance: a row is kept with the probability that a run of it lies in all
    bands, its luck and the emulators' error dealt from what they left of runs they had not seen."""
    used = [aim for aim in study.aims if status[aim.name] == USED]
    columns = [study.column(aim) for aim in used]
    low, high = np.array([aim.band for aim in used]).T
    rows = next(history_matching.pools(wide.shape[1], study.seed))
    lot = np.random.default_rng(np.random.SeedSequence(study.seed, spawn_key=(5,)))
    left = emulators.left[lot.integers(len(emulators.left), size=len(rows))][:, columns]
    runs = left + np.column_stack([emulators.each[n].predict(rows) for n in columns])
    kept = rows[((runs > low) & (runs < high)).all(axis=1)]
    narrowed = _narrowed(study, kept)
    return {"by_runs_share": len(kept) / len(rows), "by_runs_narrowed": " ".join(narrowed)}


def _narrowed(study: design.Plan, kept: Array) -> list[str]:
    """Parameters that rows kept are narrowed in."""
    contraction = history_matching.contraction(kept)
    floor = procedure.floor_of(contraction)
    paths = [factor.path for factor in study.experiment.factors]
    return [path for path, own in zip(paths, contraction, strict=False) if own > floor]


def judge_the_others(posterior: posteriors.Posterior) -> None:
    """The `val` parts under the posterior, on the seeds of docs/data/patterns.csv."""
    from partnersim.analysis.validation.verdicts import judge
    from partnersim.analysis.validation.verdicts import save as save_judged

    held_out = [
        replace(pattern, parts=parts)
        for pattern in patterns()
        if (parts := tuple(part for part in pattern.parts if part.use == "val"))
    ]
    which, left_out = applicable(held_out, posterior)
    save_judged(judge(which, uncertainty=posterior), POSTERIOR_VERDICTS)
    print(f"not judged: {', '.join(left_out)}")


def save(calibration: Calibration, forced: dict[str, Any], folder: Path = FOLDER) -> None:
    """The tables as CSV."""
    data = calibration.as_data()
    facts = {key: value for key, value in data.items() if not isinstance(value, list | dict)}
    rows = (data["parameters"], data["patterns"], data["coverage"], [{**facts, **forced}])
    folder.mkdir(parents=True, exist_ok=True)
    for name, some in zip(TABLES, rows, strict=True):
        _write(folder / f"{name}.csv", some)


def _write(path: Path, rows: Sequence[dict[str, Any]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    main()
