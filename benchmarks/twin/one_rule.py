"""`python -m benchmarks.twin.one_rule`: the same decisions of both models, from the same state.

Of the status quo, or of the scenario that is named (`prsca_compliant`: two years into the policy).

partnersim lives four years. Then its state is laid on the twin, with what was drawn (scores, who hears,
whom a ministry would rather have), and both decide: applications, awards and boards of one April, posts
of the month after, seats of June. Sectors part by everything that moves; this asks of one rule at a time.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import Any
from unittest.mock import patch

import numpy as np

import partnersim
from partnersim.agents import Organization as Drawn

from . import awards, ministry_table, posts
from .applications import apply
from .board import decide
from .inputs import KEPT, OFF, read
from .model import Twin
from .organization import Organization

MONTHS = 48  # of the run, which begins in April: the next step is an April too
SCENARIO = "mifi_status_quo"
TABLES = "organizations relations contracts funders funds".split()
LAID = (
    "raising_share mission_use advocacy_use uncounted_use staff posts_mission posts_raising "
    "posts_experienced members door_eligible door_ineligible fixed_cost seats_members seats_allies "
    "seats_professionals turnover posts_tied posts_mission_wanted hours_due"
).split()
HELD = "amount door in_reach brought asked points_of_fit".split()
BOARD = (
    "posts_tied posts_raising posts_mission_wanted raising_share mission_use advocacy_use uncounted_use"
).split()
POSTS = "staff posts_mission posts_experienced fixed_cost turnover".split()


@dataclass
class Pairs:
    """What each organisation, or each of its contracts, decided: ours and the twin's."""

    ours: list[float]
    twin: list[float]

    def far(self, tolerance: float = 1e-6) -> int:
        """How many are apart by more than a share of ours."""
        pairs = zip(self.ours, self.twin, strict=True)
        return sum(abs(a - b) > tolerance * max(1.0, abs(a)) for a, b in pairs)

    def __str__(self) -> str:
        most = max((abs(a - b) for a, b in zip(self.ours, self.twin, strict=True)), default=0.0)
        return (
            f"ours {sum(self.ours):14.2f}  twin {sum(self.twin):14.2f}  most apart {most:12.4f}  "
            f"differ {self.far(1e-3):4d} of {len(self.ours)}"
        )


class Lent(Twin):
    """The twin, with what donors still give taken from the other model."""

    donors: dict[str, float]

    def potential_income(self, one: Organization) -> float:
        """Own income a month at ordinary fundraising, by the other model's donors."""
        numbers = self.numbers.fundraising
        roots = (1 + numbers.roots * one.participation) / (
            1 + numbers.roots * numbers.usual_members
        )
        return float(one.own_income * roots * self.donors.get(one.name, 1.0))


