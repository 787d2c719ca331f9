"""Wrong input: one clear message on stderr, exit code 2, and nothing written or overwritten."""

import errno
import json
import os
import socket
import stat
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from partnersim import UserError, load
from partnersim.cli.main import cli
from partnersim.declarations import Assumption, Group, Parameter, Role, Text
from partnersim.language import say, use
from partnersim.language.file_errors import reasons, why
from partnersim.scenario import reading

pytestmark = pytest.mark.filterwarnings("ignore::partnersim.InputWarning")  # of short lists
ENGLISH = ("--lang", "en")
PARENT = "extends: mifi_status_quo\n"
HEADER = "name,place,budget,archetype\n"
GOOD_ROW = "Accueil,montreal,500000,A\n"


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    use("en")


def contents(folder: Path) -> dict[str, bytes | None]:
    """Every file and folder below, with what it holds."""
    return {
        str(path.relative_to(folder)): path.read_bytes() if path.is_file() else None
        for path in folder.rglob("*")
        if not stat.S_ISSOCK(path.stat().st_mode)
    }


def refused(*arguments: str) -> str:
    """Run the command line; it must refuse with one message and leave the folder as it was."""
    before = contents(Path())
    result: Result = CliRunner().invoke(cli, arguments)
    assert result.exit_code == 2, result.output
    assert result.stdout == ""
    assert "Traceback" not in result.stderr
    assert contents(Path()) == before
    return result.stderr


def refused_file(text: str | bytes, *arguments: str) -> str:
    """The message for a scenario file with that text."""
    content = text.encode() if isinstance(text, str) else text
    Path("mine.yaml").write_bytes(content)
    return refused("run", "mine.yaml", *(arguments or ENGLISH))


def test_the_files_these_tests_spoil_are_good_to_begin_with() -> None:
    Path("mine.yaml").write_text(PARENT + "population: {file: list.csv, credits: c.csv}\n")
    Path("list.csv").write_text(HEADER + GOOD_ROW)
    Path("c.csv").write_text(
        "organization,funder,instrument,amount\nAccueil,mifi,mission_grant,1000\n"
    )
    assert load("mine.yaml").population_file == Path("list.csv")


# --- the scenario file -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("nowhere.yaml", ["nowhere.yaml", "no such file"]),
        ("prsca_complaint", ["no scenario named 'prsca_complaint'", "'prsca_compliant'"]),
        ("prsca_complaint.yaml", ["no such file", "'prsca_compliant'"]),
        ("", ["not the name or the path of a scenario"]),
        ("a\0b.yaml", ["a?b.yaml cannot be used", "U+0000"]),
    ],
)
def test_a_scenario_that_is_not_there(name: str, parts: list[str]) -> None:
    message = refused("run", name, *ENGLISH)
    for part in parts:
        assert part in message


