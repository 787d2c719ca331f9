"""The population's own parameters, and those of a place of one's own; numbers are in `parameters.csv`."""

from __future__ import annotations

from partnersim import jurisdictions
from partnersim.declarations import Group, Parameter, Role, Scope, Source, Text
from partnersim.declarations.data_files import parameters_in

_NUMBERS = parameters_in("partnersim.population", "parameters.csv")
_JURISDICTION = Parameter(
    name="jurisdiction",
    default=jurisdictions.DEFAULT,
    unit="name of the jurisdiction",
    choices=jurisdictions.known(),
    role=Role.SETTING,
    meaning=Text("Whose statuses, places, profiles of organisations and yearly figures these are"),
    evidence=Source("bruneau_2021", "ch. 3 and 4: Quebec"),
)
POPULATION = Group(
    "population", Text("The organisations"), (_JURISDICTION, *_NUMBERS["population"])
)
PLACE = Group("place", Text("Places"), _NUMBERS["place"], Scope.PLACE)
