"""The tables of docs/parameters.md and docs/parametres.md, from the registry only.

python -m studies.pages.parameters     writes them between the marks of both pages
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from itertools import groupby
from pathlib import Path

from partnersim.declarations import Source
from partnersim.evidence.bibliography import works
from partnersim.evidence.registry import Entry, Grade, Kind, Use, entries
from partnersim.evidence.registry.labels import feeds_label, grade_label, kind_label, use_label
from partnersim.language import current, say
from partnersim.scenario.parameter_groups import groups, path_of
from studies.pages.markdown import fill, table_of

PAGES = {"en": Path("docs/parameters.md"), "fr": Path("docs/parametres.md")}


def grades_table() -> str:
    """How many entries of each kind have each grade."""
    counted = Counter((entry.kind, entry.grade) for entry in entries())
    rows = [[grade_label(grade), *(str(counted[kind, grade]) for kind in Kind)] for grade in Grade]
    rows.append([say("together"), *(str(sum(counted[kind, g] for g in Grade)) for kind in Kind)])
    return table_of([say("grade"), *map(kind_label, Kind)], rows)


def _cited(entry: Entry) -> str:
    """The key and the place, or the assumption."""
    if isinstance(entry.evidence, Source):
        return f"`{entry.evidence.key}`: {say(entry.evidence.where)}"
    reason, searched = say(entry.evidence.reason), say(entry.evidence.searched)
    return say("assumption: {reason} (searched: {searched})", reason=reason, searched=searched)


def _ends(low: float | None, high: float | None) -> str:
    if low is None or high is None:
        return "–"
    return say("{low} to {high}", low=f"{low:.10g}", high=f"{high:.10g}")


def _lines(listed: Iterable[Entry]) -> str:
    heads = (
        say("path"), say("meaning"), say("value"), say("unit"), say("bounds"), say("prior"), say("role"),
        say("grade"), say("use"), say("source"),
    )  # fmt: skip
    return table_of(
        heads,
        (
            (f"`{entry.path}`", entry.meaning.in_language(current()), f"`{entry.value}`", say(entry.unit),
             ", ".join(entry.choices) or _ends(entry.low, entry.high),
             _ends(*entry.prior) if entry.prior else "–", role_in_words(entry.role), entry.grade.value,
             use_label(entry), _cited(entry))
            for entry in listed
        ),
    )  # fmt: skip


def role_in_words(role: str) -> str:
    """Lever, uncertainty or setting."""
    names = {"lever": say("lever"), "uncertainty": say("uncertainty"), "setting": say("setting"),
             "fixed": say("fixed")}  # fmt: skip
    return names.get(role, say("data"))


def parameter_tables() -> str:
    """A heading and a table for each group."""
    declared = [entry for entry in entries() if entry.kind is Kind.PARAMETER]
    titles = {path_of(group): group.meaning for group in groups()}
    parts = []
    for above, own in groupby(declared, lambda entry: entry.path.rpartition(".")[0]):
        title = titles[above].in_language(current()) if above in titles else say("Interviews")
        parts.append(f"#### {title} (`{above}`)\n\n{_lines(own)}")
    return "\n\n".join(parts)


def initial_table() -> str:
    """Values that everybody starts from."""
    return _lines(entry for entry in entries() if entry.path.startswith("initial."))


def files_table() -> str:
    """Files of numbers, a row a column: how many, in what unit, of which grades, from where."""
    columns: dict[tuple[str, str], list[Entry]] = {}
    for entry in entries():
        if entry.kind in (Kind.INITIAL, Kind.SERIES) and not entry.path.startswith("initial."):
            meaning = entry.meaning.in_language(current())
            columns.setdefault(("/".join(Path(entry.place).parts[-2:]), meaning), []).append(entry)
    heads = (say("file"), say("meaning"), say("numbers"), say("unit"), say("bounds"), say("grade"),
             say("use"), say("source"))  # fmt: skip
    return table_of(
        heads,
        (
            (f"`{file}`", meaning, str(len(of)), say(of[0].unit), _ends(of[0].low, of[0].high),
             ", ".join(f"{g.value} {n}" for g, n in sorted(Counter(o.grade for o in of).items())),
             use_label(of[0]), _sources(of))
            for (file, meaning), of in columns.items()
        ),
    )  # fmt: skip


def _sources(listed: Iterable[Entry]) -> str:
    """Keys with how many numbers each gave."""
    counted = Counter(
        f"`{entry.evidence.key}`" if isinstance(entry.evidence, Source) else say("assumption")
        for entry in listed
    )
    return ", ".join(f"{name} {count}" for name, count in counted.most_common())


def constants_table() -> str:
    """Numbers that stand in the rules, neither set nor drawn."""
    constants = [entry for entry in entries() if entry.kind is Kind.CONSTANT]
    return table_of(
        (say("path"), say("meaning"), say("numbers"), say("grade"), say("source")),
        (
            (f"`{entry.path}`", entry.meaning.in_language(current()), f"`{entry.value}`",
             entry.grade.value, _cited(entry))
            for entry in constants
        ),
    )  # fmt: skip


def calibrated_table() -> str:
    """Values that were chosen with a figure or a pattern in view."""
    chosen = [entry for entry in entries() if entry.by]
    return table_of(
        (say("path"), say("value"), say("chosen by"), say("grade"), say("source")),
        (
            (f"`{o.path}`", f"`{o.value}`", ", ".join(o.by), o.grade.value, _cited(o))
            for o in chosen
        ),
    )


def works_table() -> str:
    """Each work with what was taken from it for which use."""
    counted: dict[str, Counter[Use]] = {}
    for entry in entries():
        if isinstance(entry.evidence, Source):
            counted.setdefault(entry.evidence.key, Counter())[entry.use] += 1
    rows = []
    for key, work in works().items():
        if key in counted:
            numbers = [str(counted[key][use] or "–") for use in Use]
            rows.append([f"`{key}`", f"{work.author} ({work.year}). {work.title}.", *numbers])
    heads = [say("key"), say("work"), say("input"), say("calibration"), say("validation")]
    return table_of(heads, rows)


def agents_map() -> str:
    """Which files and groups, from which sources, reach which attributes of which agents."""
    reached: dict[str, dict[str, list[Entry]]] = {}
    for entry in entries():
        if entry.kind is not Kind.PATTERN:
            home = Path(entry.place).name
            if entry.kind is Kind.PARAMETER:
                home = entry.path.rpartition(".")[0]
            for feeds in entry.feeds.split("; "):
                reached.setdefault(feeds, {}).setdefault(home, []).append(entry)
    rows = [
        (feeds_label(feeds), ", ".join(f"`{home}`" for home in homes),
         _sources(entry for of in homes.values() for entry in of))
        for feeds, homes in sorted(reached.items())
    ]  # fmt: skip
    return table_of((say("agent and attribute"), say("file or group"), say("source")), rows)


TABLES: dict[str, Callable[[], str]] = {
    "grades": grades_table,
    "parameters": parameter_tables,
    "initial": initial_table,
    "files": files_table,
    "constants": constants_table,
    "calibrated": calibrated_table,
    "works": works_table,
    "map": agents_map,
}


def main() -> None:
    """Fill the pages."""
    fill(PAGES, TABLES)


if __name__ == "__main__":
    main()
