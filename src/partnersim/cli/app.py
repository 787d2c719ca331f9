"""`partnersim app`: the page served, on this machine or to a room, with exact runs behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from partnersim.analysis.runs.optional_packages import check_installed
from partnersim.language import current, say

if TYPE_CHECKING:
    from partnersim.app.addresses import Opening
    from partnersim.app.kept_games import KeptGame


def execute(scenario: str | None, host: str, port: int) -> None:
    """Serve until Ctrl-C."""
    check_installed("`partnersim app`", "fastapi", "uvicorn", "segno", "ifaddr", extra="app")
    from partnersim.analysis.runs.executors import cores
    from partnersim.app import addresses, contents, kept_games
    from partnersim.app.server import application, serve
    from partnersim.app.workers import Workers

    shown, own = contents.opened(scenario)
    keeper = kept_games.keeper_of(port, shown.bases)
    found = keeper.found
    known = (found.room, found.key) if found else ()
    listening, place = addresses.opened(host, port, *known)
    workers = Workers(shown.bases, cores(0))
    try:
        if own:
            click.echo(say("Running {scenario} first …", scenario=", ".join(s.name for s in own)))
            made = [(each, contents.runs_of(each, workers, shown.order)) for each in own]
            shown = contents.with_runs(shown, made)
        app = application(shown, workers, place, current(), shown.one_lever_turned(), keeper)
        _say_where(place)
        if found:
            _say_found(found)
        serve(app).run(sockets=[listening])
    except KeyboardInterrupt:
        pass
    finally:
        listening.close()
        workers.close()
    click.echo(say("Stopped."))


def _say_found(found: KeptGame) -> None:
    game = found.game
    click.echo(
        say(
            "The game of {time} is kept, {round} of {rounds} rounds closed: its phones come back by themselves, "
            "and Game offers to go on with it.",
            time=f"{game.begun.astimezone():%H:%M}",
            round=len(game.decided),
            rounds=game.rounds,
        )
    )


def _say_where(place: Opening) -> None:
    click.echo(say("Open {address} in a browser. Ctrl-C stops it.", address=place.own))
    if not place.code:
        click.echo(say("Only this machine can open it; a room can with --host 0.0.0.0."))
        return
    click.echo(
        say(
            "Whoever is on this network and has the code {code} can open it until you stop it, and "
            "what passes is not encrypted:",
            code=place.code,
        )
    )
    for address in place.room:
        click.echo(f"  {address}")
    if not place.room:
        click.echo(say("  This machine is in no network."))
    for address in place.lecturer:
        click.echo(say("Yours from another device, ahead of the class: {address}", address=address))
    click.echo(
        say(
            "If phones cannot open it, the network keeps devices apart, as guest networks do: take a "
            "phone's own hotspot, or send the file that `partnersim page` writes."
        )
    )
