"""Writing one new file, whole or not at all, never over another."""

from __future__ import annotations

from pathlib import Path

from partnersim.language import UserError
from partnersim.language.file_errors import cannot_be_written


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
        shown = str(path).replace("\0", "?")
        raise cannot_be_written(shown, error) from None
