"""Attribution of effects, as saved: what a scenario sets and what is response.

Only for a shipped scenario as it is: for others nothing was measured.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from partnersim.evidence.directness import DirectnessRow, directness_rows
from partnersim.language import current, say
from partnersim.report.formatting import words
from partnersim.scenario.library import shipped
from partnersim.scenario.loading import load

if TYPE_CHECKING:
    from partnersim.scenario.settings import Settings

PAGES = {"en": "docs/limits.md", "fr": "docs/limites.md"}
SET, RESPONSE, NEITHER = "set", "response", "neither"


def measured_as(settings: Settings, uncertainty: str) -> bool:
    """Whether a run is of the kind that was measured: as shipped, as long, drawn from the priors."""
    return (
        uncertainty == "prior"
        and bool(_rows(settings))
        and settings.years == load(str(shipped()[settings.name])).years
    )


def stars(settings: Settings, uncertainty: str) -> frozenset[str]:
    """Measures that the scenario itself sets, where a run is of the kind that was measured."""
    if not measured_as(settings, uncertainty):
        return frozenset()
    return words.set_by_the_scenario(settings)


def other_regime(settings: Settings, reference: Settings) -> bool:
    """Whether both do not start from the same sector: what shaped it before them differs."""
    regimes: list[Any] = [each.resolved()["spin_up"] for each in (settings, reference)]
    return bool(regimes[0] != regimes[1])


def stars_beside(settings: Settings, reference: Settings, uncertainty: str) -> frozenset[str]:
    """The same beside a reference: nothing of a scenario of another regime, against which it was not measured."""
    return frozenset() if other_regime(settings, reference) else stars(settings, uncertainty)


def not_of_a_reform(reference: str) -> str:
    """That a difference between regimes is not what a reform makes of the reference."""
    return say(
        "Another regime from the start: the two do not begin with the same sector, and the difference is not that of a "
        "reform of “{reference}”.",
        reference=reference,
    )


def not_for_this_run() -> str:
    """Why nothing of it stands on a screen of a shipped scenario that ran otherwise."""
    return say(
        "Which rows a scenario sets was measured for its own number of years, with parameters drawn from their "
        "priors ({page}): not for this run.",
        page=PAGES[current()],
    )


def measured_otherwise(settings: Settings, uncertainty: str) -> bool:
    """Whether the scenario was measured, and a run is of another kind."""
    return bool(_rows(settings)) and not measured_as(settings, uncertainty)


def attributions(settings: Settings, uncertainty: str) -> dict[str, str]:
    """`SET`, `RESPONSE` or `NEITHER` for each measure; nothing where a run is not of the kind measured."""
    if not measured_as(settings, uncertainty):
        return {}
    marked = words.set_by_the_scenario(settings)
    return {
        row.measure: SET
        if row.measure in marked
        else (RESPONSE if row.label == RESPONSE else NEITHER)
        for row in _rows(settings)
    }


def name(which: str) -> str:
    """What a person reads for one of the three."""
    return {
        SET: say("set by the scenario"),
        RESPONSE: say("response"),
        NEITHER: say("too small to attribute"),
    }[which]


def _rows(settings: Settings) -> list[DirectnessRow]:
    if not settings.as_shipped:
        return []
    return [row for row in directness_rows() if row.scenario == settings.name]
