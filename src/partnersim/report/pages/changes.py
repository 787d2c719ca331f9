"""What a scenario changes in another: levers with both values, money in dollars, and the source of each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from partnersim.declarations import Parameter, Shares
from partnersim.instruments import declared
from partnersim.language import current, numbers, say
from partnersim.report.formatting import words
from partnersim.report.formatting.factors import value_of
from partnersim.scenario.parameter_groups import parameters

_MILLION = 1e6
_LONGEST_ABBREVIATION = 5
_CODE = re.compile(r" \(F\d+\)")  # of a fact: nothing to who only has the page
_NAME = re.compile(r"\b[a-z]+(?:_[a-z0-9]+)+\b")  # of a scenario, as commands have it
_ENDS_OF_SCALE = re.compile(r"\b[01]\b")
_SHARE = re.compile(
    r"\b([Ss]hare|[Pp]art|Weight of the|Poids des)\b"
)  # in either language: says itself what it is
_TIMES = ("years", "months")  # units without which a number says nothing


class Change(NamedTuple):
    """A row: what, whose, before, after, where the value comes from."""

    what: str
    whose: str
    before: str
    after: str
    source: str


def changes(
    before: Mapping[str, Any], after: Mapping[str, Any], provenance: Mapping[str, Any]
) -> list[Change]:
    """Levers of funders and values of the model that differ between two scenarios of manifests."""
    found = list(_of_funders(before["funders"], after["funders"], provenance))
    for group, values in after["parameters"].items():
        old = before["parameters"].get(group, {})
        for name, value in values.items():
            if name in old and old[name] != value:
                path = f"{group}.{name}"
                found.append(
                    Change(_meaning(path), say("model"), *_both(path, old[name], value), _source(provenance, path))
                )  # fmt: skip
    return found


def _of_funders(
    before: Mapping[str, Any], after: Mapping[str, Any], provenance: Mapping[str, Any]
) -> Iterator[Change]:
    for funder, groups in after.items():
        if funder not in before:
            continue
        whose = funder_name(funder)
        section = "ministries" if groups["is_ministry"] else "donors"
        yield from _money(funder, before[funder]["funding"], groups["funding"], provenance, section)
        for group, values in groups.items():
            if group in ("is_ministry", "funding"):
                continue
            for name, value in values.items():
                old = before[funder].get(group, {}).get(name, value)
                if old != value:
                    source = _source(provenance, f"{section}.{funder}.{group}.{name}")
                    path = f"{group}.{name}"
                    yield Change(_meaning(path), whose, *_both(path, old, value), source)


def _money(
    funder: str, before: Mapping[str, Any], after: Mapping[str, Any],
    provenance: Mapping[str, Any], section: str,
) -> Iterator[Change]:  # fmt: skip
    """Dollars a year by instrument, and their part of the envelope, where either differs."""
    for instrument in declared():
        old, new = (
            (of["envelope"] * of["split"].get(instrument.key, 0.0), of["split"].get(instrument.key, 0.0))
            for of in (before, after)
        )  # fmt: skip
        if old != new:
            source = _source(provenance, f"{section}.{funder}.split")
            title = instrument.title.in_language(current())
            yield Change(title, funder_name(funder), _dollars(*old), _dollars(*new), source)


def funder_name(funder: str) -> str:
    """A funder as people write it: short names are abbreviations (MIFI)."""
    return funder.upper() if len(funder) <= _LONGEST_ABBREVIATION else funder.replace("_", " ")


def millions(amount: float) -> str:
    """Millions of dollars, with a decimal where there is one."""
    whole = round(amount / _MILLION, 1) % 1.0 == 0.0
    return say("${millions} million", millions=numbers.number(amount / _MILLION, 0 if whole else 1))


def _dollars(amount: float, share: float) -> str:
    return say("{dollars} a year ({share})", dollars=millions(amount), share=numbers.percent(share))


def _meaning(path: str) -> str:
    """What a lever is, with its unit or the ends of its scale, without which its value says nothing."""
    known = _known(path)
    if known is None:
        return path
    meaning, unit = known.meaning.in_language(current()), say(known.unit)
    if known.unit in _TIMES:
        return f"{meaning}, {unit}"
    if not known.unit.startswith("share"):
        return meaning
    if ends := unit.partition(", ")[2]:
        ends = _ENDS_OF_SCALE.sub(lambda end: numbers.percent(float(end[0])), ends)
        return (
            meaning if _SHARE.search(meaning) else f"{meaning.partition(':')[0].rstrip()}, {ends}"
        )
    return meaning if _SHARE.search(meaning) else f"{meaning}, {unit}"


def _known(path: str) -> Parameter | Shares | None:
    found = parameters().get(path) or parameters().get(f"ministries.*.{path}")
    return None if found is None else found[1]


def _both(path: str, before: Any, after: Any) -> tuple[str, str]:
    known = _known(path)
    unit = "" if known is None else known.unit
    return _text(before, unit), _text(after, unit)


def _text(value: Any, unit: str = "") -> str:
    """Shares in per cent, other numbers as they are, choices in words."""
    if isinstance(value, bool):
        return say("yes") if value else say("no")
    if isinstance(value, int | float):
        return value_of(float(value), unit)
    if isinstance(value, Mapping):
        return ", ".join(
            f"{words.choice(name)} {_text(part, unit)}" for name, part in value.items()
        )
    return words.choice(str(value))


def _source(provenance: Mapping[str, Any], path: str) -> str:
    """The source that the nearest level of the scenario states, with scenarios by their titles."""
    while path:
        origin = provenance.get(path)
        if isinstance(origin, Mapping) and origin.get("source"):
            source = say(str(origin["source"]))  # those we ship are in the catalogue
            return _NAME.sub(_title, _CODE.sub("", source))
        path = path.rpartition(".")[0]
    return ""


def _title(name: re.Match[str]) -> str:
    """The title of a shipped scenario; another word as it stands."""
    from partnersim.scenario import library
    from partnersim.scenario.loading import load

    file = library.shipped().get(name[0])
    if file is None:
        return name[0]
    return say("“{name}”", name=load(file).title.in_language(current()))
