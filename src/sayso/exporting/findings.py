"""A finding as the JSON object that `sayso findings --format jsonl` prints: every key is always there."""

from __future__ import annotations

from typing import Any

import msgspec

from sayso.records import Finding, Party, Root


def finding_json(finding: Finding) -> dict[str, Any]:
    """`finding` as plain values; `for` and `against` count roots by class, `time` is null where no claim gives one."""
    return {
        "id": finding.id, "predicate": finding.predicate, "kind": finding.kind, "subject": _party(finding.subject),
        "object": None if finding.object is None else _party(finding.object), "place": list(finding.place),
        "time": None if finding.time is None else msgspec.to_builtins(finding.time), "grade": finding.grade,
        "for": dict(finding.support), "against": dict(finding.against), "listed": finding.listed,
        "documents": finding.documents, "roots": [_root(root) for root in finding.roots],
        "fragility": finding.fragility, "slots": dict(finding.slots), "sentence": finding.sentence,
        "claims": list(finding.claims), "undecided": list(finding.undecided), "entailed": list(finding.entailed),
        "differ": finding.differ,
    }  # fmt: skip


def _party(party: Party) -> dict[str, Any]:
    return {"actor": party.actor, "name": party.name}


def _root(root: Root) -> dict[str, Any]:
    return {"name": root.name, "class": root.root_class, "stance": root.stance, "claims": list(root.claims),
            "merged_because": list(root.merged_because), "undecided": list(root.undecided)}  # fmt: skip
