"""Execute the blocks of the site's pages, each page in a folder and an environment of its own.

python -m documentation.blocks [PART OF A PAGE'S NAME ...]     those pages alone; all without a word

A block of commands or Python is executed, in the order of its page; Python blocks of a page share their names. A
block whose sentence above ends with a file's name and a colon (`` `mine.yaml`: ``) is written to that file. What
differs from the page as it is read stands in a remark of HTML just above the block, with the reason:

    <!-- shown: it serves until it is stopped -->       not executed
    <!-- smaller: runs=20 → runs=2; years=10 → years=1 -->
    <!-- before: cp "$PREPARED/small.yaml" . -->        what the page supposes is there, before the block
    <!-- file: mine.yaml, then partnersim show mine.yaml -->   written, then looked at
    <!-- uncompiled -->                                 anywhere: rules of this page run uncompiled

A page whose blocks are those of its page in English is not executed twice.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from ruamel.yaml import YAML

from documentation.contents import ROOT, pages, section_of
from documentation.environments import environment
from documentation.reference.tables import fenced
from documentation.sessions import Session

MOST_SECONDS = 600  # of a block; the first of a machine compiles the rules
COMMANDS = ("partnersim ", "make ", "pip ", "python ", "pytest ", "pipx ")
SHELL, PYTHON = ("sh", "bash", "console"), ("python",)
WRITTEN = ("yaml", "toml", "csv", "python", "json", "text")
EXAMPLES = {
    "documentation/reference/examples_of_commands.yaml": "sh",
    "documentation/reference/examples_of_python.yaml": "python",
}
_FENCE = re.compile(r"^( *)```(\w*)[^\n]*\n(.*?)^ *```[^\n]*$", re.DOTALL | re.MULTILINE)
_REMARK = re.compile(r"<!-- (shown|smaller|before|file): ((?:(?!-->).)*?) -->\s*\Z", re.DOTALL)
_NAMED = re.compile(r"`([\w./-]+\.\w+)`[^`]{0,40}:\s*\Z")


@dataclass(frozen=True, slots=True)
class Block:
    """A block of a page: what is executed or written, and why it is not, where it is only shown."""

    line: int
    kind: str
    text: str
    file: str = ""
    shown: str = ""
    smaller: tuple[tuple[str, str], ...] = ()
    before: str = ""
    then: str = ""

    @property
    def as_executed(self) -> str:
        """Its text, with what is made smaller."""
        text = self.text
        for large, small in self.smaller:
            if large not in text:
                raise ValueError(f"line {self.line}: {large!r}, to be smaller, is not in the block")
            text = text.replace(large, small)
        return text


@dataclass(slots=True)
class Report:
    """What became of a page's blocks."""

    page: str
    executed: int = 0
    written: int = 0
    shown: list[str] = field(default_factory=list)
    seconds: float = 0.0
    failed: str = ""

    def __str__(self) -> str:
        counted = f"{self.executed:3} executed {self.written:3} written {len(self.shown):3} shown"
        line = f"{self.page:60} {counted} {self.seconds:6.1f} s"
        return f"{line}\n{self.failed}" if self.failed else line


def blocks_of(text: str) -> Iterator[Block]:
    """The blocks of a page that are executed, written or shown with a reason."""
    for match in _FENCE.finditer(text):
        above = text[: match.start()].rstrip()
        marks: dict[str, str] = {}
        while remark := _REMARK.search(above):
            marks[remark[1]] = " ".join(remark[2].split())
            above = above[: remark.start()].rstrip()
        indent, kind, body = match[1], match[2], match[3]
        body = "".join(line.removeprefix(indent) for line in body.splitlines(keepends=True))
        if not kind and body.startswith(COMMANDS):
            kind = "sh"
        named = _NAMED.search(above)
        file, _, then = marks.get("file", "").partition(", then ")
        file = file or (named[1] if named and kind in WRITTEN else "")
        if kind in SHELL or kind in PYTHON or file or marks:
            yield Block(
                text[: match.start()].count("\n") + 1, kind, body, file, marks.get("shown", ""),
                _pairs(marks.get("smaller", "")), marks.get("before", ""), then,
            )  # fmt: skip
        elif kind in ("yaml", "toml"):
            raise ValueError(
                f"the block of {kind} at line {text[: match.start()].count(chr(10)) + 1} names no file"
            )


