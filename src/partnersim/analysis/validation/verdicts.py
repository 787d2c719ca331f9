"""Judging the patterns over paired seeds and drawn parameters.

Every part is measured in each run, alone or as a paired difference. Its mean with a 95 % interval
gives the verdict: *emerges* when the interval lies where the documents say, by more than the smallest
effect that matters, *fails* when it lies as far on the wrong side, *absent* when it lies within that effect,
else *not decided*. What is printed and counted is `said`: *emerges* is left for parts that needed choices,
guided no value, could have failed and stand under the limit on false findings over all parts judged together.
The share of runs in which a part holds says how far it depends on the
drawn parameters; `convergence` whether the runs are enough for the verdict.
"""

from __future__ import annotations

import csv
import functools
import math
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from partnersim.analysis.runs import nulls
from partnersim.analysis.runs.convergence import convergence_of
from partnersim.analysis.runs.paired_runs import Job, interval, jobs_of, rounds_of
from partnersim.analysis.runs.pattern_measures import measure
from partnersim.analysis.validation.false_findings import chance_of, marked
from partnersim.analysis.validation.part_verdict import PartVerdict
from partnersim.evidence.patterns import Case, Part, Pattern, patterns
from partnersim.scenario.arguments import FEWEST_JUDGED, MOST_JUDGED, seed_of, whole
from partnersim.scenario.loading import load
from partnersim.schedule import Ablation
from partnersim.state.draws import Draws

if TYPE_CHECKING:
    from partnersim.scenario.posterior import Uncertainty
    from partnersim.scenario.settings import Settings

RUNS = 40
SEED = 20_201
FEWEST = 2  # runs with a value that an interval needs
FIELDS = (
    "pattern", "part", "use", "level", "year", "written_in", "mean", "low", "high", "holds", "chance",
    "verdict",
)  # fmt: skip


def judge_part(pattern: Pattern, part: Part, values: np.ndarray) -> PartVerdict:
    """The verdict on one value a run; not decided where fewer than two runs have a value."""
    known = values[np.isfinite(values)]
    if len(known) < FEWEST:
        return PartVerdict(pattern, part, math.nan, math.nan, math.nan, math.nan, "not decided")
    bounds = interval(values)
    holds = float(np.mean([part.expected.holds(float(each)) for each in known]))
    verdict = part.expected.judge(bounds.low, bounds.high)
    return PartVerdict(
        pattern,
        part,
        bounds.mean,
        bounds.low,
        bounds.high,
        holds,
        verdict,
        chance_of(known, part.expected),
        convergence_of(known, part.expected),
        tuple(float(value) for value in values),
    )


def judge(
    which: Sequence[Pattern] | None = None,
    runs: int = RUNS,
    seed: int | None = SEED,
    workers: int = 0,
    sets: Sequence[str] = (),
    uncertainty: Uncertainty = "prior",
    **overrides: Any,
) -> list[PartVerdict]:
    """Run every case once a seed and judge every part. overrides such as years=3, scale=500.

    sets: settings such as "reporting.hours_per_record=4" under every case, whose own settings stand.
    With a posterior, every case must build on the scenario it was fitted in
    (calibration/applying.py).
    """
    runs, seed = whole("runs", runs, FEWEST_JUDGED, MOST_JUDGED), seed_of(seed)
    which = patterns() if which is None else which
    options: dict[str, Any] = {"sets": sets, "uncertainty": uncertainty, **overrides}
    return judged_of(which, list(measured(which, runs, seed, workers, **options)))


def measured(
    which: Sequence[Pattern],
    runs: int,
    seed: int,
    workers: int = 0,
    sets: Sequence[str] = (),
    uncertainty: Uncertainty = "prior",
    **overrides: Any,
) -> Iterator[list[np.ndarray]]:
    """Run after run, what every case gives of what its parts look at, cases as `_looked_at` lists them."""
    return rounds_of(jobs_by_case(which, runs, seed, sets, uncertainty, **overrides), workers)


