"""What patterns look at of issues: whether those of small members are taken up as others' are."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from partnersim.analysis.runs.finished_run import FinishedRun


def _taken_up(run: FinishedRun) -> float:
    return run.sector("small_issues_taken_up") - run.sector("other_issues_taken_up")


MEASURES = {"small_issues_taken_up_less_others": _taken_up}
