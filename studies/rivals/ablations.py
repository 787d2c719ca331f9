"""What can be taken out of the model, one by one or together: rivals, pulls, loops, mechanisms.

A cut lays settings over a scenario, leaves mechanisms out, shows a mechanism the sector's mean of what
is each organisation's own (a loop between organisations), or shows it founding orientations in place
of today's (a way back from drift). Cuts add up, so that any set of them is one run.
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
class Cut:
    """One thing to take out; `sets` are laid over the scenario, the ablation is the model's."""

    name: str
    kind: str
    sets: Mapping[str, bool | float] = field(default_factory=dict)
    ablation: Ablation = COMPLETE


RIVAL, PULL, LOOP = N_("rival"), N_("pull"), N_("loop")
MECHANISM, INSTRUMENT = N_("mechanism"), N_("instrument")

RIVALS = (
    Cut(N_("adaptation"), RIVAL, {"identity.adaptation": False}),
    Cut(N_("selection"), RIVAL, {"survival.selection": False}),
    Cut(N_("imitation"), RIVAL, {"identity.imitation": False}),
    Cut(N_("turnover"), RIVAL, {"managers.turnover": False}),
)
# a weight of zero: what an organisation gave this pull, it gives the others
PULLS = (
    Cut(N_("what it does"), PULL, {"identity.doing": 0.0}),
    Cut(N_("what it lives on"), PULL, {"identity.living": 0.0}),
    Cut(N_("whom it sits with"), PULL, {"identity.sitting": 0.0}),
    Cut(N_("its peers"), PULL, {"identity.peers": 0.0}),
    Cut(N_("its community"), PULL, {"identity.community": 0.0}),
    Cut(N_("its founding mission"), PULL, {"identity.founding": 0.0}),
)
_BACK = ("hours", "boards", "own_offer", "goals", "mobilization")
LOOPS = (
    *(
        Cut(name, LOOP, ablation=Ablation(levelled=link))
        for name, link in LINKS.items()
        if name != "all of them"
    ),
    Cut(N_("all links of the circle"), LOOP, ablation=Ablation(levelled=LINKS["all of them"])),
    Cut(N_("tie to orientation"), LOOP, ablation=Ablation(levelled={"identity": ("tie",)})),
    Cut(
        N_("performance to award"),
        LOOP,
        ablation=Ablation(levelled={"applications": ("performance",)}),
    ),
    Cut(
        N_("orientation to use of slack"), LOOP, ablation=Ablation(as_founded=frozenset(("hours",)))
    ),
    Cut(
        N_("orientation to the board's strategy"),
        LOOP,
        ablation=Ablation(as_founded=frozenset(("boards",))),
    ),
    Cut(
        N_("orientation to its own offer"),
        LOOP,
        ablation=Ablation(as_founded=frozenset(("own_offer",))),
    ),
    Cut(N_("orientation to goals"), LOOP, ablation=Ablation(as_founded=frozenset(("goals",)))),
    Cut(
        N_("orientation to mobilisation"),
        LOOP,
        ablation=Ablation(as_founded=frozenset(("mobilization",))),
    ),
    Cut(N_("all ways back from orientation"), LOOP, ablation=Ablation(as_founded=frozenset(_BACK))),
)
# what leaving out answers no question about drift, and why
_NO_SERVICE = N_("nobody is served, so that agreements are not met and their money goes back")
_BOOKS = N_("the month's books are not kept: what others read of it stays as it began")
MEANINGLESS: dict[str, str] = {
    "arrivals": N_("nobody arrives and everybody leaves: there is nobody left to serve"),
    "help_seeking": _NO_SERVICE,
    "provider_choice": _NO_SERVICE,
    "delivery": N_("hours are kept for services and nobody is served"),
    "visits": _NO_SERVICE,
    "settlement": N_("nobody settles or leaves, and nobody's needs fall by themselves"),
    "budget": N_("the fiscal year never closes: what was awarded once is spent for ever"),
    "applications": N_("nobody applies, so that no agreement or project is ever awarded"),
    "knowledge": N_("nobody hears of a call, so that nobody applies"),
    "hours": _BOOKS,
    "gap": _BOOKS,
    "staff": N_("nobody is paid, hired or leaves: money piles up"),
    "entry_exit": N_("the switch of selection says the same, with debts written off"),
    "self_perception": N_("it is the measure of one response, and nothing else reads it"),
}


def mechanisms() -> tuple[Cut, ...]:
    """Every mechanism and instrument that can be left out with a meaning."""
    from partnersim.scenario.registry import behaviour

    names = [module.__name__.split(".")[-2:] for module in behaviour()]
    return tuple(
        Cut(
            name,
            INSTRUMENT if package == "instruments" else MECHANISM,
            ablation=Ablation(without=frozenset({name})),
        )
        for package, name in names
        if name not in MEANINGLESS
    )


def every_cut() -> tuple[Cut, ...]:
    """Rivals, pulls, loops, mechanisms and instruments."""
    return (*RIVALS, *PULLS, *LOOPS, *mechanisms())


def jobs_without(
    settings: Settings,
    cuts: Iterable[Cut],
    runs: int,
    seed: int,
    measure: Callable[[PartnershipModel], np.ndarray],
) -> list[Job]:
    """The same runs of a scenario with these cuts, all at once."""
    sets: dict[str, bool | float] = {}
    ablation = COMPLETE
    for cut in cuts:
        sets.update(cut.sets)
        ablation |= cut.ablation
    places = [Place(*path.split(".")) for path in sets]
    return jobs_of(
        overlaid(settings, places, list(sets.values())), runs, seed, measure,
        ablation=ablation,
    )  # fmt: skip
