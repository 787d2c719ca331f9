"""What parameters are fitted to: parts of patterns with `use: cal`, as bands a run should lie in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from partnersim.evidence.patterns import Part, Pattern, patterns
from partnersim.language import UserError

if TYPE_CHECKING:
    from partnersim.scenario.settings import Settings

USED, ALWAYS, ARITHMETIC = "used", "always", "arithmetic"
UNREACHABLE, NOT_EMULATED = "unreachable", "not emulated"
# below this share of the design's rows a part counts as reached by no parameters; above 1 less it, by all
REACHED_BY = 0.05


@dataclass(frozen=True, slots=True)
class Target:
    """A part of a pattern and the band the documents give."""

    pattern: Pattern
    part: Part

    @property
    def name(self) -> str:
        """`P4.level`."""
        return f"{self.pattern.id}.{self.part.id}"

    @property
    def band(self) -> tuple[float, float]:
        """The ends of the band; infinite where the documents give one bound alone."""
        return self.part.expected.low, self.part.expected.high


def targets(settings: Settings, which: Sequence[Pattern] | None = None) -> tuple[Target, ...]:
    """The `cal` parts that this scenario can be held against: those of a scenario it builds on, alone.

    Raises UserError where there is none.
    """
    aims = tuple(
        Target(pattern, part)
        for pattern in (patterns() if which is None else which)
        for part in pattern.parts
        if part.use == "cal"
        and part.against is None
        and not part.case.shown
        and part.case.scenario in settings.lineage
    )
    if not aims:
        known = sorted(
            {
                part.case.scenario
                for pattern in patterns()
                for part in pattern.parts
                if part.use == "cal"
            }
        )
        raise UserError(
            "{scenario}: no pattern gives a target for its parameters. Allowed: scenarios "
            "that build on {names}.",
            scenario=settings.name,
            names=", ".join(known),
        )
    return aims


def cited_scenarios(settings: Settings) -> frozenset[str]:
    """The scenarios that the parts it is held against were written of."""
    return frozenset(target.part.case.scenario for target in targets(settings))


def status_of(part: Part, share: float, emulated: bool) -> str:
    """How a part is treated: only what is `used` moves the posterior.

    `share` of the design's rows lie in the band. What the rules write in is no evidence. A part that
    (almost) no parameters reach is reported and left aside, its band as it was: it says that the model
    is wrong there, not which parameters are right. One that (almost) all reach distinguishes none.
    """
    if part.written_in == "yes":
        return ARITHMETIC
    if share < REACHED_BY:
        return UNREACHABLE
    if share > 1.0 - REACHED_BY / 5.0:
        return ALWAYS
    return USED if emulated else NOT_EMULATED
