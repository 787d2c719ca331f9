"""The application: the page, runs as they are made, and links to share."""

from __future__ import annotations

import contextlib
import gzip
import json
from collections.abc import AsyncIterator, Iterable
from typing import TYPE_CHECKING, Annotated, Any

import numpy as np
from fastapi import APIRouter, Depends, FastAPI, Query, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from fastapi.sse import EventSourceResponse, ServerSentEvent

from partnersim import __version__
from partnersim.app import game_routes, vote_routes
from partnersim.app.addresses import Opening, code_of
from partnersim.app.admission import Admission, spoken
from partnersim.app.asking import LONGEST_SET, MOST_SETS, Ask, asked
from partnersim.app.contents import Contents
from partnersim.app.jobs import Board
from partnersim.app.sessions import Games
from partnersim.app.votes import Votes
from partnersim.app.workers import Made, Workers
from partnersim.language import LANGUAGES, UserError, said_in
from partnersim.page.levers import RUNS
from partnersim.page.measuring import finals_of, years_in
from partnersim.page.packing import packed
from partnersim.page.writing import text_of

if TYPE_CHECKING:
    import uvicorn

    from partnersim.app.kept_games import Keeper

router = APIRouter()
_NAME = r"^[\w.-]{1,60}$"
_STATE = r"^[\w=&.%~+*-]*$"


def application(
    contents: Contents,
    workers: Workers,
    place: Opening,
    language: str,
    ahead: Iterable[Ask] = (),
    keeper: Keeper | None = None,
) -> FastAPI:
    """The whole, which `uvicorn` serves.

    ahead: what first runs are made of while nobody waits; keeper: where the game that is on is kept.
    """

    @contextlib.asynccontextmanager
    async def lived(app: FastAPI) -> AsyncIterator[None]:
        app.state.board = Board(workers.make, workers.number, contents.order, ahead)
        app.state.board.begin()
        yield

    app = FastAPI(
        title="partnersim",
        version=__version__,
        lifespan=lived,
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
        telemetry=None,
    )
    app.include_router(router)
    app.include_router(game_routes.router)
    app.include_router(vote_routes.router)
    app.state.votes = Votes()
    app.state.games = Games(keeper, place)
    app.state.ending = lambda: False
    app.add_exception_handler(UserError, say_what_is_wrong)
    app.add_exception_handler(RequestValidationError, _say_what_form)
    app.add_middleware(Admission, place=place)
    app.state.contents, app.state.place, app.state.kept = contents, place, contents.kept
    app.state.language = language
    app.state.pages = {each: _page(contents, each) for each in LANGUAGES}
    return app


def _page(contents: Contents, language: str) -> bytes:
    data = json.dumps(contents.data, ensure_ascii=False, separators=(",", ":"))
    told = {"start": contents.start, "runs": RUNS}
    return gzip.compress(text_of(language, data, told).encode())


async def say_what_is_wrong(request: Request, error: Exception) -> JSONResponse:
    """What is wrong with what was asked, in the language of the screen that asked (`lang`), which may be another
    than the server's."""
    assert isinstance(error, UserError)
    lang = request.query_params.get("lang", "")
    words = said_in(lang, error.message, **error.values) if lang in LANGUAGES else str(error)
    return JSONResponse({"detail": words}, getattr(error, "status", 422))


async def _say_what_form(_request: Request, error: Exception) -> JSONResponse:
    """Where a request is of another form than described; what was sent may not be JSON, and is not said again."""
    assert isinstance(error, RequestValidationError)
    wrong = [{"loc": list(each["loc"]), "msg": each["msg"]} for each in error.errors()]
    return JSONResponse({"detail": wrong}, 422)


@router.get("/", response_class=Response, responses={200: {"content": {"text/html": {}}}})
async def page(request: Request, lang: Annotated[str, Query(pattern="^(en|fr)$")] = "") -> Response:
    """The page, which every browser unpacks; in a visitor's own language where it is known."""
    language = request.app.state.language
    if not request.scope["visitor"].lecturer:
        language = spoken(request.headers.get("accept-language", "")) or language
    body: bytes = request.app.state.pages[lang or language]
    headers = {"content-encoding": "gzip", "vary": "accept-encoding, accept-language"}
    if "gzip" not in request.headers.get("accept-encoding", ""):
        body, headers = gzip.decompress(body), {}
    return Response(body, media_type="text/html; charset=utf-8", headers=headers)


def _ask(
    request: Request,
    start: Annotated[str, Query(max_length=200, description="Name of a scenario.")],
    sets: Annotated[
        list[Annotated[str, Query(max_length=LONGEST_SET)]],
        Query(alias="set", max_length=MOST_SETS, description="PATH=VALUE, as --set takes it."),
    ] = [],  # noqa: B006 # FastAPI copies it
) -> Ask:
    return asked(request.app.state.contents.bases, start, sets)


@router.get("/api/runs", response_class=EventSourceResponse)
async def runs(
    request: Request,
    ask: Annotated[Ask, Depends(_ask)],
    client: Annotated[
        str, Query(pattern=_NAME, description="Who asks, for which place on a page.")
    ],
) -> AsyncIterator[ServerSentEvent]:
    """Exact runs of a setting as they are made.

    Events: `runs` at each stage (1, 2, 5, 10, 20) with the new ones, `progress` between, then `end`;
    `replaced` where the same client has asked for something else, `failed` where a run went wrong.
    """
    state, visitor = request.app.state, request.scope["visitor"]
    board: Board = state.board
    wish = board.wish(ask, visitor.address, client, visitor.lecturer)
    try:
        async for done, new in board.made(wish):
            told: dict[str, Any] = {"done": done, "of": len(wish.job.order)}
            if new:
                told["runs"] = [_packed(made, state.kept) for made in new]
            yield ServerSentEvent(event="runs" if new else "progress", raw_data=_dumped(told, new))
        event = "replaced" if wish.replaced else "failed" if wish.job.failed else "end"
        yield ServerSentEvent(event=event, raw_data="{}")
    finally:
        board.leave(wish)


def _packed(made: Made, kept: list[int]) -> dict[str, Any]:
    """A run as the page reads it: yearly means, and the last values that are compared run by run."""
    row = made.row[None]
    finals: np.ndarray = finals_of(row)[0, kept]
    return {"run": made.run, "years": packed(years_in(row)[0]), "finals": packed(finals)}


def _dumped(told: dict[str, Any], new: list[Made]) -> str:
    """As JSON, with the organisations, which are JSON already, where one of the runs has them."""
    text = json.dumps(told, separators=(",", ":"))
    drawn = next((each.organizations for each in new if each.organizations), None)
    return text if drawn is None else f'{text[:-1]},"organizations":{drawn}}}'


@router.get("/api/share")
async def share(
    request: Request,
    state: Annotated[
        str, Query(max_length=600, pattern=_STATE, description="What follows # .")
    ] = "",
) -> dict[str, Any]:
    """Links to a view for other devices, each with a QR code; none where only this machine can open it."""
    place: Opening = request.app.state.place
    links = [f"{address}#{state}" if state else address for address in place.room]
    return {
        "code": place.code,
        "own": place.own,
        "links": [{"link": link, "picture": code_of(link)} for link in links],
    }


def serve(app: FastAPI) -> uvicorn.Server:
    """The server of an application not yet run; who listens to a game hears when it ends."""
    import uvicorn

    config = uvicorn.Config(app, log_level="warning", ws="none", timeout_graceful_shutdown=2)
    server = uvicorn.Server(config)
    app.state.ending = lambda: server.should_exit
    return server
