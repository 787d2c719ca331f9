"""Tables that set reforms beside what they are compared with, for reports and for the pages of the docs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from partnersim.language import numbers, say, say_all
from partnersim.report.pages.cases import Case, Row
from partnersim.report.pages.changes import Change
from partnersim.report.pages.parts import Table


def changes(cases: Sequence[Case]) -> Table:
    """A lever a row; "unchanged" where a reform leaves it as it is."""
    funders = {row.whose for case in cases for row in case.changes}
    by_case = [{_lever(row, funders): row for row in case.changes} for case in cases]
    rows = []
    for what in dict.fromkeys(what for of in by_case for what in of):
        before = next(of[what].before for of in by_case if what in of)
        after = (of[what].after if what in of else say("unchanged") for of in by_case)
        rows.append([what, before, *after])
    head = say("Lever ({whose})", whose=funders.pop()) if len(funders) == 1 else say("Lever")
    return Table([head, cases[0].reference, *(case.title for case in cases)], rows, words=9)


def _lever(row: Change, funders: set[str]) -> str:
    """What it is called, with whose it is where several differ."""
    return row.what if len(funders) == 1 else f"{row.what} ({row.whose})"


def sources(cases: Sequence[Case]) -> str:
    """Where the values of reforms come from, each source once."""
    told: dict[str, None] = {}
    for case in cases:
        told.update(dict.fromkeys(row.source for row in case.changes if row.source))
    return say("Sources: {sources}.", sources=say("; ").join(told)) if told else ""


def results(cases: Sequence[Case]) -> Table:
    """A measure a row, its value in the reference, then value and difference of each reform."""
    difference = say("Difference [95 % interval]")
    rows = [
        [of[0].label, of[0].before, *(cell for row in of for cell in (row.after, told(row)))]
        for of in zip(*(case.rows for case in cases), strict=True)
    ]
    if len(cases) == 1:
        return Table([say("Measure"), cases[0].reference, cases[0].title, difference], rows)
    return Table(
        [say("Measure"), cases[0].reference, *(say("Value"), difference) * len(cases)],
        rows,
        [("", 2), *((case.title, 2) for case in cases)],
    )


def told(row: Row) -> str:
    """A difference with its interval kept together; that runs show none, where they do not."""
    kept = row.difference.replace("; ", f";{numbers.NO_BREAK}")
    return kept if row.shown else say("no difference shown")


def newcomers(cases: Sequence[Case]) -> Table | None:
    """By status, what each reform changes for those who arrive; nothing where that was not measured."""
    if not all(case.newcomers for case in cases):
        return None
    measures = say_all("People served a month", "Need two years after arrival")
    rows = [
        [of[0][0], *(cell for row in of for cell in row[1:])]
        for of in zip(*(case.newcomers for case in cases), strict=True)
    ]
    groups = [("", 1), *((case.title, 2) for case in cases)] if len(cases) > 1 else []
    return Table([say("Status"), *measures * len(cases)], rows, groups)


def once(said: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Titles and texts; what is the same of several stands once, under all their titles."""
    titles: dict[str, list[str]] = {}
    for title, text in said:
        titles.setdefault(text, []).append(title)
    for text, of in titles.items():
        yield ", ".join(of), text


def set_and_chosen(cases: Sequence[Case]) -> tuple[str, list[tuple[str, str]]]:
    """What scenarios set, once where it is the same of all; then of each what else there is to say."""
    if len({case.set_by for case in cases}) == 1:
        return cases[0].set_by, [(case.title, case.chosen) for case in cases if case.chosen]
    return "", [(case.title, f"{case.set_by} {case.chosen}".strip()) for case in cases]
