"""Whatever a person reads exists in French: every message is translated, with the same places."""

from __future__ import annotations

import ast
import functools
import gettext
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from partnersim import typologies
from partnersim.cli.main import cli
from partnersim.cli.options import commands
from partnersim.declarations import Assumption, Source, Text
from partnersim.declarations.data_files import rows_in
from partnersim.evidence.patterns import patterns
from partnersim.evidence.registry import Kind, entries
from partnersim.evidence.registry.feeds import MEASURED
from partnersim.evidence.registry.provenance import values_in_use
from partnersim.fieldwork.parameters import GROUP as FIELDWORK
from partnersim.glossary.terms import terms
from partnersim.language import said_in, say, use, words
from partnersim.language.file_errors import reasons
from partnersim.outcomes.indicators import INDICATORS
from partnersim.outcomes.recorder import SECTOR_COLUMNS
from partnersim.population.tables import PARTS, columns_of, titles
from partnersim.results.columns import EVERY_TABLE
from partnersim.results.comparison_result import TABLES as COMPARED
from partnersim.scenario.former_keys import former
from partnersim.scenario.library import shipped
from partnersim.scenario.loading import load
from partnersim.scenario.parameter_groups import groups, parameters
from partnersim.scenario.schema import meanings
from studies import pages
from tests.messages import catalogue_of, catalogues, known

SOURCE = Path(words.__file__).parents[1]
STUDIES = Path(pages.__file__).parents[1]
LOCALE = Path(words.__file__).parent / "locale"


# functions and methods that say a message, and the place of the message among their arguments
MARKS = {
    "say": 0,
    "screen.say": 0,
    "Screen(console).say": 0,
    "screen_shown.say": 0,
    "self.say": 0,
    "UserError": 0,
    "TakenError": 0,
    "MissingSystemError": 0,
    "N_": 0,
    "wrong": 2,
    "self._wrong": 1,
}
TEXTS = {"Text": 0, "Text.filled": 0}
_KEYS = ("choice", "name", "measure", "unknown")  # columns that nobody reads as words


@functools.cache
def messages() -> dict[str, str]:
    """Every literal that is said or marked for it, with the file it stands in."""
    texts = {
        text: path.name
        for path in (*SOURCE.rglob("*.py"), *STUDIES.rglob("*.py"))
        for text in _messages_in(path)
    }
    for path in SOURCE.rglob("*.j2"):
        for text in re.findall(r'say\("([^"]+)"', path.read_text(encoding="utf-8")):
            texts[text] = path.name
    for row in rows_in("partnersim.cli", "options.csv"):
        for text in (row["help"], row["metavar"]):
            texts[text] = "options.csv"
    keys = rows_in("partnersim.analysis.sweeps", "experiment_keys.csv")
    texts |= {row["meaning"]: "experiment_keys.csv" for row in keys}
    words = [row[key] for row in commands().values() for key in ("help", "metavar")]
    texts |= dict.fromkeys(words, "commands.csv")
    texts |= dict.fromkeys(reasons().values(), "file_errors.csv")
    texts |= {row["why"]: "former_keys.csv" for row in former().values()}
    for room, file in (
        ("formatting", "choices"),
        ("formatting", "acronyms"),
        ("formatting", "unknowns"),
        ("pages", "lexicon"),
    ):
        rows = rows_in(f"partnersim.report.{room}", f"{file}.csv")
        texts |= {text: file for row in rows for key, text in row.items() if key not in _KEYS}
    texts.pop("", None)
    return texts


def _messages_in(path: Path) -> Iterator[str]:
    # in screens, Text is that of rich
    marks = MARKS if path.parent.name in ("screens", "formatting") else MARKS | TEXTS
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        called = ast.unparse(node.func)
        first = 0 if called == "say_all" else marks.get(called)
        if first is None:
            continue
        last = None if called == "say_all" else first + 1
        for argument in node.args[first:last]:
            yield from _literals(argument)


