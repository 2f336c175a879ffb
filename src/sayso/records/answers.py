"""What questions on a whole case give: its sources, its moments, what is new, its ties, its hypotheses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sayso.records.dossiers import Line
from sayso.records.findings import Grade, RootClass

SourceStanding = Literal["side", "named", "unnamed", "own-voice"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """Somebody whom a source speaks about, and in how many of its claims."""

    name: str
    actor: str
    claims: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How often two sources say the same of what both speak of, without one repeating the other.

    `low` and `high` bound the share of agreement (Wilson, 95 %); None where too little is shared to say.
    """

    other: str
    shared: int
    agree: int
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceProfile:
    """One ultimate source of a case, however many people speak for it and reports pass it on.

    `standing`: a `side` with all who speak for it, a source known by name, one that is `unnamed` (each in its own
    report: nobody joins what is told of it), or the `own-voice` of a report. `asserts`, `denies` and `lists` count
    findings; `as_party` those in which it has a stake, `against_interest` those of them that cost it something. People
    have no agreements: there are no scores on persons. None of this goes into any grade.
    """

    name: str
    standing: SourceStanding
    heard_as: tuple[tuple[str, int], ...]  # as reports call it, with the number of claims
    reports: tuple[str, ...]
    publishers: tuple[str, ...]  # who passes it on
    claims: int
    about: tuple[Spoken, ...]
    asserts: int
    denies: int
    lists: int
    as_party: int
    against_interest: int
    agreements: tuple[Agreement, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """Something said to have happened or held at a time, or, where no words date it, said on a day.

    `when` is EDTF, `earliest` and `latest` its bounds. `told` says who gives this time for it and on which side.
    """

    when: str
    earliest: str
    latest: str
    basis: Literal["happened", "said"]
    proposition: str
    finding: str
    grade: Grade
    told: tuple[tuple[str, str], ...]  # source, for | against | listed
    other_times: tuple[str, ...]  # what others give for the same thing
    lines: tuple[Line, ...]


NewsKind = Literal["report", "actor", "finding", "grade", "voice", "listed", "judgement"]


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """Something a case did not hold before: `what` in words, `before` and `after` where it was otherwise.

    `because` are the ids of the claims that made the difference, `lines` their words.
    """

    kind: NewsKind
    what: str
    before: str | None
    after: str
    because: tuple[str, ...]
    lines: tuple[Line, ...]
    finding: str | None = None


QuestionKind = Literal["both-signs", "strained", "path", "only-link", "community"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """What one finding says of two sides: for (`sign` 1) or against each other (-1), on how many voices.

    `denied` counts the voices against the finding. `lines` quote one claim for each root that asserts it.
    """

    one: str
    other: str
    sign: Literal[1, -1]
    proposition: str
    finding: str
    grade: Grade
    voices: int
    denied: int
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Something the shape of the network gives to ask. Never a finding: claims in reports are not all ties there are.

    `actors` are names of groups, states and organisations; persons and populations are no nodes. `why` says in words
    what it rests on, `holds` by which rules of counting it is so.
    """

    kind: QuestionKind
    question: str
    actors: tuple[str, ...]
    why: str
    holds: tuple[str, ...]
    ties: tuple[Tie, ...]


Cell = Literal["for", "against", "both", ""]
Said = Literal["asserted", "denied", "possible"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hypothesis:
    """One of several answers, with how many voices of each class speak for and against it by the file's own queries."""

    id: str
    says: str
    support: dict[RootClass, int]
    against: dict[RootClass, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One side of one finding laid against every hypothesis.

    `cells` has an entry for each hypothesis in their order; empty: its queries do not speak of it, which is not the
    same as neutral. `diagnosticity` is the spread of the row (population standard deviation of 1, 0 and -1): 0 where
    the row tells no hypothesis from another.
    """

    proposition: str
    finding: str
    said: Said
    grade: Grade
    voices: tuple[tuple[str, RootClass], ...]
    cells: tuple[Cell, ...]
    diagnosticity: float
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """What a hypothesis looks for and no report of the case says; `what` is the query in words."""

    hypothesis: str
    side: Literal["for", "against"]
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Hypotheses:
    """Claims laid against competing hypotheses: a layout for judgement, without a verdict or an order of merit.

    `evidence` comes with what tells most first. `changes` says in sentences which single voice the picture hangs on.
    `not_laid` are findings between the same actors that no query takes up, each with its grade. `notes` say which
    names of the file several actors bear.
    """

    question: str
    hypotheses: tuple[Hypothesis, ...]
    evidence: tuple[Evidence, ...]
    changes: tuple[str, ...]
    missing: tuple[Missing, ...]
    not_laid: tuple[tuple[str, Grade], ...]
    notes: tuple[str, ...]
    as_of: str | None
