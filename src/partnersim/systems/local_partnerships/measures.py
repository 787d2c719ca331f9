"""What patterns look at of local partnerships in a finished run."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from partnersim.analysis.runs.finished_run import FinishedRun


def _after(name: str, years: int) -> Callable[[FinishedRun], float]:
    """A column of the first local partnership at the end of a year of the scenario."""

    def look(run: FinishedRun) -> float:
        kept, calendar = run.model.recorder.tables, run.model.world.calendar
        month = calendar.spin_up_months + 12 * years - 1
        if "partnerships" not in kept or month >= calendar.months:
            return float("nan")
        return float(kept["partnerships"][name][month, 0])

    return look


MEASURES: dict[str, Callable[[FinishedRun], float]] = {
    "partnership_stage_after_2_years": _after("stage", 2),
    "partnership_stage_after_4_years": _after("stage", 4),
    "partnership_members_after_4_years": _after("members", 4),
}
