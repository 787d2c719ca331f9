"""What a page may ask for: levers by their path, checked as YAML is, and nothing else of a scenario."""

from __future__ import annotations

import pytest

from partnersim.app.asking import LONGEST_SET, MOST_SETS, Ask, asked, settings_of
from partnersim.language import UserError
from partnersim.scenario.loading import load
from partnersim.scenario.settings import Settings

BURDEN = "ministries.mifi.accountability.burden"
SPLIT = "ministries.mifi.split"


@pytest.fixture(scope="module")
def bases() -> dict[str, Settings]:
    return {"mifi_status_quo": load("mifi_status_quo")}


def test_who_asks_the_same_in_other_words_shares_its_runs(bases: dict[str, Settings]) -> None:
    one = asked(
        bases,
        "mifi_status_quo",
        [f"{BURDEN}=0.3", f"{SPLIT}={{mission: 0.3, service_agreement: 0.5, project: 0.2}}"],
    )
    other = asked(
        bases,
        "mifi_status_quo",
        [
            f"{SPLIT}={{project: 0.20, mission: 0.300004, service_agreement: 0.5}}",
            f"{BURDEN}= 0.30001",
        ],
    )
    assert one == other
    assert hash(one) == hash(other)


@pytest.mark.parametrize(
    "sets",
    [
        [f"{BURDEN}=0.9"],
        [f"{SPLIT}={{mission: 0.3, service_agreement: 0.5, project: 0.2}}", f"{BURDEN}=0"],
        ["donors.centraide.envelope=2000000", "ministries.mifi.consultation.timing=before_draft"],
        ["ministries.mifi.eligibility.student=true", "arrivals.level=1.2"],
    ],
)
def test_settings_are_those_of_the_command(bases: dict[str, Settings], sets: list[str]) -> None:
    ask = asked(bases, "mifi_status_quo", sets)
    assert settings_of(bases[ask.start], ask).resolved() == load("mifi_status_quo", sets).resolved()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("population.file=/etc/passwd", "no lever"),
        ("population.credits=/etc/passwd", "no lever"),
        ("spin_up.regime=/etc/passwd", "no lever"),
        ("extends=/etc/passwd", "no lever|parent"),
        ("compare_to=/etc/passwd", "no lever"),
        ("reading=thesis", "no lever"),
        ("scale=1", "no lever"),
        ("years=1000", "no lever"),
        ("population.organizations=100000", "no lever"),
        ("ministries.new.envelope=5", "no lever"),
        ("ministries.mifi.accountability={burden: 0.2}", "no lever"),
        ("ministries.mifi.accountability.burdn=0.2", "Did you mean"),
        (f"{BURDEN}=7", "out of bounds"),
        (f"{BURDEN}=.nan", "not a finite number"),
        (f"{BURDEN}=[0.2]", "a number, a word, or a map"),
        (f"{SPLIT}={{mission: 0.3}}", "sum to 1"),
        (f"{BURDEN}=!!python/object:os.system", "not allowed"),
        (f"{BURDEN}=&a [*a]", "not allowed|a number, a word"),
        ("nothing", "PATH=VALUE"),
        (f"{BURDEN}={'0' * LONGEST_SET}", "letters each"),
    ],
)
def test_all_else_is_refused(bases: dict[str, Settings], text: str, words: str) -> None:
    with pytest.raises(UserError, match=words):
        asked(bases, "mifi_status_quo", [text])


def test_an_unknown_scenario_and_too_many_levers_are_refused(bases: dict[str, Settings]) -> None:
    with pytest.raises(UserError, match="Did you mean 'mifi_status_quo'"):
        asked(bases, "mifi_statu_quo", [])
    with pytest.raises(UserError, match="At most"):
        asked(bases, "mifi_status_quo", [f"{BURDEN}=0.1"] * (MOST_SETS + 1))
    assert asked(bases, "mifi_status_quo", []) == Ask("mifi_status_quo")
