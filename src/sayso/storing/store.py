"""What a case promises to keep, in the domain's words, whatever engine keeps it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from sayso.records import (
    Claim,
    Correction,
    Document,
    Join,
    Judgement,
    LocalActor,
    Reading,
    Review,
    Trouble,
    Verdict,
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Something that was done to a case: when (ISO time in UTC), what, to what, with what outcome."""

    recorded: str
    what: str
    about: str
    note: str


class Store(Protocol):
    """One case. Everything given to it is kept whole in one transaction, or not at all."""

    def add(self, document: Document, reading: Reading) -> int:
        """Keep a report and what a reader took from it; return how many claims are new to the case.

        Adding one twice changes nothing. A later version of the same reader replaces what the earlier one took, and a
        report whose canonical text has changed replaces what stood on the old text.
        """

    def holds(self, document: Document, reader: str, version: str) -> bool:
        """Whether this version of `reader` has read this very text, so that it need not be read again."""

    def note_name(self, document: Document) -> None:
        """Keep the name of a file whose bytes the case holds already, perhaps under another name."""

    def note(self, trouble: Trouble) -> None:
        """Keep a trouble with a file. Noting it twice changes nothing; reading the file takes it away."""

    def documents(self, *, words: str | None = None) -> Iterator[Document]:
        """Every report, by name; with `words`, those whose text holds all of them."""

    def document(self, called: str) -> Document:
        """The report of this id or file name. Raises `AskingError` where there is none."""

    def recorded(self) -> dict[str, str]:
        """When each report came into the case, as ISO time in UTC, by document id."""

    def claims(
        self, *, document: str | None = None, predicate: str | None = None, words: str | None = None
    ) -> Iterator[Claim]:
        """Every claim, by report and place in its text; only those of one document id, predicate, or quoting `words`.

        A claim that two readers found alike comes once.
        """

    def claim(self, id_: str) -> Claim:
        """The claim of this id, or of the only id that starts so. Raises `AskingError` where there is none."""

    def local_actors(self) -> dict[str, list[LocalActor]]:
        """Every actor as single reports know it, by the id of the report."""

    def judgements(self) -> list[Join]:
        """What people have judged on who is who, oldest first, without what was undone."""

    def judge(
        self, left: str, right: str, judgement: Judgement, *, reason: str, by: str, happened: str | None = None
    ) -> Join:
        """Append a judgement on two local actors; of a renaming, `right` is the new name and `happened` since when."""

    def undo(self, judgement: int, *, reason: str, by: str) -> None:
        """Append that a judgement no longer holds. Raises `AskingError` where it does not stand."""

    def log(self, what: str, about: str, note: str) -> None:
        """Append something that was done with the case to its changes, such as that somebody had names unmasked."""

    def reviews(self) -> list[Review]:
        """Everything people have said of claims, oldest first, with what was undone."""

    def review(self, claim: Claim, verdict: Verdict, correction: Correction, *, reason: str, by: str) -> Review:
        """Append what somebody says of a claim. It stays when the report is read anew."""

    def undo_review(self, review: int, *, reason: str, by: str) -> None:
        """Append that a review no longer holds. Raises `AskingError` where it does not stand."""

    def troubles(self) -> list[Trouble]:
        """Everything that was not read, by file and place."""

    def latest_change(self) -> int:
        """The number of the latest thing done to the case: while it stays the same, so do all claims and judgements.

        Looking at it changes nothing, unmasked neither.
        """

    def changes(self) -> list[Change]:
        """Everything that was done to the case, oldest first."""

    def check(self) -> list[Trouble]:
        """What is wrong with the case itself: words that do not quote, hashes that differ, an index out of step."""

    def digest(self) -> str:
        """SHA-256 of everything the case says, the same in whatever order and at whatever time it was stored."""

    def close(self) -> None:
        """Let go of the file."""
