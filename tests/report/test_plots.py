"""`plot` of results, what a notebook shows of them, and the figures of sweeps: by name, with a direction."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import matplotlib.pyplot as plt
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text

import partnersim
from partnersim import Results, Sweep, UserError
from partnersim.analysis.discovery.sweep_analysis import Discovery
from partnersim.language import use
from partnersim.report.figures import canvas, responses
from partnersim.report.figures.canvas import SMALL
from partnersim.report.figures.sensitivity_indices import directions
from partnersim.report.figures.ticks import write_numbers
from partnersim.report.formatting.spread import Spread

SWEEP = Path("experiments/provider_identity/results")
SMALL_RUN: dict[str, Any] = {"runs": 2, "years": 1, "scale": 2000}


@pytest.fixture(autouse=True)
def _english_again() -> Iterator[None]:
    yield
    use("en")


def said(figure: Figure) -> str:
    return " ".join(
        " ".join(text.get_text().split()) for text in figure.findobj(Text) if text.get_visible()
    )


@pytest.fixture(scope="module")
def sweep() -> Sweep:
    return Sweep.read(SWEEP)


@pytest.fixture(scope="module")
def discovery(sweep: Sweep) -> Discovery:
    return partnersim.discover(sweep, "service_provider_share", above=0.3)


def test_a_run_is_drawn_by_name_and_a_wrong_name_is_answered() -> None:
    results = partnersim.run("mifi_status_quo", **SMALL_RUN)
    figure = results.plot("hours_by_activity")
    for word in str(figure.get_label()).split():
        assert word in said(figure)
    assert "Status quo of the immigration ministry" in said(results.plot())
    with pytest.raises(UserError, match="Did you mean 'hours_by_activity'"):
        results.plot("hours_by_activty")


def dated(**changes: Any) -> dict[str, Any]:
    """A scenario of one year in which a minister closes the door in autumn."""
    attitude = {"ministries.mifi.minister.attitude": 0.1}
    return {
        "extends": "mifi_status_quo",
        "start": "2010-04",
        "changes": [{"from": "2010-10", **attitude, **changes}],
    }


def test_dates_are_marked_and_told() -> None:
    title = {"en": "a closed door", "fr": "une porte close"}
    results = partnersim.run(dated(title=title), **SMALL_RUN)
    for name in ("through_time", "money_by_instrument", "hours_by_activity"):
        figure = results.plot(name)
        assert "(1) a closed door (October 2010)" in said(figure), name
        upright = [
            line
            for line in figure.axes[0].get_lines()
            if list(line.get_ydata()) == [0, 1] and line.get_linestyle() == "--"
        ]
        place = {"through_time": 2010.75, "money_by_instrument": 0.0, "hours_by_activity": 1.0}
        assert [line.get_xdata()[0] for line in upright] == [pytest.approx(place[name])]
    use("fr")
    assert "(1) une porte close (octobre 2010)" in said(results.plot("through_time"))


def test_a_change_without_a_title_or_after_the_end_is_not_marked() -> None:
    plain = partnersim.run(dated(), **SMALL_RUN)
    late = {"from": "2013-04", "title": {"en": "later", "fr": "plus tard"}}
    after = partnersim.run(dated(**late), **SMALL_RUN)
    for results in (plain, after):
        assert "Dates:" not in said(results.plot("hours_by_activity"))
        with pytest.raises(UserError, match="is not among"):
            results.plot("through_time")


@pytest.mark.usefixtures("no_figures")
def test_what_a_manifest_tells_is_enough_to_draw_as_the_scenario_does(tmp_path: Path) -> None:
    from click.testing import CliRunner

    from partnersim.cli.main import cli

    made = ["run", "federal_annual_contracts", "--runs", "1", "--years", "1", "--scale", "2000"]
    assert CliRunner().invoke(cli, [*made, "--out", str(tmp_path / "r")]).exit_code == 0
    read = Results.read(tmp_path / "r").plot("money_by_instrument")
    memory = partnersim.run("federal_annual_contracts", runs=1, years=1, scale=2000)
    assert said(read) == said(memory.plot("money_by_instrument"))
    payer = partnersim.load("federal_annual_contracts")
    assert payer.funders[payer.main_ministry].title.en in said(read)


def test_a_notebook_shows_an_answer_and_a_picture_and_titles_stay_text() -> None:
    mine = {"extends": "mifi_status_quo", "title": {"en": "<b>Mine</b>", "fr": "M"}}
    pair = partnersim.compare("mifi_status_quo", mine, **SMALL_RUN)
    html = pair._repr_html_()
    assert "&lt;b&gt;Mine&lt;/b&gt;" in html
    assert "<b>" not in html
    assert "in the model" in html
    assert "data:image/png;base64," in html


@pytest.mark.parametrize("language", ["en", "fr"])
def test_conditions_are_ranges_of_named_levers_with_their_sentence(
    sweep: Sweep, language: str
) -> None:
    use(language)
    discovery = partnersim.discover(sweep, "service_provider_share", above=0.3)  # by a lever
    figure = discovery.plot()
    text = said(figure)
    assert "ministries." not in text
    names = {
        "en": "Mission grants, share of the money",
        "fr": "Soutien à la mission, part de l'argent",
    }
    assert names[language] in text
    limit = max(one.high or 0.0 for one in discovery.boxes[0].restrictions if "split" in one.factor)
    assert f"{100 * limit:.0f} %" in text
    bars = [line for line in figure.axes[0].lines if line.get_linewidth() == 7]
    assert len(bars) == sum(len(box.restrictions) for box in discovery.boxes)


def test_how_often_it_happens_stands_by_what_is_chosen(discovery: Discovery, sweep: Sweep) -> None:
    figure = discovery.plot("by_choice")
    dots = [line for line in figure.axes[0].lines if line.get_marker() == "o"]
    shares = sorted(float(dot.get_xdata()[0]) for dot in dots)
    assert shares == pytest.approx(sorted(discovery.by_lever["share"]))
    assert "Mission grants, share of the money" in str(figure.get_label())
    assert "Orientation of organisations, mean" in said(sweep.plot("identity_mean"))
    with pytest.raises(UserError, match="no outcome"):
        sweep.plot("identity")


def test_factors_have_names_directions_and_two_colours(sweep: Sweep) -> None:
    mission, money = "ministries.mifi.split.mission", "board.money_value"
    arrows = directions(sweep, "service_provider_share", [mission, money])
    assert arrows == {mission: "↓", money: "↑"}
    figure = partnersim.sensitivity(sweep, "sobol").plot("service_provider_share")
    text = said(figure)
    assert "ministries." not in text
    assert "lever: it is chosen" in text
    assert "unknown: nobody knows it" in text
    assert (
        min(one.get_fontsize() for one in figure.findobj(Text) if one.get_text().strip()) >= SMALL
    )


@pytest.mark.parametrize("words", [10, 60, 130])
def test_a_long_note_leaves_the_axis_its_room(words: int) -> None:
    figure = canvas.sheet("A finding", "A question?", "note " * words)
    axes = canvas.chart(figure, (0.1, 0.9), (0.5, 0.66))
    axes.set_xlabel("year")
    FigureCanvasAgg(figure).draw()
    note = max(figure.texts, key=lambda text: len(text.get_text()))
    assert axes.xaxis.label.get_window_extent().y0 > note.get_window_extent().y1


def test_a_difference_that_is_all_but_nothing_does_not_run_into_drift() -> None:
    tiny = responses.Line("representation", Spread(-1e-6, -3e-6, 4e-7), 0.1)
    assert len(tiny.with_interval(interval=True)) <= 27
    assert "0.000001" not in tiny.with_interval(interval=True)
    plain = responses.Line("representation", Spread(0.0004, -0.002, 0.003), 0.1)
    assert plain.with_interval(interval=True) == "+0.0004 [−0.002; +0.003]"


@pytest.mark.parametrize("end", [0.3, 0.6, 1.2])
def test_numbers_on_an_axis_say_where_they_stand(end: float) -> None:
    axes = plt.figure().add_subplot()
    axes.set_xlim(-end, end)
    axes.locator_params("x", nbins=6)
    write_numbers(axes.xaxis, signed=True)
    for place in axes.get_xticks():
        label = axes.xaxis.get_major_formatter()(place)
        assert float(label.replace("−", "-")) == pytest.approx(place, abs=1e-9)
    plt.close("all")


def test_what_follows_a_question_that_fills_its_line_begins_the_note() -> None:
    about = (
        "A scenario whose title is about as long as titles of scenarios may be · average of 5 runs"
    )
    long = canvas.sheet(
        "Finding", f"Which way does each dimension of the relationship move? {about}", "Note."
    )
    short = canvas.sheet("Finding", f"Which way? {about}", "Note.")
    assert f"{about}. Note." in said(long)
    assert f"Which way? {about}" in said(short)
    assert "…" not in said(long) + said(short)
