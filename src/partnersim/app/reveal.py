"""What a game shows of its aims and decisions, and what is revealed when it ends."""

from __future__ import annotations

from collections.abc import Container, Sequence
from typing import Any

from partnersim.app.played_runs import PlayedRun, reached
from partnersim.app.teams import TEAMS, Aim, Decision


def revealed(
    seats: Container[str],
    played: PlayedRun,
    alone: PlayedRun,
    others: Sequence[tuple[PlayedRun, PlayedRun]],
    rounds: int,
) -> list[dict[str, Any]]:
    """By team and aim: the class, the model alone, and the differences of other runs so played and alone."""
    return [
        {
            "name": team.name,
            "title": both(team.title),
            "played": team.name in seats,
            "aims": [
                shown(aim)
                | {
                    "years": played.series(aim, team),
                    "alone": alone.series(aim, team),
                    "reached": reached(aim, played.series(aim, team)),
                    "reached_alone": reached(aim, alone.series(aim, team)),
                    "differences": [
                        reached(aim, other.series(aim, team))
                        - reached(aim, by_itself.series(aim, team)[:rounds])
                        for other, by_itself in others
                    ],
                }
                for aim in team.aims
            ],
        }
        for team in TEAMS
    ]


def word_of(decision: Decision, value: Any) -> Any:
    """A number, or the words of a choice in both languages."""
    return next((both(words) for word, words in decision.choices if word == value), value)


def shown(aim: Aim) -> dict[str, Any]:
    """What an aim is, for a page."""
    return {"title": both(aim.title), "form": aim.form, "higher": aim.higher, "stands": aim.stands}


def both(text: Any) -> dict[str, str]:
    """A text in both languages."""
    return {"en": text.en, "fr": text.fr}
