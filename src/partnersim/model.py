"""PartnershipModel: the month's phases in order, on state that mechanisms and instruments share."""

from __future__ import annotations

from collections.abc import Container, Mapping
from typing import TYPE_CHECKING, Any

import mesa

from partnersim.agents import Newcomer, Views
from partnersim.language import UserError
from partnersim.outcomes.collector import SectorCollector
from partnersim.outcomes.recorder import Recorder
from partnersim.play import Played
from partnersim.population.assembly import assemble, funders_of, open_books, regimes_of
from partnersim.population.funders import write_levers
from partnersim.population.sections import asked_shares, choice_table
from partnersim.scenario import posterior, priors
from partnersim.scenario.arguments import seed_of_model, whole
from partnersim.scenario.levers import with_levers
from partnersim.scenario.loading import ScenarioLike, load
from partnersim.scenario.settings import Settings
from partnersim.schedule import COMPLETE, Ablation, schedule
from partnersim.spin_up_cache import SpinUpCache
from partnersim.state import ledgers
from partnersim.state.calendar import Phase
from partnersim.state.draws import Draws
from partnersim.state.kernel import Kernel, looking_once
from partnersim.state.programmes_of_the_year import classify, open_programmes
from partnersim.systems import room

if TYPE_CHECKING:
    from partnersim.scenario.arguments import Seed
    from partnersim.state.world import Regime

_LARGEST_RUN = 2**63 - 1