def test_a_file_that_cannot_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("mine.yaml").write_text(PARENT)

    def no(*_: object, **__: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", no)
    result = CliRunner().invoke(cli, ["run", "mine.yaml", *ENGLISH])
    assert result.exit_code == 2
    assert result.stderr == "mine.yaml cannot be read (permission denied).\n"
    assert [path.name for path in Path().iterdir()] == ["mine.yaml"]


@pytest.mark.parametrize(
    ("number", "reason"),
    [
        (errno.EIO, "le disque a un défaut"),
        (errno.ELOOP, "ses liens tournent en rond"),
        (errno.ENOTTY, "le système répond ENOTTY"),
    ],
)
def test_what_the_system_says_is_said_in_french(
    number: int, reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("mine.yaml").write_text(PARENT)

    def no(*_: object, **__: object) -> int:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "open", no)
    result = CliRunner().invoke(cli, ["show", "mine.yaml", "--lang", "fr"])
    assert result.exit_code == 2
    assert result.stderr == f"mine.yaml\u00a0: lecture impossible ({reason}).\n"


def test_no_reason_of_the_system_is_in_the_system_s_words() -> None:
    use("fr")
    for number, name in errno.errorcode.items():
        reason = why(OSError(number, os.strerror(number)))
        assert os.strerror(number) not in reason
        assert reason != say("permission denied") or number in (errno.EACCES, errno.EPERM)
        assert name in reasons() or name in reason
    assert why(ValueError("embedded null byte")) == say("not a name of a file")


def test_a_folder_and_a_socket_are_no_scenario() -> None:
    Path("folder.yaml").mkdir()
    assert "folder.yaml is a folder" in refused("run", "folder.yaml", *ENGLISH)
    with socket.socket(socket.AF_UNIX) as end:
        end.bind("pipe.yaml")
        assert "pipe.yaml is no file but a device, a pipe or a socket" in refused(
            "run", "pipe.yaml", *ENGLISH
        )


BOMB = "a: &a [x,x]\n" + "\n".join(f"b{i}: &b{i} [*a,*a]" for i in range(9))
IN_MIFI = PARENT + "ministries:\n  mifi: "
SCENARIOS = {
    "not YAML": ("years: 3\nministries: [", ["mine.yaml, line 2", "not valid YAML", "ministries: ["]),
    "two colons": ("extends: a: b\n", ["mine.yaml, line 1", "'extends: a: b'", "quotes"]),
    "a tab": ("spin_up:\n\tmonths: 3\n", ["mine.yaml, line 2", "tab", "spaces"]),
    "empty": ("", ["mine.yaml is empty", "extends: mifi_status_quo"]),
    "only a comment": ("# to do\n", ["mine.yaml is empty"]),
    "a list": ("- years\n- 3\n", ["mine.yaml", "a map of keys and values"]),
    "a word": ("status quo\n", ["mine.yaml", "a map of keys and values"]),
    "two documents": (PARENT + "---\nyears: 3\n", ["line 2", "holds one scenario"]),
    "a NUL byte": (b"extends: mifi\0status_quo\n", ["mine.yaml", "NUL byte"]),
    "a control sign": (b"extends: a\nyears: \x07\n", ["mine.yaml, line 2", "U+0007"]),
    "Latin 1": ("title: {fr: Été}\n".encode("latin-1"), ["mine.yaml", "UTF-8"]),
    "duplicate key": (PARENT + "years: 3\nyears: 4\n", ["line 3", "'years' stands twice"]),
    "duplicate below": (
        IN_MIFI + "{envelope: 1, envelope: 2}\n", ["line 3", "'envelope' stands twice"]),
    "alias bomb": (BOMB, ["mine.yaml, line 1", "aliases", "not allowed"]),
    "python tag": (
        "years: !!python/object/apply:os.system ['touch owned']\n", ["line 1", "tags", "not allowed"]),
    "deep lists": ("years: " + "[" * 5000, ["line 1", "nested more than 20 deep"]),
    "deep maps": ("{a: " * 3000, ["line 1", "nested more than 20 deep"]),
    "huge": (PARENT + "# padding\n" * 30_000, ["mine.yaml is larger than 200 kB"]),
    "endless digits": (PARENT + "years: " + "9" * 5000, ["mine.yaml", "not valid YAML"]),
    "thousands of digits": (PARENT + "years: " + "9" * 4000, ["mine.yaml: years: 99", "…", "1 to 100"]),
    "more than Python writes": (PARENT + "years: 0x" + "f" * 9000, ["mine.yaml: years: 0xff", "…"]),
    "dollars beyond any": (IN_MIFI + "{envelope: 1" + "0" * 4000 + "}\n", ["mifi.envelope: 10", "…"]),
    "another YAML": ("%YAML 1.1\n---\nyears: 3\n", ["mine.yaml, line 1: a line that begins with %"]),
    "a decimal comma": (
        PARENT + "ministries:\n  mifi: {accountability: {burden: 0,9}}\n",
        ["mine.yaml: 9 stands where a key should", "write 0.9"],
    ),
    "a number as key": (PARENT + "1: 2\n", ["mine.yaml: 1 is not a name"]),
    "a list as key": (PARENT + "[a]: 2\n", ["mine.yaml"]),
    "a full date": (PARENT + "start: 2010-04-01\n", ["mine.yaml: start: 2010-04-01", "YYYY-MM"]),
    "unknown key": (PARENT + "yaers: 3\n", ["mine.yaml: yaers", "no such key", "'years'"]),
    "unknown key in a ministry": (
        IN_MIFI + "{acountability: {burden: 0.1}}\n",
        ["mine.yaml: ministries.mifi.acountability", "'accountability'"]),
    "unknown parameter": (
        IN_MIFI + "{accountability: {burdn: 0.1}}\n",
        ["mine.yaml: ministries.mifi.accountability.burdn", "'burden'"]),
    "unknown share": (
        IN_MIFI + "{split: {misson: 1.0}}\n", ["mine.yaml: ministries.mifi.split.misson", "'mission'"]),
    "a key one floor too high": (
        IN_MIFI + "{burden: 0.3}\n", ["ministries.mifi.burden", "belongs under", "accountability"]),
    "a group one floor too high": (
        PARENT + "accountability: {burden: 0.3}\n", ["mine.yaml: accountability", "belongs under"]),
    "a key of before": (
        PARENT + "framework_criteria: {rootedness: 0.3}\n",
        ["mine.yaml: framework_criteria.rootedness", "gave way to framework_criteria.community_seats"]),
    "text for a number": (
        IN_MIFI + "{accountability: {burden: heavy}}\n",
        ["mine.yaml: ministries.mifi.accountability.burden", "'heavy'", "from 0 to 1"]),
    "a quoted number": (
        IN_MIFI + "{envelope: '38'}\n", ["mine.yaml: ministries.mifi.envelope", "'38'", "dollars"]),
    "a switch for a number": (PARENT + "years: true\n", ["mine.yaml: years", "a whole number"]),
    "half a year": (PARENT + "years: 2.5\n", ["mine.yaml: years: 2.5", "a whole number"]),
    "a number for a switch": (
        IN_MIFI + "{eligibility: {student: 1}}\n",
        ["mine.yaml: ministries.mifi.eligibility.student: 1", "true or false"]),
    "a number for a map": (
        IN_MIFI + "3\n", ["mine.yaml: ministries.mifi: 3", "a map of", "envelope"]),
    "a map for a number": (
        IN_MIFI + "{envelope: {amount: 3}}\n", ["mine.yaml: ministries.mifi.envelope: a map"]),
    "a text for the ministries": (
        PARENT + "ministries: mifi\n", ["mine.yaml: ministries", "a map of funders by name"]),
    "left empty": (PARENT + "years:\n", ["mine.yaml: years is left empty", "from 1 to 100"]),
    "no ministries": ("years: 3\n", ["mine.yaml: ministries is missing"]),
    "ministries left empty": (
        "ministries:\n", ["mine.yaml: ministries", "a map of funders by name"]),
    "no ministry": ("ministries: {}\n", ["mine.yaml", "at least one ministry"]),
    "no envelope": (
        PARENT + "ministries: {mfi: {accountability: {burden: 0.2}}}\n",
        ["mine.yaml: ministries.mfi.envelope is missing", "'mifi'"]),
    "a name with a dot": (
        PARENT + "ministries: {'a.b': {envelope: 1.0}}\n", ["mine.yaml", "'a.b'", "plain name"]),
    "twice a funder": (
        PARENT + "donors: {mifi: {envelope: 1.0}}\n", ["mine.yaml", "'mifi' stands in"]),
    ".nan": (
        IN_MIFI + "{accountability: {burden: .nan}}\n",
        ["ministries.mifi.accountability.burden: nan", "not a finite number", "from 0 to 1"]),
    ".inf": (IN_MIFI + "{envelope: .inf}\n", ["ministries.mifi.envelope: inf", "not a finite number"]),
    "-.inf": (PARENT + "scale: -.inf\n", ["mine.yaml: scale: -inf", "not a finite number"]),
    "a whole number that is not": (
        PARENT + "population: {organizations: .nan}\n",
        ["mine.yaml: population.organizations: nan", "a whole number from 1 to 5000"]),
    "above its bound": (
        IN_MIFI + "{accountability: {burden: 1.5}}\n",
        ["mine.yaml: ministries.mifi.accountability.burden: 1.5", "out of bounds",
         "a number from 0 to 1 (share"]),
    "below its bound": (
        IN_MIFI + "{envelope: -1.0}\n", ["mine.yaml: ministries.mifi.envelope: -1.0", "dollars"]),
    "below its bound, with a source": (
        IN_MIFI + "{envelope: {value: -1.0, source: me}}\n",
        ["mine.yaml: ministries.mifi.envelope: -1.0", "out of bounds"]),
    "not among the choices": (
        IN_MIFI + "{consultation: {timing: never}}\n",
        ["ministries.mifi.consultation.timing: 'never'", "after_draft, before_draft"]),
    "an unknown way to apply a policy": (
        IN_MIFI + "{framework: {application: sprit}}\n",
        ["ministries.mifi.framework.application: 'sprit'", "not_at_all, letter, spirit"]),
    "criteria out of order": (
        PARENT + "framework_criteria: {community_participation: 0.4}\n",
        ["mine.yaml: framework_criteria.community_participation", "must lie below",
         "autonomous_participation"]),
    "a policy of no drafts": (
        PARENT + "framework_policy: {drafts_at_most: 0}\n",
        ["mine.yaml: framework_policy.drafts_at_most: 0", "from 1 to 50 (drafts)"]),
    "a position beyond the axis": (
        PARENT + "framework_policy: {recognition: 1.5}\n",
        ["mine.yaml: framework_policy.recognition: 1.5", "from 0 to 1"]),
    "zero organisations": (
        PARENT + "population: {organizations: 0}\n",
        ["mine.yaml: population.organizations: 0", "from 1 to 5000 (organisations)"]),
    "years 0": (PARENT + "years: 0\n", ["mine.yaml: years: 0 is out of bounds", "from 1 to 100"]),
    "negative years": (PARENT + "years: -3\n", ["mine.yaml: years: -3 is out of bounds"]),
    "a spin-up of 4 months": (
        PARENT + "spin_up: {months: 4}\n", ["mine.yaml: spin_up.months: 4", "whole quarters"]),
    "an unknown regime": (
        PARENT + "spin_up: {regime: mifi_status_qo}\n",
        ["mine.yaml: spin_up.regime", "'mifi_status_qo'", "'mifi_status_quo'"]),
    "start in May": (PARENT + "start: 2010-05\n", ["mine.yaml: start: 2010-05", "fiscal quarter"]),
    "month 13": (PARENT + "start: 2010-13\n", ["mine.yaml: start: '2010-13'", "YYYY-MM"]),
    "year 0": (PARENT + "start: 0000-04\n", ["mine.yaml: start: '0000-04'", "1950-01"]),
    "shares of 0.9": (
        IN_MIFI + "{split: {mission: 0.5, service_agreement: 0.4}}\n",
        ["mine.yaml: ministries.mifi.split", "sum to 0.9", "must sum to 1"]),
    "shares with a source": (
        IN_MIFI + "{split: {value: {mission: 0.5}, source: me}}\n",
        ["mine.yaml: ministries.mifi.split", "sum to 0.5"]),
    "a negative share": (
        IN_MIFI + "{split: {mission: 1.5, service_agreement: -0.5}}\n",
        ["mine.yaml: ministries.mifi.split.mission: 1.5", "out of bounds"]),
    "an unknown main ministry": (
        PARENT + "main_ministry: centraide\n", ["mine.yaml: main_ministry: 'centraide'", "mifi"]),
    "a parent that is not there": (
        "extends: mifi_statu_quo\n", ["mine.yaml: `extends`", "'mifi_status_quo'"]),
    "a parent file that is not there": (
        "extends: ./parent.yaml\n", ["mine.yaml: `extends`", "parent.yaml", "no such file"]),
    "two parents": ("extends: [a, b]\n", ["mine.yaml: `extends`", "one scenario"]),
    "its own parent": ("extends: mine\n", ["mine.yaml: `extends` goes in a circle (mine → mine)"]),
}  # fmt: skip


@pytest.mark.parametrize("case", SCENARIOS)
def test_a_wrong_scenario_file(case: str) -> None:
    text, parts = SCENARIOS[case]
    message = refused_file(text)
    assert message.count("\n") == 1
    for part in parts:
        assert part in message
    assert not Path("owned").exists()


def test_numbers_are_written_as_the_language_does() -> None:
    text = IN_MIFI + "{accountability: {burden: 1.9}}\n"
    assert "burden: 1.9 is out of bounds" in refused_file(text)
    french = refused_file(text, "--lang", "fr").replace("\u00a0", " ")
    assert "burden : 1,9 est hors limites; permis : un nombre de 0 à 1" in french
    below = PARENT + "framework_policy: {recognition: -0.25}\n"
    assert ": -0,25 est" in refused_file(below, "--lang", "fr").replace("\u00a0", " ")


def test_aliases_are_refused_before_anything_is_built(monkeypatch: pytest.MonkeyPatch) -> None:
    from ruamel.yaml import YAML

    def built(*_: object) -> None:
        raise AssertionError("the hostile text was built")

    monkeypatch.setattr(YAML, "load", built)
    with pytest.raises(UserError, match="aliases"):
        reading.parse(BOMB, "mine.yaml")


def test_a_circle_of_two_names_the_file_as_given() -> None:
    Path("sub").mkdir()
    Path("sub/mine.yaml").write_text("extends: other\n")
    Path("sub/other.yaml").write_text("extends: mine\n")
    message = refused("run", "sub/mine.yaml", *ENGLISH)
    assert message == "sub/mine.yaml: `extends` goes in a circle (mine → other → mine).\n"


def test_what_is_wrong_in_a_parent_is_placed_in_the_parent() -> None:
    Path("sub").mkdir()
    Path("sub/parent.yaml").write_text(PARENT + "years: 0\n")
    Path("sub/mine.yaml").write_text("extends: parent\nscale: 100\n")
    message = refused("run", "sub/mine.yaml", *ENGLISH)
    assert message.startswith(
        "sub/parent.yaml (parent of sub/mine.yaml): years: 0 is out of bounds"
    )


def test_a_parent_that_cannot_be_read_is_named_with_the_file_that_extends_it() -> None:
    Path("parent.yaml").write_text("years: [\n")
    Path("mine.yaml").write_text("extends: parent.yaml\n")
    message = refused("run", "mine.yaml", *ENGLISH)
    assert message.startswith("mine.yaml: `extends`: parent.yaml, line 2: this is not valid YAML")


@pytest.mark.parametrize(
    "sign",
    ["\x1b", "\x07", "\r", "\x7f", "\x85", "\u2028", "\u202e", "\u2066", "\ud800", "\uffff"],
)
@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("title: {{en: {words}}}", "title.en"),
        ("question: {words}", "question"),
        ("description: {{fr: {words}}}", "description.fr"),
        ("ministries: {{mifi: {{title: {words}}}}}", "ministries.mifi.title"),
        ("board: {{unheard: {{value: 0.1, source: {words}}}}}", "board.unheard.source"),
        ("{words}: 3", "a?b"),
    ],
)
def test_control_characters_are_named_with_their_key(text: str, key: str, sign: str) -> None:
    words = json.dumps(f"a{sign}b")
    message = refused_file(PARENT + text.format(words=words) + "\n")
    code = f"U+{ord(sign):04X}"
    assert message == (
        f"mine.yaml: {key}: the control character {code} stands in the text; remove it.\n"
    )


