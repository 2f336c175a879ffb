"""What a case knows on a day: its reports, actors and claims, brought together once for a question."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TypeVar, Unpack

from sayso.asking.clocks import Clock, When, days, window
from sayso.asking.dates import bounds, published_within
from sayso.asking.geography import geography
from sayso.asking.protection import Protection, Unmasking, protection
from sayso.asking.reviewing import reviewed
from sayso.codebook.predicates import Codebook, load
from sayso.records import Actor, AskingError, Claim, Document, Finding, LocalActor
from sayso.resolving import resolve, settled, told_of
from sayso.storing import Store
from sayso.weighing import Rulings, one_voice, parties_of, proposition
from sayso.weighing import findings as weigh
from sayso.weighing.parties import Parties

Record = TypeVar("Record")


@dataclass(frozen=True, kw_only=True)
class Known:
    """The reports (by id), the actors and the claims of a case, with the actors' ids of the case in the claims.

    What leaves it goes through `shown`, which hides people without a public role unless `unmasked` says otherwise.
    `claims` are those asked for, `told` all that were known on the day: who is a party to what rests on all of them.
    `recorded` is when each report came into the case, by its id.
    """

    documents: Mapping[str, Document]
    actors: tuple[Actor, ...]
    claims: tuple[Claim, ...]
    codebook: Codebook
    told: tuple[Claim, ...] = ()
    recorded: Mapping[str, str]
    as_of: str | None = None
    unmasked: Unmasking | None = None

    def findings(self, rulings: Rulings | None = None) -> list[Finding]:
        """Everything the claims come to, weighed together, by what the analyst rules on sources."""
        return weigh(self.claims, self.actors, documents=self.documents, codebook=self.codebook,
                     parties=self.parties, geography=geography(), rulings=rulings)  # fmt: skip

    def why_one(self, one: Claim, other: Claim) -> tuple[str, ...]:
        """Why the sources of two claims would count once; empty where they would not."""
        return one_voice(one, other, self.parties, self.documents)

    @cached_property
    def parties(self) -> Parties:
        """Who is a party to what, by everything that is told."""
        return parties_of(self.told, self.actors)

    @cached_property
    def shade(self) -> Protection:
        """Who is hidden in what this case answers."""
        return protection(
            self.actors, self.told, self.documents.values(), codebook=self.codebook, today=date.today(),
            unmasked=self.unmasked,
        )  # fmt: skip

    def shown(self, records: Iterable[Record]) -> list[Record]:
        """`records` as they may be seen. Every answer of every question goes through here."""
        return [self.shade.shown(record) for record in records]

    def proposition(self, finding: Finding) -> str:
        """What a finding is about, as a clause that may be seen and may stand in a heading."""
        clause = proposition(self.shade.shown(finding))
        return f"alleged: {clause}" if self.is_accusation(finding) else clause

    def is_accusation(self, finding: Finding) -> bool:
        """Whether a finding lays a crime on a person by name."""
        return finding.subject.actor in self.people and self.shade.accused(finding)

    @cached_property
    def people(self) -> frozenset[str]:
        """The ids of the actors that are persons."""
        return frozenset(actor.id for actor in self.actors if actor.kind == "PER")

    def days(self, claim: Claim, clock: Clock) -> tuple[str | None, str | None] | None:
        """The first and last day a claim has on a clock; None where it has none."""
        return days(claim, self.documents[claim.document_id], self.recorded[claim.document_id], clock)

    @contextmanager
    def naming(self) -> Iterator[None]:
        """Says of a name nobody goes by that only what was known then is asked, and gives no hidden name away."""
        try:
            yield
        except AskingError as error:
            told = self.shade.hide(str(error))
            if self.as_of is not None:
                told += (f" As of {self.as_of}, only reports that were out by then are asked; one without a date "
                         "counts from the day the case took it in.")  # fmt: skip
            raise AskingError(told) from None


def known(store: Store, asked: str = "", *, unmasked: Unmasking | None = None, **when: Unpack[When]) -> Known:
    """What the case knows, on the clocks asked for. That somebody unmasks the answer to what is `asked` is logged.

    With `as_of`, only what was out (on the clock `recorded`: taken in) by the end of that day, month or year; a report
    that gives no date was known when the case took it in. With `since` and `until` only claims that lie between them
    on the `clock`, which is what they speak of where none is named.
    """
    if unmasked is not None:
        why = unmasked.reason or "no reason given: minors and victims of sexual violence stay masked"
        store.log("unmasked", asked or "the whole case", f"by {unmasked.by}: {why}")
    documents = {document.id: document for document in store.documents()}
    by_report, recorded = store.local_actors(), store.recorded()
    told = reviewed(store.claims(), store.reviews(), documents=documents, actors=by_report)
    as_of, clock = when.get("as_of"), when.get("clock")
    if as_of is not None:
        last, by = bounds(as_of)[1], clock if clock in ("published", "recorded") else "said"
        told = [claim for claim in told
                if _out(claim, documents[claim.document_id], recorded[claim.document_id], by) <= last]  # fmt: skip
        kept = {claim.document_id for claim in told}
        kept |= {id for id, one in documents.items()
                 if one.lists_names and (one.published or recorded[id])[:10] <= last}  # fmt: skip
        documents = {id: document for id, document in documents.items() if id in kept}
    local: dict[str, list[LocalActor]] = defaultdict(list)
    for id, known_there in by_report.items():
        if id in documents:
            local[documents[id].name] += known_there
    judgements = [
        join for join in store.judgements()
        if as_of is None or join.happened is None or bounds(join.happened)[0] <= bounds(as_of)[1]
    ]  # fmt: skip
    written = {id: out[0] if (out := published_within(one.published)) else None for id, one in documents.items()}
    actors = resolve(local, judgements, lists={one.name for one in documents.values() if one.lists_names},
                     told=told_of(local, told, written))  # fmt: skip
    told = settled(told, actors)
    within = window(when.get("since"), when.get("until"))
    claims = told if within is None else [
        claim for claim in told
        if within(days(claim, documents[claim.document_id], recorded[claim.document_id], clock or "happened"))
    ]  # fmt: skip
    return Known(documents=documents, actors=tuple(actors), claims=tuple(claims), told=tuple(told), codebook=load(),
                 recorded=recorded, as_of=as_of, unmasked=unmasked)  # fmt: skip


def _out(claim: Claim, document: Document, recorded: str, clock: Clock) -> str:
    """The day by which the claim's article was out, or in the case."""
    spoken = days(claim, document, recorded, clock)
    return spoken[1] if spoken and spoken[1] else recorded[:10]


def actors_in(claim: Claim) -> set[str]:
    """The ids of everybody a claim names, its sources among them."""
    named = [mention.actor for mention in (*claim.subject, *claim.object)] + [source.actor for source in claim.sources]
    return {actor for actor in named if actor is not None}
