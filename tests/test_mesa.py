"""Habits of Mesa users: collect, batch, select, and what its SolaraViz asks of a model.

mesa.visualization needs solara, which is no dependency here; the functions by which it checks a
model and makes it anew are taken from its source, and called as it calls them.
"""

from __future__ import annotations

import ast
import inspect
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import mesa
import numpy as np
import pandas as pd
import pytest
from mesa.experimental.scenarios import Scenario

from partnersim.agents import Ministry, Organization, UmbrellaTable
from partnersim.model import PartnershipModel
from partnersim.scenario.settings import Settings, load

BURDEN = "ministries.mifi.accountability.burden"


class ForClass(PartnershipModel):
    """As a lecturer would write it: a slider, a collector, and an end."""

    def __init__(self, burden: float = 0.5, years: int = 1, rng: Any = None) -> None:
        super().__init__(
            load("mifi_status_quo", [f"{BURDEN}={burden}"], years=years, scale=2000.0), rng=rng
        )
        self.datacollector = mesa.DataCollector(
            model_reporters={
                "orientation": lambda m: m.agents_by_type[Organization].agg("identity", np.mean),
                "reporting": lambda m: float(m.world.organizations["hours_reporting"].sum()),
                "unity": lambda m: m.agents_by_type[UmbrellaTable][0].unity,
            },
            agenttype_reporters={Organization: {"name": "name", "identity": "identity"}},
        )
        self.datacollector.collect(self)

    def step(self) -> None:
        super().step()
        self.datacollector.collect(self)
        self.running = self.world.now < self.world.calendar.months


def as_solara_has_it(*names: str) -> dict[str, Callable[..., Any]]:
    """Functions of mesa/visualization/solara_viz.py, without what that file imports."""
    spec = find_spec("mesa")
    assert spec is not None
    assert spec.origin is not None
    source = Path(spec.origin).parent / "visualization" / "solara_viz.py"
    tree = ast.parse(source.read_text(encoding="utf-8"))
    kept = [one for one in tree.body if isinstance(one, ast.FunctionDef) and one.name in names]
    assert {one.name for one in kept} == set(names)
    future = ast.parse("from __future__ import annotations").body
    space: dict[str, Any] = {"inspect": inspect, "Scenario": Scenario}
    exec(compile(ast.Module([*future, *kept], []), str(source), "exec"), space)
    return {name: space[name] for name in names}


def test_a_collector_holds_the_model_and_its_agents() -> None:
    model = ForClass(rng=5)
    model.run_model()
    assert model.world.now == model.world.calendar.months
    frame = model.datacollector.get_model_vars_dataframe()
    assert len(frame) == model.world.calendar.months + 1
    assert frame["orientation"].between(0, 1).all()
    assert frame["orientation"].nunique() > 5
    own = model.datacollector.get_agenttype_vars_dataframe(Organization)
    last = own.xs(model.time, level="Step").set_index("name")["identity"]
    assert len(last) == int(model.world.organizations["alive"].sum())
    assert last.mean() == pytest.approx(frame["orientation"].iloc[-1])
    assert last["A"] == model.world.organizations["identity"][0]


def test_a_reporter_of_all_agents_leaves_out_what_some_have_not(small: Settings) -> None:
    model = PartnershipModel(small, seed=1)
    collector = mesa.DataCollector(
        agent_reporters={"identity": lambda agent: getattr(agent, "identity", None)}
    )
    model.step()
    collector.collect(model)
    known = collector.get_agent_vars_dataframe()["identity"].dropna()
    assert len(known) == len(model.agents_by_type[Organization])


def test_agents_are_selected_grouped_and_changed_as_mesa_does(small: Settings) -> None:
    model = PartnershipModel(small, seed=1)
    organizations = model.agents_by_type[Organization]
    large = organizations.select(lambda one: one.staff > 10.0)
    assert 0 < len(large) < len(organizations)
    assert min(large.get("staff")) > 10.0
    large.set("felt_burden", 0.75)
    rows = [one.row for one in large]
    assert (model.world.organizations["felt_burden"][rows] == 0.75).all()
    sizes = model.agents.groupby(type).count()
    assert sizes[Ministry] == len(model.agents_by_type[Ministry])
    met: list[str] = []
    organizations.shuffle_do(lambda one: met.append(one.name))
    assert sorted(met) == sorted(organizations.get("name"))


