"""Sweeps: the same tables however they were computed and whatever interrupted them."""

from __future__ import annotations

import errno
import io
import json
import multiprocessing
import os
import pickle
import signal
import socket
import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner, Result

import partnersim
from partnersim import PartnershipModel, Sweep, UserError
from partnersim.analysis.runs import executors
from partnersim.analysis.runs.executors import Pool
from partnersim.analysis.runs.overlays import overlaid
from partnersim.analysis.runs.paired_runs import last_year
from partnersim.analysis.sweeps import designs, dispatch, part_files, worker
from partnersim.analysis.sweeps.estimate import Expected, runs_a_part_of
from partnersim.analysis.sweeps.execution import SweepExecution
from partnersim.analysis.sweeps.experiment_files import load_experiment
from partnersim.cli.main import cli
from partnersim.cli.sweep import RUNS_FAILED
from partnersim.language import use
from partnersim.outcomes.recorder import SECTOR_NAMES

TABLES = ("design", "outcomes", "failures")
RUNS = 18
TEXT = """\
title: {en: Try, fr: Essai}
scenario: mifi_status_quo
levers:
  ministries.mifi.split.mission: {min: 0.05, max: 0.6}
  ministries.mifi.consultation.timing:
uncertainties:
  board.ineligible_value:
  board.beginning: {max: {parameter: board.ineligible_value}}
outcomes: [service_provider_share, {name: identity_mean, over: change}, dropped_out_share]
design: {method: lhs, samples: 6, seed: 3}
replicates: 3
years: 1
scale: 2000
"""


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "160")
    Path("e.yaml").write_text(TEXT, encoding="utf-8")
    yield
    use("en")


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The tables of the sweep, made in one go in this process."""
    folder = tmp_path_factory.mktemp("whole")
    (folder / "e.yaml").write_text(TEXT, encoding="utf-8")
    made(SweepExecution(load_experiment(folder / "e.yaml")), folder / "done")
    return tables(folder / "done")


def made(sweeping: SweepExecution, path: Path | str, **options: Any) -> dict[str, Any]:
    folder = sweeping.folder(Path(path), resume=Path(path).exists())
    return sweeping.make(folder, **{"workers": 1, "runs_a_part": 4, **options})


def tables(folder: Path | str, names: tuple[str, ...] = TABLES) -> dict[str, bytes]:
    return {name: (Path(folder) / f"{name}.parquet").read_bytes() for name in names}


def ours(**changes: str) -> SweepExecution:
    text = TEXT
    for old, new in changes.items():
        assert old in text
        text = text.replace(old, new)
    Path("other.yaml").write_text(text, encoding="utf-8")
    return SweepExecution(load_experiment("other.yaml"))


def called(*arguments: str, code: int = 0) -> Result:
    result = CliRunner().invoke(cli, ["sweep", *arguments, "--lang", "en"])
    assert result.exit_code == code, result.output
    return result


def stop_after(runs: int) -> Callable[[int], None]:
    def progress(done: int) -> None:
        if done >= runs:
            raise KeyboardInterrupt

    return progress


def half_done(path: str = "s") -> SweepExecution:
    """A sweep stopped in the middle."""
    sweeping = SweepExecution(load_experiment("e.yaml"))
    with pytest.raises(KeyboardInterrupt):
        made(sweeping, path, progress=stop_after(8))
    assert not (Path(path) / "manifest.json").exists()
    return sweeping


# --- what is computed ------------------------------------------------------------------------------


def test_every_run_is_the_model_with_these_values_and_the_same_luck_on_every_row() -> None:
    sweeping = SweepExecution(load_experiment("e.yaml"))
    made(sweeping, "s")
    frame = Sweep.read("s").outcomes
    assert list(zip(frame["row"], frame["replicate"], strict=True)) == [
        (row, replicate) for row in range(6) for replicate in range(3)
    ]
    first = sweeping.experiment
    for number in (4, 17):
        line = frame.iloc[number]
        values = [line[factor.path] for factor in first.factors]
        laid = overlaid(first.settings, [factor.place for factor in first.factors], values)
        model = PartnershipModel(laid, seed=3, run=int(line["replicate"]), uncertainty="point")
        model.run()
        mean = dict(zip(SECTOR_NAMES, last_year(model), strict=True))
        spin_up = model.world.calendar.spin_up_months
        start = model.recorder.sector["identity_mean"][spin_up - 12 : spin_up].mean()
        assert line["service_provider_share"] == mean["service_provider_share"]
        change = mean["identity_mean"] - start
        assert line["identity_mean_change"] == pytest.approx(change, abs=1e-12)


def test_tables_know_units_and_roles_and_the_manifest_the_design() -> None:
    made(SweepExecution(load_experiment("e.yaml")), "s")
    sweep = Sweep.read("s")
    frame = sweep.outcomes
    assert frame.attrs["units"]["service_provider_share"] == "share of organisations"
    assert frame.attrs["units"]["board.ineligible_value"] == "multiple of the worth of others"
    assert frame.attrs["roles"]["board.ineligible_value"] == "uncertainty"
    assert frame.attrs["meanings"]["board.ineligible_value"].startswith(
        "How much people whom nobody pays for"
    )
    assert frame.attrs["roles"]["ministries.mifi.split.mission"] == "lever"
    assert list(sweep.design["row"]) == list(range(6))
    assert sweep.failures.empty
    manifest = sweep.manifest
    assert manifest["experiment"]["design"] == {
        "method": "lhs", "samples": 6, "seed": 3, "settings": 0,
    }  # fmt: skip
    assert manifest["experiment"]["scenario"]["name"] == "mifi_status_quo"
    assert {"numpy", "numba", "mesa", "partnersim", "python"} <= set(manifest["versions"])
    assert str(Path.cwd()) not in json.dumps(manifest)


@pytest.mark.parametrize("size", [1, 7, 100])
def test_the_size_of_parts_changes_no_byte(whole: dict[str, bytes], size: int) -> None:
    made(SweepExecution(load_experiment("e.yaml")), "s", runs_a_part=size)
    assert tables("s") == whole


def test_row_groups_do_not_depend_on_parts(
    monkeypatch: pytest.MonkeyPatch, whole: dict[str, bytes]
) -> None:
    monkeypatch.setattr(part_files, "_GROUP", 5)
    for name, size in (("a", 3), ("b", 8)):
        made(SweepExecution(load_experiment("e.yaml")), name, runs_a_part=size)
    assert tables("a") == tables("b") != whole
    file = pq.ParquetFile("a/outcomes.parquet")
    groups = [file.metadata.row_group(n).num_rows for n in range(file.num_row_groups)]
    assert groups == [5, 5, 5, 3]


def test_what_is_kept_is_in_order_too(whole: dict[str, bytes]) -> None:
    names = (*TABLES, "organizations", "flows")
    for name, size in (("a", 2), ("b", 9)):
        made(SweepExecution(load_experiment("e.yaml"), keep=True), name, runs_a_part=size)
    assert tables("a", names) == tables("b", names)
    kept = Sweep.read("a").frame("organizations")
    pairs = list(dict.fromkeys(zip(kept["row"], kept["replicate"], strict=True)))
    assert pairs == [(row, replicate) for row in range(6) for replicate in range(3)]
    assert kept.attrs["units"]["staff"] == "full-time equivalents"
    made(SweepExecution(load_experiment("e.yaml")), "c")
    with pytest.raises(UserError, match="keep=True"):
        Sweep.read("c").frame("flows")


def test_a_saltelli_block_shares_its_seeds() -> None:
    made(ours(**{"method: lhs, samples: 6": "method: saltelli, samples: 2",
                 "replicates: 3": "replicates: 2"}), "s")  # fmt: skip
    frame = Sweep.read("s").outcomes
    assert len(frame) == designs.rows_of("saltelli", 2, designs.Shape((0,) * 4)) * 2
    assert set(frame["replicate"]) == {0, 1}


# --- parts, workers, clusters -----------------------------------------------------------------------


def test_parts_last_a_second_or_more_and_every_worker_has_one() -> None:
    assert runs_a_part_of(Expected(10_000, 0.1, 2, 0.0, 0.0), cluster=False) == 16
    assert runs_a_part_of(Expected(6, 0.1, 2, 0.0, 0.0), cluster=False) == 3
    assert runs_a_part_of(Expected(10_000, 5.0, 2, 0.0, 0.0), cluster=False) == 1
    assert runs_a_part_of(Expected(6, 0.1, 2, 0.0, 0.0), cluster=True) == 16


class Slow(Executor):
    """Finishes a task only when four wait, and remembers how many waited at most."""

    def __init__(self) -> None:
        self.waiting: deque[Future[Any]] = deque()
        self.most = 0

    def submit(self, fn: Callable[..., Any], /, *args: Any, **_kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        self.waiting.append(future)
        self.most = max(self.most, len(self.waiting))
        if len(self.waiting) == 4:
            while self.waiting:
                self.waiting.popleft().set_result({})
        return future


def test_few_parts_are_handed_out_at_a_time_however_many_there_are() -> None:
    slow, asked = Slow(), []

    def task_of(part: dispatch.Part) -> Any:
        asked.append(part)
        return part

    missing = deque((n, 1) for n in range(4000))
    done = list(dispatch.handed_out(Pool(slow, lambda: 4), missing, task_of))
    assert sum(count for (_, count), _ in done) == 4000
    assert slow.most == 4
    assert len(asked) == 4000


def test_processes_make_the_same_tables_though_one_of_them_is_killed(
    whole: dict[str, bytes],
) -> None:
    killed = []

    def progress(done: int) -> None:
        if done and not killed:
            child = multiprocessing.active_children()[0]
            assert child.pid is not None
            os.kill(child.pid, signal.SIGKILL)
            killed.append(done)

    made(
        SweepExecution(load_experiment("e.yaml")), "s", workers=2, runs_a_part=1, progress=progress
    )
    assert killed
    assert killed[0] < RUNS
    assert tables("s") == whole


@pytest.mark.filterwarnings("ignore")
@pytest.mark.long
def test_a_cluster_makes_the_same_tables_though_a_worker_is_killed(
    whole: dict[str, bytes],
) -> None:
    from distributed import Client, LocalCluster

    with LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None
    ) as cluster:
        killed = []

        def progress(done: int) -> None:
            if done and not killed:
                with Client(cluster.scheduler_address, set_as_default=False) as client:
                    pid = next(iter(client.run(os.getpid).values()))
                os.kill(pid, signal.SIGKILL)
                killed.append(done)

        made(
            SweepExecution(load_experiment("e.yaml")), "s", cluster=cluster.scheduler_address,
            runs_a_part=1, progress=progress,
        )  # fmt: skip
    assert killed
    assert killed[0] < RUNS
    assert tables("s") == whole


@pytest.mark.filterwarnings("ignore")
def test_a_cluster_that_does_not_answer_is_said_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(executors, "_CLUSTER_ANSWERS_WITHIN_SECONDS", 0.5)
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{nobody.getsockname()[1]}"
    start = time.monotonic()
    result = called("e.yaml", "--out", "s", "--cluster", address, code=2)
    assert time.monotonic() - start < 30
    assert f"{address}: no Dask scheduler answers" in result.stderr
    assert not Path("s").exists()
    said = called("e.yaml", "--cluster", "nonsense", code=2).stderr
    assert "nonsense: this is no address" in said
    assert " of 18 runs" not in said


def test_a_worker_that_holds_other_rules_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    sweeping = SweepExecution(load_experiment("e.yaml"))
    monkeypatch.setattr(worker, "code_digest", lambda: "other")
    worker._plan.cache_clear()
    with pytest.raises(UserError, match="another version of partnersim"):
        made(sweeping, "s")


def test_workers_need_no_file_of_the_session() -> None:
    Path("list.csv").write_text(
        "name,place,budget,archetype\n"
        + "".join(f"Organisation {n},montreal,400000,{'ABCDE'[n % 5]}\n" for n in range(6)),
        encoding="utf-8",
    )
    Path("mine.yaml").write_text(
        TEXT.split("scenario:")[0]
        + "question: {en: What?, fr: Quoi?}\nextends: mifi_status_quo\n"
        + "population: {file: list.csv, scale_money: true}\n",
        encoding="utf-8",
    )
    sweeping = ours(
        **{"scenario: mifi_status_quo": "scenario: mine.yaml", "samples: 6": "samples: 2"}
    )
    made(sweeping, "here")
    task = pickle.dumps(sweeping._task((0, sweeping.experiment.runs), pickle.dumps(sweeping.plan)))
    before = set(Path.cwd().rglob("*"))
    for name in ("list.csv", "mine.yaml", "other.yaml"):
        Path(name).unlink()
        before.discard(Path.cwd() / name)
    files = worker.make(pickle.loads(task))
    assert set(Path.cwd().rglob("*")) == before
    table = pq.read_table(io.BytesIO(files["outcomes"]))
    there = pq.read_table("here/outcomes.parquet")
    assert table["service_provider_share"] == there["service_provider_share"]
    assert table["error"].null_count == len(table) == sweeping.experiment.runs


# --- interruptions -----------------------------------------------------------------------------------


def test_a_sweep_that_was_stopped_goes_on_where_it_was(
    whole: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    sweeping = half_done()
    runs, make = [], worker.run_of
    monkeypatch.setattr(worker, "run_of", lambda *a: runs.append(a) or make(*a))
    made(sweeping, "s", runs_a_part=5)  # other parts than before
    assert len(runs) == RUNS - 8
    assert tables("s") == whole
    assert not (Path("s") / "parts").exists()


def test_ctrl_c_keeps_what_is_finished_and_says_how_to_go_on(
    whole: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    make, runs = worker.run_of, []

    def interrupted(*arguments: Any) -> PartnershipModel:
        runs.append(arguments)
        if len(runs) == 12:  # some are made for the estimate
            raise KeyboardInterrupt
        return make(*arguments)

    monkeypatch.setattr("partnersim.analysis.sweeps.estimate.runs_a_part_of", lambda *_: 2)
    monkeypatch.setattr(worker, "run_of", interrupted)
    result = called("e.yaml", "--workers", "1", "--out", "s", code=130)
    assert "of 18; go on with --resume" in result.stderr
    monkeypatch.setattr(worker, "run_of", make)
    with pytest.raises(UserError, match="not finished"):
        Sweep.read("s")
    assert "exists already" in called("e.yaml", "--workers", "1", "--out", "s", code=2).stderr
    result = called("e.yaml", "--workers", "1", "--out", "s", "--resume")
    assert "left to do" in result.stderr
    assert tables("s") == whole
    assert "All runs were made before" in called("e.yaml", "--out", "s", "--resume").stderr


def test_kill_9_then_resume_gives_the_same_tables_and_leaves_no_worker(
    whole: dict[str, bytes],
) -> None:
    code = (
        "from pathlib import Path\n"
        "from partnersim.analysis.sweeps.experiment_files import load_experiment\n"
        "from partnersim.analysis.sweeps.execution import SweepExecution\n"
        "if __name__ == '__main__':\n"
        "    one = SweepExecution(load_experiment('e.yaml'))\n"
        "    one.make(one.folder(Path('s'), False), workers=2, runs_a_part=1)\n"
    )
    Path("go.py").write_text(code)
    process = subprocess.Popen([sys.executable, "go.py"], stderr=subprocess.DEVNULL)
    end = time.monotonic() + 60
    while len(list(Path("s/parts").glob("outcomes-*"))) < 3 and time.monotonic() < end:
        time.sleep(0.02)
    children = [
        int(word)
        for word in Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    ]
    process.kill()
    process.wait()
    assert not (Path("s") / "manifest.json").exists()
    assert len(children) >= 2
    while any(_alive(child) for child in children) and time.monotonic() < end:
        time.sleep(0.05)
    assert not any(_alive(child) for child in children)
    made(SweepExecution(load_experiment("e.yaml")), "s")
    assert tables("s") == whole


def _alive(pid: int) -> bool:
    try:
        return ") Z" not in Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return False


@pytest.mark.parametrize("spoil", ["half", "empty", "flipped", "gone"])
def test_a_part_that_is_damaged_is_made_again(whole: dict[str, bytes], spoil: str) -> None:
    sweeping = half_done()
    part = sorted(Path("s/parts").glob("outcomes-*"))[0]
    data = bytearray(part.read_bytes())
    if spoil == "flipped":
        data[len(data) // 4] ^= 0xFF  # in the pages
    part.write_bytes(data[: {"half": len(data) // 2, "flipped": len(data)}.get(spoil, 0)])
    if spoil == "gone":
        part.unlink()
    assert sum(n for _, n in sweeping.folder(Path("s"), True).done(False)) == 8 - 4
    made(sweeping, "s")
    assert tables("s") == whole


@pytest.mark.parametrize("spoil", ["gone", "half"])
def test_a_folder_cut_in_half_goes_on(whole: dict[str, bytes], spoil: str) -> None:
    sweeping = half_done()
    identity = Path("s/sweep.json")
    text = identity.read_text()
    identity.unlink()
    if spoil == "half":
        identity.write_text(text[: len(text) // 2])
    Path("s/parts/.outcomes-0.parquet.host-1-1.partial").write_text("left behind")
    made(sweeping, "s")
    assert tables("s") == whole
    assert sorted(file.name for file in Path("s").iterdir()) == sorted(
        ["assumptions.csv", "manifest.json", "sweep.json", *(f"{name}.parquet" for name in TABLES)]
    )


def test_a_finished_table_that_is_cut_is_not_read_and_is_made_again(
    whole: dict[str, bytes],
) -> None:
    sweeping = SweepExecution(load_experiment("e.yaml"))
    made(sweeping, "s")
    table = Path("s/outcomes.parquet")
    table.write_bytes(table.read_bytes()[:1000])
    with pytest.raises(UserError, match="damaged"):
        Sweep.read("s")
    made(sweeping, "s")
    assert tables("s") == whole


def test_a_full_disk_keeps_what_is_finished(
    whole: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    write, number = part_files.save, []

    def full(*arguments: Any) -> None:
        number.append(1)
        if len(number) == 3:
            raise OSError(errno.ENOSPC, "No space left on device")
        write(*arguments)

    monkeypatch.setattr(part_files, "save", full)
    sweeping = SweepExecution(load_experiment("e.yaml"))
    with pytest.raises(UserError, match=r"the disk is full.*resume=True"):
        made(sweeping, "s")
    assert len(list(Path("s/parts").glob("outcomes-*"))) == 2
    made(sweeping, "s")
    assert tables("s") == whole


def test_results_of_another_design_are_refused_and_left_alone() -> None:
    made(SweepExecution(load_experiment("e.yaml")), "done")
    half_done()
    other = ours(**{"seed: 3": "seed: 4"})
    for folder in ("done", "s"):
        before = {path: path.read_bytes() for path in Path(folder).rglob("*") if path.is_file()}
        with pytest.raises(UserError, match=r"another design \(design, rows\)"):
            other.folder(Path(folder), resume=True)
        if folder == "s":
            (Path(folder) / "sweep.json").unlink()
            before.pop(Path(folder) / "sweep.json")
            with pytest.raises(UserError, match="another design"):
                other.folder(Path(folder), resume=True)
        after = {path: path.read_bytes() for path in Path(folder).rglob("*") if path.is_file()}
        assert after == before


def test_a_folder_of_something_else_is_refused() -> None:
    Path("mine").mkdir()
    Path("mine/thesis.txt").write_text("words")
    assert "thesis.txt" in called("e.yaml", "--out", "mine", "--resume", code=2).stderr
    assert "is a file" in called("e.yaml", "--out", "e.yaml", "--resume", code=2).stderr
    assert [file.name for file in Path("mine").iterdir()] == ["thesis.txt"]


def test_two_sweeps_do_not_work_in_one_folder() -> None:
    sweeping = half_done()
    with sweeping.folder(Path("s"), True).locked(), pytest.raises(UserError, match="at work"):
        made(sweeping, "s")


# --- runs that fail -----------------------------------------------------------------------------------


def test_a_run_that_fails_is_recorded_and_never_read_in_silence(
    whole: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    make = worker.run_of

    def failing(plan: Any, settings: Any, replicate: int) -> PartnershipModel:
        if replicate == 1 and settings.parameters["board"]["ineligible_value"] > 1.5:
            raise ZeroDivisionError("as if")
        return make(plan, settings, replicate)

    monkeypatch.setattr("partnersim.analysis.sweeps.estimate.runs_a_part_of", lambda *_: 2)
    monkeypatch.setattr(worker, "run_of", failing)
    result = called("e.yaml", "--workers", "1", "--out", "s", code=RUNS_FAILED)
    sweep = Sweep.read("s")
    failed = sweep.runs_failed
    assert 0 < failed < 6
    assert f"{failed} of 18 runs failed" in result.stdout
    with pytest.raises(UserError, match=f"{failed} of 18 runs failed"):
        _ = sweep.outcomes
    assert len(sweep.without_failures()) == RUNS - failed
    assert (sweep.failures["error"] == "ZeroDivisionError: as if").all()
    assert "in failing" in sweep.failures["traceback"].iloc[0]
    assert set(sweep.failures["replicate"]) == {1}
    everything = sweep.frame("outcomes")
    assert everything["failed"].sum() == failed
    assert everything.loc[everything["failed"], "service_provider_share"].isna().all()

    again: list[int] = []
    monkeypatch.setattr(worker, "run_of", lambda *a: again.append(a[2]) or make(*a))
    made(SweepExecution(load_experiment("e.yaml")), "s")
    assert len(again) < RUNS  # parts of which no run failed are not made again
    assert set(again) >= {1}
    assert tables("s") == whole


# --- the command and Python -----------------------------------------------------------------------------


def test_a_dry_run_says_what_it_would_do_and_writes_nothing() -> None:
    said = " ".join(called("e.yaml", "--dry-run").stdout.split())
    assert "Rows of the design (lhs): 6. Replicates of each: 3. Runs: 18." in said
    assert "0 to board.ineligible_value" in said
    assert "after_draft, before_draft" in said
    assert "of disk" in said
    assert [file.name for file in Path().iterdir()] == ["e.yaml"]


def test_a_python_call_that_fails_before_a_run_leaves_nothing() -> None:
    with pytest.raises(UserError, match="this is no address"):
        partnersim.sweep("e.yaml", cluster="nonsense", out="s")
    assert not Path("s").exists()


def test_one_that_may_not_work_there_leaves_what_the_other_began() -> None:
    sweeping = SweepExecution(load_experiment("e.yaml"))
    folder = sweeping.folder(Path("s")).begin()
    with folder.locked():
        with pytest.raises(UserError, match="Another sweep is at work"):
            partnersim.sweep("e.yaml", workers=1, out="s", resume=None)
        assert folder.parts.exists()
        assert (folder.path / "sweep.json").exists()


def test_resume_begins_nothing(whole: dict[str, bytes]) -> None:
    said = called("e.yaml", "--resume", code=2).stderr
    assert "holds no sweep to go on with" in said
    assert [file.name for file in Path().iterdir()] == ["e.yaml"]
    called("e.yaml", "--workers", "1")
    experiment = Path("e.yaml")
    experiment.write_text(experiment.read_text().replace("replicates: 3", "replicates: 2"))
    (before,) = Path("results").iterdir()
    said = called("e.yaml", "--resume", code=2).stderr
    assert f"Of other designs there: {before.name}" in " ".join(said.split())
    assert list(Path("results").iterdir()) == [before]
    assert tables(before) == whole


def test_a_dry_run_tells_what_is_left_and_of_which_folder(whole: dict[str, bytes]) -> None:
    called("e.yaml", "--workers", "1", "--out", "s")
    part_files = sorted(Path("s").iterdir())
    said = called("e.yaml", "--out", "s", "--resume", "--dry-run").stdout
    assert "Runs left to do: 0." in said
    assert "other designs" not in said
    experiment = Path("e.yaml")
    experiment.write_text(experiment.read_text().replace("replicates: 3", "replicates: 2"))
    refused = called("e.yaml", "--out", "s", "--resume", "--dry-run", code=2).stderr
    assert "holds the results of another design" in refused
    assert sorted(Path("s").iterdir()) == part_files
    assert tables(Path("s")) == whole


def test_the_command_and_python_make_the_same(whole: dict[str, bytes]) -> None:
    said = called("e.yaml", "--workers", "1").stdout
    (folder,) = Path("results").iterdir()
    assert folder.name.startswith("e-")
    assert str(folder) in said
    text = (folder / "screen.txt").read_text(encoding="utf-8")
    assert str(folder) not in text
    assert text.rstrip().endswith("it is not a forecast.")
    shown = [line.strip() for line in said.splitlines()]
    assert all(line.strip() in shown for line in text.splitlines()[:4])
    sweep = partnersim.sweep("e.yaml", workers=1, out="s")
    assert tables(folder) == tables(sweep.folder) == whole
    assert np.isfinite(sweep.outcomes["service_provider_share"]).all()


def test_the_manifest_tells_the_command_by_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["somewhere/partnersim/__main__.py", "sweep", "e.yaml"])
    called("e.yaml", "--workers", "1", "--out", "s")
    manifest = json.loads(Path("s/manifest.json").read_text(encoding="utf-8"))
    assert manifest["command"] == ["partnersim", "sweep", "e.yaml"]


def test_the_title_is_in_the_language_asked_for() -> None:
    result = CliRunner().invoke(cli, ["sweep", "e.yaml", "--dry-run", "--lang", "fr"])
    assert "Essai" in result.stdout
