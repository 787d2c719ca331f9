"""Turning what pydantic finds into sentences for a person."""

from __future__ import annotations

import difflib
import itertools
from collections.abc import Sequence
from typing import Any

from partnersim.declarations import Parameter, Shares
from partnersim.language import UserError, current, say
from partnersim.scenario.merging import SHARES, Provenance
from partnersim.scenario.registry import funder_groups, model_groups
from partnersim.scenario.schema import FUNDERS, scenario_model

_SUM_TOLERANCE = 1e-6
_LONGEST_SHOWN = 60
_OUT_OF_BOUNDS = ("greater_than_equal", "less_than_equal", "greater_than", "less_than")
_WHOLE = ("int_type", "int_from_float", "int_parsing")


def check(content: dict[str, Any], where: str, provenance: Provenance) -> None:
    """Raise UserError for the first thing that is wrong in a merged scenario."""
    from pydantic import ValidationError

    try:
        scenario_model(current()).model_validate(content)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        raise UserError(_sentence(first, where, provenance)) from None
    for kind in FUNDERS:
        for name, funder in content.get(kind, {}).items():
            for key in SHARES:
                if key in funder:
                    _check_sum(funder[key], f"{kind}.{name}.{key}", where, provenance)
            if "envelope" not in funder:
                raise UserError(_no_envelope(kind, name, content, where, provenance))
    _check_order(content, where, provenance)


def _check_sum(shares: dict[str, float], path: str, where: str, provenance: Provenance) -> None:
    total = sum(shares.values())
    if abs(total - 1.0) > _SUM_TOLERANCE:
        raise UserError(
            say("{place}: {path}: the shares sum to {total:g}; they must sum to 1. They are "
                "replaced together: state all that are not 0.",
                place=_place(path, where, provenance), path=path, total=round(total, 6))
        )  # fmt: skip


def _check_order(content: dict[str, Any], where: str, provenance: Provenance) -> None:
    """Cut-offs of one axis increase, those left at their default included."""
    for group in model_groups().values():
        stated = content.get(group.name) or {}
        values = {one.name: stated.get(one.name, one.default) for one in group.numbers}
        for names in group.increasing:
            for one, other in itertools.pairwise(names):
                if values[one] >= values[other]:
                    path = f"{group.name}.{one if one in stated else other}"
                    raise UserError(
                        say("{place}: {path}: {one} ({low:g}) must lie below {other} ({high:g}).",
                            place=_place(path, where, provenance), path=path, one=one, other=other,
                            low=values[one], high=values[other])
                    )  # fmt: skip


def _no_envelope(
    kind: str, name: str, content: dict[str, Any], where: str, provenance: Provenance
) -> str:
    path = f"{kind}.{name}"
    inside = [one for key, one in provenance.items() if key.startswith(f"{path}.")]
    others = [other for other in content[kind] if other != name]
    near = difflib.get_close_matches(name, others, n=1, cutoff=0.6)
    hint = say(" Did you mean {name!r}?", name=near[0]) if near else ""
    return say("{place}: {path} is missing: every funder states its money a year, in 2020 "
               "dollars.{hint}", place=inside[-1].shown if inside else where,
               path=f"{path}.envelope", hint=hint)  # fmt: skip


def _place(path: str, where: str, provenance: Provenance) -> str:
    inside = [one for key, one in provenance.items() if key.startswith(f"{path}.")]
    while path:
        if path in provenance:
            return provenance[path].shown
        path = path.rpartition(".")[0]
    return inside[-1].shown if inside else where


def _sentence(error: Any, where: str, provenance: Provenance) -> str:
    location: Sequence[str | int] = error["loc"]
    path = ".".join(str(part) for part in location if part != "[key]")
    place = _place(path, where, provenance)
    kind = error["type"]
    if kind in ("extra_forbidden", "invalid_key"):
        return say("{place}: {path}: there is no such key.{hint}",
                   place=place, path=path, hint=_hint(location))  # fmt: skip
    if kind == "missing":
        return say("{place}: {path} is missing.", place=place, path=path)
    value = error.get("input")
    allowed = _allowed(_parameter(location), error)
    if value is None:
        return say("{place}: {path} is left empty; allowed: {allowed}.",
                   place=place, path=path, allowed=allowed)  # fmt: skip
    shown = _shown(value)
    if kind in _OUT_OF_BOUNDS:
        return say("{place}: {path}: {value} is out of bounds; allowed: {allowed}.",
                   place=place, path=path, value=shown, allowed=allowed)  # fmt: skip
    if kind == "finite_number":
        return say("{place}: {path}: {value} is not a finite number; allowed: {allowed}.",
                   place=place, path=path, value=shown, allowed=allowed)  # fmt: skip
    return say("{place}: {path}: {value} is not allowed; allowed: {allowed}.",
               place=place, path=path, value=shown, allowed=allowed)  # fmt: skip


