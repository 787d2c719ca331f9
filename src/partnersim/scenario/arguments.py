"""Checks of the arguments of public functions, before anything is run."""

from __future__ import annotations

import math
import operator
import secrets
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from partnersim.language import UserError, decimal, say

if TYPE_CHECKING:
    import numpy as np

    Generators = np.random.Generator | np.random.BitGenerator | np.random.SeedSequence
    Seed = int | np.integer[Any] | Sequence[int] | Generators | None

MOST_RUNS, MOST_WORKERS = 100_000, 1024
FEWEST_JUDGED, MOST_JUDGED = 2, 10_000  # runs by which a pattern is judged
FEWEST_ROWS, MOST_ROWS = 64, 1 << 16  # of a calibration's design
FEWEST_REPLICATES, MOST_REPLICATES = 2, 100  # of each such row
LARGEST_SEED = 2**32 - 1
LARGEST_DESIGN_SEED = LARGEST_SEED - 1  # a design takes the next one too
_LONGEST_SHOWN = 60


def plain(value: Any) -> Any:
    """Numbers of NumPy as Python's own, within maps too; anything else as it is."""
    if isinstance(value, dict):
        return {key: plain(inner) for key, inner in value.items()}
    if hasattr(value, "dtype") and getattr(value, "ndim", None) == 0:
        return value.item()
    return value


def whole(name: str, value: object, least: int, most: int) -> int:
    """The argument as a whole number within these ends. Raises UserError for anything else."""
    given = plain(value)
    try:
        number = None if isinstance(given, bool) else operator.index(given)
    except TypeError:
        number = None
    if number is None or not least <= number <= most:
        raise UserError(
            "{name} is {value}; it must be a whole number from {low} to {high}.",
            name=name,
            value=shown_briefly(given),
            low=least,
            high=most,
        )
    return number


def finite(name: str, value: object) -> float:
    """The argument as a finite number. Raises UserError for anything else."""
    given = plain(value)
    if isinstance(given, bool) or not isinstance(given, int | float) or not math.isfinite(given):
        raise UserError(
            "{name} is {value}; it must be a finite number.", name=name, value=shown_briefly(given)
        )
    return float(given)


def seed_of(value: object, most: int = LARGEST_SEED, name: str = "seed") -> int:
    """The seed as Python's whole number; one drawn from the machine's entropy where it is None."""
    return secrets.randbelow(most) if value is None else whole(name, value, 0, most)


def seed_of_model(seed: Seed, rng: Seed) -> int:
    """The whole number that keys every draw of a model, from what Mesa calls seed or rng.

    Raises UserError for what is no seed, or for both.
    """
    import numpy as np

    if seed is not None and rng is not None:
        raise UserError("seed and rng are two names of one thing; give one of them.")
    name, given = ("seed", seed) if rng is None else ("rng", rng)
    sources = (np.random.Generator, np.random.BitGenerator, np.random.SeedSequence, Sequence)
    if isinstance(given, sources):
        try:
            return int(np.random.default_rng(given).integers(LARGEST_SEED, endpoint=True))
        except (TypeError, ValueError):
            pass  # a text, a list of anything: refused below
    return seed_of(given, name=name)


def shown_briefly(value: Any) -> str:
    """A value in a message: short, whatever it is."""
    if isinstance(value, list):
        return say("a list")
    if isinstance(value, dict):
        return say("a map")
    if isinstance(value, float):
        return decimal(value, "")
    try:
        text = repr(value)
    except ValueError:  # Python refuses to write whole numbers of thousands of digits
        text = hex(value)
    return text if len(text) <= _LONGEST_SHOWN else text[: _LONGEST_SHOWN - 1] + "…"
