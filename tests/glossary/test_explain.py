"""From any number or word on a screen or a page to its source or its assumption, with one command."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from partnersim.cli.main import cli
from partnersim.declarations import Assumption
from partnersim.evidence.bibliography import works
from partnersim.evidence.directness import of_measure
from partnersim.evidence.figures import codes_in, figures
from partnersim.evidence.patterns import patterns
from partnersim.evidence.registry import entries
from partnersim.evidence.registry.assumptions import rows_of
from partnersim.evidence.saved_verdicts import verdicts_file
from partnersim.glossary import lookup, scenario_facts
from partnersim.glossary.scenarios import ScenarioValues, value_of, values_of
from partnersim.glossary.scenarios import rows_of as values_shown
from partnersim.glossary.terms import terms
from partnersim.language import say, use
from partnersim.language.text import Text
from partnersim.report.formatting.acronyms import ACRONYMS
from partnersim.scenario.library import shipped
from partnersim.scenario.loading import load

ROOT = Path(__file__).parents[2]
_PATTERN = re.compile(r"\bP([1-9]\d?)\b")


@pytest.fixture(autouse=True)
def _english_again() -> Iterator[None]:
    use("en")
    yield
    use("en")


def explained(name: str, language: str = "en") -> str:
    result = CliRunner().invoke(cli, ["explain", name, "--lang", language])
    assert result.exit_code == 0, result.output
    return result.output


# --- values that scenarios set -----------------------------------------------------------------


def test_a_path_of_a_named_funder_tells_what_each_scenario_sets_and_who_leaves_it() -> None:
    said = explained("ministries.mifi.mission_grant.coverage")
    assert "default:       0.25" in said
    assert "ministries.mifi.mission_grant.coverage = 0.9: prsca_compliant\n" in said
    assert "ministries.mifi.mission_grant.coverage = 0.9: mission_money_only\n" in said
    left = next(line for line in said.splitlines() if "default in: " in line)
    assert "mifi_status_quo" in left
    assert "prsca_compliant" not in left
    assert "mtess" not in said


def test_a_value_inherited_by_many_is_one_line_with_where_it_is_stated() -> None:
    lines = explained("donors.centraide.envelope").splitlines()
    at = [n for n, line in enumerate(lines) if "donors.centraide.envelope = 6000000: " in line]
    assert len(at) == 2  # one a reason
    assert {"aca_ideal", "mifi_status_quo"} <= set(re.findall(r"\w+", lines[at[0]]))
    assert "set in mifi_status_quo: assumption: gives to the mission" in lines[at[0] + 1]
    assert "set in quebec_model_2, quebec_model_3: assumption: " in lines[at[1] + 1]


def test_the_reason_beside_a_value_is_told_as_the_scenario_says_it() -> None:
    settings = load("mifi_status_quo")
    path = "ministries.mtess.accountability.burden"
    reason = settings.origin(path).source
    assert reason
    assert f"set in mifi_status_quo: {reason}\n" in explained(path)


@pytest.mark.parametrize("name", ["mifi_status_quo", "prsca_compliant", "lip_peel"])
def test_every_value_a_scenario_shows_is_told_of_its_path(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = load(name)
    monkeypatch.setattr(scenario_facts.library, "shipped", lambda: [name])
    monkeypatch.setattr(scenario_facts, "shipped_values", lambda _: values_of(settings))
    monkeypatch.setattr(scenario_facts, "_mentioned", lambda _: True)
    missing = []
    for row in values_shown(settings):
        if row.value != row.default:
            path, text = value_of(settings, row)[:2]
            facts = "\n".join(fact.text for fact in scenario_facts.facts_of((path,), path))
            if f"{path} = {text}: {name}" not in facts:
                missing.append(path)
    assert missing == []


def test_of_all_funders_each_value_stands_with_the_scenarios_that_state_it() -> None:
    said = explained("burden")
    assert "ministries.mifi.accountability.burden: 0.05 set in aca_ideal; " in said
    assert "0.25 set in prsca_compliant" in said
    foundations = "donors.foundations.accountability.burden: 0.15 set in "
    shared = "mifi_status_quo, ontario_settlement, federal_annual_contracts"
    assert f"{foundations}{shared}\n" in said


def test_a_sum_over_places_is_not_given_the_source_of_the_default() -> None:
    lines = explained("population.organizations").splitlines()
    at = next(n for n, line in enumerate(lines) if "= 27: lip_peel" in line)
    assert lines[at + 1].strip() == "sum of its places"
    shown = CliRunner().invoke(cli, ["show", "lip_peel", "--lang", "en"]).output
    assert re.search(r"population\.organizations +27 +sum of its places\n(?!    source)", shown)


@pytest.mark.parametrize("path", ["ministries.mifi.split.mission", "ministries.mifi.split"])
def test_one_share_of_a_map_is_explained_as_a_sweep_names_it(path: str) -> None:
    said = explained(path)
    assert said.startswith("ministries.*.split\n")
    assert "ministries.mifi.split = {mission: 0.6, service_agreement: 0.32, project: 0.08}" in said


def test_a_path_without_its_first_word_is_explained_as_a_figure_names_it() -> None:
    said = explained("mifi.accountability.burden")
    assert said.startswith("ministries.*.accountability.burden\n")
    assert explained("mifi.split.mission").startswith("ministries.*.split\n")


@pytest.mark.parametrize("name", ["ministries.mifi.split.misson", "umbrella.envelope", "mifi.pace"])
def test_a_path_that_there_is_not_is_refused(name: str) -> None:
    assert CliRunner().invoke(cli, ["explain", name, "--lang", "en"]).exit_code == 2


def test_a_funder_that_no_scenario_has_is_told() -> None:
    assert "no shipped scenario has ministries.nobody" in explained("ministries.nobody.envelope")


def test_scenarios_are_loaded_only_where_one_may_set_the_path(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    loaded: list[str] = []

    def noted(name: str) -> ScenarioValues:
        loaded.append(name)
        return values_of(load(name))

    monkeypatch.setattr(scenario_facts, "shipped_values", noted)
    light = ("identity_shift", "autonomy_index", "Own effect", "F13", "places.student.montreal")
    for name in light:
        explained(name)
    assert loaded == []
    explained("burden")
    assert loaded == list(shipped())


# --- codes -------------------------------------------------------------------------------------


def texts() -> dict[str, str]:
    """What names codes: words of the registry, patterns, pages, scenarios, the code of the package."""
    table = {}
    for entry in entries():
        said = entry.evidence
        words = f"{said.reason} {said.searched}" if isinstance(said, Assumption) else said.where
        table[entry.path] = f"{words} {' '.join(entry.by)}"
    files = [
        ROOT / "README.md",
        ROOT / "LISEZMOI.md",
        *(ROOT / "docs").rglob("*.md"),
        *shipped().values(),
    ]
    for folder, kinds in (
        ("src/partnersim", ("*.py", "*.yaml", "*.csv")),
        ("studies", ("*.py", "*.md")),
    ):
        files += [file for kind in kinds for file in (ROOT / folder).rglob(kind)]
    for file in files:
        table[str(file.relative_to(ROOT))] = file.read_text(encoding="utf-8")
    return table


def test_every_code_that_is_named_leads_somewhere() -> None:
    known = {pattern.id for pattern in patterns()} | {*figures()}
    strange = {
        f"{place}: {code}"
        for place, text in texts().items()
        if not place.endswith(("evidence_codes.py", "lookup.py"))
        for code in (codes_in(text) - set(figures()))
        | {f"P{n}" for n in _PATTERN.findall(text)} - known
    }
    assert strange == set()


def test_codes_between_two_are_named_too() -> None:
    assert codes_in("evidence X1 to X4; F13 and M3, not F130") == {
        "X1",
        "X2",
        "X3",
        "X4",
        "F13",
        "M3",
    }


def test_every_row_of_the_table_has_a_source_or_what_was_searched() -> None:
    for figure in figures().values():
        assert figure.source in works() or (
            figure.source == "assumption" and "searched" in figure.where.en
        ), figure.code
        assert figure.where.en, figure.code
        assert (
            figure.figure or figure.code[0] == "M" or figure.code in ("X18", "X20", "X21", "X22")
        ), figure.code


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_figure_is_told_with_its_source_and_what_it_feeds(language: str) -> None:
    said = explained("F13", language)
    assert figures()["F13"].what.in_language(language) in said
    assert "10-15 %" in said
    assert "Bruneau, C. (2021)" in said
    assert (
        "ministries.*.accountability.burden, reporting.hours_per_record, programmes.francization"
        in said
    )


def test_a_mechanism_names_the_rules_that_tell_of_it() -> None:
    said = explained("m12")
    assert "src/partnersim/mechanisms/organizations/board_decision.py" in said
    assert "src/partnersim/mechanisms/organizations/applications.py" not in said


def test_every_pattern_is_explained_with_all_its_parts_and_their_saved_verdicts() -> None:
    for pattern in patterns():
        said = explained(pattern.id)
        assert pattern.statement.en in said
        assert works()[pattern.source.key].author in said
        assert said.count("  expected:") == said.count("  verdict:") == len(pattern.parts)
        assert "none saved" not in said


@pytest.mark.parametrize("name", ["P9 restored", "P9.restored", "p9 restored (val)", "P9 rétablie"])
def test_a_part_is_found_as_it_is_printed(name: str) -> None:
    if "é" in name:
        use("fr")
        name = say("P9 restored")
    said = explained(name)
    assert said.count("  verdict:") == 1
    part = next(
        p
        for pattern in patterns()
        if pattern.id == "P9"
        for p in pattern.parts
        if p.id == "restored"
    )
    assert part.what.en in said
    row = next(
        line for line in verdicts_file().read_text("utf-8").splitlines()
        if line.startswith("P9,restored,")
    )  # fmt: skip
    assert row.endswith(re.search(r"verdict:\s+([a-z ]+?)(?: \*)?:", said).group(1))  # type: ignore[union-attr]


def test_settings_laid_over_a_case_are_told() -> None:
    assert "ministries.mifi.mission_grant.conditionality=0.1" in explained(
        "P9 orientation same terms"
    )


def test_a_code_that_does_not_exist_is_nothing() -> None:
    for name in ("P99", "F99", "P9 nonsense"):
        result = CliRunner().invoke(cli, ["explain", name, "--lang", "en"])
        assert result.exit_code != 0
        assert "Nothing is called" in result.output


def test_keys_of_the_bibliography_and_short_names_of_documents_are_explained() -> None:
    for name in ("bruneau_2021", "B21"):
        assert "Bruneau, C. (2021). " in explained(name)


# --- words of the screens, own effects, data ---------------------------------------------------


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("term", terms(), ids=lambda term: term["name"])
def test_words_of_the_screens_are_explained_by_either_name(
    term: dict[str, Any], language: str
) -> None:
    for name in (term["name"], Text(term["name"]).fr):
        said = explained(name, language)
        assert Text(term["meaning"]).in_language(language) in said, name
        for file in re.findall(r"(?:src|docs|studies)/[\w./-]+\.(?:py|md|csv)", said):
            assert (ROOT / file).is_file(), file


_IN_SENTENCES = {"Spin-up", "Shocks", "Envelope"}


def test_words_are_those_that_the_screens_print() -> None:
    source = "".join(
        file.read_text("utf-8") for file in (ROOT / "src/partnersim/report").rglob("*.py")
    )
    everywhere = "".join(
        file.read_text("utf-8") for file in (ROOT / "src/partnersim").rglob("*.py")
    )
    for term in terms():
        name = term["name"]  # alone, or before its number in a sentence
        said = f'"{name}"' in source or f"{name} {{{name}}}" in source
        in_sentences = name in _IN_SENTENCES and re.search(rf"\b{name.lower()}\b", everywhere)
        assert said or in_sentences or name == "directness", name


@pytest.mark.parametrize("language", ["en", "fr"])
def test_acronyms_and_shipped_scenarios_are_told_in_plain_sentences(language: str) -> None:
    for name, full in ACRONYMS.items():
        assert full.in_language(language) in explained(name, language)
    assert "nouvelle gestion publique" in explained("NGP", "fr")
    assert "prsca_compliant" in explained("PRSCA", language)
    for name in shipped():
        said = " ".join(explained(name, language).split())
        settings = load(name)
        for text in (settings.title, settings.question, settings.description):
            assert " ".join(text.in_language(language).split()) in said, name
        assert f"`partnersim run {name}`" in said


def test_own_effect_is_told_by_how_it_was_measured() -> None:
    from partnersim.evidence.directness import RUNS, SEED

    said = explained("Own effect")
    for part in ("python -m studies.directness", f"{RUNS} paired runs", f"seed {SEED}",
                 "docs/limits.md", "docs/decisions/0007-directness.md", "evidence/directness.csv"):  # fmt: skip
        assert part in said


def test_a_measure_tells_its_own_effect_and_directness_by_scenario() -> None:
    said = explained("autonomy_index")
    for row in of_measure("autonomy_index"):
        line = next(line for line in said.splitlines() if f" {row.scenario}: " in line)
        reported = line.partition(f"{row.scenario}: ")[2]
        numbers = [
            float(text.replace("−", "-")) for text in re.findall(r"[+−]?\d+(?:\.\d+)?", reported)
        ]
        assert numbers[:3] == pytest.approx([row.change, row.change_low, row.change_high], abs=6e-4)
        if row.label != "too small to attribute":
            assert numbers[3] == pytest.approx(row.directness, abs=0.006)


@pytest.mark.slow
@pytest.mark.parametrize("scenario", ["mifi_status_quo", "lip_peel"])
def test_every_path_of_the_list_of_assumptions_is_explained(scenario: str) -> None:
    paths = [row["path"] for row in rows_of({scenario: load(scenario)}, "prior")]
    lost = []
    for path in paths:
        result, _ = lookup.search(path)
        general = re.sub(r"^(ministries|donors)\.[^.]+", "ministries.*", path)
        general = re.sub(r"^(places|partnerships)\.[^.]+", r"\1.*", general)
        if len(result) != 1 or not {path, general} & set(result[0].paths):
            lost.append(path)
    assert lost == []
    assert any(path.startswith("places.") for path in paths)


@pytest.mark.parametrize("word", ["mise en route", "chocs", "mêmes chocs", "SACAIS", "enveloppe"])
def test_words_that_an_adviser_asked_for_have_an_entry(word: str) -> None:
    said = explained(word, "fr")
    assert "noms conviennent" not in said
    assert "Rien ne s'appelle" not in said


def test_a_measure_is_told_in_words_before_its_formula() -> None:
    for language, first in (("en", "what it is"), ("fr", "en bref")):
        lines = explained("autonomy_index", language).splitlines()
        assert lines[2].strip().startswith(first)
        assert "formul" not in " ".join(lines[:8])
