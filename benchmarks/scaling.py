"""Seconds and memory of a run by how many newcomers it has: `python -m benchmarks.scaling [millions]`.

The status quo at scale 1 with arrivals multiplied, each size in a process of its own that finds the rules
compiled. Saved in benchmarks/scaling.json: newcomers present at the end and the most there were, seconds
to build and step ten years, peak memory, and both a newcomer beyond the smallest run. A run of ten million
needs some twelve gigabytes; `millions` bounds the sizes.
"""

from __future__ import annotations

import json
import platform
import subprocess
import sys
import time
from importlib.metadata import version
from itertools import pairwise
from pathlib import Path
from typing import Any

from benchmarks.speed import peak_megabytes

RESULTS = Path(__file__).parent / "scaling.json"
LEVELS = (0.5, 1.0, 2.0, 5.0, 10.0, 20.0)  # times the arrivals of Quebec
_FIRST_SCALE = 2000.0  # of a run that loads what is compiled


def one(level: float) -> dict[str, float]:
    """What a run with so many times the arrivals takes, in this process."""
    from partnersim.model import PartnershipModel
    from partnersim.scenario.loading import load

    PartnershipModel(load("mifi_status_quo", scale=_FIRST_SCALE), seed=1).run()
    before = peak_megabytes()
    start = time.perf_counter()
    model = PartnershipModel(
        load("mifi_status_quo", [f"arrivals.level={level}"], scale=1.0), seed=1
    )
    most = 0
    while model.running:
        model.step()
        most = max(most, model.world.newcomers.rows)
    return {
        "level": level,
        "newcomers": float(most),
        "seconds": time.perf_counter() - start,
        "megabytes": peak_megabytes(),
        "megabytes before": before,
    }


def apart(level: float) -> dict[str, float]:
    """The same in a process of its own."""
    out = subprocess.run(
        [sys.executable, "-m", "benchmarks.scaling", "one", str(level)], check=True,
        capture_output=True, text=True, cwd=Path(__file__).parents[1],
    )  # fmt: skip
    told: dict[str, float] = json.loads(out.stdout)
    return told


def slopes(rows: list[dict[str, float]]) -> list[dict[str, float]]:
    """Between neighbours: microseconds and bytes for each newcomer more, at the most there were."""
    return [
        {
            "from": first["newcomers"],
            "to": then["newcomers"],
            "microseconds a newcomer": 1e6 * (then["seconds"] - first["seconds"]) / more,
            "bytes a newcomer": 2**20 * (then["megabytes"] - first["megabytes"]) / more,
        }
        for first, then in pairwise(rows)
        if (more := then["newcomers"] - first["newcomers"]) > 0
    ]


def main() -> None:
    """Measure, print, save."""
    if sys.argv[1:2] == ["one"]:
        print(json.dumps(one(float(sys.argv[2]))))
        return
    millions = float(sys.argv[1]) if sys.argv[1:] else 12.0
    rows: list[dict[str, float]] = []
    for level in LEVELS:
        if rows and rows[-1]["newcomers"] * level / rows[-1]["level"] > 1e6 * millions:
            break
        rows.append(apart(level))
        last = rows[-1]
        print(
            f"{last['newcomers']:12,.0f} newcomers {last['seconds']:8.2f} s {last['megabytes']:8.0f} MB"
        )
    saved: dict[str, Any] = {
        "command": "python -m benchmarks.scaling",
        "runs": rows,
        "slopes": slopes(rows),
        "python": platform.python_version(),
        "versions": {name: version(name) for name in ("numpy", "numba", "mesa")},
    }
    RESULTS.write_text(json.dumps(saved, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
