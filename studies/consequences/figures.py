"""The figures of the pages, from saved tables only."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from partnersim.language import current, numbers
from partnersim.report.figures import canvas, line_ends, ticks
from partnersim.report.figures.text_fitting import folded
from studies.consequences import figures_of_intervals as of_intervals
from studies.consequences.figure_words import word
from studies.consequences.findings import finding
from studies.consequences.statements import DATA, expectations
from studies.saved import values_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

FOLDER = Path("docs/figures/consequences")
_INTERVALS = {
    "en": "Bars and bands: 95 % intervals of the mean over draws of the unknowns.",
    "fr": "Barres et bandes : intervalles à 95 % de la moyenne sur les tirages des inconnues.",
}
_WITH_INTERVALS = ("history", "impulses", "nulls", "proximity_and_drift", "umbrella")


def _axes(
    figure: Figure,
    columns: int = 1,
    sides: tuple[float, float] = (0.07, 0.97),
    ends: tuple[float, float] = (0.2, 0.55),
    *,
    shared: bool = False,
    **space: float,
) -> list[Axes]:
    panels = list(figure.subplots(1, columns, squeeze=False, sharey=shared)[0])
    canvas.arrange(figure, sides, ends, **space)
    return panels


def conditions_of_drift(figure: Figure) -> None:
    """The diagram: a cell for each band of money and third of the record."""
    rows = values_of("conditions_of_drift_cells", DATA)
    bands = sorted({(row["mission_from"], row["mission_to"]) for row in rows})
    shares = np.full((3, len(bands)), np.nan)
    for row in rows:
        at = bands.index((row["mission_from"], row["mission_to"]))
        shares[int(row["record_third"]) - 1, at] = row["drift"]
    [axes] = _axes(figure, sides=(0.105, 0.97))
    axes.imshow(shares, cmap="Oranges", vmin=0.0, vmax=1.0, origin="lower", aspect="auto")
    for (third, band), share in np.ndenumerate(shares):
        if np.isfinite(share):
            shade = "white" if share > 0.6 else canvas.INK
            axes.text(band, third, numbers.percent(share), ha="center", va="center", color=shade)
    axes.set_xticks(range(len(bands)), [f"{100 * a:.0f}–{numbers.percent(b)}" for a, b in bands])
    axes.set_yticks(range(3), word("thirds").split(", "))
    axes.set_xlabel(word("mission"))
    axes.set_ylabel(word("record"))


def paradox(figure: Figure) -> None:
    """The distribution over draws of the mission's part of a freed post."""
    rows = values_of("paradox_runs", DATA)
    [axes] = _axes(figure, sides=(0.09, 0.97), ends=(0.6, 0.55))
    of_all: list[tuple[float, str]] = []
    bins = np.linspace(-0.4, 1.2, 33).tolist()
    for case, colour in (("money", canvas.ORANGE), ("light", canvas.BLUE)):
        part = [row[f"mission_{case}"] / max(row[f"freed_{case}"], 1.0) for row in rows]
        weights = np.full(len(part), 1.0 / len(part))
        axes.hist(
            np.clip(part, bins[0], bins[-1]), bins, weights=weights, histtype="stepfilled",
            alpha=0.45, color=colour, label=word(case),
        )  # fmt: skip
        whole = sum(row[f"mission_{case}"] for row in rows) / sum(
            row[f"freed_{case}"] for row in rows
        )
        axes.axvline(whole, color=colour, linewidth=2)
        of_all.append((whole, colour))
    for (whole, colour), side in zip(sorted(of_all), ("right", "left"), strict=True):
        axes.annotate(
            f"{word('of_all')} {numbers.percent(whole)}", (whole, 1.0), (-5 if side == "right" else 5, 4),
            xycoords=("data", "axes fraction"), textcoords="offset points", ha=side, color=colour,
            weight="bold",
        )  # fmt: skip
    axes.set_xlabel(word("part"))
    axes.set_ylabel(word("draws"))
    axes.xaxis.set_major_formatter(lambda value, _: numbers.percent(value))
    axes.yaxis.set_major_formatter(lambda value, _: numbers.percent(value))
    handles, _ = axes.get_legend_handles_labels()
    canvas.legend(figure, handles)


