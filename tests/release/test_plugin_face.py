"""What tutorials and the plug-ins of tests import from partnersim is listed as public, and a change of it is seen."""

from __future__ import annotations

import ast
import dataclasses
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from partnersim import declarations
from partnersim.state.calendar import Phase
from tests.release import plugin_face
from tests.release.public_face import changes, declared, kept

HERE = Path(__file__).parents[1]
PAGES = [*HERE.parent.glob("docs/tutorials/*.md"), *HERE.parent.glob("CONTRIBUTING.md")]
BLOCK = re.compile(r"^```python\n(.*?)^```$", re.DOTALL | re.MULTILINE)


def imported(code: str) -> Iterator[tuple[str, str]]:
    """Modules of partnersim and the names that are taken from them."""
    for one in ast.walk(ast.parse(code)):
        if isinstance(one, ast.ImportFrom) and (one.module or "").startswith("partnersim."):
            yield from ((str(one.module), each.name) for each in one.names)


def test_what_plug_ins_and_tutorials_import_is_listed() -> None:
    """Pages are not there where tests run from an installed wheel."""
    code = [path.read_text("utf-8") for path in (HERE / "plugins").rglob("*.py")]
    code += [block for page in PAGES for block in BLOCK.findall(page.read_text("utf-8"))]
    found = {pair for each in code for pair in imported(each)}
    assert len(found) > 20
    listed = {(where, name) for _, where, name, _ in kept("plug-in")}
    assert found - listed == set()


def test_all_words_of_declarations_are_listed_with_their_fields() -> None:
    listed = {(where, name): what for _, where, name, what in kept("plug-in")}
    assert {("partnersim.declarations", name) for name in declarations.__all__} <= set(listed)
    for field in dataclasses.fields(declarations.Instrument):
        assert ("Instrument", field.name) in listed
    assert {name for where, name in listed if where == "Phase"} == {one.name for one in Phase}
    assert listed["entry point", "partnersim.typologies"] == "TYPOLOGY place"


def test_another_signature_and_a_name_that_is_gone_are_seen(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def lever(name: str) -> None: ...

    monkeypatch.setattr(declarations, "lever", lever)
    monkeypatch.setitem(plugin_face.IMPORTED, "partnersim.state.payments", ("write_flow",))
    said = changes(kept("plug-in"), [row for row in declared() if row[0] == "plug-in"])
    assert "new: plug-in partnersim.declarations lever (name: str) -> None" in said
    assert "gone: plug-in partnersim.state.payments purpose (name: str) -> int" in said
    assert len(said) == 3
