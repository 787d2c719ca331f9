"""Tables that set reforms beside what they are compared with, for reports and for the pages of the docs."""

from __future__ import annotations

from collections.abc import Sequence

from partnersim.language import numbers, say, say_all
from partnersim.report.formatting import certainty
from partnersim.report.pages.cases import Case, Row
from partnersim.report.pages.changes import Change
from partnersim.report.pages.parts import Table

_NAMED = 4  # measures, at most
_LETTERS = "abcdefghijkmnpqrstuvwxyz"  # without those that look like a digit


def changes(cases: Sequence[Case]) -> Table:
    """A lever a row; "unchanged" where a reform leaves it as it is; letters of sources.

    Where main funders differ, what they do stands side by side under their role.
    """
    by_role = any(row.main and row.what == say("Main funder") for case in cases for row in case.changes)  # fmt: skip
    told = [
        [row._replace(whose=say("main funder")) if by_role and row.main else row for row in each]
        for each in (case.changes for case in cases)
    ]
    main = next((row.whose for of in told for row in of if row.main), "")
    by_case = [{_lever(row, main): row for row in reversed(of)} for of in told]
    rows, letters = [], _letters(cases)
    every = dict.fromkeys(_lever(row, main) for of in told for row in of)
    for what in sorted(every, key=lambda what: what != say("Main funder")):
        first = next(of[what] for of in by_case if what in of)
        before = _with_letter(first.before, letters.get(first.source_before))
        after = (
            _with_letter(of[what].after, letters.get(of[what].source))
            if what in of
            else say("unchanged")
            for of in by_case
        )
        rows.append([what, before, *after])
    others = any(row.whose != main for of in told for row in of)
    if not main:
        head = say("Lever")
    elif others:
        head = say("Lever ({whose}, unless said otherwise)", whose=main)
    else:
        head = say("Lever ({whose})", whose=main)
    return Table([head, cases[0].reference, *(case.title for case in cases)], rows, words=9)


def _with_letter(value: str, letter: str | None) -> str:
    """A value, with the letter of its source."""
    return f"{value}{numbers.NO_BREAK}[{letter}]" if letter else value


def _lever(row: Change, main: str) -> str:
    """What it is called, with whose it is where that is not the main funder."""
    return row.what if row.whose == main else f"{row.what} ({row.whose})"


def sources(cases: Sequence[Case]) -> str:
    """Where values come from: each source once, with the letter that stands at its values."""
    letters = _letters(cases)
    if not letters:
        return ""
    told = (f"[{letter}]{numbers.NO_BREAK}{source}" for source, letter in letters.items())
    return say("Sources: {sources}.", sources=say("; ").join(told))


def _letters(cases: Sequence[Case]) -> dict[str, str]:
    """A letter for each source, in the order of the table; numbers once the alphabet ends."""
    rows = [row for case in cases for row in case.changes]
    found = dict.fromkeys(
        source for row in rows for source in (row.source_before, row.source) if source
    )
    letters = [*_LETTERS, *(str(n) for n in range(1, len(found) + 1))]
    return dict(zip(found, letters, strict=False))


def results(cases: Sequence[Case]) -> Table:
    """A measure a row: its value in the reference, then of each reform its value and the difference.

    Of several reforms each takes one column, its difference in round brackets.
    """
    starred = not _all_set(cases)

    def value(row: Row) -> str:
        return f"{row.after}{numbers.NO_BREAK}*" if row.is_set and starred else row.after

    if len(cases) == 1:
        rows = [[row.label, row.before, value(row), told(row)] for row in cases[0].rows]
        difference = say("Difference [95 % interval]")
        return Table([say("Measure"), cases[0].reference, cases[0].title, difference], rows)
    rows = [
        [of[0].label, of[0].before, *(f"{value(row)} ({told(row)})" for row in of)]
        for of in zip(*(case.rows for case in cases), strict=True)
    ]
    heads = [say("Measure"), cases[0].reference, *(case.title for case in cases)]
    return Table(heads, rows, wraps=True)


def paid(cases: Sequence[Case]) -> Table | None:
    """Millions paid in the last year by instrument, beside the reference; of a run, whose is not kept, nothing."""
    first = cases[0]
    if not first.paid.known:
        return None
    apart = len({case.paid.whose for case in cases}) > 1
    in_all = {
        say("{funder}, in all", funder=case.paid.whose): say("Main funder, in all")
        for case in cases
        if apart
    }
    by_case = [
        {in_all.get(line.label, line.label): line for line in case.paid.lines} for case in cases
    ]
    labels = dict.fromkeys(label for own in by_case for label in own)
    rows = []
    for label in labels:
        own = [of.get(label) for of in by_case]
        before = next(line.before for line in own if line)
        cells = (f"{line.after} ({line.difference})" if line else numbers.MISSING for line in own)
        rows.append([label, before, *cells])
    what = say("Paid in the last year, $ million")
    return Table([what, first.reference, *(case.title for case in cases)], rows, wraps=True)


