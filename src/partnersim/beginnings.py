"""Worlds as their spin-up left them, for runs that part only when their scenarios begin.

Scenarios that share a regime, a seed and all that is unknown, and differ in levers alone, live the
same spin-up. In a sweep over levers it is lived once for each replicate, and every row begins from a
copy of it. What a beginning depends on is its key; a run whose key is not known begins for itself.
"""

from __future__ import annotations

import copy
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from partnersim.outcomes.recorder import Recorder
    from partnersim.state.world import World


@dataclass(slots=True)
class Beginnings:
    """Up to `room` beginnings, by key; the first that come are kept."""

    room: int = 8
    _known: list[tuple[Any, tuple[World, Recorder]]] = field(default_factory=list)

    def find(self, key: Any) -> tuple[World, Recorder] | None:
        """The world and what was measured, copied, or nothing."""
        for known, begun in self._known:
            if known == key:
                return copy.deepcopy(begun)
        return None

    def keep(self, key: Any, world: World, recorder: Recorder) -> None:
        """Remember where a spin-up has led, if there is room."""
        if len(self._known) < self.room:
            self._known.append((key, copy.deepcopy((world, recorder))))
