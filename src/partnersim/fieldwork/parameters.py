"""What fieldwork assumes of respondents and of the coder.

These numbers describe a study, not the sector: a scenario file does not hold them, and no run reads
them. `--set interview.NAME=VALUE` turns them. Nothing here is drawn from a prior: each says how far
an answer stands from the state, and `--perception off` sets all of that aside.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from partnersim.evidence.registry.interviews import GROUP
from partnersim.language import named
from partnersim.scenario.merging import assign
from partnersim.scenario.schema import model_of
from partnersim.scenario.validation_errors import validated

__all__ = ["GROUP", "PREFIX", "Values", "values"]
PREFIX = f"{GROUP.name}."
Values = dict[str, float]


def values(sets: Sequence[str] = ()) -> Values:
    """Every parameter with its value, `--set interview.NAME=VALUE` laid over the defaults.

    Raises UserError for a name that does not exist or a value out of bounds.
    """
    given: dict[str, Any] = {}
    for setting in sets:
        inside: Any = assign(setting).get(GROUP.name)
        if not isinstance(inside, dict):
            inside = {setting.partition("=")[0].removeprefix(PREFIX): inside}
        given |= inside
    validated(given, model_of(GROUP), named("--set", "sets"), GROUP.name)
    return {each.name: float(given.get(each.name, each.default)) for each in GROUP.numbers}
