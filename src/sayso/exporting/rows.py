"""Records as rows: whole, with everything in them, and flat, one value a column."""

from __future__ import annotations

from functools import singledispatch
from typing import Any

import msgspec

from sayso.records import Claim, Mention, Place, Source

Row = dict[str, Any]


@singledispatch
def row(record: object) -> Row:
    """`record` as plain values that JSON can hold. Nothing is left out and every key is always there."""
    plain: Row = msgspec.to_builtins(record)
    return plain


@row.register
def _(record: dict) -> Row:  # type: ignore[type-arg]
    return record


@row.register
def claim_row(claim: Claim) -> Row:
    return {
        "id": claim.id, "document": claim.document, "start": claim.start, "end": claim.end, "quote": claim.quote,
        "sources": [_source(source) for source in claim.sources], "stance": claim.stance,
        "certainty": claim.certainty, "predicate": claim.predicate, "kind": claim.kind,
        "subject": [_mention(mention) for mention in claim.subject],
        "object": [_mention(mention) for mention in claim.object], "roles": dict(claim.roles),
        "place": [_place(place) for place in claim.place],
        "time": None if claim.time is None else msgspec.to_builtins(claim.time),
        "value": None if claim.value is None else msgspec.to_builtins(claim.value),
        "reader": claim.reader, "rule": claim.rule, "trouble": claim.trouble,
    }


def _source(source: Source) -> Row:
    return {"name": source.name, "text": source.text, "kind": source.kind, "cue": source.cue, "side": source.side}


def _mention(mention: Mention) -> Row:
    return {"text": mention.text, "name": mention.name, "actor": mention.actor}


def _place(place: Place) -> Row:
    return {"text": place.text, "name": place.name, "lat": place.lat, "lon": place.lon}


@singledispatch
def flat(record: object) -> Row:
    """`record` with one value a column: lists joined by `; `, chains by ` > `, what is inside things by its name."""
    return {name: _cell(value) for name, value in row(record).items()}


@flat.register
def _(claim: Claim) -> Row:
    whole = claim_row(claim)
    time, value = claim.time, claim.value
    wide = {
        "sources": " > ".join(source.name for source in claim.sources),
        "time": time and time.edtf, "earliest": time and time.earliest, "latest": time and time.latest,
        "value": value and value.text, "low": value and value.low, "best": value and value.best,
        "high": value and value.high, "unit": value and value.unit,
    }
    order = [name for key in whole for name in _WIDE.get(key, (key,))]
    return {name: wide[name] if name in wide else _cell(whole[name]) for name in order}


_WIDE = {"time": ("time", "earliest", "latest"), "value": ("value", "low", "best", "high", "unit")}


def _cell(value: Any) -> str | int | float | bool | None:
    match value:
        case dict():
            for key in ("name", "form", "edtf", "sentence", "text"):
                if value.get(key):
                    return _cell(value[key])
            return "; ".join(f"{key}={_cell(inner)}" for key, inner in value.items())
        case list() | tuple():
            return "; ".join(str(_cell(inner)) for inner in value)
        case _:
            return value  # type: ignore[no-any-return]
