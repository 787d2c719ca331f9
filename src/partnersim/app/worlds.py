"""The world that a class plays: the first, from a number on, in which every organisation has something to decide.

A number is a seed: the same number is the same world, with the same organisations, newcomers and luck, whatever the
rounds. Only luck of what a team could not use is left out; what comes out of the decisions is not looked at.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from partnersim.app.played_runs import begun
from partnersim.app.team_decisions import free_posts
from partnersim.app.teams import TEAMS

if TYPE_CHECKING:
    from partnersim.model import PartnershipModel
    from partnersim.scenario.settings import Settings

FREE_POSTS_AT_FIRST = 1.0  # of each organisation that a team plays, before the first round
FREE_POSTS_AFTER_A_YEAR = 0.5  # of the same, where nobody decides
LEAST_MEMBERS = 20.0  # active ones, at both times
NUMBERS = 9999  # that one is drawn from: short enough to be typed
MOST_TRIED = 60


def fitting(settings: Settings, number: int) -> int:
    """The first number, from this one on, whose world fits; where none of many does, the one nearest to it.

    A world fits where each organisation that a team plays is open and has the posts and the members named above,
    before the first round and after a year in which nobody decides.
    """
    nearest, most = number, -1.0
    for tried in range(number, number + MOST_TRIED):
        model = begun(settings, tried, 0)
        room = _room(model, FREE_POSTS_AT_FIRST)
        if room >= 1.0:
            model.run_year()
            room = min(room, _room(model, FREE_POSTS_AFTER_A_YEAR))
        if room >= 1.0:
            return tried
        if room > most:
            nearest, most = tried, room
    return nearest


def _room(model: PartnershipModel, free: float) -> float:
    """How near a world is to fitting, by its worst-placed organisation: 1 and more where it fits."""
    world, near = model.world, []
    for team in TEAMS:
        if team.organization:
            own = world.organizations[world.organization_names.index(team.organization)]
            posts = free_posts(team, model) or 0.0
            near.append(
                bool(own["alive"]) * min(posts / free, float(own["members"]) / LEAST_MEMBERS)
            )
    return min(near)
