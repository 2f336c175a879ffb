"""What people say of what was read: claims accepted, corrected or rejected, each a record that is never changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sayso.records.claims import Certainty, Claim, Figure, Stance

Verdict = Literal["accepted", "corrected", "rejected"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What a claim should have said. None: this part is left as it was read.

    Names are as the report would have them; `sources` runs from the outermost to the ultimate source, and an empty one
    is the report's own voice. An empty `kind`, `time` or list, and a `value` without numbers, take away what was read.
    `time` is EDTF.
    """

    stance: Stance | None = None
    certainty: Certainty | None = None
    predicate: str | None = None
    kind: str | None = None
    subject: tuple[str, ...] | None = None
    object: tuple[str, ...] | None = None
    sources: tuple[str, ...] | None = None
    place: tuple[str, ...] | None = None
    time: str | None = None
    value: Figure | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """What somebody judged of a claim, when (ISO time in UTC) and why; `read` is the claim as it stood then.

    `undone` is the number of the record that took it back, None where it stands. The last that stands counts.
    """

    number: int
    claim: str
    verdict: Verdict
    correction: Correction
    reason: str
    by: str
    recorded: str
    read: Claim
    undone: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleAgreement:
    """How often people who looked left a rule's claims as it read them; `agreed` is accepted of all, from 0 to 1.

    `fields` counts what was corrected.
    """

    rule: str
    reviewed: int
    accepted: int
    corrected: int
    rejected: int
    agreed: float
    fields: dict[str, int]