def test_control_characters_on_the_command_line_and_in_lists() -> None:
    for set_to, key in (("title.en=a\x1b[2Jb", "title.en"), ("title.e\x1b[2Jn=ab", "title.e?[2Jn")):
        message = refused("run", "mifi_status_quo", *ENGLISH, "--set", set_to)
        assert f"--set: {key}: the control character U+001B" in message
    Path("mine.yaml").write_text(PARENT + "population: {file: list.csv}\n")
    for cell in ("a\x1b[2Jb", "a\nb"):
        Path("list.csv").write_text(HEADER + f'"{cell}",montreal,500000,A\n')
        message = refused("run", "mine.yaml", *ENGLISH)
        assert f"name: the control character U+{ord(cell[1]):04X} stands in the text" in message
    sign = '"a\\e[2Jb"'
    for title, outcomes, key in ((sign, "[]", "title"), ("a", f"[{sign}]", "outcomes")):
        Path("study.yaml").write_text(
            f"title: {title}\nscenario: mifi_status_quo\nlevers: {{}}\noutcomes: {outcomes}\n"
            "design: {}\n"
        )
        assert f"study.yaml: {key}: the control character U+001B" in refused(
            "sweep", "study.yaml", *ENGLISH
        )


def test_a_text_of_several_lines_is_a_text() -> None:
    Path("mine.yaml").write_text(PARENT + "question:\n  en: |\n    Who?\n    And when?\n")
    assert load("mine.yaml").question.en == "Who?\nAnd when?\n"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "self_perception: {provider_below: 0.8, partner_above: 0.2}",
            "self_perception.provider_below: provider_below (0.8) must lie below partner_above (0.2)",
        ),
        (
            "self_perception: {partner_above: 0.4}",  # the other is at its default, 0.4
            "self_perception.partner_above: provider_below (0.4) must lie below partner_above (0.4)",
        ),
        (
            "crisis: {starts_after_months: 90}",
            "crisis.starts_after_months: starts_after_months (90) must lie below ends_after_months (84)",
        ),
        (
            "framework_criteria: {community_participation: 0.9}",
            "must lie below autonomous_participation",
        ),
        ("typology_arnstein: {power_cut_3: 0.01}", "must lie below power_cut_3 (0.01)"),
        (
            "typology_proulx_bourque_savard: {continuum_cut_5: 0.01}",
            "must lie below continuum_cut_5 (0.01)",
        ),
    ],
)
def test_cut_offs_in_the_wrong_order(text: str, message: str) -> None:
    assert message in refused_file(PARENT + text + "\n")


