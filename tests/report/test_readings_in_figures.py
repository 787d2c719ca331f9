"""A figure made under a reading says so, whole, in both languages; one made under none says nothing of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from matplotlib.figure import Figure
from matplotlib.text import Text

import partnersim
from partnersim import Results, Sweep
from partnersim.cli.fieldwork_shown import shown_of
from partnersim.fieldwork import study, tables
from partnersim.report.figures import comparison as comparing
from partnersim.report.figures import convergence, interviews, plots
from partnersim.report.formatting import words
from partnersim.results.comparison_result import Comparison
from partnersim.scenario.loading import load
from partnersim.scenario.saved import settings_of

SWEEP = Path("experiments/provider_identity/results")
SMALL: dict[str, Any] = {"runs": 2, "years": 1, "scale": 2000, "reading": "thesis"}
TOLD = {"en": "reading: thesis", "fr": "lecture : thèse"}
IN_FULL = {"en": "as near to the thesis", "fr": "au plus près de la thèse"}
LANGUAGES = pytest.mark.parametrize("language", list(TOLD))


def lines(figure: Figure) -> list[str]:
    return [
        text.get_text().replace("\u00a0", " ")
        for text in figure.findobj(Text)
        if text.get_visible()
    ]


def says_so(figure: Figure, language: str) -> bool:
    """Once, on a line of its own; titles beside it are without it, so that none is cut for it."""
    said = lines(figure)
    return said.count(TOLD[language]) == 1 and not any(IN_FULL[language] in line for line in said)


@pytest.fixture(scope="module")
def results() -> Results:
    return partnersim.run("prsca_compliant", **SMALL)


@pytest.fixture(scope="module")
def comparison() -> Comparison:
    return partnersim.compare("mifi_status_quo", "prsca_compliant", **SMALL)


@LANGUAGES
def test_every_figure_of_a_run(results: Results, language: str) -> None:
    settings = settings_of(results.manifest)
    assert settings.content == {"reading": "thesis"}
    with words.speaking(language):
        drawn = {name: draw(results, settings) for name, draw in plots.draws_of(settings).items()}
        assert [
            name for name, figure in drawn.items() if figure and not says_so(figure, language)
        ] == []
    assert {"six_dimensions", "responses", "closeness_and_orientation"} <= set(drawn)


@LANGUAGES
def test_those_of_a_comparison(comparison: Comparison, language: str) -> None:
    settings = {name: settings_of(own.manifest) for name, own in comparison.results.items()}
    [other] = comparison.others
    with words.speaking(language):
        assert says_so(comparing.draw(comparison, [other], settings), language)
        assert says_so(convergence.draw(comparison, other, settings), language)


@LANGUAGES
def test_those_of_interviews(language: str) -> None:
    settings = load("mifi_status_quo", years=1, scale=2000.0, reading="thesis")
    visits = [visit for visit, _ in study.visits_of(settings, runs=1, seed=5, uncertainty="prior")]
    done = study.do(visits, study.Plan(samples=50))
    with words.speaking(language):
        coded = tables.tables_of(done)["coded"].to_pandas()
        shown = shown_of(study.for_manifest(done), coded, done.samples)
        for draw in (interviews.chart, interviews.samples):
            assert says_so(draw(shown, settings), language)


@pytest.fixture
def sweep() -> Iterator[Sweep]:
    """One that ships, as if its scenario had been run under the reading."""
    read = Sweep.read(SWEEP)
    read.manifest["experiment"]["scenario"]["reading"] = "thesis"
    yield read
    del read.manifest["experiment"]["scenario"]["reading"]


@LANGUAGES
def test_those_of_a_sweep(sweep: Sweep, language: str) -> None:
    with words.speaking(language):
        assert says_so(plots.of_sweep(sweep, None), language)
        discovery = partnersim.discover(sweep, "service_provider_share", above=0.3)
        assert says_so(plots.of_discovery(discovery, None), language)


def test_without_a_reading_nothing_is_told() -> None:
    sweep = Sweep.read(SWEEP)
    assert TOLD["en"] not in lines(plots.of_sweep(sweep, None))
