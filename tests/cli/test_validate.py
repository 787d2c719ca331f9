"""What `partnersim validate` writes and says, and that a wrong rule does not pass."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from click.testing import CliRunner, Result

from partnersim.analysis.validation import verdicts
from partnersim.analysis.validation.controls import Controls
from partnersim.analysis.validation.false_findings import marked
from partnersim.analysis.validation.part_verdict import PartVerdict
from partnersim.analysis.validation.record import PLAIN, SCHEMA, as_data
from partnersim.analysis.validation.verdicts import cases_of, judge, saved
from partnersim.cli.main import cli
from partnersim.evidence.patterns import Case, Pattern, patterns
from partnersim.evidence.registry.assumptions import FILE
from partnersim.language import LANGUAGES, use
from partnersim.report.figures.verdicts import MOST, draw, sheets
from partnersim.report.formatting.verdicts import name_of, star
from partnersim.report.pages import validation as validation_page
from partnersim.report.pages.validation import PAGE, text_of
from partnersim.report.screens.validation import in_all, on_runs, what_fails
from studies.saved import PRIOR_VERDICTS

QUICK: dict[str, Any] = {"years": 2, "scale": 1000.0}
NAMES = {
    FILE, PAGE, "validation.json", "verdicts.csv", "verdicts_val.png", "verdicts_val.svg", "screen.txt",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    yield
    use("en")


NO_CONTROLS = Controls(0, (), 0, (), 0, ())


@pytest.fixture(scope="module")
def judged() -> list[PartVerdict]:
    """Three patterns, five parts, two scenarios, over a few small runs."""
    which = [only("P2"), only("P7", "time", "complex", "felt"), only("P11", "door_policy")]
    return judge(which, runs=10, workers=1, **QUICK)


def only(pattern: str, *parts: str) -> Pattern:
    """A pattern, or some of its parts."""
    whole = next(each for each in patterns() if each.id == pattern)
    return replace(whole, parts=tuple(p for p in whole.parts if not parts or p.id in parts))


def validate(monkeypatch: pytest.MonkeyPatch, *words: str) -> Result:
    """The command, over small runs."""

    real = verdicts.measured

    def quick(which: Sequence[Pattern], **more: Any) -> Iterator[Any]:
        return real(which, **{**more, "workers": 1}, **QUICK)

    monkeypatch.setattr(verdicts, "measured", quick)
    return CliRunner().invoke(cli, ["validate", *words])


def test_the_command_writes_data_page_figure_and_assumptions_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "v"
    words = ("--runs", "3", "--pattern", "p2 middle", "--out", str(path), "--lang", "fr")
    done = validate(monkeypatch, *words)
    assert done.exit_code == 0, done.output
    assert {file.name for file in path.iterdir()} == NAMES
    assert any(word in done.output for word in ("se vérifie", "échoue", "indécis"))
    assert FILE in done.output
    assert saved(path / "verdicts.csv")[0].pattern.id == "P2"
    manifest = json.loads((path / "validation.json").read_text(encoding="utf-8"))
    assert (manifest["schema"], manifest["runs"], manifest["seed"]) == (SCHEMA, 3, 1)
    assert [part["id"] for part in manifest["parts"]] == ["P2.middle"]
    page = (path / PAGE).read_text(encoding="utf-8")
    assert 'lang="fr"' in page
    assert "verdicts_val.svg" in page
    again = validate(monkeypatch, *words)
    assert again.exit_code == 2
    assert str(path) in again.output
    assert [file.name for file in tmp_path.iterdir()] == ["v"]


def test_a_wrong_name_or_setting_is_said_before_anything_is_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    def never(*_: Any, **__: Any) -> Iterator[Any]:
        raise AssertionError("it was run")

    monkeypatch.setattr(verdicts, "measured", never)
    for words, said in (
        (["--pattern", "P77"], "P11"),
        (["--set", "reporting.hours_per_recrd=3"], "hours_per_record"),
    ):
        wrong = CliRunner().invoke(cli, ["validate", *words, "--lang", "en"])
        assert wrong.exit_code == 2
        assert said in wrong.output
    assert not list(tmp_path.iterdir())


def test_a_fault_or_a_stop_leaves_no_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for how, code in ((KeyboardInterrupt, 130), (ZeroDivisionError, 1)):

        def broken(*_: Any, how: type[BaseException] = how, **__: Any) -> Iterator[Any]:
            raise how

        monkeypatch.setattr(verdicts, "measured", broken)
        done = CliRunner().invoke(cli, ["validate", "--out", str(tmp_path / "a" / "b")])
        assert done.exit_code == code
        assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(("finished", "kept"), [(3, True), (1, False)])
def test_a_stop_keeps_verdicts_on_the_runs_that_are_finished(
    finished: int, kept: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = verdicts.measured
    which = [only("P2"), only("P9")]
    whole = marked(judge(which, runs=max(finished, 2), seed=1, workers=1, **QUICK))

    def stopped(asked: Sequence[Pattern], **more: Any) -> Iterator[Any]:
        rounds = real(asked, **{**more, "workers": 1}, **QUICK)
        for _ in range(finished):
            yield next(rounds)
        raise KeyboardInterrupt

    monkeypatch.setattr(verdicts, "measured", stopped)
    path = tmp_path / "half"
    words = (
        "--runs",
        "9",
        "--pattern",
        "P2",
        "--pattern",
        "P9",
        "--out",
        str(path),
        "--lang",
        "en",
    )
    done = CliRunner().invoke(cli, ["validate", *words])
    assert done.exit_code == 130
    assert f"Interrupted. Runs finished: {finished} of 9; " in done.stderr
    assert path.exists() is kept
    if not kept:
        assert "a verdict needs two, so that nothing was kept" in done.stderr
        assert not list(tmp_path.iterdir())
        return
    manifest = json.loads((path / "validation.json").read_text(encoding="utf-8"))
    assert (manifest["runs"], manifest["runs_asked"]) == (3, 9)
    assert [verdict.row() for verdict in saved(path / "verdicts.csv")] == [
        verdict.row() for verdict in whole
    ]
    assert "Interrupted: 9 runs were asked for." in (path / "screen.txt").read_text()


@pytest.mark.parametrize(
    ("how", "code", "said"),
    [
        (KeyboardInterrupt, 130, "Runs finished: 2 of 2; verdicts on these are kept in"),
        (ZeroDivisionError, 1, "What is finished is kept in"),
    ],
)
def test_a_stop_or_a_fault_while_the_page_is_drawn_keeps_the_verdicts(
    how: type[BaseException], code: int, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = verdicts.measured

    def quick(asked: Sequence[Pattern], **more: Any) -> Iterator[Any]:
        return real(asked, **{**more, "workers": 1}, **QUICK)

    def stopped(*given: Any) -> None:
        (given[-1] / "half.png").write_bytes(b"half")
        raise how

    monkeypatch.setattr(verdicts, "measured", quick)
    monkeypatch.setattr(validation_page, "write", stopped)
    path = tmp_path / "out"
    words = ("--runs", "2", "--pattern", "P9", "--out", str(path), "--lang", "en")
    done = CliRunner().invoke(cli, ["validate", *words])
    assert done.exit_code == code
    assert f"{said} {path}" in done.stderr
    kept = {file.name for file in path.iterdir()}
    assert kept == {FILE, "screen.txt", "validation.json", "verdicts.csv"}


def test_the_data_say_of_each_part_what_the_verdict_rests_on(judged: list[PartVerdict]) -> None:
    reported = as_data(judged, runs=10, seed=20_201)
    json.dumps(reported, allow_nan=False)
    assert reported["counts"]["cal"] | {} == {
        plain: sum(verdict.part.use == "cal" and PLAIN[verdict.said] == plain for verdict in judged)
        for plain in PLAIN.values()
    }
    for verdict, part in zip(judged, reported["parts"], strict=True):
        assert part["verdict"] == PLAIN[verdict.said]
        assert part["interval"][0] <= part["estimate"] <= part["interval"][1]
        assert part["runs"] == 10
        assert (part["more_runs"] is None) or part["verdict"] == "undecided"
        assert part["expected"]["above"] is not None or part["expected"]["below"] is not None
    assert reported["enough"]["parts"] == len(judged)


def test_verdicts_have_plain_names_in_the_data(judged: list[PartVerdict]) -> None:
    words = {"emerges": "pass", "absent": "absent", "fails": "fail", "not decided": "undecided"}
    part = replace(judged[0].part, use="val", written_in="no", too=False)
    for verdict, plain in words.items():
        first = replace(judged[0], verdict=verdict, part=part)
        reported = as_data([first], runs=10, seed=1)
        assert reported["parts"][0]["verdict"] == plain
        assert reported["counts"]["val"][plain] == 1
    lucky = replace(judged[0], verdict="fails", part=part, stands=False)
    assert as_data([lucky], runs=10, seed=1)["parts"][0]["verdict"] == "may_be_chance"
    assert what_fails([lucky]) == ""


def test_what_stands_on_the_page_is_text(judged: list[PartVerdict]) -> None:
    page = text_of(judged, NO_CONTROLS, 10, "validate --set 'a < b & c'", [], "")
    assert "a &lt; b &amp; c" in page
    assert "a < b" not in page


def test_hashes_tell_scenarios_and_settings_apart(judged: list[PartVerdict]) -> None:
    reported = as_data(judged, runs=10, seed=1)
    other = as_data(judged, runs=10, seed=1, sets=("members.leaving=0.3",))
    hashes = [{case["hash"] for case in each["cases"]} for each in (reported, other)]
    assert len(hashes[0]) == len(cases_of([verdict.pattern for verdict in judged])) == 2
    assert not hashes[0] & hashes[1]
    assert as_data(judged, runs=10, seed=1) == reported


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_names_every_part_and_what_fails(judged: list[PartVerdict], language: str) -> None:
    use(language)
    wrong = [replace(verdict, verdict="fails") for verdict in judged[:1]] + judged[1:]
    page = text_of(
        wrong, NO_CONTROLS, 10, "partnersim validate <x>", ["verdicts_val.svg"], "behind"
    )
    for verdict in judged:
        assert f"<td>{name_of(verdict)}</td>" in page
        assert verdict.pattern.statement.in_language(language).replace("'", "&#x27;") in page
    assert 'class="fails"' in page
    assert name_of(wrong[0]) in what_fails(wrong)
    assert "partnersim validate &lt;x&gt;" in page
    assert len(re.findall("<tr>", page)) == len(judged) + len(
        {verdict.pattern for verdict in judged}
    )


def test_what_it_comes_to_adds_up(judged: list[PartVerdict]) -> None:
    use("en")
    counted = sum(int(n) for sentence in in_all(judged) for n in re.findall(r"\b\d+\b", sentence))
    assert counted == len(judged)
    part = replace(judged[0].part, use="val")
    for planted, word in (
        ({"written_in": "yes"}, "written in"),
        ({"written_in": "no", "too": True}, "without choices too"),
    ):
        row = replace(judged[0], verdict="emerges", part=replace(part, **planted))
        assert in_all([row, row]) == [f"val, guided no value: emerges 0; {word} 2."]
    assert what_fails([verdict for verdict in judged if verdict.verdict != "fails"]) == ""
    said = " ".join(on_runs(judged, 10))
    stable = sum(
        verdict.convergence is not None and verdict.convergence.stable for verdict in judged
    )
    assert f"For {stable} of {len(judged)} parts" in said
    for verdict in judged:
        if verdict.verdict == "not decided":
            assert name_of(verdict) in said


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_legend_of_all_verdicts_is_within_the_sheet_and_above_the_charts(language: str) -> None:
    use(language)
    some = saved(PRIOR_VERDICTS)[:20]
    part = some[0].part
    ways: list[dict[str, Any]] = [
        {"verdict": verdict} for verdict in ("absent", "fails", "not decided", "emerges")
    ]
    ways += [{"stands": False}]
    plain = replace(part, use="val", written_in="no", too=False, hardly=False)
    of_parts: list[dict[str, Any]] = [
        {"hardly": True}, {"written_in": "yes"}, {"written_in": "undecided"}, {"too": True},
        {"use": "cal"},
    ]  # fmt: skip
    ways += [{"part": replace(plain, **each)} for each in of_parts]
    first = replace(some[0], verdict="emerges", stands=True, part=plain)
    every = [replace(first, **way) for way in ways]
    assert {verdict.said for verdict in every} == set(PLAIN)
    figure = draw([*every, *every], "val", 40)
    figure.canvas.draw()
    [legend] = figure.legends
    box = legend.get_window_extent()
    assert box.x1 <= figure.bbox.x1
    assert box.y0 >= max(axes.get_window_extent().y1 for axes in figure.axes)


def test_every_part_is_drawn_where_it_holds_all_on_one_scale() -> None:
    kept = [verdict for verdict in saved(PRIOR_VERDICTS) if verdict.part.use == "val"]
    drawn: dict[str, float] = {}
    for _, some in sheets(kept):
        assert len(some) <= MOST
        for axes in draw(some, "val", 60).axes:
            assert axes.get_xlim() == (-3, 103)
            names = [" ".join(label.get_text().split()) for label in axes.get_yticklabels()]
            dots = [line for line in axes.lines if len(line.get_xdata()) == 1]
            drawn |= {
                name: float(dot.get_xdata()[0]) for name, dot in zip(names, dots, strict=True)
            }
    assert drawn == {
        name_of(verdict) + star(verdict): pytest.approx(100 * verdict.holds) for verdict in kept
    }


def _verdict(pattern: str, part: str, runs: int, sets: tuple[str, ...]) -> str:
    first = only(pattern, part)
    return judge([first], runs=runs, workers=1, sets=sets, **QUICK)[0].verdict


def test_a_planted_wrong_parameter_makes_a_fitted_part_fail() -> None:
    """Entering a client's record takes ten times as long: reporting eats far more than 15 %."""
    assert _verdict("P7", "time", 48, ()) != "fails"
    assert _verdict("P7", "time", 48, ("reporting.hours_per_record=20",)) == "fails"


