"""`partnersim validate`: every pattern judged over paired seeds and drawn parameters."""

from __future__ import annotations

from pathlib import Path

import click

from partnersim.cli.frame import Command
from partnersim.language import UserError, say

_FEWEST_RUNS, _MOST_RUNS = 2, 10_000
_LARGEST_SEED = 2**32 - 1


def command() -> click.Command:
    """Build the command in the language in use."""
    params: list[click.Parameter] = [
        click.Option(["--runs"], type=click.IntRange(_FEWEST_RUNS, _MOST_RUNS), default=40,
                     metavar=say("N"), help=say("How many paired runs; 40 without it.")),
        click.Option(["--seed"], type=click.IntRange(0, _LARGEST_SEED), default=1, metavar=say("N"),
                     help=say("Number that fixes every random draw; 1 without it.")),
        click.Option(["--pattern", "names"], multiple=True, metavar=say("NAME"),
                     help=say("Only this pattern, such as P9; as often as needed.")),
        click.Option(["--workers"], type=click.IntRange(0, 256), default=0, metavar=say("N"),
                     help=say("Processes; as many as there are processors without it.")),
        click.Option(["--out"], metavar=say("FILE"),
                     help=say("Write the verdicts to this new CSV file too.")),
    ]  # fmt: skip
    return Command(
        "validate", callback=_validate, params=params,
        help=say("Judge the patterns the documents tell of, and say which emerge and which fail."),
    )  # fmt: skip


def _validate(runs: int, seed: int, names: tuple[str, ...], workers: int, out: str | None) -> None:
    from rich.console import Console

    from partnersim.analysis.validation import judge, save
    from partnersim.evidence.patterns import patterns
    from partnersim.report.verdicts import print_verdicts

    known = {one.id: one for one in patterns()}
    unknown = [name for name in names if name.upper() not in known]
    if unknown:
        raise UserError(
            say("There is no pattern {name!r}. Patterns: {names}.",
                name=unknown[0], names=", ".join(known))
        )  # fmt: skip
    path = _new_file(out)
    chosen = [known[name.upper()] for name in names] or list(known.values())
    click.echo(
        say("Each case is run {runs} times with the same seeds; parameters are drawn.", runs=runs),
        err=True,
    )
    judged = judge(chosen, runs=runs, seed=seed, workers=workers)
    print_verdicts(judged, Console())
    if path is not None:
        save(judged, path)
        click.echo(say("Written to {path}.", path=path))


def _new_file(out: str | None) -> Path | None:
    if out is None:
        return None
    path = Path(out).expanduser()
    if path.exists():
        raise UserError(
            say("{path} exists already. Results are never overwritten; choose another --out or "
                "remove it.", path=path)
        )  # fmt: skip
    if not path.parent.is_dir():
        raise UserError(say("{path}: the folder does not exist.", path=path.parent))
    return path
