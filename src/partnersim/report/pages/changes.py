"""What a scenario changes in another: levers with both values, money in dollars, and the source of each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from partnersim import systems
from partnersim.declarations import Instrument, Parameter, Shares, System
from partnersim.instruments import declared
from partnersim.language import current, numbers, say
from partnersim.report.formatting import words
from partnersim.report.formatting.factors import value_of
from partnersim.report.pages.sources import Provenance, Provenances, source_of
from partnersim.scenario.parameter_groups import parameters

_MILLION = 1e6
_LONGEST_ABBREVIATION = 5
_ENDS_OF_SCALE = re.compile(r"\b[01]\b")
_SHARE = re.compile(
    r"\b([Ss]hare|[Pp]art|Weight of the|Poids des)\b"
)  # in either language: says itself what it is
_SHARED_OUT = ("programmes", "agenda")  # of a funder's money, besides what instruments take
_TIMES = ("years", "months")  # units without which a number says nothing


class Change(NamedTuple):
    """A row: what, whose, before, after, where each value comes from; whether it is the main ministry's."""

    what: str
    whose: str
    before: str
    after: str
    source_before: str = ""
    source: str = ""
    main: bool = False


def changes(
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    provenance: Provenance,
    provenance_before: Provenance,
) -> list[Change]:
    """Levers of funders and values of the model that differ between two scenarios of manifests, with their sources."""
    told = Provenances(provenance_before, provenance)
    found = list(_of_funders(before, after, told))
    for group, values in after["parameters"].items():
        old = before["parameters"].get(group, {})
        off = [_is_off(group, of["parameters"]) for of in (before, after)]
        for name, value in values.items():
            if name in old and old[name] != value and not all(off):
                path = f"{group}.{name}"
                old_said, said = (
                    _where_off(path, own) if is_off else value_in_words(path, own)
                    for own, is_off in zip((old[name], value), off, strict=True)
                )
                found.append(
                    Change(meaning_of(path), say("model"), old_said, said, *told.both(path, path))
                )
    return found


def _switches(group: str) -> list[System]:
    """The systems that a value of this group switches on."""
    every = (package.SYSTEM for package in systems.packages().values())
    return [system for system in every if system.switch.partition(".")[0] == group]


def _is_off(group: str, values: Mapping[str, Any]) -> bool:
    """Whether the values of a group do nothing, as the system that they are of is off."""
    own = _switches(group)
    return bool(own) and not any(system.is_on(values) for system in own)


def _where_off(path: str, value: Any) -> str:
    """What stands for a value of a system that is off: that there is none, and nothing for the rest."""
    for system in _switches(path.partition(".")[0]):
        if path == system.switch:
            own = isinstance(value, bool)
            return _text(value) if own else system.absence.in_language(current())
    return numbers.MISSING


def partners(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, str]:
    """Funders of the second scenario by that of the first in whose place they stand.

    The main ministry stands in the place of the main ministry, the same name in its own, another where it buys the
    same services from organisations, or is a donor with the same money.
    """
    ours, its = before["funders"], after["funders"]
    found = {str(after["main_ministry"]): str(before["main_ministry"])}
    found |= {name: name for name in its if name in ours and name not in found}
    for name, of in its.items():
        left = [one for one in ours if one not in found.values() and one not in its]
        same = [one for one in left if _alike(of, ours[one])]
        if name not in found and same:
            found[name] = same[0]
    return {name: other for name, other in found.items() if name in its and other in ours}


