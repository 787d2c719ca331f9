"""A newcomer: six needs, each with a stage, one draw a month and kind of need."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import mesa

if TYPE_CHECKING:
    from .model import Twin

MET, UNAWARE, AWARE, WAITING, IN_SERVICE, GIVEN_UP = range(6)


class Newcomer(mesa.Agent):  # type: ignore[misc]
    """One object for `scale` people of one status, place and month of arrival.

    Parameters
    ----------
    model
        The twin.
    status, place
        Of arrival.
    arrived
        Month of the run, negative before it.
    """

    model: Twin

    def __init__(self, model: Twin, status: str, place: int, arrived: int) -> None:
        super().__init__(model)
        self.status = self.arrival_status = status
        self.place = place
        self.arrived = arrived
        self.eligible_on_arrival = model.main_pays(status)
        profile = model.profiles[status]
        draw = self.random.random
        level = draw()
        french = profile["french"]
        self.language = (
            0.5 * level / (1 - french)
            if level < 1 - french
            else 0.5 + 0.5 * (level - 1 + french) / french
        )
        self.knows = draw() < profile["aware"]
        there = [level < profile["language"]]
        there += [draw() < profile[kind] for kind in model.kinds[1:]]
        known = AWARE if self.knows else UNAWARE
        self.stages = [known if needed else MET for needed in there]
        self.providers: list[Any] = [None] * len(there)

    @property
    def need(self) -> float:
        """Mean over kinds of what is left: 0 none, 1 whole."""
        return sum(stage != MET for stage in self.stages) / len(self.stages)

    def live(self, month: int) -> None:
        """One month of all needs, then of status and presence."""
        age = month - self.arrived
        for kind in range(len(self.stages)):
            self.stages[kind] = self.next_stage(kind, age)
        self.model.people.measure(self, age + 1)
        self.stay_or_leave(age + 1)

    def next_stage(self, kind: int, age: int) -> int:
        """Where the need stands after a month, by one draw."""
        stage = self.stages[kind]
        draw = self.random.random()
        if stage == MET:
            returning = self.model.service[kind].returning
            return (AWARE if self.knows else UNAWARE) if draw < returning else MET
        own = self.own_progress(kind, age)
        if draw < own:
            self.providers[kind] = None
            return MET
        draw -= own
        if stage == WAITING:
            return self.wait(kind, draw)
        if stage == IN_SERVICE:
            return self.be_served(kind, draw)
        fading = math.exp(-age / self.model.numbers.seeking.fading_months)
        seeking = self.model.numbers.seeking
        if stage == UNAWARE and draw < seeking.hearing * fading:
            self.knows = True
            return AWARE
        if stage == AWARE and draw < seeking.asking * fading * self.model.lists.reach_of(
            self, kind
        ):
            self.model.lists.ask(self, kind)
            return WAITING
        if stage == GIVEN_UP and draw < seeking.asking_again:
            return AWARE
        return stage

    def own_progress(self, kind: int, age: int) -> float:
        """Chance that work, family and time meet the need this month."""
        service = self.model.service[kind]
        early = service.early * math.exp(-age / self.model.numbers.settling.early_months)
        return float(service.own * self.model.profiles[self.status]["own_progress"] * (1 + early))

    def wait(self, kind: int, draw: float) -> int:
        """Begin to be served, or give up, or wait on."""
        chance, provider = self.model.lists.opening(self, kind)
        if draw < chance:
            self.providers[kind] = provider
            self.model.people.started(self)
            return IN_SERVICE
        if draw - chance < self.model.giving_up:
            self.model.people.dropped += 1
            return GIVEN_UP
        return WAITING

    def be_served(self, kind: int, draw: float) -> int:
        """The file goes on, ends, or is left behind by staff who leave."""
        provider = self.providers[kind]
        ending = self.model.ending_now(kind)
        if draw < ending:
            self.providers[kind] = None
            return self.end_of_file(kind, draw / ending, provider)
        lost = provider.files_lost if provider is not None else 0.0
        if draw - ending < lost:
            self.providers[kind] = None
            return WAITING
        return IN_SERVICE

    def end_of_file(self, kind: int, draw: float, provider: Any) -> int:
        """Met by effect x dose x fit; given up by the kind's share; or aware again."""
        service = self.model.service[kind]
        off = self.model.profiles[self.status]["off_standard"]
        if provider is None:
            dose, fit = 1.0, 1 - self.model.numbers.delivery.standardization_loss * off
        else:
            thickness = provider.thickness_for(self, kind)
            dose = self.model.dose(kind, thickness)
            fit = provider.fit(off)
        if draw < service.dropping_out:
            self.model.people.dropped += 1
            return GIVEN_UP
        return MET if draw - service.dropping_out < service.effect * dose * fit else AWARE

    def stay_or_leave(self, age: int) -> None:
        """A decision on asylum, leaving Quebec, or being settled."""
        numbers = self.model.numbers.settling
        after = self.model.after_decision.get(self.status)
        if after and self.random.random() < 1 / numbers.decision_months:
            if self.random.random() < numbers.acceptance:
                self.status = after[0]
            elif self.random.random() < numbers.refused_who_stay:
                self.status = after[1]
            else:
                self.model.people.leave(self)
                return
        if self.random.random() < self.model.profiles[self.status]["leaving_a_year"] / 12:
            self.model.people.leave(self)
        elif age >= 72 or (age > 36 and not any(stage != MET for stage in self.stages)):
            self.model.people.settle(self)
