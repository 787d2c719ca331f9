"""The strict form of a scenario file, built from the declarations: the check and the JSON Schema."""

from __future__ import annotations

import functools
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, create_model

from partnersim.declarations import Group, Parameter, Shares
from partnersim.scenario.registry import funder_groups, model_groups

_CONFIG = ConfigDict(extra="forbid", strict=True, allow_inf_nan=False)


class Words(BaseModel):
    """A sentence in English and French; one of them is enough in a user's own file."""

    model_config = _CONFIG
    en: str | None = None
    fr: str | None = None


class SpinUp(BaseModel):
    """The regime a run begins under, and for how many months."""

    model_config = _CONFIG
    regime: str = Field("mifi_status_quo", description="name of the scenario")
    months: int = Field(24, ge=0, le=600, multiple_of=3, description="months; whole fiscal quarters")


def field_of(parameter: Parameter | Shares) -> tuple[Any, Any]:
    """The pydantic type and field of one declared parameter."""
    extra: dict[str, Any] = {"unit": parameter.unit, "role": str(parameter.role)}
    description = parameter.meaning.en
    if isinstance(parameter, Shares):
        keys = {
            key: (Annotated[float, Field(ge=0.0, le=1.0)], Field(0.0)) for key in parameter.default
        }
        model = create_model(f"Shares_{parameter.name}", __config__=_CONFIG, **keys)  # type: ignore[call-overload]
        return model, Field(None, description=description, json_schema_extra=extra)
    kind: Any
    if isinstance(parameter.default, bool):
        kind = bool
    elif isinstance(parameter.default, str):
        kind = Literal[parameter.choices]
    else:
        low, high = parameter.bounds or (None, None)
        number = int if isinstance(parameter.default, int) else float
        kind = Annotated[number, Field(ge=low, le=high)]
    extra["default"] = parameter.default
    return kind, Field(None, description=description, json_schema_extra=extra)


def _model_of(group: Group) -> type[BaseModel]:
    fields = {parameter.name: field_of(parameter) for parameter in group}
    model: type[BaseModel] = create_model(  # type: ignore[call-overload]
        f"Group_{group.scope}_{group.name}", __config__=_CONFIG, __doc__=group.meaning.en, **fields
    )
    return model


@functools.cache
def scenario_model() -> type[BaseModel]:
    """The model of a whole merged scenario."""
    groups = funder_groups()
    directly: dict[str, Any] = {one.name: field_of(one) for one in groups["funding"]}
    nested = {
        name: (_model_of(group), Field(None, description=group.meaning.en))
        for name, group in groups.items()
        if name != "funding"
    }
    title = (Words, Field(None, description="name in English and French"))
    funder: Any = create_model(
        "Funder", __config__=_CONFIG, title=title, **directly, **nested
    )
    fields: dict[str, Any] = {
        "title": (Words, Field(None, description="title in English and French")),
        "question": (Words, Field(None, description="the question the scenario asks")),
        "changes": (Words, Field(None, description="what it changes, and on what evidence")),
        "extends": (str, Field(None, description="the parent scenario")),
        "start": (str, Field("2010-04", pattern=r"^\d{4}-\d{2}$", description="first month")),
        "years": (int, Field(10, ge=1, le=100, description="years of the scenario")),
        "scale": (Annotated[float, Field(ge=1.0, le=10000.0)],
                  Field(50.0, description="people one simulated newcomer stands for")),
        "spin_up": (SpinUp, Field(None, description="where the sector starts from")),
        "main_ministry": (str, Field(None, description="the ministry whose relation is measured")),
        "ministries": (dict[str, funder], Field(..., description="governments of any tier")),
        "donors": (dict[str, funder], Field(None, description="foundations and private giving")),
    }  # fmt: skip
    for name, group in model_groups().items():
        model = _model_of(group)
        if name == "population":
            model = create_model(
                "Population", __base__=model,
                file=(str, Field(None, description="a list of organisations, CSV")),
                credits=(str, Field(None, description="amounts by organisation and instrument, CSV")),
            )  # fmt: skip
        fields[name] = (model, Field(None, description=group.meaning.en))
    scenario: type[BaseModel] = create_model("Scenario", __config__=_CONFIG, **fields)
    return scenario


def json_schema() -> dict[str, Any]:
    """The JSON Schema of scenario files, for editors."""
    schema = scenario_model().model_json_schema()
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["title"] = "partnersim scenario"
    schema["required"] = []
    return schema
