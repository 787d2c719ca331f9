"""The two pages for decision makers tell the same numbers, and how they were made."""

from __future__ import annotations

import re
from pathlib import Path

from partnersim.report.pages.cases import Case
from partnersim.report.pages.lead import Told
from studies.decision_makers import COMMAND, FIGURES, PAGES, _answers

CASE = Case("", "", Told("", "", ""), (), "")
_MOST_WORDS = 1450  # with a figure and three tables, some three printed pages


def rows(page: str) -> list[list[str]]:
    """The digits of each row of its tables, whatever marks stand between them."""
    lines = [line for line in page.splitlines() if line.startswith("| ")]
    return [re.findall(r"\d+", line) for line in lines]


def test_both_languages_have_the_same_numbers_the_command_and_a_figure() -> None:
    texts = {language: path.read_text(encoding="utf-8") for language, path in PAGES.items()}
    assert len(rows(texts["en"])) > 25
    assert rows(texts["fr"]) == rows(texts["en"])
    for language, text in texts.items():
        assert f"\n{COMMAND}\npartnersim report policy --lang {language}\n" in text
        [figure] = re.findall(
            r"!\[[^]]{20,}\]\(([^)]+)\)", text.replace("[+", "(").replace("])", ")")
        )
        assert (PAGES["en"].parent / figure).exists()
        printed = re.sub(
            r"<!--.*?-->|!\[.*", "", text
        )  # not what a figure says to who cannot see it
        words = [
            word for word in printed.split() if re.search(r"\w", word)
        ]  # not the bars of tables
        assert len(words) < _MOST_WORDS
    assert {path.name for path in FIGURES.glob("decision_makers*")} == {
        "decision_makers.png",
        "decision_makers_fr.png",
    }


def test_the_first_words_of_each_reform_tell_what_it_costs_within_the_model() -> None:
    starts = {
        "en": ("in the model", "Why: ", "In return", "Who gains and who loses"),
        "fr": ("dans le modèle", "Pourquoi\xa0: ", "En contrepartie", "Qui gagne et qui perd"),
    }
    for language, path in PAGES.items():
        text = path.read_text(encoding="utf-8")
        leads = [line for line in text.split("\n## ")[0].splitlines() if line.startswith("- **")]
        assert len(leads) == 2
        for lead, trade_off in zip(leads, starts[language][2:], strict=True):
            assert all(part in lead for part in starts[language][:2])
            assert trade_off in lead
        assert re.search(
            r"2[.,]2.M[^|]*\[b]|\$2\.2 million[^|]*\[b]", text
        )  # the status quo's sources
        assert "[b]\xa0Métivier 2019" in text
        assert "2016" in text
        assert {"en": "(limits.md)", "fr": "(limites.md)"}[language] in text


def test_a_changed_number_in_one_language_is_seen(tmp_path: Path) -> None:
    text = PAGES["fr"].read_text(encoding="utf-8")
    wrong = tmp_path / "wrong.md"
    wrong.write_text(text.replace("0,81", "0,84", 2), encoding="utf-8")
    assert rows(wrong.read_text(encoding="utf-8")) != rows(text)


def test_what_a_second_reform_does_for_other_reasons_is_told() -> None:
    first = Told("It brings 1.", "It costs 2.", "Sure.", ["Why: hours (3)."], ["Others pay (4)."])
    other = Told("It brings 5.", "It costs 6.", "Sure.", ["Why: hours (7)."], ["More come (8)."])
    told = _answers([CASE._replace(told=each) for each in (first, other)])
    assert told == [
        "It brings 1. It costs 2. Why: hours (3). Others pay (4).",
        "It brings 5. It costs 6. For the same reasons (tables). More come (8).",
    ]
