"""Random draws keyed by run, decision, month and identity.

A draw is a hash of what it is for, not the next number of a sequence: whoever else acts, whoever
is born or closes, a newcomer or an organisation meets the same luck. Scenarios with one seed
therefore share newcomers and shocks (common random numbers).
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from partnersim.language import say
from partnersim.state.decisions import REGISTER, stable_hash
from partnersim.state.kernel import kernel

_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_FIRST = np.uint64(0xBF58476D1CE4E5B9)
_SECOND = np.uint64(0x94D049BB133111EB)
_SHIFT_30 = np.uint64(30)
_SHIFT_27 = np.uint64(27)
_SHIFT_31 = np.uint64(31)
_SHIFT_11 = np.uint64(11)
_SHIFT_32 = np.uint64(32)
_LONGEST_BEFORE = 4096  # months of arrivals before a run: their numbers are negative
_LOWER = np.uint64(0xFFFFFFFF)
_HALF_UNIT = 1.0 / 4294967296.0
_TO_UNIT = 1.0 / 9007199254740992.0


@kernel
def mix(bits: Any) -> Any:
    """Scramble 64 bits.

    Parameters
    ----------
    bits : uint64

    Returns
    -------
    bits : uint64

    References
    ----------
    Steele, Lea and Flood (2014): the finaliser of SplitMix64.
    """
    bits = (bits ^ (bits >> _SHIFT_30)) * _FIRST
    bits = (bits ^ (bits >> _SHIFT_27)) * _SECOND
    return bits ^ (bits >> _SHIFT_31)


Stream = np.uint64  # the key of a decision in one run


@kernel
def uniform(stream: Stream, month: int, first: int, second: int = 0, third: int = 0) -> Any:
    """Draw for a decision, a month and coordinates, such as funder and organisation.

    Parameters
    ----------
    stream
        Key of the decision in the run.
    month
        Months since the run began.
    first, second, third
        Coordinates, in the order of the decision's.

    Returns
    -------
    draw : float
        In [0, 1).
    """
    words = np.uint64(first) * _GOLDEN + np.uint64(second) * _FIRST + np.uint64(third) * _SECOND
    bits = mix(mix(stream + np.uint64(_LONGEST_BEFORE + month) * _GOLDEN) + words)
    return (bits >> _SHIFT_11) * _TO_UNIT


@kernel
def normal(stream: Stream, month: int, first: int, second: int = 0) -> Any:
    """A standard normal draw for a decision, a month and coordinates.

    Parameters
    ----------
    stream, month, first, second
        As in `uniform`; the third coordinate tells its two uniform draws apart.

    Returns
    -------
    draw : float

    References
    ----------
    Box and Muller (1958).
    """
    radius = math.sqrt(-2.0 * math.log(1.0 - uniform(stream, month, first, second, 0)))
    return radius * math.cos(2.0 * math.pi * uniform(stream, month, first, second, 1))


@kernel
def key_of_person(stream: Stream, month: int, status: int, place: int, order: int) -> Any:
    """The key of all draws of one newcomer.

    Parameters
    ----------
    stream
        Key of the decision in the run.
    month
        Month of arrival; negative before the run.
    status, place
        On arrival.
    order
        Of arrival, in the month, status and place.

    Returns
    -------
    key : uint64
    """
    words = np.uint64(status) * _GOLDEN + np.uint64(place) * _FIRST + np.uint64(order) * _SECOND
    return mix(mix(stream + np.uint64(_LONGEST_BEFORE + month) * _GOLDEN) + words)


@kernel
def chance(key: int, month: int, decision: int, coordinate: int = 0) -> Any:
    """Draw for a person, a month and a decision; the key is well mixed already.

    Parameters
    ----------
    key
        Of the person.
    month
        Months since the run began.
    decision
        Number of the decision.
    coordinate
        Added to it where a decision takes several draws.

    Returns
    -------
    draw : float
        In [0, 1).
    """
    which = np.uint64(decision) + np.uint64(coordinate)
    bits = mix(key + np.uint64(month) * _GOLDEN + which * _SECOND)
    return (bits >> _SHIFT_11) * _TO_UNIT


@kernel
def two_chances(key: int, month: int, decision: int, coordinate: int = 0) -> Any:
    """Draw twice from one hash: its upper and its lower 32 bits, which are independent.

    Parameters
    ----------
    key
        Of the person.
    month
        Months since the run began.
    decision
        Number of the decision.
    coordinate
        Added to it where a decision takes several draws.

    Returns
    -------
    draws : pair of floats
        In [0, 1).
    """
    which = np.uint64(decision) + np.uint64(coordinate)
    bits = mix(key + np.uint64(month) * _GOLDEN + which * _SECOND)
    return (bits >> _SHIFT_32) * _HALF_UNIT, (bits & _LOWER) * _HALF_UNIT


class Draws:
    """The draws of one run, by the names of decisions (`decisions.py`).

    Parameters
    ----------
    seed, run
        Together they key every draw.
    """

    def __init__(self, seed: int, run: int) -> None:
        self.seed = seed
        self.run = run
        self._streams: dict[str, Stream] = {}

    def stream(self, decision: str) -> Stream:
        """The key of every draw of a decision in this run, for compiled rules.

        Parameters
        ----------
        decision
            Its name, as in `stream("calls.score")`.

        Returns
        -------
        stream : Stream

        Raises
        ------
        KeyError
            Where it is not registered.
        """
        if decision not in self._streams:
            key = self._sequence(REGISTER[decision].name)
            self._streams[decision] = key.generate_state(1, np.uint64)[0]
        return self._streams[decision]

    def uniform(self, decision: str, month: int, *coordinates: int) -> float:
        """Draw for a decision, a month and its coordinates, outside of compiled rules.

        Parameters
        ----------
        decision
            Its name.
        month
            Months since the run began.
        *coordinates
            Those that the decision declares.

        Returns
        -------
        draw : float
            In [0, 1).

        Raises
        ------
        TypeError
            For another number of coordinates.
        """
        if len(coordinates) != len(REGISTER[decision].coordinates):
            raise TypeError(
                say(
                    "{decision} is drawn by {coordinates}.",
                    decision=decision,
                    coordinates=", ".join(REGISTER[decision].coordinates),
                )
            )
        first, second, third = (*map(int, coordinates), 0, 0, 0)[:3]
        return float(uniform(self.stream(decision), month, first, second, third))

    def generator(self, decision: str, of: str = "") -> np.random.Generator:
        """A generator for a decision taken once, such as drawing the population.

        Parameters
        ----------
        decision
            Its name.
        of
            What it is taken for, where it is taken several times.

        Returns
        -------
        generator : Generator
        """
        key = REGISTER[decision].name
        return np.random.Generator(np.random.PCG64(self._sequence(f"{key}.{of}" if of else key)))

    def _sequence(self, key: str) -> np.random.SeedSequence:
        return np.random.SeedSequence(self.seed, spawn_key=(self.run, stable_hash(key)))
