"""docs/patterns.md tells on one page what was fitted to, predicted, failed, and is not identifiable."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from partnersim.analysis.calibration.targets import ALWAYS, USED
from partnersim.analysis.validation import verdicts
from partnersim.analysis.validation.verdicts import RUNS, SEED, PartVerdict, saved
from partnersim.cli.main import cli
from partnersim.language import LANGUAGES, use
from partnersim.report.formatting import words
from partnersim.report.formatting.verdicts import annotated_label, command, name_of, verdict_label
from partnersim.report.screens.calibration import status_in_words
from studies.pages import calibration, limits, patterns_summary
from studies.pages.odd import TRACE
from studies.pages.patterns import (
    BLOCKS,
    PAGES,
    Group,
    group_of,
    groups,
    on_one_page,
    sections,
    slug,
)
from studies.pages.patterns_table import anchor, fits, treated
from studies.saved import PRIOR_VERDICTS


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
    heads = on_one_page(judged)
    for group, own in result.items():
        assert f"** ({len(own)}" in heads, group
    of_the_prior = re.split(
        r"^\*\*(?:Otherwise under|Not identifiable)", heads, flags=re.MULTILINE
    )[0]
    lists = re.split(r"^\*\*", of_the_prior, flags=re.MULTILINE)[1:]
    assert len(lists) == len(Group)
    for verdict in judged:
        assert sum(f"(#{anchor(verdict)})" in each for each in lists) == 1, verdict.name


@pytest.mark.parametrize(
    ("use_", "verdict", "holds", "seen", "written_in", "used", "group"),
    [
        ("val", "emerges", 0.9, False, False, False, Group.BLIND),
        ("val", "emerges", 0.79, False, False, False, Group.WEAK),
        ("val", "emerges", 0.5, True, False, False, Group.SEEN),
        ("val", "emerges", 0.5, True, True, False, Group.WRITTEN_IN),
        ("val", "fails", 0.1, True, True, False, Group.FAILED),
        ("val", "not decided", 0.5, True, False, False, Group.NOT_DECIDED),
        ("cal", "emerges", 0.5, False, False, True, Group.FITTED),
        ("cal", "emerges", 1.0, False, False, False, Group.UNINFORMATIVE),
        ("cal", "emerges", 1.0, False, True, False, Group.WRITTEN_IN),
        ("cal", "fails", 0.0, False, False, False, Group.FAILED),
    ],
)  # fmt: skip
def test_where_a_planted_part_stands(
    judged: list[PartVerdict], use_: Any, verdict: Any, holds: float, seen: bool, written_in: bool,
    used: bool, group: Group,
) -> None:  # fmt: skip
    part = replace(judged[0].part, use=use_, seen=seen, written_in=written_in)
    assert group_of(replace(judged[0], part=part, verdict=verdict, holds=holds), used) is group


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


def test_weakly_and_seen_are_said_of_cal_and_val_wherever_a_verdict_stands(
    judged: list[PartVerdict],
) -> None:
    part = replace(judged[0].part, use="cal", seen=True, written_in=True)
    verdict = replace(judged[0], part=part, verdict="emerges", holds=0.7)
    assert (verdict_label(verdict), annotated_label(verdict)) == (
        "emerges, weakly",
        "emerges, weakly (seen) *",
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


def test_headings_have_the_names_that_github_gives_them() -> None:
    assert slug("What fails, and what that may mean") == "what-fails-and-what-that-may-mean"
    assert slug("Ce qui n'est pas répété") == "ce-qui-nest-pas-répété"


def test_a_failing_pattern_that_the_limits_do_not_discuss_is_listed_apart(
    judged: list[PartVerdict], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    page = tmp_path / "limits.md"
    page.write_text("## Here\n\nP2 and P3 fail.\n", encoding="utf-8")
    monkeypatch.setitem(limits.PAGES, "en", page)
    here, apart = BLOCKS["failing"](judged).splitlines()
    assert here.startswith("- [Here](limits.md#here): [P")
    assert apart.startswith("- Not discussed in [limits.md](limits.md): ")
    assert "(#p5-" in apart
    assert not re.search(r"\(#p[23]-", apart)


@pytest.mark.parametrize("language", LANGUAGES)
def test_links_to_rows_and_sections_lead_somewhere(
    language: str, judged: list[PartVerdict]
) -> None:
    page = page_of(language)
    anchors = re.findall(r'<a id="([^"]+)"></a>', page)
    assert len(anchors) == len(set(anchors)) == len(judged)
    assert set(re.findall(r"\]\(#([^)]+)\)", page)) <= set(anchors)
    assert not [anchor for anchor in anchors if " " in anchor]
    result = sections(limits.PAGES[language].read_text(encoding="utf-8"))
    places = {slug(name): text for name, text in result.items()}
    with words.speaking(language):
        lines = BLOCKS["failing"](judged).splitlines()
    for line in lines:  # each failing pattern is discussed: no line without a section
        (place,) = re.findall(rf"\({limits.PAGES[language].name}#([^)]+)\)", line)
        for named in re.findall(r"\(#(p\d+)-", line):
            assert re.search(rf"\b{named.upper()}\b", places[place]), (place, named)
    failing = [verdict for verdict in judged if verdict.verdict == "fails"]
    assert all(f"(#{anchor(verdict)})" in "\n".join(lines) for verdict in failing)


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
        "parametres.md": "parameters.md",
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
    assert (called["parts"], tuple(called["sets"])) == (len(saved_parts()), ())


def saved_parts() -> list[str]:
    """Every part that is judged."""
    from partnersim.evidence.patterns import patterns

    return [f"{pattern.id}.{part.id}" for pattern in patterns() for part in pattern.parts]