def test_batch_run_crosses_values_and_seeds() -> None:
    rows = mesa.batch_run(
        ForClass, {"burden": [0.1, 0.9], "years": 1}, rng=[1, 2], number_processes=1,
        data_collection_period=-1, max_steps=36, display_progress=False,
    )  # fmt: skip
    # a row an organisation of the last month, the model's columns on each
    frame = pd.DataFrame(rows).drop_duplicates(["RunId"])
    assert len(frame) == 4
    hours = frame.groupby("burden")["reporting"]
    assert hours.nunique().eq(2).all(), "seeds make no difference"
    assert hours.mean()[0.9] > 1.5 * hours.mean()[0.1]


def test_batch_run_without_seeds_draws_one_for_each_iteration() -> None:
    def runs(**how: Any) -> list[dict[str, Any]]:
        rows = mesa.batch_run(ForClass, {"burden": 0.5}, max_steps=6, display_progress=False, **how)
        return pd.DataFrame(rows).drop_duplicates(["RunId"]).to_dict("records")

    with pytest.warns(DeprecationWarning, match="iterations"):
        drawn = runs(iterations=3)  # hands rng=None three times
    assert len({round(one["orientation"], 9) for one in drawn}) == 3
    given, again = (runs(rng=[7, np.int64(8)]) for _ in range(2))
    assert given[0]["orientation"] != given[1]["orientation"]
    assert [one["orientation"] for one in given] == [one["orientation"] for one in again]
    model = ForClass(burden=0.5, rng=7)
    for _ in range(6):
        model.step()
    last = model.datacollector.get_model_vars_dataframe().iloc[-1]
    assert last["orientation"] == given[0]["orientation"]


def test_past_the_end_is_a_plain_stop() -> None:
    """Twelve months asked to go on for sixty end after twelve, whoever asks."""
    year = load("mifi_status_quo", ["spin_up.months=0"], years=1, scale=2000.0)
    model = PartnershipModel(year, seed=1)
    model.run_for(60)
    assert (model.running, model.time, model.world.now) == (False, 12.0, 12)
    last = model.recorder.sector.copy()
    model.step()
    model.run_for(3)
    model.run_until(100)
    model.run_model()
    model.run()
    assert (model.running, model.world.now) == (False, 12)
    np.testing.assert_array_equal(model.recorder.sector, last)
    halfway = PartnershipModel(year, seed=1)
    halfway.run_until(5)
    assert (halfway.running, halfway.world.now) == (True, 5)
    halfway.run_until(500.0)
    assert (halfway.running, halfway.time) == (False, 12.0)
    np.testing.assert_array_equal(halfway.recorder.sector, last)


def test_the_same_seed_is_the_same_run_in_mesa() -> None:
    one, other, another = (ForClass(rng=seed) for seed in (7, 7, 8))
    for model in (one, other, another):
        for _ in range(6):
            model.step()
    frames = [m.datacollector.get_model_vars_dataframe() for m in (one, other, another)]
    pd.testing.assert_frame_equal(frames[0], frames[1])
    assert not frames[0].equals(frames[2])


def test_what_solaraviz_asks_of_a_model() -> None:
    asked = as_solara_has_it(
        "_check_model_params", "_build_model_init_kwargs", "_get_scenario_defaults"
    )
    model = ForClass()
    sliders = {"burden": {"type": "SliderFloat", "value": 0.5, "min": 0.0, "max": 1.0}, "years": 1}
    asked["_check_model_params"](model, sliders)
    with pytest.raises(ValueError, match="burdn"):
        asked["_check_model_params"](model, {"burdn": 0.5})
    kwargs = asked["_build_model_init_kwargs"](
        model, {"burden": 0.9, "years": 1}, add_scenario_when_empty=True,
        require_model_accepts_scenario=True,
    )  # fmt: skip
    assert kwargs == {"burden": 0.9, "years": 1}
    model.step()
    again = type(model)(**kwargs)  # its button "Reset"
    assert again.time == 0
    assert again.settings.resolved() != model.settings.resolved()
    steps = 0
    while again.running:  # its button "Play"
        again.step()
        steps += 1
    assert steps == again.world.calendar.months
    assert again.time == steps
    assert len(again.datacollector.get_model_vars_dataframe()) == steps + 1  # what its plots read
