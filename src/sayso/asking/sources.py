"""The sources of a case: who they speak about, when against their interest, and whom they agree with."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from itertools import combinations
from math import sqrt
from typing import Unpack

from sayso.asking.case import Known, known
from sayso.asking.clocks import When
from sayso.asking.naming import actor_named, told_by, two_actors
from sayso.asking.protection import Unmasking
from sayso.asking.questions import concerns
from sayso.asking.voices import Heard, heard
from sayso.records import Agreement, Claim, Finding, Root, SourceProfile, Spoken
from sayso.storing import Store

ENOUGH = 20  # shared findings from which a share of agreement says anything, as in tradecraft on corroboration
_Z = 1.959964  # standard deviations that hold 95 % of a normal distribution


def sources(
    store: Store, *, about: str | None = None, between: tuple[str, str] | None = None, called: str | None = None,
    enough: int = ENOUGH, unmasked: Unmasking | None = None, **when: Unpack[When],
) -> list[SourceProfile]:  # fmt: skip
    """Every ultimate source of the claims of a case, those with most claims first.

    `about` or `between`: only what is said of these actors; `called`: only the source of this name. Two sources agree
    where both are counted for, or both against, one finding on roots of their own; from `enough` findings on, bounds
    are given for how far that goes. It is for reading beside the grades and never goes into them.
    """
    case = known(store, "sources", unmasked=unmasked, **when)
    with case.naming():
        wanted = [actor_named(about, case.actors).id] if about is not None else []
        wanted += [actor.id for actor in two_actors(*between, case.actors)] if between is not None else []
        tells = told_by(called, case.told, case.actors) if called is not None else None
    chosen = {claim.id: heard(claim, case) for claim in case.claims if all(concerns(claim, id) for id in wanted)}
    held = _held(case, chosen)
    profiles = [one.profile(case, enough) for one in held.values()]
    if tells is not None:
        keys = {chosen[claim.id].key for claim in case.claims if claim.id in chosen and tells(claim)}
        profiles = [profile for key, profile in zip(held, profiles, strict=True) if key in keys]
    return case.shown(sorted(profiles, key=lambda profile: (-profile.claims, profile.name, profile.reports)))


@dataclass
class _Source:
    """What a case holds of one source, gathered claim by claim and finding by finding."""

    first: Heard
    claims: list[Claim] = field(default_factory=list)
    called: Counter[str] = field(default_factory=Counter)
    stances: Counter[str] = field(default_factory=Counter)
    classes: Counter[str] = field(default_factory=Counter)
    shared: Counter[tuple[str, ...]] = field(default_factory=Counter)
    agree: Counter[tuple[str, ...]] = field(default_factory=Counter)
    others: dict[tuple[str, ...], str] = field(default_factory=dict)

    def profile(self, case: Known, enough: int) -> SourceProfile:
        spoken = Counter(
            mention.actor for claim in self.claims
            for mention in {one.actor: one for one in (*claim.subject, *claim.object)}.values()
            if mention.actor in case.parties.actors and mention.actor is not None
        )  # fmt: skip
        names = {actor.id: actor.name for actor in case.actors}
        publishers = {
            publisher for claim in self.claims
            if (publisher := case.documents[claim.document_id].part_at(claim.start).publisher
                or case.documents[claim.document_id].publisher)
        }  # fmt: skip
        agreements = [self._agreement(key, enough) for key in self.shared]
        return SourceProfile(
            name=self.first.name, standing=self.first.standing,
            heard_as=tuple(sorted(self.called.items(), key=lambda told: (-told[1], told[0]))),
            reports=tuple(sorted({claim.document for claim in self.claims})),
            publishers=tuple(sorted(publishers)), claims=len(self.claims),
            about=tuple(Spoken(name=names[id], actor=id, claims=count)
                        for id, count in sorted(spoken.items(), key=lambda one: (-one[1], names[one[0]]))),
            asserts=self.stances["for"], denies=self.stances["against"], lists=self.stances["listed"],
            as_party=self.classes["P"] + self.classes["P!"], against_interest=self.classes["P!"],
            agreements=tuple(sorted(agreements, key=lambda one: (-one.shared, one.other))),
        )  # fmt: skip

    def _agreement(self, key: tuple[str, ...], enough: int) -> Agreement:
        shared, agree = self.shared[key], self.agree[key]
        low, high = wilson(agree, shared) if shared >= enough else (None, None)
        return Agreement(other=self.others[key], shared=shared, agree=agree, low=low, high=high)


def _held(case: Known, chosen: dict[str, Heard]) -> dict[tuple[str, ...], _Source]:
    held: dict[tuple[str, ...], _Source] = {}
    for claim in case.claims:
        if claim.id in chosen:
            one = held.setdefault(chosen[claim.id].key, _Source(chosen[claim.id]))
            one.claims.append(claim)
            one.called[chosen[claim.id].called] += 1
    for finding in case.findings():
        _count(finding, chosen, held)
    return held


def _count(finding: Finding, chosen: dict[str, Heard], held: dict[tuple[str, ...], _Source]) -> None:
    roots: dict[tuple[str, ...], Root] = {}
    for root in finding.roots:
        for key in sorted({chosen[id].key for id in root.claims if id in chosen}):
            held[key].stances[root.stance] += 1
            if root.stance != "listed":
                held[key].classes[root.root_class] += 1
                roots.setdefault(key, root)
    for (one, here), (other, there) in combinations(sorted(roots.items()), 2):
        if here is there or held[one].first.person or held[other].first.person:
            continue  # one root: a copy agrees with nobody; and people are not scored
        for key, beside in ((one, other), (other, one)):
            held[key].shared[beside] += 1
            held[key].agree[beside] += here.stance == there.stance
            held[key].others[beside] = held[beside].first.name


def wilson(agree: int, shared: int) -> tuple[float, float]:
    """The bounds between which a share lies that was seen in `agree` of `shared`, with 95 % confidence (Wilson 1927).

    >>> [round(bound, 3) for bound in wilson(18, 20)]
    [0.699, 0.972]
    """
    share, spread = agree / shared, _Z**2 / shared
    middle = (share + spread / 2) / (1 + spread)
    reach = _Z / (1 + spread) * sqrt(share * (1 - share) / shared + spread / (4 * shared))
    return max(0.0, middle - reach), min(1.0, middle + reach)
