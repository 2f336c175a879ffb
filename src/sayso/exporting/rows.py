"""Records as rows: whole, with everything in them, and flat, one value a column."""

from __future__ import annotations

from functools import singledispatch
from typing import Any

import msgspec

from sayso.exporting.claims import claim_json, flat_claim
from sayso.exporting.findings import finding_json
from sayso.records import Claim, Contradiction

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
def _(contradiction: Contradiction) -> Row:
    return {
        "id": contradiction.id, "kind": contradiction.kind, "verdict": contradiction.verdict,
        "itself": contradiction.itself, "left": msgspec.to_builtins(contradiction.left_lines),
        "right": msgspec.to_builtins(contradiction.right_lines), "why": contradiction.why,
    }  # fmt: skip


row.register(claim_json)
row.register(finding_json)


@singledispatch
def flat(record: object) -> Row:
    """`record` with one value a column: lists joined by `; `, chains by ` > `, what is inside things by its name."""
    return {name: _cell(value) for name, value in row(record).items()}


@flat.register
def _(claim: Claim) -> Row:
    return {name: _cell(value) for name, value in flat_claim(claim).items()}


@flat.register
def _(contradiction: Contradiction) -> Row:
    told: Row = {"id": contradiction.id, "kind": contradiction.kind, "verdict": contradiction.verdict,
                 "itself": contradiction.itself, "why": contradiction.why}
    for side, lines in (("left", contradiction.left_lines), ("right", contradiction.right_lines)):
        told[side] = "; ".join(f"“{line.quote}”" for line in lines)
        told[f"{side} says"] = "; ".join(" > ".join(line.chain) or "the report itself" for line in lines)
        told[f"{side} reports"] = "; ".join(f"{line.document}:{line.start}" for line in lines)
        told[f"{side} claims"] = "; ".join(line.claim for line in lines)
    return told


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
