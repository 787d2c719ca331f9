"""The command line: what it says, what it writes, how it ends."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner, Result

import partnersim
from partnersim import Results, plugins
from partnersim.cli.main import cli
from partnersim.cli.options import commands
from partnersim.glossary import lookup
from partnersim.language import use
from partnersim.results import Folder
from partnersim.scenario import library, reading
from partnersim.scenario.parameter_groups import parameters

SMALL = ("--runs", "1", "--years", "1", "--scale", "500")
TABLES = {"sector", "organizations", "newcomers", "cohorts", "flows", "programmes", "typologies"}
HEAVY = {"mesa", "numba", "pandas", "matplotlib", "pyarrow", "scipy", "networkx", "rich", "jinja2"}
SAME_IN_FRENCH = {
    "{n} s", "{n} min", "{n} h", "N", "Options", "[OPTIONS]", "source", "dimension", "parent {name}",
}  # fmt: skip
SOURCES = Path(partnersim.__file__).parent


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.setenv("COLUMNS", "200")
    yield
    use("en")


def called(*arguments: str) -> Result:
    """A command that does what it should."""
    result = CliRunner().invoke(cli, arguments)
    assert result.exit_code == 0, result.output
    return result


def tree(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*")}


def here(folder: str = ".") -> list[str]:
    return sorted(path.name for path in Path(folder).iterdir())


# --- run ---------------------------------------------------------------------------------------


def test_a_run_writes_a_whole_folder_and_says_what_it_did() -> None:
    result = called("run", "prsca_compliant", *SMALL, "--out", "results/mine")
    files = tree(Path("results/mine"))
    assert {f"{name}.parquet" for name in TABLES} | {"manifest.json"} <= files
    assert any(name.endswith(".png") for name in files)
    assert here("results") == ["mine"]
    assert "PRSCA-compliant funding" in result.stdout
    assert "results/mine" in result.stdout
    # a run of what it is compared with is made too, unless it is kept from another time
    assert re.search("(1 of 1 run|2 of 2 runs)", result.stderr)
    assert len(Results.read("results/mine").sector) == 12 + 12


@pytest.mark.usefixtures("no_figures")
def test_a_run_answers_in_a_few_rows_and_keeps_all_of_them_in_its_folder() -> None:
    short = called("run", "prsca_compliant", *SMALL, "--out", "short").stdout
    full = called("run", "prsca_compliant", *SMALL, "--out", "full", "--full").stdout
    saved = Path("short/screen.txt").read_text(encoding="utf-8")
    assert len(short.splitlines()) < 30 < len(full.splitlines())
    for row in ("Soft dimensions", "Brinkerhoff"):
        assert row not in short
        assert row in full
        assert row in saved
    assert "Beside “Status quo of the immigration ministry”" in short


@pytest.mark.usefixtures("no_figures")
def test_a_script_gets_the_folder_alone_or_the_numbers_as_json() -> None:
    quiet = called("run", "prsca_compliant", *SMALL, "--out", "quiet", "--quiet")
    assert (quiet.stdout, quiet.stderr) == ("quiet\n", "")
    said = json.loads(called("run", "prsca_compliant", *SMALL, "--out", "one", "--json").stdout)
    assert (said["folder"], said["scenario"], said["reference"]) == (
        "one", "prsca_compliant", "mifi_status_quo",
    )  # fmt: skip
    of = said["measures"]["identity_mean"]
    assert of["difference"] == pytest.approx(of["last_year"] - of["reference"])
    compared = ("compare", "mifi_status_quo", "open_door", *SMALL)
    said = json.loads(called(*compared, "--out", "two", "--json").stdout)
    assert said["reference"] == "mifi_status_quo"
    assert {"scenario", "measure", "difference", "low", "high"} <= set(said["differences"][0])
    assert called(*compared, "--out", "three", "--quiet").stdout == "three\n"


@pytest.mark.usefixtures("no_figures")
def test_the_same_seed_gives_the_same_bytes_and_another_seed_does_not() -> None:
    for name, seed in (("a", "7"), ("b", "7"), ("c", "8")):
        called("run", "open_door", *SMALL, "--seed", seed, "--out", name)
    first, same, other = (
        [(Path(name) / f"{table}.parquet").read_bytes() for table in sorted(TABLES)]
        for name in ("a", "b", "c")
    )
    assert first == same
    assert all(left != two for left, two in zip(first, other, strict=True))


@pytest.mark.usefixtures("no_figures")
def test_without_out_each_run_gets_a_folder_of_its_own() -> None:
    Path("mine.yaml").write_text("extends: mifi_status_quo\nyears: 1\nscale: 500\n")
    called("run", "mine.yaml", "--runs", "1", "--seed", "5")
    called("run", "mine", "--runs", "1", "--seed", "5")
    names = here("results/mine")
    assert len(names) == 2
    assert all(re.fullmatch(r"\d{8}-\d{6}-seed5(-2)?", name) for name in names)


@pytest.mark.usefixtures("no_figures")
def test_the_manifest_knows_where_values_came_from_and_no_path_of_this_machine() -> None:
    Path("sub").mkdir()
    Path("sub/mine.yaml").write_text(
        "extends: open_door\npopulation: {file: list.csv}\n"
        "ministries: {mifi: {envelope: {value: 30.0e+6, source: my own}}}\n"
    )
    Path("sub/list.csv").write_text("name,place,budget,archetype\nPont,montreal,500000,A\n")
    called(
        "run", str(Path("sub/mine.yaml").absolute()), *SMALL, "--out", "out", "--lang", "fr",
        "--set", "ministries.mifi.accountability.burden=0.2",
    )  # fmt: skip
    text = Path("out/manifest.json").read_text()
    manifest = json.loads(text)
    origins = manifest["provenance"]
    assert origins["ministries.mifi.envelope"] == {"from": "mine.yaml", "source": "my own"}
    attitude = origins["ministries.mifi.minister.attitude"]
    assert attitude["from"] == "open_door.yaml"
    assert attitude["source"].startswith("assumption: ")
    assert origins["ministries.mifi.accountability.burden"] == {"from": "command line"}
    assert [key for key in origins if key.startswith("title")] == []
    assert origins["years"] == {"from": "command line"}
    assert manifest["scenario"]["lineage"] == ["mifi_status_quo", "open_door", "mine"]
    assert manifest["scenario"]["files"] == {"file": "list.csv"}
    assert manifest["scenario"]["funders"]["mifi"]["accountability"]["burden"] == 0.2
    assert manifest["interrupted"] is False
    assert str(Path.cwd()) not in text
    assert str(library.shipped_folder()) not in text


@pytest.mark.usefixtures("no_figures")
@pytest.mark.parametrize(
    ("kind", "files"),
    [
        ("csv", {f"csv/{name}.csv" for name in (*TABLES, "columns")}),
        ("xlsx", {"workbook.xlsx"}),
    ],
)
def test_tables_for_a_spreadsheet(kind: str, files: set[str]) -> None:
    called("run", "open_door", *SMALL, "--out", "out", "--export", kind)
    assert files <= tree(Path("out"))


@pytest.mark.usefixtures("no_figures")
def test_what_is_asked_reaches_the_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    import partnersim.analysis.runs.ensembles as ensembles

    asked: list[dict[str, Any]] = []
    real = ensembles.runs_of

    def listening(settings: Any, **named: Any) -> Any:
        asked.append({"years": settings.years, "scale": settings.scale, **named})
        return real(settings, **named)

    monkeypatch.setattr(ensembles, "runs_of", listening)
    called("run", "open_door", *SMALL, "--out", "a")
    called("run", "open_door", *SMALL, "--seed", "9", "--uncertainty", "point", "--debug-ledgers")
    common = {"years": 1, "scale": 500.0, "runs": 1}
    assert asked == [
        {**common, "seed": 1, "uncertainty": "prior", "check_ledgers": False},
        {**common, "seed": 9, "uncertainty": "point", "check_ledgers": True},
    ]


def test_twenty_runs_by_default() -> None:
    with cli.make_context("partnersim", ["run", "open_door"]) as context:
        run = cli.get_command(context, "run")
        assert run is not None
        with run.make_context("run", ["open_door"], parent=context) as inner:
            asked = inner.params
    assert (asked["runs"], asked["seed"], asked["uncertainty"]) == (20, 1, "prior")
    assert asked["years"] is asked["scale"] is asked["out"] is None


@pytest.mark.usefixtures("no_figures")
@pytest.mark.parametrize("cached", [True, False])
def test_it_says_how_long_it_will_take(cached: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    import partnersim.state.kernel

    monkeypatch.setattr(partnersim.state.kernel, "is_cached", lambda: cached)
    said = called("run", "mifi_status_quo", *SMALL, "--runs", "3", "--out", "out").stderr
    assert ("compiled now, once on this machine: about a minute" in said) is not cached
    left = 2 if cached else 1  # the first run holds the compilation: it tells nothing
    assert re.search(rf"Runs left: {left}; they take at most \d+ s", said)
    assert "3 of 3 runs" in said


def test_a_fault_of_ours_says_so_and_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    import partnersim.analysis.runs.ensembles as ensembles

    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(ensembles, "collect", broken)
    result = CliRunner().invoke(cli, ["run", "open_door", *SMALL])
    assert result.exit_code == 1
    assert "fault of partnersim, not yours (ZeroDivisionError)" in result.stderr
    added = plugins.PlugIn("voucher", "training-voucher", "0.1", plugins)
    monkeypatch.setattr(plugins, "every", lambda: (added,))
    result = CliRunner().invoke(cli, ["run", "open_door", *SMALL])
    assert "installed beside it (training-voucher), not yours (ZeroDivisionError)" in result.stderr
    assert here() == []


def test_a_full_disk_is_said_and_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Folder, "write_manifest", full)
    result = CliRunner().invoke(cli, ["run", "open_door", *SMALL, "--out", "new/out"])
    assert result.exit_code == 2
    assert "new/out cannot be written (the disk is full)." in result.stderr
    assert here() == []


# --- interrupted -------------------------------------------------------------------------------


def started(*arguments: str) -> subprocess.Popen[str]:
    """The command as a process of its own."""
    command = [sys.executable, "-m", "partnersim", *arguments]
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
        # a job in the background is born deaf to Ctrl-C, and so would its children be
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )  # fmt: skip


def test_ctrl_c_keeps_the_finished_runs() -> None:
    process = started("run", "mifi_status_quo", "--runs", "100000", "--years", "1", "--scale", "500",
                      "--out", "new/out", "--set", "population.organizations=20")  # fmt: skip
    assert process.stderr is not None
    said = next(line for line in process.stderr if "compiled" not in line)  # after the first run
    process.send_signal(signal.SIGINT)
    rest = process.communicate(timeout=60)[1]
    assert "Runs left: 99999;" in said
    assert process.returncode == 130, rest
    assert "Traceback" not in rest
    manifest = json.loads(Path("new/out/manifest.json").read_text())
    done = manifest["runs_done"]
    assert manifest["interrupted"] is True
    assert 0 < done < 100_000
    assert rest.count("Interrupted") == 1
    assert f"Interrupted. Runs finished: {done} of 100000; kept in new/out" in rest
    for name in TABLES:
        runs = pq.read_table(f"new/out/{name}.parquet")["run"].unique().to_pylist()
        assert runs == list(range(done))
    assert here("new") == ["out"]


def stopped(process: subprocess.Popen[str], how: signal.Signals) -> tuple[str, str]:
    """Ask it to end, as a person does: again if nothing happens (a signal that falls into the import
    of a library can be lost there)."""
    for _ in range(12):
        process.send_signal(how)
        try:
            return process.communicate(timeout=5)
        except subprocess.TimeoutExpired:
            continue
    process.kill()
    return process.communicate()


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_a_stop_before_the_first_run_ends_leaves_nothing(how: signal.Signals) -> None:
    process = started("run", "open_door", "--years", "100", "--scale", "1", "--out", "new/deep/out")
    end = time.monotonic() + 30
    while not Path("new/deep/.out.partial").exists() and time.monotonic() < end:
        time.sleep(0.02)
    assert Path("new/deep/.out.partial").exists()
    out, err = stopped(process, how)
    assert process.returncode == 130, err
    assert err.strip().splitlines()[-1] == "Interrupted; nothing was kept."
    assert "Traceback" not in err
    assert out == ""
    assert here() == []


def test_ctrl_c_among_the_figures_keeps_the_tables(monkeypatch: pytest.MonkeyPatch) -> None:
    import partnersim.report.figures

    def interrupted(_results: object, _settings: object, folder: Path, _language: str) -> None:
        (folder / "half.png").write_bytes(b"half")
        raise KeyboardInterrupt

    monkeypatch.setattr(partnersim.report.figures, "write_figures", interrupted)
    result = CliRunner().invoke(cli, ["run", "open_door", *SMALL, "--out", "out"])
    assert result.exit_code == 130
    assert "Runs finished: 1 of 1" in result.stderr
    assert tree(Path("out")) == {f"{name}.parquet" for name in TABLES} | {
        "assumptions.csv", "manifest.json", "newcomers_of_reference.parquet", "reference.parquet", "screen.txt",
    }  # fmt: skip


# --- list, show, explain, schema, new ----------------------------------------------------------


def test_list_shows_every_shipped_scenario_with_its_title_and_question() -> None:
    said = called("list").stdout
    for name, path in library.shipped().items():
        content = reading.read(path)
        assert f"{name}\n" in said
        assert content["title"]["en"] in said
        assert content["question"]["en"] in said
    french = called("list", "--lang", "fr").stdout
    assert "Financement conforme à la PRSCA" in french
    assert "PRSCA-compliant" not in french


def row(said: str, path: str) -> str:
    return next((line for line in said.splitlines() if line.startswith(f"{path} ")), "")


def test_show_says_where_each_value_came_from() -> None:
    Path("mine.yaml").write_text(
        "extends: prsca_compliant\nministries:\n  mifi:\n"
        "    consultation: {access: {value: 0.9, source: a colleague}}\n"
    )
    said = called("show", "mine.yaml", "--set", "ministries.mifi.officers.number=7").stdout
    assert "mine ← prsca_compliant ← mifi_status_quo" in said
    assert row(said, "ministries.mifi.consultation.access").split()[1:] == ["0.9", "this", "file"]
    assert "source: a colleague" in said
    burden = row(said, "ministries.mifi.accountability.burden")
    assert burden.split()[1:] == ["0.25", "parent", "prsca_compliant"]
    envelope = row(said, "ministries.mifi.envelope")
    assert envelope.split()[1:] == ["25000000", "parent", "mifi_status_quo"]
    assert row(said, "ministries.mifi.officers.number").split()[1:] == ["7", "command", "line"]
    assert "{mission: 0.6, service_agreement: 0.32, project: 0.08}" in said


def test_show_leaves_defaults_out_and_all_shows_them_with_their_evidence() -> None:
    path = "knowledge.ageing"
    brief = called("show", "open_door").stdout
    whole = called("show", "open_door", "--all").stdout
    assert row(brief, path) == ""
    assert row(whole, path).endswith("default")
    after = whole.partition(row(whole, path))[2].splitlines()[1]
    assert after.startswith("    source: ")
    paths = {line.split()[0] for line in whole.splitlines() if re.match(r"\w+\.\w+.* {2}", line)}
    for name in (
            "lip_peel", "mifi_2010_2024", "canada_quebec_accord", "covid_crisis_by_region",
            "tables_as_they_are",
        ):  # fmt: skip
        lines = called("show", name, "--all").stdout.splitlines()
        paths |= {line.split()[0] for line in lines if re.match(r"\w+\.\w+.* {2}", line)}
    names = {
        "ministries": "mifi",
        "places": "peel",
        "partnerships": "lip_peel",
        "programmes": "pasi_asylum",
        "transfers": "accord",
        "crisis_places": "montreal",
        "sector_tables": "rofq",
        "advocacy_groups": "rights",
    }
    for path, (_, parameter) in parameters().items():
        if path.startswith("organizations."):
            continue  # no shipped scenario decides for one
        own = path.replace("*", names.get(path.partition(".")[0], ""))
        if isinstance(parameter, partnersim.declarations.Parameter):
            assert own in paths


def test_a_parent_does_not_lend_its_title_or_its_claims() -> None:
    Path("mine.yaml").write_text("title: {fr: Le mien}\nextends: prsca_compliant\n")
    said = called("show", "mine.yaml").stdout
    assert said.startswith("Le mien\n")
    assert "PRSCA" not in said.splitlines()[0]
    assert "applies the policy" not in said


def test_explain_a_parameter() -> None:
    said = called("explain", "burden").stdout
    of_one = called("explain", "ministries.mifi.accountability.burden").stdout
    assert said.partition("scenarios:")[0] == of_one.partition("scenarios:")[0]
    for part in ("ministries.*.accountability.burden", "unit:", "bounds:", "0 to 1", "default:",
                 "0.5", "lever", "Bruneau, C. (2021)", "mechanisms/funders/accountability.py"):  # fmt: skip
        assert part in said


def test_explain_an_uncertainty_gives_its_prior_and_what_was_searched() -> None:
    said = called("explain", "population.identity_shift").stdout
    for part in ("-0.5 to 0.5", "-0.12 to 0.12", "uncertainty", "assumption: ten interviews",
                 "searched: Bruneau 2021 ch. 4"):  # fmt: skip
        assert part in said


def test_explain_an_indicator_gives_both_poles() -> None:
    said = called("explain", "own_offer").stdout
    for part in ("Recognition", "0 means:", "only the standard programme", "1 means:", "App. A",
                 "0.5 (share of delivery hours), half of what is offered", "indicators.py"):  # fmt: skip
        assert part in said


def test_explain_a_dimension_names_its_indicators() -> None:
    said = called("explain", "sector.recognition").stdout
    assert "soft dimension" in said
    assert "own_offer, distinct_priorities, legitimacy_from_community" in said


@pytest.mark.parametrize("words", ["Fardeau réel", "fardeau reel", "real burden", "real_burden"])
def test_explain_takes_either_language_with_or_without_accents(words: str) -> None:
    assert "organizations.real_burden\n" in called("explain", words).stdout


def test_explain_lists_what_fits_when_it_is_not_a_name() -> None:
    said = called("explain", "reddition").stdout
    assert re.match(r"\d+ names fit", said)
    assert "ministries.*.accountability.burden" in said
    assert "sector.felt_burden" in said


def test_everything_declared_can_be_explained_in_both_languages() -> None:
    for language in ("en", "fr"):
        use(language)
        for entry in lookup.entries():
            text = str(entry)
            assert entry.meaning in text
            home = re.search(
                r"src/(partnersim/\S+\.py)|python -m (studies[.\w]+)|(scenarios/\w+\.yaml)$", text
            )
            assert home is not None, text
            if home[1]:
                assert (SOURCES.parent / home[1]).is_file()
            elif home[3]:
                assert (library.shipped_folder().parent / home[3]).is_file()
            elif (library.shipped_folder().parent / "studies").is_dir():  # not in a wheel
                study = f"{home[2].replace('.', '/')}.py"
                assert (library.shipped_folder().parent / study).is_file()
            for path in entry.paths:
                if "." in path:
                    assert lookup.search(path)[0] == [entry]


def fits(value: Any, schema: dict[str, Any], whole: dict[str, Any]) -> bool:
    """The part of JSON Schema that the schema of scenarios uses."""
    if "$ref" in schema:
        schema = whole["$defs"][schema["$ref"].rpartition("/")[2]]
    if "anyOf" in schema:
        return any(fits(value, choice, whole) for choice in schema["anyOf"])
    if "enum" in schema and value not in schema["enum"]:
        return False
    kinds = {"object": dict, "array": list, "string": str, "boolean": bool, "integer": int,
             "number": (int, float)}  # fmt: skip
    kind = schema.get("type")
    if kind and (not isinstance(value, kinds[kind]) or (kind != "boolean" and value is True)):
        return False
    if kind == "object":
        inside, more = schema.get("properties", {}), schema.get("additionalProperties", True)
        return set(schema.get("required", ())) <= set(value) and all(
            fits(inner, inside[key], whole) if key in inside
            else more is True or (isinstance(more, dict) and fits(inner, more, whole))
            for key, inner in value.items()
        )  # fmt: skip
    if kind == "array":
        return all(fits(one, schema["items"], whole) for one in value)
    if kind in ("integer", "number"):
        return bool(schema.get("minimum", value) <= value <= schema.get("maximum", value))
    return kind != "string" or bool(re.search(schema.get("pattern", ""), value))


def test_the_schema_takes_every_shipped_scenario_and_refuses_wrong_ones() -> None:
    schema = json.loads(called("schema").stdout)
    for path in library.shipped().values():
        assert fits(reading.read(path), schema, schema), path.stem
    wrong: list[dict[str, Any]] = [
        {"yaers": 3},
        {"years": 0},
        {"requires": "crisis"},
        {"start": "April"},
        {"ministries": {"mifi": {"burden": 0.3}}},
        {"ministries": {"mifi": {"accountability": {"burden": 2}}}},
        {"ministries": {"mifi": {"accountability": {"burden": {"value": 2, "source": "me"}}}}},
        {"ministries": {"mifi": {"accountability": {"burden": {"value": 0, "sources": "me"}}}}},
        {"ministries": {"mifi": {"consultation": {"timing": "never"}}}},
        {"ministries": {"mifi": {"split": {"misson": 1.0}}}},
    ]
    assert [value for value in wrong if fits(value, schema, schema)] == []


def test_the_schema_goes_to_a_file_and_speaks_french() -> None:
    called("schema", "--out", "schema.json")
    assert json.loads(Path("schema.json").read_text()) == json.loads(called("schema").stdout)
    assert "Reddition de comptes" in called("schema", "--lang", "fr").stdout


@pytest.mark.usefixtures("no_figures")
@pytest.mark.parametrize(
    ("language", "comment"), [("en", "a scenario of your own"), ("fr", "votre propre")]
)
def test_a_new_scenario_is_commented_and_runs_as_it_is(language: str, comment: str) -> None:
    called("new", "été-1", "--lang", language)
    text = Path("été-1.yaml").read_text()
    assert comment in text
    settings = partnersim.load("été-1.yaml")
    assert settings.lineage == ("mifi_status_quo", "été-1")
    assert settings.funders["mifi"].values["accountability"]["burden"] == 0.5
    assert "envelope: {value" in text
    Path("more.yaml").write_text(text.replace("# envelope", "envelope"))
    assert partnersim.load("more.yaml").origin("ministries.mifi.envelope").source is not None
    called("run", "été-1.yaml", *SMALL, "--out", "out")


# --- help, language, start-up ------------------------------------------------------------------


def test_help_names_every_command_and_every_option_is_explained() -> None:
    said = called("--help").stdout
    assert called().stdout == said
    for name in commands():
        assert re.search(rf"^  {name} +\w", said, re.MULTILINE)
        assert called(name, "--help").stdout.startswith(f"Usage: partnersim {name} ")
    options = called("run", "--help").stdout
    for option in ("--seed", "--runs", "--uncertainty", "--set", "--years", "--scale", "--out",
                   "--lang", "--export", "--debug-ledgers"):  # fmt: skip
        assert re.search(rf"^  {option}\b(.* {{2}}|.*\n {{20,}})\w", options, re.MULTILINE)


@pytest.mark.parametrize(
    ("arguments", "locale"),
    [
        (("--help", "--lang", "fr"), "C.UTF-8"),
        (("--lang=fr", "--help"), "C.UTF-8"),
        (("--help",), "fr_CA.UTF-8"),
    ],
)
def test_help_in_french(
    arguments: tuple[str, ...], locale: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", locale)
    for command in ((), *((name,) for name in commands())):
        said = called(*command, *arguments).stdout
        assert "Afficher ce message" in said
        assert not re.search(r"Usage:|Options:|Show|Write|Run |without", said)
    monkeypatch.setenv("LC_ALL", "fr_CA.UTF-8")
    assert "Show this message" in called("--help", "--lang", "en").stdout


def test_errors_in_french() -> None:
    Path("mine.yaml").write_text("extends: mifi_status_quo\nyears: 0\n")
    expected = {
        ("run", "mine.yaml"): "mine.yaml : years : 0 est hors limites",
        ("runn",): "Il n'y a pas de commande 'runn'",
        ("run", "mine.yaml", "--runs", "0"): "un nombre entier de 1 à 100000",
    }
    for arguments, part in expected.items():
        result = CliRunner().invoke(cli, [*arguments, "--lang", "fr"])
        assert result.exit_code == 2
        assert part in result.stderr.replace("\u00a0", " ")


@pytest.mark.parametrize(
    "arguments",
    [["--help"], ["run", "--help"], ["interview", "--help"], ["list"], ["show", "open_door", "--all"],
     ["explain", "burden"], ["schema"], ["new", "mine"]],
)  # fmt: skip
def test_light_commands_load_nothing_heavy(arguments: list[str]) -> None:
    program = (
        "import sys\nfrom partnersim.cli.main import main\n"
        f"sys.argv = ['partnersim', *{arguments!r}]\n"
        "try:\n    main()\nexcept SystemExit as end:\n    code = end.code\n"
        f"print(code, sorted({HEAVY!r} & set(sys.modules)), file=sys.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stderr == "0 []\n"
