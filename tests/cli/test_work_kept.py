"""Finished work stays: closed pipes, full disks, names that are taken, killed runs, faults at the end."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from partnersim import Results
from partnersim.cli.main import cli
from partnersim.language import use
from partnersim.results import Folder

SMALL = ("--runs", "1", "--years", "1", "--scale", "500")
PATIENCE = 600  # seconds that a process of its own may take on a busy machine
CLAIM = "import sys, time\nfrom pathlib import Path\nfrom partnersim.results import Folder\n" + (
    "folder = Folder(Path(sys.argv[1]))\n(folder.inside / 'half').write_text('half')\n"
    "print('claimed', flush=True)\ntime.sleep(600)\n"
)


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    yield
    use("en")


def here(folder: str = ".") -> list[str]:
    return sorted(path.name for path in Path(folder).iterdir())


def run(*more: str) -> Result:
    return CliRunner().invoke(cli, ["run", "open_door", *SMALL, *more])


def never(*_: object, **__: object) -> Any:
    raise AssertionError("it was run")


def with_closed_pipe(*arguments: str, also_errors: bool) -> subprocess.CompletedProcess[str]:
    """The command, whose reader has left before a word was said."""
    reading, writing = os.pipe()
    os.close(reading)
    try:
        return subprocess.run(
            [sys.executable, "-m", "partnersim", *arguments], stdout=writing,
            stderr=writing if also_errors else subprocess.PIPE, text=True, timeout=PATIENCE,
        )  # fmt: skip
    finally:
        os.close(writing)


# --- the screen --------------------------------------------------------------------------------


@pytest.mark.parametrize("also_errors", [False, pytest.param(True, marks=pytest.mark.long)])
def test_a_closed_pipe_ends_the_printing_and_not_the_work(also_errors: bool) -> None:
    done = with_closed_pipe("run", "open_door", *SMALL, "--out", "out", also_errors=also_errors)
    assert done.returncode == 0
    assert {"manifest.json", "sector.parquet", "responses.png", "screen.txt"} <= set(here("out"))
    assert here() == ["out"]
    if not also_errors:
        assert re.search(
            r"\b(\d+) of \1 runs?\b", done.stderr
        )  # those of the reference may be kept
        assert "Error" not in done.stderr


@pytest.mark.parametrize("arguments", [("list",), ("explain", "burden"), ("--help",), ("schema",)])
def test_a_reader_that_leaves_is_no_error(arguments: tuple[str, ...]) -> None:
    done = with_closed_pipe(*arguments, also_errors=False)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a file that is always full")
def test_a_screen_that_cannot_be_written_says_where_the_results_are() -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "partnersim", "run", "open_door", *SMALL, "--out", "out"],
            stdout=full, stderr=subprocess.PIPE, text=True, timeout=PATIENCE,
        )  # fmt: skip
    assert done.returncode == 1
    assert done.stderr.strip().splitlines()[-1] == (
        "The screen could not be written (the disk is full). What is finished is kept in out."
    )
    assert "Traceback" not in done.stderr
    assert len(Results.read("out").sector) == 12 + 12


@pytest.mark.usefixtures("no_figures")
def test_what_the_screen_says_is_saved_in_its_language(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")  # the text has a width of its own
    for language, title in (("en", "A minister who opens the door"), ("fr", "Une ou un ministre")):
        done = run("--out", language, "--lang", language)
        text = Path(language, "screen.txt").read_text(encoding="utf-8")
        assert text.startswith(title)
        assert " ".join(done.stdout.split()).endswith(text.splitlines()[-1])
        assert str(Path.cwd()) not in text
        assert "\x1b" not in text
        lines = text.splitlines()
        assert 90 < max(map(len, lines)) <= 100
        assert all(line == line.rstrip() for line in lines)


# --- names -------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", ["run", "compare", "interview", "validate"])
@pytest.mark.parametrize("target", ["nowhere", "out"])
def test_a_link_that_leads_nowhere_is_refused_before_anything_is_run(
    command: str, target: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from partnersim.cli.work import Work

    monkeypatch.setattr(Work, "do", never)
    Path("out").symlink_to(target)  # a loop, where it leads to itself
    words = {"validate": [], "compare": ["open_door", "closed_door"]}.get(command, ["open_door"])
    done = CliRunner().invoke(cli, [command, *words, "--out", "out"])
    assert done.exit_code == 2
    assert ("is a link that leads nowhere" in done.stderr) is (target == "nowhere")
    assert done.stderr.startswith("out ")
    assert here() == ["out"]


def test_a_name_that_another_run_holds_is_refused_before_anything_is_run(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from partnersim.cli.work import Work

    monkeypatch.setattr(Work, "do", never)
    first = Folder(Path("out"))
    (first.inside / "mine").write_text("mine")
    done = run("--out", "out")
    assert done.exit_code == 2
    assert "out is being written by another run" in done.stderr
    assert first.finish() == Path("out")
    assert here() == ["out"]
    assert here("out") == ["mine"]


def test_of_many_that_want_one_name_at_once_one_gets_it() -> None:
    command = [sys.executable, "-c", CLAIM, "new/out"]
    many = [
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(4)
    ]
    try:
        said = [process.stdout.readline() for process in many if process.stdout]
    finally:
        for process in many:
            process.kill()
    errors = [process.communicate()[1] for process in many]
    assert sorted(said) == ["", "", "", "claimed\n"]
    assert sum("is being written by another run" in error for error in errors) == 3


def test_a_name_that_is_taken_meanwhile_costs_no_work() -> None:
    folder = Folder(Path("out"))
    (folder.inside / "mine").write_text("mine")
    Path("out").mkdir()
    Path("out/theirs").write_text("theirs")
    assert folder.finish() == Path("out-2")
    assert here() == ["out", "out-2"]
    assert (here("out"), here("out-2")) == (["theirs"], ["mine"])


def started(path: str) -> subprocess.Popen[str]:
    """Another process that is at work on a folder."""
    process = subprocess.Popen(
        [sys.executable, "-c", CLAIM, path], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "claimed\n"
    return process


def test_what_killed_runs_left_is_removed_and_never_what_is_at_work() -> None:
    alive, same, other = (started(name) for name in ("alive", "same", "other"))
    try:
        for process in (same, other):
            process.send_signal(signal.SIGKILL)
            process.wait(PATIENCE)
        assert {".same.partial", ".other.partial", ".alive.partial"} <= set(here())
        Path(".mine.partial").mkdir()  # somebody else's: no lock says that it is ours
        folder = Folder(Path("same"))
        assert here(".same.partial") == []
        assert set(here()) == {
            ".alive.partial", ".alive.partial.lock", ".mine.partial", ".same.partial",
            ".same.partial.lock",
        }  # fmt: skip
        assert here(".alive.partial") == ["half"]
        folder.finish()
    finally:
        for process in (alive, same, other):
            process.kill()
            process.communicate()
    Folder(Path("last")).discard()
    assert here() == [".mine.partial", "same"]


# --- the end -----------------------------------------------------------------------------------


def test_a_fault_after_the_runs_keeps_them(monkeypatch: pytest.MonkeyPatch) -> None:
    import partnersim.report.figures

    def broken(_results: object, _settings: object, folder: Path, _language: str) -> None:
        (folder / "half.png").write_bytes(b"half")
        raise ZeroDivisionError

    monkeypatch.setattr(partnersim.report.figures, "write_figures", broken)
    done = run("--out", "out")
    assert done.exit_code == 1
    assert "fault of partnersim, not yours (ZeroDivisionError)" in done.stderr
    assert done.stderr.strip().endswith("What is finished is kept in out.")
    assert "half.png" not in here("out")
    assert len(Results.read("out").sector) == 12 + 12


@pytest.mark.parametrize(
    "arguments",
    [
        ("run", "mifi_status_quo"),
        ("compare", "mifi_status_quo", "open_door"),
        ("interview", "mifi_status_quo"),
        ("validate", "--pattern", "P9"),
        ("sweep", "provider_identity", "--workers", "1"),
    ],
)
def test_a_row_that_the_registry_lacks_is_said_before_anything_is_run(
    arguments: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    from partnersim.evidence.registry import collection
    from partnersim.model import PartnershipModel

    monkeypatch.setattr(collection, "works", dict)
    collection.parameter_entry_at.cache_clear()
    started: list[object] = []
    monkeypatch.setattr(PartnershipModel, "run", started.append)
    before = sorted(Path().iterdir())
    result = CliRunner().invoke(cli, [*arguments, "--lang", "en"])
    assert result.exit_code == 2
    assert "is not a key" in result.stderr
    assert started == []
    assert sorted(Path().iterdir()) == before


@pytest.mark.skipif(sys.platform == "win32", reason="limits of Unix")
@pytest.mark.parametrize(
    ("arguments", "file"),
    [(("new", "mine"), "mine.yaml"), (("schema", "--out", "s.json"), "s.json")],
)
def test_a_file_that_cannot_be_written_is_not_left_empty(
    arguments: tuple[str, ...], file: str
) -> None:
    import resource

    def no_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))

    done = subprocess.run(
        [sys.executable, "-m", "partnersim", *arguments], capture_output=True, text=True,
        preexec_fn=no_room, timeout=PATIENCE,
    )  # fmt: skip
    assert done.returncode == 2
    assert f"{file} cannot be written" in done.stderr
    assert here() == []
