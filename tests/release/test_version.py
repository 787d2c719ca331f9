"""The version is the same wherever it is declared."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from ruamel.yaml import YAML

import partnersim
from partnersim.language import words

ROOT = Path(__file__).parents[2]
CATALOGUE = Path(words.__file__).parent / "locale/fr/LC_MESSAGES/partnersim.po"


def test_package_citation_catalogue_and_newest_heading_of_the_changelog_agree() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    citation = YAML(typ="safe").load((ROOT / "CITATION.cff").read_text("utf-8"))
    changes = (ROOT / "CHANGELOG.md").read_text("utf-8")
    newest = re.search(r"^## (\S+) - (\S+)$", changes, re.MULTILINE)
    catalogue = re.search(r"Project-Id-Version: partnersim ([\d.]+)", CATALOGUE.read_text("utf-8"))
    assert newest is not None
    assert catalogue is not None
    said = {
        partnersim.__version__, project["version"], str(citation["version"]), newest[1], catalogue[1],
    }  # fmt: skip
    assert len(said) == 1, said
    assert str(citation["date-released"]) == newest[2]
