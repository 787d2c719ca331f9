"""The strict form of a scenario file, from the declarations: the check and the JSON Schema."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, create_model

from partnersim import jurisdictions
from partnersim.declarations import Group, Parameter, Scope, Shares
from partnersim.declarations.data_files import rows_in
from partnersim.language import current, say
from partnersim.language.words import N_
from partnersim.population.lists.form import COLUMNS_OF_FILES, DECIMAL_MARKS
from partnersim.scenario.parameter_groups import groups_of, model_groups, sections
from partnersim.scenario.validation_errors import Allowed
from partnersim.state.columns import NEEDS

FUNDERS = ("ministries", "donors")
_CONFIG = ConfigDict(extra="forbid", strict=True, allow_inf_nan=False)
_VALUES = ("number", "integer", "boolean", "string", "array")


class Words(BaseModel):
    """A sentence in English and French; one of them is enough in a user's own file."""

    model_config = _CONFIG
    en: str = ""
    fr: str = ""


_SHARE: Any = Annotated[float, Field(ge=0.0, le=1.0)]


class _Shares(BaseModel):
    model_config = _CONFIG


class _OpenShares(BaseModel):
    """Shares that may name what the scenario declares; whether it does is checked by hand."""

    model_config = _CONFIG | ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, _SHARE]


_MONTHS = Annotated[
    int, Allowed(N_("a whole number of months from 0 to 600, in whole quarters (0, 3, 6, …)"))
]
_START = Annotated[str, Allowed(N_("a month written YYYY-MM, such as 2010-04"))]
_YEARS = Annotated[int, Allowed(N_("a whole number from 1 to 100 (years)"))]
SCALE = Annotated[
    float,
    Field(ge=1.0, le=10_000.0),
    Allowed(N_("a number from 1 to 10000 (people one simulated newcomer stands for)")),
]
_SETTINGS: Any = Annotated[
    list[str], Allowed(N_("a list of settings, each as --set takes it: [PATH=VALUE]"))
]
_DECIMAL: Any = Annotated[Literal[DECIMAL_MARKS], Allowed(N_("{names} (the decimal mark)"))]
_SHARES = Allowed(N_("shares from 0 to 1 for {names}"))


@functools.cache
def meanings() -> dict[str, str]:
    """What each key is that is no parameter, in English, by its path."""
    return {row["key"]: row["meaning"] for row in rows_in("partnersim.scenario", "keys.csv")}


def _key(kind: Any, key: str, default: Any = None, **bounds: Any) -> tuple[Any, Any]:
    """The type and the field of a key of a scenario."""
    return _said(kind, say(meanings()[key]), default, **bounds)


def _said(kind: Any, meaning: str, default: Any = None, **bounds: Any) -> tuple[Any, Any]:
    """The same of what is declared elsewhere."""
    return kind, Field(default, description=meaning, **bounds)


def field_of(parameter: Parameter | Shares) -> tuple[Any, Any]:
    """The pydantic type and field of one declared parameter, described in the language in use."""
    kind: Any
    extra: dict[str, Any] = {"unit": parameter.unit, "role": str(parameter.role)}
    description = parameter.meaning.in_language(current())
    if isinstance(parameter, Shares):
        keys = {key: (_SHARE, Field(0.0)) for key in parameter.default}
        base = _OpenShares if parameter.room else _Shares
        model = create_model(f"Shares_{parameter.name}", __base__=base, **keys)  # type: ignore[call-overload]
        kind = Annotated[model, _SHARES]
        return kind, Field(None, description=description, json_schema_extra=extra)
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


def model_of(group: Group) -> type[BaseModel]:
    """The strict form of a group of parameters."""
    fields = {parameter.name: field_of(parameter) for parameter in group}
    model: type[BaseModel] = create_model(  # type: ignore[call-overload]
        f"Group_{group.scope}_{group.name}",
        __config__=_CONFIG,
        __doc__=group.meaning.in_language(current()),
        **fields,
    )
    return model


def _one_of(key: str) -> Any:
    """The model of one entry of a section, such as a funder."""
    scope = sections()[key]
    groups, direct = groups_of(scope), scope.direct
    fields: dict[str, Any] = {group.name: field_of(group) for group in groups[direct]}
    fields |= {
        name: _said(model_of(group), group.meaning.in_language(current()))
        for name, group in groups.items()
        if name != direct
    }
    fields["title"] = _key(Words, "*.title")
    for reference, meaning in scope.references.items():
        fields[reference] = _said(str, meaning.in_language(current()), ...)
    if scope is Scope.PROGRAMME:
        statuses = [status.name for status in jurisdictions.every_status()]
        kinds = {"needs": _some_of(NEEDS), "follows": str, "statuses": _some_of(statuses)}
        fields |= {name: _key(kind, f"programmes.*.{name}") for name, kind in kinds.items()}
    name: Any = str(scope).capitalize()
    return create_model(name, __config__=_CONFIG, **fields)


