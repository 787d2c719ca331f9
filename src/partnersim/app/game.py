"""A game: five teams decide a year at a time, and the model lives it.

The class plays one run. The same run without anybody's decisions is what the model does alone; eight other runs
live what the class decided, and what the model does alone, so that luck is told from decisions. A forecast comes
from those: a branch of the class's own run would show it its own luck.
"""

from __future__ import annotations

import secrets
import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from partnersim.app.teams import TEAMS, Aim, Decision, Team, team_of
from partnersim.declarations import Shares
from partnersim.language import UserError, did_you_mean
from partnersim.model import PartnershipModel
from partnersim.scenario.entities import filled_up
from partnersim.scenario.parameter_groups import parameters
from partnersim.scenario.writing import as_yaml

if TYPE_CHECKING:
    from partnersim.play import YearReport
    from partnersim.scenario.settings import Settings

OTHER_RUNS = 8
SCALE = 400.0
ROUNDS = 10
_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"
_PUBLIC = ("identity_mean", "needs_met_eligible", "needs_met_ineligible", "months_waited_eligible",
           "staff_total", "organizations_alive", "mission_share", "reporting_share")  # fmt: skip
Series = list[float]


@dataclass(slots=True)
class Seat:
    """A team that somebody plays: the word that its members share, and what it would decide."""

    word: str
    handed_in: dict[str, Any] | None = None  # this round; None: not yet


@dataclass(slots=True)
class Lives:
    """A run and what its years were."""

    model: PartnershipModel
    years: list[YearReport] = field(default_factory=list)

    def live(self, decisions: Mapping[str, Any]) -> None:
        """A year, after these decisions by path."""
        if decisions:
            self.model.decide_all(decisions)
        self.years.append(self.model.run_year())

    def series(self, aim: Aim, team: Team) -> Series:
        """A measure year by year; nothing is left of an organisation that has closed."""
        return [_measured(year, aim, team) for year in self.years]


