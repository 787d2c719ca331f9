"""Drawing the uncertain parameters of a run from their stated priors, or from a posterior.

Each draw is keyed by seed, run and the parameter's name, so that scenarios compared on one seed
share the same unknowns and a new parameter leaves the draws of all others as they were. A value
that the scenario or the command line states is not drawn.
"""

from __future__ import annotations

import functools
from typing import Any

from partnersim.declarations import Role
from partnersim.scenario import posterior
from partnersim.scenario.parameter_groups import of_role, priors
from partnersim.scenario.settings import Settings
from partnersim.state.draws import Draws

_KEPT_RUNS = 64
Values = dict[str, dict[str, Any]]
"""Parameters by group and name."""


def values_of(settings: Settings, draws: Draws, uncertainty: posterior.Uncertainty) -> Values:
    """The parameters of a run by group: as they stand, or with those that are free drawn."""
    kind = posterior.of(uncertainty)
    if isinstance(kind, posterior.Posterior):
        return kind.draw(settings, draws)
    return draw(settings, draws) if kind == posterior.PRIOR else settings.parameters


def draw(settings: Settings, draws: Draws) -> Values:
    """The parameters by group with every free uncertainty drawn, uniformly over its prior."""
    values = {group: dict(inside) for group, inside in settings.parameters.items()}
    for path, value in _drawn(draws.seed, draws.run).items():
        if path not in settings.fixed:
            group, _, name = path.partition(".")
            values[group][name] = value
    return values


@functools.lru_cache(_KEPT_RUNS)
def _drawn(seed: int, run: int) -> dict[str, float]:
    """Every uncertainty of a run by its path; kept, since scenarios are compared on the same runs."""
    draws = Draws(seed, run)
    return {
        path: float(draws.generator("prior", path).uniform(low, high))
        for path, (low, high) in priors().items()
    }


def of_regime(values: Values, regime: Settings) -> Values:
    """A run's parameters with the regime's levers: what is chosen differs, what is unknown not."""
    result = {group: dict(inside) for group, inside in values.items()}
    for path in of_role(Role.LEVER):
        group, _, name = path.partition(".")
        result[group][name] = regime.parameters[group][name]
    return result
