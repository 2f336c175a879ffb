"""Which claims speak of the same thing: propositions by predicate, level, subject, object, time and place."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from math import inf

from sayso.codebook.predicates import Codebook, Predicate
from sayso.records import Claim, Mention, Party
from sayso.weighing.parties import Parties, is_named, load_rules

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Proposition:
    """One thing that claims speak of, whoever makes them. The end of `key` tells one happening from the next."""

    predicate: str
    kind: str | None
    subject: Party
    object: Party | None
    key: tuple[str, ...]
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class _Saying:
    """A claim with one filler of each slot."""

    claim: Claim
    subject: Party
    object: Party | None


def propositions(claims: Iterable[Claim], parties: Parties, codebook: Codebook) -> list[Proposition]:
    """Every proposition of resolved `claims`, in an order of its own; a claim on two subjects speaks of two."""
    rules = load_rules("gathering")
    alike: dict[tuple[str, ...], list[_Saying]] = defaultdict(list)
    for claim in claims:
        predicate = codebook[claim.predicate]
        kind = claim.kind if claim.predicate in rules["kind_tells"] else None
        for subject_key, subject in _fillers(claim.subject, claim, predicate, parties):
            for object_key, object in _fillers(claim.object, claim, predicate, parties):
                if subject_key == object_key and subject is not None:
                    continue
                ends = [(subject_key, subject), (object_key, object)]
                if predicate.symmetric and object is not None:
                    ends.sort(key=lambda end: end[0])
                (first, one), (second, other) = ends
                alike[claim.predicate, kind or "", first, second].append(
                    _Saying(claim, one or Party(name="unnamed"), other))  # fmt: skip
    found = []
    for key, sayings in sorted(alike.items()):
        predicate = codebook[key[0]]
        widest = rules["widest_period_days"] if predicate.time == "period" else rules["widest_event_days"]
        groups = _happenings(sayings, widest) if _dated(predicate) else [("", sayings)]
        for window, members in groups:
            objects = [member.object for member in members if member.object is not None]
            found.append(Proposition(
                predicate=key[0], kind=key[1] or None, key=(*key, window),
                subject=_commonest([member.subject for member in members]),
                object=_commonest(objects) if objects else None,
                claims=tuple(sorted((member.claim for member in members), key=lambda claim: claim.id))))  # fmt: skip
    return found


def _dated(predicate: Predicate) -> bool:
    """Whether two claims of the predicate may be two happenings."""
    return predicate.group in load_rules("gathering")["dated_groups"] and predicate.time != "standing"


def _fillers(
    mentions: Iterable[Mention], claim: Claim, predicate: Predicate, parties: Parties
) -> list[tuple[str, Party | None]]:
    """Each filler of a slot with its key: a named actor's id, else plain words, of its report alone unless dated.

    Who gives to the fighters of a group gives to the group.
    """
    found: dict[str, Party | None] = {}
    for mention in mentions:
        actor = parties.actors.get(mention.actor or "")
        if actor is not None and not is_named(actor) and _stands_for_its_group(predicate):
            actor = parties.actors[parties.houses[actor.id]]
        if actor is not None and is_named(actor):
            found[actor.id] = Party(name=actor.name, actor=actor.id)
            continue
        words = " ".join(_WORD.findall(mention.name.casefold()))
        if claim.value is not None and claim.value.unit and claim.value.unit.casefold() in words:
            words = claim.value.unit.casefold()
        if mention.actor is not None and not _dated(predicate):
            words += "\x1f" + claim.document_id
        found[words] = Party(name=mention.name, actor=mention.actor if actor is not None else None)
    return sorted(found.items(), key=lambda filler: filler[0]) or [("", None)]


def _stands_for_its_group(predicate: Predicate) -> bool:
    rules = load_rules("parties")
    return predicate.group in rules["stand_for_their_group"] and predicate.id not in rules["stand_for_themselves"]


def _commonest(parties: list[Party]) -> Party:
    counted = Counter(parties)
    return min(counted, key=lambda party: (-counted[party], party.name, party.actor or ""))


# -- one happening or several --------------------------------------------------------------------------------------


@dataclass
class _Happening:
    """Sayings that may tell of one happening, with the days it may fall on (ordinals) and the places they give."""

    sayings: list[_Saying]
    first: float
    last: float
    places: set[str]


def _happenings(sayings: list[_Saying], widest: int) -> list[tuple[str, list[_Saying]]]:
    """`sayings` split into happenings that their days and places keep apart.

    Those told to the day come first; a vaguer one joins the only happening it fits, and where it fits two or none it
    stays with its like: which one it means is not decided. Days must overlap, places must share a name.
    """
    found: list[_Happening] = []
    for narrow, wide in ((-1, 3), (3, widest), (widest, inf)):
        level = [saying for saying in sayings if narrow < _days(saying)[1] - _days(saying)[0] <= wide]
        fitting = {id(saying): [one for one in found if _fits(saying, one)] for saying in level}
        for saying in level:
            if len(fitting[id(saying)]) == 1:
                fitting[id(saying)][0].sayings.append(saying)
        found += _alike([saying for saying in level if len(fitting[id(saying)]) != 1])
    return [(_window(happening), happening.sayings) for happening in found]


def _days(saying: _Saying) -> tuple[float, float]:
    time = saying.claim.time
    first = date.fromisoformat(time.earliest).toordinal() if time and time.earliest else -inf
    last = date.fromisoformat(time.latest).toordinal() if time and time.latest else inf
    return first, max(first, last)


def _places(saying: _Saying) -> set[str]:
    return {place.name.casefold() for place in saying.claim.place}


def _fits(saying: _Saying, happening: _Happening) -> bool:
    first, last = _days(saying)
    places = _places(saying)
    return (
        first <= happening.last and happening.first <= last
        and (not places or not happening.places or bool(places & happening.places))
    )  # fmt: skip


def _alike(sayings: list[_Saying]) -> list[_Happening]:
    """`sayings` of one precision grown together where days and places meet; those without a place join a lone one."""
    grown: list[_Happening] = []
    ordered = sorted(sayings, key=lambda saying: (*_days(saying), saying.claim.id))
    for run in _overlapping(ordered):
        placed = [saying for saying in run if _places(saying)]
        unplaced = [saying for saying in run if not _places(saying)]
        by_place: list[_Happening] = []
        for saying in placed:
            meeting = [one for one in by_place if one.places & _places(saying)]
            merged = _Happening([saying], *_days(saying), _places(saying))
            for one in meeting:
                by_place.remove(one)
                merged = _Happening(one.sayings + merged.sayings, min(one.first, merged.first),
                                    max(one.last, merged.last), one.places | merged.places)  # fmt: skip
            by_place.append(merged)
        if unplaced:
            days = [_days(saying) for saying in unplaced]
            if len(by_place) != 1:
                by_place.append(_Happening([], inf, -inf, set()))
            by_place[-1].sayings += unplaced
            by_place[-1].first = min(by_place[-1].first, *(first for first, _ in days))
            by_place[-1].last = max(by_place[-1].last, *(last for _, last in days))
        grown += by_place
    return grown


def _overlapping(ordered: list[_Saying]) -> list[list[_Saying]]:
    """Runs of sayings, ordered by their first day, in which days overlap."""
    runs: list[list[_Saying]] = []
    reach = -inf
    for saying in ordered:
        first, last = _days(saying)
        if runs and first <= reach:
            runs[-1].append(saying)
        else:
            runs.append([saying])
        reach = max(reach, last) if len(runs[-1]) > 1 else last
    return runs


def _window(happening: _Happening) -> str:
    bounds = (happening.first, happening.last)
    days = ["" if abs(day) == inf else date.fromordinal(int(day)).isoformat() for day in bounds]
    return "/".join((*days, *sorted(happening.places)))
