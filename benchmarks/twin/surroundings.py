"""What is where: tables, funders, organisations, who is paid for, small rules many files need."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

import mesa

from . import umbrella
from .board import LEAST_RECORD
from .contract import Contract
from .funder import Funder
from .inputs import NEEDS, Inputs
from .lists import Lists
from .measures import Measures
from .money import Books
from .newcomer import Newcomer
from .organization import Organization, Payers
from .people import People
from .public import PublicServices


@dataclass(frozen=True)
class Service:
    """What service for a kind of need takes and does."""

    hours: float
    monthly: float
    ending: float
    session: int
    threshold: float
    effect: float
    own: float
    early: float
    returning: float
    dropping_out: float


class Surroundings(mesa.Model):  # type: ignore[misc]
    """Everybody and everything of a run, without a month.

    Parameters
    ----------
    inputs
        What both models start from.
    """

    def __init__(self, inputs: Inputs) -> None:
        super().__init__(rng=int.from_bytes(inputs.seed.encode()[:6]))
        self.inputs, self.numbers, self.scale = inputs, inputs.numbers, inputs.scale
        self.month, self.first_year = 0, inputs.first_year
        self.kinds, self.programmes = NEEDS, inputs.programmes
        self.instruments = {name: str(row.instrument) for name, row in inputs.programmes.items()}
        self.regime = inputs.regimes[0]
        self.archetypes = inputs.tables["archetypes"]
        self.service = [self.service_of(kind) for kind in NEEDS]
        self.profiles = self.read_profiles()
        self.after_decision = {
            row["status"]: (row["accepted_as"], row["refused_as"])
            for row in inputs.tables["statuses"]
            if row["accepted_as"]
        }
        self.place_names = list(dict.fromkeys(r["place"] for r in inputs.tables["places"]))
        self.giving_up = 1 - 0.5 ** (1 / self.numbers.seeking.patience_months)
        self.arrivals_cache: dict[int, dict[tuple[str, int], float]] = {}
        self.payers_cache: dict[tuple[str, int], Payers] = {}
        self.pays_cache: dict[tuple[tuple[str, str], int], bool] = {}
        self.books, self.people, self.lists = Books(), People(self), Lists(self)
        self.public = [PublicServices(self, place) for place in range(len(self.place_names))]
        self.funders = [Funder(self, name) for name in self.regime]
        self.by_name = {funder.name: funder for funder in self.funders}
        self.ministries = [funder for funder in self.funders if funder.is_ministry]
        self.main = self.by_name[inputs.main]
        self.organizations: list[Organization] = []
        for start in inputs.organizations:
            self.add_organization(start)
        self.umbrella = umbrella.Umbrella(self)
        self.measures = Measures(self)
        self.donors_tired = 1.0

    # what is where

    def service_of(self, kind: str) -> Service:
        """Numbers of a kind of service."""
        rows = self.inputs.tables["services"]
        row = {r["measure"]: float(r["value"]) for r in rows if r["need"] == kind}
        settling = self.numbers.settling
        return Service(
            hours=row["hours"],
            monthly=row["hours"] / row["months"],
            ending=min(1.0, row["session_months"] / row["months"]),
            session=int(row["session_months"]),
            threshold=row["threshold"],
            effect=row["effect"] * settling.effectiveness,
            own=row["own_progress"] * settling.own_progress,
            early=row["early_progress"],
            returning=row["returning"] * settling.returning,
            dropping_out=row["dropping_out"],
        )

    def read_profiles(self) -> dict[str, dict[str, float]]:
        """Needs, language and chances by status."""
        profiles = {}
        for row in self.inputs.tables["status_profiles"]:
            words = ("status", "source", "note")
            profiles[row["status"]] = {k: float(v) for k, v in row.items() if k not in words}
        return profiles

    def arrivals_of(self, year: int) -> dict[tuple[str, int], float]:
        """People a year by status and place."""
        if year not in self.arrivals_cache:
            rows = self.inputs.tables["arrivals"]
            known = [int(row["year"]) for row in rows]
            use = min(max(year, min(known)), max(known))
            people = {r["status"]: float(r["persons"]) for r in rows if int(r["year"]) == use}
            level = self.numbers.arrivals.level
            self.arrivals_cache[year] = {
                (row["status"], self.place_names.index(row["place"])): people[row["status"]]
                * float(row["share"])
                * level
                for row in self.inputs.tables["places"]
                if people.get(row["status"], 0) > 0
            }
        return self.arrivals_cache[year]

    def living(self) -> list[Organization]:
        """Organisations that are open."""
        return self.organizations

    def newcomers(self) -> mesa.agent.AgentSet:
        """Those who are present."""
        if Newcomer not in self.agents_by_type:
            return mesa.agent.AgentSet([], random=self.random)
        return self.agents_by_type[Newcomer]

    def present(self) -> int:
        """Newcomers present."""
        return len(self.newcomers())

    def funder(self, name: str) -> Funder:
        """A funder by its name."""
        return self.by_name[name]

    def instrument(self, programme: str) -> str:
        """Whose rules a programme follows."""
        return self.instruments[programme]

    # who is paid for

    def pays_for(self, key: tuple[str, str], kind: int) -> bool:
        """The programme pays for the need, and no narrower one of the funder does."""
        if (key, kind) not in self.pays_cache:
            name = self.kinds[kind]
            own = self.programmes[key[1]]
            narrower = [
                other
                for other in self.funder(key[0]).agreements_open()
                if name in self.programmes[other].needs
                and len(self.programmes[other].needs) < len(own.needs)
            ]
            self.pays_cache[key, kind] = name in own.needs and not narrower
        return self.pays_cache[key, kind]

    def payers_of(self, one: Newcomer) -> Payers:
        """Programmes that pay for a person, by status and months since arrival."""
        age = min(601, max(0, self.month - one.arrived))
        if (one.status, age) not in self.payers_cache:
            payers = set()
            for funder in self.ministries:
                terms = funder.terms.values["eligibility"]
                if terms[one.status] and age < terms["window_months"]:
                    payers |= {(funder.name, p) for p in funder.agreements_open()}
            self.payers_cache[one.status, age] = tuple(sorted(payers))
        return self.payers_cache[one.status, age]

    def payers_on_arrival(self, status: str) -> Payers:
        """Programmes that pay for a status on arrival."""
        payers = set()
        for funder in self.ministries:
            if funder.terms.values["eligibility"][status]:
                payers |= {(funder.name, p) for p in funder.agreements_open()}
        return tuple(sorted(payers))

    def classes(self) -> list[Payers]:
        """Classes of people who are present."""
        return sorted(set(self.payers_cache.values()))

    def main_pays(self, status: str) -> bool:
        """Whether the main ministry pays for a status on arrival."""
        return bool(self.main_terms()["eligibility"][status])

    def main_pays_now(self, one: Newcomer) -> bool:
        """Whether it pays for this person now."""
        return any(funder == self.main.name for funder, _ in self.payers_of(one))

    def main_terms(self) -> dict[str, Any]:
        """Terms of the main ministry."""
        values: dict[str, Any] = self.regime[self.inputs.main].values
        return values

    # small rules that several files need

    def ending_now(self, kind: int) -> float:
        """Chance that a file ends this month: at the end of a session, where there are any."""
        service = self.service[kind]
        if self.lists.before:
            return service.ending / service.session
        return service.ending if (self.month + 1) % service.session == 0 else 0.0

    def dose(self, kind: int, thickness: float) -> float:
        """(1 - e^(-c x)) / (1 - e^-c), x the part of the hours above the threshold."""
        low, c = self.service[kind].threshold, self.numbers.delivery.dose_curvature
        x = max(0.0, (thickness - low) / (1 - low))
        return float((1 - math.exp(-c * x)) / (1 - math.exp(-c)))

    def cost_of_advocacy(self, funder: Funder, share: float) -> float:
        """Points that open advocacy costs under the minister in office."""
        if not funder.is_ministry:
            return 0.0
        return float(self.numbers.contest.advocacy_cost * max(0.0, funder.taste) * share / 0.05)

    def points_of_fit(self, one: Organization, funder: Funder, programme: str) -> float:
        """Less, the further its offer is from what the call names."""
        named = [
            share if self.pays_for((funder.name, programme), kind) else 0.0
            for kind, share in enumerate(funder.priorities)
        ]
        total = sum(named) or 1.0
        apart = sum(abs(n / total - o) for n, o in zip(named, one.offer, strict=True)) / 2
        return float(-self.numbers.contest.fit * apart)

    def points_without_chance(
        self, one: Organization, funder: Funder, programme: str, fit: float | None = None
    ) -> float:
        """Points of an application: the record, fit (of now unless given), and advocacy's cost."""
        met = max(LEAST_RECORD, min(1.0, one.relations[funder.name].performance))
        points = self.points_of_fit(one, funder, programme) if fit is None else fit
        points += self.numbers.contest.record * math.log(met)
        points -= self.cost_of_advocacy(funder, one.posts_advocacy / max(0.1, one.staff))
        return float(points)

    def remember_fit(self) -> None:
        """Points of fit of the year's contest, by which boards reckon until the next."""
        for one in self.living():
            for funder in self.funders:
                for programme in funder.programmes_open():
                    contract = one.contracts[funder.name, programme]
                    contract.points_of_fit = self.points_of_fit(one, funder, programme)

    def potential_income(self, one: Organization) -> float:
        """Own income a month at ordinary fundraising."""
        numbers = self.numbers.fundraising
        roots = 1 + numbers.roots * one.participation
        dependence = one.memory["governments"] / max(1.0, one.memory["all"])
        left = (1 - numbers.crowding_out * min(1.0, dependence)) * self.donors_tired
        return float(one.own_income * roots / (1 + numbers.roots * numbers.usual_members) * left)

    def own_income(self, one: Organization, share: float) -> float:
        """Own income a month of a share of posts that raise it."""
        numbers = self.numbers.fundraising
        effort = (share + numbers.start) / (numbers.ordinary + numbers.start)
        return float(self.potential_income(one) * effort**numbers.returns)

    def owed_by(self, name: str) -> float:
        """What a funder owes to organisations."""
        return sum(
            amount for one in self.organizations for _, payer, amount in one.due if payer == name
        )

    def add_organization(self, start: dict[str, Any]) -> None:
        """Open an organisation."""
        one = Organization(self, start)
        one.order = len(self.organizations) + self.month
        one.income = defaultdict(float, {"all": 0.0, "governments": 0.0, "main": 0.0})
        one.memory = defaultdict(float, {"all": max(1.0, float(start["yearly_income"]))})
        for funder in self.funders:
            for programme in sorted({*funder.programmes_open(), "mission", "projects"}):
                one.contracts[funder.name, programme] = Contract()
                if self.instrument(programme) == "service_agreement":
                    funder.price(one.contracts[funder.name, programme], programme)
                    needs = self.programmes[programme].needs
                    part = sum(one.offer[k] for k, kind in enumerate(self.kinds) if kind in needs)
                    one.contracts[funder.name, programme].door = part * one.door_eligible
                    one.contracts[funder.name, programme].in_reach = part * one.door_eligible
        self.organizations.append(one)

    def forget(self, one: Organization) -> None:
        """Close an organisation: its files go back on the lists."""
        from .newcomer import IN_SERVICE, WAITING

        self.organizations.remove(one)
        for newcomer in self.newcomers():
            for kind, provider in enumerate(newcomer.providers):
                if provider is one:
                    newcomer.providers[kind] = None
                    if newcomer.stages[kind] == IN_SERVICE:
                        newcomer.stages[kind] = WAITING
        one.remove()
