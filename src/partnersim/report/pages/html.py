"""A small page of HTML that stands alone: a heading, paragraphs, tables, pictures beside it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from partnersim.language import current

_STYLE = (
    "body{font:16px/1.5 sans-serif;color:#222;max-width:60rem;margin:2rem auto;padding:0 1rem}"
    "h1{font-size:1.6rem}h2{font-size:1.15rem;margin-top:2rem}img{max-width:100%}"
    "table{border-collapse:collapse;font-size:.88rem;width:100%}"
    "th,td{border-bottom:1px solid #ddd;padding:.3rem .6rem;text-align:left;vertical-align:top}"
    ".emerges{color:#00694d}.fails{color:#b34700}.open{color:#7a5c00}.note{color:#555}"
)


def page(title: str, parts: Iterable[str]) -> str:
    """The whole page, in the language in use."""
    return (
        f'<!doctype html>\n<html lang="{current()}">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{escape(title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
        f"<h1>{escape(title)}</h1>\n" + "\n".join(parts) + "\n</body>\n</html>\n"
    )


def heading(text: str) -> str:
    """A heading of the second level."""
    return f"<h2>{escape(text)}</h2>"


def paragraph(text: str, kind: str = "") -> str:
    """A paragraph."""
    return f"<p{_kind(kind)}>{escape(text)}</p>"


def picture(file: str, said: str) -> str:
    """A picture that lies beside the page, and what it shows."""
    return f'<img src="{escape(file)}" alt="{escape(said)}">'


def link(file: str, text: str) -> str:
    """A paragraph that leads to a file beside the page."""
    return f'<p><a href="{escape(file)}">{escape(text)}</a></p>'


def table(heads: Sequence[str], rows: Iterable[tuple[Sequence[str], str]]) -> str:
    """A table; each row with the class of its last cell."""
    lines = ["<table>", "<tr>" + "".join(f"<th>{escape(one)}</th>" for one in heads) + "</tr>"]
    for cells, kind in rows:
        *first, last = (escape(one) for one in cells)
        inside = "".join(f"<td>{one}</td>" for one in first) + f"<td{_kind(kind)}>{last}</td>"
        lines.append(f"<tr>{inside}</tr>")
    return "\n".join([*lines, "</table>"])


def _kind(kind: str) -> str:
    return f' class="{kind}"' if kind else ""
