"""Seconds and memory of a run by how many newcomers it has: `python -m benchmarks.scaling`.

The status quo at scale 1 with arrivals multiplied, each size in a process of its own that finds the rules
compiled. Saved in benchmarks/scaling.json: the most newcomers there were, the months that they lived
through, seconds of the processor to build and step the model, and peak memory.
"""

from __future__ import annotations

import json
import platform
import subprocess
import sys
import time
from importlib.metadata import version
from pathlib import Path
from typing import Any

from benchmarks.speed import peak_megabytes

RESULTS = Path(__file__).parent / "scaling.json"
SIZES = (
    (0.5, 10),
    (1.0, 10),
    (2.0, 10),
    (5.0, 10),
    (10.0, 10),
    (10.0, 25),
)  # times the arrivals of Quebec; years
_FIRST_SCALE = 2000.0  # of a run that loads what is compiled


def one(level: float, years: int) -> dict[str, float]:
    """What a run with so many times the arrivals takes, in this process."""
    from partnersim.model import PartnershipModel
    from partnersim.scenario.loading import load

    PartnershipModel(load("mifi_status_quo", scale=_FIRST_SCALE), seed=1).run()
    settings = load("mifi_status_quo", [f"arrivals.level={level}"], scale=1.0, years=years)
    start = time.process_time()
    model = PartnershipModel(settings, seed=1)
    most = months = 0
    while model.running:
        model.step()
        most = max(most, model.world.newcomers.rows)
        months += model.world.newcomers.rows
    seconds = time.process_time() - start
    return {
        "times the arrivals": level,
        "years": float(years),
        "newcomers": float(most),
        "million months of newcomers": months / 1e6,
        "seconds": seconds,
        "seconds a million months": 1e6 * seconds / months,
        "megabytes": peak_megabytes(),
    }


def apart(level: float, years: int) -> dict[str, float]:
    """The same in a process of its own."""
    out = subprocess.run(
        [sys.executable, "-m", "benchmarks.scaling", "one", str(level), str(years)], check=True,
        capture_output=True, text=True, cwd=Path(__file__).parents[1],
    )  # fmt: skip
    told: dict[str, float] = json.loads(out.stdout)
    return told


def main() -> None:
    """Measure, print, save."""
    if sys.argv[1:2] == ["one"]:
        print(json.dumps(one(float(sys.argv[2]), int(sys.argv[3]))))
        return
    rows: list[dict[str, float]] = []
    for size in SIZES:
        rows.append(apart(*size))
        last = rows[-1]
        print(
            f"{last['newcomers']:12,.0f} newcomers {last['seconds']:8.2f} s {last['megabytes']:8.0f} MB "
            f"{last['seconds a million months']:8.4f} s a million months",
            flush=True,
        )
    first, last = rows[1], rows[-1]
    saved: dict[str, Any] = {
        "command": "python -m benchmarks.scaling",
        "runs": rows,
        "bytes for each newcomer more": (last["megabytes"] - first["megabytes"])
        * 2**20
        / (last["newcomers"] - first["newcomers"]),
        "python": platform.python_version(),
        "versions": {name: version(name) for name in ("numpy", "numba", "mesa")},
    }
    RESULTS.write_text(json.dumps(saved, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
