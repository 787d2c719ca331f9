"""The columns of the state: one NumPy array per attribute, gathered in tables.

A table is a structured array, so that a rule takes one argument for all it may read, and
`organizations["identity"]` is the column of that attribute. Shares lie in [0, 1], money is in
constant 2020 dollars, hours and people are per month unless the name says otherwise.
What each column may hold stands in `bounds.py`.
"""

from __future__ import annotations

import numpy as np

NEEDS = ("language", "employment", "housing", "social_ties", "status_and_rights", "inclusion")
KINDS = len(NEEDS)
SOCIAL_TIES, INCLUSION = 3, 5
STATUSES = (
    "economic",
    "family",
    "refugee",
    "asylum_seeker",
    "temporary_worker",
    "student",
    "non_status",
)
PLACES = ("montreal", "montreal_ring", "quebec_city", "regions")
INSTRUMENTS = ("mission_grant", "service_agreement", "project")
STRATEGIES = ("comply", "voice", "diversify", "leave")
ACTIVITIES = (
    "delivery",
    "reporting",
    "associative_life",
    "advocacy",
    "tables",
    "fundraising",
    "management",
)
MISSION_GRANT, SERVICE_AGREEMENT, PROJECT = range(3)
COMPLY, VOICE, DIVERSIFY, LEAVE = range(4)
APPLICATIONS = ("not_at_all", "letter", "spirit")
NOT_AT_ALL, LETTER, SPIRIT = range(3)
NO_POLICY, IN_THE_MAKING, ADOPTED, IMPOSED, GIVEN_UP = range(5)
ASYLUM_SEEKER, NON_STATUS, REFUGEE = 3, 6, 2
LONGEST_LAG_MONTHS = 24
HORIZONS_MONTHS = (12, 24, 36)

_vector = (len(NEEDS),)

