"""Reports whose every word tries to break out of the page it is shown on."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from sayso.records import (
    Block,
    Claim,
    Document,
    Figure,
    LocalActor,
    Mention,
    NameForm,
    Place,
    Reading,
    Source,
    Time,
    Trouble,
    claim_id,
    local_actor_id,
)  # fmt: skip

SCRIPT = "</script><script>alert(1)</script>"
IMAGE = '"><img src=x onerror=alert(2)>'
FRONT = f"Kessar Front {SCRIPT}"
LEAGUE = f"Navar League {IMAGE}"
SPEAKER = f"Joran Tesk {IMAGE}"
TITLE = f"Title {SCRIPT}{IMAGE}"


@dataclass
class HostileReport:
    document: Document
    claims: tuple[Claim, ...]
    actors: tuple[LocalActor, ...]

    def reading(self) -> Reading:
        return Reading(
            document=self.document.name, document_id=self.document.id, claims=self.claims, actors=self.actors,
            sentences=2, words=20, version="1", troubles=(
                Trouble(document=self.document.name, kind="sentence-failed", why=f"{SCRIPT}{IMAGE}", start=0, end=5),),
        )  # fmt: skip


def hostile_reports() -> list[HostileReport]:
    return [_report(number, stance) for number, stance in enumerate(("affirmed", "denied", "alleged"))]


def _report(number: int, stance: str) -> HostileReport:
    quote = f"{FRONT} armed {LEAGUE} with 40 rifles"
    text = f"{TITLE}\n\nOn {number + 1} March, {quote}, {SPEAKER} said."
    digest = hashlib.sha256(text.encode()).hexdigest()
    name = f"report {number} {IMAGE}{SCRIPT}.txt".replace("/", "∕")
    document = Document(
        id=f"d-{digest[:16]}", name=name, sha256=digest, text=text, title=TITLE, publisher=f"Wire {SCRIPT}",
        author=f"By {IMAGE}", published=f"2024-03-0{number + 1}", url="javascript:alert(3)",
        blocks=(Block(start=0, end=len(TITLE), kind="headline"),),
    )  # fmt: skip

    def actor(called: str) -> Mention:
        return Mention(text=called, name=called, actor=local_actor_id(document.id, called), kind="AG")

    start = text.index(quote)
    claims = tuple(
        Claim(
            id=claim_id(document_id=document.id, start=start, end=start + len(quote), source=SPEAKER,
                        predicate=predicate, subject=(FRONT,), object=(LEAGUE,)),
            document=name, document_id=document.id, start=start, end=start + len(quote), quote=quote,
            sources=(Source(name=SPEAKER, text=SPEAKER, kind="named", cue="said", side=FRONT),),
            stance=stance, certainty="CT-" if stance == "denied" else "CT+", predicate=predicate, kind=None,
            subject=(actor(FRONT),), object=(actor(LEAGUE),), roles=(("means", f"rifles {IMAGE}"),),
            place=(Place(text=f"Dorvan {IMAGE}", name=f"Dorvan {SCRIPT}", lat=33.5, lon=69.2 + number),),
            time=Time(text=f"March {SCRIPT}", edtf="2024-03", earliest="2024-03-01", latest="2024-03-31"),
            value=Figure(text=f"40 {IMAGE}", low=40, best=40 + number, high=40, unit="rifles"), rule=f"told {SCRIPT}",
        )
        for predicate in ("supply_weapons", "train")
    )  # fmt: skip
    actors = tuple(
        LocalActor(id=local_actor_id(document.id, called), name=called, kind="AG", names=(NameForm(form=called),))
        for called in (FRONT, LEAGUE)
    )
    return HostileReport(document, claims, actors)
