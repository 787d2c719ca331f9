"""docs/patterns.md tells in half a page what to believe, what not, what nobody knows; then every part."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from partnersim.analysis.calibration.targets import ALWAYS, USED
from partnersim.analysis.validation import verdicts
from partnersim.analysis.validation.false_findings import most_by_chance, not_standing
from partnersim.analysis.validation.part_verdict import PartVerdict
from partnersim.analysis.validation.verdicts import RUNS, SEED, saved
from partnersim.cli.main import cli
from partnersim.evidence.patterns import LEVELS
from partnersim.language import LANGUAGES, use
from partnersim.report.formatting import words
from partnersim.report.formatting.verdicts import annotated_label, command, name_of, verdict_label
from partnersim.report.screens.calibration import status_in_words
from studies.pages import calibration, limits, patterns_summary
from studies.pages.odd import TRACE
from studies.pages.patterns import BLOCKS, NAMED, PAGES, Group, group_of, groups
from studies.pages.patterns_table import fits, treated
from studies.saved import CONTROLS, PRIOR_VERDICTS

MOST_WORDS = 6_000  # of both pages, bars of tables apart: a table that nobody reads is no evidence


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    use("en")
    yield
    use("en")


@pytest.fixture(scope="module")
def judged() -> list[PartVerdict]:
    return saved(PRIOR_VERDICTS)


def page_of(language: str) -> str:
    return PAGES[language].read_text(encoding="utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", sorted(BLOCKS))
def test_the_blocks_are_those_of_the_saved_data(
    name: str, language: str, judged: list[PartVerdict]
) -> None:
    with words.speaking(language):
        text = BLOCKS[name](judged)
    assert f"<!-- {name} -->\n{text}\n<!-- end {name} -->" in page_of(language)


def test_each_part_stands_in_exactly_one_list_and_is_counted(judged: list[PartVerdict]) -> None:
    result = groups(judged)
    assert sorted(verdict.name for own in result.values() for verdict in own) == sorted(
        verdict.name for verdict in judged
    )
    lines = [
        line for name in ("in a hurry", "the rest") for line in BLOCKS[name](judged).splitlines()
    ]
    for line, group in zip(lines, in_their_order(lines), strict=False):
        own, (head, _, names) = result[group], line.partition("): ")
        assert f"({len(own)}" in head
        if group in NAMED:
            assert len(re.findall("[,;]", names)) + 1 == max(len(own), 1), line
        elif group is Group.NOT_DECIDED:
            assert re.findall(r"P\d+", names) == [*dict.fromkeys(v.pattern.id for v in own)]
        else:
            assert not names
    assert len(lines) == len(Group) + 4  # hardly hold, parameters, controls, false findings


def in_their_order(lines: list[str]) -> list[Group]:
    """The groups as the page lists them."""
    said = {
        Group.BLIND: "blind", Group.WEAK: "weakly", Group.SEEN: "seen before", Group.FAILED: "*fails*",
        Group.MAY_BE_CHANCE: "*May be chance*", Group.NOT_DECIDED: "*not decided*",
        Group.ABSENT: "*Absent*", Group.HARDLY: "*Could hardly fail*", Group.WRITTEN_IN: "*Written in*",
        Group.PERHAPS: "*Perhaps written in*", Group.TOO: "*Without choices too*",
        Group.FITTED: "*Fitted to*", Group.UNINFORMATIVE: "*Could guide",
    }  # fmt: skip
    assert all(word in line for word, line in zip(said.values(), lines, strict=False))
    return list(said)


def test_the_tables_hold_every_part_once_by_level(judged: list[PartVerdict]) -> None:
    text = BLOCKS["patterns"](judged)
    headings = re.findall(r"^### (.*)$", text, re.MULTILINE)
    assert len(headings) == len(LEVELS)
    for verdict in judged:
        rows = re.findall(rf"^\| \*?{re.escape(name_of(verdict))}\*?†?: .*$", text, re.MULTILINE)
        assert len(rows) == 1, verdict.name
        cell = rows[0].split(" | ")[3]
        holds = verdict.verdict == "emerges"
        assert cell.startswith("may be chance") == (verdict.said == "may be chance"), verdict.name
        starred = verdict.part.written_in == "yes" and not holds
        assert cell.endswith("\\*") == starred, verdict.name
        assert cell.startswith("emerges") == (verdict.said == "emerges"), verdict.name


def test_the_pages_are_short_and_controls_behave() -> None:
    tokens = [token for name in LANGUAGES for token in page_of(name).split()]
    assert sum(any(map(str.isalnum, token)) for token in tokens) <= MOST_WORDS
    found = json.loads(CONTROLS.read_text(encoding="utf-8"))
    assert not found["right"]
    assert found["wrong_signs"] >= 4
    assert len(found["decided"]) <= most_by_chance(found["placebos"])


@pytest.mark.parametrize(
    ("use_", "verdict", "holds", "seen", "written_in", "too", "used", "group"),
    [
        ("val", "emerges", 0.9, False, "no", False, False, Group.BLIND),
        ("val", "emerges", 0.79, False, "no", False, False, Group.WEAK),
        ("val", "emerges", 0.5, True, "no", False, False, Group.SEEN),
        ("val", "emerges", 0.5, True, "yes", True, False, Group.WRITTEN_IN),
        ("val", "emerges", 0.9, False, "undecided", False, False, Group.PERHAPS),
        ("val", "emerges", 0.9, False, "no", True, False, Group.TOO),
        ("val", "fails", 0.1, True, "yes", False, False, Group.FAILED),
        ("val", "absent", 0.5, True, "yes", True, False, Group.ABSENT),
        ("val", "not decided", 0.5, True, "undecided", False, False, Group.NOT_DECIDED),
        ("cal", "emerges", 0.5, False, "no", False, True, Group.FITTED),
        ("cal", "emerges", 1.0, False, "no", False, False, Group.UNINFORMATIVE),
        ("cal", "emerges", 1.0, False, "yes", False, False, Group.WRITTEN_IN),
        ("cal", "fails", 0.0, False, "no", False, False, Group.FAILED),
    ],
)  # fmt: skip
def test_where_a_planted_part_stands(
    judged: list[PartVerdict], use_: Any, verdict: Any, holds: float, seen: bool, written_in: Any,
    too: bool, used: bool, group: Group,
) -> None:  # fmt: skip
    part = replace(judged[0].part, use=use_, seen=seen, written_in=written_in, too=too)
    planted = replace(judged[0], part=part, verdict=verdict, holds=holds)
    assert group_of(planted, used) is group
    hardly = replace(planted, part=replace(part, hardly=True))
    assert group_of(hardly, used) is (Group.HARDLY if verdict == "emerges" else group)


def test_what_does_not_stand_is_in_no_list_of_what_holds_or_fails(
    judged: list[PartVerdict],
) -> None:
    for verdict in not_standing(judged):
        stands = group_of(verdict, used=False)
        assert stands not in (Group.BLIND, Group.WEAK, Group.SEEN, Group.FAILED), verdict.name


def test_uninformative_parts_are_met_by_all_and_the_rest_agrees_with_the_calibration(
    judged: list[PartVerdict],
) -> None:
    result, fitted = groups(judged), fits()
    assert {fitted[verdict.name]["status"] for verdict in result[Group.UNINFORMATIVE]} <= {ALWAYS}
    assert {fitted[verdict.name]["status"] for verdict in result[Group.FITTED]} == {USED}
    pages = calibration.PAGES["en"].read_text(encoding="utf-8")
    for verdict in judged:
        if verdict.part.use == "cal":
            label = treated(verdict, fitted)
            status = label.partition("; ")[2]
            assert status == status_in_words(fitted[verdict.name]["status"])
            assert re.search(
                rf"^\| {name_of(verdict)}: .*\| {re.escape(status)} \|$", pages, re.MULTILINE
            )
            assert "weakly" in label or verdict.verdict != "emerges" or verdict.holds >= 0.8
            assert "emerges" not in label


def test_weakly_and_seen_are_said_of_cal_and_val_wherever_a_verdict_stands(
    judged: list[PartVerdict],
) -> None:
    part = replace(judged[0].part, use="cal", seen=True)
    verdict = replace(judged[0], part=part, verdict="emerges", holds=0.7)
    assert (verdict_label(verdict), annotated_label(verdict)) == (
        "fitted, weakly",
        "fitted, weakly (seen)",
    )
    trace = TRACE.read_text(encoding="utf-8")
    held_out = calibration.PAGES["en"].read_text(encoding="utf-8")
    guide = patterns_summary.PAGES["en"].read_text(encoding="utf-8")
    for verdict in judged:
        if verdict.part.use == "val":
            row = rf"^\| {re.escape(name_of(verdict))} \| .*\| {re.escape(annotated_label(verdict))} \|$"
            assert re.search(row, trace, re.MULTILINE), verdict.name
        assert f"{name_of(verdict).partition(' ')[2]} {annotated_label(verdict)}" in guide
    rows = {row.split(" | ")[0][2:]: row for row in held_out.splitlines() if row.startswith("| P")}
    for verdict in judged:
        if verdict.part.use == "val" and name_of(verdict) in rows:
            assert f": {annotated_label(verdict)} |" in rows[name_of(verdict)], verdict.name


def test_every_failing_pattern_is_discussed_in_the_limits(judged: list[PartVerdict]) -> None:
    for language in LANGUAGES:
        page = limits.PAGES[language].read_text(encoding="utf-8")
        failing = {verdict.pattern.id for verdict in judged if verdict.verdict == "fails"}
        assert [code for code in failing if not re.search(rf"\b{code}\b", page)] == []


def test_both_pages_name_the_same_files_values_and_pages() -> None:
    """Outside the blocks, which are made alike."""
    english, french = (
        re.sub(r"<!-- (.*?) -->.*?<!-- end \1 -->", "", page_of(name), flags=re.DOTALL)
        for name in ("en", "fr")
    )
    spans = [
        sorted(" ".join(s.split()) for s in re.findall(r"`([^`]+)`", page))
        for page in (english, french)
    ]
    assert spans[0] == spans[1]
    links = [re.findall(r"\]\(([^)]+)\)", page) for page in (english, french)]
    own = {
        "constats.md": "patterns.md",
        "limites.md": "limits.md",
        "calage.md": "calibration.md",
        "parametres.md": "parameters.md",
        "profils.md": "profiles.md",
    }
    assert [own.get(link, link) for link in links[0]][1:] == [
        own.get(link, link) for link in links[1]
    ][1:]


def test_the_command_of_the_caption_judges_as_the_saved_verdicts_were_judged(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    called: dict[str, Any] = {}

    def caught(which: Any, **more: Any) -> Iterator[Any]:
        called.update(more, parts=sum(len(pattern.parts) for pattern in which))
        raise KeyboardInterrupt

    monkeypatch.setattr(verdicts, "measured", caught)
    monkeypatch.chdir(tmp_path)
    CliRunner().invoke(cli, command().split()[1:])
    assert (called["runs"], called["seed"], called["uncertainty"]) == (RUNS, SEED, "prior")
    assert (called["parts"], tuple(called["sets"])) == (judged_parts(), ())


def judged_parts() -> int:
    """Every part that is judged, and every control."""
    from partnersim.analysis.validation.controls import controls_of
    from partnersim.evidence.patterns import patterns

    return sum(len(pattern.parts) for pattern in [*patterns(), *controls_of(patterns())])
