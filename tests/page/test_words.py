"""The page calls a lever what its declaration calls it, in both languages: one term a thing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from partnersim.page.levers import OTHERS
from partnersim.report.formatting import certainty
from partnersim.scenario.parameter_groups import parameters
from studies.knock_outs import sizes as stated

WORDS = Path(__file__).parents[2] / "front/src/words.js"
LEVERS = {
    **{f"other_{name}": f"{group}.{name}" for group, name in OTHERS},
    "lever_burden": "accountability.burden",
    "lever_access": "consultation.access",
}


@pytest.mark.parametrize("key", LEVERS)
def test_a_lever_has_one_name(key: str) -> None:
    [said] = re.findall(
        rf'\b{key}: {{ en: "(.*?)", fr: "(.*?)" }}', WORDS.read_text(encoding="utf-8")
    )
    _, declared = parameters()[f"ministries.*.{LEVERS[key]}"]
    for own, language in zip(said, ("en", "fr"), strict=True):
        label = declared.meaning.in_language(language).partition(":")[0].strip()
        assert own.startswith(label), (own, label)


def test_hardly_has_one_size_on_the_page_and_in_reports() -> None:
    rule = (WORDS.parent / "certainty.js").read_text(encoding="utf-8")
    sizes = {
        name: float(size) for name, size in re.findall(r"const (ON_\w+|OF_\w+) = ([.\d]+);", rule)
    }
    assert sizes == {
        "ON_A_SCALE": certainty.ON_A_SCALE,
        "OF_COUNTS": certainty.OF_COUNTS,
        "OF_NEED": certainty.OF_NEED,
    }
    assert stated()["need_after_24_months"] == certainty.OF_NEED
