"""Own lists and amounts as people save them: read with the right value, or refused by name."""

import warnings
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from partnersim import InputWarning, PartnershipModel, UserError, load
from partnersim.cli.main import cli
from partnersim.language import use
from partnersim.population.organization_list import Listed
from partnersim.scenario.settings import Settings

pytestmark = pytest.mark.filterwarnings("ignore::partnersim.InputWarning")

HEADER = "name,place,budget,archetype\n"
CREDITS = "organization,funder,instrument,amount"
OWN = "extends: mifi_status_quo\npopulation: {file: list.csv}\n"
WITH_CREDITS = "extends: mifi_status_quo\npopulation: {file: list.csv, credits: credits.csv}\n"


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    use("en")


def laid(text: str, *sets: str) -> Settings:
    """The scenario of a list with that text."""
    Path("list.csv").write_text(text, encoding="utf-8")
    Path("mine.yaml").write_text(OWN)
    return load("mine.yaml", sets)


def listed(text: str, *sets: str) -> tuple[Listed, ...]:
    """The organisations of a list with that text."""
    return laid(text, *sets).own.listed


def shown(*sets: str) -> Any:
    """`partnersim show mine.yaml` with settings."""
    options = [word for set_ in sets for word in ("--set", set_)]
    return CliRunner().invoke(cli, ["show", "mine.yaml", *options, "--lang", "en"])


def refused(text: str, *sets: str) -> str:
    """The message for a list with that text."""
    Path("list.csv").write_text(text, encoding="utf-8")
    Path("mine.yaml").write_text(OWN)
    result = shown(*sets)
    assert result.exit_code == 2, result.output
    assert result.stdout == ""
    return str(result.stderr)


def amounts(rows: str, *sets: str) -> list[float]:
    """The dollars of 2020 of amounts of Accueil."""
    Path("list.csv").write_text(HEADER + "Accueil,montreal,500000,A\n")
    Path("credits.csv").write_text(rows, encoding="utf-8")
    Path("mine.yaml").write_text(WITH_CREDITS)
    return [amount.dollars for amount in load("mine.yaml", sets).own.amounts]


# --- numbers -----------------------------------------------------------------------------------


@pytest.mark.parametrize("value", ["84.300", "81,300"])
def test_three_digits_after_one_mark_are_asked_about(value: str) -> None:
    text = f"name;place;budget;archetype\nPont;montreal;500000;A\nAccueil;montreal;{value};A\n"
    digits = value.replace(",", "").replace(".", "")
    large, small = ("comma", "point") if "." in value else ("point", "comma")
    message = refused(text)
    assert message == (
        f"mine.yaml: population.file: list.csv, line 3, budget: '{value}' is {digits} or "
        f"{digits[:2]}.3. Set population.decimal to {large} for {digits}, or to {small} for "
        f"{digits[:2]}.3.\n"
    )
    assert listed(text, f"population.decimal={large}")[1].budget == float(digits)
    assert listed(text, f"population.decimal={small}")[1].budget == float(digits) / 1000


def test_an_amount_of_three_digits_after_a_mark_is_asked_about() -> None:
    rows = f"{CREDITS}\nAccueil,mifi,mission_grant,25.000\n"
    with pytest.raises(
        UserError, match=r"line 2, amount: '25.000' is 25000 or 25. Set population.cr"
    ):
        amounts(rows)
    assert amounts(rows, "population.credits_decimal=comma") == [25_000.0]
    assert amounts(rows, "population.credits_decimal=point") == [25.0]


@pytest.mark.parametrize(
    ("others", "budget"),
    [(("500 000,50", "300000"), 84_300.0), (("1.250.000",), 84_300.0), (("1250.5",), 84.3)],
)
def test_other_numbers_of_the_column_show_the_mark(others: tuple[str, ...], budget: float) -> None:
    rows = "".join(f"P{n};montreal;{other};A\n" for n, other in enumerate(others))
    text = f"name;place;budget;archetype\nAccueil;montreal;84.300;A\n{rows}"
    assert listed(text)[0].budget == budget


def test_numbers_of_another_column_do_not_show_the_mark() -> None:
    text = "name;place;budget;archetype;identity\nAccueil;montreal;84.300;A;0.25\n"
    assert "budget: '84.300' is 84300 or 84.3" in refused(text)


