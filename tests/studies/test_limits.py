"""The pages of docs are those of the saved data, and the saved data are those of the model."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from partnersim.analysis.runs.paired_runs import finals, interval, jobs_of, results_of
from partnersim.evidence.directness import of_measure
from partnersim.language import LANGUAGES
from partnersim.outcomes.recorder import SECTOR_NAMES, named
from partnersim.report.formatting import words
from partnersim.scenario.loading import load
from studies import control_scenarios
from studies.control_scenarios import CONTROLS, MEASURES, changes
from studies.pages.limits import PAGES, TABLES, rows_of
from studies.pages.markdown import write_between
from studies.pages.quantities import change_of, too_little
from studies.supplementary import LOOKS, looked


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", sorted(TABLES))
def test_the_tables_of_limits_are_those_of_the_saved_data(name: str, language: str) -> None:
    with words.speaking(language):
        assert TABLES[name]() in PAGES[language].read_text(encoding="utf-8")


def test_the_saved_change_of_orientation_is_that_of_the_model() -> None:
    """A few runs of today's code agree with the table; if not, `make evidence` is due."""
    settings = [load(name, scale=200.0) for name in ("prsca_compliant", "mifi_status_quo")]
    first, base = (named(finals(each, runs=12, seed=99)) for each in settings)
    for measure in ("identity_mean", "participation_mean", "mission_share", "consultation"):
        estimate = interval(first[measure] - base[measure])
        saved = next(row for row in of_measure(measure) if row.scenario == "prsca_compliant")
        assert saved.change_low <= estimate.high, measure
        assert saved.change_high >= estimate.low, measure


def test_losing_money_is_among_the_controls_and_lowers_staff() -> None:
    result = dict(changes(runs=3, workers=1, years=3, scale=1000.0))
    assert set(result) == {control.name for control in CONTROLS}
    lost = result["nine tenths of the ministry's money lost"]
    assert set(lost) == set(MEASURES)
    assert lost["staff_total"].high < 0.0
    reform = result["the policy in full"]["autonomy_index"]
    assert lost["autonomy_index"].mean < reform.mean  # losing money is no reform


