"""`partnersim archive`: what it holds, that it runs again, and that what was changed is found."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner, Result
from rocrate.rocrate import ROCrate

from partnersim.archive import rerun
from partnersim.archive.environment import needed_by, others_here
from partnersim.archive.wheels import package_of, wheels_of
from partnersim.cli.archived_command import ArchivedCommand
from partnersim.cli.main import cli
from partnersim.language import UserError, use

SMALL = ("--runs", "2", "--scale", "5000")
PARENT = "extends: mifi_status_quo\ntitle: {en: Parent, fr: Parent}\nyears: 1\n"
CHILD = "extends: parent\ntitle: {en: A heavier burden, fr: Un fardeau plus lourd}\n"


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, no_figures: None) -> Iterator[None]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    yield
    use("en")


@pytest.fixture
def called(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Call a command as its user types it: the manifest keeps these words."""

    def call(*words: str) -> Result:
        monkeypatch.setattr(sys, "argv", ["partnersim", *words])
        return CliRunner().invoke(cli, words)

    return call


@pytest.fixture
def study(called: Any) -> Path:
    """An archive of a run of one's own scenario, laid out."""
    Path("own").mkdir()
    Path("own/parent.yaml").write_text(PARENT, encoding="utf-8")
    Path("own/child.yaml").write_text(CHILD, encoding="utf-8")
    burden = "ministries.mifi.accountability.burden=0.9"
    assert called("run", "own/child.yaml", *SMALL, "--set", burden, "--out", "heavy").exit_code == 0
    done = called("archive", "heavy", "--author", "Zoé Tremblay")
    assert done.exit_code == 0, done.output
    assert "make sure that you may share them: child.yaml, parent.yaml" in done.output
    zipfile.ZipFile("study.zip").extractall("laid_out")
    return Path("laid_out")


def test_an_archive_runs_again_and_finds_what_was_changed(study: Path) -> None:
    again = subprocess.run(
        [sys.executable, "rerun.py"], cwd=study, capture_output=True, text=True, check=False
    )
    assert again.returncode == 0, again.stdout + again.stderr
    assert "heavy: every value of every table is what was archived." in again.stdout

    plan = json.loads((study / rerun.PLAN).read_text(encoding="utf-8"))
    words = plan["results"]["heavy"]
    assert words[:2] == ["run", "child.yaml"]
    assert not {"--out", "own/child.yaml"} & set(words)
    other = study / "rerun" / "heavy" / "sector.parquet"
    table = pq.read_table(other)
    column = table["identity_mean"].to_numpy().copy()
    column[3] *= 1.5
    at = table.column_names.index("identity_mean")
    pq.write_table(table.set_column(at, "identity_mean", pa.array(column)), other)
    found = rerun.differences(study / "results" / "heavy", study / "rerun" / "heavy")
    assert found == [
        f"sector.parquet: identity_mean: 1 of {len(column)} values differ, at most by 5.0e-01 of the archived value"
    ]


def test_last_digits_are_counted_and_what_is_more_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, second in (("one", 0.25), ("other", 0.5)):
        (tmp_path / name).mkdir()
        table = pa.table({"a": [1.0, 2.0 * (1.0 + second * 1e-14)], "b": [0.0, second]})
        pq.write_table(table, tmp_path / name / "x.parquet")
    assert rerun.differences(tmp_path / "one", tmp_path / "other") == [
        "x.parquet: b: 1 of 2 values differ, at most by 1.0e+00 of the archived value",
        "x.parquet: columns that differ in their last digits alone: 1",
    ]


