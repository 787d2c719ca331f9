"""Files that earlier versions wrote in today's formats (`keeping.py`) are read, and a report is made of them."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from partnersim import Results, Sweep, load
from partnersim.analysis.sweeps.experiment_files import load_experiment
from partnersim.cli.main import cli

KEPT = sorted((Path(__file__).parent / "earlier_versions").glob("of_*.zip"))


@pytest.mark.parametrize("kept", KEPT, ids=lambda path: path.stem)
def test_scenario_experiment_and_results_of_an_earlier_version_are_read(
    kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    zipfile.ZipFile(kept).extractall(tmp_path)
    monkeypatch.chdir(tmp_path)
    assert load("scenario.yaml").stated("ministries.mifi.split.mission") == 0.5
    assert [one.path for one in load_experiment("experiment.yaml").factors]
    results = Results.read("run")
    assert f"of_{results.manifest['versions']['partnersim']}" == kept.stem
    assert len(results.sector) > 0
    assert len(Sweep.read("sweep").frame("outcomes")) > 0
    for folder in ("run", "sweep"):
        done = CliRunner().invoke(cli, ["report", folder, "--lang", "en"])
        assert done.exit_code == 0, done.output


def test_there_are_kept_files() -> None:
    assert KEPT
