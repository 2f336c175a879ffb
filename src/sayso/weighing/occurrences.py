"""One happening or several: which sayings tell of the same deed, talks or count, by their days, places and targets."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from math import inf

from sayso.records import Claim, Party
from sayso.weighing.figures import figures_clash
from sayso.weighing.fillers import kin, people_of
from sayso.weighing.parties import load_rules
from sayso.weighing.places import Geography


@dataclass(frozen=True, slots=True)
class Saying:
    """A claim with one filler of each slot, and the keys of both."""

    claim: Claim
    predicate: str
    kind: str
    subject_key: str
    subject: Party | None
    object_key: str
    object: Party | None

    @property
    def days(self) -> tuple[float, float]:
        """The first and last day it may speak of, as ordinals; without a bound, infinite."""
        time = self.claim.time
        first = date.fromisoformat(time.earliest).toordinal() if time and time.earliest else -inf
        last = date.fromisoformat(time.latest).toordinal() if time and time.latest else inf
        return first, max(first, last)

    @property
    def places(self) -> tuple[str, ...]:
        return tuple(place.name for place in self.claim.place)

    @property
    def doer(self) -> str:
        """The key of the actor who did it; empty where none is named."""
        told = self.subject if self.predicate != "casualty_count" else None
        return told.actor or "" if told else ""

    @property
    def targets(self) -> tuple[str, ...]:
        """The words and ids of what suffered."""
        ends = [(self.object_key, self.object)]
        if self.predicate == "casualty_count":
            ends.append((self.subject_key, self.subject))
        told = [(key, end) for key, end in ends if end is not None]
        return tuple(name for key, end in told for name in ((key, end.name) if end.actor else (end.name,)))


def happenings(sayings: Sequence[Saying], widest: int, geography: Geography) -> list[tuple[str, list[Saying]]]:
    """`sayings` of one thing split into happenings that their days and places keep apart, each with its window.

    Those told to the day come first; a vaguer one joins the only happening it fits, and where it fits two or none it
    stays with its like: which one it means is not decided. Days must overlap, places be one or hold one another.
    """
    found: list[_Happening] = []
    for narrow, wide in ((-1, 3), (3, widest), (widest, inf)):
        level = [saying for saying in sayings if narrow < saying.days[1] - saying.days[0] <= wide]
        fitting = {id(saying): [one for one in found if one.fits(saying, geography)] for saying in level}
        for saying in level:
            if len(fitting[id(saying)]) == 1:
                fitting[id(saying)][0].sayings.append(saying)
        found += _alike([saying for saying in level if len(fitting[id(saying)]) != 1], geography)
    return [(_window(one.first, one.last, one.places), one.sayings) for one in found]


@dataclass
class _Happening:
    """Sayings that may tell of one happening, with the days it may fall on (ordinals) and the places they give."""

    sayings: list[Saying]
    first: float
    last: float
    places: set[str]

    def fits(self, saying: Saying, geography: Geography) -> bool:
        first, last = saying.days
        places = saying.places
        return (
            first <= self.last and self.first <= last
            and (not places or not self.places or geography.any_meet(places, self.places))
        )  # fmt: skip


def _alike(sayings: list[Saying], geography: Geography) -> list[_Happening]:
    """`sayings` of one precision grown together where days and places meet; those without a place join a lone one."""
    grown: list[_Happening] = []
    ordered = sorted(sayings, key=lambda saying: (*saying.days, saying.claim.id))
    for run in _overlapping(ordered):
        placed = [saying for saying in run if saying.places]
        unplaced = [saying for saying in run if not saying.places]
        by_place: list[_Happening] = []
        for saying in placed:
            meeting = [one for one in by_place if geography.any_meet(one.places, saying.places)]
            merged = _Happening([saying], *saying.days, set(saying.places))
            for one in meeting:
                by_place.remove(one)
                merged = _Happening(one.sayings + merged.sayings, min(one.first, merged.first),
                                    max(one.last, merged.last), one.places | merged.places)  # fmt: skip
            by_place.append(merged)
        if unplaced:
            if len(by_place) != 1:
                by_place.append(_Happening([], inf, -inf, set()))
            by_place[-1].sayings += unplaced
            by_place[-1].first = min(by_place[-1].first, *(saying.days[0] for saying in unplaced))
            by_place[-1].last = max(by_place[-1].last, *(saying.days[1] for saying in unplaced))
        grown += by_place
    return grown


def _overlapping(ordered: list[Saying]) -> list[list[Saying]]:
    """Runs of sayings, ordered by their first day, in which days overlap."""
    runs: list[list[Saying]] = []
    reach = -inf
    for saying in ordered:
        first, last = saying.days
        if runs and first <= reach:
            runs[-1].append(saying)
        else:
            runs.append([saying])
        reach = max(reach, last) if len(runs[-1]) > 1 else last
    return runs


def _window(first: float, last: float, places: Iterable[str]) -> str:
    days = ["" if abs(day) == inf else date.fromordinal(int(day)).isoformat() for day in (first, last)]
    return "/".join((*days, *sorted({place.casefold() for place in places})))


# -- one occurrence of violence ------------------------------------------------------------------------------------


@dataclass
class _Occurrence:
    """Sayings of one deed, its dead and who claims it; `first` and `last` are its days as ordinals."""

    sayings: list[Saying]
    first: float = field(init=False)
    last: float = field(init=False)

    def __post_init__(self) -> None:
        self.first = max(saying.days[0] for saying in self.sayings)
        self.last = min(saying.days[1] for saying in self.sayings)
        if self.first > self.last:  # a chain of overlapping days
            self.first, self.last = self.last, self.first


def occurrences(sayings: Sequence[Saying], geography: Geography) -> list[list[Saying]]:
    """`sayings` of violence, each in the one occurrence it tells of.

    Two told to within days are one where their days overlap, their places meet, and their targets may be one. One told
    to the month or less closely joins the only occurrence that it fits and whose figures it does not contradict.
    """
    rules = load_rules("gathering")
    close, month = rules["close_days"], rules["widest_event_days"]
    spans = [saying.days[1] - saying.days[0] for saying in sayings]
    exact = [saying for saying, span in zip(sayings, spans, strict=True) if span <= close]
    found = [_Occurrence(group) for group in _joined(exact, _day_buckets, _one_deed, geography)]
    for least, most in ((close, month), (month, 3 * 366), (3 * 366, inf)):
        level = [saying for saying, span in zip(sayings, spans, strict=True) if least < span <= most]
        index = _Index(found)
        fitting = [[one for one in index.near(saying) if _may_be(saying, one, geography)] for saying in level]
        left = [saying for saying, fits in zip(level, fitting, strict=True) if len(fits) != 1]
        for saying, fits in zip(level, fitting, strict=True):
            if len(fits) == 1:  # after all were compared: what joins first must not draw others in
                fits[0].sayings.append(saying)
        found += [_Occurrence(group) for group in _joined(left, _report_buckets, _one_told, geography)]
    return [sorted(one.sayings, key=lambda saying: saying.claim.id) for one in found]


def window_of(sayings: Iterable[Saying]) -> str:
    """The days and places of an occurrence, for its key: of those that tell them most closely."""
    told = sorted(sayings, key=lambda saying: (saying.days[1] - saying.days[0], saying.claim.id))
    places = {place for saying in told for place in saying.places}
    return _window(*told[0].days, places)


def _joined(
    sayings: list[Saying], buckets: Callable[[Saying], Iterator[object]],
    may_join: Callable[[Saying, Saying, Geography], bool], geography: Geography,
) -> list[list[Saying]]:  # fmt: skip
    """`sayings` grown together pair by pair; only those that share a bucket are compared."""
    parent = list(range(len(sayings)))

    def root(place: int) -> int:
        while parent[place] != place:
            parent[place] = parent[parent[place]]
            place = parent[place]
        return place

    together: dict[object, list[int]] = defaultdict(list)
    for place, saying in enumerate(sayings):
        for bucket in buckets(saying):
            together[bucket].append(place)
    for members in together.values():
        for at, one in enumerate(members):
            for other in members[at + 1 :]:
                if root(one) != root(other) and may_join(sayings[one], sayings[other], geography):
                    parent[root(other)] = root(one)
    groups: dict[int, list[Saying]] = defaultdict(list)
    for place, saying in enumerate(sayings):
        groups[root(place)].append(saying)
    return list(groups.values())


def _day_buckets(saying: Saying) -> Iterator[object]:
    first, last = saying.days
    yield from range(int(first), int(last) + 1)


def _report_buckets(saying: Saying) -> Iterator[object]:
    """Sayings told loosely meet in one report, where it gives them the same time, and anywhere under the same names."""
    yield saying.claim.document_id, *saying.days
    yield saying.predicate, saying.kind, saying.subject_key, saying.object_key


def _one_deed(one: Saying, other: Saying, geography: Geography) -> bool:
    """Whether two sayings whose days overlap tell of one deed."""
    if one.predicate == other.predicate == "casualty_count" and one.claim.document_id != other.claim.document_id:
        return bool(one.places and other.places) and _victims_alike(one, other) and geography.any_meet(
            one.places, other.places)  # fmt: skip
    fits = _targets_fit(one, other)
    if one.doer and other.doer and one.doer != other.doer and fits is not True:
        return False
    if one.places and other.places:
        return geography.any_meet(one.places, other.places) and (
            fits is not False or (one.predicate != other.predicate and _count_and_deed(one, other)))
    return fits is True and (one.doer == other.doer or not one.doer or not other.doer)


def _count_and_deed(one: Saying, other: Saying) -> bool:
    return "casualty_count" in (one.predicate, other.predicate) or "claim_responsibility" in (
        one.predicate, other.predicate)  # fmt: skip


def _one_told(one: Saying, other: Saying, geography: Geography) -> bool:
    """Whether two sayings told to the month or less closely tell of one deed: only what positively fits."""
    if not (one.days[0] <= other.days[1] and other.days[0] <= one.days[1]):
        return False
    if one.places and other.places and not geography.any_meet(one.places, other.places):
        return False
    if (one.doer and other.doer and one.doer != other.doer) or _figures_apart(one, other):
        return False
    same = (one.predicate, one.kind, one.subject_key, one.object_key) == (
        other.predicate, other.kind, other.subject_key, other.object_key)  # fmt: skip
    if same:
        return bool(one.places) == bool(other.places)
    bounded = one.days == other.days and one.claim.document_id == other.claim.document_id
    return bounded and bool(one.places and other.places) and (
        _targets_fit(one, other) is True or (_count_and_deed(one, other) and bool(one.doer) == bool(other.doer)))


def _may_be(saying: Saying, occurrence: _Occurrence, geography: Geography) -> bool:
    """Whether a saying told loosely may mean an occurrence that is told more closely."""
    first, last = saying.days
    if first > occurrence.last or occurrence.first > last:
        return False
    told = occurrence.sayings
    places = {place for one in told for place in one.places}
    if saying.places and places and not geography.any_meet(saying.places, places):
        return False
    doers = {one.doer for one in told if one.doer}
    if saying.doer and doers and saying.doer not in doers:
        return False
    if any(_figures_apart(saying, one) for one in told):
        return False
    return any(_targets_fit(saying, one) for one in told)


def _targets_fit(one: Saying, other: Saying) -> bool | None:
    """Whether what suffered may be one thing; None where one of them does not say."""
    here, there = one.targets, other.targets
    if not here or not there:
        return None
    return any(a == b or kin(a, b) for a in here for b in there)


def _victims_alike(one: Saying, other: Saying) -> bool:
    return one.kind == other.kind and people_of(_victims(one)) == people_of(_victims(other))


def _victims(saying: Saying) -> str:
    return saying.subject.name if saying.subject else ""


def _figures_apart(one: Saying, other: Saying) -> bool:
    here, there = one.claim.value, other.claim.value
    return (one.predicate == other.predicate == "casualty_count" and here is not None and there is not None
            and _victims_alike(one, other) and figures_clash(here, there))  # fmt: skip


class _Index:
    """Occurrences by the months they fall in and by who did them, so that few are compared."""

    def __init__(self, found: Iterable[_Occurrence]) -> None:
        self._by_month: dict[int, list[_Occurrence]] = defaultdict(list)
        self._by_doer: dict[str, list[_Occurrence]] = defaultdict(list)
        for one in found:
            if -inf < one.first <= one.last < inf:
                for month in range(int(one.first) // 30, int(one.last) // 30 + 1):
                    self._by_month[month].append(one)
            for doer in sorted({saying.doer for saying in one.sayings if saying.doer}):
                self._by_doer[doer].append(one)

    def near(self, saying: Saying) -> list[_Occurrence]:
        """The occurrences that a saying may mean: of its doer, or where it has a time at all, of its months."""
        first, last = saying.days
        if first == -inf or last == inf:
            return self._by_doer.get(saying.doer, []) if saying.doer else []
        near = {id(one): one for month in range(int(first) // 30, int(last) // 30 + 1)
                for one in self._by_month.get(month, ())}  # fmt: skip
        return list(near.values())