def test_an_archive_holds_the_model_itself(study: Path) -> None:
    first, *rest = (study / "requirements.txt").read_text(encoding="utf-8").splitlines()
    assert re.fullmatch(r"\./wheels/partnersim-[\d.]+-py3-none-any\.whl", first)
    assert not [line for line in rest if not re.fullmatch(r"[\w.-]+==[\w.+-]+", line)]
    pinned = dict(line.split("==") for line in rest)
    for name in ("numpy", "scipy", "llvmlite", "networkx", "contourpy"):
        assert pinned[name] == metadata.version(name)
    assert "partnersim" not in pinned
    plan = json.loads((study / rerun.PLAN).read_text(encoding="utf-8"))
    assert pinned.items() <= plan["versions"].items()
    assert "`wheels/`" in (study / "README.md").read_text(encoding="utf-8")
    elsewhere = Path("elsewhere").resolve()
    subprocess.run(
        [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index",
         "--disable-pip-version-check", "--target", str(elsewhere), first],
        check=True, cwd=study,
    )  # fmt: skip
    sources = Path(__file__).parents[2] / "src" / "partnersim"
    code = {path.relative_to(sources) for path in sources.rglob("*.py")}
    assert not [path for path in code if not (elsewhere / "partnersim" / path).is_file()]
    for place in ("documents/ODD.md", "scenarios/open_door.yaml", "evidence/verdicts.csv"):
        assert (elsewhere / "partnersim" / place).is_file()
    told = subprocess.run(
        [sys.executable, "-m", "partnersim", "show", "open_door"],
        env=os.environ | {"PYTHONPATH": str(elsewhere)},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert "mifi_status_quo" in told.stdout


def test_what_packages_need_is_followed_to_its_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    needs = {
        "a-first": ["b.second[fast] (>=1) ; python_version > '3'", "not-here ; sys_platform == 'x'",
                    "not-asked ; extra == 'docs'"],
        "b_second": ["c_third ; extra == 'fast'", "a-first", "d_fourth ; extra == 'slow'"],
        "c_third": ["e_fifth @ https://example.org/e.whl"], "d_fourth": [], "e_fifth": [], "not-asked": [],
    }  # fmt: skip
    for name, lines in needs.items():
        folder = tmp_path / f"{name.replace('-', '_')}-1.dist-info"
        folder.mkdir()
        about = ["Metadata-Version: 2.1", f"Name: {name}", "Version: 1"]
        about += [f"Requires-Dist: {line}" for line in lines]
        (folder / "METADATA").write_text("\n".join(about) + "\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    assert needed_by({"a-first": "1", "python": "3"}) == {
        "b_second": "1", "c_third": "1", "e_fifth": "1",
    }  # fmt: skip
    assert needed_by({"A_first": "1", "b-second": "1"}) == {"c_third": "1", "e_fifth": "1"}
    assert others_here({"a-first": "2", "b_second": "1", "gone": "1", "python": "2"}) == [
        "a-first", "gone",
    ]  # fmt: skip


def test_a_version_that_is_not_here_is_asked_of_a_registry() -> None:
    here = metadata.version("partnersim")
    assert not wheels_of({"partnersim": f"{here}.9"}, {"a": "1"})
    (name,) = wheels_of({"partnersim": here}, {})
    assert package_of(name) == "partnersim"


@pytest.mark.long
def test_an_archive_is_written_and_run_again_by_the_installed_package(tmp_path: Path) -> None:
    sources = Path(__file__).parents[2]
    site = tmp_path / "site"
    if (sources / "src").exists():
        subprocess.run(
            [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-build-isolation",
             "--disable-pip-version-check", "--target", str(site), str(sources)],
            check=True,
        )  # fmt: skip
    else:  # the tests stand alone, beside an installed package
        site = Path(sysconfig.get_path("purelib"))
    elsewhere = os.environ | {"PYTHONPATH": str(site)}

    def done(*words: str, folder: Path = tmp_path) -> str:
        ended = subprocess.run(
            [sys.executable, *words],
            cwd=folder,
            env=elsewhere,
            capture_output=True,
            text=True,
            check=False,
        )
        assert ended.returncode == 0, ended.stdout + ended.stderr
        return ended.stdout

    where = "import partnersim; print(partnersim.__file__)"
    assert str(site) in done("-c", where)
    run = ("-m", "partnersim", "compare", "mifi_status_quo", "open_door", *SMALL, "--years", "1")
    done(*run, "--out", "pair")
    done("-m", "partnersim", "archive", "pair")
    zipfile.ZipFile("study.zip").extractall("laid_out")
    assert "pair: every value of every table" in done("rerun.py", folder=tmp_path / "laid_out")


def test_each_file_of_an_archive_is_described_and_summed(
    study: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert rerun.changed_files(study) == []
    crate = ROCrate(study)
    names = {each.id for each in crate.data_entities}
    there = {path.relative_to(study).as_posix() for path in study.rglob("*") if path.is_file()}
    assert there - names == {"ro-crate-metadata.json", rerun.SUMS}
    (action,) = crate.get_by_type("CreateAction")
    assert {each.id for each in action["object"]} == {"inputs/child.yaml", "inputs/parent.yaml"}
    assert "results/heavy/sector.parquet" in {each.id for each in action["result"]}
    assert [each["name"] for each in crate.root_dataset["author"]] == ["Zoé Tremblay"]
    first = (study / "README.md").read_text(encoding="utf-8")
    assert first.startswith("# heavy\n")
    assert "A heavier burden" in first
    assert "partnersim run child.yaml" in first
    assert "Par Zoé Tremblay." in (study / "LISEZMOI.md").read_text(encoding="utf-8")

    path = study / "results" / "heavy" / "flows.parquet"
    content = bytearray(path.read_bytes())
    content[100] ^= 1
    path.write_bytes(content)
    (study / "inputs" / "more.yaml").touch()
    (study / "ODD.md").unlink()
    assert sorted(rerun.changed_files(study)) == [
        "ODD.md: missing",
        "inputs/more.yaml: not of the archive",
        "results/heavy/flows.parquet: changed",
    ]
    check = subprocess.run(
        [sys.executable, "-S", "rerun.py", "--check"],
        cwd=study,
        capture_output=True,
        text=True,
        check=False,
    )
    assert check.returncode == rerun.DIFFERENT
    assert "results/heavy/flows.parquet: changed" in check.stdout
    monkeypatch.setenv("LC_ALL", "fr_CA.UTF-8")
    assert rerun.worded("{name}: the command failed.", name="x") == "x : la commande a échoué."
    told = set(re.findall(r'worded\(\s*"(.*?)"', Path(rerun.__file__).read_text(encoding="utf-8")))
    assert told == rerun.FRENCH.keys()


def test_a_plug_in_of_an_archive_installs_though_its_wheel_was_for_two_pythons(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site, info = tmp_path / "site", tmp_path / "site" / "a_plug-0.2.dist-info"
    (site / "a_plug").mkdir(parents=True)
    info.mkdir()
    (site / "a_plug" / "__init__.py").write_text("HERE = 1\n")
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: a-plug\nVersion: 0.2\n")
    (info / "WHEEL").write_text("Wheel-Version: 1.0\nTag: py2-none-any\nTag: py3-none-any\n")
    (info / "entry_points.txt").write_text("[partnersim.mechanisms]\na_plug = a_plug\n")
    files = [path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()]
    (info / "RECORD").write_text("".join(f"{path},,\n" for path in files))
    monkeypatch.syspath_prepend(str(site))
    wheels = wheels_of({"a-plug": "0.2"}, {"a-plug": "0.2"})
    (wheel,) = wheels
    assert wheel == "a_plug-0.2-py2.py3-none-any.whl"
    (tmp_path / wheel).write_bytes(wheels[wheel])
    again = tmp_path / "again"
    pip = (sys.executable, "-m", "pip", "install", "--no-index", "--no-deps", "--quiet")
    subprocess.run([*pip, "--target", str(again), str(tmp_path / wheel)], check=True)
    assert (again / "a_plug" / "__init__.py").read_text() == "HERE = 1\n"


def test_results_whose_scenario_has_changed_since_are_refused(study: Path, called: Any) -> None:
    Path("own/parent.yaml").write_text(PARENT.replace("1", "2"), encoding="utf-8")
    done = called("archive", "heavy", "--out", "other.zip")
    assert done.exit_code == 2
    assert (
        "made from another child than the one that is here now; what differs: years" in done.output
    )
    assert not Path("other.zip").exists()
    Path("own").rename("elsewhere")
    moved = called("archive", "heavy", "--out", "other.zip")
    assert (
        "heavy: what it was made from cannot be read. own/child.yaml: there is no such file."
        in moved.output
    )
    assert "in the folder in which the command was called" in moved.output
    assert (study / "inputs" / "parent.yaml").read_text(encoding="utf-8") == PARENT


def test_what_cannot_be_archived_is_said_and_nothing_is_written(
    called: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert called("run", "open_door", *SMALL, "--years", "1", "--out", "door").exit_code == 0
    assert called("archive", "door").exit_code == 0
    exists = called("archive", "door")
    assert (exists.exit_code, "exists already" in exists.output) == (2, True)
    twice = called("archive", "door", "./door", "--out", "a.zip")
    assert "A folder is named twice" in twice.output
    assert "There is no folder gone." in called("archive", "gone", "--out", "a.zip").output
    with Path("door/flows.parquet").open("ab") as file:
        file.write(b"x")
    assert "is damaged" in called("archive", "door", "--out", "a.zip").output
    monkeypatch.setattr("partnersim.analysis.runs.optional_packages._is_there", lambda _: False)
    assert '".[archive]"' in called("archive", "door", "--out", "a.zip").output
    assert not Path("a.zip").exists()


def test_interrupted_results_and_those_of_no_command_are_refused(called: Any) -> None:
    assert called("run", "open_door", *SMALL, "--years", "1", "--out", "door").exit_code == 0
    from partnersim.results import integrity

    def changed(**parts: Any) -> str:
        shutil.rmtree("other", ignore_errors=True)
        shutil.copytree("door", "other")
        manifest = json.loads(Path("door/manifest.json").read_text(encoding="utf-8")) | parts
        names = [name for name in manifest["digests"] if name != integrity.MANIFEST]
        sealed = integrity.sealed(manifest, Path("other"), names)
        Path("other/manifest.json").write_text(json.dumps(sealed), encoding="utf-8")
        return str(called("archive", "other", "--out", "a.zip").output)

    assert "was interrupted: 1 of 2 runs are there" in changed(interrupted=True, runs_done=1)
    assert "Results from Python have no command" in changed(command=None)
    assert "was not made by one of the commands" in changed(command=["partnersim", "validate"])


def test_words_keep_what_changes_a_table_and_nothing_else() -> None:
    told = ["partnersim", "--lang", "fr", "run", "scenarios/open_door.yaml", "--quiet", "--seed", "7", "--out", "x",
            "--reading", "thesis", "--full", "--debug-ledgers", "--export", "xlsx"]  # fmt: skip
    command = ArchivedCommand.of(Path("x"), {"command": told})
    assert command.words({}) == [
        "run", "open_door", "--runs", "20", "--seed", "7", "--uncertainty", "prior", "--reading", "thesis",
    ]  # fmt: skip
    swept = ["partnersim", "sweep", "left_out_by_consensus", "--workers", "2", "--resume", "--keep"]
    assert ArchivedCommand.of(Path("x"), {"command": swept}).words({}) == [
        "sweep", "left_out_by_consensus", "--keep",
    ]  # fmt: skip
    with pytest.raises(UserError):
        ArchivedCommand.of(Path("x"), {"command": ["partnersim"]})


def test_files_on_the_command_line_are_named_by_their_place_in_the_archive(tmp_path: Path) -> None:
    Path("list.csv").touch()
    Path("fit").mkdir()
    for name in ("posterior.csv", "posterior.json"):
        (Path("fit") / name).touch()
    placed = {
        (tmp_path / name).resolve(): name
        for name in ("list.csv", "fit/posterior.csv", "fit/posterior.json")
    }
    told = [
        "partnersim",
        "run",
        "open_door",
        "--set",
        "population.file=list.csv",
        "--posterior",
        "fit",
    ]
    words = ArchivedCommand.of(Path("x"), {"command": told}).words(placed)
    assert words[words.index("--set") + 1] == "population.file=list.csv"
    assert words[words.index("--posterior") + 1] == "fit"
