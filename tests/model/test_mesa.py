"""Habits of Mesa users: collect, batch, select; and the model as it is, with levers as keywords."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import mesa
import numpy as np
import pandas as pd
import pytest

from partnersim import UserError
from partnersim.agents import Ministry, Organization, UmbrellaTable
from partnersim.model import PartnershipModel
from partnersim.outcomes.recorder import SECTOR_NAMES, unmeasured
from partnersim.scenario import library
from partnersim.scenario.loading import load
from partnersim.scenario.settings import Settings

MEASURED = [
    name for name in SECTOR_NAMES if name not in unmeasured(load("mifi_status_quo").systems)
]
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
    large = organizations.select(lambda agent: agent.staff > 10.0)
    assert 0 < len(large) < len(organizations)
    assert min(large.get("staff")) > 10.0
    large.set("felt_burden", 0.75)
    rows = [agent.row for agent in large]
    assert (model.world.organizations["felt_burden"][rows] == 0.75).all()
    sizes = model.agents.groupby(type).count()
    assert sizes[Ministry] == len(model.agents_by_type[Ministry])
    met: list[str] = []
    organizations.shuffle_do(lambda agent: met.append(agent.name))
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
    assert len({round(row["orientation"], 9) for row in drawn}) == 3
    given, again = (runs(rng=[7, np.int64(8)]) for _ in range(2))
    assert given[0]["orientation"] != given[1]["orientation"]
    assert [warning["orientation"] for warning in given] == [row["orientation"] for row in again]
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
    last = model.recorder.values.copy()
    model.step()
    model.run_for(3)
    model.run_until(100)
    model.run_model()
    model.run()
    assert (model.running, model.world.now) == (False, 12)
    np.testing.assert_array_equal(model.recorder.values, last)
    halfway = PartnershipModel(year, seed=1)
    halfway.run_until(5)
    assert (halfway.running, halfway.world.now) == (True, 5)
    halfway.run_until(500.0)
    assert (halfway.running, halfway.time) == (False, 12.0)
    np.testing.assert_array_equal(halfway.recorder.values, last)


def test_the_same_seed_is_the_same_run_in_mesa() -> None:
    first, other, another = (ForClass(rng=seed) for seed in (7, 7, 8))
    for model in (first, other, another):
        for _ in range(6):
            model.step()
    frames = [m.datacollector.get_model_vars_dataframe() for m in (first, other, another)]
    pd.testing.assert_frame_equal(frames[0], frames[1])
    assert not frames[0].equals(frames[2])


# --- the model as it is -------------------------------------------------------------------------

SMALL = {"years": 1, "scale": 2000.0, "spin_up.months": 3}


def values_of(model: PartnershipModel, ministry: str) -> tuple[float, float, dict[str, float]]:
    values = model.settings.funders[ministry].values
    return (
        values["accountability"]["burden"], values["consultation"]["access"],
        values["funding"]["split"],
    )  # fmt: skip


def test_levers_are_keywords_of_the_main_ministry() -> None:
    plain = PartnershipModel(settings=SMALL, seed=1)
    model = PartnershipModel(
        settings=SMALL, seed=1, burden=0.9, access=np.float32(0.5), mission=np.float64(0.454)
    )
    burden, access, split = values_of(model, "mifi")
    assert (burden, access) == (0.9, 0.5)
    # 0.80 and 0.11 of what was left by 0.09 keep their proportions in what 0.454 leaves
    assert split == pytest.approx({"mission": 0.454, "service_agreement": 0.48, "project": 0.066})
    for other in ("mtess", "other_ministries", "municipalities"):
        assert values_of(model, other) == values_of(plain, other)
    assert model.settings.regime is not None
    assert model.settings.regime.funders["mifi"].values["accountability"]["burden"] == 0.5
    tiers = PartnershipModel("two_tiers", settings=SMALL, burden=0.9, seed=1)
    assert values_of(tiers, "ircc")[0] == 0.9


def test_levers_do_what_set_does() -> None:
    by_set = load("mifi_status_quo", [f"{BURDEN}=0.9", "spin_up.months=3"], years=1, scale=2000.0)
    models = (
        PartnershipModel(by_set, seed=1),
        PartnershipModel(settings=SMALL, burden=0.9, seed=1),
        PartnershipModel(settings={**SMALL, BURDEN: 0.9}, seed=1),
        PartnershipModel(load("mifi_status_quo", years=1), burden=0.9, settings=SMALL, seed=1),
    )
    for model in models:
        model.run()
        np.testing.assert_array_equal(model.recorder.values, models[0].recorder.values)
        assert model.settings.resolved() == by_set.resolved()


def test_levers_are_refused_where_no_ministry_is_the_one(tmp_path: Path) -> None:
    text = library.find("mifi_status_quo").read_text(encoding="utf-8")
    several = tmp_path / "several.yaml"
    several.write_text(text.replace("main_ministry: mifi\n", ""), encoding="utf-8")
    with pytest.raises(UserError) as error:
        PartnershipModel(several, burden=0.9, seed=1)
    for part in (
        "burden: of which ministry?", "mifi, mtess, other_ministries, municipalities",
        'settings={"ministries.mifi.accountability.burden": …}',
    ):  # fmt: skip
        assert part in str(error.value)
    named = PartnershipModel(several, settings={BURDEN: 0.9, **SMALL}, seed=1)
    assert values_of(named, "mifi")[0] == 0.9
    text = library.find("quebec_model_1").read_text(encoding="utf-8")
    only = tmp_path / "only.yaml"
    only.write_text(text.replace("main_ministry: state\n", ""), encoding="utf-8")
    assert values_of(PartnershipModel(only, settings=SMALL, burden=0.9, seed=1), "state")[0] == 0.9


@pytest.mark.parametrize(
    ("wrong", "parts"),
    [
        ({"burden": 2}, [f"{BURDEN}: 2", "from 0 to 1"]),
        ({"burden": True}, [f"{BURDEN}: True", "from 0 to 1"]),
        ({"access": float("nan")}, ["access: nan", "finite"]),
        ({"mission": 1.5}, ["ministries.mifi.split.mission: 1.5", "from 0 to 1"]),
        ({"mission": "half"}, ["ministries.mifi.split.mission: 'half'"]),
        ({"settings": {f"{BURDEN[:-2]}n": 0.9}}, ["burdn", "'burden'"]),
        ({"settings": {"ministries.mif.envelope": 1}}, ["ministries.mif:", "'mifi'"]),
        ({"settings": {"yaers": 3}}, ["yaers", "'years'"]),
        ({"settings": {"ministries.mifi.split.mission": 0.6}}, ["sum to 0.6"]),
        ({"settings": {"": 3}}, ["settings: ''", BURDEN]),
        ({"settings": {"extends": "open_door"}}, ["settings: 'extends'"]),
        (
            {"settings": {"main_ministry": "mi\afi"}},
            ["settings: main_ministry", "control character"],
        ),
        ({"settings": ["years=3"]}, ["settings is a list", BURDEN]),
        ({"settings": {BURDEN: 0.1}, "burden": 0.9}, ["burden and settings both state", BURDEN]),
    ],
    ids=str,
)
def test_a_wrong_lever_or_setting_is_refused_in_words(wrong: Any, parts: list[str]) -> None:
    with pytest.raises(UserError) as error:
        PartnershipModel(seed=1, **wrong)
    for part in parts:
        assert part in str(error.value)


def test_batch_run_of_the_model_as_it_is() -> None:
    values = {"burden": [0.1, 0.9], "settings": [{**SMALL, "years": 2}]}
    rows = mesa.batch_run(PartnershipModel, values, rng=[1, 2], display_progress=False)
    frame = pd.DataFrame(rows)
    assert len(frame) == 4
    assert set(MEASURED) <= set(frame.columns)
    assert "policy_drafts" not in frame.columns  # no framework policy
    assert frame["Step"].eq(27.0).all()
    assert frame["month"].eq("2012-03").all()
    share = frame.groupby("burden")["reporting_share"]
    assert share.min()[0.9] > 1.5 * share.max()[0.1]
    own = load("mifi_status_quo", [f"{BURDEN}=0.9", "spin_up.months=3"], years=2, scale=2000.0)
    model = PartnershipModel(own, seed=2)
    model.run()
    (row,) = frame[(frame["burden"] == 0.9) & (frame["iteration"] == 1)].to_dict("records")
    assert [row[name] for name in MEASURED] == pytest.approx(
        model.recorder.sector[MEASURED][-1].tolist(), nan_ok=True
    )
    every = mesa.batch_run(
        PartnershipModel, {"settings": [SMALL]}, rng=[1], data_collection_period=1,
        display_progress=False,
    )  # fmt: skip
    assert [row["Step"] for row in every] == [float(n) for n in range(1, 16)]
    assert [row["phase"] for row in every] == ["spin_up"] * 3 + ["scenario"] * 12
    assert (every[0]["month"], every[3]["month"]) == ("2010-01", "2010-04")


def test_the_collector_follows_the_model_and_gives_way_to_ones_own() -> None:
    model = PartnershipModel(settings=SMALL, seed=1)
    assert len(model.datacollector.get_model_vars_dataframe()) == 0
    model.run_for(4)
    model.datacollector.collect(model)  # as a class that builds on the model may do
    frame = model.datacollector.get_model_vars_dataframe()
    for name in MEASURED:
        np.testing.assert_array_equal(frame[name], model.recorder.sector[name][:4])
    model.datacollector = own = mesa.DataCollector({"time": "time"})
    assert model.datacollector is own


def test_agents_show_their_columns(small: Settings) -> None:
    model = PartnershipModel(small, seed=1)
    for kind in (Organization, Ministry):
        agent = model.agents_by_type[kind][0]
        columns = agent._table.dtype.names
        assert set(columns) <= set(dir(agent))
        assert {"name", "row", "unique_id", "remove"} <= set(dir(agent))
    organization = model.agents_by_type[Organization][0]
    assert {"identity", "staff", "felt_burden", "tie"} <= set(dir(organization))
    assert {"need", "status", "unique_id"} <= set(dir(model.newcomer(0)))
