"""A part of a pattern with its verdict, and the words in which it is printed and counted."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from partnersim.evidence.patterns import Part, Pattern, Verdict

if TYPE_CHECKING:
    from partnersim.analysis.runs.convergence import RunConvergence

Said = (
    Verdict
    | Literal["may be chance", "could hardly fail"]
    | Literal["written in", "perhaps written in", "without choices too", "fitted"]
)


@dataclass(frozen=True, slots=True)
class PartVerdict:
    """A part with its mean, its 95 % interval, the share of runs in which it holds, its verdict;
    chance: of as much if nothing mattered; stands: as a finding, beside all parts judged with it (false_findings.py);
    values: one a run, unknown of a verdict read back."""

    pattern: Pattern
    part: Part
    mean: float
    low: float
    high: float
    holds: float
    verdict: Verdict
    chance: float = math.nan
    convergence: RunConvergence | None = None  # unknown of a verdict read back
    values: tuple[float, ...] = field(default=(), compare=False, repr=False)
    stands: bool = True

    @property
    def name(self) -> str:
        """`P9.drift`."""
        return f"{self.pattern.id}.{self.part.id}"

    @property
    def said(self) -> Said:
        """The verdict as it is printed and counted: what is as expected emerges only where it needed choices,
        and could have failed, and neither emerges nor fails where it does not stand."""
        part = self.part
        if self.verdict != "emerges":
            return self.verdict if self.stands else "may be chance"
        if part.hardly:
            return "could hardly fail"
        if part.written_in == "yes":
            return "written in"
        if part.use == "cal":
            return "fitted"
        if part.written_in == "undecided":
            return "perhaps written in"
        if part.too:
            return "without choices too"
        return "emerges" if self.stands else "may be chance"

    @property
    def interval(self) -> tuple[float, float, float]:
        """Mean, low, high."""
        return self.mean, self.low, self.high

    def row(self) -> tuple[str, ...]:
        """As it is saved."""
        part = self.part
        numbers = (f"{number:.5g}" for number in (*self.interval, self.holds, self.chance))
        return (
            self.pattern.id, part.id, part.use, part.level, part.year,
            part.written_in, *numbers, self.said,
        )  # fmt: skip
