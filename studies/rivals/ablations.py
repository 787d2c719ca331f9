"""Components of the model that an ablation removes: rival explanations, pulls, loops, mechanisms.

To remove a component is to lay settings over a scenario, to leave a mechanism out, to show a mechanism
the sector's mean in place of each organisation's own value (a loop between organisations), or to show
it founding orientations in place of today's (a way back from drift). Any set of components can be
removed in one run.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from partnersim.analysis.runs.overlays import Place, overlaid
from partnersim.analysis.runs.paired_runs import Job, jobs_of
from partnersim.language.words import N_
from partnersim.schedule import COMPLETE, Ablation
from studies.virtuous_circle import LINKS

if TYPE_CHECKING:
    import numpy as np

    from partnersim.model import PartnershipModel
    from partnersim.scenario.settings import Settings


@dataclass(frozen=True, slots=True)
class Component:
    """A component and its removal: `sets` are laid over the scenario, the ablation is the model's."""

    name: str
    kind: str
    sets: Mapping[str, bool | float] = field(default_factory=dict)
    ablation: Ablation = COMPLETE


RIVAL, PULL, LOOP = N_("rival"), N_("pull"), N_("loop")
MECHANISM, INSTRUMENT = N_("mechanism"), N_("instrument")

RIVALS = (
    Component(N_("adaptation"), RIVAL, {"identity.adaptation": False}),
    Component(N_("selection"), RIVAL, {"survival.selection": False}),
    Component(N_("imitation"), RIVAL, {"identity.imitation": False}),
    Component(N_("turnover"), RIVAL, {"managers.turnover": False}),
)
# a weight of zero: what an organisation gave this pull, it gives the others
PULLS = (
    Component(N_("what it does"), PULL, {"identity.doing": 0.0}),
    Component(N_("what it lives on"), PULL, {"identity.living": 0.0}),
    Component(N_("whom it sits with"), PULL, {"identity.sitting": 0.0}),
    Component(N_("its peers"), PULL, {"identity.peers": 0.0}),
    Component(N_("its community"), PULL, {"identity.community": 0.0}),
    Component(N_("its founding mission"), PULL, {"identity.founding": 0.0}),
)
_BACK = ("hours", "boards", "own_offer", "goals", "mobilization")
LOOPS = (
    *(
        Component(name, LOOP, ablation=Ablation(levelled=link))
        for name, link in LINKS.items()
        if name != "all of them"
    ),
    Component(
        N_("all links of the circle"), LOOP, ablation=Ablation(levelled=LINKS["all of them"])
    ),
    Component(N_("tie to orientation"), LOOP, ablation=Ablation(levelled={"identity": ("tie",)})),
    Component(
        N_("performance to award"),
        LOOP,
        ablation=Ablation(levelled={"applications": ("performance",)}),
    ),
    Component(
        N_("orientation to use of slack"), LOOP, ablation=Ablation(as_founded=frozenset(("hours",)))
    ),
    Component(
        N_("orientation to the board's strategy"),
        LOOP,
        ablation=Ablation(as_founded=frozenset(("boards",))),
    ),
    Component(
        N_("orientation to its own offer"),
        LOOP,
        ablation=Ablation(as_founded=frozenset(("own_offer",))),
    ),
    Component(
        N_("orientation to goals"), LOOP, ablation=Ablation(as_founded=frozenset(("goals",)))
    ),
    Component(
        N_("orientation to mobilisation"),
        LOOP,
        ablation=Ablation(as_founded=frozenset(("mobilization",))),
    ),
    Component(
        N_("all ways back from orientation"), LOOP, ablation=Ablation(as_founded=frozenset(_BACK))
    ),
)
# what leaving out answers no question about drift, and why
_NO_SERVICE = N_("nobody is served, so that agreements are not met and their money goes back")
_BOOKS = N_("the month's books are not kept: what others read of it stays as it began")
MEANINGLESS: dict[str, str] = {
    "arrivals": N_("nobody arrives and everybody leaves: there is nobody left to serve"),
    "agreement_targets": N_("no agreement pays for anybody, and no client is counted"),
    "client_records": N_("no client is counted, so that the money of agreements goes back"),
    "provider_choice": _NO_SERVICE,
    "delivery": N_("hours are kept for services and nobody is served"),
    "stages": N_("no need changes: nobody asks, is served or progresses"),
    "settlement": N_("nobody settles or leaves"),
    "budget": N_("the fiscal year never closes: what was awarded once is spent for ever"),
    "applications": N_("nobody applies, so that no agreement or project is ever awarded"),
    "news": N_("nobody hears of a call, so that nobody applies"),
    "hours": _BOOKS,
    "gap": _BOOKS,
    "staff": N_("nobody is paid, hired or leaves: money piles up"),
    "entry_exit": N_("the switch of selection says the same, with debts written off"),
    "self_perception": N_("it is the measure of one response, and nothing else reads it"),
}


def mechanisms() -> tuple[Component, ...]:
    """Every mechanism and instrument that can be left out with a meaning."""
    from partnersim.scenario.parameter_groups import behaviour

    names = [module.__name__.split(".")[-2:] for module in behaviour()]
    return tuple(
        Component(
            name,
            INSTRUMENT if package == "instruments" else MECHANISM,
            ablation=Ablation(without=frozenset({name})),
        )
        for package, name in names
        if name not in MEANINGLESS
    )


def all_components() -> tuple[Component, ...]:
    """Rivals, pulls, loops, mechanisms and instruments."""
    return (*RIVALS, *PULLS, *LOOPS, *mechanisms())


def jobs_without(
    settings: Settings,
    components: Iterable[Component],
    runs: int,
    seed: int,
    measure: Callable[[PartnershipModel], np.ndarray],
) -> list[Job]:
    """The same runs of a scenario without these components, removed together."""
    sets: dict[str, bool | float] = {}
    ablation = COMPLETE
    for component in components:
        sets.update(component.sets)
        ablation |= component.ablation
    places = [Place(*path.split(".")) for path in sets]
    return jobs_of(
        overlaid(settings, places, list(sets.values())), runs, seed, measure,
        ablation=ablation,
    )  # fmt: skip
