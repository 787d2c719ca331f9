"""Packages outside partnersim add to its model once they are installed; errors in them name them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGES = Path(__file__).parents[1] / "plugins"


def installed_in(folder: Path, package: Path) -> Path:
    """The folder with a package installed in it, as pip leaves it."""
    subprocess.run(
        [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-build-isolation",
         "--disable-pip-version-check", "--target", str(folder), str(package)],
        check=True,
    )  # fmt: skip
    return folder


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that the first example is installed in."""
    return installed_in(tmp_path_factory.mktemp("site"), PACKAGES / "peer_support")


@pytest.fixture(scope="module")
def participatory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the example of an instrument."""
    return installed_in(tmp_path_factory.mktemp("site"), PACKAGES / "participatory_budget")


WITHOUT_FIGURES = """
import partnersim.report.figures
from partnersim.cli.main import main
partnersim.report.figures.write_figures = lambda *_: []
main()
"""
SEVERAL = """
import json, sys
from click.testing import CliRunner
from partnersim.cli.main import cli
print(json.dumps([CliRunner().invoke(cli, line).stdout for line in json.loads(sys.argv[1])]))
"""


def called(
    site: Path, folder: Path, *arguments: str, uncompiled: bool = False
) -> subprocess.CompletedProcess[str]:
    """The command, in a process where the plug-in is installed."""
    return _python(site, folder, WITHOUT_FIGURES, *arguments, "--lang", "en", uncompiled=uncompiled)


def answers(site: Path, folder: Path, *lines: str, language: str = "en") -> list[str]:
    """What several commands say there, one after the other in one process."""
    asked = json.dumps([[*line.split(), "--lang", language] for line in lines])
    done = _python(site, folder, SEVERAL, asked)
    assert done.returncode == 0, done.stderr
    return [str(said) for said in json.loads(done.stdout.splitlines()[-1])]


def _python(
    site: Path, folder: Path, code: str, *arguments: str, uncompiled: bool = False
) -> subprocess.CompletedProcess[str]:
    path = os.pathsep.join([str(site), *sys.path])
    more = {"PYTHONPATH": path} | ({"NUMBA_DISABLE_JIT": "1"} if uncompiled else {})
    return subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, text=True, cwd=folder,
        env=os.environ | more,
    )  # fmt: skip


SMALL = ("mifi_status_quo", "--runs", "1", "--years", "1", "--scale", "2000", "--seed", "3")
# where another instrument would have every rule compiled anew
FEW = ("--scale", "10000", "--set", "population.organizations=20", "--set", "spin_up.months=6")


class Runs:
    """Folders of results of the small scenario, each made once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.made: dict[tuple[str, ...], Path] = {}

    def of(self, site: Path, *more: str) -> Path:
        """The folder of a run where a plug-in is installed, with more options."""
        which = (str(site), *more)
        if which not in self.made:
            name = f"run_{len(self.made)}"
            done = called(site, self.folder, "run", *SMALL, *more, "--out", name)
            assert done.returncode == 0, done.stdout + done.stderr
            self.made[which] = self.folder / name
        return self.made[which]

    def burden(self, site: Path, *more: str) -> float:
        """The burden that organisations feel in the last six months of such a run."""
        import pandas as pd

        sector = pd.read_parquet(self.of(site, *more) / "sector.parquet")
        return float(sector["felt_burden"].tail(6).mean())


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> Runs:
    """Those of this file."""
    return Runs(tmp_path_factory.mktemp("runs"))


def test_a_mechanism_and_a_typology_of_another_package_act(
    installed: Path, runs: Runs, tmp_path: Path
) -> None:
    import pandas as pd

    lever = ("--set", "peer_support.relief=0.5")
    assert 0.0 < runs.burden(installed, *lever) < 0.9 * runs.burden(installed)
    folder = runs.of(installed, *lever)
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["versions"]["peer-support"] == "0.3"
    kinds = pd.read_parquet(folder / "typologies.parquet")
    assert "mission_weight" in set(kinds["typology"])
    said, schema = answers(installed, tmp_path, "explain peer_support.relief", "schema")
    assert "How much circles lighten the burden" in said
    assert "peer_support" in schema
    assert "peer_support" not in answers(tmp_path, tmp_path, "schema")[0]


