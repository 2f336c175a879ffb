"""Questions a case answers: who claims what, what it comes to, who is who."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import get_args

from sayso.asking.case import actors_in, known, named_as_of
from sayso.asking.dates import bounds, published_within
from sayso.asking.naming import actor_named, told_by, two_actors
from sayso.codebook.events import events as coded
from sayso.codebook.events import load_events
from sayso.records import Actor, AskingError, Claim, Document, Event, Finding, Grade, Join, Judgement
from sayso.storing import Store


def claims(
    store: Store, *, about: str | None = None, by: str | None = None, predicate: str | None = None,
    since: str | None = None, until: str | None = None, as_of: str | None = None,
) -> list[Claim]:  # fmt: skip
    """The claims of a case, by report and place; all conditions given must hold.

    `about`: an actor by any of its names, as subject or object. `by`: anybody in the chain of sources. `since` and
    `until`: what a claim says of may lie on or after, on or before that day, month or year; a claim that gives no time
    is taken by its report's date. `as_of`: only what was known on that day.
    """
    case = known(store, as_of=as_of)
    found: Iterable[Claim] = case.claims
    if predicate is not None:
        wanted = case.codebook[predicate].id
        found = [claim for claim in found if claim.predicate == wanted]
    with named_as_of(as_of):
        if about is not None:
            actor = actor_named(about, case.actors)
            found = [claim for claim in found if _concerns(claim, actor.id)]
        if by is not None:
            tells = told_by(by, case.claims, case.actors)
            found = [claim for claim in found if tells(claim)]
    if since is not None or until is not None:
        first = bounds(since)[0] if since is not None else None
        last = bounds(until)[1] if until is not None else None
        found = [claim for claim in found if _within(claim, case.documents[claim.document_id], first, last)]
    return list(found)


def _concerns(claim: Claim, actor: str) -> bool:
    return any(mention.actor == actor for mention in (*claim.subject, *claim.object))


def _within(claim: Claim, document: Document, first: str | None, last: str | None) -> bool:
    """Whether what a claim speaks of may lie between two days; by the report's date where it gives no time."""
    earliest = claim.time.earliest if claim.time else None
    latest = claim.time.latest if claim.time else None
    if earliest is None and latest is None:
        published = published_within(document.part_at(claim.start).published or document.published)
        if published is None:
            return False
        earliest, latest = published
    after = first is None or latest is None or latest >= first
    return after and (last is None or earliest is None or earliest <= last)


def findings(
    store: Store, *, between: tuple[str, str] | None = None, about: str | None = None, grade: str | None = None,
    as_of: str | None = None,
) -> list[Finding]:  # fmt: skip
    """What the claims of a case come to: between two actors in either direction, about one, or of one grade."""
    if grade is not None and grade not in get_args(Grade):
        raise AskingError(f"{grade}: there is no such grade. There are: {', '.join(get_args(Grade))}.")
    case = known(store, as_of=as_of)
    with named_as_of(as_of):
        wanted = [{actor.id for actor in two_actors(*between, case.actors)}] if between is not None else []
        wanted += [{actor_named(about, case.actors).id}] if about is not None else []
    return [
        finding for finding in case.findings()
        if (grade is None or finding.grade == grade)
        and all(ids <= {end.actor for end in (finding.subject, finding.object) if end} for ids in wanted)
    ]  # fmt: skip


def events(
    store: Store, *, about: str | None = None, root: str | None = None, plain: bool = False, as_of: str | None = None
) -> list[Event]:
    """The deeds of a case as coders of events keep them, by report and place, with the status of each.

    `root` is one of PLOVER's. With `plain`, only what is put forward as done: nothing denied, doubted or still to come.
    """
    table = load_events()
    if root is not None and root not in table.quads:
        raise AskingError(f"{root}: PLOVER has no such root. There are: {', '.join(table.quads)}.")
    case = known(store, as_of=as_of)
    found: Iterable[Claim] = case.claims
    if about is not None:
        with named_as_of(as_of):
            actor = actor_named(about, case.actors)
        found = [claim for claim in found if _concerns(claim, actor.id)]
    return [
        event for event in coded(found, case.actors, table)
        if (root is None or event.root == root) and (event.plain or not plain)
    ]  # fmt: skip


def actors(store: Store, *, called: str | None = None) -> list[Actor]:
    """Who is in a case, most reported first, with the reason for every join; with `called`, the one of that name."""
    case = known(store)
    if called is not None:
        return [actor_named(called, case.actors)]
    mentioned = dict.fromkeys((actor.id for actor in case.actors), 0)
    for claim in case.claims:
        for id in actors_in(claim) & set(mentioned):
            mentioned[id] += 1
    return sorted(case.actors, key=lambda actor: (-mentioned[actor.id], actor.name, actor.id))


def judge(store: Store, left: str, right: str, judgement: Judgement, *, reason: str, by: str) -> list[Join]:
    """Judge two actors of the case the same, different or unsure; undo each judgement by its number.

    `left` and `right` are actors by name or id, or local actors of one report by id. Two actors become the same by one
    judgement; to tell them apart, every member of one is parted from every member of the other.
    """
    known_actors = known(store).actors
    members = [_members(name, known_actors) for name in (left, right)]
    pairs = [(members[0][0], members[1][0])] if judgement == "same" else [
        (one, other) for one in members[0] for other in members[1]]  # fmt: skip
    if set(members[0]) & set(members[1]):
        raise AskingError(f"{left} and {right} are one actor in this case. To part it, give the ids of the members "
                          "that differ: `sayso actors CASE --format jsonl` lists them.")  # fmt: skip
    return [store.judge(one, other, judgement, reason=reason, by=by) for one, other in pairs]


def _members(name: str, known_actors: Iterable[Actor]) -> tuple[str, ...]:
    held = list(known_actors)
    if any(name in actor.members for actor in held):
        return (name,)
    return actor_named(name, held).members


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """A claim with what it stands in: its paragraph, its report, its actors in the case and what it counts towards."""

    claim: Claim
    document: Document
    paragraph: tuple[int, int]  # start and end in the report's text
    actors: tuple[Actor, ...]
    findings: tuple[Finding, ...]
    event: Event | None  # what a coder of events would keep of it; None: PLOVER has no place for it


def explain(store: Store, claim: str) -> Explanation:
    """Where a claim comes from and where it goes. Raises `AskingError` unless one claim's id starts so."""
    id = store.claim(claim).id
    case = known(store)
    [found] = [one for one in case.claims if one.id == id]
    document = case.documents[found.document_id]
    end = document.text.find("\n", found.end)
    return Explanation(
        claim=found, document=document,
        paragraph=(document.text.rfind("\n", 0, found.start) + 1, end if end >= 0 else len(document.text)),
        actors=tuple(actor for actor in case.actors if actor.id in actors_in(found)),
        findings=tuple(finding for finding in case.findings() if id in finding.claims),
        event=next(coded([found], case.actors, load_events()), None),
    )  # fmt: skip
