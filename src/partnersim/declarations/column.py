"""Columns of the state: what a mechanism, an instrument or the population keeps of somebody."""

from __future__ import annotations

import math
from dataclasses import KW_ONLY, dataclass

from partnersim.declarations.parameter import Group, Parameter, Role, Shares
from partnersim.language.text import Text

Bounds = tuple[float, float]
SHARE: Bounds = (0.0, 1.0)
POSITIVE: Bounds = (0.0, math.inf)
ANY: Bounds = (-math.inf, math.inf)


@dataclass(frozen=True, slots=True)
class Column:
    """A number, or a few in a row, of each row of a table of the state.

    Parameters
    ----------
    name
        Of the column.
    unit
        In words, such as "hours a month".
    bounds
        Least and most; None where it holds yes or no.
    meaning
        What it is, in a few words.
    shape
        Numbers in each row; one without it.
    whole
        Whether they are whole numbers.
    start
        Value before anybody writes it.
    lever
        Whether the scenario sets it.
    closes
        Whether it is zero once the organisation has closed.
    several
        Why several steps write it, where they do.
    stored
        NumPy's name of its type, where eight bytes a number are too many.

    Raises
    ------
    ValueError
        Without a unit, or where the bounds hold one number or none.
    """

    name: str
    unit: str
    bounds: Bounds | None
    meaning: Text
    _: KW_ONLY
    shape: tuple[int, ...] = ()
    whole: bool = False
    start: float = 0.0
    lever: bool = False
    closes: bool = False
    several: str = ""
    stored: str = ""

    def __post_init__(self) -> None:
        if not self.unit.strip():
            raise ValueError(f"{self.name}: a column needs a unit")
        if self.bounds is not None and not self.bounds[0] < self.bounds[1]:
            raise ValueError(f"{self.name}: the bounds of a column hold more than one number")

    @property
    def kind(self) -> str:
        """What NumPy calls it."""
        return self.stored or ("?" if self.bounds is None else "i8" if self.whole else "f8")


def yes_or_no(name: str, meaning: Text, *, closes: bool = False, several: str = "") -> Column:
    """A column that holds yes or no.

    Parameters
    ----------
    name, meaning, closes, several
        As in `Column`.

    Returns
    -------
    column : Column
    """
    return Column(name, "yes or no", None, meaning, closes=closes, several=several)


def lever_columns(group: Group) -> tuple[Column, ...]:
    """The levers of a group as columns: a choice by its place among the choices, shares as a vector.

    Switches have none: a part that has several declares what its rules read of them together.

    Parameters
    ----------
    group
        Of parameters.

    Returns
    -------
    columns : tuple of Column
    """
    levers = (lever for lever in group if lever.role is Role.LEVER)
    return tuple(_of(group, lever) for lever in levers if not isinstance(lever.default, bool))


def column_name(group: Group, parameter: str) -> str:
    """The column that holds a lever: the lever's name, after the group's where that is needed.

    Parameters
    ----------
    group
        Of the lever.
    parameter
        Name of the lever.

    Returns
    -------
    name : str
    """
    return f"{group.name}_{parameter}" if group.prefixed else parameter


def _of(group: Group, parameter: Parameter | Shares) -> Column:
    name = column_name(group, parameter.name)
    if isinstance(parameter, Shares):
        of = ", ".join(parameter.default)
        return Column(
            name,
            f"shares: {of}",
            SHARE,
            parameter.meaning,
            shape=(parameter.room or len(parameter.default),),
            lever=True,
        )
    if isinstance(parameter.default, str):
        codes = ", ".join(f"{n} {choice}" for n, choice in enumerate(parameter.choices))
        return Column(
            name, codes, (0.0, len(parameter.choices) - 1.0), parameter.meaning, lever=True
        )
    return Column(
        name,
        parameter.unit,
        parameter.bounds,
        parameter.meaning,
        whole=isinstance(parameter.default, int),
        lever=True,
    )
