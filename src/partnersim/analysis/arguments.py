"""What a person passes to a function of ours, looked at before anything is run."""

from __future__ import annotations

from partnersim.language import UserError, say


def check_whole(name: str, value: object, least: int) -> None:
    """Raise UserError where it is not a whole number of at least that."""
    if isinstance(value, bool) or not isinstance(value, int) or value < least:
        raise UserError(
            say("{name} is {value!r}; it must be a whole number, {least} or more.", name=name, value=value,
                least=least)
        )  # fmt: skip
