"""The tables of docs/calibration.md and docs/calage.md, and the blocks of docs/patterns.md and
docs/constats.md that tell of the calibration; from saved data only.

python -m studies.pages.calibration     writes them between the marks of the pages
"""

from __future__ import annotations

from itertools import groupby
from pathlib import Path
from typing import Any

from partnersim.analysis.validation.verdicts import PartVerdict
from partnersim.analysis.validation.verdicts import saved as saved_verdicts
from partnersim.language import current, numbers, say
from partnersim.report.formatting import verdicts
from partnersim.report.formatting.verdicts import figure, in_words
from partnersim.report.screens import calibration as tables
from studies.pages.markdown import fill, table_of
from studies.saved import POSTERIOR_VERDICTS, PRIOR_VERDICTS, values_of

PAGES = {"en": Path("docs/calibration.md"), "fr": Path("docs/calage.md")}


def facts() -> dict[str, Any]:
    """What stands once."""
    return values_of("calibration_facts")[0]


def said() -> str:
    """The sentences that go with the tables, as a list."""
    known = facts()
    lines = tables.sentences(known, values_of("calibration"))
    if known["unreachable"]:
        lines.append(
            say("{parts}: reached by less than one row in twenty. Were it fitted to all the same, {share} % "
                "of the prior would be kept, and these parameters would be pushed there: {names}.",
                parts=known["unreachable"],
                share=numbers.number(100.0 * known["unreachable_share"], 1),
                names=_listed(known["unreachable_narrowed"].split()))
        )  # fmt: skip
    lines.append(
        say("By a stricter distance, under which a row is kept with the probability that a run of it lies in "
            "all bands, {share} % of the prior would be kept and these would be narrowed: {names}.",
            share=numbers.number(100.0 * known["by_runs_share"], 1),
            names=_listed(known["by_runs_narrowed"].split()))
    )  # fmt: skip
    return "\n".join(f"- {line}" for line in lines)


def parameters() -> str:
    """Every parameter before and after."""
    return table_of(tables.parameter_heads(), tables.parameter_cells(values_of("calibration"), "`"))


def patterns() -> str:
    """The `cal` parts before and after."""
    return table_of(tables.pattern_heads(), tables.pattern_cells(values_of("calibration_patterns")))


def coverage() -> str:
    """How often intervals held simulated truths."""
    return table_of(
        tables.coverage_heads(), tables.coverage_cells(values_of("calibration_coverage"))
    )


def by_parameter() -> str:
    """Coverage and ranks of each parameter that exact measures identify."""
    levels = [say("{share} %", share=share) for share in (50, 80, 95)]
    heads = [say("parameter"), *levels, say("ranks: p of so uneven by chance")]
    rows = [value for value in values_of("calibration") if value["exact_identified"]]
    rows.sort(key=lambda row: -row["exact_contraction"])
    return table_of(
        heads,
        [
            [f"`{row['parameter']}`",
             *(numbers.number(100.0 * row[f"exact_{level}"], 0) for level in (50, 80, 95)),
             numbers.number(row["exact_uniform"], 2)]
            for row in rows
        ],
    )  # fmt: skip


def held_out() -> str:
    """The `val` parts under prior and posterior, where the posterior says something of the scenario."""
    before = {
        (verdict.pattern.id, verdict.part.id): verdict for verdict in saved_verdicts(PRIOR_VERDICTS)
    }
    rows = [
        [tables.name_of({"pattern": verdict.pattern.id, "part": verdict.part.id}), in_words(verdict.part.expected),
         _judged(before[verdict.pattern.id, verdict.part.id]), _judged(verdict)]
        for verdict in saved_verdicts(POSTERIOR_VERDICTS)
    ]  # fmt: skip
    return table_of([say("pattern"), say("expected"), say("under the prior"),
                     say("under the posterior")], rows)  # fmt: skip


def _judged(verdict: PartVerdict) -> str:
    return (
        f"{figure(verdict.mean)} [{figure(verdict.low)}; {figure(verdict.high)}], "
        + say("{share} % of runs", share=numbers.number(100.0 * verdict.holds, 0))
        + f": {verdicts.annotated_label(verdict)}"
    )


def _listed(names: list[str]) -> str:
    """By group: `identity`: pace, doing; `ties`: growth_per_contact."""
    colon = " : " if current() == "fr" else ": "
    return "; ".join(
        f"`{group}`{colon}{', '.join(path.partition('.')[2] for path in own)}"
        for group, own in groupby(sorted(names), key=lambda path: path.partition(".")[0])
    )


TABLES = {
    "facts": said,
    "parameters": parameters,
    "patterns": patterns,
    "coverage": coverage,
    "by parameter": by_parameter,
    "held out": held_out,
}


def main() -> None:
    """Write the tables in every language."""
    fill(PAGES, TABLES)


if __name__ == "__main__":
    main()
