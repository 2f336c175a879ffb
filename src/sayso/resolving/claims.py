"""Claims brought from the actors of their reports to the actors of the case."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from sayso.records import Actor, Claim, Mention, Source


def settled(claims: Iterable[Claim], actors: Iterable[Actor]) -> list[Claim]:
    """The same claims, each mention and source with the id of its actor in the case; ids and words stay.

    One that its report names and does not tie to an actor gets the only actor that goes by that name there.
    """
    known = list(actors)
    members = {member: actor.id for actor in known for member in actor.members}
    bearers: dict[tuple[str, str], set[str]] = defaultdict(set)
    for actor in known:
        for name in actor.names:
            for document in name.documents:
                bearers[document, name.form.form.casefold()].add(actor.id)

    def meant(local: str | None, name: str, document: str) -> str | None:
        here = bearers.get((document, name.casefold()), set())
        if local in members:
            return members[local]
        return next(iter(here)) if len(here) == 1 else local

    def mention(named: Mention, document: str) -> Mention:
        return named if named.actor is None else replace(named, actor=meant(named.actor, named.name, document))

    def source(link: Source, document: str) -> Source:
        return replace(link, actor=meant(link.actor, link.name, document))

    return [
        replace(
            claim, sources=tuple(source(link, claim.document) for link in claim.sources),
            subject=tuple(mention(named, claim.document) for named in claim.subject),
            object=tuple(mention(named, claim.document) for named in claim.object),
        )
        for claim in claims
    ]  # fmt: skip