@pytest.mark.parametrize(
    ("written", "budget"),
    [
        ("84300", 84_300.0), ("84 300", 84_300.0), ("84\u00a0300", 84_300.0), ("84\u202f300", 84_300.0),
        ("84\u2009300", 84_300.0), ("84 300 $", 84_300.0), ("84300\u00a0$", 84_300.0), ("$84300", 84_300.0),
        ("84 300,50", 84_300.5), ("84300.5", 84_300.5), ("84.300,50", 84_300.5), ("1e6", 1e6),
        ('"1,234,567.50"', 1_234_567.5), ("1 234,567", 1_234.567), ("1234.567", 1_234.567),
    ],
)  # fmt: skip
def test_numbers_as_people_write_them(written: str, budget: float) -> None:
    text = f"name;place;budget;archetype\nAccueil;montreal;{written};A\n"
    assert listed(text)[0].budget == budget


@pytest.mark.parametrize(
    "written",
    [
        "\u0663\u0664\u0660\u0660",
        "84\u0663",
        "84_300",
        "84 30",
        "1.23.456",
        "84.3.0",
        "1,2,3",
        "$",
        "12 34.5",
    ],
)
def test_what_is_no_number_is_refused(written: str) -> None:
    message = refused(f"name;place;budget;archetype\nAccueil;montreal;{written};A\n")
    assert (
        f"list.csv, line 2, budget: {written!r} is not allowed; allowed: a number from 1" in message
    )


@pytest.mark.parametrize(
    "written", ["1987.6", "1987,6", "87", "198", "1.987", "13/13/1987", "1987-13-01"]
)
def test_a_year_is_whole(written: str) -> None:
    text = f"name;place;budget;archetype;founded\nAccueil;montreal;500000;A;{written}\n"
    message = refused(text)
    assert f"list.csv, line 2, founded: {written!r} is not allowed; allowed: a year" in message


@pytest.mark.parametrize(
    "written",
    ["1987", "1987.0", "1987-06-01", "01/06/1987", "6/13/1987", "1.6.1987", "1987-06-01T00:00:00Z"],
)
def test_dates_are_read(written: str) -> None:
    text = f"name;place;budget;archetype;founded\nAccueil;montreal;500000;A;{written}\n"
    assert listed(text)[0].founded == 1987


def test_the_year_of_an_amount_is_whole_or_a_date() -> None:
    rows = CREDITS + ";year\nAccueil;mifi;mission_grant;1000;{}\n"
    rows = rows.replace(",", ";")
    with pytest.raises(
        UserError, match=r"line 2, year: '2015,9' is not allowed; allowed: a year from 2008"
    ):
        amounts(rows.format("2015,9"))
    assert amounts(rows.format("2015-04-01")) == amounts(rows.format("2015")) != [1000.0]


def test_dollars_of_a_year_are_bounded_in_dollars_of_2020_too() -> None:
    rows = f"{CREDITS},year\nAccueil,mifi,mission_grant,{{}},2008\n"
    with pytest.raises(
        UserError, match=r"line 2, amount: 1000000000 dollars of 2008 are 1.* of 2020"
    ):
        amounts(rows.format("1000000000"))
    assert 1e8 < amounts(rows.format("100000000"))[0] < 1e9


# --- names -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "twin", ["Cafe\u0301 partage\u0301", "CAFÉ PARTAGÉ", "Café\u00a0 partagé", "Ca\u200bfé partagé"]
)
def test_twins_in_a_list_are_refused(twin: str) -> None:
    message = refused(f"{HEADER}Café partagé,montreal,500000,A\n{twin},montreal,500000,A\n")
    assert "list.csv, line 3, name: " in message
    assert "stands twice; line 2 has 'Café partagé'" in message


def test_names_of_cells_are_known_in_any_form() -> None:
    typed = "Cafe\u0301  partage\u0301"  # kept in its composed form
    Path("list.csv").write_text(f"{HEADER}{typed},Montreal,500000,a\n", encoding="utf-8")
    rows = f"{CREDITS}\nCAFE\u0301 PARTAGE\u0301,MIFI,Mission_Grant,1000\n"
    Path("credits.csv").write_text(rows, encoding="utf-8")
    Path("mine.yaml").write_text(WITH_CREDITS)
    own = load("mine.yaml").own
    first = own.listed[0]
    assert (first.name, first.place, first.archetype) == ("Café partagé", "montreal", "A")
    amount = own.amounts[0]
    assert (amount.organization, amount.funder, amount.instrument) == (
        "Café partagé",
        "mifi",
        "mission_grant",
    )


