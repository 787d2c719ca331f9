"""Every parameter says its unit, bounds, meaning and evidence; nothing incomplete can be declared."""

from __future__ import annotations

import csv
from collections.abc import Callable
from importlib.resources import files

import pytest

from partnersim.declarations import Assumption, Group, Parameter, Role, Shares, Source, Text
from partnersim.evidence.registry import Grade, Kind, grades
from partnersim.outcomes.indicators import INDICATORS
from partnersim.scenario.parameter_groups import groups, parameters

GOOD = {
    "name": "pace",
    "default": 0.5,
    "unit": "share",
    "meaning": Text("Pace", "Rythme"),
    "role": Role.UNCERTAINTY,
    "evidence": Assumption("a guess", "nowhere to look"),
    "bounds": (0.0, 1.0),
    "prior": (0.2, 0.8),
}


def test_a_complete_parameter_is_accepted() -> None:
    assert Parameter(**GOOD).default == 0.5


@pytest.mark.parametrize(
    "missing",
    [
        {"unit": " "},
        {"evidence": None},
        {"bounds": None},
        {"prior": None},
        {"default": 1.5},
        {"prior": (0.6, 0.8)},
        {"prior": (0.2, 1.8)},
    ],
)
def test_an_incomplete_parameter_is_refused(missing: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="pace"):
        Parameter(**{**GOOD, **missing})


@pytest.mark.parametrize("taken", ["value", "source"])
def test_a_name_that_a_file_says_of_any_parameter_is_refused(taken: str) -> None:
    with pytest.raises(ValueError, match=f"called {taken}"):
        Group("vouchers", Text("Vouchers"), (Parameter(**{**GOOD, "name": taken}),))


def test_a_source_without_a_place_and_an_assumption_without_a_search_are_refused() -> None:
    with pytest.raises(ValueError, match="place"):
        Source("bruneau_2021", " ")
    with pytest.raises(ValueError, match="looked for"):
        Assumption("because", "")
    with pytest.raises(ValueError, match="words"):
        Text(" ")


def test_every_source_is_in_the_bibliography() -> None:
    text = (files("partnersim.evidence") / "bibliography.csv").read_text(encoding="utf-8")
    known = {row["key"] for row in csv.DictReader(text.splitlines())}
    used = {
        parameter.evidence.key
        for _, parameter in parameters().values()
        if isinstance(parameter.evidence, Source)
    }
    used |= {
        indicator.anchors.evidence.key
        for indicator in INDICATORS
        if indicator.anchors and isinstance(indicator.anchors.evidence, Source)
    }
    for name in ("arrivals", "places", "consumer_prices"):
        data = (files("partnersim.jurisdictions") / "quebec" / f"{name}.csv").read_text(
            encoding="utf-8"
        )
        used |= {row["source"] for row in csv.DictReader(data.splitlines())}
    assert used - known - {"assumption"} == set()


def test_the_share_of_parameters_with_a_source_is_told(
    record_property: Callable[[str, object], None],
) -> None:
    every = [parameter for _, parameter in parameters().values()]
    sourced = [parameter for parameter in every if isinstance(parameter.evidence, Source)]
    counted = grades(Kind.PARAMETER)
    record_property(
        "said",
        f"of {sum(counted.values())} parameters {counted[Grade.READ]} have a value read in a source, "
        f"{counted[Grade.DERIVED]} one derived from it, {counted[Grade.DIRECTION]} a source for their "
        f"direction alone, {counted[Grade.ASSUMED]} are assumptions",
    )
    assert 0.25 < len(sourced) / len(every) <= 1.0
    for parameter in every:
        if isinstance(parameter.evidence, Assumption):
            assert parameter.evidence.searched.strip()


def test_behavioural_parameters_stay_few() -> None:
    """What is drawn in every run is kept to what results lean on; more draws hide what moves them."""
    uncertain = [
        parameter
        for _, parameter in parameters().values()
        if isinstance(parameter, Parameter) and parameter.role is Role.UNCERTAINTY
    ]
    assert 30 <= len(uncertain) <= 60, "fix one at its value (Role.SETTING) before another is drawn"


def test_no_two_groups_share_a_key() -> None:
    keys = [(group.scope, group.name) for group in groups()]
    assert len(set(keys)) == len(keys)


def test_shares_that_do_not_sum_to_one_are_refused() -> None:
    with pytest.raises(ValueError, match="sum"):
        Shares(
            name="split",
            default={"a": 0.5, "b": 0.4},
            meaning=Text("x", "x"),
            role=Role.LEVER,
            evidence=Assumption("x", "x"),
        )
