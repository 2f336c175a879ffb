"""Who is a party to what: chains of command, adversaries and own losses, computed from the claims themselves."""

from __future__ import annotations

import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import product
from typing import Any

from sayso.records import Actor, Claim, Mention, Source


@cache
def load_rules(name: str) -> Mapping[str, Any]:
    """One file of `data/`, by its name without the ending."""
    return tomllib.loads(resources.files("sayso.weighing").joinpath(f"data/{name}.toml").read_text("utf8"))


@dataclass(frozen=True, slots=True)
class Parties:
    """The sides of a case.

    `houses` leads from an actor to the head of its chain of command (itself where none stands above it), `adversaries`
    from a house to those it acts against or that act against it, `at_war` the same for acts of war alone. An analyst
    who knows better replaces either.
    """

    actors: Mapping[str, Actor]
    houses: Mapping[str, str]
    adversaries: Mapping[str, frozenset[str]]
    at_war: Mapping[str, frozenset[str]]
    called: Mapping[str, tuple[str, ...]]  # a name without case → ids of its bearers

    def house(self, actor: str | None) -> str | None:
        """The head of an actor's chain of command; None where no actor is named."""
        return self.houses.get(actor, actor) if actor is not None and actor in self.actors else None

    def house_of(self, source: Source, document: str) -> str | None:
        """The house a source speaks for: its side's, else its own; None for one whose side is not told."""
        if source.side:
            side = self.bearer(source.side, document)
            if side is not None:
                return self.house(side)
        return self.house(source.actor)

    def bearer(self, name: str, document: str) -> str | None:
        """The one actor that goes by `name` in a document, or else in the case."""
        ids = (name,) if name in self.actors else self.called.get(name.casefold(), ())
        here = [id for id in ids if any(document in used.documents for used in self.actors[id].names)] or ids
        return here[0] if len(here) == 1 else None

    def opposed(self, one: str, other: str) -> bool:
        """Whether two houses are adversaries."""
        return other in self.adversaries.get(one, ())


def parties_of(claims: Iterable[Claim], actors: Iterable[Actor]) -> Parties:
    """The parties that resolved `claims` show, by the rules in `data/parties.toml`."""
    rules = load_rules("parties")
    known = {actor.id: actor for actor in actors}
    called: dict[str, set[str]] = defaultdict(set)
    for actor in known.values():
        for name in actor.names:
            called[name.form.form.casefold()].add(actor.id)
    said = [claim for claim in claims if claim.stance != "predicted"]
    names = {name: tuple(sorted(ids)) for name, ids in called.items()}
    bare = Parties(actors=known, houses={}, adversaries={}, at_war={}, called=names)
    above = {**_states_above(known), **_sides_above(bare), **_told_above(said, known)}
    houses = {id: _top(id, above) for id in known}
    return Parties(
        actors=known, houses=houses, called=names,
        adversaries=_against(said, known, houses, rules["hostile"]),
        at_war=_against(said, known, houses, rules["warlike"]),
    )  # fmt: skip


def _told_above(claims: Iterable[Claim], actors: Mapping[str, Actor]) -> dict[str, str]:
    """Who stands above whom by what the reports tell of posts, wings and members; a denied tie commands nobody."""
    rules = load_rules("parties")
    told: dict[str, Counter[str]] = defaultdict(Counter)
    denied: set[tuple[str, str]] = set()
    for claim in claims:
        if claim.predicate in rules["commanding"] and claim.kind not in rules["not_commanding_kinds"]:
            for under, over in product(_named(claim.subject, actors), _named(claim.object, actors)):
                if claim.certainty in ("CT-", "PR-"):
                    denied.add((under, over))
                elif under != over and claim.certainty in ("CT+", "PR+") and claim.stance == "affirmed":
                    told[under][over] += 1
    above = {}
    for under, counted in sorted(told.items()):
        standing = [over for over in counted if (under, over) not in denied]
        if standing:
            above[under] = min(standing, key=lambda over: (-counted[over], over))
    return above


def _named(mentions: Iterable[Mention], actors: Mapping[str, Actor]) -> list[str]:
    return [mention.actor for mention in mentions if mention.actor is not None and mention.actor in actors]


def _sides_above(parties: Parties) -> dict[str, str]:
    """The side a report gives an actor, where one actor goes by that name."""
    above = {}
    for id, actor in parties.actors.items():
        documents = sorted({document for name in actor.names for document in name.documents})
        side = parties.bearer(actor.side, documents[0] if documents else "") if actor.side else None
        if side and side != id:
            above[id] = side
    return above


def _states_above(actors: Mapping[str, Actor]) -> dict[str, str]:
    """Ministries and forces whose name holds a state's name or its adjective: `Varkeshi army` is Varkesh's."""
    rules = load_rules("parties")["states"]
    states: dict[str, str] = {}  # first letters of the state's name → its actor
    for id, actor in sorted(actors.items(), key=lambda item: (item[1].kind != "STATE", item[0])):
        words = actor.name.casefold().replace("’s", "").replace("'s", "").split()
        if actor.kind == "STATE":
            states.setdefault(" ".join(words), id)
        elif actor.kind == "GOV" and len(words) > 1 and (words[0] in rules["words"] or words[-1] in rules["words"]):
            rest = [word for word in words if word not in rules["words"] and word not in ("of", "the")]
            if len(rest) == 1:
                states.setdefault(rest[0], id)
    above = {}
    for id, actor in sorted(actors.items()):
        if actor.kind in ("GOV", "SEC"):
            words = actor.name.casefold().replace("’s", "").replace("'s", "").split()
            fitting = [name for name in states if states[name] != id and any(
                word.startswith(name) and len(word) - len(name) <= rules["adjective_letters"] for word in words)]
            if fitting:
                above[id] = states[max(fitting, key=lambda name: (len(name), name))]
    return above


def _top(id: str, above: Mapping[str, str]) -> str:
    """The head of a chain of command; in a circle, its smallest id."""
    seen = [id]
    while seen[-1] in above:
        following = above[seen[-1]]
        if following in seen:
            return min(seen[seen.index(following) :])
        seen.append(following)
    return seen[-1]


def _against(
    claims: Iterable[Claim], actors: Mapping[str, Actor], houses: Mapping[str, str], predicates: Iterable[str]
) -> dict[str, frozenset[str]]:
    """Which houses act against which, by claims that count, both ways."""
    kinds, acts = set(load_rules("parties")["party_kinds"]), set(predicates)
    found: dict[str, set[str]] = defaultdict(set)
    for claim in claims:
        if claim.predicate in acts and claim.certainty in ("CT+", "PR+"):
            for one in _houses_of(claim.subject, actors, houses, kinds):
                for other in _houses_of(claim.object, actors, houses, kinds):
                    if one != other:
                        found[one].add(other)
                        found[other].add(one)
    return {house: frozenset(others) for house, others in found.items()}


def _houses_of(
    mentions: Iterable[Mention], actors: Mapping[str, Actor], houses: Mapping[str, str], kinds: set[str]
) -> list[str]:
    return [houses[id] for id in _named(mentions, actors) if actors[id].kind in kinds]