# --- the form of the file ----------------------------------------------------------------------

FORMS = {
    "sep=; of Excel": "sep=;\nname;place;budget;archetype\nAccueil;montreal;500000;A\n",
    "sep with CRLF": "sep=;\r\nname;place;budget;archetype\r\nAccueil;montreal;500000;A\r\n",
    "tabs": "name\tplace\tbudget\tarchetype\nAccueil\tmontreal\t500000\tA\n",
    "a blank first line": "\n;;;\nname;place;budget;archetype\nAccueil;montreal;500000;A\n",
    "empty columns at the end": "name;place;budget;archetype;;\nAccueil;montreal;500000;A;;\n",
    "empty columns in rows alone": "name,place,budget,archetype\nAccueil,montreal,500000,A,,\n",
    "capitals and spaces": " Name ,PLACE,Budget,Archetype\nAccueil,montreal,500000,A\n",
    "a comma in a French cell": 'name;place;budget;archetype\n"Accueil";montreal;500000;A\n',
    "a row without its empty end": "name,place,budget,archetype,founded\nAccueil,montreal,500000,A\n",
}


@pytest.mark.parametrize("case", FORMS)
def test_forms_of_the_same_list(case: str) -> None:
    own = listed(FORMS[case])
    assert [(row.name, row.place, row.budget) for row in own] == [("Accueil", "montreal", 5e5)]


def test_lines_are_counted_from_the_top_of_the_file() -> None:
    message = refused("sep=;\n\nname;place;budget;archetype\nAccueil;montreal;-5;A\n")
    assert "list.csv, line 4, budget: '-5'" in message


def test_a_header_in_french_gets_the_nearest_name_and_the_way_to_map_it() -> None:
    message = refused("nom,place,budget,archetype\nAccueil,montreal,5,A\n")
    assert "no column 'nom'" in message
    assert "Did you mean 'name'? `population.columns` says what other headers mean." in message


