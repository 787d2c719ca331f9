"""Make the data of the page: `python -m studies.page_data [points]`.

Writes src/partnersim/page/page_data.json, and pairs of levers and outputs with which the page's own
computation is compared (front/test/emulator_pairs.json). Some seven processor minutes; `points` in
place of 24 for a quick look. The stored runs of the lesson are the last part, which
`python -m studies.page_data.lesson` makes alone.
"""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.stats import t as student

from partnersim.analysis.runs.paired_runs import Interval
from partnersim.model import PartnershipModel
from partnersim.page import levers
from partnersim.page.measuring import bands_of, final_names, finals_of, statuses_of
from partnersim.page.packing import organizations_of, packed
from partnersim.page.stored import stored_of
from partnersim.scenario.loading import load
from studies.page_data import design, emulation, fixed_runs, lesson
from studies.page_data.runs import rows_of

if TYPE_CHECKING:
    from studies.page_data.emulation import Emulator

PAIRS = Path("front/test/emulator_pairs.json")
_HEADLINES = ("identity_mean", "service_provider_share", "tie_mean")


def units() -> list[np.ndarray]:
    """By scenario, where its runs are on the levers, each between 0 and 1; its own place first."""
    return [
        np.array([design.unit(at) for at in (levers.own_levers(load(name)), *design.points())])
        for name in levers.SCENARIOS
    ]


def emulator_data(emulator: Emulator) -> dict[str, Any]:
    """An emulator as it is stored."""
    parts = {
        "surface": emulator.surfaces,
        "points": emulator.points,
        "lengths": emulator.lengths,
        "weights": emulator.weights,
    }
    count, outputs = emulator.components.shape
    return {
        "outputs": outputs,
        "components": count,
        "rotation": packed(emulator.components),
        "scenarios": [
            {name: packed(each[n]) for name, each in parts.items()}
            for n in range(len(emulator.points))
        ],
    }


def root_mean_square(errors: np.ndarray) -> np.ndarray:
    """Over held-out points, which come first."""
    known = np.isfinite(errors).reshape(len(errors), -1).all(axis=1)
    result: np.ndarray = np.sqrt((errors[known] ** 2).mean(axis=0))
    return result


def learnt(
    rows: dict[str, np.ndarray], kept: list[int]
) -> tuple[dict[str, Emulator], dict[str, Any]]:
    """Both emulators, of bands by year and of the last year run by run, and what is stored of them."""
    points = units()
    bands = [np.array([bands_of(at).ravel() for at in each]) for each in rows.values()]
    finals = [np.array([finals_of(at)[:, kept].ravel() for at in each]) for each in rows.values()]
    emulators = {
        "bands": emulation.learn(points, bands),
        "runs": emulation.learn(points, finals),
    }
    shape = (3, levers.YEARS + 1, len(levers.MEASURES))
    errors = [
        root_mean_square((guess - true).reshape(-1, *shape))
        for guess, true in zip(emulation.held_out(points, bands), bands, strict=True)
    ]
    final_errors = [
        root_mean_square((guess - true).reshape(len(true), -1, len(kept)).mean(axis=1))
        for guess, true in zip(emulation.held_out(points, finals), finals, strict=True)
    ]
    stored: dict[str, Any] = {name: emulator_data(each) for name, each in emulators.items()}
    stored["errors"] = [packed(each) for each in errors]
    stored["run_errors"] = [packed(each) for each in final_errors]
    _say(errors, bands)
    return emulators, stored


def _say(errors: list[np.ndarray], bands: list[np.ndarray]) -> None:
    """The held-out error of the last year's means, beside the width of the band of 8 runs in 10."""
    shape = (-1, 3, levers.YEARS + 1, len(levers.MEASURES))
    for n, measure in enumerate(levers.MEASURES):
        error = max(float(each[0, -1, n]) for each in errors)
        last = np.concatenate(bands).reshape(shape)[:, :, -1, n]
        print(f"{measure:28s} {Interval(error, error, error).mean:9.4f} of "
              f"{float((last[:, 2] - last[:, 1]).mean()):9.4f}", flush=True)  # fmt: skip


def pairs_of(emulators: dict[str, Emulator]) -> list[dict[str, Any]]:
    """Levers away from the design, and what each emulator gives there."""
    at = ([0.31, 0.62, 0.17], [0.0, 1.0, 0.5], [0.777, 0.05, 0.93])
    return [
        {
            "emulator": name,
            "scenario": scenario,
            "at": place,
            "outputs": emulator.evaluate(scenario, place)[::7].tolist(),
        }
        for name, emulator in emulators.items()
        for scenario in range(len(levers.SCENARIOS))
        for place in at
    ]


def run_shown(rows: dict[str, np.ndarray]) -> int:
    """The number of the run whose organisations are shown: the nearest to the mean of all scenarios.

    Distances are in standard deviations of orientation, providers and closeness in the last year.
    """
    headlines = [levers.MEASURES.index(name) for name in _HEADLINES]
    finals = np.array([finals_of(each[0])[:, headlines] for each in rows.values()])
    away = (finals - finals.mean(axis=1, keepdims=True)) / finals.std(axis=1, keepdims=True)
    return int((away**2).sum(axis=(0, 2)).argmin())


def made(rows: dict[str, np.ndarray]) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """The page's data, and the pairs, from rows of runs."""
    shown = run_shown(rows)
    models = {}
    for name in rows:
        models[name] = PartnershipModel(
            load(name), seed=levers.SEED, run=shown, uncertainty="prior"
        )
        models[name].run()
    statuses = statuses_of(load(levers.SCENARIOS[0]))
    names = final_names(statuses)
    every = np.concatenate([finals_of(at) for each in rows.values() for at in each])
    kept = [n for n in range(len(names)) if np.isfinite(every[:, n]).all()]
    emulators, stored = learnt(rows, kept)
    data = {
        "seed": levers.SEED,
        "runs": levers.RUNS,
        "shown": shown,
        "student": float(student.ppf(0.975, levers.RUNS - 1)),
        "years": [2010 + n for n in range(levers.YEARS + 1)],
        "measures": list(levers.MEASURES),
        "finals": [names[n] for n in kept],
        "levers": [asdict(lever) for lever in levers.LEVERS],
        "scenarios": [
            stored_of(load(name), each[0], kept, organizations_of(models[name]))
            for name, each in rows.items()
        ],
        "emulator": stored,
        "fixed_runs": {"machine": fixed_runs.machine(), "digest": fixed_runs.digest()},
    }
    return data, pairs_of(emulators)


def main() -> None:
    """Run the design, learn, write."""
    if len(sys.argv) > 1:
        design.POINTS = int(sys.argv[1])
    data, pairs = made(rows_of(design.POINTS))
    data["lesson"] = lesson.lesson_of(data)
    design.write(design.DATA, data)
    design.write(PAIRS, pairs)


if __name__ == "__main__":
    main()
