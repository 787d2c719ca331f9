"""Acronyms on screens and pages, in full."""

from __future__ import annotations

import re

from partnersim.language import current
from partnersim.language.text import Text

ACRONYMS = {
    "PRSCA": Text(
        "Quebec's policy of 2001 on the recognition and support of community action (Politique de reconnaissance et "
        "de soutien de l'action communautaire)"
    ),
    "MIFI": Text(
        "Quebec's immigration ministry (Ministère de l'Immigration, de la Francisation et de l'Intégration)"
    ),
    "MTESS": Text(
        "Quebec's ministry of employment and social solidarity (Ministère du Travail, de l'Emploi et de la Solidarité "
        "sociale)"
    ),
    "TCRI": Text(
        "the umbrella organisation of the sector (Table de concertation des organismes au service des personnes "
        "réfugiées et immigrantes)"
    ),
    "IRCC": Text("the federal immigration ministry (Immigration, Refugees and Citizenship Canada)"),
    "SACAIS": Text(
        "Quebec's secretariat for community action (Secrétariat à l'action communautaire autonome et aux initiatives "
        "sociales)"
    ),
    "ACA": Text("autonomous community action"),
    "NPM": Text("New Public Management: public services run by targets, contracts and reports"),
}


def occurring(text: str) -> list[tuple[str, str]]:
    """The acronyms of a text with what they stand for."""
    words = set(re.findall(r"\w+", text))
    return [(name, full.in_language(current())) for name, full in ACRONYMS.items() if name in words]
