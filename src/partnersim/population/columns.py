"""Columns of who everybody is: drawn with the population, or listed by the user."""

from partnersim.declarations import ANY, POSITIVE, SHARE, Column, Text, yes_or_no
from partnersim.state.columns import NEEDS

COLUMNS = {
    "organizations": (
        Column("place", "place", POSITIVE, Text("where it is", "où il se trouve"), whole=True),
        Column("archetype", "archetype", POSITIVE,
               Text("which archetype it was drawn from",
                    "archétype dont il a été tiré"), whole=True),
        Column("founded_month", "month of the run", ANY,
               Text("when it was founded, negative before the run",
                    "moment de sa fondation, négatif avant la simulation"), whole=True),
        Column("founding_identity", "share", SHARE,
               Text("orientation of its founders", "orientation de ses fondateurs")),
        Column("contention", "share", SHARE,
               Text("readiness to oppose in the open", "disposition à s'opposer ouvertement")),
        Column("openness", "share", SHARE,
               Text("readiness to serve those nobody pays for",
                    "disposition à servir les personnes que personne ne finance")),
        Column("complexity", "share of its contracts", SHARE,
               Text("contracts of the francization kind", "contrats de type francisation")),
        yes_or_no("core_activity",
                  Text("serving newcomers is its main activity",
                       "servir les personnes nouvelles arrivantes est son activité principale")),
        Column("own_income", "2020 dollars a month", POSITIVE,
               Text("self-generated income", "revenus autonomes"), closes=True),
        Column("founding_priorities", "shares by kind of need", SHARE,
               Text("priorities of its founders",
                    "priorités de ses fondateurs"), shape=(len(NEEDS),)),
        yes_or_no("umbrella_member",
                  Text("it is a member of the umbrella", "il est membre du regroupement")),
    ),
    "funders": (
        yes_or_no("is_ministry",
                  Text("it is a government rather than a donor",
                       "c'est un gouvernement plutôt qu'un donateur")),
    ),
    "officers": (
        Column("funder", "funder", POSITIVE,
               Text("whose officer it is", "bailleur de la personne"), whole=True),
    ),
    "partnerships": (
        Column("place", "place", POSITIVE, Text("where it is", "où il se trouve"), whole=True),
        Column("funder", "funder", POSITIVE,
               Text("who pays it", "bailleur qui le paie"), whole=True),
    ),
}  # fmt: skip
