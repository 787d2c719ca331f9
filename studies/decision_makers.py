"""The two pages for decision makers, from the report of three scenarios compared.

python -m studies.decision_makers        makes the runs and writes the page in both languages, with its figure
python -m studies.decision_makers 2      the same with fewer runs
python -m studies.decision_makers policy the same from the folder of the command at its end
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import partnersim
from partnersim import Comparison
from partnersim.language import LANGUAGES, current, say, say_all
from partnersim.report.figures.canvas import DPI
from partnersim.report.formatting import words
from partnersim.report.pages import brief
from partnersim.report.pages.brief import Case
from partnersim.report.pages.parts import LIMITS, interval_note, limits, newcomer_note
from studies.pages.markdown import table_of

PAGES = {"en": Path("docs/for_decision_makers.md"), "fr": Path("docs/pour_les_decideurs.md")}
FIGURES = Path("docs/figures")
SCENARIOS = ("mifi_status_quo", "prsca_compliant", "mission_money_only")
RUNS, SEED = 20, 1
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
    cases = [brief.of_comparison(compared, name) for name in compared.others]
    first = compared.results[compared.reference]
    other = PAGES[{"en": "fr", "fr": "en"}[current()]].name
    blocks = [
        f"# {say('For decision makers')}",
        say("*En français : [{page}]({page}).*", page=other),
        say(
            "**If the ministry paid organisations for their mission and less for services, who would they become, and "
            "what would newcomers gain or lose?** Two reforms beside the status quo: the policy of 2001 applied in "
            "full (PRSCA: recognition and support of community action), and its money alone."
        ),
        "\n".join(f"- **{case.title}.** {case.answer}" for case in cases),
        f"## {say('What the scenario changes')}",
        table_of(_heads(cases), _changes(cases)),
        f"## {say('What comes of it, in the last year')}",
        table_of(_heads(cases), _rows(cases)),
        " ".join(
            (
                cases[0].about,
                say(
                    "Differences [95 % interval] over {runs} runs, with the same people and shocks in each.",
                    runs=_runs(compared),
                ),
                interval_note(),
            )
        ),
        f"## {say('What would not change, or hardly')}",
        _once([(case.title, "; ".join(case.unchanged) + ".") for case in cases if case.unchanged]),
        f"![{finding}](figures/{figure}.png)",
        f"## {say('Who gains and who loses among newcomers')}",
        table_of((say("Status"), *(f"{case.title} – {what}" for case in cases for what in _measures())),
                 _newcomers(cases)),
        newcomer_note(),
        f"## {say('What is written in, and what comes out')}",
        _set_by(cases),
        f"## {say('What the model cannot say')}",
        "\n".join(f"- {line}" for line in limits(brief.providers_of_status_quo(first, cases[0]))),
        say("What is known to fail, in full: {file}.", file="[{0}]({0})".format(Path(LIMITS[current()]).name)),
        f"## {say('How to cite and reproduce')}",
        say(
            "This page is written by `python -m studies.decision_makers`. The same as one file to forward or to print, "
            "with sources and a lexicon:"
        ),
        f"```\n{COMMAND}\npartnersim report policy\n```",
        f"**{words.not_a_forecast()}**",
    ]  # fmt: skip
    return "\n\n".join(blocks) + "\n"


def _set_by(cases: Sequence[Case]) -> str:
    """What is set, once where it is the same of all, and what boards choose."""
    if len({case.set_by for case in cases}) == 1:
        chosen = [(case.title, case.chosen) for case in cases if case.chosen]
        return "\n\n".join((cases[0].set_by, _once(chosen)))
    return _once([(case.title, f"{case.set_by} {case.chosen}".strip()) for case in cases])


def _once(said: Sequence[tuple[str, str]]) -> str:
    """What is said of each scenario, a bullet each; what is the same of several stands once."""
    titles: dict[str, list[str]] = {}
    for title, text in said:
        titles.setdefault(text, []).append(title)
    return "\n".join(f"- **{', '.join(of)}.** {text}" for text, of in titles.items())


def _runs(compared: Comparison) -> int:
    return int(compared.manifest["runs_done"])


def _heads(cases: Sequence[Case]) -> tuple[str, ...]:
    return ("", cases[0].reference, *(case.title for case in cases))


def _measures() -> list[str]:
    return say_all("People served a month", "Need two years after arrival")


def _changes(cases: Sequence[Case]) -> Iterator[list[str]]:
    """A lever a row; "unchanged" where a reform leaves it as it is."""
    by_case = [{row.what: row for row in case.changes} for case in cases]
    for what in dict.fromkeys(what for rows in by_case for what in rows):
        before = next(rows[what].before for rows in by_case if what in rows)
        yield [
            what,
            before,
            *(rows[what].after if what in rows else say("unchanged") for rows in by_case),
        ]


def _rows(cases: Sequence[Case]) -> Iterator[list[str]]:
    for rows in zip(*(case.rows for case in cases), strict=True):
        open_ = say("no difference shown")
        cells = [f"{row[2]} ({open_ if row[4] else row[3]})" for row in rows]
        yield [rows[0][0], rows[0][1], *cells]


def _newcomers(cases: Sequence[Case]) -> Iterator[list[str]]:
    for rows in zip(*(case.newcomers for case in cases), strict=True):
        yield [rows[0][0], *(cell for row in rows for cell in row[1:])]


if __name__ == "__main__":
    main()
