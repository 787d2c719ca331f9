"""Public services beside organisations: courses of French and legal aid, for each who arrives."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .model import Twin
    from .organization import Payers, Short


class PublicServices:
    """Public services of one place: a provider with lists and files, at no cost to organisations.

    Parameters
    ----------
    model
        The twin.
    place
        Number of the place.
    """

    files_lost = 0.0
    openness = 1.0

    def __init__(self, model: Twin, place: int) -> None:
        self.model, self.place = model, place
        self.rates: dict[tuple[int, str], float] = {
            (model.kinds.index(row["need"]), row["status"]): float(row["value"])
            for row in model.inputs.tables["public_services"]
        }
        self.lists: dict[Short, float] = defaultdict(float)
        self.files: dict[Short, float] = defaultdict(float)
        self.requests: dict[Short, float] = defaultdict(float)
        self.opened: dict[Short, float] = {}
        self.capacity = [0.0] * len(model.kinds)
        self.serves: set[Short] = set()

    def arrivals(self) -> None:
        """Files a month that can be opened for those who arrive."""
        year = self.model.first_year + (self.model.month + 3) // 12
        self.capacity = [0.0] * len(self.capacity)
        self.serves = set()
        for (kind, status), rate in self.rates.items():
            if rate <= 0:
                continue
            people = self.model.arrivals_of(year).get((status, self.place), 0.0)
            self.capacity[kind] += rate * people / 12
            self.serves.add((self.model.payers_on_arrival(status), kind))

    def paid_for(self, payers: Payers, kind: int) -> bool:
        """Whether it serves such people."""
        return (payers, kind) in self.serves

    def pull(self, payers: Payers, kind: int) -> float:
        """Hours offered over 1 + the months of work on its list."""
        if not self.paid_for(payers, kind):
            return 0.0
        hours = self.model.service[kind].hours
        offered = self.capacity[kind] * hours
        work = sum(number * hours for (_, k), number in self.lists.items() if k == kind)
        return offered / (1 + work / offered) if offered > 0 else 0.0

    def open(self) -> None:
        """Open files for those who wait here."""
        self.opened = {}
        for kind, monthly in enumerate(self.capacity):
            service = self.model.service[kind]
            if self.model.month % service.session:
                continue
            follows = sum(number for (_, k), number in self.files.items() if k == kind)
            room = max(0.0, monthly * service.hours / service.monthly - follows)
            there = {short: n for short, n in self.lists.items() if short[1] == kind and n > 0}
            total = sum(there.values())
            part = min(1.0, room / total) if total else 0.0
            self.opened.update({short: n * part for short, n in there.items()})
        for short, number in self.opened.items():
            self.files[short] += number
            self.lists[short] = max(0.0, self.lists[short] - number)

    def thickness_for(self, one: Any, kind: int) -> float:  # noqa: ARG002
        """A whole file."""
        return 1.0

    def fit(self, off_standard: float) -> float:
        """Of standard service."""
        return float(1 - self.model.numbers.delivery.standardization_loss * off_standard)
