"""Titles of the figures of consequences: what was saved says them, in both languages; and each page has a figure."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text

from partnersim.report.formatting import words
from studies.consequences import figures, findings, statements
from studies.consequences.findings import finding
from studies.consequences.pages import TEXTS

STUDIES = list(statements.expectations())


def saved(monkeypatch: pytest.MonkeyPatch, **intervals: tuple[float, float, float]) -> None:
    """Statements with these intervals (low, mean, high), in place of what is saved."""
    rows: list[dict[str, Any]] = [
        {"statement": name, "low": low, "value": value, "high": high, "verdict": "holds"}
        for name, (low, value, high) in intervals.items()
    ]
    monkeypatch.setattr(findings, "values_of", lambda *_: rows)


def test_a_title_follows_the_side_of_zero_on_which_each_interval_lies(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    up, down, both = (0.1, 0.2, 0.3), (-0.3, -0.2, -0.1), (-0.1, 0.02, 0.1)
    told = {}
    for name, interval in (("up", up), ("down", down), ("both", both)):
        saved(monkeypatch, news=interval, agreements=interval, voice=interval)
        told[name] = finding("umbrella")
    assert "20 points more" in told["up"]
    assert "they have more money" in told["up"]
    assert "20 points fewer" in told["down"]
    assert "they have less money" in told["down"]
    assert "as many outsiders" in told["both"]
    assert "more" not in told["both"]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_clause_has_its_forms_and_its_statement(language: str) -> None:
    for study, clauses in findings.CLAUSES.items():
        for clause in clauses:
            assert clause["statement"] in statements.expectations()[study]["statements"]
            forms = set(clause) - {"statement", "unit"}
            assert forms in ({"any"}, {"above", "below", "neither"})
            assert all(clause[form][language].strip() for form in forms)


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("study", STUDIES)
def test_each_page_has_a_figure_that_says_what_was_found_and_stays_within_it(
    study: str, language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[Figure] = []
    monkeypatch.setattr(figures, "FOLDER", tmp_path)
    monkeypatch.setattr(Figure, "savefig", lambda own, *_, **__: drawn.append(own))
    caption = statements.yaml_of(TEXTS)[study]["caption"][language]
    with words.speaking(language):
        figures.draw(study, "", caption)
        title = finding(study)
    [figure] = drawn
    said = [text for text in figure.findobj(Text) if text.get_visible() and text.get_text().strip()]
    together = " ".join(" ".join(text.get_text().split()) for text in said)
    assert all(word in together for word in title.split()), title
    assert "…" not in together
    assert min(text.get_fontsize() for text in said) >= 14.0
    drawn_on = FigureCanvasAgg(figure).get_renderer()
    wide = figure.bbox.width
    for text in figure.texts:
        box = text.get_window_extent(drawn_on)
        assert box.x0 >= 0, text.get_text()
        assert box.x1 <= wide, text.get_text()
