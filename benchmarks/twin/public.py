"""Public services beside organisations: courses of French and legal aid, for each who arrives."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .lists import Key
    from .model import Twin


class PublicServices:
    """Files that public services can open in each place.

    Parameters
    ----------
    model
        The twin.
    """

    def __init__(self, model: Twin) -> None:
        self.model = model
        self.rates: dict[tuple[int, str], float] = {
            (model.kinds.index(row["need"]), row["status"]): float(row["value"])
            for row in model.inputs.tables["public_services"]
        }
        self.kept: dict[tuple[int, int], float] = defaultdict(float)

    def files(self, waiting: dict[Key, float]) -> dict[Key, float]:
        """Files opened this month; what a course does not open between sessions adds up."""
        month = self.model.month
        year = self.model.first_year + (month + 3) // 12
        for (kind, status), rate in self.rates.items():
            for (arriving, place), persons in self.model.arrivals_of(year).items():
                if arriving == status:
                    self.kept[place, kind] += rate * persons / 12
        opened: dict[Key, float] = {}
        for (place, kind), number in list(self.kept.items()):
            if month % self.model.service[kind].session:
                continue
            there = {key: n for key, n in waiting.items() if key[0] == place and key[2] == kind}
            there = {key: n for key, n in there.items() if key[1]}
            total = sum(there.values())
            part = min(1.0, number / total) if total else 0.0
            opened.update({key: n * part for key, n in there.items()})
            self.kept[place, kind] = 0.0
        return opened
