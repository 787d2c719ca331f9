"""Whether the money of a scenario's funders fits a user's own list, and the factor that makes it fit.

Shipped scenarios state envelopes for the drawn population of Quebec. `population: {scale_money: true}`
multiplies all of them, those of the spin-up too, by what the list's budgets come to over what the
budgets of the population come to that is drawn without the list.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from partnersim.language import UserError, decimal, say
from partnersim.population.archetypes import archetypes, draw_population
from partnersim.population.places import PlaceValues, own_places
from partnersim.state.draws import Draws

if TYPE_CHECKING:
    from partnersim.population.organization_list import Listed

_FAR_APART = 3.0
_NEARLY_NOTHING = 0.1
_DRAWS = 20


def staff_of(listed: Listed, jurisdiction: str, staff: Mapping[str, Any]) -> float:
    """Full-time equivalents that a budget pays, with the fixed costs of the archetype."""
    kind = next(kind for kind in archetypes(jurisdiction) if kind.name == listed.archetype)
    cost = 12.0 * float(staff["cost_a_month"])
    return listed.budget / (cost * (1.0 + kind.numbers["fixed"]))


def money_factor(
    listed: Sequence[Listed], parameters: Mapping[str, dict[str, Any]], year: int,
    places: Mapping[str, PlaceValues],
) -> float:  # fmt: skip
    """By what the envelopes are multiplied: budgets of the list over the mean budgets of drawn populations.

    year: of the first month. Raises UserError where no organisation is drawn without the list.
    """
    population, staff = parameters["population"], parameters["staff"]
    drawn = 0.0
    for seed in range(_DRAWS):
        count = int(population["organizations"])
        table = draw_population(
            Draws(seed, 0), count, population, staff, year, own_places(places)
        ).table
        wages = table["staff"] * float(staff["cost_a_month"])
        drawn += 12.0 * float((wages + table["fixed_cost"]).sum()) / _DRAWS
    if drawn <= 0.0:
        raise UserError(
            "without the list this scenario has no organisation, so that "
            "there is nothing to scale by."
        )
    return sum(row.budget for row in listed) / drawn


def doubts(
    path: Path,
    listed: Sequence[Listed],
    parameters: Mapping[str, Mapping[str, Any]],
    envelopes: Mapping[str, float],
) -> Iterator[str]:
    """What a reader of the list would ask about: budgets of nearly nobody, and money far from them.

    envelopes: by name of scenario, dollars a year of all its funders together. The file is named without
    its folder, since the manifest keeps these sentences.
    """
    jurisdiction, staff = parameters["population"]["jurisdiction"], parameters["staff"]
    tiny = [row for row in listed if staff_of(row, jurisdiction, staff) < _NEARLY_NOTHING]
    if tiny:
        yield say(
            "{path}: organisations whose budget pays less than a tenth of an employee: {count}, such as "
            "{name} (line {line}, {budget} dollars a year). Are budgets in thousands of dollars?",
            path=path.name, count=len(tiny), name=tiny[0].name, line=tiny[0].line,
            budget=decimal(tiny[0].budget, ".6g"),
        )  # fmt: skip
    budgets = sum(row.budget for row in listed)
    apart: set[float] = set()
    for scenario, dollars in envelopes.items():
        if dollars in apart:
            continue
        apart.add(dollars)
        if dollars > _FAR_APART * budgets or budgets > _FAR_APART * dollars:
            yield say(
                "{path}: its budgets come to {budgets} dollars a year in all, and the envelopes of "
                "funders in {scenario} to {envelopes}. Organisations will grow or shrink to fit them. "
                "`population: {{scale_money: true}}` scales the envelopes to the list.",
                path=path.name, budgets=_dollars(budgets), scenario=scenario, envelopes=_dollars(dollars),
            )  # fmt: skip


def _dollars(amount: float) -> str:
    return f"{amount:,.0f}".replace(",", "\u00a0")