def jobs_by_case(
    which: Sequence[Pattern],
    runs: int,
    seed: int,
    sets: Sequence[str] = (),
    uncertainty: Uncertainty = "prior",
    **overrides: Any,
) -> list[list[Job]]:
    """The runs of every case, numbered from 0, cases as `_looked_at` lists them."""

    def jobs(case: Case, names: Sequence[str]) -> list[Job]:
        def settings(*drawn: str) -> Settings:
            return load(case.scenario, (*sets, *case.sets, *drawn), **overrides)

        look = functools.partial(measure, names=tuple(names))
        own = jobs_of(settings(), runs, seed, look, uncertainty=uncertainty, **_NULLS[case.null])
        if not case.drawn:
            return own
        return [replace(job, settings=settings(*drawn_in(case, seed, job.run))) for job in own]

    return [jobs(*each) for each in _looked_at(which).items()]


def drawn_in(case: Case, seed: int, run: int) -> Iterator[str]:
    """What a run draws of levers: uniformly, keyed as unknowns are, so that paired cases share it."""
    draws = Draws(seed, run)
    for path, low, high in case.drawn:
        yield f"{path}={draws.generator('prior', path).uniform(low, high)}"


def judged_of(
    which: Sequence[Pattern], rounds: Sequence[Sequence[np.ndarray]]
) -> list[PartVerdict]:
    """The verdict on every part from the runs that `measured` gave, all of them or the first few."""
    return [judge_part(*each) for each in values_of(which, rounds)]


def values_of(
    which: Sequence[Pattern], rounds: Sequence[Sequence[np.ndarray]]
) -> Iterator[tuple[Pattern, Part, np.ndarray]]:
    """Every part with its value in each run that `measured` gave."""
    wanted = _looked_at(which)
    tables = [np.array(column) for column in zip(*rounds, strict=True)]
    by_case = dict(zip(wanted, tables, strict=True))

    def of(case: Case, name: str) -> np.ndarray:
        return by_case[case][:, wanted[case].index(name)]

    for pattern in which:
        for part in pattern.parts:
            values = of(part.case, part.measure)
            if part.against is not None:
                values = values - of(part.against, part.measure)
            yield pattern, part, values


_NULLS: dict[str, dict[str, Any]] = {
    "": {},
    "frozen": {"ablation": Ablation(frozen=True)},
    "by lot": {"ablation": nulls.SEEING_ALL_ALIKE, "prepare": nulls.by_lot},
    "other luck": {"prepare": nulls.other_luck},
}


def _looked_at(which: Sequence[Pattern]) -> dict[Case, list[str]]:
    """By case, the measures that parts look at there; a case is asked only for these."""
    wanted: dict[Case, list[str]] = {}
    for pattern in which:
        for part in pattern.parts:
            for case in (part.case, part.against):
                if case is not None and part.measure not in wanted.setdefault(case, []):
                    wanted[case].append(part.measure)
    return wanted


def cases_of(which: Sequence[Pattern]) -> list[Case]:
    """Every case that patterns look at, once."""
    cases = (
        case for pattern in which for part in pattern.parts for case in (part.case, part.against)
    )
    return list(dict.fromkeys(case for case in cases if case is not None))


def save(judged: Sequence[PartVerdict], path: Path) -> None:
    """Write the verdicts as CSV: what is saved together has been judged together."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(FIELDS)
        writer.writerows(verdict.row() for verdict in marked(judged))


def saved(path: Path) -> list[PartVerdict]:
    """Verdicts as saved, beside the patterns they are of."""
    known = {
        (pattern.id, part.id): (pattern, part) for pattern in patterns() for part in pattern.parts
    }
    verdicts = []
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if (row["pattern"], row["part"]) not in known:
                continue  # of a system that is not there
            pattern, part = known[row["pattern"], row["part"]]
            mean, low, high, holds, chance = (
                float(row.get(key) or "nan") for key in ("mean", "low", "high", "holds", "chance")
            )
            verdict = part.expected.judge(low, high)
            verdicts.append(PartVerdict(pattern, part, mean, low, high, holds, verdict, chance))
    return marked(verdicts)
