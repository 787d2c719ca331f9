"""The screen and the figures: there, legible, in both languages, and equal to the tables."""

from __future__ import annotations

import io
import itertools
import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import matplotlib as mpl
import numpy as np
import pandas as pd
import pytest
from matplotlib.figure import Figure
from matplotlib.text import Text
from rich.console import Console
from scipy import stats

import partnersim
from partnersim.analysis.comparison.reference_runs import Reference
from partnersim.analysis.runs.ensembles import manifest_of, runs_of
from partnersim.evidence.directness import directness_rows
from partnersim.language import use
from partnersim.language.numbers import number
from partnersim.outcomes.recorder import SECTOR_COLUMNS
from partnersim.report.figures import (
    canvas,
    closeness,
    hours,
    money,
    responses,
    six_dimensions,
    write_figures,
)
from partnersim.report.figures.label_placement import place_labels
from partnersim.report.figures.text_fitting import lines_of, width
from partnersim.report.formatting.attribution import (
    NEITHER,
    RESPONSE,
    SET,
    attributions,
)
from partnersim.report.formatting.spread import Spread, run_years
from partnersim.report.formatting.words import label, speaking
from partnersim.report.screens.run import print_summary
from partnersim.results import Results
from partnersim.scenario.loading import load
from partnersim.scenario.reference import reference_of
from partnersim.scenario.settings import Settings

FIGURES = (
    "six_dimensions",
    "responses",
    "closeness_and_orientation",
    "money_by_instrument",
    "hours_by_activity",
)
DRAWS = (six_dimensions.draw, responses.draw, closeness.draw, money.draw, hours.draw)


@pytest.fixture(autouse=True)
def _english_again() -> Iterator[None]:
    yield
    use("en")


@pytest.fixture(scope="module")
def settings() -> Settings:
    return load("prsca_compliant", years=2, scale=200)


def compared(settings: Settings, runs: int) -> Results:
    """Runs as the command makes them, beside those of their reference."""
    drawn: dict[str, Any] = {"runs": runs, "seed": 1, "uncertainty": "prior"}
    done = list(runs_of(settings, **drawn))
    other, _ = reference_of(settings)
    assert other is not None
    reference = Reference(other, settings, 1, "prior")
    assert list(reference.made(runs)) or not reference.missing(runs)
    assert reference.beside(done)
    manifest = manifest_of(settings, done, seconds=1.0, **drawn)
    return Results.of(done, manifest | {"reference": reference.described()})


@pytest.fixture(scope="module")
def two_runs(settings: Settings) -> Results:
    return compared(settings, 2)


@pytest.fixture(scope="module")
def one_run(settings: Settings) -> Results:
    return compared(settings, 1)


@pytest.fixture(scope="module")
def french(two_runs: Results, settings: Settings, tmp_path_factory: Any) -> Path:
    folder: Path = tmp_path_factory.mktemp("french")
    write_figures(two_runs, settings, folder, "fr")
    return folder


def screen(results: Results, settings: Settings, language: str, folder: Path | None = None) -> str:
    use(language)
    console = Console(file=io.StringIO(), width=100)
    print_summary(results, settings, console, folder)
    text: str = console.file.getvalue()  # type: ignore[attr-defined]
    return text.rstrip("\n")


def row(text: str, name: str) -> str:
    """The numbers of a measure's line."""
    line = next(line for line in text.splitlines() if line.strip().startswith(name))
    return " ".join(line.strip().removeprefix(name).split())


def words_of(svg: Path) -> str:
    """Matplotlib leaves the words of a drawn text in a comment."""
    matches = re.findall(r"<!--(.*?)-->", svg.read_text(encoding="utf-8"), re.S)
    return " ".join(" ".join(text.split()) for text in matches)


def english_only() -> list[str]:
    return [
        part
        for column in SECTOR_COLUMNS
        if (part := column.meaning.en.split(":")[0].strip())
        != column.meaning.fr.split(":")[0].strip()
    ]


def test_every_figure_is_written_twice_over(french: Path) -> None:
    for name, kind in itertools.product(FIGURES, ("png", "svg")):
        assert (french / f"{name}.{kind}").stat().st_size > 5_000


