"""Sensitivity of whole sweeps whose runs are functions with published indices, and luck put in by hand.

What is put in: an offset of each replicate, the same on every row (as with the same seeds); an
interaction of rows with replicates; pure noise; nothing.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from click.testing import CliRunner, Result
from numpy.typing import NDArray

import partnersim
from partnersim.analysis.runs.overlays import value_at
from partnersim.analysis.sweeps import worker
from partnersim.cli.main import cli
from partnersim.language import UserError, use
from partnersim.report.screens.sensitivity import trust
from partnersim.results.sensitivity_result import Sensitivity
from tests.analysis.sensitivity.test_sensitivity import (
    ISHIGAMI_FIRST,
    ISHIGAMI_TOTAL,
    G,
    g_first,
    ishigami,
    sobol_g,
)

Array = NDArray[np.float64]
Function = Callable[[Array, int], float]
LEVERS = (
    "mission_grant.conditionality", "accountability.burden", "consultation.access",
    "goals.shared_outcomes", "service_agreement.clawback_tolerance", "mission_grant.coverage",
    "consultation.responsiveness", "mission_grant.base_share",
)  # fmt: skip
COLUMNS = (
    "mission_hours",
    "members_total",
    "access_excess",
    "months_waited_eligible",
)  # without bounds
ISHIGAMI_VARIANCE = 13.8446
OFFSET = (-9.0, -3.0, 3.0, 9.0)  # by replicate: a variance of 60


@pytest.fixture(autouse=True)
def _wide(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "160")
    yield
    use("en")


def noise(x: Array, replicate: int) -> float:
    """A standard normal number of its own for each row and replicate."""
    key = [replicate, *np.frombuffer(np.round(x, 9).tobytes(), np.uint32).tolist()]
    return float(np.random.default_rng(key).standard_normal())


def plain(x: Array, _: int) -> float:
    return float(ishigami(x))


def with_offset(x: Array, replicate: int) -> float:
    return float(ishigami(x)) + OFFSET[replicate]


def with_interaction(x: Array, replicate: int) -> float:
    return float(ishigami(x)) + OFFSET[replicate] + 2.0 * noise(x, replicate)


def by_luck_alone(x: Array, replicate: int) -> float:
    return noise(x, replicate)


@pytest.fixture
def experiment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Path]:
    """An experiment over so many levers from 0 to 1, whose outcomes are these functions of them."""

    def made(
        functions: list[Function],
        levers: int,
        samples: int,
        replicates: int,
        method: str = "saltelli",
    ) -> Path:
        def run_of(plan: worker.Plan, settings: object, luck: int) -> tuple[Array, int]:
            values = [value_at(settings, place) for place in plan.places]  # type: ignore[arg-type]
            return np.array(values, dtype=float), luck

        def measure(run: tuple[Array, int], _: object) -> Array:
            return np.array([function(*run) for function in functions])

        monkeypatch.setattr(worker, "run_of", run_of)
        monkeypatch.setattr(worker, "measure", measure)
        ranges = "".join(
            f"  ministries.mifi.{name}: {{min: 0, max: 1}}\n" for name in LEVERS[:levers]
        )
        path = tmp_path / "functions.yaml"
        path.write_text(
            "title: {en: Functions, fr: Fonctions}\nscenario: mifi_status_quo\nlevers:\n" + ranges
            + f"outcomes: [{', '.join(COLUMNS[: len(functions)])}]\n"
            f"design: {{method: {method}, samples: {samples}, seed: 5}}\n"
            f"replicates: {replicates}\nyears: 1\nscale: 2000\n",
            encoding="utf-8",
        )  # fmt: skip
        return path

    return made


def studied(path: Path, method: str = "sobol", outcomes: tuple[str, ...] = ()) -> Sensitivity:
    return partnersim.sensitivity(path, method, outcomes, workers=1, out=path.parent / method)


def invoke(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, [str(argument) for argument in arguments])


def indices(sensitivity: Sensitivity, n: int, kind: str) -> pd.DataFrame:
    """Those of one function, a row a factor in the order of the levers."""
    frame = sensitivity.indices.query(
        f"outcome == '{COLUMNS[n]}' and kind == '{kind}' and of == 'mean'"
    )
    order = [f"ministries.mifi.{name}" for name in LEVERS]
    return frame.set_index("factor").loc[[name for name in order if name in set(frame["factor"])]]


def test_what_luck_adds_to_all_rows_alike_hides_no_factor(experiment: Callable[..., Path]) -> None:
    result = studied(experiment([plain, with_offset, with_interaction, by_luck_alone], 4, 256, 4))
    for n in (0, 1):
        total, alone = indices(result, n, "total"), indices(result, n, "first_order")
        assert list(total["value"][:3]) == pytest.approx(list(ISHIGAMI_TOTAL.values()), abs=0.06)
        assert list(alone["value"][:3]) == pytest.approx(list(ISHIGAMI_FIRST.values()), abs=0.08)
        assert list(total["detectable"]) == [True, True, True, False]  # the last lever does nothing
        assert list(alone["detectable"]) == [True, True, False, False]
        assert (total["dummy"] < 1e-9).all()
    luck = [study.luck for study in result.studies]
    assert luck[0].luck_share == pytest.approx(0.0, abs=1e-12)
    assert luck[1].luck_share == pytest.approx(60.0 / (60.0 + ISHIGAMI_VARIANCE), abs=0.02)
    assert luck[1].common_share == luck[1].luck_share
    assert luck[2].luck_share == pytest.approx(64.0 / (64.0 + ISHIGAMI_VARIANCE), abs=0.02)
    assert luck[2].interaction == pytest.approx(4.0, rel=0.1)
    assert luck[3].luck_share == pytest.approx(1.0, abs=0.05)
    assert "makes 81\u00a0% of the variance of single runs: 81\u00a0% the same on every" in next(
        iter(trust(result.studies[1]))
    )
    # what luck adds anew on each row: 2 ** 2 / 4 replicates, of the variance of means over rows
    total = indices(result, 2, "total")
    known = 1.0 / (1.0 + ISHIGAMI_VARIANCE)
    assert total["dummy"].to_numpy() == pytest.approx(np.full(4, known), rel=0.25)
    assert total["value"].iloc[3] == pytest.approx(
        known, rel=0.25
    )  # which is all the last one shows
    assert list(total["detectable"]) == [True, True, True, False]
    assert not indices(result, 3, "total")["detectable"].any()
    assert not indices(result, 3, "first_order")["detectable"].any()


def test_sobol_g_with_two_replicates(experiment: Callable[..., Path]) -> None:
    def g(x: Array, replicate: int) -> float:
        return float(sobol_g(x)) + (5.0 if replicate else -5.0)

    def g_by_luck(x: Array, replicate: int) -> float:
        """The last factor works through luck alone: up in one replicate, down in the other."""
        return g(x, replicate) + (0.5 if replicate else -0.5) * x[7]

    result = studied(experiment([g, g_by_luck], 8, 512, 2))
    own = 1.0 / (3.0 * (1.0 + G) ** 2)
    variance = float(np.prod(1.0 + own) - 1.0)
    totals = own * np.prod(1.0 + own) / (1.0 + own) / variance
    for n in (0, 1):
        total = indices(result, n, "total")
        assert total["value"].to_numpy() == pytest.approx(totals, abs=0.06)
        np.testing.assert_allclose(indices(result, n, "first_order")["value"], g_first(), atol=0.05)
        assert total["detectable"][:4].all()
        assert result.studies[n].luck.common_share == pytest.approx(
            50.0 / (50.0 + variance), abs=0.01
        )
    # half of the mean square of a step of x (1/6), which two replicates see as 0.5 / 2 of variance
    step = 0.5 * (1.0 / 6.0) * 0.25 / variance
    dummies = indices(result, 1, "total")["dummy"]
    assert dummies.iloc[7] == pytest.approx(step, rel=0.3)
    assert (dummies[:7] < 1e-9).all()
    assert not indices(result, 1, "total")["detectable"].iloc[7]


def test_with_one_replicate_what_luck_shows_is_not_known_and_it_is_said(
    experiment: Callable[..., Path],
) -> None:
    path = experiment([with_offset], 4, 64, 1)
    result = invoke("sensitivity", path, "--method", "sobol", "--workers", "1", "--out", "one")
    assert result.exit_code == 0, result.output
    screen = " ".join(result.stdout.split())
    assert "One replicate of each row: what luck does to single runs is not known." in screen
    assert "so whether a factor is detectable is not known" in screen
    assert "] ?" in screen
    assert "Luck alone makes" not in screen
    total = indices(partnersim.sensitivity(Path("one"), "sobol"), 0, "total")
    assert total["dummy"].isna().all()
    assert total["detectable"].isna().all()
    kept = pd.read_parquet("one/sensitivity_sobol.parquet").query("kind == 'total'")
    assert kept["detectable"].isna().all()
    morris = studied(experiment([with_offset], 4, 16, 1, "morris"), "morris")
    assert morris.indices["detectable"].isna().all()


def test_elementary_effects_are_compared_with_what_luck_does_to_a_step(
    experiment: Callable[..., Path],
) -> None:
    def line(x: Array, replicate: int) -> float:
        return 3.0 * x[0] + 0.1 * x[1] + OFFSET[replicate]

    def noisy(x: Array, replicate: int) -> float:
        return line(x, replicate) + 0.4 * noise(x, replicate)

    result = studied(experiment([line, noisy, by_luck_alone], 6, 60, 4, "morris"), "morris")
    star = indices(result, 0, "mu_star")
    assert list(star["value"]) == pytest.approx([3.0, 0.1, 0.0, 0.0, 0.0, 0.0], abs=1e-9)
    assert list(star["detectable"]) == [True, True, False, False, False, False]
    assert (star["dummy"] < 1e-9).all()
    noisy_star, sigma = indices(result, 1, "mu_star"), indices(result, 1, "sigma")
    assert list(noisy_star["detectable"]) == [True, False, False, False, False, False]
    # a step of 2/3 between two means of four, each 0.4 / 2 of luck
    by_luck = 0.2 * 2.0**0.5 / (2.0 / 3.0)
    assert sigma["value"].to_numpy() == pytest.approx(np.full(6, by_luck), rel=0.3)
    assert sigma["dummy"].to_numpy() == pytest.approx(np.full(6, by_luck), rel=0.45)  # an upper end
    assert noisy_star["dummy"].to_numpy() == pytest.approx(np.full(6, 0.8 * by_luck), rel=0.45)
    assert not sigma["detectable"].any()
    assert not indices(result, 2, "mu_star")["detectable"].any()


@pytest.mark.parametrize("method", ["lhs", "pawn", "delta", "emulator"])
def test_other_methods_do_not_see_what_luck_adds_to_all_rows_alike(
    experiment: Callable[..., Path], method: str
) -> None:
    def hump(x: Array, replicate: int) -> float:
        return 2.0 * x[0] + np.sin(3.0 * x[1]) + 0.02 * noise(x, replicate)

    def apart(x: Array, replicate: int) -> float:
        return hump(x, replicate) + OFFSET[replicate]

    with warnings.catch_warnings(record=True) as heard:
        result = studied(experiment([hump, apart], 3, 32, 4, "sobol_sequence"), method)
    assert not heard  # SALib's own are nothing a reader of ours can act on
    kind = {"lhs": "rank_regression", "emulator": "total"}.get(method, method)
    bare, shifted = (indices(result, n, kind) for n in (0, 1))
    numbers = ["value", "low", "high", "dummy"]
    np.testing.assert_allclose(bare[numbers], shifted[numbers], atol=1e-4)
    assert list(shifted["detectable"]) == list(bare["detectable"])
    assert shifted["detectable"].iloc[0]
    assert not shifted["detectable"].iloc[2]
    assert result.studies[1].luck.interaction == pytest.approx(0.0004, rel=0.3)
    assert result.studies[1].luck.common == pytest.approx(60.0, rel=0.01)


def test_an_emulator_does_not_detect_a_factor_that_does_nothing(
    experiment: Callable[..., Path],
) -> None:
    def two(x: Array, replicate: int) -> float:
        return np.sin(3.0 * x[0]) + 0.7 * x[0] * x[1] + 0.15 * noise(x, replicate)

    for replicates in (1, 3):
        path = experiment([two], 5, 64, replicates, "sobol_sequence")
        out = path.parent / str(replicates)
        result = partnersim.sensitivity(path, "emulator", workers=1, out=out)
        total = indices(result, 0, "total")
        assert total["detectable"].iloc[0]
        assert not total["detectable"][2:].any()
        assert (total["dummy"] > 0.0).all()


def test_which_factors_move_the_spread_is_told_beside_an_offset(
    experiment: Callable[..., Path],
) -> None:
    def spread(x: Array, replicate: int) -> float:
        return x[0] + 0.5 * replicate + (0.05 + x[1]) * 20.0 * noise(x, replicate)

    def offset(x: Array, replicate: int) -> float:
        return x[0] + 0.5 * replicate

    result = studied(experiment([spread, offset], 3, 64, 16))
    of_spread = result.indices.query("of == 'variance' and kind == 'total'")
    assert set(of_spread["outcome"]) == {COLUMNS[0]}  # rounding is no spread
    assert list(of_spread["detectable"]) == [False, True, False]


def test_luck_in_the_summary_of_a_sweep(experiment: Callable[..., Path]) -> None:
    path = experiment([with_offset], 4, 64, 2)
    result = invoke("sweep", path, "--workers", "1", "--out", "s")
    assert result.exit_code == 0, result.output
    # offsets of -9 and -3: a variance of 18
    share = 18.0 / (18.0 + ISHIGAMI_VARIANCE)
    lines = [line for line in result.stdout.splitlines() if "Mission work" in line]
    assert lines, result.stdout
    said = float(lines[0].split("]")[1].split("\u00a0%")[0])
    assert said == pytest.approx(100.0 * share, abs=3.0)


def test_luck_decides_where_replicates_disagree_about_what_is_looked_for(
    experiment: Callable[..., Path],
) -> None:
    sweep = partnersim.sweep(
        experiment([with_offset, with_interaction], 4, 64, 4, "lhs"), workers=1, out="s"
    )
    tree = partial(partnersim.discover, sweep, method="cart")
    # rows against one another: all are moved alike
    assert tree("mission_hours", highest=0.25).cases.by_chance == 0.0
    assert 0.2 < tree("members_total", highest=0.25).cases.by_chance < 0.8
    # against a value: 18 apart, which is nearly as far as the function goes
    assert tree("mission_hours", above=4.0).cases.by_chance > 0.9
    first = partnersim.sweep(experiment([with_offset], 4, 64, 1, "lhs"), workers=1, out="one")
    assert np.isnan(
        partnersim.discover(first, "mission_hours", highest=0.25, method="cart").cases.by_chance
    )
    result = invoke("discover", "one", "--outcome", "mission_hours", "--above", "1",
                    "--method", "cart")  # fmt: skip
    assert result.exit_code == 0, result.output
    screen = " ".join(result.stdout.split())
    assert "One replicate of each row: in how many of them luck decides is not known." in screen


# --- an outcome of which nothing can be said --------------------------------------------------------


def constant(_: Array, replicate: int) -> float:
    return 0.3 + replicate  # the seeds of a replicate move it, no factor does


def missing(x: Array, replicate: int) -> float:
    return np.nan if replicate and x[0] > 0.9 else plain(x, replicate)


def test_an_outcome_that_no_factor_moves_is_left_out_and_the_others_are_analysed(
    experiment: Callable[..., Path],
) -> None:
    path = experiment([plain, constant, missing], 3, 16, 2)
    out = ("--workers", "1", "--out", "s")
    result = invoke("sensitivity", path, "--method", "sobol", *out)
    assert result.exit_code == 0, result.output
    screen = " ".join(result.stdout.split())
    assert "Left out: members_total is the same on every row: nothing to explain." in screen
    assert "Left out: access_excess is missing or not finite in" in screen
    kept = pd.read_parquet("s/sensitivity_sobol.parquet")
    assert set(kept["outcome"]) == {"mission_hours"}
    assert [file.name for file in Path("s").glob("sensitivity_*.png")] == [
        "sensitivity_sobol_mission_hours.png"
    ]
    from_folder = partnersim.sensitivity(Path("s"), "sobol")
    assert list(from_folder.left_out) == ["members_total", "access_excess"]
    with pytest.raises(UserError, match=r"members_total is the same on every row.*Nothing was"):
        partnersim.sensitivity(Path("s"), "sobol", ["members_total"])
    alone = invoke("sensitivity", "s", "--method", "sobol", "--outcome", "members_total")
    assert alone.exit_code == 2
    assert "Traceback" not in alone.output
    french = invoke("sensitivity", "s", "--method", "sobol", "--lang", "fr")
    assert "Laissé de côté : members_total est le même sur toutes les lignes" in " ".join(
        french.stdout.split()
    )


def test_an_outcome_that_no_emulator_predicts_is_left_out(experiment: Callable[..., Path]) -> None:
    def slope(x: Array, _: int) -> float:
        return float(x[0] + x[1])

    path = experiment([slope, by_luck_alone], 3, 64, 1, "sobol_sequence")
    result = studied(path, "emulator")
    assert [study.outcome for study in result.studies] == ["mission_hours"]
    assert "members_total: an emulator predicts" in result.left_out["members_total"]
