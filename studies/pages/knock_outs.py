"""Tables of knock-outs, pairs and shares, from saved data only."""

from __future__ import annotations

from collections.abc import Callable

from partnersim.language import numbers, say
from studies.pages.markdown import table_of
from studies.rivals.ablations import MEANINGLESS, all_components
from studies.rivals.drift import Drift
from studies.saved import rows_of

_SHOWN = (
    "drift",
    "identity_less_founding",
    "soft_index",
    "service_provider_share",
    "need_after_24_months",
)
_FIRST, _SECOND = "mifi_status_quo", "prsca_compliant"
_CODE = ("mechanism", "instrument")
_SMALL = 0.0005  # what rounds to nothing at three decimals
Row = dict[str, str]


def _apart(row: Row) -> bool:
    """Whether the interval excludes zero."""
    return float(row["low"]) > 0.0 or float(row["high"]) < 0.0


def _cell(row: Row) -> str:
    """Mean and half-width, or a dash where zero lies within."""
    if not _apart(row):
        return numbers.MISSING
    half = (float(row["high"]) - float(row["low"])) / 2
    return f"{numbers.number(float(row['mean']), 3, signed=True)} ± {numbers.number(half, 3)}"


def _nothing(row: Row) -> bool:
    return all(float(row[end]) == 0.0 for end in ("mean", "low", "high"))


def _named(kind: str, name: str) -> str:
    return f"`{name}`" if kind in _CODE else say(name)


def _of(table: str, scenario: str) -> list[Row]:
    return [row for row in rows_of(table) if row["scenario"] == scenario]


def drift_table() -> str:
    """Drift and its movements, both scenarios."""
    heads = {
        "drift": say("drift"), "by_pulls": say("by pulls"), "by_managers": say("by managers"),
        "by_exit": say("by exit"), "by_entry": say("by entry"),
        "identity_less_founding": say("of those that stand throughout"),
    }  # fmt: skip
    lines = []
    for scenario in (_FIRST, _SECOND):
        levels = {r["response"]: r for r in _of("knock_outs", scenario) if r["kind"] == "level"}
        lines.append([f"`{scenario}`", *(_cell(levels[name]) for name in heads)])
    assert set(Drift._fields) <= set(heads)
    return table_of((say("scenario"), *heads.values()), lines)


def _by_component(scenario: str) -> dict[tuple[str, str], dict[str, Row]]:
    components: dict[tuple[str, str], dict[str, Row]] = {}
    for row in _of("knock_outs", scenario):
        if row["kind"] != "level":
            components.setdefault((row["kind"], row["component"]), {})[row["response"]] = row
    return components


def knock_outs_table() -> str:
    """What each part gives to each response under the status quo; parts that act nowhere left out."""
    lines = [
        [say(kind), _named(kind, name), *(_cell(own[response]) for response in _SHOWN)]
        for (kind, name), own in _by_component(_FIRST).items()
        if not all(_nothing(row) for row in own.values())
    ]
    return table_of(
        (say("kind"), say("what is taken out"), *(f"`{response}`" for response in _SHOWN)), lines
    )


def idle_text() -> str:
    """Parts that act nowhere under the status quo: every run is the same without them."""
    names = [
        _named(kind, name)
        for (kind, name), own in _by_component(_FIRST).items()
        if all(_nothing(row) for row in own.values())
    ]
    return say(
        "Nothing changes in any run of `{scenario}` without {names}.",
        scenario=_FIRST, names=", ".join(names),
    )  # fmt: skip


def meaningless_table() -> str:
    """What is not taken out, and why."""
    return table_of(
        (say("mechanism"), say("why leaving it out answers nothing")),
        ([f"`{name}`", say(why)] for name, why in MEANINGLESS.items()),
    )


def elsewhere_table() -> str:
    """What each part gives to drift in both scenarios, where it is distinguished in the first."""
    first, second = _by_component(_FIRST), _by_component(_SECOND)
    lines = []
    for key, own in first.items():
        if key not in second:
            continue
        here, there = own["drift"], second[key]["drift"]
        lines.append([say(key[0]), _named(*key), _cell(here), _cell(there), _verdict(here, there)])
    heads = (
        say("kind"),
        say("what is taken out"),
        f"`{_FIRST}`",
        f"`{_SECOND}`",
        say("holds in both"),
    )
    return table_of(heads, lines)


def _verdict(row: Row, other: Row) -> str:
    if not (_apart(row) and _apart(other)):
        return say("seen in one only")
    return say("yes") if float(row["mean"]) * float(other["mean"]) > 0.0 else say("the sign turns")


def pairs_table() -> str:
    """Pairs of strong parts: the sum of what the two give to drift, and what they give beyond it."""
    pairs: dict[tuple[str, str], dict[str, Row]] = {}
    for row in _of("knock_out_pairs", _FIRST):
        if row["response"] == "drift":
            pairs.setdefault((row["component"], row["with"]), {})[row["what"]] = row
    lines = [
        [_by_name(first), _by_name(second), _cell(own["sum"]), _cell(own["beyond"])]
        for (first, second), own in pairs.items()
    ]
    return table_of(
        (say("one"), say("other"), say("sum of the two"), say("beyond their sum")), lines
    )


def _by_name(name: str) -> str:
    kinds = {component.name: component.kind for component in all_components()}
    return _named(kinds[name], name)


def shares_table(scenario: str) -> str:
    """Shapley shares of drift and of the other responses, then what they sum to."""
    rows = _of("shapley", scenario)
    totals = {
        "all out": say("all of these out"),
        "all in": say("all in"),
        "together": say("together"),
    }
    lines: dict[tuple[str, str], dict[str, Row]] = {}
    for row in rows:
        if row["kind"] != "pair":
            lines.setdefault((row["kind"], row["player"]), {})[row["response"]] = row
    return table_of(
        (say("player"), *(f"`{response}`" for response in _SHOWN)),
        (
            [totals[name] if name in totals else say(name), *(_cell(own[key]) for key in _SHOWN)]
            for (_, name), own in lines.items()
        ),
    )


def player_pairs_text() -> str:
    """Pairs of players whose interaction in drift is distinguished from zero, largest first."""
    rows = [
        row
        for row in _of("shapley", _FIRST)
        if row["kind"] == "pair" and row["response"] == "drift" and _apart(row)
        and abs(float(row["mean"])) >= _SMALL
    ]  # fmt: skip
    rows.sort(key=lambda row: -abs(float(row["mean"])))
    said = [
        say("{one} and {other} {beyond}", one=say(row["player"]), other=say(row["with"]), beyond=_cell(row))
        for row in rows
    ]  # fmt: skip
    return say(
        "Beyond the sum of two, in drift, all others being in: {pairs}.",
        pairs="; ".join(said) or say("none"),
    )


TABLES: dict[str, Callable[[], str]] = {
    "drift": drift_table,
    "knock_outs": knock_outs_table,
    "idle": idle_text,
    "meaningless": meaningless_table,
    "elsewhere": elsewhere_table,
    "pairs": pairs_table,
    "shapley": lambda: shares_table(_FIRST),
    "player_pairs": player_pairs_text,
    "shapley_elsewhere": lambda: shares_table(_SECOND),
}
