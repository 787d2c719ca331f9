"""The machinery that judges patterns, on planted data: verdicts are never asserted of the model."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from partnersim.analysis.runs.paired_runs import Job
from partnersim.analysis.runs.pattern_measures import MEASURES, FinishedRun, as_one, measure
from partnersim.analysis.validation import verdicts
from partnersim.analysis.validation.part_verdict import PartVerdict
from partnersim.analysis.validation.verdicts import judge, judge_part, save, saved
from partnersim.evidence.bibliography import works
from partnersim.evidence.patterns import Case, Expected, of_text, patterns
from partnersim.evidence.written_in import WrittenInRow, written_in_rows
from partnersim.language import LANGUAGES
from partnersim.model import PartnershipModel
from partnersim.outcomes.recorder import SECTOR_NAMES, YearEnd
from partnersim.report.formatting import words
from partnersim.report.formatting.verdicts import figure, verdict_label
from partnersim.scenario.loading import load
from partnersim.typologies import brinkerhoff
from studies import written_in
from studies.pages import patterns_summary
from studies.saved import PRIOR_VERDICTS
from studies.verdicts import merged

WANTED = {f"P{n}" for n in range(1, 27)}
QUICK = {"years": 4, "scale": 1000.0}
PLANTED = """
- id: P0
  statement: {en: Planted, fr: Semé}
  source: {key: bruneau_2021, where: nowhere}
  parts:
    - {id: sure, use: cal, year: "2020", what: {en: alive, fr: vivants}, measure: organizations_alive,
       level: sector, kind: members, in: {scenario: mifi_status_quo}, expected: {above: 2}}
    - {id: nothing, use: val, year: "2020", what: {en: none, fr: aucun}, measure: identity_mean,
       level: sector, kind: index, in: {scenario: mifi_status_quo}, against: {scenario: mifi_status_quo},
       expected: {above: 0}}
