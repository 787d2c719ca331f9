"""discover takes the worse side that an outcome declares, and tells choices by their own values."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from click.testing import CliRunner

import partnersim
from partnersim.analysis.discovery.cart import by_cart
from partnersim.analysis.discovery.cases_of_interest import Cases, Condition, cases_of
from partnersim.analysis.discovery.choices import by_lever
from partnersim.analysis.discovery.prim import by_prim
from partnersim.analysis.discovery.sweep_analysis import Discovery
from partnersim.cli.main import cli
from partnersim.declarations import Better
from partnersim.language import UserError, use
from partnersim.outcomes.recorder import SECTOR_COLUMNS
from partnersim.report.formatting import words
from partnersim.report.screens.discovery import box_in_words

EXPERIMENT = """
scenario: prsca_first_draft
levers:
  ministries.mifi.accountability.burden: {choices: [0.1, 0.9]}
  ministries.mifi.split.mission: {min: 0.05, max: 0.60}
uncertainties:
  board.mission_value:
outcomes:
  - autonomy_index
  - {name: identity_mean, over: change}
  - reporting_share
  - service_agreement_share
  - policy_in_force
design: {method: crossed, samples: 3, settings: 12, seed: 1}
years: 1
scale: 2000
"""


@pytest.fixture(autouse=True)
def _english_again() -> Iterator[None]:
    use("en")
    yield
    use("en")


@pytest.fixture(scope="module")
def sweep(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A finished sweep of twelve choices in three worlds."""
    folder = tmp_path_factory.mktemp("sides")
    path = folder / "sides.yaml"
    path.write_text(EXPERIMENT, encoding="utf-8")
    return partnersim.sweep(path, workers=1, out=folder / "sweep").folder


def share_taken(discovery: Discovery, low: bool) -> float:
    """The share of rows that are cases, where they are the lowest (highest) of all."""
    cases = discovery.cases
    inside, outside = cases.outcome[cases.is_case], cases.outcome[~cases.is_case]
    assert inside.max() < outside.min() if low else inside.min() > outside.max()
    return cases.share


@pytest.mark.parametrize(
    ("outcome", "low"),
    [("autonomy_index", True), ("identity_mean_change", True), ("reporting_share", False)],
)
def test_the_worst_lie_on_the_side_that_the_outcome_declares(
    sweep: Path, outcome: str, low: bool
) -> None:
    assert share_taken(partnersim.discover(sweep, outcome, worst=0.25), low) == pytest.approx(0.25)


def test_an_outcome_without_a_worse_side_is_asked_by_highest_or_lowest(sweep: Path) -> None:
    with pytest.raises(UserError, match=r"^service_agreement_share: .*highest or the lowest"):
        partnersim.discover(sweep, "service_agreement_share", worst=0.25)
    result = partnersim.discover(sweep, "service_agreement_share", lowest=0.25)
    assert share_taken(result, low=True) == pytest.approx(0.25)
    result = partnersim.discover(sweep, "service_agreement_share", highest=0.25)
    assert share_taken(result, low=False) == pytest.approx(0.25)
    reported = CliRunner().invoke(
        cli, ["discover", str(sweep), "--outcome", "autonomy_index", "--highest", "0.25"]
    )
    assert reported.exit_code == 0, reported.output
    assert "lie above" in reported.stdout
    assert "Of this outcome, lower is worse." in reported.stdout


def test_a_share_that_cannot_be_told_from_the_rest_is_refused(sweep: Path) -> None:
    with pytest.raises(UserError, match=r"policy_in_force: 100 % of rows have the same value, 0"):
        partnersim.discover(sweep, "policy_in_force", lowest=0.25)


@pytest.mark.parametrize("value", [float("nan"), float("inf"), -float("inf")])
@pytest.mark.parametrize("side", ["above", "below", "worst", "highest", "lowest"])
def test_what_is_no_finite_number_is_refused(sweep: Path, side: str, value: float) -> None:
    with pytest.raises(UserError, match=f"{side}.*{value}"):
        partnersim.discover(sweep, "autonomy_index", **{side: value})  # type: ignore[arg-type]


def test_regret_is_counted_from_the_better_side_whatever_is_looked_for(sweep: Path) -> None:
    low, high = (
        partnersim.discover(sweep, "autonomy_index", worst=0.25),
        partnersim.discover(sweep, "autonomy_index", above=0.4),
    )
    assert low.regret is not None
    assert high.regret is not None
    levers = ["ministries.mifi.accountability.burden", "ministries.mifi.split.mission"]
    pd.testing.assert_frame_equal(low.regret[levers], high.regret[levers])
    runs = partnersim.Sweep.read(sweep).outcomes
    best = runs.groupby(levers)["autonomy_index"].mean().idxmax()
    assert tuple(high.regret[levers].iloc[0]) == best
    assert "reached" in high.regret
    assert high.regret["reached"].iloc[0] == 1.0
    assert low.regret["avoided"].iloc[0] == 1.0


