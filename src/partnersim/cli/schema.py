"""`partnersim schema`: the form of a scenario or an experiment file, for editors."""

from __future__ import annotations

import json
from typing import Any

import click

from partnersim.cli.new_file import write_new
from partnersim.language import say
from partnersim.language.paths import path_of


def execute(experiment: bool, out: str | None) -> None:
    """Print a schema, or write it to a file."""
    from partnersim.glossary.index import cached

    text = (
        cached("experiment_schema", _of_experiments)
        if experiment
        else cached("scenario_schema", _of_scenarios)
    )
    if out is None:
        click.echo(text)
        return
    write_new(path_of(out), text + "\n")
    click.echo(say("Written: {path}", path=out))


def _of_scenarios() -> str:
    from partnersim.scenario.schema import json_schema

    return _written(json_schema())


def _of_experiments() -> str:
    from partnersim.analysis.sweeps.schema import json_schema

    return _written(json_schema())


def _written(schema: dict[str, Any]) -> str:
    return json.dumps(schema, ensure_ascii=False, indent=2)
