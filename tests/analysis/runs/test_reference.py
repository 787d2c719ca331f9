"""What a run is compared with: the same seeds, its drift apart, its runs kept and never mistaken."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from click.testing import CliRunner, Result

import partnersim
from partnersim import Results
from partnersim.analysis.comparison import differences, reference_runs
from partnersim.cli.main import cli
from partnersim.language import UserError, use
from partnersim.language.numbers import number
from partnersim.outcomes.change import years_of
from partnersim.report.figures import responses
from partnersim.scenario.library import shipped
from partnersim.scenario.loading import load
from partnersim.scenario.reference import reference_of
from partnersim.state import cache

SMALL = ("--runs", "2", "--years", "1", "--scale", "2000")
SOON = ("crisis.starts_after_months=2", "crisis.ends_after_months=9")
CRISIS = ("covid_crisis", *(word for setting in SOON for word in ("--set", setting)), *SMALL)


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """In a folder of its own, with a cache of its own for runs of references."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    _keep_in(monkeypatch, tmp_path / "cache")
    yield
    use("en")


def _keep_in(monkeypatch: pytest.MonkeyPatch, folder: Path | None) -> None:
    """Runs of references are kept there, or nowhere; compiled rules where they always are."""
    usual = cache.folder

    def chosen(name: str) -> Path | None:
        if name != "references":
            return usual(name)
        if folder is not None:
            folder.mkdir(exist_ok=True)
        return folder

    monkeypatch.setattr(reference_runs.cache, "folder", chosen)


def called(*arguments: str, code: int = 0) -> Result:
    result = CliRunner().invoke(cli, ["run", *arguments, "--full"])
    assert result.exit_code == code, result.output
    return result


def row(screen: str, name: str) -> str:
    line = next(line for line in screen.splitlines() if line.strip().startswith(name))
    return line.replace("−", "-").replace("\u00a0", " ")


def test_a_change_is_between_the_last_twelve_months_of_both() -> None:
    rows = np.arange(40.0).reshape(-1, 1)
    rows[30] = np.nan
    before, last = years_of(rows, 24)[:, 0]
    assert before == np.mean(np.arange(12, 24))
    assert last == np.mean([*range(28, 30), *range(31, 40)])
    assert years_of(rows, 5)[0, 0] == 2.0  # a shorter spin-up: those there are
    assert np.isnan(years_of(rows, 0)[0, 0])  # without one there is no change


@pytest.mark.usefixtures("no_figures")
def test_own_effects_are_paired_differences_and_drift_is_the_references_alone() -> None:
    said = called(*CRISIS, "--out", "c").stdout
    sizes = {"years": 1, "scale": 2000.0}
    pair = partnersim.compare(
        load("mifi_status_quo", **sizes), load("covid_crisis", SOON, **sizes), runs=2
    )
    expected = pair.differences.set_index("measure")
    drifts = pair.results["mifi_status_quo"].changes.groupby("measure")["change"].mean()

    results = Results.read("c")
    effects = differences.own_effects(results)
    assert effects is not None
    effects = effects.set_index("measure")
    for column in ("reference", "other", "difference", "low", "high"):
        np.testing.assert_array_equal(effects[column], expected[column])
    drift = differences.drift(results).mean()
    np.testing.assert_allclose(drift[drifts.index], drifts, atol=1e-12, equal_nan=True)

    lines = {line.measure: line for line in responses.lines_of(results)}
    orientation = lines["identity_mean"]
    assert orientation.shown.average == pytest.approx(expected.loc["identity_mean", "difference"])
    assert orientation.shown.low == pytest.approx(expected.loc["identity_mean", "low"])
    assert orientation.drift == pytest.approx(drifts["identity_mean"])

    served = expected.loc["delivery_share", "difference"]
    assert abs(served) > 0.02  # the crisis does something here
    line = row(said, "Hours for services")
    drifted = number(100 * drifts["delivery_share"], 0, signed=True).replace("−", "-")
    assert f" {drifted} pts " in line
    assert f" {100 * served:+.0f} pts [" in line
    assert (
        "in “Status quo of the immigration ministry”. Own effect: difference of the last year from it"
        in " ".join(said.split())
    )


