"""Paths that the system refuses and files that are no files: one sentence, nothing written, no waiting."""

import json
import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

import partnersim
from partnersim import UserError
from partnersim.cli.main import cli
from partnersim.language import use
from partnersim.language.paths import bytes_of, path_of, text_of

BAD = {
    "over 255 bytes": ("é" * 200, "the name is too long"),
    "over 4096 bytes": ("/".join(["a" * 100] * 50), "the name is too long"),
    "nobody's home": ("~nobody-of-that-name/mine", "no"),
    "2000 levels": ("/".join(["a"] * 2000), "more than 200 folders deep"),
    "not UTF-8": ("caf\udce9", "not text in UTF-8"),
    "a NUL": ("a\0b", "U+0000"),
    "an escape": ("a\x1b[2Jb", "U+001B"),
    "a circle of links": ("circle/mine", "its links lead in a circle"),
}
EVERYWHERE = ("over 255 bytes", "nobody's home", "2000 levels", "not UTF-8")
EXPERIMENT = "scenario: {scenario}\nlevers: {{ministries.mifi.accountability.burden: {{}}}}\n" \
    "outcomes: [identity_mean]\ndesign: {{method: lhs, samples: 4}}\n"  # fmt: skip
OF_A_RUN = ("run", "mifi_status_quo", "--years", "1", "--runs", "1", "--scale", "5000")
COMMANDS: dict[str, Callable[[str], tuple[str, ...]]] = {
    "run": lambda path: ("run", f"{path}.yaml"),
    "run, a name": lambda path: ("run", path),
    "compare": lambda path: ("compare", "mifi_status_quo", f"{path}.yaml"),
    "interview": lambda path: ("interview", f"{path}.yaml"),
    "show": lambda path: ("show", f"{path}.yaml"),
    "calibrate": lambda path: ("calibrate", f"{path}.yaml"),
    "sweep": lambda path: ("sweep", f"{path}.yaml"),
    "sensitivity": lambda path: ("sensitivity", path, "--method", "lhs"),
    "discover": lambda path: ("discover", path, "--outcome", "x", "--above", "1"),
    "run --posterior": lambda path: (*OF_A_RUN, "--uncertainty", "posterior", "--posterior", path),
    "validate --posterior": lambda path: (
        "validate", "--uncertainty", "posterior", "--posterior", path),
    "--set population.file": lambda path: (*OF_A_RUN, "--set", f"population.file={json.dumps(path)}"),
    "--set spin_up.regime": lambda path: (
        *OF_A_RUN, "--set", f"spin_up.regime={json.dumps(path + '.yaml')}"),
    "run --out": lambda path: (*OF_A_RUN, "--out", path),
    "compare --out": lambda path: ("compare", "mifi_status_quo", "open_door", "--out", path),
    "interview --out": lambda path: ("interview", "mifi_status_quo", "--out", path),
    "validate --out": lambda path: ("validate", "--pattern", "P2", "--out", path),
    "calibrate --out": lambda path: ("calibrate", "--out", path),
    "sweep --out": lambda path: ("sweep", "good.yaml", "--out", path),
    "sensitivity --out": lambda path: (
        "sensitivity", "good.yaml", "--method", "lhs", "--out", path),
    "schema --out": lambda path: ("schema", "--out", path),
}  # fmt: skip
FILES = {
    "extends": "extends: {path}\n",
    "spin_up.regime": "extends: mifi_status_quo\nspin_up: {{regime: {path}}}\n",
    "population.file": "extends: mifi_status_quo\npopulation: {{file: {path}}}\n",
    "population.credits": "extends: mifi_status_quo\npopulation: {{file: a.csv, credits: {path}}}\n",
    "scenario of an experiment": EXPERIMENT.replace("{scenario}", "{path}"),
    "posterior": EXPERIMENT.replace("{scenario}", "mifi_status_quo")
    + "uncertainty: posterior\nposterior: {path}\n",
}
PYTHON: dict[str, Callable[[str], object]] = {
    "load": lambda path: partnersim.load(f"{path}.yaml"),
    "run": partnersim.run,
    "compare": lambda path: partnersim.compare("mifi_status_quo", path),
    "PartnershipModel": lambda path: partnersim.PartnershipModel(f"{path}.yaml"),
    "calibrate": lambda path: partnersim.calibrate(f"{path}.yaml"),
    "calibrate, out": lambda path: partnersim.calibrate(out=path),
    "sweep": partnersim.sweep,
    "sweep, out": lambda path: partnersim.sweep("good.yaml", out=path),
    "sensitivity": lambda path: partnersim.sensitivity(path, "lhs"),
    "sensitivity, out": lambda path: partnersim.sensitivity("good.yaml", "lhs", out=path),
    "discover": lambda path: partnersim.discover(path, "identity_mean", above=1.0),
    "Results.read": partnersim.Results.read,
    "Comparison.read": partnersim.Comparison.read,
    "Sweep.read": partnersim.Sweep.read,
    "Posterior.read": partnersim.Posterior.read,
}


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    use("en")
    Path("circle").symlink_to("circle")
    Path("good.yaml").write_text(EXPERIMENT.format(scenario="mifi_status_quo"))
    Path("a.csv").write_text("name,place,budget,archetype\nAccueil,montreal,500000,A\n")


