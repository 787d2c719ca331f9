"""What patterns look at of relations among organisations: whose priorities the ministry hears."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from partnersim.analysis.runs.finished_run import FinishedRun


def _small_less_others(run: FinishedRun) -> float:
    return run.sector("heard_of_small") - run.sector("heard_of_others")


MEASURES = {"heard_small_less_others": _small_less_others}
