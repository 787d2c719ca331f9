"""Random draws keyed by run, decision, month and identity.

A draw is a hash of what it is for, not the next number of a sequence: whoever else acts, whoever
is born or closes, a newcomer or an organisation meets the same luck. Scenarios with one seed
therefore share newcomers and shocks (common random numbers).
"""

from __future__ import annotations

import zlib
from typing import Any

import numpy as np

from partnersim.state.kernel import kernel

_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_FIRST = np.uint64(0xBF58476D1CE4E5B9)
_SECOND = np.uint64(0x94D049BB133111EB)
_SHIFT_30 = np.uint64(30)
_SHIFT_27 = np.uint64(27)
_SHIFT_31 = np.uint64(31)
_SHIFT_11 = np.uint64(11)
_SHIFT_32 = np.uint64(32)
_LOWER = np.uint64(0xFFFFFFFF)
_HALF_UNIT = 1.0 / 4294967296.0
_TO_UNIT = 1.0 / 9007199254740992.0


@kernel
def mix(bits: Any) -> Any:
    """Scramble 64 bits (the finaliser of SplitMix64, Steele, Lea and Flood 2014)."""
    bits = (bits ^ (bits >> _SHIFT_30)) * _FIRST
    bits = (bits ^ (bits >> _SHIFT_27)) * _SECOND
    return bits ^ (bits >> _SHIFT_31)


@kernel
def uniform(stream: int, month: int, identity: int) -> Any:
    """A number in [0, 1) for this stream (run and decision), month and identity."""
    bits = mix(stream + np.uint64(month) * _GOLDEN)
    bits = mix(bits + np.uint64(identity) * _GOLDEN)
    return (bits >> _SHIFT_11) * _TO_UNIT


@kernel
def chance(key: int, month: int, decision: int) -> Any:
    """A number in [0, 1) for a person's key, month and decision; the key is well mixed already."""
    bits = mix(key + np.uint64(month) * _GOLDEN + np.uint64(decision) * _SECOND)
    return (bits >> _SHIFT_11) * _TO_UNIT


@kernel
def two_chances(key: int, month: int, decision: int) -> Any:
    """Two independent numbers in [0, 1) from one hash: its upper and its lower 32 bits."""
    bits = mix(key + np.uint64(month) * _GOLDEN + np.uint64(decision) * _SECOND)
    return (bits >> _SHIFT_32) * _HALF_UNIT, (bits & _LOWER) * _HALF_UNIT


def stable_hash(name: str) -> int:
    """A 32-bit number for a name, the same on every machine and in every session."""
    return zlib.crc32(name.encode("utf-8"))


class Draws:
    """The streams of one run: `stream("calls.hear")` keys every draw of that decision."""

    def __init__(self, seed: int, run: int) -> None:
        self.seed = seed
        self.run = run
        self._streams: dict[str, np.uint64] = {}

    def stream(self, decision: str) -> np.uint64:
        """The 64-bit key of a decision in this run."""
        if decision not in self._streams:
            self._streams[decision] = self._sequence(decision).generate_state(1, np.uint64)[0]
        return self._streams[decision]

    def generator(self, decision: str) -> np.random.Generator:
        """A generator for a decision taken once, such as drawing the population."""
        return np.random.Generator(np.random.PCG64(self._sequence(decision)))

    def _sequence(self, decision: str) -> np.random.SeedSequence:
        return np.random.SeedSequence(self.seed, spawn_key=(self.run, stable_hash(decision)))
