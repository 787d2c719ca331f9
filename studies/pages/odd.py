"""The tables of docs/ODD.md, its French twin and docs/TRACE.md, from the code, the registry and the saved verdicts.

python -m studies.pages.odd     writes them between the marks of the pages
"""

from __future__ import annotations

import ast
import inspect
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from partnersim.declarations import Source
from partnersim.evidence.bibliography import cite
from partnersim.evidence.registry import Grade, Kind, Use, entries
from partnersim.language import say
from partnersim.report.formatting import words
from studies.pages.markdown import table_of, write_between

ODD, TRACE = Path("docs/ODD.md"), Path("docs/TRACE.md")
ODD_FR = Path("docs/ODD_fr.md")
_KINDS = {"?": "yes or no", "i8": "whole number", "f8": "number", "i1": "code", "i2": "whole number", "u4": "code",
          "f4": "number", "u8": "key"}  # fmt: skip


def state_tables() -> str:
    """Every column of the state: name, type, unit, bounds, meaning, and the file that declares it."""
    from partnersim.population.tables import PARTS, columns_of, home_of_column, titles

    parts = []
    for table, title in (titles() | PARTS).items():
        rows = []
        for name, column in columns_of(table).items():
            size = f", {column.shape[0]} values" if column.shape else ""
            home = home_of_column(table, name)
            rows.append([f"`{name}`", _KINDS[column.kind] + size, column.unit, _bounds(column.bounds),
                         column.meaning.en, f"[`{home.rpartition('.')[2]}`]({_link(home)})"])  # fmt: skip
        heads = ("column", "type", "unit", "bounds", "meaning", "declared in")
        parts.append(f"#### {title}\n\n{table_of(heads, rows)}")
    return "\n\n".join(parts)


def _bounds(ends: tuple[float, float] | None) -> str:
    """Bounds in words; a yes or no has none."""
    if ends is None or ends == (float("-inf"), float("inf")):
        return "–"
    return f"from {ends[0]:g}" if ends[1] == float("inf") else f"{ends[0]:g} to {ends[1]:g}"


def schedule_table() -> str:
    """The month's steps in their order, with the file of each and what it does."""
    from partnersim.schedule import schedule

    rows = []
    for phase, steps in schedule().items():
        name = f"{phase.value}. {phase.name.lower().replace('_', ' ')}"
        for step in steps:
            module = step.__module__
            doc = (inspect.getdoc(step) or "").split("\n\n", maxsplit=1)[0]
            rows.append([name, f"[`{module.split('.', 1)[1]}`]({_link(module)})", doc])
    return table_of(("phase", "file", "what it does"), rows)


def _link(module: str) -> str:
    return f"../src/{module.replace('.', '/')}.py"


def submodels() -> str:
    """Every mechanism and instrument: its docstring, with its equations, and its file."""
    from partnersim.scenario.parameter_groups import behaviour

    parts = []
    for module in behaviour():
        name = module.__name__.rpartition(".")[2]
        folder, *system = module.__name__.split(".")[1:-1]
        kind = " ".join([folder.removesuffix("s"), *(part.replace("_", " ") for part in system)])
        declared = getattr(module, "GROUPS", None) or (getattr(module, "GROUP", None),)
        count = sum(len(group.parameters) for group in declared if group is not None)
        counted = f"{kind}, {count} parameter{'s' * (count != 1)}"
        link = f"[`{name}`]({_link(module.__name__)})"
        parts.append(
            f"#### {name.replace('_', ' ')}\n\n{link} ({counted}).\n\n{_markdown(module.__doc__ or '')}"
        )
    return "\n\n".join(parts)


def _markdown(doc: str) -> str:
    """A docstring, each paragraph with indented lines as a block: an equation."""
    paragraphs = inspect.cleandoc(doc).split("\n\n")
    return "\n\n".join(
        f"```\n{paragraph}\n```" if re.search(r"^  ", paragraph, re.MULTILINE) else paragraph
        for paragraph in paragraphs
    )


