"""Merging a scenario with its parents, and remembering where each value came from.

Maps merge by key, except shares, which are replaced whole. A value may be written
`{value: 0.60, source: ...}`; a `source` among the keys of a map is that of every value below it
which has none of its own. The command line goes over the file, the file over its parents in
order, and they over the declared defaults.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from partnersim.language import UserError, named, say
from partnersim.language.control_characters import without_controls
from partnersim.language.words import N_
from partnersim.scenario import library, reading

_DEEPEST_CHAIN = 20
SHARES = ("split", "programmes", "agenda", "sectors")
SOURCE = "source"
DEFAULT, COMMAND_LINE, ARGUMENT = N_("default"), N_("command line"), N_("argument")
GIVEN = "given"  # the name of a scenario, or an experiment, that is no file but a map


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a value came from: `default`, the name of a file, `command line`, or `argument` of a
    Python function; and its source.

    `file` is the path as the user gave it and `child` the file that extends it, for messages; the
    manifest keeps `place` alone.
    """

    place: str
    source: str | None = None
    file: Path | None = None
    child: Path | None = None
    since: str = ""  # the month of a dated change

    @property
    def in_message(self) -> str:
        """The place for a message of what is wrong there: a parent with the file that extends it."""
        place = self.shown
        if self.child is not None:
            place = say("{path} (parent of {child})", path=place, child=self.child)
        return (
            say("{path}, changes from {month}", path=place, month=self.since)
            if self.since
            else place
        )

    @property
    def shown(self) -> str:
        """The place in words for a person."""
        if self.file is not None:
            return str(self.file)
        return say(self.place)


Provenance = dict[str, Origin]


def chain(scenario: str | Path | Mapping[str, Any]) -> list[tuple[Path, dict[str, Any]]]:
    """The files a scenario is made of, eldest first. Raises UserError on a cycle.

    A map that a Python caller hands over stands where the user is, under a name for messages.
    """
    handed_over = scenario if isinstance(scenario, Mapping) else None
    path = (
        Path(say("the scenario given")) if isinstance(scenario, Mapping) else library.find(scenario)
    )
    files: list[tuple[Path, dict[str, Any]]] = []
    seen: list[Path] = []
    while True:
        if path.resolve() in seen or len(seen) > _DEEPEST_CHAIN:
            names = " → ".join(file.stem for file in [*(file for file, _ in files), path])
            raise UserError(
                "{path}: `extends` goes in a circle ({names}).", path=files[0][0], names=names
            )
        seen.append(path.resolve())
        if handed_over is not None and not files:
            content = reading.given(handed_over, path)
        else:
            content = _read(path, files[-1][0] if files else None)
        files.append((path, content))
        if "extends" not in content:
            return files[::-1]
        parent = content.pop("extends")
        if not isinstance(parent, str):
            raise UserError("{path}: `extends` is the name or the path of one scenario.", path=path)
        try:
            path = library.find(parent, child=path)
        except UserError as error:
            raise UserError("{path}: `extends`: {problem}", path=path, problem=error) from None


def _read(path: Path, child: Path | None) -> dict[str, Any]:
    """The content of a file; what is wrong with a parent names the file that extends it too."""
    try:
        return reading.read(path)
    except UserError as error:
        if child is None:
            raise
        raise UserError("{path}: `extends`: {problem}", path=child, problem=error) from None


def merge(
    base: dict[str, Any],
    over: dict[str, Any],
    origin: Origin,
    provenance: Provenance,
    path: str = "",
) -> dict[str, Any]:
    """`over` laid on `base`; `provenance` learns the origin of each value laid."""
    result = dict(base)
    if isinstance(over.get(SOURCE), str):
        origin = replace(origin, source=over[SOURCE])
        over = {key: value for key, value in over.items() if key != SOURCE}
    for key, value in over.items():
        here = f"{path}.{key}" if path else str(key)
        own = origin
        if isinstance(value, dict) and set(value) in ({"value"}, {"value", SOURCE}):
            if value.get(SOURCE):
                own = replace(origin, source=str(value[SOURCE]))
            value = value["value"]
        if isinstance(value, dict) and not _are_shares(path, key):
            inner = result.get(key)
            base_of_key = inner if isinstance(inner, dict) else {}
            provenance.pop(here, None)
            result[key] = merge(base_of_key, value, own, provenance, here)
        else:
            _forget_below(provenance, here, result.get(key))
            result[key] = value
            provenance[here] = own
    return result


def _are_shares(above: str, key: str) -> bool:
    """Whether a map is of shares: `programmes` of a funder is, at the top or dated it is a section."""
    return key in SHARES and re.fullmatch(r"(changes\.[^.]*)?", above) is None


def _forget_below(provenance: Provenance, path: str, value: Any) -> None:
    """Drop the origins below a map that is replaced."""
    if isinstance(value, dict):
        for key, inner in value.items():
            provenance.pop(f"{path}.{key}", None)
            _forget_below(provenance, f"{path}.{key}", inner)


def assign(setting: str) -> dict[str, Any]:
    """`a.b.c=value` as a nested map; the value is read as YAML. Raises UserError if malformed."""
    sets = named("--set", "sets")
    path, equals, text = setting.partition("=")
    keys = path.strip().split(".")
    if not equals or not _are_keys(keys):
        raise UserError(
            "{sets} {setting!r}: write PATH=VALUE, such as ministries.mifi.accountability.burden=0.25",
            sets=sets,
            setting=setting,
        )
    if keys[0] == "extends":
        raise UserError(
            "{sets} {setting!r}: a parent is named in the file alone.", sets=sets, setting=setting
        )
    if re.fullmatch(r"[-+]?\d+,\d+", text.strip()):
        raise UserError(
            "{sets} {setting!r}: write the number with a point: {number}.",
            sets=sets,
            setting=setting,
            number=text.strip().replace(",", "."),
        )
    try:
        value: Any = reading.parse(text, sets)
    except UserError:
        value = text
    return _nested(keys, _checked(path, value, sets))


def placed(path: str, value: Any, argument: str) -> dict[str, Any]:
    """The value of a map by path, such as {"arrivals.level": 1.2}, as a nested map. Raises UserError."""
    keys = path.split(".") if isinstance(path, str) else []
    if not _are_keys(keys) or keys[0] == "extends":
        raise UserError(
            "{argument}: {path!r} is not the path of a value, such as ministries.mifi.accountability.burden.",
            argument=argument,
            path=path,
        )
    return _nested(keys, _checked(path, value, argument))


def _checked(path: str, value: Any, sets: str) -> Any:
    """The value, in whose text and path no sign is hidden."""
    reading.check_controls(path, sets, without_controls(path), lines=False)
    reading.check_controls(value, sets, path)
    return value


def _are_keys(keys: Sequence[str]) -> bool:
    return len(keys) > 0 and all(key and key == key.strip() for key in keys)


def _nested(keys: Sequence[str], value: Any) -> dict[str, Any]:
    for key in reversed(keys):
        value = {key: value}
    return dict(value)


def place_at(content: dict[str, Any], path: str, value: Any) -> None:
    """Write a value at its path into nested maps, those above it made where they are not there."""
    *above, last = path.split(".")
    for key in above:
        content = content.setdefault(key, {})
    content[last] = value
