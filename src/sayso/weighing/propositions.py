"""Which claims speak of the same thing, for it or against it, and what follows from them for weaker things."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import product
from typing import Any, Literal

from sayso.codebook.predicates import Codebook, Predicate
from sayso.records import Claim, Party
from sayso.weighing.figures import times_apart
from sayso.weighing.fillers import NOBODY, Keys, equipment_of, is_dated, people_of
from sayso.weighing.occurrences import Saying, happenings, occurrences, window_of
from sayso.weighing.parties import Parties, load_rules
from sayso.weighing.places import Geography

Side = Literal["for", "against", "listed"]
Key = tuple[str, ...]  # predicate, kind, subject, object, happening


@dataclass(frozen=True, slots=True)
class Proposition:
    """One thing that claims speak of, whoever makes them. The end of `key` tells one happening from the next.

    `sides` says on which side each claim counts. `entailed` are the ids of those that say something stronger, or deny
    something weaker. `differ`: what is said is the minus (two differ in ideology), and `for` counts it.
    """

    predicate: str
    kind: str | None
    subject: Party
    object: Party | None
    key: Key
    claims: tuple[Claim, ...]
    sides: Mapping[str, Side]
    entailed: frozenset[str] = frozenset()
    differ: bool = False


def side_of(claim: Claim) -> Side:
    """On which side a claim counts: CT and PR do, what is possible, open or predicted is only listed."""
    if claim.stance == "predicted" or claim.certainty in ("PS+", "PS-", "Uu"):
        return "listed"
    return "for" if claim.certainty in ("CT+", "PR+") else "against"


def is_minus(claim: Claim) -> bool:
    """Whether a claim denies, doubts or expects the contrary, counted or not."""
    return claim.certainty.endswith("-")


def propositions(
    claims: Iterable[Claim], parties: Parties, codebook: Codebook, geography: Geography | None = None
) -> list[Proposition]:
    """Every proposition of resolved `claims`, in an order of its own; a claim on two subjects speaks of two."""
    keys = Keys(parties, geography or Geography())
    atoms = _atoms(_sayings(claims, keys, codebook), codebook, keys)
    return _Entailing(atoms, keys, codebook).propositions()


# -- what is said directly -----------------------------------------------------------------------------------------


def _sayings(claims: Iterable[Claim], keys: Keys, codebook: Codebook) -> Iterator[Saying]:
    for claim in claims:
        predicate = codebook[claim.predicate]
        for (first, one), (second, other) in product(
            keys.fillers(claim.subject, claim, predicate), keys.fillers(claim.object, claim, predicate)
        ):
            if first == second and one is not None:
                continue
            ends = [(first, one), (second, other)]
            if predicate.symmetric and other is not None:
                ends.sort(key=lambda end: end[0])
            (subject_key, subject), (object_key, object) = ends
            yield Saying(claim, claim.predicate, _kind(claim, predicate), subject_key, subject, object_key, object)


def _kind(claim: Claim, predicate: Predicate) -> str:
    """The kind as far as it belongs to the proposition: a level, a stage of an agreement; empty where it does not."""
    rules = load_rules("entailment")["kinds"]
    if predicate.id == "agree":
        return "ended" if dict(claim.roles).get("phase") in rules["ending_phases"] else "concluded"
    kind = claim.kind if claim.predicate in load_rules("gathering")["kind_tells"] else None
    return kind or rules["unspecified"].get(predicate.id, "")


def _atoms(sayings: Iterable[Saying], codebook: Codebook, keys: Keys) -> dict[Key, list[Saying]]:
    """What is said directly, by proposition; dated things by the happening they tell of."""
    rules = load_rules("gathering")
    atoms: dict[Key, list[Saying]] = defaultdict(list)
    violent: list[Saying] = []
    dated: dict[Key, list[Saying]] = defaultdict(list)
    together = {name: group[0] for group in rules["together"] for name in group}
    for saying in sayings:
        predicate = codebook[saying.predicate]
        if _happens_once(saying, keys) or not is_dated(predicate):
            atoms[_key(saying, "")].append(saying)
        elif saying.predicate in rules["occurrence"]:
            violent.append(saying)
        else:
            doer = "" if predicate.group in rules["deeds"] else saying.subject_key
            family = together.get(saying.predicate)
            dated[family or saying.predicate, "" if family else saying.kind, doer, saying.object_key].append(saying)
    for group in occurrences(violent, keys.geography):
        # Sayings on plain words are told apart by them, since days and places of two deeds may be the same.
        told = min(saying.object_key for saying in group), min(saying.doer for saying in group)
        happening = "/".join((window_of(group), *told))
        for saying in group:
            atoms[_key(_within(saying), happening)].append(saying)
    for block, held in sorted(dated.items()):
        predicate = codebook[block[0]]
        widest = rules["widest_period_days"] if predicate.time == "period" else rules["widest_event_days"]
        for window, members in happenings(held, widest, keys.geography):
            for saying in members:
                atoms[_key(saying, window)].append(saying)
    return atoms


def _key(saying: Saying, happening: str) -> Key:
    return saying.predicate, saying.kind, saying.subject_key, saying.object_key, happening


def _happens_once(saying: Saying, keys: Keys) -> bool:
    slot = load_rules("gathering")["once"].get(saying.predicate)
    end = saying.subject if slot == "subject" else saying.object if slot else None
    actor = keys.parties.actors.get(end.actor or "") if end is not None else None
    return actor is not None and actor.kind == "PER"


def _within(saying: Saying) -> Saying:
    """A saying of an occurrence without the words it shares with the others: what was hit, whose the dead were."""
    if saying.predicate == "casualty_count":
        people = people_of(saying.subject.name) if saying.subject else ""
        of_class = people in ("forces", "armed") or saying.subject is None or saying.subject.actor is None
        return replace(saying, subject_key=people if of_class else saying.subject_key, object_key="")
    if saying.predicate in ("clash", "abduct", "kill"):
        return saying
    return replace(saying, object_key="")


# -- what follows --------------------------------------------------------------------------------------------------


@dataclass
class _Entailing:
    """Finds for every proposition what is said of it by claims on stronger and weaker ones."""

    atoms: Mapping[Key, list[Saying]]
    keys: Keys
    codebook: Codebook

    def __post_init__(self) -> None:
        self.rules: Mapping[str, Any] = load_rules("entailment")
        self.silent = {(entry["from"], entry["weaker"]) for entry in self.rules["silent"]}
        self.special: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for entry in self.rules["follows"]:
            self.special[entry["from"]].append(entry)
        self.offices = self._offices()

    def propositions(self) -> list[Proposition]:
        weaker: dict[Key, dict[Key, list[Saying]]] = defaultdict(lambda: defaultdict(list))  # weaker → stronger → said
        for key, sayings in self.atoms.items():
            for saying in sayings:
                for implied in self._closure(key, saying):
                    weaker[implied][key].append(saying)
        gathered = set(self.rules["gathered"]["predicates"])
        found = []
        for key in sorted({*self.atoms, *weaker}):
            stronger = weaker.get(key, {})
            if key not in self.atoms and (key[0] not in gathered or len(_counted(stronger)) < 2):
                continue
            found.append(self._proposition(key, stronger))
        # A denial of the weaker denies the stronger, where somebody speaks of the stronger.
        against: dict[Key, list[Saying]] = defaultdict(list)
        for entry in self.rules["denied_with"]:  # nobody was killed, so nobody died
            for key, sayings in self.atoms.items():
                if key[0] == entry["by"] and not key[2]:
                    denials = [saying for saying in sayings if side_of(saying.claim) == "against"]
                    against[entry["denies"], "", key[3], "", key[4]] += denials
        for key, by_stronger in weaker.items():
            denials = [saying for saying in self.atoms.get(key, ()) if side_of(saying.claim) == "against"]
            if denials and key[0] not in self.rules["kinds"]["telling_minus"]:
                for strong in by_stronger:
                    against[strong] += denials
        return [self._denied(one, against[one.key]) if one.key in against else one for one in found]

    def _closure(self, key: Key, saying: Saying) -> list[Key]:
        """Every weaker proposition that one saying bears on; a denial bears on none but by being of that kind."""
        found: dict[Key, None] = {}
        waiting = [key]
        while waiting:
            for implied in self._steps(waiting.pop(), saying):
                if implied not in found and implied != key:
                    found[implied] = None
                    waiting.append(implied)
        return list(found)

    def _steps(self, key: Key, saying: Saying) -> Iterator[Key]:
        name, kind, subject, object, happening = key
        undoing = self.rules["kinds"]["undoing"]
        bare = self.rules["kinds"]["unspecified"].get(name, "")
        tells = name in load_rules("gathering")["kind_tells"]
        if kind in undoing:
            return
        if tells and kind != bare and not kind.startswith("other"):
            yield name, bare, subject, object, happening
        if subject and self.codebook[name].group in load_rules("gathering")["deeds"] and name != "clash":
            yield name, kind, "", object, happening
        if name == "present_in" and key in self.atoms and saying.object is not None and "\x1f" not in object:
            for around in self.keys.geography.around(saying.object.name):
                yield name, kind, subject, around, happening
        if name == "uses_tactic" and (equipment := equipment_of(object)) is not None:
            for wider in equipment.within:
                yield name, kind, subject, wider, happening
        if name == "claim_responsibility" or (name == "casualty_count" and happening):
            yield "attack", "", subject if name == "claim_responsibility" else "", "", happening
        for entry in self.special[name]:
            if self._follows(entry, saying, kind):
                yield from self._turned(entry, key, saying)
        told = {entry["weaker"] for entry in self.special[name]}
        for weak in self.codebook[name].entails:
            if weak not in told and (name, weak) not in self.silent and object:
                yield self._plain(weak, subject, object, happening if is_dated(self.codebook[name]) else "")

    def _plain(self, weak: str, subject: str, object: str, happening: str) -> Key:
        predicate = self.codebook[weak]
        if predicate.symmetric and object:
            subject, object = sorted((subject, object))
        kind = self.rules["kinds"]["unspecified"].get(weak, "")
        return weak, kind, subject, object, happening if is_dated(predicate) else ""

    def _follows(self, entry: dict[str, Any], saying: Saying, kind: str) -> bool:
        if "kinds" in entry and kind not in entry["kinds"]:
            return False
        about = dict(saying.claim.roles).get("about", "").casefold().split()
        return "about" not in entry or bool(set(entry["about"]) & set(about))

    def _turned(self, entry: dict[str, Any], key: Key, saying: Saying) -> Iterator[Key]:
        _, _, subject, object, _ = key
        ends = {"subject": subject, "object": object, "": ""}
        first, second = entry["between"]
        if second == "actor in the object":
            named = self.keys.parties.names.named_in(saying.object.name if saying.object else "", saying.claim.document)
            if named is None:
                return
            ends[second] = named
        weak = entry["weaker"]
        if not ends[first]:
            return
        if second == "each place":  # whoever sets up an office there is there
            for place in saying.places:
                for held in (self.keys.geography.key(place), *self.keys.geography.around(place)):
                    yield weak, "", ends[first], held, ""
            return
        if not is_dated(self.codebook[weak]) and is_dated(self.codebook[key[0]]):
            ends = {name: self._undated(end, saying) for name, end in ends.items()}
        _, kind, one, other, happening = self._plain(weak, ends[first], ends[second], "")
        yield weak, entry.get("weaker_kind", kind), one, other, happening

    def _undated(self, end: str, saying: Saying) -> str:
        """The key of an end where words alone tell only inside their report."""
        words = end and end not in self.keys.parties.actors and "\x1f" not in end
        return f"{end}\x1f{saying.claim.document_id}" if words else end

    def _proposition(self, key: Key, stronger: Mapping[Key, list[Saying]]) -> Proposition:
        direct = self.atoms.get(key, [])
        sides: dict[str, Side] = {}
        claims: dict[str, Claim] = {}
        for saying in (saying for sayings in stronger.values() for saying in sayings):
            if side_of(saying.claim) != "against" and not is_minus(saying.claim):  # no denial of a stronger thing
                claims[saying.claim.id], sides[saying.claim.id] = saying.claim, side_of(saying.claim)
        entailed = set(claims)
        for saying in direct:
            claims[saying.claim.id], sides[saying.claim.id] = saying.claim, side_of(saying.claim)
            entailed.discard(saying.claim.id)
        for other in self._holding_the_same(key, direct):
            if other.claim.id not in claims:
                claims[other.claim.id], sides[other.claim.id] = other.claim, "against"
                entailed.add(other.claim.id)
        differ = key[0] in self.rules["kinds"]["telling_minus"] and set(sides.values()) & {"for", "against"} == {
            "against"}  # fmt: skip
        if differ:
            sides = {id: "for" if side == "against" else side for id, side in sides.items()}
        named = direct or [saying for sayings in stronger.values() for saying in sayings]
        subject, object = self._ends(key, named, direct)
        return Proposition(
            predicate=key[0], kind=key[1] or None, key=key, subject=subject, object=object, differ=differ,
            claims=tuple(claims[id] for id in sorted(claims)), sides=sides, entailed=frozenset(entailed),
        )  # fmt: skip

    def _ends(self, key: Key, named: list[Saying], direct: list[Saying]) -> tuple[Party, Party | None]:
        """Who stands on either side: whoever the key names, else as the claims most often call it."""
        actors = self.keys.parties.actors
        ends: list[Party | None] = []
        for slot, place in (("subject", 2), ("object", 3)):
            id = key[place]
            if id in actors:
                ends.append(Party(name=actors[id].name, actor=id))
                continue
            told = [end for saying in (direct or named) if (end := getattr(saying, slot)) is not None]
            fitting = bool(id) or (slot == "object" and key[0] in load_rules("gathering")["occurrence"])
            ends.append(_commonest(told) if told and fitting else None)
        return ends[0] or Party(name="unnamed"), ends[1]

    def _denied(self, one: Proposition, denials: list[Saying]) -> Proposition:
        new = {saying.claim.id: saying.claim for saying in denials if saying.claim.id not in one.sides}
        if not new:
            return one
        claims = {claim.id: claim for claim in one.claims} | new
        return replace(
            one, claims=tuple(claims[id] for id in sorted(claims)),
            sides={**one.sides, **dict.fromkeys(new, "against")}, entailed=one.entailed | set(new),
        )  # fmt: skip

    # -- offices that one person holds at a time

    def _offices(self) -> dict[tuple[str, str, str], list[Saying]]:
        """Who is said to hold an office that only one holds, by the body, the kind and the words for it."""
        held: dict[tuple[str, str, str], list[Saying]] = defaultdict(list)
        for key, sayings in self.atoms.items():
            if key[0] == "holds_role":
                for saying in sayings:
                    if (office := _office(saying)) is not None and side_of(saying.claim) == "for":
                        held[key[3], key[1], office].append(saying)
        return held

    def _holding_the_same(self, key: Key, direct: list[Saying]) -> Iterator[Saying]:
        """Others who are said to hold the same office at a time that is told and meets."""
        if key[0] != "holds_role":
            return
        for saying in direct:
            office = _office(saying)
            if office is None or side_of(saying.claim) != "for":
                continue
            for other in self.offices.get((key[3], key[1], office), ()):
                mine, theirs = saying.claim.time, other.claim.time
                known = mine and theirs and mine.earliest and theirs.earliest
                if other.subject_key != key[2] and known and not times_apart(mine, theirs):
                    yield other


def _office(saying: Saying) -> str | None:
    """The words for an office of which there is one: `chief`, `current spokesman`; None for the others."""
    told = (dict(saying.claim.roles).get("role") or "").casefold()
    return told if any(word in told.split() for word in load_rules("gathering")["one_holder"]) else None


def _counted(stronger: Mapping[Key, list[Saying]]) -> list[Key]:
    return [key for key, sayings in stronger.items() if any(side_of(saying.claim) == "for" for saying in sayings)]


def _commonest(parties: list[Party]) -> Party:
    counted = Counter(parties)
    return min(counted, key=lambda party: (-counted[party], party.name, party.actor or ""))


__all__ = ["NOBODY", "Proposition", "Side", "is_minus", "propositions", "side_of"]