class Game:
    """Rounds of one game. Its methods may be called from several threads; one at a time acts.

    Parameters
    ----------
    settings
        The scenario that it begins from, at the scale `SCALE`.
    seed
        Of its runs: the class plays run 0.
    rounds
        Years.
    """

    def __init__(self, settings: Settings, seed: int, rounds: int = ROUNDS) -> None:
        self.seed = seed
        self.rounds = rounds
        self.version = 0
        self.seats: dict[str, Seat] = {}
        self._settings = settings
        self._lock = threading.Lock()
        self._ministry = settings.main_ministry
        self._played = Lives(_begun(settings, seed, 0))
        self._alone = Lives(self._played.model.branch())
        self._others: list[tuple[Lives, Lives]] = []

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
        with self._lock:
            while len(self._others) < OTHER_RUNS:
                model = _begun(self._settings, self.seed, len(self._others) + 1)
                alone = Lives(model.branch())
                other = Lives(model)
                for _ in range(self.round):
                    other.live({})
                for _ in range(self.rounds):
                    alone.live({})
                self._others.append((other, alone))

    def join(self, team: str, word: str = "") -> str:
        """Take a team's seat, or sit down beside those who have it; returns the word that they share.

        Raises UserError where there is no such team, or others have it under another word.
        """
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
            self._check(own, decisions)
            self.seats.setdefault(team, Seat("")).handed_in = dict(decisions)
            self.version += 1

    def forecast(self, team: str, decisions: Mapping[str, Any]) -> list[dict[str, Any]]:
        """What the team's aims would be next year in the other runs: least, middle and most of them."""
        with self._lock:
            own = _known(team)
            self._check(own, decisions)
            paths = self._paths(own, decisions)
            reached: list[list[float]] = [[] for _ in own.aims]
            for other, _ in self._others:
                twin = Lives(other.model.branch())
                twin.live(paths)
                for aim, values in zip(own.aims, reached, strict=True):
                    values.append(_measured(twin.years[0], aim, own))
            return [_spread(values) for values in reached]

    def close_round(self) -> None:
        """The year is lived, with what was handed in; the model decides for the others.

        Raises UserError where the game is over.
        """
        with self._lock:
            if self.over:
                raise UserError(
                    "The game is over: all {rounds} rounds are closed.", rounds=self.rounds
                )
            decisions = self._decisions()
            for lives in (self._played, *(other for other, _ in self._others)):
                lives.live(decisions)
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
            "scenario": _both(self._settings.title),
            "year": years[-1].ends.year if years else self._settings.start.year,
            "teams": [
                {
                    "name": team.name,
                    "title": _both(team.title),
                    "taken": team.name in self.seats,
                    "handed_in": (seat := self.seats.get(team.name)) is not None
                    and seat.handed_in is not None,
                }
                for team in TEAMS
            ],
            "measures": {name: [round(year.sector[name], 4) for year in years] for name in _PUBLIC},
            "closed": [list(year.closed) for year in years],
        }

    def view(self, team: str) -> dict[str, Any]:
        """What a team sees: its briefing, its levers as they stand, and its aims so far."""
        own = _known(team)
        seat = self.seats.get(team)
        return {
            "name": own.name,
            "title": _both(own.title),
            "brief": _both(own.brief),
            "handed_in": seat.handed_in if seat else None,
            "alive": self._alive(own),
            "decisions": [
                {
                    "key": decision.key,
                    "title": _both(decision.title),
                    "low": decision.low,
                    "high": decision.high,
                    "choices": [[value, _both(words)] for value, words in decision.choices],
                    "stands": self._stands(own, decision),
                }
                for decision in own.decisions
            ],
            "aims": [_told(aim) | {"years": self._played.series(aim, own)} for aim in own.aims],
        }

    def reveal(self) -> list[dict[str, Any]]:
        """By team and aim: what the class reached, what the model does alone, and the difference elsewhere.

        `differences` are those of the other runs, each with the same decisions and without any.
        """
        with self._lock:
            return [
                {
                    "name": team.name,
                    "title": _both(team.title),
                    "played": team.name in self.seats,
                    "aims": [
                        _told(aim)
                        | {
                            "years": self._played.series(aim, team),
                            "alone": self._alone.series(aim, team),
                            "reached": _reached(aim, self._played.series(aim, team)),
                            "reached_alone": _reached(aim, self._alone.series(aim, team)),
                            "differences": [
                                _reached(aim, other.series(aim, team))
                                - _reached(aim, alone.series(aim, team)[: self.round])
                                for other, alone in self._others
                            ],
                        }
                        for aim in team.aims
                    ],
                }
                for team in TEAMS
            ]

    def scenario(self) -> str:
        """The game as a scenario file, which `partnersim run` lives again."""
        return as_yaml(self._played.model.played())

    def _decisions(self) -> dict[str, Any]:
        """By path: what was handed in, and for other teams what leaves it to the model."""
        decisions: dict[str, Any] = {}
        for team in TEAMS:
            seat = self.seats.get(team.name)
            if seat is not None and seat.handed_in is not None:
                decisions |= self._paths(team, seat.handed_in)
            else:
                decisions |= self._left_to_the_model(team)
        return decisions

    def _left_to_the_model(self, team: Team) -> dict[str, Any]:
        """What takes back what the team decided before; a ministry's levers stay as they are."""
        stated = self._played.model.settings
        return {
            decision.path: default
            for decision in team.decisions
            if "{" not in decision.path
            and (default := _default(decision.path)) != _now(stated, decision.path, default)
        }

    def _paths(self, team: Team, decisions: Mapping[str, Any]) -> dict[str, Any]:
        laid: dict[str, Any] = {}
        for decision in team.decisions:
            if decision.key not in decisions:
                continue
            path, value = decision.path.format(ministry=self._ministry), decisions[decision.key]
            if path.endswith(".split"):
                before = self._played.model.settings.changes
                now = before[-1].settings if before else self._played.model.settings
                split = now.funders[self._ministry].values["funding"]["split"]
                value = filled_up(split, {"mission": float(value)})
            laid[path] = value
        return laid

    def _check(self, team: Team, decisions: Mapping[str, Any]) -> None:
        known = {decision.key: decision for decision in team.decisions}
        for key, value in decisions.items():
            if key not in known:
                raise UserError(
                    "{key} is not this team's to decide; it decides: {known}.{hint}",
                    key=key,
                    known=", ".join(known),
                    hint=did_you_mean(key, known),
                )
            _check_value(known[key], value)

    def _alive(self, team: Team) -> bool:
        years = self._played.years
        if not team.organization or not years:
            return True
        table = years[-1].organizations
        return team.organization in table.index and bool(table.loc[team.organization, "alive"])

    def _stands(self, team: Team, decision: Decision) -> Any:
        """Where a lever stands: as the board did last year, as the ministry has it, or as members agree."""
        world = self._played.model.world
        if decision.column:
            i = world.organization_names.index(team.organization)
            return round(float(_of_world(world, decision.column, i)), 2)
        last = self._played.model.settings
        last = last.changes[-1].settings if last.changes else last
        path = decision.path.format(ministry=self._ministry)
        if path.endswith(".split"):
            return round(
                float(last.funders[self._ministry].values["funding"]["split"]["mission"]), 2
            )
        if path.startswith("ministries."):
            _, name, group, key = path.split(".")
            return last.funders[name].values[group][key]
        return _now(self._played.model.settings, path, _default(path))


