"""Docstrings of public names and of compiled rules name every parameter, and say what is returned."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

import partnersim
from partnersim import declarations

PACKAGE = Path(partnersim.__file__).parent
# rules that are about to be replaced: their docstrings wait for their successors
REPLACED = ("goals", "mobilization", "dissent")
Definition = ast.FunctionDef | ast.ClassDef
_HEAD = re.compile(r"^(\w+)\n-+$", re.MULTILINE)


def sections_of(node: Definition) -> dict[str, list[str]]:
    """The names that each section of a docstring describes."""
    _, *rest = _HEAD.split(ast.get_docstring(node) or "")
    return {
        head: [
            name.strip().lstrip("*")
            for line in text.splitlines()
            if line and not line.startswith(" ")
            for name in line.partition(" : ")[0].split(",")
        ]
        for head, text in zip(rest[::2], rest[1::2], strict=True)
    }


def arguments_of(node: ast.FunctionDef) -> list[str]:
    """The names that a caller gives values to."""
    given = node.args
    stars = [argument for argument in (given.vararg, given.kwarg) if argument is not None]
    each = [*given.posonlyargs, *given.args, *given.kwonlyargs, *stars]
    return [argument.arg for argument in each if argument.arg not in ("self", "cls")]


def is_attribute(node: Definition) -> bool:
    """A property, its setter included: one sentence says what it is."""
    return any(
        ast.unparse(decorator).endswith(("property", ".setter"))
        for decorator in node.decorator_list
    )


def wrong_in_function(node: ast.FunctionDef) -> Iterator[str]:
    """What a function's docstring lacks, or describes though it is not there."""
    sections, returned = sections_of(node), node.returns
    wanted = arguments_of(node)
    if sorted(sections.get("Parameters", [])) != sorted(wanted):
        yield f"{node.name}: Parameters are {wanted}"
    if not isinstance(returned, ast.Constant) and "Returns" not in sections:
        yield f"{node.name}: Returns"


def wrong_in_class(node: ast.ClassDef) -> Iterator[str]:
    """The same of a class and its public methods; what it holds may be Attributes."""
    sections = sections_of(node)
    methods = [member for member in node.body if isinstance(member, ast.FunctionDef)]
    wanted = [
        member.target.id
        for member in node.body
        if isinstance(member, ast.AnnAssign)
        and isinstance(member.target, ast.Name)
        and not member.target.id.startswith("_")
        and not ast.unparse(member.annotation).startswith("ClassVar")
    ]
    for method in methods:
        if method.name == "__init__":
            wanted = arguments_of(method)
        elif not method.name.startswith("_") and not is_attribute(method):
            yield from (f"{node.name}.{wrong}" for wrong in wrong_in_function(method))
    described = [*sections.get("Parameters", []), *sections.get("Attributes", [])]
    if sorted(described) != sorted(wanted):
        yield f"{node.name}: Parameters or Attributes are {wanted}"


def wrong_in(node: Definition) -> list[str]:
    """What is wrong with the docstring of a function or a class."""
    return list(wrong_in_class(node) if isinstance(node, ast.ClassDef) else wrong_in_function(node))


def definitions_of(file: Path) -> list[Definition]:
    """Functions and classes at the top of a module."""
    body = ast.parse(file.read_text(encoding="utf-8")).body
    return [definition for definition in body if isinstance(definition, Definition)]


def rules() -> list[tuple[str, ast.FunctionDef]]:
    """Every compiled rule, with its file, but those that are about to be replaced."""
    return [
        (file.relative_to(PACKAGE).as_posix(), node)
        for file in sorted(PACKAGE.rglob("*.py"))
        if "@kernel" in file.read_text(encoding="utf-8")
        for node in definitions_of(file)
        if isinstance(node, ast.FunctionDef)
        and any(ast.unparse(decorator) == "kernel" for decorator in node.decorator_list)
        and not {file.stem, node.name} & {*REPLACED}
    ]


@pytest.mark.parametrize(
    ("room", "name"),
    [
        (room, name)
        for room in (partnersim, declarations)
        for name in room.__all__
        if inspect.isfunction(getattr(room, name)) or inspect.isclass(getattr(room, name))
    ],
)
def test_public_name_says_what_it_takes_and_gives(room: ModuleType, name: str) -> None:
    home = inspect.getsourcefile(getattr(room, name))
    assert home is not None
    (node,) = (definition for definition in definitions_of(Path(home)) if definition.name == name)
    assert not wrong_in(node)


def test_rules_say_what_they_take_and_give() -> None:
    every = rules()
    wrong = [f"{file}: {problem}" for file, node in every for problem in wrong_in(node)]
    assert not wrong, "\n".join(wrong)
    assert len(every) > 60


def test_rules_to_be_replaced_are_there() -> None:
    assert {*REPLACED} <= {file.stem for file in PACKAGE.rglob("*.py")}


@pytest.mark.parametrize(
    ("lacks", "docstring"),
    [
        ("", "Parameters\n    ----------\n    a, b : int\n\n    Returns\n    -------\n    x : int"),
        ("Parameters", "Returns\n    -------\n    x : int"),
        (
            "Parameters",
            "Parameters\n    ----------\n    a\n\n    Returns\n    -------\n    x : int",
        ),
        ("Returns", "Parameters\n    ----------\n    a\n    b"),
    ],
)
def test_what_is_missing_is_seen(lacks: str, docstring: str) -> None:
    code = f'def f(a: int, b: int) -> int:\n    """Add.\n\n    {docstring}\n    """\n'
    wrong = wrong_in(ast.parse(code).body[0])  # type: ignore[arg-type]
    assert [lacks in problem for problem in wrong] == ([True] if lacks else [])
