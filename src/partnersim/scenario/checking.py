"""Turning what pydantic finds into sentences for a person."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Any

from partnersim.declarations import Parameter, Shares
from partnersim.language import UserError, current, decimal, did_you_mean, say
from partnersim.population.lists.form import COLUMNS_OF_FILES, DECIMAL_MARKS
from partnersim.scenario.arguments import shown_briefly
from partnersim.scenario.merging import SHARES, SOURCE, Provenance
from partnersim.scenario.own_files import OF_THE_FILES, SCALE_MONEY
from partnersim.scenario.registry import ABOVE, DIRECT, groups, groups_of, model_groups
from partnersim.scenario.schema import FUNDERS, MAPS, REFERENCES, scenario_model
from partnersim.state.columns import PLACES

_SUM_TOLERANCE = 1e-6
_OUT_OF_BOUNDS = ("greater_than_equal", "less_than_equal", "greater_than", "less_than")
_WHOLE = ("int_type", "int_from_float", "int_parsing")


def check(content: dict[str, Any], where: str, provenance: Provenance) -> None:
    """Raise UserError for the first thing that is wrong in a merged scenario."""
    from pydantic import ValidationError

    try:
        scenario_model(current()).model_validate(content)
    except ValidationError as error:
        errors = error.errors(
            include_url=False
        )  # a misspelt key goes before what it leaves missing
        first = next((one for one in errors if one["type"] == "extra_forbidden"), errors[0])
        raise UserError(_sentence(first, where, provenance)) from None
    for kind in MAPS:
        for name, one in (content.get(kind) or {}).items():
            _check_shares(one, f"{kind}.{name}", where, provenance)
            if kind in FUNDERS and "envelope" not in one:
                raise UserError(_no_envelope(kind, name, content, where, provenance))
    _check_places(content, where, provenance)
    _check_partnerships(content, where, provenance)
    _check_order(content, where, provenance)


def check_own(content: dict[str, Any], where: str, provenance: Provenance) -> None:
    """Raise UserError for the first value of one file that is wrong, whatever is laid over it.

    What the file leaves to its parents is not looked for.
    """
    from pydantic import ValidationError

    try:
        scenario_model(current()).model_validate(content)
    except ValidationError as error:
        for one in error.errors(include_url=False):
            if one["type"] != "missing":
                raise UserError(_sentence(one, where, provenance)) from None
    for kind in MAPS:
        for name, stated in (content.get(kind) or {}).items():
            _check_shares(stated, f"{kind}.{name}", where, provenance)


def _check_shares(one: dict[str, Any], path: str, where: str, provenance: Provenance) -> None:
    """Shares that one funder or partnership states, directly or in a group."""
    for key, value in one.items():
        if key in SHARES:
            _check_sum(value, f"{path}.{key}", where, provenance)
        elif isinstance(value, dict):
            _check_shares(value, f"{path}.{key}", where, provenance)


def _check_places(content: dict[str, Any], where: str, provenance: Provenance) -> None:
    """Places of one's own come with their organisations; the drawn ones have no say then."""
    if not content.get("places"):
        return
    for key in ("organizations", "in_montreal"):
        if key in (content.get("population") or {}):
            path = f"population.{key}"
            raise UserError(
                "{place}: {path}: where a scenario has places, each states its own "
                "organisations; leave this out.",
                place=_place(path, where, provenance),
                path=path,
            )


