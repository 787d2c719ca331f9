"""Who comes in: people with the room's code, as many requests as a person makes, nothing to be kept.

Whoever is at this machine needs no code and has the lecturer's lane, and so has who brings the key.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

from fastapi import Request

from partnersim.app.addresses import Opening
from partnersim.app.code_page import page_of
from partnersim.language import LANGUAGES, UserError

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

_OWN = ("127.0.0.1", "::1")
_PER_SECOND, _AT_ONCE = 30.0, 100.0  # requests of one address: a class behind one is not cut off
_MOST_ADDRESSES = 5000
_HEADERS = {
    "cache-control": "no-store",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
}


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who asks: from where, and whether it is the lecturer."""

    address: str
    lecturer: bool


class RefusedError(UserError):
    """Only the lecturer may do this, or only once the lecturer lets it."""

    status = 403


def lecturer_alone(request: Request) -> None:
    """Refuse whoever is not the lecturer."""
    if not request.scope["visitor"].lecturer:
        raise RefusedError("This is the lecturer's to do.")


@dataclass(slots=True)
class Allowance:
    """How many requests an address may still make now."""

    left: float = _AT_ONCE
    since: float = field(default_factory=time.monotonic)

    def take(self) -> bool:
        """Take one, where there is one."""
        now = time.monotonic()
        self.left = min(_AT_ONCE, self.left + (now - self.since) * _PER_SECOND)
        self.since = now
        if self.left < 1.0:
            return False
        self.left -= 1.0
        return True


class Admission:
    """Around the whole application."""

    def __init__(self, app: ASGIApp, place: Opening) -> None:
        self._app = app
        self._place = place
        self._allowances: dict[str, Allowance] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let in, or say why not."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        words = {name: values[-1] for name, values in _query(scope).items()}
        address = scope["client"][0] if scope.get("client") else ""
        own = address in _OWN and not any(
            name == b"x-forwarded-for" for name, _ in scope["headers"]
        )
        lecturer = own or not self._place.code or _same(words.get("key", ""), self._place.key)
        if not own and not self._allowed(address):
            await _answer(send, 429, {"retry-after": "2", "content-type": "text/plain"}, b"")
            return
        if self._place.code and not lecturer and not _same(words.get("room", ""), self._place.code):
            await self._refuse(scope, send, words)
            return
        scope["visitor"] = Visitor(address, lecturer)
        await self._app(scope, receive, _with_headers(send))

    def _allowed(self, address: str) -> bool:
        if address not in self._allowances and len(self._allowances) >= _MOST_ADDRESSES:
            self._allowances.clear()
        return self._allowances.setdefault(address, Allowance()).take()

    async def _refuse(self, scope: Scope, send: Send, words: Mapping[str, str]) -> None:
        """A page that asks for the code; to what is not a page, a refusal."""
        if scope["path"] != "/":
            await _answer(send, 403, {"content-type": "text/plain"}, b"room?")
            return
        accepted = next((v for n, v in scope["headers"] if n == b"accept-language"), b"")
        language = spoken(accepted.decode("latin-1")) or "en"
        body = page_of(language, wrong=bool(words.get("room"))).encode()
        await _answer(send, 403, {"content-type": "text/html; charset=utf-8"}, body)


def spoken(accepted: str) -> str:
    """The first of the page's languages that a browser names in its header, or nothing."""
    named = (each.strip()[:2].lower() for each in accepted.split(","))
    return next((each for each in named if each in LANGUAGES), "")


def _query(scope: Scope) -> dict[str, list[str]]:
    try:
        return parse_qs(scope["query_string"].decode("latin-1"), max_num_fields=64)
    except ValueError:
        return {}


def _same(said: str, true: str) -> bool:
    return bool(true) and secrets.compare_digest(
        said.strip().upper().encode() if true.isupper() else said.encode(), true.encode()
    )


def _with_headers(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            message["headers"] = [*message["headers"], *_encoded(_HEADERS)]
        await send(message)

    return sending


def _encoded(headers: Mapping[str, str]) -> list[tuple[bytes, bytes]]:
    return [(name.encode(), value.encode()) for name, value in headers.items()]


async def _answer(send: Send, status: int, headers: Mapping[str, str], body: bytes) -> None:
    every = {**_HEADERS, **headers, "content-length": str(len(body))}
    await send({"type": "http.response.start", "status": status, "headers": _encoded(every)})
    await send({"type": "http.response.body", "body": body})