class PartnershipModel(Played, mesa.Model):  # type: ignore[misc]
    """The relationship between funders and organisations serving newcomers, a month a step.

    Levers act from the scenario's first month, not in the spin-up. `model.seed` is the whole
    number that makes the same model again.

    Parameters
    ----------
    scenario
        A shipped name, the path of a file, a map of what a file would hold, or loaded settings.
    burden : share
        Of accountability, for the only ministry, or the main one where the scenario names it; so
        are `access` and `mission`.
    access : share
        Access to consultation.
    mission : share
        Of the ministry's money that is mission grants; other shares keep their proportions.
    settings
        Values laid over the scenario by their path, as in {"years": 3,
        "ministries.mtess.accountability.burden": 0.9}.
    seed
        With `run` it keys every draw: a whole number, anything `numpy.random.default_rng` takes,
        or None for one drawn from entropy.
    run
        Number of the run among those that share a seed; it needs one.
    uncertainty
        `prior` draws the uncertain parameters for this run, `posterior` (the one that ships, or a
        Posterior) takes a row of a calibration's, `point` takes their values.
    check_ledgers
        Balance money, hours and people after every step.
    rng
        Mesa's name for `seed`.
    ablation
        What of the model the run does without.
    measured_months
        Numbers, from the first month of the spin-up, of the months to measure; None for all.
    keep_flows
        Keep payments of earlier months.
    spin_up_cache
        Spin-ups lived before: where one is of this run, the model stands at the scenario's first
        month when it is made.

    Raises
    ------
    UserError
        Where the scenario, a value or a seed is wrong.

    Examples
    --------
    >>> model = PartnershipModel("mifi_status_quo", burden=0.9, settings={"years": 3}, seed=1)
    >>> model.run()
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
        ablation: Ablation = COMPLETE,
        measured_months: Container[int] | None = None,
        keep_flows: bool = True,
        spin_up_cache: SpinUpCache | None = None,
    ) -> None:
        run = whole("run", run, 0, _LARGEST_RUN)
        if run and seed is None and rng is None:
            raise UserError(
                "run {run} of which seed? Runs that share a seed are numbered: give both.", run=run
            )
        own_seed = seed_of_model(seed, rng)
        super().__init__(rng=own_seed)
        self.seed = own_seed
        loaded = scenario if isinstance(scenario, Settings) else load(scenario)
        self.settings = with_levers(loaded, settings, burden=burden, access=access, mission=mission)
        regime = self.settings.regime or self.settings
        draws = Draws(self.seed, run)
        values = priors.values_of(self.settings, draws, uncertainty)
        self.parameter_values = values
        of_regime = priors.of_regime(values, regime)
        all_funders = funders_of(self.settings, regime)
        of_changes = [priors.of_regime(values, change.settings) for change in self.settings.changes]
        regimes = regimes_of(self.settings, all_funders, [values, *of_changes])
        self._ablation = ablation
        self._key = (
            (self.seed, run, keep_flows, measured_months, ablation.of_the_spin_up),
            (self.settings.spin_up_settings, of_regime, all_funders.marks),
        )
        begun = spin_up_cache.find(self._key) if spin_up_cache is not None else None
        self._to_remember = spin_up_cache if begun is None else None
        if begun is not None:
            self.world, self.recorder = begun
            self.world.regimes = regimes
            self.world.scenario_funders = regimes[0].funders
        else:
            self.world = assemble(self.settings, all_funders, regimes, of_regime, draws)
            self.world.flows.kept = keep_flows
            self.recorder = Recorder(self.world, measured_months)
        for each in regimes:
            choice_table(self.world.organization_names, each.choices)  # the names are there
        self._steps = schedule(ablation.of_the_spin_up, self.world)
        self._looked_at: set[Kernel] = set()  # in this schedule
        self._ledgers = ledgers.Ledgers(self.world) if check_ledgers else None
        self._views = Views(self, self.world, room("agents"))
        self._collector: mesa.DataCollector | None = None
        if begun is not None:
            return
        open_programmes(self.world)
        if self.settings.spin_up_months == 0:
            self._begin(self.world.regimes[0])
        self._run(Phase.YEARLY)
        open_books(self.world, self.settings.own.amounts)

    def step(self) -> None:
        """Live one month; nothing once the scenario has ended and `running` is False."""
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
            self._run(Phase.YEARLY)
        self._run(Phase.RELATIONS)
        self._run(Phase.STAFF_AND_SURVIVAL)
        self._views.follow()
        self._measures()
        self.world.calendar.now += 1
        self.running = self.world.now < self.world.calendar.months  # where Mesa's own loops stop

    def run(self) -> None:
        """Step to the end of the scenario."""
        self.run_for(self.world.calendar.months)

    def run_for(self, duration: float) -> None:
        """Step for some months, or as many as are left in the scenario.

        Parameters
        ----------
        duration : months
        """
        self.run_until(self.time + duration)

    def run_until(self, end_time: float) -> None:
        """Step to a time, or to the scenario's end where that comes first.

        Parameters
        ----------
        end_time : months
            On Mesa's clock, `time`.
        """
        left = self.world.calendar.months - self.world.now
        if left > 0:
            super().run_until(min(end_time, self.time + left))

    @property
    def datacollector(self) -> mesa.DataCollector:
        """A row a month with the sector's columns, or the collector that a subclass has set."""
        if self._collector is None:
            self._collector = SectorCollector(self.recorder, self.world)
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
        self._views.show()
        return super().agents

    @property
    def agents_by_type(self) -> Any:
        """Mesa's sets of agents, by type."""
        self._views.show()
        return super().agents_by_type

    @property
    def agent_types(self) -> list[type]:
        """The types of agents present."""
        self._views.show()
        types: list[type] = super().agent_types
        return types

    def newcomer(self, row: int) -> Newcomer:
        """A view of one of the newcomers now present.

        Parameters
        ----------
        row
            Of the table of newcomers.

        Returns
        -------
        newcomer : Newcomer

        Raises
        ------
        IndexError
            Where there is no such row.
        """
        if not 0 <= row < self.world.newcomers.rows:
            raise IndexError(f"there are {self.world.newcomers.rows} rows of newcomers")
        return Newcomer(self.world, row)

    def _calendar_and_shocks(self) -> None:
        self.world.flows.begin_month()
        if self.world.now == self.world.calendar.spin_up_months > 0 and self._to_remember:
            self._to_remember.keep(self._key, self.world, self.recorder)
        for regime in self.world.regimes:
            if regime.month == self.world.now > 0:
                self._begin(regime)
        self._run(Phase.SHOCKS)

    def _begin(self, regime: Regime) -> None:
        """The scenario's levers, or those of a dated change, act from now on."""
        world = self.world
        first = regime is world.regimes[0]
        if first and self._ablation.frozen:
            world.stood = world.relations.copy()
        write_levers(world.funders, regime.funders, None if first else world.scenario_funders)
        world.scenario_funders = regime.funders
        world.parameters = regime.parameters
        world.eligibility = regime.eligibility
        world.choices = choice_table(world.organization_names, regime.choices)
        world.asked_shares = asked_shares(world.choices, world.programme_names)
        classify(world)  # money is divided anew in April
        self._steps = schedule(self._ablation, world)
        self._looked_at.clear()

    def _measures(self) -> None:
        self.recorder.record(self.world)
        if self._ledgers is not None:
            self._ledgers.check(self.world)

    def _run(self, phase: Phase) -> None:
        world = self.world
        for act in self._steps[phase]:
            act(world)