def test_a_planted_wrong_rule_makes_a_part_that_guided_nothing_fail() -> None:
    """Whoever votes can live with any draft, so that one of complementary services is accepted."""
    long = {"years": 4, "scale": 1000.0}
    right = judge([only("P17", "refused")], runs=4, workers=1, **long)
    wrong = judge([only("P17", "refused")], runs=4, workers=1,
                  sets=("framework_policy.live_with=1",), **long)  # fmt: skip
    assert [pair[0].part.use for pair in (right, wrong)] == ["val", "val"]
    assert (right[0].verdict, wrong[0].verdict) == ("emerges", "fails")


def test_planted_settings_lie_under_a_cases_own() -> None:
    case = Case("mifi_status_quo", ("members.leaving=0.3",))
    whole = only("P2")
    first = replace(whole, parts=(replace(whole.parts[0], measure="identity_mean", case=case),))
    means = [judge([first], runs=2, workers=1, sets=sets, **QUICK)[0].mean
            for sets in ((), ("members.leaving=0.5",))]  # fmt: skip
    assert means[0] == means[1]


def test_a_part_with_fewer_than_two_values_is_not_decided(tmp_path: Path) -> None:
    """As where a stop leaves few runs, and something happens in some of them only."""
    pattern = only("P2")
    first = verdicts.judge_part(pattern, pattern.parts[0], np.array([np.nan, 0.3, np.nan]))
    assert first.verdict == "not decided"
    assert as_data([first], runs=3, seed=1)["parts"][0]["interval"] == [None, None]
    validation_page.write([first], NO_CONTROLS, 3, "x", tmp_path)
    assert name_of(first) in (tmp_path / PAGE).read_text(encoding="utf-8")