def test_the_status_quo_shows_drift_alone(tmp_path: Path) -> None:
    said = called("mifi_status_quo", *SMALL, "--out", "q")
    assert "Time alone" in said.stdout
    assert "Own effect" not in said.stdout
    assert "Change " not in said.stdout
    assert "Compared with" not in said.stderr
    results = Results.read("q")
    assert results.reference is None
    assert not (tmp_path / "cache").exists()
    change = results.changes.set_index(["run", "measure"])["change"].unstack()["identity_mean"]
    assert f"{change.mean():+.2f}".replace("+0.00", "0.00") in row(
        said.stdout, "Orientation of organisations, mean"
    )
    line = next(line for line in responses.lines_of(results) if line.measure == "identity_mean")
    assert line.shown.average == pytest.approx(change.mean())
    drawn = Path("q/responses.svg").read_text("utf-8")
    assert "with time alone" in drawn
    assert "own effect" not in drawn


@pytest.mark.usefixtures("no_figures")
def test_runs_of_the_reference_are_kept_and_the_same_to_the_byte(tmp_path: Path) -> None:
    first = called(*CRISIS, "--out", "a")
    assert "Compared with “Status quo of the immigration ministry”" in first.stderr
    assert "4 of 4 runs" in first.stderr
    (kept,) = (tmp_path / "cache").iterdir()
    second = called(*CRISIS, "--out", "b")
    assert "Compared with" not in second.stderr
    assert "2 of 2 runs" in second.stderr
    whole = kept.read_bytes()
    for damaged in (b"", whole[:-9], whole[:40] + bytes([whole[40] ^ 1]) + whole[41:], b"PK" * 99):
        kept.write_bytes(damaged)
        named = f"d{len(damaged)}"
        assert "Compared with" in called(*CRISIS, "--out", named).stderr
        assert kept.read_bytes() == whole
        assert (
            Path(named, "reference.parquet").read_bytes()
            == Path("a/reference.parquet").read_bytes()
        )
    assert Path("b/reference.parquet").read_bytes() == Path("a/reference.parquet").read_bytes()
    more = called(*CRISIS, "--runs", "3", "--out", "more")  # one more, not three
    assert "4 of 4 runs" in more.stderr


@pytest.mark.usefixtures("no_figures")
def test_the_cache_is_bounded_and_not_needed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "cache"
    folder.mkdir()
    for n, name in enumerate(("older", "old")):
        (folder / name).write_bytes(b"x" * 2_000)
        os.utime(folder / name, (n, n))
    monkeypatch.setattr(reference_runs, "MOST_BYTES", 8_000)
    called(*CRISIS, "--out", "a")
    assert {file.name for file in folder.iterdir()} == {"old", next(folder.glob("*.npy")).name}
    _keep_in(monkeypatch, None)
    assert "Compared with" in called(*CRISIS, "--out", "b").stderr
    assert Path("b/reference.parquet").read_bytes() == Path("a/reference.parquet").read_bytes()


@pytest.mark.usefixtures("no_figures")
def test_what_the_command_line_does_is_the_scenarios_and_what_is_unknown_holds_for_both() -> None:
    burden = "ministries.mifi.accountability.burden=0.9"
    said = called("mifi_status_quo", "--set", burden, "--set", "board.money_value=0.3",
                  "--set", "population.organizations=40", *SMALL, "--out", "c").stdout  # fmt: skip
    results = Results.read("c")
    reported = results.manifest["reference"]
    assert reported["scenario"]["name"] == "mifi_status_quo"
    assert reported["scenario"]["funders"]["mifi"]["accountability"]["burden"] == 0.5
    assert reported["held"] == {"board.money_value": 0.3, "population.organizations": 40}
    assert "Set there too: board.money_value = 0.3; population.organizations = 40." in said
    sizes = {"years": 1, "scale": 2000.0}
    world = ["board.money_value=0.3", "population.organizations=40"]
    pair = partnersim.compare(
        load("mifi_status_quo", world, **sizes), load("mifi_status_quo", [burden, *world], **sizes),
        runs=2,
    )  # fmt: skip
    effects = differences.own_effects(results)
    assert effects is not None
    np.testing.assert_array_equal(effects["difference"], pair.differences["difference"])
    newcomers = differences.own_newcomers(results)
    assert newcomers is not None
    assert newcomers["decided"].any() or newcomers["difference"].any()
    own = pair.newcomers[newcomers.columns]
    pd.testing.assert_frame_equal(newcomers, own, check_dtype=False, check_categorical=False)
    only_unknown = reference_of(load("mifi_status_quo", world))
    assert only_unknown == (None, "")


