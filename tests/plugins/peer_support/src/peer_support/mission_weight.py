"""A typology of one axis: how much of an organisation's delivery is its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from partnersim.declarations import Assumption, Axis, Kind, Text, Typology

if TYPE_CHECKING:
    from partnersim.state.snapshot import Numbers, Snapshot

TYPOLOGY = Typology(
    name="mission_weight",
    title=Text("Weight of the mission", "Poids de la mission"),
    axes=(Axis("own", Text("own offer", "offre propre"), "alternative"),),
    kinds=(
        Kind("standard", Text("standard", "standard"), 0.0),
        Kind("own", Text("own", "propre"), 1.0),
    ),
    source=Assumption("an example of a plug-in", "no source"),
)
GROUPS = (TYPOLOGY.group(Assumption("half-way", "no source")),)


def place(snapshot: Snapshot) -> Numbers:
    """Share of delivery that is off the standard."""
    return np.asarray(snapshot.organizations["alternative"])[None, :]
