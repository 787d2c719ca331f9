"""The game that is on, kept on this machine as it is played: a server that ended is begun again with it.

A file holds what the model cannot find by itself: the number of the world, what was decided, the words of teams and
what lets phones in. The years are lived again from those.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from partnersim import __version__
from partnersim.state import cache

if TYPE_CHECKING:
    from partnersim.scenario.settings import Settings

_KEPT_FOR = timedelta(days=1)


class _Kept(BaseModel):
    model_config = ConfigDict(extra="forbid")


class KeptSeat(_Kept):
    """A team that somebody plays."""

    word: str
    handed_in: dict[str, Any] | None
    times: int


class PlayedGame(_Kept):
    """What a game is made of again."""

    begun: datetime
    seed: int
    rounds: int = Field(ge=1)
    asked: int | None = None
    version: int
    revealed: bool
    seats: dict[str, KeptSeat]
    decided: list[dict[str, Any]]
    happened: list[dict[str, Any]]


class KeptGame(_Kept):
    """The same, and where it was played: `content` tells whether a scenario is still the same."""

    partnersim: str = __version__
    saved: datetime = Field(default_factory=lambda: datetime.now(UTC))
    scenario: str
    content: str
    code: str = Field(pattern=r"^\d{4}$")
    room: str = Field(pattern=r"^[A-Z0-9]{0,12}$")
    key: str = Field(max_length=40)
    game: PlayedGame


@dataclass(slots=True)
class Keeper:
    """Where the game that is on is kept (None: nowhere), and the one that was found there."""

    path: Path | None = None
    found: KeptGame | None = None

    def keep(self, kept: KeptGame) -> None:
        """Write it for its owner only, whole or not at all; a full disk ends no game."""
        if self.path is None:
            return
        with contextlib.suppress(OSError):
            handle, name = tempfile.mkstemp(dir=self.path.parent)  # mode 600
            try:
                with os.fdopen(handle, "w", encoding="utf-8") as file:
                    file.write(kept.model_dump_json())
                    file.flush()
                    os.fsync(file.fileno())
                Path(name).replace(self.path)
            except OSError:
                Path(name).unlink(missing_ok=True)
                raise


def keeper_of(port: int, bases: Mapping[str, Settings]) -> Keeper:
    """What is kept for a server on that port, where one of its scenarios is still that of the game."""
    folder = cache.folder("games")
    if folder is None or not port:
        return Keeper()
    path = folder / f"{port}.json"
    return Keeper(path, found_at(path, bases))


def found_at(path: Path, bases: Mapping[str, Settings]) -> KeptGame | None:
    """The game of a file, if it is of the last day, of this version, and of a scenario that is there."""
    try:
        kept = KeptGame.model_validate_json(path.read_text(encoding="utf-8"))
        fresh = datetime.now(UTC) - kept.saved < _KEPT_FOR
    except (OSError, ValidationError, ValueError, TypeError):
        return None
    if not fresh or kept.partnersim != __version__ or kept.scenario not in bases:
        return None
    return kept if kept.content == content_of(bases[kept.scenario]) else None


def content_of(settings: Settings) -> str:
    """A short hash of all that a scenario states."""
    text = json.dumps(settings.content, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:16]
