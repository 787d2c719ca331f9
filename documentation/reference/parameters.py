"""Every parameter, by group, from the registry."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from documentation.reference.tables import named, plain, table, text
from partnersim.declarations import Source
from partnersim.evidence.registry import Entry, Kind, entries
from partnersim.evidence.registry.labels import use_label
from partnersim.language import current, say
from partnersim.scenario.parameter_groups import groups, path_of
from studies.pages.parameters import role_in_words


def page() -> str:
    """The page, in the language in use."""
    declared = [entry for entry in entries() if entry.kind is Kind.PARAMETER]
    titles = {path_of(group): group.meaning for group in groups()}
    parts = [_head(len(declared))]
    for above, own in groupby(declared, lambda entry: entry.path.rpartition(".")[0]):
        title = titles[above].in_language(current()) if above in titles else say("Interviews")
        parts.append(f"## {title}\n\n`{above}`\n\n{_rows(own)}")
    return "\n".join(parts)


def _head(count: int) -> str:
    return text(
        f"""# Parameters

All {count} parameters, from the declarations in the code. A *lever* is chosen by somebody; an *uncertainty* is
drawn by every run from its prior; a *setting* is fixed unless a scenario sets it. The grade goes from A (the figure
is read in the source) to D (an assumption, with its reason). Initial values, series and constants:
[data](project:data.md).
One alone, at the command line: `partnersim explain burden`.
""",
        f"""# Paramètres

Les {count} paramètres, tirés des déclarations du code. Un *levier* est choisi par quelqu'un; une *incertitude* est
tirée à chaque simulation de sa loi a priori; un *réglage* est fixe, sauf si un scénario le pose. La cote va de A
(le chiffre est lu dans la source) à D (une hypothèse, avec sa raison). Valeurs initiales, séries et constantes :
[données](project:data.md). Un seul, sur la ligne de commande : `partnersim explain burden --lang fr`.
""",
    )


def _rows(listed: Iterable[Entry]) -> str:
    heads = (
        text("parameter", "paramètre"), say("value"), text("bounds, prior", "bornes, loi a priori"),
        say("role"), say("grade"), say("source"),
    )  # fmt: skip
    return table(heads, map(_row, listed), "parameters")


def _row(entry: Entry) -> tuple[str, ...]:
    name = entry.path.rpartition(".")[2]
    meaning = plain(entry.meaning.in_language(current()))
    prior = text("prior", "a priori") + f" {_ends(*entry.prior)}" if entry.prior else ""
    bounds = plain(", ".join(entry.choices)) or _ends(entry.low, entry.high)
    return (
        f"{named(name, entry.path)} <br> {meaning}",
        f"{plain(entry.value)} <br> *{plain(say(entry.unit))}*",
        f"{bounds} <br> {prior}" if prior else bounds,
        role_in_words(entry.role),
        f"{entry.grade.value} <br> {plain(use_label(entry))}",
        _evidence(entry),
    )


def _ends(low: float | None, high: float | None) -> str:
    if low is None or high is None:
        return "–"
    return say("{low} to {high}", low=f"{low:.10g}", high=f"{high:.10g}")


def _evidence(entry: Entry) -> str:
    if isinstance(entry.evidence, Source):
        return f"`{entry.evidence.key}`: {plain(say(entry.evidence.where))}"
    reason, searched = plain(say(entry.evidence.reason)), plain(say(entry.evidence.searched))
    return say("assumption: {reason} (searched: {searched})", reason=reason, searched=searched)
