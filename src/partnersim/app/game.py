"""A game: five teams decide a year at a time, and the model lives it.

The class plays one run. The same run without anybody's decisions is what the model does alone; eight other runs
live what the class decided, and what the model does alone, so that luck is told from decisions. A forecast comes
from those: a branch of the class's own run would show it its own luck.
"""

from __future__ import annotations

import secrets
import threading
from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from partnersim.app.forecasting import forecast
from partnersim.app.kept_games import KeptSeat, PlayedGame
from partnersim.app.played_runs import PlayedRun, begun, measured, reached, rounded
from partnersim.app.reveal import both, revealed, shown
from partnersim.app.seats import Seat, told, with_choices
from partnersim.app.team_decisions import (
    check,
    free_posts,
    keeps,
    left_to_the_model,
    months_left,
    paths_of,
    stands,
)
from partnersim.app.teams import TEAMS, Team, team_of
from partnersim.language import UserError, did_you_mean
from partnersim.scenario.arguments import plain
from partnersim.scenario.writing import as_yaml

if TYPE_CHECKING:
    from partnersim.scenario.settings import Settings

OTHER_RUNS = 8
ROUNDS = 10
_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"
_PUBLIC = ("identity_mean", "needs_met_eligible", "needs_met_ineligible", "months_waited_eligible",
           "staff_total", "organizations_alive", "mission_share", "reporting_share")  # fmt: skip


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
    asked
        The number that was typed, where `seed` is another (`worlds.fitting`).
    """

    def __init__(
        self, settings: Settings, seed: int, rounds: int = ROUNDS, asked: int | None = None
    ) -> None:
        self.seed, self.rounds, self.asked = seed, rounds, asked
        self.version = 0
        self.revealed = False
        self.begun = datetime.now(UTC)
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

    @classmethod
    def again(cls, settings: Settings, kept: PlayedGame) -> Game:
        """A game that was kept, lived again; the other runs are made by `prepare`.

        Its version is beyond any that a phone can have heard of.
        """
        game = cls(settings, kept.seed, kept.rounds, kept.asked)
        for decisions in kept.decided:
            game._played.live(decisions)
            game._alone.live({})
            game._decided.append(decisions)
        game._happened, game.revealed, game.begun = kept.happened, kept.revealed, kept.begun
        game.seats = {name: Seat(**dict(seat)) for name, seat in kept.seats.items()}
        game.version = kept.version + OTHER_RUNS + 1
        return game

    def kept(self) -> PlayedGame:
        """What makes this game again."""
        with self._lock:
            return PlayedGame(
                begun=self.begun,
                seed=self.seed,
                rounds=self.rounds,
                asked=self.asked,
                version=self.version,
                revealed=self.revealed,
                seats={name: KeptSeat(**asdict(seat)) for name, seat in self.seats.items()},
                decided=[plain(each) for each in self._decided],
                happened=self._happened,
            )

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
        """The team's aims next year in other runs, with these decisions and with its levers as they stand.

        All else as it stands; nothing until those runs are made.
        """
        with self._lock:
            own = _known(team)
            check(own, decisions)
            paths = paths_of(own, decisions, self._played.model.settings)
            if self.over or not self._others:
                return []
            return forecast(own, paths, [other for other, _ in self._others])

    def close_round(self) -> None:
        """The year is lived, with what was handed in; the model decides for the others.

        Raises UserError where the game is over.
        """
        with self._lock:
            if self.over:
                raise UserError(
                    "The game is over: all {rounds} rounds are closed.", rounds=self.rounds
                )
            decisions, happened = self._decisions(), told(self.seats, self._played.model)
            for each in (self._played, *(other for other, _ in self._others)):
                each.live(decisions)
            self._decided.append(decisions)
            self._happened = with_choices(happened, self._played.model)
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
            "world": self.seed,
            "asked": self.asked,
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
                    "months_left": months_left(own, decision, self._played.model),
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
