"""How actors belong to one another and came of one another: parts for a time, and mergers, splits and renamings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from sayso.records import Actor, Claim, Kinship, KinshipRole, Party, Time

# What a predicate makes of its subject, and of its object. A structure that somebody sets up is part of them.
_ROLES: dict[str, tuple[KinshipRole, KinshipRole]] = {
    "part_of": ("part of", "has part"),
    "merge_into": ("merged into", "absorbed"),
    "split_from": ("split from", "gave rise to"),
    "forms_structure": ("has part", "part of"),
}
_RENAMED = frozenset({"rename", "successor"})  # kinds of split_from: the same under another name
_RULING = "takes_state_power"


def kinship(claims: Iterable[Claim], actors: Iterable[Actor]) -> dict[str, tuple[Kinship, ...]]:
    """The kin of every actor that has any, by its id; what is only possible, open or predicted tells of none.

    A denial stands beside what it denies: kin that all deny has no `told`.
    """
    known = {actor.id: actor for actor in actors}
    told: dict[tuple[str, KinshipRole, str, str | None], list[Claim]] = defaultdict(list)
    for claim in claims:
        roles = _roles(claim)
        if roles is None or claim.stance == "predicted" or claim.certainty in ("PS+", "PS-", "Uu"):
            continue
        for one in claim.subject:
            for other in claim.object:
                if one.actor in known and other.actor in known and one.actor != other.actor:
                    told[one.actor, roles[0], other.actor, claim.kind].append(claim)
                    told[other.actor, roles[1], one.actor, claim.kind].append(claim)
    kin: dict[str, list[Kinship]] = defaultdict(list)
    for (actor, role, to, kind), said in sorted(told.items(), key=lambda item: (*item[0][:3], item[0][3] or "")):
        denied = tuple(sorted(claim.id for claim in said if claim.certainty in ("CT-", "PR-")))
        kin[actor].append(Kinship(
            role=role, other=Party(name=known[to].name, actor=to), kind=kind,
            time=_time(claim for claim in said if claim.id not in denied), denied=denied,
            told=tuple(sorted(claim.id for claim in said if claim.id not in denied))))  # fmt: skip
    return {actor: tuple(held) for actor, held in kin.items()}


def _roles(claim: Claim) -> tuple[KinshipRole, KinshipRole] | None:
    if claim.predicate == "split_from" and claim.kind in _RENAMED:
        return "formerly", "later"
    if claim.predicate == "controls":
        return ("rules", "ruled by") if claim.kind == _RULING else None
    return _ROLES.get(claim.predicate)


def _time(claims: Iterable[Claim]) -> Time | None:
    """The days between which claims place it, where their words say so; None where none does."""
    times = [claim.time for claim in claims if claim.time is not None and not claim.time.inferred]
    first = [time.earliest for time in times if time.earliest]
    last = [time.latest for time in times if time.latest]
    if not first and not last:
        return None
    if len({time.edtf for time in times}) == 1:
        return times[0]
    earliest, latest = (min(first) if first else None), (max(last) if last else None)
    return Time(edtf=f"{earliest or '..'}/{latest or '..'}", earliest=earliest, latest=latest)
