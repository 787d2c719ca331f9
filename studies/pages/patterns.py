"""The generated blocks of docs/patterns.md and docs/constats.md, from saved data only.

python -m studies.pages.patterns     writes them between the marks of both pages

Its head says on one page what was fitted to, what was predicted, what fails and what is not
identifiable. Each part stands in exactly one of its lists.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from enum import Enum
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from partnersim.analysis.calibration.targets import USED
from partnersim.language import LANGUAGES, current, numbers, say
from partnersim.report.formatting import words
from partnersim.report.formatting.verdicts import in_words, short_name, verdict_label, weak
from studies.pages import calibration, limits
from studies.pages.markdown import write_between
from studies.pages.patterns_table import (
    after,
    caption,
    estimate,
    fits,
    link,
    posterior,
    share,
    table,
)
from studies.saved import PRIOR_VERDICTS, values_of

if TYPE_CHECKING:
    from partnersim.analysis.validation.verdicts import PartVerdict

PAGES = {"en": Path("docs/patterns.md"), "fr": Path("docs/constats.md")}


class Group(Enum):
    """What a part is worth; a part stands in the first that it meets, failing before all others."""

    FAILED = "failed"
    NOT_DECIDED = "not decided"
    WRITTEN_IN = "written in"
    FITTED = "fitted to"
    UNINFORMATIVE = "uninformative"
    SEEN = "seen"
    WEAK = "weak"
    BLIND = "blind"


def group_of(verdict: PartVerdict, used: bool) -> Group:
    """Where a part stands; used: whether the fit looked at it."""
    part = verdict.part
    if verdict.verdict != "emerges":
        return Group.FAILED if verdict.verdict == "fails" else Group.NOT_DECIDED
    if part.written_in:
        return Group.WRITTEN_IN
    if part.use == "cal":
        return Group.FITTED if used else Group.UNINFORMATIVE
    if part.seen:
        return Group.SEEN
    return Group.WEAK if weak(verdict) else Group.BLIND


def groups(judged: Sequence[PartVerdict]) -> dict[Group, list[PartVerdict]]:
    """The parts of each list, in the order of the patterns."""
    fitted = fits()
    grouped: dict[Group, list[PartVerdict]] = {group: [] for group in Group}
    for verdict in judged:
        used = verdict.name in fitted and fitted[verdict.name]["status"] == USED
        grouped[group_of(verdict, used)].append(verdict)
    return grouped


def on_one_page(judged: Sequence[PartVerdict]) -> str:
    """What was fitted to, what was predicted, what failed, what is not identifiable."""
    grouped = groups(judged)
    page = calibration.PAGES[current()].name
    blocks = [
        say("{parts} parts of {patterns} patterns, each in one list. Verdicts are under the prior, before any fit; "
            "[{page}]({page}) has those under the posterior. A share in brackets: holds in fewer than 80 % of runs, "
            "*weakly*.", parts=len(judged),
            patterns=len({verdict.pattern.id for verdict in judged}), page=page),
        _listed(
            say("**Fitted to** ({count}), and so no predictions:", count=len(grouped[Group.FITTED])),
            [_before_and_after(verdict) for verdict in grouped[Group.FITTED]],
        ),
        _row(
            say("**Could guide values and did not inform the fit** ({count}): (almost) all parameters meet them, so "
                "that they are no predictions either.", count=len(grouped[Group.UNINFORMATIVE])),
            grouped[Group.UNINFORMATIVE],
        ),
        _row(
            say("**Predicted blind** ({count}): `val`, not written in, not seen before, and holding in at least "
                "80 % of runs.", count=len(grouped[Group.BLIND])), grouped[Group.BLIND],
        ),
        _row(
            say("**Predicted, but weakly** ({count}): the same, holding in fewer than 80 % of runs.",
                count=len(grouped[Group.WEAK])), grouped[Group.WEAK],
        ),
        _row(
            say("**Held but seen beforehand** ({count}): a verdict under earlier rules or measures was known.",
                count=len(grouped[Group.SEEN])), grouped[Group.SEEN],
        ),
        _row(
            say("**Written in by a rule** ({count}, starred), so that it is no evidence for the model.",
                count=len(grouped[Group.WRITTEN_IN])), grouped[Group.WRITTEN_IN],
        ),
        _listed(
            say("**Failed** ({count}):", count=len(grouped[Group.FAILED])),
            [_failing(verdict) for verdict in grouped[Group.FAILED]],
        ),
        _row(
            say("**Not decided** ({count}): the interval holds both.",
                count=len(grouped[Group.NOT_DECIDED])), grouped[Group.NOT_DECIDED],
        ),
        *_otherwise_after(judged),
        _not_identifiable(),
    ]  # fmt: skip
    return "\n\n".join(blocks)


def _listed(head: str, lines: Sequence[str]) -> str:
    return "\n".join([head, "", *(f"- {line}" for line in lines)]) if lines else head


def _row(head: str, parts: Sequence[PartVerdict]) -> str:
    """The parts of a list on one line, by pattern."""
    named = "; ".join(
        f"{pattern.id} " + ", ".join(map(_short, own))
        for pattern, own in groupby(parts, lambda verdict: verdict.pattern)
    )
    return _listed(head, [named] if named else [])


def _short(verdict: PartVerdict) -> str:
    """A link by the part's own name; how weakly it holds is reported wherever it does."""
    text = link(verdict, short_name(verdict))
    return f"{text} ({numbers.number(100 * verdict.holds, 0)} %)" if weak(verdict) else text


