"""What was expected before the first run, and whether it holds."""

from __future__ import annotations

import csv
import functools
import hashlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
from ruamel.yaml import YAML

from partnersim.analysis.runs.paired_runs import Interval

# One file is stated, and hashed, at a time: what is there is never touched again.
FILES = tuple(
    Path(__file__).with_name(f"{name}.yaml") for name in ("expectations", "expectations_umbrella")
)
DATA = Path("docs/data/consequences")
RESAMPLES = 2000
Intervals = dict[str, Interval]


def yaml_of(path: Path) -> dict[str, Any]:
    """The map in a YAML file."""
    content: dict[str, Any] = YAML(typ="safe").load(path.read_text(encoding="utf-8"))
    return content


@functools.cache
def expectations() -> dict[str, Any]:
    """What the files state, by study."""
    return {study: stated for file in FILES for study, stated in yaml_of(file).items()}


def stated_in(study: str) -> Path:
    """The file that states what a study is expected to show."""
    return next(file for file in FILES if study in yaml_of(file))


def digest(file: Path) -> str:
    """Of a file, as pages print it."""
    return hashlib.sha256(file.read_bytes()).hexdigest()[:16]


def bootstrap(runs: int, value: Callable[[np.ndarray], float], seed: int = 0) -> Interval:
    """A value of all runs and its 95 % interval, over runs drawn with replacement.

    Parameters
    ----------
    runs
        How many there are.
    value
        Of the runs whose numbers it is given.
    seed
        Of the drawing.
    """
    generator = np.random.default_rng(seed)
    drawn = [value(generator.integers(0, runs, runs)) for _ in range(RESAMPLES)]
    low, high = np.nanquantile(drawn, [0.025, 0.975])
    return Interval(float(value(np.arange(runs))), float(low), float(high))


def mean_of(values: np.ndarray) -> Interval:
    """The mean of one value a run, those missing left out, and its 95 % interval."""
    return bootstrap(len(values), lambda n: float(np.nanmean(values[n])))


def verdict(found: Interval, statement: Mapping[str, Any]) -> str:
    """`holds`, `fails` or `not decided`."""
    if "at_least" in statement:
        limit = float(statement["at_least"])
        above, below = found.low >= limit, found.high < limit
    else:
        limit = float(statement["at_most"])
        above, below = found.high <= limit, found.low > limit
    return "holds" if above else "fails" if below else "not decided"


def save(study: str, found: Mapping[str, Interval]) -> None:
    """Write and say what a study found of each of its statements."""
    stated = expectations()[study]["statements"]
    missing = set(stated) ^ set(found)
    if missing:
        raise SystemExit(f"{study}: stated or found, not both: {', '.join(sorted(missing))}")
    rows = [
        (
            name,
            found[name].mean,
            found[name].low,
            found[name].high,
            verdict(found[name], stated[name]),
        )
        for name in stated
    ]
    write(study, ("statement", "value", "low", "high", "verdict"), rows)
    for name, value, low, high, judged in rows:
        print(f"{name:28s} {value:+.3f} [{low:+.3f}; {high:+.3f}]  {judged}", flush=True)


def write(name: str, head: tuple[str, ...], rows: list[tuple[Any, ...]]) -> None:
    """A table of a study in docs/data/consequences."""
    DATA.mkdir(parents=True, exist_ok=True)
    with (DATA / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(head)
        writer.writerows([_short(value) for value in row] for row in rows)


def _short(value: Any) -> Any:
    return f"{value:.6g}" if isinstance(value, (float, np.floating)) else value