@pytest.mark.usefixtures("no_figures")
def test_an_interruption_while_the_reference_runs_keeps_all_runs_of_the_scenario(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    measured = reference_runs.years_of_run
    calls: list[int] = []

    def interrupted(model: partnersim.PartnershipModel) -> np.ndarray:
        calls.append(1)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return measured(model)

    monkeypatch.setattr(reference_runs, "years_of_run", interrupted)
    said = called(*CRISIS, "--out", "c", code=130).stderr
    assert "Runs finished: 2 of 2" in said
    assert "no own effects are reported" in said
    assert set(Results.read("c").sector["run"]) == {0, 1}
    assert not Path("c/reference.parquet").exists()
    assert "No own effect: runs of “Status quo of the immigration ministry”" in " ".join(
        next(Path("c").glob("*.txt")).read_text("utf-8").split()
    )
    monkeypatch.undo()
    monkeypatch.chdir(tmp_path)
    _keep_in(monkeypatch, tmp_path / "cache")
    assert "3 of 3 runs" in called(*CRISIS, "--out", "again").stderr  # one was kept


def test_what_each_shipped_scenario_is_compared_with() -> None:
    references = {}
    for name in shipped():
        result, problem = reference_of(load(name))
        assert problem == "", name
        references[name] = result.name if result else None
    own = {"mifi_status_quo"}
    others = {name: name for name in shipped() if name.startswith("lip_")} | {
        "ontario_settlement": "ontario_settlement",
        "multi_year_core_funding": "federal_annual_contracts", "two_tiers": "ontario_settlement",
        "covid_crisis_by_region": "covid_crisis", "lip_leads": "lip_six", "lip_network": "lip_six",
        "recognition_by_each_ministry": "recognition_by_each_ministry", "prsca_watched": "prsca_second_draft",
    }  # fmt: skip
    assert references == {
        name: None if name in own else others.get(name, "mifi_status_quo") for name in shipped()
    }  # fmt: skip


def test_a_scenario_names_what_its_reference_has_otherwise() -> None:
    result, _ = reference_of(load("lip_six"))
    assert result is not None
    assert result.title.fr == "Les six milieux sans l'argent des partenariats"
    money = {
        name: each.values["mandate"]["amount"]
        for name, each in result.sections["partnerships"].items()
    }
    assert len(money) == 6
    assert set(money.values()) == {0.0}
    assert reference_of(load("lip_huron", ["partnerships.lip_huron.amount=0"]))[0] is None
    single, _ = reference_of(load("ontario_settlement"))
    assert single is not None
    assert single.funders["ircc"].values["accountability"]["record_time"] == 1.0
    Path("child.yaml").write_text("extends: ontario_settlement\n")
    child, _ = reference_of(load("child.yaml"))
    assert child is None  # a child does not inherit it
    Path("wrong.yaml").write_text(
        "extends: mifi_status_quo\ncompare_to: mifi_status_quo\n"
        "reference_sets: [ministries.mifi.accountability.burdn=1]\n"
    )
    assert "burden" in called("wrong.yaml", *SMALL, code=2).stderr


def test_compare_to_names_a_scenario_is_not_inherited_and_is_checked() -> None:
    Path("mine.yaml").write_text("extends: prsca_compliant\ncompare_to: npm_tightening\nyears: 2\n")
    Path("child.yaml").write_text("extends: mine\n")
    Path("other.yaml").write_text("extends: mifi_status_quo\ncompare_to: ./mine.yaml\n")
    result = {name: reference_of(load(f"{name}.yaml"))[0] for name in ("mine", "child", "other")}
    assert {name: each.name for name, each in result.items() if each} == {
        "mine": "npm_tightening", "child": "mifi_status_quo", "other": "mine",
    }  # fmt: skip
    assert result["mine"] is not None
    assert result["mine"].years == 2  # as long as the scenario
    Path("wrong.yaml").write_text("extends: mifi_status_quo\ncompare_to: prsca_complient\n")
    said = called("wrong.yaml", *SMALL, code=2).stderr
    assert "wrong.yaml: compare_to:" in said
    assert "'prsca_compliant'" in said
    Path("wrong.yaml").write_text("extends: mifi_status_quo\ncompare_to: lip_huron\n")
    said = called("wrong.yaml", *SMALL, "--lang", "fr", code=2).stderr
    assert "compare_to\u00a0: lip_huron a d'autres lieux (huron, london)" in said
    Path("wrong.yaml").write_text("extends: mifi_status_quo\ncompare_too: lip_huron\n")
    assert "'compare_to'" in called("wrong.yaml", *SMALL, code=2).stderr
    Path("wrong.yaml").write_text("extends: lip_huron\n")
    _, problem = reference_of(load("wrong.yaml"))
    assert problem.startswith("ontario_settlement has other places")
    with pytest.raises(UserError, match="compare_to"):
        load("mifi_status_quo", ["compare_to=3"])