@functools.cache
def scenario_model(language: str) -> type[BaseModel]:
    """The model of a whole merged scenario, described in the language in use."""
    assert language == current()
    spin_up: Any = create_model(
        "SpinUp",
        __config__=_CONFIG,
        regime=_key(str, "spin_up.regime", "mifi_status_quo"),
        months=_key(_MONTHS, "spin_up.months", 24, ge=0, le=600, multiple_of=3),
    )
    fields: dict[str, Any] = {
        "title": _key(Words, "title"),
        "question": _key(Words, "question"),
        "description": _key(Words, "description"),
        "extends": _key(str, "extends"),
        "requires": _key(list[str], "requires"),
        "answered_by": _key(list[str], "answered_by"),
        "compare_to": _key(str, "compare_to"),
        "reference_sets": _key(_SETTINGS, "reference_sets"),
        "reference_title": _key(Words, "reference_title"),
        "changes": _key(dict[str, Any], "changes"),
        "reading": _key(str, "reading"),
        "start": _key(_START, "start", "2010-04", pattern="^[0-9]{4}-[0-9]{2}$"),
        "years": _key(_YEARS, "years", 10, ge=1, le=100),
        "scale": _key(SCALE, "scale", 50.0),
        "spin_up": _key(spin_up, "spin_up"),
        "main_ministry": _key(str, "main_ministry"),
    }
    funders: Any = dict[str, _one_of("ministries")]  # type: ignore[misc]
    for name in FUNDERS:
        fields[name] = _key(funders, name, ... if name == "ministries" else None)
    for name in ("places", "programmes", "organizations"):
        fields[name] = _key(dict[str, _one_of(name)], name)  # type: ignore[misc]
    for key, scope in sections().items():
        if scope.title is not None:
            entries: Any = dict[str, _one_of(key)]  # type: ignore[misc]
            fields[key] = _said(entries, scope.title.in_language(current()))
    for name, group in model_groups().items():
        model = model_of(group)
        if name == "population":
            model = create_model("Population", __base__=model, **_of_files())
        fields[name] = _said(model, group.meaning.in_language(current()))
    return create_model("Scenario", __config__=_CONFIG, **fields)


def _of_files() -> dict[str, Any]:
    """What a scenario may say of its own files."""
    fields: dict[str, Any] = {
        "file": _key(str, "population.file"),
        "credits": _key(str, "population.credits"),
        "scale_money": _key(bool, "population.scale_money", False),
    }
    for keys, columns in COLUMNS_OF_FILES.items():
        headers: dict[str, Any] = {name: (str, Field(None)) for name in columns}
        model: Any = create_model(f"Columns_{keys}of_file", __config__=_CONFIG, **headers)
        for name, kind in (("columns", model), ("decimal", _DECIMAL), ("sheet", str)):
            fields[f"{keys}{name}"] = _key(kind, f"population.{keys}{name}")
    return fields


def _some_of(names: Iterable[str]) -> Any:
    """A list of names, checked by hand so that the nearest is told."""
    name = Annotated[str, Field(json_schema_extra={"enum": list(names)})]
    return Annotated[list[name], Allowed(N_("a list of names"))]


_WITHOUT_SOURCE = (
    "title",
    "question",
    "description",
    "extends",
    "requires",
    "compare_to",
    "reference_sets",
    "reference_title",
    "answered_by",
    "changes",
)


def json_schema() -> dict[str, Any]:
    """The JSON Schema of scenario files, for editors: a value may carry its source."""
    schema = scenario_model(current()).model_json_schema()
    of_all = say("what the values below rest on that have no source of their own")
    for model in [schema, *schema["$defs"].values()]:
        if model.get("title", "").startswith("Shares_") or model.get("title") == "Words":
            continue
        for name, inside in model.get("properties", {}).items():
            if name not in _WITHOUT_SOURCE:
                model["properties"][name] = _or_with_source(inside)
        source = {"source": {"type": "string", "description": of_all}}
        for inside in model.get("properties", {}).values():  # maps of funders, of places
            for branch in (inside, *inside.get("anyOf", ())):
                if isinstance(branch.get("additionalProperties"), dict):
                    branch["properties"] = source
        if model.get("type") == "object" and "properties" in model:
            model["properties"] |= source
    schema["properties"]["changes"] = _dated_changes()
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["title"] = "partnersim scenario"
    schema["required"] = []
    for scope in sections().values():
        schema["$defs"][scope.name.capitalize()].pop("required", None)  # a parent may state them
    return schema


def _dated_changes() -> dict[str, Any]:
    """The list of dated changes, as a file has it."""
    month = {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}$", "description": say("the month")}
    title = {"$ref": "#/$defs/Words", "description": say("what it is called in figures")}
    own = {"from": month, "title": title}
    entry = {"type": "object", "required": ["from"], "properties": own}
    return {"type": "array", "description": say(meanings()["changes"]), "items": entry}


def _or_with_source(inside: dict[str, Any]) -> dict[str, Any]:
    """A value, or `{value: ..., source: ...}`; a map of parameters stays as it is."""
    is_shares = "Shares_" in inside.get("$ref", "")
    if not is_shares and inside.get("type") not in _VALUES and "enum" not in inside:
        return inside
    outer: dict[str, Any] = {
        key: inside[key] for key in ("description", "default", "unit", "role") if key in inside
    }
    plain = {key: value for key, value in inside.items() if key not in (*outer, "title")}
    with_source = {
        "type": "object",
        "properties": {"value": plain, "source": {"type": "string"}},
        "required": ["value"],
        "additionalProperties": False,
    }
    return {"anyOf": [plain, with_source], **outer}
