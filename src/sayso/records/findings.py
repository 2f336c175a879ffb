"""What a case makes of many claims: actors across reports, findings, roots and grades."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from sayso.records.claims import ActorKind, NameForm, Time

Grade = Literal[
    "alleged-and-denied", "contested", "denied", "corroborated", "both-sides", "single-source", "party-only",
    "unsourced", "listed-only",
]  # fmt: skip
RootClass = Literal["N", "P", "P!", "X", "U"]
Judgement = Literal["same", "different", "unsure", "renamed"]
KinshipRole = Literal[
    "part of", "has part", "merged into", "absorbed", "split from", "gave rise to", "formerly", "later", "rules",
    "ruled by",
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Who fills a side of a finding: an actor of the case, or plain words where no actor stands there."""

    name: str
    actor: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorName:
    """A name of an actor of the case, with the documents that use it.

    `users` say who calls it so, where a report tells; else the publishers of those reports. `first` and `last` are the
    days between which the reports came out. `script` is that of its letters (`Latin`), `languages` are the reports'.
    What is not known, or was not asked for, is empty or None.
    """

    form: NameForm
    documents: tuple[str, ...]
    users: tuple[str, ...] = ()
    first: str | None = None
    last: str | None = None
    script: str = ""
    languages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Kinship:
    """How an actor belongs to another, or came of it, as reports tell: `role` is what it is to `other`.

    A wing, faction or media arm is a part for a time; mergers, splits and renamings are events, dated by `time`. `kind`
    is the codebook's (`media_arm`, `splinter`). `told` and `denied` are the claims that say so and that deny it.
    """

    role: KinshipRole
    other: Party
    kind: str | None = None
    time: Time | None = None
    told: tuple[str, ...] = ()
    denied: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Join:
    """Why two local actors are taken for one: the rule that can be shown, and what it rests on."""

    left: str  # local actor id
    right: str  # another; of a renaming, the new name
    judgement: Judgement
    rule: str  # same-name, abbreviation, spelling, user …
    reason: str  # a sentence
    by: str = "sayso"
    recorded: str | None = None  # ISO time; None: decided afresh by rule each time
    number: int | None = None  # in the case's list of judgements, to undo it by; None: decided by rule
    happened: str | None = None  # of a renaming: since when it goes by that name, as EDTF


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """One actor of the case: the local actors joined to it, its names, and why they were joined.

    `side` is who it belongs to or speaks for, by the name its reports give; None where they do not say.
    """

    id: str
    name: str
    kind: ActorKind
    names: tuple[ActorName, ...]
    members: tuple[str, ...]  # local actor ids
    joins: tuple[Join, ...] = ()
    public_role: bool | None = None
    side: str | None = None
    kin: tuple[Kinship, ...] = ()  # only where it was asked for


@dataclass(frozen=True, slots=True, kw_only=True)
class Root:
    """An ultimate source counted once, whatever number of reports repeat it."""

    name: str
    root_class: RootClass
    stance: Literal["for", "against", "listed"]
    claims: tuple[str, ...]
    merged_because: tuple[str, ...] = ()
    undecided: tuple[str, ...] = ()  # what this version cannot decide about the root, in words


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Claims from any report that speak of the same proposition, for and against, with a grade by rule.

    `support` and `against` count independent roots by class; `listed` counts claims that are shown and not counted
    (PS, Uu, predicted). `fragility` is the fewest roots whose removal changes the grade. `entailed` are those of
    `claims` that say something stronger (training is support) or deny something weaker. `differ`: what is said is the
    minus (two differ in ideology), and `support` counts it.
    """

    id: str
    predicate: str
    kind: str | None
    subject: Party
    object: Party | None
    place: tuple[str, ...]
    time: Time | None
    grade: Grade
    support: dict[RootClass, int]
    against: dict[RootClass, int]
    listed: int
    documents: int
    roots: tuple[Root, ...]
    fragility: int
    slots: dict[str, str] = field(default_factory=dict)
    sentence: str = ""
    claims: tuple[str, ...] = ()
    undecided: tuple[str, ...] = ()
    entailed: tuple[str, ...] = ()
    differ: bool = False
