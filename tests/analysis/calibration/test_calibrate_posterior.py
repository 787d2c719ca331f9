"""Drawing from a posterior: joint, shared by scenarios, never over what is stated; and what is refused."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import partnersim
from partnersim.analysis.sweeps.experiment_files import load_experiment
from partnersim.analysis.validation.applicability import applicable
from partnersim.evidence.patterns import patterns
from partnersim.language import UserError
from partnersim.model import PartnershipModel
from partnersim.scenario import parameter_groups, posterior
from partnersim.scenario.loading import load
from partnersim.scenario.posterior import ABOUT, TABLE, Posterior
from partnersim.state.draws import Draws

BASE = "mifi_status_quo"
SIZE: dict[str, Any] = {"years": 1, "scale": 1000.0}


@pytest.fixture
def own(tmp_path: Path) -> Posterior:
    """Forty rows of which every value names its row: the draws of one run must agree."""
    priors = parameter_groups.priors()
    shares = (np.arange(40) + 0.5) / 40
    rows = np.array([[low + s * (high - low) for low, high in priors.values()] for s in shares])
    return posterior.write(tmp_path / "own", priors, rows, {"scenario": BASE, "stated": {}})


def row_of(values: dict[str, dict[str, Any]]) -> set[int]:
    """The rows that the values of a run are of."""
    result = set()
    for path, (low, high) in parameter_groups.priors().items():
        group, _, name = path.partition(".")
        result.add(round((values[group][name] - low) / (high - low) * 40 - 0.5))
    return result


def test_a_run_takes_a_whole_row(own: Posterior) -> None:
    settings = load(BASE)
    rows = [row_of(own.draw(settings, Draws(3, run))) for run in range(60)]
    assert all(len(row) == 1 for row in rows)
    assert len(set.union(*rows)) > 25  # and not always the same


def test_scenarios_share_the_row_of_a_run(own: Posterior) -> None:
    first, other = load(BASE), load("prsca_compliant")
    for run in range(10):
        assert row_of(own.draw(first, Draws(3, run))) == row_of(own.draw(other, Draws(3, run)))
    rows = [[row_of(own.draw(first, Draws(seed, run))) for run in range(10)] for seed in (3, 4)]
    assert rows[0] != rows[1]


def test_what_is_stated_is_not_drawn(own: Posterior) -> None:
    settings = load(BASE, ["members.leaving=0.0123"])
    drawn = own.draw(settings, Draws(3, 0))
    free = own.draw(load(BASE), Draws(3, 0))
    assert drawn["members"]["leaving"] == 0.0123
    assert drawn["board"]["money_value"] == free["board"]["money_value"]


def test_the_model_and_run_draw_from_the_one_that_ships() -> None:
    model = PartnershipModel(load(BASE, **SIZE), seed=3, uncertainty="posterior")
    shipped = posterior.shipped()
    values = [model.parameter_values[p.split(".")[0]][p.split(".")[1]] for p in shipped.names]
    assert (np.abs(shipped.rows - np.array(values)).max(axis=1) < 1e-12).any()
    results = partnersim.run(BASE, runs=2, uncertainty="posterior", **SIZE)
    assert results.manifest["uncertainty"] == "posterior"
    assert results.manifest["posterior"]["fingerprint"] == shipped.about["fingerprint"]
    assert results.manifest["drawn"]["0"] != results.manifest["drawn"]["1"]


def test_the_one_that_ships_is_of_these_declarations_within_their_priors() -> None:
    shipped = posterior.shipped()
    priors = parameter_groups.priors()
    assert set(shipped.names) == set(priors)
    assert len(shipped.rows) >= 500
    for path, column in zip(shipped.names, shipped.rows.T, strict=True):
        low, high = priors[path]
        assert low - 1e-6 <= column.min() < column.max() <= high + 1e-6, path


def test_prior_and_point_are_as_they_were() -> None:
    """Fixed numbers of the draws before there was a posterior."""
    model = PartnershipModel(load(BASE, **SIZE), seed=3, uncertainty="prior")
    draws = Draws(3, 0)
    low, high = parameter_groups.priors()["members.leaving"]
    expected = draws.generator("prior", "members.leaving").uniform(low, high)
    assert model.parameter_values["members"]["leaving"] == expected
    point = PartnershipModel(load(BASE, **SIZE), seed=3)
    assert point.parameter_values == point.settings.parameters


def test_another_regime_needs_to_be_insisted_on(own: Posterior) -> None:
    federal = load("federal_annual_contracts", **SIZE)
    with pytest.raises(UserError, match="does not build on mifi_status_quo"):
        PartnershipModel(federal, seed=1, uncertainty=own)
    PartnershipModel(federal, seed=1, uncertainty=own.anywhere())


def test_what_it_was_fitted_with_must_be_stated(tmp_path: Path) -> None:
    names = [
        declaration for declaration in parameter_groups.priors() if declaration != "members.leaving"
    ]
    about = {"scenario": BASE, "stated": {"members.leaving": 0.03}}
    first = posterior.write(tmp_path / "stated", names, np.full((3, len(names)), 0.3), about)
    with pytest.raises(UserError, match=r"members\.leaving=0\.03"):
        first.check(load(BASE))
    with pytest.raises(UserError, match=r"members\.leaving=0\.03"):
        first.check(load(BASE, ["members.leaving=0.02"]))
    first.check(load(BASE, ["members.leaving=0.03"]))


def _missing(folder: Path) -> None:
    (folder / ABOUT).unlink()


def _truncated(folder: Path) -> None:
    text = (folder / TABLE).read_text()
    (folder / TABLE).write_text(text[: len(text) // 2])


def _no_json(folder: Path) -> None:
    text = (folder / ABOUT).read_text()
    (folder / ABOUT).write_text(text[: len(text) // 2])


def _other_scenario(folder: Path) -> None:
    text = (folder / ABOUT).read_text()
    (folder / ABOUT).write_text(text.replace('"mifi_status_quo"', '"federal_annual_contracts"'))


def _another_prior(folder: Path) -> None:
    about = json.loads((folder / ABOUT).read_text())
    about["declarations"]["members.leaving"] = [0.01, 0.07]
    about["fingerprint"] = posterior.fingerprint((folder / TABLE).read_text(), about)
    (folder / ABOUT).write_text(json.dumps(about))


def _a_list(folder: Path) -> None:
    (folder / ABOUT).write_text("[1, 2]")


def _bytes(folder: Path) -> None:
    (folder / TABLE).write_bytes(b"\xff\xfe\x00")


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (_missing, "no posterior is there"),
        (_truncated, "is not whole"),
        (_no_json, "is not whole"),
        (_other_scenario, "is not whole"),
        (_a_list, "is not whole"),
        (_bytes, "is not whole"),
        (_another_prior, r"another version of the parameters \(members\.leaving\)"),
    ],
)
def test_what_is_not_a_posterior_is_refused(
    own: Posterior, tmp_path: Path, spoil: Callable[[Path], None], said: str
) -> None:
    spoil(tmp_path / "own")
    with pytest.raises(UserError, match=said):
        posterior.read(tmp_path / "own")


def test_either_file_names_it(own: Posterior, tmp_path: Path) -> None:
    for name in (TABLE, ABOUT):
        assert Posterior.read(tmp_path / "own" / name).about == own.about
    with pytest.raises(UserError, match="no posterior is there"):
        Posterior.read(tmp_path / "nowhere")


def test_an_unknown_kind_is_refused() -> None:
    with pytest.raises(UserError, match="point, prior, posterior"):
        PartnershipModel(load(BASE, **SIZE), seed=1, uncertainty="postreior")


EXPERIMENT = """
scenario: {scenario}
levers: {{ministries.{ministry}.accountability.burden: {{min: 0.2, max: 0.8}}}}
outcomes: [identity_mean]
design: {{method: lhs, samples: 2}}
years: 1
scale: 1000
{more}
"""


def experiment(tmp_path: Path, more: str, scenario: str = BASE, ministry: str = "mifi") -> Path:
    path = tmp_path / "one.yaml"
    path.write_text(EXPERIMENT.format(scenario=scenario, ministry=ministry, more=more))
    return path


def test_an_experiment_draws_from_its_own_posterior(own: Posterior, tmp_path: Path) -> None:
    more = "uncertainty: posterior\nposterior: own\nreplicates: 2"
    experiment_here = load_experiment(experiment(tmp_path, more))
    assert isinstance(experiment_here.uncertainty, Posterior)
    done = partnersim.sweep(experiment_here, workers=1, out=tmp_path / "swept")
    reported = done.manifest["experiment"]
    assert reported["uncertainty"] == "posterior"
    assert reported["posterior"]["fingerprint"] == own.about["fingerprint"]
    prior = load_experiment(experiment(tmp_path, "uncertainty: prior\nreplicates: 2"))
    other = partnersim.sweep(prior, workers=1, out=tmp_path / "prior")
    assert not done.outcomes["identity_mean"].equals(other.outcomes["identity_mean"])


@pytest.mark.parametrize(
    ("more", "scenario", "ministry", "said"),
    [
        ("uncertainty: posterior\nposterior: nowhere", BASE, "mifi", "posterior: .*no posterior"),
        ("posterior: own", BASE, "mifi", "uncertainty is point"),
        ("uncertainty: posterior", "federal_annual_contracts", "ircc", "does not build on"),
        ("uncertainty: postreior", BASE, "mifi", "point, prior, posterior"),
    ],
)
def test_an_experiment_says_what_is_wrong(
    own: Posterior, tmp_path: Path, more: str, scenario: str, ministry: str, said: str
) -> None:
    with pytest.raises(UserError, match=said):
        load_experiment(experiment(tmp_path, more, scenario, ministry))


def test_an_experiment_may_insist(own: Posterior, tmp_path: Path) -> None:
    more = "uncertainty: posterior\nposterior: own\nposterior_elsewhere: true"
    path = experiment(tmp_path, more, "federal_annual_contracts", "ircc")
    assert load_experiment(path).uncertainty == own.anywhere()


def test_only_parts_of_its_own_scenarios_are_judged(own: Posterior) -> None:
    which, left_out = applicable(patterns(), own)
    names = {f"{pattern.id}.{part.id}" for pattern in which for part in pattern.parts}
    assert {"P4.level", "P9.drift", "P18.soft"} <= names
    assert {"P14.contracting", "P15.prior", "P13.staff"} <= set(left_out)
    assert not names & set(left_out)
    everything, nothing = applicable(patterns(), "prior")
    assert (len(everything), nothing) == (len(patterns()), [])
    with pytest.raises(UserError, match="None of these patterns"):
        applicable([pattern for pattern in patterns() if pattern.id == "P14"], own)
