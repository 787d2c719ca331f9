"""Merging a scenario with its parents, and remembering where each value came from.

Maps merge by key, except shares, which are replaced whole. A value may be written
`{value: 0.60, source: ...}`. The command line goes over the file, the file over its parents in
order, and they over the declared defaults.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from partnersim.language import UserError, say
from partnersim.scenario import library, reading

_DEEPEST_CHAIN = 20
SHARES = ("split", "agenda")


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a value came from: `default`, a scenario's name, or `command line`; and its source."""

    place: str
    source: str | None = None


Provenance = dict[str, Origin]


def chain(scenario: str | Path) -> list[tuple[Path, dict[str, Any]]]:
    """The files a scenario is made of, eldest first. Raises UserError on a cycle."""
    path = library.find(scenario)
    found: list[tuple[Path, dict[str, Any]]] = []
    seen: list[Path] = []
    while True:
        if path.resolve() in seen or len(seen) > _DEEPEST_CHAIN:
            names = " → ".join(one.stem for one in [*seen, path])
            raise UserError(
                say("{path}: `extends` goes in a circle ({names}).", path=seen[0], names=names)
            )
        seen.append(path.resolve())
        content = reading.read(path)
        parent = content.pop("extends", None)
        found.append((path, content))
        if parent is None:
            return found[::-1]
        if not isinstance(parent, str):
            raise UserError(
                say("{path}: `extends` is the name or the path of one scenario.", path=path)
            )
        try:
            path = library.find(parent, beside=path.parent)
        except UserError as error:
            raise UserError(
                say("{path}: `extends`: {problem}", path=path, problem=error)
            ) from None


def merge(
    base: dict[str, Any], over: dict[str, Any], place: str, provenance: Provenance, path: str = ""
) -> dict[str, Any]:
    """`over` laid on `base`; `provenance` learns the place of each value laid."""
    result = dict(base)
    for key, value in over.items():
        here = f"{path}.{key}" if path else str(key)
        source = None
        if isinstance(value, dict) and set(value) in ({"value"}, {"value", "source"}):
            source = str(value.get("source")) if value.get("source") else None
            value = value["value"]
        if isinstance(value, dict) and key not in SHARES:
            inner = result.get(key)
            result[key] = merge(
                inner if isinstance(inner, dict) else {}, value, place, provenance, here
            )
        else:
            result[key] = value
            provenance[here] = Origin(place, source)
    return result


def assign(setting: str) -> dict[str, Any]:
    """`a.b.c=value` as a nested map; the value is read as YAML. Raises UserError if malformed."""
    path, equals, text = setting.partition("=")
    keys = path.strip().split(".")
    if not equals or not all(keys):
        raise UserError(
            say("--set {setting!r}: write PATH=VALUE, such as "
                "ministries.mifi.accountability.burden=0.25", setting=setting)
        )  # fmt: skip
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    try:
        value: Any = YAML(typ="safe", pure=True).load(text)
    except YAMLError:
        value = text
    for key in reversed(keys):
        value = {key: value}
    return dict(value)
