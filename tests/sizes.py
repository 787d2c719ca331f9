"""The least difference of a sector column that a test takes for one: those by which patterns are judged."""

from __future__ import annotations

from partnersim.evidence.patterns import smallest_effects

_KINDS = {
    "index": (
        "accountability autonomy_index consultation goals_apart_mean identity_mean participation "
        "policy_need_congruence policy_uptake soft_index tie_mean umbrella_need_congruence dependence_mean "
        "issue_concentration small_issues_carried other_issues_carried small_issues_silent policy_money_kept "
        "partnership_apart_mean partnership_trust_mean"
    ),
    "organizations": "direct_access_share mobilized_share policy_acceptance_share policy_recognised_share",
    "hours": "advocacy_share felt_burden fundraising_share reporting_share representation_load_share",
    "people_share": "served_share staff_turnover",
    "need": "need_after_24_months",
    "stages": "partnership_stage_mean",
}
_OTHERS = {
    "months_waited_eligible": 0.25,  # a week
    "mission_hours": 750.0,  # a month, five posts
    "organizations_alive": 1.0,
    "with_mission_grant": 1.0,
    "staff_total": 13.0,  # one post in a hundred
}
LEAST = _OTHERS | {
    column: smallest_effects()[kind].size
    for kind, columns in _KINDS.items()
    for column in columns.split()
}
