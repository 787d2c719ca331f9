"""What the page shows of a scenario: which it begins from, the levers it turns, its years and measures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from partnersim.scenario.settings import Settings

SCENARIOS = (
    "mifi_status_quo",
    "prsca_compliant",
    "mission_money_only",
    "npm_tightening",
    "open_door",
    "closed_door",
)
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
LEVERS = (
    Lever("mission", "ministries.mifi.split", 0.0, 0.9),
    Lever("burden", "ministries.mifi.accountability.burden", 0.0, 1.0),
    Lever("access", "ministries.mifi.consultation.access", 0.0, 1.0, CLOSED),
)


def levers_of(settings: Settings) -> tuple[Lever, ...]:
    """The levers, of the scenario's own main ministry."""
    return tuple(
        replace(lever, path=lever.path.replace(".mifi.", f".{settings.main_ministry}."))
        for lever in LEVERS
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


_MOST_VISITS = 12.0  # on a slider; a file may ask for one a week
_STEPS = 20  # of a slider


def turnable(settings: Settings) -> list[dict[str, Any]]:
    """The same as levers that a served page turns, by exact runs alone: path, ends, step, or choices."""
    from partnersim.declarations import Parameter
    from partnersim.scenario.parameter_groups import parameters

    found = []
    for group, name in OTHERS:
        _, declared = parameters()[f"ministries.*.{group}.{name}"]
        assert isinstance(declared, Parameter)
        low, high = map(float, declared.bounds or (0.0, 1.0))
        high = min(high, _MOST_VISITS) if name == "visits_a_year" else high
        step = 1.0 if isinstance(declared.default, int) else (high - low) / _STEPS
        found.append(
            {
                "name": name,
                "path": f"ministries.{settings.main_ministry}.{group}.{name}",
                "low": low,
                "high": high,
                "step": round(step, 4),
                "choices": list(declared.choices),
            }
        )
    return found


def split_of(settings: Settings) -> dict[str, float]:
    """The main ministry's split of its envelope."""
    split = settings.resolved()["funders"][settings.main_ministry]["funding"]["split"]
    return {name: float(split[name]) for name in ("mission", "service_agreement", "project")}


def own_levers(settings: Settings) -> tuple[float, ...]:
    """Where a scenario itself has the levers."""
    ministry = settings.resolved()["funders"][settings.main_ministry]
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
    ministry = settings.resolved()["funders"][settings.main_ministry]
    return {name: ministry[group][name] for group, name in OTHERS}


def sets_of(
    levers: Sequence[float], agreements: float, turned: Sequence[Lever] = LEVERS
) -> list[str]:
    """The levers as `--set` takes them."""
    mission, burden, access = (round(value, 4) for value in levers)
    service = round((1.0 - mission) * agreements, 4)
    project = round(1.0 - mission - service, 4)
    split = f"{{mission: {mission:g}, service_agreement: {service:g}, project: {project:g}}}"
    values = (split, f"{burden:g}", f"{access:g}")
    return [f"{lever.path}={value}" for lever, value in zip(turned, values, strict=True)]
