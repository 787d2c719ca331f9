"""Which parts of patterns can be judged under a posterior: those of scenarios it covers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from partnersim.evidence.patterns import Part, Pattern
from partnersim.language import UserError
from partnersim.scenario.loading import load
from partnersim.scenario.posterior import Posterior, Uncertainty, of


def applicable(
    which: Iterable[Pattern], uncertainty: Uncertainty
) -> tuple[list[Pattern], list[str]]:
    """The patterns with the parts that can be judged, and the names of parts that cannot.

    Raises UserError where none can.
    """
    kind = of(uncertainty)
    if not isinstance(kind, Posterior):
        return list(which), []
    kept: list[Pattern] = []
    left_out = []
    for pattern in which:
        parts = tuple(part for part in pattern.parts if _applies(part, kind))
        left_out += [f"{pattern.id}.{part.id}" for part in pattern.parts if part not in parts]
        if parts:
            kept.append(replace(pattern, parts=parts))
    if not kept:
        raise UserError(
            "None of these patterns is of a scenario that builds on {fitted}, the one in which the "
            "posterior was fitted.",
            fitted=kind.scenario,
        )
    return kept, left_out


def _applies(part: Part, posterior: Posterior) -> bool:
    for case in (part.case, part.against):
        if case is not None:
            try:
                posterior.check(load(case.scenario, case.sets))
            except UserError:
                return False
    return True
