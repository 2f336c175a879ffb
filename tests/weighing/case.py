"""Makers of small cases: two groups, two states, a monitor, and what is said of them."""

from __future__ import annotations

from sayso.records import (
    Actor,
    ActorKind,
    ActorName,
    Certainty,
    Claim,
    Document,
    Figure,
    Mention,
    NameForm,
    NameKind,
    Place,
    Source,
    SourceKind,
    Stance,
    Time,
    claim_id,
)  # fmt: skip

REPORTS = ("one.txt", "two.txt", "three.txt", "four.txt")


def an_actor(name: str, kind: ActorKind = "AG", side: str | None = None, called: NameKind = "full") -> Actor:
    return Actor(id=f"a-{name}", name=name, kind=kind, members=(f"l-{name}",), side=side,
                 names=(ActorName(form=NameForm(form=name, kind=called), documents=REPORTS),))  # fmt: skip


ACTORS = [
    an_actor("Kessar Front"), an_actor("Navar Guard"), an_actor("Varkesh", "STATE"), an_actor("Ondaria", "STATE"),
    an_actor("Varkeshi army", "SEC"), an_actor("Ministry of Defence", "GOV", side="Varkesh"),
    an_actor("Halden Institute", "ORG"), an_actor("Border Monitor", "ORG"), an_actor("Joran Tesk", "PER"),
    an_actor("Lena Ostrik", "PER"), an_actor("fighters of the Kessar Front", "POP", called="description"),
    an_actor("two Kessar Front commanders", "PER", called="description"),
    an_actor("victims of the Kessar Front", "POP", called="description"),
]  # fmt: skip
KINDS = {actor.name: actor.kind for actor in ACTORS}


def a_mention(name: str) -> Mention:
    return Mention(text=name, name=name, kind=KINDS.get(name, ""), actor=f"a-{name}" if name in KINDS else None)


def a_source(
    name: str, kind: SourceKind = "named", *, cue: str = "said", side: str | None = None
) -> Source:  # fmt: skip
    return Source(name=name, text=name, kind=kind, cue=cue, side=side, actor=f"a-{name}" if name in KINDS else None)


def a_claim(
    subject: str | None, predicate: str, object: str | None = None, *, by: str | Source | None = None,
    report: str = "one.txt", stance: Stance = "affirmed", certainty: Certainty = "CT+", kind: str | None = None,
    day: str | None = None, place: str | None = None, number: float | None = None, unit: str = "", quote: str = "",
) -> Claim:  # fmt: skip
    """`by` says that `subject` does `predicate` to `object`; without `by` the report says so itself."""
    source = a_source(by) if isinstance(by, str) else by
    words = quote or f"{subject} {predicate} {object}"
    ends = [(name,) if name else () for name in (subject, object)]
    return Claim(
        id=claim_id(document_id=f"d-{report}", start=0, end=len(words), source=source.name if source else "",
                    predicate=predicate, subject=ends[0], object=ends[1], kind=f"{kind}{stance}{certainty}{day}{place}",
                    value=str(number)),
        document=report, document_id=f"d-{report}", start=0, end=len(words), quote=words,
        sources=(source,) if source else (), stance=stance, certainty=certainty, predicate=predicate, kind=kind,
        subject=tuple(map(a_mention, ends[0])), object=tuple(map(a_mention, ends[1])),
        time=Time(text=day, edtf=day, earliest=day, latest=day) if day else None,
        place=(Place(text=place, name=place),) if place else (),
        value=Figure(text=f"{number:g} {unit}", low=number, best=number, high=number, unit=unit)
        if number is not None else None,
    )  # fmt: skip


def a_denial(subject: str, predicate: str, object: str | None = None, *, by: str, report: str = "one.txt") -> Claim:
    return a_claim(subject, predicate, object, by=by, report=report, stance="denied", certainty="CT-")


def a_report(name: str, text: str = "", publisher: str | None = None) -> Document:
    return Document(id=f"d-{name}", name=name, sha256="", text=text, publisher=publisher)


# Who fights whom in this case, told by a report: what makes each of them a party to what the other is said to do.
FIGHTING = [
    a_claim("Kessar Front", "attack", "Varkeshi army", day="2020-01-01"),
    a_claim("Varkeshi army", "security_operation", "Navar Guard", day="2020-02-01"),
    a_claim("Varkesh", "accuse", "Ondaria", day="2020-03-01"),
]
