"""Worlds at the end of their spin-up, kept for runs that differ only afterwards.

Scenarios that share a regime, a seed and all that is unknown, and differ in levers alone, have the same
spin-up. A sweep over levers computes it once for each replicate, and every row starts from a copy. The
key holds all that a spin-up depends on; a run whose key is not known computes its own.
"""

from __future__ import annotations

import copy
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from partnersim.outcomes.recorder import Recorder
    from partnersim.state.world import World


@dataclass(slots=True)
class SpinUpCache:
    """Up to `room` worlds and what was measured in them, by key; the first that come are kept."""

    room: int = 8
    _known: list[tuple[Any, tuple[World, Recorder]]] = field(default_factory=list)

    def find(self, key: Any) -> tuple[World, Recorder] | None:
        """The world and what was measured, copied, or nothing."""
        for known, kept in self._known:
            if known == key:
                return copy.deepcopy(kept)
        return None

    def keep(self, key: Any, world: World, recorder: Recorder) -> None:
        """Keep the end of a spin-up, if there is room."""
        if len(self._known) < self.room:
            self._known.append((key, copy.deepcopy((world, recorder))))
