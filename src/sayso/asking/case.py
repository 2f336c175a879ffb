"""What a case knows on a day: its reports, actors and claims, brought together once for a question."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from sayso.asking.dates import bounds, published_within
from sayso.codebook.predicates import Codebook, load
from sayso.records import Actor, AskingError, Claim, Document, Finding, LocalActor
from sayso.resolving import resolve, settled
from sayso.storing import Store
from sayso.weighing import findings as weigh


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """The reports (by id), the actors and the claims of a case, with the actors' ids of the case in the claims."""

    documents: Mapping[str, Document]
    actors: tuple[Actor, ...]
    claims: tuple[Claim, ...]
    codebook: Codebook

    def findings(self) -> list[Finding]:
        """Everything the claims come to, weighed together."""
        return weigh(self.claims, self.actors, documents=self.documents, codebook=self.codebook)


def known(store: Store, *, as_of: str | None = None) -> Known:
    """What the case knows; with `as_of`, only what had been published by the end of that day, month or year.

    A report that gives no date was known when the case took it in.
    """
    documents = {document.id: document for document in store.documents()}
    claims = list(store.claims())
    if as_of is not None:
        last, recorded = bounds(as_of)[1], store.recorded()
        claims = [claim for claim in claims
                  if _out(claim, documents[claim.document_id], recorded[claim.document_id]) <= last]  # fmt: skip
        kept = {claim.document_id for claim in claims}
        documents = {id: document for id, document in documents.items() if id in kept}
    local: dict[str, list[LocalActor]] = defaultdict(list)
    for id, known_there in store.local_actors().items():
        if id in documents:
            local[documents[id].name] += known_there
    actors = resolve(local, store.judgements())
    return Known(documents=documents, actors=tuple(actors), claims=tuple(settled(claims, actors)), codebook=load())


def _out(claim: Claim, document: Document, recorded: str) -> str:
    """The day by which the claim's article was out."""
    published = published_within(document.part_at(claim.start).published or document.published)
    return published[1] if published else recorded[:10]


@contextmanager
def named_as_of(as_of: str | None) -> Iterator[None]:
    """Says of a name nobody goes by that only what was known then is asked."""
    try:
        yield
    except AskingError as error:
        if as_of is None:
            raise
        raise AskingError(f"{error} As of {as_of}, only reports that were out by then are asked; one without a date "
                          "counts from the day the case took it in.") from None


def actors_in(claim: Claim) -> set[str]:
    """The ids of everybody a claim names, its sources among them."""
    named = [mention.actor for mention in (*claim.subject, *claim.object)] + [source.actor for source in claim.sources]
    return {actor for actor in named if actor is not None}
