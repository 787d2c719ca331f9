"""What patterns look at of a framework policy in a finished run."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from partnersim.analysis.runs.finished_run import FinishedRun


def _acceptance_of_first_draft(run: FinishedRun) -> float:
    """Share of the umbrella's votes that could live with the first draft, when it was put."""
    months = run.model.world.calendar.months - run.model.world.calendar.spin_up_months
    first = run.months("policy_drafts", 0, months) == 1.0
    shares = run.months("policy_acceptance_share", 0, months)[first]
    return float(shares[0]) if len(shares) else float("nan")


MEASURES: dict[str, Callable[[FinishedRun], float]] = {
    "acceptance_of_first_draft": _acceptance_of_first_draft
}
