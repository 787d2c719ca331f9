"""The strict form of an experiment file."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from partnersim.language import say
from partnersim.language.words import N_
from partnersim.scenario.schema import SCALE, Words
from partnersim.scenario.validation_errors import Allowed

_STRICT = ConfigDict(extra="forbid", strict=True, allow_inf_nan=False)
MOST_SAMPLES = 1_048_576
OVER = ("last_year", "last_month", "change")


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
    schema = ExperimentForm.model_json_schema()
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["title"] = "partnersim experiment"
    schema["$defs"]["OutcomeForm"] = OutcomeForm.model_json_schema()
    forms = {**schema["$defs"], "ExperimentForm": schema}
    for form in forms.values():
        form.pop("description", None)  # our docstring
    for name, words in _described().items():
        form, _, key = name.partition(".")
        forms[form]["properties"][key]["description"] = words
    top = schema["properties"]
    for key in ("title", "question"):
        top[key]["anyOf"] = [{"type": "string"}, {"$ref": top[key].pop("$ref")}]
    names = _outcome_names()
    forms["OutcomeForm"]["properties"]["name"] |= names
    top["outcomes"]["items"] = {"anyOf": [names, {"$ref": "#/$defs/OutcomeForm"}]}
    return schema


def _outcome_names() -> dict[str, Any]:
    from partnersim.outcomes.recorder import SECTOR_NAMES

    return {"type": "string", "enum": list(SECTOR_NAMES)}


def _described() -> dict[str, str]:
    """What each key means, by form and key."""
    return {
        "ExperimentForm.title": say("title in English and French"),
        "ExperimentForm.question": say("the question the experiment asks"),
        "ExperimentForm.scenario": say(
            "the scenario that the rows are laid on: a shipped name or a path"
        ),
        "ExperimentForm.levers": say(
            "what somebody decides, by path, such as ministries.mifi.accountability.burden: a range or choices"
        ),
        "ExperimentForm.uncertainties": say(
            "what nobody knows exactly, by path; left empty, its range is the prior that it declares"
        ),
        "ExperimentForm.outcomes": say(
            "measures of the sector; `partnersim explain NAME` says what one means"
        ),
        "ExperimentForm.design": say("how rows of values are chosen"),
        "ExperimentForm.groups": say(
            "factors that are exchanged together in a design of saltelli, by the name of the group"
        ),
        "ExperimentForm.replicates": say("runs of each row, on the same seeds in every row"),
        "ExperimentForm.uncertainty": say(
            "what is not varied here: as stated, or drawn from priors or from a posterior"
        ),
        "ExperimentForm.posterior": say("the folder of a calibration, beside this file"),
        "ExperimentForm.posterior_elsewhere": say(
            "whether to use it in a scenario that does not build on the one it was fitted in"
        ),
        "ExperimentForm.years": say("years of the scenario"),
        "ExperimentForm.scale": say("people one simulated newcomer stands for"),
        "FactorForm.min": say("the lower end of the range; it may depend on another factor"),
        "FactorForm.max": say("the upper end of the range; it may depend on another factor"),
        "FactorForm.choices": say("single values in place of a range, at least two"),
        "RelationForm.parameter": say("the path of the other factor"),
        "RelationForm.times": say("by what its value is multiplied"),
        "RelationForm.plus": say("what is added to that"),
        "OutcomeForm.name": say("a measure of the sector"),
        "OutcomeForm.over": say(
            "the mean of the last year, the last month, or the change since the spin-up"
        ),
        "DesignForm.method": say(
            "lhs and sobol_sequence spread rows evenly, grid has every combination, morris and saltelli serve "
            "sensitivity, crossed lets every setting of the levers meet every world"
        ),
        "DesignForm.samples": say(
            "rows, levels of a grid, trajectories, blocks, or worlds, by the method"
        ),
        "DesignForm.seed": say("number that fixes the design and the draws of its runs"),
        "DesignForm.settings": say("of the levers, where the method is crossed"),
    }
