"""What is drawn: the network of sides, the timeline on four clocks, the map of what is located."""

from __future__ import annotations

from collections import defaultdict

from fastapi import APIRouter, Response

from sayso.asking.browsing import View
from sayso.exporting.rows import Row
from sayso.records import Claim, Finding
from sayso.serving import shapes
from sayso.serving.answers import answer, rows
from sayso.serving.asked import Case, Format, Limit, Start, Wanted

router = APIRouter(tags=["pictures"])
_NODES = 300  # sides that are drawn at most, those with most ties first
_NAMED = 12  # findings that an edge names


@router.get("/network")
def network(case: Case, wanted: Wanted, format: Format = "json") -> Response:
    """The sides of the case and the ties between them: an edge for each pair, direction and sign.

    An edge is for (1), against (-1) or neither (0); it counts its findings and names those with most voices. Persons
    and populations are no nodes. `years` counts the claims behind the edges by the year they speak of.
    """
    view = case.at(wanted.as_of)
    net = view.net
    ties: dict[tuple[str, str, int], list[Finding]] = defaultdict(list)
    for finding in case.weighed(wanted):
        ends = [net.node(view.actors.get(end.actor or "")) for end in (finding.subject, finding.object) if end]
        if len(ends) == 2 and ends[0] is not None and ends[1] is not None and ends[0] != ends[1]:
            sign = view.known.codebook[finding.predicate].signed(finding.kind)
            ties[ends[0], ends[1], sign if sign in (1, -1) else 0].append(finding)
    edges = [_edge(*between, findings) for between, findings in ties.items()]
    if format != "json":
        named = [{**edge, "from": net.names[edge["from"]], "to": net.names[edge["to"]]} for edge in edges]
        return rows(named, format, "network", view)
    degree: dict[str, int] = defaultdict(int)
    for edge in edges:
        for end in (edge["from"], edge["to"]):
            degree[end] += edge["findings"]
    drawn = set(sorted(degree, key=lambda id: (-degree[id], id))[:_NODES])
    return answer({
        "nodes": [{"id": id, "name": net.names[id], "kind": view.actors[id].kind, "ties": degree[id]}
                  for id in sorted(drawn)],
        "edges": [edge for edge in edges if {edge["from"], edge["to"]} <= drawn], "left_out": len(degree) - len(drawn),
        "years": _years([claim for held in ties.values() for finding in held for claim in finding.claims], view),
    }, view)  # fmt: skip


def _edge(subject: str, object: str, sign: int, findings: list[Finding]) -> Row:
    by_voices = sorted(findings, key=lambda finding: (-sum(finding.support.values()), finding.id))
    return {
        "from": subject, "to": object, "sign": sign, "findings": len(findings),
        "voices": sum(sum(finding.support.values()) for finding in findings),
        "denied": sum(sum(finding.against.values()) for finding in findings),
        "grades": sorted({finding.grade for finding in findings}),
        "named": [finding.id for finding in by_voices[:_NAMED]],
    }  # fmt: skip


def _years(ids: list[str], view: View) -> Row:
    counts: dict[str, int] = defaultdict(int)
    for id in ids:
        spoken = view.known.days(view.claims[id], "happened")
        day = spoken and (spoken[0] or spoken[1])
        if day:
            counts[day[:4]] += 1
    return dict(sorted(counts.items()))


@router.get("/timeline")
def timeline(
    case: Case, wanted: Wanted, format: Format = "json", start: Start = 0, limit: Limit = 60
) -> Response:
    """Findings by when they happened, or by another clock: every claim with its bounds, None where one is open.

    `told` is False where no words date the claim and the day it was said stands in; claims without any day are counted
    as `undated` and stand on no line.
    """
    view = case.at(wanted.as_of)
    clock = wanted.clock or "happened"
    chosen = {claim.id for claim in case.chosen(wanted)}
    lines: list[Row] = []
    undated = 0
    for finding in case.weighed(wanted):
        side = {id: root.stance for root in finding.roots for id in root.claims}
        spans: list[Row] = []
        for claim in (view.claims[id] for id in finding.claims if id in chosen):
            days = view.known.days(claim, clock)
            if days is None or days == (None, None):
                undated += 1
            else:
                spans.append({"claim": claim.id, "report": claim.document_id, "earliest": days[0], "latest": days[1],
                              "edtf": claim.time.edtf if claim.time and clock == "happened" else "",
                              "told": clock != "happened" or _dated(claim), "side": side.get(claim.id, "listed"),
                              "who": claim.sources[-1].name if claim.sources else None,
                              "quote": view.known.shade.shown(claim).quote})  # fmt: skip
        if spans:
            lines.append({"finding": finding.id, "proposition": view.known.proposition(finding),
                          "grade": finding.grade, "spans": spans})  # fmt: skip
    lines.sort(key=lambda line: (min(span["earliest"] or span["latest"] for span in line["spans"]), line["finding"]))
    if format != "json":
        return rows([{"finding": line["finding"], "proposition": line["proposition"], "grade": line["grade"], **span}
                     for line in lines for span in line["spans"]], format, "timeline", view)  # fmt: skip
    return answer({"total": len(lines), "start": start, "undated": undated, "clock": clock,
                   "lines": lines[start : start + limit]}, view)  # fmt: skip


def _dated(claim: Claim) -> bool:
    return claim.time is not None and not (claim.time.inferred and not claim.time.text)


@router.get("/places")
def places(case: Case, wanted: Wanted, format: Format = "json") -> Response:
    """Where claims place what they speak of. A name that could be several places has no coordinates, and no point."""
    view = case.at(wanted.as_of)
    found: dict[tuple[str, float | None, float | None], list[Claim]] = defaultdict(list)
    for claim in view.known.shown(case.chosen(wanted)):
        for place in claim.place:
            found[place.name, place.lat, place.lon].append(claim)
    named: list[Row] = [
        {"name": name, "lat": lat, "lon": lon, "claims": len(held), "text": sorted({place.text for claim in held
         for place in claim.place if place.name == name})}
        for (name, lat, lon), held in sorted(found.items(), key=lambda one: (-len(one[1]), one[0][0]))
    ]  # fmt: skip
    if format != "json":
        return rows(named, format, "places", view)
    return answer({
        "located": [{**place, "said": [shapes.of_claim(view.claims[claim.id], view)
                                       for claim in found[place["name"], place["lat"], place["lon"]][:8]]}
                    for place in named if place["lat"] is not None],
        "unlocated": [place for place in named if place["lat"] is None],
    }, view)  # fmt: skip
