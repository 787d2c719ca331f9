"""Draws are uniform, keyed by named decisions and their coordinates; no two decisions share a key."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from partnersim.scenario.parameter_groups import behaviour
from partnersim.state import decisions
from partnersim.state.decisions import REGISTER, OldKey, Register, stable_hash
from partnersim.state.draws import Draws, chance, key_of_person, mix, uniform

FILES = sorted(Path("src/partnersim").rglob("*.py"))
DRAWN_BY_STREAM = ("stream", "generator", "uniform", "luck_of")  # their text is a decision's name
FIRST_COORDINATE = {"uniform": 2, "chance": 1, "two_chances": 1, "key_of_person": 1}


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
    assert drawn == set(REGISTER.decisions)
    assert numbers == set(REGISTER.numbers.values())


def test_coordinates_are_handed_one_by_one() -> None:
    assert arithmetic("uniform(stream, month + 1, f)") == []
    assert arithmetic("uniform(stream, month, f * 100 + i)")
    assert arithmetic("chance(key, month, NEED + k)")
    assert [place for file in FILES for place in arithmetic(file.read_text(encoding="utf-8"))] == []


def test_decisions_that_would_share_draws_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    register = Register()
    register.add("a.leaving", ("funder",), OldKey("a", 1000))
    register.of_a_person("b.asking", 50, draws=6)
    for name, old in (("a.leaving", None), ("a.coming", OldKey("a", 1000))):
        with pytest.raises(ValueError, match=f"{name} and a.leaving"):
            register.add(name, (), old)
    with pytest.raises(ValueError, match=r"b.waiting and b.asking"):
        register.of_a_person("b.waiting", 55)
    register.add("a.coming", (), OldKey("a", 2000))
    register.of_a_person("b.waiting", 56)
    monkeypatch.setattr(decisions, "stable_hash", lambda name: 7)
    other = Register()
    other.add("a.c")
    with pytest.raises(ValueError, match=r"a.b and a.c"):
        other.add("a.b")


def test_a_decision_that_is_not_registered_or_has_other_coordinates_is_refused() -> None:
    with pytest.raises(KeyError, match=r"nobody\.knows"):
        Draws(1, 0).stream("nobody.knows")
    with pytest.raises(TypeError, match="funder, round, organization"):
        Draws(1, 0).uniform("consultation.seat", 3, 1)


def test_decisions_of_one_old_stream_differ() -> None:
    draws = Draws(1, 0)
    seats = {draws.uniform("consultation.seat", 3, f, r, i)
             for f in range(3) for r in range(3) for i in range(50)}  # fmt: skip
    lots = {draws.uniform("consultation.lot", 3, f, i) for f in range(3) for i in range(50)}
    assert len(seats) == 450
    assert len(lots - seats) == 150


def test_new_keys_tell_decisions_and_coordinates_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the draws become once `OLD_KEYS` is off, without compiling them."""
    from partnersim.state import draws

    monkeypatch.setattr(decisions, "OLD_KEYS", False)
    monkeypatch.setattr(draws, "OLD_KEYS", False)
    monkeypatch.setitem(draws.uniform.python.__globals__, "mix", mix.python)
    with np.errstate(all="ignore"):
        drawn = [
            draws.uniform.python(Draws(1, 0).stream(name), 3, f, i)
            for name in ("consultation.lot", "consultation.seat", "calls.score")
            for f in range(20)
            for i in range(20)
        ]
    assert len(set(drawn)) == 1200
    assert 0.45 < np.mean(drawn) < 0.55


def test_draws_are_uniform_and_keyed() -> None:
    stream = Draws(1, 0).stream("boards.strategy")
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
        int(Draws(seed, run).stream(name).key)
        for seed in (1, 2)
        for run in (0, 1)
        for name in ("calls.score", "boards.strategy")
    }
    assert len(streams) == 8
    assert stable_hash("calls") == 3668139151


def test_draws_of_people_are_uniform_and_keyed() -> None:
    arriving = Draws(1, 0).stream("arrivals.person")
    keys = [key_of_person(arriving, -5, 3, n) for n in range(300)]
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
