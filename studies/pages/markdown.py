"""Pages of the docs whose tables are made: a text between marks, in every language."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from partnersim import plugins
from partnersim.language import LANGUAGES
from partnersim.report.formatting import words


def write_between(path: Path, name: str, text: str) -> None:
    """Put a text between the marks `<!-- name -->` and `<!-- end name -->` of a page."""
    if added := plugins.added():
        raise SystemExit(
            f"The pages are those of partnersim alone: uninstall {', '.join(added)} first."
        )
    page = path.read_text(encoding="utf-8")
    begin, end = f"<!-- {name} -->", f"<!-- end {name} -->"
    between = re.escape(begin) + r".*?" + re.escape(end)
    filled = re.sub(between, lambda _: f"{begin}\n{text}\n{end}", page, flags=re.DOTALL)
    path.write_text(filled, encoding="utf-8")


def fill(pages: Mapping[str, Path], tables: Mapping[str, Callable[[], str]]) -> None:
    """Fill each language's page with tables by the name of their marks."""
    for language in LANGUAGES:
        with words.speaking(language):
            for name, make in tables.items():
                write_between(pages[language], name, make())


def table_of(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A Markdown table; bars within cells are kept from parting them."""
    heads = list(heads)
    lines = [f"| {' | '.join(heads)} |", "|" + " --- |" * len(heads)]
    for row in rows:
        cells = (" ".join(cell.split()).replace("|", "\\|") for cell in row)
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)
