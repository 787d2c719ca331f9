"""The pages in French hold the tables and the commands of those in English."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

PAIRS = {
    "README.md": "LISEZMOI.md",
    "docs/guide.md": "docs/guide_fr.md",
    "docs/for_decision_makers.md": "docs/pour_les_decideurs.md",
    "docs/home.md": "docs/accueil.md",
    "docs/calibration.md": "docs/calage.md",
    "docs/limits.md": "docs/limites.md",
    "docs/patterns.md": "docs/constats.md",
    "docs/mesa.md": "docs/mesa_fr.md",
    "docs/parameters.md": "docs/parametres.md",
    "docs/population.md": "docs/population_fr.md",
    "docs/ODD.md": "docs/ODD_fr.md",
    "docs/knock_outs.md": "docs/mecanismes_retires.md",
    "docs/profiles.md": "docs/profils.md",
    "docs/teaching/README.md": "docs/teaching/LISEZMOI.md",
    "docs/teaching/game/README.md": "docs/teaching/game/LISEZMOI.md",
    **{
        f"docs/how_to/{name}.md": f"docs/how_to/{name}_fr.md"
        for name in (
            "write_a_scenario",
            "your_organisations",
            "sweep_and_read",
            "cluster",
            "large_studies",
        )
    },
    **{
        f"docs/tutorials/{name}.md": f"docs/tutorials/{name}_fr.md"
        for name in ("add_a_mechanism", "add_an_instrument", "add_a_jurisdiction")
    },
    **{
        f"docs/teaching/{name}.md": f"docs/teaching/{name}_fr.md"
        for name in (
            "stories",
            "plan_30",
            "plan_45",
            "plan_90",
            "game/ministry",
            "game/umbrella",
            "game/organization_c",
            "game/organization_f",
            "game/organization_h",
        )
    },
}
_BLOCK = re.compile(r"^```\w*\n(.*?)^```$", re.DOTALL | re.MULTILINE)


def marks(page: str) -> list[str]:
    """Where tables are filled in."""
    return re.findall(r"<!-- .*? -->", page)


def blocks(page: str) -> list[str]:
    """Lines of code blocks, without their remarks and the page's own language."""
    lines = "".join(_BLOCK.findall(page)).splitlines()
    return [re.sub(r" --lang (en|fr)$", "", line.split("  # ")[0]) for line in lines]


def commands(page: str) -> set[str]:
    """Commands within sentences; an option of language is the page's own."""
    matches = re.findall(r"`((?:make|partnersim|pip|pytest|python) [^`]+)`", _BLOCK.sub("", page))
    said = {" ".join(text.split()).replace(" NOM", " NAME") for text in matches}
    return {line for line in said if "--lang" not in line}


@pytest.mark.parametrize(("english", "french"), PAIRS.items())
def test_pages_in_french_hold_what_those_in_english_hold(english: str, french: str) -> None:
    first, other = (Path(name).read_text(encoding="utf-8") for name in (english, french))
    assert marks(other) == marks(first)
    assert blocks(other) == blocks(first)
    assert commands(other) == commands(first)


@pytest.mark.parametrize("page", [*PAIRS, *PAIRS.values()])
def test_links_between_pages_lead_somewhere(page: str) -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", Path(page).read_text(encoding="utf-8"))
    other = PAIRS.get(page) or next(pair for pair, french in PAIRS.items() if french == page)
    assert Path(other).name in links
    for link in links:
        assert (Path(page).parent / link).exists(), link
