"""What is run for the page: scenarios to start from, levers to turn, points of the design, measures.

`POINTS` alone sets how long it takes: scenarios x points x runs, some 0.15 processor seconds a run at
any scale (a run at scale 400 takes as long as one at scale 50, since organisations are what costs), so
that the scenarios' own scale is kept and an estimate is of the runs that `partnersim run` makes.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scipy.stats import qmc

if TYPE_CHECKING:
    from partnersim.scenario.settings import Settings

DATA = Path("src/partnersim/page/page_data.json")
SCENARIOS = (
    "mifi_status_quo",
    "prsca_compliant",
    "mission_money_only",
    "npm_tightening",
    "open_door",
    "closed_door",
)
POINTS = 24  # of the design around each scenario, beside its own
RUNS = 20
YEARS = 10
SEED = 1  # that of `partnersim run`, so that the command gives the page's runs
MEASURES = (
    "identity_mean", "service_provider_share", "reporting_share", "need_after_24_months",
    "autonomy_index", "soft_index", "hard_index",
    "recognition", "representation", "participation", "consultation", "funding", "accountability",
    "autonomous_partner_share", "direct_access_share", "tie_mean", "mission_share",
    "ministry_dependence_mean", "community_life_share", "advocacy_share", "mission_posts",
    "staff_total", "organizations_alive", "served_share", "ineligible_served_share",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Lever:
    """A slider: its name on the page, the key it turns, its ends, and how far the emulator stretches
    its lower part: it learns over the share of the way to this power."""

    name: str
    path: str
    low: float
    high: float
    power: float = 1.0


CLOSED = 0.3  # between no seat and a few lies most of what access does
MISSION = Lever("mission", "ministries.mifi.split", 0.0, 0.9)
LEVERS = (
    MISSION,
    Lever("burden", "ministries.mifi.accountability.burden", 0.0, 1.0),
    Lever("access", "ministries.mifi.consultation.access", 0.0, 1.0, CLOSED),
)

OTHERS = (
    ("mission_grant", "coverage"),
    ("mission_grant", "conditionality"),
    ("service_agreement", "term_years"),
    ("consultation", "timing"),
    ("consultation", "responsiveness"),
    ("accountability", "visits_a_year"),
    ("accountability", "nominative_data"),
    ("minister", "attitude"),
)


def split_of(settings: Settings) -> dict[str, float]:
    """The main ministry's split of its envelope."""
    split = settings.resolved()["funders"]["mifi"]["funding"]["split"]
    return {name: float(split[name]) for name in ("mission", "service_agreement", "project")}


def unit(levers: Sequence[float]) -> tuple[float, ...]:
    """Levers as the emulator takes them, each between 0 and 1."""
    return tuple(
        ((value - lever.low) / (lever.high - lever.low)) ** lever.power
        for lever, value in zip(LEVERS, levers, strict=True)
    )


def own_levers(settings: Settings) -> tuple[float, ...]:
    """Where a scenario itself has the levers."""
    ministry = settings.resolved()["funders"]["mifi"]
    return (
        split_of(settings)["mission"],
        float(ministry["accountability"]["burden"]),
        float(ministry["consultation"]["access"]),
    )


def agreements_of_rest(settings: Settings) -> float:
    """Of the money that is not for the mission, the share of agreements; projects have what is left."""
    split = split_of(settings)
    return split["service_agreement"] / (split["service_agreement"] + split["project"])


def others_of(settings: Settings) -> dict[str, float | str]:
    """What the main ministry's scenario sets besides, and no slider turns."""
    ministry = settings.resolved()["funders"]["mifi"]
    return {name: ministry[group][name] for group, name in OTHERS}


def sets_of(levers: Sequence[float], agreements: float) -> list[str]:
    """The levers as `--set` takes them."""
    mission, burden, access = (round(value, 4) for value in levers)
    service = round((1.0 - mission) * agreements, 4)
    project = round(1.0 - mission - service, 4)
    split = f"{{mission: {mission:g}, service_agreement: {service:g}, project: {project:g}}}"
    values = (split, f"{burden:g}", f"{access:g}")
    return [f"{lever.path}={value}" for lever, value in zip(LEVERS, values, strict=True)]


def points(number: int | None = None) -> list[tuple[float, ...]]:
    """Points that fill the space of the levers, ends included; the same for every scenario."""
    corners = [(0.0, 0.0, 0.0), (1.0, 1.0, 1.0), (0.0, 1.0, 0.0), (1.0, 0.0, 1.0),
               (1.0, 1.0, 0.0), (0.0, 0.0, 1.0), (0.0, 1.0, 1.0), (1.0, 0.0, 0.0)]  # fmt: skip
    number = POINTS if number is None else number
    inner = qmc.Sobol(len(LEVERS), rng=SEED).random(max(0, number - len(corners)))
    unit = [*corners[:number], *(tuple(row) for row in inner)]
    return [
        tuple(
            round(lever.low + share * (lever.high - lever.low), 3)
            for lever, share in zip(LEVERS, row, strict=True)
        )
        for row in unit
    ]


def write(path: Path, content: Any) -> None:
    """As JSON in one line, and say how large it is."""
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    path.write_text(text + "\n", encoding="utf-8")
    print(f"{path}: {path.stat().st_size / 1000:.0f} kB")
