"""Columns of the state, by table, with the file that owns each."""

from __future__ import annotations

from collections import defaultdict

from documentation.reference.tables import named, plain, table, text
from partnersim.declarations import Column
from partnersim.evidence.registry.labels import table_label
from partnersim.language import current, say
from partnersim.population.tables import parts


def page() -> str:
    """The page, in the language in use."""
    tables: dict[str, list[tuple[str, Column]]] = defaultdict(list)
    for module in parts():
        for name, columns in getattr(module, "COLUMNS", {}).items():
            tables[name] += [(module.__name__, column) for column in columns]
    heads = (text("column", "colonne"), say("unit"), text("declared in", "déclarée dans"))
    written = [
        text(
            """# Columns of the state

What the model keeps of somebody from month to month: what a mechanism of yours may read, and who owns it. Levers of
funders are columns too, under their own names ([parameters](project:parameters.md)). One alone: `partnersim explain
state.organizations.attendance`.
""",
            """# Colonnes de l'état

Ce que le modèle garde de chacun d'un mois à l'autre : ce que peut lire un mécanisme à vous, et à qui cela
appartient. Les leviers des bailleurs de fonds sont aussi des colonnes, sous leur nom
([paramètres](project:parameters.md)).
Une seule : `partnersim explain state.organizations.attendance --lang fr`.
""",
        )
    ]
    for name in sorted(tables):
        title = plain(table_label(name) or name)
        rows = (_row(name, home, column) for home, column in tables[name])
        written.append(f"## {title} (`{name}`)\n\n{table(heads, rows, 'columns')}")
    return "\n".join(written)


def _row(name: str, home: str, column: Column) -> tuple[str, ...]:
    path = f"state.{name}.{column.name}"
    words = plain(column.meaning.in_language(current()))
    return (f"{named(column.name, path)} <br> {words}", plain(say(column.unit)), f"`{home}`")