def initial_summary() -> str:
    """How many initial values and numbers of input series there are, by file and grade."""
    grades: dict[str, Counter[Grade]] = {}
    for entry in entries():
        if entry.kind in (Kind.INITIAL, Kind.SERIES):
            grades.setdefault(entry.place, Counter())[entry.grade] += 1
    rows = [
        [
            f"[`{'/'.join(Path(place).parts[-2:])}`](../{place})",
            *(str(counted[grade]) for grade in Grade),
        ]
        for place, counted in grades.items()
    ]
    return table_of(("file", *(grade.value for grade in Grade)), rows)


def state_tables_fr() -> str:
    """The columns of the state in French: what each is, its unit, and its file."""
    from partnersim.population.tables import PARTS, columns_of, home_of_column, titles

    parts = []
    with words.speaking("fr"):
        for table in titles() | PARTS:
            rows = []
            for name, column in columns_of(table).items():
                home = home_of_column(table, name)
                rows.append([f"`{name}`", say(column.unit), _bounds_fr(column.bounds), column.meaning.fr,
                             f"[`{home.rpartition('.')[2]}`]({_link(home)})"])  # fmt: skip
            heads = ("colonne", "unité", "bornes", "sens", "déclarée dans")
            parts.append(f"#### `{table}`\n\n{table_of(heads, rows)}")
    return "\n\n".join(parts)


def _bounds_fr(ends: tuple[float, float] | None) -> str:
    text = _bounds(ends).replace("from ", "à partir de ").replace(" to ", " à ")
    return text.replace(".", ",")


_PHASES_FR = {
    "SHOCKS": "chocs", "ARRIVALS": "arrivées", "SERVICES": "services", "HOURS": "heures",
    "REPORTS_AND_PAYMENTS": "rapports et versements", "TABLES": "tables de concertation", "YEARLY": "phase annuelle",
    "RELATIONS": "relations", "STAFF_AND_SURVIVAL": "personnel et survie", "MEASURES": "mesures",
}  # fmt: skip


def schedule_table_fr() -> str:
    """The phases in French with the files of their steps, in order."""
    from partnersim.schedule import schedule

    rows = []
    for phase, steps in schedule().items():
        modules = dict.fromkeys(step.__module__ for step in steps)
        links = ", ".join(f"[`{module.rpartition('.')[2]}`]({_link(module)})" for module in modules)
        rows.append([f"{phase.value}. {_PHASES_FR[phase.name]}", links])
    return table_of(("phase", "fichiers, dans l'ordre"), rows)


def submodels_fr() -> str:
    """Every mechanism and instrument in French: what its parameters are about, its file, and its equations."""
    from partnersim.declarations import groups_in
    from partnersim.scenario.parameter_groups import behaviour

    parts = []
    for module in behaviour():
        name = module.__name__.rpartition(".")[2]
        groups = groups_in(module)
        about = "; ".join(group.meaning.fr for group in groups) or "sans paramètre"
        count = sum(len(group.parameters) for group in groups)
        blocks = [
            paragraph
            for paragraph in _markdown(module.__doc__ or "").split("\n\n")
            if paragraph.startswith("```")
        ]
        link = f"[`{name}`]({_link(module.__name__)})"
        text = f"#### `{name}`\n\n{link} : {about} (paramètres : {count})."
        parts.append("\n\n".join([text, *blocks]))
    return "\n\n".join(parts)


def initial_summary_fr() -> str:
    """The same counts under French heads."""
    return initial_summary().replace("| file |", "| fichier |", 1)


def patterns_list_fr() -> str:
    """The patterns in French."""
    from partnersim.evidence.patterns import patterns

    with words.speaking("fr"):
        rows = [
            [pattern.id, pattern.statement.fr, ", ".join(sorted({part.use for part in pattern.parts})),
             f"{cite(pattern.source.key)}, {say(pattern.source.where)}"]
            for pattern in patterns()
        ]  # fmt: skip
    return table_of(("constat", "ce que disent les documents", "usage", "source"), rows)


def patterns_list() -> str:
    """The patterns the model is judged by."""
    from partnersim.evidence.patterns import patterns

    rows = [
        [pattern.id, pattern.statement.en, ", ".join(sorted({part.use for part in pattern.parts})), str(pattern.source)]
        for pattern in patterns()
    ]  # fmt: skip
    return table_of(("pattern", "what the documents say", "use", "source"), rows)


