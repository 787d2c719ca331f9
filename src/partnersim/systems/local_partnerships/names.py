"""Names of what columns of partnerships hold, in the order of their numbers."""

SECTORS = ("settlement", "municipal", "mainstream", "business", "community_groups", "newcomers")
VOLUNTEERS = [SECTORS.index("community_groups"), SECTORS.index("newcomers")]  # nobody employs them
AIMS = ("attraction", "capacity", "coordination")
LEADS = (
    "municipality",
    "county",
    "region_and_charity",
    "community_health",
    "settlement_agency",
    "consultant",
)
PUBLIC_LEADS = LEADS.index("region_and_charity") + 1  # the first: a municipality, county or region
AGENCY = LEADS.index("settlement_agency")
CONSULTANT = LEADS.index("consultant")
ELECTED_LEADS = PUBLIC_LEADS  # the first: those that elections change
SECTOR_OF_LEAD = ("municipal", "municipal", "municipal", "mainstream", "settlement", "")
RULES = ("lead", "consensus", "majority", "executive")
STAGES = ("convening", "council", "plan", "implementation", "learning")