def paid_of_ministry(cases: Sequence[Case]) -> list[list[str]]:
    """What the main ministry paid by instrument, where there is room for few words; without what is the same."""
    table = paid(cases)
    told = (
        [] if table is None else table.rows[:-2]
    )  # the answer tells it in all; others' is in reports
    rows = [
        [what, before, *(cell.partition(" (")[0] for cell in cells)]
        for what, before, *cells in told
    ]
    return [
        [say("Paid, $ million: {what}", what=row[0]), *row[1:]] for row in rows if _moved(row[1:])
    ]


def _moved(cells: Sequence[str]) -> bool:
    """Whether any is another number of millions than the first by one or more."""
    first, *others = (float(cell.replace(",", ".")) for cell in cells)
    return any(abs(other - first) >= 1.0 for other in others)


def paid_of_run(case: Case) -> str:
    """What was paid beside what is set, of a run, whose reference left no payments."""
    lines = [
        say("{what} {paid} ({set} set)", what=line.label, paid=line.after, set=line.before)
        for line in case.paid.lines
    ]
    return say("Paid in the last year, in $ million: {lines}.", lines=say("; ").join(lines))


def why_paid(cases: Sequence[Case]) -> str:
    """Why what was paid is not what is set, of each scenario where that is so; what is the same of several once."""
    told = [(cases[0].reference, cases[0].paid.why_before)]
    told += [(case.title, case.paid.why) for case in cases]
    titles: dict[str, list[str]] = {}
    for title, why in told:
        if why:
            titles.setdefault(why, []).append(title)
    said = [say("{title}. {text}", title="; ".join(of), text=why) for why, of in titles.items()]
    if not cases[0].paid.known:
        said = [paid_of_run(cases[0]), cases[0].paid.why]
        said.append(
            say("What the reference paid is not kept with a run; partnersim compare tells it.")
        )
    return " ".join(filter(None, said))


def told(row: Row) -> str:
    """A difference with its interval kept together, and that it is hardly one, or not decided."""
    kept = row.difference.replace("; ", f";{numbers.NO_BREAK}")
    if row.verdict == certainty.OPEN:
        return say("{difference}, not decided", difference=kept)
    if row.verdict == certainty.HARDLY:
        return say("hardly, {difference}", difference=kept)
    return kept


def undecided(cases: Sequence[Case], *, counted: bool = True) -> list[tuple[str, str]]:
    """Of each reform, what its runs do not decide, where there is any.

    counted: where they are many, by their number; else nothing of them.
    """
    told = []
    for case in cases:
        labels = [row.label for row in case.rows if row.verdict == certainty.OPEN]
        if labels and (counted or len(labels) <= _NAMED):
            measures = (
                "; ".join(labels)
                if len(labels) <= _NAMED
                else say(
                    "{count} of {all} measures of the table", count=len(labels), all=len(case.rows)
                )
            )
            verdict = certainty.not_decided(case.runs)
            told.append(
                (case.title, say("{verdict}: {measures}.", verdict=verdict, measures=measures))
            )
    return told


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


def set_by(cases: Sequence[Case]) -> str:
    """What a scenario makes of the differences itself, or which stars say so, and what boards' choices make."""
    known = [case for case in cases if case.measured]
    unknown = [case.title for case in cases if not case.measured]
    told = []
    if _all_set(cases):
        told.append(
            say(
                "The money and the terms themselves make more than half of each difference (measured beforehand, "
                "boards' choices held)."
            )
        )
    elif known:
        told.append(
            say(
                "*: the money and the terms themselves make more than half of the difference (measured beforehand, "
                "boards' choices held)."
            )
        )
    if unknown:
        told.append(
            say("What the scenario makes itself, and what is response, was not measured.")
            if len(cases) == 1
            else say(
                "What the scenario makes itself, and what is response, was not measured for: {titles}.",
                titles="; ".join(unknown),
            )
        )
    if chosen := [case for case in known if case.chosen]:
        parts = [
            say("{text} ({title})", title=case.title, text=case.chosen)
            if cases[1:]
            else case.chosen
            for case in chosen
        ]
        told.append(say("Part that boards' choices make: {parts}.", parts="; ".join(parts)))
    return " ".join(told)


def _all_set(cases: Sequence[Case]) -> bool:
    """Whether a star would stand at every difference, so that a sentence serves."""
    return all(row.is_set for case in cases for row in case.rows)
