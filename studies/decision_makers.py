"""The two pages for decision makers, from the report of three scenarios compared.

python -m studies.decision_makers        makes the runs and writes the page in both languages, with its figure
python -m studies.decision_makers 2      the same with fewer runs
python -m studies.decision_makers policy the same from the folder of the command at its end
"""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import partnersim
from partnersim import Comparison
from partnersim.language import LANGUAGES, current, say
from partnersim.report.figures.canvas import DPI
from partnersim.report.formatting import words
from partnersim.report.formatting.attribution import PAGES as LIMITS
from partnersim.report.pages import cases as told
from partnersim.report.pages import side_by_side
from partnersim.report.pages.brief import providers_of_status_quo
from partnersim.report.pages.cases import Case
from partnersim.report.pages.parts import (
    Table,
    interval_note,
    limits,
    newcomer_note,
    of_the_status_quo,
)
from partnersim.report.screens import asked
from studies.pages.markdown import table_of

PAGES = {"en": Path("docs/for_decision_makers.md"), "fr": Path("docs/pour_les_decideurs.md")}
FIGURES = Path("docs/figures")
_NUMBERS = re.compile(r"[+−-]?\d[\d\s,.]*")
SCENARIOS = ("mifi_status_quo", "prsca_compliant", "mission_money_added")
_IN_THE_REPORT = ("reporting_share", "organizations_alive", "ineligible_served_share")
RUNS, SEED = 20, 1
SMALLER = (
    "<!-- smaller: --runs 20 → --runs 2 --years 2 --scale 2000 -->"  # where the page is executed
)
COMMAND = f"partnersim compare {' '.join(SCENARIOS)} --runs {RUNS} --seed {SEED} --out policy"


def main() -> None:
    """Run, and write."""
    given = sys.argv[1] if sys.argv[1:] else str(RUNS)
    compared = (
        partnersim.compare(*SCENARIOS, runs=int(given), seed=SEED)
        if given.isdigit()
        else Comparison.read(given)
    )
    for language in LANGUAGES:
        with words.speaking(language):
            name = words.file_name("decision_makers")
            FIGURES.mkdir(parents=True, exist_ok=True)
            figure = compared.plot(SCENARIOS[1])
            figure.savefig(FIGURES / f"{name}.png", dpi=DPI / 2, metadata={"Software": None})
            PAGES[language].write_text(page(compared, name, figure.get_label()), encoding="utf-8")


def page(compared: Comparison, figure: str, finding: object) -> str:
    """The page in the language in use."""
    cases = [told.of_comparison(compared, name) for name in compared.others]
    first = compared.results[compared.reference]
    other = PAGES[{"en": "fr", "fr": "en"}[current()]].name
    file = "[{0}]({0})".format(Path(LIMITS[current()]).name)
    fails = say("What is known to fail, in full: {file}.", file=file)
    blocks = [
        f"# {say('For decision makers')}",
        say("*En français : [{page}]({page}).*", page=other),
        say(
            "**If the ministry paid organisations for their mission and less for services, who would they become, and "
            "what would newcomers gain or lose?** Two reforms beside the status quo: the policy of 2001 applied in "
            "full (PRSCA: recognition and support of community action), which takes the mission's money from "
            "services, and the same mission money on top of theirs."
        ),
        " ".join([of_the_status_quo(), interval_note(_runs(compared))]),
        "\n".join(f"- **{case.title}.** {answer}" for case, answer in zip(cases, _answers(cases), strict=True)),
        f"## {say('What the scenarios change')}",
        _table(side_by_side.changes(cases)),
        f"{cases[0].others} {side_by_side.sources(cases)}",
        f"## {say('What comes of it, in the last year')}",
        _table(_with_paid(cases)),
        _once([(case.title, _first(case.paid.why)) for case in cases if case.paid.why]),
        say(
            "Orientation: 0, all for counted services; 1, posts and seats for the mission and its members. Autonomy "
            "index: 0, New Public Management; 1, autonomous community action."
        ),
        side_by_side.set_by([case._replace(chosen="") for case in cases]),
        _once(side_by_side.undecided(cases)),
        f"## {say('Who gains and who loses among newcomers')}",
        _table(side_by_side.newcomers(cases)),
        newcomer_note(),
        f"![{finding}](figures/{figure}.png)",
        f"## {say('What the model cannot say')}",
        f"**{words.not_a_forecast()}**",
        "\n".join(f"- {line}" for line in (*limits(providers_of_status_quo(first, cases[0]))[1:], fails)),
        f"## {say('How to cite and reproduce')}",
        say(
            "The report with a lexicon (this page: `python -m studies.decision_makers`; on another kind of "
            "processor numbers move within their intervals):"
        ),
        f"{SMALLER}\n```\n{COMMAND}\npartnersim report policy --lang {current()}\n```",
    ]  # fmt: skip
    return "\n\n".join(filter(None, blocks)) + "\n"


def _answers(cases: Sequence[Case]) -> list[str]:
    """The answer of each reform, then why; reasons that differ from the first's by numbers alone stand there once."""
    told = {_NUMBERS.sub("", reason) for reason in _reasons(cases[0])}
    answers = []
    for n, case in enumerate(cases):
        own = [each for each in _reasons(case) if not n or _NUMBERS.sub("", each) not in told]
        same = len(own) < len(_reasons(case))
        close = [say("For the same reasons (tables).")] if same else []
        answers.append(
            " ".join(
                filter(None, [case.told.answer, case.told.cost, case.told.trade_off, *close, *own])
            )
        )
    return answers


def _reasons(case: Case) -> list[str]:
    """Why more or fewer are served, and who: what else there is stands in the report."""
    return [*case.told.why[:1], *case.told.who]


def _table(table: Table | None) -> str:
    """A table in Markdown, which has one row of heads: that of groups stands in those of their columns."""
    if table is None:
        return ""
    groups = [part for group, span in table.groups for part in (group, *[""] * (span - 1))]
    heads = (
        f"{group} – {head}" if group else head
        for group, head in zip(groups or [""] * len(table.heads), table.heads, strict=True)
    )
    return table_of(heads, table.rows)


def _with_paid(cases: Sequence[Case]) -> Table:
    """Results, without what the report alone has room for, then what the main ministry paid."""
    table = side_by_side.results(cases)
    left_out = {asked.label(name) for name in _IN_THE_REPORT}
    shown = [row for row in table.rows if row[0] not in left_out]
    return replace(table, rows=[*shown, *side_by_side.paid_of_ministry(cases)])


def _first(why: str) -> str:
    """The first sentence: which money moved most."""
    return why.partition(". ")[0].removesuffix(".") + "."


def _once(said: Sequence[tuple[str, str]]) -> str:
    """What is said of each scenario, a bullet each; what is the same of several stands once, under all their titles."""
    titles: dict[str, list[str]] = {}
    for title, text in said:
        titles.setdefault(text, []).append(title)
    return "\n".join(f"- **{', '.join(of)}.** {text}" for text, of in titles.items())


def _runs(compared: Comparison) -> int:
    return int(compared.manifest["runs_done"])


if __name__ == "__main__":
    main()