ORGANIZATION = np.dtype(
    [
        # who it is: fixed when it is drawn or founded
        ("alive", "?"),
        ("place", "i8"),
        ("archetype", "i8"),
        ("founded_month", "i8"),
        ("founding_identity", "f8"),
        ("contention", "f8"),  # readiness to oppose in the open
        ("openness", "f8"),  # readiness to serve those nobody pays for
        ("complexity", "f8"),  # share of its contracts of the francization kind
        ("umbrella_member", "?"),
        ("core_activity", "?"),
        ("own_income", "f8"),  # self-generated, dollars a month
        ("fixed_cost", "f8"),  # rent, power, software: dollars a month
        # people
        ("staff", "f8"),  # full-time equivalents
        ("staff_leaving", "f8"),  # full-time equivalents that left this month
        ("turnover", "f8"),  # yearly rate, twelve-month memory
        ("manager_months", "i8"),
        # money
        ("reserve", "f8"),  # cash less unpaid bills
        ("receipts", "f8"),
        ("wages", "f8"),
        ("overhead", "f8"),
        ("other_costs", "f8"),
        ("unrestricted", "f8"),  # income, dollars a month
        ("restricted", "f8"),
        ("gap", "f8"),  # what agreements leave unpaid, dollars a month
        ("slack", "f8"),  # unrestricted money left when the gap is filled
        ("months_unpaid", "i8"),
        ("donations", "f8"),  # dollars a month, from fundraising
        ("yearly_income", "f8"),  # twelve-month memory of receipts
        # hours this month
        *((f"hours_{activity}", "f8") for activity in ACTIVITIES),
        ("hours_due", "f8"),  # applications still to be written
        ("hours_raising", "f8"),  # of fundraising, what goes to donors
        ("delivery_plan", "f8"),  # share of hours offered as delivery
        ("mission_plan", "f8"),  # share of hours kept for the mission
        ("fundraising_plan", "f8"),
        ("own_hours", "f8"),  # delivery that free money pays, next month
        # services this month
        ("requests_eligible", "f8"),
        ("requests_ineligible", "f8"),
        ("served_eligible", "f8"),
        ("served_ineligible", "f8"),
        ("chance_eligible", "f8"),  # share of requests served
        ("chance_ineligible", "f8"),
        ("hours_per_episode", "f8"),
        ("offer", "f8", _vector),  # shares of delivery by kind of need
        ("alternative", "f8"),  # share of delivery that is its own, off the standard
        ("quality", "f8"),  # what an hour achieves, against a steady standard team
        # reporting
        ("real_burden", "f8"),  # reporting hours as a share of all
        ("burden_reference", "f8"),  # what it has grown used to
        ("felt_burden", "f8"),
        # what it wants and who it is
        ("strategy", "i8"),
        ("priorities", "f8", _vector),
        ("founding_priorities", "f8", _vector),
        ("identity", "f8"),
        ("moved_by_managers", "f8"),  # of its orientation: what new managers brought, summed
        ("horizon", "f8"),  # 0 output within the year to 1 long-term outcome
        ("self_perception", "f8"),
        ("used_to", "f8"),  # the treatment it has grown used to
        ("participation", "f8"),  # members' part in its decisions
        ("rootedness", "f8"),  # known and trusted in its community
        ("tables_asked", "f8"),  # hours that tables ask of it this month
        ("attendance", "f8"),  # share of them that it gives
        ("peer_contact", "f8"),  # meetings with peers, 1 an ordinary member's month
        ("trust_in_peers", "f8"),  # that other organisations are partners rather than rivals
        ("agreed_referral", "f8"),  # share of what it could pass on that a council agreed on
        ("passed_on", "f8"),  # people it could not serve and sent to peers this month
        ("taken_in", "f8"),  # people whom peers sent
        ("dissents", "?"),  # it cannot live with the common demand
        ("left_table", "?"),  # it was a member of the umbrella and left
        ("influence", "f8"),  # in the umbrella
        ("on_board", "?"),
        ("mobilised", "?"),
        # a framework policy
        ("community_action", "?"),  # meets the criteria of community action
        ("autonomous", "?"),  # and those of autonomous community action
        ("accepts", "?"),  # could live with the last draft
        ("policy_hours", "f8"),  # that the policy's own tables take
        ("council_hours", "f8"),  # a month, on the council of a local partnership
        ("leveraged", "f8"),  # dollars a month that a partnership brings in
    ]
)

FUNDER = np.dtype(
    [
        ("is_ministry", "?"),
        ("weight", "f8"),  # of its tables, against the main ministry: share of its envelope
        ("envelope", "f8"),  # dollars a year
        ("split", "f8", (len(INSTRUMENTS),)),
        ("budget", "f8"),  # of this fiscal year
        ("awarded", "f8"),  # of it, net of clawback
        ("unspent", "f8"),  # of it, never awarded or clawed back
        ("received", "f8"),  # what the treasury gave, ever
        ("paid", "f8"),  # what left for organisations, ever
        ("returned", "f8"),  # what went back to the treasury, ever
        # levers
        ("burden", "f8"),
        ("hours_per_record", "f8"),
        ("hours_per_report", "f8"),
        ("reports_a_year", "f8"),
        ("visits_a_year", "f8"),
        ("quantitative_targets", "f8"),
        ("nominative_data", "f8"),
        ("record_time", "f8"),
        ("report_time", "f8"),
        ("targets", "f8"),
        ("access", "f8"),
        ("seats", "i8"),
        ("openness", "f8"),
        ("delegated", "f8"),
        ("before_draft", "f8"),
        ("responsiveness", "f8"),
        ("coverage", "f8"),
        ("base_share", "f8"),
        ("mission_conditionality", "f8"),
        ("price_per_client", "f8"),
        ("overhead_cap", "f8"),
        ("payment_lag_months", "i8"),
        ("term_years", "i8"),
        ("shared_outcomes", "f8"),
        ("programmes", "i8"),
        ("incumbency", "f8"),
        ("least_share", "f8"),
        ("clawback_tolerance", "f8"),
        ("eligibility_months", "f8"),
        ("eligible", "f8", (len(STATUSES),)),
        ("project_amount", "f8"),
        ("agenda", "f8", _vector),
        ("application", "i8"),  # of a framework policy: not at all, letter, spirit
        ("advocacy_recognised", "f8"),  # share of opposition that costs no standing
        ("officers", "i8"),
        ("officer_term_months", "f8"),
        ("minister_term_months", "f8"),
        ("minister_attitude", "f8"),
        ("minister_spread", "f8"),
        # state
        ("attitude", "f8"),  # of the minister in office, around 1
        ("minister_months", "i8"),
        ("priorities", "f8", _vector),
        ("heard", "f8", _vector),
        ("uptake", "f8"),  # where policy lies between agenda (0) and what was heard (1)
        ("concession", "f8"),  # share of the burden that pressure has lifted
        ("pressure", "f8"),
        ("umbrella_voice", "f8"),
        ("horizon", "f8"),  # 0 output within the year to 1 long-term outcome
        ("seats_kept", "f8"),  # share of last year's invited who are invited again
        ("seats_kept_by_lot", "f8"),  # what a lot would give
    ]
)

