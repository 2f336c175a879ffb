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


_NAMING = frozenset({"full", "spelling", "self_name", "former_name", "abbreviation"})


def is_named(actor: Actor) -> bool:
    """Whether an actor has a name, and not only words that describe it (`gunmen`, `two officials`)."""
    return any(name.form.kind in _NAMING for name in actor.names)


@dataclass(frozen=True, slots=True)
class Names:
    """Who goes by which name: by the forms that reports use, and states by their adjectives."""

    actors: Mapping[str, Actor]
    called: Mapping[str, tuple[str, ...]]  # a name without case → ids of its bearers
    states: Mapping[str, str]  # a state's name without case → its actor, or its government's
    endings: Mapping[str, tuple[str, ...]]  # the last word of an armed group's name → ids of its bearers

    def bearer(self, name: str, document: str) -> str | None:
        """The one actor that goes by `name` in a document, or else in the case, or the state it is an adjective of."""
        ids = (name,) if name in self.actors else self.called.get(name.casefold(), ())
        here = [id for id in ids if any(document in used.documents for used in self.actors[id].names)] or ids
        if len(here) == 1:
            return here[0]
        alone = " ".join(_words(name)) in self.states or len(_words(name)) == 1
        return None if here else self.state(name) if alone else self.organ(name)

    def named_in(self, words: str, document: str) -> str | None:
        """The one actor that `words` name among others: `mergers into the KLF`; the longest name tells."""
        told = words.split()
        spans = [" ".join(told[first:last]) for first in range(len(told)) for last in range(first + 1, len(told) + 1)]
        for name in sorted(spans, key=lambda name: (-len(name), name)):
            if name.casefold() in self.called and (bearer := self.bearer(name, document)) is not None:
                return bearer
        ending = {id for word in told for id in self.endings.get(word, ())
                  if any(document in name.documents for name in self.actors[id].names
                         if name.form.form.split()[-1] == word)}  # fmt: skip
        return ending.pop() if len(ending) == 1 else None

    def organ(self, name: str) -> str | None:
        """The state whose organ `name` is: `Varkeshi officials`; None for what only has the state in its title."""
        organs = load_rules("parties")["states"]["organs"]
        return self.state(name) if any(word in organs for word in _words(name)) else None

    def state(self, name: str) -> str | None:
        """The state that a word of `name` names: `Varkeshi army`, `Varkesh's parliament` → Varkesh."""
        longer: int = load_rules("parties")["states"]["adjective_letters"]
        fitting = [state for word in _words(name) for state in self.states
                   if word.startswith(state) and len(word) - len(state) <= longer]  # fmt: skip
        return self.states[max(fitting, key=lambda state: (len(state), state))] if fitting else None


