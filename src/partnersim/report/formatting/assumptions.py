"""The assumptions of a result, in one sentence that names the file with all of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from partnersim.evidence.registry import assumptions
from partnersim.language import numbers, say

_EXACT = 100  # more than these are told in hundreds


def sentence(rows: Iterable[Mapping[str, str]], count: int | None = None) -> str:
    """How many assumptions act, how many were drawn, and where all of them are listed.

    count: how many numbers there are in all, where that is known.
    """
    listed = assumptions.Listed.of(rows)
    counts = {
        "assumed": numbers.number(listed.assumed, 0),
        "acting": numbers.number(listed.acting, 0),
        "sized": numbers.number(listed.sized, 0),
        "drawn": numbers.number(listed.drawn, 0),
        "file": assumptions.FILE,
    }
    rest = say(
        "{acting} of these act here, {drawn} of which {drawn|was|were} drawn or varied. {file} gives the reason of "
        "each; `partnersim explain NAME` says where a number comes from.",
        **counts,
    )
    if count is None:
        return (
            say(
                "Behind it: {assumed} assumptions, and {sized} numbers of known direction and assumed size.",
                **counts,
            )
            + " "
            + rest
        )
    first = say(
        "Behind it: {count} numbers, {assumed} of them assumptions and {sized} of known direction but assumed size.",
        count=numbers.number(count, 0),
        **counts,
    )
    return f"{first} {rest}"


def sentence_of_folder(folder: Path) -> str:
    """The same of a folder of results; nothing where it was made before such a list was."""
    rows = assumptions.read(folder)
    return "" if rows is None else sentence(rows)


def in_short(folder: Path, varied: int = 0) -> str:
    """About how many assumptions stand behind a folder of results, for somebody who forwards it.

    varied: how many factors of a sweep were, where nothing else was drawn; not all of them are assumptions.
    """
    rows = assumptions.read(folder)
    if rows is None:
        return ""
    listed = assumptions.Listed.of(rows)
    about = round(listed.assumed, -2) if listed.assumed > _EXACT else listed.assumed
    if varied:
        return say(
            "About {assumed} assumptions stand behind it; of the {varied} factors varied here {drawn} {drawn|is "
            "one|are among them}; who made this report has the list, with the reason of each.",
            assumed=numbers.number(about, 0),
            varied=varied,
            drawn=numbers.number(listed.drawn, 0),
        )
    return say(
        "About {assumed} assumptions stand behind it, {drawn} of which {drawn|is|are} drawn at random or varied here; "
        "who made this report has the list, with the reason of each.",
        assumed=numbers.number(about, 0),
        drawn=numbers.number(listed.drawn, 0),
    )