def table_of_tests() -> str:
    """Every test file and what it holds the model to."""
    rows = []
    for path in sorted(Path("tests").rglob("test_*.py")):
        doc = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
        first = doc.split("\n\n", maxsplit=1)[0]
        rows.append([f"[`{path.name}`](../{path.as_posix()})", first])
    return table_of(("file", "what it holds the model to"), rows)


def _verdicts(use: str) -> str:
    """How the parts of one use stand, and the command that makes them again."""
    from partnersim.analysis.validation.verdicts import saved
    from partnersim.report.formatting import verdicts
    from studies.pages.patterns_table import estimate, fits, treated
    from studies.saved import PRIOR_VERDICTS

    with words.speaking("en"):
        fitted = fits()
        rows = [
            [verdicts.name_of(verdict), verdict.part.year, estimate(verdict), f"{100 * verdict.holds:.0f} %",
             treated(verdict, fitted) if use == "cal" else verdicts.annotated_label(verdict)]
            for verdict in saved(PRIOR_VERDICTS)
            if verdict.part.use == use
        ]  # fmt: skip
    heads = ("pattern", "year", "mean [95 % interval]", "holds in runs", "verdict")
    return f"Under the prior, before any fit: `{verdicts.command()}`.\n\n{table_of(heads, rows)}"


def calibration_table() -> str:
    """Values chosen by hand, then how the `cal` patterns stand."""
    chosen = [
        [f"`{entry.path}`", f"`{entry.value}`", ", ".join(entry.by)]
        for entry in entries()
        if entry.by
    ]
    values = table_of(("parameter", "value", "chosen by"), chosen)
    return values + "\n\n" + _verdicts("cal")


def validation_table() -> str:
    """How the `val` patterns stand."""
    return _verdicts("val")


def data_table() -> str:
    """How many numbers of each kind and use rest on a source, by grade."""
    rows = []
    for kind in Kind:
        for use in Use:
            chosen = [entry for entry in entries() if entry.kind is kind and entry.use is use]
            if chosen:
                counted = Counter(entry.grade for entry in chosen)
                keys = {
                    entry.evidence.key for entry in chosen if isinstance(entry.evidence, Source)
                }
                rows.append(
                    [kind.value, use.value, *(str(counted[g]) for g in Grade), str(len(keys))]
                )
    return table_of(("kind", "use", *(g.value for g in Grade), "works"), rows)


TABLES: dict[Path, dict[str, Callable[[], str]]] = {
    ODD: {
        "patterns": patterns_list,
        "state": state_tables,
        "schedule": schedule_table,
        "initial": initial_summary,
        "submodels": submodels,
    },
    ODD_FR: {
        "patterns": patterns_list_fr,
        "state": state_tables_fr,
        "schedule": schedule_table_fr,
        "initial": initial_summary_fr,
        "submodels": submodels_fr,
    },
    TRACE: {
        "data": data_table,
        "tests": table_of_tests,
        "calibration": calibration_table,
        "validation": validation_table,
    },
}


def empty_headings(page: str) -> list[str]:
    """Headings of a Markdown page under which nothing is said, marks aside."""
    parts = re.split(r"^(#+ .*)$", re.sub(r"^```.*?^```", "code", page, flags=re.DOTALL | re.MULTILINE),
                     flags=re.MULTILINE)  # fmt: skip
    headings, texts = parts[1::2], parts[2::2]
    empty = []
    for n, heading in enumerate(headings):
        depth = len(heading.split(" ")[0])
        said = texts[n]
        for other, text in zip(headings[n + 1 :], texts[n + 1 :], strict=True):
            if len(other.split(" ")[0]) <= depth:
                break
            said += text
        if not re.sub(r"<!--.*?-->", "", said, flags=re.DOTALL).strip():
            empty.append(heading)
    return empty


def main() -> None:
    """Fill the pages."""
    for page, tables in TABLES.items():
        for name, make in tables.items():
            write_between(page, name, make())


if __name__ == "__main__":
    main()
