"""A limit on false findings over all parts: at most one decided part in twenty is chance."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from partnersim.analysis.validation.part_verdict import PartVerdict
    from partnersim.evidence.patterns import Expected

SHARE = 0.05


def chance_of(values: np.ndarray, expected: Expected) -> float:
    """The chance of a mean as far beyond an edge, were there nothing that matters (two-sided).

    Below 0.05 where the part emerges or fails, and only there.
    """
    runs = len(values)
    return _chance(
        float(values.mean()), float(values.std(ddof=1)) / math.sqrt(runs), runs, expected
    )


def chance_of_interval(mean: float, high: float, runs: int, expected: Expected) -> float:
    """The same of a saved mean, whose 95 % interval of so many runs ends at `high`."""
    from scipy.stats import t

    return _chance(mean, (high - mean) / float(t.ppf(0.975, runs - 1)), runs, expected)


def _chance(mean: float, error: float, runs: int, expected: Expected) -> float:
    from scipy.stats import t

    error = max(error, 1e-12)

    def above(edge: float) -> float:
        return float(t.sf((mean - edge) / error, runs - 1))

    least, most = expected.emerging
    inside = max(above(least), 1.0 - above(most))
    outside = min(1.0 - above(expected.low - expected.least), above(expected.high + expected.least))
    return min(1.0, 2.0 * min(inside, outside))


def most_by_chance(tests: int, share: float = SHARE, level: float = SHARE) -> int:
    """How many tests in which nothing is may be decided by chance: more are found once in twenty times.

    The binomial bound: exact where tests do not hang together, each decided with a chance of at most `share`.
    """
    from scipy.stats import binom

    return max(0, int(binom.ppf(1.0 - level, tests, share)))


def not_standing(judged: Sequence[PartVerdict]) -> list[PartVerdict]:
    """Decided parts that are not findings once all are looked at together (Benjamini and Yekutieli 2001)."""
    from scipy.stats import false_discovery_control

    known = [verdict for verdict in judged if math.isfinite(verdict.chance)]
    if not known:
        return []
    adjusted = false_discovery_control([verdict.chance for verdict in known], method="by")
    return [
        verdict
        for verdict, chance in zip(known, adjusted, strict=True)
        if verdict.verdict in ("emerges", "fails") and chance > SHARE
    ]


def marked(judged: Sequence[PartVerdict]) -> list[PartVerdict]:
    """The same verdicts, those that do not stand beside all others marked: what they say may be chance."""
    falling = {id(verdict) for verdict in not_standing(judged)}
    return [replace(verdict, stands=id(verdict) not in falling) for verdict in judged]
