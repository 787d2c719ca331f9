"""Typologies: classes that the literature names, on axes measured from the state."""

from __future__ import annotations

import math
from dataclasses import dataclass

from partnersim.declarations.evidence import Evidence, Source
from partnersim.declarations.parameter import Group, setting
from partnersim.language.text import Text


@dataclass(frozen=True, slots=True)
class Axis:
    """A measure from 0 to 1 that a typology classifies by.

    The literature names classes and no numbers: cut-offs are parameters, their defaults neutral.

    Parameters
    ----------
    name
        Of the axis.
    meaning
        What it is, in a few words.
    formula
        As of an outcome.
    cuts
        Where bins begin, but the first.
    """

    name: str
    meaning: Text
    formula: str
    cuts: tuple[float, ...] = (0.5,)


@dataclass(frozen=True, slots=True)
class Kind:
    """A class of a typology.

    Parameters
    ----------
    name
        Of the class.
    meaning
        What it is called.
    autonomy
        Where it stands from 0, the state's instrument, to 1, its equal.
    """

    name: str
    meaning: Text
    autonomy: float


@dataclass(frozen=True, slots=True)
class Typology:
    """Axes, and a class for each combination of their bins.

    Parameters
    ----------
    name
        Of the typology.
    title
        Who made it, or what it is called.
    axes
        In order.
    kinds
        Its classes, one for each combination of bins; that of the last axis changes first.
    source
        The work that names the classes.
    of_dyads
        Whether an organisation is classed by its relation with the main ministry rather than by
        itself.

    Raises
    ------
    ValueError
        Where a combination of bins has no class, or there are more classes.
    """

    name: str
    title: Text
    axes: tuple[Axis, ...]
    kinds: tuple[Kind, ...]
    source: Source
    of_dyads: bool = True

    def __post_init__(self) -> None:
        if len(self.kinds) != math.prod(len(axis.cuts) + 1 for axis in self.axes):
            raise ValueError(f"{self.name}: every combination of bins needs one of the classes")

    def cut_names(self, axis: Axis) -> tuple[str, ...]:
        """Names of the parameters that hold the cut-offs of an axis.

        Parameters
        ----------
        axis
            One of its axes.

        Returns
        -------
        names : tuple of str
        """
        if len(axis.cuts) == 1:
            return (f"{axis.name}_cut",)
        return tuple(f"{axis.name}_cut_{n + 1}" for n in range(len(axis.cuts)))

    def group(self, evidence: Evidence) -> Group:
        """The cut-offs as parameters of the model, in increasing order along each axis.

        Parameters
        ----------
        evidence
            Where they come from.

        Returns
        -------
        group : Group
        """
        parameters = [
            setting(
                name,
                cut,
                (0.0, 1.0),
                "share of the axis, 0 to 1",
                Text.filled("Cut-off on the axis: {axis}", axis=axis.meaning),
                evidence,
            )
            for axis in self.axes
            for name, cut in zip(self.cut_names(axis), axis.cuts, strict=True)
        ]
        ordered = tuple(self.cut_names(axis) for axis in self.axes if len(axis.cuts) > 1)
        return Group(f"typology_{self.name}", self.title, tuple(parameters), increasing=ordered)
