"""What patterns look at of a crisis in a finished run: its acute months, a year on, the year after it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from partnersim.analysis.runs.finished_run import FinishedRun

_ACUTE_MONTHS = 6
_A_YEAR_ON = (12, 18)  # months after the crisis began
_ACUTE = ("delivery_share", "advocacy_share", "community_life_share", "representation_load_share")
_YEAR_ON = ("autonomy_index", "soft_index", "delivery_share")
_AFTER = ("delivery_share", "community_life_share")


def since_crisis(run: FinishedRun, name: str, first: int, last: int) -> float:
    """Mean of a sector column from one month of the crisis to another."""
    begins = int(run.model.world.parameters["crisis"]["starts_after_months"][0])
    return float(run.months(name, begins + first, begins + last).mean())


def _length(run: FinishedRun) -> int:
    crisis = run.model.world.parameters["crisis"][0]
    return int(crisis["ends_after_months"]) - int(crisis["starts_after_months"])


def _over(name: str, first: int, last: int) -> Callable[[FinishedRun], float]:
    return lambda run: since_crisis(run, name, first, last)


def _after(name: str) -> Callable[[FinishedRun], float]:
    """A column of the sector over the year that follows the end of the crisis."""
    return lambda run: since_crisis(run, name, _length(run), _length(run) + 12)


def _trust_after_less_at_height(run: FinishedRun) -> float:
    lasts = _length(run)
    acute = int(run.model.world.parameters["crisis"]["acute_months"][0])
    after = since_crisis(run, "trust_in_peers_mean", lasts + 9, lasts + 15)
    return after - since_crisis(run, "trust_in_peers_mean", acute, acute + 6)


MEASURES: dict[str, Callable[[FinishedRun], float]] = {
    **{f"acute_{name}": _over(name, 0, _ACUTE_MONTHS) for name in _ACUTE},
    "acute_end_trust_in_peers_mean": _over("trust_in_peers_mean", _ACUTE_MONTHS - 1, _ACUTE_MONTHS),
    "trust_after_less_at_height": _trust_after_less_at_height,
    **{f"year_on_{name}": _over(name, *_A_YEAR_ON) for name in _YEAR_ON},
    **{f"after_{name}": _after(name) for name in _AFTER},
}