"""


def planted(mean: float, expected: Expected, spread: float = 0.1, runs: int = 50) -> PartVerdict:
    """A part whose values lie around a mean."""
    pattern = patterns()[0]
    part = pattern.parts[0]
    changed = type(part)(
        **{name: getattr(part, name) for name in part.__slots__} | {"expected": expected}
    )
    values = np.random.default_rng(4).normal(0.0, spread, runs)
    return judge_part(pattern, changed, values - values.mean() + mean)


@pytest.mark.parametrize(
    ("mean", "expected", "verdict"),
    [
        (0.5, Expected(low=0.0), "emerges"),
        (-0.5, Expected(low=0.0), "fails"),
        (0.005, Expected(low=0.0), "not decided"),
        (0.5, Expected(high=0.4), "fails"),
        (0.3, Expected(high=0.4), "emerges"),
        (0.3, Expected(0.2, 0.4), "emerges"),
        (0.21, Expected(0.2, 0.4), "not decided"),
        (0.9, Expected(0.2, 0.4), "fails"),
        # an interval of 0.03 on either side, and the least that matters
        (0.06, Expected(low=0.0, least=0.02), "emerges"),
        (0.04, Expected(low=0.0, least=0.02), "not decided"),
        (0.04, Expected(low=0.0, least=0.08), "absent"),
        (-0.04, Expected(low=0.0, least=0.08), "absent"),
        (-0.04, Expected(low=0.0, least=0.02), "not decided"),
        (-0.06, Expected(low=0.0, least=0.02), "fails"),
        (0.44, Expected(high=0.5, least=0.02), "emerges"),
        (0.56, Expected(high=0.5, least=0.02), "fails"),
    ],
)
def test_verdicts_on_planted_values(mean: float, expected: Expected, verdict: str) -> None:
    interval = planted(mean, expected)
    assert interval.verdict == verdict
    assert interval.low < mean < interval.high
    assert (interval.chance < 0.05) == (verdict in ("emerges", "fails"))


def test_how_often_it_holds_is_counted() -> None:
    values = np.array([1.0, 1.0, 1.0, -1.0])
    part = patterns()[0].parts[0]
    assert judge_part(patterns()[0], part, values).holds == pytest.approx(0.25)  # below 0.5
    with_hole = np.array([1.0, 1.0, np.nan, -1.0])
    assert judge_part(patterns()[0], part, with_hole).holds == pytest.approx(1 / 3)


def test_the_patterns_are_whole() -> None:
    assert {pattern.id for pattern in patterns()} == WANTED
    for pattern in patterns():
        assert pattern.source.key in works()
        assert pattern.statement.en != pattern.statement.fr
        for part in pattern.parts:
            assert part.measure in SECTOR_NAMES or part.measure in MEASURES, part.measure
            for case in (part.case, part.against):
                if case is not None:
                    load(case.scenario, case.sets)


def test_every_part_that_is_evidence_was_measured_without_choices() -> None:
    """Stars of `val` parts come from a table, those of `cal` parts from a stated reason."""
    for pattern in patterns():
        for part in pattern.parts:
            row = written_in_rows().get(f"{pattern.id}.{part.id}")
            assert (part.use == "val") == (row is not None), f"{pattern.id} {part.id}"
            if row is not None and np.isfinite(row.share):
                assert row.share == pytest.approx(row.stands / row.effect, abs=1e-3)
            if row is not None and np.isfinite(row.low):
                assert row.low <= row.share <= row.high
                said = "yes" if row.low > 0.5 else "no" if row.high < 0.5 else "undecided"
                assert part.written_in == row.written_in == said


def test_stars_come_from_what_stands_without_choices() -> None:
    full = [planted(0.4, Expected(0.0, least=0.05)), planted(0.04, Expected(0.0, least=0.05))]
    still = [planted(mean, Expected(0.0, least=0.05)) for mean in (0.3, 0.1, 0.04)]
    name = full[0].name

    def star(of: PartVerdict, without: PartVerdict) -> WrittenInRow:
        again = replace(without, part=replace(without.part, id=name))
        (row,) = written_in.rows_of([of], [again])
        return row

    assert [star(full[0], each).written_in for each in still] == ["yes", "no", "no"]
    assert [star(full[0], each).too for each in still] == [True, True, False]
    row = star(full[0], still[0])
    assert row.share == pytest.approx(0.75)
    assert row.low < row.share < row.high
    assert row == star(full[0], still[0])  # the same draws
    assert star(full[1], still[2]).written_in == "undecided"  # too small to say
    shared = Case("closed_door"), Case("mifi_status_quo")
    assert written_in.share_their_past(*shared)
    assert not written_in.share_their_past(Case("lip_peel"), Case("lip_hamilton"))


def test_a_share_about_one_half_is_undecided_and_decided_by_more_runs() -> None:
    """As of a share of 0.48 from few noisy runs; without pairing its interval would be far wider."""
    random = np.random.default_rng(8)
    full = random.normal(0.2, 0.05, 1000)
    still = 0.48 * full + random.normal(0.0, 0.02, 1000)
    few, many = (
        written_in.share_that_stands(full[:n], still[:n], 0.01, "P0.half") for n in (12, 1000)
    )
    assert few[1] < 0.5 < few[2]
    assert (written_in.above_half(few), written_in.above_half(many)) == ("undecided", "no")
    apart = written_in.share_that_stands(full, np.roll(still, 1), 0.01, "P0.half")
    assert apart[2] - apart[1] > 1.5 * (many[2] - many[1])
    around_zero = random.normal(0.02, 0.2, 40)
    unknown = written_in.share_that_stands(around_zero, around_zero, 0.001, "P0.none")
    assert np.isnan(unknown[1])
    assert written_in.above_half(unknown) == "undecided"


def test_a_range_is_written_in_where_the_mean_lies_in_it_without_choices_too() -> None:
    full = planted(0.3, Expected(0.2, 0.4))
    without = [planted(mean, Expected(0.2, 0.4)) for mean in (0.3, 0.21, 0.9)]
    again = [replace(each, part=replace(each.part, id=full.name)) for each in without]
    rows = list(written_in.rows_of([full], again))
    assert [row.written_in for row in rows] == ["yes", "undecided", "no"]


@pytest.mark.parametrize(
    ("use", "verdict", "found", "too", "said"),
    [
        ("val", "emerges", "no", False, "emerges"),
        ("val", "emerges", "no", True, "without choices too"),
        ("val", "emerges", "undecided", False, "perhaps written in"),
        ("val", "emerges", "yes", True, "written in"),
        ("cal", "emerges", "no", False, "fitted"),
        ("cal", "emerges", "yes", False, "written in"),
        ("val", "fails", "yes", True, "fails"),
        ("cal", "fails", "no", False, "fails"),
        ("val", "absent", "yes", False, "absent"),
        ("val", "not decided", "undecided", True, "not decided"),
    ],
)
def test_only_what_needed_choices_and_guided_no_value_emerges(
    use: Any, verdict: Any, found: Any, too: bool, said: str
) -> None:
    part = replace(patterns()[0].parts[0], use=use, written_in=found, too=too)
    judged = PartVerdict(patterns()[0], part, 0.5, 0.4, 0.6, 1.0, verdict)
    assert judged.said == said
    hardly = replace(judged, part=replace(part, hardly=True), holds=0.5)
    assert hardly.said == verdict_label(hardly).removesuffix(" *") or verdict != "emerges"
    assert (hardly.said == "could hardly fail") == (verdict == "emerges")
    assert judged.row()[-1] == said
    assert verdict_label(judged).removesuffix(" *") == said
    assert verdict_label(judged).endswith(" *") == (found == "yes" and verdict != "emerges")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("expected: {above: 2}", "expected: {around: 2}", "above, below"),
        ("kind: members, ", "", "one bound has a kind"),
        ("kind: members", "kind: membres", "kind is one of index"),
        ("expected: {above: 2}", "expected: {between: [1, 2]}", "a range has none"),
        ("level: sector", "level: sectors", "level is one of"),
        ("use: val,", "use: val, given: by hand,", "is measured"),
        ("use: cal", "use: perhaps", "cal or val"),
        ("id: nothing", "id: sure", "one name"),
        ("use: val,", "use: val, sign: up,", "unknown keys"),
        ("use: val,", "use: val, controls: [placebos],", "controls are placebo and wrong sign"),
        ("use: cal,", "use: cal, controls: [placebo],", "of a difference"),
    ],
)
def test_patterns_that_contradict_themselves_are_refused(old: str, new: str, said: str) -> None:
    assert of_text(PLANTED)
    with pytest.raises(ValueError, match=said):
        of_text(PLANTED.replace(old, new, 1))


def test_a_sure_thing_emerges_and_nothing_is_not_decided() -> None:
    sure, nothing = judge(of_text(PLANTED), runs=3, workers=1, **QUICK)
    assert sure.verdict == "emerges"
    assert (nothing.mean, nothing.low, nothing.high, nothing.verdict) == (0, 0, 0, "absent")


PRICE = "ministries.mifi.service_agreement.price_per_client"


def test_a_lever_is_drawn_for_each_run_alone_and_paired_cases_share_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    drawn = f"{{scenario: mifi_status_quo, drawn: {{{PRICE}: [260, 300]}}}}"
    text = PLANTED.replace("in: {scenario: mifi_status_quo}", f"in: {drawn}")
    text = text.replace("against: {scenario: mifi_status_quo}", "against: {scenario: closed_door}")
    other = drawn.replace("mifi_status_quo", "closed_door")
    text = text.replace("against: {scenario: closed_door}", f"against: {other}")
    made: list[list[Job]] = []
    monkeypatch.setattr(verdicts, "rounds_of", lambda lists, _: made.extend(lists) or iter(()))
    list(verdicts.measured(of_text(text), runs=4, seed=7, workers=1))
    prices = [[job.settings.stated(PRICE) for job in jobs] for jobs in made]
    assert len(prices) == 2
    assert prices[0] == prices[1]
    assert len(set(prices[0])) == 4
    assert all(260 < price < 300 for price in prices[0])
    assert [job.run for job in made[0]] == [0, 1, 2, 3]
    assert PRICE not in load("mifi_status_quo").provenance  # the default is left as it is


def test_measures_of_a_hand_made_end(model: PartnershipModel) -> None:
    model.run()
    world, first = model.world, FinishedRun(model)
    rows = first.standing
    founding = np.linspace(0.0, 1.0, len(rows))
    world.organizations["founding_identity"][rows] = founding
    world.relations["sat"][rows, world.main_funder] = np.where(founding >= 2 / 3, 0.1, 0.4)
    world.organizations["identity"][rows] = founding - 0.2
    result = measure(model, ("distant_sit", "identity_less_founding", "identity_mean"))
    assert result[0] == pytest.approx(-0.3)
    assert result[1] == pytest.approx(-0.2)
    assert result[2] == pytest.approx(first.sector("identity_mean"))
    with pytest.raises(KeyError):
        measure(model, ("no such measure",))


def test_a_sector_of_one_stands_where_its_dyad_stands(model: PartnershipModel) -> None:
    """One formula (P14): the levels differ by what is summed up, never by how it is measured."""
    model.run()
    model.world.organizations["alive"][1:] = False
    model.world.organizations["umbrella_member"] = True
    model.world.relations["seat"] = False
    end = YearEnd.of(model.world, model.recorder.dimensions).seen()
    np.testing.assert_allclose(brinkerhoff.place(as_one(end)), brinkerhoff.place(end))


def test_verdicts_are_saved_and_read_back(tmp_path: Path) -> None:
    judged = [planted(0.5, Expected(high=0.6))]
    path = tmp_path / "patterns.csv"
    save(judged, path)
    back = saved(path)
    assert back[0].mean == pytest.approx(judged[0].mean, abs=1e-4)
    assert back[0].pattern == judged[0].pattern


def test_new_verdicts_take_the_place_of_saved_ones_in_order() -> None:
    earlier = saved(PRIOR_VERDICTS)
    new = replace(earlier[5], mean=9.0)
    together = merged(
        [verdict for verdict in reversed(earlier) if verdict.name != earlier[3].name], [new]
    )
    assert [verdict.name for verdict in together] == [
        verdict.name for verdict in earlier if verdict is not earlier[3]
    ]
    assert [verdict.mean for verdict in together if verdict.name == new.name] == [9.0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_tables_of_the_readmes_are_those_of_the_saved_verdicts(language: str) -> None:
    judged = saved(PRIOR_VERDICTS)
    assert {(verdict.pattern.id, verdict.part.id) for verdict in judged} == {
        (pattern.id, part.id) for pattern in patterns() for part in pattern.parts
    }
    with words.speaking(language):
        assert patterns_summary.summary(judged) in patterns_summary.PAGES[language].read_text(
            encoding="utf-8"
        )


def test_numbers_keep_three_digits() -> None:
    assert [figure(number) for number in (0.12345, 12.345, 123456.0, -0.00004)] == [
        "0.123", "12.3", "123,456", "0.0000",
    ]  # fmt: skip
