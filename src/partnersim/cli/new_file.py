"""Writing one new file, whole or not at all, never over another."""

from __future__ import annotations

from pathlib import Path

from partnersim.language import UserError, say
from partnersim.language.file_errors import why


def write_new(path: Path, content: str | bytes) -> None:
    """Write a file that does not exist yet. Raises UserError when it does or cannot be written."""
    try:
        file = path.open("xb")
        try:
            with file:  # a full disk may show only when it is closed
                file.write(content.encode() if isinstance(content, str) else content)
        except BaseException:
            path.unlink()
            raise
    except FileExistsError:
        raise UserError(
            "{path} exists already; it is left as it is. Choose another name.", path=path
        ) from None
    except (OSError, ValueError) as error:
        reason = why(error) if isinstance(error, OSError) else say("not a name of a file")
        shown = str(path).replace("\0", "?")
        raise UserError(
            "{path} cannot be written ({problem}).", path=shown, problem=reason
        ) from None
