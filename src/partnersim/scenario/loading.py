"""Loading a scenario: its files and what is laid over them, merged, checked and resolved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import zip_longest
from pathlib import Path
from typing import Any

from partnersim.language import UserError, named, warn
from partnersim.scenario import library, merging, readings
from partnersim.scenario.arguments import plain
from partnersim.scenario.building import BY_DEFAULT, build, month_of
from partnersim.scenario.checking import check_own
from partnersim.scenario.dated_changes import CHANGES, by_month
from partnersim.scenario.merging import ARGUMENT, COMMAND_LINE, DEFAULT, GIVEN, Origin, Provenance
from partnersim.scenario.names import check_jurisdiction, check_named, check_names, check_systems
from partnersim.scenario.programmes_in_force import check_in_force
from partnersim.scenario.settings import Settings
from partnersim.scenario.user_files import read_own_files
from partnersim.scenario.validation_errors import wrong

ScenarioLike = str | Path | Mapping[str, Any]
"""A scenario by its name or path, or as the map that its file would hold."""
# what a parent says of itself is not inherited
_OF_ONE_FILE = (
    "title", "question", "description", "answered_by", "compare_to", "reference_sets", "reference_title",
)  # fmt: skip


def load(scenario: ScenarioLike, sets: Sequence[str] = (), **overrides: Any) -> Settings:
    """Load a scenario: every value known, and where each came from.

    Parameters
    ----------
    scenario
        A shipped name, the path of a file, or a map of what a file would hold.
    sets
        Settings as `--set` takes them, such as "arrivals.level=1.2".
    **overrides
        Keys of a scenario file laid over it, such as years=3, scale=100; None changes nothing.

    Returns
    -------
    settings : Settings

    Raises
    ------
    UserError
        For anything that is wrong with it, in words for a person.

    Examples
    --------
    >>> heavy = load("mifi_status_quo", ["ministries.mifi.accountability.burden=0.9"], years=3)
    """
    return _with_regime(_resolve(scenario, sets, overrides))


def settings_of(
    scenario: ScenarioLike | Settings, sets: Sequence[str] = (), **overrides: Any
) -> Settings:
    """Loaded settings as they are, or what `load` makes of anything else.

    Parameters
    ----------
    scenario, sets
        As in `load`, or loaded settings.
    **overrides
        As in `load`.

    Returns
    -------
    settings : Settings

    Raises
    ------
    UserError
        As `load` does, and where something is to be laid over settings that are loaded: it would
        change nothing.
    """
    if not isinstance(scenario, Settings):
        return load(scenario, sets, **overrides)
    given = [
        name for name, value in {"sets": sets or None, **overrides}.items() if value is not None
    ]
    if given:
        raise UserError(
            "{names}: {scenario} is loaded already, so this would change nothing. Give it to "
            "`load`, or give the name of the scenario here.",
            names=", ".join(given),
            scenario=scenario.name,
        )
    return scenario


def altered(settings: Settings, values: Mapping[str, Any], argument: str) -> Settings:
    """Loaded settings with values laid over them by their path, checked as those of `--set` are.

    Parameters
    ----------
    settings
        Loaded; they stay as they are.
    values
        By path.
    argument
        What the user calls these values.

    Returns
    -------
    settings : Settings

    Raises
    ------
    UserError
        Where a path or a value is wrong.
    """
    content, provenance = settings.content, dict(settings.provenance)
    for path, value in values.items():
        over = merging.placed(path, plain(value), argument)
        check_named(over, content, argument)
        content = merging.merge(content, over, Origin(ARGUMENT), provenance)
    content = readings.lay(content, provenance)
    file = Path(f"{settings.name}.yaml")
    built = build(file, settings.lineage, content, provenance, settings.name)
    dated = settings.dated or "start" in values
    same = (built.spin_up_regime, built.jurisdiction) == (
        settings.spin_up_regime,
        settings.jurisdiction,
    )
    regime = settings.regime if same else None
    return _with_regime(replace(built, compare_to=settings.compare_to, dated=dated), regime)


def _with_regime(settings: Settings, known: Settings | None = None) -> Settings:
    regime = known or _regime(settings)
    if regime.place_names != settings.place_names:
        raise UserError(
            "{place}: spin_up.regime: {regime} has other places ({other}) than this scenario "
            "({own}); the sector of the spin-up is that of the scenario.",
            place=settings.origin("spin_up.regime").in_message,
            regime=regime.name,
            other=", ".join(regime.place_names),
            own=", ".join(settings.place_names),
        )
    check_in_force(settings)
    own = read_own_files(settings, regime)
    for doubt in own.doubts:
        warn(doubt)
    return replace(settings, regime=regime, own=own)


def _regime(settings: Settings) -> Settings:
    origin = settings.origin("spin_up.regime")
    try:
        path = library.find(settings.spin_up_regime, child=origin.file)
    except UserError as error:
        raise wrong(origin.in_message, "spin_up.regime", str(error)) from None
    regime = _resolve(path, (), {})
    if regime.jurisdiction != settings.jurisdiction:
        raise wrong(
            origin.in_message,
            "spin_up.regime",
            "{regime} is of {other}, this scenario of {own}; the sector of the spin-up is that of the scenario.",
            regime=regime.name,
            other=regime.jurisdiction,
            own=settings.jurisdiction,
        )
    return regime


def _resolve(scenario: ScenarioLike, sets: Sequence[str], overrides: dict[str, Any]) -> Settings:
    files = merging.chain(scenario)
    path = files[-1][0]
    names = [file.stem for file, _ in files]
    if isinstance(scenario, Mapping):
        names[-1] = GIVEN
    provenance: Provenance = {}
    content: dict[str, Any] = {}
    children = [file for file, _ in files[1:]]
    for (file, part), child in zip_longest(files, children):
        for key in _OF_ONE_FILE:
            content.pop(key, None)
        for key in [path for path in provenance if path.partition(".")[0] in _OF_ONE_FILE]:
            del provenance[key]
        is_map = child is None and isinstance(scenario, Mapping)
        origin = Origin(GIVEN if is_map else file.name, file=file, child=child)
        check_systems(part, origin.in_message)
        check_jurisdiction(part, origin.in_message)
        part = by_month(part, origin.in_message)
        if "places" in part:
            _forget_drawn_places(content, provenance)
        content = merging.merge(content, part, origin, provenance)
        check_names(content, origin.in_message)
        _check_own({key: value for key, value in part.items() if key != CHANGES}, origin)
    laid_over = Origin(named(COMMAND_LINE, ARGUMENT))
    for setting in sets:
        over = merging.assign(setting)
        check_named(over, content, named("--set", "sets"))
        content = merging.merge(content, over, laid_over, provenance)
    given = {key: plain(value) for key, value in overrides.items() if value is not None}
    given = by_month(given, laid_over.in_message)
    content = merging.merge(content, given, laid_over, provenance)
    content = readings.lay(content, provenance)
    compare_to = _compared_to(content, provenance) or files[0][0]
    return replace(
        build(path, tuple(names), content, provenance, str(path)),
        compare_to=None if names[0] == GIVEN else compare_to,
        dated=_is_own(provenance.get("start", BY_DEFAULT), path),
    )


def _forget_drawn_places(content: dict[str, Any], provenance: Provenance) -> None:
    """Drop the parents' numbers of organisations: places of one's own each state theirs."""
    for key in ("organizations", "in_montreal"):
        content.get("population", {}).pop(key, None)
        provenance.pop(f"population.{key}", None)


def _compared_to(content: dict[str, Any], provenance: Provenance) -> Path | None:
    """The file that `compare_to` names, where it is stated."""
    name = content.get("compare_to")
    if name is None:
        return None
    origin = provenance["compare_to"]
    try:
        return library.find(name, child=origin.file)
    except UserError as error:
        raise UserError(
            "{place}: compare_to: {problem}", place=origin.in_message, problem=error
        ) from None


def _check_own(part: dict[str, Any], origin: Origin) -> None:
    """What one file states is right in itself, whatever another or the command line lays over it."""
    provenance: Provenance = {}
    own = merging.merge({}, part, origin, provenance)
    check_own(own, origin.in_message, provenance)
    if "start" in own:
        month_of(own["start"], origin.in_message)


def _is_own(origin: Origin, path: Path) -> bool:
    """Whether a value is from this file or laid over it, not from a parent or by default."""
    return origin.file == path or (origin.file is None and origin.place != DEFAULT)
