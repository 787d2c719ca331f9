"""A game: five teams decide a year at a time, and the model lives it.

The class plays one run. The same run without anybody's decisions is what the model does alone; eight other runs
live what the class decided, and what the model does alone, so that luck is told from decisions. A forecast comes
from those: a branch of the class's own run would show it its own luck.
"""

from __future__ import annotations

import secrets
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from partnersim.app.played_runs import PlayedRun, begun, measured, reached, rounded, spread
from partnersim.app.reveal import both, revealed, shown, word_of
from partnersim.app.team_decisions import (
    check,
    free_posts,
    keeps,
    left_to_the_model,
    paths_of,
    stands,
)
from partnersim.app.teams import TEAMS, Team, team_of
from partnersim.language import UserError, did_you_mean
from partnersim.scenario.writing import as_yaml

if TYPE_CHECKING:
    from partnersim.scenario.settings import Settings

OTHER_RUNS = 8
ROUNDS = 10
_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"
_PUBLIC = ("identity_mean", "needs_met_eligible", "needs_met_ineligible", "months_waited_eligible",
           "staff_total", "organizations_alive", "mission_share", "reporting_share")  # fmt: skip


@dataclass(slots=True)
class Seat:
    """A team that somebody plays: the word that its members share, and what it would decide."""

    word: str
    handed_in: dict[str, Any] | None = None  # this round; None: not yet
    times: int = 0  # that it handed in, over all rounds: by this a phone knows whether another did


