"""The sheet every figure is drawn on: title, what was run, note, colours; files, byte for byte."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from partnersim.language import current, say
from partnersim.report.figures import ticks
from partnersim.report.figures.text_fitting import fitted, lines_of, width
from partnersim.report.formatting import readings, words

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
WIDTH, HEIGHT, DPI = 12.8, 7.2, 200  # inches: a projector's 16:9, where 14 points can be read
_TOP, _BOTTOM = 1.28, 0.86  # inches kept for title and question, and for the note of so many lines:
_USUAL_NOTE = 3
_MARGIN = 0.015  # of the width, at either side
ROOM = WIDTH * (1 - 2 * _MARGIN)  # inches that words may be wide
# lines at most and points, as the words get longer
_TITLE = ((1, 23.0), (2, 20.0), (2, 18.0), (2, 16.0), (2, 14.0))
_QUESTION = ((1, 16.0), (1, 15.0), (1, 14.0))
SMALL = 14.0  # points: the smallest that is read at the back of a room
STYLE = {
    "svg.hashsalt": "partnersim",
    "font.family": "DejaVu Sans",
    "font.size": SMALL,
    "text.color": INK,
    "axes.edgecolor": "#777777",
    "axes.labelcolor": INK,
    "axes.titlesize": 15,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "xtick.color": INK,
    "ytick.color": INK,
    "legend.frameon": False,
    "legend.fontsize": SMALL,
    "lines.linewidth": 2.6,
}


_long_notes: WeakKeyDictionary[Figure, float] = WeakKeyDictionary()  # inches beyond the usual


def sheet(finding: str, question: str, note: str, about: str = "", *, reading: str = "") -> Figure:
    """An empty figure: the finding as its title, the question it answers under it, a note below.

    Draw between `bottom()` and `top()`. about: of what it is, beside the question where both have room; what follows a
    question that does not fit begins the note. reading: what it was made with (`readings.label`), on a line
    of its own above all.
    """
    from matplotlib.figure import Figure

    figure = Figure(figsize=(WIDTH, HEIGHT), facecolor="white")
    figure.set_label(finding)  # what it says, for those who do not see it
    lines, size = fitted(finding, ROOM, _TITLE, bold=True)
    one = len(lines) == 1
    first = 0.14 + 0.05 * bool(reading) + size / 72  # of two lines, lower by the reading above
    _write(figure, lines, 0.52 if one else first, size, weight="bold")
    if reading:
        place = 1 - _MARGIN, 1 - 0.175 / HEIGHT
        figure.text(*place, reading, fontsize=SMALL, color=VERMILLION, weight="bold", ha="right")
    both = f"{question} {about}".strip()
    has_room = width(both, _QUESTION[-1][1]) <= ROOM
    if not has_room and width(question, _QUESTION[-1][1]) > ROOM and "? " in question:
        question, of_what = question.split("? ", 1)
        question, note = f"{question}?", f"{of_what}. {note}"
    lines, size = fitted(both if has_room else question, ROOM, _QUESTION)
    _write(figure, lines, 0.9 if one else 1.08, size, color="#444444")
    foot = lines_of(note + " " + words.not_a_forecast(), ROOM, SMALL)
    style: dict[str, Any] = {"fontsize": SMALL, "color": "#555555", "va": "bottom"}
    figure.text(_MARGIN, 0.07 / HEIGHT, "\n".join(foot), linespacing=1.05, **style)
    _long_notes[figure] = max(0, len(foot) - _USUAL_NOTE) * 1.05 * SMALL / 72
    return figure


def _write(figure: Figure, lines: list[str], first: float, size: float, **style: Any) -> None:
    """Lines from the left margin; `first` is how many inches the first stands below the top."""
    for n, line in enumerate(lines):
        place = 1 - (first + n * 1.15 * size / 72) / HEIGHT
        figure.text(_MARGIN, place, line, fontsize=size, **style)


def top(less: float = 0.0) -> float:
    """Where drawing may begin, as a share of the height."""
    return 1 - (_TOP + less) / HEIGHT


def bottom(more: float = 0.0) -> float:
    """Where drawing must end, as a share of the height."""
    return (_BOTTOM + more) / HEIGHT


def arrange(
    figure: Figure, sides: tuple[float, float], ends: tuple[float, float], **space: float
) -> None:
    """Lay panels between two sides, in shares of the width; ends: inches kept above and below them."""
    above, below = top(ends[0]), bottom(ends[1] + _long_notes.get(figure, 0.0))
    figure.subplots_adjust(left=sides[0], right=sides[1], top=above, bottom=below, **space)


def chart(figure: Figure, sides: tuple[float, float], ends: tuple[float, float]) -> Axes:
    """One chart between two sides, in shares of the width; ends: inches kept above and below it."""
    low = bottom(ends[1] + _long_notes.get(figure, 0.0))
    return figure.add_axes((sides[0], low, sides[1] - sides[0], top(ends[0]) - low))


def legend(
    figure: Figure,
    handles: Sequence[Artist] | None = None,
    anchor: tuple[float, float] | None = None,
    **style: Any,
) -> None:
    """A legend in one row, under the question; without handles, of all that has a label."""
    given = {} if handles is None else {"handles": handles}
    anchor = anchor or (0.008, top(-0.1))
    usual: dict[str, Any] = {
        "loc": "upper left",
        "ncols": 6,
        "columnspacing": 1.6,
        "handletextpad": 0.5,
    }
    figure.legend(bbox_to_anchor=anchor, **usual | given | style)


def mark(label: str, shape: str = "o", **style: Any) -> Line2D:
    """A mark without a line, for a legend."""
    from matplotlib.lines import Line2D

    return Line2D([], [], **{"marker": shape, "linestyle": "", "label": label} | style)


def asked(question: str, settings: Settings, runs: int) -> str:
    """The question, the scenario, and what is shown of how many runs."""
    count = say("one run") if runs == 1 else say("average of {runs} {runs|run|runs}", runs=runs)
    return f"{question} {readings.title(settings)} · {count}"


def middle(results: Results) -> str:
    """What an interval is, and in what the runs it is over differ."""
    return say("middle 80 % of runs, which differ in {differ}", differ=words.differ_in(results))


def save(figure: Figure, folder: Path, name: str) -> list[Path]:
    """Write PNG and SVG; the same figure always gives the same bytes.

    Ticks follow the language in use.
    """
    ticks.translate(figure)
    png, svg = folder / f"{name}.png", folder / f"{name}.svg"
    figure.savefig(png, dpi=DPI, metadata={"Software": None})
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
