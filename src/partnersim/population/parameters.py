"""The population's own parameters, and those of a place of one's own; numbers are in `parameters.csv`."""

from __future__ import annotations

from partnersim import instruments, jurisdictions
from partnersim.declarations import Assumption, Group, Scope, Source, Text, setting
from partnersim.declarations.data_files import parameters_in

_NUMBERS = parameters_in("partnersim.population", "parameters.csv")
POPULATION = Group("population", Text("The organisations"), (
    setting("jurisdiction", jurisdictions.DEFAULT, jurisdictions.known(), "name of the jurisdiction",
        "Whose statuses, places, profiles of organisations and yearly figures these are",
        Source("bruneau_2021", "ch. 3 and 4: Quebec")),
    *_NUMBERS["population"],
))  # fmt: skip
PLACE = Group("place", Text("Places"), _NUMBERS["place"], Scope.PLACE)
_AS_USUAL = Assumption(
    "as reception, the measure of the others", "Bruneau 2021 ch. 4, 5 single out francization alone"
)
PROGRAMME = Group(
    "programme",
    Text("A programme of the scenario's own, or what it changes of one of its jurisdiction"),
    (
        *(
            setting(column["column"], jurisdictions.USUAL[column["column"]],
                (float(column["low"]), float(column["high"])), column["unit"],
                Text(column["en"], column["fr"]), _AS_USUAL)
            for column in jurisdictions.rows_of(jurisdictions.DEFAULT, "columns")
            if column["file"] == "programmes"
        ),
        setting("instrument", "service_agreement", instruments.names(), "name of the instrument",
            "Whose rules it follows", _AS_USUAL),
    ),
    Scope.PROGRAMME,
)  # fmt: skip