class Game:
    """Rounds of one game. Its methods may be called from several threads; one at a time acts.

    Parameters
    ----------
    settings
        The scenario that it begins from.
    seed
        Of its runs: the class plays run 0.
    rounds
        Years.
    """

    def __init__(self, settings: Settings, seed: int, rounds: int = ROUNDS) -> None:
        self.seed = seed
        self.rounds = rounds
        self.version = 0
        self.revealed = False
        self.seats: dict[str, Seat] = {}
        self._settings = settings
        self._lock = threading.Lock()
        self._played = PlayedRun(begun(settings, seed, 0))
        self._alone = PlayedRun(self._played.model.branch())
        self._before = self._played.model.last_year()
        self._others: list[tuple[PlayedRun, PlayedRun]] = []
        self._decided: list[dict[str, Any]] = []  # by round
        self._happened: list[dict[str, Any]] = []

    @property
    def round(self) -> int:
        """Rounds that are closed."""
        return len(self._played.years)

    @property
    def over(self) -> bool:
        """Whether the last round is closed."""
        return self.round >= self.rounds

    def prepare(self) -> None:
        """Make the other runs, which forecasts and the reveal come from; some seconds."""
        for run in range(1, OTHER_RUNS + 1):
            other = PlayedRun(begun(self._settings, self.seed, run))
            alone = PlayedRun(other.model.branch())
            for _ in range(self.rounds):
                alone.live({})
            with self._lock:
                for decisions in self._decided:
                    other.live(decisions)
                self._others.append((other, alone))
                self.version += 1

    def join(self, team: str, word: str = "") -> str:
        """Take a team's seat, or sit beside those who have it; returns the word that they share. Raises
        UserError where there is no such team, or others have it under another word."""
        with self._lock:
            _known(team)
            seat = self.seats.get(team)
            if seat is None:
                self.seats[team] = seat = Seat("".join(secrets.choice(_LETTERS) for _ in range(4)))
                self.version += 1
            elif not secrets.compare_digest(word.strip().upper().encode(), seat.word.encode()):
                raise UserError(
                    "This team is taken. Those who play it have a word of four letters on their screen."
                )
            return seat.word

    def free(self, team: str) -> None:
        """Give a team's seat up: the model decides for it until somebody takes it."""
        with self._lock:
            self.seats.pop(_known(team).name, None)
            self.version += 1

    def hand_in(self, team: str, decisions: Mapping[str, Any]) -> None:
        """What a team decides for the coming year; the last before the round closes counts.

        Raises UserError where it is not the team's to decide, or the value is not allowed.
        """
        with self._lock:
            own = _known(team)
            check(own, decisions)
            seat = self.seats.setdefault(team, Seat(""))
            seat.handed_in = dict(decisions)
            seat.times += 1
            self.version += 1

    def forecast(self, team: str, decisions: Mapping[str, Any]) -> list[dict[str, Any]]:
        """How much these decisions would move the team's aims by next year, against leaving its levers as they stand.

        Least, middle and most over the other runs, all else as it stands; nothing until those are made.
        """
        with self._lock:
            own = _known(team)
            check(own, decisions)
            paths = paths_of(own, decisions, self._played.model.settings)
            if self.over or not self._others:
                return []
            moved: list[list[float]] = [[] for _ in own.aims]
            for other, _ in self._others:
                then, otherwise = (PlayedRun(other.model.branch()) for _ in range(2))
                then.live(paths)
                otherwise.live({})
                for aim, values in zip(own.aims, moved, strict=True):
                    of_both = [measured(each.years[0], aim, own) for each in (then, otherwise)]
                    values.append(of_both[0] - of_both[1])
            return [spread(values) for values in moved]

    def close_round(self) -> None:
        """The year is lived, with what was handed in; the model decides for the others.

        Raises UserError where the game is over.
        """
        with self._lock:
            if self.over:
                raise UserError(
                    "The game is over: all {rounds} rounds are closed.", rounds=self.rounds
                )
            decisions, told = self._decisions(), self._told()
            for each in (self._played, *(other for other, _ in self._others)):
                each.live(decisions)
            self._decided.append(decisions)
            self._happened = told
            self._alone.live({})
            for seat in self.seats.values():
                seat.handed_in = None
            self.version += 1

    def state(self) -> dict[str, Any]:
        """What everybody may see."""
        years = self._played.years
        return {
            "version": self.version,
            "round": self.round,
            "rounds": self.rounds,
            "over": self.over,
            "others": len(self._others),
            "others_wanted": OTHER_RUNS,
            "scenario": both(self._settings.title),
            "first_year": self._settings.start.year,
            "teams": [
                {
                    "name": team.name,
                    "title": both(team.title),
                    "taken": (seat := self.seats.get(team.name)) is not None,
                    "handed_in": seat is not None and seat.handed_in is not None,
                    "times": seat.times if seat else 0,
                }
                for team in TEAMS
            ],
            "before": {name: rounded([self._before], name)[0] for name in _PUBLIC},
            "measures": {name: rounded(years, name) for name in _PUBLIC},
            "revealed": self.revealed,
            "alone": {name: rounded(self._alone.years, name) for name in _PUBLIC if self.revealed},
            "happened": self._happened,
            "closed": list(years[-1].closed) if years else [],
            "founded": list(years[-1].founded) if years else [],
        }

    def view(self, team: str) -> dict[str, Any]:
        """What a team sees: its briefing, its levers as they stand, and its aims so far."""
        own = _known(team)
        seat = self.seats.get(team)
        return {
            "name": own.name,
            "title": both(own.title),
            "brief": both(own.brief),
            "handed_in": seat.handed_in if seat else None,
            "times": seat.times if seat else 0,
            "keeps": keeps(own),
            "free_posts": free_posts(own, self._played.model),
            "alive": self._alive(own),
            "decisions": [
                {
                    "key": decision.key,
                    "title": both(decision.title),
                    "low": decision.low,
                    "high": decision.high,
                    "choices": [[value, both(words)] for value, words in decision.choices],
                    "stands": stands(own, decision, self._played.model),
                }
                for decision in own.decisions
            ],
            "aims": [
                shown(aim)
                | {
                    "before": measured(self._before, aim, own),
                    "years": (years := self._played.series(aim, own)),
                    "reached": reached(aim, years) if years else None,
                }
                for aim in own.aims
            ],
        }

    def show(self) -> None:
        """Everybody may see what the class did beside what the model does alone.

        Raises UserError before the last round is closed.
        """
        if not self.over:
            raise UserError("What the model does alone is shown when the last round is closed.")
        self.revealed = True
        self.version += 1

    def reveal(self) -> list[dict[str, Any]]:
        """By team and aim: what the class reached, what the model does alone, and the difference elsewhere.

        `differences` are those of the other runs, each with the same decisions and without any.
        """
        with self._lock:
            return revealed(self.seats, self._played, self._alone, self._others, self.round)

    def scenario(self) -> str:
        """The game as a scenario file, which `partnersim run` lives again."""
        return as_yaml(self._played.model.played())

    def _decisions(self) -> dict[str, Any]:
        """By path: what was handed in, and for other teams what leaves it to the model."""
        decisions: dict[str, Any] = {}
        settings = self._played.model.settings
        for team in TEAMS:
            seat = self.seats.get(team.name)
            if seat is not None and seat.handed_in is not None:
                decisions |= paths_of(team, seat.handed_in, settings)
            else:
                decisions |= left_to_the_model(team, settings)
        return decisions

    def _told(self) -> list[dict[str, Any]]:
        """What teams change this round, for everybody to read once it is closed."""
        told = []
        for team in TEAMS:
            seat = self.seats.get(team.name)
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
                and (after := handed_in[decision.key])
                != (before := stands(team, decision, self._played.model))
            ]
            told.append({
                "title": both(team.title),
                "moves": moves,
                "handed_in": seat.handed_in is not None,
                "keeps": keeps(team),
            })  # fmt: skip
        return told

    def _alive(self, team: Team) -> bool:
        years = self._played.years
        if not team.organization or not years:
            return True
        table = years[-1].organizations
        return team.organization in table.index and bool(table.loc[team.organization, "alive"])


def _known(team: str) -> Team:
    found = team_of(team)
    if found is None:
        names = [each.name for each in TEAMS]
        raise UserError(
            "There is no team {name}; there are: {names}.{hint}",
            name=team,
            names=", ".join(names),
            hint=did_you_mean(team, names),
        )
    return found
