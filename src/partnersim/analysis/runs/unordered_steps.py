"""A warning where the step of a plug-in is not ordered among those of its phase.

Then what it reads may be written before or after it, as names fall, and a run ends as quietly as any other. Steps of
partnersim are tested for it.
"""

from __future__ import annotations

from collections.abc import Iterator

from partnersim import plugins
from partnersim.language import say, warn
from partnersim.plugins import PlugIn
from partnersim.scenario.parameter_groups import behaviour
from partnersim.state.calendar import Phase


def warn_of_unordered_steps() -> None:
    """Say which steps of plug-ins name no step of their phase, and are named by none."""
    for plug_in, name, phase in _unordered():
        warn(
            say(
                "The plug-in {plug_in} does not say where the step of {name} stands in {phase}: neither its `after` "
                "nor its `before` names a file that acts in that phase, and none names it. What it reads may be of "
                "this month or of the last. Name the files whose steps it follows.",
                plug_in=plug_in,
                name=name,
                phase=f"Phase.{phase.name}",
            )
        )


def _unordered() -> Iterator[tuple[PlugIn, str, Phase]]:
    modules = {module.__name__.rpartition(".")[2]: module for module in behaviour()}
    added = {name: plug_in for name, module in modules.items() if (plug_in := plugins.of(module))}
    for name, plug_in in added.items():
        for phase, step in modules[name].STEPS.items():
            others = {
                other: module.STEPS[phase]
                for other, module in modules.items()
                if other != name and phase in module.STEPS
            }
            named_by = any(name in (*other.after, *other.before) for other in others.values())
            if others and not named_by and others.keys().isdisjoint((*step.after, *step.before)):
                yield plug_in, name, phase
