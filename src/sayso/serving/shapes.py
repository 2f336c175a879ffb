"""What the page is told of a claim, a finding, an actor, a report: the record as it is exported, and what stands by."""

from __future__ import annotations

import msgspec

from sayso.asking.browsing import View, reports_naming
from sayso.exporting import row
from sayso.exporting.rows import Row
from sayso.records import Actor, Claim, Document, Finding, Trouble


def of_claim(told: Claim, view: View) -> Row:
    """A claim as it may be seen, with where it was published and what it counts towards."""
    [claim] = view.known.shown([told])
    document = view.known.documents[claim.document_id]
    part = document.part_at(claim.start)
    return {
        **row(claim), "document_id": claim.document_id, "publisher": part.publisher or document.publisher,
        "published": part.published or document.published,
        "says": proposition_of(claim, view),
        "findings": [{"id": finding.id, "grade": finding.grade} for finding in view.counted_in.get(claim.id, ())],
        "sources": [{**link, "actor": source.actor} for link, source in zip(row(claim)["sources"], claim.sources,
                                                                             strict=True)],
    }  # fmt: skip


def proposition_of(claim: Claim, view: View) -> str:
    """What a claim says as a clause: that of the finding it counts towards, else its own parts."""
    for finding in view.counted_in.get(claim.id, ()):
        return view.known.proposition(finding)
    ends = [", ".join(mention.name for mention in side) for side in (claim.subject, claim.object)]
    return " ".join(filter(None, (ends[0], claim.predicate.replace("_", " "), ends[1])))


def of_finding(finding: Finding, view: View) -> Row:
    """A finding in a list: what it comes to, without its roots."""
    [shown] = view.known.shown([finding])
    whole = row(shown)
    del whole["roots"]
    return {**whole, "proposition": view.known.proposition(finding)}


def of_actor(actor: Actor, view: View) -> Row:
    return {
        "id": actor.id, "name": actor.name, "kind": actor.kind, "side": actor.side,
        "private": actor.id in view.known.shade.people, "reports": len(reports_naming(actor)),
        "members": list(actor.members),
        "names": [{"form": name.form.form, "kind": name.form.kind, "used_by": name.form.used_by,
                   "documents": list(name.documents)} for name in actor.names],
        "joins": [msgspec.to_builtins(join) for join in actor.joins],
    }  # fmt: skip


def of_report(document: Document, view: View) -> Row:
    """A report in a list: what is known of it, without its text."""
    return {
        "id": document.id, "name": document.name, "title": document.title, "publisher": document.publisher,
        "author": document.author, "published": document.published, "language": document.language,
        "media_type": document.media_type, "url": document.url, "characters": len(document.text),
        "claims": sum(claim.document_id == document.id for claim in view.known.claims),
    }  # fmt: skip


def of_trouble(trouble: Trouble) -> Row:
    plain: Row = msgspec.to_builtins(trouble)
    return plain
