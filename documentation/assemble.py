"""Sources of the site for one language: copies of pages whose links hold there, parts, files that are shown."""

from __future__ import annotations

import json
import re
import shutil
from importlib import import_module
from pathlib import Path

from documentation.contents import (
    LANGUAGES,
    ROOT,
    Page,
    Section,
    pages,
    section_of,
    sections,
    title_of,
)
from documentation.links import Links, relative, source_name
from partnersim.report.formatting import words

IN_ENGLISH = {"en": "", "fr": " (en anglais)"}
TABLES = "reference/data"  # its longest table has a page of its own, the others are searched on it
_TABLES = re.compile(r"<!-- parameters -->.*?<!-- end parameters -->", re.DOTALL)
_SEARCHED = re.compile(r"(?<=<!-- )(works|map|initial|files|constants)( -->\n)")
_TO_TABLES = {
    "en": "They are on a page of their own, which can be searched: [parameters](project:parameters.md).",
    "fr": "Ils ont leur propre page, où l'on cherche : [paramètres](project:parameters.md).",
}


def assemble(folders: dict[str, Path]) -> None:
    """Write the sources of each language into its folder, which is emptied first."""
    shown: set[str] = set()
    for language, folder in folders.items():
        links = Links(language)
        shutil.rmtree(folder, ignore_errors=True)
        _pages_and_parts(language, folder, links)
        for file in sorted(links.images):
            _copy(ROOT / file, folder / "_images_of" / file)
        shown |= links.files
    files = folders["en"]
    for file in sorted(shown):
        _write(files / f"{source_name(file)}.md", _shown(file, files))


def _pages_and_parts(language: str, folder: Path, links: Links) -> None:
    with words.speaking(language):
        for page in pages(language).values():
            path = folder / f"{page.name}{Path(page.file).suffix or '.md'}"
            _write(path, text_of(page, links) + (_tree() if page.name == "index" else ""))
        for section in sections():
            _write(folder / section.name / "index.md", _part(section, language))


def text_of(page: Page, links: Links) -> str:
    """A page as the site has it."""
    if page.made:
        made: str = import_module(f"documentation.reference.{page.made}").page()
        return made
    text = (ROOT / page.file).read_text(encoding="utf-8")
    if page.file.endswith(".ipynb"):
        return _notebook(text, page, links)
    text = _linked(text, page, links)
    return _searched(text, page.language) if page.name == TABLES else text


def _searched(text: str, language: str) -> str:
    """The page of data: its long tables can be narrowed down by words, parameters are where theirs can."""
    return _SEARCHED.sub(r"\1\2{.searched .data}\n", _TABLES.sub(_TO_TABLES[language], text))


def _linked(text: str, page: Page, links: Links) -> str:
    text = section_of(text, page.heading) if page.heading else text
    return links.rewrite(_without_switch(text), page)


def _without_switch(text: str) -> str:
    """A page without the line that names it in the other language: the site has a button."""
    line = r"^\*?(?:En français : \[|In English: \[|.{0,60}en français : \[)[^\n]*\]\([^)]*\)\.?\*?\n\n?"
    return re.sub(line, "", text, count=1, flags=re.MULTILINE)


def _notebook(text: str, page: Page, links: Links) -> str:
    """A notebook, its links rewritten, as it was stored."""
    notebook = json.loads(text)
    for cell in notebook["cells"]:
        if cell["cell_type"] == "markdown":
            cell["source"] = links.rewrite("".join(cell["source"]), page)
    return json.dumps(notebook, ensure_ascii=False)


def _part(section: Section, language: str) -> str:
    """The first page of a part: its pages, those in English alone named as such."""
    here = [name for name in section.pages if name in pages(language)]
    lines = [f"# {section.titles[language]}", "", "```{toctree}", ":maxdepth: 1", ""]
    lines += [name.removeprefix(f"{section.name}/") for name in here] + ["```", ""]
    for name in section.pages:
        if name not in pages(language):
            title = title_of(pages("en")[name])
            up = relative(f"../en/{name}.html", f"{section.name}/index")
            lines += [f'- <a href="{up}">{title}</a>{IN_ENGLISH[language]}']
    return "\n".join(lines) + "\n"


def _tree() -> str:
    """The table of contents that the side bar shows."""
    listed = "\n".join(f"{section.name}/index" for section in sections())
    return f"\n```{{toctree}}\n:hidden:\n:maxdepth: 2\n\n{listed}\n```\n"


def _shown(file: str, folder: Path) -> str:
    """A page that shows a file of the repo."""
    _copy(ROOT / file, folder / "_files" / f"{file}.txt")
    kind = {".py": "python", ".yaml": "yaml", ".toml": "toml", ".json": "json"}
    up = relative(f"_files/{file}.txt", source_name(file))
    language = kind.get(Path(file).suffix, "text")
    shown = f"```{{literalinclude}} {up}\n:language: {language}\n:linenos:\n```\n"
    return f"---\norphan: true\n---\n\n# `{file}`\n\n{shown}"


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


__all__ = ["LANGUAGES", "assemble", "text_of"]
