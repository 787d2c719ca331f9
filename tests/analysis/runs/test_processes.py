"""Where processes cannot start this is said beforehand, with the remedy; where they can, they do."""

from __future__ import annotations

import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

EXPERIMENT = """\
scenario: mifi_status_quo
levers: {ministries.mifi.accountability.burden: {min: 0.1, max: 0.9}}
outcomes: [service_provider_share]
design: {method: lhs, samples: 2}
years: 1
scale: 2000
"""
SWEEP = 'partnersim.sweep("small.yaml", workers=2, out="out")'
GUARD = 'if __name__ == "__main__":'


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("small.yaml").write_text(EXPERIMENT, encoding="utf-8")


def python(*arguments: str, given: str = "") -> subprocess.CompletedProcess[str]:
    """Python with these arguments; what is given comes by standard input."""
    return subprocess.run(
        [sys.executable, *arguments], input=given, capture_output=True, text=True, timeout=300,
        check=False,
    )  # fmt: skip


def script(text: str) -> str:
    """A script with this text, by its name."""
    path = Path("go.py")
    path.write_text(f"import partnersim\n{textwrap.dedent(text)}", encoding="utf-8")
    return path.name


def refused(done: subprocess.CompletedProcess[str], problem: str) -> None:
    """One traceback, of the script, which ends with the problem and the remedy; nothing is left."""
    assert done.returncode == 1, done.stderr
    last = done.stderr.strip().splitlines()[-1]
    assert last.startswith("partnersim.language.words.UserError: ")
    assert problem in last
    assert "Use workers=1" in last
    assert done.stderr.count("Traceback") == 1
    assert len(done.stderr.splitlines()) < 25
    assert {file.name for file in Path().iterdir()} <= {"small.yaml", "go.py", "__pycache__"}


def test_a_script_from_standard_input() -> None:
    done = python("-", given=f"import partnersim\n{SWEEP}\n")
    refused(done, "The script is not in a file (<stdin>)")
    assert GUARD in done.stderr


def test_a_script_without_a_guard_is_not_run_again() -> None:
    done = python(script(f"print('once')\nfor _ in range(1):\n    {SWEEP}\n"))
    refused(done, "go.py runs without `if __name__")
    assert done.stdout == "once\n"


def test_a_script_that_may_guard_itself_and_does_not() -> None:
    """Its text does not say whether it would run again: one process is tried, and says nothing itself."""
    refused(
        python(script(f"import multiprocessing\nif partnersim.__version__:\n    {SWEEP}\n")),
        "go.py runs without `if __name__",
    )


def test_a_daemonic_process() -> None:
    text = f"""\
    import sys
    from multiprocessing import Pool

    def go(_):
        try:
            {SWEEP}
        except partnersim.UserError as error:
            return str(error)

    {GUARD}
        with Pool(1) as pool:
            sys.exit(pool.map(go, [0])[0])
    """
    done = python(script(text))
    assert done.returncode == 1
    assert done.stderr.startswith("A daemonic process, such as a worker of multiprocessing.Pool,")
    assert "Use workers=1" in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert not Path("out").exists()


def test_paired_runs_say_it_too() -> None:
    """`validate` and studies of pairs, by way of what they share."""
    text = """\
    from partnersim.analysis.runs.paired_runs import finals
    finals(partnersim.load("mifi_status_quo", years=1, scale=2000), runs=2, seed=1, workers=2)
    """
    refused(python(script(text)), "go.py runs without `if __name__")


GUARDED = f"{GUARD}\n    print({SWEEP})\n"
IN_A_THREAD = f"""\
from threading import Thread
def main():
    print({SWEEP})
{GUARD}
    thread = Thread(target=main)
    thread.start()
    thread.join()
"""


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        pytest.param(("go.py",), IN_A_THREAD, marks=pytest.mark.long),
        (("-m", "go"), GUARDED),
        pytest.param(("-c", f"import partnersim; print({SWEEP})"), "", marks=pytest.mark.long),
    ],
)
def test_where_processes_start_they_work(arguments: tuple[str, ...], text: str) -> None:
    script(text)
    done = python(*arguments)
    assert done.returncode == 0, done.stderr
    assert done.stdout == "<Sweep in out: 2 runs, 0 failed>\n"


def test_a_finished_sweep_needs_no_process_and_one_worker_needs_none() -> None:
    first = SWEEP.replace("workers=2", "workers=1")
    again = SWEEP.replace('out="out"', 'out="out", resume=None')
    done = python("-", given=f"import partnersim\n{first}\nprint({again})\n")
    assert done.returncode == 0, done.stderr
    assert done.stdout == "<Sweep in out: 2 runs, 0 failed>\n"