RELATION = np.dtype(
    [
        ("tie", "f8"),
        ("legitimacy", "f8"),
        ("alignment", "f8"),
        ("knowledge", "f8"),  # chance to hear of a call
        ("seat", "?"),
        ("delegate", "?"),  # the seat is the umbrella's
        ("invited", "?"),  # to a seat of its own, at the last invitation
        ("sat", "f8"),  # five-year memory of invitations
        ("sat_by_lot", "f8"),  # the same, had as many been drawn by lot
        ("contact", "f8"),  # contacts this month
        ("appetite", "f8"),  # share of its capacity it would sell to this funder
        ("performance", "f8"),  # targets met, twelve-month memory
        ("records", "f8"),  # client records entered this month
        ("reporting_hours", "f8"),
        ("receipts", "f8"),  # this month
        ("yearly_income", "f8"),  # twelve-month memory of receipts
        ("goals_apart", "f8"),  # distance of horizons
        ("left", "?"),  # it has ended the relationship
    ]
)

CONTRACT = np.dtype(
    [
        ("amount", "f8"),  # awarded for the fiscal year
        ("paid", "f8"),  # of it, paid or due so far
        ("months_left", "i8"),
        ("years_held", "f8"),
        ("target", "f8"),  # clients a year
        ("served", "f8"),  # this fiscal year
        ("served_quarter", "f8"),
        ("clawback", "f8"),  # dollars returned this fiscal year
        ("receivable", "f8"),  # owed and not yet paid
        ("applied", "?"),
        ("heard", "?"),
        ("score", "f8"),
        ("asked", "f8"),
    ]
)

CONDITIONS = np.dtype(
    [
        ("crisis", "f8"),  # how acute a crisis is, 0 none to 1
        ("meetings", "f8"),  # tables against ordinary times, multiple
        ("meeting_hours", "f8"),  # hours of a meeting against one in person
        ("meeting_depth", "f8"),  # what a meeting does for a tie against one in person
        ("relaxed", "f8"),  # share of accountability that funders lift of their own accord
        ("outsourced", "f8"),  # share of requests that public services sent
    ]
)
FRAMEWORK = np.dtype(  # the making of a framework policy
    [
        ("stage", "i8"),  # none, in the making, adopted, imposed, given up
        ("drafts", "i8"),  # put to the sector so far
        ("draft_due_month", "i8"),
        ("in_force", "?"),
        ("in_force_month", "i8"),
        ("recognition", "f8"),  # of the draft as it stands: 0 complementary to 1 autonomous
        ("mission_share", "f8"),
        ("advocacy", "f8"),
        ("consultation", "f8"),
        ("sector_heard", "f8"),  # how far it was heard before the draft, 0 to 1
        ("acceptance", "f8"),  # share of votes that could live with the last draft
        ("terms_reached", "f8"),  # share of the way that ministries have gone, month by month
        ("money_reached", "f8"),  # the same for money, which moves with the fiscal year
    ]
)

