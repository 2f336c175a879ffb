"""Whose voice a claim is, across a case: a side's, a name's, an unnamed source's of one report, a report's own."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.asking.case import Known
from sayso.records import Claim, SourceStanding
from sayso.resolving import normal
from sayso.weighing.copying import is_outlet, own_voice
from sayso.weighing.parties import is_named


@dataclass(frozen=True, slots=True)
class Heard:
    """The ultimate source of a claim. Claims with one `key` have one source; `called` is what the report calls it."""

    key: tuple[str, ...]
    name: str
    called: str
    standing: SourceStanding
    person: bool


def heard(claim: Claim, case: Known) -> Heard:
    """Who speaks in `claim`. An unnamed source stays within its report: its traces are not put together."""
    source = claim.sources[-1] if claim.sources else None
    if source is None or source.kind == "headline" or (source.kind == "organisation" and is_outlet(source.name)):
        retold = source is not None and source.kind != "headline"
        told = source.name if source is not None and retold else own_voice(claim, case.documents).name
        own = None if is_outlet(told) else case.parties.publisher(told, claim.document)
        if own is None or case.parties.actors[own].kind == "PER":
            return Heard(("own-voice", normal(told) or told), told, told, "own-voice", False)
        return Heard(("side", own), case.parties.actors[own].name, told, "side", False)
    house = case.parties.house_of(source, claim.document)
    actors = case.parties.actors
    named = house is not None and (is_named(actors[house]) or actors[house].name != actors[house].name.lower())
    if house is not None and named and actors[house].kind != "PER":
        return Heard(("side", house), actors[house].name, source.name, "side", False)
    if source.kind == "unnamed" or source.name == source.name.lower():
        return Heard(("unnamed", claim.document_id, source.name), source.name, source.name, "unnamed", True)
    own = house if house is not None and named else None
    name = actors[own].name if own is not None else source.name
    person = source.kind == "named" or own is not None
    return Heard(("named", own or normal(source.name) or source.name), name, source.name, "named", person)
