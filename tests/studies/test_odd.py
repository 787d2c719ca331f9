"""docs/ODD.md and docs/TRACE.md: every heading says something, every table is that of the code and the saved data."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from partnersim.population import tables
from partnersim.scenario.parameter_groups import behaviour
from partnersim.schedule import schedule
from partnersim.state.calendar import Phase
from studies.pages.odd import (
    ODD,
    ODD_FR,
    TABLES,
    TRACE,
    empty_headings,
    schedule_table,
    state_tables,
    submodels,
    table_of_tests,
)

OF_ODD = (
    "Purpose and patterns", "Entities, state variables and scales",
    "Process overview and scheduling", "Design concepts", "Basic principles", "Emergence", "Adaptation",
    "Objectives", "Learning", "Prediction", "Sensing", "Interaction", "Stochasticity", "Collectives",
    "Observation", "Initialization", "Input data", "Submodels",
)  # fmt: skip
OF_ODD_D = ("Theoretical and empirical background", "Individual decision making", "Heterogeneity")
OF_TRACE = (
    "Problem formulation", "Model description", "Data evaluation", "Conceptual model evaluation",
    "Implementation verification", "Model output verification", "Model analysis",
    "Model output corroboration", "What was not done",
)  # fmt: skip
PLACES = [(page, name) for page, tables in TABLES.items() for name in tables]


@pytest.mark.parametrize(("page", "names"), [(ODD, (*OF_ODD, *OF_ODD_D)), (TRACE, OF_TRACE)])
def test_the_page_has_the_headings_of_its_form_and_none_is_empty(
    page: Path, names: tuple[str, ...]
) -> None:
    text = page.read_text(encoding="utf-8")
    headings = re.findall(r"^#+ (?:\d+\. )?(.*)$", text, re.MULTILINE)
    for name in names:
        assert any(heading.startswith(name) for heading in headings), name
    assert empty_headings(text) == []


@pytest.mark.parametrize(
    ("page", "empty"),
    [
        ("# A\n\ntext\n\n## B\n\n## C\n\ntext\n", ["## B"]),
        ("# A\n\n## B\n\ntext\n", []),
        ("# A\ntext\n\n## B\n\n<!-- x -->\n<!-- end x -->\n", ["## B"]),
        ("# A\n\n## B\n", ["# A", "## B"]),
        ("# A\n\n```\n# a remark\n```\n", []),
    ],
)
def test_an_empty_heading_is_found(page: str, empty: list[str]) -> None:
    assert empty_headings(page) == empty


@pytest.mark.parametrize(
    ("page", "name"), PLACES, ids=[f"{page.stem} {name}" for page, name in PLACES]
)
def test_the_tables_are_those_of_the_code_and_the_saved_data(page: Path, name: str) -> None:
    text = page.read_text(encoding="utf-8")
    assert f"<!-- {name} -->\n{TABLES[page][name]()}\n<!-- end {name} -->" in text


def test_the_french_page_has_a_heading_for_each_in_english_and_none_is_empty() -> None:
    english, french = (page.read_text(encoding="utf-8") for page in (ODD, ODD_FR))
    marks = re.compile(r"<!-- (?!end).*? -->.*?<!-- end .*? -->", re.DOTALL)
    depths = [
        re.findall(r"^(#+) ", marks.sub("", page), re.MULTILINE) for page in (english, french)
    ]
    assert depths[0] == depths[1]
    assert empty_headings(french) == []
    for table in tables.titles():
        for name in tables.columns_of(table):
            assert f"| `{name}` |" in french, name


def test_every_column_every_step_and_every_file_is_in_the_description() -> None:
    state, month, texts = state_tables(), schedule_table(), submodels()
    for table in tables.titles():
        for name in tables.columns_of(table):
            assert f"| `{name}` |" in state, name
    assert "readiness to oppose in the open" in state
    for module in behaviour():
        name = module.__name__.rpartition(".")[2]
        assert texts.count(f"/{name}.py)") == 1, name
        assert month.count(f"/{name}.py)") == len(module.STEPS), name


def test_the_schedule_of_the_page_is_in_the_order_of_a_month() -> None:
    numbers = [
        int(number) for number in re.findall(r"^\| (\d+)\. ", schedule_table(), re.MULTILINE)
    ]
    assert numbers == sorted(numbers)
    assert len(numbers) == sum(len(steps) for steps in schedule().values())
    named = [step.__module__ for step in schedule()[Phase.SERVICES]]
    assert named.index("partnersim.mechanisms.newcomers.provider_choice") < named.index(
        "partnersim.mechanisms.organizations.delivery"
    )


def test_no_step_no_file_and_no_test_file_is_without_a_word() -> None:
    for table in (schedule_table(), table_of_tests()):
        for line in table.splitlines()[2:]:
            assert all(cell.strip() for cell in line.strip("|").split(" | ")), line


@pytest.mark.parametrize("page", [ODD, TRACE])
def test_links_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8"))
    assert len(links) > 20
    for link in links:
        assert (page.parent / link).exists(), link