def _literals(said: ast.expr) -> Iterator[str]:
    """A literal, or those of both branches of a choice."""
    if isinstance(said, ast.IfExp):
        yield from _literals(said.body)
        yield from _literals(said.orelse)
    elif isinstance(said, ast.Constant) and isinstance(said.value, str):
        yield said.value


@pytest.fixture(scope="module")
def french() -> gettext.NullTranslations:
    return gettext.translation("partnersim", LOCALE, languages=["fr"])


def test_every_message_is_translated() -> None:
    assert set(messages()) - known() == set()


@functools.cache
def declared_words() -> set[str]:
    """Units, reasons, places in sources, parts of patterns: declared in English, shown through the catalogue."""
    result = {f"{pattern.id} {part.id}" for pattern in patterns() for part in pattern.parts}
    for parameter in (*(parameter for _, parameter in parameters().values()), *FIELDWORK):
        result.add(parameter.unit)
        if isinstance(parameter.evidence, Assumption):
            result |= {parameter.evidence.reason, parameter.evidence.searched}
        else:
            result.add(parameter.evidence.where)
    for datum in entries():
        result.add(datum.unit)
        if datum.kind in (Kind.INITIAL, Kind.SERIES) or datum.feeds == MEASURED:
            result |= set(datum.feeds.split("; "))  # of others, columns of the state
        if datum.path.startswith(
            ("initial.", "archetypes.", "organizations.")
        ):  # other notes stay as in the file
            if isinstance(datum.evidence, Assumption):
                result |= {datum.evidence.reason, datum.evidence.searched}
            else:
                result.add(datum.evidence.where)
    for file in shipped().values():
        result |= {value.stated for value in values_in_use(load(file)) if value.stated}
    result |= {
        column.unit
        for table in (*titles(), *PARTS)
        for column in columns_of(table).values()
        if not column.lever
    }
    for columns in (*EVERY_TABLE.values(), *COMPARED.values()):
        result |= {words for column in columns for words in (column.unit, column.meaning.message)}
    for indicator in INDICATORS:
        assert indicator.anchors is not None
        assert isinstance(indicator.anchors.evidence, Source)
        result |= {indicator.unit, indicator.anchors.unit, indicator.anchors.evidence.where}
    return result


def test_declared_units_and_evidence_are_translated() -> None:
    assert declared_words() - known() == set()


def test_translations_keep_the_places_to_fill_in(french: gettext.NullTranslations) -> None:
    for message in messages():
        places = sorted(re.findall(r"\{(\w+)", message))
        assert sorted(set(re.findall(r"\{(\w+)", french.gettext(message)))) == sorted(
            set(places)
        ), message


@pytest.mark.parametrize("text", catalogues(), ids=lambda text: text.parents[3].name)
def test_the_compiled_catalogue_is_that_of_the_text(text: Path) -> None:
    with text.with_suffix(".mo").open("rb") as compiled:
        french = gettext.GNUTranslations(compiled)
    catalogue = catalogue_of(text)
    assert len(catalogue) > 1
    for message in catalogue:
        if message.id:
            assert french.gettext(str(message.id)) == message.string, message.id


@functools.cache
def declared_texts() -> list[Text]:
    """The names and meanings of what is declared."""
    texts = [parameter.meaning for _, parameter in parameters().values()]
    texts += [group.meaning for group in groups()]
    texts += [number.meaning for number in FIELDWORK]
    texts += [column.meaning for column in SECTOR_COLUMNS]
    texts += [column.meaning for columns in EVERY_TABLE.values() for column in columns]
    texts += [column.meaning for columns in COMPARED.values() for column in columns]
    texts += [column.meaning for table in titles() for column in columns_of(table).values()]
    texts += [axis.meaning for module in typologies.modules() for axis in module.TYPOLOGY.axes]
    texts += [kind.meaning for module in typologies.modules() for kind in module.TYPOLOGY.kinds]
    texts += map(Text, meanings().values())
    texts += [Text(term[key]) for term in terms() for key in ("name", "meaning", "measured", "see")]
    for indicator in INDICATORS:
        assert indicator.anchors is not None
        texts += [indicator.anchors.dependence_means, indicator.anchors.autonomy_means]
    return texts


