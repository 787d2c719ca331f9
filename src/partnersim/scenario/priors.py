"""Drawing the uncertain parameters of a run from their stated priors, or from a posterior.

Each draw is keyed by seed, run and the parameter's name, so that scenarios compared on one seed
share the same unknowns and a new parameter leaves the draws of all others as they were. A value
that the scenario or the command line states is not drawn.
"""

from __future__ import annotations

from typing import Any

from partnersim.declarations import Parameter, Role
from partnersim.scenario import posterior
from partnersim.scenario.parameter_groups import model_groups
from partnersim.scenario.settings import Settings
from partnersim.state.draws import Draws


def values_of(
    settings: Settings, draws: Draws, uncertainty: posterior.Uncertainty
) -> dict[str, dict[str, Any]]:
    """The parameters of a run by group: as they stand, or with those that are free drawn."""
    kind = posterior.of(uncertainty)
    if isinstance(kind, posterior.Posterior):
        return kind.draw(settings, draws)
    return draw(settings, draws) if kind == posterior.PRIOR else settings.parameters


def draw(settings: Settings, draws: Draws) -> dict[str, dict[str, Any]]:
    """The parameters by group with every free uncertainty drawn, uniformly over its prior."""
    values = {group: dict(inside) for group, inside in settings.parameters.items()}
    for name, group in model_groups().items():
        for parameter in group:
            if not isinstance(parameter, Parameter) or parameter.role is not Role.UNCERTAINTY:
                continue
            path = f"{name}.{parameter.name}"
            if path in settings.fixed or parameter.prior is None:
                continue
            low, high = parameter.prior
            values[name][parameter.name] = float(draws.generator("prior", path).uniform(low, high))
    return values
