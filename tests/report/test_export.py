"""Results for a spreadsheet: a French one opens the CSV, the workbook is light, a stop is obeyed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import openpyxl
import pandas as pd
import pytest
from click.testing import CliRunner, Result

from partnersim import Results
from partnersim.cli.main import cli
from partnersim.language import use
from partnersim.language.spreadsheet_cells import harmless
from partnersim.report.spreadsheets import csv_files, series
from partnersim.report.spreadsheets.columns import labels
from partnersim.results.columns import EVERY_TABLE
from partnersim.results.comparison_result import TABLES, Comparison

SMALL = ("--runs", "2", "--years", "1", "--scale", "500", "--set", "population.organizations=20")
FORMULA = '=HYPERLINK("http://x";"y")'
MINE = f"""
extends: open_door
title: {{en: '{FORMULA}', fr: '{FORMULA}'}}
population: {{file: list.csv}}
"""


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, no_figures: None) -> Iterator[None]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    Path("mine.yaml").write_text(MINE)
    Path("list.csv").write_text(
        'name,place,budget,archetype\n"=1+1; Café",montreal,500000,A\n@Pont,montreal,400000,B\n'
        "-Rive,montreal,300000,C\n",
        encoding="utf-8",
    )
    yield
    use("en")


def called(*arguments: str, code: int = 0) -> Result:
    result = CliRunner().invoke(cli, arguments)
    assert result.exit_code == code, result.output
    return result


def written(name: str, language: str) -> pd.DataFrame:
    """A table as a spreadsheet of that language reads it."""
    form: dict[str, Any] = {"sep": ";", "decimal": ","} if language == "fr" else {}
    return pd.read_csv(f"out/csv/{name}.csv", encoding="utf-8-sig", **form)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_spreadsheet_of_the_language_opens_every_table(language: str) -> None:
    called("run", "mine.yaml", *SMALL[:6], "--out", "out", "--export", "csv", "--lang", language)
    results = Results.read("out")
    use(language)
    for name in results.arrow:
        columns = [
            declared for declared in EVERY_TABLE[name] if declared.name in results.frame(name)
        ]
        first = Path(f"out/csv/{name}.csv").read_bytes()[:3]
        assert (first == "\ufeff".encode()) is (language == "fr")
        frame, right = written(name, language), results.frame(name)
        heads = (
            labels(columns)
            if language == "fr"
            else {column.name: column.name for column in columns}
        )
        assert list(frame.columns) == list(heads.values())
        assert len(frame) == len(right) > 0
        for column in columns:
            own, values = frame[heads[column.name]], right[column.name]
            if pd.api.types.is_bool_dtype(values):
                words = (
                    {True: "oui", False: "non"} if language == "fr" else {True: True, False: False}
                )
                assert own.tolist() == values.map(words).tolist()
            elif pd.api.types.is_numeric_dtype(values):
                np.testing.assert_array_equal(
                    own.to_numpy(dtype=float), values.to_numpy(dtype=float)
                )
            else:
                assert own.fillna("").tolist() == [harmless(cell) for cell in values.astype(str)]
    described = written("columns" if language == "en" else "colonnes", language)
    row = described[
        (described.iloc[:, 0] == "sector") & (described.iloc[:, 1] == "identity_mean")
    ].iloc[0]
    expected = {
        "en": ("identity_mean", "0 service provider to 1 autonomous partner"),
        "fr": ("Orientation des organismes, moyenne", "de 0 (prestataire"),
    }
    assert row.iloc[2] == expected[language][0]
    assert row.iloc[3].startswith(expected[language][1])


def test_what_looks_like_a_formula_stays_words() -> None:
    called("run", "mine.yaml", *SMALL[:6], "--out", "out", "--export", "csv", "--lang", "fr")
    names = set(written("organizations", "fr")["Organisme"])
    assert {"'=1+1; Café", "'@Pont", "'-Rive"} <= names
    text = Path("out/csv/flows.csv").read_text(encoding="utf-8-sig")
    assert ";@Pont" not in text
    assert ';"=1+1' not in text
    assert written("organizations", "fr")["Encaisse moins factures impayées"].dtype == float


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("-3,5 %", "'-3,5 %"), ("-3.5", "-3.5"), ("+1e3", "+1e3"), ("  =A1", "'  =A1"), ("@a", "'@a"),
        ("\t=A1", "'\t=A1"), ("\rx", "'\rx"), ("-1+cmd|' /C calc'!A0", "'-1+cmd|' /C calc'!A0"),
        ("+A1", "'+A1"), ("\n=A1", "'\n=A1"), ("＝A1", "'＝A1"), ("＋A1", "'＋A1"), ("－A1", "'－A1"),
        ("＠a", "'＠a"), ("Café-bar", "Café-bar"), ("", ""),
    ],
)  # fmt: skip
def test_a_cell_is_a_number_or_words(text: str, right: str) -> None:
    assert harmless(text) == right


@pytest.mark.parametrize("language", ["en", "fr"])
def test_headings_are_short_and_no_two_of_a_table_are_alike(language: str) -> None:
    use(language)
    for name, columns in (EVERY_TABLE | TABLES).items():
        heads = list(labels(columns).values())
        assert len(set(heads)) == len(heads), name
        assert max(map(len, heads)) <= 130, name


def cells(path: str, sheet: str) -> list[tuple[Any, ...]]:
    book = openpyxl.load_workbook(path)
    return [tuple(cell.value for cell in row) for row in book[sheet].iter_rows()]


def test_the_workbook_is_light_and_holds_the_screen_and_yearly_series() -> None:
    called("run", "mine.yaml", *SMALL[:6], "--out", "out", "--export", "xlsx", "--lang", "fr")
    path = "out/workbook_fr.xlsx"
    assert Path(path).stat().st_size < 200_000
    assert not Path("out/xlsx").exists()
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == [
        "Résumé", "Classes", "Secteur par année", "Personnes par année", "Cohortes par année",
        "Colonnes", "Provenance",
    ]  # fmt: skip
    results = Results.read("out")
    last = (
        results.sector[results.sector["phase"] == "scenario"].groupby("run").mean(numeric_only=True)
    )
    by_name = {row[2]: row for row in cells(path, "Résumé")}
    for name in ("autonomy_index", "mission_share", "provider_share_lower_cut", "staff_total"):
        assert by_name[name][5] == pytest.approx(last[name].mean())
    yearly = {row[3]: row for row in cells(path, "Secteur par année")}
    assert yearly["mission_share"][:2] == (1, "2010-04")
    assert yearly["mission_share"][5] == pytest.approx(last["mission_share"].mean())
    provenance = book["Provenance"]
    title = next(row for row in provenance.iter_rows() if row[0].value == "Titre")[1]
    assert (title.value, title.data_type) == (FORMULA, "s")
    reported = dict(cells(path, "Provenance"))
    assert (reported["Graine"], reported["Simulations"]) == (1, 2)


def test_the_series_add_up() -> None:
    called("run", "open_door", *SMALL, "--out", "out", "--years", "2")
    results = Results.read("out")
    start = "2010-04"
    sector = series.sector_by_year(results, start)
    own = sector[sector["measure"] == "mission_share"].set_index("year")
    months = results.sector[results.sector["month"].between("2011-04", "2012-03")]
    by_run = months.groupby("run")["mission_share"].mean()
    assert list(own.index) == [1, 2]
    assert own.loc[2, "mean"] == pytest.approx(by_run.mean())
    assert own.loc[2, "low"] == pytest.approx(by_run.quantile(0.1))
    newcomers = series.newcomers_by_year(results, start).set_index(["year", "status"])
    table = results.newcomers[results.newcomers["status"] == "refugee"]
    year = table[table["month"].between("2010-04", "2011-03")]
    assert newcomers.loc[(1, "refugee"), "arrived"] == pytest.approx(year["arrived"].sum() / 2)
    end = table[table["month"] == "2011-03"]
    assert newcomers.loc[(1, "refugee"), "present"] == pytest.approx(end["present"].sum() / 2)
    cohorts = series.cohorts_by_year(results, start).set_index(["year", "status"])
    rows = results.cohorts
    rows = rows[
        (rows["status"] == "family") & rows["arrival_quarter"].between("2010-04", "2011-03")
    ]
    people, need = rows["people_after_12_months"], rows["need_after_12_months"]
    means = (people * need).groupby(rows["run"]).sum() / people.groupby(rows["run"]).sum()
    assert cohorts.loc[(1, "family"), "from"] == "2010-04"
    assert cohorts.loc[(1, "family"), "need_after_12_months"] == pytest.approx(means.mean())
    assert np.isnan(cohorts.loc[(2, "family"), "need_after_12_months"])


def test_a_comparison_is_exported_too() -> None:
    called("compare", "mifi_status_quo", "open_door", *SMALL, "--out", "out", "--export", "xlsx")
    result = Comparison.read("out").differences.set_index("measure")
    rows = {row[3]: row for row in cells("out/workbook.xlsx", "Comparison")}
    right = result.loc["direct_access_share"]
    assert rows["direct_access_share"][5:10] == pytest.approx(
        tuple(right[["reference", "other", "difference", "low", "high"]])
    )
    scenarios = {row[0] for row in cells("out/workbook.xlsx", "Cohorts by year")[1:]}
    assert scenarios == {"mifi_status_quo", "open_door"}


@pytest.mark.parametrize("command", ["run", "compare"])
def test_a_stop_drops_the_export_and_keeps_the_runs(
    command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, calls = csv_files.CsvFiles.add, []

    def stopped(self: csv_files.CsvFiles, tables: Any) -> None:
        calls.append(tables)
        if len(calls) > 2:
            raise KeyboardInterrupt
        real(self, tables)

    monkeypatch.setattr(csv_files.CsvFiles, "add", stopped)
    scenarios = ["open_door"] if command == "run" else ["mifi_status_quo", "open_door"]
    runs = ("--runs", "3", *SMALL[2:])
    done = called(command, *scenarios, *runs, "--out", "out", "--export", "csv", code=130)
    assert "The export was not finished and is left out." in done.stderr
    assert "3 of 3" in done.stderr
    assert not list(Path("out").rglob("csv"))
    folder = Path("out") if command == "run" else Path("out/open_door")
    assert sorted(Results.read(folder).sector["run"].unique()) == [0, 1, 2]
