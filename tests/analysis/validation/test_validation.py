"""The machinery that judges patterns, on planted data: verdicts are never asserted of the model."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from partnersim.analysis.runs.pattern_measures import MEASURES, FinishedRun, measure
from partnersim.analysis.validation.verdicts import (
    PartVerdict,
    judge,
    judge_part,
    merged,
    save,
    saved,
)
from partnersim.evidence.bibliography import works
from partnersim.evidence.directness import SET, of_measure
from partnersim.evidence.patterns import Expected, of_text, patterns
from partnersim.language import LANGUAGES
from partnersim.model import PartnershipModel
from partnersim.outcomes.recorder import SECTOR_NAMES
from partnersim.report.formatting import words
from partnersim.report.formatting.verdicts import figure
from partnersim.scenario.loading import load
from studies.pages import patterns_summary
from studies.saved import PRIOR_VERDICTS

WANTED = {f"P{n}" for n in range(1, 27)}
QUICK = {"years": 4, "scale": 1000.0}
PLANTED = """
- id: P0
  statement: {en: Planted, fr: Semé}
  source: {key: bruneau_2021, where: nowhere}
  parts:
    - {id: sure, use: cal, year: "2020", what: {en: alive, fr: vivants}, measure: organizations_alive,
       in: {scenario: mifi_status_quo}, expected: {above: 1}}
    - {id: nothing, use: val, year: "2020", what: {en: none, fr: aucun}, measure: identity_mean,
       in: {scenario: mifi_status_quo}, against: {scenario: mifi_status_quo}, expected: {above: 0}}
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
    ],
)
def test_verdicts_on_planted_values(mean: float, expected: Expected, verdict: str) -> None:
    interval = planted(mean, expected)
    assert interval.verdict == verdict
    assert interval.low < mean < interval.high


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


def test_what_a_scenario_sets_is_starred_in_its_patterns() -> None:
    """A difference that is mostly there with frozen behaviour is no evidence for the model."""
    for pattern in patterns():
        for part in pattern.parts:
            if part.against is None or part.case.sets or part.against.sets:
                continue
            if load(part.case.scenario).spin_up_regime != part.against.scenario:
                continue
            labels = {row.scenario: row.label for row in of_measure(part.measure)}
            if labels.get(part.case.scenario) == SET:
                assert part.written_in, f"{pattern.id} {part.id}"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("expected: {above: 1}", "expected: {around: 1}", "above, below"),
        ("use: cal", "use: perhaps", "cal or val"),
        ("id: nothing", "id: sure", "one name"),
        ("use: val,", "use: val, sign: up,", "unknown keys"),
    ],
)
def test_patterns_that_contradict_themselves_are_refused(old: str, new: str, said: str) -> None:
    assert of_text(PLANTED)
    with pytest.raises(ValueError, match=said):
        of_text(PLANTED.replace(old, new, 1))


def test_a_sure_thing_emerges_and_nothing_is_not_decided() -> None:
    sure, nothing = judge(of_text(PLANTED), runs=3, workers=1, **QUICK)
    assert sure.verdict == "emerges"
    assert (nothing.mean, nothing.low, nothing.high, nothing.verdict) == (0, 0, 0, "fails")


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