def test_cut_offs_in_the_wrong_order_on_the_command_line_and_in_an_experiment() -> None:
    sets = ("--set", "self_perception.partner_above=0.3")
    assert "must lie below partner_above (0.3)" in refused(
        "run", "mifi_status_quo", *ENGLISH, *sets
    )
    Path("study.yaml").write_text(
        "scenario: mifi_status_quo\noutcomes: [identity_mean]\n"
        "design: {method: lhs, samples: 8}\n"
        "uncertainties: {self_perception.partner_above: {min: 0.1, max: 0.9}}\n"
    )
    assert "does not lie below the next cut-off (0.4, 0.183)" in refused(
        "sweep", "study.yaml", *ENGLISH
    )


def test_cut_offs_that_may_be_drawn_in_the_wrong_order_are_not_declared() -> None:
    def one(name: str, default: float) -> Parameter:
        return Parameter(
            name=name, default=default, unit="share", bounds=(0.0, 1.0), prior=(0.1, 0.9),
            role=Role.UNCERTAINTY, meaning=Text("x", "x"), evidence=Assumption("x", "x"),
        )  # fmt: skip

    with pytest.raises(ValueError, match="low may lie above high"):
        Group(
            "group",
            Text("x", "x"),
            (one("low", 0.2), one("high", 0.7)),
            increasing=(("low", "high"),),
        )


