"""The pages of docs are those of the saved data, and the saved data are those of the model."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from partnersim.analysis.runs.paired_runs import finals, interval, jobs_of, results_of
from partnersim.evidence.directness import of_measure
from partnersim.language import LANGUAGES
from partnersim.outcomes.recorder import named
from partnersim.report.formatting import words
from partnersim.scenario.loading import load
from studies.control_scenarios import CONTROLS, MEASURES, changes
from studies.pages.limits import PAGES, TABLES, rows_of
from studies.pages.markdown import write_between
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
    result = changes(runs=3, workers=1, years=3, scale=1000.0)
    assert set(result) == {control.name for control in CONTROLS}
    lost = result["nine tenths of the ministry's money lost"]
    assert set(lost) == set(MEASURES)
    assert lost["staff_total"].high < 0.0
    reform = result["the policy in full"]["autonomy_index"]
    assert lost["autonomy_index"].mean < reform.mean  # losing money is no reform


def test_shares_told_in_words_are_those_of_the_tables() -> None:
    def mean(name: str, by: str, case: str, measure: str) -> float:
        result = (r for r in rows_of(name) if r[by] == case and r["measure"] == measure)
        return float(next(result)["mean"])

    lost, money = (
        mean("control_scenarios", "case", case, "identity_mean")
        for case in ("nine tenths of the ministry's money lost", "mission money, door closed")
    )
    assert round(5 * lost / money) == 4  # four fifths
    need = "need_after_24_months"
    all_services = mean("control_scenarios", "case", "services without effect", need)
    more = mean("supplementary", "case", LOOKS[0].name, need)
    public = mean("supplementary", "case", LOOKS[1].name, need)
    assert round(-3 * more / all_services) == 1  # a third
    assert -public > all_services  # more than all of it


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
