"""The wheel holds every scenario, reading, catalogue, schema's source, and the page with its licences."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
from hatchling.builders.wheel import WheelBuilder

from tests.release import bom
from tests.release.contents import INFO, differences, expected

ROOT = Path(__file__).parents[2]
BUNDLE = ROOT / "src/partnersim/page/bundle"
pytestmark = pytest.mark.skipif(
    not (ROOT / ".git").exists(), reason="needs the list of what is tracked"
)


@pytest.fixture(scope="module")
def names() -> set[str]:
    """What the build would put into the package, without building."""
    builder = WheelBuilder(str(ROOT))
    return {Path(file.distribution_path).as_posix() for file in builder.recurse_included_files()}


def test_the_wheel_holds_what_is_tracked(names: set[str]) -> None:
    assert expected(ROOT) - names == set()


@pytest.mark.parametrize(
    ("here", "there"),
    [("scenarios/*.yaml", "scenarios"), ("readings/*.yaml", "readings"),
     ("experiments/*/*.yaml", "experiments"), ("src/partnersim/**/*.mo", ""),
     ("src/partnersim/jurisdictions/*/*.csv", ""), ("src/partnersim/page/bundle/*", "")],
)  # fmt: skip
def test_kinds_of_files_that_a_user_needs(names: set[str], here: str, there: str) -> None:
    top = ROOT / there if there else ROOT / "src/partnersim"
    wanted = {
        "/".join(part for part in ("partnersim", there, file.relative_to(top).as_posix()) if part)
        for file in ROOT.glob(here)
    }
    assert wanted
    assert wanted - names == set()


def made(folder: Path, names: set[str]) -> Path:
    """An archive with files of these names."""
    wheel = folder / "partnersim-9-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        for name in names:
            archive.writestr(name, "")
    return wheel


def test_what_lacks_or_is_beyond_is_named(tmp_path: Path) -> None:
    whole = expected(ROOT) | {f"partnersim-9.dist-info/{file}" for file in INFO}
    assert differences(made(tmp_path, whole), ROOT) == []
    other = whole - {"partnersim/readings/thesis.yaml"} | {"partnersim/notes.txt"}
    assert differences(made(tmp_path, other), ROOT) == [
        "has partnersim/notes.txt", "lacks partnersim/readings/thesis.yaml",
    ]  # fmt: skip


def test_the_bundle_bears_the_licence_of_each_package_in_it() -> None:
    bill = json.loads((BUNDLE / "components.cdx.json").read_text(encoding="utf-8"))
    components = bill["components"]
    text = (BUNDLE / "licenses.txt").read_text(encoding="utf-8")
    lock = json.loads((ROOT / "front/package-lock.json").read_text(encoding="utf-8"))["packages"]
    assert len(components) >= 8
    for one in components:
        name = "/".join(part for part in (one.get("group"), one["name"]) if part)
        assert one["version"] == lock[f"node_modules/{name}"]["version"]
        licence = one["licenses"][0]["license"]["id"]
        assert f"{name} {one['version']} ({licence})\n" in text
        assert licence in (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert text.count("SIL OPEN FONT LICENSE Version 1.1") == 1
    assert text.count("Permission to use, copy, modify") == len(components) - 1


def test_the_bill_is_about_the_package_with_its_parts() -> None:
    bill = {
        "metadata": {"component": {"bom-ref": "root", "name": "partnersim"}},
        "components": [{"bom-ref": "p==1", "name": "partnersim"}, {"bom-ref": "numpy==2", "name": "numpy"}],
        "dependencies": [{"ref": "root", "dependsOn": ["p==1"]}, {"ref": "p==1", "dependsOn": ["numpy==2"]},
                         {"ref": "numpy==2"}],
    }  # fmt: skip
    joined = bom.joined(bill, [{"bom-ref": "d3", "name": "d3"}])
    assert [one["name"] for one in joined["components"]] == ["numpy"]
    assert joined["metadata"]["component"]["components"] == [{"bom-ref": "d3", "name": "d3"}]
    assert joined["dependencies"] == [
        {"ref": "root", "dependsOn": ["numpy==2"]}, {"ref": "numpy==2"}, {"ref": "d3"},
    ]  # fmt: skip
