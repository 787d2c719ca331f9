"""Judging the patterns over paired seeds and drawn parameters.

Every part is measured in each run, alone or as a paired difference. Its mean with a 95 % interval
gives the verdict: *emerges* when the interval lies where the documents say, *fails* when it lies
outside, else *not decided*. The share of runs in which a part holds says how far it depends on the
drawn parameters; `enough` whether the runs are enough for the verdict.
"""

from __future__ import annotations

import csv
import functools
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from partnersim.analysis.enough import Enough, enough
from partnersim.analysis.paired import interval, jobs_of, tables_of
from partnersim.evidence.patterns import Case, Part, Pattern, Verdict, patterns

if TYPE_CHECKING:
    from typing import Any

    import numpy as np

    from partnersim.scenario.posterior import Uncertainty

RUNS = 60
SEED = 20_201
FIELDS = ("pattern", "part", "use", "year", "arithmetic", "mean", "low", "high", "holds", "verdict")


@dataclass(frozen=True, slots=True)
class Judged:
    """A part with its mean, its 95 % interval, the share of runs in which it holds, its verdict."""

    pattern: Pattern
    part: Part
    mean: float
    low: float
    high: float
    holds: float
    verdict: Verdict
    enough: Enough | None = None  # unknown of a verdict read back

    @property
    def name(self) -> str:
        """`P9.drift`."""
        return f"{self.pattern.id}.{self.part.id}"

    def row(self) -> tuple[str, ...]:
        """As it is saved."""
        part = self.part
        numbers = (f"{one:.5g}" for one in (self.mean, self.low, self.high, self.holds))
        return (
            self.pattern.id, part.id, part.use, part.year, "yes" if part.arithmetic else "no",
            *numbers, self.verdict,
        )  # fmt: skip


def judge_part(pattern: Pattern, part: Part, values: np.ndarray) -> Judged:
    """The verdict on one value a run."""
    import numpy as np

    found = interval(values)
    known = values[np.isfinite(values)]
    holds = float(np.mean([part.expected.holds(float(one)) for one in known]))
    verdict = part.expected.judge(found.low, found.high)
    return Judged(
        pattern, part, found.mean, found.low, found.high, holds, verdict,
        enough(known, part.expected),
    )  # fmt: skip


def judge(
    which: Sequence[Pattern] | None = None,
    runs: int = RUNS,
    seed: int = SEED,
    workers: int = 0,
    sets: Sequence[str] = (),
    uncertainty: Uncertainty = "prior",
    **overrides: Any,
) -> list[Judged]:
    """Run every case once a seed and judge every part. overrides such as years=3, scale=500.

    sets: settings such as "reporting.hours_per_record=4" under every case, whose own settings stand.
    With a posterior, every case must build on the scenario it was fitted in
    (calibration/applying.py).
    """
    from partnersim.analysis.pattern_measures import measure
    from partnersim.scenario.settings import load

    which = patterns() if which is None else which
    parts = [(one, part) for one in which for part in one.parts]
    wanted: dict[Case, list[str]] = {}  # a case is asked only for what its parts look at
    for _, part in parts:
        for case in (part.case, part.against):
            if case is not None and part.measure not in wanted.setdefault(case, []):
                wanted[case].append(part.measure)
    tables = tables_of(
        [
            jobs_of(
                load(one.scenario, (*sets, *one.sets), **overrides), runs, seed,
                functools.partial(measure, names=tuple(names)), uncertainty=uncertainty,
            )
            for one, names in wanted.items()
        ],
        workers,
    )  # fmt: skip
    found: dict[Case, np.ndarray] = dict(zip(wanted, tables, strict=True))

    def of(case: Case, name: str) -> np.ndarray:
        column: np.ndarray = found[case][:, wanted[case].index(name)]
        return column

    judged = []
    for one, part in parts:
        values = of(part.case, part.measure)
        if part.against is not None:
            values = values - of(part.against, part.measure)
        judged.append(judge_part(one, part, values))
    return judged


def cases_of(which: Sequence[Pattern]) -> list[Case]:
    """Every case that patterns look at, once."""
    cases = (case for one in which for part in one.parts for case in (part.case, part.against))
    return list(dict.fromkeys(case for case in cases if case is not None))


def merged(earlier: Sequence[Judged], judged: Sequence[Judged]) -> list[Judged]:
    """New verdicts in the place of earlier ones, all in the order of the patterns."""
    found = {one.name: one for one in (*earlier, *judged)}
    names = (f"{one.id}.{part.id}" for one in patterns() for part in one.parts)
    return [found[name] for name in names if name in found]


def save(judged: Sequence[Judged], path: Path) -> None:
    """Write the verdicts as CSV."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(FIELDS)
        writer.writerows(one.row() for one in judged)


def saved(path: Path) -> list[Judged]:
    """Verdicts as saved, beside the patterns they are of."""
    known = {(one.id, part.id): (one, part) for one in patterns() for part in one.parts}
    found = []
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            pattern, part = known[row["pattern"], row["part"]]
            mean, low, high, holds = (float(row[one]) for one in ("mean", "low", "high", "holds"))
            verdict = part.expected.judge(low, high)
            found.append(Judged(pattern, part, mean, low, high, holds, verdict))
    return found
