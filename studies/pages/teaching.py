"""The table of docs/teaching/README.md and LISEZMOI.md: what each story of the lesson gives in both readings.

python -m studies.pages.teaching     writes it between the marks of both pages, from the page's stored runs
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np

from partnersim.analysis.runs.paired_runs import interval
from partnersim.language import numbers
from partnersim.page.packing import unpacked
from partnersim.report.formatting import words
from studies.page_data.cases import READINGS
from studies.page_data.design import DATA
from studies.pages.markdown import table_of, write_between

PAGES = {"en": Path("docs/teaching/README.md"), "fr": Path("docs/teaching/LISEZMOI.md")}
HEADS = {
    "en": ("story", "what is compared", "as the thesis tells it", "all that is plausible"),
    "fr": (
        "histoire",
        "ce qu'on compare",
        "comme la thèse le raconte",
        "tout ce qui est plausible",
    ),
}
# story, case, what it is compared with ("" for nothing), measure, and words
ROWS: tuple[tuple[dict[str, str], str, str, str, dict[str, str]], ...] = (
    ({"en": "1 drift", "fr": "1 dérive"}, "quo", "", "change:identity_mean",
     {"en": "orientation after ten years of the status quo, less before",
      "fr": "orientation après dix ans de statu quo, moins avant"}),
    ({"en": "", "fr": ""}, "mission_60", "quo", "identity_mean",
     {"en": "orientation, 60 % of the money for the mission less 9 %",
      "fr": "orientation, 60 % de l'argent à la mission moins 9 %"}),
    ({"en": "2 circle", "fr": "2 cercle"}, "quo", "", "kept_beyond_lot",
     {"en": "share invited again, less what a random draw gives",
      "fr": "part réinvitée, moins ce que donnerait le hasard"}),
    ({"en": "", "fr": ""}, "quo", "", "insiders_apart",
     {"en": "orientation of those with a seat, less the others",
      "fr": "orientation de ceux qui siègent, moins les autres"}),
    ({"en": "3 paradox", "fr": "3 paradoxe"}, "money", "policy", "identity_mean",
     {"en": "orientation, money alone less the policy in full",
      "fr": "orientation, l'argent seul moins la politique en entier"}),
    ({"en": "", "fr": ""}, "money", "", "change:identity_mean",
     {"en": "orientation after ten years of money alone, less before",
      "fr": "orientation après dix ans d'argent seul, moins avant"}),
    ({"en": "", "fr": ""}, "policy", "", "change:identity_mean",
     {"en": "orientation after ten years of the policy in full, less before",
      "fr": "orientation après dix ans de politique en entier, moins avant"}),
    ({"en": "", "fr": ""}, "money", "policy", "soft_index",
     {"en": "soft dimensions, money alone less the policy in full",
      "fr": "dimensions souples, l'argent seul moins la politique en entier"}),
    ({"en": "4 door", "fr": "4 porte"}, "closed", "quo", "identity_mean",
     {"en": "orientation, door closed less usual ministers",
      "fr": "orientation, porte fermée moins ministres habituels"}),
    ({"en": "", "fr": ""}, "closed", "quo", "direct_access_share",
     {"en": "share with direct access, the same", "fr": "part ayant un accès direct, idem"}),
    ({"en": "5 crisis", "fr": "5 crise"}, "crisis", "quo", "autonomy_index",
     {"en": "autonomy two years after, less without a crisis",
      "fr": "autonomie deux ans après, moins sans crise"}),
    ({"en": "", "fr": ""}, "crisis", "quo", "need_after_24_months",
     {"en": "newcomers' need left after two years, the same",
      "fr": "besoins restants des personnes après deux ans, idem"}),
    ({"en": "6 consensus", "fr": "6 consensus"}, "quo", "vote", "small_members_carried",
     {"en": "nearness of the demand to small members, consensus less vote",
      "fr": "proximité de la demande et des petits membres, consensus moins vote"}),
    ({"en": "", "fr": ""}, "quo", "vote", "identity_mean",
     {"en": "orientation, the same", "fr": "orientation, idem"}),
)  # fmt: skip


def runs_of(data: dict[str, Any], reading: str, case: str, measure: str) -> np.ndarray:
    """A measure of a case's runs, from what is stored."""
    lesson = data["lesson"]
    stored = next(
        each for each in lesson["cases"] if (each["reading"], each["name"]) == (reading, case)
    )
    kind = "extras" if measure in lesson["extras"] else "runs"
    names = lesson["extras"] if kind == "extras" else data["finals"]
    scale, n = lesson["scales"][kind], names.index(measure)
    steps = unpacked(stored[kind], "<u2").reshape(data["runs"], -1)[:, n]
    return np.asarray(scale["low"][n] + steps * scale["step"][n])


def cell(data: dict[str, Any], reading: str, case: str, base: str, measure: str) -> str:
    """A mean with its interval over paired runs."""
    values = runs_of(data, reading, case, measure)
    if base:
        values = values - runs_of(data, reading, base, measure)
    found = interval(values)
    mean, low, high = (
        numbers.number(value, 3, signed=True) for value in (found.mean, found.low, found.high)
    )
    return f"{mean} [{low}; {high}]"


def table(language: str) -> str:
    """What each story gives."""
    data = json.loads(DATA.read_text(encoding="utf-8"))
    with words.speaking(language):
        return table_of(
            HEADS[language],
            [
                (
                    story[language],
                    said[language],
                    *(cell(data, reading, case, base, measure) for reading in reversed(READINGS)),
                )
                for story, case, base, measure, said in ROWS
            ],
        )


def main() -> None:
    """Fill both pages."""
    for language, page in PAGES.items():
        write_between(page, "stories", table(language))


if __name__ == "__main__":
    main()
