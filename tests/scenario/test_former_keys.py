"""Keys of earlier versions: refused wherever they are named, with their successor or why they have none."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from partnersim import Posterior, Results, Sweep, UserError, load
from partnersim.analysis.sweeps.experiment_files import load_experiment
from partnersim.analysis.sweeps.folder import SweepFolder
from partnersim.declarations.data_files import rows_in
from partnersim.language import use
from partnersim.outcomes.recorder import SECTOR_NAMES
from partnersim.scenario import posterior
from partnersim.scenario.former_keys import former
from partnersim.scenario.parameter_groups import parameters

BASE = "mifi_status_quo"
GONE, RENAMED, OF_A_FUNDER = (
    "identity.doing",
    "identity.full_mission",
    "ministries.mifi.service_agreement.incumbency",
)
SAID = {
    ("en", GONE): "has no successor: orientation is read from mission posts",
    ("fr", GONE): "n'a pas de successeur\u00a0: l'orientation se lit dans les postes de mission",
    ("en", RENAMED): "gave way to orientation.full_mission (share of posts).",
    ("fr", RENAMED): "a cédé la place à orientation.full_mission (part des postes).",
    ("en", OF_A_FUNDER): "gave way to contest.certainty (share of last year's clients).",
    ("fr", OF_A_FUNDER): "a cédé la place à contest.certainty (",
}


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    use("en")
    yield
    use("en")


def nested(path: str, value: Any = 1.0) -> dict[str, Any]:
    """The value at its path, as a scenario holds it."""
    for key in reversed(path.split(".")):
        value = {key: value}
    return dict(value)


def experiment(**keys: Any) -> dict[str, Any]:
    """A good experiment with some keys of its own."""
    return {
        "scenario": BASE,
        "uncertainties": {"board.money_value": {}, "members.joining": {}},
        "outcomes": ["autonomy_index"],
        "design": {"method": "lhs", "samples": 4},
        **keys,
    }


def resolved(path: str) -> dict[str, Any]:
    """What a manifest keeps of a scenario that had a value at a path."""
    section, _, below = path.partition(".")
    if section == "ministries":
        return {"parameters": {}, "funders": nested(below)}
    return {"parameters": {"arrivals": {"level": 1.0}, **nested(path)}, "funders": {}}


def in_a_file(path: str, folder: Path) -> None:
    file = folder / "mine.yaml"
    file.write_text(json.dumps({"extends": BASE, **nested(path)}), encoding="utf-8")
    load(file)


def in_a_setting(path: str, _: Path) -> None:
    load(BASE, [f"{path}=1"])


def in_a_range(path: str, _: Path) -> None:
    load_experiment(experiment(uncertainties={path: {"min": 0.0, "max": 1.0}}))


def in_the_end_of_a_range(path: str, _: Path) -> None:
    end = {"min": {"parameter": path}, "max": 1.5}
    load_experiment(experiment(uncertainties={"board.money_value": end}))


def in_a_group(path: str, _: Path) -> None:
    load_experiment(experiment(groups={"some": [path]}))


def in_a_posterior(path: str, folder: Path) -> None:
    about = {"form": 1, "scenario": BASE, "declarations": {path: [0.0, 2.0]}, "stated": {}}
    about |= {"rows": 1}
    table = f"{path}\n1.0\n"
    about["fingerprint"] = posterior.fingerprint(table, about)
    (folder / posterior.TABLE).write_text(table, encoding="utf-8")
    (folder / posterior.ABOUT).write_text(json.dumps(about), encoding="utf-8")
    Posterior.read(folder)


def in_a_run(path: str, folder: Path) -> None:
    manifest = {"scenario": resolved(path)}
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    Results.read(folder)


def in_a_sweep(path: str, folder: Path) -> None:
    made = {"rows": {}, "runs": 1, "runs_failed": 0, "experiment": {"scenario": resolved(path)}}
    (folder / "manifest.json").write_text(json.dumps(made), encoding="utf-8")
    Sweep.read(folder)


def in_a_sweep_to_go_on_with(path: str, folder: Path) -> None:
    before = {"design": "of before", "identity": {"scenario": resolved(path)}}
    (folder / "sweep.json").write_text(json.dumps(before), encoding="utf-8")
    SweepFolder(folder, "of now", {}, None)


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("path", [GONE, RENAMED, OF_A_FUNDER])
@pytest.mark.parametrize(
    "naming",
    [
        in_a_file,
        in_a_setting,
        in_a_range,
        in_the_end_of_a_range,
        in_a_group,
        in_a_posterior,
        in_a_run,
        in_a_sweep,
        in_a_sweep_to_go_on_with,
    ],
)
def test_a_former_key_is_refused_with_its_successor_or_why_it_has_none(
    naming: Callable[[str, Path], None], path: str, language: str, tmp_path: Path
) -> None:
    use(language)
    with pytest.raises(UserError) as refusal:
        naming(path, tmp_path)
    message = str(refusal.value)
    assert path in message
    assert SAID[language, path] in message
    assert message.count("\n") == 0


@pytest.mark.parametrize(
    ("name", "said"),
    [("waiting_mean", "gave way to months_waited_eligible."), ("slack_share", "free posts")],
)
def test_a_former_outcome_is_refused_too(name: str, said: str) -> None:
    with pytest.raises(UserError, match=said) as refusal:
        load_experiment(experiment(outcomes=[name]))
    assert name in str(refusal.value)


def test_a_key_that_never_was_is_only_unknown() -> None:
    with pytest.raises(UserError, match="there is no such key"):
        load(BASE, ["identity.nothing=1"])
    assert load_experiment(experiment()).rows == 4


def test_former_keys_are_gone_and_their_successors_are_there() -> None:
    keys = parameters().keys() | set(SECTOR_NAMES)
    assert former().keys() & keys == set()
    assert {row["now"] for row in former().values()} - {""} <= keys
    assert all(bool(row["now"]) != bool(row["why"]) for row in former().values())
    rows = rows_in("partnersim.scenario", "former_keys.csv")
    assert len(former()) == sum(len(row["former"].split()) for row in rows)  # none stands twice
