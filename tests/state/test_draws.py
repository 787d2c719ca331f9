"""Draws are uniform, keyed by named decisions and their coordinates; no two decisions share a key."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from partnersim.scenario.parameter_groups import behaviour
from partnersim.state import decisions
from partnersim.state.decisions import REGISTER, Register, stable_hash
from partnersim.state.draws import Draws, chance, key_of_person, uniform

FILES = sorted(Path("src/partnersim").rglob("*.py"))
DRAWN_BY_STREAM = ("stream", "generator", "uniform", "luck_of")  # their text is a decision's name
FIRST_COORDINATE = {"uniform": 2, "normal": 2, "chance": 1, "two_chances": 1, "key_of_person": 1}


def calls(code: str) -> Iterator[tuple[str, ast.Call]]:
    """Calls of functions and methods, by their own name."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Call):
            yield getattr(node.func, "id", getattr(node.func, "attr", "")), node


def arithmetic(code: str) -> list[str]:
    """What is computed within the coordinates of a draw."""
    return [
        ast.unparse(node)
        for name, node in calls(code)
        for argument in node.args[FIRST_COORDINATE.get(name, len(node.args)) :]
        if any(isinstance(node, ast.BinOp) for node in ast.walk(argument))
    ]


def names_drawn(code: str) -> set[str]:
    """Names of decisions a file draws by a stream or a generator."""
    result = set()
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Call):
            called = getattr(node.func, "id", getattr(node.func, "attr", ""))
            inside = node.args if called == "partial" or called in DRAWN_BY_STREAM else []
        elif isinstance(node, ast.FunctionDef) and node.name in DRAWN_BY_STREAM:
            inside = node.args.defaults
        else:
            continue
        texts = (literal.value for literal in inside if isinstance(literal, ast.Constant))
        result |= {text for text in texts if isinstance(text, str) and text}
    return result


def test_the_register_names_every_decision_that_is_drawn_and_no_other() -> None:
    behaviour()  # systems register theirs
    drawn: set[str] = set()
    numbers: set[str] = set()
    for file in FILES:
        code = file.read_text(encoding="utf-8")
        if file.name != "decisions.py":
            drawn |= names_drawn(code)
            for name, node in calls(code):
                if name in ("chance", "two_chances"):
                    assert isinstance(node.args[2], ast.Name), ast.unparse(node)
                    numbers.add(REGISTER.numbers[getattr(decisions, node.args[2].id)])
    own = {name for name in REGISTER.decisions if not name.startswith("studies.")}
    assert drawn == own
    assert numbers == set(REGISTER.numbers.values())


def test_coordinates_are_handed_one_by_one() -> None:
    assert arithmetic("uniform(stream, month + 1, f)") == []
    assert arithmetic("uniform(stream, month, f * 100 + i)")
    assert arithmetic("chance(key, month, NEED + k)")
    assert [place for file in FILES for place in arithmetic(file.read_text(encoding="utf-8"))] == []


def test_decisions_that_would_share_draws_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    register = Register()
    register.add("a.leaving", ("funder",))
    register.of_a_person("b.asking", draws=6)
    with pytest.raises(ValueError, match=r"a\.leaving and a\.leaving"):
        register.add("a.leaving")
    asking = stable_hash("b.asking")
    monkeypatch.setattr(decisions, "stable_hash", lambda name: asking + 5)
    with pytest.raises(ValueError, match=r"b\.waiting and b\.asking"):
        register.of_a_person("b.waiting")
    register.add("a.coming")
    with pytest.raises(ValueError, match=r"a\.going and a\.coming"):
        register.add("a.going")


def test_a_decision_that_is_not_registered_or_has_other_coordinates_is_refused() -> None:
    with pytest.raises(KeyError, match=r"nobody\.knows"):
        Draws(1, 0).stream("nobody.knows")
    with pytest.raises(TypeError, match="funder, round, organization"):
        Draws(1, 0).uniform("consultation.seat", 3, 1)


def test_decisions_and_coordinates_never_share_a_draw() -> None:
    draws = Draws(1, 0)
    values = [
        draws.uniform(name, 3, *of)
        for name, of in (
            *(
                ("consultation.seat", (f, r, i))
                for f in range(9)
                for r in range(9)
                for i in range(9)
            ),
            *(("calls.score", (f, m, i)) for f in range(9) for m in range(9) for i in range(9)),
            *(("consultation.lot", (f, i)) for f in range(20) for i in range(20)),
        )
    ]
    assert len(set(values)) == len(values)
    assert 0.45 < np.mean(values) < 0.55


def test_draws_are_uniform_and_keyed() -> None:
    stream = Draws(1, 0).stream("dissent.leaving")
    values = np.array(
        [uniform(stream, month, who, 0, 0) for month in range(50) for who in range(400)]
    )
    assert 0.0 <= values.min() < 0.001
    assert 0.999 < values.max() < 1.0
    counts, _ = np.histogram(values, bins=20, range=(0, 1))
    expected = len(values) / 20
    assert ((counts - expected) ** 2 / expected).sum() < 45.0  # chi-square, 19 degrees of freedom
    grid = values.reshape(50, 400)
    assert abs(np.corrcoef(grid[:-1].ravel(), grid[1:].ravel())[0, 1]) < 0.03
    assert abs(np.corrcoef(grid[:, :-1].ravel(), grid[:, 1:].ravel())[0, 1]) < 0.03


def test_streams_differ_by_seed_run_and_decision() -> None:
    streams = {
        int(Draws(seed, run).stream(name))
        for seed in (1, 2)
        for run in (0, 1)
        for name in ("calls.score", "dissent.leaving")
    }
    assert len(streams) == 8
    assert stable_hash("calls") == 3668139151


def test_draws_of_people_are_uniform_and_keyed() -> None:
    arriving = Draws(1, 0).stream("arrivals.person")
    keys = [key_of_person(arriving, -5, 3, 1, n) for n in range(300)]
    grid = np.array([[chance(key, month, 2, 0) for month in range(60)] for key in keys])
    other = np.array([[chance(key, month, 3, 0) for month in range(60)] for key in keys])
    counts, _ = np.histogram(grid, bins=20, range=(0, 1))
    expected = grid.size / 20
    assert ((counts - expected) ** 2 / expected).sum() < 45.0
    for left, two in ((grid[:, 1:], grid[:, :-1]), (grid[1:], grid[:-1]), (grid, other)):
        assert abs(np.corrcoef(left.ravel(), two.ravel())[0, 1]) < 0.03


def test_months_before_a_run_are_drawn_uncompiled_as_compiled() -> None:
    stream = Draws(1, 0).stream("arrivals.last_row")
    with np.errstate(over="ignore"):
        assert uniform.python(stream, -72, 3) == uniform(stream, -72, 3, 0, 0)
