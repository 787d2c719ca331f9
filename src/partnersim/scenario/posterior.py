"""A posterior: joint draws of the uncertain parameters after calibration, and where they may be used.

A folder holds `posterior.csv` (a row a draw, a column a parameter) and `posterior.json`: what it was
fitted in and to, the declarations it is a posterior of, and a fingerprint of the table. A run takes a
whole row, chosen by seed and run alone, so that scenarios on one seed share their unknowns. A value
that the scenario or the command line states is not drawn.
"""

from __future__ import annotations

import functools
import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from partnersim.language import UserError, named, say
from partnersim.language.paths import bytes_of, path_of, shown, write_whole
from partnersim.scenario import former_keys
from partnersim.scenario.parameter_groups import priors

if TYPE_CHECKING:
    from partnersim.scenario.settings import Settings
    from partnersim.state.draws import Draws

POINT, PRIOR, POSTERIOR = "point", "prior", "posterior"
KINDS = (POINT, PRIOR, POSTERIOR)
FORM = 1
TABLE, ABOUT = "posterior.csv", "posterior.json"
_LARGEST_BYTES = 50_000_000
_NEEDED = ("form", "scenario", "declarations", "stated", "fingerprint", "rows")


@dataclass(frozen=True, slots=True)
class Posterior:
    """Joint draws of the uncertain parameters after a calibration, and where they may be used.

    Attributes
    ----------
    names
        Parameters, as group.name.
    rows : array (draws, parameters)
        In the units of the parameters.
    about
        Scenario, stated values, declarations and fingerprint, as `posterior.json` holds them.
    elsewhere
        Whether it may be used in scenarios that do not build on the one it was fitted in.
    """

    names: tuple[str, ...]
    rows: NDArray[np.float64] = field(compare=False)
    about: Mapping[str, Any] = field(compare=False)
    elsewhere: bool = False

    @property
    def scenario(self) -> str:
        """The scenario it was fitted in."""
        return str(self.about["scenario"])

    @classmethod
    def read(cls, path: str | Path) -> Posterior:
        """Read a posterior as `calibrate` wrote it.

        Parameters
        ----------
        path
            Its folder, or one of its two files.

        Returns
        -------
        posterior : Posterior

        Raises
        ------
        UserError
            Where none is there, it is not whole, or it is of other parameters or priors.
        """
        return read(path)

    def provenance(self) -> dict[str, Any]:
        """What manifests keep of it.

        Returns
        -------
        facts : map
            Fingerprint, scenario, number of rows, and `elsewhere` where it is set.
        """
        return {
            "fingerprint": self.about["fingerprint"],
            "scenario": self.scenario,
            "rows": len(self.rows),
            **({"elsewhere": True} if self.elsewhere else {}),
        }

    def anywhere(self) -> Posterior:
        """The same, to be used in any scenario: the user's own risk.

        Returns
        -------
        posterior : Posterior
        """
        return replace(self, elsewhere=True)

    def check(self, settings: Settings) -> None:
        """Refuse a scenario of which these draws say nothing.

        Parameters
        ----------
        settings
            Of the scenario.

        Raises
        ------
        UserError
            Where it does not build on the scenario of the fit, or does not state what was stated
            there.
        """
        if not self.elsewhere and self.scenario not in settings.lineage:
            raise UserError(
                "{scenario} does not build on {fitted}, the scenario in which this posterior was fitted; it says "
                "nothing of another regime. Allowed: scenarios that extend {fitted}; uncertainty prior; or, if you "
                "hold that behaviour is the same there, {elsewhere} (posterior_elsewhere: true in an experiment).",
                scenario=settings.name,
                fitted=self.scenario,
                elsewhere=named("--posterior-elsewhere", "posterior.anywhere()"),
            )
        for path, value in self.about["stated"].items():
            group, _, name = path.partition(".")
            if path not in settings.fixed or settings.parameters[group][name] != value:
                raise UserError(
                    "This posterior was fitted with {path}={value} stated; state the same in {scenario}.",
                    path=path,
                    value=value,
                    scenario=settings.name,
                )

    def draw(self, settings: Settings, draws: Draws) -> dict[str, dict[str, Any]]:
        """The parameters of a run, those that are free taken from one row.

        Parameters
        ----------
        settings
            Of the scenario; a value that it states is not drawn.
        draws
            Of the run; they choose the row.

        Returns
        -------
        values : map of maps
            Every parameter by group and name.

        Raises
        ------
        UserError
            As in `check`.
        """
        self.check(settings)
        values = {group: dict(inside) for group, inside in settings.parameters.items()}
        row = self.rows[int(draws.generator("posterior").integers(len(self.rows)))]
        for path, value in zip(self.names, row, strict=True):
            if path not in settings.fixed:
                group, _, name = path.partition(".")
                values[group][name] = float(value)
        return values


Uncertainty = str | Posterior


