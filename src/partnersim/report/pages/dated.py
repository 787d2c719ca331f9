"""What a scenario changes on dates: a row a lever with its values and months, and the scenario as it ends."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from typing import Any

from partnersim.instruments import declared
from partnersim.language import current, numbers, say
from partnersim.report.pages.changes import (
    Change,
    funder_name,
    lever_name,
    millions,
    value_in_words,
)
from partnersim.report.pages.sources import source_of
from partnersim.scenario.dated_changes import CHANGES, TITLE
from partnersim.scenario.merging import SHARES
from partnersim.scenario.schema import FUNDERS
from partnersim.state.calendar import MONTHS_A_YEAR, Month

_ENVELOPE, _SPLIT, _FUNDING = "envelope", "split", "funding"
Path = tuple[str, ...]


def at_the_end(scenario: Mapping[str, Any]) -> Mapping[str, Any]:
    """A manifest's scenario with the levers of its last date; itself where nothing is dated."""
    changed = list(stated(scenario))
    if not changed:
        return scenario
    end = copy.deepcopy(dict(scenario))
    for _, path, value in changed:
        of, name = _place(end, path)
        if of is not None:
            of[name] = value
    return end


def rows(scenario: Mapping[str, Any], provenance: Mapping[str, Any]) -> Iterator[Change]:
    """A lever with what it is at the start, and each value with the month from which it holds."""
    by_path: dict[Path, list[tuple[str, Any]]] = {}
    for month, path, value in stated(scenario):
        by_path.setdefault(path, []).append((month, value))
    main = str(scenario["main_ministry"])
    for path, values in by_path.items():
        before = value_at(scenario, path)
        if before is None:
            continue
        is_funder = path[0] in FUNDERS
        lever = ".".join(path[2:] if is_funder else path)
        after = "; ".join(
            say("{value} from {month}", value=value_said(lever, value), month=numbers.month(month))
            for month, value in values
        )
        at_first = source_of(provenance, ".".join(path))
        source = _sources(provenance, path, [month for month, _ in values])
        whose = funder_name(path[1]) if is_funder else say("model")
        yield Change(
            lever_name(lever), whose, value_said(lever, before), after, at_first, source,
            main=is_funder and path[1] == main,
        )  # fmt: skip


def _sources(provenance: Mapping[str, Any], path: Path, months: list[str]) -> str:
    """Where the values of a lever's dates come from: each source once, with its months where there are several."""
    by_source: dict[str, list[str]] = {}
    for month in months:
        source = source_of(provenance, f"{CHANGES}.{month}.{'.'.join(path)}")
        by_source.setdefault(source, []).append(numbers.month(month))
    by_source.pop("", None)
    if len(by_source) < 2:
        return "".join(by_source)
    return say("; ").join(
        say("{months}: {source}", months=", ".join(months), source=source)
        for source, months in by_source.items()
    )


def moves_money(scenario: Mapping[str, Any]) -> bool:
    """Whether a date changes an envelope."""
    return any(path[-1] == _ENVELOPE for _, path, _ in stated(scenario))


def path_in(text: str) -> Path:
    """`ministries.mifi.envelope` in parts."""
    return tuple(text.split("."))


def value_at(scenario: Mapping[str, Any], path: Path) -> Any:
    """What a manifest's scenario has at a path of its file; None where there is no such lever."""
    of, name = _place(scenario, path)
    return None if of is None else of[name]


def value_said(lever: str, value: Any) -> str:
    """A value of a lever as tables have it."""
    if lever == _ENVELOPE:
        return millions(float(value))
    if lever == _SPLIT:
        parts = ((each, float(value.get(each.key, 0.0))) for each in declared())
        return ", ".join(
            f"{each.title.in_language(current())} {numbers.percent(part)}"
            for each, part in parts
            if part
        )
    return value_in_words(lever, value)


def stated(scenario: Mapping[str, Any]) -> Iterator[tuple[str, Path, Any]]:
    """Month, path and value of what changes before the end, in order."""
    end = str(Month.parse(scenario["start"]).plus(MONTHS_A_YEAR * int(scenario["years"])))
    for month, changed in sorted((scenario.get(CHANGES) or {}).items()):
        if month < end:
            inside = {key: value for key, value in changed.items() if key != TITLE}
            yield from ((month, path, value) for path, value in _leaves(inside))


def _leaves(of: Mapping[str, Any], above: Path = ()) -> Iterator[tuple[Path, Any]]:
    for key, value in of.items():
        if isinstance(value, Mapping) and key not in SHARES:
            yield from _leaves(value, (*above, key))
        else:
            yield (*above, key), value


def _place(scenario: Mapping[str, Any], path: Path) -> tuple[Any, str]:
    """The map of a manifest that holds a lever, and its key there; None where there is no such lever."""
    if path[0] in FUNDERS and len(path) > 2:
        groups = scenario["funders"].get(path[1], {})
        of = groups.get(_FUNDING) if len(path) == 3 else groups.get(path[2])
    else:
        of = scenario["parameters"].get(path[0])
    return (of, path[-1]) if of is not None and path[-1] in of else (None, "")
