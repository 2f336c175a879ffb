"""Roots: the claims on one proposition brought down to ultimate sources, each counted once and classed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from sayso.records import Claim, Document, Mention, Root, RootClass, Source
from sayso.weighing.copying import is_outlet, long_quotation, own_voice, repeating
from sayso.weighing.parties import Parties, load_rules
from sayso.weighing.propositions import Proposition

Side = Literal["for", "against", "listed"]


@dataclass(frozen=True, slots=True)
class Rooted:
    """A root with the house it speaks for, which the grade needs and the record does not show."""

    root: Root
    house: str | None


@dataclass(frozen=True, slots=True)
class _Voice:
    """Who one claim comes down to. Voices with one `key` are one root; `why` says by which rule."""

    claim: Claim
    key: tuple[str, ...]
    name: str
    root_class: RootClass
    house: str | None
    why: str
    undecided: tuple[str, ...] = ()


def side_of(claim: Claim) -> Side:
    """On which side a claim counts: CT and PR do, what is possible, open or predicted is only listed."""
    if claim.stance == "predicted" or claim.certainty in ("PS+", "PS-", "Uu"):
        return "listed"
    return "for" if claim.certainty in ("CT+", "PR+") else "against"


def roots(proposition: Proposition, parties: Parties, documents: Mapping[str, Document]) -> list[Rooted]:
    """The roots of a proposition, for, against and listed, in an order of their own."""
    found: list[Rooted] = []
    sides: tuple[Side, ...] = ("for", "against", "listed")
    for side in sides:
        voices = [_voice(claim, proposition, parties, documents)
                  for claim in proposition.claims if side_of(claim) == side]  # fmt: skip
        groups = _one_unaffiliated(_grown(voices, documents))
        found += sorted((_rooted(group, side, parties) for group in groups), key=_rank)
    return found


def _rank(rooted: Rooted) -> tuple[int, str, tuple[str, ...]]:
    return ("N", "P!", "P", "X", "U").index(rooted.root.root_class), rooted.root.name, rooted.root.claims


def _voice(claim: Claim, proposition: Proposition, parties: Parties, documents: Mapping[str, Document]) -> _Voice:
    """The class of the claim's innermost source for this proposition, and what it is counted with."""
    source = claim.sources[-1] if claim.sources else None
    if source is None or source.kind == "headline" or _retells_an_outlet(source):
        name = source.name if source is not None and source.kind != "headline" else own_voice(claim, documents)
        publisher = None if is_outlet(name) else parties.publisher(name, claim.document)
        if publisher is not None and _is_party(publisher, proposition, parties):
            kind: RootClass = "P!" if _interest(claim, publisher, parties)[0] else "P"
            return _Voice(claim, (kind, publisher), name, kind, publisher, "one side and its chain of command")
        return _Voice(claim, ("U", name.casefold()), name, "U", None, "one publisher's own voice, or its agency's")
    house = parties.house_of(source, claim.document)
    if house is not None and _is_party(house, proposition, parties):
        against_interest, undecided = _interest(claim, house, parties)
        kind = "P!" if against_interest else "P"
        return _Voice(claim, (kind, house), source.name, kind, house, "one side and its chain of command", undecided)
    if _is_nameless(source, house):
        # Several unnamed sources never add up: nobody can tell them apart.
        doubt = "Who wrote “{}”" if source.kind == "document" else "Which side “{}” stands on"
        undecided = () if house else (doubt.format(source.name) + " is not told.",)
        return _Voice(claim, ("X",), source.name, "X", house, "unnamed sources cannot be told apart", undecided)
    if house is None or parties.actors[house].kind == "PER":  # whose people they are is not told
        return _Voice(claim, ("N", "by name", source.name.casefold()), source.name, "N", None, "one source by name")
    return _Voice(claim, ("N", house), source.name, "N", house, "one organisation")


def _is_nameless(source: Source, house: str | None) -> bool:
    """Whether nobody could look the source up: it is described, or one word at the head of a sentence (`Reports`)."""
    if source.kind == "unnamed" or not any(letter.isupper() or not letter.isascii() for letter in source.name):
        return True
    return source.kind == "document" and house is None and len(source.name.split()) == 1


def _retells_an_outlet(source: Source) -> bool:
    return source.kind in ("organisation", "named") and is_outlet(source.name)


def _is_party(house: str, proposition: Proposition, parties: Parties) -> bool:
    """Whether a house has a stake in a proposition."""
    ends = [parties.house(end.actor) for end in (proposition.subject, proposition.object) if end is not None]
    return parties.has_stake(house, {end for end in ends if end is not None})