def test_a_system_of_another_package_acts(installed: Path, runs: Runs) -> None:
    lever = ("--set", "facilitation.relief=0.5")
    assert 0.0 < runs.burden(installed, *lever) < 0.8 * runs.burden(installed)


@pytest.mark.parametrize(
    "site", ["installed", pytest.param("participatory", marks=pytest.mark.long)]
)
def test_a_plug_in_with_no_effect_leaves_every_value(
    site: str, runs: Runs, request: pytest.FixtureRequest
) -> None:
    import pandas as pd

    folders = [runs.of(path) for path in (Path("nowhere"), request.getfixturevalue(site))]
    for table in ("sector", "organizations", "newcomers"):
        alone, beside = (pd.read_parquet(folder / f"{table}.parquet") for folder in folders)
        # sums over more instruments may round in another order
        rounded = {"rtol": 1e-9} if site == "participatory" else {"check_exact": True}
        pd.testing.assert_frame_equal(alone, beside[list(alone)], **rounded)


WITH_A_VOTE = """
extends: mifi_status_quo
ministries:
  mifi:
    split: {mission: 0.1, service_agreement: 0.6, participatory_budget: 0.3}
    participatory_budget: {proposals: 7}
"""


def test_an_instrument_of_another_package_is_paid(participatory: Path, tmp_path: Path) -> None:
    import pandas as pd

    (tmp_path / "vote.yaml").write_text(WITH_A_VOTE, encoding="utf-8")
    done = called(
        participatory, tmp_path, "run", "vote.yaml", "--runs", "1", "--seed", "3", "--years", "2",
        *FEW, "--debug-ledgers", "--out", "out", uncompiled=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    flows = pd.read_parquet(tmp_path / "out" / "flows.parquet")
    paid = flows[(flows["purpose"] == "participatory_budget") & (flows["payer"] == "mifi")]
    last = paid[paid["month"].astype(str) >= paid["month"].astype(str).max()[:4]]
    of_ministry = flows[flows["payer"] == "mifi"]["amount"].sum()
    assert 0.2 < paid["amount"].sum() / of_ministry < 0.5  # paid at once, as others are not
    assert 1 <= last["payee"].nunique() <= 7
    held = pd.read_parquet(tmp_path / "out" / "organizations.parquet")["participatory_budget"]
    assert held.max() > 0.0
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["versions"]["participatory-budget"] == "0.2"
    screen = (tmp_path / "out" / "screen.txt").read_text(encoding="utf-8")
    assert "\nParticipatory budgets " in screen  # among programmes, by its title
    assert "nothing was paid by it" not in done.stderr


def test_an_instrument_that_never_pays_or_has_no_order_is_said_after_the_run(
    participatory: Path, tmp_path: Path
) -> None:
    import shutil

    site = tmp_path / "site"
    shutil.copytree(participatory, site)
    changed = site / "participatory_budget" / "instrument.py"
    text = changed.read_text(encoding="utf-8")
    award = 'pool * c["votes"] / votes if n < retained else 0.0'
    assert award in text
    order = 'after=("mission_grant",),'
    assert order in text
    changed.write_text(text.replace(award, "0.0").replace(order, ""), encoding="utf-8")
    (tmp_path / "vote.yaml").write_text(WITH_A_VOTE, encoding="utf-8")
    done = called(
        site, tmp_path, "run", "vote.yaml", "--runs", "1", "--years", "1", *FEW, "--out", "out",
        uncompiled=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    said = "the split of mifi gives Participatory budgets (participatory_budget) a share"
    stderr = " ".join(done.stderr.split())
    assert stderr.count(said) == 1
    unordered = "does not say where the step of instrument stands in Phase."
    assert stderr.count(unordered) == stderr.count(f"{unordered}YEARLY") == 1


def _never_paid(*payments: tuple[str, str, float], **settings: object) -> list[str]:
    """What is said of a scenario where project money, taken for a plug-in's, was paid in so many ways."""
    import warnings

    import pyarrow as pa

    from partnersim.analysis.runs import never_paid
    from partnersim.instruments import project
    from partnersim.results import RunTables
    from partnersim.scenario.loading import load

    columns = zip(*payments, strict=True) if payments else ([], [], [])
    payer, purpose, amount = map(list, columns)
    flows = pa.table({
        "payer": pa.array(payer, pa.string()).dictionary_encode(),
        "purpose": pa.array(purpose, pa.string()).dictionary_encode(),
        "amount": pa.array(amount, pa.float64()),
    })  # fmt: skip
    with pytest.MonkeyPatch.context() as patch, warnings.catch_warnings(record=True) as caught:
        patch.setattr(never_paid, "_of_plug_ins", lambda: iter([project.INSTRUMENT]))
        warnings.simplefilter("always")
        never_paid.warn_of_never_paid(
            load("mifi_status_quo", **settings), [RunTables(0, {"flows": flows})]
        )
    return [str(each.message) for each in caught]


def test_a_share_that_brings_nobody_anything_is_said_by_funder_in_both_languages() -> None:
    from partnersim.language import use

    others = ("mifi", "mission_grant", 5.0), ("other", "project", 5.0)
    mifi = [each for each in _never_paid(*others) if "split of mifi" in each]
    assert len(mifi) == 1
    assert "nothing was paid by it in any run" in mifi[0]
    assert not [
        each for each in _never_paid(*others, ("mifi", "project", 1.0)) if "of mifi" in each
    ]
    use("fr")
    french = [each for each in _never_paid(*others) if "mifi" in each]
    use("en")
    assert "n'a rien versé" in french[0]
    split = {"mission": 0.5, "service_agreement": 0.5}
    none = _never_paid(*others, ministries={"mifi": {"split": split}})
    assert not [each for each in none if "of mifi" in each]


def _unordered(name: str, **order: tuple[str, ...]) -> list[str]:
    """What is said where a plug-in has this one step in the phase of relations."""
    import warnings
    from types import ModuleType

    from partnersim.analysis.runs import unordered_steps
    from partnersim.declarations import Step
    from partnersim.plugins import PlugIn
    from partnersim.state.calendar import Phase

    module = ModuleType(f"evenings.{name}")
    module.STEPS = {Phase.RELATIONS: Step(print, **order)}  # type: ignore[attr-defined]
    plug_in = PlugIn("evenings", "open-evenings", "0.1", module)
    with pytest.MonkeyPatch.context() as patch, warnings.catch_warnings(record=True) as caught:
        modules = unordered_steps.behaviour()
        patch.setattr(unordered_steps, "behaviour", lambda: (*modules, module))
        patch.setattr(unordered_steps.plugins, "of", lambda one: plug_in if one is module else None)
        warnings.simplefilter("always")
        unordered_steps.warn_of_unordered_steps()
    return [str(each.message) for each in caught]


def test_a_step_that_names_no_step_of_its_phase_is_said_in_both_languages() -> None:
    from partnersim.language import use

    assert not _unordered("evening", after=("members",))
    assert not _unordered("evening", before=("board_seats",))
    nowhere = _unordered("evening", after=("service_agreement",))  # acts in other phases
    assert nowhere == _unordered("evening")
    (said,) = nowhere
    assert "evenings (open-evenings 0.1) does not say where the step of evening stands" in said
    assert "Phase.RELATIONS" in said
    use("fr")
    (french,) = _unordered("evening")
    use("en")
    assert "ne dit pas où l'étape de evening se place dans Phase.RELATIONS" in french


@pytest.mark.long
def test_an_instrument_of_another_package_is_declared(participatory: Path, tmp_path: Path) -> None:
    path = "ministries.mifi.participatory_budget.proposals"
    lines = (f"explain {path}", "schema", "explain mission_share")
    said, schema, share = answers(participatory, tmp_path, *lines)
    assert "Proposals that are retained" in said
    splits = json.loads(schema)["$defs"]["Shares_split"]["properties"]
    assert "participatory_budget" in splits
    assert "amount[main, participatory_budget]" in "".join(share.split("\n"))
    (french,) = answers(participatory, tmp_path, lines[0], language="fr")
    assert "Propositions retenues" in french


@pytest.mark.parametrize(
    ("file", "before", "after", "said"),
    [
        ("mechanism", "STEPS = {", "OTHERS = {", "lacks STEPS"),
        ("mechanism", "from partnersim.state.calendar import Phase", "import nothing_of_that_name",
         "cannot be loaded: ModuleNotFoundError"),
        ("mechanism", "    lighten(\n", "    1 / 0\n    lighten(\n",
         "failed in a run: ZeroDivisionError"),
        pytest.param("circles/facilitation", "STEPS = {", "OTHERS = {", "lacks STEPS", marks=pytest.mark.long),
        pytest.param("circles/facilitation", "    lighten(world", "    1 / 0\n    lighten(world",
         "failed in a run: ZeroDivisionError", marks=pytest.mark.long),
        pytest.param("mission_weight", "[None, :]", "[:, None, None]",
         "failed in a run: ValueError: place gives", marks=pytest.mark.long),
    ],
)  # fmt: skip
def test_an_error_names_the_plug_in(
    installed: Path, tmp_path: Path, file: str, before: str, after: str, said: str
) -> None:
    import shutil

    site = tmp_path / "site"
    shutil.copytree(installed, site)
    changed = site / "peer_support" / f"{file}.py"
    text = changed.read_text(encoding="utf-8")
    assert before in text
    changed.write_text(text.replace(before, after), encoding="utf-8")
    lever = ("--set", "facilitation.relief=0.5")
    done = called(site, tmp_path, "run", *SMALL, *lever, "--out", "out")
    assert done.returncode == 2, done.stdout + done.stderr
    name = {"mechanism": "peer_support", "circles/facilitation": "circles"}.get(file, file)
    assert f"plug-in {name} (peer-support 0.3) {said}" in " ".join(done.stderr.split())
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "out").exists()


def test_an_edited_helper_of_a_plug_in_changes_the_digest_of_the_rules(
    installed: Path, tmp_path: Path
) -> None:
    import shutil

    site = tmp_path / "site"
    shutil.copytree(installed, site)
    code = "from partnersim.analysis.sweeps.experiment import code_digest; print(code_digest())"

    def digest() -> str:
        path = os.pathsep.join([str(site), *sys.path])
        return subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True,
            env=os.environ | {"PYTHONPATH": path},
        ).stdout  # fmt: skip

    before = digest()
    assert digest() == before
    (site / "peer_support" / "helper.py").write_text("WEIGHT = 2.0\n", encoding="utf-8")
    assert digest() != before


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("STEPS = {", "OTHERS = {", "lacks STEPS"),
        ("        award_proposals(", "        1 / 0\n        award_proposals(",
         "failed in a run: ZeroDivisionError"),
        ('name="participatory_budget",\n    title', 'name="project",\n    title',
         "calls its instrument project, as partnersim.instruments.project does"),
    ],
)  # fmt: skip
def test_an_error_in_an_instrument_names_the_plug_in(
    participatory: Path, tmp_path: Path, before: str, after: str, said: str
) -> None:
    import shutil

    site = tmp_path / "site"
    shutil.copytree(participatory, site)
    changed = site / "participatory_budget" / "instrument.py"
    text = changed.read_text(encoding="utf-8")
    assert before in text
    changed.write_text(text.replace(before, after), encoding="utf-8")
    done = called(site, tmp_path, "run", *SMALL, *FEW, "--out", "out", uncompiled=True)
    assert done.returncode == 2, done.stdout + done.stderr
    assert f"plug-in participatory_budget (participatory-budget 0.2) {said}" in " ".join(
        done.stderr.split()
    )