@pytest.fixture(autouse=True)
def _never_waits() -> Iterator[None]:
    """What waits for a pipe is stopped, and fails."""

    def late(*_: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, late)
    signal.alarm(60)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


def refused(*arguments: str) -> str:
    """Run the command line; it must refuse in one line and write nothing."""
    before = sorted(Path().iterdir())
    result = CliRunner().invoke(cli, [*arguments, "--lang", "en"])
    assert result.exit_code == 2, result.output
    assert result.stdout == ""
    assert sorted(Path().iterdir()) == before
    *notes, message = result.stderr.splitlines()
    assert all(note.startswith("Note: ") for note in notes)
    return message


@pytest.mark.parametrize("bad", BAD)
def test_a_path_that_the_system_refuses(bad: str) -> None:
    path, reason = BAD[bad]
    with pytest.raises(UserError) as caught:
        path_of(path)
    assert reason in str(caught.value)
    assert str(caught.value).isprintable()


@pytest.mark.parametrize("bad", EVERYWHERE)
@pytest.mark.parametrize("place", COMMANDS)
def test_a_path_on_the_command_line(place: str, bad: str) -> None:
    path, reason = BAD[bad]
    message = refused(*COMMANDS[place](path))
    assert reason in message or (bad, "U+DCE9" in message) == ("not UTF-8", True)
    assert len(message) < 500
    assert message.isprintable()


@pytest.mark.parametrize("bad", EVERYWHERE)
@pytest.mark.parametrize("place", FILES)
def test_a_path_in_a_file(place: str, bad: str) -> None:
    path, reason = BAD[bad]
    text = json.dumps(path + ("" if "pop" in place or place == "posterior" else ".yaml"))
    Path("mine.yaml").write_text(FILES[place].format(path=text))
    message = refused("sweep" if "levers" in FILES[place] else "run", "mine.yaml")
    assert message.startswith("mine.yaml")
    assert reason in message or (bad, "U+DCE9" in message) == ("not UTF-8", True)
    assert message.isprintable()


@pytest.mark.parametrize("bad", EVERYWHERE)
@pytest.mark.parametrize("place", PYTHON)
def test_a_path_in_python(place: str, bad: str) -> None:
    path, reason = BAD[bad]
    with pytest.raises(UserError) as caught:
        PYTHON[place](path)
    assert reason in str(caught.value)


# --- devices, pipes and what is too long --------------------------------------------------------


def _pipe(name: str) -> str:
    os.mkfifo(name)
    return name


def _endless(name: str) -> str:
    Path(name).symlink_to("/dev/zero")
    return name


@pytest.mark.parametrize("made", [_pipe, _endless])
@pytest.mark.parametrize("place", ["run", "show", "compare", "sweep"])
def test_a_file_that_is_none(place: str, made: Callable[[str], str]) -> None:
    made("mine.yaml")
    names = ["mifi_status_quo"] if place == "compare" else []
    assert refused(place, *names, "mine.yaml").startswith(
        "mine.yaml is no file but a device, a pipe or a socket"
    )


@pytest.mark.parametrize("made", [_pipe, _endless])
@pytest.mark.parametrize("key", ["extends", "population.file", "population.credits", "posterior"])
def test_a_file_that_a_file_names_and_that_is_none(key: str, made: Callable[[str], str]) -> None:
    name = "posterior/posterior.csv" if key == "posterior" else "other.yaml"
    if key == "posterior":
        Path("posterior").mkdir()
        Path("posterior/posterior.json").write_text("{}")
    made(name)
    Path("mine.yaml").write_text(FILES[key].format(path=name))
    message = refused("sweep" if key == "posterior" else "run", "mine.yaml")
    assert message.startswith("mine.yaml")
    assert f"{name} is no file but a device, a pipe or a socket" in message


def test_no_more_is_read_than_the_most_that_is_allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("big").write_bytes(b"x" * 5000)
    assert len(bytes_of(Path("big"), 5000)) == 5000
    with pytest.raises(UserError, match="big is larger than 4 kB"):
        bytes_of(Path("big"), 4000)
    Path("latin").write_bytes("é".encode("latin-1"))
    with pytest.raises(UserError, match="latin is not a text file in UTF-8"):
        text_of(Path("latin"), 5000)
    Path("marked").write_bytes("\ufeffé".encode())
    assert text_of(Path("marked"), 5000) == "é"


@pytest.mark.parametrize(
    "text",
    [
        "extends: mifi_status_quo\n" + "".join(f"unknown_key_{n}: 1\n" for n in range(7000)),
        "extends: mifi_status_quo\nministries:\n"
        + "".join(f"  m{n}: {{unknown: 1}}\n" for n in range(5500)),
    ],
)
def test_thousands_of_unknown_keys_are_refused_in_little_time(text: str) -> None:
    import time

    Path("mine.yaml").write_text(text)
    start = time.process_time()
    message = refused("run", "mine.yaml")
    assert "too many keys and values" in message
    assert time.process_time() - start < 4.0


def test_a_few_thousand_unknown_keys_are_told_by_the_first() -> None:
    import time

    keys = "".join(f"burdne_{n}: 1\n" for n in range(3000))
    Path("mine.yaml").write_text("extends: mifi_status_quo\n" + keys)
    start = time.process_time()
    assert "burdne_0: there is no such key" in refused("run", "mine.yaml")
    assert time.process_time() - start < 4.0