def _pairs(text: str) -> tuple[tuple[str, str], ...]:
    found = []
    for one in filter(None, text.split("; ")):
        large, arrow, small = one.partition(" → ")
        if not arrow:
            raise ValueError(f"{one!r} names nothing smaller")
        found.append((large.strip(), small.strip()))
    return tuple(found)


def executed(name: str, text: str) -> Report:
    """Execute the blocks of a page, until one fails."""
    report, began = Report(name), time.perf_counter()
    folder = Path(tempfile.mkdtemp(prefix="page_"))
    try:
        blocks = list(blocks_of(text))
        if any(not block.shown for block in blocks):
            around = environment(folder / ".environment", uncompiled="<!-- uncompiled -->" in text)
            with Session(folder / "page", around) as session:
                for block in blocks:
                    _execute(block, session, report)
                    if report.failed:
                        break
        else:
            report.shown = [block.shown for block in blocks]
    except ValueError as wrong:
        report.failed = f"  {name}: {wrong}"
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    report.seconds = time.perf_counter() - began
    return report


def _execute(block: Block, session: Session, report: Report) -> None:
    if block.shown:
        report.shown.append(block.shown)
        return
    wrong = session.command(block.before, MOST_SECONDS) if block.before else ""
    if not wrong and block.file:
        session.write(block.file, block.as_executed)
        report.written += 1
        wrong = session.command(block.then, MOST_SECONDS) if block.then else ""
    elif not wrong:
        call = session.command if block.kind in SHELL else session.python
        wrong = call(block.as_executed, MOST_SECONDS)
        report.executed += 1
    if wrong:
        report.failed = f"  line {block.line} of {report.page} fails:\n" + "".join(
            f"  | {line}\n"
            for line in [*block.as_executed.splitlines(), "--", *wrong.splitlines()[-25:]]
        )


def every_page() -> dict[str, str]:
    """Pages with their text, by the name that a report gives: those of the site, and both first pages."""
    found = {
        name: (ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "LISEZMOI.md")
    }
    for language in ("en", "fr"):
        for page in pages(language).values():
            if page.file.endswith(".md") and page.file not in found:
                text = (ROOT / page.file).read_text(encoding="utf-8")
                name = f"{page.file}#{page.heading}" if page.heading else page.file
                found[name] = section_of(text, page.heading) if page.heading else text
    return found | {file: _examples(file, kind) for file, kind in EXAMPLES.items()}


def _examples(file: str, kind: str) -> str:
    examples = YAML(typ="safe").load((ROOT / file).read_text(encoding="utf-8"))
    return "\n\n".join(fenced(example, kind) for example in examples.values())


def to_execute() -> dict[str, str]:
    """Pages whose blocks are not those of a page before."""
    found: dict[str, str] = {}
    seen: set[tuple[str, ...]] = set()
    for name, text in every_page().items():
        blocks = tuple(_bare(block) for block in blocks_of(text))
        if blocks and blocks not in seen:
            found[name] = text
            seen.add(blocks)
    return found


def _bare(block: Block) -> str:
    """A block without its remarks, which are in the page's language."""
    return "\n".join(line.split("  # ")[0] for line in block.text.splitlines())


def main() -> None:
    """Execute the pages named, or all; end with 1 where a block fails."""
    wanted = sys.argv[1:]
    chosen = {
        name: text
        for name, text in to_execute().items()
        if not wanted or any(w in name for w in wanted)
    }
    began = time.perf_counter()
    with ThreadPoolExecutor(int(os.environ.get("PARTNERSIM_PAGES_AT_ONCE", "2"))) as pool:
        reports = list(pool.map(lambda item: _said(executed(*item)), chosen.items()))
    total, shown = sum(one.executed for one in reports), sum(len(one.shown) for one in reports)
    spent, used = time.perf_counter() - began, os.times()
    print(
        f"{total} blocks of {len(reports)} pages executed, {shown} shown, in {spent:.0f} s "
        f"({used.children_user + used.children_system:.0f} s of processor)."
    )
    sys.exit(any(report.failed for report in reports))


def _said(report: Report) -> Report:
    print(report, flush=True)
    return report


__all__ = ["Block", "Report", "blocks_of", "executed", "to_execute"]

if __name__ == "__main__":
    main()