def _before_and_after(verdict: PartVerdict) -> str:
    fit = fits()[verdict.name]
    return say(
        "{part}: {estimate}, {share}, {verdict}; after the fit {after}", part=link(verdict),
        verdict=verdict_label(verdict), estimate=estimate(verdict), share=share(verdict.holds),
        after=after(fit["mean_after"], fit["holds_after"]),
    )  # fmt: skip


def _failing(verdict: PartVerdict) -> str:
    return say(
        "{part}: {estimate}, expected {expected}", part=link(verdict) + " *" * verdict.part.written_in,
        estimate=estimate(verdict), expected=in_words(verdict.part.expected),
    )  # fmt: skip


def _otherwise_after(judged: Sequence[PartVerdict]) -> list[str]:
    """Parts whose verdict is another one under the posterior."""
    later = posterior()
    changed = [
        say("{part} {verdict}", part=link(verdict), verdict=verdict_label(later[verdict.name]))
        for verdict in judged
        if verdict.name in later and verdict_label(later[verdict.name]) != verdict_label(verdict)
    ]
    if not changed:
        return []
    return [
        say("**Otherwise under the posterior** (`val` parts, listed above by the prior): {parts}.",
            parts="; ".join(changed))
    ]  # fmt: skip


def _not_identifiable() -> str:
    rows = values_of("calibration")
    identified = sum(bool(row["identified"]) for row in rows)
    page = calibration.PAGES[current()].name
    head = say(
        "**Not identifiable one by one**: {count} of {all} uncertain parameters, at a floor of {floor} "
        "([{page}]({page})).", count=len(rows) - identified, all=len(rows), page=page,
        floor=numbers.number(calibration.facts()["floor"], 1),
    )  # fmt: skip
    return _listed(head, calibration.caveats())


def failing(judged: Sequence[PartVerdict]) -> str:
    """Failing parts, by the last section of the limits that names their pattern."""
    page = limits.PAGES[current()]
    texts = sections(page.read_text(encoding="utf-8"))
    by_section: dict[str, list[str]] = {}
    for verdict in judged:
        if verdict.verdict == "fails":
            discussed = [
                name
                for name, text in texts.items()
                if re.search(rf"\b{verdict.pattern.id}\b", text)
            ]
            section = discussed[-1] if discussed else ""
            by_section.setdefault(section, []).append(
                link(verdict) + " *" * verdict.part.written_in
            )
    undiscussed = by_section.pop("", [])
    lines = [
        say("[{section}]({page}#{anchor}): {parts}", section=section, page=page.name,
            anchor=slug(section), parts=", ".join(parts))
        for section, parts in by_section.items()
    ]  # fmt: skip
    if undiscussed:
        lines.append(
            say("Not discussed in [{page}]({page}): {parts}", page=page.name,
                parts=", ".join(undiscussed))
        )  # fmt: skip
    return "\n".join(f"- {line}" for line in lines)


def sections(page: str) -> dict[str, str]:
    """What stands under each heading of a page."""
    parts = re.split(r"^##+ (.*)$", page, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def slug(heading: str) -> str:
    """The name that a heading has in a link, by the rule of GitHub."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


BLOCKS: dict[str, Callable[[Sequence[PartVerdict]], str]] = {
    "on one page": on_one_page,
    "patterns": lambda judged: f"{caption()}\n\n{table(judged)}",
    "identifiability": lambda _: calibration.identifiability(),
    "failing": failing,
}


def write(judged: Sequence[PartVerdict]) -> None:
    """Fill the pages in every language."""
    for language in LANGUAGES:
        with words.speaking(language):
            for name, make in BLOCKS.items():
                write_between(PAGES[language], name, make(judged))


def main() -> None:
    """Write the blocks from the saved verdicts."""
    from partnersim.analysis.validation.verdicts import saved

    write(saved(PRIOR_VERDICTS))


if __name__ == "__main__":
    main()
