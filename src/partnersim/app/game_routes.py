"""The game over HTTP: one is begun by the lecturer, teams join it, and everybody hears when it moves on.

What a team sees needs its word; closing a round, revealing and freeing a seat are the lecturer's.
"""

from __future__ import annotations

import asyncio
import contextlib
import secrets
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import JSONResponse, PlainTextResponse
from fastapi.sse import EventSourceResponse, ServerSentEvent
from pydantic import BaseModel, ConfigDict, Field

from partnersim.app.game import Game
from partnersim.language import UserError
from partnersim.scenario.loading import altered

router = APIRouter(prefix="/api/games")
_TEAM = r"^[a-z]+(_[A-Z])?$"
_WORD = Query(pattern="^[A-Za-z]{0,8}$", description="The word that the team's members share.")
_MOST_GAMES = 4
_SEEDS = 1_000_000
_LOOKS_UP = 0.5  # seconds after which a listener sees that the server ends


@dataclass(slots=True)
class Session:
    """A game and who waits for news of it."""

    game: Game
    moved: asyncio.Condition = field(default_factory=asyncio.Condition)
    prepared: asyncio.Task[None] | None = None

    async def tell(self) -> None:
        """Wake everybody who waits."""
        async with self.moved:
            self.moved.notify_all()


class Games:
    """The games of this server by their code, the latest last."""

    def __init__(self) -> None:
        self._sessions: dict[str, Session] = {}

    def begin(self, game: Game) -> str:
        """Put a game up; beyond a few, the eldest goes."""
        while len(self._sessions) >= _MOST_GAMES:
            self._sessions.pop(next(iter(self._sessions)))
        code = f"{secrets.randbelow(9000) + 1000}"
        self._sessions[code] = Session(game)
        return code

    def session(self, code: str) -> Session:
        """The game of that code. Raises UserError where there is none."""
        if code not in self._sessions:
            raise UserError(
                "There is no game {code} here; the lecturer's screen shows its code.", code=code
            )
        return self._sessions[code]

    @property
    def latest(self) -> str | None:
        """The code of the game that was begun last."""
        return next(reversed(self._sessions), None)


class RefusedError(UserError):
    """Only the lecturer may do this."""

    status = 403


class Begin(BaseModel):
    """What a game is begun from."""

    model_config = ConfigDict(extra="forbid")

    scenario: str = Field("mifi_status_quo", max_length=60)
    rounds: int = Field(10, ge=1, le=10)


class Decisions(BaseModel):
    """What a team would decide, by lever."""

    model_config = ConfigDict(extra="forbid")

    decisions: dict[
        Annotated[str, Field(max_length=40)], float | Annotated[str, Field(max_length=40)]
    ] = Field(max_length=12)


def _session(request: Request, code: str) -> Session:
    games: Games = request.app.state.games
    return games.session(code)


At = Annotated[Session, Depends(_session)]


def _lecturer(request: Request) -> None:
    if not request.scope["visitor"].lecturer:
        raise RefusedError("This is the lecturer's to do.")


def _seated(
    session: At, team: Annotated[str, Query(pattern=_TEAM)], word: Annotated[str, _WORD] = ""
) -> str:
    """The team, where the word is its own."""
    seat = session.game.seats.get(team)
    if seat is None or not secrets.compare_digest(word.upper().encode(), seat.word.encode()):
        raise UserError("This team's seat is not yours: join it first.")
    return team


Seated = Annotated[str, Depends(_seated)]


@router.post("", dependencies=[Depends(_lecturer)])
async def begin(request: Request, begin: Begin) -> dict[str, Any]:
    """Begin a game from a scenario that the page shows."""
    bases = request.app.state.contents.bases
    if begin.scenario not in bases:
        raise UserError("There is no scenario named {name} here; there are: {names}.{hint}",
                        name=begin.scenario, names=", ".join(bases), hint="")  # fmt: skip
    settings = altered(bases[begin.scenario], {"years": begin.rounds}, "game")
    game = await asyncio.to_thread(Game, settings, secrets.randbelow(_SEEDS), begin.rounds)
    games: Games = request.app.state.games
    code = games.begin(game)
    session = games.session(code)
    session.prepared = asyncio.create_task(_prepare(session))
    return {"code": code} | game.state()


