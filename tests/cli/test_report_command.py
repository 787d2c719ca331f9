"""`partnersim report`: a page that can be forwarded, of a run and of a comparison, in both languages."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from partnersim.cli.main import cli
from partnersim.language import use
from partnersim.report.pages.changes import changes
from partnersim.results import Results, integrity

SMALL = ("--runs", "2", "--years", "1", "--scale", "2000")


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, no_figures: None) -> Iterator[None]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    yield
    use("en")


def called(*arguments: str) -> Result:
    result = CliRunner().invoke(cli, arguments)
    assert result.exit_code == 0, result.output
    return result


def report_of(folder: str, *more: str) -> str:
    called("report", folder, *more)
    name = "report_fr.html" if "fr" in more else "report.html"
    return Path(folder, name).read_text(encoding="utf-8")


def test_the_report_of_a_run_answers_says_what_changes_and_what_is_not_known() -> None:
    called("run", "prsca_compliant", *SMALL, "--out", "out")
    text = report_of("out")
    assert "What if mission support were the preponderant part" in text
    assert "$2.2 million (9 %) [b]$15 million (60 %) [c]" in re.sub(
        r"\s", " ", re.sub("<[^>]*>", "", text)
    )
    assert (
        "beside “Status quo of the immigration ministry”" in text
    )  # nothing says that it was changed
    assert "Who gains and who loses among newcomers" in text
    assert "more than half, Bruneau 2021" in text
    assert text.count("<h2>") >= 7
    assert "data:image/svg+xml;base64," in text
    assert "Made by:" in text
    french = report_of("out", "--lang", "fr")
    assert '<html lang="fr">' in french
    assert "Ce que le modèle ne peut pas dire" in french
    assert "plus de la moitié, Bruneau 2021" in french


def test_the_report_is_one_file_without_scripts_or_requests() -> None:
    called("compare", "mifi_status_quo", "open_door", *SMALL, "--out", "two")
    text = report_of("two")
    assert "<script" not in text
    assert not re.search(r"(src|href)=\"(?!data:)", text)
    assert "Who gains and who loses among newcomers" in text
    assert "refugees" in text


def test_what_a_user_writes_stays_text() -> None:
    Path("mine.yaml").write_text(
        "extends: mifi_status_quo\ntitle: {en: '<b>Mine</b>', fr: M}\n"
        "question: {en: 'What <script>alert(1)</script>?', fr: Q}\n"
    )
    called("run", "mine.yaml", *SMALL, "--out", "out")
    text = report_of("out")
    assert "&lt;b&gt;Mine&lt;/b&gt;" in text
    assert "<script" not in text


def test_a_report_is_not_written_over_and_another_folder_is_refused() -> None:
    called("run", "mifi_status_quo", *SMALL, "--out", "out")
    report_of("out")
    again = CliRunner().invoke(cli, ["report", "out"])
    assert again.exit_code == 2
    assert "exists already" in again.output
    called("report", "out", "--out", "other.html")
    Path("empty").mkdir()
    refused = CliRunner().invoke(cli, ["report", "empty"])
    assert refused.exit_code == 2
    assert "not a complete results folder" in refused.output


def test_changes_are_the_levers_that_differ_with_money_in_dollars() -> None:
    called("run", "prsca_compliant", *SMALL, "--out", "out")
    manifest = Results.read("out").manifest
    before = manifest["reference"]
    rows = {row.what: row for row in changes(
        before["scenario"], manifest["scenario"], manifest["provenance"], before["provenance"]
    )}  # fmt: skip
    assert rows["Mission grants, a year"].whose == "MIFI"
    tools = ("Mission grants", "Service agreements", "Projects")
    assert {f"{tool}, a year" for tool in tools} <= set(rows)
    assert len(rows) == 10
    scale = "Weight of accountability, 0\xa0% least to 100\xa0% most of what the documents describe"
    assert (rows[scale].before, rows[scale].after) == ("50\xa0%", "25\xa0%")
    assert "Weight of the sector's advice in the decision" in rows
    assert not any("(F" in row.source + row.source_before for row in rows.values())
    assert all(row.source_before and row.source for row in rows.values())
    assert rows["Mission grants, a year"].source_before.startswith("Métivier 2019")
    [tied] = [row for row in rows.values() if row.what.startswith("Conditions tied")]
    assert "correspondence of missions" in tied.source_before  # a default
    same = manifest["scenario"]
    assert changes(same, same, {}, {}) == []


def test_a_folder_of_another_version_that_lacks_what_is_needed_is_named_with_both() -> None:
    called("run", "open_door", *SMALL, "--out", "old")
    path = Path("old/manifest.json")
    manifest = json.loads(path.read_text("utf-8"))
    manifest["versions"]["partnersim"] = "0.0.9"
    del manifest["scenario"]["parameters"]["population"]
    names = [name for name in manifest.pop("digests") if name != "manifest.json"]
    path.write_text(json.dumps(integrity.sealed(manifest, Path("old"), names)), "utf-8")
    done = CliRunner().invoke(cli, ["report", "old"])
    assert done.exit_code == 2
    assert (
        f"old was written by partnersim 0.0.9, and {version('partnersim')}, which runs here"
        in done.output
    )


def test_no_folder_and_a_file_in_its_place_are_told_apart() -> None:
    none = CliRunner().invoke(cli, ["report", "nothing"])
    assert (none.exit_code, "There is no folder nothing." in none.output) == (2, True)
    Path("file.json").write_text("{}", "utf-8")
    file = CliRunner().invoke(cli, ["report", "file.json"])
    assert "file.json is a file: give the folder that holds it." in file.output
