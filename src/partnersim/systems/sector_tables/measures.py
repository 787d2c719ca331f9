"""What patterns look at of issues: whether those of small members are carried and taken up as others' are."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from partnersim.analysis.runs.finished_run import FinishedRun


def _small_less_others(what: str) -> Callable[[FinishedRun], float]:
    return lambda run: run.sector(f"small_issues_{what}") - run.sector(f"other_issues_{what}")


MEASURES = {
    "small_issues_carried_less_others": _small_less_others("carried"),
    "small_issues_taken_up_less_others": _small_less_others("taken_up"),
}
