"""The game over HTTP: one is begun by the lecturer, teams join it, and everybody hears when it moves on.

What a team sees needs its word; closing a round, revealing and freeing a seat are the lecturer's.
"""

from __future__ import annotations

import asyncio
import contextlib
import secrets
from collections.abc import AsyncIterator
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import JSONResponse, PlainTextResponse
from fastapi.sse import EventSourceResponse, ServerSentEvent
from pydantic import BaseModel, ConfigDict, Field

from partnersim.app.admission import RefusedError, lecturer_alone
from partnersim.app.game import Game
from partnersim.app.sessions import Games, Session, of_rounds
from partnersim.app.worlds import NUMBERS, fitting
from partnersim.language import UserError

router = APIRouter(prefix="/api/games")
_TEAM = r"^[a-z]+(_[A-Z])?$"
_WORD = Query(pattern="^[A-Za-z]{0,8}$", description="The word that the team's members share.")
_LOOKS_UP = 0.5  # seconds after which a listener sees that the server ends


class Begin(BaseModel):
    """What a game is begun from."""

    model_config = ConfigDict(extra="forbid")

    scenario: str = Field("mifi_status_quo", max_length=60)
    rounds: int = Field(10, ge=1, le=10)
    world: int | None = Field(None, ge=1, le=99_999, description="None: any world that fits.")


class Decisions(BaseModel):
    """What a team would decide, by lever."""

    model_config = ConfigDict(extra="forbid")

    decisions: dict[
        Annotated[str, Field(max_length=40)], float | Annotated[str, Field(max_length=40)]
    ] = Field(max_length=12)


def _games(request: Request) -> Games:
    games: Games = request.app.state.games
    return games


async def _session(request: Request, code: str) -> Session:
    return await _games(request).session(code, request.app.state.contents.bases)


All = Annotated[Games, Depends(_games)]
At = Annotated[Session, Depends(_session)]


def _seated(
    session: At, team: Annotated[str, Query(pattern=_TEAM)], word: Annotated[str, _WORD] = ""
) -> str:
    """The team, where the word is its own."""
    seat = session.game.seats.get(team)
    if seat is None or not secrets.compare_digest(word.upper().encode(), seat.word.encode()):
        raise UserError("This team's seat is not yours: join it first.")
    return team


Seated = Annotated[str, Depends(_seated)]


@router.post("", dependencies=[Depends(lecturer_alone)])
async def begin(request: Request, games: All, begin: Begin) -> dict[str, Any]:
    """Begin a game from a scenario that the page shows."""
    bases = request.app.state.contents.bases
    if begin.scenario not in bases:
        raise UserError("There is no scenario named {name} here; there are: {names}.{hint}",
                        name=begin.scenario, names=", ".join(bases), hint="")  # fmt: skip
    base = bases[begin.scenario]
    settings = of_rounds(base, begin.rounds)
    number = begin.world or 1 + secrets.randbelow(NUMBERS)
    world = await asyncio.to_thread(fitting, settings, number)
    asked = begin.world if begin.world != world else None  # said on the screen: it is another world
    game = await asyncio.to_thread(Game, settings, world, begin.rounds, asked)
    code = games.begin(game, base)
    session = await games.session(code, bases)
    session.prepare()
    await games.moved(session)
    return {"code": code} | game.state()


@router.get("")
async def latest(request: Request, games: All) -> dict[str, Any]:
    """The code of the game that is on, for who comes with the page's link, and whether that is the lecturer.

    For the lecturer, also the game to go on with, which an earlier server may have begun.
    """
    lecturer = request.scope["visitor"].lecturer
    bases = request.app.state.contents.bases
    to_go_on_with = await asyncio.to_thread(games.to_go_on_with, bases) if lecturer else None
    return {"code": games.latest, "lecturer": lecturer, "to_go_on_with": to_go_on_with}


@router.get("/{code}")
async def state(games: All, session: At) -> dict[str, Any]:
    """What everybody may see of a game; `latest`: the code of the game that was begun last, to go over to."""
    return session.game.state() | {"latest": games.latest}


@router.get("/{code}/events", response_class=EventSourceResponse)
async def events(games: All, session: At, request: Request) -> AsyncIterator[ServerSentEvent]:
    """The game's state, now, each time it moves on and when another game is begun, until the server ends."""
    told: tuple[int, str | None] | None = None
    while not request.app.state.ending():
        if (session.game.version, games.latest) != told:
            told = (session.game.version, games.latest)
            yield ServerSentEvent(event="state", data=await state(games, session))
        async with session.moved:
            if (session.game.version, games.latest) == told:
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(session.moved.wait(), _LOOKS_UP)


@router.post("/{code}/teams/{team}")
async def join(
    games: All, session: At, team: str, word: Annotated[str, _WORD] = ""
) -> dict[str, Any]:
    """Join a team: the first to do so gets its word, who comes later brings it."""
    own = await asyncio.to_thread(session.game.join, team, word)
    await games.moved(session)
    return {"word": own} | session.game.view(team)


@router.delete("/{code}/teams/{team}", dependencies=[Depends(lecturer_alone)])
async def free(games: All, session: At, team: str) -> dict[str, Any]:
    """Free a team's seat, whose members went."""
    await asyncio.to_thread(session.game.free, team)
    await games.moved(session)
    return session.game.state()


@router.get("/{code}/view")
async def view(session: At, team: Seated) -> dict[str, Any]:
    """What a team sees."""
    return session.game.view(team)


@router.put("/{code}/decisions")
async def hand_in(games: All, session: At, team: Seated, body: Decisions) -> dict[str, Any]:
    """Hand in what the team decides for the coming year; the last counts."""
    await asyncio.to_thread(session.game.hand_in, team, body.decisions)
    await games.moved(session)
    return session.game.view(team)


@router.post("/{code}/forecast")
async def forecast(session: At, team: Seated, body: Decisions) -> list[dict[str, Any]]:
    """What the team's aims would be next year in other runs; empty until those are made."""
    return await asyncio.to_thread(session.game.forecast, team, body.decisions)


@router.post("/{code}/rounds", dependencies=[Depends(lecturer_alone)])
async def close_round(games: All, session: At) -> dict[str, Any]:
    """Close the round: the year is lived."""
    await asyncio.to_thread(session.game.close_round)
    await games.moved(session)
    return session.game.state()


@router.post("/{code}/reveal", dependencies=[Depends(lecturer_alone)])
async def show(games: All, session: At) -> dict[str, Any]:
    """Let everybody see the reveal."""
    session.game.show()
    await session.others()
    await games.moved(session)
    return session.game.state()


@router.get("/{code}/reveal")
async def reveal(session: At) -> JSONResponse:
    """What the class reached beside what the model does alone, once the lecturer has let it be seen."""
    if not session.game.revealed:
        raise RefusedError("The lecturer has not revealed this yet.")
    await session.others()
    return JSONResponse(await asyncio.to_thread(session.game.reveal))


@router.get("/{code}/scenario.yaml", response_class=PlainTextResponse)
async def scenario(session: At) -> str:
    """The game as a scenario file, with the command that lives it again."""
    game = session.game
    command = f"partnersim run game.yaml --seed {game.seed} --runs 1"
    return f"# {command}\n{game.scenario()}"
