"""Roots: the claims on one proposition brought down to ultimate sources, each counted once and classed."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache

from sayso.records import Claim, Document, Mention, Party, Root, RootClass, Source
from sayso.weighing.copying import is_outlet, long_quotation, own_voice, repeating
from sayso.weighing.parties import Parties, load_rules
from sayso.weighing.propositions import Proposition, Side, side_of
from sayso.weighing.rulings import Rulings

_WORD = re.compile(r"[^\W_]+")


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


def roots(
    proposition: Proposition, parties: Parties, documents: Mapping[str, Document], rulings: Rulings | None = None
) -> list[Rooted]:  # fmt: skip
    """The roots of a proposition, for, against and listed, in an order of their own."""
    ruled = rulings or Rulings()
    found: list[Rooted] = []
    sides: tuple[Side, ...] = ("for", "against", "listed")
    for side in sides:
        voices = [_voice(claim, proposition, parties, documents, ruled)
                  for claim in proposition.claims if proposition.sides[claim.id] == side]  # fmt: skip
        if not voices:
            continue
        groups = _one_unaffiliated(_grown(voices, documents, ruled))
        found += sorted((_rooted(group, side, parties) for group in groups), key=_rank)
    return found


def _rank(rooted: Rooted) -> tuple[int, str, tuple[str, ...]]:
    return ("N", "P!", "P", "X", "U").index(rooted.root.root_class), rooted.root.name, rooted.root.claims


def _voice(
    claim: Claim, proposition: Proposition, parties: Parties, documents: Mapping[str, Document], rulings: Rulings
) -> _Voice:  # fmt: skip
    """The class of the claim's innermost source for this proposition, and what it is counted with."""
    source = claim.sources[-1] if claim.sources else None
    if source is None or source.kind == "headline" or _retells_an_outlet(source):
        return _own_voice(claim, source, proposition, parties, documents, rulings)
    ruled = rulings.of(source.name)
    side = ruled.side if ruled is not None and ruled.side is not None else source.side
    house = parties.house_of(replace(source, side=side), claim.document)
    if house is None and ruled is None:
        house = parties.organ_of(source, claim)
    if ruled is not None and ruled.root_class is not None:
        return _Voice(claim, ("ruled", ruled.root_class, house or source.name.casefold()), source.name,
                      ruled.root_class, house, _because("ruling", ruled.reason))  # fmt: skip
    key: tuple[str, ...]
    if house is not None and _is_party(house, proposition, parties):
        against_interest, undecided = _interest(claim, house, parties)
        kind: RootClass = "P!" if against_interest else "P"
        key = (kind, house) if rulings.holds("R4") else (kind, house, source.name.casefold())
        return _Voice(claim, key, source.name, kind, house, _because("R4 party"), undecided)
    if _is_nameless(source, house):
        # Several unnamed sources never add up: nobody can tell them apart.
        doubt = "Who wrote “{}”" if source.kind == "document" else "Which side “{}” stands on"
        undecided = () if house else (doubt.format(source.name) + " is not told.",)
        key = ("X",) if rulings.holds("R8") else ("X", claim.document_id, source.name.casefold())
        return _Voice(claim, key, source.name, "X", house, _because("R8"), undecided)
    family = family_of(source.name)
    if family is not None and rulings.holds("R7"):
        return _Voice(claim, ("N", "family", family), source.name, "N", None, _because("R7", family))
    body = source.name.partition(", ")[2]
    if body and (house is None or parties.actors[house].kind == "PER"):  # an analyst, and whose
        house = parties.house(parties.names.bearer(body, claim.document))
        if rulings.holds("R4"):
            return _Voice(claim, ("N", house or body.casefold()), source.name, "N", house, _because("R4"))
    if house is None or parties.actors[house].kind == "PER":  # whose people they are is not told
        of = "R3" if source.kind == "document" else "R2"
        return _Voice(claim, ("N", "by name", source.name.casefold()), source.name, "N", None, _because(of))
    key = ("N", house) if rulings.holds("R4") else ("N", house, source.name.casefold())
    return _Voice(claim, key, source.name, "N", house, _because("R4"))


def _own_voice(
    claim: Claim, source: Source | None, proposition: Proposition, parties: Parties, documents: Mapping[str, Document],
    rulings: Rulings,
) -> _Voice:  # fmt: skip
    """What a report says itself, or a paper that it retells; a party's own paper is the party speaking."""
    credited = own_voice(claim, documents, credits=rulings.holds("R5"))
    name = source.name if source is not None and source.kind != "headline" else credited.name
    ruled = rulings.of(name)
    publisher = None if is_outlet(name) else parties.publisher(name, claim.document)
    if ruled is not None and ruled.side is not None:
        publisher = parties.publisher(ruled.side, claim.document)
    if publisher is not None and _is_party(publisher, proposition, parties):
        kind: RootClass = "P!" if _interest(claim, publisher, parties)[0] else "P"
        return _Voice(claim, (kind, publisher), name, kind, publisher, _because("R4 party"))
    key = ("U", name.casefold()) if rulings.holds("R9") else ("U", name.casefold(), claim.document_id)
    return _Voice(claim, key, name, "U", None, _because("R5" if credited.credit else "R9", credited.credit))


