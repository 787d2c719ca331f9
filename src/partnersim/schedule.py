"""The month's schedule: the steps of each phase in order, and what a run may do without."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from graphlib import TopologicalSorter
from types import ModuleType
from typing import TYPE_CHECKING

from partnersim.declarations import Step
from partnersim.plugins import named_in_errors
from partnersim.scenario.parameter_groups import behaviour
from partnersim.state.calendar import Phase
from partnersim.systems import packages, system_of

if TYPE_CHECKING:
    from partnersim.state.world import World

Act = Callable[["World"], None]


@dataclass(frozen=True)
class Ablation:
    """Parts of the model that a run does without, to see what they do.

    Parameters
    ----------
    without
        Mechanisms and instruments that never act, by the names of their modules.
    frozen
        Choices stand once the scenario acts: boards keep the share of each use of their posts, and
        ask for the share of what they could ask for that they asked for then; funders invite by what
        they knew then. Money, hiring, turnover and elections go on, and who is founded later chooses.
    levelled
        Mechanisms that see the mean of these columns of relations over the living, by funder, in
        place of each organisation's own value: a feedback is cut, not frozen.

    Examples
    --------
    >>> Ablation(levelled={"invitations": ("tie", "usefulness_believed")}) | Ablation(frozen=True)
    """

    without: frozenset[str] = frozenset()
    frozen: bool = False
    levelled: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def __or__(self, other: Ablation) -> Ablation:
        """Both at once."""
        names = {*self.levelled, *other.levelled}
        return Ablation(
            self.without | other.without,
            self.frozen or other.frozen,
            {
                name: tuple(
                    {
                        **dict.fromkeys(self.levelled.get(name, ())),
                        **dict.fromkeys(other.levelled.get(name, ())),
                    }
                )
                for name in names
            },
        )

    @property
    def of_the_spin_up(self) -> Ablation:
        """What holds before the scenario acts."""
        return replace(self, frozen=False)

    def leaves_out(self, name: str) -> bool:
        """Whether a mechanism or an instrument does not act.

        Parameters
        ----------
        name
            Of its module.

        Returns
        -------
        left_out : bool
        """
        return name in self.without


COMPLETE = Ablation()


def schedule(ablation: Ablation = COMPLETE, world: World | None = None) -> dict[Phase, list[Act]]:
    """Every step of a month in its order, by phase; in a world, of what is switched on.

    That is asked when the run and when the scenario begins: without a partnership, say, the steps of
    partnerships are not in the month's schedule.
    """
    modules = _modules()
    steps: dict[Phase, list[Act]] = {}
    idle = {
        name for name, module in modules.items() if world is not None and not _acts(module, world)
    }
    for phase, names in order_of(tuple(modules)).items():
        steps[phase] = [
            _ablated(modules[name], phase, name, ablation)
            for name in names
            if name not in idle and not ablation.leaves_out(name)
        ]
    return steps


def _acts(module: ModuleType, world: World) -> bool:
    """Whether a module has something to do: its system is on, or `stands(world)` of its own says so."""
    if system := system_of(module):
        its = packages()[system].SYSTEM
        always = world.scenario_acts or its.in_spin_up or its.throughout
        return system in world.systems and always
    return not hasattr(module, "stands") or module.stands(world)


def _ablated(module: ModuleType, phase: Phase, name: str, ablation: Ablation) -> Act:
    """The step of a module, as it is, seeing means, or seeing what stood when the scenario began."""
    act: Act = named_in_errors(module.STEPS[phase].act, module)
    if name in ablation.levelled:
        act = _seeing_means(act, ablation.levelled[name])
    if ablation.frozen and hasattr(module, "CHOOSES_BY"):
        act = _seeing_what_stood(act, module.CHOOSES_BY)
    return act


def _modules() -> dict[str, ModuleType]:
    return {module.__name__.rpartition(".")[2]: module for module in behaviour()}


@functools.cache
def order_of(names: tuple[str, ...]) -> dict[Phase, tuple[str, ...]]:
    """The modules that act in each phase, each after and before those its step names.

    Steps that are not ordered touch no column of which one writes, so it does not matter which
    comes first; what is left out of a run is left out of this order, which stays as it is.
    """
    modules = _modules()
    order: dict[Phase, tuple[str, ...]] = {}
    for phase in Phase:
        steps: dict[str, Step] = {
            name: modules[name].STEPS[phase] for name in names if phase in modules[name].STEPS
        }
        earlier = {
            name: [
                other for other, its in steps.items() if other in step.after or name in its.before
            ]
            for name, step in steps.items()
        }
        order[phase] = tuple(TopologicalSorter(earlier).static_order())
    return order


def _seeing_means(act: Act, columns: Sequence[str]) -> Act:
    """The step with these columns of relations shown as the mean of the living, by funder."""

    def act_on_means(world: World) -> None:
        relations, alive = world.relations, world.organizations["alive"]
        own = {name: relations[name].copy() for name in columns}
        for name in columns:
            relations[name] = own[name][alive].mean(axis=0)
        act(world)
        for name in columns:
            relations[name] = own[name]

    return act_on_means


def _seeing_what_stood(act: Act, columns: Sequence[str]) -> Act:
    """The step with these columns of relations shown as they stood, of those who were there then."""

    def act_on_what_stood(world: World) -> None:
        relations, then = world.relations, ~world.choosing
        own = {name: relations[name].copy() for name in columns}
        for name in columns:
            assert world.stood is not None
            relations[name][then] = world.stood[name][then]
        act(world)
        for name in columns:
            relations[name] = own[name]

    return act_on_what_stood
