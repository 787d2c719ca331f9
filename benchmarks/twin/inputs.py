"""What both models start from: scenario, parameters and drawn organisations, by public names."""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import partnersim
from partnersim.agents import Organization as Drawn

NEEDS = ("language", "employment", "housing", "social_ties", "status_and_rights", "inclusion")
OFF = {  # systems and options beyond the core
    "interorganizational_relations.modelled": False,
    "offer.adapts": False,
    "felt_burden.modelled": False,
}
TABLES = Path(partnersim.__file__).parent / "jurisdictions" / "quebec"


@dataclass
class Inputs:
    """A run's inputs.

    Attributes
    ----------
    numbers
        Parameters by group, as in `numbers.board.mission_value`.
    regimes
        Terms of every funder by name, in the spin-up and in the scenario.
    organizations
        Attributes of each organisation before the first month.
    """

    numbers: Any
    regimes: tuple[dict[str, Any], dict[str, Any]]
    programmes: dict[str, Any]
    organizations: list[dict[str, Any]]
    years: int
    spin_up: int
    first_year: int
    scale: float
    main: str
    seed: str
    tables: dict[str, list[dict[str, str]]] = field(default_factory=dict)


KEPT = (
    "name place archetype founded_month founding_identity contention openness own_income offer "
    "priorities fixed_cost staff posts_mission posts_raising members seats_members seats_allies "
    "seats_professionals reserve door_eligible door_ineligible umbrella_member yearly_income"
).split()


def table(name: str) -> list[dict[str, str]]:
    """Rows of one of the jurisdiction's files of numbers."""
    with (TABLES / f"{name}.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def read(
    scenario: str, *, seed: int, run: int, years: int, scale: float, organizations: int = 126
) -> Inputs:
    """Inputs of a run of a shipped scenario, at the values of its parameters.

    Parameters
    ----------
    scenario
        A shipped name.
    seed, run
        Those of partnersim: they key the population.
    years, scale, organizations
        Laid over the scenario.
    """
    laid = {**OFF, "years": years, "scale": scale, "population.organizations": organizations}
    model = partnersim.PartnershipModel(scenario, settings=laid, seed=seed, run=run)
    settings = model.settings
    groups = {
        name: SimpleNamespace(**values)
        for name, values in model.parameter_values.items()
        if isinstance(values, dict)
    }
    spin_up = partnersim.load(settings.spin_up_regime).funders
    drawn = model.agents_by_type[Drawn].to_list()
    return Inputs(
        numbers=SimpleNamespace(**groups),
        regimes=(dict(spin_up), dict(settings.funders)),
        programmes={row.name: row for row in settings.programmes},
        organizations=[{name: getattr(one, name) for name in KEPT} for one in drawn],
        years=years,
        spin_up=settings.spin_up_months,
        first_year=settings.start.year - settings.spin_up_months // 12,
        scale=scale,
        main=settings.main_ministry,
        seed=f"{seed}-{run}",
        tables={
            name: table(name)
            for name in (
                "arrivals archetypes organizations places public_services services status_profiles "
                "statuses"
            ).split()
        },
    )
