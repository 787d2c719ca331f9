"""PartnershipModel: the month's phases in order, on state that mechanisms and instruments share."""

from __future__ import annotations

import functools
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from graphlib import TopologicalSorter
from types import ModuleType
from typing import TYPE_CHECKING, Any

import mesa
import numpy as np

from partnersim.agents import (
    Donor,
    LocalPartnership,
    Ministry,
    Newcomer,
    Organization,
    UmbrellaTable,
)
from partnersim.beginnings import Beginnings
from partnersim.declarations import Parameter, Role, Step
from partnersim.language import UserError, say
from partnersim.outcomes.collector import SectorCollector
from partnersim.outcomes.recorder import Recorder
from partnersim.plugins import named_in_errors
from partnersim.population.assembly import assemble, funders_of, open_books, parameter_tables
from partnersim.population.funders import lay_levers
from partnersim.scenario import posterior, priors
from partnersim.scenario.arguments import seed_of_model, whole
from partnersim.scenario.levers import laid
from partnersim.scenario.registry import behaviour, model_groups
from partnersim.scenario.settings import ScenarioLike, Settings, load
from partnersim.state import ledgers
from partnersim.state.calendar import Phase
from partnersim.state.draws import Draws
from partnersim.state.kernel import Kernel, looking_once
from partnersim.state.world import World

if TYPE_CHECKING:
    from partnersim.scenario.arguments import Seed

Act = Callable[[World], None]
_LARGEST_RUN = 2**63 - 1