MAPS = {
    "360Giving": (
        "Identifier,Recipient Org:Name,Amount Awarded,Award Date,place,archetype\n"
        "x-1,Accueil,500000,2015-04-01T00:00:00+00:00,montreal,A\n",
        '{name: "Recipient Org:Name", budget: "Amount Awarded", founded: "Award Date"}',
    ),
    "a T3010 of the revenue agency": (
        "BN,Legal Name,4700,Profile,City\n1RR0001,Accueil,500000,A,Montreal\n",
        '{name: Legal Name, budget: "4700", archetype: profile, place: CITY}',
    ),
    "a French export": (
        "Organisme;Région;Budget, en dollars;Profil;Remarque\nAccueil;montreal;500 000,00 $;A;«;\n",
        '{name: Organisme, place: Région, budget: "Budget, en dollars", archetype: Profil}',
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", MAPS)
def test_anybodys_headers_are_mapped(case: str) -> None:
    text, columns = MAPS[case]
    own = listed(text, f"population.columns={columns}")
    assert [(row.name, row.place, row.budget, row.archetype) for row in own] == [
        ("Accueil", "montreal", 500_000.0, "A")
    ]


def test_a_map_in_the_file_and_headers_of_amounts() -> None:
    Path("list.csv").write_text(HEADER + "Accueil,montreal,500000,A\n")
    Path("credits.csv").write_text(
        "Bénéficiaire;Ministère;instrument;Montant\nAccueil;mifi;project;25 000 $\n",
        encoding="utf-8",
    )
    Path("mine.yaml").write_text(
        "extends: mifi_status_quo\npopulation:\n  file: list.csv\n  credits: credits.csv\n"
        "  credits_columns: {organization: Bénéficiaire, funder: Ministère, amount: Montant}\n",
        encoding="utf-8",
    )
    assert [amount.dollars for amount in load("mine.yaml").own.amounts] == [25_000.0]
    result = shown()
    assert "population.credits_columns.amount" in result.stdout


@pytest.mark.parametrize(
    ("sets", "parts"),
    [
        (
            ('population.columns={name: "Recipient Org Nam"}',),
            ["no column 'Recipient Org Nam' (population.columns.name)", "Did you mean 'Recipient Org:Name'?"],
        ),
        (("population.columns={nme: x}",), ["population.columns.nme: there is no such key", "'name'?"]),
        (("population.columns={name: 3}",), ["population.columns.name: 3 is not allowed", "a text"]),
        (("population.decimal=virgule",), ["'virgule' is not allowed; allowed: point, comma"]),
        (("population.credits_decimal=comma",), ["it describes population.credits, which is missing"]),
        (("population.sheet=Feuil1",), ["list.csv is no workbook", "leave population.sheet out"]),
        (
            ('population.columns={name: "Recipient Org:Name"}',),
            ["the column 'budget' is missing", "`population.columns.budget` says which"],
        ),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_map(sets: tuple[str, ...], parts: list[str]) -> None:
    message = refused("Recipient Org:Name,place,archetype\nAccueil,montreal,A\n", *sets)
    for part in parts:
        assert part in message


# --- workbooks ---------------------------------------------------------------------------------


def workbook(rows: list[list[Any]], name: str = "list.xlsx", title: str = "Liste") -> None:
    """Save a workbook with a first sheet of these rows, and a second one."""
    import openpyxl

    book = openpyxl.Workbook()
    page = book.active
    page.title = title
    for row in rows:
        page.append(row)
    book.create_sheet("Autre").append(["nothing"])
    book.save(name)
    Path("mine.yaml").write_text(OWN.replace("list.csv", name))


def test_a_workbook_is_read_with_its_numbers_and_dates() -> None:
    workbook([
        [None, None], ["name", "place", "budget", "archetype", "founded", None],
        ["Accueil", "montreal", 84.3e3, "A", datetime(1987, 6, 1)], [None] * 5,
        ["Pont", "montreal", 25.125, "B", 1990],
    ])  # fmt: skip
    own = load("mine.yaml").own.listed
    assert [(row.name, row.budget, row.founded, row.line) for row in own] == [
        ("Accueil", 84_300.0, 1987, 3), ("Pont", 25.125, 1990, 5)
    ]  # fmt: skip


def test_a_sheet_of_a_workbook() -> None:
    rows = [["name", "place", "budget", "archetype"], ["Accueil", "montreal", 500000, "A"]]
    workbook(rows)
    assert load("mine.yaml", ["population.sheet=LISTE"]).own.listed[0].budget == 500_000.0
    assert "no column 'nothing'" in shown("population.sheet=Autre").stderr
    message = shown("population.sheet=List").stderr
    assert "there is no sheet 'List'; it has 'Liste', 'Autre'. Did you mean 'Liste'?" in message


def test_a_formula_without_a_value_is_named() -> None:
    workbook([["name", "place", "budget", "archetype"], ["Accueil", "montreal", "=2*3", "A"]])
    assert "list.xlsx, cell C2: a formula without a saved value" in shown().stderr


@pytest.mark.parametrize(
    ("name", "content", "part"),
    [
        ("list.xlsx", b"name,place\n", "list.xlsx cannot be read as a workbook"),
        (
            "list.xls",
            b"\xd0\xcf\x11\xe0",
            "a file .xls is not read; save it as .xlsx or as CSV UTF-8",
        ),
        ("list.ods", b"PK", "a file .ods is not read"),
    ],
)
def test_other_workbooks_are_refused(name: str, content: bytes, part: str) -> None:
    Path(name).write_bytes(content)
    Path("mine.yaml").write_text(OWN.replace("list.csv", name))
    result = shown()
    assert result.exit_code == 2
    assert part in result.stderr


def test_a_workbook_that_unpacks_to_more_than_memory_is_refused() -> None:
    import zipfile

    with zipfile.ZipFile("list.xlsx", "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", b" " * 101_000_000)
    Path("mine.yaml").write_text(OWN.replace("list.csv", "list.xlsx"))
    assert "list.xlsx unpacks to more than 100 MB" in shown().stderr


# --- money and the list ------------------------------------------------------------------------

TWELVE = HEADER + "".join(
    f"Organisme {n},montreal,{1_000_000 / 12:.2f},{'ABCDEFGHIJ'[n % 10]}\n" for n in range(12)
)


def warned(text: str, *sets: str) -> list[str]:
    """What the user is warned of on loading a list."""
    with warnings.catch_warnings(record=True) as given:
        warnings.simplefilter("always", InputWarning)
        laid(text, *sets)
    return [str(warning.message) for warning in given if issubclass(warning.category, InputWarning)]


def test_budgets_and_envelopes_that_are_far_apart_are_told() -> None:
    reported = warned(TWELVE)
    assert len(reported) == 1
    assert "list.csv: its budgets come to 1\u00a0000\u00a0000 dollars a year in all" in reported[0]
    assert "the envelopes of funders in mine to 61\u00a0000\u00a0000." in reported[0]
    assert "`population: {scale_money: true}`" in reported[0]
    assert warned(TWELVE, "population.scale_money=true") == []
    for budget, count in ((750_000, 0), (7_500_000, 1)):  # the larger may be either
        rows = (f"Organisme {n},montreal,{budget},A\n" for n in range(120))
        assert len(warned(HEADER + "".join(rows))) == count


def test_a_list_of_nearly_nobody_is_told() -> None:
    tiny = HEADER + "Accueil,montreal,500000,A\nPont,montreal,84.3,A\n"
    reported = warned(tiny, "population.scale_money=true")
    assert reported == [
        "list.csv: organisations whose budget pays less than a tenth of an employee: 1, such as Pont "
        "(line 3, 84.3 dollars a year). Are budgets in thousands of dollars?"
    ]


def test_the_command_line_says_it_once_and_plainly_and_the_manifest_keeps_it() -> None:
    settings = laid(TWELVE)
    result = shown()
    assert result.exit_code == 0
    assert result.stderr.startswith("list.csv: its budgets come to 1\u00a0000\u00a0000 dollars")
    assert result.stderr.count("\n") == 1
    assert settings.resolved()["warnings"] == [result.stderr.strip()]


def staff_by_year(settings: Settings) -> list[float]:
    """Employees of the living at the first month and after each year, ledgers checked."""
    model = PartnershipModel(settings, seed=1, uncertainty="point", check_ledgers=True)
    staff = []
    while True:
        o = model.world.organizations
        if model.world.now % 12 == 0:
            staff.append(float(o["staff"][o["alive"]].sum()))
        if model.world.now == model.world.calendar.months:
            return staff
        model.step()


def test_scaled_money_keeps_a_lists_staff_in_proportion() -> None:
    """Of organisations of the usual size: those of one employee are below the smallest agreement."""
    quick = ("years=1", "scale=500")
    usual = TWELVE.replace("83333.33", "603000")  # docs/population.md
    drawn = staff_by_year(load("mifi_status_quo", quick))
    scaled = staff_by_year(laid(usual, *quick, "population.scale_money=true"))
    assert scaled[-1] / scaled[0] == pytest.approx(drawn[-1] / drawn[0], abs=0.1)
    plain = staff_by_year(laid(TWELVE, *quick))
    assert plain[0] == pytest.approx(15.0, abs=0.5)
    assert plain[-1] > 10 * plain[0]


def test_every_envelope_is_scaled_by_one_factor_in_the_spin_up_too() -> None:
    plain, scaled = laid(TWELVE), laid(TWELVE, "population.scale_money=true")
    factor = scaled.own.money_factor
    assert factor == pytest.approx(1_000_000 / (126 * 509_000), rel=0.1)  # decision 53
    before, after = (
        PartnershipModel(scenario, seed=1, uncertainty="point") for scenario in (plain, scaled)
    )
    for name in ("funders", "scenario_funders"):
        now, then = getattr(after.world, name), getattr(before.world, name)
        assert now["envelope"] == pytest.approx(factor * then["envelope"])
        assert (now["weight"] == then["weight"]).all()
    assert scaled.resolved()["money_factor"] == factor
    assert "All envelopes are multiplied by 0.01" in shown("population.scale_money=true").stdout


def test_scaling_needs_a_list() -> None:
    Path("mine.yaml").write_text("extends: mifi_status_quo\npopulation: {scale_money: true}\n")
    result = shown()
    assert result.exit_code == 2
    assert "mine.yaml: population.scale_money: it describes population.file, which is missing" in (
        result.stderr
    )
