"""Waiting lists: expected numbers of people by provider, class of payers and kind of need.

Lists of a place add up to the newcomers of it who wait; files to those in service. Who asked last
month divides by the hours offered over 1 + the months of work on the list.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from .newcomer import IN_SERVICE, WAITING, Newcomer
from .referral import pass_on

if TYPE_CHECKING:
    from .model import Twin
    from .organization import Organization, Short

SERVED_BEFORE = 0.3  # chance a month of those who wait, before the first month
Key = tuple[int, tuple[tuple[str, str], ...], int]  # place, payers, kind of need


class Lists:
    """Lists of the month, and the chances that follow from them.

    Parameters
    ----------
    model
        The twin.
    """

    def __init__(self, model: Twin) -> None:
        self.model = model
        self.asked: dict[Key, float] = defaultdict(float)
        self.waiting: dict[Key, float] = {}
        self.listed = {True: 0.0, False: 0.0}  # who waits as the month begins, paid for or not
        self.joined = {True: 0.0, False: 0.0}  # of them, who asked in the month before
        self.joining = {True: 0.0, False: 0.0}
        self.start: dict[Key, float] = {}
        self.drawn_to: dict[Key, list[tuple[float, Any]]] = {}
        self.reach: dict[Key, float] = {}
        self.before = SERVED_BEFORE

    def key(self, one: Newcomer, kind: int) -> Key:
        """Where a newcomer's need is counted."""
        return one.place, self.model.payers_of(one), kind

    def ask(self, one: Newcomer, kind: int) -> None:
        """Somebody joins the lists of a place from next month on."""
        self.asked[self.key(one, kind)] += self.model.scale
        self.joining[self.model.main_pays_now(one)] += 1

    def reach_of(self, one: Newcomer, kind: int) -> float:
        """How readily the place is reached by this person for this need."""
        return 1.0 if self.before else self.reach.get(self.key(one, kind), 0.0)

    def opening(self, one: Newcomer, kind: int) -> tuple[float, Any]:
        """Chance that a file is opened this month, and where."""
        if self.before:
            return self.before, None
        key = self.key(one, kind)
        chance = self.start.get(key, 0.0)
        if not chance:
            return 0.0, None
        draw = self.model.random.random()
        for share, provider in self.drawn_to[key]:
            if draw < share:
                return chance, provider
        return chance, None

    def settle_before(self) -> None:
        """At the first month no file has a provider yet: who is in service waits."""
        self.before = 0.0
        self.asked = defaultdict(float)
        for one in self.model.newcomers():
            one.stages = [WAITING if stage == IN_SERVICE else stage for stage in one.stages]

    def count(self) -> None:
        """Bring lists and files up to the newcomers who are there."""
        waiting: dict[Key, float] = defaultdict(float)
        served: dict[Key, float] = defaultdict(float)
        scale = self.model.scale
        self.listed = {True: 0.0, False: 0.0}
        self.joined, self.joining = self.joining, {True: 0.0, False: 0.0}
        for one in self.model.newcomers():
            for kind, stage in enumerate(one.stages):
                if stage == WAITING:
                    waiting[self.key(one, kind)] += scale
                    self.listed[self.model.main_pays_now(one)] += 1
                elif stage == IN_SERVICE and one.providers[kind] is not None:
                    served[self.key(one, kind)] += scale
        here: dict[int, list[Organization]] = defaultdict(list)
        for organization in self.model.living():
            here[organization.place].append(organization)
        providers: dict[int, list[Any]] = {
            place: [*here[place], self.model.public[place]]
            for place in range(len(self.model.place_names))
        }
        pulls = self.pulls(providers, waiting)
        for attribute, counts in (("lists", waiting), ("files", served)):
            for place, there in providers.items():
                self.rescale(attribute, place, there, counts, pulls)
        self.waiting = waiting
        for place, organizations in here.items():
            self.would_come(place, organizations, pulls)
        self.asked = defaultdict(float)
        self.reaches(here)
        for organizations in here.values():
            pass_on(organizations)

    def pulls(
        self, here: dict[int, list[Any]], waiting: dict[Key, float]
    ) -> dict[Key, list[float]]:
        """What draws people to each organisation of a place."""
        keys = sorted(set(waiting) | set(self.asked))
        return {key: [one.pull(key[1], key[2]) for one in here[key[0]]] for key in keys}

    def rescale(
        self,
        attribute: str,
        place: int,
        organizations: list[Any],
        counts: dict[Key, float],
        pulls: dict[Key, list[float]],
    ) -> None:
        """Scale what providers have to what a place has; newly asked divide by pulls."""
        totals: dict[Short, float] = defaultdict(float)
        for one in organizations:
            for short, number in getattr(one, attribute).items():
                totals[short] += number
        for short in sorted(set(totals) | {key[1:] for key in counts if key[0] == place}):
            key = (place, *short)
            count = counts.get(key, 0.0)
            new = min(count, self.asked.get(key, 0.0)) if attribute == "lists" else 0.0
            total = totals.get(short, 0.0)
            if total <= 0:
                new = count
            weights = pulls.get(key) or [one.pull(*short) for one in organizations]
            whole = sum(weights)
            for one, weight in zip(organizations, weights, strict=True):
                mine = getattr(one, attribute)
                kept = mine.get(short, 0.0) * (count - new) / total if total > 0 else 0.0
                came = new * (weight / whole if whole else 1 / len(organizations))
                mine[short] = kept + came
                if attribute == "lists":
                    one.requests[short] = came

    def would_come(
        self, place: int, organizations: list[Organization], pulls: dict[Key, list[float]]
    ) -> None:
        """Usual clients of this month whom each programme that is not held would bring, if it were."""
        usual = self.model.numbers.delivery.hours_per_episode
        began = [
            (key[1], key[2], min(self.waiting.get(key, 0.0), number), sum(pulls[key]), pulls[key])
            for key, number in sorted(self.asked.items())
            if key[0] == place
        ]
        for number, one in enumerate(organizations):
            for key, contract in one.contracts.items():
                contract.would = 0.0
                if contract.amount > 0 or self.model.instrument(key[1]) != "service_agreement":
                    continue
                part = contract.staff_hours / contract.hours
                for payers, kind, people, whole, each in began:
                    if people <= 0 or key not in payers or not self.model.pays_for(key, kind):
                        continue
                    hours = one.pull_with(key, kind)
                    come = people * hours / max(1e-9, hours + whole - each[number])
                    contract.would += come * self.model.service[kind].hours * part / usual

    def reaches(self, here: dict[int, list[Organization]]) -> None:
        """1 where somebody is paid for the person, else the openness met, weighted by hours."""
        self.reach = {}
        for place, organizations in here.items():
            for payers in self.model.classes():
                for kind in range(len(self.model.kinds)):
                    public = self.model.public[place].paid_for(payers, kind)
                    if public or any(one.paid_for(payers, kind) for one in organizations):
                        self.reach[place, payers, kind] = 1.0
                        continue
                    hours = [one.hours_offered() for one in organizations]
                    met = sum(h * one.openness for h, one in zip(hours, organizations, strict=True))
                    self.reach[place, payers, kind] = met / sum(hours) if sum(hours) else 0.0

    def open(self) -> None:
        """Turn files that providers open into chances of those who wait."""
        opened: dict[Key, list[tuple[float, Any]]] = defaultdict(list)
        for one in self.model.living():
            for (payers, kind), number in one.opened.items():
                if number > 0:
                    opened[one.place, payers, kind].append((number, one))
        for public in self.model.public:
            for (payers, kind), number in public.opened.items():
                if number > 0:
                    opened[public.place, payers, kind].append((number, public))
        self.start, self.drawn_to = {}, {}
        for key, numbers in opened.items():
            total = sum(number for number, _ in numbers)
            count = self.waiting.get(key, 0.0)
            if total <= 0 or count <= 0:
                continue
            self.start[key] = min(1.0, total / count)
            reached, shares = 0.0, []
            for number, provider in numbers:
                reached += number / total
                shares.append((reached, provider))
            self.drawn_to[key] = shares