OFFICER = np.dtype([("funder", "i8"), ("months", "i8"), ("knowledge", "f8")])

SECTORS = ("settlement", "municipal", "mainstream", "business", "newcomers")
AIMS = ("attraction", "capacity", "coordination")
ATTRACTION, CAPACITY, COORDINATION = range(3)
STAGES = ("convening", "council", "plan", "implementation", "learning")
PARTNERSHIP = np.dtype(
    [
        ("place", "i8"),
        ("funder", "i8"),
        # levers
        ("amount", "f8"),  # dollars a year
        ("term_months", "i8"),
        ("renewal", "f8"),  # chance that money is renewed at the end of a term
        ("kind", "i8"),
        ("public_lead", "?"),  # a municipality, county or region leads
        ("consultant_lead", "?"),
        ("prior_collaboration", "f8"),
        ("outreach", "f8"),  # share of the money
        ("directive", "f8"),  # 0 enabling to 1 directive in implementing
        ("size", "f8"),  # seats meant
        ("by_interest", "f8"),  # share of settlement seats open to whoever comes
        ("sectors", "f8", (len(SECTORS),)),  # shares of seats
        ("umbrella_delegates", "f8"),  # share of settlement seats
        ("meetings_a_year", "f8"),
        ("stipend", "f8"),  # dollars a meeting, for small organisations and groups
        # money
        ("months_left", "i8"),  # of the term
        ("funded", "?"),
        ("account", "f8"),
        ("received", "f8"),  # ever, from its funder
        ("spent", "f8"),  # ever
        ("staff_dollars", "f8"),  # this month
        ("outreach_dollars", "f8"),  # this month
        ("leveraged", "f8"),  # this month, from local institutions to organisations
        ("leveraged_ever", "f8"),
        # state
        ("stage", "f8"),  # 0 convening to 4 learning
        ("certainty", "f8"),  # expected share of the next three years that is paid
        ("members", "f8"),  # organisations on the council
        ("others", "f8"),  # seats taken by other sectors
        ("small_members", "f8"),
        ("efficacy", "f8"),
        ("representativeness", "f8"),
        ("outreached", "f8"),  # depth: how far the community was consulted
        ("trust", "f8"),  # among organisations on the council
        ("planned", "f8"),  # width of the plan
        ("done", "f8"),  # of that, what is done
        ("doors", "f8"),  # how far institutions beyond settlement are at the table
        ("action", "f8"),  # what it does so far, in plans and in deeds
        ("attraction", "f8"),  # of that, towards each aim
        ("capacity", "f8"),
        ("coordination", "f8"),
        ("moved", "f8"),  # people a month whom coordination sent elsewhere
    ]
)

FLOW = np.dtype(
    [
        ("month", "i2"),
        (
            "payer",
            "i2",
        ),  # funder, or -1 outside; organisations count from 1000, partnerships from 30000
        ("payee", "i2"),
        ("purpose", "i1"),
        ("amount", "f8"),
    ]
)
PURPOSES = (
    "mission_grant",
    "service_agreement",
    "project",
    "own_income",
    "donations",
    "wages",
    "overhead",
    "other_costs",
    "wound_up",
    "emergency_fund",
    "contributions",
    "solidarity",
    "partnership",
    "stipend",
    "outreach",
    "leveraged",
)
OWN_INCOME, DONATIONS, WAGES, OVERHEAD, OTHER_COSTS, WOUND_UP = range(3, 9)
EMERGENCY_FUND, CONTRIBUTIONS, SOLIDARITY = range(9, 12)
PARTNERSHIP_MONEY, STIPEND, OUTREACH, LEVERAGED = range(12, 16)
FIRST_ORGANIZATION = 1000
FIRST_PARTNERSHIP = 30000  # most that a flow's columns hold is 32767
OUTSIDE = -1
UMBRELLA = -2
