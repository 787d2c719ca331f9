"""Keys of earlier versions: what took the place of each, or why nothing did (`former_keys.csv`).

A file, a setting, an experiment, a posterior or saved results that name one are refused with these words.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from partnersim.declarations.data_files import rows_in
from partnersim.language import UserError, say
from partnersim.scenario.parameter_groups import parameters, sections


@functools.cache
def former() -> dict[str, dict[str, str]]:
    """The row of every former key of a scenario, and of every former outcome."""
    rows = rows_in("partnersim.scenario", "former_keys.csv")
    return {key: row for row in rows for key in row["former"].split()}


def check(place: object, path: str, value: Any = None) -> None:
    """Raise UserError where a key, or one in the map below it, is of an earlier version."""
    for key in (path, *_below(path, value)):
        row = former().get(general(key))
        if row is not None:
            raise _refused(place, key, row)


def check_saved(folder: object, scenario: Mapping[str, Any]) -> None:
    """Raise UserError where results were saved of a scenario that an earlier version resolved."""
    try:
        check(folder, "", scenario.get("parameters"))
        check(folder, "ministries", scenario.get("funders"))
    except UserError as error:
        raise UserError(
            "{problem} `partnersim migrate {folder}` says how to make these results again.",
            problem=error,
            folder=folder,
        ) from None


def _refused(place: object, key: str, row: Mapping[str, str]) -> UserError:
    if not row["now"]:
        problem = say(
            "this key of an earlier version has no successor: {why}.", why=say(row["why"])
        )
    else:
        parameter = parameters().get(row["now"])
        now = f"{row['now']} ({say(parameter[1].unit)})" if parameter else row["now"]
        problem = say("this key of an earlier version gave way to {now}.", now=now)
    if Path(str(place)).suffix and Path(str(place)).is_file():
        problem += " " + say("`partnersim migrate {path}` writes the file anew.", path=place)
    return UserError("{place}: {path}: {problem}", place=place, path=key, problem=problem)


def _below(path: str, value: Any) -> Iterator[str]:
    """Every path below one."""
    for key, inner in value.items() if isinstance(value, Mapping) else ():
        here = f"{path}.{key}" if path else str(key)
        yield here
        yield from _below(here, inner)


def general(path: str) -> str:
    """The path with a star for the name of a funder or another entry."""
    section, _, rest = path.partition(".")
    inside = rest.partition(".")[2]
    if section not in sections() or not inside:
        return path
    return f"{sections()[section].sections[0]}.*.{inside}"
