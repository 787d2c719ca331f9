"""The stored runs of the lesson on the page: a few settings, in all that is plausible and as the thesis tells it.

    python -m studies.page_data.lesson

makes these runs alone and lays them beside what `python -m studies.page_data` has written, of which no other
byte changes. Each case is run as the page's scenarios are (same seed, same number of runs), once with the unknowns
drawn and once under `--reading thesis`. There is no emulator of a reading: the lesson shows stored settings alone.
Each is run once more with choices frozen as they stood when the scenario begins (studies/directness.py), so that the
page tells what a lever sets by itself from response.
"""

from __future__ import annotations

import json
from typing import Any

import numpy as np

from partnersim.analysis.runs.paired_runs import jobs_of, tables_of
from partnersim.model import PartnershipModel
from partnersim.page import levers
from partnersim.page.measuring import bands_of, final_names, finals_of, statuses_of
from partnersim.page.packing import organizations_of, packed, unpacked
from partnersim.schedule import COMPLETE, Ablation
from studies.page_data import design
from studies.page_data.cases import EXTRAS, READINGS, Case, cases, kept_of_lesson, settings_of

WHOLE = 65_535  # steps of a scale
# what the picture draws, and the step between two stored values
SLIM = {"tie": 1 / 250, "identity": 1 / 250, "self_perception": 1 / 250, "staff": 0.5}


def rows_of(workers: int = 0, ablation: Ablation = COMPLETE) -> dict[tuple[str, str], np.ndarray]:
    """By reading and case, what is kept of its runs (runs, kept)."""
    keys = [(reading, case) for reading in READINGS for case in cases()]
    lists = [
        jobs_of(settings_of(c, r), levers.RUNS, levers.SEED, kept_of_lesson, ablation=ablation)
        for r, c in keys
    ]
    done = tables_of(lists, workers)
    return {(r, case.name): table for (r, case), table in zip(keys, done, strict=True)}


def scale_of(values: np.ndarray) -> dict[str, list[float]]:
    """By column, the least value and the step between two that are stored."""
    low, high = values.min(axis=0), values.max(axis=0)
    return {name: [float(f"{value:.9g}") for value in at]
            for name, at in (("low", low), ("step", (high - low) / WHOLE))}  # fmt: skip


def whole(values: np.ndarray, scale: dict[str, list[float]]) -> str:
    """Values as whole steps of their columns' scale."""
    low, step = np.array(scale["low"]), np.array(scale["step"])
    steps = np.round((values - low) / np.where(step > 0.0, step, 1.0))
    return packed(steps.clip(0, WHOLE), "<u2")


def pictured(model: PartnershipModel) -> dict[str, Any]:
    """Organisations of one run with what the picture draws alone, in small numbers."""
    stored = organizations_of(model)
    columns = {"flags": stored["columns"]["flags"]}
    for name, step in SLIM.items():
        column = stored["columns"][name]
        values = unpacked(column["data"], "<u2") * column["step"]
        small = np.round(values / step).clip(0, 255)
        columns[name] = {"kind": "u1", "step": step, "data": packed(small, "<u1")}
    return {**stored, "archetypes": [], "places": [], "columns": columns}


def finished(case: Case, reading: str, run: int) -> PartnershipModel:
    """One run of a case, as the stored ones."""
    model = PartnershipModel(
        settings_of(case, reading), seed=levers.SEED, run=run, uncertainty="prior"
    )
    model.run()
    return model


def lesson_data(
    rows: dict[tuple[str, str], np.ndarray],
    frozen: dict[tuple[str, str], np.ndarray],
    finals: list[str],
    shown: int,
) -> dict[str, Any]:
    """What is stored of the lesson, from runs in full and with choices frozen.

    `finals` names what the page keeps of each run, `shown` numbers the run of its picture.
    """
    names = final_names(statuses_of(settings_of(cases()[0], READINGS[0])))
    kept = [names.index(name) for name in finals]
    page = {key: table[:, : -len(EXTRAS)] for key, table in rows.items()}
    bands = {key: bands_of(table) for key, table in page.items()}
    runs = {key: finals_of(table)[:, kept] for key, table in page.items()}
    extras = {key: table[:, -len(EXTRAS) :] for key, table in rows.items()}
    told = [n for n in range(len(EXTRAS))
            if all(np.isfinite(table[:, n]).all() for table in extras.values())]  # fmt: skip
    still = {
        key: np.concatenate([finals_of(table[:, : -len(EXTRAS)])[:, kept],
                             table[:, -len(EXTRAS) :][:, told]], axis=1).mean(axis=0)
        for key, table in frozen.items()
    }  # fmt: skip
    measures = len(levers.MEASURES)
    scales = {
        "bands": scale_of(np.concatenate([each.reshape(-1, measures) for each in bands.values()])),
        "runs": scale_of(np.concatenate(list(runs.values()))),
        "extras": scale_of(np.concatenate([table[:, told] for table in extras.values()])),
    }
    stored = []
    for reading in READINGS:
        for case in cases():
            key = (reading, case.name)
            settings = settings_of(case, reading)
            own = not case.is_of_page(reading)
            stored.append({
                "name": case.name,
                "reading": reading,
                "scenario": case.scenario,
                "sets": list(case.sets),
                "levers": list(levers.own_levers(settings)),
                "bands": whole(bands[key].reshape(-1, measures), scales["bands"]),
                "runs": whole(runs[key], scales["runs"]),
                "extras": whole(extras[key][:, told], scales["extras"]),
                "frozen": [float(f"{value:.6g}") for value in still[key]],
                "organizations": pictured(finished(case, reading, shown)) if own else None,
            })  # fmt: skip
    return {"extras": [EXTRAS[n] for n in told], "scales": scales, "cases": stored}


def lesson_of(data: dict[str, Any]) -> dict[str, Any]:
    """The lesson beside the page's data."""
    frozen = rows_of(ablation=Ablation(frozen=True))
    return lesson_data(rows_of(), frozen, data["finals"], data["shown"])


def main() -> None:
    """Make the lesson's runs and lay them beside the page's data."""
    data = json.loads(design.DATA.read_text(encoding="utf-8"))
    data["lesson"] = lesson_of(data)
    design.write(design.DATA, data)


if __name__ == "__main__":
    main()
