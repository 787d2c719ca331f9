"""Coding answers on the six dimensions, 0 New Public Management to 1 autonomous community action.

The coder holds an answer against the same two poles as the run's own indicators, takes the mean of
those of a dimension, and then places the organisation on a scale of a few levels.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from partnersim.declarations import Text
from partnersim.fieldwork.parameters import Values
from partnersim.fieldwork.perception import answers
from partnersim.fieldwork.visit import Visit
from partnersim.outcomes import indicators
from partnersim.outcomes.dimensions import DIMENSIONS
from partnersim.state.world import Numbers

PLACES = (
    Text("dependence"),
    Text("mostly dependence"),
    Text("in between"),
    Text("mostly autonomy"),
    Text("autonomy"),
)


@dataclass(frozen=True, slots=True)
class Coded:
    """Of all living organisations: answers (items, o), scores (6, o) of answers, codes (6, o)
    on the coder's levels, and whether it calls itself a service provider (o,), 0 or 1."""

    answers: Numbers
    scores: Numbers
    codes: Numbers
    provider: Numbers

    @property
    def reported_levels(self) -> Numbers:
        """The seven measures as reported, before the coder's levels (7, o)."""
        return np.vstack([self.scores, self.provider])

    @property
    def coded_levels(self) -> Numbers:
        """The seven measures as coded (7, o)."""
        return np.vstack([self.codes, self.provider])


def code(visit: Visit, values: Values, perception: bool) -> Coded:
    """Ask every living organisation and code its answers."""
    reported = answers(visit, values, perception)
    scores = scored(visit, reported)
    return Coded(
        reported, scores, on_levels(scores, int(values["coder_levels"])), visit.is_provider
    )


def scored(visit: Visit, reported: Numbers) -> Numbers:
    """Scores on the six dimensions (6, o) by the poles and the rule of the run's own measures."""
    observed = np.ascontiguousarray(reported[: len(indicators.NAMES)].T)
    scores = np.zeros((len(DIMENSIONS), visit.count))
    indicators.scored(visit.organizations, observed, np.zeros_like(observed), scores)
    return scores


def on_levels(scores: Numbers, levels: int) -> Numbers:
    """The nearest of so many levels, evenly from 0 to 1."""
    return np.floor(scores * (levels - 1) + 0.5) / (levels - 1)


def place(score: float) -> Text:
    """Where a code stands between the poles, in words."""
    return PLACES[int(score * (len(PLACES) - 1) + 0.5)]
