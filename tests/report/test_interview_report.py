"""What the report of interviews says agrees with its table: a miss is told whole first, then its two parts."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from partnersim.cli.fieldwork_shown import shown_of
from partnersim.fieldwork import study, tables
from partnersim.report.formatting import words
from partnersim.report.pages import interviews
from partnersim.report.pages.parts import Report
from partnersim.report.screens.interviews import PROVIDERS, Fieldwork
from partnersim.scenario.loading import load
from partnersim.scenario.settings import Settings

LANGUAGES = pytest.mark.parametrize("language", ["en", "fr"])
MISS, WHOM, SAID = 3, 4, 5  # columns


@pytest.fixture(scope="module")
def settings() -> Settings:
    return load("mifi_status_quo", years=1, scale=1000.0)


@pytest.fixture(scope="module")
def done(settings: Settings) -> Any:
    visits = [visit for visit, _ in study.visits_of(settings, runs=2, seed=1, uncertainty="prior")]
    return study.do(visits, study.Plan(samples=20))


def fieldwork(done: Any) -> Fieldwork:
    coded = tables.tables_of(done)["coded"].to_pandas()
    return shown_of(study.for_manifest(done), coded, done.samples)


def report_of(shown: Fieldwork, settings: Settings) -> Report:
    return interviews.of(shown, {"scenario": settings.resolved()}, Path("none"))


def rows_of(report: Report) -> list[list[str]]:
    table = report.parts[0].table
    assert table is not None
    return [list(row) for row in table.rows]


def number(text: str) -> float:
    return float(re.sub(r"[^\d.+-]", "", text.replace("\u2212", "-").replace(",", ".")))


@LANGUAGES
def test_the_lead_repeats_numbers_of_the_table(
    done: Any, settings: Settings, language: str
) -> None:
    with words.speaking(language):
        shown = fieldwork(done)
        report = report_of(shown, settings)
        answer, rows = report.leads[0].answer, rows_of(report)
        six = {"en": "Mean of the six", "fr": "Moyenne des six"}[language]
        [mean] = [row for row in rows if row[0] == six]
        written = re.escape(mean[MISS]), re.escape(mean[WHOM]), re.escape(mean[SAID])
        assert re.search(r"{} ?: .*\({}\) .*\({}\)".format(*written), answer.replace("\u00a0", " "))
        far = shown.own["bias"].abs().idxmax()
        [worst] = [row for row in rows if row[0] == words.label(str(far))]
        assert worst[MISS].lstrip("+\u2212") in answer
        assert f"{worst[WHOM]} " in answer


@LANGUAGES
def test_the_two_parts_of_a_miss_make_it_up(done: Any, settings: Settings, language: str) -> None:
    with words.speaking(language):
        for row in rows_of(report_of(fieldwork(done), settings)):
            one = 1.0 if "pts" in row[MISS] else 0.01  # a rounded digit
            parts = number(row[WHOM]) + number(row[SAID])
            assert number(row[MISS]) == pytest.approx(parts, abs=1.01 * one), row


@pytest.mark.parametrize(("whom", "said"), [(-0.2, 0.1), (0.2, -0.1), (0.0, 0.0)])
def test_those_asked_and_what_they_say_have_their_own_direction(
    done: Any, settings: Settings, whom: float, said: float
) -> None:
    shown = fieldwork(done)
    parts = {"frame_part": whom, "response_part": 0.0, "answers_part": said, "coding_part": 0.0}
    summary = shown.summary.assign(**parts, bias=whom + said)
    answer = report_of(replace(shown, summary=summary), settings).leads[0].answer
    assert ("less autonomous than the sector" in answer) == (whom < 0.0)
    assert ("more autonomous than they are" in answer) == (said > 0.0)
    assert ("about as they are" in answer) == (said == 0.0)


@LANGUAGES
def test_one_interview_in_one_run_is_told_in_the_singular_and_without_interval(
    settings: Settings, language: str
) -> None:
    visits = [visit for visit, _ in study.visits_of(settings, runs=1, seed=1, uncertainty="prior")]
    one = study.do(visits, study.Plan(interviews=1, samples=20))
    with words.speaking(language):
        report = report_of(fieldwork(one), settings)
        said = " ".join([report.leads[0].answer, report.parts[0].under_table]).replace(
            "\u00a0", " "
        )
        assert not re.search(r"\b1 (entrevues|interviews|runs|simulations)\b", said)
        cells = (cell for row in rows_of(report) for cell in row)
        assert not re.search(r"\bnan\b", " ".join([said, *cells]))
        assert "95 % contiennent la vérité" not in said


@LANGUAGES
def test_who_is_forwarded_a_report_reads_no_command(
    done: Any, settings: Settings, language: str
) -> None:
    with words.speaking(language):
        report = report_of(fieldwork(done), settings)
        said = " ".join([*report.sure, report.leads[0].answer])
    assert "partnersim" not in said
    assert "--" not in said
    assert {"en": "is assumed: it tells", "fr": "est une hypothèse"}[language] in said


def test_the_second_figure_stands_with_the_list_so_that_pages_fill(
    done: Any, settings: Settings
) -> None:
    report = report_of(fieldwork(done), settings)
    assert [len(part.pictures) for part in report.parts] == [1, 1]
    assert PROVIDERS in fieldwork(done).truth


@LANGUAGES
def test_providers_of_the_sector_and_of_interviews_stand_in_one_sentence(
    done: Any, settings: Settings, language: str
) -> None:
    with words.speaking(language):
        report = report_of(fieldwork(done), settings)
        row = next(row for row in rows_of(report) if row[0] == words.label(PROVIDERS))
        assert all(share in report.limits[-1] for share in row[1:3])
        assert not re.search("fewer|moins d", report.limits[-1])