class Laid:
    """Two models of one population: ours lives, and its state is laid on the twin.

    Parameters
    ----------
    organizations, scale, scenario
        Of the population; people a row; a shipped name.
    """

    def __init__(
        self, organizations: int = 126, scale: float = 500.0, scenario: str = SCENARIO
    ) -> None:
        laid = {**OFF, "years": 5, "scale": scale, "population.organizations": organizations}
        self.model = partnersim.PartnershipModel(scenario, settings=laid, seed=1)
        Lent.donors = {}
        inputs = read(scenario, seed=1, run=0, years=5, scale=5000.0, organizations=organizations)
        self.twin = Lent(inputs)
        world = self.model.world
        self.funders, self.programmes = list(world.funder_names), list(world.programme_names)
        for _ in range(MONTHS):
            self.model.step()
        self.twin.change_regime()
        known = {one.name for one in self.twin.organizations}
        for one in self.model.agents_by_type[Drawn].to_list():
            if one.alive and one.name not in known:
                self.twin.add_organization({name: getattr(one, name) for name in KEPT})
        self.rows: dict[str, int] = {}
        self.before = self.state()

    def state(self) -> dict[str, Any]:
        """Copies of the tables of the other model, and rows of organisations by name."""
        world = self.model.world
        found = {name: np.array(getattr(world, name)) for name in TABLES}
        drawn = self.model.agents_by_type[Drawn].to_list()
        here = {one.name: one.row for one in drawn if one.alive}
        self.rows.update(here)
        return {**found, "row": here}

    def step(self) -> dict[str, Any]:
        """The other model lives a month."""
        self.model.step()
        return self.state()

    def lay(self, state: dict[str, Any]) -> list[Organization]:
        """Lay a state on the twin's organisations; those open in it."""
        rows, here = state["row"], []
        for one in self.twin.organizations:
            row = rows.get(one.name)
            if row is None:
                continue
            here.append(one)
            mine = state["organizations"][row]
            for key in LAID:
                setattr(one, key, float(mine[key]))
            one.on_board, one.umbrella_member = (
                bool(mine["on_board"]),
                bool(mine["umbrella_member"]),
            )
            self.twin.books.accounts[one.name] = float(mine["reserve"])
            self.twin.donors[one.name] = float(mine["donors_left"])
            for name, relation in one.relations.items():
                of = state["relations"][row, self.funders.index(name)]
                for key in ("appetite", "performance", "value"):
                    setattr(relation, key, float(of[key]))
                relation.invitable = bool(of["invitable"])
            for (funder, programme), contract in one.contracts.items():
                held = self.contract(state, one, funder, programme)
                for key in HELD:
                    setattr(contract, key, float(held[key]))
                contract.months_left = max(0, int(held["months_left"]) - 1)  # April's is over
                contract.heard, contract.applied = bool(held["heard"]), bool(held["applied"])
                contract.target = contract.amount / contract.price
        return here

    def contract(self, state: dict[str, Any], one: Organization, *key: str) -> Any:
        """A contract of the other model."""
        row = self.rows[one.name]
        return state["contracts"][row, self.funders.index(key[0]), self.programmes.index(key[1])]

    def lay_funders(self, state: dict[str, Any], earlier: dict[str, Any]) -> None:
        """Give the twin's funders what those of the other model hold; points to win of a state before."""
        for funder in self.twin.funders:
            row = self.funders.index(funder.name)
            mine = state["funders"][row]
            for key in ("uptake", "taste", "attitude", "budget"):
                setattr(funder, key, float(mine[key]))
            for key in ("priorities", "won"):
                setattr(funder, key, [float(share) for share in mine[key]])
            for programme in funder.agreements_open():
                fund = earlier["funds"][row, self.programmes.index(programme)]
                funder.points_to_win[programme] = float(fund["points_to_win"])

    def keys(self, one: Organization) -> list[tuple[str, str]]:
        """Agreements that it could hold."""
        instrument = self.twin.instrument
        return [key for key in one.contracts if instrument(key[1]) == "service_agreement"]


def of_april(laid: Laid) -> dict[str, Pairs]:
    """Applications, awards and boards of one April."""
    before, after, twin = laid.before, laid.step(), laid.twin
    found: dict[str, Pairs] = {}
    here = [one for one in laid.lay(before) if one.name in after["row"]]
    laid.lay_funders(after, before)
    for one in here:
        for key, contract in one.contracts.items():
            contract.heard = bool(laid.contract(after, one, *key)["heard"])
        apply(one)
    rows = [(one, key) for one in here for key in laid.keys(one)]
    found["asked"] = Pairs(
        [float(laid.contract(after, *_flat(row))["asked"]) for row in rows],
        [one.contracts[key].asked for one, key in rows],
    )
    found.update(_awards(laid, before, after))
    laid.lay_funders(after, after)
    laid.lay(before)
    for one in here:
        for key, contract in one.contracts.items():
            theirs = laid.contract(after, one, *key)
            contract.new = contract.amount <= 0 < theirs["amount"]
            contract.amount = float(theirs["amount"])
            contract.points_of_fit = float(theirs["points_of_fit"])
        decide(one)
    for name in BOARD:
        found[name] = Pairs(
            [float(after["organizations"][after["row"][one.name]][name]) for one in here],
            [float(getattr(one, name)) for one in here],
        )
    twin.organizations = here
    return found


def _flat(row: tuple[Organization, tuple[str, str]]) -> tuple[Organization, str, str]:
    """An organisation, a funder and a programme."""
    return row[0], *row[1]