# --- the command line --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("setting", "parts"),
    [
        ("ministries.mfi.accountability.burden=0.2", ["ministries.mfi", "mifi, mtess", "'mifi'"]),
        ("donors.centrade.envelope=1.0", ["donors.centrade", "'centraide'"]),
        ("ministries.mifi.accountability.burdn=0.2", ["command line", "burdn", "'burden'"]),
        ("ministries.mifi.accountability.burden=2", ["command line", "burden: 2", "from 0 to 1"]),
        ("ministries.mifi.accountability.burden=.nan", ["command line", "nan", "not a finite"]),
        ("ministries.mifi.accountability.burden=", ["command line", "left empty", "from 0 to 1"]),
        ("ministries.mifi.split.mission=0.6", ["command line", "sum to 0.6", "replaced together"]),
        ("ministries.mifi=3", ["command line: ministries.mifi: 3", "a map of"]),
        ("ministries=3", ["--set ministries", "ministries.mifi.accountability.burden=0.25"]),
        ("ministries.mifi.envelope", ["PATH=VALUE"]),
        ("=3", ["PATH=VALUE"]),
        ("ministries..envelope=3", ["PATH=VALUE"]),
        ("", ["PATH=VALUE"]),
        ("extends=open_door", ["--set 'extends=open_door'", "in the file"]),
        ("years=0", ["command line: years: 0", "from 1 to 100"]),
        ("years=" + "[" * 3000, ["command line: years", "a whole number"]),
        ("years=!!python/name:os.system", ["command line: years", "a whole number"]),
        ("population.organizations=0", ["command line: population.organizations: 0"]),
        ("population.file=nowhere.csv", ["command line: population.file: nowhere.csv"]),
        ("population.credits=a.csv", ["population.credits", "need a list of organisations"]),
        ("population.file='a\0b'", ["population.file"]),
    ],
)
def test_a_wrong_setting(setting: str, parts: list[str]) -> None:
    message = refused("run", "mifi_status_quo", *ENGLISH, "--set", setting)
    for part in parts:
        assert part in message