def test_nothing_is_translated_that_nothing_says() -> None:
    """Every message stands in the code, in data, in a template, or is put together from declarations."""
    held, texts = _written([SOURCE, STUDIES, STUDIES.parent / "scenarios"])
    unused = {
        message
        for message in known() - held - declared_words()
        if _flat(message).removeprefix("assumption: ") not in texts
    }
    assert unused == set()


def test_what_systems_alone_say_is_translated_in_their_folders() -> None:
    rooms = [room for room in SOURCE.iterdir() if room.name != "systems"]
    held, texts = _written([*rooms, STUDIES, STUDIES.parent / "scenarios"])
    of_systems, _ = _written([SOURCE / "systems"])
    core = {str(message.id) for message in catalogue_of(LOCALE / "fr/LC_MESSAGES/partnersim.po")}
    assert "no crisis" in of_systems - core
    assert {one for one in core & of_systems - held - {""} if _flat(one) not in texts} == set()


def _written(places: Iterable[Path]) -> tuple[set[str], str]:
    """Texts in the code of some files and folders, and all that stands in their data, on one line."""
    files = [path for place in places for path in (place, *place.rglob("*")) if path.is_file()]
    held = {
        node.value
        for path in files
        if path.suffix == ".py"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    data = [path for path in files if path.suffix in (".csv", ".yaml", ".j2")]
    return held, _flat("\n".join(path.read_text(encoding="utf-8") for path in data))


def _flat(text: str) -> str:
    """On one line, with quotation marks as they are read from CSV and YAML."""
    return re.sub(r"\s+", " ", text.replace('""', '"').replace("''", "'"))


def test_every_declared_text_is_translated() -> None:
    translated = known()
    for text in declared_texts():
        assert text.own_french or text.message in translated, text


def test_labels_differ_between_languages() -> None:
    texts = declared_texts()
    same = {text.en for text in texts if text.en == text.fr}
    assert len(same) < 0.15 * len(texts), sorted(same)


def test_language_follows_the_locale(monkeypatch: pytest.MonkeyPatch) -> None:
    for value, expected in (("fr_CA.UTF-8", "fr"), ("en_CA.UTF-8", "en"), ("", "en")):
        for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
            monkeypatch.delenv(name, raising=False)
        if value:
            monkeypatch.setenv("LANG", value)
        assert words.from_locale() == expected
    words.use("fr")
    assert words.current() == "fr"
    words.use("en")


def test_the_screen_of_interviews_is_in_french(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    small = ["--runs", "1", "--years", "1", "--scale", "500", "--samples", "5"]
    for more in (["--perception", "off"], ["--n", "20", "--set", "interview.response_lean=2"]):
        result = CliRunner().invoke(
            cli, ["interview", "mifi_status_quo", *small, *more, "--lang", "fr"]
        )
        assert result.exit_code == 0, result.output
        said = result.stdout.replace("samples", "")
        match = re.search(r"\b(the|of|in|list|thesis|are|found|answers|held|miss)\b", said, re.I)
        assert match is None, said
    words.use("en")


def test_french_signs_do_not_begin_a_line() -> None:
    use("fr")
    try:
        assert say("Files in {folder}: {names}.", folder="a : b", names="c").startswith(
            "Fichiers dans a : b\N{NO-BREAK SPACE}:"  # values stay as they are
        )
    finally:
        use("en")


@pytest.mark.parametrize(
    ("language", "count", "said"),
    [
        ("en", 0, "0 runs"), ("en", 1, "1 run"), ("en", "1,200", "1,200 runs"),
        ("fr", 0, "0 simulation"), ("fr", 1, "1 simulation"), ("fr", 2, "2 simulations"),
    ],
)  # fmt: skip
def test_a_word_agrees_with_its_count(language: str, count: object, said: str) -> None:
    message = "{runs} {runs|run|runs}"
    assert said_in(language, message, runs=count) == said
    assert Text.filled(message, runs=count).in_language(language) == said
