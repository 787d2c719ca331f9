"""Parameters and their groups: unit, bounds, meaning, evidence, and who may turn them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from types import ModuleType
from typing import cast

from partnersim.declarations.duplicate_names import repeated
from partnersim.declarations.evidence import Evidence
from partnersim.declarations.scope import Scope
from partnersim.language.text import Text

Value = float | int | bool | str


class Role(StrEnum):
    """A lever is chosen by somebody; an uncertainty is not known; a setting is neither."""

    LEVER = "lever"
    UNCERTAINTY = "uncertainty"
    SETTING = "setting"


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """One number, switch or choice of the model.

    Parameters
    ----------
    name
        Under its group.
    default
        A number, True or False, or one of the choices.
    unit
        In words, such as "share of staff hours".
    meaning
        What it is, in a few words.
    role
        Whether somebody chooses it, it is not known, or neither.
    evidence
        A source, or an assumption with its reason.
    bounds
        The closed interval that a scenario may state; every number has one.
    choices
        Words that a choice may be.
    prior
        The interval that a run with `--uncertainty prior` draws from, uniformly; every uncertainty
        has one.
    of_its_month
        Whether a dated change alone states it, for its month: the next finds the default again.

    Raises
    ------
    ValueError
        Where the unit, the bounds or the evidence is missing, or they contradict one another.
    """

    name: str
    default: Value
    unit: str
    meaning: Text
    role: Role
    evidence: Evidence
    bounds: tuple[float, float] | None = None
    choices: tuple[str, ...] = ()
    prior: tuple[float, float] | None = None
    of_its_month: bool = False

    def __post_init__(self) -> None:
        if not self.unit.strip():
            raise ValueError(f"{self.name}: a parameter needs a unit")
        if self.evidence is None:
            raise ValueError(f"{self.name}: a parameter needs a source or an assumption")
        if isinstance(self.default, bool):
            self._check_switch()
        elif isinstance(self.default, str):
            self._check_choice()
        else:
            self._check_number(self.default)

    @property
    def range_drawn(self) -> tuple[float, float]:
        """From where to where it is drawn, the default alone where it is not."""
        assert isinstance(self.default, int | float)
        return self.prior or (self.default, self.default)

    def _check_switch(self) -> None:
        if self.bounds or self.prior:
            raise ValueError(f"{self.name}: a switch has no bounds and no prior")

    def _check_choice(self) -> None:
        if self.default not in self.choices:
            raise ValueError(f"{self.name}: the default is not among the choices")

    def _check_number(self, default: float) -> None:
        if self.bounds is None:
            raise ValueError(f"{self.name}: a number needs bounds")
        low, high = self.bounds
        if not low <= default <= high:
            raise ValueError(f"{self.name}: default {default} lies outside {low} to {high}")
        if self.role is Role.UNCERTAINTY and self.prior is None:
            raise ValueError(f"{self.name}: an uncertainty needs a prior")
        if self.prior is not None:
            start, end = self.prior
            if not low <= start <= default <= end <= high or start == end:
                raise ValueError(f"{self.name}: the prior must hold the default within bounds")


Limits = tuple[float, float] | tuple[str, ...] | None


def lever(
    name: str, default: Value, limits: Limits, unit: str, meaning: Text | str, evidence: Evidence
) -> Parameter:
    """A parameter that somebody chooses.

    Parameters
    ----------
    name, default, unit, evidence
        As in `Parameter`.
    limits
        The bounds of a number, the words of a choice; None of a switch.
    meaning
        What it is, in a few words.

    Returns
    -------
    parameter : Parameter
    """
    return _of_role(Role.LEVER, name, default, limits, unit, meaning, evidence)


def setting(
    name: str, default: Value, limits: Limits, unit: str, meaning: Text | str, evidence: Evidence
) -> Parameter:
    """A parameter that is fixed, unless a scenario sets it.

    Parameters
    ----------
    name, default, limits, unit, meaning, evidence
        As in `lever`.

    Returns
    -------
    parameter : Parameter
    """
    return _of_role(Role.SETTING, name, default, limits, unit, meaning, evidence)


def uncertainty(
    name: str,
    default: float,
    prior: tuple[float, float],
    limits: tuple[float, float],
    unit: str,
    meaning: Text | str,
    evidence: Evidence,
) -> Parameter:
    """A number that is not known, and that every run draws from its prior.

    Parameters
    ----------
    name, default, limits, unit, meaning, evidence
        As in `lever`.
    prior
        As in `Parameter`.

    Returns
    -------
    parameter : Parameter
    """
    return _of_role(Role.UNCERTAINTY, name, default, limits, unit, meaning, evidence, prior)


def _of_role(
    role: Role,
    name: str,
    default: Value,
    limits: Limits,
    unit: str,
    meaning: Text | str,
    evidence: Evidence,
    prior: tuple[float, float] | None = None,
) -> Parameter:
    words = isinstance(default, str)
    return Parameter(
        name=name, default=default, unit=unit, role=role, evidence=evidence, prior=prior,
        meaning=Text(meaning) if isinstance(meaning, str) else meaning,
        bounds=None if words else cast("tuple[float, float] | None", limits),
        choices=cast("tuple[str, ...]", limits) if words else (),
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Shares:
    """A map of named shares that sum to 1; in a scenario it is replaced whole, never merged.

    Parameters
    ----------
    name
        Under its group.
    default
        Shares by name.
    meaning
        What it is, in a few words.
    role
        Whether somebody chooses it, it is not known, or neither.
    evidence
        A source, or an assumption with its reason.
    unit
        In words.
    room
        Where a scenario may name entries of its own besides (its section of this name): the length of the
        column, which whoever knows these entries writes.

    Raises
    ------
    ValueError
        Where the default shares do not sum to 1.
    """

    name: str
    default: Mapping[str, float]
    meaning: Text
    role: Role
    evidence: Evidence
    unit: str = "share"
    room: int = 0

    def __post_init__(self) -> None:
        if abs(sum(self.default.values()) - 1.0) > 1e-9:
            raise ValueError(f"{self.name}: the default shares do not sum to 1")


@dataclass(frozen=True, slots=True)
class Group:
    """The parameters one mechanism or instrument declares, under the key it has in a scenario.

    Parameters
    ----------
    name
        The key.
    meaning
        What they are about, in a few words.
    parameters
        In the order in which they are shown.
    scope
        Whether it stands once in a scenario, or under every entry of a section, such as a funder.
    increasing
        Names of those that must stand in increasing order, such as cut-offs of one axis.
    prefixed
        Whether a lever's column bears the group's name before its own.

    Raises
    ------
    ValueError
        Where a parameter is declared twice or cannot be told in a file, or an order may be broken.
    """

    name: str
    meaning: Text
    parameters: tuple[Parameter | Shares, ...]
    scope: Scope = Scope.MODEL
    increasing: tuple[tuple[str, ...], ...] = ()
    prefixed: bool = False

    def __post_init__(self) -> None:
        if repeated(parameter.name for parameter in self.parameters):
            raise ValueError(f"{self.name}: a parameter is declared twice")
        for taken in (each.name for each in self.parameters if each.name in ("value", "source")):
            raise ValueError(
                f"{self.name}: no parameter can be called {taken}: "
                "a scenario file says {value: …, source: …} of any parameter"
            )
        numbers = {number.name: number for number in self.numbers}
        for ordered in self.increasing:
            for low, high in pairwise(numbers[name] for name in ordered):
                (_, least), (most, _) = low.range_drawn, high.range_drawn
                if least >= most:
                    raise ValueError(f"{self.name}: {low.name} may lie above {high.name}")

    def __iter__(self) -> Iterator[Parameter | Shares]:
        return iter(self.parameters)

    @property
    def direct(self) -> bool:
        """Whether its parameters stand directly under an entry of a section, without its name."""
        return self.name == self.scope.direct

    @property
    def numbers(self) -> tuple[Parameter, ...]:
        """The parameters that a kernel can read: everything but shares."""
        return tuple(parameter for parameter in self.parameters if isinstance(parameter, Parameter))


def groups_in(module: ModuleType) -> tuple[Group, ...]:
    """The groups of parameters that a module declares.

    Parameters
    ----------
    module
        With `GROUPS` or `GROUP`, or neither.

    Returns
    -------
    groups : tuple of Group
    """
    groups = getattr(module, "GROUPS", None) or (getattr(module, "GROUP", None),)
    return tuple(group for group in groups if group is not None)
