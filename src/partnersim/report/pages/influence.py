"""Under *How sure it is*: on which unknowns the answers of a shipped scenario hang most, and where nobody knows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from partnersim.evidence.influential_unknowns import InfluentialUnknown, of_scenario
from partnersim.language import say
from partnersim.report.formatting import measures, words
from partnersim.report.formatting.unknowns import in_a_clause
from partnersim.report.screens.answer import NEED
from partnersim.scenario import library
from partnersim.scenario.loading import load
from partnersim.scenario.merging import ARGUMENT, COMMAND_LINE
from partnersim.scenario.reference import reference_of

_SERVED = "served_share"
_HELD = "held"  # a key of what a run is beside, by the scenario's own file


def sentence(manifest: Mapping[str, Any], beside: Mapping[str, Any]) -> str:
    """Of each measure that answers; nothing of a scenario, or beside another, that nobody measured so."""
    name = manifest["scenario"]["name"]
    rows = of_scenario(name) if _as_shipped(manifest) else []
    own = _HELD in beside or _as_shipped(beside)
    if not rows or not own:
        return ""
    reference, _ = reference_of(load(name))
    if reference is None or reference.name != beside["scenario"]["name"]:
        return ""
    return _told(rows)


def _as_shipped(manifest: Mapping[str, Any]) -> bool:
    """Whether a scenario is ours, and nothing of it, its length or its reading was set for this run."""
    return manifest["scenario"]["name"] in library.shipped() and not any(
        origin["from"] in (COMMAND_LINE, ARGUMENT) and path != "scale"
        for path, origin in manifest.get("provenance", {}).items()
    )


def _told(rows: list[InfluentialUnknown]) -> str:
    """A clause a measure, then whether newcomers' measures are among them."""
    by_measure: dict[str, list[InfluentialUnknown]] = {}
    for row in rows:
        by_measure.setdefault(row.measure, []).append(row)
    told = [_of_measure(own) for own in by_measure.values()]
    missing = [words.label(name) for name in (_SERVED, NEED) if name not in by_measure]
    if missing:
        measures_of = say(" and ").join(say("“{name}”", name=name) for name in missing)
        told.append(say("not measured for {measures}", measures=measures_of))
    return say(
        "Over {runs} draws of all that nobody knows, the difference hangs most: {told}.",
        runs=rows[0].runs,
        told=say("; ").join(told),
    )


def _of_measure(rows: list[InfluentialUnknown]) -> str:
    """The strongest unknown of a measure, where it weighs beyond chance."""
    strongest = rows[0]
    measure = words.label(strongest.measure)
    if not strongest.beyond_chance:
        return say("in “{measure}”, on no single unknown beyond chance", measure=measure)
    low, high = (
        measures.size(strongest.measure, {"difference": each}, exact=False)
        for each in (strongest.difference_where_low, strongest.difference_where_high)
    )
    return say(
        "in “{measure}”, on {unknown} ({low} at the low end of what is plausible, {high} at the high end)",
        measure=measure,
        unknown=in_a_clause(strongest.unknown, {}),
        low=low,
        high=high,
    )
