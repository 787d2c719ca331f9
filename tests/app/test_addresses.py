"""Where it is opened, and what is said where it cannot be."""

from __future__ import annotations

import ipaddress
import socket

import pytest

from partnersim.app.addresses import Opening, addresses, code_of, opened
from partnersim.app.admission import Allowance
from partnersim.app.code_page import page_of
from partnersim.language import UserError

pytest.importorskip("ifaddr", reason="needs the extra [app]")


def test_loopback_is_open_to_this_machine_alone() -> None:
    for host in ("127.0.0.1", "localhost"):
        listening, place = opened(host, 0)
        listening.close()
        assert (place.code, place.key, place.room, place.lecturer) == ("", "", [], [])
        assert place.own == f"http://127.0.0.1:{place.port}/"


def test_a_room_has_a_code_a_key_and_every_address_of_this_machine() -> None:
    listening, place = opened("0.0.0.0", 0)
    listening.close()
    assert len(place.code) == 5
    assert set(place.code) & set("01OIL") == set()
    assert len(place.key) >= 12
    assert [link.split(":")[1].strip("/") for link in place.room] == addresses()
    assert all(link.endswith(f"?room={place.code}") for link in place.room)
    assert all(place.key in link for link in place.lecturer)
    assert place.own == f"http://127.0.0.1:{place.port}/"
    other = opened("0.0.0.0", 0)
    other[0].close()
    assert other[1].code != place.code


def test_addresses_are_those_that_others_can_reach() -> None:
    assert not any(ipaddress.ip_address(each).is_loopback for each in addresses())


def test_a_port_in_use_is_said_with_another() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(UserError, match=rf"Port {port} is in use.*--port \d+"):
            opened("127.0.0.1", port)


def test_an_address_that_is_not_ours_is_said_with_ours() -> None:
    with pytest.raises(UserError, match=r"no address of this machine; it has: 127\.0\.0\.1"):
        opened("203.0.113.77", 0)
    with pytest.raises(UserError, match="no machine has that name"):
        opened("no such machine", 0)


def test_a_link_becomes_a_picture() -> None:
    pytest.importorskip("segno", reason="needs the extra [app]")
    assert code_of("http://192.168.1.20:8765/?room=ABCDE#s=open_door").startswith(
        "data:image/svg+xml"
    )


def test_an_allowance_is_used_up_and_comes_back() -> None:
    allowance = Allowance()
    taken = sum(allowance.take() for _ in range(1000))
    assert 100 <= taken < 200
    allowance.since -= 1.0
    assert allowance.take()


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_page_at_the_door_asks_for_the_code(language: str) -> None:
    page = page_of(language, wrong=True)
    assert f'lang="{language}"' in page
    assert 'name="room"' in page
    assert "<script" not in page


def test_a_place_of_version_six_is_written_with_brackets() -> None:
    assert Opening("::1", 8765).own == "http://[::1]:8765/"
