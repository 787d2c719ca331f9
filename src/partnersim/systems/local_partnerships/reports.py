"""Local partnerships in a report: their own place, where there are others; what differs between two scenarios."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from partnersim.language import current, numbers, say
from partnersim.report.pages.changes import Change, meaning_of, value_in_words
from partnersim.scenario.parameter_groups import parameters
from partnersim.state.calendar import MONTHS_A_YEAR

if TYPE_CHECKING:
    from partnersim.results.reading import Results

_SEVERAL = 2  # places


def clauses(results: Results) -> Iterator[str]:
    """Of one partnership beside whose place there are others: how many live there, what part of requests is answered.

    Measures of the sector are of all places, and a small one does not show in them.
    """
    scenario = results.manifest["scenario"]
    partnerships = scenario.get("partnerships", {})
    if len(partnerships) != 1 or len(scenario.get("places", {})) < _SEVERAL:
        return
    [(name, partnership)] = partnerships.items()
    frame = results.newcomers
    months = sorted(frame["month"].unique())[-MONTHS_A_YEAR:]
    own = frame[frame["month"].isin(months) & (frame["place"] == partnership["place"])]
    runs = int(results.sector["run"].nunique())
    yield say(
        "where “{partnership}” works, {present} newcomers are settling in the last year and {share} of their requests "
        "are answered",
        partnership=results.manifest["shown"]["sections"]["partnerships"][name][current()],
        present=numbers.number(float(own["present"].sum()) / (runs * len(months)), 0),
        share=numbers.percent(float(own["served"].sum()) / max(float(own["seeking"].sum()), 1.0)),
    )


def changes(results: Results, reference: Mapping[str, Any]) -> Iterator[Change]:
    """Levers of partnerships that two scenarios set otherwise, each with the values of all of them."""
    scenario = results.manifest["scenario"]
    then, now = (of.get("partnerships", {}) for of in (reference, scenario))
    found: dict[str, list[tuple[Any, Any]]] = {}
    for name in now:
        for path, value in _levers(now[name]).items():
            before = _levers(then.get(name, {})).get(path, value)
            if before != value:
                found.setdefault(path, []).append((before, value))
    for path, pairs in found.items():
        before, after = (_in_words(path, values) for values in zip(*pairs, strict=True))
        whose = say("local partnerships: {number}", number=len(pairs))
        yield Change(meaning_of(path), whose, before, after)


def _levers(partnership: Mapping[str, Any]) -> dict[str, Any]:
    """By path, what a partnership of a manifest has set."""
    of_groups = {
        (group, name): value
        for group, values in partnership.items()
        if isinstance(values, Mapping)
        for name, value in values.items()
    }
    known = parameters()
    return {
        next(
            (path for path in _paths(*key) if path in known), f"partnerships.*.{'.'.join(key)}"
        ): value
        for key, value in of_groups.items()
    }


def _paths(group: str, name: str) -> tuple[str, str]:
    return f"partnerships.*.{group}.{name}", f"partnerships.*.{name}"


def _in_words(path: str, values: Sequence[Any]) -> str:
    """Each value once, lowest first; money in dollars."""
    known = parameters().get(path)
    if known is not None and "dollars" in known[1].unit:
        ordered = sorted({float(value) for value in values})
        return say("; ").join(
            say("${amount}", amount=numbers.number(value, 0)) for value in ordered
        )
    return ", ".join(dict.fromkeys(value_in_words(path, value) for value in values))
