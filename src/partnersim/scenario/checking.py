"""Turning what pydantic finds into sentences for a person."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from typing import Any

from partnersim.declarations import Parameter, Shares
from partnersim.language import UserError, current, say
from partnersim.scenario.merging import SHARES, Provenance
from partnersim.scenario.registry import funder_groups, model_groups
from partnersim.scenario.schema import scenario_model

_SUM_TOLERANCE = 1e-6


def check(content: dict[str, Any], where: str, provenance: Provenance) -> None:
    """Raise UserError for the first thing that is wrong in a merged scenario."""
    from pydantic import ValidationError

    try:
        scenario_model().model_validate(content)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        raise UserError(_sentence(first, where, provenance)) from None
    for kind in ("ministries", "donors"):
        for name, funder in (content.get(kind) or {}).items():
            for key in SHARES:
                if key in funder:
                    _check_sum(funder[key], f"{kind}.{name}.{key}", where, provenance)
            if "envelope" not in funder:
                raise UserError(
                    say("{place}: {path} is missing: every funder states its money a year, in 2020 "
                        "dollars.", place=where, path=f"{kind}.{name}.envelope")
                )  # fmt: skip


def _check_sum(shares: dict[str, float], path: str, where: str, provenance: Provenance) -> None:
    total = sum(shares.values())
    if abs(total - 1.0) > _SUM_TOLERANCE:
        raise UserError(
            say("{place}: {path}: the shares sum to {total:g}; they must sum to 1.",
                place=_place(path, where, provenance), path=path, total=round(total, 6))
        )  # fmt: skip


def _place(path: str, where: str, provenance: Provenance) -> str:
    while path:
        if path in provenance:
            return provenance[path].place
        path = path.rpartition(".")[0]
    return where


def _sentence(error: Any, where: str, provenance: Provenance) -> str:
    location: Sequence[str | int] = error["loc"]
    path = ".".join(str(part) for part in location if part != "[key]")
    place = _place(path, where, provenance)
    kind = error["type"]
    if kind == "extra_forbidden":
        key = str(location[-1])
        known = _known_keys(location[:-1])
        near = difflib.get_close_matches(key, known, n=1, cutoff=0.5)
        hint = say(" Did you mean {name!r}?", name=near[0]) if near else (
            say(" Known here: {names}.", names=", ".join(sorted(known))) if known else "")
        return say("{place}: {path}: there is no such key.{hint}", place=place, path=path, hint=hint)
    if kind == "missing":
        return say("{place}: {path} is missing.", place=place, path=path)
    value = error.get("input")
    parameter = _parameter(location)
    allowed = _allowed(parameter, error)
    if kind in ("greater_than_equal", "less_than_equal", "greater_than", "less_than"):
        return say("{place}: {path}: {value} is out of bounds; allowed: {allowed}.",
                   place=place, path=path, value=value, allowed=allowed)  # fmt: skip
    if kind == "finite_number":
        return say("{place}: {path}: {value} is not a finite number; allowed: {allowed}.",
                   place=place, path=path, value=value, allowed=allowed)  # fmt: skip
    return say("{place}: {path}: {value!r} is not allowed; allowed: {allowed}.",
               place=place, path=path, value=value, allowed=allowed)  # fmt: skip


def _parameter(location: Sequence[str | int]) -> Parameter | Shares | None:
    parts = [str(part) for part in location]
    if parts[0] in ("ministries", "donors"):
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
    context = error.get("ctx") or {}
    if isinstance(parameter, Shares):
        return say("shares from 0 to 1 for {names}", names=", ".join(parameter.default))
    if parameter is None:
        if "ge" in context:
            return say("{low} and more", low=context["ge"])
        if "le" in context:
            return say("{high} and less", high=context["le"])
        return str(error["msg"])
    if parameter.choices:
        return say("{names}", names=", ".join(parameter.choices))
    if isinstance(parameter.default, bool):
        return say("true or false")
    low, high = parameter.bounds or (0.0, 0.0)
    whole = say("a whole number") if isinstance(parameter.default, int) else say("a number")
    words = say("{whole} from {low:g} to {high:g}", whole=whole, low=low, high=high)
    return f"{words} ({parameter.unit})" if current() == "en" else f"{words} ({parameter.meaning.fr})"


def _known_keys(location: Sequence[str | int]) -> list[str]:
    parts = [str(part) for part in location]
    if not parts:
        return list(scenario_model().model_fields)
    if parts[0] in ("ministries", "donors"):
        groups = funder_groups()
        directly = [one.name for one in groups["funding"]]
        if len(parts) == 2:
            return [*directly, "title", *(name for name in groups if name != "funding")]
        if parts[2] in groups:
            return [one.name for one in groups[parts[2]]]
        shares = [one for one in groups["funding"] if one.name == parts[2]]
        return list(shares[0].default) if shares and isinstance(shares[0], Shares) else []
    group = model_groups().get(parts[0])
    if group is None:
        return {"spin_up": ["regime", "months"]}.get(parts[0], ["en", "fr"])
    extra = ["file", "credits"] if parts[0] == "population" else []
    return [*(one.name for one in group), *extra]
