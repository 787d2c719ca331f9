"""The drawn population beside the documents' figures: `python benchmarks/marginals.py` fills the table
of docs/population.md and docs/population_fr.md (first month for what is drawn; end of the spin-up for
what has formed)."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from partnersim.declarations import Text
from partnersim.language import LANGUAGES, current, numbers
from partnersim.model import PartnershipModel
from partnersim.report.formatting import words
from studies.pages.markdown import write_between

PAGES = {"en": Path("docs/population.md"), "fr": Path("docs/population_fr.md")}
HEADS = (
    Text("what", "caractéristique"), Text("drawn or formed", "tiré ou formé"), Text("documents", "documents"),
)  # fmt: skip
CLOSED = Text("closed", "fermé")
# what, values with their names, unit (% and $ follow the number), decimals, what the documents say
Row = tuple[Text, list[tuple[str, float]], str, int, Text | str]


def drawn(model: PartnershipModel) -> list[Row]:
    """What the first month holds."""
    world = model.world
    o = world.organizations[: world.founded_rows].copy()
    wages = o["staff"] * 12 * float(world.parameters["staff"]["cost_a_month"][0])
    budget = wages + 12 * o["fixed_cost"]
    identity = o["founding_identity"]
    return [
        (Text("organisations", "organismes"), _plain(len(o)), "", 0, Text("F1: 126", "F1 : 126")),
        (Text("in Montreal", "à Montréal"), _plain((o["place"] == 0).mean()), "%", 0,
         Text("F2: 39 of 126 (31 %), printed 40 %", "F2 : 39 sur 126 (31 %), imprimé 40 %")),
        (Text("staff, mean (full-time equivalents)", "personnel, moyenne (équivalents temps plein)"),
         _plain(o["staff"].mean()), "", 1,
         Text("X13: about 14 employees", "X13 : environ 14 personnes salariées")),
        (Text("budget, median and mean", "budget, médiane et moyenne"),
         _plain(np.median(budget), budget.mean()), "$", 0, ""),
        (Text("budget of H", "budget de H"), _plain(budget[7]), "$", 0,
         Text("F11: about 1,400,000 $", "F11 : environ 1 400 000 $")),
        (Text("budget of J", "budget de J"), _plain(budget[9]), "$", 0,
         Text("F10: just over 1,000,000 $", "F10 : un peu plus de 1 000 000 $")),
        (Text("founding orientation, mean and spread", "orientation fondatrice, moyenne et écart type"),
         _plain(identity.mean(), identity.std()), "", 2, Text("assumption", "hypothèse")),
        (Text("members of the umbrella", "membres du regroupement"),
         _plain(o["umbrella_member"].mean()), "%", 0,
         Text("assumption (F5 tells no share)", "hypothèse (F5 ne dit aucune part)")),
    ]  # fmt: skip


def formed(model: PartnershipModel) -> list[Row]:
    """What the end of the spin-up holds."""
    world = model.world
    f = world.main_funder
    live = world.organizations["alive"]
    amounts = world.amounts_by_instrument[:, f]
    income = world.relations["yearly_income"][:10, f] / world.organizations["yearly_income"][:10]
    ten = [
        (name, float(share) if alive else np.nan)
        for name, share, alive in zip(world.organization_names, income, live, strict=False)
    ]
    hours = world.organizations["hours_reporting"][live] / (
        world.organizations["staff"][live] * float(world.parameters["staff"]["hours_a_month"][0])
    )
    return [
        (Text("*formed:* with agreements, projects, mission grants of the ministry",
              "*formé :* avec entente, projet, soutien à la mission du ministère"),
         _plain(*((amounts[:, m] > 0).sum() for m in (1, 2, 0))), "", 0,
         Text("F7: 91, 41, 31", "F7 : 91; 41; 31")),
        (Text("*formed:* mission share of the ministry", "*formé :* part de la mission, au ministère"),
         _plain(amounts[:, 0].sum() / amounts.sum()), "%", 1,
         Text("F6: at most 9 % (2010-2015)", "F6 : au plus 9 % (2010-2015)")),
        (Text("*formed:* dependence on the ministry, of A to J",
              "*formé :* dépendance envers le ministère, de A à J"), ten, "%", 0,
         Text("F12: A 60 %, D 80 %, F 55 %, B a small portion",
              "F12 : A 60 %; D 80 %; F 55 %; B une petite part")),
        (Text("*formed:* hours for reporting, median",
              "*formé :* heures de reddition de comptes, médiane"), _plain(np.median(hours)), "%", 1,
         Text("F13: 10 to 15 % (2020)", "F13 : de 10 à 15 % (2020)")),
    ]  # fmt: skip


def _plain(*values: float) -> list[tuple[str, float]]:
    return [("", float(value)) for value in values]


def _said(text: Text | str) -> str:
    return text if isinstance(text, str) else text.in_language(current())


def _figure(value: float, unit: str, decimals: int) -> str:
    if np.isnan(value):
        return _said(CLOSED)
    number = numbers.number(100 * value if unit == "%" else value, decimals)
    space = numbers.NO_BREAK if current() == "fr" else " " * (unit == "$")
    return f"{number}{space}{unit}" if unit else number


def table(rows: list[Row]) -> str:
    """The Markdown table, in the language in use."""
    lines = [f"| {' | '.join(_said(head) for head in HEADS)} |", "| --- | --- | --- |"]
    between = "; " if current() == "fr" else ", "
    for what, values, unit, decimals, documents in rows:
        cells = (f"{name} {_figure(value, unit, decimals)}".strip() for name, value in values)
        lines.append(f"| {_said(what)} | {between.join(cells)} | {_said(documents)} |")
    return "\n".join(lines)


def main() -> None:
    """Run the spin-up once, and fill the page of each language."""
    model = PartnershipModel("mifi_status_quo", seed=1)
    rows = drawn(model)
    while model.world.now < model.world.calendar.spin_up_months:
        model.step()
    rows += formed(model)
    for language in LANGUAGES:
        with words.speaking(language):
            write_between(PAGES[language], "marginals", table(rows))


if __name__ == "__main__":
    main()