def _begun(settings: Settings, seed: int, run: int) -> PartnershipModel:
    """A run at the first month of the scenario."""
    model = PartnershipModel(settings, seed=seed, run=run, uncertainty="prior")
    model.run_for(model.world.calendar.spin_up_months)
    return model


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


def _check_value(decision: Decision, value: Any) -> None:
    if decision.choices:
        words = [word for word, _ in decision.choices]
        if not any(value == word and isinstance(value, type(word)) for word in words):
            raise UserError(
                "{key} is one of: {words}.", key=decision.key, words=", ".join(map(str, words))
            )
    elif (
        isinstance(value, bool)
        or not isinstance(value, int | float)
        or not decision.low <= value <= decision.high
    ):
        raise UserError(
            "{key} is a number from {low} to {high}.",
            key=decision.key,
            low=decision.low,
            high=decision.high,
        )


def _default(path: str) -> Any:
    first, *rest = path.split(".")
    key = path if path in parameters() else ".".join([first, "*", *rest[1:]])
    declared = parameters()[key][1]
    return dict(declared.default) if isinstance(declared, Shares) else declared.default


def _now(settings: Settings, path: str, default: Any) -> Any:
    """What the scenario, as it was decided so far, states at a path."""
    last = settings.changes[-1].settings if settings.changes else settings
    value: Any = last.content
    for key in path.split("."):
        if not isinstance(value, dict) or key not in value:
            return default
        value = value[key]
    return value


def _of_world(world: Any, column: str, i: int) -> float:
    if column.startswith("asked_"):
        k = world.programme(column.removeprefix("asked_"))
        return float(world.contracts["asked_share"][i, world.main_funder, k])
    return float(world.organizations[column][i])


def _measured(year: YearReport, aim: Aim, team: Team) -> float:
    if not team.organization:
        return float(year.sector[aim.column])
    table = year.organizations
    if team.organization not in table.index or not table.loc[team.organization, "alive"]:
        return 0.0
    return float(table[aim.column].loc[team.organization])


def _reached(aim: Aim, years: Series) -> float:
    if not years:
        return float("nan")
    return years[-1] if aim.stands else float(np.mean(years))


def _spread(values: Iterable[float]) -> dict[str, float]:
    low, middle, high = np.quantile(list(values), (0.0, 0.5, 1.0))
    return {"low": float(low), "middle": float(middle), "high": float(high)}


def _told(aim: Aim) -> dict[str, Any]:
    return {"title": _both(aim.title), "form": aim.form, "higher": aim.higher, "stands": aim.stands}


def _both(text: Any) -> dict[str, str]:
    return {"en": text.en, "fr": text.fr}
