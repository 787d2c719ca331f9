"""Which tests call no compiled rule, seen from the names in their code: they are marked `fast`.

A test is followed through the fixtures and the helpers of tests that it names. It is fast unless
one of them names what steps a model: the model itself, what runs it, a command that does, another
process. A test that is marked fast and calls a rule all the same fails (see conftest.py), and so
does what tests/house/test_fast.py says of both.
"""

from __future__ import annotations

import inspect
import types
from collections.abc import Iterable, Iterator
from typing import Any

import pytest

from partnersim.state.kernel import Kernel

MODEL = (
    "partnersim.model", "partnersim.spin_up_cache", "partnersim.analysis", "partnersim.agents",
    "partnersim.fieldwork", "partnersim.mechanisms", "partnersim.instruments", "partnersim.systems",
    "partnersim.state.kernel", "partnersim.state.draws", "studies", "nbclient",
)  # fmt: skip
PAGES = ("studies.pages", "studies.saved")  # written from saved numbers
PUBLIC = {
    "PartnershipModel", "run", "compare", "sweep", "sensitivity", "discover", "calibrate",
}  # fmt: skip
COMMANDS = PUBLIC | {"interview", "profiles", "validate"}
PROCESSES = {"subprocess", "multiprocessing", "concurrent.futures", "exec"}


def is_fast(test: pytest.Function) -> bool:
    """Whether a collected test, its fixtures and its parameters step no model."""
    fixtures = [
        definition.func
        for name, definitions in test._fixtureinfo.name2fixturedefs.items()
        for definition in definitions
        if not name.startswith("_rules")
    ]
    given = getattr(test, "callspec", None)
    return calls_no_rule([test.function, *fixtures], given.params.values() if given else ())


def calls_no_rule(functions: Iterable[Any], values: Iterable[Any] = ()) -> bool:
    """Whether neither these functions nor the helpers they name step a model."""
    seen: set[types.CodeType] = set()
    left = list(functions)
    words = {value for value in values if isinstance(value, str)}
    while left:
        function = _plain(left.pop())
        if function is None or function.__code__ in seen:
            continue
        seen.add(function.__code__)
        for name in _names(function.__code__):
            words.add(name)
            known = function.__globals__.get(name)
            if _is_of_tests(known):
                left.extend(_functions(known, function.__code__))
            if known is not None and _steps(known):
                return False
    return not words & (COMMANDS | PROCESSES) and not any(map(_is_model, words))


def _plain(function: Any) -> types.FunctionType | None:
    """A function without what caches it or draws its arguments."""
    drawn = getattr(function, "hypothesis", None)
    function = inspect.unwrap(drawn.inner_test if drawn else function)
    return function if isinstance(function, types.FunctionType) else None


def _is_of_tests(value: Any) -> bool:
    return _home(value).startswith("tests.")


def _functions(value: Any, code: types.CodeType) -> list[Any]:
    """A helper itself; of a class its methods; of a module what the code names of it."""
    if isinstance(value, type):
        return [var for var in vars(value).values() if callable(var)]
    if isinstance(value, types.ModuleType):
        return [getattr(value, name, None) for name in _names(code)]
    return [value]


def _steps(value: Any) -> bool:
    """Whether a name stands for a rule, or for what steps a model."""
    if isinstance(value, Kernel):
        return True
    kinds = value.__mro__ if isinstance(value, type) else (value, type(value))
    return any(_is_model(_home(kind)) for kind in kinds)


def _home(value: Any) -> str:
    if isinstance(value, types.ModuleType):
        return value.__name__
    return str(getattr(value, "__module__", ""))


def _is_model(word: str) -> bool:
    return word.startswith(MODEL) and not word.startswith(PAGES)


def _names(code: types.CodeType) -> Iterator[str]:
    """Names and texts in a function, those of functions inside it included."""
    yield from code.co_names
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            yield from _names(constant)
        elif isinstance(constant, str):
            yield constant
        elif isinstance(constant, tuple | frozenset):
            yield from (text for text in constant if isinstance(text, str))
