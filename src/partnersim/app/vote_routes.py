"""Votes over HTTP: a phone votes, the lecturer counts hands and begins again, and every page hears the counts."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Path, Query, Request
from fastapi.sse import EventSourceResponse, ServerSentEvent
from pydantic import BaseModel, ConfigDict, Field

from partnersim.app.admission import lecturer_alone
from partnersim.app.votes import MOST_OPTIONS, Votes

router = APIRouter(prefix="/api/votes")
_LOOKS_UP = 0.25  # seconds; votes that come together are told together
Story = Annotated[str, Path(pattern=r"^[a-z_]{1,40}$")]
Phone = Annotated[str, Query(pattern=r"^\w{1,60}$", description="Whose vote: one a phone.")]
Option = Annotated[int, Field(ge=0, lt=MOST_OPTIONS)]


class Vote(BaseModel):
    """What is expected; nothing takes the vote back."""

    model_config = ConfigDict(extra="forbid")

    option: Option | None


class Hand(BaseModel):
    """A hand more, or one less."""

    model_config = ConfigDict(extra="forbid")

    option: Option
    by: Literal[-1, 1]


def _votes(request: Request) -> Votes:
    votes: Votes = request.app.state.votes
    return votes


All = Annotated[Votes, Depends(_votes)]


@router.get("")
async def latest(votes: All) -> dict[str, str | None]:
    """The story that the lecturer opened last."""
    return {"story": votes.latest}


@router.get("/{story}/events", response_class=EventSourceResponse)
async def events(
    request: Request, votes: All, story: Story, phone: Phone
) -> AsyncIterator[ServerSentEvent]:
    """The counts of a story, now and each time they change, until the server ends."""
    lecturer = request.scope["visitor"].lecturer
    if lecturer:
        votes.latest = story
    told: dict[str, Any] | None = None
    version = -1
    while not request.app.state.ending():
        if version != votes.version:
            version = votes.version
            new = votes.told(story, phone) | {"lecturer": lecturer}
            if new != told:
                told = new
                yield ServerSentEvent(event="votes", data=told)
        await asyncio.sleep(_LOOKS_UP)


@router.put("/{story}")
async def vote(
    request: Request, votes: All, story: Story, phone: Phone, body: Vote
) -> dict[str, Any]:
    """A phone's vote; the last counts."""
    votes.changing(story).cast(phone, request.scope["visitor"].address, body.option)
    return votes.told(story, phone)


@router.post("/{story}/hands", dependencies=[Depends(lecturer_alone)])
async def count_hand(votes: All, story: Story, body: Hand) -> dict[str, Any]:
    """A hand that the lecturer counts."""
    votes.changing(story).raise_hand(body.option, body.by)
    return votes.told(story, "")


@router.delete("/{story}", dependencies=[Depends(lecturer_alone)])
async def begin_again(votes: All, story: Story) -> dict[str, Any]:
    """Begin the vote on a story again, for another class."""
    votes.begin_again(story)
    return votes.told(story, "")
