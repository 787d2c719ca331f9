"""What a team's decisions would bring by next year in other worlds, beside what its choices of last year would."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from partnersim.app.played_runs import PlayedRun, measured, spread

if TYPE_CHECKING:
    from partnersim.app.teams import Team


def forecast(
    team: Team, paths: Mapping[str, Any], others: Sequence[PlayedRun]
) -> list[dict[str, Any]]:
    """By aim: its values without and with these decisions, each as a spread, and the difference world by world.

    `yes`: in how many worlds it is not nothing. Levels, not differences alone: a count is never below zero, and
    what is told is not taken for how the class's own world goes on.
    """
    lived = []
    for other in others:
        with_them, without = (PlayedRun(other.model.branch()) for _ in range(2))
        with_them.live(paths)
        without.live({})
        lived.append((with_them.years[0], without.years[0]))
    told = []
    for aim in team.aims:
        of_both = [[measured(year, aim, team) for year in years] for years in lived]
        told.append({
            "with": spread(values for values, _ in of_both),
            "without": spread(values for _, values in of_both),
            "differences": [then - otherwise for then, otherwise in of_both],
        })  # fmt: skip
    return told
