"""The figures of the pages, from saved tables only."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from partnersim.language import current
from partnersim.report.figures import canvas, ticks
from studies.consequences.statements import DATA
from studies.saved import values_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

FOLDER = Path("docs/figures/consequences")
_WORDS = {
    "orientation": ("orientation", "orientation"),
    "mission_share": ("mission posts, share", "postes de mission, part"),
    "community_seats": ("seats of the community", "sièges de la communauté"),
    "direct_access": ("direct access", "accès direct"),
    "mifi_status_quo": ("then the status quo", "puis le statu quo"),
    "aca_ideal": ("then the ideal", "puis l'idéal"),
    "money": ("money alone", "argent seul"),
    "light": ("light terms", "modalités légères"),
    "drift": ("drift", "dérive"),
    "paradox": ("paradox", "paradoxe"),
    "circle": ("circle", "cercle"),
    "all three": ("all three", "les trois"),
    "if independent": ("product of the three", "produit des trois"),
    "record": ("how much the record decides, thirds", "poids du bilan, tiers"),
    "mission": ("the mission's share of the money", "part de la mission dans l'argent"),
    "part": ("part of a freed post", "part d'un poste libéré"),
    "draws": ("share of draws", "part des tirages"),
    "years": ("years after", "années après"),
    "pace": ("pace, share of the distance a year", "rythme, part de la distance par an"),
    "variance": ("share of the variance", "part de la variance"),
}  # fmt: skip


def word(name: str) -> str:
    """A label in the language in use."""
    return _WORDS[name][current() == "fr"]


def _axes(figure: Figure, columns: int = 1) -> list[Axes]:
    return list(figure.subplots(1, columns, squeeze=False)[0])


def conditions_of_drift(figure: Figure) -> None:
    """The diagram: a cell for each band of money and third of the record."""
    rows = values_of("conditions_of_drift_cells", DATA)
    bands = sorted({(row["mission_from"], row["mission_to"]) for row in rows})
    shares = np.full((3, len(bands)), np.nan)
    for row in rows:
        at = bands.index((row["mission_from"], row["mission_to"]))
        shares[int(row["record_third"]) - 1, at] = row["drift"]
    [axes] = _axes(figure)
    axes.imshow(shares, cmap="Oranges", vmin=0.0, vmax=1.0, origin="lower", aspect="auto")
    for (third, band), share in np.ndenumerate(shares):
        if np.isfinite(share):
            shade = "white" if share > 0.6 else canvas.INK
            axes.text(band, third, f"{100 * share:.0f} %", ha="center", va="center", color=shade)
    axes.set_xticks(range(len(bands)), [f"{100 * a:.0f}–{100 * b:.0f} %" for a, b in bands])
    axes.set_yticks(range(3), ["1", "2", "3"])
    axes.set_xlabel(word("mission"))
    axes.set_ylabel(word("record"))


def paradox(figure: Figure) -> None:
    """The distribution over draws of the mission's part of a freed post."""
    rows = values_of("paradox_runs", DATA)
    [axes] = _axes(figure)
    bins = np.linspace(-0.4, 1.2, 33).tolist()
    for case, colour in (("money", canvas.ORANGE), ("light", canvas.BLUE)):
        part = [row[f"mission_{case}"] / max(row[f"freed_{case}"], 1.0) for row in rows]
        weights = np.full(len(part), 1.0 / len(part))
        axes.hist(
            np.clip(part, bins[0], bins[-1]), bins, weights=weights, histtype="stepfilled",
            alpha=0.45, color=colour, label=word(case),
        )  # fmt: skip
        axes.axvline(float(np.median(part)), color=colour, linewidth=2)
    axes.set_xlabel(word("part"))
    axes.set_ylabel(word("draws"))
    axes.legend()


def history(figure: Figure) -> None:
    """Gaps, year after year, in four measures."""
    rows = values_of("history_gaps", DATA)
    measures = list(dict.fromkeys(str(row["measure"]) for row in rows))
    for axes, measure in zip(_axes(figure, len(measures)), measures, strict=True):
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
        axes.axhline(0.0, color=canvas.GREY, linewidth=0.8)
        axes.set_title(word(measure))
        axes.set_xlabel(word("years"))
        axes.locator_params("x", nbins=5)
    figure.axes[0].legend()


def freezing(figure: Figure) -> None:
    """What filters of each pace explain."""
    rows = values_of("freezing_filters", DATA)
    [axes] = _axes(figure)
    pace, variance = ([row[key] for row in rows] for key in ("pace_a_year", "variance_explained"))
    axes.plot(pace, variance, color=canvas.BLUE, marker="o")
    axes.set_ylim(0.0, 1.0)
    axes.set_xlabel(word("pace"))
    axes.set_ylabel(word("variance"))


def story_of_the_thesis(figure: Figure) -> None:
    """Bars of the parts of the story."""
    rows = values_of("story_of_the_thesis_parts", DATA)
    [axes] = _axes(figure)
    shares = [row["share_of_draws"] for row in rows]
    axes.barh(range(len(rows)), shares, color=[canvas.SKY] * 3 + [canvas.BLUE, canvas.GREY])
    for n, share in enumerate(shares):
        axes.text(share + 0.01, n, f"{100 * share:.0f} %", va="center")
    axes.set_yticks(range(len(rows)), [word(str(row["part"])) for row in rows])
    axes.invert_yaxis()
    axes.set_xlim(0.0, 1.0)
    axes.set_xlabel(word("draws"))


FIGURES: dict[str, Callable[[Figure], None]] = {
    function.__name__: function
    for function in (conditions_of_drift, paradox, history, freezing, story_of_the_thesis)
}


def draw(study: str, language_suffix: str) -> Path | None:
    """Draw and save the figure of a study in the language in use; none where it has none."""
    import matplotlib as mpl
    from matplotlib.figure import Figure

    if study not in FIGURES:
        return None
    with mpl.rc_context(canvas.STYLE):  # type: ignore[arg-type]
        figure = Figure(figsize=(12.8, 5.8), layout="constrained")
        FIGURES[study](figure)
        ticks.translate(figure)
        FOLDER.mkdir(parents=True, exist_ok=True)
        path = FOLDER / f"{study}{language_suffix}.png"
        figure.savefig(path, dpi=75, metadata={"Software": None})
    return path
