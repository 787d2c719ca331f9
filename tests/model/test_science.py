"""What levers and scenarios do, over paired seeds and drawn parameters, with intervals.

Directions follow from the documents; how large an effect is stays a finding, but one smaller than what
matters (`tests/sizes.py`) is none.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from partnersim.analysis.runs.nulls import other_luck
from partnersim.analysis.runs.paired_runs import interval, jobs_of, tables_of
from partnersim.analysis.validation.false_findings import most_by_chance
from partnersim.mechanisms.organizations import payroll
from partnersim.model import PartnershipModel
from partnersim.outcomes.recorder import SECTOR_NAMES
from partnersim.scenario.library import shipped
from partnersim.scenario.loading import load
from partnersim.scenario.settings import Settings
from partnersim.schedule import Ablation
from partnersim.state.calendar import Phase
from tests.conftest import finished, last_year, paired_difference, paired_differences
from tests.sizes import LEAST

QUICK = {"years": 5, "scale": 500.0}
STATUS_QUO = "mifi_status_quo"


@pytest.mark.long
@pytest.mark.parametrize(
    ("setting", "column", "sign", "matters"),
    [
        ("ministries.mifi.accountability.burden=0.9", "reporting_share", 1, True),
        ("ministries.mifi.accountability.burden=0.9", "felt_burden", 1, True),
        ("ministries.mifi.accountability.burden=0.9", "accountability", -1, True),
        ("ministries.mifi.accountability.burden=0.1", "reporting_share", -1, True),
        ("ministries.mifi.accountability.burden=0.1", "identity_mean", 1, False),
        ("ministries.mifi.consultation.access=0.9", "direct_access_share", 1, True),
        ("ministries.mifi.consultation.access=0.9", "policy_uptake", 1, False),
        ("ministries.mifi.consultation.access=0.9", "participation", 1, False),
        ("ministries.mifi.consultation.access=0.0", "direct_access_share", -1, True),
        ("ministries.mifi.consultation.access=0.0", "consultation", -1, True),
    ],
)
def test_burden_and_access_move_what_they_should(
    setting: str, column: str, sign: int, matters: bool
) -> None:
    """Each direction is beyond chance; three are about a hundredth, too little to say that they matter."""
    base = load(STATUS_QUO, **QUICK)
    other = load(STATUS_QUO, [setting], **QUICK)
    mean, low, high = paired_difference(base, other, column, runs=48)
    least = LEAST[column] if matters else 0.0
    assert min(low * sign, high * sign) > least, f"{mean:+.4f} [{low:+.4f}, {high:+.4f}]"


def test_halving_staff_hours_raises_need_after_24_months() -> None:
    base = load(STATUS_QUO, **QUICK)
    half = load(STATUS_QUO, ["staff.hours_a_month=65"], **QUICK)
    mean, low, _ = paired_difference(base, half, "need_after_24_months", runs=8)
    assert low > LEAST["need_after_24_months"], f"{mean:+.4f}, from {low:+.4f}"


@pytest.mark.long
def test_a_placebo_decides_about_one_measure_in_twenty() -> None:
    """The same scenario twice, the unknowns alike in each pair, with other luck: what differs is chance.

    No more are decided than the binomial bound of that level, which a change in the lever of a tenth passes.
    """
    settings = load(STATUS_QUO, **QUICK)
    first = tables_of([jobs_of(settings, 24, 5)])[0]
    [other] = tables_of([jobs_of(settings, 24, 5, prepare=other_luck)])
    moved = load(STATUS_QUO, ["ministries.mifi.accountability.burden=0.6"], **QUICK)
    [real] = tables_of([jobs_of(moved, 24, 5, prepare=other_luck)])
    chance, effect = (
        [
            interval(values).detectable
            for values in (each - first).T
            if np.isfinite(values).all() and values.any()
        ]
        for each in (other, real)
    )
    assert len(chance) > 60
    assert sum(chance) <= most_by_chance(len(chance))
    assert sum(effect) > most_by_chance(len(effect))


FEDERAL = "federal_annual_contracts"
AGAINST = {  # others: the status quo
    "multi_year_core_funding": FEDERAL,
    "two_tiers": "ontario_settlement",
    "lip_leads": "lip_six",
    "lip_network": "lip_six",
    "covid_crisis_by_region": "covid_crisis",
    "prsca_first_draft": "prsca_second_draft",  # elsewhere no policy is put to anybody
    "prsca_second_draft": "prsca_first_draft",
    "prsca_watched": "prsca_second_draft",
    "quebec_model_2": "quebec_model_1",
    "quebec_model_3": "quebec_model_2",
}
SOONER = {  # what happens late in ten years, brought into these five
    name: ["crisis.starts_after_months=12", "crisis.ends_after_months=36"]
    for name in ("covid_crisis", "covid_crisis_by_region")
}
YEARS = {"mifi_2010_2024": 10}  # to March 2020: a closed door, more money
# the same place without a partnership, or, where that is the question, with one sure to last
SAME_PLACE = {
    "lip_hamilton": ("amount=0",),
    "lip_kingston": ("amount=0",),
    "lip_thunder_bay": ("amount=0",),
    "lip_huron": ("amount=0",),
    "lip_peel": ("amount=0",),
    "lip_toronto_west": ("term_years=3", "renewal=1"),
}


# five years of them change no measure that answers by as much as matters
ANSWERED_BY_NOTHING = (
    "covid_crisis",
    "lip_hamilton",
    "lip_network",
    "lip_thunder_bay",
    "prsca_watched",
)


OTHERWISE = {  # the same place under other terms, the same tables by another rule
    "tables_as_they_are": ["umbrella.consensus=false"],
    "ontario_settlement": [
        f"ministries.ircc.accountability.{time}=1" for time in ("record_time", "report_time")
    ],
    "recognition_by_each_ministry": ["framework_criteria.decided_by=secretariat"],
    "lip_six": [f"partnerships.{name}.amount=0" for name in SAME_PLACE],
}


def pair_of(name: str) -> tuple[Settings, Settings]:
    """What a scenario is compared with, and itself."""
    if name in OTHERWISE:
        return load(name, OTHERWISE[name], **QUICK), load(name, **QUICK)
    if name not in SAME_PLACE:
        sizes = QUICK | {"years": YEARS.get(name, QUICK["years"])}
        against = AGAINST.get(name, STATUS_QUO)
        first, other = (load(each, SOONER.get(each, ()), **sizes) for each in (against, name))
        return first, other
    sets = [f"partnerships.{name}.{setting}" for setting in SAME_PLACE[name]]
    return load(name, sets), load(name)


def test_every_scenario_has_a_question_to_answer() -> None:
    for name in shipped():
        settings = load(name)
        assert bool(settings.answered_by) == (name != STATUS_QUO)
        assert set(settings.answered_by) <= set(SECTOR_NAMES)
        for text in (settings.title, settings.question, settings.description):
            assert text.en != text.fr
            assert len(text.en) > 10 or text is settings.title


# what the others answer is run by `make test-long`
MAIN = ("prsca_compliant", "mission_money_only", "npm_tightening", "closed_door", "aca_ideal")


@pytest.mark.parametrize(
    "name",
    [
        pytest.param(name, marks=[] if name in MAIN else [pytest.mark.long])
        for name in shipped()
        if name != STATUS_QUO
    ],
)
def test_each_scenario_answers_its_question(
    name: str, record_property: Callable[[str, object], None]
) -> None:
    """A paired difference that matters, beyond chance, in one of the measures that answer it, or known to be none."""
    said = []
    names = load(name).answered_by
    pair = pair_of(name)
    differences = paired_differences(*pair, names, runs=20 if name == "open_door" else 10)
    for column, (mean, low, high) in zip(names, differences, strict=True):
        assert low <= mean <= high
        least = _least(column, pair[0])
        matters = low > least or high < -least
        words = f"{mean:+.3f} [{low:+.3f}, {high:+.3f}]" + ", too little to matter" * (not matters)
        said.append((matters, f"{column}: {words}"))
    record_property("said", f"{name}: " + "; ".join(words for _, words in said))
    assert any(matters for matters, _ in said) == (name not in ANSWERED_BY_NOTHING), said


def _least(column: str, settings: Settings) -> float:
    """What matters in a column: of people present, one in twenty."""
    if column == "newcomers_present":
        return 0.05 * last_year(finished(settings, 11, 0, "prior"), column)
    return LEAST[column]


@pytest.mark.parametrize(
    ("setting", "column", "sign", "matters"),
    [
        ("mobilization.hours=200", "mobilized_share", -1, True),
        ("ministries.mifi.officers.term_months=3", "policy_uptake", -1, False),
        ("felt_burden.habituation=0.0", "felt_burden", 0, False),
        ("umbrella.acceptance=0.95", "umbrella_need_congruence", -1, True),
        ("umbrella.news=0.9", "fundraising_share", 1, False),
        ("ministries.mifi.service_agreement.payment_lag_months=12", "staff_turnover", 1, False),
        ("survival.founding_rate=0", "organizations_alive", -1, True),
        ("survival.selection=false", "identity_mean", 0, True),
        # who goes on unpaid takes clients that others need for their targets
        ("survival.months_unpaid=60", "organizations_alive", 0, False),
    ],
)
@pytest.mark.long
def test_no_dead_part(setting: str, column: str, sign: int, matters: bool) -> None:
    """Each part moves something beyond chance; four of them by less than can be said to matter."""
    base = load(STATUS_QUO, **QUICK)
    other = load(STATUS_QUO, [setting], **QUICK)
    mean, low, high = paired_difference(base, other, column, runs=24)
    least = LEAST[column] if matters else 0.0
    assert low > least or high < -least, f"{low:+.4f} {high:+.4f}"
    assert sign == 0 or mean * sign > 0


def test_a_vote_widens_the_demand_that_a_strict_consensus_narrows() -> None:
    strict = ["umbrella.acceptance=0.95"]
    base = load(STATUS_QUO, strict, **QUICK)
    vote = load(STATUS_QUO, [*strict, "umbrella.consensus=false"], **QUICK)
    mean, low, _ = paired_difference(base, vote, "umbrella_need_congruence", runs=16)
    assert low > LEAST["umbrella_need_congruence"], f"{mean:+.4f}, from {low:+.4f}"


def test_without_payroll_nothing_is_paid(monkeypatch: pytest.MonkeyPatch) -> None:
    """The schedule is found, not written: leaving a mechanism out is visible."""
    base = PartnershipModel(load(STATUS_QUO, **QUICK), seed=1)
    left_out = PartnershipModel(
        load(STATUS_QUO, **QUICK), seed=1, ablation=Ablation(without=frozenset({"payroll"}))
    )
    for model in (base, left_out):
        for _ in range(6):
            model.step()
    assert base.world.organizations["wages"].sum() > 0.0
    assert left_out.world.organizations["wages"].sum() == 0.0
    assert Phase.STAFF_AND_SURVIVAL in payroll.STEPS
    assert "staff_turnover" in SECTOR_NAMES
