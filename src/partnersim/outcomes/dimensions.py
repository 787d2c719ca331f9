"""The six dimensions of the sector and their composite indices: all six, the four soft and the two hard ones."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from partnersim.declarations import Better, Dimension, Outcome, Text
from partnersim.outcomes.indicators import INDICATORS, NAMES
from partnersim.state.arrays import Numbers
from partnersim.state.kernel import kernel

DIMENSIONS = tuple(Dimension)
_OF_INDEX = {
    "autonomy_index": DIMENSIONS,
    "soft_index": tuple(dimension for dimension in DIMENSIONS if dimension.soft),
    "hard_index": tuple(dimension for dimension in DIMENSIONS if not dimension.soft),
}
_INDEX_MEANINGS = {
    "autonomy_index": Text(
        "Autonomy index: mean of the six dimensions, by what there is to be autonomous with"
    ),
    "soft_index": Text("Soft dimensions: recognition, representation, participation, consultation"),
    "hard_index": Text("Hard dimensions: funding, accountability"),
}
# an organisation that has lost its money is not free: docs/decisions/0028
_GATED = {"autonomy_index": "capacity * "}
_DIMENSION_MEANINGS = {
    Dimension.RECOGNITION: Text("Recognition"),
    Dimension.REPRESENTATION: Text("Representation"),
    Dimension.PARTICIPATION: Text("Participation"),
    Dimension.CONSULTATION: Text("Consultation"),
    Dimension.FUNDING: Text("Funding"),
    Dimension.ACCOUNTABILITY: Text("Accountability"),
}


def _mean(names: Iterable[str]) -> str:
    return f"mean({', '.join(names)})"


def _scores(dimension: Dimension) -> str:
    """The mean of an organisation's indicators, over organisations."""
    return f"mean_i({_mean(indicator.name for indicator in INDICATORS if indicator.dimension is dimension)})"


def _outcome(name: str, meaning: Text, formula: str) -> Outcome:
    return Outcome(
        name=name,
        unit="0 New Public Management to 1 autonomous community action",
        meaning=meaning,
        formula=formula,
        better=Better.HIGHER,
    )


INDEXES = (
    *(
        _outcome(name, _INDEX_MEANINGS[name], f"{_GATED.get(name, '')}{_mean(of)}")
        for name, of in _OF_INDEX.items()
    ),
    *(
        _outcome(str(dimension), _DIMENSION_MEANINGS[dimension], _scores(dimension))
        for dimension in DIMENSIONS
    ),
)


class Levels:
    """Where the levels of dimensions and indicators, and the indexes, stand among a row's columns."""

    def __init__(self, columns: Sequence[str]) -> None:
        self._levels = np.array([columns.index(name) for name in (*DIMENSIONS, *NAMES)])
        self._indexes = np.array([columns.index(name) for name in _OF_INDEX])
        self._members = np.array(
            [[dimension in of for dimension in DIMENSIONS] for of in _OF_INDEX.values()]
        )

    def write(self, levels: Numbers, values: Numbers) -> None:
        """Write levels of the sector, and the indexes they make, into the numbers of its row."""
        write(levels, self._levels, self._members, self._indexes, values)


@kernel
def write(
    levels: Numbers,
    at: NDArray[np.int64],
    members: NDArray[np.bool_],
    at_index: NDArray[np.int64],
    values: Numbers,
) -> None:
    """Put each level in its column; an index is the mean of the dimensions that are its members.

    Parameters
    ----------
    levels : array (dimensions and indicators,)
        0 to 1.
    at : array (dimensions and indicators,)
        Column of each level.
    members : array (indexes, dimensions)
        Which dimensions an index is the mean of.
    at_index : array (indexes,)
        Column of each index.
    values : array (columns,)
        Written.
    """
    for n in range(len(levels)):
        values[at[n]] = levels[n]
    for x in range(len(members)):
        total = 0.0
        number = 0.0
        for d in range(members.shape[1]):
            if members[x, d]:
                total += levels[d]
                number += 1.0
        values[at_index[x]] = total / number
