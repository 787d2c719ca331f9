"""Notebooks: each runs from a clean kernel, its two files say the same, and what is stored is fit to share."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jupytext
import nbformat
import pandas as pd
import pytest
from nbclient.exceptions import CellExecutionError

import partnersim
from partnersim.results.sweep_result import Sweep
from tests.storing_notebooks import FOLDER, FORMAT, KEPT, SCRIPTS, WIDGET, execute, read

MOST_BYTES = 400_000


def sources(notebook: Any) -> list[tuple[str, str]]:
    """Kind and text of every cell."""
    return [(cell.cell_type, cell.source.strip()) for cell in notebook.cells]


def outputs(notebook: Any) -> Iterator[Any]:
    for cell in notebook.cells:
        yield from cell.get("outputs", ())


def test_all_five_are_there() -> None:
    assert [path.name[:2] for path in SCRIPTS] == ["1_", "2_", "3_", "4_", "5_"]
    assert sorted(path.stem for path in FOLDER.glob("*.ipynb")) == [path.stem for path in SCRIPTS]


@pytest.mark.parametrize(
    "script",
    [SCRIPTS[0], *(pytest.param(path, marks=pytest.mark.long) for path in SCRIPTS[1:])],
    ids=lambda path: path.stem,
)
def test_a_notebook_runs_from_a_clean_kernel(script: Path, record_property: Any) -> None:
    began = time.perf_counter()
    done = execute(read(script), FOLDER)
    record_property("said", f"{script.stem}: {time.perf_counter() - began:.0f} s")
    reported = [
        output
        for output in outputs(done)
        if output.output_type == "stream" and output.name == "stderr"
    ]
    assert not reported, reported
    assert any("image/png" in output.get("data", {}) for output in outputs(done)), "no figure"


def test_an_error_in_a_cell_is_not_passed_over(tmp_path: Path) -> None:
    wrong = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("import partnersim; 1 / 0")])
    with pytest.raises(CellExecutionError, match="ZeroDivisionError"):
        execute(wrong, tmp_path)


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.stem)
def test_both_files_of_a_pair_say_the_same(script: Path) -> None:
    stored = nbformat.read(script.with_suffix(".ipynb"), as_version=4)
    assert sources(stored) == sources(read(script))
    again = jupytext.reads(jupytext.writes(stored, fmt=FORMAT), fmt=FORMAT)
    assert sources(again) == sources(stored)


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.stem)
def test_what_is_stored_is_fit_to_share(script: Path) -> None:
    file = script.with_suffix(".ipynb")
    text = file.read_text(encoding="utf-8")
    assert file.stat().st_size < MOST_BYTES
    stored = nbformat.read(file, as_version=4)
    nbformat.validate(stored)
    shown = [
        output
        for output in outputs(stored)
        if output.output_type in ("display_data", "execute_result")
    ]
    assert any("image/png" in name.data for name in shown), "a reader on the web sees no figure"
    assert not [output for output in outputs(stored) if output.output_type == "error"]
    assert all(cell.metadata == {} for cell in stored.cells), "times or other traces in a cell"
    assert set(stored.metadata) <= set(KEPT)
    words = json.dumps(
        [
            {kind: data for kind, data in {**output.get("data", {}), "text": output.get("text", "")}.items()
             if kind != "image/png"}
            for output in outputs(stored)
        ]
    )  # fmt: skip
    for trace in (
        r"/(home|root|Users|tmp|work|private|var)/",
        r"[A-Z]:\\\\",
        r"\b\d\d:\d\d:\d\d\b",
    ):
        assert not re.search(trace, words), trace
    assert str(Path.home()) not in text or str(Path.home()) == "/"


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.stem)
def test_a_notebook_opens_in_french_and_with_its_small_design(script: Path) -> None:
    notebook = read(script)
    kinds = [cell.cell_type for cell in notebook.cells]
    assert "*En français : " in notebook.cells[0].source
    assert kinds[:2] == ["markdown", "code"]
    assert "\nFULL = False" in notebook.cells[1].source
    prose = "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")
    for saved in re.findall(r"`((?:full|docs/data)/[^`]+)`", prose):
        assert (FOLDER / saved).exists() or Path(saved).exists(), saved
    prose = " ".join(prose.split())
    assert re.search(r"`(partnersim |python -m (partnersim|studies))", prose)


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.stem)
def test_cells_are_thin(script: Path) -> None:
    for cell in read(script).cells:
        lines = [line for line in cell.source.splitlines() if line.strip()]
        assert cell.cell_type != "code" or len(lines) <= 20, cell.source


def test_progress_is_shown_in_jupyter(tmp_path: Path) -> None:
    study = {
        "scenario": "mifi_status_quo", "years": 1, "scale": 5000, "outcomes": ["identity_mean"],
        "levers": {"ministries.mifi.accountability.burden": {}},
        "design": {"method": "lhs", "samples": 4},
    }  # fmt: skip
    calls = (
        "run('mifi_status_quo', runs=2, years=1, scale=5000)",
        "compare('mifi_status_quo', 'open_door', runs=2, years=1, scale=5000)",
        f"sweep({study!r}, workers=1, out='s')",
    )
    cells = [nbformat.v4.new_code_cell(f"import partnersim\npartnersim.{call};") for call in calls]
    done = execute(nbformat.v4.new_notebook(cells=cells), tmp_path)
    for call, cell in zip(calls, done.cells, strict=True):
        assert len([output for output in cell.outputs if WIDGET in output.get("data", {})]) == 1, (
            call
        )
        streams = [output for output in cell.outputs if output.output_type == "stream"]
        assert not streams, f"words beside the bar of {call}"


SOBOL = {
    "scenario": "mifi_status_quo", "years": 1, "scale": 5000, "outcomes": ["identity_mean"],
    "levers": {
        "ministries.mifi.accountability.burden": {}, "ministries.mifi.consultation.access": {},
    },
    "design": {"method": "saltelli", "samples": 8},
    "replicates": 2,
}  # fmt: skip
STOPPED = f"""\
import partnersim

def stop_early(done):
    if done >= 20:
        raise KeyboardInterrupt

try:
    partnersim.sweep({SOBOL!r}, workers=2, out="sweep", progress=stop_early)
except KeyboardInterrupt:
    print("stopped")
"""
RESUMED = f"""\
import partnersim
sweep = partnersim.sweep({SOBOL!r}, workers=2, out="sweep", resume=True)
study = partnersim.sensitivity(sweep, "sobol", ["identity_mean"])
print(len(sweep.outcomes), sorted(set(study.indices["kind"])))
"""


@pytest.mark.long
def test_a_sobol_study_of_two_workers_is_resumed_after_the_kernel_restarts(tmp_path: Path) -> None:
    """Two processes started from a cell, interrupted; then another kernel, which ends the study."""
    for code in (STOPPED, RESUMED):
        cell = nbformat.v4.new_code_cell(code)
        done = execute(nbformat.v4.new_notebook(cells=[cell]), tmp_path)
        said = "".join(output.get("text", "") for output in outputs(done))
    assert said.strip() == "64 ['first_order', 'total']"
    whole = partnersim.sweep(SOBOL, workers=1, out=tmp_path / "whole")
    again = Sweep.read(tmp_path / "sweep")
    pd.testing.assert_frame_equal(again.outcomes, whole.outcomes)
