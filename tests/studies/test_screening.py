"""A planted dead parameter is caught, a living one is found; ranges stay within bounds."""

from __future__ import annotations

import numpy as np
import pytest

from partnersim.declarations import Assumption, Parameter, Role, Text
from partnersim.scenario.loading import load
from partnersim.scenario.parameter_groups import parameters
from studies.knock_outs import sizes
from studies.saved import rows_of
from studies.screening import (
    Factor,
    alone,
    design,
    effects_of,
    factor,
    factors,
    screen,
    turned,
)

_UNSEEN = "no headline sees it"
NAMES = tuple(f"measure_{n}" for n in range(20))


def outputs(positions: np.ndarray) -> np.ndarray:
    """Measure 7 = 3 x the second parameter + noise shared within a trajectory; the rest is noise."""
    random = np.random.default_rng(3)
    result = np.repeat(random.normal(0.0, 1.0, (len(positions), 1, 20)), positions.shape[1], axis=1)
    result = result + random.normal(0.0, 0.05, result.shape)
    result[..., 7] += 3.0 * positions[..., 1]
    return result


def test_a_dead_parameter_moves_nothing_and_a_living_one_its_measure() -> None:
    positions = design(3, 30, seed=5)
    dead, alive, other = effects_of(positions, outputs(positions), NAMES)
    assert dead[0] == other[0] == ()
    moved, strongest, mu, star, _, t = alive
    assert (moved, strongest) == (("measure_7",), "measure_7")
    assert mu == pytest.approx(3.0, abs=0.1)
    assert star == pytest.approx(3.0, abs=0.1)
    assert t > 10.0


def test_morris_indices_are_those_of_salib() -> None:
    from SALib.analyze import morris

    positions = design(3, 30, seed=5)
    values = outputs(positions)[..., 7]
    problem = {"num_vars": 3, "names": ["a", "b", "c"], "bounds": [[0.0, 1.0]] * 3}
    theirs = morris.analyze(problem, positions.reshape(-1, 3), values.ravel(), num_levels=4)
    ours = effects_of(positions, values[..., None], ("measure",))
    np.testing.assert_allclose([our[2] for our in ours], theirs["mu"], rtol=1e-6)
    np.testing.assert_allclose([our[3] for our in ours], theirs["mu_star"], rtol=1e-6)


def test_a_measure_with_a_hole_is_left_out_and_only_holes_are_refused() -> None:
    positions = design(3, 10, seed=5)
    values = outputs(positions)
    values[2, 1, 7] = np.nan
    assert all(effect[1] != "measure_7" for effect in effects_of(positions, values, NAMES))
    with pytest.raises(ValueError, match="every run"):
        effects_of(positions, np.full_like(values, np.nan), NAMES)


def test_ranges_stay_within_bounds() -> None:
    text = Text("Pace", "Rythme")
    guess = Assumption("a guess", "nowhere")
    share = Parameter(name="pace", default=0.7, unit="share", meaning=text, role=Role.SETTING,
                      evidence=guess, bounds=(0.0, 1.0))  # fmt: skip
    assert factor("x", share, 0.7) == Factor("x", "pace", None, "setting", 0.35, 1.0)
    assert factor("x", share, 0.7).over_all_bounds().low == 0.0
    assert factor("x", share, 0.0) == Factor("x", "pace", None, "setting", 0.0, 1.0)
    which = {factor.path: factor for factor in factors()}
    assert len(which) > 120
    assert which["survival.selection"].value(0.2) is False
    assert which["ministries.mifi.consultation.timing"].value(1.0) == "before_draft"
    assert isinstance(which["umbrella.board_seats"].value(0.0), int)
    envelope = load("mifi_status_quo").funders["mifi"].values["funding"]["envelope"]
    assert which["ministries.mifi.envelope"].high == 2 * envelope


def test_a_turned_setting_is_that_of_the_command_line() -> None:
    which = {factor.path: factor for factor in factors()}
    chosen = [which["ministries.mifi.accountability.burden"], which["board.money_value"]]
    by_hand = load(
        "mifi_status_quo",
        [
            f"{parameter.path}={parameter.value(p)}"
            for parameter, p in zip(chosen, (0.3, 0.9), strict=True)
        ],
    )
    ours = turned(load("mifi_status_quo"), chosen, (0.3, 0.9))
    assert ours.parameters == by_hand.parameters
    assert {k: v.values for k, v in ours.funders.items()} == {
        k: v.values for k, v in by_hand.funders.items()
    }


def test_a_parameter_nobody_reads_is_caught_in_the_model() -> None:
    """With nobody on the board its hours cost nothing: a dead parameter; access is alive."""
    which = [
        Factor("umbrella", "board_hours", None, "setting", 6.0, 24.0),
        Factor("consultation", "access", "mifi", "lever", 0.1, 0.9),
        Factor("umbrella", "board_seats", None, "setting", 0.0, 0.0, whole=True),
    ]
    dead, alive, _ = screen("mifi_status_quo", which, trajectories=10, workers=1)
    assert dead.moved == ()
    assert dead.mu_star == 0.0
    assert alive.moved


def test_what_no_headline_is_said_to_see_moves_none_in_the_saved_screening() -> None:
    moved: dict[str, set[str]] = {}
    for row in rows_of("screening"):
        moved.setdefault(row["parameter"], set()).update(row["moved"].split())
    said = [path for path, (_, each) in parameters().items() if _UNSEEN in str(each.evidence)]
    assert said
    assert {path: seen for path in said if (seen := moved[path] & set(sizes()))} == {}


@pytest.mark.long
def test_a_parameter_looked_at_alone_is_told_from_one_that_nobody_reads() -> None:
    which = [
        Factor("calls", "application_hours", None, "uncertainty", 20.0, 120.0, prior=True),
        Factor("survival", "founding_rate", None, "setting", 0.0, 0.0, bounds=(0.0, 0.0)),
    ]
    hours, nothing = alone("mifi_status_quo", which, pairs=10, workers=1)
    assert hours.moved
    assert nothing.moved == ()
