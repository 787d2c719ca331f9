"""Damaged results: what is not what was written is refused in words, whichever bit changed."""

import json
import os
import random
import shutil
from collections.abc import Callable
from math import inf
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from click.testing import CliRunner

import partnersim
from partnersim import Comparison, Results, Sweep, UserError
from partnersim.cli.main import cli
from partnersim.language import use
from partnersim.results import integrity

EXPERIMENT = """\
scenario: mifi_status_quo
years: 1
scale: 5000
levers: {ministries.mifi.accountability.burden: {}}
outcomes: [service_provider_share, identity_mean, {name: staff_total, over: change}]
design: {method: lhs, samples: 6}
replicates: 2
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sweep, a run and a comparison, once."""
    use("en")
    folder = tmp_path_factory.mktemp("made")
    (folder / "study.yaml").write_text(EXPERIMENT)
    partnersim.sweep(folder / "study.yaml", workers=1, out=folder / "s")
    small = ("--runs", "2", "--years", "1", "--scale", "5000", "--lang", "en")
    for arguments in (["run", "mifi_status_quo"], ["compare", "mifi_status_quo", "open_door"]):
        out = str(folder / arguments[0])
        result = CliRunner().invoke(cli, [*arguments, *small, "--out", out])
        assert result.exit_code == 0, result.output
    return folder


@pytest.fixture
def here(made: Path, tmp_path: Path) -> Path:
    use("en")
    return Path(shutil.copytree(made, tmp_path / "here"))


