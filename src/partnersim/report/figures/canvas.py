"""The sheet every figure is drawn on: title, what was run, note, colours; files, byte for byte."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from partnersim.language import current, say
from partnersim.report.figures import ticks
from partnersim.report.figures.text_fitting import fitted, lines_of
from partnersim.report.formatting import words

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.lines import Line2D

    from partnersim.results import Results
    from partnersim.scenario.settings import Settings

# Okabe and Ito's palette, distinguished by colour-blind readers.
BLUE, SKY, GREEN, YELLOW = "#0072B2", "#56B4E9", "#009E73", "#F0E442"
ORANGE, VERMILLION, PURPLE, GREY, INK = "#E69F00", "#D55E00", "#CC79A7", "#A6A6A6", "#222222"
SET_GREY = "#707070"  # what the scenario itself sets
WIDTH = 8.0  # inches: 10 points stay legible when the picture is shown 800 pixels wide
_TOP, _BOTTOM = 0.85, 0.72  # inches kept for title and note
_MARGIN = 0.02  # of the width, at either side
ROOM = WIDTH * (1 - 2 * _MARGIN)  # inches that words may be wide
# lines at most and points, as the words get longer
_TITLE = ((1, 14.0), (1, 13.0), (1, 12.0), (2, 11.0), (2, 10.0))
_WHAT = ((1, 10.5), (1, 9.5), (1, 8.5), (2, 8.5), (2, 7.5))
_NOTE = 9.5  # points
STYLE = {
    "svg.hashsalt": "partnersim",
    "font.family": "DejaVu Sans",
    "font.size": 10.5,
    "text.color": INK,
    "axes.edgecolor": "#777777",
    "axes.labelcolor": INK,
    "axes.titlesize": 11,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "xtick.color": INK,
    "ytick.color": INK,
    "legend.frameon": False,
    "legend.fontsize": 10,
}


def sheet(height: float, title: str, what: str, note: str) -> Figure:
    """An empty figure with its words; draw between `bottom(height)` and `top(height)`."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(WIDTH, height), facecolor="white")
    lines, size = fitted(title, ROOM, _TITLE, bold=True)
    low = len(lines) > 1  # a title of two lines begins higher and moves what is under it down
    _write(figure, lines, 0.05 + size / 72 if low else 0.28, size, weight="bold")
    lines, size = fitted(what, ROOM, _WHAT)
    _write(figure, lines, (0.58 if len(lines) == 1 else 0.52) + 0.04 * low, size)
    foot = [*lines_of(note, ROOM, _NOTE), words.not_a_forecast()]
    figure.text(
        _MARGIN, 0.08 / height, "\n".join(foot), fontsize=_NOTE, color="#555555", va="bottom"
    )
    return figure


def _write(figure: Figure, lines: list[str], first: float, size: float, **style: Any) -> None:
    """Lines from the left margin; `first` is how many inches the first stands below the top."""
    for n, line in enumerate(lines):
        place = 1 - (first + n * 1.15 * size / 72) / figure.get_figheight()
        figure.text(_MARGIN, place, line, fontsize=size, **style)


def top(height: float, less: float = 0.0) -> float:
    """Where drawing may begin, as a share of the height."""
    return 1 - (_TOP + less) / height


def bottom(height: float, more: float = 0.0) -> float:
    """Where drawing must end, as a share of the height."""
    return (_BOTTOM + more) / height


def arrange(
    figure: Figure,
    height: float,
    sides: tuple[float, float],
    ends: tuple[float, float],
    **space: float,
) -> None:
    """Lay panels between two sides, in shares of the width; ends: inches kept above and below them."""
    above, below = top(height, ends[0]), bottom(height, ends[1])
    figure.subplots_adjust(left=sides[0], right=sides[1], top=above, bottom=below, **space)


def chart(figure: Figure, height: float, sides: tuple[float, float], below: float) -> Axes:
    """One chart between two sides, in shares of the width; below: inches kept for what is under it."""
    low = bottom(height, below)
    return figure.add_axes((sides[0], low, sides[1] - sides[0], top(height) - low))


def legend(
    figure: Figure,
    height: float,
    handles: Sequence[Artist] | None = None,
    anchor: tuple[float, float] | None = None,
    **style: Any,
) -> None:
    """A legend, under the line that says what was run; without handles, of all that has a label."""
    given = {} if handles is None else {"handles": handles}
    anchor = anchor or (0.01, top(height, -0.2))
    figure.legend(bbox_to_anchor=anchor, **{"loc": "upper left"} | given | style)


def mark(label: str, shape: str = "o", **style: Any) -> Line2D:
    """A mark without a line, for a legend."""
    from matplotlib.lines import Line2D

    return Line2D([], [], **{"marker": shape, "linestyle": "", "label": label} | style)


def what_was_run(settings: Settings, runs: int) -> str:
    """The scenario, the number of runs and what is shown of them."""
    count = say("one run") if runs == 1 else say("average of {runs} runs", runs=runs)
    return settings.title.in_language(current()) + " · " + count


def middle(results: Results) -> str:
    """What an interval is, and in what the runs it is over differ."""
    return say("middle 80 % of runs, which differ in {differ}", differ=words.differ_in(results))


def save(figure: Figure, folder: Path, name: str) -> list[Path]:
    """Write PNG and SVG; the same figure always gives the same bytes.

    Ticks follow the language in use.
    """
    ticks.translate(figure)
    png, svg = folder / f"{name}.png", folder / f"{name}.svg"
    figure.savefig(png, dpi=150, metadata={"Software": None})
    figure.savefig(svg, metadata={"Date": None})
    return [png, svg]


def save_all(
    plots: Mapping[str, Callable[[], Figure | None]], folder: Path, language: str | None = None
) -> list[Path]:
    """Draw figures in one style and write each by its name; where there is none, none is written."""
    import matplotlib as mpl

    with words.speaking(language or current()), mpl.rc_context(STYLE):  # type: ignore[arg-type]
        return [
            file
            for name, plot in plots.items()
            if (figure := plot()) is not None
            for file in save(figure, folder, name)
        ]
