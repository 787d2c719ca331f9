"""The twin: a Mesa model whose step is a month, in the order of the pages."""

from __future__ import annotations

from . import awards, life, ministry_table, payments, posts, survival, umbrella, working_hours
from .applications import apply
from .board import decide
from .clients import count, remember_door, targets
from .contract import Contract
from .delivery import deliver
from .inputs import Inputs
from .organization import Organization
from .surroundings import Surroundings


class Twin(Surroundings):
    """The core, written again from its pages.

    Parameters
    ----------
    inputs
        What both models start from.
    """

    def __init__(self, inputs: Inputs) -> None:
        super().__init__(inputs)
        self.begin()

    def begin(self) -> None:
        """Newcomers of six years, the first year's awards, boards and last quarter's claims."""
        for month in range(-72, 0):
            self.month = month
            self.people.arrive(month)
            self.newcomers().do("live", month)
        self.month = 0
        self.remember_fit()
        self.people.opened, self.people.dropped = {True: 0, False: 0}, 0
        self.lists.settle_before()
        for funder in self.funders:
            funder.open_year()
            awards.first_year(funder)
        for one in self.organizations:
            for (name, programme), contract in one.contracts.items():
                if self.instrument(programme) == "service_agreement" and contract.amount > 0:
                    quarter = contract.amount / 4
                    contract.claimed = 0.0
                    self.books.pay("treasury", name, quarter)
                    one.due.append((1, name, quarter))
            payments.incomes(one)
            decide(one)
        self.umbrella.elect()

    def step(self) -> None:
        """One month."""
        month = self.month
        if month == self.inputs.spin_up:
            self.change_regime()
        for funder in self.funders:
            funder.change_offices()
        self.people.arrive(month)
        if month % 12 == 0:
            for one in self.organizations:
                for contract in one.contracts.values():
                    contract.served_last_year, contract.served = contract.served, 0.0
        self.serve()
        for one in self.organizations:
            working_hours.spend(one)
            one.opposition_last_year.append(one.posts_advocacy / max(0.1, one.staff))
            payments.incomes(one)
        payments.pay_month(self)
        self.meet()
        if month % 12 == 0 and month > 0:
            self.year()
        self.relations_move()
        self.measures.record()
        self.month += 1

    def change_regime(self) -> None:
        """The scenario's levers act from its first month."""
        self.regime = self.inputs.regimes[1]
        self.payers_cache, self.pays_cache = {}, {}
        for one in self.organizations:
            for funder in self.funders:
                for programme in funder.programmes_open():
                    if (funder.name, programme) in one.contracts:
                        continue
                    one.contracts[funder.name, programme] = contract = Contract()
                    if self.instrument(programme) == "service_agreement":
                        funder.price(contract, programme)

    def serve(self) -> None:
        """Lists, delivery, needs."""
        left = 12 - self.month % 12
        for one in self.organizations:
            targets(one, left)
        for public in self.public:
            public.arrivals()
        self.lists.count()
        for one in self.organizations:
            deliver(one)
        for public in self.public:
            public.open()
        self.lists.open()
        self.newcomers().do("live", self.month)

    def count_clients(self, one: Organization) -> None:
        """Count an organisation's clients of the month."""
        count(one)

    def meet(self) -> None:
        """Tables of the month."""
        month = self.month
        if month % 3 == 2:
            ministry_table.values(self)
        if month % 12 == 1:
            self.umbrella.elect()
        if month % 3 == 0:
            self.umbrella.deliberate()
        if month % 12 == 2:
            ministry_table.seats(self)
        ministry_table.talk(self)
        if month % 3 == 2:
            self.umbrella.mobilise()
        for funder in self.ministries:
            umbrella.move_policy(self, funder)

    def year(self) -> None:
        """April: budget, news, applications, contest, awards, boards."""
        for funder in self.funders:
            funder.open_year()
        ministry_table.news(self)
        for one in self.organizations:
            apply(one)
        self.remember_fit()
        for funder in self.funders:
            for programme in funder.agreements_open():
                awards.agreements(funder, programme)
            for name, rule in (("projects", awards.projects), ("mission", awards.grants)):
                if name in funder.programmes_open():
                    rule(funder)
        for one in self.organizations:
            payments.incomes(one)
            decide(one)

    def relations_move(self) -> None:
        """Knowledge, doors, members, seats, bills, posts, closing."""
        month = self.month
        if month % 12 == 11:
            ministry_table.conduct_shows(self)
        ministry_table.learn(self)
        raised = sum(one.earned for one in self.organizations)
        asked = sum(one.own_income for one in self.organizations)
        self.donors_tired = max(1.0, raised / asked) ** -self.numbers.fundraising.saturation
        for one in self.organizations:
            remember_door(one)
            life.look_at_itself(one)
            life.members(one)
            if month % 12 == 2:
                life.assembly(one)
            payments.pay_bills(one)
            posts.move(one)
        survival.close_and_found(self)
