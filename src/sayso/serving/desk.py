"""The desk: what is in the case, what is new, what is contested, what hangs by one voice, what was not read."""

from __future__ import annotations

from collections import Counter

import msgspec
from fastapi import APIRouter, Request, Response

from sayso.asking.browsing import called, facets
from sayso.exporting.rows import Row
from sayso.records import Finding
from sayso.serving import shapes
from sayso.serving.answers import answer, listed
from sayso.serving.asked import Case, Format, Limit, Start, Wanted

router = APIRouter(tags=["desk"])
_SHOWN = 8  # of each kind on the desk


@router.get("/case")
def case(request: Request, case: Case) -> Response:
    """What the case is called, what is in it, and the words its codebook uses."""
    view = case.at()
    codebook = view.known.codebook
    return answer({
        "name": request.app.state.name, "masked": case.unmasked is None, "people": len(view.known.shade.people),
        "reports": len(view.known.documents), "claims": len(view.known.claims), "findings": len(view.findings),
        "actors": len(view.actors), "troubles": len(case.store.troubles()),
        "predicates": [{"id": entry.id, "group": codebook.groups[entry.group], "means": entry.means}
                       for entry in codebook],
        "kinds": dict(codebook.types),
    }, view)  # fmt: skip


@router.get("/desk")
def desk(case: Case, wanted: Wanted) -> Response:
    """What to look at first, of what the filter leaves."""
    view = case.at(wanted.as_of)
    claims = case.chosen(wanted)
    findings = case.weighed(wanted)
    recorded = case.store.recorded()
    held = {claim.document_id for claim in claims}
    latest = sorted((document for document in view.known.documents.values() if document.id in held),
                    key=lambda document: (recorded[document.id], document.published or "", document.name),
                    reverse=True)  # fmt: skip
    contested = sorted((finding for finding in findings if _sides(finding)[0] and _sides(finding)[1]),
                       key=lambda finding: (-sum(_sides(finding)), finding.id))  # fmt: skip
    fragile = sorted((finding for finding in findings if finding.fragility == 1 and finding.grade != "listed-only"),
                     key=lambda finding: (-sum(_sides(finding)), -finding.documents, finding.id))  # fmt: skip
    troubles = case.store.troubles()
    return answer({
        "claims": len(claims), "findings": len(findings), "reports": len(held),
        "voices": len({root.name for finding in findings for root in finding.roots}),
        "grades": [{"grade": grade, "count": count} for grade, count in
                   Counter(finding.grade for finding in findings).most_common()],
        "new": [{**shapes.of_report(document, view), "recorded": recorded[document.id]}
                for document in latest[:_SHOWN]],
        "contested": [shapes.of_finding(finding, view) for finding in contested[:_SHOWN]],
        "fragile": [shapes.of_finding(finding, view) for finding in fragile[:_SHOWN]],
        "troubles": [shapes.of_trouble(trouble) for trouble in troubles[:_SHOWN]], "not_read": len(troubles),
    }, view)  # fmt: skip


def _sides(finding: Finding) -> tuple[int, int]:
    return sum(finding.support.values()), sum(finding.against.values())


@router.get("/search")
def search(case: Case, words: str, as_of: str | None = None, limit: Limit = 20) -> Response:
    """Reports whose text holds all the words, with a passage; claims that quote them; actors called so."""
    view = case.at(as_of)
    reports = [document for document in case.store.documents(words=words) if document.id in view.known.documents]
    quoted = [claim for claim in case.store.claims(words=words) if claim.id in view.claims]
    actors = called(words, view)
    return answer({
        "reports": [{**shapes.of_report(document, view), "passage": _passage(document.text, words)}
                    for document in reports[:limit]],
        "claims": [shapes.of_claim(view.claims[claim.id], view) for claim in quoted[:limit]],
        "actors": [shapes.of_actor(actor, view) for actor in actors[:limit] if actor.id not in view.known.shade.people],
        "found": {"reports": len(reports), "claims": len(quoted), "actors": len(actors)},
    }, view)  # fmt: skip


def _passage(text: str, words: str) -> str:
    """Where the first of the words that stands in `text` as it is typed stands, with what is around it."""
    lower = text.lower()
    at = next((found for word in words.lower().split() if (found := lower.find(word)) >= 0), 0)
    start = max(0, text.rfind(" ", 0, max(0, at - 60)) + 1)
    return " ".join(text[start : at + 140].split())


@router.get("/claims")
def claims(
    case: Case, wanted: Wanted, format: Format = "json", start: Start = 0, limit: Limit = 50
) -> Response:
    """Who says what: claims by report and place, with the facets of all that the filter leaves."""
    view = case.at(wanted.as_of)
    found = case.chosen(wanted)
    return listed(
        found, format, "claims", view, start=start, limit=limit,
        shown=lambda claim: shapes.of_claim(claim, view),
        beside={"facets": msgspec.to_builtins(facets(view, found))} if format == "json" else None,
    )  # fmt: skip


@router.get("/troubles")
def troubles(case: Case, format: Format = "json", start: Start = 0, limit: Limit = 100) -> Response:
    """What was not read, where and why: never the same as nothing being claimed."""
    view = case.at()
    return listed(case.store.troubles(), format, "troubles", view, start=start, limit=limit,
                  shown=shapes.of_trouble)  # fmt: skip


@router.get("/changes")
def changes(case: Case, format: Format = "json", start: Start = 0, limit: Limit = 100) -> Response:
    """Everything that was done to the case, latest first."""
    view = case.at()
    done = case.store.changes()[::-1]

    def plain(change: object) -> Row:
        told: Row = msgspec.to_builtins(change)
        return told

    return listed(done, format, "changes", view, start=start, limit=limit, shown=plain)
