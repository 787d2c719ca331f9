"""The three levers that have a keyword of their own, and values by path, laid over a loaded scenario."""

from __future__ import annotations

import numbers
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from partnersim.language import UserError
from partnersim.scenario.arguments import plain, shown_briefly
from partnersim.scenario.entities import filled_up
from partnersim.scenario.loading import altered

if TYPE_CHECKING:
    from partnersim.scenario.settings import Settings

PATHS = {"burden": "accountability.burden", "access": "consultation.access", "mission": "split"}
_EXAMPLE = '{"ministries.mifi.accountability.burden": 0.9}'


def with_levers(settings: Settings, values: Mapping[str, Any] | None, **levers: Any) -> Settings:
    """The settings with `values` by path, and the levers that are not None, laid over them.

    A lever is that of the only ministry, or of the main one where the scenario names it. `mission`
    is the mission's share of the ministry's money; its other shares keep their proportions. Raises
    UserError.
    """
    if values is not None and not isinstance(values, Mapping):
        raise UserError(
            "settings is {value}; it must be a map from paths to values, such as {example}.",
            value=shown_briefly(values),
            example=_EXAMPLE,
        )
    if values:
        settings = altered(settings, values, "settings")
    given = {name: plain(value) for name, value in levers.items() if value is not None}
    if not given:
        return settings
    paths = {name: f"{_ministry(settings, list(given))}.{PATHS[name]}" for name in given}
    for name, path in paths.items():
        if any(stated == path or stated.startswith(f"{path}.") for stated in values or ()):
            raise UserError(
                "{lever} and settings both state {path}; give one of them.", lever=name, path=path
            )
    return altered(
        settings,
        {path: _value(settings, name, given[name]) for name, path in paths.items()},
        ", ".join(given),
    )


def _ministry(settings: Settings, levers: list[str]) -> str:
    """The path of the ministry that levers without a name act on."""
    names = [funder.name for funder in settings.funders.values() if funder.is_ministry]
    if len(names) > 1 and not settings.content.get("main_ministry"):
        raise UserError(
            "{levers}: of which ministry? {scenario} has {names} and no main_ministry. Name it by its "
            "path: settings={example}.",
            levers=", ".join(levers),
            scenario=settings.name,
            names=", ".join(names),
            example=f'{{"ministries.{names[0]}.{PATHS[levers[0]]}": …}}',
        )
    return f"ministries.{settings.main_ministry}"


def _value(settings: Settings, lever: str, value: Any) -> Any:
    """The value as it stands at the lever's path; what is no share is refused there."""
    if lever != "mission":
        return value
    is_number = isinstance(value, numbers.Real) and not isinstance(value, bool)
    if not is_number or not 0.0 <= value <= 1.0:
        return {"mission": value}
    before = settings.funders[settings.main_ministry].values["funding"]["split"]
    return filled_up(before, {"mission": float(value)})
