"""Dated changes of a scenario: `changes:`, a list of maps that begin with `from:`, each with paths and values.

In memory they are a map by month, so that a child's merge with its parent's month by month, and
`changes.2019-04.ministries.mifi.accountability.burden` is the path of a value.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from partnersim.declarations import Parameter, Role
from partnersim.language import UserError
from partnersim.scenario.merging import SOURCE, Origin, Provenance, merge, placed
from partnersim.scenario.names import check_named
from partnersim.scenario.parameter_groups import declared_at, parameters
from partnersim.scenario.schema import FUNDERS
from partnersim.scenario.validation_errors import wrong
from partnersim.state.calendar import Month

CHANGES, FROM, TITLE = "changes", "from", "title"
_LANGUAGES = ({"en"}, {"fr"}, {"en", "fr"})
_EXAMPLE = "- {from: 2019-04, ministries.mifi.accountability.burden: 0.7}"


def by_month(part: dict[str, Any], place: str) -> dict[str, Any]:
    """A file's content with its changes as a map by month. Raises UserError for another form."""
    if CHANGES not in part:
        return part
    entries = part[CHANGES]
    if isinstance(entries, dict) and set(entries) <= {"en", "fr"}:
        raise wrong(
            place, CHANGES,
            "holds dated settings; what a scenario changes is said in words under `description`.",
        )  # fmt: skip
    months: dict[str, Any] = {}
    for number, entry in enumerate(entries if isinstance(entries, list) else [entries]):
        path = f"{CHANGES}[{number}]"
        if not isinstance(entry, dict) or not isinstance(entry.get(FROM), str):
            raise wrong(
                place, path, "is a map that says from which month, as in {example}.",
                example=_EXAMPLE,
            )  # fmt: skip
        month = entry[FROM]
        _parsed(month, place, f"{path}.{FROM}")
        if month in months:
            raise wrong(place, path, "{month} stands twice; one entry holds it all.", month=month)
        _check_title(entry, place, path)
        months[month] = _nested(entry, path)
    return part | {CHANGES: months}


def _check_title(entry: dict[str, Any], place: str, path: str) -> None:
    """What a change is called is text in a language or both."""
    title = entry.get(TITLE)
    if title is None:
        return
    if (
        not isinstance(title, dict)
        or set(title) not in _LANGUAGES
        or not all(isinstance(text, str) for text in title.values())
    ):
        raise wrong(
            place, f"{path}.{TITLE}",
            "is text in a language or both, as in {example}.", example="{en: a decree, fr: un décret}",
        )  # fmt: skip


def _nested(entry: dict[str, Any], path: str) -> dict[str, Any]:
    """What an entry changes, as a nested map; its keys are paths."""
    nested: dict[str, Any] = {}
    for key, value in entry.items():
        if key == SOURCE:
            nested[SOURCE] = value
        elif key != FROM:
            nested = _joined(nested, placed(key, value, path))
    return nested


def _joined(base: dict[str, Any], over: dict[str, Any]) -> dict[str, Any]:
    """Both maps, as written: values keep their sources."""
    joined = dict(base)
    for key, value in over.items():
        inside = joined.get(key)
        both = isinstance(inside, dict) and isinstance(value, dict)
        joined[key] = _joined(inside, value) if both else value  # type: ignore[arg-type]
    return joined


def _parsed(text: str, place: object, path: str) -> Month:
    try:
        return Month.parse(text)
    except ValueError:
        raise wrong(place, path, "{value!r} is not a month written YYYY-MM.", value=text) from None


def changed_contents(
    content: dict[str, Any], provenance: Provenance, start: Month
) -> Iterator[tuple[Month, dict[str, Any], Provenance, dict[str, str] | None]]:
    """The content of a merged scenario from each date of its changes on, in order, with its provenance and
    what the change is called.

    Raises UserError for a date that is not after the start, or for what no change can set.
    """
    now = {key: value for key, value in content.items() if key != CHANGES}
    origins = dict(provenance)
    if early := [path for path in _of_its_month(origins) if not origins[path].since]:
        raise wrong(
            origins[early[0]].in_message, early[0],
            "is of one month, so it stands under `changes:`, as in {example}.",
            example=f"- {{from: {start.plus(9)}, {early[0]}: …}}",
        )  # fmt: skip
    dates = sorted((content.get(CHANGES) or {}).items())
    for number, (text, changed) in enumerate(dates):
        above = f"{CHANGES}.{text}"
        stated = {
            path.removeprefix(f"{above}."): origin
            for path, origin in provenance.items()
            if path.startswith(f"{above}.") and not path.startswith(f"{above}.{TITLE}.")
        }
        changed = dict(changed)
        title = changed.pop(TITLE, None)
        place = next(iter(stated.values()), Origin(CHANGES)).in_message
        month = _parsed(text, place, above)
        if (month.year, month.number) <= (start.year, start.number):
            raise wrong(
                place, above, "a change is later than the start, {start}; what holds from the "
                "start stands in the scenario itself.", start=start,
            )  # fmt: skip
        check_named(changed, content, f"{place}: {above}")
        for path, origin in stated.items():
            _check_lever(path, origin, above)
        now = merge(now, changed, Origin(CHANGES), {})
        origins |= {path: replace(origin, since=text) for path, origin in stated.items()}
        yield month, now, dict(origins), title
        if passing := _of_its_month(origins):
            for path in passing:
                now = merge(now, placed(path, _default(path), path), Origin(CHANGES), {})
                del origins[path]
            if str(month.plus(1)) not in dict(dates[number + 1 : number + 2]):
                yield month.plus(1), now, dict(origins), None


def _of_its_month(origins: Provenance) -> list[str]:
    """Paths, among those stated, of what a change sets for its month alone."""
    declared = {path: declared_at(path) for path in origins}
    return [
        path
        for path, known in declared.items()
        if known and isinstance(known[1], Parameter) and known[1].of_its_month
    ]


def _default(path: str) -> Any:
    known = declared_at(path)
    return known[1].default if known else None


def _check_lever(path: str, origin: Origin, above: str) -> None:
    """A change sets levers: those of funders, and those among the model's parameters."""
    first = path.partition(".")[0]
    declared = declared_at(path) or declared_at(path.rpartition(".")[0])  # of shares, one
    if declared is None:
        if first in (*FUNDERS, *(name.partition(".")[0] for name in parameters())):
            return  # the scenario's own check says what is wrong with it, or it is a title
    elif declared[1].role is Role.LEVER:
        return
    raise UserError(
        "{place}: {above}.{path}: no lever, so no change sets it: changes are of what funders decide, "
        "or of a lever of the model.",
        place=origin.in_message,
        above=above,
        path=path,
    )
