"""The strict form of an experiment file."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from partnersim.scenario.schema import Words

_STRICT = ConfigDict(extra="forbid", strict=True, allow_inf_nan=False)
MOST_SAMPLES = 1_048_576
OVER = ("last_year", "last_month", "change")


def _in_both(value: Any) -> Any:
    """A plain text stands for both languages."""
    return {"en": value, "fr": value} if isinstance(value, str) else value


TextOrWords = Annotated[Words, BeforeValidator(_in_both)]


class RelationForm(BaseModel):
    """An end of a range that depends on another parameter: times x its value + plus."""

    model_config = _STRICT
    parameter: str
    times: float = 1.0
    plus: float = 0.0


class FactorForm(BaseModel):
    """A range, or choices; what is left out is taken from the declaration of the parameter."""

    model_config = _STRICT
    min: float | RelationForm | None = None
    max: float | RelationForm | None = None
    choices: Annotated[list[float | int | bool | str], Field(min_length=2)] | None = None


class OutcomeForm(BaseModel):
    """A measure of the sector, and over what it is taken."""

    model_config = _STRICT
    name: str
    over: Literal["last_year", "last_month", "change"] = "last_year"


class DesignForm(BaseModel):
    """How rows are chosen."""

    model_config = _STRICT
    method: Literal["lhs", "sobol_sequence", "grid", "morris", "saltelli", "crossed"]
    samples: Annotated[int, Field(ge=1, le=MOST_SAMPLES)]
    seed: Annotated[int, Field(ge=0, le=2**32 - 2)] = 1
    settings: Annotated[int, Field(ge=2, le=10_000)] | None = None


class ExperimentForm(BaseModel):
    """A whole file."""

    model_config = _STRICT
    title: TextOrWords = Words()
    question: TextOrWords = Words()
    scenario: str
    levers: dict[str, FactorForm | None] = {}
    uncertainties: dict[str, FactorForm | None] = {}
    outcomes: Annotated[list[Any], Field(min_length=1)]
    design: DesignForm
    groups: dict[str, Annotated[list[str], Field(min_length=1)]] = {}
    replicates: Annotated[int, Field(ge=1, le=10_000)] = 1
    uncertainty: Literal["point", "prior", "posterior"] = "point"
    posterior: str | None = None
    posterior_elsewhere: bool = False
    years: Annotated[int, Field(ge=1, le=100)] | None = None
    scale: Annotated[float, Field(ge=1.0, le=10_000.0)] | None = None
