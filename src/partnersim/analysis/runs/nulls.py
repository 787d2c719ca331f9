"""Runs to compare with, in which nobody's choices can be the cause: other luck, and choices by lot."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from partnersim.mechanisms.funders import invitations
from partnersim.population.choices import APPLICATIONS
from partnersim.schedule import Ablation
from partnersim.state.draws import Draws

if TYPE_CHECKING:
    from collections.abc import Sequence

    from partnersim.model import PartnershipModel

_OTHER = 5_000_000  # added to the seed: luck that no run of the same comparison has
SEEING_ALL_ALIKE = Ablation(levelled={"invitations": invitations.CHOOSES_BY})


def other_luck(model: PartnershipModel) -> None:
    """The same sector and unknowns, and other chance from the first month on."""
    world = model.world
    world.draws = Draws(model.seed + _OTHER, world.draws.run)


def by_lot(model: PartnershipModel) -> None:
    """From the scenario's first month each organisation keeps uses of posts and applications drawn by lot.

    Whether it would come to tables is drawn too. That the ministry sees the same in everybody is
    `SEEING_ALL_ALIKE`, an ablation.
    """
    world = model.world
    lots = np.random.default_rng([model.seed, world.draws.run])
    choices = {name: _drawn(lots, world.programme_names) for name in world.organization_names}
    world.regimes = [replace(regime, choices=choices) for regime in world.regimes]


def _drawn(lots: np.random.Generator, programmes: Sequence[str]) -> dict[str, dict[str, Any]]:
    uses = ("fundraising", "mission", "advocacy", "care")
    return {
        "choices": {
            **{use: float(lots.random()) for use in uses},
            "sits": str(lots.choice(["accept", "refuse"])),
        },
        "applications": {
            each.name: each.default for each in APPLICATIONS.numbers
        }  # of other jurisdictions
        | {name: float(lots.random()) for name in programmes},
    }
