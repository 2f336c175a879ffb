"""Questions a case answers: who claims what, what it comes to, who is who. Every answer is protected."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Unpack, get_args

from sayso.asking.case import Known, actors_in, known
from sayso.asking.clocks import When
from sayso.asking.dates import bounds
from sayso.asking.naming import actor_named, told_by, two_actors
from sayso.asking.protection import Unmasking
from sayso.asking.reviewing import standing
from sayso.asking.rulings import load_rulings
from sayso.asking.uses import with_uses
from sayso.codebook.events import events as coded
from sayso.codebook.events import load_events
from sayso.records import (
    Actor,
    AskingError,
    Claim,
    Document,
    Event,
    Finding,
    Grade,
    Join,
    Judgement,
    Review,
    SaysoError,
    Trouble,
)
from sayso.storing import Change, Store


def claims(
    store: Store, *, about: str | None = None, between: tuple[str, str] | None = None, by: str | None = None,
    predicate: str | None = None, words: str | None = None, unmasked: Unmasking | None = None, **when: Unpack[When],
) -> list[Claim]:  # fmt: skip
    """The claims of a case, by report and place; all conditions given must hold.

    `about`: an actor by any of its names, as subject or object; `between`: two of them. `by`: anybody in the chain of
    sources. `words`: all of them stand in the quote.
    """
    case = known(store, "claims", unmasked=unmasked, **when)
    found: Iterable[Claim] = case.claims
    if predicate is not None:
        wanted = case.codebook[predicate].id
        found = [claim for claim in found if claim.predicate == wanted]
    with case.naming():
        if about is not None:
            actor = actor_named(about, case.actors)
            found = [claim for claim in found if concerns(claim, actor.id)]
        for one in two_actors(*between, case.actors) if between is not None else ():
            found = [claim for claim in found if concerns(claim, one.id)]
        if by is not None:
            tells = told_by(by, case.told, case.actors)
            found = [claim for claim in found if tells(claim)]
    if words is not None:
        quoting = {claim.id for claim in store.claims(words=words)}
        found = [claim for claim in found if claim.id in quoting]
    return case.shown(found)


def concerns(claim: Claim, actor: str) -> bool:
    """Whether a claim has that actor as subject or object."""
    return any(mention.actor == actor for mention in (*claim.subject, *claim.object))


def findings(
    store: Store, *, between: tuple[str, str] | None = None, about: str | None = None, grade: str | None = None,
    rulings: str | Path | None = None, unmasked: Unmasking | None = None, **when: Unpack[When],
) -> list[Finding]:  # fmt: skip
    """What the claims of a case come to: between two actors in either direction, about one, or of one grade.

    `rulings` is a file of what the analyst rules on sources, by `load_rulings`.
    """
    if grade is not None and grade not in get_args(Grade):
        raise AskingError(f"{grade}: there is no such grade. There are: {', '.join(get_args(Grade))}.")
    case = known(store, "findings", unmasked=unmasked, **when)
    with case.naming():
        wanted = [{actor.id for actor in two_actors(*between, case.actors)}] if between is not None else []
        wanted += [{actor_named(about, case.actors).id}] if about is not None else []
    return case.shown(
        finding for finding in case.findings(load_rulings(rulings) if rulings is not None else None)
        if (grade is None or finding.grade == grade) and all(ids <= ends(finding) for ids in wanted)
    )  # fmt: skip


def ends(finding: Finding) -> set[str]:
    """The ids of the actors at the ends of a finding."""
    return {end.actor for end in (finding.subject, finding.object) if end is not None and end.actor is not None}


def events(
    store: Store, *, about: str | None = None, root: str | None = None, plain: bool = False,
    unmasked: Unmasking | None = None, **when: Unpack[When],
) -> list[Event]:  # fmt: skip
    """The deeds of a case as coders of events keep them, by report and place, with the status of each.

    `root` is one of PLOVER's. With `plain`, only what is put forward as done: nothing denied, doubted or still to come.
    """
    table = load_events()
    if root is not None and root not in table.quads:
        raise AskingError(f"{root}: PLOVER has no such root. There are: {', '.join(table.quads)}.")
    case = known(store, "events", unmasked=unmasked, **when)
    found: Iterable[Claim] = case.claims
    if about is not None:
        with case.naming():
            actor = actor_named(about, case.actors)
        found = [claim for claim in found if concerns(claim, actor.id)]
    return case.shown(
        event for event in coded(case.shown(found), case.actors, table)
        if (root is None or event.root == root) and (event.plain or not plain)
    )  # fmt: skip


def actors(
    store: Store, *, called: str | None = None, unmasked: Unmasking | None = None, **when: Unpack[When]
) -> list[Actor]:
    """Who is in a case, most reported first, with the users of every name, the reason for every join, and kin.

    With `called`, the one of that name.

    With `since` or `until`, only those whom a claim between them names.
    """
    case = known(store, "actors", unmasked=unmasked, **when)
    if called is not None:
        with case.naming():
            return case.shown(with_uses(case, [actor_named(called, case.actors)]))
    mentioned = dict.fromkeys((actor.id for actor in case.actors), 0)
    for claim in case.claims:
        for id in actors_in(claim):
            if id in mentioned:
                mentioned[id] += 1
    found = case.actors if len(case.claims) == len(case.told) else [one for one in case.actors if mentioned[one.id]]
    ordered = sorted(found, key=lambda actor: (-mentioned[actor.id], actor.name, actor.id))
    return case.shown(with_uses(case, ordered))


def documents(
    store: Store, *, words: str | None = None, unmasked: Unmasking | None = None, **when: Unpack[When]
) -> list[Document]:
    """The reports of a case, by name; with `words`, those whose text holds all of them."""
    case = known(store, "documents", unmasked=unmasked, **when)
    held = set(case.documents) if len(case.claims) == len(case.told) else {claim.document_id for claim in case.claims}
    return case.shown(document for document in store.documents(words=words) if document.id in held)


def troubles(store: Store, *, unmasked: Unmasking | None = None) -> list[Trouble]:
    """What was not read, by file and place, and why."""
    return known(store, "troubles", unmasked=unmasked).shown(store.troubles())


def changes(store: Store, *, unmasked: Unmasking | None = None) -> list[Change]:
    """Everything that was done to a case, oldest first; what people wrote there may name somebody, too."""
    return known(store, "changes", unmasked=unmasked).shown(store.changes())


def check(store: Store) -> list[Trouble]:
    """What is wrong with the case itself; where it is too damaged to know whom to mask, without a word of a report."""
    found = store.check()
    if not found:
        return []
    try:
        return known(store).shown(found)
    except SaysoError:
        return [replace(trouble, why=_QUOTED.sub("'…'", trouble.why)) for trouble in found]


_QUOTED = re.compile("'[^']*'|\"[^\"]*\"")


def judgements(store: Store, *, unmasked: Unmasking | None = None) -> list[Join]:
    """What people have judged on who is who, oldest first, without what was undone."""
    return known(store, "judgements", unmasked=unmasked).shown(store.judgements())


def reviews(store: Store, *, unmasked: Unmasking | None = None) -> list[Review]:
    """What people have said of claims, oldest first, with what was undone."""
    return known(store, "reviews", unmasked=unmasked).shown(store.reviews())


def judge(store: Store, left: str, right: str, judgement: Judgement, *, reason: str, by: str) -> list[Join]:
    """Judge two actors of the case the same, different or unsure; undo each judgement by its number.

    `left` and `right` are actors by name or id, or local actors of one report by id. Two actors become the same by one
    judgement; to tell them apart, every member of one is parted from every member of the other. Where `right` is a
    report, `left` is told apart from whoever goes by that name there.
    """
    case = known(store)
    with case.naming():
        members = [_members(left, case.actors, store)]
        there = _in_report(right, members[0], store, case) if judgement == "different" else ()
        members = [tuple(id for id in members[0] if id not in there), there] if there else [
            members[0], _members(right, case.actors, store)]  # fmt: skip
    pairs = [(members[0][0], members[1][0])] if judgement == "same" else [
        (one, other) for one in members[0] for other in members[1]]  # fmt: skip
    if set(members[0]) & set(members[1]):
        raise AskingError(f"{left} and {right} are one actor in this case. To part it, give the ids of the members "
                          "that differ: `sayso actors CASE --format jsonl` lists them.")  # fmt: skip
    return case.shown(store.judge(one, other, judgement, reason=reason, by=by) for one, other in pairs)


def rename(
    store: Store, actor: str, name: str, *, since: str | None = None, reason: str, by: str
) -> list[Join]:  # fmt: skip
    """Give an actor the name it goes by `since` a day, month or year; whoever bears it already is joined to it.

    A question as of a day before still calls it by the name it had.
    """
    case = known(store)
    if since is not None:
        bounds(since)  # says so where that is no date
    with case.naming():
        meant = actor_named(actor, case.actors)
    bearers = [other for other in case.actors if other.id != meant.id and any(
        form.form.form.casefold() == name.casefold() for form in other.names)]  # fmt: skip
    if len(bearers) > 1:
        raise AskingError(case.shade.hide(f"{name}: {len(bearers)} actors go by this name. Merge {meant.name} with the "
                                          "one you mean by its id first, then rename it."))  # fmt: skip
    made = [store.judge(meant.members[0], other.members[0], "same", reason=reason, by=by) for other in bearers]
    made.append(store.judge(meant.members[0], name, "renamed", reason=reason, by=by, happened=since))
    return case.shown(made)


def _in_report(called: str, members: Iterable[str], store: Store, case: Known) -> tuple[str, ...]:
    """Those of `members` whom the report of this name or id names; none where it is no report."""
    ids = {id for id, document in case.documents.items() if called in (id, document.name)}
    there = {actor.id for id, actors in store.local_actors().items() if id in ids for actor in actors}
    return tuple(member for member in members if member in there)


def _members(name: str, known_actors: Iterable[Actor], store: Store) -> tuple[str, ...]:
    held = list(known_actors)
    if any(name in actor.members for actor in held):
        return (name,)
    if any(name == actor.id for actors in store.local_actors().values() for actor in actors):  # whom only a list names
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
    propositions: tuple[str, ...]  # what each finding is about, as a clause


def explain(store: Store, claim: str, *, unmasked: Unmasking | None = None) -> Explanation:
    """Where a claim comes from and where it goes. Raises `AskingError` unless one claim's id starts so."""
    id = store.claim(claim).id
    case = known(store, f"explain {id}", unmasked=unmasked)
    found = next((one for one in case.claims if one.id == id), None)
    if found is None:
        said = standing(store.reviews())[id]
        raise AskingError(f"{id}: {said.by} rejected this claim: {said.reason} `sayso reviews CASE undo "
                          f"{said.number}` takes that back.")  # fmt: skip
    document = case.documents[found.document_id]
    end = document.text.find("\n", found.end)
    counted = [finding for finding in case.findings() if id in finding.claims]
    [told] = case.shown([Explanation(
        claim=found, document=document,
        paragraph=(document.text.rfind("\n", 0, found.start) + 1, end if end >= 0 else len(document.text)),
        actors=tuple(actor for actor in case.actors if actor.id in actors_in(found)),
        findings=tuple(counted), propositions=tuple(map(case.proposition, counted)),
        event=next(coded([found], case.actors, load_events()), None),
    )])  # fmt: skip
    quoted = told.document.text[: found.start] + told.claim.quote + told.document.text[found.end :]
    return replace(told, document=replace(told.document, text=quoted))
