"""Tables of the reference as Markdown that Sphinx indexes, so that its own search finds a row."""

from __future__ import annotations

from collections.abc import Iterable

from partnersim.language import current


def text(english: str, french: str) -> str:
    """Words of the site in the language in use."""
    return french if current() == "fr" else english


def table(heads: Iterable[str], rows: Iterable[Iterable[str]], kind: str = "") -> str:
    """A table whose rows a reader can narrow down by words."""
    heads = list(heads)
    lines = [f"{{.searched{' .' + kind if kind else ''}}}", f"| {' | '.join(heads)} |"]
    lines += ["|" + " --- |" * len(heads)]
    for row in rows:
        cells = (" ".join(cell.split()).replace("|", "\\|") for cell in row)
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def named(name: str, path: str) -> str:
    """A name in code letters, which a link can lead to by its path."""
    return f"`{name}`{{#{anchor(path)}}}"


def anchor(path: str) -> str:
    """The place of a path in its page."""
    return path.replace("*", "any").replace(".", "-").replace("_", "-").lower()


def plain(words: str) -> str:
    """Words in which no sign stands for Markdown."""
    for sign in "\\`*_<>[]{}#$":
        words = words.replace(sign, f"\\{sign}")
    return words


def fenced(example: str, kind: str) -> str:
    """A block of an example; remarks on how it is executed stand above it."""
    lines = example.strip().splitlines()
    remarks = [line for line in lines if line.startswith("<!--")]
    code = [line for line in lines if not line.startswith("<!--")]
    return "\n".join([*remarks, f"```{kind}", *code, "```"])
