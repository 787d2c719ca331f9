"""`partnersim migrate`: files of earlier versions, kept as they were, in the keys of this one."""

from __future__ import annotations

import json
import shutil
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from partnersim import Results, Sweep, UserError, load
from partnersim.analysis.sweeps.experiment_files import load_experiment
from partnersim.cli.main import cli
from partnersim.language import use
from partnersim.outcomes.recorder import SECTOR_NAMES
from partnersim.scenario.former_keys import former
from partnersim.scenario.migration import migrated
from partnersim.scenario.parameter_groups import parameters

KEPT = Path(__file__).parent / "earlier_versions"
SCENARIO, EXPERIMENT = "prsca_compliant_2026_11_23.yaml", "provider_identity_2026_11_25.yaml"


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    shutil.copytree(KEPT, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    use("en")
    yield
    use("en")


def called(*words: str) -> Result:
    return CliRunner().invoke(cli, ["migrate", *words])


def test_a_scenario_of_the_first_version_is_refused_with_the_command_and_then_loads() -> None:
    with pytest.raises(UserError):
        load(SCENARIO)
    result = called(SCENARIO, "--out", "new.yaml")
    assert result.exit_code == 0
    assert "new.yaml can be used." in result.output
    policy = load("new.yaml")
    assert policy.stated("ministries.mifi.split.mission") == 0.6
    assert "light reporting" in policy.description.in_language("en")
    assert Path(SCENARIO).read_bytes() == (KEPT / SCENARIO).read_bytes()


def test_an_experiment_is_refused_with_the_command_and_then_loads() -> None:
    with pytest.raises(UserError, match=f"partnersim migrate {EXPERIMENT}"):
        load_experiment(EXPERIMENT)
    result = called(EXPERIMENT)
    assert result.exit_code == 0
    assert "identity.pace: taken out" in result.output
    new = EXPERIMENT.replace(".yaml", "_migrated.yaml")
    names = [factor.path for factor in load_experiment(new).factors]
    assert "board.founders_weight" in names
    assert "ministries.mifi.accountability.burden" in names
    kept, written = Path(EXPERIMENT).read_text().splitlines(), Path(new).read_text().splitlines()
    assert [line for line in written if line not in kept] == ["  board.founders_weight:"]
    again = called(EXPERIMENT)
    assert again.exit_code == 2
    assert "exists already" in again.output


def test_what_cannot_be_used_yet_is_said_with_what_is_left() -> None:
    result = called("mine.yaml")
    assert result.exit_code == 0
    words = result.output.replace("\n", " ")
    assert "now contest.certainty (share of last year's clients)" in words
    assert "calls.weight_of_size = 1.0: taken out" in words
    assert (
        "Left to mend by hand: mine_migrated.yaml: changes.2015-04.orientation.full_mission"
        in words
    )
    text = Path("mine_migrated.yaml").read_text()
    assert "# my own" in text
    assert "certainty: 0.9" in text


@pytest.mark.parametrize("key", [key for key in former() if "." in key])
def test_every_former_key_gives_way_to_one_that_is_there_or_goes(key: str) -> None:
    path = key.replace("*", "mifi")
    text, (replaced,) = migrated(f"extends: mifi_status_quo\n{nested(path)}", Path("a.yaml"))
    assert replaced.key == path
    assert migrated(text, Path("a.yaml")) == (text, [])
    if replaced.now:
        known = replaced.now.replace(".mifi.", ".*.")
        assert known in parameters() or known in SECTOR_NAMES or known.startswith("ministries.*.")
    else:
        assert replaced.why
        assert text == "extends: mifi_status_quo\n"


def nested(path: str) -> str:
    lines = [f"{'  ' * depth}{key}:" for depth, key in enumerate(path.split("."))]
    return "\n".join(lines) + " 0.25\n"


def test_a_name_or_an_end_that_is_a_former_key_follows_and_one_without_successor_stays_to_mend() -> (
    None
):
    text = (
        "outcomes:\n  - {name: waiting_mean, over: change}\n  - waiting_mean\n"
        "uncertainties:\n  members.joining: {min: {parameter: calls.noise}, max: 1.0}\n"
        "  board.money_value: {min: {parameter: identity.pace}, max: 1.0}\n"
    )
    new, replaced = migrated(text, Path("a.yaml"))
    assert "{name: months_waited_eligible, over: change}" in new
    assert "- months_waited_eligible\n" in new
    assert "{parameter: contest.noise}" in new
    assert "{parameter: identity.pace}" in new  # refused on loading, which says why
    assert [each.key for each in replaced].count("identity.pace") == 0


def test_a_successor_that_has_a_value_keeps_it() -> None:
    text = "identity: {full_mission: 0.4}\norientation: {full_mission: 0.6}\n"
    new, (one,) = migrated(text, Path("a.yaml"))
    assert new == "orientation: {full_mission: 0.6}\n"
    assert (
        one.in_words()
        == "identity.full_mission: taken out; orientation.full_mission is stated already."
    )


def test_a_file_of_this_version_is_left_alone() -> None:
    Path("now.yaml").write_text("extends: mifi_status_quo\nyears: 3\n")
    result = called("now.yaml")
    assert result.exit_code == 0
    assert "names no key of an earlier version; nothing is written" in result.output
    assert not Path("now_migrated.yaml").exists()


def test_results_are_made_again_and_never_rewritten() -> None:
    Path("run").mkdir()
    command = ["partnersim", "run", "mine.yaml", "--seed", "7"]
    manifest = {"scenario": {"parameters": {"identity": {"pace": 0.1}}}, "command": command}
    Path("run/manifest.json").write_text(json.dumps(manifest))
    result = called("run")
    assert result.exit_code == 2
    assert "make them again: partnersim run mine.yaml --seed 7" in result.output.replace("\n", " ")
    assert [each.name for each in Path("run").iterdir()] == ["manifest.json"]


@pytest.mark.parametrize(
    ("kind", "read", "again"),
    [
        (
            "run", Results.read,  # of before a manifest held its command
            "make them again: partnersim run prsca_compliant …",
        ),
        (
            "sweep", Sweep.read,
            "make them again: partnersim sweep provider_identity --out experiments/provider_identity/results",
        ),
    ],
)  # fmt: skip
def test_kept_results_of_an_earlier_version_are_refused_by_name_with_what_to_do(
    kind: str, read: Callable[[str], object], again: str
) -> None:
    zipfile.ZipFile("results_2026_11_25.zip").extractall()
    folder = f"{kind}_2026_11_25"
    with pytest.raises(UserError) as refused:
        read(folder)
    said = str(refused.value)
    assert said.startswith(f"{folder}: ")
    assert "this key of an earlier version" in said
    assert said.endswith(f"`partnersim migrate {folder}` says how to make these results again.")
    assert said.count("partnersim migrate") == 1
    result = called(folder)
    assert result.exit_code == 2
    assert again in " ".join(result.output.split())
    assert "which are what the rules of their version made" in result.output


def test_a_folder_of_something_else_is_no_results() -> None:
    Path("other").mkdir()
    Path("other/manifest.json").write_text('{"verdicts": 3}')
    result = called("other")
    assert result.exit_code == 2
    assert "holds no scenario and no experiment to migrate" in result.output


@pytest.mark.parametrize("content", ["", "- 1\n", "a: [\n", "text"])
def test_what_is_no_map_is_refused_in_a_sentence(content: str) -> None:
    Path("odd.yaml").write_text(content)
    result = called("odd.yaml")
    assert "Traceback" not in result.output
    assert "odd.yaml" in result.output
    assert not Path("odd_migrated.yaml").exists()


def test_in_french() -> None:
    result = called(EXPERIMENT, "--lang", "fr")
    assert "retirée" in result.output
    assert "taken out" not in result.output