def _check_partnerships(content: dict[str, Any], where: str, provenance: Provenance) -> None:
    """A partnership is of one of the scenario's places and paid by one of its ministries."""
    known = {
        "place": list(content.get("places") or PLACES),
        "funder": list(content.get("ministries") or {}),
    }
    seen: dict[str, str] = {}
    for name, one in (content.get("partnerships") or {}).items():
        for key in REFERENCES["partnerships"]:
            if one[key] not in known[key]:
                path = f"partnerships.{name}.{key}"
                hint = did_you_mean(one[key], known[key])
                raise UserError(
                    "{place}: {path}: {name!r} is not known; allowed: {known}.{hint}",
                    place=_place(path, where, provenance),
                    path=path,
                    name=one[key],
                    known=", ".join(known[key]) or "-",
                    hint=hint,
                )
        if one["place"] in seen:
            path = f"partnerships.{name}.place"
            raise UserError(
                "{place}: {path}: {name!r} has a partnership already, {other}.",
                place=_place(path, where, provenance),
                path=path,
                name=one["place"],
                other=seen[one["place"]],
            )
        seen[one["place"]] = name


def _check_sum(shares: dict[str, float], path: str, where: str, provenance: Provenance) -> None:
    total = sum(shares.values())
    if abs(total - 1.0) > _SUM_TOLERANCE:
        raise UserError(
            "{place}: {path}: the shares sum to {total}; they must sum to 1. They are "
            "replaced together: state all that are not 0.",
            place=_place(path, where, provenance),
            path=path,
            total=decimal(round(total, 6)),
        )


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
                        "{place}: {path}: {one} ({low}) must lie below {other} ({high}).",
                        place=_place(path, where, provenance),
                        path=path,
                        one=one,
                        other=other,
                        low=decimal(values[one]),
                        high=decimal(values[other]),
                    )


def _no_envelope(
    kind: str, name: str, content: dict[str, Any], where: str, provenance: Provenance
) -> str:
    path = f"{kind}.{name}"
    inside = [one for key, one in provenance.items() if key.startswith(f"{path}.")]
    others = [other for other in content[kind] if other != name]
    hint = did_you_mean(name, others)
    return say("{place}: {path} is missing: every funder states its money a year, in 2020 "
               "dollars.{hint}", place=inside[-1].in_message if inside else where,
               path=f"{path}.envelope", hint=hint)  # fmt: skip


def _place(path: str, where: str, provenance: Provenance) -> str:
    inside = [one for key, one in provenance.items() if key.startswith(f"{path}.")]
    while path:
        if path in provenance:
            return provenance[path].in_message
        path = path.rpartition(".")[0]
    return inside[-1].in_message if inside else where


def _sentence(error: Any, where: str, provenance: Provenance) -> str:
    location: Sequence[str | int] = error["loc"]
    path = ".".join(str(part) for part in location if part != "[key]")
    place = _place(path, where, provenance)
    kind = error["type"]
    if kind == "extra_forbidden" and location[-1] == SOURCE:
        return say("{place}: {path}: a source is a text.", place=place, path=path)
    if kind in ("extra_forbidden", "invalid_key"):
        return say("{place}: {path}: there is no such key.{hint}",
                   place=place, path=path, hint=_hint(location))  # fmt: skip
    if kind == "missing":
        return say("{place}: {path} is missing.", place=place, path=path)
    value, allowed = error.get("input"), _allowed(_parameter(location), error)
    if isinstance(value, dict) and "value" in value:
        beside = next((str(key) for key in value if key not in ("value", SOURCE)), SOURCE)
        return say("{place}: {path}: there is no such key.{hint}", place=place,
                   path=f"{path}.{beside}", hint=did_you_mean(beside, ["value", SOURCE]))  # fmt: skip
    if value is None:
        return say("{place}: {path} is left empty; allowed: {allowed}.",
                   place=place, path=path, allowed=allowed)  # fmt: skip
    shown = shown_briefly(value)
    if kind in _OUT_OF_BOUNDS:
        return say("{place}: {path}: {value} is out of bounds; allowed: {allowed}.",
                   place=place, path=path, value=shown, allowed=allowed)  # fmt: skip
    if kind == "finite_number":
        return say("{place}: {path}: {value} is not a finite number; allowed: {allowed}.",
                   place=place, path=path, value=shown, allowed=allowed)  # fmt: skip
    return say("{place}: {path}: {value} is not allowed; allowed: {allowed}.",
               place=place, path=path, value=shown, allowed=allowed)  # fmt: skip


