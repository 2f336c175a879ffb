"""A claim: one source says one thing in one place of one report."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Literal

from sayso.records.documents import Trouble

Stance = Literal["affirmed", "denied", "alleged", "predicted"]
Certainty = Literal["CT+", "PR+", "PS+", "CT-", "PR-", "PS-", "Uu"]
SourceKind = Literal["named", "unnamed", "document", "organisation", "state", "headline"]
ActorKind = Literal["STATE", "GOV", "SEC", "AG", "UNIT", "PER", "POP", "ORG", "PLC", "SITE", "EQP", "EVT", "TXT", ""]
NameKind = Literal[
    "full", "abbreviation", "spelling", "self_name", "state_label", "nom_de_guerre", "shared_alias", "former_name",
    "description", "metonym", "demonym",
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A word or phrase that fills a place in a claim.

    `text` is what the report writes there, `name` what it resolves to in that report (`it` → `Kessar Front`), `actor`
    the id of the actor it names: local to the report when read, the case's own once resolved; None for plain things.
    `start` and `end` are code points of the canonical text.
    """

    text: str
    name: str
    actor: str | None = None
    kind: ActorKind = ""
    start: int = -1
    end: int = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One link of a source chain: who tells it. `side` is the actor the source belongs to or speaks for, if told."""

    name: str
    text: str
    kind: SourceKind
    cue: str = ""
    side: str | None = None
    actor: str | None = None
    carried_over: bool = False  # the sentence has no cue of its own: the source of the sentence before goes on


@dataclass(frozen=True, slots=True, kw_only=True)
class Time:
    """When: bounds as ISO dates, both inclusive, with the EDTF form; `inferred` where the words do not say it.

    None: no such bound is known. A day is never invented: `March 2024` is 2024-03-01 to 2024-03-31.
    """

    text: str = ""
    edtf: str = ""
    earliest: str | None = None
    latest: str | None = None
    inferred: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where: the report's words, the name they resolve to, coordinates (degrees) only where they are unique."""

    text: str
    name: str
    lat: float | None = None
    lon: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number as it was given. None: that bound was not given. 0: the report says there was none."""

    text: str
    low: float | None = None
    best: float | None = None
    high: float | None = None
    unit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One source says that one thing did, or did not, happen.

    `document` is the name of the document, `document_id` its id. `quote` equals `text[start:end]` of the canonical
    text. `sources` runs from the outermost link to the ultimate source; empty: the report's own voice. `certainty` is
    FactBank's value relative to the innermost source. `value` None: no number given. `trigger` is where the word stands
    that made the rule fire. `rule` names the rule. `trouble`: what is doubtful about the reading, or None.
    """

    id: str
    document: str
    document_id: str
    start: int
    end: int
    quote: str
    sources: tuple[Source, ...]
    stance: Stance
    certainty: Certainty
    predicate: str
    kind: str | None
    subject: tuple[Mention, ...]
    object: tuple[Mention, ...]
    roles: tuple[tuple[str, str], ...] = ()
    place: tuple[Place, ...] = ()
    time: Time | None = None
    value: Figure | None = None
    reader: str = "frames"
    rule: str = ""
    trouble: str | None = None
    trigger: tuple[int, int] | None = None


def claim_id(
    *, document_id: str, start: int, end: int, source: str, predicate: str, subject: tuple[str, ...],
    object: tuple[str, ...], kind: str | None = None, value: str | None = None,
) -> str:  # fmt: skip
    """`c-` and 16 hex digits, made of document, span, innermost source, predicate and arguments.

    Reading twice gives the same id; two people quoted in one sentence give two. Names are the report's own, so that
    resolving actors later never changes an id.
    """
    parts = (document_id, str(start), str(end), source, predicate, "\x1f".join(subject), "\x1f".join(object),
             kind or "", value or "")  # fmt: skip
    return "c-" + hashlib.sha256("\x1e".join(parts).encode("utf8", "surrogatepass")).hexdigest()[:16]


@dataclass(frozen=True, slots=True, kw_only=True)
class NameForm:
    """One name an actor goes by in one report: form, kind of name, who uses it, where it first stands."""

    form: str
    kind: NameKind = "full"
    used_by: str | None = None
    start: int = -1
    end: int = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalActor:
    """An actor as one report knows it: all the names that report ties to it.

    `id` is local: made of the document's id and `name`. `public_role` is True for officials, commanders and
    spokespersons, False for victims, kin, witnesses and anonymous sources, None where the report does not show it.
    """

    id: str
    name: str
    kind: ActorKind
    names: tuple[NameForm, ...] = ()
    public_role: bool | None = None
    side: str | None = None


def local_actor_id(document_id: str, name: str) -> str:
    """`a-` and 16 hex digits of the document and the name the report settles on."""
    return "a-" + hashlib.sha256(f"{document_id}\x1e{name}".encode("utf8", "surrogatepass")).hexdigest()[:16]


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Source, cue and content of a piece of reported speech, as code-point spans of the canonical text."""

    source: tuple[tuple[int, int], ...]
    cue: tuple[tuple[int, int], ...]
    content: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Everything one reader took from one document. Empty `claims` with no troubles means: nothing was claimed."""

    document: str
    document_id: str
    claims: tuple[Claim, ...] = ()
    actors: tuple[LocalActor, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    troubles: tuple[Trouble, ...] = ()
    sentences: int = 0
    words: int = 0
    reader: str = "frames"
    version: str = ""
