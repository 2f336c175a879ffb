"""Who is meant by what is claimed: a government before or since a change of power, a bare name by its deed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sayso.records import Claim, Join, LocalActor, Mention, Time
from sayso.resolving.names import normal, skeleton
from sayso.resolving.naming import Naming, naming_of
from sayso.resolving.offices import government, land

_SEIZED = ("controls", "takes_state_power")
_SURE = ("CT+", "PR+")


@dataclass(frozen=True, slots=True)
class Takeover:
    """A change of power in a land: who took it (a local actor, and its name), and the days between which that was."""

    land: str
    ruler: str
    called: str
    earliest: str | None
    latest: str | None


@dataclass(frozen=True, slots=True)
class Told:
    """What claims tell of local actors: `eras` sets governments of one name apart, `joins` say who some of them are."""

    eras: Mapping[str, str]
    joins: tuple[Join, ...]


def told_of(
    local: Mapping[str, Iterable[LocalActor]], claims: Iterable[Claim], written: Mapping[str, str | None]
) -> Told:
    """Who governments and bare names of reports are by what is claimed; `claims` have the actors of their reports.

    `written` is the day a report came out, by its id. One of which it is not known was written after every day it tells
    of. What is said without a time holds when it was written.
    """
    said = list(claims)
    by_actor: dict[str, list[Claim]] = defaultdict(list)
    for claim in said:
        for id in {mention.actor for mention in (*claim.subject, *claim.object)} | {one.actor for one in claim.sources}:
            if id is not None:
                by_actor[id].append(claim)
    eras: dict[str, str] = {}
    joins: list[Join] = []
    takeovers = _takeovers(said)
    if takeovers:
        days = _written(said, written)
        for actors in local.values():
            for actor in actors:
                era, join = _government(actor, by_actor[actor.id], takeovers, days)
                eras |= {actor.id: era} if era else {}
                joins += [join] if join else []
    for actors in local.values():
        joins += _same_deeds(list(actors), by_actor)
    return Told(eras, tuple(joins))


def _takeovers(claims: Iterable[Claim]) -> dict[str, list[Takeover]]:
    """Changes of power by land, the last first; reports that tell of one place it between all their bounds."""
    told: dict[tuple[str, str], list[tuple[Mention, Time | None]]] = defaultdict(list)
    for claim in claims:
        if (claim.predicate, claim.kind) == _SEIZED and claim.certainty in _SURE and len(claim.subject) == 1:
            [ruler] = claim.subject
            for mention in claim.object:
                if ruler.actor is not None:
                    told[land(mention.name), skeleton(ruler.name)].append((ruler, claim.time))
    found: dict[str, list[Takeover]] = defaultdict(list)
    for (where, _), held in sorted(told.items()):
        earliest = max((time.earliest for _, time in held if time and time.earliest), default=None)
        latest = min((time.latest for _, time in held if time and time.latest), default=None)
        ruler = min((mention for mention, _ in held), key=lambda mention: mention.actor or "")
        if earliest or latest:
            found[where].append(Takeover(where, ruler.actor or "", ruler.name, earliest, latest))
    return {where: sorted(held, key=lambda one: (one.latest or one.earliest or "", one.called), reverse=True)
            for where, held in found.items()}  # fmt: skip


def _written(claims: Iterable[Claim], written: Mapping[str, str | None]) -> dict[str, str | None]:
    """The day each report was written on, or after which it must have been."""
    days: dict[str, str | None] = dict(written)
    for claim in claims:
        if written.get(claim.document_id) is None and claim.stance != "predicted" and claim.time is not None:
            told = [day for day in (days.get(claim.document_id), claim.time.earliest) if day]
            days[claim.document_id] = max(told, default=None)
    return days


def _government(
    actor: LocalActor, claims: list[Claim], takeovers: Mapping[str, list[Takeover]], days: Mapping[str, str | None]
) -> tuple[str, Join | None]:
    """The era that all mentions of a government in a report fall in, empty where they do not agree; and its ruler."""
    known = {where for form in (actor.name, *(name.form for name in actor.names))
             if (where := government(form)) is not None and where in takeovers}  # fmt: skip
    if len(known) != 1 or actor.kind in ("STATE", "PLC", "PER") or not claims:
        return "", None
    for takeover in takeovers[known.pop()]:
        sides = {_side(claim, takeover, days.get(claim.document_id)) for claim in claims}
        if sides == {"before"}:
            continue
        if sides != {"after"}:
            return "", None
        since = takeover.latest or takeover.earliest or ""
        return f"since {takeover.called}", Join(
            left=takeover.ruler, right=actor.id, judgement="same", rule="in-power",
            reason=f"Whatever this report says of “{actor.name}” is of a time after “{takeover.called}” took power "
            f"(by {since}).")  # fmt: skip
    return "before", None


def _side(claim: Claim, takeover: Takeover, written: str | None) -> str:
    """On which side of a change of power a claim lies; where only one end of its time is told, that is its time."""
    first = last = written
    if claim.time is not None and not claim.time.inferred and (claim.time.earliest or claim.time.latest):
        first, last = claim.time.earliest or claim.time.latest, claim.time.latest or claim.time.earliest
    if first and takeover.latest and first > takeover.latest:
        return "after"
    if last and takeover.earliest and last < takeover.earliest:
        return "before"
    return "unclear"


def _same_deeds(actors: list[LocalActor], by_actor: Mapping[str, list[Claim]]) -> list[Join]:
    """`Ostrik fighters` are of the Highland or of the Lowland Ostriks: of those whom the report lets do the same."""
    namings = {actor.id: naming_of(actor) for actor in actors}
    joins = []
    for actor in actors:
        words = [word for word in actor.name.split() if word[:1].isupper()]
        if namings[actor.id].full is not None or actor.name == " ".join(words) or len(words) != 1:
            continue
        meant = [other for other in actors if _ends_in(namings[other.id], normal(words[0]))
                 and _deeds(by_actor[actor.id]) & _deeds(by_actor[other.id])]  # fmt: skip
        if len(meant) == 1:
            deed, thing = sorted(_deeds(by_actor[actor.id]) & _deeds(by_actor[meant[0].id]))[0]
            joins.append(Join(
                left=meant[0].id, right=actor.id, judgement="same", rule="bare-name",
                reason=f"The report tells one deed ({deed.replace('_', ' ')}: {thing}) of “{actor.name}” and of "
                f"“{meant[0].name}”, one of several that go by that name."))  # fmt: skip
    return joins


def _ends_in(naming: Naming, word: str) -> bool:
    return naming.kind in ("AG", "UNIT", "ORG", "") and any(key.endswith(f" {word}") for key, _ in naming.telling)


def _deeds(claims: Iterable[Claim]) -> set[tuple[str, str]]:
    return {(claim.predicate, mention.name) for claim in claims if claim.certainty in _SURE for mention in claim.object}
