"""Who or what fills a side of a claim, brought to a key that two reports of one thing share."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from sayso.codebook.predicates import Predicate
from sayso.records import Claim, Mention, Party
from sayso.weighing.parties import Parties, is_named, load_rules
from sayso.weighing.places import Geography

_WORD = re.compile(r"[^\W_]+")
NOBODY = ("", None)


@dataclass(frozen=True, slots=True)
class Keys:
    """What the keys of fillers rest on."""

    parties: Parties
    geography: Geography

    def fillers(
        self, mentions: Iterable[Mention], claim: Claim, predicate: Predicate
    ) -> list[tuple[str, Party | None]]:
        """Each filler of a slot with its key: a named actor's id, a place's one name, a weapon's class, else its words.

        Who gives to the fighters of a group gives to the group; where its leaders are, it is. Words alone tell only
        inside one report, but for what is dated. No filler: an empty key.
        """
        found: dict[str, Party | None] = {}
        for mention in mentions:
            actor = self.parties.actors.get(mention.actor or "")
            if actor is not None and not is_named(actor) and _stands_for_its_group(predicate):
                actor = self.parties.actors[self.parties.houses[actor.id]]
            if actor is not None and is_named(actor) and actor.kind not in ("EVT", "EQP"):
                found[actor.id] = Party(name=actor.name, actor=actor.id)
                continue
            key = self._words(mention, claim, predicate)
            found[key] = Party(name=mention.name, actor=mention.actor if actor is not None else None)
        return sorted(found.items(), key=lambda filler: filler[0]) or [NOBODY]

    def _words(self, mention: Mention, claim: Claim, predicate: Predicate) -> str:
        if predicate.id in ("present_in", "controls", "moves_to") and mention.actor is None:
            return self.geography.key(mention.name)
        words = " ".join(_WORD.findall(mention.name.casefold()))
        if predicate.group == "capability" and (equipment := equipment_of(words)) is not None:
            return equipment.key if predicate.id == "possesses" else equipment.name
        if claim.value is not None and claim.value.unit and claim.value.unit.casefold() in words:
            words = claim.value.unit.casefold()
        if (described := described_people(words)) is not None:
            words = described
        if mention.actor is not None and not is_dated(predicate):
            words += "\x1f" + claim.document_id
        return words


def is_dated(predicate: Predicate) -> bool:
    """Whether two claims of the predicate may be two happenings."""
    return predicate.group in load_rules("gathering")["dated_groups"] and predicate.time != "standing"


def _stands_for_its_group(predicate: Predicate) -> bool:
    rules = load_rules("parties")
    return predicate.id in rules["also_stand_for_their_group"] or (
        predicate.group in rules["stand_for_their_group"] and predicate.id not in rules["stand_for_themselves"]
    )  # fmt: skip


def described_people(words: str) -> str | None:
    """The key of people who are only described as under arms, by whose they are: `armed: kessar`; None for others.

    >>> described_people("kessar militant groups") == described_people("various kessar militants")
    True
    """
    rules = _described()
    told = words.split()
    if not rules["armed"].intersection(told):
        return None
    return "armed: " + " ".join(word for word in told if word not in rules["armed"] | rules["filling"])


@cache
def _described() -> Mapping[str, frozenset[str]]:
    rules = load_rules("descriptions")
    return {name: frozenset(rules[name]) for name in ("forces", "armed", "filling", "citizens")}


@dataclass(frozen=True, slots=True)
class Equipment:
    """A class of weapon or method, with its size where that is told; `within` are the wider classes."""

    name: str
    size: str
    within: tuple[str, ...]

    @property
    def key(self) -> str:
        return f"{self.size} {self.name}".strip()


@cache
def equipment_of(words: str) -> Equipment | None:
    """The class of equipment that `words` name; None where they name none that is known.

    >>> equipment_of("quadcopter drones").key, equipment_of("two rifles")
    ('small drone', None)
    """
    rules = load_rules("descriptions")
    classes = {entry["class"]: entry for entry in rules["equipment"]}
    told = set(words.split())
    named = [name for name, entry in classes.items() if told & set(entry["words"])]
    narrow = [name for name in named if not any(classes[other].get("within") == name for other in named)]
    if not narrow:
        return None
    within = []
    wider = classes[narrow[0]].get("within")
    while wider:
        within.append(wider)
        wider = classes[wider].get("within")
    size = next((size for size, marks in rules["sizes"].items() if told & set(marks)), "")
    return Equipment(narrow[0], size, tuple(within))


def kin(one: str, other: str) -> bool:
    """Whether two descriptions may be of one thing: a telling word in common, or one the initials of the other.

    >>> kin("Harbour School in Dorvan", "HS Dorvan"), kin("the hill base", "a bank")
    (True, False)
    """
    here, there = _telling(one), _telling(other)
    return bool(here & there) or _initials(one, other) or _initials(other, one)


@cache
def _telling(words: str) -> frozenset[str]:
    rules = _described()
    told = [word for word in _WORD.findall(words.casefold()) if len(word) > 2 and word not in rules["filling"]]
    forces = {"\x1fforces"} if rules["forces"].intersection(told) else set()
    return frozenset({_singular(word) for word in told if word not in rules["citizens"]} | forces)


def _singular(word: str) -> str:
    return word[:-1] if word.endswith("s") and len(word) > 3 else word


def _initials(short: str, long: str) -> bool:
    starts = "".join(word[0] for word in _WORD.findall(long) if word[0].isupper())
    return any(len(word) > 1 and word.isupper() and starts.startswith(word) for word in _WORD.findall(short))


def people_of(words: str) -> str:
    """Which people a description of the dead is of: `forces`, `armed`, else its own words.

    >>> people_of("nine soldiers"), people_of("two rebel fighters")
    ('forces', 'armed')
    """
    rules = _described()
    told = frozenset(_WORD.findall(words.casefold()))
    if told & rules["armed"]:
        return "armed"
    return "forces" if told & rules["forces"] else " ".join(sorted(told - rules["filling"]))
