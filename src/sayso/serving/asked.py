"""What a request asks: of which case, through which filter, how much of it, in which format."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import Depends, Query, Request

from sayso.asking.browsing import Browsing, Filter
from sayso.asking.clocks import Clock

Format = Annotated[Literal["json", "jsonl", "csv"], Query(description="A page of JSON, or all of it as a file.")]
Start = Annotated[int, Query(ge=0, description="How many to leave out before the first.")]
Limit = Annotated[int, Query(ge=1, le=1000, description="How many at most; `format=csv` gives all.")]


def _case(request: Request) -> Browsing:
    case: Browsing = request.app.state.case
    return case


def _filter(
    words: Annotated[str | None, Query(description="Words of the quote, or the name of an actor.")] = None,
    actor: Annotated[list[str] | None, Query(description="Ids of actors, all of them subject or object.")] = None,
    predicate: Annotated[str | None, Query(description="A predicate of the codebook.")] = None,
    grade: Annotated[str | None, Query(description="The grade of a finding the claim counts towards.")] = None,
    source: Annotated[str | None, Query(description="A value of the facet `source`.")] = None,
    stance: Annotated[str | None, Query(description="affirmed, denied, alleged or predicted.")] = None,
    since: Annotated[str | None, Query(description="What may have happened since that day, month or year.")] = None,
    until: Annotated[str | None, Query(description="What may have happened until that day, month or year.")] = None,
    clock: Annotated[Clock | None, Query(description="By which clock `since` and `until` count.")] = None,
    as_of: Annotated[str | None, Query(description="Only what was known on that day, month or year.")] = None,
    report: Annotated[str | None, Query(description="The id of a report.")] = None,
) -> Filter:
    return Filter(
        words=words or None, actors=tuple(actor or ()), predicate=predicate or None, grade=grade or None,
        source=source or None, stance=stance or None, since=since or None, until=until or None, clock=clock,
        as_of=as_of or None, report=report or None,
    )  # fmt: skip


Case = Annotated[Browsing, Depends(_case)]
Wanted = Annotated[Filter, Depends(_filter)]
