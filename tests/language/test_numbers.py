"""Numbers, months and sizes in both languages."""

from __future__ import annotations

import math

import pytest

from partnersim.language import numbers
from partnersim.report.formatting.words import speaking


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", ["−1,234.50", "+12.5\u00a0%", "–", "$1,250,000", "March 2010", "0.25", "2.0 h"]),
        (
            "fr",
            [
                "−1\u00a0234,50",
                "+12,5\u00a0%",
                "–",
                "1\u00a0250\u00a0000\u00a0$",
                "mars 2010",
                "0,25",
                "2,0 h",
            ],
        ),
    ],
)
def test_numbers_are_written_as_people_of_the_language_do(
    language: str, expected: list[str]
) -> None:
    with speaking(language):
        assert [
            numbers.number(-1234.5),
            numbers.percent(0.125, 1, signed=True),
            numbers.percent(math.nan),
            numbers.dollars(1_250_000),
            numbers.month("2010-03"),
            numbers.decimal(0.25),
            numbers.duration(7200.0),
        ] == expected


def test_a_number_too_long_for_a_line_is_written_by_its_power_of_ten() -> None:
    with speaking("fr"):
        assert numbers.number(-3.21e40) == "-3,21E40"
        assert numbers.number(math.inf) == "∞"


def test_a_number_rounds_as_it_stands_in_memory_and_zero_has_no_sign() -> None:
    assert 2.675 < 2.68 - 0.005  # the nearest binary fraction lies below the tie
    assert numbers.number(2.675) == "2.67"
    assert numbers.number(-0.004, signed=True) == "0.00"
    assert numbers.number(math.inf, signed=True) == "+∞"


def test_a_size_takes_the_largest_unit_that_it_fills() -> None:
    assert [numbers.size(number) for number in (200.0, 2_000.0, 2_500_000.0, 3e9)] == [
        "0.2 kB", "2 kB", "2 MB", "3.0 GB",
    ]  # fmt: skip
