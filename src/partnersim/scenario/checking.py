"""Whether a scenario is right: the form of its values, shares that sum to 1, names that exist, cut-offs in order."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from partnersim import jurisdictions
from partnersim.jurisdictions import Programme
from partnersim.language import UserError, current, decimal, did_you_mean, say
from partnersim.scenario import former_keys
from partnersim.scenario.entities import programmes_of
from partnersim.scenario.merging import SHARES, SOURCE, Provenance
from partnersim.scenario.parameter_groups import groups, model_groups, sections
from partnersim.scenario.schema import FUNDERS, scenario_model
from partnersim.scenario.validation_errors import error_of, first_of, nearest_key, wrong
from partnersim.state.columns import NEEDS

_SUM_TOLERANCE = 1e-6


def check(content: dict[str, Any], where: str, provenance: Provenance) -> None:
    """Raise UserError for the first thing that is wrong in a merged scenario."""
    _Check(content, where, provenance).whole()


def check_own(content: dict[str, Any], where: str, provenance: Provenance) -> None:
    """Raise UserError for the first value of one file that is wrong, whatever is laid over it.

    What the file leaves to its parents is not looked for.
    """
    _Check(content, where, provenance).values(missing=False)


@dataclass(frozen=True, slots=True)
class _Check:
    """A scenario; `where`: what messages call it where no value tells which file stated it."""

    content: dict[str, Any]
    where: str
    provenance: Provenance

    def whole(self) -> None:
        self.values()
        for kind in FUNDERS:
            for name, funder in (self.content.get(kind) or {}).items():
                if "envelope" not in funder:
                    raise self._no_envelope(kind, name)
        self._in_jurisdiction()
        self._places()
        self._programmes()
        self._references()
        self._order()

    def values(self, missing: bool = True) -> None:
        """The form of all values, and the sums of shares."""
        from pydantic import ValidationError

        model = scenario_model(current())
        try:
            model.model_validate(self.content)
        except ValidationError as error:
            details = error.errors(include_url=False)
            errors = [detail for detail in details if missing or detail["type"] != "missing"]
            if errors:
                first = _beside_a_value(first_of(errors))
                if first["type"] == "extra_forbidden":
                    self._no_such_key(".".join(map(str, first["loc"])), first["input"])
                raise error_of(first, model, self.place, hint=_hint) from None
        for kind in sections():
            for name, values in (self.content.get(kind) or {}).items():
                self._shares(values, f"{kind}.{name}")

    def _no_such_key(self, path: str, value: Any) -> None:
        """Raise UserError where it is known what a key that does not exist was meant to be."""
        if path.rpartition(".")[2] == SOURCE:
            raise self._wrong(path, "a source is a text.")
        former_keys.check(self.place(path), path, value)

    def place(self, path: str) -> str:
        """What stated the value at a path, or above it."""
        inside = [place for key, place in self.provenance.items() if key.startswith(f"{path}.")]
        while path:
            if path in self.provenance:
                return self.provenance[path].in_message
            path = path.rpartition(".")[0]
        return inside[-1].in_message if inside else self.where

    def _wrong(self, path: str, message: str, **values: object) -> UserError:
        return wrong(self.place(path), path, message, **values)

    def _shares(self, values: dict[str, Any], path: str) -> None:
        """Shares that an entry of a section states, directly or in a group."""
        for key, value in values.items():
            if key == "programmes":  # by instrument, which the whole scenario tells
                continue
            if key in SHARES:
                self._sum(value.values(), f"{path}.{key}")
            elif isinstance(value, dict):
                self._shares(value, f"{path}.{key}")

    def _sum(self, shares: Iterable[float], path: str) -> None:
        total = sum(shares)
        if abs(total - 1.0) > _SUM_TOLERANCE:
            raise self._wrong(
                path,
                "the shares sum to {total}; they must sum to 1. They are replaced together: state "
                "all that are not 0.",
                total=decimal(round(total, 6)),
            )

    @property
    def _jurisdiction(self) -> str:
        population = self.content.get("population") or {}
        return str(population.get("jurisdiction", jurisdictions.DEFAULT))

    def _in_jurisdiction(self) -> None:
        """Statuses, kinds of funders and programmes are those of the scenario's jurisdiction."""
        statuses = [status.name for status in jurisdictions.statuses(self._jurisdiction)]
        others = {status.name for status in jurisdictions.every_status()} - set(statuses)
        kinds = [*jurisdictions.funder_kinds(self._jurisdiction), jurisdictions.NOBODY]
        own = self.content.get("programmes") or {}
        programmes = [*(row.name for row in jurisdictions.programmes(self._jurisdiction)), *own]
        for above in FUNDERS:
            for funder, values in (self.content.get(above) or {}).items():
                for status in others & set(values.get("eligibility") or {}):
                    path = f"{above}.{funder}.eligibility.{status}"
                    raise self._unknown(path, status, statuses)
                shares = values.get("programmes") or {}
                for name in (name for name in shares if shares[name] and name not in programmes):
                    raise self._unknown(f"{above}.{funder}.programmes.{name}", name, programmes)
                if values.get("sells_as", kinds[0]) not in kinds:
                    raise self._unknown(f"{above}.{funder}.sells_as", values["sells_as"], kinds)

    def _unknown(self, path: str, name: str, known: list[str]) -> UserError:
        return self._wrong(
            path,
            "{name!r} is not known in the jurisdiction {jurisdiction}; allowed: {known}.{hint}",
            name=name,
            jurisdiction=self._jurisdiction,
            known=", ".join(known),
            hint=did_you_mean(name, known),
        )

    def _places(self) -> None:
        """Places of one's own come with their organisations; the drawn ones have no say then."""
        population = self.content.get("population") or {}
        for key in ("organizations", "in_montreal"):
            if self.content.get("places") and key in population:
                raise self._wrong(
                    f"population.{key}",
                    "where a scenario has places, each states its own organisations; leave this out.",
                )

    def _programmes(self) -> None:
        """Programmes pay for needs and statuses that there are; a funder's shares are of programmes that
        there are, and sum to 1 for each instrument among them."""
        allowed = {
            "needs": list(NEEDS),
            "statuses": [status.name for status in jurisdictions.statuses(self._jurisdiction)],
        }
        for name, stated in (self.content.get("programmes") or {}).items():
            for key, known in allowed.items():
                for named in stated.get(key) or ():
                    self._reference(f"programmes.{name}.{key}", named, known)
        every = {row.name: row for row in programmes_of(self.content, self._jurisdiction)}
        for name, row in every.items():
            if row.follows:
                others = [
                    other
                    for other in every
                    if every[other].instrument == row.instrument and other != name
                ]
                self._reference(f"programmes.{name}.follows", row.follows, others)
            first, last = row.numbers["first_year"], row.numbers["last_year"]
            if first > last:
                raise self._wrong(
                    f"programmes.{name}.last_year",
                    "{last} lies before the first year, {first}.",
                    last=f"{last:.0f}",
                    first=f"{first:.0f}",
                )
        for above in FUNDERS:
            for funder, values in (self.content.get(above) or {}).items():
                self._shares_of_programmes(values.get("programmes"), f"{above}.{funder}", every)

    def _shares_of_programmes(
        self, shares: dict[str, float] | None, above: str, every: Mapping[str, Programme]
    ) -> None:
        if shares is None:
            return
        path = f"{above}.programmes"
        by_instrument: dict[str, list[float]] = {}
        for name, share in shares.items():
            self._reference(path, name, list(every))
            by_instrument.setdefault(every[name].instrument, []).append(share)
        for of_one in by_instrument.values():
            self._sum(of_one, path)

    def _references(self) -> None:
        """What entries name is a place or a ministry of the scenario."""
        places = list(self.content.get("places") or jurisdictions.places(self._jurisdiction))
        ministries = list(self.content.get("ministries") or {})
        for section, scope in sections().items():
            seen: dict[str, str] = {}
            entries = (self.content.get(section) or {}) if scope.references else {}
            for name, entry in entries.items():
                for key in scope.references:
                    known = places if key == "place" else ministries
                    self._reference(f"{section}.{name}.{key}", entry[key], known)
                if not scope.exclusive:
                    continue
                other = seen.setdefault(entry[scope.exclusive], name)
                if other != name:
                    raise self._wrong(
                        f"{section}.{name}.{scope.exclusive}",
                        "{name!r} is that of {other} already; no two share it.",
                        name=entry[scope.exclusive],
                        other=other,
                    )

    def _reference(self, path: str, name: str, known: list[str]) -> None:
        if name not in known:
            raise self._wrong(
                path,
                "{name!r} is not known; allowed: {known}.{hint}",
                name=name,
                known=", ".join(known) or "-",
                hint=did_you_mean(name, known),
            )

    def _order(self) -> None:
        """Cut-offs of one axis increase, those left at their default included."""
        for group in model_groups().values():
            stated = self.content.get(group.name) or {}
            values = {
                number.name: stated.get(number.name, number.default) for number in group.numbers
            }
            pairs = itertools.chain(*map(itertools.pairwise, group.increasing))
            for lower, other in pairs:
                if values[lower] >= values[other]:
                    raise self._wrong(
                        f"{group.name}.{lower if lower in stated else other}",
                        "{lower} ({low}) must lie below {other} ({high}).",
                        lower=lower,
                        other=other,
                        low=decimal(values[lower]),
                        high=decimal(values[other]),
                    )

    def _no_envelope(self, kind: str, name: str) -> UserError:
        above = f"{kind}.{name}."
        inside = [place for key, place in self.provenance.items() if key.startswith(above)]
        return UserError(
            "{place}: {path} is missing: every funder states its money a year, in 2020 dollars.{hint}",
            place=inside[-1].in_message if inside else self.where,
            path=f"{above}envelope",
            hint=did_you_mean(name, [known for known in self.content[kind] if known != name]),
        )


