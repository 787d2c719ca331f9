"""An organisation: what it has, and what others ask it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

import mesa

from .contract import Contract, Relation

if TYPE_CHECKING:
    from .funder import Funder
    from .model import Twin

Payers = tuple[tuple[str, str], ...]  # sorted, so that no order hangs on the process
Short = tuple[Payers, int]


class Organization(mesa.Agent):  # type: ignore[misc]
    """One object an organisation.

    Parameters
    ----------
    model
        The twin.
    start
        Attributes before the first month, as partnersim drew them.
    """

    model: Twin

    def __init__(self, model: Twin, start: dict[str, Any]) -> None:
        super().__init__(model)
        plain = {k: v for k, v in start.items() if k not in ("offer", "priorities", "reserve")}
        for key, value in plain.items():
            setattr(self, key, value.item() if hasattr(value, "item") else value)
        self.offer = [float(x) for x in start["offer"]]
        self.priorities = [float(x) for x in start["priorities"]]
        self.alive = True
        model.books.pay("outside", self.name, float(start["reserve"]))
        row = model.archetypes[int(start["archetype"])]
        self.only_francization = row["only_francization"] == "1"
        self.contracts: dict[tuple[str, str], Contract] = {}
        self.relations = {
            funder.name: Relation(appetite=float(row.get(funder.sells_as, 0) or 0))
            for funder in model.funders
        }
        self.lists: dict[Short, float] = defaultdict(float)
        self.files: dict[Short, float] = defaultdict(float)
        self.requests: dict[Short, float] = defaultdict(float)
        self.opened: dict[Short, float] = {}
        self.held_now: dict[Short, list[Contract]] = {}
        self.part_now: dict[Short, float] = {}
        self.thickness = {True: 1.0, False: 1.0}
        self.alternative, self.delivery_plan, self.own_hours = 0.1, 0.7, 0.0
        self.posts_experienced = self.posts_mission
        self.raising_share = self.mission_use = self.advocacy_use = self.uncounted_use = 0.2
        self.posts_mission_wanted = self.posts_mission
        self.posts_tied = self.posts_unpaid = 0.0
        self.unrestricted, self.restricted, self.gap = self.own_income, 0.0, 0.0
        self.income_memory = self.own_income
        self.earned = self.own_income
        self.turnover = model.numbers.staff.base_turnover
        self.months_unpaid, self.hours_due, self.reporting_memory = 0, 0.0, 0.0
        self.files_lost = 0.0
        self.hours: dict[str, float] = defaultdict(float)
        self.attendance = 1.0
        self.usefulness = self.random.gauss(0, 1)
        self.consent = 0.0
        self.opposition_last_year: list[float] = []
        self.willing_draw = self.random.random()
        self.willing = True
        self.on_board = False
        self.influence = 0.0
        self.mobilised = False
        self.stakes = [0.0, 0.0, 0.0]
        self.self_perception = 0.5
        self.due: list[tuple[int, str, float]] = []
        self.watched = 0.0

    name: str
    place: int
    archetype: int
    founding_identity: float
    contention: float
    openness: float
    own_income: float
    fixed_cost: float
    staff: float
    posts_mission: float
    posts_raising: float
    members: float
    seats_members: float
    seats_allies: float
    seats_professionals: float
    door_eligible: float
    door_ineligible: float
    umbrella_member: bool

    @property
    def reserve(self) -> float:
        """Cash less unpaid bills."""
        return self.model.books.balance(self.name)

    @property
    def month_hours(self) -> float:
        """Hours of all staff in a month."""
        return self.staff * float(self.model.numbers.staff.hours_a_month)

    @property
    def reach(self) -> float:
        """Members that the people at its doors could be."""
        numbers = self.model.numbers.members
        return float(numbers.least + numbers.reach * (self.door_eligible + self.door_ineligible))

    @property
    def participation(self) -> float:
        """Active members, of those it could have."""
        return min(1.0, self.members / self.reach)

    @property
    def posts_advocacy(self) -> float:
        """Posts of the mission given to open advocacy."""
        return self.advocacy_use * self.posts_mission

    @property
    def receivable(self) -> float:
        """What funders owe and have not paid."""
        return sum(amount for _, _, amount in self.due)

    def held(self, payers: Payers, kind: int) -> list[Contract]:
        """Agreements that pay for help of this kind to this class of people, this month."""
        short = payers, kind
        if short not in self.held_now:
            self.held_now[short] = [
                self.contracts[key]
                for key in payers
                if key in self.contracts
                and self.contracts[key].amount > 0
                and self.model.pays_for(key, kind)
            ]
        return self.held_now[short]

    def paid_for(self, payers: Payers, kind: int) -> bool:
        """Whether it is paid for help of this kind to this class."""
        return bool(self.held(payers, kind))

    def hours_offered(self) -> float:
        """Hours of delivery that it offers a month."""
        return float(self.delivery_plan * self.month_hours)

    def pull(self, payers: Payers, kind: int) -> float:
        """Hours offered over 1 + the months of work on its list; x openness where nobody pays."""
        hours = self.hours_offered()
        kept = (min(hours, self.own_hours) if self.holds_any() else hours) * self.openness
        paid = self.paid_for(payers, kind)
        held = self.held(payers, kind)
        part = min((c.staff_hours / c.hours for c in held), default=1.0)
        mine = ((hours - kept) if paid else kept) * self.offer[kind] / part
        shown = mine if paid else hours * self.openness * self.offer[kind]
        work = sum(
            number * self.model.service[k].hours
            for (p, k), number in self.lists.items()
            if k == kind and self.paid_for(p, k) == paid
        )
        return shown / (1 + work / max(mine, 1e-9))

    def pull_with(self, key: tuple[str, str], kind: int) -> float:
        """What would draw people to it, if a programme that it does not hold paid it for them."""
        hours = self.hours_offered()
        part = self.contracts[key].staff_hours / self.contracts[key].hours
        kept = min(hours, self.own_hours) * self.openness
        mine = (hours - kept) * self.offer[kind] / part
        work = sum(
            number * self.model.service[k].hours
            for (payers, k), number in self.lists.items()
            if k == kind and (key in payers or self.paid_for(payers, k))
        )
        return mine / (1 + work / max(mine, 1e-9))

    def holds_any(self) -> bool:
        """Whether any target pays it."""
        return any(contract.target > 0 for contract in self.contracts.values())

    def thickness_for(self, one: Any, kind: int) -> float:
        """Hours of this person's file against the standard."""
        return self.thickness[self.paid_for(self.model.payers_of(one), kind)]

    def fit(self, off_standard: float) -> float:
        """How far service fits: standard service the less, the further from the standard client."""
        numbers = self.model.numbers.delivery
        fit = 1 - numbers.standardization_loss * off_standard * (1 - self.alternative)
        return float(fit * (1 + numbers.monitoring_effect * self.watched))

    @property
    def skill(self) -> float:
        """What a post of the mission achieves, of what an experienced one does."""
        least = self.model.numbers.board.inexperienced
        known = min(1.0, self.posts_experienced / max(self.posts_mission, 1e-9))
        return float(least + (1 - least) * known)

    @property
    def of_members(self) -> float:
        """What mission work yields with the members it has."""
        part = self.model.numbers.members.part
        return float(1 - part + part * self.participation)

    def largest_agreement(self) -> tuple[Funder, str]:
        """Who pays its largest agreement, and by which programme; the main ministry without any."""
        held = [
            (contract.amount, name, programme)
            for (name, programme), contract in self.contracts.items()
            if contract.amount > 0 and self.model.instrument(programme) == "service_agreement"
        ]
        if not held:
            return self.model.main, self.model.main.agreements_open()[0]
        _, name, programme = max(held, key=lambda row: row[0])
        return self.model.funder(name), programme
