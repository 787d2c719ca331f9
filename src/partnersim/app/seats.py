"""Who plays a team, and what is told of what teams change in a round."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from partnersim.app.reveal import both, word_of
from partnersim.app.team_decisions import keeps, stands
from partnersim.app.teams import TEAMS

if TYPE_CHECKING:
    from partnersim.model import PartnershipModel


@dataclass(slots=True)
class Seat:
    """A team that somebody plays: the word that its members share, and what it would decide."""

    word: str
    handed_in: dict[str, Any] | None = None  # this round; None: not yet
    times: int = 0  # that it handed in, over all rounds: by this a phone knows whether another did


def told(seats: Mapping[str, Seat], model: PartnershipModel) -> list[dict[str, Any]]:
    """What teams change this round, for everybody to read once it is closed."""
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
            "title": both(team.title),
            "moves": moves,
            "handed_in": seat.handed_in is not None,
            "keeps": keeps(team),
        })  # fmt: skip
    return happened