def _because(reason: str, evidence: str | None = None) -> str:
    words: str = load_rules("merging")["reasons"][reason]
    return f"{words}: {evidence}" if evidence else words


@cache
def family_of(source: str) -> str | None:
    """The family of reports a source belongs to, whose findings rest on one another; None for a source of none.

    >>> family_of("a UN monitoring report of July")
    'United Nations reporting'
    """
    words = " ".join(_WORD.findall(source.casefold()))
    for family in load_rules("merging")["family"]:
        if any(re.search(rf"\b{re.escape(name)}\b", words) for name in family["names"]):
            return str(family["called"])
    return None


def _is_nameless(source: Source, house: str | None) -> bool:
    """Whether nobody could look the source up: it is described, or one word at the head of a sentence (`Reports`)."""
    if source.kind == "unnamed" or not any(letter.isupper() or not letter.isascii() for letter in source.name):
        return True
    if source.name.split()[-1] in load_rules("merging")["unnamed"]["heads"]:  # `Kessar sources`
        return True
    return source.kind == "document" and house is None and len(source.name.split()) == 1


def _retells_an_outlet(source: Source) -> bool:
    """Whether a source is a paper; somebody of a paper who is quoted by name is not."""
    return source.kind in ("organisation", "named") and "," not in source.name and is_outlet(source.name)


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
    kinds = load_rules("parties")["successes"].get(claim.predicate, ())
    if claim.kind in kinds and claim.certainty in ("CT+", "PR+"):
        doers = {parties.house(mention.actor) for mention in claim.subject}
        if any(doer is not None and parties.opposed(house, doer) for doer in doers):
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


def _grown(
    voices: list[_Voice], documents: Mapping[str, Document], rulings: Rulings
) -> list[list[_Voice]]:  # fmt: skip
    """Voices with one key together, and what reports say themselves in another's passage or a source's very words."""
    by_key: dict[tuple[str, ...], list[_Voice]] = defaultdict(list)
    for voice in voices:
        by_key[voice.key].append(voice)
    groups = [by_key[key] for key in sorted(by_key)]
    passages, quotations = rulings.holds("R1"), rulings.holds("R2")
    merged = [group for group in groups if group[0].root_class != "U"]
    unsourced = [group for group in groups if group[0].root_class == "U"]
    quoted: dict[tuple[str, ...], int] = {}  # the words of a source → the first root that has them
    for place, group in enumerate(merged):
        for voice in group:
            if quotations and (words := long_quotation(voice.claim)) is not None:
                quoted.setdefault(words, place)
    told = [[voice.claim for voice in group] for group in unsourced]
    if not unsourced or len(groups) == 1:
        return groups
    for copies in repeating(told, documents, passages=passages, quotations=quotations):
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
            reasons = {_because("R1" if group[0].root_class == "U" else "quoted")}
        else:
            reasons = {_because("undecided")}
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


def one_voice(
    one: Claim, other: Claim, parties: Parties, documents: Mapping[str, Document], rulings: Rulings | None = None
) -> tuple[str, ...]:  # fmt: skip
    """Why the sources of two claims count once, were they to say the same; empty where they count as two."""
    voices = [_voice(claim, _alone(claim, parties), parties, documents, rulings or Rulings()) for claim in (one, other)]
    if voices[0].key == voices[1].key:
        return tuple(sorted({voice.why for voice in voices}))
    return tuple(sorted({reason for group in _grown(voices, documents, rulings or Rulings()) if len(group) > 1
                         for reason in _rooted(group, "for", parties).root.merged_because}))  # fmt: skip


def _alone(claim: Claim, parties: Parties) -> Proposition:
    """What one claim says, as a proposition of its own."""
    ends = [next((Party(name=mention.name, actor=mention.actor) for mention in mentions
                  if mention.actor in parties.actors), None) for mentions in (claim.subject, claim.object)]  # fmt: skip
    return Proposition(
        predicate=claim.predicate, kind=claim.kind, subject=ends[0] or Party(name="unnamed"), object=ends[1],
        key=(claim.predicate,), claims=(claim,), sides={claim.id: side_of(claim)},
    )  # fmt: skip
