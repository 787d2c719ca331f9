"""What fieldwork assumes of respondents and of the coder.

These numbers describe a study, not the sector: a scenario file does not hold them, and no run reads
them. `--set interview.NAME=VALUE` turns them. Nothing here is drawn from a prior: each says how far
an answer stands from the state, and `--perception off` sets all of that aside.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from partnersim.evidence.registry.interviews import GROUP
from partnersim.language import did_you_mean, named, say
from partnersim.scenario.merging import assign
from partnersim.scenario.validation_errors import wrong

__all__ = ["GROUP", "PREFIX", "Values", "values"]
PREFIX = f"{GROUP.name}."
Values = dict[str, float]


def values(sets: Sequence[str] = ()) -> Values:
    """Every parameter with its value, `--set interview.NAME=VALUE` laid over the defaults.

    Raises UserError for a name that does not exist or a value out of bounds.
    """
    numbers = {number.name: number.default for number in GROUP.numbers}
    for setting in sets:
        inside: Any = assign(setting).get(GROUP.name)
        if not isinstance(inside, dict):
            inside = {setting.partition("=")[0].removeprefix(PREFIX): inside}
        for name, value in inside.items():
            numbers[name] = _checked(str(name), value)
    return {name: float(value) for name, value in numbers.items()}


def _checked(name: str, value: Any) -> float:
    known = {number.name: number for number in GROUP.numbers}
    path = f"{PREFIX}{name}"
    if name not in known:
        hint = did_you_mean(name, known) or say(
            " Known here: {names}.", names=", ".join(sorted(known))
        )
        raise wrong(named("--set", "sets"), path, "there is no such key.{hint}", hint=hint)
    number = known[name]
    low, high = number.bounds or (0.0, 0.0)
    whole = isinstance(number.default, int)
    kinds = (int,) if whole else (int, float)
    if isinstance(value, bool) or not isinstance(value, kinds) or not low <= value <= high:
        words = say("a whole number" if whole else "a number")
        allowed = say("{whole} from {low} to {high}", whole=words, low=f"{low:g}", high=f"{high:g}")
        raise wrong(
            named("--set", "sets"),
            path,
            "{value} is not allowed; allowed: {allowed}.",
            value=repr(value)[:60],
            allowed=f"{allowed} ({say(number.unit)})",
        )
    return value
