"""Supplementary levels and changes that docs/limits.md states in words beside its tables.

What more money for fewer newcomers does, and the second model against the first, to service and need;
what moves beside two patterns that fail, looked at after the verdicts; what rules of tables and of
partnerships and their leads do
(decisions 41 and 43), and what watching a policy does (decision 45). Paired runs over the last year,
parameters drawn: the level in the second of each pair and the change.

    python -m studies.supplementary [runs]     writes docs/data/supplementary.csv
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from partnersim.analysis.runs.paired_runs import Interval, interval, jobs_of, tables_of
from studies.saved import runs_asked

RUNS = 60
SEED = 20_613
DATA = Path("docs/data/supplementary.csv")
FIELDS = ("case", "measure", "without", "mean", "low", "high")


@dataclass(frozen=True, slots=True)
class Look:
    """A scenario with settings, the one it is compared with, and the measures looked at."""

    name: str
    scenario: str
    against: str
    measures: tuple[str, ...]
    sets: tuple[str, ...] = ()
    against_sets: tuple[str, ...] = ()


_NEWCOMERS = ("served_share", "dropped_out_share", "need_after_24_months")
_TABLES = "tables_as_they_are"
_ISSUES = ("issue_concentration", "small_issues_silent", "other_issues_silent", "small_issues_carried",
           "other_issues_carried", "small_issues_taken_up", "other_issues_taken_up")  # fmt: skip
_PARTNERSHIPS = ("partnership_stage_mean", "trust_in_peers_mean", "served_share")
_HOURS = "leadership.hours_a_month=65"
_WEST = "lip_toronto_west"
_WATCHED = "prsca_watched"
_KEPT = ("policy_money_kept", "policy_terms_kept", "policy_common_positions", "mission_share", "reporting_share",
         "mobilized_share", "identity_mean")  # fmt: skip
_UNWATCHED = "framework_secretariat.watches=false"
_NOT_APPLIED = "ministries.mifi.framework.application=not_at_all"
_SILENT = "mobilization.call=none"
_ALONE = "framework_committee.decides_by=no_committee"


def own(partnership: str, setting: str) -> str:
    """A setting of one partnership."""
    return f"partnerships.{partnership}.{setting}"


LOOKS = (
    Look(
        "more money and fewer newcomers, less the status quo", "more_money_fewer_newcomers",
        "mifi_status_quo", _NEWCOMERS,
    ),
    Look(
        "the second model, less the first", "quebec_model_2", "quebec_model_1", _NEWCOMERS,
    ),
    Look(
        "P23: agreements of five years, less one", "federal_annual_contracts",
        "federal_annual_contracts",
        ("with_agreement", "organizations_alive", "dependence_mean", "served_share", "staff_turnover",
         "alternative_share", "need_after_24_months"),
        ("ministries.ircc.service_agreement.term_years=5",),
    ),
    Look(
        "P26: status quo, less the third model", "mifi_status_quo", "quebec_model_3",
        ("advocacy_share", "felt_burden", "mobilized_share"),
    ),
    *(
        Look(f"tables as they are: {what}", _TABLES, _TABLES, _ISSUES, (turned,))
        for what, turned in (
            ("by vote, less by consensus", "umbrella.consensus=false"),
            ("without advocacy groups, less with", "advocacy_groups.rights.groups=0"),
            ("without MPs, less with", "parliament.voice=0"),
        )
    ),
    Look(
        "six partnerships that meet, less alone", "lip_network", "lip_six", _PARTNERSHIPS,
    ),
    *(
        Look(f"{place}: {what}", name, name, _PARTNERSHIPS, (own(name, turned), own(name, _HOURS)),
             (own(name, "council.decides_by=consensus"), own(name, _HOURS)))
        for place, name in (("Toronto West", _WEST), ("Hamilton", "lip_hamilton"))
        for what, turned in (
            ("by majority, less by consensus", "council.decides_by=majority"),
            ("by a small executive, less by consensus", "council.decides_by=executive"),
            ("by the lead, less by consensus", "council.decides_by=lead"),
        )
    ),
    *(
        Look(f"Toronto West: led by a {lead.replace('_', ' ')}, less by a consultant", _WEST, _WEST, _PARTNERSHIPS,
             (own(_WEST, f"lead={lead}"), own(_WEST, _HOURS)), (own(_WEST, _HOURS),))
        for lead in ("municipality", "community_health", "settlement_agency")
    ),
    *(
        Look(f"policy watched: {what}", _WATCHED, _WATCHED, _KEPT, sets, against)
        for what, sets, against in (
            ("as shipped, less unwatched", (), (_UNWATCHED,)),
            ("not applied by the ministry, less unwatched", (_NOT_APPLIED,), (_NOT_APPLIED, _UNWATCHED)),
            ("the same where nobody mobilises", (_NOT_APPLIED, _SILENT), (_NOT_APPLIED, _SILENT, _UNWATCHED)),
            ("not applied, twice the officers", (_NOT_APPLIED, "framework_secretariat.officers=40"),
             (_NOT_APPLIED,)),
            ("not applied, a quarter a year obliged, less nothing",
             (_NOT_APPLIED, "framework_secretariat.obliges=0.25"), (_NOT_APPLIED,)),
            ("unanimity, less no committee", (), (_ALONE,)),
            ("majority, less no committee", ("framework_committee.decides_by=majority",), (_ALONE,)),
            ("the responsible ministry's word, less no committee",
             ("framework_committee.decides_by=responsible_ministry",), (_ALONE,)),
        )
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reading:
    """The mean level in what is compared with, and the change."""

    without: float
    change: Interval


def looked(
    runs: int = RUNS, seed: int = SEED, workers: int = 0, **overrides: Any
) -> dict[str, dict[str, Reading]]:
    """Level and change of each measure, by case."""
    from partnersim.outcomes.recorder import named
    from partnersim.scenario.loading import load

    pairs = [
        (
            load(look.scenario, look.sets, **overrides),
            load(look.against, look.against_sets, **overrides),
        )
        for look in LOOKS
    ]
    tables = tables_of([jobs_of(each, runs, seed) for pair in pairs for each in pair], workers)
    result: dict[str, dict[str, Reading]] = {}
    years = [named(table) for table in tables]
    for look, there, base in zip(LOOKS, years[::2], years[1::2], strict=True):
        result[look.name] = {}
        for name in look.measures:
            change = interval(there[name] - base[name])
            result[look.name][name] = Reading(float(base[name].mean()), change)
    return result


def save(readings: Mapping[str, Mapping[str, Reading]], path: Path = DATA) -> None:
    """Write the table."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(FIELDS)
        for case, measures in readings.items():
            for name, measure in measures.items():
                numbers = (
                    measure.without,
                    measure.change.mean,
                    measure.change.low,
                    measure.change.high,
                )
                writer.writerow((case, name, *(f"{x:.6g}" for x in numbers)))


def main() -> None:
    """Look and write the table."""
    readings = looked(runs_asked(RUNS))
    save(readings)
    for case, measures in readings.items():
        for name, measure in measures.items():
            print(f"{case:45s} {name:25s} {measure.without:10.4g} {measure.change}")


if __name__ == "__main__":
    main()