def _shown(value: Any) -> str:
    """A value in a message: short, whatever it is."""
    if isinstance(value, list):
        return say("a list")
    if isinstance(value, dict):
        return say("a map")
    try:
        text = repr(value)
    except ValueError:  # Python refuses to write whole numbers of thousands of digits
        text = hex(value)
    return text if len(text) <= _LONGEST_SHOWN else text[: _LONGEST_SHOWN - 1] + "…"


def _hint(location: Sequence[str | int]) -> str:
    """The nearest valid key here, or where a key of that name belongs."""
    key = str(location[-1])
    known = _known_keys([str(part) for part in location[:-1]])
    homes = _homes(key)
    if homes:
        return say(" It belongs under {names}.", names=", ".join(homes))
    near = difflib.get_close_matches(key, known, n=1, cutoff=0.6)
    if near:
        return say(" Did you mean {name!r}?", name=near[0])
    return say(" Known here: {names}.", names=", ".join(sorted(known))) if known else ""


def _homes(key: str) -> list[str]:
    """Where a parameter or a group of that name stands in a scenario."""
    homes: list[str] = []
    for name, group in funder_groups().items():
        if name == key and name != "funding":
            homes.append("ministries.<…>")
        elif any(one.name == key for one in group):
            homes.append("ministries.<…>" if name == "funding" else f"ministries.<…>.{name}")
    homes.extend(
        name for name, group in model_groups().items() if any(one.name == key for one in group)
    )
    return homes


def _parameter(location: Sequence[str | int]) -> Parameter | Shares | None:
    parts = [str(part) for part in location]
    if parts[0] in FUNDERS:
        groups = funder_groups()
        if len(parts) < 3:
            return None
        inside = [one for one in groups["funding"] if one.name == parts[2]]
        if inside:
            return inside[0]
        group = groups.get(parts[2])
    else:
        group = model_groups().get(parts[0])
    names = {one.name: one for one in group} if group else {}
    return names.get(parts[-1])


def _allowed(parameter: Parameter | Shares | None, error: Any) -> str:
    if isinstance(parameter, Shares):
        return say("shares from 0 to 1 for {names}", names=", ".join(parameter.default))
    if parameter is None:
        return _allowed_of_frame(error)
    if parameter.choices:
        return ", ".join(parameter.choices)
    if isinstance(parameter.default, bool):
        return say("true or false")
    low, high = parameter.bounds or (0.0, 0.0)
    whole = say("a whole number") if isinstance(parameter.default, int) else say("a number")
    words = say("{whole} from {low} to {high}", whole=whole, low=_plain(low), high=_plain(high))
    return f"{words} ({say(parameter.unit)})"


def _plain(number: float) -> str:
    return f"{number:.0f}" if number == int(number) else f"{number:g}"


def _allowed_of_frame(error: Any) -> str:
    """What the keys that are no parameter of a mechanism may hold: years, scale, start, titles."""
    key = str(error["loc"][-1])
    if key == "years":
        return say("a whole number from 1 to 100 (years)")
    if key == "scale":
        return say("a number from 1 to 10000 (people one simulated newcomer stands for)")
    if key == "months":
        return say("a whole number of months from 0 to 600, in whole quarters (0, 3, 6, …)")
    if key == "start":
        return say("a month written YYYY-MM, such as 2010-04")
    if error["type"] in ("model_type", "dict_type"):
        known = _known_keys([str(part) for part in error["loc"]])
        return say("a map of {names}", names=", ".join(known)) if known else say("a map")
    if error["type"] in _WHOLE:
        return say("a whole number")
    return say("a text")


def _known_keys(parts: list[str]) -> list[str]:
    if not parts:
        return list(scenario_model(current()).model_fields)
    if parts[0] in FUNDERS:
        groups = funder_groups()
        if len(parts) == 1:
            return []
        if len(parts) == 2:
            directly = [one.name for one in groups["funding"]]
            return [*directly, "title", *(name for name in groups if name != "funding")]
        if parts[2] == "title":
            return ["en", "fr"]
        if parts[2] in groups and parts[2] != "funding":
            return [one.name for one in groups[parts[2]]]
        shares = [one for one in groups["funding"] if one.name == parts[2]]
        return list(shares[0].default) if shares and isinstance(shares[0], Shares) else []
    group = model_groups().get(parts[0])
    if group is None:
        frame = {"spin_up": ["regime", "months"]}
        return frame.get(
            parts[0], ["en", "fr"] if parts[0] in ("title", "question", "changes") else []
        )
    extra = ["file", "credits"] if parts[0] == "population" else []
    return [*(one.name for one in group), *extra]
