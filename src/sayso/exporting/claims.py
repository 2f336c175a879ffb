"""A claim as plain values: whole as JSON, or flat with one value a column."""

from __future__ import annotations

from typing import Any

import msgspec

from sayso.records import Claim, Figure, Mention, Place, Source

_BOUNDS = ("low", "best", "high")
_WIDE = {"time": ("time", "earliest", "latest"), "value": ("value", *_BOUNDS, "unit")}


def claim_json(claim: Claim) -> dict[str, Any]:
    """Every key is always there; what the claim does not say is null, or an empty list."""
    return {
        "id": claim.id, "document": claim.document, "start": claim.start, "end": claim.end, "quote": claim.quote,
        "sources": [_source(source) for source in claim.sources], "stance": claim.stance,
        "certainty": claim.certainty, "predicate": claim.predicate, "kind": claim.kind,
        "subject": [_mention(mention) for mention in claim.subject],
        "object": [_mention(mention) for mention in claim.object], "roles": dict(claim.roles),
        "place": [_place(place) for place in claim.place],
        "time": None if claim.time is None else msgspec.to_builtins(claim.time),
        "value": None if claim.value is None else _figure(claim.value),
        "reader": claim.reader, "rule": claim.rule, "trouble": claim.trouble,
    }


def _source(source: Source) -> dict[str, Any]:
    return {"name": source.name, "text": source.text, "kind": source.kind, "cue": source.cue, "side": source.side}


def _mention(mention: Mention) -> dict[str, Any]:
    return {"text": mention.text, "name": mention.name, "actor": mention.actor}


def _place(place: Place) -> dict[str, Any]:
    return {"text": place.text, "name": place.name, "lat": place.lat, "lon": place.lon}


def _figure(value: Figure) -> dict[str, Any]:
    bounds = {bound: _number(getattr(value, bound)) for bound in _BOUNDS}
    return {"text": value.text, **bounds, "unit": value.unit}


def _number(value: float | None) -> float | None:
    """A whole number without its `.0`: 9 dead, not 9.0."""
    return int(value) if value is not None and float(value).is_integer() else value


def flat_claim(claim: Claim) -> dict[str, Any]:
    """The same keys in the same order; the chain joined by ` > `, and a column for each bound of time and number."""
    whole = claim_json(claim)
    time, value = claim.time, claim.value
    wide = {
        "sources": " > ".join(source.name for source in claim.sources),
        "time": time and time.edtf, "earliest": time and time.earliest, "latest": time and time.latest,
        "value": value and value.text, **{bound: value and _number(getattr(value, bound)) for bound in _BOUNDS},
        "unit": value and value.unit,
    }
    return {name: wide.get(name, whole.get(name)) for key in whole for name in _WIDE.get(key, (key,))}
