"""The tables of docs/calibration.md and docs/calage.md, and the blocks of docs/patterns.md and
docs/constats.md that tell of the calibration; from saved data only.

python -m studies.pages.calibration     writes them between the marks of the pages
"""

from __future__ import annotations

from itertools import groupby
from pathlib import Path
from typing import Any

from partnersim.analysis.validation.part_verdict import PartVerdict
from partnersim.analysis.validation.verdicts import saved as saved_verdicts
from partnersim.language import current, numbers, say
from partnersim.report.formatting import verdicts
from partnersim.report.formatting.verdicts import figure, in_words
from partnersim.report.screens import calibration as tables
from studies.pages.markdown import fill, table_of
from studies.saved import POSTERIOR_VERDICTS, PRIOR_VERDICTS, values_of

_UNEVEN = 0.05
PAGES = {"en": Path("docs/calibration.md"), "fr": Path("docs/calage.md")}


def facts() -> dict[str, Any]:
    """What stands once."""
    return values_of("calibration_facts")[0]


def narrowed() -> str:
    """How many parameters are narrowed: the first sentence, for a reader in a hurry."""
    return _sentences()[0]


def said() -> str:
    """The other sentences that go with the tables, as a list."""
    known = facts()
    lines = _sentences()[1:]
    if known["unreachable"] and not known["unreachable_narrowed"]:
        lines.append(
            say("{parts}: reached by less than one row in twenty. Were it fitted to all the same, hardly any row of "
                "the prior would be kept ({share} %): these patterns exclude one another.",
                parts=known["unreachable"],
                share=numbers.number(100.0 * known["unreachable_share"], 4))
        )  # fmt: skip
    elif known["unreachable"]:
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


def _sentences() -> list[str]:
    return tables.sentences(facts(), values_of("calibration"))


def parameters() -> str:
    """Parameters that are narrowed, or would be by exact measures; the others by name."""
    rows = values_of("calibration")
    shown = [row for row in rows if row["identified"] or row["exact_identified"]]
    others = [row["parameter"] for row in rows if row not in shown]
    rest = say("Not shown, as neither narrows them ({count}; `docs/data/calibration.csv`): {names}.",
               count=len(others), names=_listed(others))  # fmt: skip
    table = table_of(tables.parameter_heads(), tables.parameter_cells(shown, "`"))
    return f"{table}\n\n{rest}"


def patterns() -> str:
    """The `cal` parts before and after."""
    return table_of(tables.pattern_heads(), tables.pattern_cells(values_of("calibration_patterns")))


def coverage() -> str:
    """How often intervals held simulated truths, of parameters that can be learned; how even ranks are."""
    rows = [row for row in values_of("calibration_coverage") if row["of"] == "identified"]
    table = table_of(tables.coverage_heads(), tables.coverage_cells(rows))
    uneven = [row["exact_uniform"] for row in values_of("calibration") if row["exact_identified"]]
    ranks = say("Ranks of the truth within its posterior (simulation-based calibration, chi-square): of {count} "
                "parameters {low} lie below p = 0.05; one in twenty would by chance.",
                count=len(uneven), low=sum(p < _UNEVEN for p in uneven))  # fmt: skip
    return f"{table}\n\n{ranks}"


def held_out() -> str:
    """The `val` parts that are judged otherwise under the posterior; how many are judged alike."""
    before = {
        (verdict.pattern.id, verdict.part.id): verdict for verdict in saved_verdicts(PRIOR_VERDICTS)
    }
    every = saved_verdicts(POSTERIOR_VERDICTS)
    otherwise = [
        verdict
        for verdict in every
        if verdict.verdict != before[verdict.pattern.id, verdict.part.id].verdict
    ]
    rows = [
        [tables.name_of({"pattern": verdict.pattern.id, "part": verdict.part.id}), in_words(verdict.part.expected),
         _judged(before[verdict.pattern.id, verdict.part.id]), _judged(verdict)]
        for verdict in otherwise
    ]  # fmt: skip
    alike = say(
        "Judged alike: {alike} of {all} parts.", alike=len(every) - len(rows), all=len(every)
    )
    heads = [say("pattern"), say("expected"), say("under the prior"), say("under the posterior")]
    return f"{alike}\n\n{table_of(heads, rows)}"


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
    "narrowed": narrowed,
    "facts": said,
    "parameters": parameters,
    "patterns": patterns,
    "coverage": coverage,
    "held out": held_out,
}


def main() -> None:
    """Write the tables in every language."""
    fill(PAGES, TABLES)


if __name__ == "__main__":
    main()
