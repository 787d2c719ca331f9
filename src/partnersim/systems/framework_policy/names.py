"""Names of what columns of a framework policy hold, in the order of their numbers."""

DECIDERS = ("secretariat", "each_ministry")
SECRETARIAT, EACH_MINISTRY = range(2)
APPLICATIONS = ("not_at_all", "letter", "spirit")
NOT_AT_ALL, LETTER, SPIRIT = range(3)
NO_POLICY, IN_THE_MAKING, ADOPTED, IMPOSED, GIVEN_UP = range(5)
PLACES = ("outside", "member", "responsible")
OUTSIDE, MEMBER, RESPONSIBLE = range(3)
RULES = ("no_committee", "unanimity", "majority", "responsible_ministry")
NO_COMMITTEE, UNANIMITY, MAJORITY, RESPONSIBLE_MINISTRY = range(4)
