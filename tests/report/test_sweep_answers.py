"""What a sweep's report says of choices and unknowns: rows of a crossed design count once, and one unknown leads."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd
import pytest

from partnersim import sweep
from partnersim.analysis.discovery.lever_means import by_setting
from partnersim.analysis.sensitivity.sweep_analysis import studied
from partnersim.language import numbers
from partnersim.report.figures import by_choice
from partnersim.report.formatting import words
from partnersim.report.pages import sweeps
from partnersim.report.screens.sensitivity import FEW_TRAJECTORIES, undecided

STEPS = """
title: {en: Steps, fr: Pas}
scenario: mifi_status_quo
levers:
  ministries.mifi.accountability.burden: {min: 0.1, max: 0.9}
  ministries.mifi.mission_grant.coverage: {min: 0.25, max: 1.0}
outcomes: [reporting_share, staff_total]
design: {method: morris, samples: 3, seed: 1}
replicates: 1
years: 1
scale: 1000
"""
CHOICES = (
    STEPS.replace("{min: 0.1, max: 0.9}", "{choices: [0.1, 0.9]}"),
    STEPS.replace("{min: 0.1, max: 0.9}", "{choices: [0.1, 0.9]}").replace(
        "{min: 0.25, max: 1.0}", "{choices: [0.25, 1.0]}"
    ),
)
WITH_COSTS = """
title: {en: Choices, fr: Choix}
scenario: mifi_status_quo
levers:
  ministries.mifi.split.mission: {min: 0.05, max: 0.60}
  ministries.mifi.accountability.burden: {min: 0.1, max: 0.9}
uncertainties: {board.money_value: }
outcomes: [reporting_share, served_share, staff_total]
design: {method: lhs, samples: 16, seed: 1}
replicates: 1
years: 1
scale: 2000
"""
SHIPPED = Path(__file__).parents[2] / "experiments" / "mission_money_fails" / "results"


def test_rows_that_share_their_choices_are_one() -> None:
    rows = pd.DataFrame({"door": [0.1, 0.1, 0.5, 0.5]})
    assert list(by_setting(rows, [1.0, 3.0, 5.0, 7.0])) == pytest.approx([2.0, 6.0])


def test_the_shipped_sweep_tells_what_its_page_tells() -> None:
    report = sweeps.of_folder(SHIPPED)
    answer, rest = report.leads[0].answer, " ".join(report.parts[0].paragraphs)
    assert len(re.split(r"(?<=[.])\s(?=[A-Z“])", answer)) == 3
    assert "none of the 768 trials: its orientation rises by 0.06 to 0.24" in answer
    assert "“Share of organisations that receive mission support” counts most, and little" in answer
    assert (
        "Of 5 other outcomes, what is chosen shows in: “Orientation of organisations, mean”; “Soft dimensions”"
        in rest
    )
    assert "than on what nobody knows" in answer
    table = report.parts[1].table
    assert table is not None
    assert table.rows[0][1] == "unknown"


@pytest.mark.parametrize("language", ["en", "fr"])
def test_each_choice_is_told_with_what_it_costs_and_its_intervals(
    language: str, tmp_path: Path
) -> None:
    file = tmp_path / "choices.yaml"
    file.write_text(WITH_COSTS, encoding="utf-8")
    done = sweep(file, out=tmp_path / "choices", workers=1)
    with words.speaking(language):
        report = sweeps.of_folder(tmp_path / "choices")
        lines, first = report.parts[0].items, report.parts[0]
        assert len(lines) == 2  # choices, not the unknown
        names = [words.label(name) for name in ("reporting_share", "served_share")]
        assert all(name in line for line in lines for name in names)
        assert all(line.count(";\u00a0") >= 4 for line in lines)  # intervals of both ends
        mission = {"en": "Share of organisations that receive mission support: 25\u00a0%, against 90",
                   "fr": "Part des organismes soutenus à la mission\u00a0: 25\u00a0%, contre 90"}  # fmt: skip
        assert mission[language] in first.note
        varied = {"en": "Weight of accountability", "fr": "Poids de la reddition de comptes"}
        assert varied[language] not in first.note
        assert re.search("3 factors|3 facteurs", report.behind)
        low, *_, high = by_choice.means_of(done, "reporting_share").parts["mean"][:3]
        near = abs(high - low) < 0.05
        assert f"{numbers.number(100.0 * low, int(near))}\u00a0%" in " ".join(lines)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_few_single_steps_of_choices_alone_decide_nothing(tmp_path: Path, language: str) -> None:
    file = tmp_path / "steps.yaml"
    file.write_text(STEPS, encoding="utf-8")
    done = sweep(file, out=tmp_path / "steps", workers=1)
    with words.speaking(language):
        report = sweeps.of_folder(tmp_path / "steps")
        answer = report.leads[-1].answer.replace("\u00a0", " ")
        [study] = studied(done, "morris", "reporting_share").studies
        assert study.samples < FEW_TRAJECTORIES
        assert undecided(study)
        first = {
            "en": "What counts most is not decided: ",
            "fr": "On ne sait pas encore ce qui compte",
        }
        assert answer.startswith(first[language])
        told = " ".join([answer, *report.parts[0].paragraphs, report.parts[0].pictures[0].alt])
        for unsaid in ("nknowns included", "comptant les inconnues", "1 autres", "1 other outcomes",
                       "counts most,", "compte le plus, puis"):  # fmt: skip
            assert unsaid not in told
        figure = studied(done, "morris").plot("reporting_share")
        drawn = " ".join(text.get_text() for text in figure.texts)
        assert not re.search("Dotted|Pointill", drawn)  # one run of each: no such line
        assert re.search("A step moves|Un pas d", drawn)
        assert re.search("percentage|pourcentage", drawn)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_step_among_choices_is_told_as_one(tmp_path: Path, language: str) -> None:
    said = {
        "en": ("a step takes another", "A step takes another choice", "another choice moves"),
        "fr": (
            "un pas en prend un autre",
            "Un pas prend un autre choix",
            "un autre choix fait bouger",
        ),
    }[language]
    some, every = CHOICES
    for name, text, words_of in (("some", some, said[:1]), ("every", every, said[1:])):
        file = tmp_path / f"{name}.yaml"
        file.write_text(text, encoding="utf-8")
        done = sweep(file, out=tmp_path / name, workers=1)
        with words.speaking(language):
            report = sweeps.of_folder(tmp_path / name)
            figure = studied(done, "morris").plot("reporting_share")
            drawn = " ".join(" ".join(text.get_text() for text in figure.texts).split())
            assert words_of[0] in drawn
            told = f"{report.leads[-1].answer} {drawn}"
            assert all(each in told for each in words_of)
            assert name == "some" or not re.search("whole range|toute son étendue", told)