def _interest(claim: Claim, house: str, parties: Parties) -> tuple[bool, tuple[str, ...]]:
    """Whether a party clearly speaks against its interest (it tells of its own losses); else what is not decided."""
    slot = load_rules("parties")["losses"].get(claim.predicate)
    if slot and claim.certainty in ("CT+", "PR+"):
        for victim in claim.subject if slot == "subject" else claim.object:
            if _is_own(victim, house, parties):
                return True, ()
    own = any(parties.house(mention.actor) == house for mention in claim.subject)
    if own and claim.certainty in ("CT+", "PR+") and claim.predicate != "claim_responsibility":
        return False, (f"Whether this costs {parties.actors[house].name} something is not decided.",)
    return False, ()


def _is_own(victim: Mention, house: str, parties: Parties) -> bool:
    """Whether a victim is of the source's own house: by name, or soldiers of a state that fights no other state."""
    if victim.actor in parties.actors and parties.house(victim.actor) == house:
        return True
    states = ("STATE", "GOV", "SEC")
    return (
        victim.kind == "SEC" and parties.actors[house].kind in states
        and not any(parties.actors[other].kind in states for other in parties.at_war.get(house, ()))
    )  # fmt: skip


def _grown(voices: list[_Voice], documents: Mapping[str, Document]) -> list[list[_Voice]]:
    """Voices with one key together, and what reports say themselves in another's passage or a source's very words."""
    by_key: dict[tuple[str, ...], list[_Voice]] = defaultdict(list)
    for voice in voices:
        by_key[voice.key].append(voice)
    groups = [by_key[key] for key in sorted(by_key)]
    merged = [group for group in groups if group[0].root_class != "U"]
    unsourced = [group for group in groups if group[0].root_class == "U"]
    quoted: dict[tuple[str, ...], int] = {}  # the words of a source → the first root that has them
    for place, group in enumerate(merged):
        for voice in group:
            if (words := long_quotation(voice.claim)) is not None:
                quoted.setdefault(words, place)
    for copies in repeating([[voice.claim for voice in group] for group in unsourced], documents):
        copied = [voice for place in copies for voice in unsourced[place]]
        words_of = [words for voice in copied if (words := long_quotation(voice.claim)) is not None]
        if found := [quoted[words] for words in words_of if words in quoted]:
            merged[min(found)] += copied  # a reprint that lost the source, or a reader that did
        else:
            merged.append(copied)
    return merged


def _one_unaffiliated(groups: list[list[_Voice]]) -> list[list[_Voice]]:
    """Sources known by name alone may belong to one another or to any organisation: together they count once."""
    alone = [group for group in groups if group[0].key[:2] == ("N", "by name")]
    if not alone:
        return groups
    rest = [group for group in groups if group not in alone]
    partner = next((group for group in rest if group[0].root_class == "N"), None)
    if partner is not None:
        rest.remove(partner)
    return [*rest, [*(partner or []), *(voice for group in alone for voice in group)]]


def _rooted(group: list[_Voice], side: Side, parties: Parties) -> Rooted:
    """One root of the voices counted together, with every reason for counting them so."""
    names = sorted({voice.name for voice in group if voice.root_class == group[0].root_class})
    house = next((voice.house for voice in group if voice.house), None)
    undecided = {doubt for voice in group for doubt in voice.undecided}
    told = {(voice.claim.document_id, voice.name) for voice in group}
    reasons = {voice.why for voice in group} if len(told) > 1 else set()
    if len({voice.key for voice in group}) > 1:
        if group[-1].root_class == "U":
            reasons = {"one report repeats the other's passage"}
        else:
            reasons = {"independence is not decided"}
            undecided.add("Whether " + _listing(names) + " speak independently is not decided: they count once.")
    elif group[0].root_class == "X" and len(names) > 1:
        undecided.add("Nobody can tell " + _listing(names) + " apart: they count once.")
    called = parties.actors[house].name if house is not None else None
    own = {name.form.form.casefold() for name in parties.actors[house].names} if house is not None else set()
    others = [name for name in names if name.casefold() not in own]
    name = "; ".join(others) if called is None else f"{called} ({', '.join(others)})" if others else called
    return Rooted(
        Root(
            name=name, root_class=group[0].root_class, stance=side,
            claims=tuple(sorted({voice.claim.id for voice in group})), merged_because=tuple(sorted(reasons)),
            undecided=tuple(sorted(undecided)),
        ),
        house,
    )  # fmt: skip


def _listing(names: Iterable[str]) -> str:
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last
