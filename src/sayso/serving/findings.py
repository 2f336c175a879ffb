"""Findings: what the claims come to, on whose word, and who denies it."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import msgspec
from fastapi import APIRouter, Request, Response

from sayso import asking
from sayso.exporting import row
from sayso.exporting.rows import Row
from sayso.records import Contradiction
from sayso.serving import shapes
from sayso.serving.answers import answer, listed, rows
from sayso.serving.asked import Case, Format, Limit, Start, Wanted

router = APIRouter(tags=["findings"])
_VERDICTS = ("contradiction", "tension", "look-alike")


@router.get("/findings")
def findings(
    case: Case, wanted: Wanted, format: Format = "json", start: Start = 0, limit: Limit = 100
) -> Response:
    """Findings that rest on a claim the filter leaves; those with most voices first."""
    view = case.at(wanted.as_of)
    found = sorted(case.weighed(wanted), key=lambda finding: (
        finding.grade == "listed-only", -sum(finding.support.values()) - sum(finding.against.values()), finding.id))
    return listed(found, format, "findings", view, start=start, limit=limit,
                  shown=lambda finding: shapes.of_finding(finding, view))  # fmt: skip


@router.get("/contradictions")
def contradictions(
    case: Case, wanted: Wanted, format: Format = "json", start: Start = 0, limit: Limit = 100
) -> Response:
    """What cannot both hold, what can only just, and what only looks so: each with the quotes of both sides."""
    view = case.at(wanted.as_of)
    chosen = {claim.id for claim in case.chosen(wanted)}
    found = [one for one in asking.contradictions(case.store, unmasked=case.unmasked, as_of=wanted.as_of)
             if chosen & {*one.left, *one.right}]  # fmt: skip
    found.sort(key=lambda one: (_VERDICTS.index(one.verdict), one.kind, one.id))
    return listed(found, format, "contradictions", view, start=start, limit=limit, shown=_plain,
                  beside={"verdicts": dict(Counter(one.verdict for one in found))})  # fmt: skip


@router.get("/hypotheses")
def hypotheses(request: Request, case: Case, as_of: str | None = None) -> Response:
    """What reports say, laid against the hypotheses of the file the page was opened with; null without one."""
    view = case.at(as_of or None)
    path: Path | None = request.app.state.hypotheses
    laid = None if path is None else asking.ach(case.store, path, unmasked=case.unmasked, as_of=as_of or None)
    return answer({"hypotheses": None if laid is None else msgspec.to_builtins(laid)}, view)


def _plain(one: Contradiction) -> Row:
    told: Row = msgspec.to_builtins(one)
    return told


@router.get("/findings/{id}")
def finding(id: str, case: Case, as_of: str | None = None, format: Format = "json") -> Response:
    """One finding: its grade with its counts, its quotes by root, for and against, and its claims."""
    view = case.at(as_of)
    found = view.finding(id)
    said = [view.claims[claim] for claim in found.claims]
    if format != "json":
        return rows(said, format, f"finding-{id}", view)
    return answer({
        **shapes.of_finding(found, view), "roots": row(found)["roots"],
        "said": [shapes.of_claim(claim, view) for claim in said],
    }, view)  # fmt: skip
