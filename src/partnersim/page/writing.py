"""The page as one file: frame, style, data and script, which may load nothing else."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping
from importlib.resources import files
from string import Template
from typing import Any

from partnersim.language import say

_HERE = files("partnersim.page")
DATA = _HERE / "page_data.json"
SCRIPT, FONT, STYLE = (_HERE / "bundle" / name for name in ("page.js", "font.css", "style.css"))
FRAME = _HERE / "page.html"


def text_of(language: str, data: str | None = None, served: Mapping[str, Any] | None = None) -> str:
    """The page, in a language at first; the other is a click away.

    Parameters
    ----------
    language
        `en` or `fr`.
    data
        What it shows, as JSON; what ships without it.
    served
        What the page is told where a server stands behind it, which it may then ask.
    """
    script = SCRIPT.read_text(encoding="utf-8")
    told = "" if served is None else _harmless(json.dumps(served, ensure_ascii=False))
    return Template(FRAME.read_text(encoding="utf-8")).substitute(
        language=language,
        title=say("partnersim: what funding does to organisations"),
        without_script=say("This page needs JavaScript, which is switched off in this browser."),
        digest=base64.b64encode(hashlib.sha256(script.encode()).digest()).decode("ascii"),
        style="".join(file.read_text(encoding="utf-8").strip() for file in (FONT, STYLE)),
        data=_harmless((data or DATA.read_text(encoding="utf-8")).strip()),
        script=script,
        connect="connect-src 'self'; " if told else "",
        served=f'<script type="application/json" id="served">{told}</script>\n' if told else "",
    )


def _harmless(data: str) -> str:
    """JSON in which nothing can end the element that holds it."""
    return data.replace("<", r"\u003c").replace("\u2028", r"\u2028").replace("\u2029", r"\u2029")
