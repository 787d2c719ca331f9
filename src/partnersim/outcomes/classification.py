"""Classes of organisations in a typology: hard, fuzzy, and how near a cut-off they stand.

Every axis is cut into bins; a combination of bins is a class. Membership of a bin is a difference of
logistic steps around its two cut-offs, of width `softness`; of a class, the sum over its combinations
of the product over axes, so that memberships sum to 1.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass
from types import ModuleType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from partnersim import typologies
from partnersim.declarations import Typology
from partnersim.plugins import named_in_errors
from partnersim.state.arrays import Numbers
from partnersim.state.snapshot import Snapshot

MOVED_BY = 0.1  # of a cut-off, for the share that changes class
SOFTNESS = 0.05  # width of the logistic step at a cut-off: a unit 0.1 above it is in by 0.88


@dataclass(frozen=True, slots=True)
class Classified:
    """Units in a typology: hard class (units,), membership (units, classes), position (axes, units)
    and whether the class changes when one cut-off moves by 0.1 either way."""

    typology: Typology
    kind: NDArray[np.intp]
    membership: Numbers
    position: Numbers
    near_cut: NDArray[np.bool_]


def _place(module: ModuleType, seen: Snapshot) -> Numbers:
    """Positions (axes, living organisations) by a typology. Raises ValueError for another shape."""
    position: Numbers = module.place(seen)
    expected = (len(module.TYPOLOGY.axes), len(seen.organizations))
    if position.shape != expected:
        raise ValueError(f"place gives {position.shape}; (axes, organisations) is {expected}")
    return position


def cuts_of(typology: Typology, parameters: Any) -> list[Numbers]:
    """The cut-offs of each axis, from the parameters of the run."""
    table = parameters[f"typology_{typology.name}"]
    return [
        np.array([float(table[name][0]) for name in typology.cut_names(axis)])
        for axis in typology.axes
    ]


def classify(
    typology: Typology, position: Numbers, cuts: Sequence[Numbers], softness: float = SOFTNESS
) -> Classified:
    """Place units (axes, units) by the given cut-offs."""
    kind = _hard(position, cuts)
    near = np.zeros(position.shape[1], bool)
    for a, cut in enumerate(cuts):
        for n in range(len(cut)):
            for step in (-MOVED_BY, MOVED_BY):
                moved = [cut.copy() for cut in cuts]
                moved[a][n] = cut[n] + step
                moved[a] = np.sort(moved[a])
                near |= _hard(position, moved) != kind
    return Classified(typology, kind, _soft(position, cuts, softness), position, near)


def _hard(position: Numbers, cuts: Sequence[Numbers]) -> NDArray[np.intp]:
    bins = [
        np.searchsorted(cut, values, side="right")
        for cut, values in zip(cuts, position, strict=True)
    ]
    hard: NDArray[np.intp] = np.ravel_multi_index(bins, [len(cut) + 1 for cut in cuts])
    return hard


def _soft(position: Numbers, cuts: Sequence[Numbers], softness: float) -> Numbers:
    members = []
    for cut, values in zip(cuts, position, strict=True):
        steps = np.clip((values[None, :] - cut[:, None]) / max(softness, 1e-9), -50.0, 50.0)
        above = 1.0 / (1.0 + np.exp(-steps))  # (cuts, units)
        edges = np.vstack([np.ones_like(values), above, np.zeros_like(values)])
        members.append(edges[:-1] - edges[1:])  # (bins, units)
    return np.column_stack([math.prod(bins) for bins in itertools.product(*members)])


@dataclass(frozen=True, slots=True)
class Positions:
    """Where everybody stands at one moment: by typology, of organisations and of the sector."""

    now: int
    rows: NDArray[np.intp]
    organizations: dict[str, Numbers]
    sector: dict[str, Numbers]


def positions_of(seen: Snapshot) -> Positions:
    """Positions on the axes of every typology."""
    modules = typologies.modules()
    if len(seen.rows) == 0:
        nobody = {
            module.TYPOLOGY.name: np.zeros((len(module.TYPOLOGY.axes), 0)) for module in modules
        }
        return Positions(seen.now, seen.rows, nobody, {})
    return Positions(
        seen.now,
        seen.rows,
        {module.TYPOLOGY.name: named_in_errors(_place, module)(module, seen) for module in modules},
        {
            module.TYPOLOGY.name: named_in_errors(module.place_sector, module)(seen)
            for module in modules
            if hasattr(module, "place_sector")
        },
    )
