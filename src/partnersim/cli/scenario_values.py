"""What shipped scenarios set at a path in place of the declared default, and why they say so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from partnersim.cli.entry_lines import LEFT, entry_line
from partnersim.language import say

if TYPE_CHECKING:
    from partnersim.scenario.settings import Settings

_NAMED = ("ministries", "donors", "places", "partnerships")  # a name follows: a funder, a place


def lines_of(paths: Sequence[str], asked: str) -> Iterator[str]:
    """Values that differ from the default, scenarios with the same value and reason together.

    paths: as declared, such as `ministries.*.envelope`; asked: what a person typed. Scenarios are
    loaded only where one of their files may set such a path.
    """
    asked = asked.strip()
    one_only = asked.split(".")[0] in _NAMED and asked.count(".") > 1 and "*" not in asked
    if not one_only and not any(_mentioned(path.rpartition(".")[2]) for path in paths):
        return
    fits = re.compile(re.escape(asked) if one_only else "|".join(map(_form, paths)))
    found: dict[tuple[str, str, str], list[tuple[str, str]]] = {}
    left: list[str] = []  # scenarios that have such a path and leave it at its default
    for name, settings in _shipped().items():
        held = list(_values(settings, fits))
        left += [name] if any(not value for _, value, *_ in held) else []
        for path, value, place, source in held:
            if value:
                found.setdefault((path, value, source), []).append((name, place))
    label = say("scenarios")
    if not one_only and any("*" in path for path in paths):
        yield from _in_short(label, found)
        return
    for (path, value, source), where in sorted(
        found.items(), key=lambda one: (one[0][0], -len(one[1]))
    ):
        yield entry_line(label, f"{path} = {value}: {', '.join(name for name, _ in where)}")
        yield " " * LEFT + _why(list(dict.fromkeys(place for _, place in where)), source)
    if one_only and left:
        yield entry_line(label, say("default in: {names}", names=", ".join(left)))
    elif one_only and not found:
        yield entry_line(
            label, say("no shipped scenario has {name}", name=".".join(asked.split(".")[:2]))
        )


def _in_short(
    label: str, found: Mapping[tuple[str, str, str], Sequence[tuple[str, str]]]
) -> Iterator[str]:
    """Of all funders or places: a line each, the scenarios that state a value."""
    by_path: dict[str, dict[str, list[str]]] = {}
    for (path, value, _), where in found.items():
        stated = by_path.setdefault(path, {}).setdefault(value, [])
        stated += [place for _, place in where]
    for path, values in sorted(by_path.items()):
        text = "; ".join(
            say("{value} set in {names}", value=value, names=", ".join(dict.fromkeys(places)))
            for value, places in values.items()
        )
        yield entry_line(label, f"{path}: {text}")
    if by_path:
        yield " " * LEFT + say("with its reasons, one of them: `partnersim explain {path}`",
                               path=min(by_path))  # fmt: skip


def _why(files: Sequence[str], source: str) -> str:
    """Which scenarios state a value, and the reason beside it (a test asks for one); no file states a sum."""
    if not files[0]:
        return source
    place = say("set in {names}", names=", ".join(files))
    return say("{place}: {source}", place=place, source=source)


def _form(path: str) -> str:
    """What a declared path may be in a scenario; what is declared of ministries holds for donors."""
    form = re.escape(path).replace(r"\*", r"[^.]+")
    return re.sub(r"^ministries\\\.", r"(?:ministries|donors)\.", form)


def _mentioned(key: str) -> bool:
    """Whether a shipped file holds this key at all: reading text is fast, loading is not."""
    from partnersim.scenario import library

    key_of = re.compile(rf"\b{re.escape(key)}\s*:")
    return any(key_of.search(one.read_text("utf-8")) for one in library.shipped().values())


def _shipped() -> dict[str, Settings]:
    from partnersim.scenario import library
    from partnersim.scenario.settings import load

    return {name: load(file) for name, file in library.shipped().items()}


def _values(settings: Settings, fits: re.Pattern[str]) -> Iterator[tuple[str, str, str, str]]:
    """Path, value, the scenario that states it and its reason, where it departs from the default;
    no value where it does not."""
    from partnersim.cli.show import origin_of, rows_of, written

    for row in rows_of(settings):
        if not fits.fullmatch(row.path):
            continue
        if row.value == row.default:
            yield row.path, "", "", ""
            continue
        file = settings.origin(row.path).file
        place, source = origin_of(settings, row)
        yield row.path, written(row.value), file.stem if file else "", source if file else place
