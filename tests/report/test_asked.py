"""What scenarios name as the answer to their question, on screens and in reports; and who is eligible."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner

from partnersim.cli.main import cli
from partnersim.cli.request import check_answered_by
from partnersim.language import UserError, use
from partnersim.report.pages.other_people import other_people
from partnersim.report.screens import asked
from partnersim.report.screens.answer import ROWS
from partnersim.scenario.loading import load
from tests.conftest import leave_figures_out

NAMED = ["policy_money_kept", "staff_turnover", "identity_mean", "partnership_stage_mean"]


@pytest.fixture(autouse=True)
def _english_again() -> Iterator[None]:
    use("en")
    yield
    use("en")


def effect(low: float, high: float, reference: float = 0.3) -> dict[str, object]:
    middle = (low + high) / 2.0
    return {"reference": reference, "other": reference + middle, "difference": middle,
            "low": low, "high": high, "decided": low > 0.0 or high < 0.0}  # fmt: skip


def years(**means: tuple[float, float]) -> pd.DataFrame:
    """Last years of two runs."""
    return pd.DataFrame(means, index=pd.Index([0, 1], name="run"))


def plain(text: str) -> str:
    return text.replace("\xa0", " ")


LAST = years(
    staff_turnover=(0.26, 0.28), policy_money_kept=(0.7, 0.7), identity_mean=(0.5, 0.6),
    partnership_stage_mean=(1.0, 2.0), reporting_share=(float("nan"), float("nan")),
)  # fmt: skip


def test_what_a_scenario_names_is_told_as_far_as_its_runs_measure_it() -> None:
    scenario = {"answered_by": ["staff_turnover", "reporting_share", "goals_apart_mean"]}
    assert asked.named(scenario, LAST) == ["staff_turnover"]
    assert asked.named({}, LAST) == []


def test_each_measure_is_told_with_its_difference_or_that_runs_tell_none() -> None:
    effects = {
        "policy_money_kept": effect(0.0, 0.0, 0.7) | {"measure": "policy_money_kept"},
        "staff_turnover": effect(-0.05, -0.01) | {"measure": "staff_turnover"},
        "identity_mean": effect(-0.1, 0.2) | {"measure": "identity_mean"},
    }
    told = plain(asked.beside_another(NAMED, LAST, effects, ["first of all"]))
    first, kept, turnover, orientation, stage = re.split(r"; (?=“|the change)", told)
    assert first == "first of all"
    assert kept.endswith("does not change in any run (70 %)")
    assert turnover.endswith("would be 27 % rather than 30 % (−3.0 pts [−5.0; −1.0])")
    assert orientation == (
        "the change of the orientation of organisations is not decided with 2 runs "
        "(0.35, against 0.30; +0.050 [−0.100; +0.200])"
    )
    assert stage == (
        "“How far local partnerships have come, 0 convening to 4 learning” at 1.50 [1.10; 1.90] (in brackets, the "
        "middle 80 % of runs; the reference does not measure this)"
    )
    nearer = {"identity_mean": effect(0.1, 0.2) | {"measure": "identity_mean"}}
    said = plain(asked.on_screen(["identity_mean"], LAST, nearer, "Before", ["what came"]))
    assert said == (
        "What came; beside “Before”, in the last year: organisations would end nearer to autonomy (orientation 0.45, "
        "against 0.30; +0.150 [+0.100; +0.200])."
    )
    hardly = {"identity_mean": effect(0.001, 0.002) | {"measure": "identity_mean"}}
    assert "hardly changes" in asked.beside_another(["identity_mean"], LAST, hardly)


def test_measures_stand_in_the_order_of_the_file_and_values_that_differ_are_written_apart() -> None:
    close = {"newcomers_present": effect(15.0, 25.0, 700.0) | {"measure": "newcomers_present"}}
    told = asked.beside_another(["partnership_stage_mean", "newcomers_present"], LAST, close)
    assert told.index("How far local") < told.index("Newcomers still settling")
    assert "would be 0.72 rather than 0.70" in told


def test_where_a_file_names_nothing_orientation_providers_and_need_answer() -> None:
    names = ("identity_mean", "service_provider_share", "need_after_24_months")
    effects = {name: effect(-0.2, -0.1, 0.5) | {"measure": name} for name in names}
    told = asked.beside_another([], LAST, effects)
    assert told.startswith("organisations would end nearer to providing services")
    assert "fewer organisations would call themselves service providers" in told
    assert "need two years after arrival would be" in told


def test_where_nothing_stands_beside_a_scenario_each_measure_goes_from_one_year_to_another() -> (
    None
):
    names = ["partnership_stage_mean"]
    told = asked.with_time(names, years(partnership_stage_mean=(0.0, 0.0)), LAST)
    assert "goes from 0.00 to 1.50 [1.10; 1.90]" in told
    assert told.endswith("(in brackets, the middle 80 % of runs)")
    one = LAST.iloc[:1]
    assert "[" not in asked.with_time(names, one, one)


def test_a_first_screen_has_ten_rows_and_requests_and_need_are_among_them() -> None:
    shown = [row.name for row in asked.ten_rows(NAMED[:2])]
    assert len(shown) == 10
    assert shown[:2] == NAMED[:2]
    assert {"served_share", "need_after_24_months"} <= {*shown}
    assert "staff_total" not in shown
    assert "staff_total" in [row.name for row in asked.ten_rows(["staff_total", *NAMED])]
    assert asked.ten_rows([]) == ROWS


def test_rows_of_what_is_asked_come_first_and_each_once() -> None:
    names = [row.name for row in asked.rows_first(NAMED)]
    assert names[:4] == NAMED
    assert sorted(names) == sorted({*NAMED, *(row.name for row in ROWS)})


SENTENCES = re.compile(r"(?<=[.]) (?=[A-ZÀ-Ý])")
SMALL = ("--runs", "2", "--years", "1", "--scale", "1000")


@pytest.mark.parametrize(
    ("scenario", "language", "first", "row", "end"),
    [
        ("tables_as_they_are", "en", "“Issues of small members carried", "Issues of small members carried",
         "the reference does not measure this)."),
        ("tables_as_they_are", "fr", "« Enjeux des petits membres portés", "Enjeux des petits membres portés",
         "cela ne se mesure pas dans la référence)."),
        ("lip_kingston", "en", "“How far local partnerships have come", "How far local partnerships have come",
         "“Newcomers still settling"),
        ("mifi_status_quo", "fr", "l'orientation des organismes passe de", "Orientation des organismes",
         "(entre crochets"),
    ],
)  # fmt: skip
def test_screen_and_report_answer_a_scenario_s_question_in_the_same_words(
    scenario: str, language: str, first: str, row: str, end: str,
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    leave_figures_out(monkeypatch)
    monkeypatch.setenv("COLUMNS", "80")
    folder, page = tmp_path / "run", tmp_path / "page.html"
    runner = CliRunner()
    done = runner.invoke(cli, ["run", scenario, *SMALL, "--out", str(folder), "--lang", language])
    assert done.exit_code == 0, done.output
    screen = plain(done.stdout)
    assert all(len(line) <= 80 for line in screen.splitlines() if str(folder) not in line)
    head, table = re.split(r"\n {20,}\S", screen, maxsplit=1)
    answer = " ".join(head.split())
    said = answer[answer.index(first) : answer.index(end)]
    assert table.splitlines()[1].startswith(row)
    done = runner.invoke(cli, ["report", str(folder), "--out", str(page), "--lang", language])
    assert done.exit_code == 0, done.output
    text = " ".join(plain(html.unescape(page.read_text(encoding="utf-8"))).split())
    [told] = re.findall(r'class="answer">(.*?)</p>', text)
    assert said in told
    assert len(SENTENCES.split(told)) == 3
    assert f"<td>{row}" in text


def test_other_people_are_eligible_only_where_a_window_differs() -> None:
    quo, federal, several = (
        load(name).resolved()
        for name in ("mifi_status_quo", "federal_annual_contracts", "multi_year_core_funding")
    )
    assert other_people(quo, federal)
    assert not other_people(federal, several)


def test_a_measure_that_is_none_is_named(tmp_path: Path) -> None:
    file = tmp_path / "own.yaml"
    file.write_text("extends: mifi_status_quo\nanswered_by: [staff_turnovr]\n", encoding="utf-8")
    with pytest.raises(UserError, match="staff_turnover"):
        check_answered_by(load(str(file)))
    assert (
        load("multi_year_core_funding").answered_by != load("federal_annual_contracts").answered_by
    )


def test_a_screen_says_what_requests_lose_where_autonomy_goes_the_other_way() -> None:
    names = ["identity_mean", "autonomy_index", "served_share"]
    sizes = dict(zip(names, (0.1, 0.2, -0.06), strict=True))
    effects = {
        name: effect(size - 0.01, size + 0.01, 0.5) | {"measure": name}
        for name, size in sizes.items()
    }
    said = asked.on_screen(names[:1], LAST, effects, "Now")
    assert " In return, 44\xa0% of requests would be answered rather than 50\xa0%" in said
    assert "In return" not in asked.on_screen(names, LAST, effects, "Now")  # told already
    alike = effects | {"served_share": effect(0.05, 0.07, 0.5) | {"measure": "served_share"}}
    assert "In return" not in asked.on_screen(names[:1], LAST, alike, "Now")
