"""What is drawn once and met again: most rows of a sweep share organisations and people."""

from __future__ import annotations

from collections.abc import Callable, Hashable


class DrawCache[T]:
    """Up to `room` things by what they depend on; the oldest makes room. Not to be written on."""

    def __init__(self, room: int) -> None:
        self._room = room
        self._known: dict[Hashable, T] = {}

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """The thing of this key, made when it is first asked for."""
        if key not in self._known:
            made = make()
            while len(self._known) >= self._room:
                self._known.pop(next(iter(self._known)))
            self._known[key] = made
        return self._known[key]
