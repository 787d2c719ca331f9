"""`python -m benchmarks.twin`: dock the twin with the model, and say how fast both are.

`--runs`, `--years` and `--scale` take the place of what stated.yaml says, for a trial, which then
is not saved unless `--save` is given; `--no-speed` leaves the clock out, `--only-speed` the docking.
"""

from __future__ import annotations

import argparse
import json
import platform
from importlib.metadata import version
from pathlib import Path
from typing import Any

from .docking import STATED, dock
from .speed import speeds

RESULTS = Path(__file__).parent.parent / "twin.json"


def show(found: dict[str, Any]) -> None:
    """Print what agrees and what does not."""
    print(f"{'scenario':18s}{'measure':32s}{'twin':>30s}{'ours':>30s}  p       verdict")
    for row in found["rows"]:
        twin, ours = (" ".join(f"{x:9.4g}" for x in row[name]) for name in ("twin", "ours"))
        print(
            f"{row['scenario']:18s}{row['measure']:32s}{twin:>30s}{ours:>30s}  "
            f"{row['p']:.4f}  {row['verdict']}"
        )
    for row in found["directions"]:
        word = "agree" if row["agree"] else "DIFFER"
        print(
            f"direction of {row['measure']:32s}{row['twin']:>6s} {row['ours']:>6s}  {word} {row['by']}"
        )
    print("books:", found["books"])


def main() -> None:
    """Dock, clock and save."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=STATED["runs"])
    parser.add_argument("--years", type=int, default=STATED["years"])
    parser.add_argument("--scale", type=float, default=STATED["scale"])
    parser.add_argument("--processes", type=int, default=2, help="runs of the twin at a time")
    parser.add_argument("--no-speed", action="store_true")
    parser.add_argument("--only-speed", action="store_true", help="keep what was docked")
    parser.add_argument("--save", type=Path, default=None)
    given = parser.parse_args()
    as_stated = all(getattr(given, key) == STATED[key] for key in ("runs", "years", "scale"))
    where = given.save or (RESULTS if as_stated or given.only_speed else None)
    if given.only_speed:
        found: dict[str, Any] = json.loads(RESULTS.read_text(encoding="utf-8"))
    else:
        found = dock(given.runs, given.years, given.scale, given.processes)
        show(found)
        found["runs"], found["years"], found["scale"] = given.runs, given.years, given.scale
    found["made with"] = {
        "python": platform.python_version(),
        **{name: version(name) for name in ("partnersim", "mesa", "numpy", "numba", "scipy")},
        "machine": platform.machine(),
    }
    save(found, where)
    if not given.no_speed:
        found["speed"] = speeds()
        for name, value in found["speed"].items():
            print(f"{name}: {value}")
        save(found, where)


def save(found: dict[str, Any], where: Path | None) -> None:
    """Write what was found, if anywhere."""
    if where:
        where.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