def of(uncertainty: Uncertainty) -> Uncertainty:
    """`point`, `prior` or a posterior; the word `posterior` is the one that ships."""
    if isinstance(uncertainty, Posterior) or uncertainty in (POINT, PRIOR):
        return uncertainty
    if uncertainty == POSTERIOR:
        return shipped()
    raise UserError(
        "uncertainty: {value} is not allowed; allowed: {allowed}.",
        value=repr(uncertainty),
        allowed=", ".join(KINDS),
    )


def chosen(
    uncertainty: str,
    path: str | Path | None,
    scenarios: Iterable[Settings],
    elsewhere: bool = False,
) -> Uncertainty:
    """What the words of a command line or a file ask for, checked against the scenarios it is for."""
    if uncertainty != POSTERIOR:
        if path is not None or elsewhere:
            raise UserError(
                "A posterior is named, but uncertainty is {value}; allowed with it: posterior.",
                value=uncertainty,
            )
        return uncertainty
    posterior = shipped() if path is None else read(path)
    posterior = posterior.anywhere() if elsewhere else posterior
    for scenario in scenarios:
        posterior.check(scenario)
    return posterior


def provenance(uncertainty: Uncertainty) -> dict[str, Any]:
    """What manifests keep: the kind, and which posterior."""
    drawn = of(uncertainty)
    if isinstance(drawn, Posterior):
        return {"uncertainty": POSTERIOR, "posterior": drawn.provenance()}
    return {"uncertainty": drawn}


def kind_of(uncertainty: Uncertainty) -> str:
    """point, prior or posterior."""
    drawn = of(uncertainty)
    return POSTERIOR if isinstance(drawn, Posterior) else drawn


def fingerprint(table: str, about: Mapping[str, Any]) -> str:
    """A short name of the table and of all that is said of it."""
    said = {key: value for key, value in about.items() if key != "fingerprint"}
    data = table + json.dumps(said, sort_keys=True)
    return hashlib.blake2b(data.encode(), digest_size=8).hexdigest()


@functools.cache
def shipped() -> Posterior:
    """The posterior that travels with the package."""
    return read(Path(str(files("partnersim.evidence") / "posterior")))


def table_of(names: Iterable[str], rows: Iterable[Iterable[float]]) -> str:
    """The text of `posterior.csv`; seven digits are more than any of them is known to."""
    lines = [",".join(names), *(",".join(f"{value:.7g}" for value in row) for row in rows)]
    return "\n".join(lines) + "\n"


def write(folder: Path, names: Iterable[str], rows: Any, about: Mapping[str, Any]) -> Posterior:
    """Write both files, and read them back: `about` tells scenario, stated, design, seeds, command."""
    text = table_of(names, rows)
    content = {
        "form": FORM,
        **about,
        "declarations": {name: list(prior) for name, prior in priors().items()},
        "rows": len(rows),
    }
    content["fingerprint"] = fingerprint(text, content)
    folder.mkdir(parents=True, exist_ok=True)
    notes = json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    for name, words in ((TABLE, text), (ABOUT, notes)):
        write_whole(folder / name, words)
    return read(folder)


def read(path: str | Path) -> Posterior:
    """A posterior from its folder or from one of its two files. Raises UserError."""
    path = path_of(path)
    folder = path.parent if path.name in (TABLE, ABOUT) else path
    if missing := [name for name in (TABLE, ABOUT) if not path_of(folder / name).exists()]:
        raise UserError(
            "{path}: no posterior is there ({name} is missing). Allowed: a folder that holds {table} "
            "and {about}, as `partnersim calibrate` writes it.",
            path=shown(path),
            name=missing[0],
            table=TABLE,
            about=ABOUT,
        )
    table, encoded = (bytes_of(folder / name, _LARGEST_BYTES) for name in (TABLE, ABOUT))
    try:
        text, about = table.decode(), json.loads(encoded)
    except (ValueError, RecursionError):
        raise _damaged(folder) from None
    if not isinstance(about, dict) or any(key not in about for key in _NEEDED):
        raise _damaged(folder)
    if fingerprint(text, about) != about["fingerprint"]:
        raise _damaged(folder)
    _check_declarations(about, folder)
    head, *lines = text.splitlines()
    rows = np.array([[float(word) for word in line.split(",")] for line in lines])
    return Posterior(tuple(head.split(",")), rows, about)


def _damaged(path: Path) -> UserError:
    return UserError(
        "{path} is not whole: it is not what `partnersim calibrate` wrote. Make it again, or take "
        "the one that ships, {how}.",
        path=path,
        how=named(say("without --posterior"), 'uncertainty="posterior"'),
    )


def _check_declarations(about: Mapping[str, Any], folder: Path) -> None:
    """Refuse a posterior of other parameters, or of the same under other priors."""
    before, now = about["declarations"], priors()
    former_keys.check(folder, "", dict.fromkeys(before))
    differ = [
        name
        for name in sorted({*before, *now})
        if name not in before or name not in now or tuple(before[name]) != tuple(now[name])
    ]
    if about["form"] != FORM or differ:
        raise UserError(
            "{path} is a posterior of another version of the parameters ({names}). Calibrate anew "
            "with `partnersim calibrate`.",
            path=folder,
            names=", ".join(differ[:3]) + (" …" if len(differ) > 3 else "") or "form",
        )
