"""Funders: ministries, which have a minister and officers, and donors, which have neither."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import mesa

if TYPE_CHECKING:
    from .contract import Contract
    from .model import Twin


@dataclass(slots=True)
class Officer:
    """Whose portfolio a part of the organisations is, and conversations still to be held."""

    due: float = 0.0


class Funder(mesa.Agent):  # type: ignore[misc]
    """One object a funder.

    Parameters
    ----------
    model
        The twin.
    name
        Its key in the scenario.
    """

    model: Twin

    def __init__(self, model: Twin, name: str) -> None:
        super().__init__(model)
        self.name = name
        self.awarded = self.budget = self.unspent = 0.0
        self.points_to_win: dict[str, float] = {}
        self.attitude = self.taste = 1.0
        self.agenda = [float(self.value("funding", "agenda")[kind]) for kind in model.kinds]
        self.minister_agenda = list(self.agenda)
        self.priorities = list(self.agenda)
        self.uptake = 0.0
        self.won = [0.0, 0.0, 0.0]
        self.pressure = 0.0
        self.officers = [Officer() for _ in range(self.officers_number)]
        self.opened: list[str] = []
        self.opened_under: Any = None

    @property
    def terms(self) -> Any:
        """Terms of the regime in force."""
        return self.model.regime[self.name]

    def value(self, group: str, name: str) -> Any:
        """A lever of the regime in force."""
        return self.terms.values[group][name]

    @property
    def is_ministry(self) -> bool:
        """A government rather than a donor."""
        return bool(self.terms.is_ministry)

    @property
    def sells_as(self) -> str:
        """Which column of kinds of income it is."""
        return str(self.value("funding", "sells_as"))

    @property
    def officers_number(self) -> int:
        """Officers among whom organisations are divided; a donor has none."""
        return int(self.value("officers", "number")) if self.is_ministry else 0

    @property
    def project_amount(self) -> float:
        """Dollars of one project."""
        return float(self.value("project", "amount"))

    def split(self, instrument: str) -> float:
        """Share of the envelope."""
        return float(self.value("funding", "split").get(instrument, 0.0))

    def programmes_open(self) -> list[str]:
        """Programmes that it has money for."""
        if self.opened_under is not self.terms:
            self.opened_under, self.opened = self.terms, self.opened_by_terms()
        return self.opened

    def opened_by_terms(self) -> list[str]:
        """The same, by the terms in force."""
        names = ["mission"] if self.split("mission") > 0 else []
        if self.split("service_agreement") > 0:
            shares = self.value("funding", "programmes")
            names += [name for name, share in shares.items() if share > 0]
        return names + (["projects"] if self.split("project") > 0 else [])

    def agreements_open(self) -> list[str]:
        """Programmes of service agreements among them."""
        return [p for p in self.programmes_open() if p not in ("mission", "projects")]

    def moved_to_mission(self) -> float:
        """What the umbrella won for the mission, out of agreements."""
        won = self.won[2] * self.budget * self.split("mission")
        return min(won, self.budget * self.split("service_agreement"))

    def coverage(self) -> float:
        """Share of organisations that get mission grants: places grow as their money is won."""
        return min(1.0, float(self.value("mission_grant", "coverage")) * (1 + self.won[2]))

    def pool_of_agreements(self) -> float:
        """Money of all agreements."""
        return self.budget * self.split("service_agreement") - self.moved_to_mission()

    def pool(self, programme: str) -> float:
        """Money of a programme this year."""
        if programme == "mission":
            return self.budget * self.split("mission") + self.moved_to_mission()
        if programme == "projects":
            return self.budget * self.split("project")
        return self.pool_of_agreements() * float(self.value("funding", "programmes")[programme])

    def price(self, contract: Contract, programme: str) -> None:
        """Price of a client, and hours that it pays for."""
        row = self.model.programmes[programme].numbers
        usual = self.model.numbers.delivery.hours_per_episode
        contract.price = float(self.value("service_agreement", "price_per_client")) * row["price"]
        contract.staff_hours = usual * row["price"]
        contract.hours = contract.staff_hours / row["staff_hours"]

    def hours_of_accounts(self, programme: str) -> tuple[float, float]:
        """Hours of a client's record, and of reports a year, of an agreement by a programme."""
        numbers, terms = self.model.numbers.reporting, self.terms.values["accountability"]
        row, weight = self.model.programmes[programme].numbers, numbers.complexity_weight
        burden = terms["burden"] * (1 - self.won[1])
        record = numbers.hours_per_record * burden * terms["record_time"] * row["price"]
        record *= 1 + weight * (row["records"] - 1)
        record += numbers.hours_per_nominative_record * burden * terms["nominative_data"]
        report = numbers.hours_per_report * burden * terms["report_time"]
        report *= 1 + weight * (row["reports"] - 1)
        return float(record), float(report * terms["reports_a_year"])

    def hours_of_visits(self) -> float:
        """Hours a year of visits to one organisation."""
        visits = self.terms.values["accountability"]["visits_a_year"]
        return float(visits * self.model.numbers.reporting.hours_per_visit)

    def open_year(self) -> None:
        """What is not owed goes back; the new envelope comes in."""
        books, owed = self.model.books, self.model.owed_by(self.name)
        books.pay(self.name, "treasury", books.balance(self.name) - owed)
        self.budget = float(self.value("funding", "envelope"))
        books.pay("treasury", self.name, self.budget)
        self.awarded = 0.0

    def change_offices(self) -> None:
        """Ministers and officers go at a rate, with what they brought."""
        if not self.is_ministry:
            return
        if self.random.random() < 1 / self.value("minister", "term_months"):
            self.new_minister()
        chance = 1 / self.value("officers", "term_months")
        for number in range(len(self.officers)):
            if self.random.random() < chance:
                for one in self.portfolio(number):
                    relation = one.relations[self.name]
                    relation.officer = relation.officer_use = relation.officer_consent = 0.0

    def new_minister(self) -> None:
        """An attitude, a taste and an agenda around the levers."""
        spread = self.value("minister", "spread")
        draw = self.random.gauss
        level = self.value("minister", "attitude")
        self.attitude = level * math.exp(draw(0, spread) - spread**2 / 2)
        self.taste = self.value("minister", "taste") + draw(0, 1) * self.value(
            "minister", "taste_spread"
        )
        agenda = [share * math.exp(draw(0, spread)) for share in self.agenda]
        self.minister_agenda = [share / sum(agenda) for share in agenda]

    def portfolio(self, number: int) -> list[Any]:
        """Organisations of an officer."""
        living = self.model.living()
        return [one for one in living if one.order % len(self.officers) == number]
