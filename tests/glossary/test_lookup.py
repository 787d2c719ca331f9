"""`partnersim.explain`: one entry as an object, read from what is declared."""

from __future__ import annotations

import math
import subprocess
import sys
from collections.abc import Iterator

import pytest

import partnersim
from partnersim.evidence.registry.labels import table_label
from partnersim.glossary import lookup
from partnersim.glossary.entry import as_data, from_data
from partnersim.language import use
from partnersim.population.tables import columns_of, home_of_column, titles
from partnersim.scenario.parameter_groups import parameters


@pytest.fixture(autouse=True)
def _english_again() -> Iterator[None]:
    use("en")
    yield
    use("en")


def test_a_parameter_is_an_object_with_its_facts() -> None:
    burden = partnersim.explain("ministries.*.accountability.burden")
    assert isinstance(burden, partnersim.Explanation)
    _, declared = parameters()["ministries.*.accountability.burden"]
    assert burden.paths == ("ministries.*.accountability.burden",)
    assert burden.name == "burden"
    assert burden.kind == "parameter"
    assert burden.meaning == declared.meaning.en
    assert burden["unit"] == declared.unit
    assert burden["default"] == f"{declared.default:g}"
    assert burden["column"] == "state.funders.burden"
    assert burden.declared_in == "src/partnersim/mechanisms/funders/accountability.py"
    assert "aca_ideal" in burden["scenarios"]
    with pytest.raises(KeyError, match=r"weight; there are unit, bounds"):
        burden["weight"]


def test_it_prints_as_the_command_does_and_as_a_table() -> None:
    burden = partnersim.explain("burden")
    done = subprocess.run(
        [sys.executable, "-m", "partnersim", "explain", "burden", "--lang", "en"],
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    assert str(burden) == repr(burden) == done.stdout.rstrip("\n")
    table = burden._repr_html_()
    assert table.count("<tr>") == len(burden.facts) + 1
    assert "<script" not in partnersim.explain("sector.served_share")._repr_html_()


def test_a_table_escapes_what_stands_in_formulas() -> None:
    formula = next(entry for entry in lookup.entries() if any("<" in f.text for f in entry.facts))
    assert "&lt;" in formula._repr_html_()


def test_it_speaks_the_language_in_use() -> None:
    english = partnersim.explain("burden")
    use("fr")
    french = partnersim.explain("burden")
    assert french.meaning != english.meaning
    assert french["unit"] != english["unit"]
    assert "  unité\u00a0:" in str(french)


def test_other_words_for_the_same_are_those_of_the_language_and_both_are_found() -> None:
    assert str(partnersim.explain("à enveloppe constante")).startswith("Envelope, same envelope\n")
    use("fr")
    assert str(partnersim.explain("same envelope")).startswith("Enveloppe, à enveloppe constante\n")


def test_of_several_with_one_name_the_first_names_the_others() -> None:
    matches, by_name = lookup.search("felt_burden")
    assert by_name
    assert len(matches) > 1
    entry = partnersim.explain("felt_burden")
    assert entry.paths == matches[0].paths
    assert entry["same name"] == ", ".join(match.paths[0] for match in matches[1:])
    assert "state.organizations.felt_burden" in entry["same name"]


@pytest.mark.parametrize(
    ("name", "said"),
    [("brden", "Did you mean 'burden'"), ("fardeau", "names fit; ask again with one of these:"),
     ("F99", "Nothing is called 'F99'"), (" ", "Nothing is called")],
)  # fmt: skip
def test_what_is_no_name_is_refused(name: str, said: str) -> None:
    with pytest.raises(partnersim.UserError, match=said):
        partnersim.explain(name)


@pytest.mark.parametrize("table", titles())
def test_a_table_of_the_state_lists_its_columns(table: str) -> None:
    entry = partnersim.explain(f"state.{table}")
    listed = [fact.text.partition(":")[0] for fact in entry.facts]
    assert listed == [f"state.{table}.{name}" for name in columns_of(table)]


@pytest.mark.parametrize("table", titles())
def test_every_column_of_the_state_is_explained_as_declared(table: str) -> None:
    for name, column in columns_of(table).items():
        entry = partnersim.explain(f"state.{table}.{name}")
        assert entry.declared_in == f"src/{home_of_column(table, name).replace('.', '/')}.py"
        assert entry.meaning == column.meaning.en
        if entry.kind == "parameter":
            assert column.lever
            continue
        assert entry["kind"] == f"column of the state: {table_label(table)}"
        assert entry["unit"] == column.unit
        if column.bounds is not None and all(map(math.isfinite, column.bounds)):
            assert entry["bounds"].split(" to ") == [f"{end:g}" for end in column.bounds]


def test_entries_come_back_from_the_index_as_they_were() -> None:
    entries = (*lookup.entries(), *lookup.data(), *lookup.codes())
    assert from_data(as_data(entries)) == entries
    assert len({entry.paths for entry in entries if entry.kind != "pattern"}) == sum(
        entry.kind != "pattern" for entry in entries
    )


@pytest.mark.parametrize(
    "arguments", [["list"], ["show", "open_door"], ["explain", "burden"], ["schema"]]
)
def test_what_is_kept_is_read_without_any_declaration(arguments: list[str]) -> None:
    program = (
        "import sys\nfrom partnersim.cli.main import main\n"
        f"sys.argv = ['partnersim', *{arguments!r}]\n"
        "try:\n    main()\nexcept SystemExit as end:\n    code = end.code\n"
        "heavy = {'numpy', 'pydantic', 'ruamel.yaml', 'partnersim.scenario.parameter_groups'}\n"
        "print(code, sorted(heavy & set(sys.modules)), file=sys.stderr)\n"
    )
    for _ in range(2):  # the first makes what the second reads
        done = subprocess.run(
            [sys.executable, "-c", program], capture_output=True, text=True, check=True
        )
    assert done.stderr == "0 []\n"
