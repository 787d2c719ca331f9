"""What became of newcomers: this month by status and place, and by cohort of arrival."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from partnersim.declarations import Better, Outcome, Text
from partnersim.state.columns import HORIZONS_MONTHS, KINDS
from partnersim.state.kernel import kernel
from partnersim.state.newcomers import (
    DROPPED_OUT,
    INELIGIBLE_SEEKING,
    INELIGIBLE_SERVED,
    LANES,
    PRESENT,
    SEEKING,
    SERVED,
    TAKING_PART,
    UNMET_NEED,
    WAITING_MONTHS,
)

if TYPE_CHECKING:
    from partnersim.state.world import Numbers, World

_MEMORY_MONTHS = 12


def _column(
    name: str, unit: str, en: str, fr: str, formula: str, better: Better | None = None
) -> Outcome:
    return Outcome(name=name, unit=unit, meaning=Text(en, fr), formula=formula, better=better)


def _need_after(months: int) -> str:
    """Over the arrival months of the year that ended so many months ago."""
    need, people = f"need_after_{months}_months", f"people_after_{months}_months"
    window = f"c = month - {months + _MEMORY_MONTHS - 1} .. month - {months}"
    return f"sum_c({need} * {people}) / sum_c({people}); {window}"


COLUMNS = (
    _column("unmet_need", "mean need of those present, 0 to 1",
            "Need left among those present", "Besoins restants des personnes présentes",
            "sum_n(unmet_need) / sum_n(present)", Better.LOWER),
    _column("need_after_12_months", "mean need, 0 to 1",
            "Need left 12 months after arrival", "Besoins restants 12 mois après l'arrivée",
            _need_after(12), Better.LOWER),
    _column("need_after_24_months", "mean need, 0 to 1",
            "Need left 24 months after arrival", "Besoins restants 24 mois après l'arrivée",
            _need_after(24), Better.LOWER),
    _column("need_after_36_months", "mean need, 0 to 1",
            "Need left 36 months after arrival", "Besoins restants 36 mois après l'arrivée",
            _need_after(36), Better.LOWER),
    _column("served_share", "share of requests", "Requests served", "Demandes servies",
            "min(1, sum_n(served) / sum_n(seeking))", Better.HIGHER),
    _column("ineligible_served_share", "share of requests of the ineligible",
            "Requests served, people the main ministry does not pay for",
            "Demandes servies, personnes pour qui le ministère principal ne paie pas",
            "min(1, sum_n(ineligible_served) / sum_n(ineligible_seeking))", Better.HIGHER),
    _column("waiting_mean", "requests in vain, a person present",
            "Requests in vain", "Demandes restées sans réponse",
            "sum_n(waiting_months) / sum_n(present)", Better.LOWER),
    _column("dropped_out_share", "share of those present, a year",
            "Stop asking, a year", "Renoncent à demander de l'aide, par année",
            "12 * sum_n(dropped_out) / sum_n(present)", Better.LOWER),
    _column("taking_part_share", "share of those present",
            "Take part in the life of an organisation", "Prennent part à la vie d'un organisme",
            "sum_n(taking_part) / sum_n(present)", Better.HIGHER),
    _column("newcomers_present", "people", "Newcomers still settling", "Personnes en voie d'établissement",
            "sum_n(present)"),
)  # fmt: skip
NAMES = tuple(column.name for column in COLUMNS)


@kernel
def take_stock(
    rows: int,
    weight: float,
    need: NDArray[np.float32],
    status: NDArray[np.int8],
    place: NDArray[np.int8],
    waiting: NDArray[np.int16],
    member: NDArray[np.int8],
    counts: Numbers,
) -> None:
    """Those present, those of them taking part, need left and requests in vain, by status and place."""
    lanes = np.zeros((LANES, *counts.shape[:2], 4))
    for row in range(rows):
        n = np.uint64(row)
        mean = 0.0
        for k in range(KINDS):
            mean += need[k, n] / KINDS
        lane, s, a = n % np.uint64(LANES), np.uint64(status[n]), np.uint64(place[n])
        lanes[lane, s, a, 0] += 1.0
        lanes[lane, s, a, 1] += member[n]
        lanes[lane, s, a, 2] += mean
        lanes[lane, s, a, 3] += waiting[n]
    sums = lanes.sum(axis=0) * weight
    counts[:, :, PRESENT] = sums[:, :, 0]
    counts[:, :, TAKING_PART] = sums[:, :, 1]
    counts[:, :, UNMET_NEED] = sums[:, :, 2]
    counts[:, :, WAITING_MONTHS] = sums[:, :, 3]


@kernel
def summarize(
    counts: Numbers, cohorts: Numbers, newest: int, horizons: tuple[int, ...], row: Numbers
) -> None:
    """Write the newcomers row: sums over status and place, and cohorts of the last twelve months.

    `newest` is the row of `cohorts` of those arriving this month; need after h months is the mean
    over the arrival months of the year that ended h months ago.
    """
    total = np.zeros(counts.shape[2])
    for s in range(counts.shape[0]):
        for a in range(counts.shape[1]):
            for c in range(counts.shape[2]):
                total[c] += counts[s, a, c]
    present = max(total[PRESENT], 1e-9)
    row[0] = total[UNMET_NEED] / present
    for h in range(len(horizons)):
        need = 0.0
        people = 0.0
        last = newest - horizons[h]
        for m in range(max(0, last - _MEMORY_MONTHS + 1), last + 1):
            for s in range(counts.shape[0]):
                for a in range(counts.shape[1]):
                    need += cohorts[m, s, a, h, 0]
                    people += cohorts[m, s, a, h, 1]
        row[1 + h] = need / people if people > 0.0 else np.nan
    row[4] = min(1.0, total[SERVED] / max(total[SEEKING], 1e-9))
    row[5] = np.nan
    if total[INELIGIBLE_SEEKING] > 0.0:
        row[5] = min(1.0, total[INELIGIBLE_SERVED] / total[INELIGIBLE_SEEKING])
    row[6] = total[WAITING_MONTHS] / present
    row[7] = 12.0 * total[DROPPED_OUT] / present
    row[8] = total[TAKING_PART] / present
    row[9] = total[PRESENT]


def measure(world: World, counts: NDArray[np.float64], row: NDArray[np.float64]) -> None:
    """Write this month's counts, and its newcomers row in the order of COLUMNS."""
    table = world.newcomers
    counts[:] = table.counts
    take_stock(
        table.rows, table.weight, table.need, table.status, table.place, table.waiting,
        table.member, counts,
    )  # fmt: skip
    newest = world.now + table.months_before
    summarize(counts, table.cohorts, newest, HORIZONS_MONTHS, row)
