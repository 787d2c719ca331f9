"""What patterns look at of the felt burden: against complexity, and as it grows old."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from partnersim.analysis.runs.finished_run import FinishedRun


def _complex_feel_more(run: FinishedRun) -> float:
    """Among those still standing that report to the main ministry."""
    bound = run.relations("reporting_hours") > 0.0
    real = np.maximum(run.organizations("real_burden")[bound], 1e-6)
    felt = run.organizations("felt_burden")[bound] / real
    return run.thirds_apart(run.organizations("complexity")[bound], felt)


def _felt_wears_off(run: FinishedRun) -> float:
    """Felt over real burden of each organisation at the end of the first year, less the third."""
    end = run.model.world.calendar.spin_up_months - 1
    at = {year.now: year.organizations for year in run.model.recorder.years}
    first, third = at[end + 12], at[end + 36]
    both = first["alive"] & third["alive"] & (first["real_burden"] > 0.01)
    both &= third["real_burden"] > 0.01
    ratios = [year["felt_burden"][both] / year["real_burden"][both] for year in (first, third)]
    return float((ratios[0] - ratios[1]).mean())


MEASURES: dict[str, Callable[[FinishedRun], float]] = {
    "complex_feel_more": _complex_feel_more,
    "felt_wears_off": _felt_wears_off,
}
