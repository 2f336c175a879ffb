"""Actors: who is in the case, by which names, and what is said of one or between two."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Response

from sayso import asking
from sayso.asking.browsing import called, reports_naming
from sayso.exporting.dossier import dossier_row, render
from sayso.exporting.word import docx
from sayso.serving import shapes
from sayso.serving.answers import answer, listed
from sayso.serving.asked import Case, Format, Limit, Start

router = APIRouter(tags=["actors"])
_PAGES = {"html": "text/html", "md": "text/markdown; charset=utf-8", "json": "application/json",
          "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document"}


@router.get("/actors")
def actors(
    case: Case, called_so: Annotated[str | None, Query(alias="called", description="How a name begins.")] = None,
    as_of: str | None = None, format: Format = "json", start: Start = 0, limit: Limit = 200,
) -> Response:  # fmt: skip
    """Who is in the case, most reported first."""
    view = case.at(as_of)
    found = called(called_so, view) if called_so else sorted(
        view.known.actors, key=lambda actor: (-len(reports_naming(actor)), actor.name, actor.id))
    return listed(found, format, "actors", view, start=start, limit=limit,
                  shown=lambda actor: shapes.of_actor(actor, view))  # fmt: skip


@router.get("/actors/{id}")
def actor(id: str, case: Case, as_of: str | None = None) -> Response:
    """One actor with all its names, who uses them, and why they were taken for one."""
    view = case.at(as_of)
    return answer(shapes.of_actor(view.actor(id), view), view)


@router.get("/dossier")
def dossier(
    case: Case,
    a: Annotated[str, Query(description="An actor, by id or name.")],
    b: Annotated[str | None, Query(description="Another, for the tie between the two.")] = None,
    as_of: str | None = None, format: Literal["json", "html", "md", "docx"] = "json",
) -> Response:  # fmt: skip
    """The answer to "do A and B work together?", every line with its quotes; as a page it stands alone."""
    told = asking.dossier(case.store, a, b or None, unmasked=case.unmasked, as_of=as_of or None)
    if format == "json":
        return answer(dossier_row(told), case.at(as_of or None))
    page = docx(told) if format == "docx" else render(told, format)
    return Response(page, media_type=_PAGES[format], headers={
        "Content-Disposition": f'attachment; filename="dossier.{format}"'})
