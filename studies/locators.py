"""Whether each figure stands where `figures.csv` says, and each fact of the ten where `told_profiles.csv` says: in
the paragraph that begins with its words, of the organisation's own profile for the ten.

    python -m studies.locators [FOLDER]

FOLDER holds the documents as text (.txt or .md), under any name: a document is known by its title. Each
figure is found, not found, not checked (without a folder, or where its document is not in it), or has no
paragraph to look for, since only an excerpt of its page was read. Where a conversion to text ran paragraphs
together, no line begins with the words, and they must stand once within one. Ends with 1 where one was not
found.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from partnersim.evidence.figures import READ, CodedFigure, Locator, figures
from partnersim.evidence.told_profiles import told

TITLES = {
    "bruneau_2021": "The Relationship Between the Immigration Department and Community Organizations",
    "meinhard_2015": "The Provision of Services to New Immigrants in Canada",
    "phillips_2001": "A Federal Government - Voluntary Sector Accord",
    "observatoire_aca_2021": "Impacts on Community Organizations' Relationships with External Parties",
    "bradford_andrew_2011": "Local Immigration Partnerships Gathering Momentum",
    "icea_24e_2017": "Évolution des transferts du MIDI",
    "ledevoir_agreements_2003": "Québec verse 6,3 millions pour l'intégration des immigrants",
    "daring_to_lead_2011": "Daring to Lead",
    "echo_maskinonge_2021": "près de 600 000 $ dans Maskinongé",
    "les2rives_2021": "Québec octroie plus de 500 000 $ sur trois ans",
    "radio_canada_wages_2019": "Wages in community organisations of health and social services",
    "radio_canada_thetford_2024": "Intégration communautaire des immigrants of Thetford Mines closes",
    "courrier_frontenac_2015": "une expertise en péril",
    "secteur_public_2010": "Remaniement ministériel",
    "immigrant_quebec_2012": "Diane de Courcy à la tête du ministère de l'Immigration",
    "imperatif_francais_2014": "Le ministère de l'Immigration du Québec change de nom",
    "ledevoir_cabinet_2017": "Couillard donne un coup de jeune à son conseil des ministres",
    "radio_canada_boulet_2021": "Jean Boulet devient ministre de l'Immigration du Québec",
    "immigrer_frechette_2022": "Nouvelle ministre de l'immigration au Québec",
    "mifi_psm_2022": "Québec, le 30 mai 2022 /CNW Telbec/",
    "tcri_pasi": "Présentation du PASI",
    "radio_canada_pana_2011": "Les organismes qui aident les arrivants dénoncent le recul de Québec",
    "radio_canada_pac_2022": "à quatre organismes du Bas-Saint-Laurent",
    "actualnews_funding_2023": "Quebec has tripled its funding for aid to immigrants",
    "actualnews_asylum_2024": "Quebec received 45% of all asylum seekers in 2023",
    "dayfr_2024": "The number of people with temporary status continues",
    "ircc_accord_2022": "Canada-Quebec Accord: Federal grant to Quebec",
    "ircc_accord_2024": "Ottawa, ON, Feb. 8, 2024 /CNW/",
    "iris_2021": "Une vaste enquête réalisée auprès de 740 organismes",
    "lactualite_iris_2021": "Plus des deux tiers des organismes (68 %) communautaires",
    "presse_canadienne_vg_2017": "La francisation des immigrants au Québec est un échec",
    "lesoleil_multiethnique_2017": "Le Centre multiethnique de Québec perd le quart de son budget",
    "lesoleil_budget_back_2017": "Le Centre multiethnique de Québec retrouve son budget",
    "riocm_psoc_2024": "Rehaussement PSOC mission globale",
    "journal_de_montreal_2019": "Zoom sur les salaires dans les organismes communautaires",
    "psychomedia_2011": "Immigration en croissance au Québec",
    "portrait_2014": "Bref portrait de l'immigration permanente",
    "journalmetro_2022": "Québec a accueilli près de",
    "ircc_cfp_2019": "Question Period Note: CALL FOR PROPOSALS 2019",
    "lapresse_emergency_2023": "Le cri du cœur lancé il y a près de deux semaines",
    "cicp_turnover_2026": "From Crisis to Caution? Tracking Turnover",
    "isq_community_2025": "Portrait de l'action communautaire au Québec et dans les régions",
    "jhu_advocacy_2008": "Charities widely engaged in advocacy work despite limitations",
    "urban_institute_2013": "Report: Government Continues To Stiff Nonprofits",
    "rqaca_modes_2016": "2001-2002 à 2014-2015",
    "rqaca_modes_2021": "Ce document se veut une analyse de l'évolution globale",
    "journal_chambly_2023": "Enveloppe budgétaire à partager entre les nombreux organismes",
    "rqoh_reperes_2024": "Comprendre la main-d'œuvre dans le secteur communautaire",
    "imagine_canada": "Policy priority: Grants and Contribution",
    "pro_bono_australia_2008": "Report on the Cost of Government Compliance",
    "andreoni_payne_2011": "Government Grants Crowd Out Fund-Raising by Charities",
    "bengtsson_engstrom_2012": "A Field Test of Motivation Crowd Out Theory",
    "bengtsson_engstrom_2011": "https://hdl.handle.net/10419/82506",
    "iras_2020": "Resource dependence patterns, goal change, and social value",
    "gross_bergstrom_2019": "Contest models highlight inherent inefficiencies",
    "courrier_frontenac_2024": "Fermeture d'Intégration communautaire des immigrants",
    "san_diego_boards": "clients as voting members",
    "lu_2018": "Organizational Antecedents of Nonprofit Engagement in Policy Advocacy",
    "pbe_giving_pains_2022": "grant application processes costing charities",
    "girth_2012": "Management Responses in Noncompetitive Markets",
    "immigrer_isq_2024": "Baisse marquée des immigrants permanents au Québec en 2023",
}
THESIS = "bruneau_2021"
_TOP = 1000  # characters in which the title stands
_MARKUP = re.compile(r"[*_]+")
_BEFORE = re.compile(
    r"^[\s\-–•⁰¹²³⁴-⁹0-9.)\[]+", re.MULTILINE
)  # bullets, marks of notes, a bracket


class Status(StrEnum):
    """What became of a figure."""

    FOUND = "found"
    NOT_FOUND = "not found"
    NOT_CHECKED = "not checked"
    EXCERPT = "excerpt only"


@dataclass(frozen=True, slots=True)
class Checked:
    """A figure's locator (none where no paragraph is noted), and what became of it."""

    code: str
    locator: Locator | None
    status: Status
    note: str = ""


