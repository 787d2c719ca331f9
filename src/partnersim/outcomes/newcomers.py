"""What became of newcomers: this month by status and place, and by cohort of arrival."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from partnersim.declarations import Outcome, Text
from partnersim.state.columns import HORIZONS_MONTHS
from partnersim.state.newcomers import (
    DROPPED_OUT,
    INELIGIBLE_SEEKING,
    INELIGIBLE_SERVED,
    PRESENT,
    SEEKING,
    SERVED,
    TAKING_PART,
    UNMET_NEED,
    WAITING_MONTHS,
)

if TYPE_CHECKING:
    from partnersim.state.world import World

_MEMORY_MONTHS = 12


def _column(name: str, unit: str, en: str, fr: str) -> Outcome:
    return Outcome(name=name, unit=unit, meaning=Text(en, fr))


COLUMNS = (
    _column("unmet_need", "mean need of those present, 0 to 1",
            "Need left among those present", "Besoins restants des personnes présentes"),
    _column("need_after_12_months", "mean need, 0 to 1",
            "Need left 12 months after arrival", "Besoins restants 12 mois après l'arrivée"),
    _column("need_after_24_months", "mean need, 0 to 1",
            "Need left 24 months after arrival", "Besoins restants 24 mois après l'arrivée"),
    _column("need_after_36_months", "mean need, 0 to 1",
            "Need left 36 months after arrival", "Besoins restants 36 mois après l'arrivée"),
    _column("served_share", "share of requests", "Requests served", "Demandes servies"),
    _column("ineligible_served_share", "share of requests of the ineligible",
            "Requests served of those nobody pays for", "Demandes servies des personnes non admissibles"),
    _column("waiting_mean", "requests in vain, a person present",
            "Requests in vain", "Demandes restées sans réponse"),
    _column("dropped_out_share", "share of those present, a year",
            "Stop asking", "Cessent de demander"),
    _column("taking_part_share", "share of those present",
            "Take part in the life of an organisation", "Prennent part à la vie d'un organisme"),
    _column("newcomers_present", "people", "Newcomers present", "Personnes présentes"),
)  # fmt: skip
NAMES = tuple(column.name for column in COLUMNS)


def need_after(cohorts: NDArray[np.float64], last: int, horizon: int) -> float:
    """Mean need left at a horizon, over the arrival months of the year that ends at row `last`."""
    if last < 0:
        return float("nan")
    recent = cohorts[max(0, last - _MEMORY_MONTHS + 1) : last + 1, :, :, horizon, :].sum(axis=(0, 1, 2))
    return float(recent[0] / recent[1]) if recent[1] > 0 else float("nan")


def measure(world: World, row: NDArray[np.float64]) -> None:
    """Write this month's newcomers row, in the order of COLUMNS."""
    table = world.newcomers
    counts = table.counts.sum(axis=(0, 1))
    present = max(counts[PRESENT], 1e-9)
    row[0] = counts[UNMET_NEED] / present
    for h, months in enumerate(HORIZONS_MONTHS):
        row[1 + h] = need_after(table.cohorts, world.now + table.months_before - months, h)
    row[4] = min(1.0, counts[SERVED] / max(counts[SEEKING], 1e-9))
    row[5] = min(1.0, counts[INELIGIBLE_SERVED] / max(counts[INELIGIBLE_SEEKING], 1e-9))
    row[6] = counts[WAITING_MONTHS] / present
    row[7] = 12.0 * counts[DROPPED_OUT] / present
    row[8] = counts[TAKING_PART] / present
    row[9] = counts[PRESENT]