def _awards(laid: Laid, before: dict[str, Any], after: dict[str, Any]) -> dict[str, Pairs]:
    """Agreements awarded, by what the other model's organisations asked for and the points they had."""
    here = laid.lay(before)
    laid.twin.organizations = here
    for one in here:
        for key, contract in one.contracts.items():
            theirs = laid.contract(after, one, *key)
            contract.applied, contract.asked = bool(theirs["applied"]), float(theirs["asked"])

    def points(one: Organization, funder: Any, programme: str) -> float:
        return float(laid.contract(after, one, funder.name, programme)["score"])

    with patch.object(awards, "points", points):
        for funder in laid.twin.funders:
            for programme in funder.agreements_open():
                awards.agreements(funder, programme)
            awards.projects(funder)
            awards.grants(funder)
    rows = [(one, key) for one in here for key in laid.keys(one)]
    funds = after["funds"]["points_to_win"]
    pools = [(f, p) for f in laid.twin.funders for p in f.agreements_open()]
    others = [(one, key) for one in here for key in one.contracts if key not in laid.keys(one)]
    return {
        "projects and grants": Pairs(
            [float(laid.contract(after, *_flat(row))["amount"]) for row in others],
            [one.contracts[key].amount for one, key in others],
        ),
        "awarded": Pairs(
            [float(laid.contract(after, *_flat(row))["amount"]) for row in rows],
            [one.contracts[key].amount for one, key in rows],
        ),
        "points to win": Pairs(
            [float(funds[laid.funders.index(f.name), laid.programmes.index(p)]) for f, p in pools],
            [f.points_to_win[p] for f, p in pools],
        ),
    }


def of_posts(laid: Laid, before: dict[str, Any], after: dict[str, Any]) -> dict[str, Pairs]:
    """Staff and posts of a month: who leaves, is hired, laid off or put to the mission."""
    twin = laid.twin
    here = [one for one in laid.lay(before) if one.name in after["row"]]
    for one in here:
        mine = after["organizations"][after["row"][one.name]]
        one.unrestricted, one.restricted = float(mine["unrestricted"]), float(mine["restricted"])
        twin.books.accounts[one.name] = float(mine["reserve"])
        usual = twin.numbers.delivery.hours_per_episode
        one.thickness[True] = min(1.0, float(mine["hours_per_episode"]) / usual)
        owed = sum(float(laid.contract(after, one, *key)["receivable"]) for key in one.contracts)
        one.due = [(0, twin.main.name, owed)]
        posts.move(one)
    return {
        name: Pairs(
            [float(after["organizations"][after["row"][one.name]][name]) for one in here],
            [float(getattr(one, name)) for one in here],
        )
        for name in POSTS
    }


def of_june(laid: Laid, before: dict[str, Any], after: dict[str, Any]) -> dict[str, Pairs]:
    """Seats at ministries' tables, by whom each would rather have and who would come."""
    here = laid.lay(after)
    for one in here:
        row = before["row"].get(one.name)
        one.on_board = row is not None and bool(before["organizations"][row]["on_board"])
    laid.twin.organizations = here
    laid.lay_funders(after, after)

    def theirs(_: Twin, funder: Any, board: list[Organization], number: int) -> list[Organization]:
        row = laid.funders.index(funder.name)
        mine = after["relations"][:, row]["delegate"]
        return [one for one in board if mine[laid.rows[one.name]]][:number]

    with patch.object(ministry_table, "sent", theirs):
        ministry_table.seats(laid.twin)
    found = {}
    for name in ("seat", "delegate"):
        rows = [(one, ministry.name) for one in here for ministry in laid.twin.ministries]
        found[name] = Pairs(
            [
                float(after["relations"][after["row"][one.name], laid.funders.index(funder)][name])
                for one, funder in rows
            ],
            [float(getattr(one.relations[funder], name)) for one, funder in rows],
        )
    return found


def compare(
    organizations: int = 126, scale: float = 500.0, scenario: str = SCENARIO
) -> dict[str, Pairs]:
    """All decisions matched; arguments as in `Laid`."""
    laid = Laid(organizations, scale, scenario)
    found = of_april(laid)
    april = laid.state()
    may = laid.step()
    found.update({f"in May: {name}": pairs for name, pairs in of_posts(laid, april, may).items()})
    june = laid.step()
    found.update({f"in June: {name}": pairs for name, pairs in of_june(laid, may, june).items()})
    return found


if __name__ == "__main__":
    for decision, pairs in compare(scenario=(sys.argv[1:] or [SCENARIO])[0]).items():
        print(f"{decision:26s} {pairs}")
