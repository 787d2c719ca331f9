"""Local partnerships: places as data, bad input, limiting cases, directions, an agent that decides."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from partnersim.cli.main import cli
from partnersim.declarations import Parameter
from partnersim.jurisdictions import places
from partnersim.language import UserError
from partnersim.mechanisms.newcomers import referral
from partnersim.model import PartnershipModel
from partnersim.outcomes.recorder import SECTOR_NAMES
from partnersim.population.newcomers import arrivals_by_month
from partnersim.population.places import own_places
from partnersim.scenario.loading import load
from partnersim.scenario.parameter_groups import parameters
from partnersim.scenario.settings import Settings
from partnersim.state.calendar import Month
from partnersim.state.columns import OUTSIDE
from partnersim.state.ledgers import LedgerError, Ledgers
from partnersim.systems.local_partnerships import (
    PARTNERSHIP,
    partnership_coordination,
    partnership_council,
    partnership_progress,
)
from partnersim.systems.local_partnerships.agents import LocalPartnership
from partnersim.systems.local_partnerships.partnership_capacity import LEVERAGED
from partnersim.systems.local_partnerships.partnership_money import STIPEND
from tests.bounds import out_of_bounds
from tests.conftest import paired_difference

CASES = ("hamilton", "kingston", "thunder_bay", "huron", "peel", "toronto_west")
HERE = "partnerships.lip_hamilton."


def hamilton(*sets: str, years: int = 3) -> Settings:
    return load("lip_hamilton", [HERE + set_ for set_ in sets], years=years, scale=100.0)


def begun(*sets: str, months: int = 6) -> PartnershipModel:
    """Hamilton, some months after its partnership began."""
    model = PartnershipModel(hamilton(*sets), seed=3)
    for _ in range(model.world.calendar.spin_up_months + months):
        model.step()
    return model


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "own.yaml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ("{funder: mifi}", r"partnerships\.here\.place is missing"),
        ("{place: montreal}", r"partnerships\.here\.funder is missing"),
        ("{place: montreall, funder: mifi}", r"place: 'montreall' is not known.*mean 'montreal'"),
        ("{place: regions, funder: centraide}", r"funder: 'centraide' is not known; allowed: mifi"),
        ("{place: regions, funder: mifi, renewal: 2}", r"renewal: 2 is out of bounds.*0 to 1"),
        ("{place: regions, funder: mifi, leed: county}", r"no such key\. Did you mean 'lead'"),
        ("{place: regions, funder: mifi, council: {size: 2, sectors: {settlement: 0.4}}}",
         r"council\.sectors: the shares sum to 0\.4"),
    ],
)  # fmt: skip
def test_a_partnership_that_is_wrong_says_where_and_what_is_allowed(
    tmp_path: Path, lines: str, said: str
) -> None:
    path = written(tmp_path, f"extends: mifi_status_quo\npartnerships: {{here: {lines}}}\n")
    with pytest.raises(UserError, match=said):
        load(path)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "places: {a: {newcomers_a_year: -1}}",
            r"places\.a\.newcomers_a_year: -1 is out of bounds",
        ),
        ("places: {a: {}}\npopulation: {organizations: 4}", r"population\.organizations: where a"),
        ("places: {a: {organisations: 4}}", r"no such key\. Did you mean 'organizations'"),
        ("places: {a: {}}", r"mifi_status_quo has other places"),
        ("places: 3", r"places holds a map"),
        (
            "partnerships: {mifi: {place: regions, funder: mifi}}",
            r"stands in ministries and in partnerships",
        ),
    ],
)
def test_places_that_are_wrong_say_so(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(UserError, match=said):
        load(written(tmp_path, f"extends: mifi_status_quo\n{text}\n"))


def test_settings_of_the_command_line_name_a_partnership_that_is_there() -> None:
    with pytest.raises(UserError, match="lip_hamilton"):
        load("lip_hamilton", ["partnerships.hamilton.amount=0"])


@pytest.mark.filterwarnings("ignore::partnersim.InputWarning")  # one organisation, all the money
def test_an_own_list_stands_in_the_places_of_the_scenario(tmp_path: Path) -> None:
    text = "name,place,budget,archetype\nOne,{},300000,multiservice\n"
    (tmp_path / "good.csv").write_text(text.format("hamilton"), encoding="utf-8")
    (tmp_path / "bad.csv").write_text(text.format("montreal"), encoding="utf-8")
    good = load("lip_hamilton", [f"population.file={tmp_path / 'good.csv'}"], years=1, scale=200.0)
    world = PartnershipModel(good, seed=1).world
    assert world.organization_names[0] == "One"
    assert world.organizations["place"][0] == 0
    with pytest.raises(UserError, match="'montreal' is not known; allowed: hamilton"):
        load("lip_hamilton", [f"population.file={tmp_path / 'bad.csv'}"])


def test_places_hold_the_organisations_and_newcomers_they_state() -> None:
    settings = load("lip_huron", years=1)
    world = PartnershipModel(settings, seed=2).world
    assert world.places.names == ("huron", "london")
    place = world.organizations["place"][world.organizations["alive"]]
    assert np.bincount(place, minlength=2).tolist() == [0, 3]
    yearly = world.arrivals[:12].sum(axis=(0, 1))
    np.testing.assert_allclose(yearly, [60.0, 2500.0])
    mix = arrivals_by_month("ontario", Month(2009, 4), 1, None).sum(axis=2)[0]
    own = arrivals_by_month("ontario", Month(2009, 4), 1, own_places(settings.places))[0, :, 1]
    np.testing.assert_allclose(own / own.sum(), mix / mix.sum())


def test_without_places_there_are_the_four_of_quebec(model: PartnershipModel) -> None:
    assert model.world.places.names == places("quebec")
    assert not model.world.tables
    assert model.world.organization_names[:3] == ["A", "B", "C"]


def test_only_public_services_serve_in_a_place_without_organisations() -> None:
    model = PartnershipModel(load("lip_huron", ["survival.founding_rate=0"], years=1), seed=2)
    table, demand = model.world.newcomers, model.world.demand
    providers: list[set[int]] = [set(), set()]
    for _ in range(12):
        model.step()
        for a in range(2):
            here = table.provider[:, : table.rows][:, table.place[: table.rows] == a]
            providers[a] |= set(here[here >= 0].tolist())
    assert providers[0] <= {demand.organizations}
    assert min(providers[1]) < demand.organizations


@pytest.mark.parametrize("name", CASES)
def test_ledgers_balance_and_columns_stay_in_bounds(name: str) -> None:
    settings = load(f"lip_{name}", years=4, scale=100.0)
    model = PartnershipModel(settings, seed=7, uncertainty="prior", check_ledgers=True)
    while model.world.now < model.world.calendar.months:
        model.step()
        assert out_of_bounds(model.world) == []
    p = model.world.tables["partnerships"][0]
    assert p["received"] == pytest.approx(p["spent"])
    assert p["received"] > 0.0
    assert not (model.world.tables["councils"]["sits"] & ~model.world.organizations["alive"]).any()


@pytest.mark.parametrize("column", ["received", "spent"])
def test_a_partnership_that_loses_money_is_noticed(column: str) -> None:
    model = PartnershipModel(hamilton(), seed=3)
    ledgers = Ledgers(model.world)
    for _ in range(model.world.calendar.spin_up_months + 2):
        model.step()
        ledgers.check(model.world)
    model.step()
    model.world.tables["partnerships"][column] += 100.0
    model.world.tables["partnerships"]["account"] = (
        model.world.tables["partnerships"]["received"] - model.world.tables["partnerships"]["spent"]
    )
    with pytest.raises(LedgerError):
        ledgers.check(model.world)


@pytest.mark.parametrize("nothing", ["council.size=0", "amount=0"])
def test_a_council_with_no_members_does_nothing(nothing: str, tmp_path: Path) -> None:
    text = "extends: lip_hamilton\nspin_up: {{regime: lip_hamilton}}\n".format()
    without = load(written(tmp_path, text), years=3, scale=100.0)
    object.__setattr__(without, "sections", {"partnerships": {}})
    absent, empty = (
        PartnershipModel(settings, seed=4, run=2, check_ledgers=True)
        for settings in (without, hamilton(nothing))
    )
    for model in (absent, empty):
        model.run()
    others = [n for n, name in enumerate(SECTOR_NAMES) if not name.startswith("partnership_")]
    kept = (model.recorder.values[:, others] for model in (absent, empty))
    assert np.array_equal(*kept, equal_nan=True)
    p = empty.world.tables["partnerships"][0]
    assert p["stage"] == p["received"] == p["members"] == p["done"] == 0.0


def test_a_partnership_begins_with_the_scenario() -> None:
    model = PartnershipModel(hamilton(), seed=3)
    for _ in range(model.world.calendar.spin_up_months):
        model.step()
    assert model.world.tables["partnerships"]["received"][0] == 0.0
    model.step()
    assert model.world.tables["partnerships"]["received"][0] == pytest.approx(250000.0 / 12.0)


def test_sitting_takes_hours_and_stipends_reach_small_members() -> None:
    model = begun("council.stipend=300", months=4)
    world, o = model.world, model.world.organizations
    sitting = world.tables["councils"]["sits"][0] & o["alive"]  # one may close after its tables
    assert sitting.any()
    assert o["council_hours"][sitting] == pytest.approx(10.0 * 8.0 / 12.0)
    assert (o["council_hours"][~sitting] == 0.0).all()
    o["staff"][sitting] = 1.0
    model.step()
    flows = world.flows.written()
    paid = flows[(flows["purpose"] == STIPEND) & (flows["payee"] >= 1000)]
    assert len(paid)
    assert (paid["payer"] == world.accounts["partnerships"]).all()
    assert paid["amount"].max() == pytest.approx(300.0 * 8.0 / 12.0)


def test_leveraged_money_reaches_organisations_of_the_place() -> None:
    model = begun(months=8)
    flows = model.world.flows.written()
    brought = flows[flows["purpose"] == LEVERAGED]
    assert brought["amount"].sum() > 0.0
    kept = model.recorder.tables["partnerships"]["leveraged"][: model.world.now]
    assert brought["amount"].sum() == pytest.approx(kept.sum())


def test_what_a_council_agreed_on_moves_people_where_trust_would_not() -> None:
    moved = []
    for coordination in (0.0, 1.0):
        world = begun().world
        world.organizations["trust_in_peers"] = 0.0
        world.tables["councils"]["sits"][0] = world.organizations["alive"]
        world.tables["partnerships"]["coordination"], world.tables["partnerships"]["trust"] = (
            coordination,
            1.0,
        )
        world.demand.waiting[:] = 0.0
        world.demand.waiting[0, :, :] = 500.0  # everybody comes to the first
        world.demand.requests[:] = world.demand.waiting
        before = world.demand.waiting.sum(axis=0)
        partnership_coordination.agree(world)
        referral.act(world)
        partnership_coordination.count(world)
        np.testing.assert_allclose(world.demand.waiting.sum(axis=0), before)
        moved.append(float(world.tables["partnerships"]["moved"][0]))
    assert moved[0] == 0.0
    assert moved[1] > 100.0


def test_an_invited_council_seats_others_when_standing_is_elsewhere() -> None:
    """The agent decides: who is seated follows what the partnership sees."""
    seated = []
    for rooted in (0, 5):
        model = PartnershipModel(hamilton("council.size=5"), seed=3)
        world = model.world
        while world.now < world.calendar.spin_up_months:
            model.step()
        world.organizations["participation"] = 0.05
        world.organizations["trust_in_peers"] = 1.0
        world.organizations["felt_burden"] = 0.0
        world.organizations["staff"] = 8.0
        world.relations["tie"] = 0.0
        alive = np.flatnonzero(world.organizations["alive"])
        world.organizations["participation"][alive[min(rooted, len(alive) - 1)]] = 1.0
        world.tables["partnerships"]["funded"] = world.tables["partnerships"]["meeting"] = True
        world.tables["partnerships"]["certainty"] = 1.0
        partnership_council.act(world)
        view = model.agents_by_type[LocalPartnership][0]
        seated.append(view.council)
        assert view.place == "hamilton"
        assert view.aim == "coordination"
    assert seated[0] != seated[1]


def test_a_partnership_that_sees_an_uncertain_future_plans_less() -> None:
    widths = []
    for certain in (1.0, 0.1):
        model = begun(months=10)
        model.world.tables["partnerships"]["stage"] = 1.5
        model.world.tables["partnerships"]["certainty"] = certain
        partnership_progress.act(model.world)
        widths.append(float(model.world.tables["partnerships"]["planned"][0]))
    assert widths[0] > 1.5 * widths[1]
    assert model.agents_by_type[LocalPartnership][0].stage_name == "council"


def stage(model: PartnershipModel, column: str) -> float:
    return float(model.recorder.tables["partnerships"][column][-1, 0])


@pytest.mark.parametrize(
    ("base", "other", "column", "sign"),
    [
        (["prior_collaboration=0.1"], ["prior_collaboration=0.9"], "stage", 1),
        (["renewal=0.3"], ["term_years=3", "renewal=1"], "stage", 1),
        (["renewal=0.3"], ["term_years=3", "renewal=1"], "members", 1),
        (["renewal=0.3"], ["term_years=3", "renewal=1"], "planned", 1),
        (["council.size=16"], ["council.size=120"], "efficacy", -1),
        (["outreach=0.0"], ["outreach=0.4"], "representativeness", 1),
        (["directive=0.0"], ["directive=1.0"], "trust", -1),
        (["lead=municipality"], ["lead=consultant"], "trust", -1),
        (["lead=community_health"], ["lead=municipality"], "leveraged", 1),
        (["council.meetings_a_year=8"], ["council.meetings_a_year=2"], "stage", -1),
    ],
)
def test_practices_move_what_they_should(
    base: list[str], other: list[str], column: str, sign: int
) -> None:
    mean, low, high = paired_difference(
        hamilton("renewal=0.9", *base), hamilton("renewal=0.9", *other), column, runs=8,
        measure=stage,
    )  # fmt: skip
    assert min(low * sign, high * sign) > 0.0, f"{mean:+.3f} [{low:+.3f}, {high:+.3f}]"


def beside(model: PartnershipModel, _: str) -> float:
    """Trust of organisations of the place that do not sit."""
    o = model.world.organizations
    return float(
        o["trust_in_peers"][o["alive"] & ~model.world.tables["councils"]["sits"][0]].mean()
    )


def test_those_whom_delegates_speak_for_trust_less() -> None:
    peel = "partnerships.lip_peel.council.umbrella_delegates"
    none, all_of_them = (
        load("lip_peel", [f"{peel}={share}"], years=3, scale=500.0) for share in (0, 1)
    )
    mean, _, high = paired_difference(none, all_of_them, "", runs=6, measure=beside)
    assert high < 0.0, f"{mean:+.3f}"


def test_stipends_bring_small_organisations() -> None:
    place = "partnerships.lip_toronto_west."
    sets = [place + "renewal=1", "places.toronto_west.size=0.1"]
    none, paid = (
        load("lip_toronto_west", [*sets, f"{place}council.stipend={dollars}"], years=2, scale=500.0)
        for dollars in (0, 600)
    )
    mean, low, _ = paired_difference(none, paid, "small_members", runs=6, measure=stage)
    assert low > 0.0, f"{mean:+.2f}"


def test_results_hold_partnerships_only_where_there_are_some(tmp_path: Path) -> None:
    import partnersim

    results = partnersim.run("lip_peel", runs=2, years=1, scale=500.0)
    frame = results.partnerships
    assert set(frame["partnership"]) == {"lip_peel"}
    assert set(frame["place"]) == {"peel"}
    assert len(frame) == 2 * 13
    assert frame.attrs["units"]["leveraged"] == "2020 dollars a month"
    assert set(results.newcomers["place"]) == {"peel"}
    assert "lip_peel" in set(results.flows["payee"])
    none = partnersim.run("mifi_status_quo", runs=1, years=1, scale=2000.0)
    assert "partnerships" not in none.arrow
    assert none.partnerships.empty
    assert list(none.partnerships) == list(frame)
    with pytest.raises(AttributeError, match="partnershipz"):
        none.partnershipz  # noqa: B018


def test_the_screen_and_the_folder_show_the_partnership(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    done = CliRunner().invoke(
        cli, ["run", "lip_kingston", "--runs", "2", "--years", "1", "--out", str(folder)]
    )
    assert done.exit_code == 0, done.output
    assert "Local partnership" in done.output
    assert "Kingston" in done.output
    names = {file.name for file in folder.rglob("*")}
    assert {"partnerships.parquet", "partnerships.png"} <= names
    from partnersim.results import Results

    assert len(Results.read(folder).partnerships) == 2 * 13


def test_show_and_explain_know_partnerships_and_places() -> None:
    shown = CliRunner().invoke(cli, ["show", "lip_huron", "--lang", "en"]).output
    assert "partnerships.lip_huron.place" in shown
    assert "places.huron.organizations" in shown
    for name in ("partnerships.lip_huron.council.size", "prior_collaboration", "places.x.size"):
        result = CliRunner().invoke(cli, ["explain", name, "--lang", "en"])
        assert result.exit_code == 0, result.output
        assert "partnerships.*" in result.output or "places.*" in result.output


BUSY = (
    "council.umbrella_delegates=0.3", "council.stipend=60", "council.selection=mix", "renewal=0.6",
    "prior_collaboration=0.6",
)  # fmt: skip
LOCAL = [
    path
    for path, (group, parameter) in parameters().items()
    if isinstance(parameter, Parameter)
    and (group.scope is PARTNERSHIP or group.name.startswith("partnership_"))
]


# where a part acts: by path, or by the start of it
ACTS = {
    "partnership_trust.consultant_loss": ["lead=consultant"],
    "partnership_trust.outvoted": ["council.decides_by=majority"],
    "partnership_reception.drawn": ["kind=attraction"],
    "partnership_reception.kept": ["kind=attraction"],
    "partnership_lead.wary": ["lead=settlement_agency", "leadership.hours_a_month=65"],
    "partnership_lead.agenda_changes": ["leadership.hours_a_month=65"],
    "partnerships.*.leadership.money": ["leadership.hours_a_month=65"],
    "partnership_decision.majority": ["council.decides_by=majority"],
    "partnership_decision.talking_through": ["council.decides_by=consensus"],
    "partnership_decision.e": ["council.decides_by=executive"],
}


def trace(*sets: str, scale: float = 200.0, name: str = "lip_hamilton") -> tuple[np.ndarray, ...]:
    """All that a run leaves behind, of the sector, the partnerships and their voice."""
    busy = [HERE + path for path in BUSY] if name == "lip_hamilton" else []
    settings = load(name, [*busy, *sets], years=6, scale=scale)
    model = PartnershipModel(settings, seed=3)
    model.run()
    kept = model.recorder.tables["partnerships"]
    outcome = ("stage", "members", "done", "trust", "representativeness", "efficacy", "leveraged")
    rows = [kept[column].ravel() for column in outcome]
    voice = model.world.funders["local_voice"]
    return (np.concatenate([*rows, voice]), np.nan_to_num(model.recorder.values))


@pytest.mark.parametrize("path", LOCAL)
def test_no_dead_part(path: str) -> None:
    """Each parameter of partnerships, turned, changes what a run leaves behind."""
    _, parameter = parameters()[path]
    extra = [
        HERE + words for start, sets in ACTS.items() if path.startswith(start) for words in sets
    ]
    name = "lip_network" if path.startswith("partnership_network.") else "lip_hamilton"
    own = path.replace("*", "lip_hamilton")
    if isinstance(parameter.default, str):
        values: list[object] = list(parameter.choices)
    else:
        assert parameter.bounds is not None
        low, high = parameter.bounds
        values = [low, min(high, 2.5 * parameter.default if parameter.default else high)]
        if path == "partnership_lead.agenda_changes":  # two elections may turn out alike
            values = [low, high]
        values = [int(v) for v in values] if isinstance(parameter.default, int) else values
    # what an hour achieves shows where there are people enough
    scale = 1.0 if path == "partnership_capacity.skill" else 200.0
    first, *others = [trace(*extra, f"{own}={value}", scale=scale, name=name) for value in values]
    assert any(
        not (np.array_equal(first[0], other[0]) and np.array_equal(first[1], other[1]))
        for other in others
    )


def test_newcomers_sit_in_west_toronto_alone() -> None:
    seats = {
        name: load(f"lip_{name}")
        .sections["partnerships"][f"lip_{name}"]
        .values["council"]["sectors"]
        for name in CASES
    }
    assert [name for name in CASES if seats[name]["newcomers"] > 0.0] == ["toronto_west"]
    assert seats["huron"]["community_groups"] == pytest.approx(1 / 3, abs=0.01)


def test_volunteers_are_paid_for_coming_where_there_is_a_stipend() -> None:
    settings = load("lip_huron", ["partnerships.lip_huron.renewal=1"], years=1)
    model = PartnershipModel(settings, seed=3)
    for _ in range(settings.spin_up_months + 12):
        model.step()
    flows = model.world.flows.written()
    stipends = flows[(flows["purpose"] == STIPEND) & (flows["payee"] == OUTSIDE)]
    assert stipends["amount"].sum() > 0.0
