"""Which columns of the state each step reads and writes, from the syntax trees of its functions.

A step's function is followed with the world as its argument: through aliases of tables, rows and columns,
and into every function of ours that it hands them to, compiled or not.
"""

from __future__ import annotations

import ast
import functools
import inspect
import textwrap
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from partnersim import plugins
from partnersim.population.tables import closing_columns
from partnersim.state.kernel import Kernel
from partnersim.state.world import World

TABLES = frozenset(
    "organizations funders funds eligibility relations contracts officers conditions choices founding "
    "scenario_funders".split()
)
PARTS = frozenset("demand newcomers umbrella places flows".split())
IGNORED = frozenset(  # stands for a whole run, or is no state
    "calendar draws parameters regimes statuses programmes follows programme_names instrument_names "
    "archetype_names "
    "services public_files main_funder founding_months stood closing accounts asked_shares".split()
)
FIXED = frozenset(  # of parts, the same
    "newcomers.weight newcomers.months_before newcomers.columns demand.organizations demand.places "
    "demand.providers demand.paid_statuses demand.served_by_public places.names".split()
)
PACKAGES = {
    "partnersim",
    *(parameter.module.__name__.partition(".")[0] for parameter in plugins.every()),
}
EVERY = "*"  # of a table: a row as a whole


@dataclass(frozen=True)
class Place:
    """What a name stands for: the world, a table or part of it, or columns."""

    kind: str  # world, tables, table, part, columns, words, several
    names: tuple[Any, ...] = ()


WORLD = Place("world")


@dataclass
class Touched:
    """Columns as `organizations.identity`."""

    reads: set[str] = field(default_factory=set)
    writes: set[str] = field(default_factory=set)
    places: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))  # of a write


def touched(step: Callable[[World], None]) -> Touched:
    """What a step reads and writes."""
    touched_here = Touched()
    _Reader(touched_here, step, [WORLD], {}, ()).read()
    return touched_here


@functools.cache
def _tree(function: Any) -> ast.FunctionDef:
    source = textwrap.dedent(inspect.getsource(function))
    (node,) = ast.parse(source).body
    assert isinstance(node, ast.FunctionDef)
    return node


