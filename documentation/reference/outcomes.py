"""What a run measures: columns of the tables of results, with formulas."""

from __future__ import annotations

from documentation.reference.tables import named, plain, table, text
from partnersim.declarations import Better, Outcome
from partnersim.language import current, say
from partnersim.results.columns import EVERY_TABLE


def page() -> str:
    """The page, in the language in use."""
    parts = [
        text(
            """# Outcomes

What a run measures, by table of its results; `results.sector`, `results.organizations` and so on in Python, files
of those names in a folder. In a formula `mean_i` runs over living organisations, `sum_f` over funders; a condition
is 1 where it holds. Own effects and poles of an indicator: `partnersim explain light_reporting`.
""",
            """# Résultats

Ce que mesure une simulation, par table de ses résultats; `results.sector`, `results.organizations`, etc., en
Python, et des fichiers de ces noms dans un dossier. Dans une formule, `mean_i` parcourt les organismes vivants,
`sum_f` les bailleurs de fonds; une condition vaut 1 quand elle tient. Effets propres et pôles d'un indicateur :
`partnersim explain light_reporting --lang fr`.
""",
        )
    ]
    heads = (
        text("column", "colonne"), say("unit"), text("better", "mieux"), text("formula", "formule"),
    )  # fmt: skip
    for name, columns in EVERY_TABLE.items():
        rows = (_row(name, column) for column in columns)
        parts.append(f"## {name}\n\n{table(heads, rows, 'outcomes')}")
    return "\n".join(parts)


def _row(name: str, column: Outcome) -> tuple[str, ...]:
    better = "" if column.better is None else say(_side(column.better))
    formula = f"`{column.formula}`" if column.formula else ""
    return (
        f"{named(column.name, f'{name}.{column.name}')} <br> {plain(column.meaning.in_language(current()))}",
        plain(say(column.unit)),
        better,
        formula,
    )


def _side(better: Better) -> str:
    return "higher" if better is Better.HIGHER else "lower"
