"""What a table shows of a record, in the analyst's words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from typing import Any

from sayso.records import (
    Actor,
    Agreement,
    Claim,
    Contradiction,
    Document,
    Event,
    Finding,
    Join,
    Line,
    Mention,
    Moment,
    News,
    Question,
    Review,
    RuleAgreement,
    SourceProfile,
    Trouble,
)

Columns = dict[str, object]


def of_claim(claim: Claim) -> Columns:
    return {
        "id": claim.id, "who says so": " > ".join(source.name for source in claim.sources) or "the report itself",
        "stance": f"{claim.stance} {claim.certainty}", "subject": _names(claim.subject),
        "predicate": claim.predicate + (f"/{claim.kind}" if claim.kind else ""), "object": _names(claim.object),
        "number": claim.value.text if claim.value else "", "when": claim.time.edtf if claim.time else "",
        "words": f"“{claim.quote}”", "report": f"{claim.document}:{claim.start}",
    }


def brief_claim(claim: Claim) -> Columns:
    """What fits a terminal; `sayso explain` takes an id by its beginning."""
    whole = of_claim(claim)
    what = " ".join(filter(None, (_names(claim.subject), str(whole["predicate"]), _names(claim.object))))
    told = "; ".join(filter(None, (what, str(whole["number"]), str(whole["when"]))))
    return {
        "id": claim.id[:8], "who says so": f"{whole['who says so']} ({whole['stance']})", "what": told,
        "words": whole["words"], "report": whole["report"],
    }


def of_document(document: Document) -> Columns:
    return {
        "id": document.id, "report": document.name, "title": document.title, "publisher": document.publisher,
        "author": document.author, "published": document.published, "language": document.language,
        "characters": len(document.text),
    }


def of_finding(finding: Finding) -> Columns:
    return {
        "id": finding.id, "grade": finding.grade, "subject": finding.subject.name,
        "predicate": finding.predicate + (f"/{finding.kind}" if finding.kind else "") + (
            ": they differ" if finding.differ else ""),
        "object": finding.object.name if finding.object else "", "for": sum(finding.support.values()),
        "against": sum(finding.against.values()), "listed": finding.listed, "reports": finding.documents,
        "in a sentence": finding.sentence,
    }


def brief_finding(finding: Finding) -> Columns:
    whole = of_finding(finding)
    return {
        "id": finding.id[:8], "grade": finding.grade,
        "what": " ".join(str(whole[name]) for name in ("subject", "predicate", "object")),
        "for": whole["for"], "against": whole["against"], "listed": whole["listed"], "reports": whole["reports"],
        "in a sentence": finding.sentence,
    }


def of_contradiction(found: Contradiction) -> Columns:
    return {
        "id": found.id, "verdict": found.verdict, "kind": found.kind, "on the one side": _both_quotes(found.left_lines),
        "on the other": _both_quotes(found.right_lines), "why": found.why, "one voice": "yes" if found.itself else "",
    }


def brief_contradiction(found: Contradiction) -> Columns:
    kind = f"{found.verdict}: {found.kind}" + (", one voice" if found.itself else "")
    return {"what": kind, "on the one side": _both_quotes(found.left_lines[:2]), "on the other": _both_quotes(
        found.right_lines[:2]), "why": found.why}  # fmt: skip


def _both_quotes(lines: Iterable[Line]) -> str:
    return "; ".join(f"{line.chain[-1] if line.chain else 'the report'}: “{line.quote}” ({line.document}:{line.start})"
                     for line in lines)  # fmt: skip


def of_event(event: Event) -> Columns:
    return {
        "claim": event.claim, "code": "/".join(filter(None, (event.root, event.mode))), "quad class": event.quad,
        "actor": ", ".join(event.actor), "recipient": ", ".join(event.recipient), "status": event.status,
        "stage": event.stage, "plain": "yes" if event.plain else "no",
        "who says so": " > ".join(event.told_by) or "the report itself", "when": event.time,
        "where": ", ".join(event.place), "report": f"{event.document}:{event.start}",
    }


def brief_event(event: Event) -> Columns:
    whole = of_event(event)
    return {
        "claim": event.claim[:8], "code": whole["code"],
        "who to whom": " → ".join(filter(None, (", ".join(event.actor), ", ".join(event.recipient)))),
        "status": event.status if event.stage == "accomplished" else f"{event.status}, {event.stage}",
        "plain": whole["plain"], "who says so": whole["who says so"], "when": event.time, "report": whole["report"],
    }


def of_actor(actor: Actor) -> Columns:
    reports = {document for name in actor.names for document in name.documents}
    others = dict.fromkeys(name.form.form for name in actor.names if name.form.form != actor.name)
    return {
        "id": actor.id, "actor": actor.name, "kind": actor.kind, "other names": "; ".join(others),
        "reports": len(reports),
        "joined because": "; ".join(dict.fromkeys(join.reason for join in actor.joins if join.judgement == "same")),
    }


def brief_actor(actor: Actor) -> Columns:
    rules = dict.fromkeys(join.rule for join in actor.joins if join.judgement == "same")
    return {**of_actor(actor), "joined because": ", ".join(rules)}


def of_judgement(join: Join) -> Columns:
    return {
        "number": join.number, "left": join.left, "judgement": join.judgement, "right": join.right,
        "since": join.happened, "reason": join.reason, "by": join.by, "when": join.recorded,
    }


def of_source(source: SourceProfile) -> Columns:
    """What is told of a source, in words; a share of agreement only where enough is shared for one."""
    called = [name for name, _ in source.heard_as if name != source.name]
    return {
        "source": source.name, "what it is": _STANDINGS[source.standing], "heard as": "; ".join(called),
        "reports": len(source.reports), "claims": source.claims,
        "speaks about": "; ".join(f"{spoken.name} {spoken.claims}" for spoken in source.about),
        "asserts": source.asserts, "denies": source.denies, "only lists": source.lists,
        "against its interest": f"{source.against_interest} of {source.as_party}" if source.as_party else "",
        "agrees with": "; ".join(map(_agreement, source.agreements)),
    }


_STANDINGS = {
    "side": "a side and all who speak for it", "named": "known by name", "unnamed": "not named", "own-voice":
    "a report's own voice",
}  # fmt: skip
_FEW = 3  # of a list, on a terminal


def brief_source(source: SourceProfile) -> Columns:
    whole = of_source(source)
    stands = f"{source.asserts} for, {source.denies} against, {source.lists} listed"
    about = [f"{spoken.name} {spoken.claims}" for spoken in source.about[:_FEW]]
    agrees = [_agreement(one) for one in source.agreements[:_FEW]]
    return {
        "source": f"{source.name} ({whole['what it is']})", "reports": whole["reports"], "claims": whole["claims"],
        "speaks about": "; ".join(about), "findings": stands, "against its interest": whole["against its interest"],
        "agrees with": "; ".join(agrees),
    }


def _agreement(one: Agreement) -> str:
    told = f"{one.other}: {one.agree} of {one.shared}"
    return told if one.low is None or one.high is None else f"{told} ({one.low:.0%} to {one.high:.0%})"


def of_moment(moment: Moment) -> Columns:
    from sayso.exporting.dossier import when

    sides = {"for": "", "against": "denied by ", "listed": "only mentioned by "}
    return {
        "when": when(moment.when), "date": "as told" if moment.basis == "happened" else "of the report",
        "what": moment.proposition, "grade": moment.grade,
        "who gives it": "; ".join(sides[stance] + name for name, stance in moment.told),
        "others say": "; ".join(map(when, moment.other_times)), "words": _quotes(moment.lines),
        "report": _reports(moment.lines), "finding": moment.finding,
    }


def brief_moment(moment: Moment) -> Columns:
    whole = of_moment(moment)
    told = f"{whole['when']}" + ("" if moment.basis == "happened" else " (said)")
    others = f"; others: {whole['others say']}" if moment.other_times else ""
    return {
        "when": told + others, "what": f"{moment.proposition} ({moment.grade})", "who gives it": whole["who gives it"],
        "words": _quotes(moment.lines[:1]), "report": _reports(moment.lines[:1]),
    }


_NEWS = {
    "report": "new report", "actor": "new actor", "finding": "new", "grade": "another grade", "voice": "another voice",
    "listed": "listed", "judgement": "judged",
}  # fmt: skip


def of_news(news: News) -> Columns:
    return {
        "news": _NEWS[news.kind], "what": news.what, "before": news.before,
        "now": news.after, "words": _quotes(news.lines) or _why(news), "report": _reports(news.lines),
        "finding": news.finding,
    }


def brief_news(news: News) -> Columns:
    whole = of_news(news)
    return {
        "news": whole["news"], "what": news.what,
        "now": f"{news.before} → {news.after}" if news.before else news.after,
        "words": _quotes(news.lines[:1]) or _why(news), "report": _reports(news.lines[:1]),
    }


def of_question(question: Question) -> Columns:
    ties = (
        f"{'+' if tie.sign > 0 else '−'} {tie.proposition} ({tie.grade}, voices: {tie.voices}"
        + (f", denied by {tie.denied}" if tie.denied else "") + f") {_quotes(tie.lines[:1])}"
        for tie in question.ties
    )  # fmt: skip
    return {
        "about": question.kind, "question": question.question, "why": question.why,
        "holds": "; ".join(question.holds), "ties": " ".join(ties),
    }


def brief_question(question: Question) -> Columns:
    whole = of_question(question)
    ties = [f"{'+' if tie.sign > 0 else '−'} {tie.proposition} {_quotes(tie.lines[:1])}" for tie in question.ties]
    more = f" and {len(ties) - _FEW} more" if len(ties) > _FEW else ""
    return {"question": question.question, "why": question.why, "holds": whole["holds"],
            "ties": " ".join(ties[:_FEW]) + more}  # fmt: skip


def _why(news: News) -> str:
    """A grade may change though nobody says anything new of the thing itself."""
    return "other claims have changed who is a party to it" if news.kind == "grade" else ""


def _quotes(lines: Iterable[Line]) -> str:
    return " / ".join(dict.fromkeys(f"“{line.quote}”" for line in lines))


def _reports(lines: Iterable[Line]) -> str:
    return "; ".join(dict.fromkeys(f"{line.document}:{line.start}" for line in lines))


def of_review(review: Review) -> Columns:
    given = {name: value for name, value in asdict(review.correction).items() if value is not None}
    return {
        "number": review.number, "claim": review.claim, "verdict": review.verdict,
        "correction": "; ".join(f"{name}: {_told(value)}" for name, value in given.items()), "reason": review.reason,
        "by": review.by, "when": review.recorded, "rule": review.read.rule, "undone": review.undone,
    }


def _told(value: object) -> str:
    match value:
        case dict():
            return str(value.get("text") or value.get("best"))
        case list() | tuple():
            return ", ".join(value)
    return str(value)


def of_rule_agreement(agreement: RuleAgreement) -> Columns:
    return {
        "rule": agreement.rule, "reviewed": agreement.reviewed, "accepted": agreement.accepted,
        "corrected": agreement.corrected, "rejected": agreement.rejected, "agreed": f"{agreement.agreed:.0%}",
        "corrected in": ", ".join(f"{name} {count}" for name, count in agreement.fields.items()),
    }


def of_predicate(described: Mapping[str, Any]) -> Iterator[Columns]:
    """A line for each thing the codebook says of a predicate, and one for each example."""
    for name, value in described.items():
        if name == "examples":
            for example in value:
                yield {"what": "example", "codebook": example["text"]}
        elif value in ([], {}, None):
            continue
        elif isinstance(value, dict):
            yield {"what": name, "codebook": "; ".join(f"{key}: {inner}" for key, inner in value.items())}
        else:
            yield {"what": name, "codebook": ", ".join(map(str, value)) if isinstance(value, list) else value}


def of_trouble(trouble: Trouble) -> Columns:
    return {"report": trouble.document, "place": place(trouble), "kind": trouble.kind, "why": trouble.why}


def place(trouble: Trouble) -> str:
    return "" if trouble.start is None else f"{trouble.start}-{trouble.end}"


def _names(mentions: Iterable[Mention]) -> str:
    return ", ".join(mention.name for mention in mentions)
