"""No number stands in a rule without being known: what it is, and why that number."""

from __future__ import annotations

from collections import Counter

import pytest

from partnersim.evidence.registry import Grade, Kind, entries
from partnersim.evidence.registry.rule_constants import ARITHMETIC, FILE, entry_of, rows
from partnersim.language import UserError
from tests.reading_rules import every_rule, numbers_of

RULE = """
_HOPE = 1.5
KEYS = ("a", 7)

def act(world):
    for n in range(4):
        if uniform(stream, month, n) < 0.3 * world[7] / 12.0:
            world.x += 0.3 * chance(key, 0, LANGUAGE)
"""


def test_numbers_are_read_and_places_and_months_are_not() -> None:
    assert numbers_of(RULE) == {"": Counter([1.5]), "act": Counter([0.3, 0.3])}


def test_every_number_in_the_rules_is_listed_and_every_listed_one_is_there() -> None:
    listed: dict[tuple[str, str], Counter[float]] = {}
    for row in rows():
        numbers = Counter(float(word) for word in row["values"].split())
        listed.setdefault((row["file"], row["function"]), Counter()).update(numbers)
    there = {
        (file, name): numbers
        for file, functions in every_rule().items()
        for name, numbers in functions.items()
    }
    for place in listed.keys() | there.keys():
        new = there.get(place, Counter()) - listed.get(place, Counter())
        gone = listed.get(place, Counter()) - there.get(place, Counter())
        assert not new, f"{place}: {list(new)}: declare a parameter, or say why in {FILE}"
        assert not gone, f"{place}: {list(gone)} stands in {FILE} and no more in the rule"


def test_each_choice_is_an_entry_with_a_reason_and_arithmetic_is_none() -> None:
    constants = [entry for entry in entries() if entry.kind is Kind.CONSTANT]
    choices = [row for row in rows() if row["source"] != ARITHMETIC]
    assert len(constants) == len(choices) > 20
    assert all(row["note"].strip() for row in rows())
    assert all(
        constant.meaning.en and constant.meaning.fr != constant.meaning.en for constant in constants
    )
    assert {constant.grade for constant in constants} <= {Grade.ASSUMED, Grade.DIRECTION}


@pytest.mark.parametrize(
    ("wrong", "said"),
    [({"source": ""}, "the source is missing"), ({"note": "a guess"}, "after `searched:`"),
     ({"source": "nobody_1900"}, "not a key")],
)  # fmt: skip
def test_a_constant_without_source_or_reason_is_refused(wrong: dict[str, str], said: str) -> None:
    row = next(row for row in rows() if row["name"] == "language_split")
    assert entry_of(row).path == "rules.arrivals.language_split"
    with pytest.raises(
        UserError, match=r"rule_constants\.csv: rules\.arrivals\.language_split"
    ) as error:
        entry_of({**row, **wrong})
    assert said in str(error.value)