def test_write_figures_returns_what_it_wrote_and_the_same_bytes(
    two_runs: Results, settings: Settings, french: Path, tmp_path: Path
) -> None:
    files = write_figures(two_runs, settings, tmp_path, "fr")
    assert {file.name for file in files} == {file.name for file in french.iterdir()}
    for file in files:
        assert file.read_bytes() == (french / file.name).read_bytes(), file.name


def test_figures_leave_the_language_of_the_screen_alone(
    two_runs: Results, settings: Settings, tmp_path: Path
) -> None:
    use("en")
    write_figures(two_runs, settings, tmp_path, "fr")
    assert label("recognition") == "Recognition"


def test_french_figures_speak_french(french: Path) -> None:
    assert "Reconnaissance" in words_of(french / "six_dimensions.svg")
    assert "Que sont devenus les organismes" in words_of(french / "responses.svg")
    assert "Lien avec le ministère principal" in words_of(french / "closeness_and_orientation.svg")
    assert "Ministère de l'Immigration" in words_of(french / "money_by_instrument.svg")
    assert "Heures de vie associative" in words_of(french / "hours_by_activity.svg")
    for name in FIGURES:
        text = words_of(french / f"{name}.svg")
        assert "Financement conforme à la PRSCA" in text
        assert [english for english in english_only() if english in text] == [], name


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("draw", DRAWS)
def test_no_words_leave_the_sheet(
    draw: Any, language: str, two_runs: Results, settings: Settings
) -> None:
    with speaking(language), mpl.rc_context(canvas.STYLE):
        figure = draw(two_runs, settings)
        figure.savefig(io.BytesIO(), format="png")
        sheet = figure.bbox
        for text in figure.findobj(Text):
            if text.get_text().strip() and text.get_visible():
                box = text.get_window_extent()
                assert sheet.x0 <= box.x0, text.get_text()
                assert box.x1 <= sheet.x1, text.get_text()
                assert sheet.y0 <= box.y0, text.get_text()
                assert box.y1 <= sheet.y1, text.get_text()


@pytest.mark.parametrize(("where", "names"), [(0.5, "ABCDEFGHIJ"), (0.99, "ABC"), (0.01, "ABC")])
def test_letters_of_a_crowd_stay_inside_and_do_not_cover_one_another(
    where: float, names: str
) -> None:
    figure = Figure(figsize=(4, 4))
    axes = figure.subplots()
    crowd = where + 0.001 * np.arange(len(names))
    place_labels(axes, crowd, crowd, np.full(len(names), 6.0), list(names))
    figure.savefig(io.BytesIO(), format="png")
    boxes = [text.get_window_extent() for text in axes.texts]
    assert len(boxes) == len(names)
    for first, other in itertools.combinations(boxes, 2):
        assert not first.overlaps(other)
    inside = axes.get_window_extent().expanded(1.03, 1.03)
    for box in boxes:
        assert inside.contains(box.x0, box.y0)
        assert inside.contains(box.x1, box.y1)


def test_the_ten_are_lettered_where_they_end_and_have_arrows_from_where_they_began(
    two_runs: Results, settings: Settings
) -> None:
    last = two_runs.organizations.query("run == 0 and month == '2012-03' and alive")
    named = sorted(last.query("organization == archetype")["organization"])
    with mpl.rc_context(canvas.STYLE):
        figure = closeness.draw(two_runs, settings)
    [axes] = figure.axes
    letters = [text for text in axes.texts if len(text.get_text()) == 1]
    assert sorted(text.get_text() for text in letters) == named
    arrows = [text for text in axes.texts if getattr(text, "arrow_patch", None) is not None]
    assert len(arrows) == len(named)


def test_years_of_a_run_have_twelve_months_wherever_it_starts() -> None:
    months = pd.Series(["2010-06", "2010-07", "2011-06", "2011-07", "2012-07"])
    assert list(run_years(months, "2010-07")) == [-1, 0, 0, 1, 2]


def texts_of(figure: Figure) -> dict[str, Any]:
    """Where words stand on the drawn sheet."""
    figure.savefig(io.BytesIO(), format="png")
    return {
        " ".join(text.get_text().split()): text.get_window_extent()
        for text in figure.findobj(Text)
        if text.get_text().strip() and text.get_visible()
    }


