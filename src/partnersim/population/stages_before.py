"""How far needs have come by the time a run begins, expected of people by when they arrived."""

from __future__ import annotations

import numpy as np

from partnersim.population.initial_values import values_of
from partnersim.state.columns import (
    AWARE,
    GIVEN_UP,
    IN_SERVICE,
    KINDS,
    MET,
    STAGES,
    UNAWARE,
    WAITING,
)
from partnersim.state.kernel import kernel
from partnersim.state.services import own_chances
from partnersim.state.world import Numbers, World

MONTHS_BEFORE = int(values_of("newcomers")["months_before"])
_SERVED_BEFORE = values_of("newcomers")["served_before"]


def stages_before(world: World) -> Numbers:
    """Chances of each stage, as `climb` writes them, with an average of services."""
    seeking, settling = world.parameters["seeking"][0], world.parameters["settling"][0]
    services, statuses = world.services, world.statuses
    months, number = MONTHS_BEFORE + 1, len(statuses.names)
    own = np.empty((KINDS, number, months))
    own_chances(services, world.parameters["settling"], statuses.own_progress, own)
    fading = np.exp(-np.arange(months) / seeking["fading_months"])
    moves = np.zeros((KINDS, len(STAGES), len(STAGES)))
    ends = 1.0 / services["months"]
    met = np.minimum(1.0, settling["effectiveness"] * services["effect"])
    moves[:, UNAWARE, AWARE] = seeking["hearing"]
    moves[:, AWARE, WAITING] = seeking["asking"]
    moves[:, WAITING, IN_SERVICE] = _SERVED_BEFORE
    moves[:, WAITING, GIVEN_UP] = 1.0 - 0.5 ** (1.0 / seeking["patience_months"])
    moves[:, IN_SERVICE, MET] = ends * met
    moves[:, IN_SERVICE, GIVEN_UP] = ends * services["dropping_out"]
    moves[:, IN_SERVICE, AWARE] = np.maximum(0.0, ends * (1.0 - met - services["dropping_out"]))
    moves[:, GIVEN_UP, AWARE] = seeking["asking_again"]
    moves[:, MET, AWARE] = settling["returning"] * services["returning"]
    ladder = np.zeros((months, number, KINDS, 2, len(STAGES)))
    climb(moves, own, fading, statuses.aware, ladder)
    return ladder


@kernel
def climb(moves: Numbers, own: Numbers, fading: Numbers, aware: Numbers, ladder: Numbers) -> None:
    """Expected shares of needs in each stage, month by month from arrival.

    Parameters
    ----------
    moves : array (kinds, stages, stages)
        Share of a stage that goes to another in a month, own progress aside.
    own : array (kinds, statuses, months)
        Chance of own progress, by months since arrival.
    fading : array (months,)
        What is left of hearing and asking.
    aware : array (statuses,)
        Share that knows of services.
    ladder : array (months, statuses, kinds, 2, stages)
        Written, by whether there was a need on arrival.
    """
    months, statuses, kinds, _, stages = ladder.shape
    for s in range(statuses):
        for k in range(kinds):
            ladder[0, s, k, 0, MET] = 1.0
            ladder[0, s, k, 1, AWARE] = aware[s]
            ladder[0, s, k, 1, UNAWARE] = 1.0 - aware[s]
            for g in range(months - 1):
                for needed in range(2):
                    now, later = ladder[g, s, k, needed], ladder[g + 1, s, k, needed]
                    later += now
                    for old in range(stages):
                        fades = fading[g] if old in (UNAWARE, AWARE) else 1.0
                        for new in range(stages):
                            if moves[k, old, new] == 0.0:
                                continue
                            flow = now[old] * moves[k, old, new] * fades
                            later[old] -= flow
                            if old == MET:
                                later[AWARE] += flow * aware[s]
                                later[UNAWARE] += flow * (1.0 - aware[s])
                            else:
                                later[new] += flow
                        if old != MET:
                            later[old] -= now[old] * own[k, s, g]
                            later[MET] += now[old] * own[k, s, g]
