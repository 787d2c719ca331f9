"""What all reports share: their parts, pictures inside the page, the words at the end, and the page itself."""

from __future__ import annotations

import base64
import io
import shlex
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from importlib.resources import files
from pathlib import PureWindowsPath
from typing import TYPE_CHECKING, Any, NamedTuple

from partnersim.jurisdictions import DEFAULT
from partnersim.language import current, numbers, say, say_all
from partnersim.report.formatting import acronyms, words

FONT = files("partnersim") / "page" / "bundle" / "font.css"  # as wide on every machine

if TYPE_CHECKING:
    from matplotlib.figure import Figure

STATUS_QUO = "mifi_status_quo"
_WHOLE = 16  # rows of a table that is kept on one printed page


@dataclass(frozen=True, slots=True)
class Picture:
    """An image inside the page, and what it shows in words."""

    source: str
    alt: str


class Lead(NamedTuple):
    """A question with its answer; a title of its own where there are several."""

    title: str
    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class Table:
    """Heads and rows; groups: a row above the heads, each with how many columns it spans.

    words: how many columns from the left hold words; the rest are set at the right, as numbers are. wraps: whether a
    number may stand above its difference. halves: whether it is printed as two halves, side by side.
    """

    heads: Sequence[str]
    rows: Sequence[Sequence[str]]
    groups: Sequence[tuple[str, int]] = ()
    words: int = 1
    wraps: bool = False
    halves: bool = False

    @property
    def long(self) -> bool:
        """Whether it may be broken over printed pages: one that is longer than most of a page."""
        return len(self.rows) > _WHOLE


@dataclass(frozen=True, slots=True)
class Part:
    """A heading with paragraphs, a list, a table and pictures, each where there is one."""

    heading: str = ""
    paragraphs: Sequence[str] = ()
    items: Sequence[str] = ()
    table: Table | None = None
    under_table: str = ""
    pictures: Sequence[Picture] = ()
    note: str = ""


def of_quebec(scenario: Mapping[str, Any]) -> bool:
    """Whether a scenario of a manifest is told of Quebec."""
    return bool(scenario["parameters"]["population"]["jurisdiction"] == DEFAULT)


def of_the_status_quo(*, dated: bool = False) -> str:
    """Of when the status quo is: what comes before answers, as they are read today; dated: dates change an envelope."""
    return say(
        "The status quo is of before the programme of 2020 (PASI), so of before today's agreements: the money of "
        "2016-17 every year, agreements of one year, mission support for a quarter of organisations."
        if not dated
        else "The status quo is of before the programme of 2020 (PASI), so of before today's agreements, with the "
        "money of 2016-17 every year; dates change it in the scenario."
    )


def limits(providers: str = "", interviewed: str = "", *, quebec: bool = True) -> list[str]:
    """What no result of the model says.

    providers: the share of them in the status quo at hand, in words, where it is at hand; interviewed: that of virtual
    interviews, where there are; quebec: whether it is told of Quebec, whose status quo is another's in a scenario of
    elsewhere.
    """
    general = say_all(
        "It is not a forecast: it explores what follows from stated rules, many of which are assumptions.",
        "Organisations are fictitious; their traits come from the documents.",
        "Levels are known less well than differences between scenarios.",
        "The ten organisations interviewed in 2020 are no representative sample.",
    )
    if not quebec:
        return general
    freer = (
        say(
            "The status quo of the model is nearer to autonomy than the master's thesis (Bruneau 2021) tells: {share} "
            "of the sector's organisations call themselves service providers there, and {interviewed} of those "
            "interviewed as in the thesis, which speaks of a majority of those it met; its orientation rises with "
            "time, where the thesis tells of a drift.",
            share=providers,
            interviewed=interviewed,
        )
        if interviewed
        else say(
            "The status quo of the model is nearer to autonomy than the master's thesis (Bruneau 2021) tells: {share} "
            "of organisations call themselves service providers there, where the thesis speaks of a majority, and its "
            "orientation rises with time, where the thesis tells of a drift.",
            share=providers,
        )
        if providers
        else say(
            "The status quo of the model is nearer to autonomy than the master's thesis (Bruneau 2021) tells: fewer "
            "organisations call themselves service providers there than the majority of which the thesis speaks, and "
            "its orientation rises with time, where the thesis tells of a drift."
        )
    )
    return [*general, freer]


