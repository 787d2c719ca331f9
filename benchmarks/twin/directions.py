"""`python -m benchmarks.twin.directions`: do both models say the same of more pairs of scenarios?

Each scenario is compared with the status quo, run by run, by the rule and the measures of
stated.yaml; runs of one number begin with the same organisations, and a run of the twin lives its
spin-up once for all scenarios. What was found is saved after each run, in `../twin_directions.json`.
"""

from __future__ import annotations

import argparse
import json
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import partnersim

from .docking import STATED, Paths, ours, sign, yearly
from .inputs import read
from .model import Twin

RESULTS = Path(__file__).parent.parent / "twin_directions.json"
BASE = "mifi_status_quo"
LIVED = (
    "prsca_compliant mission_money_door_as_is mission_money_added closed_door open_door "
    "npm_tightening aca_ideal"
).split()
Run = dict[str, dict[str, list[float]]]  # scenario: measure: year


def go_on(twin: Twin, scenario: str, years: int, pipe: Any) -> None:
    """Live a scenario after the spin-up, and send its yearly paths."""
    before, _ = twin.inputs.regimes
    twin.inputs.regimes = before, dict(partnersim.load(scenario).funders)
    for _ in range(12 * years):
        twin.step()
    rows = twin.measures.rows[twin.inputs.spin_up :]
    pipe.send({name: yearly([row[name] for row in rows]) for name in STATED["measures"]})


def run_twin(run: int, years: int, scale: float, scenarios: list[str], organizations: int) -> Run:
    """One run of every scenario: the spin-up once, then a copy of the process for each of them.

    Parameters
    ----------
    run, years, scale, organizations
        As in `read`.
    scenarios
        Shipped names, all of the status quo's spin-up and programmes.
    """
    inputs = read(BASE, seed=1, run=run, years=years, scale=scale, organizations=organizations)
    twin, context, found = Twin(inputs), get_context("fork"), {}
    for _ in range(inputs.spin_up):
        twin.step()
    for scenario in scenarios:
        receive, send = context.Pipe(duplex=False)
        child = context.Process(target=go_on, args=(twin, scenario, years, send))
        child.start()
        found[scenario] = receive.recv()
        child.join()
        print(f"run {run} {scenario}", flush=True)
    return found


def paths_of(runs: list[Run], scenario: str) -> Paths:
    """A scenario's paths, by measure."""
    return {measure: [run[scenario][measure] for run in runs] for measure in STATED["measures"]}


def compare(runs: list[Run], theirs: dict[str, Paths]) -> list[dict[str, Any]]:
    """Directions of every measure in every scenario against the status quo.

    Parameters
    ----------
    runs
        Of the twin.
    theirs
        Paths of partnersim by scenario; as many runs, or more.
    """
    rows = []
    for scenario in theirs:
        if scenario == BASE:
            continue
        for measure in STATED["measures"]:
            first, second = (paths_of(runs, name)[measure] for name in (BASE, scenario))
            twin, size = sign(first, second)
            other, of_ours = sign(
                *(theirs[name][measure][: len(runs)] for name in (BASE, scenario))
            )
            rows.append(
                {
                    "scenario": scenario,
                    "measure": measure,
                    "twin": twin,
                    "ours": other,
                    "by": [round(size, 4), round(of_ours, 4)],
                    "agree": twin == other,
                    "against": {twin, other} == {"up", "down"},
                }
            )
    return rows


def show(rows: list[dict[str, Any]]) -> None:
    """Print how many agree, by scenario, and what does not."""
    for scenario in dict.fromkeys(row["scenario"] for row in rows):
        mine = [row for row in rows if row["scenario"] == scenario]
        agree, against = (sum(row[key] for row in mine) for key in ("agree", "against"))
        print(f"{scenario:28s} agree {agree} of {len(mine)}, against each other {against}")
        for row in mine:
            if not row["agree"]:
                print(f"    {row['measure']:32s}{row['twin']:>6s}{row['ours']:>6s}  {row['by']}")


def main() -> None:
    """Run, compare, save after each run of the twin."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=4)
    parser.add_argument("--years", type=int, default=3)
    parser.add_argument("--scale", type=float, default=STATED["scale"])
    parser.add_argument("--save", type=Path, default=RESULTS)
    given = parser.parse_args()
    scenarios = [BASE, *LIVED]
    with get_context("spawn").Pool(1) as pool:  # its threads would not survive a copied process
        tasks = [(name, given.runs, given.years, given.scale) for name in scenarios]
        theirs = dict(zip(scenarios, pool.starmap(ours, tasks), strict=True))
    runs: list[Run] = []
    for run in range(given.runs):
        runs.append(run_twin(run, given.years, given.scale, scenarios, 126))
        if run > 0:  # an interval takes two
            rows = compare(runs, theirs)
            show(rows)
            save(rows, len(runs), given)


def save(rows: list[dict[str, Any]], runs: int, given: argparse.Namespace) -> None:
    """Write what was found."""
    found = {"runs": runs, "years": given.years, "scale": given.scale, "rows": rows}
    given.save.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
