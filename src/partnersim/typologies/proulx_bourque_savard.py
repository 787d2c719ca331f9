"""Proulx, Bourque and Savard: Quebec's own continuum, from competition to co-construction (2005).

Coston's typology as they adapted it: six types on a continuum along the intensity of relations, the
symmetry of power, and the state's openness to institutional pluralism (their fourth dimension,
formality, tells types apart without ordering them, and is left out). Intensity: the tie. Symmetry:
voice that counts. Openness: support for the mission as such, preponderant at one half, and advice asked
for before the draft.
"""

from __future__ import annotations

import numpy as np

from partnersim.declarations import Assumption, Axis, Kind, Source, Text, Typology
from partnersim.state.arrays import Numbers
from partnersim.state.snapshot import Snapshot

_TYPES = (
    ("competition", "competition"),
    ("subcontracting", "subcontracting"),
    ("third_party", "third-party"),
    ("coexistence", "coexistence"),
    ("supplementarity", "supplementarity"),
    ("co_construction", "co-construction"),
)
TYPOLOGY = Typology(
    name="proulx_bourque_savard", title=Text("Proulx, Bourque, Savard"),
    axes=(
        Axis("continuum", Text("intensity, symmetry of power, openness to pluralism"),
            "mean(tie[main], voice, mean(min(1, 2 mission_share), timing[main]))",
            tuple(n / 6 for n in range(1, 6))),
    ),
    kinds=tuple(Kind(name, Text(en), n / 5) for n, (name, en) in enumerate(_TYPES)),
    source=Source("proulx_2005", "Coston's typology adapted to Quebec; cited in bruneau_2021 ch. 1"),
)  # fmt: skip
GROUPS = (
    TYPOLOGY.group(
        Assumption(
            "equal sixths of the continuum",
            "Proulx, Bourque and Savard 2005 and a thesis that uses them: types and dimensions only",
        )
    ),
)


def place(snapshot: Snapshot) -> Numbers:
    """Position on the continuum of each dyad.

    Parameters
    ----------
    snapshot
        The living organisations and the main ministry.

    Returns
    -------
    position : array (1, organisations)
        0 competition to 1 co-construction.

    References
    ----------
    Proulx, Bourque and Savard (2005).
    """
    amounts = snapshot.amounts
    total = np.maximum(amounts.sum(axis=1), 1e-9)
    grants = amounts[:, snapshot.programmes["unrestricted"]].sum(axis=1)
    mission = np.minimum(1.0, 2.0 * grants / total)
    openness = np.mean([mission, np.full(len(mission), float(snapshot.funder["timing"]))], axis=0)
    symmetry = snapshot.voice_that_counts
    return np.mean([snapshot.relations["tie"], symmetry, openness], axis=0)[None, :]


def place_sector(snapshot: Snapshot) -> Numbers:
    """The sector as one: all its members' ties and grants, and the voice of the table.

    Parameters
    ----------
    snapshot
        The living organisations and the main ministry.

    Returns
    -------
    position : array (1,)
        0 competition to 1 co-construction.
    """
    return place(snapshot).mean(axis=1)