def documents_in(folder: Path) -> dict[str, str]:
    """The texts of a folder that bear a known title, by key, made plain."""
    texts: dict[str, str] = {}
    for path in sorted(folder.iterdir()):
        if path.suffix.lower() in (".txt", ".md"):
            text = plain(path.read_text(encoding="utf-8", errors="replace"))
            top = " ".join(text[:_TOP].split()).lower()
            texts |= {key: text for key, title in TITLES.items() if title.lower() in top}
    return texts


def plain(text: str) -> str:
    """A text without emphasis, bullets and marks of notes, with straight quotes and single spaces."""
    text = _MARKUP.sub("", text).translate(str.maketrans("’‘“”\xa0\t", "''\"\"  "))
    return re.sub(" +", " ", _BEFORE.sub("", text))


def checked(coded: Iterable[CodedFigure], documents: Mapping[str, str]) -> Iterator[Checked]:
    """Every locator of some figures, looked for in the documents."""
    for figure in coded:
        if not figure.locators:
            if figure.read:
                yield Checked(figure.code, None, Status.EXCERPT, READ[figure.read])
            else:
                yield Checked(figure.code, None, Status.NOT_CHECKED, "no paragraph is noted")
        for locator in figure.locators:
            text = documents.get(locator.document)
            if text is None:
                yield Checked(figure.code, locator, Status.NOT_CHECKED, "the document is not here")
                continue
            words = rf"{re.escape(plain(locator.words))}(?!\w)"
            begins = re.findall(f"^{words}", text, re.MULTILINE) or re.findall(
                rf"(?<!\w){words}", text
            )
            count = len(begins)
            status = Status.FOUND if count == 1 else Status.NOT_FOUND
            note = f"{count} paragraphs begin so: give more words" if count > 1 else ""
            yield Checked(figure.code, locator, status, note)


def checked_told(documents: Mapping[str, str]) -> Iterator[Checked]:
    """What is told of the ten, looked for between the heading of one organisation and the next."""
    text = documents.get(THESIS)
    for each in told():
        code, locator = f"{each.organization} {each.fact}", Locator(THESIS, each.paragraph)
        if text is None:
            yield Checked(code, locator, Status.NOT_CHECKED, "the document is not here")
            continue
        if each.where.startswith("ch. 5"):
            begins = re.findall(f"^{re.escape(plain(each.paragraph))}(?!\\w)", text, re.MULTILINE)
            yield Checked(code, locator, Status.FOUND if len(begins) == 1 else Status.NOT_FOUND)
            continue
        _, _, after = text.partition(f"\nOrganization {each.organization}\n")
        profile = re.split(r"\nOrganization [A-J]\n|\nDifferences Between", after)[0]
        begins = re.findall(f"^{re.escape(plain(each.paragraph))}(?!\\w)", profile, re.MULTILINE)
        yield Checked(code, locator, Status.FOUND if len(begins) == 1 else Status.NOT_FOUND)


def by_row(result: Iterable[Checked]) -> dict[str, Status]:
    """What became of each row: of several paragraphs, one that is missing or was not looked for decides."""
    worst = (Status.FOUND, Status.EXCERPT, Status.NOT_CHECKED, Status.NOT_FOUND)
    rows: dict[str, Status] = {}
    for one in result:
        rows[one.code] = max(one.status, rows.get(one.code, Status.FOUND), key=worst.index)
    return rows


def main(arguments: list[str]) -> int:
    """Print every paragraph, then how many rows are what, each in one count."""
    if arguments and not Path(arguments[0]).is_dir():
        raise SystemExit(f"{arguments[0]} is not a folder of documents.")
    documents = documents_in(Path(arguments[0])) if arguments else {}
    coded, of_ten = list(checked(figures().values(), documents)), list(checked_told(documents))
    result = [*coded, *of_ten]
    for one in result:
        where = f'{one.locator.document}, "{one.locator.words} …"' if one.locator else "–"
        print(f"{one.code:24} {one.status:12} {where}{f' ({one.note})' if one.note else ''}")
    for title, part in (("Figures", coded), ("Facts of the ten", of_ten)):
        rows = by_row(part).values()
        counts = (f"{sum(status is each for status in rows)} {each}" for each in Status)
        print(f"{title}, {len(rows)} rows: {', '.join(counts)}")
    return int(any(one.status is Status.NOT_FOUND for one in result))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
