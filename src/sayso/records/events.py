"""A deed as event coders keep it: PLOVER's code and MUC-4's confidence and stage, derived from a claim by rule."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Quad = Literal["verbal cooperation", "material cooperation", "verbal conflict", "material conflict"]
Status = Literal[
    "reported as fact", "claimed or admitted", "suspected or accused", "suspected or accused by authorities",
    "possible", "denied", "acquitted",
]  # fmt: skip
Stage = Literal["accomplished", "attempted", "threatened"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What a coder of events would keep of one claim.

    `root`, `mode` and `quad` are PLOVER's; an empty `mode`: none, or the words do not tell. `status` and `stage` are
    MUC-4's, with `denied` added. `plain` is True only where the deed is put forward as done: nothing that is denied,
    doubted, suspected or still to come. `because` names the rule behind each of them. The actors are names,
    None where none is told.
    """

    claim: str
    document: str
    start: int
    end: int
    quote: str
    told_by: tuple[str, ...]  # outermost first; empty: the report itself
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    predicate: str
    root: str
    mode: str
    quad: Quad
    status: Status
    stage: Stage
    plain: bool
    because: str
    place: tuple[str, ...] = ()
    time: str = ""  # EDTF; empty where no time is known