class PartnershipModel(mesa.Model):  # type: ignore[misc]
    """The relationship between funders and organisations serving newcomers, a month a step.

    scenario: the name or path of a scenario, or its settings. burden, access (to consultation) and
    mission (its share of the money; the other shares keep their proportions) are levers of the only
    ministry, or of the main one where the scenario names it; `settings` lays any value over the
    scenario by its path, as in {"years": 3, "ministries.mtess.accountability.burden": 0.9}. Levers act
    from the scenario's first month, not in the spin-up. seed and run key every draw; seed (rng
    is Mesa's name for it) is a whole number, anything `numpy.random.default_rng` takes, or None for
    one drawn from entropy; `model.seed` is the whole number that makes the same model again.
    uncertainty `prior` draws the uncertain parameters for this run, `posterior` (the one that ships, or
    a Posterior) takes a row of a calibration's, `point` takes their values.
    With `check_ledgers` money, hours and people are balanced after every step. `without` leaves
    mechanisms out; `frozen` leaves out behaviour (modules with BEHAVIOUR) once the scenario acts;
    `levelled` lets a mechanism see the sector's mean in place of each organisation's own value, as
    in {"consultation": ("tie", "legitimacy")}, which cuts a feedback without freezing it; `as_founded`
    lets it see the orientation that organisations were founded with in place of what they have
    become, as in ("hours",), which cuts the way back from drift. It is for mechanisms that read
    orientation and do not write it.
    With `measured_months` (numbers from the first month of the spin-up) only those are measured;
    without `keep_flows` payments of earlier months are forgotten. With `beginnings` a spin-up that was
    lived before is not lived again: the model stands at the scenario's first month when it is made.
    """

    def __init__(
        self,
        scenario: ScenarioLike | Settings = "mifi_status_quo",
        *,
        burden: float | None = None,
        access: float | None = None,
        mission: float | None = None,
        settings: Mapping[str, Any] | None = None,
        seed: Seed = None,
        run: int = 0,
        uncertainty: posterior.Uncertainty = posterior.POINT,
        check_ledgers: bool = False,
        rng: Seed = None,
        without: Iterable[str] = (),
        frozen: bool = False,
        levelled: Mapping[str, Sequence[str]] | None = None,
        as_founded: Iterable[str] = (),
        measured_months: Container[int] | None = None,
        keep_flows: bool = True,
        beginnings: Beginnings | None = None,
    ) -> None:
        run = whole("run", run, 0, _LARGEST_RUN)
        if run and seed is None and rng is None:
            raise UserError(
                say(
                    "run {run} of which seed? Runs that share a seed are numbered: give both.",
                    run=run,
                )
            )
        own_seed = seed_of_model(seed, rng)
        super().__init__(rng=own_seed)
        self.seed = own_seed
        loaded = scenario if isinstance(scenario, Settings) else load(scenario)
        self.settings = laid(loaded, settings, burden=burden, access=access, mission=mission)
        regime = self.settings.regime or self.settings
        draws = Draws(self.seed, run)
        values = priors.values_of(self.settings, draws, uncertainty)
        self.parameter_values = values
        of_regime = _regime_values(values, regime)
        all_funders = funders_of(self.settings, regime)
        self._frozen = frozen
        self._without = frozenset(without)
        self._seeing = levelled or {}, frozenset(as_founded)
        self._key = (
            (self.seed, run, keep_flows, measured_months, self._without, self._seeing),
            (self.settings.of_the_beginning, of_regime, all_funders.marks),
        )
        begun = beginnings.find(self._key) if beginnings is not None else None
        self._to_remember = beginnings if begun is None else None
        if begun is not None:
            self.world, self.recorder = begun
            self.world.scenario_funders = all_funders.late
            self.world.scenario_parameters = parameter_tables(values)
        else:
            self.world = assemble(self.settings, all_funders, values, of_regime, draws)
            self.world.flows.kept = keep_flows
            self.recorder = Recorder(self.world, measured_months)
        self._steps = _schedule(self._without, *self._seeing, world=self.world)
        self._looked_at: set[Kernel] = set()  # in this schedule
        self._ledgers = ledgers.Ledgers(self.world) if check_ledgers else None
        self._tables: list[mesa.Agent] = []
        self._organizations: dict[int, Organization] = {}
        self._listed = False  # views are made when somebody first asks for them
        self._collector: mesa.DataCollector | None = None
        if begun is not None:
            return
        self.world.demand.classify(self.world.funders, self.world.main_funder)
        if self.settings.spin_up_months == 0:
            self._scenario_begins()
        self._once_a_year()
        open_books(self.world, self.settings.own.amounts)

    def step(self) -> None:
        """One month; nothing once the scenario has ended and `running` is False."""
        if self.world.now >= self.world.calendar.months:
            self.running = False
            return
        with looking_once(self._looked_at):
            self._month()

    def _month(self) -> None:
        self._calendar_and_shocks()
        self._run(Phase.ARRIVALS)
        self._run(Phase.SERVICES)
        self._run(Phase.HOURS)
        self._run(Phase.REPORTS_AND_PAYMENTS)
        self._run(Phase.TABLES)
        if self.world.calendar.is_year_start:
            self._once_a_year()
        self._run(Phase.RELATIONS)
        self._run(Phase.STAFF_AND_SURVIVAL)
        if self._listed:
            self._list_the_living()
        self._measures()
        self.world.calendar.now += 1
        self.running = self.world.now < self.world.calendar.months  # where Mesa's own loops stop

    def run(self) -> None:
        """Step to the end of the scenario."""
        self.run_for(self.world.calendar.months)

    def run_for(self, duration: float) -> None:
        """So many months, or as many as are left in the scenario."""
        self.run_until(self.time + duration)

    def run_until(self, end_time: float) -> None:
        """To this time of Mesa's, or to the scenario's end where that comes first."""
        left = self.world.calendar.months - self.world.now
        if left > 0:
            super().run_until(min(end_time, self.time + left))

    @property
    def datacollector(self) -> mesa.DataCollector:
        """A row a month with the sector's columns, or the collector that a subclass has set."""
        if self._collector is None:
            self._collector = SectorCollector(self.recorder, self.world.calendar)
        if isinstance(self._collector, SectorCollector):
            self._collector.collect()
        return self._collector

    @datacollector.setter
    def datacollector(self, collector: mesa.DataCollector) -> None:
        self._collector = collector

    @property
    def scenario(self) -> None:
        """Mesa's own scenario, which is not used: what a model runs is in `settings`.

        Where a model has one, the button Reset of SolaraViz puts it in the place of ours.
        """
        return

    @scenario.setter
    def scenario(self, scenario: Any) -> None:
        """Mesa makes one for every model; it is let go."""

    @property
    def agents(self) -> Any:
        """All agents as Mesa's set of them; an organisation from its founding to its closing."""
        self._list_the_living()
        return super().agents

    @property
    def agents_by_type(self) -> Any:
        """Mesa's sets of agents, by type."""
        self._list_the_living()
        return super().agents_by_type

    @property
    def agent_types(self) -> list[type]:
        """The types of agents present."""
        self._list_the_living()
        types: list[type] = super().agent_types
        return types

    def newcomer(self, row: int) -> Newcomer:
        """A view of one of the newcomers now present."""
        if not 0 <= row < self.world.newcomers.rows:
            raise IndexError(f"there are {self.world.newcomers.rows} rows of newcomers")
        return Newcomer(self.world, row)

    def _calendar_and_shocks(self) -> None:
        self.world.flows.begin_month()
        if self.world.now == self.world.calendar.spin_up_months > 0:
            if self._to_remember is not None:
                self._to_remember.keep(self._key, self.world, self.recorder)
            self._scenario_begins()
        self._run(Phase.SHOCKS)

    def _scenario_begins(self) -> None:
        world = self.world
        world.ties_stand = self._frozen
        lay_levers(world.funders, world.scenario_funders)
        world.parameters = world.scenario_parameters
        world.demand.classify(world.funders, world.main_funder)
        without = self._without | (_behavioural() if self._frozen else frozenset())
        self._steps = _schedule(without, *self._seeing, world=world)
        self._looked_at.clear()

    def _once_a_year(self) -> None:
        self._run(Phase.YEARLY)

    def _measures(self) -> None:
        self.recorder.record(self.world)
        if self._ledgers is not None:
            self._ledgers.check(self.world)

    def _run(self, phase: Phase) -> None:
        world = self.world
        for act in self._steps[phase]:
            act(world)

    def _make_views(self) -> list[mesa.Agent]:
        world = self.world
        views: list[mesa.Agent] = [
            (Ministry if world.funders["is_ministry"][f] else Donor)(
                self, world.funders, f, name, world
            )
            for f, name in enumerate(world.funder_names)
        ]
        views.append(UmbrellaTable(self, world))
        views.extend(
            LocalPartnership(self, world.partnerships, n, name, world)
            for n, name in enumerate(world.partnership_names)
        )
        return views

    def _list_the_living(self) -> None:
        """Views of all tables and of the organisations now alive, kept from now on."""
        if not self._listed:
            self._tables, self._listed = self._make_views(), True
        alive = self.world.organizations["alive"]
        for i in [i for i in self._organizations if not alive[i]]:
            self._organizations.pop(i).remove()
        for i in map(int, np.flatnonzero(alive)):
            if i not in self._organizations:
                name = self.world.organization_names[i]
                view = Organization(self, self.world.organizations, i, name, self.world)
                self._organizations[i] = view