@pytest.mark.parametrize(
    ("arguments", "parts"),
    [
        (["--years", "0"], ["command line: years: 0", "from 1 to 100"]),
        (["--years", "-2"], ["command line: years: -2", "from 1 to 100"]),
        (["--years", "ten"], ["--years", "a whole number"]),
        (["--scale", "0"], ["command line: scale: 0", "from 1 to 10000"]),
        (["--scale", "nan"], ["command line: scale: nan"]),
        (["--scale", "big"], ["--scale", "a number"]),
        (["--runs", "0"], ["--runs", "a whole number from 1"]),
        (["--seed", "-1"], ["--seed", "a whole number from 0"]),
        (["--uncertainty", "guess"], ["--uncertainty", "point, prior, posterior"]),
        (["--export", "pdf"], ["--export", "csv, xlsx"]),
        (["--lang", "de"], ["--lang", "en, fr"]),
        (["--sed", "3"], ["no option --sed", "'--seed'"]),
        (["--set"], ["--set"]),
        (["open_door"], ["open_door", "one word too many"]),
    ],
)
def test_a_wrong_option(arguments: list[str], parts: list[str]) -> None:
    message = refused("run", "mifi_status_quo", *arguments)
    for part in parts:
        assert part in message


@pytest.mark.parametrize(
    ("arguments", "parts"),
    [
        (["runn"], ["no command 'runn'", "'run'"]),
        (["run"], ["SCENARIO is missing"]),
        (["show", "prsca"], ["no scenario named 'prsca'"]),
        (["explain"], ["NAME is missing"]),
        (["explain", "brden"], ["Nothing is called 'brden'", "'burden'"]),
        (["explain", " "], ["Nothing is called"]),
        (["new", "../mine"], ["'../mine' cannot name a scenario"]),
        (["new", ""], ["cannot name a scenario"]),
        (["new", "a\0b"], ["cannot name a scenario"]),
        (["new", "x" * 300], ["cannot name a scenario"]),
        (["new", "mifi_status_quo"], ["'mifi_status_quo' is the name of a shipped scenario"]),
        (["schema", "--out", "nowhere/schema.json"], ["nowhere/schema.json cannot be written"]),
    ],
)
def test_wrong_words_for_the_other_commands(arguments: list[str], parts: list[str]) -> None:
    message = refused(*arguments, "--lang", "en")
    for part in parts:
        assert part in message


