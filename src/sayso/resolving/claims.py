"""Claims brought from the actors of their reports to the actors of the case."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from sayso.records import Actor, Claim, Mention, Source


def settled(claims: Iterable[Claim], actors: Iterable[Actor]) -> list[Claim]:
    """The same claims, each mention and source with the id of its actor in the case; ids and words stay."""
    ids = {member: actor.id for actor in actors for member in actor.members}

    def mention(named: Mention) -> Mention:
        return replace(named, actor=ids.get(named.actor, named.actor)) if named.actor is not None else named

    def source(link: Source) -> Source:
        return replace(link, actor=ids.get(link.actor, link.actor)) if link.actor is not None else link

    return [
        replace(claim, sources=tuple(map(source, claim.sources)), subject=tuple(map(mention, claim.subject)),
                object=tuple(map(mention, claim.object)))
        for claim in claims
    ]  # fmt: skip