def drawn(draw: Any, results: Results, settings: Settings) -> Figure:
    with mpl.rc_context(canvas.STYLE):
        figure: Figure = draw(results, settings)
    return figure


def test_what_was_measured_is_told_apart_for_the_scenario_as_shipped_alone() -> None:
    names = {"set by the scenario": SET, "response": RESPONSE}
    expected = {
        row.measure: names.get(row.label, NEITHER)
        for row in directness_rows()
        if row.scenario == "prsca_compliant"
    }
    assert {SET, RESPONSE} <= set(expected.values())
    assert attributions(load("prsca_compliant"), "prior") == expected
    assert attributions(load("prsca_compliant"), "point") == {}
    assert attributions(load("prsca_compliant", years=2), "prior") == {}
    assert attributions(load("mifi_status_quo"), "prior") == {}
    other = load("prsca_compliant", ["ministries.mifi.officers.number=7"])
    assert attributions(other, "prior") == {}


def tags_of(figure: Figure) -> list[str]:
    """What stands under the name of each dimension."""
    return [
        text.get_text()
        for axes in figure.axes
        for text in axes.texts
        if text.get_text().startswith(("soft", "hard"))
    ]


def test_a_figure_of_a_shorter_run_claims_nothing_that_was_measured_over_ten_years(
    two_runs: Results, settings: Settings
) -> None:
    heading = "Response: what organisations made of it"
    assert heading not in texts_of(drawn(responses.draw, two_runs, settings))
    assert tags_of(drawn(six_dimensions.draw, two_runs, settings)) == ["soft"] * 4 + ["hard"] * 2
    assert heading in texts_of(drawn(responses.draw, two_runs, load("prsca_compliant")))


def test_responses_are_differences_from_the_reference_and_drift_stands_apart(
    two_runs: Results, settings: Settings
) -> None:
    quo = partnersim.run("mifi_status_quo", runs=2, years=2, scale=200).sector
    last = {
        name: frame.query("month >= '2011-04'").groupby("run")
        for name, frame in (("own", two_runs.sector), ("quo", quo))
    }
    before = quo.query("phase == 'spin_up'").groupby("run")
    lines = {line.measure: line for line in responses.lines_of(two_runs)}
    assert tuple(lines) == responses.MEASURES
    effect = last["own"]["identity_mean"].mean() - last["quo"]["identity_mean"].mean()
    assert lines["identity_mean"].shown.average == pytest.approx(effect.mean())
    interval = stats.ttest_1samp(effect, 0.0).confidence_interval()
    assert lines["identity_mean"].shown.low == pytest.approx(interval.low)
    assert lines["identity_mean"].shown.high == pytest.approx(interval.high)
    drift = last["quo"]["identity_mean"].mean() - before["identity_mean"].mean()
    assert lines["identity_mean"].drift == pytest.approx(drift.mean())
    assert lines["service_provider_share"].unit.endswith("pts")
    assert not lines["need_after_24_months"].unit
    assert lines["need_after_24_months"].written(0.0043) == "+0.004"
    said = texts_of(drawn(responses.draw, two_runs, settings))
    note = next(text for text in said if text.startswith("Own effect"))
    assert "“Status quo of the immigration ministry”; same people, same shocks in both" in note


