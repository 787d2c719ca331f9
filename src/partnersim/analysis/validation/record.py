"""A validation as data: `validation.json`, for whoever reads verdicts with a program.

schema 4: partnersim (version), rules (hash of the code of the rules), seed, runs, runs_asked (more where it
was interrupted), uncertainty (and
which posterior), sets, cases (scenario, sets, hash of everything resolved), enough (rule,
tolerance, how many parts are stable), counts (of verdicts, by use),
controls (controls.py), not_standing (decided parts beyond the limit on false findings), parts.
A part: id, use, level, written_in (yes, undecided, no), seen, estimate, interval, expected, least (the smallest
effect that matters), chance, verdict (pass: by choices, in a part that guided no value; may_be_chance: would pass or
fail, and does not stand beside the other parts; could_hardly_fail: no verdict, decision 51; without_choices_too,
perhaps_written_in, written_in, fitted: as expected, and no evidence; absent, fail, undecided), holds (share of
runs), and of `enough` runs, spread_moves, stable, verdict_since_run, more_runs. What is unknown or without end is null.
"""

from __future__ import annotations

import importlib.metadata
import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from partnersim.analysis.runs.convergence import TOLERANCE
from partnersim.analysis.sweeps.experiment import code_digest, design_hash
from partnersim.analysis.validation.false_findings import not_standing
from partnersim.analysis.validation.part_verdict import Said
from partnersim.analysis.validation.verdicts import cases_of
from partnersim.scenario.loading import load

if TYPE_CHECKING:
    from partnersim.analysis.validation.controls import Controls
    from partnersim.analysis.validation.part_verdict import PartVerdict
    from partnersim.evidence.patterns import Case
    from partnersim.scenario.settings import Settings

SCHEMA = 4
PLAIN: dict[Said, str] = {
    "emerges": "pass",
    "may be chance": "may_be_chance",
    "could hardly fail": "could_hardly_fail",
    "without choices too": "without_choices_too",
    "perhaps written in": "perhaps_written_in",
    "written in": "written_in",
    "fitted": "fitted",
    "absent": "absent",
    "fails": "fail",
    "not decided": "undecided",
}


def as_data(
    judged: Sequence[PartVerdict],
    *,
    runs: int,
    seed: int,
    sets: Sequence[str] = (),
    drawn: Mapping[str, Any] | None = None,
    asked: int | None = None,
    controls: Controls | None = None,
) -> dict[str, Any]:
    """Everything about a validation but the words on its screen; drawn as a manifest tells it."""
    patterns = list(dict.fromkeys(verdict.pattern for verdict in judged))
    return {
        "schema": SCHEMA,
        "partnersim": importlib.metadata.version("partnersim"),
        "rules": code_digest(),
        "seed": seed,
        "runs": runs,
        "runs_asked": asked or runs,
        **(drawn or {"uncertainty": "prior"}),
        "sets": list(sets),
        "cases": [
            {**_case(case), "hash": _hash(load(case.scenario, (*sets, *case.sets)))}
            for case in cases_of(patterns)
        ],
        "enough": {
            "rule": "coefficient of variation of the standard deviation over the last half of runs",
            "tolerance": TOLERANCE,
            "stable": sum(
                verdict.convergence is not None and verdict.convergence.stable for verdict in judged
            ),
            "parts": len(judged),
        },
        "counts": {
            "cal": counts(verdict for verdict in judged if verdict.part.use == "cal"),
            "val": counts(verdict for verdict in judged if verdict.part.use == "val"),
        },
        "controls": asdict(controls) if controls else None,
        "not_standing": [verdict.name for verdict in not_standing(judged)],
        "parts": [_part(verdict) for verdict in judged],
    }


def counts(judged: Iterable[PartVerdict]) -> dict[str, int]:
    """How many come to each verdict, as it is said."""
    counted = Counter(PLAIN[verdict.said] for verdict in judged)
    return {name: counted[name] for name in PLAIN.values()}


def _hash(settings: Settings) -> str:
    """A short name for all values of a scenario and of the regime it begins with."""
    regime = settings.regime.resolved() if settings.regime else None
    return design_hash({"scenario": settings.resolved(), "regime": regime})


def _case(case: Case) -> dict[str, Any]:
    return {"scenario": case.scenario, "sets": list(case.shown)}


def _part(verdict: PartVerdict) -> dict[str, Any]:
    part = verdict.part
    return {
        "id": verdict.name,
        "use": part.use,
        "level": part.level,
        "written_in": part.written_in,
        "seen": part.seen,
        "measure": part.measure,
        "in": _case(part.case),
        "against": _case(part.against) if part.against else None,
        "source": {"key": verdict.pattern.source.key, "where": verdict.pattern.source.where},
        "estimate": _known(verdict.mean),
        "interval": [_known(verdict.low), _known(verdict.high)],
        "expected": {"above": _known(part.expected.low), "below": _known(part.expected.high)},
        "least": part.expected.least,
        "chance": _known(verdict.chance),
        "verdict": PLAIN[verdict.said],
        "holds": _known(verdict.holds),
        **(verdict.convergence.as_data() if verdict.convergence else {}),
    }


def _known(value: float) -> float | None:
    return value if math.isfinite(value) else None