def _hint(location: Sequence[str | int]) -> str:
    """The nearest valid key here, or where a key of that name belongs."""
    key = str(location[-1])
    known = _known_keys([str(part) for part in location[:-1]])
    homes = _homes(key)
    if homes:
        return say(" It belongs under {names}.", names=", ".join(homes))
    others = say(" Known here: {names}.", names=", ".join(sorted(known))) if known else ""
    return did_you_mean(key, [*known, SOURCE]) or others


def _homes(key: str) -> list[str]:
    """Where a parameter or a group of that name stands in a scenario."""
    homes: list[str] = []
    for group in sorted(groups(), key=lambda one: one.scope not in DIRECT):
        declared = any(one.name == key for one in group)
        if group.scope not in DIRECT:
            homes.extend([group.name] if declared else [])
            continue
        above, direct = f"{ABOVE[group.scope]}.<…>", group.name == DIRECT[group.scope]
        if group.name == key and not direct:
            homes.append(above)
        elif declared:
            homes.append(above if direct else f"{above}.{group.name}")
    return homes


def _parameter(location: Sequence[str | int]) -> Parameter | Shares | None:
    parts = [str(part) for part in location]
    if parts[0] in MAPS:
        known = groups_of(MAPS[parts[0]])
        if len(parts) < 3:
            return None
        inside = [one for one in known[DIRECT[MAPS[parts[0]]]] if one.name == parts[2]]
        if inside:
            return inside[0]
        group = known.get(parts[2])
        if group and len(parts) > 3:  # a share of a map of shares in a group
            return {one.name: one for one in group}.get(parts[3])
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
    return f"{number:.0f}" if number == int(number) else decimal(number)


def _allowed_of_frame(error: Any) -> str:
    """What the keys that are no parameter of a mechanism may hold: years, scale, start, titles."""
    key = str(error["loc"][-1])
    if key == "years":
        return say("a whole number from 1 to 100 (years)")
    if key == "scale":
        return say("a number from 1 to 10000 (people one simulated newcomer stands for)")
    if key == "months":
        return say("a whole number of months from 0 to 600, in whole quarters (0, 3, 6, …)")
    if key.endswith("decimal"):
        return say("{names} (the decimal mark)", names=", ".join(DECIMAL_MARKS))
    if key == SCALE_MONEY:
        return say("true or false")
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
    if parts[0] in MAPS:
        return _known_in_map(parts)
    group = model_groups().get(parts[0])
    if group is None:
        frame = {"spin_up": ["regime", "months"]}
        return frame.get(
            parts[0], ["en", "fr"] if parts[0] in ("title", "question", "changes") else []
        )
    if parts[0] == "population" and parts[-1].endswith("columns"):
        return list(COLUMNS_OF_FILES[parts[-1].removesuffix("columns")])
    extra = ["file", "credits", *OF_THE_FILES] if parts[0] == "population" else []
    return [*(one.name for one in group), *extra]


def _known_in_map(parts: list[str]) -> list[str]:
    """The keys of a funder, place or partnership, of a group under it, or of shares there."""
    inside, direct = groups_of(MAPS[parts[0]]), DIRECT[MAPS[parts[0]]]
    if len(parts) == 1:
        return []
    if len(parts) == 2:
        directly = [*REFERENCES.get(parts[0], ()), *(one.name for one in inside[direct]), "title"]
        return [*directly, *(name for name in inside if name != direct)]
    if parts[2] == "title":
        return ["en", "fr"]
    named = inside[direct] if len(parts) == 3 and parts[2] not in inside else inside.get(parts[2])
    if named is not None and len(parts) == 3 and parts[2] in inside and parts[2] != direct:
        return [one.name for one in named]
    shares = [one for one in named or () if one.name == parts[-1]]
    return list(shares[0].default) if shares and isinstance(shares[0], Shares) else []