def test_nothing_is_overwritten() -> None:
    Path("mine.yaml").write_text("precious")
    Path("schema.json").write_text("precious")
    Path("results").mkdir()
    Path("results/manifest.json").write_text("precious")
    assert "mine.yaml exists already" in refused("new", "mine", "--lang", "en")
    assert "mine.yaml exists already" in refused("new", "mine.yaml", "--lang", "en")
    assert "schema.json exists" in refused("schema", "--out", "schema.json", "--lang", "en")
    message = refused("run", "mifi_status_quo", *ENGLISH, "--out", "results")
    assert "results exists already" in message


@pytest.mark.parametrize(
    ("out", "reason"),
    [
        ("file/results", "cannot be written"),
        ("file/deeper/results", "cannot be written"),
        ("new/" + "x" * 300, "cannot be used (the name is too long)"),
        ("a\0b", "a?b cannot be used"),
        (".", "exists already"),
        ("new/..", "exists already"),
    ],
)
def test_an_output_folder_that_cannot_be(out: str, reason: str) -> None:
    Path("file").write_text("precious")
    assert reason in refused("run", "mifi_status_quo", *ENGLISH, "--out", out)


def test_input_is_checked_before_anything_starts(monkeypatch: pytest.MonkeyPatch) -> None:
    import partnersim.analysis.runs.ensembles

    def started(*_: object, **__: object) -> None:
        raise AssertionError("the runs began")

    monkeypatch.setattr(partnersim.analysis.runs.ensembles, "runs_of", started)
    Path("list.csv").write_text(HEADER + "Accueil,montreal,-5,A\n")
    refused_file(PARENT + "population: {file: list.csv}\n")
    refused("run", "mifi_status_quo", *ENGLISH, "--out", ".")


# --- the user's own list and amounts -----------------------------------------------------------

LISTS = {
    "no file": (None, ["list.csv", "no such file"]),
    "empty": ("", ["list.csv", "the list is empty"]),
    "only the first line": (HEADER, ["list.csv", "the list is empty"]),
    "only empty lines": (HEADER + "\n,,,\n", ["list.csv", "the list is empty"]),
    "a missing column": (
        "name,place,archetype\nAccueil,montreal,A\n",
        ["list.csv", "'budget' is missing", "name, place, budget, archetype"]),
    "an unknown column": (
        "name,place,budget,archetype,fonded\nAccueil,montreal,1,A,1990\n",
        ["list.csv", "no column 'fonded'", "'founded'"]),
    "a column twice": (
        "name,place,budget,archetype,budget\nAccueil,montreal,1,A,2\n", ["'budget' stands twice"]),
    "a negative budget": (
        HEADER + GOOD_ROW + "Pont,montreal,-5,A\n",
        ["list.csv, line 3, budget", "'-5'", "from 1 to 1000000000", "dollars a year"]),
    "a budget in words": (HEADER + "Pont,montreal,much,A\n", ["list.csv, line 2, budget", "'much'"]),
    "a budget that is nan": (HEADER + "Pont,montreal,nan,A\n", ["list.csv, line 2, budget", "'nan'"]),
    "no budget": (HEADER + "Pont,montreal,,A\n", ["list.csv, line 2, budget", "''"]),
    "a duplicate name": (
        HEADER + GOOD_ROW + "\n" + GOOD_ROW, ["list.csv, line 4, name", "'Accueil'", "twice"]),
    "no name": (HEADER + ",montreal,5,A\n", ["list.csv, line 2, name", "empty"]),
    "an unknown place": (
        HEADER + "Pont,montréal,5,A\n", ["list.csv, line 2, place", "'montréal'", "'montreal'"]),
    "an unknown archetype": (
        HEADER + "Pont,montreal,5,Z\n", ["list.csv, line 2, archetype", "'Z'", "A, B, C"]),
    "an identity of 2": (
        "name,place,budget,archetype,identity\nPont,montreal,5,A,2\n", ["line 2, identity", "'2'"]),
    "more income than budget": (
        "name,place,budget,archetype,own_income\nPont,montreal,5,A,6\n", ["line 2, own_income", "'6'"]),
    "a cell too many": (
        HEADER + "Pont, la maison,montreal,5,A\n", ["list.csv, line 2: 5 cells", "double quotes"]),
    "a quote not closed": (HEADER + '"Pont,montreal,5,A\n', ["list.csv, line", "double quote"]),
    "a NUL byte": (HEADER + "Po\0nt,montreal,5,A\n", ["list.csv", "NUL byte"]),
    "Latin 1": ((HEADER + "Été,montreal,5,A\n").encode("latin-1"), ["list.csv", "CSV UTF-8"]),
    "too many": (
        HEADER + "".join(f"n{i},montreal,5,A\n" for i in range(5001)), ["more than 5000"]),
}  # fmt: skip


