"""The site of documentation: which pages it has, what their blocks are, and that none of them says what is not."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

import partnersim
from documentation import assemble, blocks, built
from documentation.contents import LANGUAGES, anchors_of, pages, section_of
from documentation.links import Links
from documentation.reference import commands as of_commands
from documentation.reference import python as of_python
from partnersim.cli.options import commands, options_of

PAGES = blocks.every_page()
COMMAND = re.compile(r"`(partnersim [^`]+)`")
FILE = re.compile(r"`((?:src|tests|docs|scenarios|studies|experiments|benchmarks)/[\w./-]+)`")
INVENTED = re.compile("NAME|NOM|issue_|open_evenings|equal_shares|two_towns")
MADE = (
    "docs/decisions/",
    "CHANGELOG",
    "docs/contributing_trials",
    "docs/extension_trials",
    "docs/reading_trials",
    "docs/attacks_on_studies",
)  # of their day


def test_every_page_of_docs_and_benchmarks_is_on_the_site() -> None:
    known = {page.file for language in LANGUAGES for page in pages(language).values()}
    known |= {"docs/guide.md", "docs/guide_fr.md"}
    found = {str(path) for path in Path("docs").rglob("*.md") if "data" not in path.parts}
    found |= {str(path) for path in Path("notebooks").glob("*.ipynb")}
    found |= {str(path) for path in Path("benchmarks").rglob("*.md")}
    assert found - known == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_links_of_pages_lead_to_pages_of_the_site(language: str) -> None:
    links = Links(language)
    for page in pages(language).values():
        if page.file.endswith(".md"):
            text = Path(page.file).read_text(encoding="utf-8")
            links.rewrite(section_of(text, page.heading) if page.heading else text, page)
    assert any(file.startswith("src/") for file in links.files)
    with pytest.raises(SystemExit, match="not there"):
        links.rewrite("[one](nowhere.md)", pages(language)["index"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_long_tables_of_the_page_of_data_are_searched_and_parameters_have_their_page(
    language: str,
) -> None:
    text = assemble.text_of(pages(language)["reference/data"], Links(language))
    assert "(project:parameters.md)" in text
    assert "`ministries.*.mission_grant`" not in text.partition("## ")[2].rpartition("## ")[2]
    tables = re.findall(r"(?:^[{].*[}]\n)?(?:^\|.*\n)+", text, re.MULTILINE)
    long = [table for table in tables if table.count("\n|") > 25]
    assert len(long) == 5
    assert {table.partition("\n")[0] for table in long} == {"{.searched .data}"}
    assert len(text) < 0.4 * Path(pages(language)["reference/data"].file).stat().st_size


def test_a_link_to_a_section_leads_to_the_page_that_has_it() -> None:
    page = pages("en")["teaching/teach"]
    text = "[a](../guide.md#in-python) `[b](c.md)` [d](LISEZMOI.md)"
    said = Links("en").rewrite(text, page)
    assert "(project:../how_to/in_python.md)" in said
    assert "`[b](c.md)`" in said
    assert 'href="../../fr/teaching/teach.html"' in said
    assert anchors_of("docs/guide.md")["in-python"] == "in-python"


@pytest.mark.parametrize("name", PAGES)
def test_commands_within_sentences_are_commands(name: str) -> None:
    """Each names a command that there is, with options that it takes."""
    if name.startswith(MADE):
        return
    for said in COMMAND.findall(PAGES[name]):
        command, *words = shlex.split(said.split(" …")[0], comments=False)[1:] or ["--help"]
        if command.startswith("-") or command.isupper():
            continue
        assert command in commands(), said
        taken = {name for option in options_of(command) for name in option.opts} | {
            "--help",
            "--lang",
        }
        given = {word.partition("=")[0] for word in words if re.match(r"--[a-z]", word)}
        assert given <= taken, said


@pytest.mark.parametrize("name", PAGES)
def test_files_that_a_page_names_are_there(name: str) -> None:
    if name.startswith(MADE):
        return
    named = {file for file in FILE.findall(PAGES[name]) if not INVENTED.search(file)}
    assert {file for file in named if not Path(file).exists()} == set()


@pytest.mark.parametrize("name", PAGES)
def test_blocks_of_a_page_can_be_executed_or_say_why_not(name: str) -> None:
    for block in blocks.blocks_of(PAGES[name]):
        assert block.shown or block.as_executed
        assert block.shown.count(" ") >= 2 or not block.shown, "a reason is a sentence"


def test_every_command_and_public_name_has_an_example() -> None:
    assert set(of_commands.examples()) == set(commands())
    assert set(of_python.examples()) == set(partnersim.__all__)
    assert all(name in example for name, example in of_commands.examples().items())


PAGE = """
`made.yaml`:

```yaml
one: 1
```

```sh
grep one made.yaml
```

```python
name = 2
```

<!-- shown: it would never end at all -->
```sh
sleep 1000000
```

<!-- smaller: 10 → 2 -->
```python
assert name == 10
```
"""


def test_a_page_is_executed_block_by_block() -> None:
    done = blocks.executed("page", PAGE)
    assert not done.failed
    assert (done.executed, done.written, done.shown) == (3, 1, ["it would never end at all"])


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("grep one", "grep two", "ended with 1"),
        ("name = 2", "name = 1 / 0", "ZeroDivisionError"),
        ("10 → 2", "11 → 2", "is not in the block"),
        ("`made.yaml`:", "A file:", "names no file"),
        ("smaller: 10 → 2", "before: false", "ended with 1"),
    ],
)
def test_a_block_that_fails_is_named(before: str, after: str, said: str) -> None:
    assert before in PAGE
    done = blocks.executed("page", PAGE.replace(before, after))
    assert said in done.failed
    assert "page" in done.failed


def test_what_a_built_page_loads_and_links_is_looked_at(tmp_path: Path) -> None:
    (tmp_path / "one.html").write_text(
        '<p id="here"><a href="#here">a</a><a href="two.html#there">b</a><script src="https://cdn.org/x.js">'
        "</script><a href='https://elsewhere.org'>c</a>"
    )
    (tmp_path / "two.html").write_text('<a href="one.html#here">d</a>')
    (tmp_path / "site.css").write_text("@import 'https://fonts.org/a.css';")
    assert built.wrong_in(tmp_path) == [
        "one.html: two.html#there leads nowhere",
        "one.html: loads https://cdn.org/x.js",
        "site.css: loads from another machine",
    ]
