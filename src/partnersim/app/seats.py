"""Who plays a team, and what is told of what teams change in a round."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from partnersim.app.reveal import both, word_of
from partnersim.app.team_decisions import (
    alive,
    goes_on,
    keeps,
    stands,
)
from partnersim.app.teams import TEAMS, team_of

if TYPE_CHECKING:
    from partnersim.app.teams import Decision, Team
    from partnersim.model import PartnershipModel


@dataclass(slots=True)
class Seat:
    """A team that somebody plays: the word that its members share, and what it would decide."""

    word: str
    handed_in: dict[str, Any] | None = None  # this round; None: not yet
    times: int = 0  # that it handed in, over all rounds: by this a phone knows whether another did


def told(seats: Mapping[str, Seat], model: PartnershipModel) -> list[dict[str, Any]]:
    """What teams change this round, for everybody to read once it is closed.

    `open`: of a team that handed nothing in, the levers on which something is decided this year, as they stand.
    """
    happened = []
    for team in TEAMS:
        seat = seats.get(team.name)
        if seat is None:
            continue
        handed_in = seat.handed_in or {}
        moves = [
            {
                "title": both(decision.short),
                "from": word_of(decision, before),
                "to": word_of(decision, after),
            }
            for decision in team.decisions
            if decision.key in handed_in
            and (after := handed_in[decision.key]) != (before := stands(team, decision, model))
        ]
        happened.append({
            "name": team.name,
            "title": both(team.title),
            "moves": moves,
            "handed_in": seat.handed_in is not None,
            "keeps": keeps(team),
            "open": {decision.key: left_alone(team, decision, model)
                     for decision in team.decisions
                     if seat.handed_in is None and not goes_on(team, decision, model)},
        })  # fmt: skip
    return happened


def with_choices(happened: list[dict[str, Any]], model: PartnershipModel) -> list[dict[str, Any]]:
    """The same once the year is lived, with what the model chose, or what stood, for who handed nothing in."""
    for each in happened:
        team, before = team_of(each["name"]), each.pop("open")
        assert team is not None
        each["chosen"] = [
            {
                "title": both(decision.short),
                "from": before[decision.key],
                "to": left_alone(team, decision, model),
            }
            for decision in team.decisions
            if decision.key in before and alive(team, model)
        ]
    return happened


def left_alone(team: Team, decision: Decision, model: PartnershipModel) -> Any:
    """Where a lever that is left alone stands: a number, or words in both languages.

    Where the umbrella leaves it to its members, the words name what they put first.
    """
    value = stands(team, decision, model)
    words = word_of(decision, value)
    agreed = {"presses_for": model.world.umbrella.asked, "puts_first": model.world.umbrella.demand}
    if value != "members" or decision.key not in agreed:
        return words
    first = both(decision.choices[1 + int(np.argmax(agreed[decision.key]))][1])
    return {language: f"{words[language]} ({first[language]})" for language in words}
