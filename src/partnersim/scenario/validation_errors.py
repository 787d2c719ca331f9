"""Validation errors in plain words: the path, what is allowed, the nearest key.

What is allowed is read from the model itself: choices, bounds, unit, keys.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, Literal, Union, get_args, get_origin

from partnersim.language import UserError, decimal, did_you_mean, say
from partnersim.language.words import N_
from partnersim.scenario.arguments import shown_briefly

if TYPE_CHECKING:
    from pydantic import BaseModel
    from pydantic.fields import FieldInfo

_OUT_OF_BOUNDS = ("greater_than_equal", "less_than_equal", "greater_than", "less_than")


def wrong(place: object, path: str, message: str, **values: object) -> UserError:
    """The error of a value: where it is stated, its path, and what is wrong with it."""
    problem = say(message, **values)
    return UserError("{place}: {path}: {problem}", place=place, path=path, problem=problem)


@dataclass(frozen=True, slots=True)
class Allowed:
    """Stands beside a type: what it allows, in words, where the type alone does not say it.

    `{names}` are its keys or its choices.
    """

    words: str


@dataclass(frozen=True, slots=True)
class Node:
    """A place of a model: what may stand there; `unit` is that of a number."""

    kind: Any
    marks: tuple[Any, ...] = ()
    unit: str = ""

    @classmethod
    def of(cls, kind: Any, marks: Sequence[Any] = (), unit: str = "") -> Node:
        """The node of an annotation, without None and with its marks apart."""
        every = list(marks)
        while True:
            origin, inside = get_origin(kind), get_args(kind)
            if origin is Annotated:
                kind, *more = inside
                every += more
            elif origin in (Union, types.UnionType) and types.NoneType in inside:
                kind = Union[tuple(member for member in inside if member is not types.NoneType)]  # noqa: UP007
            else:
                return cls(kind, tuple(_flat(every)), unit)

    @property
    def members(self) -> tuple[Any, ...]:
        """The types among which a value chooses."""
        is_union = get_origin(self.kind) in (Union, types.UnionType)
        return get_args(self.kind) if is_union else (self.kind,)

    @property
    def fields(self) -> dict[str, FieldInfo]:
        """The keys that stand there, of all types together."""
        known: dict[str, FieldInfo] = {}
        for member in self.members:
            known |= getattr(member, "model_fields", {})
        return known

    def inside(self, part: str | int) -> Node:
        """The node below a key, an item or the name of a type; itself where there is none."""
        if part in self.fields:
            field = self.fields[str(part)]
            extra = field.json_schema_extra
            unit = str(extra.get("unit", "")) if isinstance(extra, dict) else ""
            return Node.of(field.annotation, field.metadata, unit)
        inside = [member for member in self.members if get_origin(member) in (dict, list)]
        return Node.of(get_args(inside[0])[-1]) if inside else self  # of a key that is not there

    def allowed(self) -> str:
        """What may stand there."""
        is_choice = get_origin(self.kind) is Literal
        names = ", ".join(map(str, get_args(self.kind) if is_choice else self.fields))
        for mark in self.marks:
            if isinstance(mark, Allowed):
                return say(mark.words, names=names)
        if is_choice:
            return names
        if self.kind is bool:
            return say("true or false")
        if self.kind in (int, float):
            return self._number()
        if names:
            return say("a map of {names}", names=names)
        return say("a map" if get_origin(self.kind) is dict else "a text")

    def _number(self) -> str:
        kind = say("a whole number" if self.kind is int else "a number")
        low = next((mark.ge for mark in self.marks if hasattr(mark, "ge")), None)
        high = next((mark.le for mark in self.marks if hasattr(mark, "le")), None)
        if low is None or high is None:
            return kind
        text = say("{whole} from {low} to {high}", whole=kind, low=_plain(low), high=_plain(high))
        return f"{text} ({say(self.unit)})" if self.unit else text


def _flat(marks: Sequence[Any]) -> Iterator[Any]:
    """Marks one by one, those of a `Field` too."""
    for mark in marks:
        yield from getattr(mark, "metadata", None) or (mark,)


def _plain(number: float) -> str:
    return f"{number:.0f}" if number == int(number) else decimal(number)


def nearest_key(key: str, known: Iterable[str], also: Sequence[str] = ()) -> str:
    """The nearest of the keys that are known at a place or may stand anywhere, or all that are known."""
    names = ", ".join(sorted(known))
    return did_you_mean(key, [*known, *also]) or (
        say(" Known here: {names}.", names=names) if names else ""
    )


def first_of(errors: Sequence[Any]) -> Any:
    """The error that is reported: a misspelt key goes before what it leaves missing."""
    return next((error for error in errors if error["type"] == "extra_forbidden"), errors[0])


def error_of(
    error: Any,
    model: type[BaseModel],
    place: Callable[[str], object],
    above: str = "",
    hint: Callable[[str, Iterable[str]], str] = nearest_key,
) -> UserError:
    """What pydantic found, for a person.

    place: what stated the value at a path. above: the path of the model. hint: what helps with a key
    that does not exist, from the key and those that do.
    """
    node, parts = _found_at(error["loc"], model)
    path, kind, value = ".".join([above, *parts] if above else parts), error["type"], error["input"]
    where, allowed, shown = place(path), node.allowed(), shown_briefly(value)
    if kind in ("extra_forbidden", "invalid_key"):
        near = hint(parts[-1], node.fields)
        return wrong(where, path, "there is no such key.{hint}", hint=near)
    if kind == "missing":
        return UserError("{place}: {path} is missing.", place=where, path=path)
    if value is None:
        return UserError(
            "{place}: {path} is left empty; allowed: {allowed}.",
            place=where,
            path=path,
            allowed=allowed,
        )
    if kind == "too_short":
        message = N_("the list is too short ({count}); allowed: {allowed}.")
        return wrong(where, path, message, count=len(value), allowed=allowed)
    if kind in _OUT_OF_BOUNDS:
        message = N_("{value} is out of bounds; allowed: {allowed}.")
    elif kind == "finite_number":
        message = N_("{value} is not a finite number; allowed: {allowed}.")
    else:
        message = N_("{value} is not allowed; allowed: {allowed}.")
    return wrong(where, path, message, value=shown, allowed=allowed)


def validated[Form: BaseModel](
    content: Mapping[str, Any], form: type[Form], place: object, above: str = ""
) -> Form:
    """The content in a strict form. Raises UserError for the first thing that is wrong in it.

    place: what states it; above: the path of the form.
    """
    from pydantic import ValidationError

    try:
        return form.model_validate(content)
    except ValidationError as error:
        first = first_of(error.errors(include_url=False))
        raise error_of(first, form, lambda _: place, above) from None


def _found_at(location: Sequence[str | int], model: type[BaseModel]) -> tuple[Node, list[str]]:
    """The node that an error is about, and its path, without the names of types among which one chose."""
    node, parts = Node.of(model), []
    for part in location:
        names = [getattr(member, "__name__", "") for member in node.members]
        if part == "[key]" or (len(names) > 1 and part in names):
            continue
        parts.append(str(part))
        node = node.inside(part)
    return node, parts