def test_response_stands_above_what_is_set_and_what_is_neither_comes_last(
    two_runs: Results, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = {"recognition": SET, "identity_mean": RESPONSE, "advocacy_share": NEITHER}
    monkeypatch.setattr(responses.attribution, "attributions", lambda *_: given)
    texts = texts_of(drawn(responses.draw, two_runs, settings))
    order = ["Response: what organisations made of it", label("identity_mean"),
             "Set by the scenario", label("recognition"),
             "Too small to attribute to the scenario", label("advocacy_share")]  # fmt: skip
    heights = [texts[name].y0 for name in order]
    assert heights == sorted(heights, reverse=True)
    assert texts[label("representation")].y0 < texts[order[4]].y0


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_status_quo_has_one_group_and_one_run_has_no_interval(
    language: str, two_runs: Results, one_run: Results, settings: Settings, tmp_path: Path
) -> None:
    quo = load("mifi_status_quo", years=2, scale=200)
    files = write_figures(partnersim.run(quo, runs=1), quo, tmp_path, language)
    assert {file.stem for file in files} == set(FIGURES)
    assert {file.suffix for file in files} == {".png", ".svg"}
    said = words_of(tmp_path / "responses.svg")
    part = {"en": "its 95 % interval", "fr": "son intervalle à 95 %"}[language]
    assert {"en": "with time alone", "fr": "avec le temps seul"}[language] in said
    for draw in (
        "Set by the scenario",
        "Fixé par le scénario",
        part,
        "◇",
        "[",
        "own effect",
        "effet propre",
    ):
        assert draw not in said
    for results in (one_run, two_runs):
        figure = {"responses": partial(responses.draw, results, settings)}
        canvas.save_all(figure, tmp_path, language)
        said = words_of(tmp_path / "responses.svg")
        assert ("[" in said) is (part in said) is (results is two_runs)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_wide_numbers_cover_nothing_and_what_is_missing_is_a_dash(
    language: str, two_runs: Results, monkeypatch: pytest.MonkeyPatch
) -> None:
    wide, none = Spread(-0.943, -0.980, -0.919), Spread(np.nan, np.nan, np.nan)
    lines = [
        responses.Line(measure, none if measure == "recognition" else wide, -0.988)
        for measure in responses.MEASURES
    ]
    monkeypatch.setattr(responses, "lines_of", lambda *_: lines)
    with speaking(language):
        boxes = texts_of(drawn(responses.draw, two_runs, load("prsca_compliant")))
    assert "–" in boxes
    for first, other in itertools.combinations(boxes, 2):
        assert not boxes[first].overlaps(boxes[other]), (first, other)


def test_what_is_set_is_thin_and_says_so_and_the_reference_is_grey_behind(
    two_runs: Results, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = {"recognition": SET, "representation": RESPONSE, "funding": SET}
    monkeypatch.setattr(six_dimensions.attribution, "attributions", lambda *_: given)
    figure = drawn(six_dimensions.draw, two_runs, settings)
    tags = tags_of(figure)
    assert tags == ["soft · set by the scenario", "soft · response", "soft", "soft",
                    "hard · set by the scenario", "hard"]  # fmt: skip
    lines = [axis.lines[1] for axis in figure.axes]
    assert lines[0].get_linewidth() < lines[1].get_linewidth() == lines[2].get_linewidth()
    assert {line.get_marker() for line in lines[:4]} == {"o"}  # soft and hard differ without colour
    assert {line.get_marker() for line in lines[4:]} == {"s"}
    end = two_runs.sector.query("month == '2012-03'")["representation"].mean()
    assert lines[1].get_ydata()[-1] == pytest.approx(end)
    behind = figure.axes[1].lines[0]
    assert two_runs.reference is not None
    last = two_runs.reference.query("phase == 'scenario'")["representation"].mean()
    assert behind.get_color() == canvas.GREY
    assert behind.get_ydata()[-1] == pytest.approx(last)


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("draw", DRAWS)
def test_a_figure_is_read_at_the_back_of_a_room(
    draw: Any, language: str, two_runs: Results, settings: Settings
) -> None:
    with speaking(language), mpl.rc_context(canvas.STYLE):
        figure = draw(two_runs, settings)
    assert figure.get_figwidth() / figure.get_figheight() == pytest.approx(16 / 9)
    for text in figure.findobj(Text):
        if text.get_text().strip() and text.get_visible():
            assert text.get_fontsize() >= canvas.SMALL, text.get_text()


def test_intervals_say_over_what(two_runs: Results, settings: Settings) -> None:
    point = Results(two_runs.arrow, two_runs.manifest | {"uncertainty": "point"})
    for results, what in ((two_runs, "seed and uncertain parameters"), (point, "seed only")):
        alone = Results(
            {k: v for k, v in results.arrow.items() if k != "reference"}, results.manifest
        )
        said = texts_of(drawn(responses.draw, alone, settings))
        assert f"middle 80 % of runs, which differ in {what}" in said


def test_money_bars_add_up_to_the_payments(two_runs: Results, settings: Settings) -> None:
    flows = two_runs.flows.query("payer == 'mifi'")
    paid = money._paid(two_runs, settings)
    assert list(paid.index) == [0, 1]
    second = flows[flows["month"] >= "2011-04"]
    for name in ("mission_grant", "service_agreement", "project"):
        total = second.loc[second["purpose"] == name, "amount"].sum() / 2 / 1e6
        assert paid.loc[1, name] == pytest.approx(total)
    assert paid.to_numpy().sum() == pytest.approx(flows["amount"].sum() / 2 / 1e6)


def test_a_year_in_which_more_is_taken_back_than_paid_is_below_zero(
    two_runs: Results, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    paid = money._paid(two_runs, settings)
    assert "Below zero" not in " ".join(texts_of(drawn(money.draw, two_runs, settings)))
    paid["project"] = [-2.0, 3.0]
    monkeypatch.setattr(money, "_paid", lambda *_: paid)
    figure = drawn(money.draw, two_runs, settings)
    axes = figure.axes[0]
    bars = [bar for stack in axes.containers for bar in stack if bar.get_height()]
    of_first = sorted((bar.get_y(), bar.get_height()) for bar in bars if bar.get_x() < 0.0)
    taken_back = next(each for each in of_first if each[1] < 0.0)
    assert taken_back == (0.0, -2.0)
    others = [each for each in of_first if each[1] > 0.0]
    at = 0.0
    for low, high in others:  # one on the other, from zero
        assert low == pytest.approx(at)
        at += high
    assert axes.get_ylim()[0] < -2.0
    said = texts_of(figure)
    assert number(float(paid.loc[0].sum()), 1) in said
    assert "Below zero: more was taken back than paid that year." in " ".join(said)
    legend = [text.get_text() for text in figure.legends[0].get_texts()]
    assert len(legend) == len(set(legend)) == len(axes.containers)


def test_hours_add_up_and_begin_before_the_scenario(two_runs: Results, settings: Settings) -> None:
    shares = hours._shares(two_runs.sector, settings)
    assert list(shares.index) == [-1, 0, 1]
    assert shares.sum(axis=1).to_numpy() == pytest.approx(1.0, abs=1e-6)
    before = two_runs.sector.query("phase == 'spin_up'")["reporting_share"].mean()
    assert shares.loc[-1, "reporting_share"] == pytest.approx(before)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_screen_is_one_screen(
    language: str, two_runs: Results, settings: Settings, french: Path
) -> None:
    lines = screen(two_runs, settings, language, french).splitlines()
    assert 45 <= len(lines) <= 90
    assert max(len(line) for line in lines) <= 100


@pytest.mark.parametrize(
    "name", ["autonomy_index", "recognition", "accountability", "identity_mean", "access_excess"]
)
def test_numbers_on_the_screen_are_those_of_the_table(
    name: str, two_runs: Results, settings: Settings
) -> None:
    before = two_runs.sector.query("phase == 'spin_up'").groupby("run")[name].mean()
    last = two_runs.sector.query("month >= '2011-04'").groupby("run")[name].mean()
    quo = two_runs.reference
    assert quo is not None
    quo = quo.pivot_table(index="run", columns="phase", values=name)
    drift, own = quo["scenario"] - quo["spin_up"], last - quo["scenario"]
    interval = stats.ttest_1samp(own, 0.0).confidence_interval()

    def signed(value: float) -> str:
        return f"{value:+.2f}".replace("-", "−") if f"{abs(value):.2f}" != "0.00" else "0.00"

    def plain(value: float) -> str:
        return signed(value).removeprefix("+")

    expected = (
        f"{plain(before.mean())} {plain(last.mean())} {signed(drift.mean())} "
        f"{signed(own.mean())} [{plain(interval.low)}; {plain(interval.high)}]"
    )
    lines = (line.strip() for line in screen(two_runs, settings, "en").splitlines())
    own_lines = [" ".join(line.split()) for line in lines if line.startswith(label(name))]
    assert any(line.endswith(f" {expected}") for line in own_lines), (own_lines, expected)


def test_size_stands_beside_the_shares(two_runs: Results, settings: Settings) -> None:
    last = two_runs.sector.query("month >= '2011-04'")
    text = screen(two_runs, settings, "en")
    hours = last["mission_hours"].mean() / 1000
    assert f" {hours:.0f} " in row(text, "Mission work of all organisations,")
    assert f" {last['staff_total'].mean():,.0f} " in row(text, "Staff of all organisations,")
    assert "Inequality of access" not in text


@pytest.mark.parametrize("language", ["en", "fr"])
def test_providers_by_other_cut_offs_stand_below_their_share(
    language: str, two_runs: Results, settings: Settings
) -> None:
    at = {
        month: two_runs.sector.query(month) for month in ("month < '2010-04'", "month >= '2011-04'")
    }
    lower, higher = (
        [100 * at[month][name].mean() for month in at]
        for name in ("provider_share_lower_cut", "provider_share_higher_cut")
    )
    lines = screen(two_runs, settings, language).splitlines()
    first = next(
        n for n, line in enumerate(lines) if line.startswith(label("service_provider_share"))
    )
    result = " ".join(lines[first + 1].replace("\u00a0", " ").replace("−", "-").split())
    for n in range(2):
        assert f"{lower[n]:.0f} / {higher[n]:.0f} %" in result
    quo = two_runs.reference
    assert quo is not None
    base = quo.query("phase == 'scenario'")
    names = ("provider_share_lower_cut", "provider_share_higher_cut")
    low, high = (
        f"{of[1] - 100 * base[name].mean():+.0f}"
        for of, name in zip((lower, higher), names, strict=True)
    )
    assert result.endswith(f"{low} / {high} pts")


@pytest.fixture(scope="module")
def as_long() -> tuple[Results, Settings]:
    """As many years as were measured, in one coarse run."""
    settings = load("prsca_compliant", scale=2000.0)
    return partnersim.run(settings, runs=1), settings


def test_the_screen_says_how_to_read_stars_where_there_are_some(
    as_long: tuple[Results, Settings], two_runs: Results
) -> None:
    changed = load("prsca_compliant", ["ministries.mifi.accountability.burden=0.9"], years=2)
    text = " ".join(screen(*as_long, "en").split())
    assert "*: more than half of the own effect" in text
    assert "as measured beforehand (docs/limits.md;" in text
    assert "docs/limites.md" in " ".join(screen(*as_long, "fr").split())
    text = " ".join(screen(two_runs, changed, "en").split())
    assert "Not measured for this scenario" in text
    assert "star" not in text
    assert " *" not in text


@pytest.mark.parametrize("uncertainty", ["point", "posterior"])
def test_stars_are_of_runs_drawn_from_the_priors(
    uncertainty: str, as_long: tuple[Results, Settings]
) -> None:
    results, settings = as_long
    other = Results(results.arrow, results.manifest | {"uncertainty": uncertainty})
    text = " ".join(screen(other, settings, "en").split())
    assert "Own effect" not in text
    assert "*" not in text
    assert "docs/limits.md): not for this run" in text


def test_stars_are_of_runs_as_long_as_measured(two_runs: Results, settings: Settings) -> None:
    text = " ".join(screen(two_runs, settings, "en").split())
    assert "*" not in text
    assert "docs/limits.md): not for this run" in text


def test_shares_read_as_percentages_and_those_between_complete_them(
    two_runs: Results, settings: Settings
) -> None:
    last = two_runs.sector.query("month >= '2011-04'")
    between = 1 - last["service_provider_share"] - last["autonomous_partner_share"]
    text = screen(two_runs, settings, "en")
    assert f" {100 * between.mean():.0f} % " in row(text, "Call themselves something in between")
    mission = 100 * last["mission_share"].mean()
    assert f" {mission:.0f} % " in row(text, label("mission_share"))


def test_the_french_screen_speaks_french(two_runs: Results, settings: Settings) -> None:
    text = screen(two_runs, settings, "fr")
    assert "Se disent prestataires de services" in text
    assert "Reddition de comptes" in text
    assert [english for english in english_only() if english in text] == []
    last = two_runs.sector.query("month >= '2011-04'")
    assert f"{last['recognition'].mean():.2f}".replace(".", ",") in row(text, "Reconnaissance")


def test_one_run_has_no_interval(two_runs: Results, one_run: Results, settings: Settings) -> None:
    assert "[" in screen(two_runs, settings, "en")
    assert "[" not in screen(one_run, settings, "en")
    assert "no interval" in " ".join(screen(one_run, settings, "en").split())


def test_the_screen_says_how_runs_differ_and_that_it_is_no_forecast(
    two_runs: Results, settings: Settings
) -> None:
    def flat(results: Results) -> str:
        return " ".join(screen(results, settings, "en").split())

    assert "seed and uncertain parameters" in flat(two_runs)
    point = Results(two_runs.arrow, two_runs.manifest | {"uncertainty": "point", "runs_asked": 5})
    assert "seed only" in flat(point)
    assert "5 runs were asked for" in flat(point)
    assert flat(two_runs).endswith("not a forecast.")


def test_files_are_named_with_where_they_are(
    two_runs: Results, settings: Settings, tmp_path: Path
) -> None:
    for name in ("manifest.json", "sector.parquet", "flows.parquet"):
        (tmp_path / name).touch()
    use("en")
    console = Console(file=io.StringIO(), width=400)
    print_summary(two_runs, settings, console, tmp_path)
    text = re.sub(r"\s+", "", console.file.getvalue())  # type: ignore[attr-defined]
    assert f"Filesin{tmp_path}:flows,sector(parquet);manifest(json)." in text
    assert "Files in" not in screen(two_runs, settings, "en")


@pytest.mark.parametrize(
    ("value", "decimals", "signed", "english", "french"),
    [
        (0.5, 2, False, "0.50", "0,50"),
        (-0.5, 2, True, "−0.50", "−0,50"),
        (0.5, 1, True, "+0.5", "+0,5"),
        (-0.001, 2, True, "0.00", "0,00"),
        (1234567.0, 0, False, "1,234,567", "1\u00a0234\u00a0567"),
        (float("nan"), 2, True, "–", "–"),
    ],
)
def test_numbers_are_written_as_people_write_them(
    value: float, decimals: int, signed: bool, english: str, french: str
) -> None:
    use("en")
    assert number(value, decimals, signed) == english
    use("fr")
    assert number(value, decimals, signed) == french


@pytest.mark.parametrize("number_of_words", [3, 9, 16, 24, 60])
def test_titles_of_any_length_stay_on_the_sheet_and_apart(number_of_words: int) -> None:
    title = " ".join(["organismes"] * number_of_words)
    with mpl.rc_context(canvas.STYLE):
        figure = canvas.sheet(title, title, "")
        axes = canvas.chart(figure, (0.1, 0.9), (0.5, 0.5))
        axes.plot([0, 1], label="legend")
        canvas.legend(figure)
        figure.savefig(io.BytesIO(), format="png")
        words = [text.get_window_extent() for text in figure.texts]
    for box in words:
        assert box.x0 > 0
        assert box.x1 <= figure.bbox.x1
        assert box.y1 <= figure.bbox.y1
    for first, other in itertools.combinations(words, 2):
        assert not first.overlaps(other) or min(first.y1 - other.y0, other.y1 - first.y0) < 3


def test_no_line_ends_before_a_colon_and_none_is_a_word_alone() -> None:
    text = "Pointillé : ce que montre un facteur sans effet; gris : ne s'en distingue pas, à 95 %."
    for room in np.linspace(2.5, 8.0, 40):
        lines = lines_of(text, float(room), 9.5)
        assert " ".join(" ".join(lines).split()) == text
        assert all(width(line, 9.5) <= room for line in lines)
        assert not any(line.lstrip()[0] in ":;%" for line in lines)
        assert len(lines) == 1 or len(lines[-1].split(" ")) > 1


@pytest.mark.parametrize(
    ("language", "expected"),
    [("en", ["−0.5", "0.0", "0.5", "1.0"]), ("fr", ["−0,5", "0,0", "0,5", "1,0"])],
)
def test_ticks_follow_the_language(language: str, expected: list[str], tmp_path: Path) -> None:
    figure = Figure(figsize=(4, 4))
    axes = figure.subplots()
    axes.plot([-0.6, 1.1], [0.0, 1.0])
    axes.locator_params("x", nbins=5)
    with speaking(language):
        canvas.save(figure, tmp_path, "ticks")
        shown = [xticklabel.get_text() for xticklabel in axes.get_xticklabels()]
    assert [name for name in shown if name in expected] == expected
