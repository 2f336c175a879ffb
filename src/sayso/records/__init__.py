"""What sayso knows, as frozen values: the standard library is all they need."""

from sayso.records.claims import (  # noqa: I001 (names in lines, not one to a line)
    ActorKind, Attribution, Certainty, Claim, Figure, LocalActor, Mention, NameForm, NameKind, Place, Reading, Source,
    SourceKind, Stance, Time, claim_id, local_actor_id,
)  # fmt: skip
from sayso.records.answers import (
    Agreement, Cell, Evidence, Hypotheses, Hypothesis, Missing, Moment, News, NewsKind, Question, QuestionKind, Said,
    SourceProfile, SourceStanding, Spoken, Tie,
)  # fmt: skip
from sayso.records.documents import LIST_OF_NAMES, Block, BlockKind, Document, PageBox, Part, Trouble
from sayso.records.contradictions import Contradiction
from sayso.records.dossiers import Aside, Clash, Dossier, Entry, Line, Profile, Section, Voice, Year
from sayso.records.errors import (
    AskingError, CaseError, CodebookError, ExportingError, GatheringError, MissingExtraError, ReadingError, SaysoError,
)  # fmt: skip
from sayso.records.events import Event, Quad, Stage, Status
from sayso.records.findings import (
    Actor, ActorName, Finding, Grade, Join, Judgement, Kinship, KinshipRole, Party, Root, RootClass,
)  # fmt: skip
from sayso.records.reviews import Correction, Review, RuleAgreement, Verdict
from sayso.records.syntax import Name, Predicate, Sentence

__all__ = [
    "LIST_OF_NAMES", "Actor", "ActorKind", "ActorName", "Agreement", "Aside", "AskingError", "Attribution", "Block",
    "BlockKind", "CaseError", "Cell", "Certainty", "Claim", "Clash", "CodebookError", "Contradiction", "Correction",
    "Document", "Dossier", "Entry", "Event", "Evidence", "ExportingError", "Figure", "Finding", "GatheringError",
    "Grade", "Hypotheses", "Hypothesis", "Join", "Judgement", "Kinship", "KinshipRole", "Line", "LocalActor", "Mention",
    "Missing", "MissingExtraError", "Moment", "Name", "NameForm", "NameKind", "News", "NewsKind", "PageBox", "Part",
    "Party", "Place", "Predicate", "Profile", "Quad", "Question", "QuestionKind", "Reading", "ReadingError", "Review",
    "Root", "RootClass", "RuleAgreement", "Said", "SaysoError", "Section", "Sentence", "Source", "SourceKind",
    "SourceProfile", "SourceStanding", "Spoken", "Stage", "Stance", "Status", "Tie", "Time", "Trouble", "Verdict",
    "Voice", "Year", "claim_id", "local_actor_id",
]  # fmt: skip
