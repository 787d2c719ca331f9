"""The settings of a merged scenario: its map checked, and resolved into values."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from partnersim.declarations import Role
from partnersim.language import UserError, did_you_mean
from partnersim.language.paths import path_of
from partnersim.scenario import readings
from partnersim.scenario.checking import check
from partnersim.scenario.dated_changes import CHANGES, TITLE, changed_contents
from partnersim.scenario.entities import (
    choices_of,
    funders_of,
    places_of,
    programmes_of,
    sections_of,
    text_of,
    values_of,
)
from partnersim.scenario.merging import DEFAULT, Origin, Provenance
from partnersim.scenario.parameter_groups import model_groups, of_role
from partnersim.scenario.settings import Change, Settings
from partnersim.scenario.validation_errors import wrong
from partnersim.state.calendar import Month

_EARLIEST, _LATEST = 1950, 2100
BY_DEFAULT = Origin(DEFAULT)


def build(
    path: Path,
    lineage: tuple[str, ...],
    content: dict[str, Any],
    provenance: Provenance,
    called: str,
) -> Settings:
    """The settings of a merged scenario, checked, and those of its dated changes; called: its name in
    messages."""
    check({key: value for key, value in content.items() if key != CHANGES}, called, provenance)
    parameters = values_of(model_groups(), content)
    funders = funders_of(content, parameters["population"]["jurisdiction"])
    ministries = [name for name, funder in funders.items() if funder.is_ministry]
    if not ministries:
        raise UserError("{path}: a scenario needs at least one ministry.", path=path)
    main = content.get("main_ministry") or ministries[0]
    if main not in ministries:
        raise UserError(
            "{path}: main_ministry: {name!r} is not among the ministries ({names}).{hint}",
            path=provenance.get("main_ministry", BY_DEFAULT).in_message,
            name=main,
            names=", ".join(ministries),
            hint=did_you_mean(str(main), ministries),
        )
    places = places_of(content)
    if places:
        count = sum(place.values["organizations"] for place in places.values())
        parameters["population"]["organizations"] = count
    spin_up = content.get("spin_up") or {}
    population = content.get("population") or {}
    start = month_of(
        content.get("start", "2010-04"), provenance.get("start", BY_DEFAULT).in_message
    )
    changes = tuple(
        Change(
            month,
            build(path, lineage, changed, origins, called),
            None if title is None else text_of({TITLE: title}, TITLE, ""),
        )
        for month, changed, origins, title in changed_contents(content, provenance, start)
    )
    return Settings(
        name=lineage[-1],
        title=readings.title_of(content, text_of(content, "title", lineage[-1])),
        question=text_of(content, "question", lineage[-1]),
        description=text_of(content, "description", lineage[-1]),
        answered_by=tuple(content.get("answered_by") or ()),
        reference_sets=tuple(content.get("reference_sets") or ()),
        reference_title=text_of(content, "reference_title", "")
        if content.get("reference_title")
        else None,
        lineage=lineage,
        start=start,
        years=int(content.get("years", 10)),
        scale=float(content.get("scale", 50.0)),
        spin_up_regime=str(spin_up.get("regime", "mifi_status_quo")),
        spin_up_months=int(spin_up.get("months", 24)),
        main_ministry=str(main),
        funders=funders,
        parameters=parameters,
        population_file=_beside(provenance, population, "file"),
        credits_file=_beside(provenance, population, "credits"),
        provenance=provenance,
        content=content,
        places=places,
        programmes=programmes_of(content, parameters["population"]["jurisdiction"]),
        choices=choices_of(content),
        sections=sections_of(content),
        changes=changes,
        fixed=frozenset(of_role(Role.UNCERTAINTY).keys() & provenance.keys()),
    )


def month_of(text: str, place: str) -> Month:
    """The month a text names, if a scenario can start with it; place: where it stands, for messages."""
    try:
        month = Month.parse(text)
    except ValueError:
        month = None
    if month is None or not _EARLIEST <= month.year <= _LATEST:
        raise UserError(
            "{place}: start: {value!r} is not a month from {low} to {high} written YYYY-MM.",
            place=place,
            value=text,
            low=f"{_EARLIEST}-01",
            high=f"{_LATEST}-12",
        ) from None
    if month.fiscal_month % 3 != 0:
        raise UserError(
            "{place}: start: {value} is not the first month of a fiscal quarter (January, "
            "April, July or October).",
            place=place,
            value=month,
        )
    return month


def _beside(provenance: Provenance, population: dict[str, Any], key: str) -> Path | None:
    """A path stands beside the file that states it; on the command line, where the user is."""
    name = population.get(key)
    if name is None:
        return None
    origin = provenance[f"population.{key}"]
    try:
        given = path_of(name)
        return given if origin.file is None else path_of(origin.file.parent / given)
    except UserError as error:
        raise wrong(origin.in_message, f"population.{key}", str(error)) from None
