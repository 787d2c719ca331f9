"""Other statuses and places come from a folder of data; errors in it name the plug-in, file and line."""

from __future__ import annotations

import importlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from partnersim import jurisdictions
from partnersim.jurisdictions import DEFAULT, reader
from partnersim.jurisdictions.folders import Folder
from partnersim.language import UserError
from partnersim.model import PartnershipModel
from partnersim.plugins import PlugIn
from partnersim.population.archetypes import archetypes
from partnersim.population.newcomers import status_profiles
from partnersim.scenario.loading import load
from tests.model.test_plugins import answers, called, installed_in

PACKAGE = Path(__file__).parents[1] / "plugins" / "newfoundland"
PLACES = {"st_johns", "corner_brook", "labrador"}
STATUSES = {"provincial_nominee", "sponsored_refugee", "claimant", "protected_person", "non_status"}


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that the example is installed in."""
    return installed_in(tmp_path_factory.mktemp("site"), PACKAGE)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a scenario of the example's jurisdiction."""
    shutil.copy(PACKAGE / "island.yaml", tmp_path)
    return tmp_path


def test_a_year_in_a_jurisdiction_of_another_package(installed: Path, folder: Path) -> None:

    import pandas as pd

    # other statuses and places are other columns, for which every rule would be compiled anew
    done = called(installed, folder, "run", "island.yaml", "--runs", "1", "--seed", "3", "--scale",
                  "100", "--debug-ledgers", "--out", "out", uncompiled=True)  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    newcomers = pd.read_parquet(folder / "out" / "newcomers.parquet")
    assert set(newcomers["place"]) == PLACES
    assert set(newcomers["status"]) == STATUSES
    by_status = newcomers.groupby("status", observed=True)[["arrived", "changed_status"]].sum()
    decided = {"protected_person", "non_status"}
    assert set(by_status.index[by_status["changed_status"] > 0]) == decided
    assert by_status.loc["protected_person", "arrived"] == 0
    assert by_status.loc["provincial_nominee", "arrived"] > 1000
    organizations = pd.read_parquet(folder / "out" / "organizations.parquet")
    assert set(organizations["place"]) <= PLACES
    manifest = json.loads((folder / "out" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["versions"]["newfoundland"] == "0.1"
    assumptions = pd.read_csv(folder / "out" / "assumptions.csv")["path"]
    assert "newfoundland.places.claimant.labrador" in set(assumptions)
    assert not assumptions.str.contains("places.student", regex=False).any()


def test_what_a_scenario_says_of_a_status_is_checked_by_its_jurisdiction(
    installed: Path, folder: Path
) -> None:
    show, quo = answers(installed, folder, "show island.yaml --all", "show mifi_status_quo --all")
    assert "ministries.province.eligibility.sponsored_refugee" in show
    assert "eligibility.student" not in show
    assert "provincial_nominee" not in quo
    for setting, said in (
        (
            "ministries.province.eligibility.student=true",
            "'student' is not known in the jurisdiction",
        ),
        ("ministries.province.sells_as=mtess", "allowed: province, city, nobody"),
        (
            "spin_up.regime=mifi_status_quo",
            "mifi_status_quo is of quebec, this scenario of newfoundland",
        ),
    ):
        done = called(installed, folder, "show", "island.yaml", "--set", setting)
        assert done.returncode == 2, setting
        assert said in " ".join(done.stderr.split())


@pytest.mark.parametrize(
    ("file", "before", "after", "said"),
    [
        ("places", "claimant,labrador,0.08", "claimant,labrador,many",
         "places.csv, line 10: share: 'many'; allowed: a number from 0 to 1."),
        ("places", "claimant,labrador,0.08", "claimant,labrador,0.5",
         "places.csv: the shares of claimant sum to 1.42; they must sum to 1."),
        ("places", "claimant,labrador", "claimant,gander",
         "places.csv: the row provincial_nominee, gander is missing."),
        ("statuses", "protected_person,non_status", "protected_person,nobody",
         "statuses.csv, line 4: refused_as: 'nobody'; allowed: provincial_nominee,"),
        ("statuses", "no,no,protected_person,non_status", "no,no,protected_person,",
         "statuses.csv, line 4: a decision needs both accepted_as, refused_as."),
        ("statuses", "provincial_nominee,yes,yes", "provincial_nominee,yes,maybe",
         "statuses.csv, line 2: permanent: 'maybe'; allowed: yes, no."),
        ("arrivals", "2011,claimant,300", "2011,claimants,300",
         "arrivals.csv, line 9: 2011, claimants is not known."),
        ("status_profiles", "french", "anglais", "status_profiles.csv, line 2: the column french is missing."),
        ("columns", "arrivals,input series,year status,persons", "arrivals,input series,year status,people",
         "columns.csv: arrivals.csv has a column persons, which no row describes."),
        ("consumer_prices", "2020,", "1066,", "consumer_prices.csv: the row"),
    ],
)  # fmt: skip
def test_an_error_in_the_data_names_plug_in_file_and_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, file: str, before: str, after: str, said: str
) -> None:
    copy = tmp_path / "newfoundland"
    shutil.copytree(PACKAGE / "src" / "newfoundland", copy)
    changed = copy / f"{file}.csv"
    text = changed.read_text(encoding="utf-8")
    assert before in text
    changed.write_text(text.replace(before, after, 1), encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.delitem(sys.modules, "newfoundland", raising=False)
    module = importlib.import_module("newfoundland")
    folder = Folder("newfoundland", PlugIn("newfoundland", "newfoundland", "0.1", module))
    monkeypatch.setattr(
        reader, "folders", lambda: {"newfoundland": folder, DEFAULT: Folder(DEFAULT)}
    )
    with pytest.raises(UserError) as error:
        reader._data.__wrapped__("newfoundland")
    assert str(error.value).startswith(f"The plug-in newfoundland (newfoundland 0.1): {said}")


def test_a_command_says_so(installed: Path, folder: Path) -> None:
    site = folder / "site"
    shutil.copytree(installed, site)
    (site / "newfoundland" / "places.csv").unlink()
    done = called(site, folder, "show", "island.yaml")
    assert done.returncode == 2, done.stdout + done.stderr
    assert "newfoundland 0.1): places.csv: the file is missing" in " ".join(done.stderr.split())
    assert "Traceback" not in done.stderr


def test_the_default_jurisdiction_is_whole() -> None:
    name = jurisdictions.DEFAULT
    profiles = status_profiles(name)
    claims = profiles.accepted_as >= 0
    assert [profiles.names[n] for n in np.flatnonzero(claims)] == ["asylum_seeker"]
    assert profiles.names[profiles.accepted_as[claims][0]] == "accepted_claimant"
    assert profiles.names[profiles.refused_as[claims][0]] == "non_status"
    assert len(archetypes(name)) == len(jurisdictions.archetype_names(name)) == 10
    assert load("mifi_status_quo").place_names == jurisdictions.places(name)


def test_an_unknown_jurisdiction_is_refused() -> None:
    with pytest.raises(UserError, match=r"population\.jurisdiction: .*allowed: quebec"):
        load("mifi_status_quo", sets=["population.jurisdiction=atlantis"])


def test_ontario_borrows_nothing_of_quebec() -> None:
    settings = load("lip_hamilton")
    kinds = jurisdictions.funder_kinds("ontario")
    assert {funder.values["funding"]["sells_as"] for funder in settings.funders.values()} <= {
        *kinds, jurisdictions.NOBODY,
    }  # fmt: skip
    assert not {"mifi", "mtess"} & set(kinds)
    own = jurisdictions.programmes_of("ontario", "service_agreement")
    for funder in settings.funders.values():
        shares = funder.values["funding"]["programmes"]
        assert sum(shares[name] for name in own) == pytest.approx(1.0)
    world = PartnershipModel(settings, seed=1).world
    assert world.programme_names[1:-1] == own
    assert {
        name.rpartition("-")[0] for name in world.organization_names[: world.founded_rows]
    } <= set(jurisdictions.archetype_names("ontario"))


def test_what_a_funder_leaves_out_is_of_its_jurisdiction() -> None:
    """A funder that names neither kind nor programme is the first kind, with the first programme."""
    sets = ["population.jurisdiction=ontario", "population.organizations=5"]
    text = {
        "ministries": {"somebody": {"envelope": 1e6}},
        "spin_up": {"regime": "ontario_settlement"},
    }
    funding = load(text, sets).funders["somebody"].values["funding"]
    assert funding["sells_as"] == "federal"
    assert funding["programmes"]["information_and_orientation"] == 1.0
    with pytest.raises(
        UserError, match=r"programmes\.reception: 'reception' is not known .*ontario"
    ):
        load(text, [*sets, "ministries.somebody.programmes={reception: 1.0}"])


def test_places_of_a_scenario_take_the_place_of_numbers_that_its_parent_states() -> None:
    assert load("ontario_settlement").parameters["population"]["organizations"] == 260
    peel = load("lip_peel")
    assert peel.parameters["population"]["organizations"] == 27
    assert "population.organizations" not in peel.provenance
    with pytest.raises(UserError, match="where a scenario has places"):
        load("lip_peel", ["population.organizations=3"])


WITHOUT_ONTARIO = """
import json, sys
from types import SimpleNamespace
import partnersim.jurisdictions.folders as folders
here = [file for file in folders.files("partnersim.jurisdictions").iterdir() if file.name != "ontario"]
folders.files = lambda package: SimpleNamespace(iterdir=lambda: here)
from click.testing import CliRunner
from partnersim.cli.main import cli
said = []
for line in sys.argv[1:]:
    done = CliRunner().invoke(cli, [*line.split(), "--lang", "en"])
    said.append([done.exit_code, done.output])
print(json.dumps(said))
"""


@pytest.mark.long
def test_without_its_folder_the_rest_works(tmp_path: Path) -> None:
    lines = (
        "list", "explain archetypes.A.staff", "show lip_peel --all",
        f"run mifi_status_quo --runs 1 --years 1 --scale 10000 --out {tmp_path / 'out'}",
    )  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_ONTARIO, *lines],
        capture_output=True, text=True, check=False, env=os.environ | {"NUMBA_DISABLE_JIT": "1"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    listed, explained, shown, run = json.loads(done.stdout.splitlines()[-1])
    assert listed[0] == explained[0] == run[0] == 0
    assert shown[0] == 2
    assert "population.jurisdiction: 'ontario' is not known; allowed: quebec." in " ".join(
        shown[1].split()
    )
