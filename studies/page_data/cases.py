"""The settings that the lesson on the page shows, and what is kept of a run of one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from partnersim.analysis.runs.pattern_measures import measure
from partnersim.outcomes.change import mean_of_known
from partnersim.outcomes.recorder import SECTOR_NAMES
from partnersim.page import levers
from partnersim.page.measuring import kept_of
from partnersim.scenario.loading import load
from partnersim.state.calendar import MONTHS_A_YEAR

if TYPE_CHECKING:
    from partnersim.model import PartnershipModel
    from partnersim.scenario.settings import Settings

READINGS = ("prior", "thesis")


@dataclass(frozen=True, slots=True)
class Case:
    """A setting of the lesson: a scenario, and what is set over it."""

    name: str
    scenario: str
    sets: tuple[str, ...] = ()

    def is_of_page(self, reading: str) -> bool:
        """Whether the page has its organisations already."""
        return reading == "prior" and self.scenario in levers.SCENARIOS and not self.sets


def _mission(share: float) -> tuple[str, ...]:
    """The split of the status quo with another share for the mission."""
    agreements = levers.agreements_of_rest(load("mifi_status_quo"))
    return (levers.sets_of((share, 0.0, 0.0), agreements)[0],)


def _door(access: float) -> tuple[str, ...]:
    return (f"ministries.mifi.consultation.access={access:g}",)


def cases() -> tuple[Case, ...]:
    """All settings that some story shows."""
    return (
        Case("quo", "mifi_status_quo"),
        Case("mission_30", "mifi_status_quo", _mission(0.30)),
        Case("mission_60", "mifi_status_quo", _mission(0.60)),
        Case("access_10", "mifi_status_quo", _door(0.10)),
        Case("access_80", "mifi_status_quo", _door(0.80)),
        Case("money", "mission_money_only"),
        Case("policy", "prsca_compliant"),
        Case("closed", "closed_door"),
        Case("open", "open_door"),
        Case("crisis", "covid_crisis"),
        Case("crisis_60", "covid_crisis", _mission(0.60)),
        Case("vote", "mifi_status_quo", ("umbrella.consensus=false",)),
        Case(
            "equal_vote",
            "mifi_status_quo",
            ("umbrella.gamma=0.0", "umbrella.consensus=false"),
        ),
    )


LAST_YEAR = (
    "access_excess", "policy_need_congruence", "mission_hours", "trust_in_peers_mean", "capacity",
    "mobilized_share",
)  # fmt: skip
OF_PATTERNS = ("demand_concentration", "small_members_carried", "small_less_large_carried")
CHANGES = ("identity_mean",)
IN_CRISIS = ("community_life_share",)
CRISIS_MONTHS = slice(72, 96)  # of the scenario; those of scenarios/covid_crisis.yaml
EXTRAS = (
    *LAST_YEAR,
    *OF_PATTERNS,
    *(f"change:{name}" for name in CHANGES),
    *(f"crisis:{name}" for name in IN_CRISIS),
    "kept_beyond_lot",
    "insiders_apart",
)


def extras_of(model: PartnershipModel) -> np.ndarray:
    """What the stories tell besides the page's measures, one value a run."""
    start = model.world.calendar.spin_up_months
    values = model.recorder.values

    def mean(name: str, months: slice) -> float:
        return float(mean_of_known(values[months, [SECTOR_NAMES.index(name)]].reshape(-1, 1))[0])

    last, before = slice(-MONTHS_A_YEAR, None), slice(start - MONTHS_A_YEAR, start)
    crisis = slice(start + CRISIS_MONTHS.start, start + CRISIS_MONTHS.stop)
    kept = [
        mean(name, slice(start, None)) for name in ("seats_kept_share", "seats_kept_by_lot_share")
    ]
    return np.array([
        *(mean(name, last) for name in LAST_YEAR),
        *measure(model, OF_PATTERNS),
        *(mean(name, last) - mean(name, before) for name in CHANGES),
        *(mean(name, crisis) for name in IN_CRISIS),
        kept[0] - kept[1],
        insiders_apart(model),
    ])  # fmt: skip


def insiders_apart(model: PartnershipModel) -> float:
    """Orientation of those with a seat of their own less that of the others, mean over the years."""
    apart = []
    for year in model.recorder.years[-levers.YEARS :]:
        living = year.organizations["alive"]
        sits = (year.relations["seat"] & ~year.relations["delegate"])[living]
        orientation = year.organizations["identity"][living]
        if 0 < sits.sum() < len(sits):
            apart.append(orientation[sits].mean() - orientation[~sits].mean())
    return float(np.mean(apart)) if apart else 0.0


def kept_of_lesson(model: PartnershipModel) -> np.ndarray:
    """What is kept of a run of the page, then the extras."""
    return np.concatenate([kept_of(model), extras_of(model)])


def settings_of(case: Case, reading: str) -> Settings:
    """A case under a reading; `prior` draws the unknowns."""
    over = {} if reading == "prior" else {"reading": reading}
    return load(case.scenario, list(case.sets), **over)
