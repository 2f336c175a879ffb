"""The timeline of a case: what is said to have happened when, by whom, and what others say of the same thing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Literal, Unpack

from sayso.asking.case import Known, known
from sayso.asking.clocks import When
from sayso.asking.dossier import Entries, time_told
from sayso.asking.naming import actor_named, two_actors
from sayso.asking.protection import Unmasking
from sayso.asking.questions import ends
from sayso.records import Claim, Finding, Moment
from sayso.storing import Store


def timeline(
    store: Store, *, about: str | None = None, between: tuple[str, str] | None = None, dated: bool = False,
    unmasked: Unmasking | None = None, **when: Unpack[When],
) -> list[Moment]:  # fmt: skip
    """Every finding at every time that words give it, earliest first; vaguer times come after what they hold.

    A finding that sources date apart stands at each of their times and names the others. What no words date stands on
    the day it was said, unless some source dates that very finding once; with `dated` it is left out. What neither
    words nor a report date is in no timeline, but in `sayso findings`.
    """
    case = known(store, "timeline", unmasked=unmasked, **when)
    with case.naming():
        wanted = {actor_named(about, case.actors).id} if about is not None else set()
        wanted |= {actor.id for actor in two_actors(*between, case.actors)} if between is not None else set()
    entries = Entries(case, case.shade, {claim.id: claim for claim in case.claims})
    moments = [moment for finding in case.findings() if wanted <= ends(finding)
               for moment in _moments(finding, case, entries, dated=dated)]  # fmt: skip
    return case.shown(sorted(moments, key=lambda one: (one.earliest, _reversed(one.latest), one.proposition, one.when)))


def _reversed(day: str) -> str:
    """So that of two spans which begin alike the longer comes first, as `2023` before `2023-01-04`."""
    return "".join(chr(ord("9") - int(digit)) if digit.isdigit() else digit for digit in day)


def _moments(finding: Finding, case: Known, entries: Entries, *, dated: bool) -> Iterator[Moment]:
    at: dict[tuple[str, str, str], list[Claim]] = defaultdict(list)
    undated: list[Claim] = []
    for id in finding.claims:
        claim = entries.by_id[id]
        time = time_told(claim)
        earliest, latest = (time.earliest, time.latest) if time else (None, None)
        if time is None or (first := earliest or latest) is None:
            undated.append(claim)
        else:
            at[time.edtf or first, first, latest or first].append(claim)
    if len(at) == 1:
        [held] = at.values()
        held += undated
    else:
        told = defaultdict(list)
        for claim in undated:
            day = case.days(claim, "said")
            if day is not None and day[0] is not None and not dated:
                told[day[0], day[0], day[1] or day[0]].append(claim)
        yield from (_moment(when, claims, finding, entries, basis="said") for when, claims in told.items())
    times = [when for when, _, _ in at]
    yield from (_moment(when, claims, finding, entries, basis="happened", times=times) for when, claims in at.items())


def _moment(
    when: tuple[str, str, str], claims: list[Claim], finding: Finding, entries: Entries, *,
    basis: Literal["happened", "said"], times: Iterable[str] = (),
) -> Moment:  # fmt: skip
    edtf, earliest, latest = when
    ids = {claim.id for claim in claims}
    return Moment(
        when=edtf, earliest=earliest, latest=latest, basis=basis,
        proposition=entries.case.proposition(finding), finding=finding.id, grade=finding.grade,
        told=tuple((root.name, root.stance) for root in finding.roots if ids & set(root.claims)),
        other_times=tuple(sorted(set(times) - {edtf})),
        lines=tuple(map(entries.line, sorted(claims, key=lambda claim: (claim.document, claim.start, claim.id)))),
    )  # fmt: skip
