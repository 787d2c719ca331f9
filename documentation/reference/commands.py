"""Every command with its options, from the command line itself, and lines that use it, which are executed."""

from __future__ import annotations

from pathlib import Path

import click
from ruamel.yaml import YAML

from documentation.reference.tables import fenced, plain, table, text
from partnersim.cli.localized_command import Command
from partnersim.cli.options import commands
from partnersim.language import say

EXAMPLES = Path(__file__).with_name("examples_of_commands.yaml")


def examples() -> dict[str, str]:
    """Lines that use each command, in the order in which they are executed."""
    read: dict[str, str] = YAML(typ="safe").load(EXAMPLES.read_text(encoding="utf-8"))
    return read


def page() -> str:
    """The page, in the language in use."""
    parts = [
        text(
            """# Commands

Written from the command line itself; `partnersim COMMAND --help` says the same. Every example is executed, in this
order, when the pages are checked.
""",
            """# Commandes

Tirées de la ligne de commande elle-même; `partnersim COMMANDE --help --lang fr` dit la même chose. Chaque exemple
est exécuté, dans cet ordre, quand on vérifie les pages.
""",
        )
    ]
    parts += [_command(name, examples()[name]) for name in commands()]
    return "\n".join(parts)


def _command(name: str, example: str) -> str:
    command = Command(name)
    context = click.Context(command, info_name=f"partnersim {name}", parent=None)
    usage = " ".join(command.collect_usage_pieces(context))
    lines = [
        f"## {name}",
        "",
        plain(command.help or ""),
        "",
        "```text",
        f"partnersim {name} {usage}",
        "```",
        "",
    ]
    rows = [
        (f"`{record[0].replace(chr(10), ' ')}`", plain(record[1]))
        for option in command.get_params(context)
        if isinstance(option, click.Option) and (record := option.get_help_record(context))
    ]
    lines += [table((text("option", "option"), say("meaning")), rows, "options"), ""]
    lines += [text("For example:", "Par exemple :"), "", fenced(example, "sh"), ""]
    return "\n".join(lines)
