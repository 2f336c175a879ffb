"""The reader: a report with its claims where they stand, and why each was read."""

from __future__ import annotations

from functools import cache
from typing import Annotated

import msgspec
from fastapi import APIRouter, Query, Response

from sayso.asking.browsing import Filter
from sayso.reading.explaining import explain
from sayso.reading.frames import FramesReader
from sayso.records import AskingError
from sayso.serving import shapes
from sayso.serving.answers import answer, listed
from sayso.serving.asked import Case, Format, Limit, Start, Wanted

router = APIRouter(tags=["reader"])
Id = Annotated[str, Query(description="An id as other answers give it.")]


@router.get("/reports")
def reports(
    case: Case, wanted: Wanted, format: Format = "json", start: Start = 0, limit: Limit = 200
) -> Response:
    """The reports in which the filter leaves a claim; without a filter, all of them."""
    view = case.at(wanted.as_of)
    documents = list(view.known.documents.values())
    if wanted != Filter(as_of=wanted.as_of):
        held = {claim.document_id for claim in case.chosen(wanted)}
        documents = [document for document in documents if document.id in held]
    return listed(documents, format, "reports", view, start=start, limit=limit,
                  shown=lambda document: shapes.of_report(document, view))  # fmt: skip


@router.get("/reports/{id}")
def report(id: str, case: Case, as_of: str | None = None) -> Response:
    """One report: its text, what its stretches are on the page, its claims and what was not read of it."""
    view = case.at(as_of)
    document = view.known.documents.get(id)
    if document is None:
        raise AskingError(f"{id}: the case has no such report, or it was not out yet. /api/reports lists them.")
    return answer({
        **shapes.of_report(document, view), "text": view.text(document),
        "parts": msgspec.to_builtins(document.parts), "blocks": msgspec.to_builtins(document.blocks),
        "said": [shapes.of_claim(claim, view) for claim in view.known.claims if claim.document_id == id],
        "troubles": [shapes.of_trouble(trouble) for trouble in case.store.troubles()
                     if trouble.document == document.name],
    }, view)  # fmt: skip


@router.get("/claims/{id}")
def claim(id: str, case: Case) -> Response:
    """One claim with the findings it counts towards."""
    view = case.at()
    return answer(shapes.of_claim(view.claim(id), view), view)


@router.get("/claims/{id}/why")
def why(id: str, case: Case) -> Response:
    """Why a claim was read: the rule in words, and the tree of the sentence with the word that made it fire."""
    view = case.at()
    read = case.store.claim(view.claim(id).id)
    document = case.store.document(read.document_id)
    counts = [{"id": finding.id, "grade": finding.grade, "proposition": view.known.proposition(finding)}
              for finding in view.counted_in.get(read.id, ())]  # fmt: skip
    if read.reader != FramesReader.name:
        told = f"The reader {read.reader!r} made this claim; it keeps no rule and no tree."
        return answer({"reader": read.reader, "rule": read.rule, "told": told, "words": [], "counts_for": counts},
                      view)  # fmt: skip
    shown = explain(read, document, _reader())
    sentence = shown.sentence
    return answer({
        "reader": read.reader, "rule": read.rule, "told": shown.rule, "counts_for": counts,
        "words": [
            {"form": form, "kind": sentence.upos[at], "relation": sentence.relations[at], "head": sentence.heads[at],
             "fired": at == shown.trigger}
            for at, form in enumerate(sentence.words)
        ],
    }, view)  # fmt: skip


@cache
def _reader() -> FramesReader:
    return FramesReader.open()
