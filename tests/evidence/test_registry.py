"""The registry is complete and says where each number is from; its page and its export are those of the code."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from partnersim.cli.main import cli
from partnersim.declarations import Assumption, Group, Parameter, Role, Source, Text
from partnersim.evidence.bibliography import works
from partnersim.evidence.patterns import patterns
from partnersim.evidence.registry import Grade, Kind, Use, budget, by_path, entries, grades
from partnersim.evidence.registry.collection import parameter_entry
from partnersim.evidence.registry.entry import evidence_of
from partnersim.evidence.registry.grades import grade_of, grade_of_datum, overrides, overrides_of
from partnersim.evidence.registry.input_data import data_entries, initial_values, numbers_of
from partnersim.evidence.registry.provenance import evidence_summary
from partnersim.evidence.registry.table import COLUMNS, write
from partnersim.glossary.scenarios import rows_of as rows_of_scenario
from partnersim.jurisdictions import DEFAULT, rows_of
from partnersim.language import LANGUAGES, UserError, use
from partnersim.population.archetypes import NEUTRAL
from partnersim.population.initial_values import initial_rows
from partnersim.report.formatting import words
from partnersim.scenario.loading import load
from partnersim.scenario.parameter_groups import parameters
from partnersim.scenario.settings import Settings
from studies.pages.parameters import PAGES, TABLES

KNOWN = frozenset({"bruneau_2021"})


def test_every_entry_says_unit_bounds_evidence_grade_use_and_role() -> None:
    for entry in entries():
        assert entry.unit.strip(), entry.path
        assert entry.meaning.en != "", entry.path
        assert entry.role in ("lever", "uncertainty", "setting", "data", "expectation", "fixed"), (
            entry.path
        )
        if isinstance(entry.evidence, Source):
            assert entry.evidence.key in works(), entry.path
        assert (entry.grade is Grade.ASSUMED) == isinstance(entry.evidence, Assumption), entry.path
        free = (
            entry.choices
            or entry.value in ("true", "false")
            or entry.kind in (Kind.PATTERN, Kind.CONSTANT)
        )
        assert free or (entry.low is not None and entry.high is not None), entry.path
        assert Path(entry.place).is_file(), entry.path


def test_every_parameter_and_every_number_of_the_data_files_is_there() -> None:
    assert set(parameters()) <= set(by_path())
    for file in Path("src/partnersim/jurisdictions").glob("*/*.csv"):
        if file.stem not in ("columns", "statuses"):
            count = sum(Path(entry.place) == file for entry in entries())
            assert count >= len(rows_of(file.parent.name, file.stem)), file.name
    assert sum(entry.path.startswith("initial.") for entry in entries()) == len(initial_rows())


def test_the_code_starts_from_the_values_of_the_registry() -> None:
    for name, value in NEUTRAL.items():
        assert float(by_path()[f"initial.{name}"].value) == value


PLACE = "src/partnersim/population/data/initial_values.csv"
ROW = {
    "name": "tie", "value": "0.1", "unit": "share", "low": "0", "high": "1", "feeds": "x",
    "source": "bruneau_2021", "note": "ch. 4", "en": "Tie", "fr": "Lien",
}  # fmt: skip


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"source": " "}, "initial.tie: the source is missing"),
        ({"source": "bruno_2021"}, "Did you mean 'bruneau_2021'"),
        ({"note": ""}, "the note is missing"),
        ({"source": "assumption", "note": "a guess"}, "after `searched:`"),
        ({"source": "assumption", "note": "; searched: everywhere"}, "says why"),
        ({"value": "1.5"}, "lies outside 0 to 1"),
        ({"unit": " "}, "has no unit"),
    ],
)
def test_a_row_without_a_source_or_a_reason_is_refused(wrong: dict[str, str], said: str) -> None:
    assert len(list(initial_values([ROW], PLACE))) == 1
    with pytest.raises(UserError, match=r"initial_values\.csv: initial\.tie") as error:
        list(initial_values([{**ROW, **wrong}], PLACE))
    assert said in str(error.value)


def test_a_column_that_nobody_tells_of_is_refused() -> None:
    column = {**ROW, "file": "places", "kind": "input series", "keys": "status", "column": "share"}
    row = {"status": "family", "share": "0.3", "source": "bruneau_2021", "note": "ch. 3"}
    assert [number.path for number in numbers_of("places", [column], [row], "places.csv")] == [
        "places.family"
    ]
    with pytest.raises(UserError, match=r"weight: columns\.csv"):
        list(numbers_of("places", [column], [{**row, "weight": "1"}], "places.csv"))


def _parameter(**more: Any) -> Parameter:
    given = {"name": "pace", "default": 0.5, "unit": "share", "meaning": Text("Pace", "Rythme"),
             "role": Role.SETTING, "evidence": Source("bruneau_2021", "ch. 4"),
             "bounds": (0.0, 1.0)} | more  # fmt: skip
    return Parameter(**given)


def test_a_new_parameter_needs_a_known_source() -> None:
    first = _parameter()
    entry = parameter_entry(
        "ties.pace", Group("ties", Text("Ties", "Liens"), (first,)), first, "x.py"
    )
    assert (entry.grade, entry.use) == (Grade.DIRECTION, Use.INPUT)
    other = _parameter(evidence=Source("nobody_1900", "p. 1"))
    with pytest.raises(UserError, match=r"x.py: ties.pace: 'nobody_1900' is not a key"):
        parameter_entry("ties.pace", Group("ties", Text("Ties", "Liens"), (other,)), other, "x.py")


def test_a_parameter_feeds_the_columns_that_its_file_writes_and_that_hold_it() -> None:
    fed = {path: entry.feeds for path, entry in by_path().items()}
    assert fed["members.leaving"] == "organizations: members, members_in_reach, participation"
    assert fed["ministries.*.minister.attitude"].startswith("funders: minister_attitude, ")
    assert "organizations: place" in fed["population.organizations"]
    assert {path for path, of in fed.items() if of == "none: it only measures"} <= {
        path for path in fed if path.startswith(("typology_", "rules."))
    }


@pytest.mark.parametrize(
    ("where", "declared", "series"),
    [
        ("ch. 4", "C", "A"),
        ("ch. 4; size assumed", "C", "C"),
        ("p. 51, cited in bruneau_2021", "B", "A"),
        ("derived from two bands", "B", "B"),
        ("65.5 % of the 57,110", "C", "B"),
        ("1,028 of 12,934 entries", "C", "B"),
        ("claims made; 17 % of claimants later leave", "C", "A"),
    ],
)
def test_silence_gives_no_good_grade_to_a_declaration(
    where: str, declared: str, series: str
) -> None:
    source = Source("bruneau_2021", where)
    assert (grade_of(source), grade_of_datum(source)) == (declared, series)
    assert grade_of(Assumption("a", "b")) == grade_of_datum(Assumption("a", "b")) == "D"


def test_what_a_value_was_chosen_by_exists_and_may_guide_the_choice() -> None:
    may = {pattern.id for pattern in patterns() for part in pattern.parts if part.use == "cal"}
    chosen = {
        path: override for path, override in overrides().items() if override.use is Use.CALIBRATION
    }
    assert {"ministries.*.accountability.burden", "reporting.hours_per_record"} <= chosen.keys()
    for path, entry in chosen.items():
        for name in entry.by:
            assert name in may or re.fullmatch(r"F\d+", name), (path, name)


def test_a_value_whose_evidence_says_that_it_was_chosen_is_a_calibrated_one() -> None:
    for entry in entries():
        text = str(entry.evidence)
        if entry.kind is Kind.PARAMETER and re.search(r"chosen by|set so that", text):
            assert entry.use is Use.CALIBRATION, entry.path


@pytest.mark.parametrize(
    "wrong",
    [
        {"grade": "E"}, {"use": "validation"}, {"why": " "}, {"use": "calibration"}, {"by": "P7"},
    ],
)  # fmt: skip
def test_a_judgement_without_a_reason_is_refused(wrong: dict[str, str]) -> None:
    row = {"path": "ties.pace", "grade": "A", "use": "input", "by": "", "why": "read there"}
    assert overrides_of([row])["ties.pace"].grade is Grade.READ
    with pytest.raises(UserError, match=r"grade_overrides.csv: ties.pace"):
        overrides_of([{**row, **wrong}])
    with pytest.raises(UserError, match="twice"):
        overrides_of([row, row])


def test_evidence_of_a_row_is_a_source_or_an_assumption() -> None:
    evidence = evidence_of("x", "f.csv", "assumption", "nobody counts; searched: ISQ.", KNOWN)
    assert evidence == Assumption("nobody counts", "ISQ")
    assert evidence_of("x", "f.csv", "bruneau_2021", "ch. 3", KNOWN) == Source(
        "bruneau_2021", "ch. 3"
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_export_has_a_row_an_entry_and_columns_that_stay(language: str) -> None:
    result = CliRunner().invoke(cli, ["explain", "--all", "--lang", language])
    use("en")
    assert result.exit_code == 0
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    assert tuple(rows[0]) == COLUMNS
    assert [row["path"] for row in rows] == [entry.path for entry in entries()]
    burden = next(row for row in rows if row["path"] == "ministries.*.accountability.burden")
    assert (burden["value"], burden["low"], burden["high"], burden["role"]) == (
        "0.5", "0", "1", "lever",
    )  # fmt: skip
    assert (burden["grade"], burden["use"], burden["by"]) == ("C", "calibration", "F13 P7")
    assert burden["meaning"] == by_path()[burden["path"]].meaning.in_language(language)
    for row in rows:
        assert row["source"] != "assumption" or (row["reason"] and row["searched"]), row


def test_the_export_ends_with_counts_beside_the_table() -> None:
    result = CliRunner().invoke(cli, ["explain", "--all", "--lang", "en"])
    held = budget.counts(entries())
    assert sum(held.values()) == len(entries())
    assert f"Unknowns drawn: {held[budget.UNKNOWN]} (at most 60)" in result.stderr
    assert f"grade A or B: {held[budget.FACT]} (at most 40)" in result.stderr
    assert f"Settings fixed by assumption, grade C or D: {held[budget.ASSUMED]}" in result.stderr
    assert f"Levers whose usual value is assumed: {held[budget.LEVER]}" in result.stderr


def test_unknowns_and_sourced_facts_stay_within_the_budget() -> None:
    held = budget.counts(entries())
    assert 0 < held[budget.UNKNOWN] <= budget.MOST_UNKNOWNS == 60
    assert 0 < held[budget.FACT] <= budget.MOST_FACTS == 40


@pytest.mark.parametrize(
    ("path", "what"),
    [
        ("board.mission_value", budget.UNKNOWN),
        ("staff.base_turnover", budget.UNKNOWN),  # drawn, although it is derived from a source
        ("population.organizations", budget.FACT),
        ("ministries.*.eligibility.refugee", budget.FACT),
        ("policy.pace", budget.ASSUMED),
        ("ministries.*.accountability.burden", budget.LEVER),
    ],
)
def test_what_a_number_counts_as(path: str, what: str) -> None:
    assert budget.counted_as(by_path()[path]) == what


def test_the_whole_registry_takes_no_name() -> None:
    result = CliRunner().invoke(cli, ["explain", "--all", "burden", "--lang", "en"])
    assert result.exit_code == 2
    assert "takes no name" in result.stderr


def test_explain_tells_grade_and_use_of_parameters_and_of_data() -> None:
    for name, grade, how in (
        ("burden", "C:", "chosen by F13, P7"),
        ("initial.file", "D:", "input"),
        ("arrivals.2010.refugee", "B:", "input"),
    ):
        said = CliRunner().invoke(cli, ["explain", name, "--lang", "en"]).stdout
        assert re.search(rf"grade: +{grade}", said), said
        assert how in said


def test_grades_add_up() -> None:
    assert sum(grades().values()) == len(entries())
    assert sum(sum(grades(kind).values()) for kind in Kind) == len(entries())
    file = io.StringIO()
    write(entries()[:2], file)
    assert len(file.getvalue().splitlines()) == 3


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", sorted(TABLES))
def test_the_tables_of_the_page_are_those_of_the_registry(name: str, language: str) -> None:
    page = PAGES[language].read_text(encoding="utf-8")
    with words.speaking(language):
        assert f"<!-- {name} -->\n{TABLES[name]()}\n<!-- end {name} -->" in page


def test_what_stands_behind_a_run_is_counted_once_for_each_value(small: Settings) -> None:
    result = evidence_summary(small)
    assert result.count == len(list(rows_of_scenario(small))) - 9 + len(list(data_entries(DEFAULT)))
    assert result.assumed == result.values["D"] + result.values["unsourced"]
    assert "ministries.mifi.mission_grant.base_share" in result.assumptions
    assert "initial.file" in result.assumptions
    assert "arrivals.2010.economic" not in result.assumptions
    path = "survival.founding_rate"
    assert path not in result.assumptions
    changed = evidence_summary(load("mifi_status_quo", [f"{path}=0.03"]))
    assert path in changed.assumptions
    assert changed.values["unsourced"] == result.values["unsourced"] + 1


@pytest.mark.usefixtures("no_figures")
def test_the_screen_and_the_manifest_name_the_assumptions(
    small: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    options = ["--runs", "1", "--years", "2", "--scale", "500", "--out", "out", "--lang", "en"]
    result = CliRunner().invoke(cli, ["run", "mifi_status_quo", *options])
    assert result.exit_code == 0, result.output
    summary = evidence_summary(small)
    said = " ".join(result.stdout.split())
    assert f"Behind it: {summary.count:,} numbers, {summary.assumed:,} of them assumptions" in said
    manifest = json.loads(Path("out/manifest.json").read_text(encoding="utf-8"))
    assert manifest["evidence"] == summary.as_data()
