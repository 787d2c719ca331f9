"""Under *How sure it is*: on which unknowns the answer of a shipped scenario hangs most."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from partnersim.evidence.influential_unknowns import InfluentialUnknown, of_scenario
from partnersim.language import say
from partnersim.report.formatting import measures, words
from partnersim.report.formatting.factors import short_name
from partnersim.scenario import library
from partnersim.scenario.loading import load
from partnersim.scenario.merging import ARGUMENT, COMMAND_LINE
from partnersim.scenario.reference import reference_of

_NAMED = 2  # unknowns
_HELD = "held"  # a key of what a run is beside, by the scenario's own file


def sentence(manifest: Mapping[str, Any], beside: Mapping[str, Any]) -> str:
    """Of the first measure that answers; nothing of a scenario, or beside another, that nobody measured so."""
    name = manifest["scenario"]["name"]
    rows = of_scenario(name) if _as_shipped(manifest) else []
    own = _HELD in beside or _as_shipped(beside)
    if not rows or not own:
        return ""
    reference, _ = reference_of(load(name))
    if reference is None or reference.name != beside["scenario"]["name"]:
        return ""
    return _told([row for row in rows if row.measure == rows[0].measure])


def _as_shipped(manifest: Mapping[str, Any]) -> bool:
    """Whether a scenario is ours, and nothing of it, its length or its reading was set for this run."""
    return manifest["scenario"]["name"] in library.shipped() and not any(
        origin["from"] in (COMMAND_LINE, ARGUMENT) and path != "scale"
        for path, origin in manifest.get("provenance", {}).items()
    )


def _told(rows: list[InfluentialUnknown]) -> str:
    first = rows[0]
    told = {"runs": first.runs, "measure": words.label(first.measure)}
    known = [row for row in rows if row.beyond_chance][:_NAMED]
    if not known:
        return say(
            "Over {runs} draws, the difference in “{measure}” hangs on no single unknown beyond chance.",
            **told,
        )
    return say(
        "Over {runs} draws, the difference in “{measure}” hangs most on: {unknowns}.",
        **told,
        unknowns=say("; ").join(map(_unknown, known)),
    )


def _unknown(row: InfluentialUnknown) -> str:
    """What it is called, and the mean difference in the lowest and in the highest third of its draws."""
    low, high = (
        measures.size(row.measure, {"difference": each}, exact=False)
        for each in (row.difference_where_low, row.difference_where_high)
    )
    return say(
        "{unknown} ({low} in the lowest third of its range, {high} in the highest)",
        unknown=short_name(row.unknown, {}),
        low=low,
        high=high,
    )