def flip(path: Path, bit: int) -> None:
    data = bytearray(path.read_bytes())
    data[bit // 8] ^= 1 << bit % 8
    path.write_bytes(bytes(data))


READERS: dict[str, tuple[str, Callable[[Path], object]]] = {
    "sweep": ("s/outcomes.parquet", lambda folder: Sweep.read(folder / "s").outcomes),
    "run": ("run/sector.parquet", lambda folder: Results.read(folder / "run").sector),
    "comparison": (
        "compare/comparison.parquet", lambda folder: Comparison.read(folder / "compare").differences),
    "run in a comparison": (
        "compare/open_door/flows.parquet", lambda folder: Comparison.read(folder / "compare")),
    "assumptions": ("s/assumptions.csv", lambda folder: Sweep.read(folder / "s")),
    "manifest": ("s/manifest.json", lambda folder: Sweep.read(folder / "s")),
}  # fmt: skip


def without_digests(folder: Path) -> None:
    """As folders were before there were any."""
    manifest = json.loads((folder / "manifest.json").read_text())
    del manifest["digests"]
    (folder / "manifest.json").write_text(json.dumps(manifest))


@pytest.mark.parametrize("what", READERS)
def test_every_changed_bit_is_found(what: str, here: Path) -> None:
    name, read = READERS[what]
    path = here / name
    whole = path.read_bytes()
    read(here)
    chance = random.Random(20250714)
    for _ in range(12):
        flip(path, chance.randrange(8 * len(whole)))
        with pytest.raises(UserError) as caught:
            read(here)
        assert path.name in str(caught.value)
        assert "\n" not in str(caught.value)
        path.write_bytes(whole)
    read(here)


@pytest.mark.parametrize("what", [reader for reader in READERS if reader != "manifest"])
def test_a_file_that_is_gone_is_said_to_be(what: str, here: Path) -> None:
    name, read = READERS[what]
    (here / name).unlink()
    with pytest.raises(UserError, match=r"is damaged \(it is missing\)"):
        read(here)


@pytest.mark.parametrize("what", ["sweep", "run"])
def test_without_digests_a_changed_bit_changes_no_number(what: str, here: Path) -> None:
    """Folders of before there were digests: checksums of pages, and bounds."""
    name, read = READERS[what]
    path = here / name
    without_digests(path.parent)
    whole, right = path.read_bytes(), numbers(read(here))
    chance = random.Random(7)
    for _ in range(60):
        flip(path, chance.randrange(8 * len(whole)))
        try:
            result = numbers(read(here))
        except UserError:
            continue
        finally:
            path.write_bytes(whole)
        np.testing.assert_array_equal(result, right)


def numbers(frame: Any) -> np.ndarray:
    return np.asarray(frame.select_dtypes("number").to_numpy())


def test_discover_says_which_file_and_how_to_make_it_again(here: Path) -> None:
    flip(here / "s/outcomes.parquet", 4000)
    arguments = ["discover", str(here / "s"), "--outcome", "identity_mean", "--above", "0.5"]
    for command in (arguments, ["sensitivity", str(here / "s"), "--method", "lhs"]):
        result = CliRunner().invoke(cli, [*command, "--lang", "en"])
        assert result.exit_code == 2
        assert result.stderr == (
            f"{here}/s/outcomes.parquet is damaged (it is not what was written: its digest differs). "
            "Make it again with `partnersim sweep … --resume`.\n"
        )


@pytest.mark.parametrize("where", ["a page", "what only the digest sees"])
def test_a_damaged_sweep_is_made_again_by_resuming(where: str, here: Path) -> None:
    path = here / "s/outcomes.parquet"
    whole, right = path.read_bytes(), Sweep.read(here / "s").outcomes
    flip(path, 4000 if where == "a page" else 8 * whole.rindex(b"parquet-cpp"))
    again = partnersim.sweep(here / "study.yaml", workers=1, out=here / "s", resume=True)
    pd.testing.assert_frame_equal(again.outcomes, right)
    assert path.read_bytes() == whole


def test_assumptions_in_another_language_are_recorded_too(here: Path) -> None:
    use("fr")
    partnersim.sweep(here / "study.yaml", workers=1, out=here / "s", resume=True)
    use("en")
    assert Sweep.read(here / "s").runs_failed == 0


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff\xfe", b"[" * 5000, b'{"rows": 3}'])
@pytest.mark.parametrize("read", [Sweep.read, Results.read, Comparison.read])
def test_a_manifest_that_is_none(
    content: bytes, read: Callable[[Path], object], here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(here)  # a long path is cut in a message
    folder = {"Sweep": "s", "Results": "run"}.get(read.__self__.__name__, "compare")  # type: ignore[attr-defined]
    Path(folder, "manifest.json").write_bytes(content)
    with pytest.raises(UserError) as caught:
        read(Path(folder))
    assert str(caught.value).startswith((f"{folder} ", f"{folder}{os.sep}"))


def test_a_manifest_changed_by_hand_and_assumptions_in_latin_1(here: Path) -> None:
    path = here / "run/manifest.json"
    path.write_text(path.read_text().replace('"seed": 1', '"seed": 2'))
    with pytest.raises(UserError, match=r"run/manifest\.json is damaged \(it is not what was"):
        Results.read(here / "run")
    manifest = json.loads(path.read_text())
    del manifest["digests"]["manifest.json"]
    path.write_text(json.dumps(manifest))
    with pytest.raises(UserError, match=r"run/manifest\.json is damaged"):
        Results.read(here / "run")
    without_digests(here / "s")
    table = here / "s/assumptions.csv"
    without_a_row = b"".join(table.read_bytes().splitlines(keepends=True)[:-1])
    for content in ("path,Été\n".encode("latin-1"), without_a_row):
        table.write_bytes(content)
        with pytest.raises(UserError, match=r"assumptions\.csv is damaged"):
            Sweep.read(here / "s")


def test_a_number_out_of_the_bounds_of_its_column(here: Path) -> None:
    """Digests that somebody made anew do not make a share of -1.5e158 one."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    path = here / "s/outcomes.parquet"
    table = pq.read_table(path)
    share, change = "service_provider_share", "staff_total_change"
    for name, value in (
        (share, -1.5e158),
        (share, 1.1),
        (share, inf),
        (change, inf),
        (change, -inf),
    ):
        place = table.schema.get_field_index(name)
        spoiled = table.set_column(
            place, table.schema.field(place), pa.array([value, *[0.5] * (len(table) - 1)])
        )
        pq.write_table(spoiled, path)
        manifest = json.loads((here / "s/manifest.json").read_text())
        sealed = integrity.sealed(manifest, here / "s", [*manifest["rows"], "assumptions.csv"])
        (here / "s/manifest.json").write_text(json.dumps(sealed))
        allowed = "0 to 1" if name == share else "-1.*e.308 to "
        with pytest.raises(UserError, match=f"{name} holds .*; allowed: {allowed}"):
            _ = Sweep.read(here / "s").outcomes


def test_the_studies_that_ship_have_digests() -> None:
    from partnersim.analysis.sweeps.experiment_files import shipped

    for path in shipped().values():
        sweep = Sweep.read(path.parent / "results")
        assert set(sweep.manifest["digests"]) == {
            "assumptions.csv", "manifest.json", *sweep.manifest["rows"]}  # fmt: skip
        assert len(sweep.without_failures())
