"""An award of a funder by a programme, and what a funder and an organisation are to each other."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Contract:
    """What an organisation holds of a funder by one programme."""

    amount: float = 0.0
    target: float = 0.0
    price: float = 1.0
    hours: float = 6.5
    staff_hours: float = 6.5
    served: float = 0.0
    served_quarter: float = 0.0
    served_last_year: float = 0.0
    claimed: float = 0.0
    paid: float = 0.0
    clawback: float = 0.0
    asked: float = 0.0
    asked_clients: float = 0.0
    years_held: int = 0
    months_left: int = 0
    heard: bool = True
    new: bool = False
    applied: bool = False
    score: float = 0.0
    points_of_fit: float = 0.0
    group_meets: bool = True
    owed: float = 0.0
    records: float = 0.0
    door: float = 0.0
    would: float = 0.0
    in_reach: float = 0.0
    brought: float = 0.0


@dataclass(slots=True)
class Relation:
    """What a funder knows of an organisation, and how they meet."""

    appetite: float = 0.0
    performance: float = 0.95
    file: float = 0.1
    officer: float = 0.0
    file_use: float = 0.0
    file_consent: float = 0.0
    officer_use: float = 0.0
    officer_consent: float = 0.0
    seat: bool = False
    delegate: bool = False
    direct_access: bool = False
    talked: bool = False
    talks: list[float] = field(default_factory=lambda: [0.0] * 4)
    value: float = 0.0
    invitable: bool = False
    reporting: float = 0.0

    @property
    def tie(self) -> float:
        """Share of doubt that is removed."""
        return 1.0 - 1.0 / (1.0 + self.file + self.officer)
