"""Findings: what is said for and against one thing, on how many independent roots, with a grade by rule."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from itertools import combinations

from sayso.codebook.predicates import Codebook
from sayso.records import Actor, Claim, Document, Finding, Grade, RootClass, Time
from sayso.weighing.figures import counts_clash, times_apart
from sayso.weighing.grades import CLASSES, Counted, fragility, grade
from sayso.weighing.parties import Parties, parties_of
from sayso.weighing.places import Geography
from sayso.weighing.propositions import Proposition, propositions
from sayso.weighing.roots import Rooted, roots
from sayso.weighing.rulings import Rulings
from sayso.weighing.sentences import sentence


def findings(
    claims: Iterable[Claim], actors: Iterable[Actor], *, documents: Mapping[str, Document], codebook: Codebook,
    parties: Parties | None = None, geography: Geography | None = None,
    rulings: Rulings | None = None,
) -> list[Finding]:  # fmt: skip
    """Every finding of resolved `claims`, by predicate and parties; the order they come in changes nothing.

    `documents` holds the reports by id, for their passages and publishers. `parties` are computed from the claims where
    none are given. What one finding says never depends on claims about others but for who fights whom.
    """
    said, known = list(claims), list(actors)
    sides, places = parties or parties_of(said, known), geography or Geography()
    found = [_finding(one, sides, documents, places, rulings) for one in propositions(said, sides, codebook, places)]
    return sorted(found, key=lambda finding: (finding.predicate, finding.subject.name,
                                              finding.object.name if finding.object else "", finding.id))  # fmt: skip


def _finding(
    proposition: Proposition, parties: Parties, documents: Mapping[str, Document], geography: Geography,
    rulings: Rulings | None,
) -> Finding:  # fmt: skip
    rooted = roots(proposition, parties, documents, rulings)
    counted = [root for side in rooted if (root := _counted(side)) is not None]
    listed = [claim for claim in proposition.claims if proposition.sides[claim.id] == "listed"]
    label = grade(counted, parties.opposed)
    every_root = tuple(side.root for side in rooted)
    return Finding(
        id="f-" + hashlib.sha256("\x1e".join(proposition.key).encode("utf8", "surrogatepass")).hexdigest()[:16],
        predicate=proposition.predicate, kind=proposition.kind, subject=proposition.subject, object=proposition.object,
        place=tuple(sorted({place.name for claim in proposition.claims for place in claim.place})),
        time=_time(proposition.claims), grade=label,
        support=_by_class(counted, "for"), against=_by_class(counted, "against"), listed=len(listed),
        documents=len({claim.document_id for claim in proposition.claims}), roots=every_root,
        fragility=fragility(counted, parties.opposed), slots=_slots(proposition, rooted, parties, geography),
        sentence=sentence(label, every_root, listed), claims=tuple(claim.id for claim in proposition.claims),
        entailed=tuple(sorted(proposition.entailed)), differ=proposition.differ,
        undecided=tuple(sorted({doubt for root in every_root for doubt in root.undecided})),
    )  # fmt: skip


def _counted(rooted: Rooted) -> Counted | None:
    stance = rooted.root.stance
    return None if stance == "listed" else Counted(stance, rooted.root.root_class, rooted.house)


def _by_class(counted: Iterable[Counted], stance: str) -> dict[RootClass, int]:
    held = [root.root_class for root in counted if root.stance == stance]
    return {kind: held.count(kind) for kind in CLASSES}


def _time(claims: Iterable[Claim]) -> Time | None:
    """The bounds that the claims which give a time span together; None where none does."""
    times = [claim.time for claim in claims if claim.time and (claim.time.earliest or claim.time.latest)]
    if not times:
        return None
    if len({time.edtf for time in times}) == 1:
        return Time(edtf=times[0].edtf, earliest=times[0].earliest, latest=times[0].latest,
                    inferred=all(time.inferred for time in times))  # fmt: skip
    starts, ends = [time.earliest for time in times], [time.latest for time in times]
    earliest = None if None in starts else min(start for start in starts if start)
    latest = None if None in ends else max(end for end in ends if end)
    edtf = earliest if earliest == latest and earliest else f"{earliest or '..'}/{latest or '..'}"
    return Time(edtf=edtf, earliest=earliest, latest=latest, inferred=all(time.inferred for time in times))


def _slots(
    proposition: Proposition, rooted: Iterable[Rooted], parties: Parties, geography: Geography
) -> dict[str, str]:  # fmt: skip
    """How far place, time and number hold apart from the rest: a grade of the roots that give them.

    Numbers or times that cannot both be are `contested`; places of which none holds the other are `undecided`: a tie
    may hold in two.
    """
    supporting = [side for side in rooted if side.root.stance == "for"]
    claims = {claim.id: claim for claim in proposition.claims}
    slots: dict[str, str] = {}
    for slot in ("place", "time", "value"):
        giving = [(side, given) for side in supporting
                  if (given := [claims[id] for id in side.root.claims if _gives(claims[id], slot)])]  # fmt: skip
        if giving:
            label: Grade = grade([root for side, _ in giving if (root := _counted(side))], parties.opposed)
            told = {getattr(claim, slot): claim for _, given in giving for claim in given}.values()  # each answer once
            apart = any(not _agree(one, other, slot, geography) for one, other in combinations(told, 2))
            slots[slot] = label if not apart else "undecided" if slot == "place" else "contested"
    return slots


def _gives(claim: Claim, slot: str) -> bool:
    if slot == "place":
        return bool(claim.place)
    if slot == "time":
        return claim.time is not None and not claim.time.inferred
    return claim.value is not None


def _agree(one: Claim, other: Claim, slot: str, geography: Geography) -> bool:
    if slot == "place":
        return geography.any_meet((place.name for place in one.place), (place.name for place in other.place))
    if slot == "time":
        return not times_apart(one.time, other.time)
    return not counts_clash(one, other, geography)
