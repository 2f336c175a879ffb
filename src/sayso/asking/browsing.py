"""A case held open for many questions: brought together once, narrowed by one filter, counted by facet."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from threading import Lock
from typing import Literal, TypeVar, get_args

from sayso.asking.case import Known, actors_in, known
from sayso.asking.clocks import Clock, window
from sayso.asking.network import Net
from sayso.asking.protection import Unmasking
from sayso.asking.questions import concerns
from sayso.records import Actor, AskingError, Claim, Document, Finding, Grade, Source, Stance
from sayso.resolving import normal
from sayso.storing import Store

Thing = TypeVar("Thing")
FacetName = Literal["actor", "predicate", "grade", "source", "stance"]
OWN_VOICE = "own-voice"  # the facet value for what reports say without a source


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """What an analyst wants to see; every condition that is given must hold.

    `actors`: ids, each of which a claim must name as subject or object. `source`: a value of the facet of sources.
    `report`: the id of a document. Dates are days, months or years, on the `clock`: when it happened, if none is named.
    """

    words: str | None = None
    actors: tuple[str, ...] = ()
    predicate: str | None = None
    grade: str | None = None
    source: str | None = None
    stance: str | None = None
    since: str | None = None
    until: str | None = None
    clock: Clock | None = None
    as_of: str | None = None
    report: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """A value that claims may be narrowed to, and how many of them would stay."""

    value: str
    label: str
    count: int


@dataclass(frozen=True)
class View:
    """Everything a case holds as of one day, ready to be looked up. Nothing in it is masked yet; `known.shown` does."""

    known: Known
    findings: tuple[Finding, ...]
    claims: Mapping[str, Claim]
    counted_in: Mapping[str, tuple[Finding, ...]]  # by claim
    actors: Mapping[str, Actor]

    @cached_property
    def net(self) -> Net:
        """The sides of the case, and who belongs to which."""
        return Net.of(self.known, self.findings)

    def claim(self, id: str) -> Claim:
        """The claim of that id. Raises `AskingError` where it is not known."""
        return _found(self.claims, id, "claim")

    def actor(self, id: str) -> Actor:
        """The actor of that id. Raises `AskingError` where it is not known."""
        return _found(self.actors, id, "actor")

    def finding(self, id: str) -> Finding:
        """The finding of that id. Raises `AskingError` where it is not known."""
        return _found({finding.id: finding for finding in self.findings}, id, "finding")

    def text(self, document: Document) -> str:
        """The text of a report as it may be seen: every claim in it in the words in which the claim is shown."""
        text = self.known.shade.hide(document.text)
        for claim in self.known.told:
            if claim.document_id == document.id:
                [shown] = self.known.shown([claim])
                if shown.quote != text[claim.start : claim.end]:
                    text = text[: claim.start] + shown.quote + text[claim.end :]
        return text


def _found(held: Mapping[str, Thing], id: str, what: str) -> Thing:
    if id not in held:
        raise AskingError(f"{id}: there is no such {what} in the case. It may have been read, merged or corrected "
                          "anew since the link was made, or not yet be known on the day asked for.")
    return held[id]


class Browsing:
    """A case that is asked many things. What it comes to is worked out again only when the case has changed."""

    _KEPT = 4  # days of which the view is kept

    def __init__(self, store: Store, *, unmasked: Unmasking | None = None) -> None:
        self.store = store
        self.unmasked = unmasked
        self._views: dict[tuple[int, str | None], View] = {}
        self._lock = Lock()

    def at(self, as_of: str | None = None) -> View:
        """The case as it stands, or as it was known on a day, month or year."""
        with self._lock:
            state = self.store.latest_change(), as_of
            if state not in self._views:
                while len(self._views) >= self._KEPT:
                    del self._views[next(iter(self._views))]
                self._views[state] = self._made(as_of)
            return self._views[state]

    def _made(self, as_of: str | None) -> View:
        case = known(self.store, "page", unmasked=self.unmasked, as_of=as_of)
        findings = tuple(case.findings())
        counted: dict[str, list[Finding]] = defaultdict(list)
        for finding in findings:
            for id in finding.claims:
                counted[id].append(finding)
        return View(
            case, findings, {claim.id: claim for claim in case.claims},
            {id: tuple(of) for id, of in counted.items()}, {actor.id: actor for actor in case.actors},
        )  # fmt: skip

    def chosen(self, wanted: Filter) -> list[Claim]:
        """The claims that a filter leaves, by report and place."""
        view = self.at(wanted.as_of)
        kept: Iterable[Claim] = view.known.claims
        for holds in self._conditions(view, wanted):
            kept = [claim for claim in kept if holds(claim)]
        return list(kept)

    def _conditions(self, view: View, wanted: Filter) -> Iterable[Callable[[Claim], bool]]:
        if wanted.predicate is not None:
            predicate = view.known.codebook[wanted.predicate].id
            yield lambda claim: claim.predicate == predicate
        if wanted.stance is not None:
            stance = _one_of(wanted.stance, get_args(Stance), "stance")
            yield lambda claim: claim.stance == stance
        if wanted.report is not None:
            yield lambda claim: claim.document_id == wanted.report
        for id in wanted.actors:
            actor = view.actor(id).id
            yield lambda claim, actor=actor: concerns(claim, actor)  # type: ignore[misc]
        if wanted.source is not None:
            yield lambda claim: wanted.source in source_values(claim)
        if wanted.grade is not None:
            grade = _one_of(wanted.grade, get_args(Grade), "grade")
            yield lambda claim: any(finding.grade == grade for finding in view.counted_in.get(claim.id, ()))
        if wanted.since is not None or wanted.until is not None:
            within, clock = window(wanted.since, wanted.until), wanted.clock or "happened"
            assert within is not None
            yield lambda claim: within(view.known.days(claim, clock))
        if wanted.words is not None and wanted.words.strip():
            hit = self.matching(view, wanted.words)
            yield lambda claim: claim.id in hit

    def matching(self, view: View, words: str) -> set[str]:
        """The ids of claims whose quote holds all `words`, or that name an actor called so."""
        bearers = {actor.id for actor in called(words, view)}
        return {claim.id for claim in self.store.claims(words=words)} | {
            claim.id for claim in view.known.claims if bearers & actors_in(claim)}  # fmt: skip

    def weighed(self, wanted: Filter) -> list[Finding]:
        """The findings that a filter leaves: those that some chosen claim counts towards."""
        ids = {claim.id for claim in self.chosen(wanted)}
        return [finding for finding in self.at(wanted.as_of).findings
                if ids.intersection(finding.claims) and (wanted.grade is None or finding.grade == wanted.grade)
                and _between(finding, wanted.actors)]  # fmt: skip


def _between(finding: Finding, actors: tuple[str, ...]) -> bool:
    ends = {end.actor for end in (finding.subject, finding.object) if end is not None}
    return set(actors) <= ends


def _one_of(value: str, known_values: tuple[str, ...], what: str) -> str:
    if value not in known_values:
        raise AskingError(f"{value}: there is no such {what}. There are: {', '.join(known_values)}.")
    return value


def called(words: str, view: View) -> list[Actor]:
    """Actors with a name that begins with `words`, or in which a word does; most reported first."""
    wanted = normal(words)
    if not wanted:
        return []
    found = [actor for actor in view.known.actors
             if any(f" {normal(name.form.form)}".find(f" {wanted}") >= 0 for name in actor.names)]  # fmt: skip
    return sorted(found, key=lambda actor: (-len(reports_naming(actor)), actor.name, actor.id))


def reports_naming(actor: Actor) -> set[str]:
    """The names of the reports that name an actor."""
    return {document for name in actor.names for document in name.documents}


def facets(view: View, claims: Iterable[Claim]) -> dict[FacetName, list[Facet]]:
    """How many of `claims` each actor, predicate, grade, source and stance has, most first.

    People without a public role are no facet.
    """
    counts: dict[FacetName, Counter[str]] = {name: Counter() for name in get_args(FacetName)}
    labels: dict[FacetName, dict[str, str]] = {name: {} for name in get_args(FacetName)}
    for claim in claims:
        counts["predicate"][claim.predicate] += 1
        counts["stance"][claim.stance] += 1
        for grade in {finding.grade for finding in view.counted_in.get(claim.id, ())}:
            counts["grade"][grade] += 1
        for actor in {mention.actor for mention in (*claim.subject, *claim.object)}:
            if actor is not None and actor in view.actors and actor not in view.known.shade.people:
                counts["actor"][actor] += 1
                labels["actor"][actor] = view.actors[actor].name
        for value, label in source_values(claim).items():
            if value not in view.known.shade.people:
                counts["source"][value] += 1
                labels["source"].setdefault(value, view.actors[value].name if value in view.actors else label)
    return {
        name: [Facet(value=value, label=labels[name].get(value, value), count=count)
               for value, count in sorted(counted.items(), key=lambda held: (-held[1], labels[name].get(held[0], "")))]
        for name, counted in counts.items()
    }  # fmt: skip


def source_values(claim: Claim) -> dict[str, str]:
    """The sources of a claim as values of a facet, each with its name."""
    if not claim.sources:
        return {OWN_VOICE: "the report itself"}
    return {_source_value(source): source.name for source in claim.sources}


def _source_value(source: Source) -> str:
    if source.actor is not None:
        return source.actor
    return _by_name(source.name)


@lru_cache(maxsize=100_000)
def _by_name(name: str) -> str:
    return "s-" + hashlib.sha256((normal(name) or name).encode()).hexdigest()[:12]
