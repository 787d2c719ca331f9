"""Bruneau's two ideal types: service provider and autonomous partner (2021, ch. 2, Appendix A)."""

from __future__ import annotations

from partnersim.declarations import Assumption, Axis, Kind, Source, Text, Typology
from partnersim.state.arrays import Numbers
from partnersim.state.snapshot import Snapshot

TYPOLOGY = Typology(
    name="bruneau", title=Text("Bruneau"),
    axes=(
        Axis("autonomy", Text("mean of the six dimensions"),
            "mean(recognition, representation, participation, consultation, funding, accountability)"),
    ),
    kinds=(
        Kind("service_provider", Text("service provider"), 0.0),
        Kind("autonomous_partner", Text("autonomous partner"), 1.0),
    ),
    source=Source("bruneau_2021", "ch. 2; App. A: two extreme cases, no number between them"),
    of_dyads=False,
)  # fmt: skip
GROUPS = (
    TYPOLOGY.group(
        Assumption("half-way between the two ideal types", "Bruneau 2021 ch. 2, App. A: none given")
    ),
)


def place(snapshot: Snapshot) -> Numbers:
    """The mean of the six dimensions of each organisation.

    Parameters
    ----------
    snapshot
        The living organisations and the main ministry.

    Returns
    -------
    position : array (1, organisations)
        0 service provider to 1 autonomous partner.

    References
    ----------
    Bruneau (2021), ch. 2 and Appendix A.
    """
    return snapshot.dimensions.mean(axis=0, keepdims=True)


def place_sector(snapshot: Snapshot) -> Numbers:
    """The mean over organisations.

    Parameters
    ----------
    snapshot
        The living organisations and the main ministry.

    Returns
    -------
    position : array (1,)
        0 service provider to 1 autonomous partner.
    """
    return place(snapshot).mean(axis=1)
