"""Where the page can be opened: this machine, its addresses in the room's network, a QR code for phones."""

from __future__ import annotations

import contextlib
import errno
import ipaddress
import os
import secrets
import socket
from dataclasses import dataclass

from partnersim.language import UserError
from partnersim.language.file_errors import why

_LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # none that is taken for another
_CODE_LETTERS = 5
_LOOPBACK = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class Opening:
    """Where it is served; `code` and `key` are empty where only this machine can open it."""

    host: str
    port: int
    code: str = ""
    key: str = ""

    @property
    def own(self) -> str:
        """The address for this machine."""
        host = self.host if self._hosts() == [self.host] else _LOOPBACK
        return f"http://{_bracketed(host)}:{self.port}/"

    @property
    def room(self) -> list[str]:
        """The addresses for the room, each with its code; none where it is not open."""
        if not self.code:
            return []
        return [
            f"http://{_bracketed(host)}:{self.port}/?room={self.code}" for host in self._hosts()
        ]

    @property
    def lecturer(self) -> list[str]:
        """The same for a lecturer on another device."""
        return [f"{address}&key={self.key}" for address in self.room]

    def _hosts(self) -> list[str]:
        every = ipaddress.ip_address(self.host).is_unspecified
        return addresses() if every else [self.host]


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def addresses() -> list[str]:
    """This machine's addresses in its networks: those of IPv4, private ones first."""
    import ifaddr

    found = {
        ip.ip
        for adapter in ifaddr.get_adapters()
        for ip in adapter.ips
        if isinstance(ip.ip, str) and not ipaddress.ip_address(ip.ip).is_loopback
    }
    known = sorted(
        map(ipaddress.ip_address, found),
        key=lambda ip: (not ip.is_private, ip.is_link_local, int(ip)),
    )
    return [str(ip) for ip in known]


def opened(host: str, port: int, code: str = "", key: str = "") -> tuple[socket.socket, Opening]:
    """A socket that listens there, and where that is; code and key: those of a game to go on with.

    Raises UserError where it cannot be opened.
    """
    number = _number(host)
    family = socket.AF_INET6 if ":" in number else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    try:
        if os.name == "posix":  # elsewhere this would share a port that is in use
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((number, port))
        listening.listen()
    except OSError as error:
        listening.close()
        raise _cannot(error, host, port) from None
    port = int(listening.getsockname()[1])
    if ipaddress.ip_address(number).is_loopback:
        return listening, Opening(number, port)
    code = code or "".join(secrets.choice(_LETTERS) for _ in range(_CODE_LETTERS))
    return listening, Opening(number, port, code, key or secrets.token_urlsafe(9))


def _number(host: str) -> str:
    """The address of a name such as localhost."""
    with contextlib.suppress(OSError, UnicodeError):
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
        return min((str(each[4][0]) for each in found), key=lambda address: ":" in address)
    raise UserError(
        "--host {host}: no machine has that name or address. 0.0.0.0 opens the page to the room.",
        host=host,
    )


def _cannot(error: OSError, host: str, port: int) -> UserError:
    if error.errno == errno.EADDRINUSE:
        return UserError(
            "Port {port} is in use, perhaps by another `partnersim app`. Choose another: --port {other}.",
            port=port,
            other=port + 1 if port < 65535 else 8765,
        )
    if error.errno == errno.EADDRNOTAVAIL:
        return UserError(
            "--host {host} is no address of this machine; it has: {known}. 0.0.0.0 stands for all of them.",
            host=host,
            known=", ".join([_LOOPBACK, *addresses()]),
        )
    return UserError(
        "--host {host} --port {port} cannot be opened ({problem}).",
        host=host,
        port=port,
        problem=why(error),
    )


def code_of(link: str) -> str:
    """A QR code of a link, as the address of a picture."""
    import segno

    return segno.make(link, error="m", micro=False).svg_data_uri(scale=8, border=2)
