"""The generated blocks of docs/patterns.md and docs/constats.md, from saved data only.

python -m studies.pages.patterns     writes them between the marks of both pages

Their head says in half a page what to believe, what not, and what nobody knows; the rest of its lists and
the controls stand below. Each part stands in exactly one list.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from enum import Enum
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from partnersim.analysis.calibration.targets import USED
from partnersim.analysis.validation.controls import Controls
from partnersim.evidence.could_fail import could_fail_rows
from partnersim.evidence.patterns import LEVELS
from partnersim.language import LANGUAGES, current, say
from partnersim.report.formatting import words
from partnersim.report.formatting.verdicts import figure, level_in_words, short_name, star, weak
from partnersim.report.screens.controls import controls_in_words, limit_in_words
from studies.pages import calibration
from studies.pages.markdown import write_between
from studies.pages.patterns_table import fits, table, with_fixed_numbers_drawn
from studies.saved import CONTROLS, PRIOR_VERDICTS, values_of

if TYPE_CHECKING:
    from partnersim.analysis.validation.part_verdict import PartVerdict, Said

PAGES = {"en": Path("docs/patterns.md"), "fr": Path("docs/constats.md")}
NULLS = Path("docs/data/consequences")


class Group(Enum):
    """What a part is worth; a part stands in the first that it meets, failing before all others."""

    FAILED = "failed"
    ABSENT = "absent"
    NOT_DECIDED = "not decided"
    MAY_BE_CHANCE = "may be chance"
    HARDLY = "could hardly fail"
    WRITTEN_IN = "written in"
    PERHAPS = "perhaps written in"
    TOO = "without choices too"
    FITTED = "fitted to"
    UNINFORMATIVE = "uninformative"
    SEEN = "seen"
    WEAK = "weak"
    BLIND = "blind"


NAMED = (
    Group.BLIND, Group.WEAK, Group.SEEN, Group.FAILED, Group.MAY_BE_CHANCE, Group.ABSENT, Group.HARDLY, Group.TOO,
    Group.PERHAPS,
)  # fmt: skip
HEAD = (
    Group.BLIND, Group.WEAK, Group.SEEN, Group.FAILED, Group.MAY_BE_CHANCE, Group.NOT_DECIDED,
)  # fmt: skip
_BY_WORD: dict[Said, Group] = {
    "fails": Group.FAILED,
    "absent": Group.ABSENT,
    "not decided": Group.NOT_DECIDED,
    "may be chance": Group.MAY_BE_CHANCE,
    "could hardly fail": Group.HARDLY,
    "written in": Group.WRITTEN_IN,
    "perhaps written in": Group.PERHAPS,
    "without choices too": Group.TOO,
}


def group_of(verdict: PartVerdict, used: bool) -> Group:
    """Where a part stands; used: whether the fit looked at it."""
    if verdict.said in _BY_WORD:
        return _BY_WORD[verdict.said]
    if verdict.said == "fitted":
        return Group.FITTED if used else Group.UNINFORMATIVE
    if verdict.part.seen:
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


def in_a_hurry(judged: Sequence[PartVerdict]) -> str:
    """What to believe, what not, and what nobody knows, in half a page."""
    lists = _lists(judged)
    return "\n".join(lists[group] for group in HEAD)


def the_rest(judged: Sequence[PartVerdict]) -> str:
    """The other lists, what the patterns tell of parameters, the controls, the limit on false findings."""
    lists = [line for group, line in _lists(judged).items() if group not in HEAD]
    found = Controls(**json.loads(CONTROLS.read_text(encoding="utf-8")))
    return "\n".join(
        [*lists, f"- {_could_hardly_hold(judged)}", f"- {_not_identifiable()}",
         f"- {controls_in_words(found)} {_as_it_was()}", f"- {limit_in_words(judged)}"]
    )  # fmt: skip


def _lists(judged: Sequence[PartVerdict]) -> dict[Group, str]:
    """A line a list: how many parts; their names, or the patterns of those that are not decided."""
    own = groups(judged)
    heads = {
        Group.BLIND: say("**Believe**, as far as one believes a model: *predicted blind*"),
        Group.WEAK: say("*Predicted, but weakly* (in fewer than 80 % of runs)"),
        Group.SEEN: say("*Held, but seen before*"),
        Group.FAILED: say("**Do not believe** the model where it *fails*"),
        Group.MAY_BE_CHANCE: say("*May be chance*, all parts together, and so neither held nor failed"),
        Group.ABSENT: say("*Absent*, too small to matter"),
        Group.HARDLY: say("*Could hardly fail*, and so no verdict"),
        Group.WRITTEN_IN: say("*Written in*, and so no evidence"),
        Group.PERHAPS: say("*Perhaps written in*, and so not held"),
        Group.TOO: say("*Without choices too*, and so not held"),
        Group.FITTED: say("*Fitted to*, and so no predictions"),
        Group.UNINFORMATIVE: say("*Could guide values*, and (almost) all parameters meet them"),
        Group.NOT_DECIDED: say("**Nobody knows**: *not decided* with these runs"),
    }  # fmt: skip
    assert set(heads) == set(Group)
    named = {group: _row(own[group]) for group in NAMED}
    named[Group.NOT_DECIDED] = ", ".join(
        dict.fromkeys(v.pattern.id for v in own[Group.NOT_DECIDED])
    )
    named[Group.NOT_DECIDED] = f"{named[Group.NOT_DECIDED] or say('none')}."
    return {
        group: f"- {head} ({len(own[group])})"
        + (f"{_colon()}{named[group]}" if group in named else ".")
        for group, head in heads.items()
    }


def _colon() -> str:
    return " : " if current() == "fr" else ": "


def _row(parts: Sequence[PartVerdict]) -> str:
    """The parts of a list on one line, by pattern; what is written in and not as expected has its star."""
    named = "; ".join(
        f"{pattern.id} " + ", ".join(short_name(v) + star(v).replace(" *", "\\*") for v in own)
        for pattern, own in groupby(parts, lambda verdict: verdict.pattern)
    )
    return f"{named or say('none')}."


def _could_hardly_hold(judged: Sequence[PartVerdict]) -> str:
    """The parts that fail whatever is drawn, without choices too (decision 51)."""
    rows = could_fail_rows()
    parts = [
        v for v in judged if v.said == "fails" and v.name in rows and rows[v.name].hardly_holds
    ]
    head = say(
        "*Could hardly hold*, of those that fail, whatever is drawn, with choices and without"
    )
    return f"{head} ({len(parts)}){_colon()}{_row(parts)}"


def _not_identifiable() -> str:
    rows = values_of("calibration")
    narrowed = [str(row["parameter"]) for row in rows if row["identified"]]
    page = calibration.PAGES[current()].name
    return say(
        "Of {all} uncertain parameters the patterns narrow {count} one by one ({names}): read results over the "
        "whole prior ([{page}]({page})).", all=len(rows), count=len(narrowed),
        names=", ".join(f"`{name}`" for name in narrowed), page=page,
    )  # fmt: skip


def _as_it_was() -> str:
    """How the model forecasts organisations beside the harder null: each outcome as it was."""
    lead = {
        str(row["outcome"]): float(row["ahead_of_as_it_was"])
        for row in values_of("nulls_scores", NULLS)
    }
    return say(
        "Lead over each outcome as it was, in forecasts of organisations (rank correlation): {awards} awards, "
        "{access} access, {orientation} orientation.",
        **{name: figure(lead[name]) for name in ("awards", "access", "orientation")},
    )  # fmt: skip


def by_level(judged: Sequence[PartVerdict]) -> str:
    """A table for each level at which patterns lie."""
    then = with_fixed_numbers_drawn(judged)
    return "\n\n".join(
        f"### {level_in_words(level)}\n\n{table([v for v in judged if v.part.level == level], then)}"
        for level in LEVELS
    )


BLOCKS: dict[str, Callable[[Sequence[PartVerdict]], str]] = {
    "in a hurry": in_a_hurry,
    "the rest": the_rest,
    "patterns": by_level,
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
