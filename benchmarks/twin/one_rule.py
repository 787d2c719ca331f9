"""`python -m benchmarks.twin.one_rule`: the boards of one April, both models from the same state.

partnersim lives four years; then its state is laid on the twin's organisations, whose boards decide,
and what both want is set side by side. Sectors part by everything that moves; this asks of one rule.
"""

from __future__ import annotations

from typing import Any

import partnersim
from partnersim.agents import Organization as Drawn

from .board import decide
from .inputs import OFF, read
from .model import Twin
from .organization import Organization

MONTHS = 48
LAID = (
    "raising_share mission_use advocacy_use uncounted_use staff posts_mission posts_experienced members "
    "door_eligible door_ineligible fixed_cost seats_members seats_allies seats_professionals turnover"
).split()
COMPARED = (
    "posts_tied posts_raising posts_mission_wanted raising_share mission_use advocacy_use uncounted_use"
).split()


class Lent(Twin):
    """The twin, with what donors still give taken from the other model."""

    donors: dict[str, float]

    def potential_income(self, one: Organization) -> float:
        """Own income a month at ordinary fundraising, by the other model's donors."""
        numbers = self.numbers.fundraising
        roots = (1 + numbers.roots * one.participation) / (
            1 + numbers.roots * numbers.usual_members
        )
        return float(one.own_income * roots * self.donors[one.name])


def living(model: Any) -> dict[str, Any]:
    """Organisations of partnersim by name."""
    return {one.name: one for one in model.agents_by_type[Drawn].to_list() if one.alive}


def lay_funders(twin: Lent, world: Any) -> None:
    """Give the twin's funders what those of the other model hold."""
    names, programmes = list(world.funder_names), list(world.programme_names)
    for funder in twin.funders:
        row = names.index(funder.name)
        funder.uptake = float(world.funders[row]["uptake"])
        funder.taste = float(world.funders[row]["taste"])
        funder.priorities = [float(share) for share in world.funders[row]["priorities"]]
        for programme in funder.agreements_open():
            fund = world.funds[row, programmes.index(programme)]
            funder.points_to_win[programme] = float(fund["points_to_win"])


def main() -> None:
    """Compare sums over organisations, and the largest difference of one."""
    laid = {**OFF, "years": 4, "scale": 500.0}
    model = partnersim.PartnershipModel("mifi_status_quo", settings=laid, seed=1)
    twin = Lent(read_for_boards())
    for _ in range(MONTHS):
        model.step()
    before = {
        name: {**{key: float(getattr(one, key)) for key in LAID}, "reserve": float(one.reserve)}
        for name, one in living(model).items()
    }
    donors = {name: float(one.donors_left) for name, one in living(model).items()}
    model.step()
    world, after = model.world, living(model)
    lay_funders(twin, world)
    twin.donors = donors
    names, programmes = list(world.funder_names), list(world.programme_names)
    rows = []
    for one in twin.organizations:
        if one.name not in after or one.name not in before:
            continue
        for key in LAID:
            setattr(one, key, before[one.name][key])
        twin.books.accounts[one.name] = before[one.name]["reserve"]
        for (funder, programme), contract in one.contracts.items():
            where = after[one.name].row, names.index(funder), programmes.index(programme)
            contract.amount = float(world.contracts[where]["amount"])
        decide(one)
        rows.append([(float(getattr(after[one.name], k)), getattr(one, k)) for k in COMPARED])
    for key, pairs in zip(COMPARED, zip(*rows, strict=True), strict=True):
        ours, theirs = (sum(pair[side] for pair in pairs) for side in (0, 1))
        apart = max(abs(a - b) for a, b in pairs)
        print(f"{key:22s} ours {ours:9.2f}  twin {theirs:9.2f}  most apart {apart:.3f}")


def read_for_boards() -> Any:
    """Inputs of the run whose state is laid on the twin."""
    return read("mifi_status_quo", seed=1, run=0, years=4, scale=500.0)


class _Donors(dict[str, float]):
    """Before the state is laid, donors give as they always did."""

    def __missing__(self, key: str) -> float:
        return 1.0


Lent.donors = _Donors()

if __name__ == "__main__":
    main()
