"""Records for tests, made from the few words a test is about; and a reader small enough to see through."""

from __future__ import annotations

import hashlib
import os
import re
import time
from collections.abc import Sequence

from sayso.records import (
    Attribution,
    Claim,
    Document,
    LocalActor,
    Mention,
    NameForm,
    Reading,
    Source,
    Stance,
    Time,
    Trouble,
    claim_id,
    local_actor_id,
)

TOLD = re.compile(r"(?:(?P<source>[A-Z][^.\n]*?) said )?(?P<subject>[A-Z]\w+) attacked (?P<object>[A-Z]\w+)\.")


def a_document(text: str = "Kessar attacked Navar.", *, name: str = "wire.txt", **known: str) -> Document:
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    return Document(id=f"d-{sha256[:16]}", name=name, sha256=sha256, text=text, **known)  # type: ignore[arg-type]


def a_claim(
    document: Document,
    quote: str,
    *,
    by: Sequence[str] = (),
    predicate: str = "attack",
    subject: str = "Kessar",
    object: str = "Navar",
    stance: Stance = "affirmed",
    reader: str = "small",
) -> Claim:
    """What `document` says in the words `quote`, where they first stand."""
    start = document.text.index(quote)
    sources = tuple(Source(name=name, text=name, kind="organisation", cue="said") for name in by)
    return Claim(
        id=claim_id(
            document_id=document.id, start=start, end=start + len(quote), source=by[-1] if by else "",
            predicate=predicate, subject=(subject,), object=(object,),
        ),
        document=document.name, document_id=document.id, start=start, end=start + len(quote), quote=quote,
        sources=sources, stance=stance, certainty="CT-" if stance == "denied" else "CT+", predicate=predicate,
        kind=None, subject=(a_mention(document, subject),), object=(a_mention(document, object),), reader=reader,
        time=Time(text="", edtf="2024-03", earliest="2024-03-01", latest="2024-03-31", inferred=True), rule="told",
    )  # fmt: skip


def a_mention(document: Document, name: str) -> Mention:
    start = document.text.find(name)
    return Mention(text=name, name=name, actor=local_actor_id(document.id, name), kind="AG", start=start,
                   end=start + len(name))  # fmt: skip


def an_actor(document: Document, name: str) -> LocalActor:
    return LocalActor(id=local_actor_id(document.id, name), name=name, kind="AG", names=(NameForm(form=name),))


class SmallReader:
    """Reads `Kessar attacked Navar.` and `Radio said Kessar attacked Navar.`; fails where it says UNREADABLE."""

    name = "small"
    version = "1"

    @classmethod
    def open(cls, *, parser: str = "default") -> SmallReader:
        return cls()

    def read(self, document: Document) -> Reading:
        if "UNREADABLE" in document.text:
            raise ValueError("this report cannot be read")
        if "DEADLY" in document.text:
            os._exit(9)
        time.sleep(0.05 if "SLOW" in document.text else 0)
        found = list(TOLD.finditer(document.text))
        claims = tuple(
            a_claim(document, told[0], by=(told["source"],) if told["source"] else (), subject=told["subject"],
                    object=told["object"]) for told in found
        )  # fmt: skip
        names = sorted({name for told in found for name in (told["subject"], told["object"])})
        return Reading(
            document=document.name, document_id=document.id, claims=claims,
            actors=tuple(an_actor(document, name) for name in names),
            attributions=tuple(Attribution(source=(told.span("source"),), cue=(), content=(told.span("subject"),))
                               for told in found if told["source"]),
            troubles=tuple(Trouble(document=document.name, kind="sentence-failed", why="It ends in a question mark; "
                                   "only statements are read.", start=mark.start(), end=mark.end())
                           for mark in re.finditer(r"\?", document.text)),
            sentences=document.text.count("."), words=len(document.text.split()), reader=self.name,
            version=self.version,
        )  # fmt: skip
