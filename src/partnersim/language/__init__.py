"""Words for people, in English and in Quebec French."""

from partnersim.language.words import (
    LANGUAGES,
    UserError,
    bound,
    current,
    decimal,
    from_locale,
    named,
    on_command_line,
    say,
    use,
)

__all__ = [
    "LANGUAGES",
    "UserError",
    "bound",
    "current",
    "decimal",
    "from_locale",
    "named",
    "on_command_line",
    "say",
    "use",
]