async def _prepare(session: Session) -> None:
    await asyncio.to_thread(session.game.prepare)
    await session.tell()


@router.get("")
async def latest(request: Request) -> dict[str, Any]:
    """The code of the game that is on, for who comes with the page's link, and whether that is the lecturer."""
    return {"code": request.app.state.games.latest, "lecturer": request.scope["visitor"].lecturer}


@router.get("/{code}")
async def state(session: At) -> dict[str, Any]:
    """What everybody may see of a game."""
    return session.game.state()


@router.get("/{code}/events", response_class=EventSourceResponse)
async def events(session: At, request: Request) -> AsyncIterator[ServerSentEvent]:
    """The game's state, now and each time it moves on, until the server ends."""
    told = -1
    while not request.app.state.ending():
        if session.game.version != told:
            told = session.game.version
            yield ServerSentEvent(event="state", data=session.game.state())
        async with session.moved:
            if session.game.version == told:
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(session.moved.wait(), _LOOKS_UP)


@router.post("/{code}/teams/{team}")
async def join(session: At, team: str, word: Annotated[str, _WORD] = "") -> dict[str, Any]:
    """Join a team: the first to do so gets its word, who comes later brings it."""
    own = await asyncio.to_thread(session.game.join, team, word)
    await session.tell()
    return {"word": own} | session.game.view(team)


@router.delete("/{code}/teams/{team}", dependencies=[Depends(_lecturer)])
async def free(session: At, team: str) -> dict[str, Any]:
    """Free a team's seat, whose members went."""
    await asyncio.to_thread(session.game.free, team)
    await session.tell()
    return session.game.state()


@router.get("/{code}/view")
async def view(session: At, team: Seated) -> dict[str, Any]:
    """What a team sees."""
    return session.game.view(team)


@router.put("/{code}/decisions")
async def hand_in(session: At, team: Seated, body: Decisions) -> dict[str, Any]:
    """Hand in what the team decides for the coming year; the last counts."""
    await asyncio.to_thread(session.game.hand_in, team, body.decisions)
    await session.tell()
    return session.game.view(team)


@router.post("/{code}/forecast")
async def forecast(session: At, team: Seated, body: Decisions) -> list[dict[str, Any]]:
    """What the team's aims would be next year in other runs; empty until those are made."""
    return await asyncio.to_thread(session.game.forecast, team, body.decisions)


@router.post("/{code}/rounds", dependencies=[Depends(_lecturer)])
async def close_round(session: At) -> dict[str, Any]:
    """Close the round: the year is lived."""
    await asyncio.to_thread(session.game.close_round)
    await session.tell()
    return session.game.state()


@router.post("/{code}/reveal", dependencies=[Depends(_lecturer)])
async def show(session: At) -> dict[str, Any]:
    """Let everybody see the reveal."""
    session.game.show()
    if session.prepared is not None:
        await session.prepared
    await session.tell()
    return session.game.state()


@router.get("/{code}/reveal")
async def reveal(session: At) -> JSONResponse:
    """What the class reached beside what the model does alone, once the lecturer has let it be seen."""
    if not session.game.revealed:
        raise RefusedError("The lecturer has not revealed this yet.")
    return JSONResponse(await asyncio.to_thread(session.game.reveal))


@router.get("/{code}/scenario.yaml", response_class=PlainTextResponse)
async def scenario(session: At) -> str:
    """The game as a scenario file, with the command that lives it again."""
    game = session.game
    command = f"partnersim run game.yaml --seed {game.seed} --runs 1"
    return f"# {command}\n{game.scenario()}"
