"""What a team hands in, as levers of the scenario: checked, laid on their paths, and where they stand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from partnersim.declarations import Shares
from partnersim.language import UserError, did_you_mean
from partnersim.scenario.entities import filled_up
from partnersim.scenario.parameter_groups import declared_at

if TYPE_CHECKING:
    from partnersim.app.teams import Decision, Team
    from partnersim.model import PartnershipModel
    from partnersim.scenario.settings import Settings


_AS_IT_STANDS = 0.005  # of a share shown in whole per cent


def check(team: Team, decisions: Mapping[str, Any]) -> None:
    """Raise UserError unless each is the team's to decide, and its value allowed."""
    known = {decision.key: decision for decision in team.decisions}
    for key, value in decisions.items():
        if key not in known:
            raise UserError(
                "{key} is not this team's to decide; it decides: {known}.{hint}",
                key=key,
                known=", ".join(known),
                hint=did_you_mean(key, known),
            )
        _check_value(known[key], value)


def _check_value(decision: Decision, value: Any) -> None:
    if decision.choices:
        words = [word for word, _ in decision.choices]
        if value not in words or isinstance(value, bool):
            raise UserError(
                "{key} is one of: {words}.", key=decision.key, words=", ".join(map(str, words))
            )
        return
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if not is_number or not decision.low <= value <= decision.high:
        raise UserError(
            "{key} is a number from {low} to {high}.",
            key=decision.key,
            low=decision.low,
            high=decision.high,
        )


def paths_of(team: Team, decisions: Mapping[str, Any], settings: Settings) -> dict[str, Any]:
    """The values by path of the scenario, as it was decided so far."""
    laid: dict[str, Any] = {}
    for decision in team.decisions:
        if decision.key in decisions:
            path = decision.path.format(ministry=settings.main_ministry)
            value: Any = decisions[decision.key]
            if path.endswith(".split"):
                if abs(value - _split(settings)["mission"]) < _AS_IT_STANDS:
                    continue
                value = filled_up(_split(settings), {"mission": float(value)})
            elif decision.choices and not isinstance(value, str):
                value = int(value)
            laid[path] = value
    return laid


def keeps(team: Team) -> bool:
    """Whether a team that hands nothing in keeps its levers: the model has no rule for a ministry's."""
    return all("{" in each.path for each in team.decisions)


def left_to_the_model(team: Team, settings: Settings) -> dict[str, Any]:
    """What takes back what the team decided before; a ministry's levers stay as they are."""
    if keeps(team):
        return {}
    paths = [each.path for each in team.decisions]
    return {path: _default(path) for path in paths if _stated(settings, path) != _default(path)}


def stands(team: Team, decision: Decision, model: PartnershipModel) -> Any:
    """Where a lever stands: what was decided, and else what its board did last year, or the scenario states.

    What was decided comes first: an agreement that goes on is not asked for anew, so that a board's record of
    what it asked for can be years old.
    """
    world, settings = model.world, model.settings
    decided = _stated(settings, decision.path) if decision.column else None
    if decided is not None and decided != _default(decision.path):
        return decided
    if decision.column:
        i = world.organization_names.index(team.organization)
        if decision.column.startswith("asked_"):
            k = world.programme(decision.column.removeprefix("asked_"))
            return round(float(world.contracts["asked_share"][i, world.main_funder, k]), 4)
        return round(float(world.organizations[decision.column][i]), 4)
    path = decision.path.format(ministry=settings.main_ministry)
    if path.endswith(".split"):
        return round(_split(settings)["mission"], 4)
    if path.startswith("ministries."):
        _, name, group, key = path.split(".")
        return _latest(settings).funders[name].values[group][key]
    return _stated(settings, path)


def months_left(team: Team, decision: Decision, model: PartnershipModel) -> int:
    """Months that the agreement goes on which a lever asks for; until then nothing is asked for anew."""
    world = model.world
    if not decision.column.startswith("asked_"):
        return 0
    i = world.organization_names.index(team.organization)
    k = world.programme(decision.column.removeprefix("asked_"))
    return max(0, int(world.contracts["months_left"][i, world.main_funder, k]))


def goes_on(team: Team, decision: Decision, model: PartnershipModel) -> bool:
    """Whether the agreement that a lever asks for goes on beyond April, so that nothing is asked for this year."""
    return months_left(team, decision, model) > 1


def alive(team: Team, model: PartnershipModel) -> bool:
    """Whether the organisation that a team plays is open; a team that plays none always is."""
    world = model.world
    if not team.organization:
        return True
    return bool(world.organizations["alive"][world.organization_names.index(team.organization)])


def free_posts(team: Team, model: PartnershipModel) -> float | None:
    """Posts that no agreement ties, which an organisation's shares are of; None for another team."""
    world = model.world
    if not team.organization:
        return None
    own = world.organizations[world.organization_names.index(team.organization)]
    return max(0.0, round(float(own["staff"] - own["posts_tied"]), 4))


def _latest(settings: Settings) -> Settings:
    return settings.changes[-1].settings if settings.changes else settings


def _split(settings: Settings) -> dict[str, float]:
    split: dict[str, float] = (
        _latest(settings).funders[settings.main_ministry].values["funding"]["split"]
    )
    return split


def _default(path: str) -> Any:
    found = declared_at(path)
    assert found is not None
    _, declared = found
    return dict(declared.default) if isinstance(declared, Shares) else declared.default


def _stated(settings: Settings, path: str) -> Any:
    """What the scenario, as it was decided so far, states at a path, or the default."""
    value: Any = _latest(settings).content
    for key in path.split("."):
        if not isinstance(value, dict) or key not in value:
            return _default(path)
        value = value[key]
    return value
