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
    "PASI": Text(
        "support programme of the immigration ministry for integration, launched in February 2020 in the place of "
        "PRINT (Programme d'accompagnement et de soutien à l'intégration)"
    ),
    "SACAIS": Text(
        "Quebec's secretariat for community action (Secrétariat à l'action communautaire autonome et aux initiatives "
        "sociales)"
    ),
    "ACA": Text("autonomous community action"),
    "NPM": Text("New Public Management: public services run by targets, contracts and reports"),
}

WITH_THESE = {  # what the model and the documents make of it: for who asks for one of them
    "PRSCA": Text(
        "The policy names three modes of support, of which that for the mission is to be the preponderant part, beside "
        "service agreements and projects; it asks for the autonomy of organisations to be respected. In the model a "
        "ministry's split, its accountability and its consultation say how far it follows the policy"
    ),
    "PASI": Text(
        "Its agreements pay services to people who are eligible, by criteria stricter than those of PRINT. In the "
        "model, agreements for services of the MIFI: npm_tightening and mifi_2010_2024 tell what it changes"
    ),
    "SACAIS": Text(
        "It is in charge of the policy of 2001 (PRSCA) for the whole government. It is no funder of the model: what a "
        "ministry makes of the policy stands in that ministry's own levers. In prsca_watched it publishes each year "
        "what ministries give for the mission"
    ),
}


def occurring(text: str) -> list[tuple[str, str]]:
    """The acronyms of a text with what they stand for."""
    words = set(re.findall(r"\w+", text))
    return [(name, full.in_language(current())) for name, full in ACRONYMS.items() if name in words]
