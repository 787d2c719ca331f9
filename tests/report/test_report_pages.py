"""Reports of sweeps and of interviews, and every report as the three or four pages that a browser prints."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from partnersim.analysis.discovery.sweep_analysis import Discovery, discover
from partnersim.cli.main import cli
from partnersim.language import use
from partnersim.report.pages import sweeps
from tests.conftest import leave_figures_out

SWEEP = Path("experiments/provider_identity/results").resolve()
CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
FOLDERS = ("run", "compared", "three", "regimes", "sweep", "own_sweep", "interviews")
OWN_SWEEP = """
title: {en: What lightens reports, fr: Ce qui allège la reddition de comptes}
question: {en: Do lighter reports free organisations?, fr: Des rapports plus légers libèrent-ils les organismes?}
scenario: mifi_status_quo
levers: {ministries.mifi.accountability.burden: {min: 0.1, max: 0.9}}
outcomes: [{name: reporting_share, over: change}, reporting_share, staff_total]
design: {method: lhs, samples: 8, seed: 1}
replicates: 1
years: 1
scale: 1000
"""
_POINTS_10 = 10 * 96 / 72 - 0.01  # in pixels of a page
_A4 = 718  # pixels between the margins of the narrower paper
_POINTS_8 = 8 / 14  # of what is drawn for a projector, in 14 points at least


def answers(text: str) -> list[str]:
    """What stands first, a text a case, whose sentences have a line each."""
    found: list[str] = re.findall(r'<p class="answer">(.*?)</p>', text, re.S)
    return [each.replace("\n", " ") for each in found]


_BROKEN = """[...document.querySelectorAll("table:not(.flows, .halves table), .halves, .note, li, img")]
    .filter((one) => getComputedStyle(one).breakInside !== "avoid").length"""
_NARROWEST = """Math.min(1, ...[...document.querySelectorAll("img")].map((one) => one.width / one.naturalWidth))"""
_SMALLEST = """Math.min(...[...document.querySelectorAll("body *")]
    .filter((one) => one.innerText?.trim()).map((one) => parseFloat(getComputedStyle(one).fontSize)))"""


@pytest.fixture(autouse=True)
def _english_again() -> Iterator[None]:
    yield
    use("en")


def called(*arguments: str) -> None:
    result = CliRunner().invoke(cli, arguments)
    assert result.exit_code == 0, result.output


@pytest.fixture(scope="module")
def reports(tmp_path_factory: Any) -> dict[tuple[str, str], Path]:
    """A report of each kind of folder in both languages."""
    here: Path = tmp_path_factory.mktemp("reports")
    small = ("--runs", "3", "--years", "2", "--scale", "1000")
    with pytest.MonkeyPatch.context() as patch:
        leave_figures_out(patch)  # a report draws its own
        called("run", "prsca_compliant", *small, "--out", str(here / "run"))
        called("compare", "mifi_status_quo", "open_door", *small, "--out", str(here / "compared"))
        called("compare", "mifi_status_quo", "prsca_compliant", "mission_money_only", *small,
               "--out", str(here / "three"))  # fmt: skip
        called("compare", "mifi_status_quo", "prsca_compliant", "multi_year_core_funding", *small,
               "--out", str(here / "regimes"))  # fmt: skip
        (here / "own.yaml").write_text(OWN_SWEEP, encoding="utf-8")
        called("sweep", str(here / "own.yaml"), "--out", str(here / "own_sweep"))
        called("interview", "mifi_status_quo", "--runs", "2", "--years", "1", "--scale", "500",
               "--samples", "20", "--out", str(here / "interviews"))  # fmt: skip
    shutil.copytree(SWEEP, here / "sweep")
    files = {}
    found: dict[str, Discovery] = {}

    def found_once(sweep: Any, outcome: str, **options: Any) -> Discovery:
        """The search takes seconds and knows no language."""
        key = f"{sweep.folder} {outcome} {options}"
        found[key] = found.get(key) or discover(sweep, outcome, **options)
        return found[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sweeps, "discover", found_once)
        for folder in FOLDERS:
            for language in ("en", "fr"):
                path = here / f"{folder}_{language}.html"
                called("report", str(here / folder), "--out", str(path), "--lang", language)
                files[folder, language] = path
    return files


def test_a_sweep_says_what_was_varied_what_matters_and_when(
    reports: dict[tuple[str, str], Path],
) -> None:
    text = reports["sweep", "en"].read_text(encoding="utf-8")
    for heading in ("What was varied", "What matters most", "lie above 30\xa0%"):
        assert heading in text
    assert "Mission grants, share of the money" in text
    assert "ministries.mifi" not in re.sub(r"<code>.*?</code>", "", text)
    assert text.count("data:image/svg+xml;base64,") == 3
    lead = answers(text)[0]
    assert re.match(
        r"Of what is chosen, “[^”]+” counts most: as it goes from \S.*? to \S.*?, “[^”]+” goes from \d",
        lead,
    )
    assert "10\xa0%\xa0to\xa090\xa0%" in text  # as declared, not the ends of what was drawn
    french = reports["sweep", "fr"].read_text(encoding="utf-8")
    assert "Soutien à la mission, part de l&#39;argent" in french


def test_interviews_say_who_was_asked_and_what_they_miss(
    reports: dict[tuple[str, str], Path],
) -> None:
    text = reports["interviews", "en"].read_text(encoding="utf-8")
    assert "Who was asked" in text
    assert "What interviews say, and what is true in the model" in text
    assert "in activity" in text
    assert re.search(r'class="answer">2 runs only, not to be cited', text)
    cells = re.findall(r"<td>Call themselves service providers</td>(.*?)</tr>", text)[0]
    sector, interviews, miss = (
        float(cell.replace("−", "-")) for cell in re.findall(r"<td[^>]*>([-+−.\d]+)", cells)[:3]
    )
    assert interviews - sector == pytest.approx(miss, abs=1.0)
    assert cells.count("pts") == 4  # the miss, its two parts, chance
    assert text.count("data:image/svg+xml;base64,") == 2
    assert "Qui a été interrogé" in reports["interviews", "fr"].read_text(encoding="utf-8")


def test_a_reform_is_told_with_its_cost_its_policy_in_words_and_what_is_known_to_fail(
    reports: dict[tuple[str, str], Path],
) -> None:
    text = reports["run", "fr"].read_text(encoding="utf-8")
    assert "Politique de reconnaissance et de soutien de l&#39;action communautaire" in text
    assert "(F24)" not in text
    [told] = answers(text)
    assert "à ne pas citer" in told
    assert "dans le modèle" in told
    assert "quoi que choisissent" not in text
    assert not re.search(r"\.(md|csv)\b", text)  # who receives a report has no such files
    assert "vient avec partnersim" in text
    assert ("En gris" in text) == ('<tr class="open">' in text)


def test_a_run_has_who_gains_and_who_loses_and_a_cause_where_runs_show_it(
    reports: dict[tuple[str, str], Path],
) -> None:
    for folder in ("run", "compared", "three"):
        text = reports[folder, "en"].read_text(encoding="utf-8")
        assert "Who gains and who loses among newcomers" in text
        assert "refugees" in text
    text = reports["run", "en"].read_text("utf-8")
    [lead] = answers(text)
    assert "Why: " not in lead
    assert ("Why: " in text) <= ("of requests would be answered" in lead)


def test_each_question_is_answered_in_three_sentences_in_both_languages(
    reports: dict[tuple[str, str], Path],
) -> None:
    for folder, count in (("run", 1), ("compared", 1), ("three", 2), ("regimes", 2)):
        for language, sure in (("en", "How sure it is:"), ("fr", "Degré de certitude\xa0:")):
            text = reports[folder, language].read_text(encoding="utf-8")
            leads = answers(text)
            assert len(leads) == count
            for lead in leads:
                sentences = re.split(r"(?<=[.])\s(?=[A-ZÀ-Ý])", lead)
                assert len(sentences) == 3, lead
                assert sentences[2].startswith(sure)
            assert len(re.findall('class="question"', text)) == count


def test_a_scenario_of_another_regime_says_so_and_has_no_star(
    reports: dict[tuple[str, str], Path],
) -> None:
    text = reports["regimes", "en"].read_text(encoding="utf-8")
    assert "Another regime from the start" in text
    assert "was not measured for: " in text
    heads, rows = re.findall(r"<thead>(.*?)</thead>(.*?)</table>", text, re.S)[1]
    assert "Core funding for several years" in heads
    for row in re.findall("<tr>(.*?)</tr>", rows, re.S):
        assert "*" not in re.findall("<td[^>]*>(.*?)</td>", row)[3]


def test_every_outcome_of_an_own_sweep_is_told_in_its_unit(
    reports: dict[tuple[str, str], Path],
) -> None:
    text = reports["own_sweep", "en"].read_text(encoding="utf-8")
    assert "“Staff of all organisations”: " in text
    few, lead = answers(text)
    assert few.startswith("8 runs only, not to be cited")
    assert "Hours for reporting, change over the scenario" in lead
    assert re.search(r"goes from [−+\d.]+\xa0pts to [−+\d.]+\xa0pts", lead)


def test_several_reforms_stand_side_by_side_each_lever_and_source_once(
    reports: dict[tuple[str, str], Path],
) -> None:
    text = reports["three", "fr"].read_text(encoding="utf-8")
    [title] = re.findall("<title>(.*)</title>", text)
    first = "« Financement conforme à la PRSCA » et « L&#39;argent de la mission, la porte refermée », comparés à «"
    assert title.replace("\xa0", " ").startswith(first)
    assert "Rapport du " in text
    assert text.count("data:image/svg+xml;base64,") == 1
    assert len(re.findall(r'<p class="answer">', text)) >= 2
    assert "à ne pas citer" in text
    lever = "Poids des avis du milieu dans la décision"
    assert len(re.findall(f"<td>{lever}", text)) == 1
    [row] = re.findall("<tr><td>Moment de la consultation.*?</tr>", text)
    before, policy, money = re.findall("<td[^>]*>([^<]*)</td>", row)[1:]
    assert before.startswith("après l&#39;ébauche\xa0[")  # its source
    assert money == "inchangé"
    letter = re.fullmatch(r"avant l&#39;ébauche\xa0\[([a-z])\]", policy)
    assert letter
    assert f"[{letter[1]}]\xa0" in text  # among the sources
    assert "<td></td>" not in text
    assert "prsca_compliant" not in re.sub("<code>.*?</code>", "", text)
    assert len(re.findall("Sources\xa0:", text)) == 1


def test_the_lexicon_holds_what_is_shown_and_acronyms_are_spelled_out(
    reports: dict[tuple[str, str], Path],
) -> None:
    def words_of(folder: str) -> list[str]:
        text = reports[folder, "en"].read_text(encoding="utf-8")
        return re.findall("<dt>(.*?):</dt>", text)

    six = ["Recognition", "Representation", "Participation", "Consultation",
           "Funding (for the mission)", "Accountability (light)"]  # fmt: skip
    assert words_of("three")[:6] == words_of("interviews")[:6] == six
    assert {"Requests served", "Mission work of all organisations"} <= set(words_of("run"))
    assert "Recognition" not in words_of("sweep")
    assert "Call themselves service providers" in words_of("sweep")
    french = reports["run", "fr"].read_text(encoding="utf-8")
    assert "MIFI\xa0: ministère de l&#39;Immigration" in french
    assert "MIFI" not in reports["sweep", "fr"].read_text(encoding="utf-8")


def test_what_is_behind_a_result_is_told_in_hundreds(
    reports: dict[tuple[str, str], Path],
) -> None:
    assert re.search(
        r"About 900 assumptions stand behind it, \d+ of which",
        reports["run", "en"].read_text(encoding="utf-8"),
    )


def test_every_report_is_whole_in_itself(reports: dict[tuple[str, str], Path]) -> None:
    for path in reports.values():
        text = path.read_text(encoding="utf-8")
        assert "<script" not in text
        assert not re.search(r"(src|href)=\"(?!data:)", text)
        assert text.count("<img") == len(re.findall(r'<img src="[^"]+" alt="[^"]{10,}"', text))


def test_when_the_status_quo_is_stands_before_answers_and_what_brackets_are_after(
    reports: dict[tuple[str, str], Path],
) -> None:
    for (folder, language), path in reports.items():
        text = path.read_text(encoding="utf-8")
        first = text[: text.index('class="answer"')]
        assert {"en": "so of before today", "fr": "donc les ententes d&#39;aujourd"}[
            language
        ] in first
        assert text.count("(PASI), ") == 1
        of_pairs = folder in ("run", "compared", "three", "regimes")
        said = {"en": "the margin that chance leaves", "fr": "la marge que laisse le hasard"}[
            language
        ]
        assert (said in text) == of_pairs
        assert said not in first


@pytest.mark.slow
@pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium: apt-get install chromium")
def test_a_browser_prints_at_most_four_pages_in_letters_that_can_be_read(
    reports: dict[tuple[str, str], Path],
) -> None:
    sync_api = pytest.importorskip("playwright.sync_api")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page()
        page.emulate_media(media="print")
        counts = {}
        for key, path in reports.items():
            page.goto(path.as_uri())
            for paper in ("A4", "Letter"):
                printed = page.pdf(format=paper, prefer_css_page_size=True)
                counts[*key, paper] = len(re.findall(rb"/Type\s*/Page\b", printed))
            small = page.evaluate(_SMALLEST)
            assert small >= _POINTS_10, key
            page.set_viewport_size({"width": _A4, "height": 1000})
            assert page.evaluate(_NARROWEST) >= _POINTS_8, key
            assert page.evaluate(_BROKEN) == 0, key
            page.set_viewport_size({"width": 1280, "height": 720})
            wide = page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
            assert wide, key
        browser.close()
    assert {key: count for key, count in counts.items() if not 2 <= count <= 4} == {}
    of_interviews = {count for (kind, *_), count in counts.items() if kind == "interviews"}
    assert of_interviews == {2}  # a citation does not stand alone on a third
