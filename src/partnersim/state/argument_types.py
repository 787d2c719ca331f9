"""Kinds of a rule's arguments: what compiled code takes them for, and whether they are that.

Compiled code reads the bytes it is handed: those of single precision, say, as if they were double.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from typing import Any

import numpy as np

from partnersim.language import say

Kind = tuple[Any, ...]
_ARRAY = re.compile(r"NDArray\[np\.(\w+)\]")
_NUMBERS = {"bool": "b", "int": "iu", "float": "f"}  # by annotation, the letters NumPy has for them


def kind_of(argument: Any) -> Kind:
    """The type of a number, or of a row; of an array also its dimensions, and how it lies in memory."""
    if type(argument) is np.ndarray:
        flags = argument.flags
        return argument.dtype, argument.ndim, flags.c_contiguous, flags.aligned, flags.writeable
    if type(argument) is tuple:
        return tuple(map(kind_of, argument))
    if isinstance(argument, np.void):
        return (argument.dtype,)
    if isinstance(argument, tuple):  # with names
        return argument.__class__, *map(kind_of, argument)
    return (_type_of_number(argument.__class__),)


@functools.cache
def _type_of_number(kind: type) -> Any:
    """What a Python or NumPy number is in compiled code; a type that holds no number stays itself."""
    numbers = bool | int | float | np.bool_ | np.number
    return np.dtype(kind) if issubclass(kind, numbers) else kind


def check_declared(rule: str, declared: Mapping[str, Any], kinds: tuple[Kind, ...]) -> None:
    """Raise TypeError unless each argument is what the rule's annotations, in order, say.

    Arrays must be whole, or their first rows: a column of a table with one row looks like a whole array,
    and the next one, with more rows, would be read wrongly.
    """
    for (name, annotation), kind in zip(declared.items(), kinds, strict=False):
        if not _is_declared(kind, str(annotation)):
            raise _refusal(rule, name, str(annotation), _notation(kind))


def check_alike(
    rule: str, declared: Mapping[str, Any], kinds: tuple[Kind, ...], compiled: tuple[Kind, ...]
) -> None:
    """Raise TypeError unless arguments are of the kinds that the rule was compiled for."""
    for name, kind, wanted in zip(declared, kinds, compiled, strict=False):
        if kind != wanted:
            column = _column_that_differs(kind[0], wanted[0])
            place = f"{name}[{column!r}]" if column else name
            raise _refusal(rule, place, _notation(wanted, column), _notation(kind, column))


def _refusal(rule: str, argument: str, wanted: str, got: str) -> TypeError:
    return TypeError(
        say("The rule {rule} takes {wanted} as its argument {argument}; it was handed {got}, which "
            "compiled code would read wrongly.", rule=rule, argument=argument, wanted=wanted, got=got)
    )  # fmt: skip


def _is_declared(kind: Kind, annotation: str) -> bool:
    of, *shape = kind
    if shape and isinstance(of, np.dtype) and not shape[1]:
        return False  # not in one piece
    array = _ARRAY.fullmatch(annotation)
    if annotation == "Numbers" or array:
        return bool(shape) and of == np.dtype(getattr(np, array[1]) if array else np.float64)
    if annotation == "Table":
        return bool(shape) and of.names is not None
    if annotation in _NUMBERS:
        return not shape and isinstance(of, np.dtype) and of.kind in _NUMBERS[annotation]
    return True


def _column_that_differs(mine: Any, yours: Any) -> str:
    """The first column of tables that is not the same in both, if these are tables."""
    mine, yours = (getattr(each, "fields", None) or {} for each in (mine, yours))
    return next((name for name in [*mine, *yours] if mine.get(name) != yours.get(name)), "")


def _notation(kind: Kind, column: str = "") -> str:
    """A kind as NumPy and numba write it: float64, float32[:, :]; of a table, one column's."""
    of, *shape = kind
    if column:
        return str(of.fields[column][0]) if column in of.fields else say("a table without it")
    if not isinstance(of, np.dtype):
        return getattr(of, "__name__", str(kind))
    if not shape:
        return str(of)
    dimensions, in_one_piece, aligned, writeable = shape
    name = say("table") if of.names else str(of)
    notes = [
        note
        for holds, note in (
            (in_one_piece, say("a part, not in one piece: copy it first")),
            (aligned, say("not aligned")),
            (writeable, say("read-only")),
        )
        if not holds
    ]
    return f"{name}[{', '.join(':' * dimensions)}]" + (f" ({'; '.join(notes)})" if notes else "")