@dataclass(frozen=True, slots=True)
class Report:
    """What the template tells."""

    title: str
    leads: Sequence[Lead]
    parts: Sequence[Part]
    sure: Sequence[str]
    behind: str
    lexicon: Sequence[tuple[str, str]]
    manifest: Mapping[str, Any]
    reading: Sequence[str] = ()  # what is to be known before answers are read
    brackets: str = ""  # what stands in brackets in the answers
    limits: Sequence[str] = field(default_factory=limits)

    @property
    def pictures(self) -> int:
        """How many there are: a few have room to be read."""
        return sum(len(part.pictures) for part in self.parts)


def picture(figure: Figure) -> Picture:
    """A figure as an image inside the page, with its finding in words; the same figure gives the same bytes."""
    import matplotlib as mpl

    from partnersim.report.figures import canvas

    written = io.BytesIO()
    with mpl.rc_context(canvas.STYLE):  # type: ignore[arg-type]
        figure.savefig(written, format="svg", metadata={"Date": None})
    data = base64.b64encode(written.getvalue()).decode("ascii")
    return Picture(f"data:image/svg+xml;base64,{data}", str(figure.get_label()))


def rendered(template: str, **context: Any) -> str:
    """A page of ours; whatever a user wrote stays text."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("partnersim.report.pages", "templates"),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return environment.get_template(template).render(
        language=current(), say=say, font=FONT.read_text(encoding="utf-8").strip(), **context
    )


def text_of(report: Report) -> str:
    """The page of a report."""
    manifest = report.manifest
    versions = ", ".join(f"{name} {version}" for name, version in manifest["versions"].items())
    return rendered(
        "brief.html.j2",
        report=report,
        acronyms=acronyms.occurring(_said(report)),
        today=numbers.day(datetime.now().astimezone().date()),
        command=command_elsewhere(manifest.get("command", ())),
        versions=versions,
        not_a_forecast=words.not_a_forecast(),
    )


def command_elsewhere(words: Sequence[str]) -> str:
    """A command as its reader can give it: of files and folders of the machine that made it, their names alone."""
    return shlex.join(map(_name_alone, words))


def _name_alone(word: str) -> str:
    option, sign, value = word.partition("=") if word.startswith("-") else ("", "", word)
    path = PureWindowsPath(value)  # reads both kinds of slashes
    of_machine = path.drive or path.root or path.parts[:1] in (("~",), ("..",))
    return f"{option}{sign}{path.name or value}" if of_machine else word


def _said(report: Report) -> str:
    """All that stands in titles, answers and tables."""
    texts = [report.title, *report.reading, *(text for lead in report.leads for text in lead)]
    for part in report.parts:
        texts += [part.heading, *part.paragraphs, *part.items, part.under_table]
        if part.table is not None:
            texts += [*part.table.heads, *(cell for row in part.table.rows for cell in row)]
            texts += [group for group, _ in part.table.groups]
    return " ".join(texts)


def interval_note(runs: int) -> str:
    """What stands in brackets, and what it does not say."""
    return say(
        "In brackets, the margin that chance leaves (95 % interval of {runs} pairs of runs: same people, same shocks); "
        "it does not say whether the model's rules are right.",
        runs=runs,
    )


def newcomer_note() -> str:
    """How to read who gains and who loses."""
    return say(
        "Differences (and per cent of the reference), before rounding; –: runs show none. People served by their "
        "status then, need by status on arrival, so that an asylum seeker may be served more and, "
        "once accepted, less; n/a: nobody arrives with that status."
    )


def title_of(scenario: Mapping[str, Any]) -> str:
    """What a scenario of a manifest is called."""
    return str(scenario["title"][current()])