def _alike(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether a funder may stand in the place of another."""
    ours, its = one["funding"], other["funding"]
    if one["is_ministry"] != other["is_ministry"] or ours["sells_as"] != its["sells_as"]:
        return False
    return bool(one["is_ministry"] or ours["envelope"] == its["envelope"])


def other_regime(before: Mapping[str, Any], after: Mapping[str, Any]) -> bool:
    """Whether scenarios do not start from the same sector: what shaped it before them differs."""
    return bool(before["spin_up"] != after["spin_up"])


def _of_funders(
    before: Mapping[str, Any], after: Mapping[str, Any], told: Provenances
) -> Iterator[Change]:
    """Funders in the same place; then those that only one of both has."""
    ours, its = before["funders"], after["funders"]
    pairs = partners(before, after)
    main = str(after["main_ministry"])
    if main in pairs and main != pairs[main]:
        names = (funder_name(pairs[main]), funder_name(main))
        yield Change(say("Main funder"), names[0], *names, main=True)
    for funder, other in pairs.items():
        whose = funder_name(other)
        if funder != other and funder != main:
            whose = say("{one}, or {other}", one=whose, other=funder_name(funder))
        for change in _of_one((other, funder), ours[other], its[funder], told):
            yield change._replace(whose=whose, main=funder == main)
    envelope, none = say("Envelope a year"), say("none")
    for funder, of in ours.items():
        if funder not in pairs.values():
            source = source_of_envelope(told.before, funder, of)
            money = millions(of["funding"]["envelope"])
            yield Change(envelope, funder_name(funder), money, none, source)
    for funder, of in its.items():
        if funder not in pairs:
            source = source_of_envelope(told.after, funder, of)
            money = millions(of["funding"]["envelope"])
            yield Change(envelope, funder_name(funder), none, money, source=source)


def _of_one(
    funders: tuple[str, str], before: Mapping[str, Any], after: Mapping[str, Any], told: Provenances
) -> Iterator[Change]:
    """Levers of a funder, beside those of the one in whose place it stands."""
    ours, its = (
        f"{_section(of)}.{name}" for name, of in zip(funders, (before, after), strict=True)
    )
    sources = told.both(f"{ours}.split", f"{its}.split")
    yield from _money(before["funding"], after["funding"], sources)
    for group, values in after.items():
        if group == "is_ministry":
            continue
        for name, value in values.items():
            if group == "funding" and name not in _SHARED_OUT:
                continue
            old = before.get(group, {}).get(name, value)
            if old != value:
                path = name if group == "funding" else f"{group}.{name}"
                sources = told.both(f"{ours}.{path}", f"{its}.{path}")
                yield Change(meaning_of(path), "", *_both(path, old, value), *sources)


def _section(funder: Mapping[str, Any]) -> str:
    """Where a scenario file has it."""
    return "ministries" if funder["is_ministry"] else "donors"


def source_of_envelope(provenance: Provenance, funder: str, of: Mapping[str, Any]) -> str:
    """Where the money of a funder comes from."""
    return source_of(provenance, f"{_section(of)}.{funder}.envelope")


def _money(
    before: Mapping[str, Any], after: Mapping[str, Any], sources: tuple[str, str]
) -> Iterator[Change]:
    """Dollars a year by instrument, and their part of the envelope, where either differs."""
    for instrument in declared():
        old, new = (
            (of["envelope"] * of["split"].get(instrument.key, 0.0), of["split"].get(instrument.key, 0.0))
            for of in (before, after)
        )  # fmt: skip
        if old != new:
            yield Change(a_year(instrument), "", dollars(*old), dollars(*new), *sources)


def funder_name(funder: str) -> str:
    """A funder as people write it: short names are abbreviations (MIFI)."""
    known = {
        "other_ministries": say("other ministries"),
        "municipalities": say("municipalities"),
        "province": say("provincial ministry"),
        "united_way": say("federated charity"),
        "foundations": say("foundations"),
        "centraide": "Centraide",
    }
    short = funder.upper() if len(funder) <= _LONGEST_ABBREVIATION else funder.replace("_", " ")
    return known.get(funder, short)


def millions(amount: float) -> str:
    """Millions of dollars, with a decimal where there is one."""
    whole = round(amount / _MILLION, 1) % 1.0 == 0.0
    return say("${millions} million", millions=numbers.number(amount / _MILLION, 0 if whole else 1))


def a_year(instrument: Instrument) -> str:
    """What a funder gives by an instrument, as the name of a row."""
    return say("{instrument}, a year", instrument=instrument.title.in_language(current()))


def dollars(amount: float, share: float) -> str:
    """Money, and what part of the envelope it is."""
    return say("{dollars} ({share})", dollars=millions(amount), share=numbers.percent(share))


def lever_name(path: str) -> str:
    """What a lever of a funder or of the model is called, the envelope among them."""
    return say("Envelope a year") if path == "envelope" else meaning_of(path)


def meaning_of(path: str) -> str:
    """What a lever is, with its unit or the ends of its scale, without which its value says nothing."""
    known = _known(path)
    if known is None:
        return path
    meaning, unit = known.meaning.in_language(current()), say(known.unit)
    if isinstance(known, Shares):
        return meaning
    if isinstance(known, Parameter) and known.choices:
        return meaning.partition(":")[0].rstrip()
    if known.unit.partition(" ")[0] in _TIMES:
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


def value_in_words(path: str, value: Any) -> str:
    """A value of a lever, as its unit is written."""
    known = _known(path)
    return _text(value, "" if known is None else known.unit)


def _both(path: str, before: Any, after: Any) -> tuple[str, str]:
    return value_in_words(path, before), value_in_words(path, after)


def _text(value: Any, unit: str = "") -> str:
    """Shares in per cent, other numbers as they are, choices in words."""
    if isinstance(value, bool):
        return say("yes" if value else "no")
    if isinstance(value, int | float):
        return value_of(float(value), unit)
    if isinstance(value, Mapping):
        return ", ".join(
            f"{words.choice(name)} {_text(part, unit)}" for name, part in value.items() if part
        )
    return words.choice(str(value))
