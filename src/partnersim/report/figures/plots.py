"""The figures of results in memory or in a folder, by name: what `plot` of results returns."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

import matplotlib as mpl

from partnersim.language import UserError, current, did_you_mean
from partnersim.report.figures import by_choice, canvas, conditions, sensitivity_indices, ticks
from partnersim.scenario.saved import settings_of
from partnersim.systems import room

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from partnersim.analysis.discovery.sweep_analysis import Discovery
    from partnersim.results import Results
    from partnersim.results.comparison_result import Comparison
    from partnersim.results.sensitivity_result import Sensitivity
    from partnersim.results.sweep_result import Sweep
    from partnersim.scenario.settings import Settings

    Draw = Callable[[Results, Settings], Figure | None]


def draws_of(settings: Settings) -> dict[str, Draw]:
    """The figures of a run by name, with those of the systems that its scenario switches on."""
    from partnersim.report.figures import (
        closeness,
        dated_marks,
        hours,
        money,
        responses,
        six_dimensions,
        through_time,
    )

    draws: dict[str, Draw] = {
        "responses": responses.draw,
        "six_dimensions": six_dimensions.draw,
        "closeness_and_orientation": closeness.draw,
        "money_by_instrument": money.draw,
        "hours_by_activity": hours.draw,
    }
    if dated_marks.titled(settings):
        draws["through_time"] = through_time.draw
    for system, module in room("figures").items():
        if system in settings.systems:
            draws |= module.FIGURES
    return draws


def of_run(results: Results, name: str | None) -> Figure:
    """A figure of a run; without a name, what the scenario does beside its reference."""
    settings = settings_of(results.manifest)
    draws = draws_of(settings)
    return _drawn({key: partial(draw, results, settings) for key, draw in draws.items()}, name)


def of_comparison(comparison: Comparison, scenario: str | None, name: str | None) -> Figure:
    """A figure of a comparison; without a scenario, of the first beside the reference."""
    from partnersim.report.figures import comparison as comparing
    from partnersim.report.figures import convergence

    other = _one_of(comparison.others, scenario)
    settings = {key: settings_of(own.manifest) for key, own in comparison.results.items()}
    plots = {
        "comparison": partial(comparing.draw, comparison, [other], settings),
        "enough_runs": partial(convergence.draw, comparison, other, settings),
    }
    return _drawn(plots, name)


def of_all(comparison: Comparison) -> Figure:
    """Every scenario of a comparison beside the reference, as many as there are colours for."""
    from partnersim.report.figures import comparison as comparing

    settings = {key: settings_of(own.manifest) for key, own in comparison.results.items()}
    return one(partial(comparing.draw, comparison, comparison.others, settings))


def of_sweep(sweep: Sweep, outcome: str | None) -> Figure:
    """How an outcome depends on what is chosen."""
    return _drawn({"by_choice": partial(by_choice.of_sweep, sweep, outcome)}, None)


def of_sensitivity(studies: Sensitivity, outcome: str | None) -> Figure:
    """Which factors move an outcome."""
    by_name = {study.outcome: study for study in studies.studies}
    study = by_name[_one_of(list(by_name), outcome)]
    return _drawn({"indices": partial(sensitivity_indices.draw, study, studies.sweep)}, None)


def of_discovery(discovery: Discovery, name: str | None) -> Figure:
    """The conditions that were found, or how often it happens by what is chosen."""
    plots: dict[str, Callable[[], Figure | None]] = {
        "conditions": lambda: conditions.draw(discovery, discovery.title.get(current(), "")),
        "by_choice": lambda: by_choice.of_discovery(discovery, discovery.title.get(current(), "")),
    }
    if name is None and not discovery.boxes:
        name = "by_choice"
    return _drawn(plots, name)


def _drawn(plots: Mapping[str, Callable[[], Figure | None]], name: str | None) -> Figure:
    """One of the figures, in the style of all, with numbers in the language in use."""
    with mpl.rc_context(canvas.STYLE):  # type: ignore[arg-type]
        figure = plots[_one_of(list(plots), name)]()
        if figure is None:
            raise UserError("There is nothing to draw in that figure.")
        ticks.translate(figure)
    return figure


def _one_of(names: list[Any], name: str | None) -> str:
    """The one that is asked for; the first where none is."""
    if name is None and names:
        return str(names[0])
    if name not in names:
        raise UserError(
            "{name!r} is not among {known}.{hint}",
            name=name,
            known=", ".join(names),
            hint=did_you_mean(str(name), names),
        )
    return str(name)


def one(draw: Callable[[], Figure | None]) -> Figure:
    """A figure that is drawn in the style of all."""
    return _drawn({"figure": draw}, None)
