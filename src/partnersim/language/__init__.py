"""Words for people, in English and in Quebec French."""

from partnersim.language.names import did_you_mean, nearest, same_name
from partnersim.language.numbers import decimal
from partnersim.language.words import (
    LANGUAGES,
    InputWarning,
    UserError,
    bound,
    current,
    from_locale,
    named,
    on_command_line,
    said_in,
    say,
    say_all,
    use,
    warn,
)

__all__ = [
    "LANGUAGES",
    "InputWarning",
    "UserError",
    "bound",
    "current",
    "decimal",
    "did_you_mean",
    "from_locale",
    "named",
    "nearest",
    "on_command_line",
    "said_in",
    "same_name",
    "say",
    "say_all",
    "use",
    "warn",
]
