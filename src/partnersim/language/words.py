"""Messages through gettext: English in the code, French in `locale/fr/LC_MESSAGES`.

The words of a system are in the `locale` of its folder.
"""

from __future__ import annotations

import contextlib
import functools
import gettext
import os
import re
import warnings
from collections.abc import Iterator, Mapping
from pathlib import Path

LANGUAGES = ("en", "fr")
# French signs that never begin a line, or end one, stand with a space that does not break
_BOUND = ((" :", "\u00a0:"), (" %", "\u00a0%"), (" »", "\u00a0»"), ("« ", "«\u00a0"))
_COUNTED = re.compile(r"\{(\w+)\|([^|{}]*)\|([^|{}]*)\}")
_PACKAGE = Path(__file__).parents[1]
_FOLDERS = (Path(__file__).parent / "locale", *sorted(_PACKAGE.glob("systems/*/locale")))


class _State:
    language = "en"
    on_command_line = False


class UserError(Exception):
    """The user's input is wrong: one clear message, no traceback, exit code 2.

    Parameters
    ----------
    message
        In English; it is said in the language in use.
    **values
        What stands in the message's `{names}`, as in `say`.
    """

    def __init__(self, message: str, **values: object) -> None:
        super().__init__(say(message, **values))
        self.message, self.values = message, values  # to say it in another language too


class InputWarning(UserWarning):
    """The user's input is accepted, and may not mean what it seems to."""


def warn(message: str) -> None:
    """Warn whoever called the function that calls this; the command line says it on stderr."""
    warnings.warn(message, InputWarning, stacklevel=3)


def use(language: str) -> None:
    """Speak `en` or `fr` from now on."""
    _State.language = language if language in LANGUAGES else "en"


@functools.cache
def _french() -> gettext.NullTranslations:
    catalogue = gettext.NullTranslations()
    for folder in _FOLDERS:
        catalogue.add_fallback(gettext.translation("partnersim", folder, ["fr"], fallback=True))
    return catalogue


def french(message: str) -> str:
    """The message in French, whatever language is in use; of nothing, nothing."""
    return _french().gettext(message) if message else ""


def current() -> str:
    """The language in use."""
    return _State.language


@contextlib.contextmanager
def on_command_line() -> Iterator[None]:
    """What is wrong is said to who wrote a command, not to who called a function."""
    before, _State.on_command_line = _State.on_command_line, True
    try:
        yield
    finally:
        _State.on_command_line = before


def named(option: str, argument: str) -> str:
    """What the user wrote: the option of a command, or the argument of a Python function."""
    return option if _State.on_command_line else argument


def from_locale() -> str:
    """`fr` when the machine is set to French, else `en`."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name, "")
        if value:
            return "fr" if value.lower().startswith("fr") else "en"
    return "en"


def N_(message: str) -> str:  # noqa: N802
    """A name that stands in data and is said later: it marks the words for translation."""
    return message


def bound(text: str) -> str:
    """The same with no line end before a colon, a percent sign or the end of a quotation."""
    for loose, tight in _BOUND:
        text = text.replace(loose, tight)
    return text


def heading(words: str) -> str:
    """A heading as French writes it: the colon that follows stands apart."""
    return f"{words}\u00a0" if current() == "fr" else words


def say(message: str, **values: object) -> str:
    """The message in the language in use, with `{names}` filled in."""
    return said_in(_State.language, message, **values)


def said_in(language: str, message: str, **values: object) -> str:
    """The message in `en` or `fr`, with `{names}` filled in."""
    words = bound(french(message)) if language == "fr" else message
    return filled(words, language, values) if values else words


def filled(words: str, language: str, values: Mapping[str, object]) -> str:
    """Words with `{names}` filled in; `{runs|run|runs}` is the word for that many, by the language's rule."""
    if "|" in words:
        words = _COUNTED.sub(lambda found: _word(found, language, values), words)
    return words.format(**values)


def _word(counted: re.Match[str], language: str, values: Mapping[str, object]) -> str:
    from babel import Locale

    name, one, more = counted.groups()
    count = int(
        "".join(filter(str.isdigit, str(values[name])))
    )  # it may be written in groups of three
    return one if Locale(language).plural_form(count) == "one" else more


def say_all(*messages: str) -> list[str]:
    """Each of these in the language in use, such as the headings of a table."""
    return [say(message) for message in messages]
