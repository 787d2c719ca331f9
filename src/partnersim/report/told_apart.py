"""What a scenario sets and what is response, with the difference from its starting regime, as saved.

Only for a shipped scenario as it is: for others nothing was measured.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnersim.evidence.directness import Saved, saved
from partnersim.language import say
from partnersim.report import words
from partnersim.scenario.library import shipped
from partnersim.scenario.settings import load

if TYPE_CHECKING:
    from partnersim.scenario.settings import Settings

SET, RESPONSE, NEITHER = "set", "response", "neither"


def told_apart(settings: Settings) -> dict[str, str]:
    """`SET`, `RESPONSE` or `NEITHER` for each measure; nothing where that was not measured."""
    marked = words.set_by_the_scenario(settings)
    others = {"response": RESPONSE}
    return {
        row.measure: SET if row.measure in marked else others.get(row.label, NEITHER)
        for row in _rows(settings)
    }


def name(which: str) -> str:
    """What a person reads for one of the three."""
    return {
        SET: say("set by the scenario"),
        RESPONSE: say("response"),
        NEITHER: say("not told apart"),
    }[which]


def from_the_status_quo(settings: Settings) -> dict[str, float]:
    """Mean difference from its starting regime in the last year; nothing for a run of other length."""
    rows = _rows(settings)
    if not rows or settings.years != load(str(shipped()[settings.name])).years:
        return {}
    return {row.measure: row.change for row in rows}


def _rows(settings: Settings) -> list[Saved]:
    if not settings.as_shipped:
        return []
    return [row for row in saved() if row.scenario == settings.name]
