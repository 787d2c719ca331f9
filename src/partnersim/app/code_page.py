"""The page at the door, for who has the address and not the room's code."""

from __future__ import annotations

from html import escape

from partnersim.language.words import N_, french

_FRAME = """<!DOCTYPE html>
<html lang="{language}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; form-action 'self'">
<title>partnersim</title>
<style>
body {{ font: 1.1rem system-ui, sans-serif; color: #1c2b33; max-width: 24rem; margin: 15vh auto 0; padding: 0 1.2rem; }}
h1 {{ font-size: 1.5rem; }}
input, button {{ font: inherit; padding: .6rem .8rem; border: 1px solid #5b6b73; border-radius: .5rem; }}
input {{ width: 8rem; text-transform: uppercase; letter-spacing: .15em; }}
button {{ background: #1c2b33; color: #fff; }}
</style></head><body><main>
<h1>{title}</h1><p>{note}</p>
<form action="/"><label for="room">{label}</label><br>
<input id="room" name="room" autocomplete="off" autocapitalize="characters" maxlength="12" required autofocus>
<button>{open}</button></form>
</main></body></html>
"""
_TITLE = N_("Which room?")
_NOTE = N_("This page is open to a class. The code stands on the screen at the front.")
_WRONG = N_("That is not the code of this room. It stands on the screen at the front.")
_LABEL = N_("Room code")
_OPEN = N_("Open")


def page_of(language: str, wrong: bool = False) -> str:
    """The page, in one language."""

    def words(message: str) -> str:
        return escape(french(message) if language == "fr" else message)

    return _FRAME.format(
        language=language,
        title=words(_TITLE),
        note=words(_WRONG if wrong else _NOTE),
        label=words(_LABEL),
        open=words(_OPEN),
    )
