"""The few measures that every scenario is told by, and what becomes of orientation as a title."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from partnersim.language import say
from partnersim.report.formatting import measures
from partnersim.report.formatting.certainty import HARDLY, verdict
from partnersim.report.formatting.spread import spread
from partnersim.report.screens.rows import Row

if TYPE_CHECKING:
    import pandas as pd

ORIENTATION, PROVIDERS, NEED = "identity_mean", "service_provider_share", "need_after_24_months"
INDEX, REQUESTS = "autonomy_index", "served_share"
USUAL = (ORIENTATION, PROVIDERS, NEED)  # what answers where a scenario's file names nothing
ROWS: Sequence[Row] = tuple(
    Row(name)
    for name in (
        ORIENTATION, PROVIDERS, INDEX, "direct_access_share", "reporting_share",
        "mission_hours", "staff_total", "served_share", "ineligible_served_share", NEED,
    )
)  # fmt: skip
LEFT_FIRST = ("staff_total", "mission_hours", "ineligible_served_share")
"""Of these rows, those that give way on a first screen where a scenario names measures of its own."""
Effects = Mapping[str, Mapping[str, Any]]


def orientation(effects: Effects, reference: str) -> str:
    """How the orientation of organisations differs from that under another scenario, as a title."""
    effect = effects[ORIENTATION]
    words = {
        "after": measures.value(ORIENTATION, effect["other"]),
        "before": measures.value(ORIENTATION, effect["reference"]),
        "difference": measures.difference(ORIENTATION, effect),
        "reference": reference,
    }
    if not effect["decided"]:
        return say(
            "The orientation of organisations hardly differs from that under “{reference}”: {after} against "
            "{before} ({difference})"
            if verdict(effect) == HARDLY
            else "It is not decided whether the orientation of organisations differs from that under "
            "“{reference}”: {after} "
            "against {before} ({difference})",
            **words,
        )
    return say(
        "Organisations end nearer to autonomy than under “{reference}”: orientation {after} against "
        "{before} ({difference})"
        if effect["difference"] > 0.0
        else "Organisations end nearer to providing services than under “{reference}”: orientation {after} against "
        "{before} ({difference})",
        **words,
    )


def orientation_with_time(before: pd.DataFrame, last: pd.DataFrame) -> str:
    """What becomes of orientation from one year to another, as a title."""
    return say(
        "Orientation of organisations goes from {before} to {last}",
        before=measures.value(ORIENTATION, spread(before[ORIENTATION]).average),
        last=measures.value(ORIENTATION, spread(last[ORIENTATION]).average),
    )
