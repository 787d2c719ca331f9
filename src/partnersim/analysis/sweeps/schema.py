"""The strict form of an experiment file."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from partnersim.declarations.data_files import rows_in
from partnersim.language import say
from partnersim.language.words import N_
from partnersim.scenario.schema import SCALE, Words
from partnersim.scenario.validation_errors import Allowed

_STRICT = ConfigDict(extra="forbid", strict=True, allow_inf_nan=False)
MOST_SAMPLES = 1_048_576


def _in_both(value: Any) -> Any:
    """A plain text stands for both languages."""
    return {"en": value, "fr": value} if isinstance(value, str) else value


TextOrWords = Annotated[
    Words, BeforeValidator(_in_both), Allowed(N_("a text, or a map of {names}"))
]


class RelationForm(BaseModel):
    """An end of a range that depends on another parameter: times x its value + plus."""

    model_config = _STRICT
    parameter: str
    times: float = 1.0
    plus: float = 0.0


_End = Annotated[
    float | RelationForm, Allowed(N_("a number, or a map of parameter, times and plus"))
]
_Choices = Annotated[
    list[float | int | bool | str],
    Field(min_length=2),
    Allowed(N_("a list of at least two values")),
]


class FactorForm(BaseModel):
    """A range, or choices; what is left out is taken from the declaration of the parameter."""

    model_config = _STRICT
    min: _End | None = None
    max: _End | None = None
    choices: _Choices | None = None


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


_Factors = Annotated[dict[str, FactorForm | None], Allowed(N_("a map of parameters by path"))]
_Group = Annotated[
    list[str], Field(min_length=1), Allowed(N_("a list of factors by path, at least one"))
]


class ExperimentForm(BaseModel):
    """A whole file."""

    model_config = _STRICT
    title: TextOrWords = Words()
    question: TextOrWords = Words()
    scenario: str
    levers: _Factors = {}
    uncertainties: _Factors = {}
    outcomes: Annotated[
        list[Any], Field(min_length=1), Allowed(N_("a list of outcomes, at least one"))
    ]
    design: DesignForm
    groups: dict[str, _Group] = {}
    replicates: Annotated[int, Field(ge=1, le=10_000)] = 1
    uncertainty: Literal["point", "prior", "posterior"] = "point"
    posterior: str | None = None
    posterior_elsewhere: bool = False
    years: Annotated[int, Field(ge=1, le=100)] | None = None
    scale: SCALE | None = None


def json_schema() -> dict[str, Any]:
    """The JSON Schema of experiment files, for editors, described in the language in use."""
    from partnersim.outcomes.recorder import SECTOR_NAMES

    schema = ExperimentForm.model_json_schema()
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["title"] = "partnersim experiment"
    schema["$defs"]["OutcomeForm"] = OutcomeForm.model_json_schema()
    forms = {**schema["$defs"], "ExperimentForm": schema}
    for form in forms.values():
        form.pop("description", None)  # our docstring
    for row in rows_in("partnersim.analysis.sweeps", "experiment_keys.csv"):
        forms[row["form"]]["properties"][row["key"]]["description"] = say(row["meaning"])
    top = schema["properties"]
    for key in ("title", "question"):
        top[key]["anyOf"] = [{"type": "string"}, {"$ref": top[key].pop("$ref")}]
    names = {"type": "string", "enum": list(SECTOR_NAMES)}
    forms["OutcomeForm"]["properties"]["name"] |= names
    top["outcomes"]["items"] = {"anyOf": [names, {"$ref": "#/$defs/OutcomeForm"}]}
    return schema