def _regime_values(
    values: dict[str, dict[str, Any]], regime: Settings
) -> dict[str, dict[str, Any]]:
    """The run's parameters with the regime's levers: what is chosen differs, what is unknown not."""
    result = dict(values)
    for name, levers in _levers().items():
        result[name] = {**values[name], **{one: regime.parameters[name][one] for one in levers}}
    return result


@functools.cache
def _levers() -> dict[str, tuple[str, ...]]:
    """The levers among the parameters of the model, by group."""
    found = {
        name: tuple(
            one.name for one in group if isinstance(one, Parameter) and one.role is Role.LEVER
        )
        for name, group in model_groups().items()
    }
    return {name: levers for name, levers in found.items() if levers}


def _behavioural() -> frozenset[str]:
    """Modules of behaviour: orientation, boards, managers, offer, opposition, ties."""
    return frozenset(
        module.__name__.rpartition(".")[2]
        for module in behaviour()
        if getattr(module, "BEHAVIOUR", False)
    )


def schedule() -> dict[Phase, list[Act]]:
    """Every step of a month in its order, by phase."""
    return _schedule(frozenset(), {})


def _schedule(
    without: frozenset[str],
    levelled: Mapping[str, Sequence[str]],
    as_founded: frozenset[str] = frozenset(),
    world: World | None = None,
) -> dict[Phase, list[Act]]:
    """The steps of each phase, some of them seeing means or founders; in a world, of what stands there.

    A mechanism with `stands(world)` is asked when the run and when the scenario begins: without a
    partnership, say, those of partnerships are not in the month's schedule.
    """
    modules = _modules()
    steps: dict[Phase, list[Act]] = {}
    asked = {name: getattr(module, "stands", None) for name, module in modules.items()}
    idle = {
        name for name, stands in asked.items() if world is not None and stands and not stands(world)
    }
    for phase, names in order_of(tuple(modules)).items():
        steps[phase] = []
        for name in names:
            if name in idle or name in without:
                continue
            act = named_in_errors(modules[name].STEPS[phase].act, modules[name])
            if name in levelled:
                act = _seeing_means(act, levelled[name])
            if name in as_founded:
                act = _seeing_founders(act)
            steps[phase].append(act)
    return steps


def _modules() -> dict[str, ModuleType]:
    return {module.__name__.rpartition(".")[2]: module for module in behaviour()}


@functools.cache
def order_of(names: tuple[str, ...]) -> dict[Phase, tuple[str, ...]]:
    """The modules that act in each phase, each after those its step names.

    Steps that are not ordered touch no column of which one writes, so it does not matter which
    comes first; what is left out of a run is left out of this order, which stays as it is.
    """
    modules = _modules()
    found: dict[Phase, tuple[str, ...]] = {}
    for phase in Phase:
        steps: dict[str, Step] = {
            name: modules[name].STEPS[phase] for name in names if phase in modules[name].STEPS
        }
        earlier = {
            name: [one for one in step.after if one in steps] for name, step in steps.items()
        }
        found[phase] = tuple(TopologicalSorter(earlier).static_order())
    return found


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


def _seeing_founders(act: Act) -> Act:
    """The step with each orientation shown as it was at founding."""

    def act_on_founders(world: World) -> None:
        organizations = world.organizations
        own = organizations["identity"].copy()
        organizations["identity"] = organizations["founding_identity"]
        act(world)
        organizations["identity"] = own

    return act_on_founders
