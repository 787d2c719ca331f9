"""The games of a server: who waits for news of one, and the one of an earlier server to go on with."""

from __future__ import annotations

import asyncio
import secrets
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from partnersim.app.game import Game
from partnersim.app.kept_games import Keeper, KeptGame, content_of
from partnersim.app.reveal import both
from partnersim.language import UserError
from partnersim.scenario.loading import altered

if TYPE_CHECKING:
    from partnersim.app.addresses import Opening
    from partnersim.scenario.settings import Settings

_MOST_GAMES = 4


@dataclass(slots=True)
class Session:
    """A game and who waits for news of it."""

    game: Game
    base: Settings  # the scenario that it was begun from
    resumed: bool = False  # an earlier server began it
    moved: asyncio.Condition = field(default_factory=asyncio.Condition)
    prepared: asyncio.Task[None] | None = None

    async def tell(self) -> None:
        """Wake everybody who waits."""
        async with self.moved:
            self.moved.notify_all()

    def prepare(self) -> None:
        """Make the other runs in the background, and tell once they are made."""

        async def prepared() -> None:
            await asyncio.to_thread(self.game.prepare)
            await self.tell()

        self.prepared = asyncio.create_task(prepared())

    async def others(self) -> None:
        """Until the other runs are made."""
        if self.prepared is not None:
            await asyncio.shield(self.prepared)  # who stops waiting ends them for nobody


class Games:
    """The games of this server by their code, the latest last; the latest is kept as it is played.

    Parameters
    ----------
    keeper
        Where, and the game of an earlier server that was found there; it is lived again once somebody asks for it.
    place
        What lets phones in, which is kept with a game.
    """

    def __init__(self, keeper: Keeper | None = None, place: Opening | None = None) -> None:
        self._sessions: dict[str, Session] = {}
        self._keeper, self._place = keeper or Keeper(), place
        self._resuming = asyncio.Lock()
        self._writing = threading.Lock()

    def begin(self, game: Game, settings: Settings, code: str = "") -> str:
        """Put a game up; beyond a few, the eldest goes."""
        while len(self._sessions) >= _MOST_GAMES:
            self._sessions.pop(next(iter(self._sessions)))
        code = code or self._new_code()
        self._sessions[code] = Session(game, settings, bool(self._found(code)))
        return code

    def _new_code(self) -> str:
        codes = iter(lambda: f"{secrets.randbelow(9000) + 1000}", "")
        return next(code for code in codes if code not in self._sessions and not self._found(code))

    def _found(self, code: str) -> KeptGame | None:
        found = self._keeper.found
        return found if found is not None and found.code == code else None

    async def session(self, code: str, bases: Mapping[str, Settings]) -> Session:
        """The game of that code. Raises UserError where there is none."""
        async with self._resuming:
            found = self._found(code)
            if code not in self._sessions and found is not None:
                await self._resume(found, bases)
        if code not in self._sessions:
            raise UserError(
                "There is no game {code} here any more; the screen at the front shows how to join the one that is on.",
                code=code,
            )
        return self._sessions[code]

    async def _resume(self, found: KeptGame, bases: Mapping[str, Settings]) -> None:
        base = bases[found.scenario]
        game = await asyncio.to_thread(
            lambda: Game.again(of_rounds(base, found.game.rounds), found.game)
        )
        self.begin(game, base, found.code)
        self._sessions[found.code].prepare()

    @property
    def latest(self) -> str | None:
        """The code of the game that was begun last."""
        return next(reversed(self._sessions), None)

    def to_go_on_with(self, bases: Mapping[str, Settings]) -> dict[str, Any] | None:
        """The game that the lecturer may go on with; `resumed`: that an earlier server began."""
        if (code := self.latest) is not None:
            session = self._sessions[code]
            played, base, resumed = session.game.kept(), session.base, session.resumed
        elif (found := self._keeper.found) is not None:
            code, played, base, resumed = found.code, found.game, bases[found.scenario], True
        else:
            return None
        return {
            "code": code,
            "begun": played.begun.isoformat(),
            "round": len(played.decided),
            "rounds": played.rounds,
            "scenario": both(base.title),
            "world": played.seed,
            "resumed": resumed,
        }

    def keep(self, session: Session) -> None:
        """Write the game to this machine, if it is the latest."""
        with self._writing:
            code = self.latest
            if code is None or self._sessions[code] is not session or self._keeper.path is None:
                return
            base, place = session.base, self._place
            self._keeper.keep(
                KeptGame(
                    scenario=base.name,
                    content=content_of(base),
                    code=code,
                    room=place.code if place else "",
                    key=place.key if place else "",
                    game=session.game.kept(),
                )
            )

    async def moved(self, session: Session) -> None:
        """A game moved on: it is kept, and all who wait hear of it."""
        await asyncio.to_thread(self.keep, session)
        await session.tell()


def of_rounds(base: Settings, rounds: int) -> Settings:
    """A scenario that ends with the last round."""
    return altered(base, {"years": rounds}, "game")
