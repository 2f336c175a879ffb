"""A small case on disk: four reports on one tie, with what a reader took from them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from sayso.asking.dates import bounds
from sayso.records import (
    ActorKind,
    Certainty,
    Claim,
    Document,
    Figure,
    LocalActor,
    Mention,
    NameForm,
    Reading,
    Source,
    SourceKind,
    Stance,
    Time,
    claim_id,
    local_actor_id,
)  # fmt: skip
from sayso.storing import SqliteStore, open_case

PEOPLE = {"Mira Talven": False, "Pavel Talven": None, "Joran Tesk": True}
NAMES: dict[str, tuple[ActorKind, tuple[str, ...]]] = {
    "KLF": ("AG", ("Kessar Liberation Front",)), "Kessar Liberation Front": ("AG", ()),
    "Lashkar-i-Navar": ("AG", ()), "Lashkar-e-Navar": ("AG", ()), "Varkeshi army": ("SEC", ()),
    "Halden Institute": ("ORG", ()), "Joran Tesk": ("PER", ()), "Mira Talven": ("PER", ()),
    "Pavel Talven": ("PER", ()), "Ondaria": ("STATE", ()), "Navar League": ("AG", ()), "Ashkel Guard": ("AG", ()),
    "Brenna Guard": ("AG", ()),
}  # fmt: skip


class Report:
    """A report of a few sentences, and the claims its sentences make."""

    def __init__(self, name: str, text: str, publisher: str, published: str | None) -> None:
        digest = hashlib.sha256(text.encode()).hexdigest()
        self.document = Document(id=f"d-{digest[:16]}", name=name, sha256=digest, text=text, publisher=publisher,
                                 published=published)  # fmt: skip
        self.claims: list[Claim] = []

    def says(
        self, quote: str, subject: str | None, predicate: str, object: str | None = None, *, by: str | None = None,
        kind: SourceKind = "named", side: str | None = None, stance: Stance = "affirmed", certainty: Certainty = "CT+",
        day: str | None = None, told: bool = True, number: float | None = None, level: str | None = None,
    ) -> Report:  # fmt: skip
        start = self.document.text.index(quote)
        sources = (Source(name=by, text=by, kind=kind, cue="said", side=side, actor=self._id(by)),) if by else ()
        self.claims.append(Claim(
            id=claim_id(document_id=self.document.id, start=start, end=start + len(quote), source=by or "",
                        predicate=predicate, subject=(subject or "",), object=(object or "",)),
            document=self.document.name, document_id=self.document.id, start=start, end=start + len(quote),
            quote=quote, sources=sources, stance=stance, certainty=certainty, predicate=predicate, kind=level,
            subject=self._mention(subject), object=self._mention(object), rule="told",
            time=Time(text=day if told else "", edtf=day, earliest=bounds(day)[0], latest=bounds(day)[1],
                      inferred=not told) if day else None,
            value=Figure(text=f"{number:g} soldiers", low=number, best=number, high=number, unit="soldiers")
            if number is not None else None))  # fmt: skip
        return self

    def _id(self, name: str) -> str | None:
        return local_actor_id(self.document.id, name) if name in NAMES else None

    def _mention(self, name: str | None) -> tuple[Mention, ...]:
        if name is None:
            return ()
        return (Mention(text=name, name=name, actor=self._id(name), kind=NAMES[name][0] if name in NAMES else "TXT"),)

    def reading(self) -> Reading:
        told = {mention.name for claim in self.claims for mention in (*claim.subject, *claim.object)}
        told |= {source.name for claim in self.claims for source in claim.sources}
        actors = tuple(
            LocalActor(
                id=local_actor_id(self.document.id, name), name=name, kind=NAMES[name][0],
                public_role=PEOPLE.get(name),
                names=(NameForm(form=name, kind="abbreviation" if NAMES[name][1] else "full"),
                       *(NameForm(form=full) for full in NAMES[name][1])))
            for name in sorted(told & set(NAMES)))  # fmt: skip
        return Reading(document=self.document.name, document_id=self.document.id, claims=tuple(self.claims),
                       actors=actors, sentences=3, words=40, version="1")  # fmt: skip


def the_reports() -> list[Report]:
    wire = Report("wire.txt", (
        "Lashkar-i-Navar trains the Kessar Liberation Front (KLF), a Lashkar fighter said. Joran Tesk, spokesman for "
        "the KLF, denied it. Nine soldiers were killed on 4 March, the army said. The KLF attacked the base."
    ), "Northern Wire", "2024-03-12")  # fmt: skip
    wire.says("Lashkar-i-Navar trains the Kessar Liberation Front (KLF)", "Lashkar-i-Navar", "train", "KLF",
              by="Lashkar fighter", kind="unnamed", side="Lashkar-i-Navar", stance="alleged")  # fmt: skip
    wire.says("denied it", "Lashkar-i-Navar", "train", "KLF", by="Joran Tesk", stance="denied", certainty="CT-")
    wire.says("Joran Tesk, spokesman for the KLF", "Joran Tesk", "holds_role", "KLF", level="spokesman")
    wire.says("Nine soldiers were killed on 4 March", "soldiers", "casualty_count", None, by="Varkeshi army",
              kind="organisation", day="2024-03-04", number=9, level="killed")  # fmt: skip
    wire.says("The KLF attacked the base", "KLF", "attack", "Varkeshi army", day="2024-03-04")
    lantern = Report("lantern.txt", (
        "Mira Talven was killed, her brother Pavel Talven said. “Talven was at home”, he said. Fourteen soldiers died "
        "when the KLF attacked on 4 March, two doctors said."
    ), "Daily Lantern", "2024-03-13")  # fmt: skip
    lantern.says("Mira Talven was killed", "Mira Talven", "dies", None, by="Pavel Talven", day="2024-03-05")
    lantern.says("Fourteen soldiers died", "soldiers", "casualty_count", None, by="two doctors", kind="unnamed",
                 day="2024-03-04", number=14, level="killed")  # fmt: skip
    lantern.says("the KLF attacked", "KLF", "attack", "Varkeshi army", day="2024-03-04")
    study = Report("study.txt", (
        "Lashkar-e-Navar sold weapons to the Kessar Liberation Front in 2023, the Halden Institute found. They clashed "
        "on 1 October 2019. Some say Pavel Talven ran guns for Lashkar-e-Navar."
    ), "Halden Institute", "2024-06-11")  # fmt: skip
    study.says("Lashkar-e-Navar sold weapons to the Kessar Liberation Front in 2023", "Lashkar-e-Navar",
               "supply_weapons", "Kessar Liberation Front", by="Halden Institute", kind="organisation",
               day="2023")  # fmt: skip
    study.says("They clashed on 1 October 2019", "Lashkar-e-Navar", "clash", "Kessar Liberation Front",
               day="2019-10-01")  # fmt: skip
    study.says("Pavel Talven ran guns for Lashkar-e-Navar", "Pavel Talven", "supply_weapons", "Lashkar-e-Navar",
               by="Some", kind="unnamed", stance="alleged", certainty="Uu")  # fmt: skip
    undated = Report("undated.txt", "The KLF may train Lashkar-i-Navar.", "Sentinel", None)
    undated.says("The KLF may train Lashkar-i-Navar", "KLF", "train", "Lashkar-i-Navar", certainty="PS+")
    return [wire, lantern, study, undated]


def a_case(folder: Path) -> Iterator[SqliteStore]:
    with open_case(folder / "kessar.sayso", create=True) as store:
        for report in the_reports():
            store.add(report.document, report.reading())
        yield store