def _beside_a_value(error: Any) -> Any:
    """Of a map `{value: …}` that was left as it is, the key that should not be there."""
    value = error.get("input")
    if error["type"] == "extra_forbidden" or not (isinstance(value, dict) and "value" in value):
        return error
    beside = next((str(key) for key in value if key not in ("value", SOURCE)), SOURCE)
    return error | {"type": "extra_forbidden", "loc": (*error["loc"], beside)}


def _hint(key: str, known: Iterable[str]) -> str:
    """The nearest valid key here, or where a key of that name belongs."""
    if homes := _homes(key):
        return say(" It belongs under {names}.", names=", ".join(homes))
    return nearest_key(key, known, [SOURCE] if known else ["value", SOURCE])


def _homes(key: str) -> list[str]:
    """Where a parameter or a group of that name stands in a scenario."""
    homes: list[str] = []
    for group in sorted(groups(), key=lambda group: not group.scope.sections):
        declared = any(parameter.name == key for parameter in group)
        if not group.scope.sections:
            homes.extend([group.name] if declared else [])
            continue
        above = f"{group.scope.sections[0]}.<…>"
        if group.name == key and not group.direct:
            homes.append(above)
        elif declared:
            homes.append(above if group.direct else f"{above}.{group.name}")
    return homes