@pytest.mark.parametrize("case", LISTS)
def test_a_wrong_list_of_organisations(case: str) -> None:
    text, parts = LISTS[case]
    if text is not None:
        Path("list.csv").write_bytes(text if isinstance(text, bytes) else text.encode())
    message = refused_file(PARENT + "population: {file: list.csv}\n")
    assert message.startswith("mine.yaml: population.file: ")
    for part in parts:
        assert part in message


CREDITS = {
    "unknown organisation": (
        "Acueil,mifi,mission_grant,5", ["credits.csv, line 2, organization", "'Acueil'", "'Accueil'"]),
    "unknown funder": ("Accueil,mfi,mission_grant,5", ["line 2, funder", "'mfi'", "'mifi'"]),
    "unknown instrument": ("Accueil,mifi,grant,5", ["line 2, instrument", "'grant'", "mission_grant"]),
    "negative amount": ("Accueil,mifi,mission_grant,-5", ["line 2, amount", "'-5'", "dollars"]),
    "twice": ("Accueil,mifi,project,5\nAccueil,mifi,project,6", ["line 3", "stands twice"]),
    "nothing": ("", ["credits.csv", "the list is empty"]),
}  # fmt: skip


@pytest.mark.parametrize("case", CREDITS)
def test_wrong_amounts(case: str) -> None:
    rows, parts = CREDITS[case]
    Path("list.csv").write_text(HEADER + GOOD_ROW)
    Path("credits.csv").write_text("organization,funder,instrument,amount\n" + rows)
    message = refused_file(PARENT + "population: {file: list.csv, credits: credits.csv}\n")
    assert message.startswith("mine.yaml: population.credits: ")
    for part in parts:
        assert part in message


def test_a_list_as_a_french_spreadsheet_saves_it() -> None:
    from partnersim.jurisdictions import places
    from partnersim.population.organization_list import organizations_of

    Path("list.csv").write_text(
        "name;place;budget;archetype;identity\nAccueil;montreal;500 000,50;A;0,25\n",
        encoding="utf-8-sig",
    )
    first = organizations_of(Path("list.csv"), "quebec", places("quebec"))[0]
    assert (first.budget, first.identity, first.founded) == (500_000.5, 0.25, None)


def test_a_list_on_the_command_line_stands_where_the_user_is() -> None:
    Path("list.csv").write_text(HEADER + GOOD_ROW)
    settings = load("mifi_status_quo", ["population.file=list.csv"])
    assert settings.population_file == Path("list.csv")


def test_what_is_opened_and_not_closed_is_told_and_settings_of_a_reference_are_a_list(
    tmp_path: Path,
) -> None:
    file = tmp_path / "own.yaml"
    file.write_text("extends: [\n", "utf-8")
    with pytest.raises(UserError, match="something that was opened"):
        load(str(file))
    file.write_text("extends: mifi_status_quo\nreference_sets: 3\n", "utf-8")
    with pytest.raises(UserError, match=r"allowed: a list of settings.*\[PATH=VALUE\]"):
        load(str(file))
