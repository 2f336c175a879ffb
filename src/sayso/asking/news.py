"""What is new in a case since a day: findings, voices and grades, and the claims that made the difference."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sayso.asking.case import Known, known
from sayso.asking.clocks import Clock
from sayso.asking.dates import bounds
from sayso.asking.dossier import Entries
from sayso.asking.naming import actor_named, two_actors
from sayso.asking.protection import Unmasking
from sayso.asking.questions import ends
from sayso.records import Actor, AskingError, Claim, Finding, News, Root
from sayso.storing import Store

_ORDER = ("grade", "finding", "voice", "listed", "actor", "report", "judgement")


def news(
    store: Store, since: str, *, until: str | None = None, clock: Clock | None = None, about: str | None = None,
    between: tuple[str, str] | None = None, unmasked: Unmasking | None = None,
) -> list[News]:  # fmt: skip
    """How a case on the day of `until`, or now, differs from what it was before `since`.

    A finding is new where no claim of it was known before; else it may have another grade, another voice, or be listed
    once more. The `clock` is when a report first came out (`said`, where none is named), when the one at hand did
    (`published`), or when the case took it in (`recorded`).
    """
    if clock == "happened":
        raise AskingError("News goes by when reports came out: give --clock said, published or recorded. `sayso "
                          "timeline` goes by when things happened.")
    first = date.fromisoformat(bounds(since)[0])
    on: Clock = clock or "said"
    now = known(store, "news", unmasked=unmasked, as_of=until, clock=on)
    before = known(store, as_of=(first - timedelta(days=1)).isoformat(), clock=on)
    with now.naming():
        wanted = {actor_named(about, now.actors).id} if about is not None else set()
        wanted |= {actor.id for actor in two_actors(*between, now.actors)} if between is not None else set()
    entries = Entries(now, now.shade, {claim.id: claim for claim in now.claims})
    told = [*_of_findings(before, now, entries, wanted)]
    if not wanted:
        told += [*_of_reports(before, now), *_of_actors(before, now, entries), *_of_judgements(store, since, until, on)]
    ordered = sorted(told, key=lambda one: (_ORDER.index(one.kind), one.what))
    return now.shown(ordered)


@dataclass(frozen=True, slots=True)
class _Earlier:
    """The findings a case had, by their claims: ids may change as actors and happenings grow."""

    by_claim: Mapping[tuple[str, str], list[Finding]]

    @classmethod
    def of(cls, findings: Iterable[Finding]) -> _Earlier:
        held: dict[tuple[str, str], list[Finding]] = defaultdict(list)
        for finding in findings:
            for claim in finding.claims:
                held[finding.predicate, claim].append(finding)
        return cls(held)

    def like(self, finding: Finding) -> Finding | None:
        """The finding that shares most claims with `finding`; None where none does."""
        shared: dict[str, int] = defaultdict(int)
        known = {}
        for claim in finding.claims:
            for earlier in self.by_claim.get((finding.predicate, claim), ()):
                known[earlier.id] = earlier
                shared[earlier.id] += 1 + (_names(earlier) == _names(finding))
        return known[min(shared, key=lambda id: (-shared[id], id))] if shared else None


def _names(finding: Finding) -> tuple[str, str | None]:
    return finding.subject.name, finding.object.name if finding.object else None


def _of_findings(before: Known, now: Known, entries: Entries, wanted: set[str]) -> Iterator[News]:
    earlier = _Earlier.of(before.findings())
    known_claims = {claim.id for claim in before.claims}
    for finding in now.findings():
        fresh = [id for id in finding.claims if id not in known_claims]
        if not wanted <= ends(finding):
            continue
        last = earlier.like(finding)
        clause = now.proposition(finding)
        lines = tuple(map(entries.line, _ordered(fresh, entries.by_id)))
        if last is None:
            if fresh:
                yield News(kind="finding", what=clause, before=None, after=finding.grade, because=tuple(fresh),
                           lines=lines, finding=finding.id)  # fmt: skip
        elif last.grade != finding.grade:
            yield News(kind="grade", what=clause, before=last.grade, after=finding.grade, because=tuple(fresh),
                       lines=lines, finding=finding.id)  # fmt: skip
        elif fresh:
            yield from _of_voices(clause, finding, set(fresh), known_claims, entries)


def _of_voices(
    clause: str, finding: Finding, fresh: set[str], known_claims: set[str], entries: Entries
) -> Iterator[News]:
    """New claims on a finding whose grade stands: by a voice of its own, or only listed; a repeat is no news."""
    for root in finding.roots:
        ids = [id for id in root.claims if id in fresh]
        if ids and not known_claims & set(root.claims):
            lines = tuple(map(entries.line, _ordered(ids, entries.by_id)))
            yield News(kind="listed" if root.stance == "listed" else "voice", what=clause, before=None,
                       after=_voice(root), because=tuple(ids), lines=lines, finding=finding.id)  # fmt: skip


def _voice(root: Root) -> str:
    side = {"for": "says so, too", "against": "denies it, too", "listed": "calls it possible, reported or expected"}
    return f"{root.name} {side[root.stance]}"


def _ordered(ids: Iterable[str], by_id: Mapping[str, Claim]) -> list[Claim]:
    return sorted((by_id[id] for id in ids), key=lambda claim: (claim.document, claim.start, claim.id))


def _of_reports(before: Known, now: Known) -> Iterator[News]:
    claims: dict[str, list[str]] = defaultdict(list)
    for claim in now.claims:
        claims[claim.document_id].append(claim.id)
    for id, document in now.documents.items():
        if id not in before.documents:
            held = len(claims[id])
            title = f" “{document.title}”" if document.title else ""
            yield News(kind="report", what=f"{document.name}{title}", before=None, lines=(), because=tuple(claims[id]),
                       after=f"{held} claim{'' if held == 1 else 's'}")  # fmt: skip


def _of_actors(before: Known, now: Known, entries: Entries) -> Iterator[News]:
    """Actors by name whom no report named before; descriptions (`gunmen`) and people are no news."""
    had = {member for actor in before.actors for member in actor.members}
    for actor in now.actors:
        if actor.kind not in ("PER", "POP", "") and had.isdisjoint(actor.members) and _named(actor):
            first = [claim for claim in now.claims
                     if any(mention.actor == actor.id for mention in (*claim.subject, *claim.object))][:1]  # fmt: skip
            reports = len({document for name in actor.names for document in name.documents})
            yield News(kind="actor", what=actor.name, before=None, lines=tuple(map(entries.line, first)),
                       after=f"named in {reports} report{'' if reports == 1 else 's'}",
                       because=tuple(claim.id for claim in first))  # fmt: skip


def _named(actor: Actor) -> bool:
    return any(name.form.kind in ("full", "abbreviation", "self_name", "spelling") for name in actor.names)


def _of_judgements(store: Store, since: str, until: str | None, clock: Clock) -> Iterator[News]:
    """What people judged on who is who has a day only on the case's own clock."""
    if clock == "recorded":
        last = bounds(until)[1] if until is not None else "9999"
        for join in store.judgements():
            if join.recorded and bounds(since)[0] <= join.recorded[:10] <= last:
                yield News(kind="judgement", what=f"{join.left} and {join.right}", before=None, because=(), lines=(),
                           after=f"{join.judgement}, by {join.by}: {join.reason}")  # fmt: skip
