"""The population's own parameters, and those of a place of one's own; numbers are in `parameters.csv`."""

from __future__ import annotations

from partnersim import instruments, jurisdictions
from partnersim.declarations import Assumption, Group, Parameter, Role, Scope, Source, Text
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
_AS_USUAL = Assumption(
    "as reception, the measure of the others", "Bruneau 2021 ch. 4, 5 single out francization alone"
)
PROGRAMME = Group(
    "programme",
    Text("A programme of the scenario's own, or what it changes of one of its jurisdiction"),
    (
        *(
            Parameter(
                name=column["column"],
                default=jurisdictions.USUAL[column["column"]],
                unit=column["unit"],
                bounds=(float(column["low"]), float(column["high"])),
                role=Role.SETTING,
                meaning=Text(column["en"], column["fr"]),
                evidence=_AS_USUAL,
            )
            for column in jurisdictions.rows_of(jurisdictions.DEFAULT, "columns")
            if column["file"] == "programmes"
        ),
        Parameter(
            name="instrument",
            default="service_agreement",
            unit="name of the instrument",
            choices=instruments.names(),
            role=Role.SETTING,
            meaning=Text("Whose rules it follows"),
            evidence=_AS_USUAL,
        ),
    ),
    Scope.PROGRAMME,
)
