"""Review: what was read is accepted, corrected or rejected, who is who is judged; every step is a record of its own."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, Literal

import msgspec
from fastapi import APIRouter, Query, Request, Response

from sayso import asking
from sayso.asking.browsing import View
from sayso.asking.reviewing import standing
from sayso.exporting.rows import Row
from sayso.records import Claim, Correction, Join, Judgement, Review, RuleAgreement, Verdict
from sayso.serving import shapes
from sayso.serving.answers import answer, listed
from sayso.serving.asked import Case, Format, Limit, Start, Wanted

router = APIRouter(tags=["review"])


@dataclass
class NewReview:
    """What a reviewer says of a claim."""

    claim: str
    verdict: Verdict
    reason: str = ""
    correction: Correction = field(default_factory=Correction)


@dataclass
class NewJudgement:
    """Two actors, by id, and whether they are one."""

    left: str
    right: str
    judgement: Judgement
    reason: str


@dataclass
class Reason:
    """Why something is taken back."""

    reason: str


@router.get("/review")
def queue(
    case: Case, wanted: Wanted,
    which: Annotated[Literal["open", "done", "all"], Query(description="Not yet reviewed, reviewed, or both.")]
    = "open", start: Start = 0, limit: Limit = 100,
) -> Response:  # fmt: skip
    """Claims to review: first what the reader doubts, then what a contested or fragile grade rests on, then others."""
    view = case.at(wanted.as_of)
    judged = standing(case.store.reviews())
    chosen = [claim for claim in case.chosen(wanted) if which == "all" or (claim.id in judged) == (which == "done")]
    if which != "open":
        left = {claim.id for claim in chosen}
        chosen += [one.read for one in judged.values() if one.verdict == "rejected" and one.claim not in left
                   and one.read.document_id in view.known.documents]  # fmt: skip
    chosen.sort(key=lambda claim: _urgency(claim, view))
    return listed(
        chosen, "json", "claims", view, start=start, limit=limit,
        shown=lambda claim: {**shapes.of_claim(claim, view), "context": _context(claim, view),
                             "review": _review(judged.get(claim.id), view)},
        beside={"reviewed": len(judged)},
    )  # fmt: skip


def _urgency(claim: Claim, view: View) -> tuple[bool, bool, bool]:
    counted = view.counted_in.get(claim.id, ())
    disputed = any(finding.support and finding.against and sum(finding.support.values())
                   and sum(finding.against.values()) for finding in counted)  # fmt: skip
    return claim.trouble is None, not disputed, not any(finding.fragility == 1 for finding in counted)


def _context(claim: Claim, view: View) -> Row:
    """The paragraph of a claim, before its words and after them."""
    document = view.known.documents[claim.document_id]
    text = document.text
    start, end = text.rfind("\n", 0, claim.start) + 1, text.find("\n", claim.end)
    return {"before": text[start : claim.start], "after": text[claim.end : end if end >= 0 else len(text)]}


def _review(review: Review | None, view: View) -> Row | None:
    if review is None:
        return None
    plain: Row = msgspec.to_builtins(view.known.shade.shown(review))
    del plain["read"]
    return plain


@router.post("/reviews")
def review(said: NewReview, request: Request, case: Case) -> Response:
    """Say what you think of a claim: a record is appended, nothing is overwritten."""
    done = asking.review(case.store, said.claim, said.verdict, said.correction, reason=said.reason,
                         by=request.app.state.by)  # fmt: skip
    return answer({"review": _review(done, case.at())}, case.at())


@router.post("/reviews/{number}/undo")
def undo(number: int, why: Reason, request: Request, case: Case) -> Response:
    """Take a review back, by another record."""
    case.store.undo_review(number, reason=why.reason, by=request.app.state.by)
    return answer({"undone": number}, case.at())


@router.get("/reviews")
def reviews(case: Case, format: Format = "json", start: Start = 0, limit: Limit = 200) -> Response:
    """Everything that was said of claims, latest first: who, when, why, and what was taken back."""
    view = case.at()
    return listed(case.store.reviews()[::-1], format, "reviews", view, start=start, limit=limit,
                  shown=lambda review: _review(review, view) or {})  # fmt: skip


@router.get("/agreement")
def agreement(case: Case, format: Format = "json", start: Start = 0, limit: Limit = 500) -> Response:
    """For each rule, how often reviewers left its claims as they were read."""

    def plain(one: RuleAgreement) -> Row:
        told: Row = msgspec.to_builtins(one)
        return told

    return listed(asking.agreement(case.store), format, "agreement", case.at(), start=start, limit=limit, shown=plain)


@router.get("/judgements")
def judgements(case: Case, format: Format = "json", start: Start = 0, limit: Limit = 200) -> Response:
    """What people have judged on who is who, latest first, without what was undone."""
    return listed(case.store.judgements()[::-1], format, "judgements", case.at(), start=start, limit=limit,
                  shown=_plain)  # fmt: skip


def _plain(join: Join) -> Row:
    told: Row = msgspec.to_builtins(join)
    return told


@router.post("/judgements")
def judge(said: NewJudgement, request: Request, case: Case) -> Response:
    """Say that two actors are the same, different, or that you are unsure."""
    made = asking.judge(case.store, said.left, said.right, said.judgement, reason=said.reason,
                        by=request.app.state.by)  # fmt: skip
    return answer({"judgements": [_plain(join) for join in made], "actor": _bearing(made[0].left, case.at())},
                  case.at())  # fmt: skip


def _bearing(member: str, view: View) -> str | None:
    """The actor that a member stands in now: who is joined or parted gets an id of its own."""
    return next((actor.id for actor in view.known.actors if member in actor.members), None)


@router.post("/judgements/{number}/undo")
def undo_judgement(number: int, why: Reason, request: Request, case: Case) -> Response:
    """Take a judgement back, by another record."""
    judged = {join.number: join.left for join in case.store.judgements()}
    case.store.undo(number, reason=why.reason, by=request.app.state.by)
    return answer({"undone": number, "actor": _bearing(judged[number], case.at())}, case.at())
