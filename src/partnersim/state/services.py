"""What services and time do to a need, as chances: read by those who live it and where a run begins."""

from __future__ import annotations

from typing import Any

import numpy as np

from partnersim.state.arrays import Numbers, Table
from partnersim.state.columns import AWARE, GIVEN_UP, IN_SERVICE, MET, WAITING
from partnersim.state.kernel import kernel


@kernel
def own_chances(services: Table, settling: Table, progress: Numbers, own: Numbers) -> None:
    """Chances that a need is met by own progress.

    Parameters
    ----------
    services : table (kinds,)
        Own and early progress.
    settling : table (1,)
        The group `settling`.
    progress : array (statuses,)
        Multiple of a status.
    own : array (kinds, statuses, months)
        Written: chance, by months since arrival.
    """
    p = settling[0]
    for g in range(own.shape[2]):
        early = np.exp(-g / p["early_months"])
        for k in range(own.shape[0]):
            of_kind = p["own_progress"] * services[k]["own_progress"]
            of_kind *= 1.0 + services[k]["early_progress"] * early
            for s in range(own.shape[1]):
                own[k, s, g] = min(1.0, of_kind * progress[s])


@kernel
def chances_to_end(services: Table, fiscal_month: int, ending: Numbers) -> None:
    """Chances that a file ends this month: at the end of a session, where there are sessions.

    Parameters
    ----------
    services : table (kinds,)
        Months of a file, and between beginnings.
    fiscal_month
        0 in April.
    ending : array (kinds,)
        Written.
    """
    for k in range(len(services)):
        between = services[k]["session_months"]
        ends = (fiscal_month + 1) % between == 0.0
        ending[k] = min(1.0, between / services[k]["months"]) if ends else 0.0


@kernel
def pick(cumulative: Numbers, number: int, draw: float) -> int:
    """The first index whose cumulative share exceeds the draw, or the last one.

    Counted rather than searched by halves: a processor that guesses wrong loses more than it takes
    to look at all of some hundred providers.

    Parameters
    ----------
    cumulative : array (at least `number`,)
        Cumulative shares.
    number
        How many of them count.
    draw
        In [0, 1).

    Returns
    -------
    index : int
    """
    passed = 0
    for i in range(number):
        passed += 1 if cumulative[i] <= draw else 0
    return min(passed, number - 1)


@kernel
def dose(thickness: float, threshold: float, curvature: float) -> float:
    """What a file achieves with a part of its hours, against all of them.

    Parameters
    ----------
    thickness
        Share of the standard hours.
    threshold
        Share that achieves nothing yet.
    curvature
        How fast further hours achieve less.

    Returns
    -------
    dose : float
        0 to 1.
    """
    above = max(0.0, thickness - threshold) / (1.0 - threshold)
    return float((1.0 - np.exp(-curvature * above)) / (1.0 - np.exp(-curvature)))


@kernel
def met_at_end(
    hours: float,
    own_design: float,
    support: float,
    counted: float,
    off_standard: float,
    kind: Any,
    effectiveness: float,
    delivery: Any,
) -> float:
    """The chance that a need is met at the end of its file with a provider.

    Parameters
    ----------
    hours
        Of the file, against the standard.
    own_design
        Share of the provider's service of its own design.
    support : multiple
        Of a council.
    counted
        How far clients are counted in numbers, 0 to 1.
    off_standard
        Distance of the person's status from the standard client, 0 to 1.
    kind : row of services
        Threshold, effect and dropping out.
    effectiveness
        Multiple of all effects.
    delivery : row of parameters
        The group `delivery`.

    Returns
    -------
    chance : float
    """
    p = delivery
    fit = 1.0 - p["standardization_loss"] * off_standard * (1.0 - own_design)
    effect = effectiveness * kind["effect"] * fit
    effect *= dose(hours, kind["threshold"], p["dose_curvature"])
    effect *= support * (1.0 + p["monitoring_effect"] * counted)
    return float(min(effect, 1.0 - kind["dropping_out"]))


@kernel
def after_file(draw: float, lost: float, ends: float, met: float, dropping_out: float) -> int:
    """The next stage of a need in service.

    Parameters
    ----------
    draw
        Of the month, in [0, 1).
    lost
        Chance that its file is left behind.
    ends
        Chance that it ends.
    met, dropping_out
        Shares of ends.

    Returns
    -------
    stage : int
    """
    if draw < lost:
        return WAITING
    end = (draw - lost) / max(ends, 1e-12)
    if end >= 1.0:
        return IN_SERVICE
    if end < met:
        return MET
    return GIVEN_UP if end < met + dropping_out else AWARE