def history(figure: Figure) -> None:
    """Gaps, year after year, in four measures."""
    rows = values_of("history_gaps", DATA)
    measures = list(dict.fromkeys(str(row["measure"]) for row in rows))
    panels = _axes(figure, len(measures), (0.07, 0.94), (0.85, 0.55), wspace=0.36, shared=True)
    ends: list[list[line_ends.End]] = [[] for _ in measures]
    for axes, measure, own in zip(panels, measures, ends, strict=True):
        for after, colour in (("mifi_status_quo", canvas.ORANGE), ("aca_ideal", canvas.BLUE)):
            of_case = [
                row for row in rows if (row["measure"], row["regime_after"]) == (measure, after)
            ]
            years, gap, low, high = (
                np.array([row[key] for row in of_case])
                for key in ("years_after", "gap", "low", "high")
            )
            axes.plot(years, gap, color=colour, marker="o", markersize=5, label=word(after))
            axes.fill_between(years, low, high, color=colour, alpha=0.2)
            own.append(line_ends.End(gap[-1], numbers.number(gap[-1], 2, signed=True), colour))
        axes.axhline(0.0, color=canvas.GREY, linewidth=0.8)
        axes.set_title(folded(word(measure), 2.3, canvas.SMALL), fontsize=canvas.SMALL)
        axes.set_xlabel(word("years"))
        axes.locator_params("x", nbins=5)
    for axes, own in zip(panels, ends, strict=True):
        line_ends.write(axes, own)
    handles, _ = panels[0].get_legend_handles_labels()
    canvas.legend(figure, handles)


def freezing(figure: Figure) -> None:
    """What filters of each pace explain."""
    rows = values_of("freezing_filters", DATA)
    [axes] = _axes(figure, sides=(0.09, 0.97))
    pace, variance = ([row[key] for row in rows] for key in ("pace_a_year", "variance_explained"))
    axes.plot(pace, variance, color=canvas.BLUE, marker="o")
    axes.set_ylim(0.0, 1.0)
    for x, y in zip(pace, variance, strict=True):
        axes.annotate(numbers.percent(y), (x, y), (0, 9), textcoords="offset points", ha="center")
    axes.yaxis.set_major_formatter(lambda value, _: numbers.percent(value))
    axes.set_xlabel(word("pace"))
    axes.set_ylabel(word("variance"))


def story_of_the_thesis(figure: Figure) -> None:
    """Bars of the parts of the story."""
    rows = values_of("story_of_the_thesis_parts", DATA)
    [axes] = _axes(figure, sides=(0.21, 0.95))
    shares = [row["share_of_draws"] for row in rows]
    axes.barh(range(len(rows)), shares, color=[canvas.SKY] * 3 + [canvas.BLUE, canvas.GREY])
    for n, share in enumerate(shares):
        axes.text(share + 0.015 * max(shares), n, numbers.percent(share, share < 0.05), va="center")
    axes.set_yticks(range(len(rows)), [word(str(row["part"])) for row in rows])
    axes.invert_yaxis()
    axes.set_xlim(0.0, min(1.0, 1.3 * max(shares)))
    axes.xaxis.set_major_formatter(lambda value, _: numbers.percent(value))
    axes.set_xlabel(word("draws"))


FIGURES: dict[str, Callable[[Figure], None]] = {
    function.__name__: function
    for function in (
        conditions_of_drift,
        paradox,
        history,
        freezing,
        of_intervals.proximity_and_drift,
        of_intervals.impulses,
        of_intervals.nulls,
        of_intervals.umbrella,
        story_of_the_thesis,
    )
}


def draw(study: str, language_suffix: str, caption: str) -> Path | None:
    """Draw and save the figure of a study in the language in use; none where it has none.

    Its title is what was found, its subtitle the question; the caption says what is shown.
    """
    import matplotlib as mpl

    if study not in FIGURES:
        return None
    with mpl.rc_context(canvas.STYLE):  # type: ignore[arg-type]
        note = f"{caption}. {_INTERVALS[current()]}" if study in _WITH_INTERVALS else f"{caption}."
        figure = canvas.sheet(finding(study), expectations()[study][current()], note)
        FIGURES[study](figure)
        ticks.translate(figure)
        FOLDER.mkdir(parents=True, exist_ok=True)
        path = FOLDER / f"{study}{language_suffix}.png"
        figure.savefig(path, dpi=canvas.DPI, metadata={"Software": None})
    return path