@dataclass(frozen=True, slots=True)
class Parties:
    """The sides of a case.

    `houses` leads from an actor to the head of its chain of command (itself where none stands above it), `adversaries`
    from a house to those it acts against or that act against it, `at_war` the same for acts of war alone. An analyst
    who knows better replaces either.
    """

    names: Names
    houses: Mapping[str, str]
    adversaries: Mapping[str, frozenset[str]]
    at_war: Mapping[str, frozenset[str]]
    conflicts: Mapping[str, str]  # house → the smallest id among all who fight it, fight those, and so on

    @property
    def actors(self) -> Mapping[str, Actor]:
        """Every actor of the case by its id."""
        return self.names.actors

    def house(self, actor: str | None) -> str | None:
        """The head of an actor's chain of command; None where no actor is named."""
        return self.houses.get(actor, actor) if actor is not None and actor in self.actors else None

    def house_of(self, source: Source, document: str) -> str | None:
        """The house a source speaks for: its side's, else its own; None for one whose side is not told, or who left."""
        if set(_words(source.name)) & set(load_rules("parties")["no_longer"]):
            return None
        side = self.names.bearer(source.side, document) if source.side else None
        own = source.actor if source.actor in self.actors else self.names.bearer(source.name, document)
        return self.house(side or own)

    def organ_of(self, source: Source, claim: Claim) -> str | None:
        """The house of a source that is described by whose it is, or whose state only its claim names.

        `Kessar sources` are of Kessar; `the authorities`, in a claim on Varkesh alone, are those of Varkesh.
        """
        words = _words(source.name)
        if set(words) & set(load_rules("parties")["no_longer"]):
            return None
        described = source.name.split()[-1].islower() if source.name else False
        named = self.names.named_in(source.name, claim.document) if described else None
        if named is not None and self.actors[named].kind in (*load_rules("parties")["party_kinds"], ""):
            return self.house(named)
        organs = load_rules("parties")["states"]["organs"]
        if not any(word in organs for word in words):
            return None
        told = [mention.name for mention in (*claim.subject, *claim.object)] + [place.name for place in claim.place]
        states = {state for name in told if (state := self.names.state(name)) is not None}
        return self.house(states.pop()) if len(states) == 1 else None

    def publisher(self, name: str, document: str) -> str | None:
        """The house that publishes reports under `name`, where it is one of the case: a ministry, a group's page."""
        return self.house(self.names.bearer(name, document))

    def has_stake(self, house: str, concerned: Iterable[str]) -> bool:
        """Whether a house has a stake in what is said of those `concerned`.

        It has where it is one of them or an armed group, or fights in a conflict that touches them; where none of them
        is known to fight in any, whoever fights at all.
        """
        ends = set(concerned)
        if house in ends or self.actors[house].kind in load_rules("parties")["always_parties"]:
            return True
        if house not in self.adversaries:
            return False
        fighting = {self.conflicts[end] for end in ends if end in self.conflicts}
        return not fighting or self.conflicts[house] in fighting

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
    endings: dict[str, set[str]] = defaultdict(set)
    for actor in known.values():
        for name in actor.names if actor.kind in rules["always_parties"] else ():
            words = name.form.form.split()
            if len(words) > 1 and words[-1][:1].isupper():
                endings[words[-1]].add(actor.id)
    names = Names(known, _sorted(called), _states(known), _sorted(endings))
    said = [claim for claim in claims if claim.stance != "predicted"]
    above = {**_states_above(names), **_members_above(names), **_sides_above(said, names), **_told_above(said, known)}
    houses = {id: _top(id, above) for id in known}
    parties = set(rules["party_kinds"])
    hostile = _against(said, known, houses, rules["hostile"], {*parties, ""})
    official = _against(said, known, houses, rules["official"], parties)
    adversaries = {house: hostile.get(house, frozenset()) | official.get(house, frozenset())
                   for house in sorted({*hostile, *official})}  # fmt: skip
    return Parties(
        names=names, houses=houses, adversaries=adversaries, conflicts=_conflicts(adversaries),
        at_war=_against(said, known, houses, rules["warlike"], {*parties, ""}),
    )


def _sorted(held: Mapping[str, set[str]]) -> dict[str, tuple[str, ...]]:
    return {name: tuple(sorted(ids)) for name, ids in held.items()}


def _conflicts(adversaries: Mapping[str, frozenset[str]]) -> dict[str, str]:
    conflicts: dict[str, str] = {}
    for house in sorted(adversaries):
        waiting = [house] if house not in conflicts else []
        while waiting:
            reached = waiting.pop()
            if reached not in conflicts:
                conflicts[reached] = house
                waiting += adversaries[reached]
    return conflicts


def _words(name: str) -> list[str]:
    return name.casefold().replace("’s", "").replace("'s", "").split()


def _states(actors: Mapping[str, Actor]) -> dict[str, str]:
    """The states of a case by name: actors that are states, and those a government is said to be of."""
    rules = load_rules("parties")["states"]
    states: dict[str, str] = {}
    for id, actor in sorted(actors.items(), key=lambda item: (item[1].kind != "STATE", item[1].name, item[0])):
        words = _words(actor.name)
        if actor.kind == "STATE":
            states.setdefault(" ".join(words), id)
        elif actor.kind == "GOV" and set(words) & set(rules["words"]):
            rest = [word for word in words if word not in rules["words"] and word not in rules["fillers"]]
            if len(rest) == 1:
                states.setdefault(rest[0], id)
    return states


