"""Where organisations are, and how large: by newcomers of a place, and by the ministry's money at the start."""

from __future__ import annotations

import functools

import numpy as np

from partnersim import jurisdictions
from partnersim.population.initial_values import values_of

_DRAWING = values_of("drawing")


@functools.cache
def share_of_organizations(jurisdiction: str, founded: str) -> np.ndarray:
    """Where organisations are: `before` the run those outside the main place, all founded `during` it."""
    rows = jurisdictions.rows_of(jurisdiction, "organizations")
    share = {row["place"]: float(row["share"]) for row in rows if row["founded"] == founded}
    places = jurisdictions.places(jurisdiction)
    return np.array([share[place] for place in places[1 if founded == "before" else 0 :]])


@functools.cache
def size_by_place(jurisdiction: str, in_main: float) -> np.ndarray:
    """Size against the main place: permanent newcomers for an organisation, over those there (places,)."""
    places = jurisdictions.places(jurisdiction)
    permanent = [status.name for status in jurisdictions.statuses(jurisdiction) if status.permanent]
    arrivals = np.zeros(len(places))
    for row in jurisdictions.rows_of(jurisdiction, "places"):
        if row["status"] in permanent:
            arrivals[places.index(row["place"])] += float(row["share"])
    outside = share_of_organizations(jurisdiction, "before")
    share = np.array([in_main, *((1.0 - in_main) * outside)])
    newcomers = arrivals / np.maximum(share, 1e-9)
    sizes: np.ndarray = np.clip(
        newcomers / max(newcomers[0], 1e-9), _DRAWING["smallest_place"], 1.0
    )
    return sizes


@functools.cache
def in_the_money_of_the_start(jurisdiction: str, ministry_money: float) -> np.ndarray:
    """Size at the start over the size told, of every archetype: 1 - sold x (1 - ministry_money).

    sold: what it would sell to the jurisdiction's first kind of funder, the ministry; ministry_money: that
    one's at the start over that of the year that sizes are told of. What others pay stays (decision 53).
    """
    ministry = jurisdictions.funder_kinds(jurisdiction)[0]
    rows = jurisdictions.rows_of(jurisdiction, "archetypes")
    sold = np.array([float(row[ministry]) for row in rows])
    sizes: np.ndarray = 1.0 - sold * (1.0 - ministry_money)
    return sizes