class _Reader:
    def __init__(
        self,
        touched: Touched,
        function: Any,
        arguments: list[Place | None],
        named: dict[str, Place | None],
        above: tuple[Any, ...],
    ) -> None:
        self.touched = touched
        self.function = function
        self.above = (*above, (function, tuple(arguments), tuple(named.items())))
        self.node = _tree(function)
        self.globals = function.__globals__
        names = [arg.arg for arg in self.node.args.args]
        self.names: dict[str, Place | None] = dict(zip(names, arguments, strict=False)) | named
        self.returned: Place | None = None

    def read(self) -> Place | None:
        for _ in range(2):  # a name may be given in a loop after its use
            self._body(self.node.body)
        return self.returned

    def _body(self, body: Iterable[ast.stmt]) -> None:
        for statement in body:
            self._statement(statement)

    def _statement(self, node: ast.stmt) -> None:
        if isinstance(node, ast.Assign):
            value = self._value(node.value)
            for target in node.targets:
                self._give(target, value, node.value)
        elif isinstance(node, ast.AnnAssign):
            if node.value is not None:
                self._give(node.target, self._value(node.value), node.value)
        elif isinstance(node, ast.AugAssign):
            self._use(node.value)
            self._write(node.target)
            self._use(node.target)
        elif isinstance(node, ast.For):
            self._loop(node.target, node.iter)
            self._body(node.body)
            self._body(node.orelse)
        elif isinstance(node, ast.While | ast.If):
            self._use(node.test)
            self._body(node.body)
            self._body(node.orelse)
        elif isinstance(node, ast.With):
            for item in node.items:
                self._use(item.context_expr)
            self._body(node.body)
        elif isinstance(node, ast.Return):
            if node.value is not None:
                value = self._value(node.value)
                if value is None or value.kind != "columns":
                    self._use_place(value)
                self.returned = value or self.returned
        elif isinstance(node, ast.Expr | ast.Assert):
            self._use(node.value if isinstance(node, ast.Expr) else node.test)
        elif not isinstance(
            node, ast.Pass | ast.Break | ast.Continue | ast.Import | ast.ImportFrom
        ):
            raise NotImplementedError(f"{self.function.__name__}: {ast.dump(node)[:80]}")

    def _loop(self, target: ast.expr, iterated: ast.expr) -> None:
        if isinstance(iterated, ast.Call) and isinstance(iterated.func, ast.Name):
            if iterated.func.id == "enumerate" and isinstance(target, ast.Tuple):
                self._loop(target.elts[1], iterated.args[0])
                return
            if iterated.func.id == "zip" and isinstance(target, ast.Tuple):
                for elt, each in zip(target.elts, iterated.args, strict=False):
                    self._loop(elt, each)
                return
        value = self._value(iterated)
        if value is not None and value.kind == "several":
            for name in value.names:
                self._bind(target, name)
            words = [n for name in value.names if name and name.kind == "words" for n in name.names]
            if words:
                self._bind(target, Place("words", tuple(words)))
            tuples = [name for name in value.names if name and name.kind == "several"]
            if tuples and isinstance(target, ast.Tuple):
                for n, each in enumerate(target.elts):
                    words = [w for names in tuples if len(names.names) > n and names.names[n]
                             and names.names[n].kind == "words" for w in names.names[n].names]  # fmt: skip
                    if words:
                        self._bind(each, Place("words", tuple(words)))
            return
        if value is not None and value.kind == "columns":
            self._use_place(value)
        self._bind(target, value)

    def _give(self, target: ast.expr, value: Place | None, source: ast.expr) -> None:
        if isinstance(target, ast.Name):
            if value is not None and value.kind == "columns" and not self._is_view(source):
                self._use_place(value)
                value = None
            self.names[target.id] = value
        elif isinstance(target, ast.Tuple):
            if value is not None and value.kind == "several":
                for elt, each in zip(target.elts, value.names, strict=False):
                    self._give(elt, each, source)
            else:
                self._use_place(value)
                for elt in target.elts:
                    self._give(elt, None, source)
        else:
            self._use_place(value)
            self._write(target)

    @staticmethod
    def _is_view(source: ast.expr) -> bool:
        return isinstance(source, ast.Subscript | ast.Attribute | ast.Name | ast.Tuple | ast.Call)

    def _bind(self, target: ast.expr, value: Place | None) -> None:
        if isinstance(target, ast.Name):
            self.names[target.id] = value
        elif isinstance(target, ast.Tuple):
            parts = value.names if value is not None and value.kind == "several" else ()
            for n, elt in enumerate(target.elts):
                self._bind(elt, parts[n] if n < len(parts) else None)

    def _write(self, target: ast.expr) -> None:
        if isinstance(target, ast.Name):  # a number of its own from now on
            self._use_place(self.names.get(target.id))
            return
        if isinstance(target, ast.Tuple):
            for elt in target.elts:
                self._write(elt)
            return
        if isinstance(target, ast.Subscript):
            self._use_index(target.slice)
        place = self._value(target)
        if place is None:
            return
        if place.kind == "table":
            self._written(f"{name}.{EVERY}" for name in place.names)
        elif place.kind == "columns":
            self._written(place.names)

    def _written(self, columns: Iterable[str]) -> None:
        for column in columns:
            self.touched.writes.add(column)
            self.touched.places[column].add(self.function.__module__)

    def _use(self, node: ast.expr | None) -> None:
        if node is not None:
            self._use_place(self._value(node))

    def _use_place(self, place: Place | None) -> None:
        if place is None:
            return
        if place.kind == "columns":
            self.touched.reads.update(place.names)
        elif place.kind == "several":
            for name in place.names:
                self._use_place(name)

    def _use_index(self, node: ast.expr) -> None:
        if isinstance(node, ast.Slice):
            for bound in (node.lower, node.upper, node.step):
                self._use(bound)
        elif isinstance(node, ast.Tuple):
            for elt in node.elts:
                self._use_index(elt)
        else:
            self._use(node)

    def _value(self, node: ast.expr) -> Place | None:
        method = getattr(self, f"_of_{type(node).__name__.lower()}", None)
        if method is not None:
            result: Place | None = method(node)
            return result
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.expr):
                self._use(child)
        return None

    def _of_constant(self, node: ast.Constant) -> Place | None:
        return Place("words", (node.value,)) if isinstance(node.value, str) else None

    def _of_tuple(self, node: ast.Tuple | ast.List) -> Place | None:
        return Place("several", tuple(self._value(elt) for elt in node.elts))

    _of_list = _of_tuple

    def _of_joinedstr(self, node: ast.JoinedStr) -> Place | None:
        texts = [""]
        for operand in node.values:
            if isinstance(operand, ast.Constant):
                texts = [text + operand.value for text in texts]
            else:
                assert isinstance(operand, ast.FormattedValue)
                value = self._value(operand.value)
                if value is None or value.kind != "words":
                    return None
                texts = [text + word for text in texts for word in value.names]
        return Place("words", tuple(texts))

    def _of_name(self, node: ast.Name) -> Place | None:
        if node.id in self.names:
            return self.names[node.id]
        return _constant(self.globals.get(node.id))

    def _of_attribute(self, node: ast.Attribute) -> Place | None:
        place = self._value(node.value)
        if place is None:
            return None
        name = node.attr
        if place.kind == "world":
            if name in TABLES:
                return Place("table", (name,))
            if name == "tables":  # of systems
                return Place("tables")
            if name in PARTS:
                return Place("part", (name,))
            if name in IGNORED:
                return None
            known = inspect.getattr_static(World, name)
            if isinstance(known, property):
                return self._call(known.fget, [WORLD], {})
            return Place("columns", (f"world.{name}",))
        if place.kind == "part":
            column = f"{place.names[0]}.{name}"
            return None if column in FIXED else Place("columns", (column,))
        if place.kind == "columns" and name not in ("T", "flat"):
            if name not in ("shape", "size", "dtype", "ndim"):
                self._use_place(place)
            return None
        return place if name in ("T", "flat") else None

    def _of_subscript(self, node: ast.Subscript) -> Place | None:
        place = self._value(node.value)
        self._use_index(node.slice)
        if place is None:
            return None
        if place.kind == "tables":
            assert isinstance(node.slice, ast.Constant)
            return Place("table", (node.slice.value,))
        if place.kind == "table":
            word = self._value(node.slice)
            if word is not None and word.kind == "words":
                return Place("columns", tuple(f"{t}.{w}" for t in place.names for w in word.names))
            if isinstance(node.slice, ast.Constant) and isinstance(node.slice.value, str):
                raise NotImplementedError
            return place
        if place.kind == "several" and isinstance(node.slice, ast.Constant):
            return place.names[node.slice.value]  # type: ignore[no-any-return]
        return place

    def _of_ifexp(self, node: ast.IfExp) -> Place | None:
        self._use(node.test)
        places = [self._value(node.body), self._value(node.orelse)]
        kept = [
            place for place in places if place is not None and place.kind in ("table", "columns")
        ]
        if len(kept) == 2 and kept[0].kind == kept[1].kind:
            return Place(kept[0].kind, (*kept[0].names, *kept[1].names))
        for known_place in kept:
            self._use_place(known_place)
        return None

    def _of_lambda(self, node: ast.Lambda) -> None:
        self._use(node.body)

    def _comprehension(self, node: Any) -> None:
        before = dict(self.names)
        for generator in node.generators:
            self._loop(generator.target, generator.iter)
            for test in generator.ifs:
                self._use(test)
        for each in ("elt", "key", "value"):
            if hasattr(node, each):
                self._use(getattr(node, each))
        self.names = before

    _of_listcomp = _of_setcomp = _of_dictcomp = _of_generatorexp = _comprehension

    def _of_call(self, node: ast.Call) -> Place | None:
        arguments = [self._value(arg) for arg in node.args]
        if isinstance(node.func, ast.Name) and node.func.id == "getattr" and WORLD in arguments:
            return Place("table", tuple(closing_columns()))  # named by the columns that close
        named = {
            keyword.arg: self._value(keyword.value) for keyword in node.keywords if keyword.arg
        }
        function = self._function(node.func)
        if function is not None:
            return self._call(function, arguments, named)
        if isinstance(node.func, ast.Attribute):
            owner = self._value(node.func.value)
            if owner is not None and owner.kind == "part":
                method = getattr(_class_of(owner.names[0]), node.func.attr)
                return self._call(method, [owner, *arguments], named)
            if owner is not None and owner.kind == "world":
                return self._call(getattr(World, node.func.attr), [owner, *arguments], named)
            if owner is not None and owner.kind == "columns":
                self._use_place(owner)
                if node.func.attr in ("fill", "sort", "put", "clear"):
                    self._written(owner.names)
                if node.func.attr in ("ravel", "reshape", "view"):
                    return owner
            name = ast.unparse(node.func)
            if name in ("np.copyto", "np.add.at", "np.place", "np.put"):
                first = arguments[0]
                assert first is not None
                self._written(first.names)
        for argument in arguments:
            self._use_place(argument)
        for name, value in named.items():
            if name == "out" and value is not None:
                self._written(value.names)
            self._use_place(value)
        return None

    def _function(self, node: ast.expr) -> Any:
        """The function of ours that an expression names."""
        result: Any = None
        if isinstance(node, ast.Name):
            result = self.globals.get(node.id)
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            module = self.globals.get(node.value.id)
            result = getattr(module, node.attr, None) if inspect.ismodule(module) else None
        if isinstance(result, Kernel):
            result = result.python
        result = inspect.unwrap(result) if callable(result) else None
        ours = inspect.isfunction(result) and result.__module__.partition(".")[0] in PACKAGES
        return result if ours else None

    def _call(
        self, function: Any, arguments: list[Place | None], named: dict[str, Place | None]
    ) -> Place | None:
        if isinstance(function, Kernel):
            function = function.python
        key = (function, tuple(arguments), tuple(named.items()))
        if key in self.above or not any((*arguments, *named.values())):
            return None
        return _Reader(self.touched, function, arguments, named, self.above).read()


def _constant(value: Any) -> Place | None:
    """A text, or texts in order, that a module holds."""
    if isinstance(value, str):
        return Place("words", (value,))
    if isinstance(value, tuple | list | frozenset) and value:
        return Place("several", tuple(_constant(element) for element in value))
    if isinstance(value, dict) and value:
        return Place("several", tuple(_constant(element) for element in value))
    return None


def _class_of(part: str) -> Any:
    from partnersim.state import demand, newcomers, world

    return {
        "demand": demand.Demand, "newcomers": newcomers.NewcomerTable, "umbrella": world.Umbrella,
        "places": world.Places, "flows": world.Flows,
    }[part]  # fmt: skip
