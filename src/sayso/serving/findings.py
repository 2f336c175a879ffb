"""Findings: what the claims come to, on whose word, and who denies it."""

from __future__ import annotations

from fastapi import APIRouter, Response

from sayso.exporting import row
from sayso.serving import shapes
from sayso.serving.answers import answer, listed, rows
from sayso.serving.asked import Case, Format, Limit, Start, Wanted

router = APIRouter(tags=["findings"])


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
