"""Names and numbers as people type them: the same name is one name, and the nearest is suggested."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from partnersim.cli.main import cli
from partnersim.language import use
from partnersim.language.names import comparable, nearest, same_name

PARENT = "extends: mifi_status_quo\n"
COMPOSED, DECOMPOSED = "Caf\u00e9 partag\u00e9", "Cafe\u0301 partage\u0301"


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    use("en")


def refused(*arguments: str) -> str:
    """The message of a command line that is refused."""
    result = CliRunner().invoke(cli, [*arguments, "--lang", "en"])
    assert result.exit_code == 2, result.output
    return result.stderr


def refused_file(text: str, *arguments: str) -> str:
    """The message for a scenario file with that text."""
    Path("mine.yaml").write_text(text, encoding="utf-8")
    return refused("show", "mine.yaml", *arguments)


def test_one_name_whatever_its_form() -> None:
    forms = [COMPOSED, DECOMPOSED, "CAFÉ PARTAGÉ", " Café\u00a0 partagé", "Ca\u200bfé partagé"]
    assert {comparable(form) for form in forms} == {COMPOSED.casefold()}
    assert same_name("MIFI", ["mtess", "mifi"]) == "mifi"
    assert same_name("Cafe partagé", [COMPOSED]) is None  # an accent is another sign
    assert nearest("Cafe partagé", ["Accueil", DECOMPOSED]) == [DECOMPOSED]


@pytest.mark.parametrize(
    ("arguments", "suggested"),
    [
        (("run", "MIFI_STATUS_QUO"), "mifi_status_quo"),
        (("run", "mifi_status_quo", "--set", "ministries.MIFI.accountability.burden=0.2"), "mifi"),
        (("run", "mifi_status_quo", "--set", "population.ORGANIZATIONS=3"), "organizations"),
        (("run", "mifi_status_quo", "--set", "main_ministry=MIFI"), "mifi"),
        (("run", "lip_peel", "--set", "partnerships.LIP_PEEL.amount=0"), "lip_peel"),
        (("explain", "BURDENN"), "burden"),
        (("interview", "mifi_status_quo", "--set", "interview.PERSIMMON=1"), None),
    ],
)
def test_capitals_do_not_hide_the_nearest_name(
    arguments: tuple[str, ...], suggested: str | None
) -> None:
    message = refused(*arguments)
    assert ("Did you mean" in message) is (suggested is not None)
    if suggested is not None:
        assert f"Did you mean {suggested!r}?" in message


def test_what_a_command_explains_is_found_in_any_form() -> None:
    result = CliRunner().invoke(cli, ["explain", "BUR\u200bDEN", "--lang", "en"])
    assert result.exit_code == 0
    assert result.stdout.startswith("ministries.*.accountability.burden\n")


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("EXTENDS: mifi_status_quo\n", ["mine.yaml: EXTENDS: there is no such key", "'extends'"]),
        (PARENT + "ministries: {mifi: {souce: me}}\n", ["ministries.mifi.souce", "'source'"]),
        (
            PARENT + "ministries: {mifi: {envelope: {value: 3.0, souce: me}}}\n",
            ["mine.yaml: ministries.mifi.envelope.souce: there is no such key", "'source'"],
        ),
        (PARENT + "ministries: {mifi: {source: 3}}\n", ["mifi.source: a source is a text"]),
        (
            PARENT + "ministries: {MIFI: {envelope: 3.0}}\n",
            ["mine.yaml: ministries: 'MIFI' and 'mifi' are one name", "'mifi'?"],
        ),
        (PARENT + "main_ministry: MIFI\n", ["main_ministry: 'MIFI'", "Did you mean 'mifi'?"]),
        ("extends: Mifi_Status_Quo\n", ["`extends`", "Did you mean 'mifi_status_quo'?"]),
    ],
)
def test_a_name_in_a_file(text: str, parts: list[str]) -> None:
    message = refused_file(text)
    for part in parts:
        assert part in message


def test_a_places_name_that_differs_in_its_accents_alone_is_refused() -> None:
    places = (
        f"places: {{caf\u00e9: {{newcomers_a_year: 5.0}}, {'cafe' + chr(0x301)}: {{size: 1.0}}}}\n"
    )
    assert "are one name to a reader" in refused_file(PARENT + places)


# --- values that are wrong, whatever is laid over them -----------------------------------------


@pytest.mark.parametrize(
    ("text", "over", "message"),
    [
        ("years: many\n", "years=3", "mine.yaml: years: 'many' is not allowed"),
        (
            "ministries: {mifi: {accountability: {burden: heavy}}}\n",
            "ministries.mifi.accountability.burden=0.3",
            "mine.yaml: ministries.mifi.accountability.burden: 'heavy' is not allowed",
        ),
        (
            "ministries: {mifi: {split: {mission: 0.5}}}\n",
            "ministries.mifi.split={mission: 1.0}",
            "mine.yaml: ministries.mifi.split: the shares sum to 0.5",
        ),
        ("start: 2010-13\n", "start=2010-04", "mine.yaml: start: '2010-13'"),
    ],
)
def test_a_files_own_wrong_value_is_refused_under_what_is_laid_over_it(
    text: str, over: str, message: str
) -> None:
    assert refused_file(PARENT + text, "--set", over).startswith(message)


def test_the_option_years_does_not_hide_a_wrong_value() -> None:
    Path("mine.yaml").write_text(PARENT + "years: many\n")
    message = refused("run", "mine.yaml", "--years", "3")
    assert message.startswith("mine.yaml: years: 'many' is not allowed; allowed: a whole number")


def test_a_child_does_not_hide_its_parents_wrong_value() -> None:
    Path("parent.yaml").write_text(PARENT + "scale: fine\n")
    message = refused_file("extends: parent\nscale: 100\n")
    assert "parent.yaml" in message
    assert ": scale: 'fine' is not allowed" in message


# --- signs that look like others ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("spin_up:\n\u00a0\u00a0months: 3\n", ["line 3", "U+00A0", "'months'", "plain spaces"]),
        ("spin_up:\n  months: 3\n\u202f regime: open_door\n", ["line 4", "U+202F", "'regime'"]),
        ("spin_up:\n\u00a0months 3\n", ["line 3", "U+00A0", "'months 3'"]),
        ("start: \u0662\u0660\u0661\u0660-\u0660\u0664\n", ["start", "YYYY-MM"]),
    ],
)
def test_odd_signs_are_named(text: str, parts: list[str]) -> None:
    message = refused_file(PARENT + text)
    for part in ("mine.yaml", *parts):
        assert part in message


@pytest.mark.parametrize("line", ["%TAG ! tag:example.org,2000:", "%FOO bar", "%YAML 1.2"])
def test_directives_are_refused(line: str) -> None:
    message = refused_file(f"# mine\n{line}\n---\n{PARENT}")
    assert "mine.yaml, line 2: a line that begins with % is not allowed" in message


@pytest.mark.parametrize(
    ("option", "value"),
    [("--runs", "\u0663"), ("--years", "\u0663"), ("--scale", "5\u0660"), ("--seed", "1_0")],
)
def test_numbers_on_the_command_line_are_in_plain_digits(option: str, value: str) -> None:
    message = refused("run", "mifi_status_quo", option, value)
    assert f"{option}: that is not allowed; allowed: a" in message
