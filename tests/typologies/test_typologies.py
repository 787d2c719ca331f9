"""Typologies on hand-built states whose class the literature names, and the machinery of classes."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from partnersim import typologies
from partnersim.declarations import Axis, Kind, Source, Text, Typology
from partnersim.language import UserError
from partnersim.model import PartnershipModel
from partnersim.outcomes.classification import Classified, classify, cuts_of, positions_of
from partnersim.outcomes.recorder import YearEnd
from partnersim.results import Results, collect
from partnersim.scenario.loading import load

TEXT = Text("a", "b")
NAMES = [module.TYPOLOGY.name for module in typologies.modules()]


def of(name: str) -> Typology:
    return next(module.TYPOLOGY for module in typologies.modules() if module.TYPOLOGY.name == name)


def placed(model: PartnershipModel, name: str) -> Classified:
    at = positions_of(YearEnd.of(model.world, model.recorder.dimensions).seen())
    typology = of(name)
    return classify(typology, at.organizations[name], cuts_of(typology, model.world.parameters))


def kinds(classified: Classified) -> set[str]:
    return {classified.typology.kinds[k].name for k in classified.kind}


def build(model: PartnershipModel, **state: float) -> None:
    """Every organisation alike: goals shared (1) or opposite (0), own offer, voice, identity, ties."""
    world, f = model.world, model.world.main_funder
    o, m = world.organizations, world.funders
    shared = state.get("shared", 1.0)
    m["priorities"][f] = [1.0, 0, 0, 0, 0, 0]
    o["priorities"] = [shared, 1.0 - shared, 0, 0, 0, 0]
    o["alternative"] = 0.5 * state.get("own", 0.0)
    o["hours_delivery"], o["hours_advocacy"] = 100.0, 100.0 * state.get("opposes", 0.0)
    world.relations["seat"][:, f] = state.get("seat", 0.0) > 0.5
    o["umbrella_member"] = False
    m["uptake"][f] = 0.5 * state.get("listens", 0.0)
    m["timing"][f] = state.get("before", 0.0)
    world.relations["tie"][:, f] = state.get("tie", 0.0)
    o["founding_identity"] = 0.8
    o["identity"] = 0.8 * state.get("kept", 1.0)
    o["participation"] = state.get("rooted", 1.0)
    o["yearly_income"] = 100.0
    world.relations["yearly_income"][:, f] = 100.0 * state.get("dependence", 0.5)
    world.contracts["amount"] = 0.0
    world.contracts["amount"][:, f, world.programme("reception")] = 1.0 - state.get("mission", 0.0)
    world.contracts["amount"][:, f, world.programme("mission")] = state.get("mission", 0.0)


@pytest.mark.parametrize(
    ("typology", "state", "kind"),
    [
        # low mutuality and high identity is merely contracting (Meinhard et al. 2015, sect. 3)
        ("brinkerhoff", {"shared": 0.0, "own": 1.0}, "contracting"),
        ("brinkerhoff", {"shared": 0.0, "own": 0.0, "kept": 0.2, "rooted": 0.1}, "extension"),
        ("brinkerhoff", {"own": 1.0, "seat": 1.0, "listens": 1.0}, "partnership"),
        (
            "brinkerhoff",
            {"seat": 1.0, "listens": 1.0, "kept": 0.2, "rooted": 0.1},
            "gradual_absorption",
        ),
        ("najam", {"shared": 1.0, "own": 0.0}, "cooperation"),
        ("najam", {"shared": 1.0, "own": 1.0, "opposes": 0.5}, "complementarity"),
        ("najam", {"shared": 0.0, "own": 0.0}, "cooptation"),
        ("najam", {"shared": 0.0, "own": 1.0, "opposes": 1.0}, "confrontation"),
        ("arnstein", {"seat": 0.0, "listens": 1.0, "before": 1.0}, "manipulation"),
        ("arnstein", {"seat": 1.0, "listens": 1.0, "before": 0.0}, "placation"),
        ("arnstein", {"seat": 1.0, "listens": 1.0, "before": 1.0}, "citizen_control"),
        ("proulx_bourque_savard", {}, "competition"),
        ("proulx_bourque_savard", {"tie": 0.75}, "subcontracting"),
        (
            "proulx_bourque_savard",
            {"tie": 1.0, "seat": 1.0, "listens": 1.0, "before": 1.0, "mission": 0.6},
            "co_construction",
        ),
    ],
)
def test_a_state_whose_class_the_literature_names(
    model: PartnershipModel, typology: str, state: dict[str, float], kind: str
) -> None:
    build(model, **state)
    assert kinds(placed(model, typology)) == {kind}


@pytest.mark.parametrize(
    ("level", "kind"), [(0.2, "service_provider"), (0.8, "autonomous_partner")]
)
def test_the_two_ideal_types(model: PartnershipModel, level: float, kind: str) -> None:
    model.recorder.dimensions[:] = level
    assert kinds(placed(model, "bruneau")) == {kind}


def test_the_sector_is_a_partner_where_no_dyad_is(model: PartnershipModel) -> None:
    """Neither sector can do without the other; any one organisation can be replaced (MLH15, 6)."""
    build(model, shared=0.6, own=1.0, seat=1.0, listens=0.6, dependence=0.9)
    model.world.umbrella.demand[:] = [0.6, 0.4, 0, 0, 0, 0]
    at = positions_of(YearEnd.of(model.world, model.recorder.dimensions).seen())
    dyads = at.organizations["brinkerhoff"][0]
    assert at.sector["brinkerhoff"][0] > dyads.mean() + 0.2


@pytest.mark.parametrize("name", NAMES)
def test_memberships_sum_to_one_and_agree_with_the_class_away_from_cuts(
    model: PartnershipModel, name: str
) -> None:
    for _ in range(14):
        model.step()
    first = placed(model, name)
    assert ((first.position >= 0.0) & (first.position <= 1.0)).all()
    np.testing.assert_allclose(first.membership.sum(axis=1), 1.0)
    sure = first.membership.max(axis=1) > 0.5
    assert (first.membership.argmax(axis=1) == first.kind)[sure].all()
    assert (
        positions_of(YearEnd.of(model.world, model.recorder.dimensions).seen()).now
        == model.world.now
    )


def test_near_a_cut_off_is_within_a_tenth_of_it() -> None:
    typology = of("bruneau")
    position = np.array([[0.1, 0.39, 0.41, 0.59, 0.61, 0.9]])
    first = classify(typology, position, [np.array([0.5])])
    assert first.near_cut.tolist() == [False, False, True, True, False, False]
    assert first.kind.tolist() == [0, 0, 0, 1, 1, 1]
    assert classify(typology, np.array([[0.5]]), [np.array([0.5])]).membership[0, 0] == 0.5


def test_a_typology_with_a_hole_is_refused() -> None:
    axes = (Axis("x", TEXT, "x"), Axis("y", TEXT, "y"))
    with pytest.raises(ValueError, match="combination"):
        Typology("t", TEXT, axes, (Kind("a", TEXT, 0.0),), Source("k", "p"))


def test_cut_offs_out_of_order_are_refused_with_their_path() -> None:
    with pytest.raises(UserError, match=r"typology_arnstein\.power_cut_2.*0\.9.*power_cut_3"):
        load("mifi_status_quo", ["typology_arnstein.power_cut_2=0.9"])
    moved = load("mifi_status_quo", ["typology_bruneau.autonomy_cut=0.01"], years=1, scale=1000.0)
    model = PartnershipModel(moved, seed=1)
    model.step()
    assert kinds(placed(model, "bruneau")) == {"autonomous_partner"}


def test_the_table_has_every_living_organisation_once_a_year(tmp_path: Path) -> None:
    model = PartnershipModel(load("mifi_status_quo", years=2, scale=1000.0), seed=3)
    model.run()
    frame = Results.of([collect(model, 0)], {}).typologies
    own = frame[frame["level"] != "sector"]
    assert not own.duplicated(["month", "typology", "organization"]).any()
    last = own[own["month"] == own["month"].max()]
    alive = int(model.world.organizations["alive"].sum())
    assert (last.groupby("typology").size() == alive).all()
    assert set(frame["typology"]) == set(NAMES)
    assert set(frame[frame["level"] == "sector"]["typology"]) >= {"brinkerhoff", "bruneau"}
