"""Folders that are no results, are taken, or whose writing fails part of the way."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from partnersim import Results, Sweep, UserError
from partnersim.language import use
from partnersim.results.writing import Folder, TakenError


@pytest.fixture(autouse=True)
def _english() -> None:
    use("en")


def sweep(folder: Path, **manifest: Any) -> Sweep:
    return Sweep(folder, {"runs": 4, "runs_failed": 0, "rows": {}, **manifest})


def test_a_folder_without_a_manifest_is_no_sweep_or_an_unfinished_one(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="is not the folder of a sweep"):
        Sweep.read(tmp_path)
    (tmp_path / "sweep.json").write_text("{}", encoding="utf-8")
    with pytest.raises(UserError, match="a sweep that is not finished"):
        Sweep.read(tmp_path)


def test_the_manifest_of_something_else_is_no_sweep_and_no_run(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text(json.dumps({"runs": 4}), encoding="utf-8")
    with pytest.raises(UserError, match="is not the folder of a sweep"):
        Sweep.read(tmp_path)
    with pytest.raises(UserError, match="is not the folder of a run"):
        Results.read(tmp_path)


def test_outcomes_with_failed_runs_are_refused_unless_asked_for(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="1 of 4 runs failed"):
        _ = sweep(tmp_path, runs_failed=1).outcomes


def test_a_table_that_was_not_kept_is_refused_by_its_name(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"flows\.parquet was not kept"):
        sweep(tmp_path).frame("flows")


def test_partnerships_of_a_scenario_without_any_are_an_empty_table() -> None:
    table = Results({"sector": pa.table({"run": [0]})}, {}, None).partnerships
    assert len(table) == 0
    assert "trust" in table


def test_a_link_that_leads_nowhere_is_taken(tmp_path: Path) -> None:
    (tmp_path / "out").symlink_to(tmp_path / "nowhere")
    with pytest.raises(TakenError, match="a link that leads nowhere"):
        Folder(tmp_path / "out")


def test_what_fails_while_added_leaves_nothing_of_it(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "out")
    (folder.inside / "before.txt").write_text("kept", encoding="utf-8")

    def draw() -> None:
        with folder.adding():
            (folder.inside / "figures").mkdir()
            (folder.inside / "figures" / "months.svg").write_text("", encoding="utf-8")
            (folder.inside / "page.html").write_text("", encoding="utf-8")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        draw()
    assert [path.name for path in folder.inside.iterdir()] == ["before.txt"]
    folder.discard()
    folder.discard()  # a second time changes nothing
    assert list(tmp_path.iterdir()) == []


def test_a_name_that_is_taken_meanwhile_gives_way_to_the_next(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "out")
    (tmp_path / "out").mkdir()
    assert folder.finish() == tmp_path / "out-2"


def test_a_folder_that_cannot_be_renamed_is_kept_and_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = Folder(tmp_path / "out")

    def refuse(self: Path, target: Path) -> Path:
        raise PermissionError(13, "refused")

    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(UserError, match="The results are kept in") as caught:
        folder.finish()
    assert folder.inside.name in str(caught.value)
    assert folder.inside.is_dir()


def test_an_error_while_the_folder_is_begun_frees_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: Path, **_: Any) -> None:
        if "out" in self.name:
            raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "mkdir", refuse)
        with pytest.raises(UserError, match="cannot be written") as caught:
            Folder(tmp_path / "out")
    assert caught.tb is not None  # its frames still hold the first folder
    Folder(tmp_path / "out").discard()