def test_directions_are_those_of_the_poles_and_of_needs() -> None:
    better = {column.name: column.better for column in SECTOR_COLUMNS}
    for name in ("autonomy_index", "identity_mean", "served_share", "light_reporting"):
        assert better[name] is Better.HIGHER
    for name in (
        "unmet_need",
        "months_waited_eligible",
        "staff_turnover",
        "reporting_share",
        "access_gini",
    ):
        assert better[name] is Better.LOWER
    for name in ("service_agreement_share", "mission_share", "newcomers_present"):
        assert better[name] is None
    assert all(column.better is Better.HIGHER for column in SECTOR_COLUMNS if column.anchors)


# --- choices are told by their values -----------------------------------------------------------------


def test_a_tree_names_the_choice_of_a_lever_rather_than_a_number_between_two(sweep: Path) -> None:
    result = CliRunner().invoke(
        cli,
        ["discover", str(sweep), "--outcome", "reporting_share", "--lowest", "0.4", "--method", "cart"],
    )  # fmt: skip
    assert result.exit_code == 0, result.output
    reported = " ".join(result.stdout.split())
    assert "ministries.mifi.accountability.burden is 0.1" in reported
    by_tree = partnersim.discover(sweep, "reporting_share", lowest=0.4, method="cart")
    rows = by_tree.conditions[by_tree.conditions["factor"].str.endswith("burden")]
    assert set(rows["values"]) <= {"0.1", "0.9"}
    assert not set(rows["high"].dropna()) - {0.1, 0.9}


def made(rows: int = 800) -> pd.DataFrame:
    """Factors of every kind, by chance."""
    random = np.random.default_rng(7)
    return pd.DataFrame(
        {
            "burden": random.choice([0.1, 0.9], rows),
            "level": random.choice([0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7], rows),
            "term": random.integers(1, 12, rows),
            "door": random.choice(["open", "closed", "ajar"], rows),
            "consensus": random.random(rows) < 0.5,
            "pace": random.random(rows),
        }
    )


def cases(factors: pd.DataFrame, happens: pd.Series) -> Cases:
    """Where it happens, as a sweep would tell it."""
    runs = factors.assign(row=range(len(factors)), replicate=0, drift=happens.astype(float))
    return cases_of(runs, list(factors), Condition("drift", 0.5), choices=["burden", "level"])


FACTORS = made()
PLANTED = {
    "burden is 0.1; consensus is yes": (FACTORS.burden < 0.5) & FACTORS.consensus,
    "burden is 0.9; door is closed": (FACTORS.burden > 0.5) & (FACTORS.door == "closed"),
    "level is 0.1 or 0.2 or 0.3; term is at least 7": (FACTORS.level < 0.35) & (FACTORS.term > 6),
    "level is at least 0.4; door is ajar or open": (FACTORS.level > 0.35) & (FACTORS.door != "closed"),
    "level is from 0.2 to 0.5; term is 10 or 11": FACTORS.level.between(0.2, 0.5) & (FACTORS.term > 9),
}  # fmt: skip


@pytest.mark.parametrize(
    ("method", "conditions"),
    [
        *(("prim", reported) for reported in PLANTED),
        *(("cart", reported) for reported in list(PLANTED)[:-1]),
    ],
)
def test_planted_choices_are_found_and_named(method: str, conditions: str) -> None:
    planted = cases(FACTORS, PLANTED[conditions])
    box = by_prim(planted)[0].box if method == "prim" else by_cart(planted)[0]
    said = box_in_words(box, 1)
    for condition in conditions.split("; "):
        assert condition in said
    assert (box.density, box.coverage) == (1.0, 1.0)
    assert box.rows == int(PLANTED[conditions].sum())


def test_a_tree_is_the_same_each_time_and_holds_no_leaf_twice() -> None:
    planted = cases(
        FACTORS, (FACTORS.door == "closed") | (FACTORS.consensus & (FACTORS.pace > 0.5))
    )
    first = by_cart(planted)
    assert first == by_cart(planted)
    assert len({box.restrictions for box in first}) == len(first) > 1
    assert sum(box.coverage for box in first) <= 1.0


def test_levers_are_told_by_value_or_by_thirds_of_their_values() -> None:
    table = by_lever(cases(FACTORS, FACTORS.term > 8), ["burden", "level", "term", "consensus"])
    parts = dict(list(table.groupby("lever")))
    assert list(parts["burden"]["value"]) == [0.1, 0.9]
    assert list(parts["consensus"]["value"]) == [False, True]
    assert list(zip(parts["level"]["low"], parts["level"]["high"], strict=True)) == [
        (0.1, 0.3), (0.4, 0.6), (0.7, 0.7)]  # fmt: skip
    assert list(zip(parts["term"]["low"], parts["term"]["high"], strict=True)) == [
        (1, 4), (5, 8), (9, 11)]  # fmt: skip
    assert list(parts["term"]["share"]) == [0.0, 0.0, 1.0]


def test_numbers_among_choices_are_written_as_the_language_does() -> None:
    with words.speaking("fr"):
        said = box_in_words(by_cart(cases(FACTORS, FACTORS.burden < 0.5))[0], 1)
    assert "burden vaut 0,1" in said
