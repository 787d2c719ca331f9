"""The tables of docs/limits.md and docs/limites.md, from saved data only.

python -m studies.pages.limits     writes them between the marks of both pages
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from partnersim.analysis.validation.verdicts import RUNS
from partnersim.evidence import directness
from partnersim.language import current, numbers, say
from partnersim.language.words import N_
from partnersim.report.formatting.verdicts import figure, verdict_words
from partnersim.scenario.loading import load
from partnersim.scenario.parameter_groups import declared_at, home_of
from partnersim.systems import packages
from studies.pages.markdown import fill
from studies.pages.order_of_reforms_table import order_of_reforms_table
from studies.pages.quantities import change_of, signed, too_little
from studies.saved import FOLDER, rows_of

PAGES = {"en": Path("docs/limits.md"), "fr": Path("docs/limites.md")}
SCENARIOS = ("prsca_compliant", "mission_money_only", "npm_tightening", "aca_ideal", "closed_door")
MEASURES = (
    "autonomy_index", "soft_index", "hard_index", "recognition", "representation", "participation",
    "consultation", "funding", "accountability", "identity_mean", "service_provider_share",
    "participation_mean", "legitimacy_from_community", "members_behind_seats", "access_excess",
    "policy_need_congruence", "mission_hours", "served_share", "dropped_out_share",
    "need_after_24_months", "ineligible_served_share",
)  # fmt: skip
_CAL = (
    "recognition", "representation", "participation", "consultation", "funding", "accountability",
    "service_provider_share", "advocates_share", "direct_access_share", "mission_share",
    "dependence_mean", "reporting_share",
)  # fmt: skip


def _grid(corner: str, columns: tuple[str, ...], rows: list[tuple[str, list[str]]]) -> str:
    head = [f"| {corner} | " + " | ".join(f"`{column}`" for column in columns) + " |"]
    head.append("| --- |" + " --- |" * len(columns))
    return "\n".join([*head, *(f"| {name} | " + " | ".join(cells) + " |" for name, cells in rows)])


def _share(value: float) -> str:
    return numbers.number(value, 2) if current() == "fr" else f"{value:.2f}"


def directness_table() -> str:
    """Change and directness by measure and scenario."""
    known = {(row.measure, row.scenario): row for row in directness.directness_rows()}
    rows = []
    for name in MEASURES:
        cells = []
        for scenario in SCENARIOS:
            row = known.get((name, scenario))
            if row is None or row.label == directness.NEITHER or too_little(name, row.change):
                cells.append("–")
                continue
            star = " *" if row.label == directness.SET else ""
            both = {"change": signed(row.change), "directness": _share(row.directness) + star}
            cells.append(say("{change}, {directness}", **both))
        rows.append((f"`{name}`", cells))
    return _grid(say("measure"), SCENARIOS, rows)


def _intervals(name: str, by: str) -> str:
    rows = rows_of(name)
    columns = tuple(dict.fromkeys(row["measure"] for row in rows))
    lines: dict[str, list[str]] = {}
    for row in rows:
        mean, low, high = (float(row[key]) for key in ("mean", "low", "high"))
        apart = (low > 0.0 or high < 0.0) and not too_little(row["measure"], mean)
        cell = f"{signed(mean)} ± {figure((high - low) / 2)}" if apart else "–"
        lines.setdefault(row[by], []).append(cell)
    return _grid(say(by), columns, [(say(name), cells) for name, cells in lines.items()])


def control_scenarios_table() -> str:
    """Controls, change and half-width of its interval."""
    return _intervals("control_scenarios", N_("case"))


def virtuous_circle_table() -> str:
    """The circle as it is, and what each link gives."""
    return _intervals("virtuous_circle", N_("link"))


def pathways_to_newcomers_table() -> str:
    """What each link from organisations to newcomers carries."""
    return _intervals("pathways_to_newcomers", N_("link"))


_SCREENED = "mifi_status_quo"  # and what has the same systems (studies/screening.py)
_IN_A_CRISIS = ("trust.ordeal",)  # of a system that is on


def acts_elsewhere(path: str) -> bool:
    """Whether a parameter is of a system that the scenarios screened leave off, or acts in a crisis alone."""
    declared = declared_at(path)
    home = "" if declared is None else home_of(declared[0])
    on = load(_SCREENED).systems
    off = [f".systems.{name}." for name in packages() if name not in on]
    return path in _IN_A_CRISIS or any(system in home for system in off)


def screening_text() -> str:
    """How many parameters move anything, which chance explains, which no pattern sees."""
    rows = rows_of("screening")
    every = sorted({row["parameter"] for row in rows})
    moved = {row["parameter"]: set[str]() for row in rows}
    looked = {row["parameter"] for row in rows if row["method"] == "ends"}
    for row in rows:
        moved[row["parameter"]] |= set(row["moved"].split())
    cuts = [path for path in every if path.startswith("typology_")]
    elsewhere = [path for path in every if not moved[path] and acts_elsewhere(path)]
    dead = [path for path in every if not moved[path] and path not in (*cuts, *elsewhere)]
    unseen = [
        path
        for path in every
        if moved[path]
        and not moved[path] & set(_CAL)
        and any(row["parameter"] == path and row["role"] == "uncertainty" for row in rows)
    ]
    uncertain = {row["parameter"] for row in rows if row["role"] == "uncertainty"}
    return say(
        "Of {every} parameters ({uncertain} of them uncertain), {moving} move some measure of the sector "
        "beyond chance in one of two scenarios; {alone} were looked at alone as well; {cuts} are cut-offs of "
        "typologies, which move classes alone; {elsewhere} act only in a crisis, under a framework policy or at the "
        "tables of the sector, which neither scenario has (tests/systems/test_no_idle_parameter.py). "
        "Not distinguished from chance: {dead}. Uncertain, alive, yet seen by "
        "no `cal` pattern: {unseen}; they stand at their stated values and are drawn from their priors, not fitted.",
        every=len(every), uncertain=len(uncertain), moving=sum(map(bool, moved.values())),
        alone=len(looked), cuts=len(cuts), elsewhere=len(elsewhere),
        dead=_listed(dead), unseen=_listed(unseen),
    )  # fmt: skip


def _listed(names: list[str]) -> str:
    return ", ".join(f"`{name}`" for name in names) or say("none")


def fixed_numbers_text() -> str:
    """What drawing fixed numbers of weak evidence does to verdicts and to the policy's effects."""
    counts = json.loads((FOLDER / "fixed_numbers.json").read_text(encoding="utf-8"))
    rows = rows_of("fixed_numbers")
    pairs = Counter((row["usual"], row["then"]) for row in rows if row["usual"] != row["then"])
    words = {str(name): text for name, text in verdict_words().items()}
    words["emerges"] = say("as expected")  # before what is written in or fitted is taken off
    said = [
        say("{count} from *{before}* to *{after}*", count=count, before=words[before], after=words[after])
        for (before, after), count in pairs.most_common()
    ]  # fmt: skip
    bands = [
        say(
            "`{measure}` {low} to {high}, then {then_low} to {then_high}", measure=row["measure"],
            **{name: change_of(row["measure"], float(row[key])) for name, key in _ENDS.items()},
        )
        for row in rows_of("fixed_numbers_bands")
    ]  # fmt: skip
    return say(
        "So much for one at a time. Drawn together for each run, from half to double, beside the unknowns: {drawn} "
        "fixed numbers of grade C or D ({runs} {runs|run|runs}, {left_out} of them impossible and left out; "
        "`python -m studies.fixed_numbers_drawn`, [decision 49](decisions/0049-fixed-numbers-drawn.md)). "
        "Of {parts} verdicts {changed} change: {said}. The middle 80 % of runs of the policy less the status quo: "
        "{bands}.{fewer}",
        drawn=counts["drawn"], runs=counts["runs"], left_out=sum(counts["left_out"].values()), parts=len(rows),
        changed=sum(pairs.values()), said=", ".join(said) or say("none"), bands="; ".join(bands),
        fewer=_fewer_than_usual(counts["runs"]),
    )  # fmt: skip


def _fewer_than_usual(runs: int) -> str:
    """What fewer runs than those of the usual verdicts do to the comparison."""
    if runs >= RUNS:
        return ""
    return say(
        " These are fewer runs than the {usual} of the usual verdicts, so that more verdicts are *not decided* for "
        "that alone.", usual=RUNS,
    )  # fmt: skip


_ENDS = {"low": "usual_low", "high": "usual_high", "then_low": "then_low", "then_high": "then_high"}
TABLES: dict[str, Callable[[], str]] = {
    "directness": directness_table,
    "control scenarios": control_scenarios_table,
    "virtuous circle": virtuous_circle_table,
    "pathways to newcomers": pathways_to_newcomers_table,
    "screening": screening_text,
    "fixed numbers": fixed_numbers_text,
    "order of reforms": order_of_reforms_table,
}


def main() -> None:
    """Fill the pages."""
    fill(PAGES, TABLES)


if __name__ == "__main__":
    main()
