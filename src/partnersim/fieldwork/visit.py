"""What an interviewer finds at the end of a run, or of a month of it: the living organisations and their main ministry.

A visit is a copy; nothing that is asked changes the run.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from partnersim.outcomes.dimensions import DIMENSIONS
from partnersim.state.draws import Draws
from partnersim.state.income import dependence
from partnersim.state.world import Numbers, Table

if TYPE_CHECKING:
    from partnersim.model import PartnershipModel
    from partnersim.state.calendar import Month

PROVIDERS = "service_provider_share"
MEASURES = (*(str(dimension) for dimension in DIMENSIONS), PROVIDERS)


@dataclass(frozen=True, slots=True)
class Visit:
    """Columns over living organisations (o,): rows in the run, names, state, relation with the main
    ministry; amounts (o, funders, instruments), dollars a year; heard (o,) calls heard of, `calls`
    there were; observed (a field an indicator) and
    dimensions (6, o) as the run measures them.
    month is the last one, YYYY-MM; now counts months since the run began."""

    run: int
    month: str
    now: int
    draws: Draws
    rows: NDArray[np.intp]
    names: tuple[str, ...]
    organizations: Table
    relations: Table
    amounts: Numbers
    instrument_names: tuple[str, ...]
    heard: Numbers
    calls: int
    observed: Table
    dimensions: Numbers
    funders: Table
    funder_names: tuple[str, ...]
    place_names: tuple[str, ...]
    main: int
    provider_below: float
    partner_above: float

    @property
    def count(self) -> int:
        """How many organisations are alive."""
        return len(self.rows)

    @property
    def funder(self) -> Table:
        """The main ministry's row."""
        row: Table = self.funders[self.main]
        return row

    @property
    def dependence(self) -> Numbers:
        """Share of twelve months' receipts from the main ministry."""
        return dependence(self.relations, self.organizations)

    @property
    def is_provider(self) -> Numbers:
        """1 where it calls itself a service provider."""
        below = self.organizations["self_perception"] < self.provider_below
        return np.where(below, 1.0, 0.0)

    @property
    def state(self) -> Numbers:
        """The seven measures of each organisation as they stand (7, o)."""
        return np.vstack([self.dimensions, self.is_provider])


def live(model: PartnershipModel, until: Month | None = None) -> None:
    """Run a model to the end of a month, or to its own end."""
    if until is None:
        model.run()
    else:
        model.run_until(model.world.calendar.first.months_until(until) + 1)


def visit(model: PartnershipModel, run: int) -> Visit:
    """Visit a finished run."""
    world, recorder = model.world, model.recorder
    rows = np.flatnonzero(world.organizations["alive"])
    funded = world.funds["pool"] > 0.0
    perception = model.parameter_values["self_perception"]
    return Visit(
        run=run,
        now=world.now,
        month=str(world.calendar.first.plus(world.now - 1)),
        draws=world.draws,
        rows=rows,
        names=tuple(world.organization_names[i] for i in rows),
        organizations=world.organizations[rows].copy(),
        relations=world.relations[rows, world.main_funder].copy(),
        amounts=world.amounts_by_instrument[rows],
        instrument_names=world.instrument_names,
        heard=(world.contracts["heard"][rows] & funded[None]).sum(axis=(1, 2)).astype(float),
        calls=int(funded.sum()),
        observed=recorder.observed[rows].copy(),
        dimensions=recorder.dimensions[:, rows].copy(),
        funders=world.funders.copy(),
        funder_names=tuple(world.funder_names),
        place_names=world.places.names,
        main=world.main_funder,
        provider_below=float(perception["provider_below"]),
        partner_above=float(perception["partner_above"]),
    )


def paid_for(visit: Visit, *instruments: str) -> Numbers:
    """Dollars a year from the main ministry under these instruments (o,)."""
    columns = [visit.instrument_names.index(name) for name in instruments]
    return visit.amounts[:, visit.main][:, columns].sum(axis=1)
