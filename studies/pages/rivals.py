"""The tables of docs/rivals.md and docs/explications_rivales.md, from saved data only.

python -m studies.pages.rivals     writes them between the marks of both pages
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from partnersim.language import numbers, say
from studies.pages import knock_outs
from studies.pages.markdown import fill, table_of
from studies.rivals.combinations import NAMES
from studies.rivals.field_observables import FIELD
from studies.saved import rows_of

PAGES = {"en": Path("docs/rivals.md"), "fr": Path("docs/explications_rivales.md")}
_HALF = 0.5
_KEPT = "nothing, unreached kept"


def _named(combination: str) -> str:
    """The rivals of a combination in the language in use."""
    if combination == "none":
        return say("none of them")
    return " + ".join(say(word) for word in combination.split(" + "))


def _percent(text: str, decimals: int = 0) -> str:
    return numbers.number(100 * float(text), decimals)


def _verdict(row: dict[str, str]) -> str:
    """What a factor decides, in words."""
    names = {
        "favoured": say("favoured"),
        "disfavoured": say("disfavoured"),
        "undecided": say("undecided"),
    }
    return names[row["verdict"]]


def _short(value: float) -> str:
    """A factor: two digits, more decimals the smaller it is."""
    return numbers.number(value, 0 if value >= 10 else 1 if value >= 2 else 2)


def parts_table() -> str:
    """Share of draws in which each part holds, by combination; a star where the mean fails."""
    rows = rows_of("rivals_parts")
    parts = list(dict.fromkeys(row["part"] for row in rows))
    lines: dict[str, list[str]] = {}
    for row in rows:
        star = {"fails": " *", "not decided": " ?"}.get(row["verdict"], "")
        lines.setdefault(row["combination"], []).append(_percent(row["holds"]) + star)
    heads = [say("combination"), *(say(part) for part in parts)]
    return table_of(heads, ([_named(name), *cells] for name, cells in lines.items()))


def unreached_text() -> str:
    """Parts that no combination reaches, and so left out of the choice."""
    best: dict[str, float] = {}
    reached = set()
    for row in rows_of("rivals_parts"):
        best[row["part"]] = max(best.get(row["part"], 0.0), float(row["holds"]))
        if row["verdict"] != "fails":
            reached.add(row["part"])
    unreached = "; ".join(
        say(
            "{part} ({most} % of draws at most)", part=say(name), most=numbers.number(100 * most, 0)
        )
        for name, most in best.items()
        if name not in reached
    )
    return say(
        "Reached by no combination (its mean fails in all of them), and so not weighed: {parts}.",
        parts=unreached or say("none"),
    )


def models_table() -> str:
    """Evidence, probability and factor of every combination, all reached parts weighed."""
    rows = [row for row in rows_of("rivals_models") if row["left_out"] == "nothing"]
    heads = (
        say("combination"), say("all hold, % of draws"), say("probability, %"),
        say("factor against all four"), say("verdict"),
    )  # fmt: skip
    lines = []
    for row in rows:
        ends = [_percent(row[f"evidence{end}"], 1) for end in ("", "_low", "_high")]
        chances = [_percent(row[f"probability{end}"], 1) for end in ("", "_low", "_high")]
        factors = [_short(float(row[f"factor{end}"])) for end in ("", "_low", "_high")]
        reference = row["combination"] == rows[-1]["combination"]
        lines.append(
            (_named(row["combination"]), _with_ends(ends), _with_ends(chances),
             say("1, by definition") if reference else _with_ends(factors),
             "" if reference else _verdict(row))
        )  # fmt: skip
    return table_of(heads, lines)


def _with_ends(three: list[str]) -> str:
    return f"{three[0]} [{three[1]}; {three[2]}]"


def factor(row: dict[str, str]) -> str:
    """A factor with its interval."""
    return _with_ends([_short(float(row[column])) for column in ("factor", "low", "high")])


def factors_table() -> str:
    """The factor of each rival, with against without, all parts weighed and each left out."""
    lines: dict[str, list[str]] = {}
    for row in rows_of("rivals_factors"):
        lines.setdefault(row["left_out"], []).append(f"{factor(row)} {_verdict(row)}")
    named = {
        "nothing": say("nothing"),
        _KEPT: say("nothing, and what no combination reaches kept in"),
    }
    return table_of(
        (say("left out"), *(say(name) for name in NAMES)),
        ([named.get(name, say(name)), *cells] for name, cells in lines.items()),
    )  # fmt: skip


def discrimination_table() -> str:
    """How well each field measure discriminates each rival, and the data it takes."""
    rows = rows_of("rivals_discrimination")
    heads = (
        say("measure"),
        *(say(name) for name in NAMES),
        say("between combinations, %"),
        say("data"),
    )
    lines = []
    for seen in FIELD:
        own = {row["rival"]: row for row in rows if row["measure"] == seen.name}
        cells = [_area(own[name]) for name in NAMES]
        lines.append([say(seen.words), *cells, _percent(own[NAMES[0]]["between"]), say(seen.data)])
    every = {row["rival"]: row for row in rows if row["measure"] == "all of them"}
    shares = [say("{share} % right", share=_percent(every[name]["area"])) for name in NAMES]
    lines.append([say("all of them at once"), *shares, "", ""])
    return table_of(heads, lines)


def _area(row: dict[str, str]) -> str:
    """The area under the curve; a dash where its interval holds one half, or nothing is measured."""
    if not row["low"] or float(row["low"]) <= _HALF <= float(row["high"]):
        return numbers.MISSING
    return numbers.number(float(row["area"]), 2)


TABLES: dict[str, Callable[[], str]] = {
    "parts": parts_table,
    "unreached": unreached_text,
    "models": models_table,
    "factors": factors_table,
    "discrimination": discrimination_table,
    **knock_outs.TABLES,
}


def main() -> None:
    """Fill the pages."""
    fill(PAGES, TABLES)


if __name__ == "__main__":
    main()
