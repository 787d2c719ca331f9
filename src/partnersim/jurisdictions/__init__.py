"""Jurisdictions as data: statuses, places, kinds of funders, profiles of organisations, yearly series.

A jurisdiction is a folder of CSV files: one here, or one that a package brings under the entry point
`partnersim.jurisdictions`. `population: {jurisdiction: ontario}` chooses it; quebec, where a scenario names none.

    statuses         what the law says of a status: yes or no in `eligible` (for services, unless a funder
                     says otherwise) and `permanent` (counted where organisations are sized by newcomers);
                     where its people wait for a decision, the statuses `accepted_as` and `refused_as`
    status_profiles  needs on arrival and what else differs by status
    places           shares of each status by place; the first place is the main one
    organizations    where they are: those outside the main place `before` a run, all founded `during` it
    archetypes       profiles of organisations
    services         what help with each kind of need takes and does, a number a row: hours of a file,
                     its months, months between beginnings (a class has sessions), what it achieves
    programmes       what funders give money by: whose rules each follows, the needs and statuses it
                     pays for (all statuses: whom the funder serves), what a client is paid, hours of
                     records and reports, the smallest group, the years in force
    public_services  files of public courses and legal aid a year, for each person of a status who arrives
    arrivals         people by year and status
    consumer_prices  index by year
    columns          unit, bounds, meaning and use of every number in the other files; those of archetypes
                     that feed `Organization x Ministry: appetite` are the kinds of funders; one named
                     `only_` and a programme says who asks a funder of it for nothing else
"""

from partnersim.jurisdictions.checks import BASE_YEAR, Row
from partnersim.jurisdictions.folders import DEFAULT
from partnersim.jurisdictions.reader import (
    NOBODY,
    PROGRAMME_NUMBERS,
    USUAL,
    Programme,
    Status,
    archetype_names,
    asked_for_alone,
    every_funder_kind,
    every_programme,
    every_status,
    funder_kinds,
    known,
    ours,
    place_of,
    places,
    programme_titles,
    programmes,
    programmes_of,
    rows_of,
    statuses,
)

__all__ = [
    "BASE_YEAR",
    "DEFAULT",
    "NOBODY",
    "PROGRAMME_NUMBERS",
    "USUAL",
    "Programme",
    "Row",
    "Status",
    "archetype_names",
    "asked_for_alone",
    "every_funder_kind",
    "every_programme",
    "every_status",
    "funder_kinds",
    "known",
    "ours",
    "place_of",
    "places",
    "programme_titles",
    "programmes",
    "programmes_of",
    "rows_of",
    "statuses",
]