def _states_above(names: Names) -> dict[str, str]:
    """Ministries and forces whose name holds a state's name or its adjective."""
    above = {id: state for id, actor in names.actors.items()
             if actor.kind in ("GOV", "SEC") and (state := names.state(actor.name)) is not None}  # fmt: skip
    return {id: state for id, state in above.items() if id != state}


def _members_above(names: Names) -> dict[str, str]:
    """Fighters and leaders who are only described, by the armed group their description names."""
    rules = load_rules("parties")
    above = {}
    for id, actor in names.actors.items():
        words = actor.name.split() if not is_named(actor) else []
        for place in (place for place, word in enumerate(words) if word.casefold() in rules["members"]):
            joined, after = words[place + 1 : place + 2], words[place + 2 :]
            after = after[after[:1] == ["the"] :] if set(joined) & set(rules["membership"]) else []
            told = [after, *(words[first:place] for first in range(place))]
            groups = {group for name in told for group in names.called.get(" ".join(name).casefold(), ())
                      if names.actors[group].kind in rules["always_parties"]} - {id}  # fmt: skip
            if len(groups) == 1:
                above[id] = groups.pop()
                break
    return above


def _sides_above(claims: Iterable[Claim], names: Names) -> dict[str, str]:
    """The side that reports give an actor, most often, where one actor goes by that name."""
    told: dict[str, Counter[str]] = defaultdict(Counter)
    for id, actor in names.actors.items():
        documents = sorted({document for name in actor.names for document in name.documents})
        side = names.bearer(actor.side, documents[0] if documents else "") if actor.side else None
        if side is not None:
            told[id][side] += 1
    for claim in claims:
        for source in claim.sources:
            if source.actor in names.actors and source.actor is not None and source.side:
                side = names.bearer(source.side, claim.document)
                if side is not None:
                    told[source.actor][side] += 1
    sides = {id: min(counted, key=lambda side: (-counted[side], side)) for id, counted in sorted(told.items())}
    return {id: side for id, side in sides.items() if id != side}


def _told_above(claims: Iterable[Claim], actors: Mapping[str, Actor]) -> dict[str, str]:
    """Who stands above whom by what the reports tell of posts, wings and members; a denied tie commands nobody."""
    rules = load_rules("parties")
    told: dict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
    denied: set[tuple[str, str, str]] = set()  # who denies a post does not deny that he belongs
    for claim in claims:
        if claim.predicate in rules["commanding"] and claim.kind not in rules["not_commanding_kinds"]:
            for under, over in product(_named(claim.subject, actors), _named(claim.object, actors)):
                if claim.certainty in ("CT-", "PR-"):
                    denied.add((under, over, claim.predicate))
                elif under != over and claim.certainty in ("CT+", "PR+") and claim.stance == "affirmed":
                    told[under][over, claim.predicate] += 1
    above = {}
    for under, counted in sorted(told.items()):
        standing: Counter[str] = Counter()
        for (over, predicate), number in counted.items():
            if (under, over, predicate) not in denied:
                standing[over] += number
        if standing:
            above[under] = min(standing, key=lambda over: (-standing[over], over))
    return above


def _named(mentions: Iterable[Mention], actors: Mapping[str, Actor]) -> list[str]:
    return [mention.actor for mention in mentions if mention.actor is not None and mention.actor in actors]


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
    claims: Iterable[Claim], actors: Mapping[str, Actor], houses: Mapping[str, str], predicates: Iterable[str],
    kinds: set[str],
) -> dict[str, frozenset[str]]:  # fmt: skip
    """Which houses act against which, by claims that count, both ways."""
    acts = set(predicates)
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
    return [houses[id] for id in _named(mentions, actors) if actors[id].kind in kinds and is_named(actors[id])]