def test_a_control_is_said_as_soon_as_its_runs_are_made(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    numbers, columns = np.random.default_rng(1), len(SECTOR_NAMES)
    said: list[int] = []

    def made(jobs: list[object], _workers: int) -> Iterator[np.ndarray]:
        for _ in jobs:
            yield numbers.normal(size=columns)
            said.append(capsys.readouterr().out.count(f"of {len(CONTROLS)}: "))

    saved: dict[str, object] = {}
    monkeypatch.setattr(control_scenarios, "results_of", made)
    monkeypatch.setattr(control_scenarios, "save", lambda *given: saved.update(given[2]))
    monkeypatch.setattr(sys, "argv", ["control_scenarios", "3"])
    control_scenarios.main()
    assert list(saved) == [control.name for control in CONTROLS]
    assert said[:6] == [0, 0, 0, 0, 0, 1]  # once the first case and the status quo are made


def _mean(table: str, case: str, measure: str, by: str = "case") -> float:
    found = (r for r in rows_of(table) if r[by] == case and r["measure"] == measure)
    return float(next(found)["mean"])


README = {
    Path(
        "README.md"
    ): "about eight tenths of what the whole policy gives it, and autonomy less than half",
    Path("LISEZMOI.md"): (
        "environ huit dixièmes de ce que lui donne la politique entière, et à l'autonomie moins de la moitié"
    ),
}


def test_shares_told_in_words_are_those_of_the_tables() -> None:
    def control(case: str, measure: str) -> float:
        return _mean("control_scenarios", case, measure)

    money, full = "mission money, door closed", "the policy in full"
    assert control("nine tenths of the ministry's money lost", "autonomy_index") < 0.0
    for ends in ("", ", a mission worth little", ", a mission worth much"):
        orientation, autonomy, soft = (
            control(money + ends, measure) / control(full + ends, measure)
            for measure in ("identity_mean", "autonomy_index", "soft_index")
        )
        assert 0.77 < orientation < 0.87  # about eight tenths
        assert autonomy < 0.5  # less than half
        for page, words_of in README.items():  # its one result is this one
            assert words_of in " ".join(page.read_text(encoding="utf-8").split())
        assert round(5 * soft) == 1  # a fifth
    founded = control("founding orientations 0.12 higher", "identity_mean")
    assert round(4 * founded / 0.12) == 1  # a quarter
    need = "need_after_24_months"
    all_services = control("services without effect", need)
    more, public = (-_mean("supplementary", look.name, need) for look in LOOKS[:2])
    assert round(7 * more / all_services) == 1  # a seventh
    assert 0.5 < public / all_services < 0.6  # more than half


def test_links_give_the_shares_of_the_circle_that_the_text_tells() -> None:
    def part(link: str, measure: str) -> float:
        given, whole = (
            _mean("virtuous_circle", each, measure, by="link") for each in (link, "as it is")
        )
        return given / whole

    known = "what is known of an organisation to invitation"
    assert round(2 * part(known, "access_excess")) == 1  # half
    assert 0.35 < part(known, "seats_kept_beyond_chance") < 0.4  # almost four tenths
    assert 0.25 < part("access to news of calls", "projects_of_the_close") < 0.33  # over a quarter
    assert round(7 * part("record to award", "projects_of_the_close")) == 1  # a seventh


def test_choices_make_the_shares_that_the_text_tells() -> None:
    def chosen(measure: str, scenario: str) -> float:
        return 1 - next(r for r in of_measure(measure) if r.scenario == scenario).directness

    for scenario in ("prsca_compliant", "mission_money_only", "aca_ideal"):
        for measure in ("identity_mean", "participation_mean"):
            assert 0.24 < chosen(measure, scenario) < 0.43  # a quarter to four tenths
        assert 0.28 <= chosen("identity_mean", scenario) < 0.43  # README: three to four tenths
    assert 0.5 < chosen("representation", "prsca_compliant") < 0.67  # more than half
    for measure in ("identity_mean", "participation_mean"):
        assert chosen(measure, "npm_tightening") > 1.0  # all
    assert round(4 * chosen("mission_hours", "npm_tightening")) == 3  # three quarters


def test_reforms_leave_so_many_fewer_served_as_the_text_tells() -> None:
    served = {row.scenario: round(100 * row.change) for row in of_measure("served_share")}
    assert [served[name] for name in ("prsca_compliant", "mission_money_only", "aca_ideal")] == [
        -7,
        -6,
        -11,
    ]


def _saved(name: str, statement: str) -> float:
    return float(next(r for r in rows_of(name) if r["statement"] == statement)["value"])


def test_what_money_leaves_to_choices_and_the_umbrella_to_outsiders_is_as_told() -> None:
    freezing, umbrella = "consequences/freezing", "consequences/umbrella"
    assert abs(_saved(freezing, "posts_kept") - 0.95) < 0.01
    assert abs(_saved(freezing, "output_kept") - 0.93) < 0.01
    assert abs(_saved(umbrella, "news") - 0.17) < 0.01
    assert abs(_saved(umbrella, "mission_open") - 0.1) < 0.02  # a tenth
    unanswered = [r for r in rows_of("levels") if r["measure"] == "calls heard of and not answered"]
    assert len(unanswered) == 3
    assert all(float(r["median"]) > 0.85 for r in unanswered)


def test_a_change_of_need_below_a_thousandth_is_none() -> None:
    assert too_little("need_after_24_months, refugees", -0.0007)
    assert not too_little("need_after_24_months", 0.0012)
    assert not too_little("policy_need_congruence", 0.0002)
    assert change_of("need_after_24_months", -0.0001) == "no change"
    assert change_of("need_after_24_months", 0.0037) == "+0.0037"
    for page in PAGES.values():
        (line,) = re.findall(
            r"^\| `need_after_24_months` \|.*$", page.read_text(encoding="utf-8"), re.MULTILINE
        )
        assert "0.000" not in line.replace(",", "."), line


@pytest.mark.long
def test_asides_are_levels_and_changes_of_paired_runs() -> None:
    result = looked(runs=6, workers=1, years=3, scale=400.0)
    assert [*result] == [look.name for look in LOOKS]
    assert all([*result[look.name]] == [*look.measures] for look in LOOKS)
    service = result[LOOKS[1].name]["served_share"]  # public services deliver
    assert service.change.low > 0.0
    assert 0.0 < service.without < 1.0 - service.change.mean


def test_paired_runs_are_the_same_on_any_number_of_processes() -> None:
    jobs = jobs_of(load("mifi_status_quo", years=1, scale=2000.0), 3, 5)
    alone, together = (np.array(list(results_of(jobs, workers))) for workers in (1, 2))
    np.testing.assert_array_equal(alone, together)


def test_an_interval_leaves_holes_out_and_needs_two_runs() -> None:
    estimate = interval(np.array([1.0, 2.0, np.nan, 3.0]))
    assert estimate.mean == pytest.approx(2.0)
    assert estimate.low < 2.0 < estimate.high
    assert estimate.detectable is False
    with pytest.raises(ValueError, match="two runs"):
        interval(np.array([1.0, np.nan]))


def test_a_text_is_put_between_its_marks(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("a\n<!-- x -->\nold\n<!-- end x -->\nb <!-- y -->keep<!-- end y -->\n")
    write_between(page, "x", r"new \1")
    assert page.read_text() == (
        "a\n<!-- x -->\nnew \\1\n<!-- end x -->\nb <!-- y -->keep<!-- end y -->\n"
    )
