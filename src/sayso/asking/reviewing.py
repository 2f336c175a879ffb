"""What people say of claims, and the claims as they stand after it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import fields, replace

from sayso.asking.dates import bounds
from sayso.asking.protection import MASK
from sayso.codebook.predicates import load
from sayso.records import (
    AskingError,
    Claim,
    Correction,
    Document,
    LocalActor,
    Mention,
    Place,
    Review,
    RuleAgreement,
    Source,
    SourceKind,
    Time,
    Verdict,
)  # fmt: skip
from sayso.resolving import normal
from sayso.storing import Store

READER = "review"  # who read a claim that a person corrected, or kept when the reader no longer finds it
_SPEAKS_AS: Mapping[str, SourceKind] = {"PER": "named", "STATE": "state"}


def standing(reviews: Iterable[Review]) -> dict[str, Review]:
    """By claim the last review that nobody took back."""
    return {review.claim: review for review in reviews if review.undone is None}


def reviewed(
    claims: Iterable[Claim], reviews: Iterable[Review], *, documents: Mapping[str, Document],
    actors: Mapping[str, Iterable[LocalActor]],
) -> list[Claim]:  # fmt: skip
    """The claims as people left them: without what was rejected, corrected where it was corrected.

    A claim that somebody accepted or corrected stays where a later reading no longer finds it, as long as its report
    still says its words. `actors` are those of each report, by its id.
    """
    judged = standing(reviews)
    if not judged:
        return list(claims)
    names = _Names(actors)
    kept = []
    found = set()
    for claim in claims:
        found.add(claim.id)
        review = judged.get(claim.id)
        if review is None or review.verdict == "accepted":
            kept.append(claim)
        elif review.verdict == "corrected":
            kept.append(corrected(claim, review.correction, names))
    for review in judged.values():
        read = review.read
        if read.id not in found and review.verdict != "rejected" and _still_says(documents.get(read.document_id), read):
            kept.append(corrected(read, review.correction, names))
    return kept


def _still_says(document: Document | None, claim: Claim) -> bool:
    return document is not None and document.text[claim.start : claim.end] == claim.quote


class _Names:
    """Who goes by a name: in the report at hand first, else in the only other actor of that name."""

    def __init__(self, actors: Mapping[str, Iterable[LocalActor]]) -> None:
        self._here: dict[tuple[str, str], LocalActor] = {}
        self._anywhere: dict[str, LocalActor] = {}
        for document, known in actors.items():
            for actor in known:
                for form in {actor.name, *(name.form for name in actor.names)}:
                    self._here.setdefault((document, normal(form)), actor)
                    self._anywhere.setdefault(normal(form), actor)

    def bearer(self, name: str, document: str) -> LocalActor | None:
        return self._here.get((document, normal(name))) or self._anywhere.get(normal(name))


def corrected(claim: Claim, correction: Correction, names: _Names) -> Claim:
    """`claim` with what a person put in the place of what was read; its id stays, and its words."""

    def mention(name: str) -> Mention:
        known = {one.name: one for one in (*claim.subject, *claim.object)}.get(name)
        bearer = names.bearer(name, claim.document_id)
        if known is not None or bearer is None:
            return known or Mention(text=name, name=name)
        return Mention(text=name, name=bearer.name, actor=bearer.id, kind=bearer.kind)

    def source(name: str) -> Source:
        known = {one.name: one for one in claim.sources}.get(name)
        bearer = names.bearer(name, claim.document_id)
        if known is not None or bearer is None:
            return known or Source(name=name, text=name, kind="unnamed")
        return Source(name=bearer.name, text=name, kind=_SPEAKS_AS.get(bearer.kind, "organisation"), side=bearer.side,
                      actor=bearer.id)  # fmt: skip

    changed: dict[str, object] = {
        name: value for name in ("stance", "certainty", "predicate")
        if (value := getattr(correction, name)) is not None
    }  # fmt: skip
    if correction.kind is not None:
        changed["kind"] = correction.kind or None
    if correction.subject is not None:
        changed["subject"] = tuple(map(mention, correction.subject))
    if correction.object is not None:
        changed["object"] = tuple(map(mention, correction.object))
    if correction.sources is not None:
        changed["sources"] = tuple(map(source, correction.sources))
    if correction.place is not None:
        at = {place.text: place for place in claim.place}
        changed["place"] = tuple(at.get(text) or Place(text=text, name=text) for text in correction.place)
    if correction.time is not None:
        changed["time"] = _time(correction.time)
    if correction.value is not None:
        given = (correction.value.low, correction.value.best, correction.value.high)
        changed["value"] = None if given == (None, None, None) else correction.value
    return replace(claim, **changed, reader=READER, trouble=None)  # type: ignore[arg-type]


def _time(edtf: str) -> Time | None:
    if not edtf:
        return None
    first, span, last = edtf.partition("/")
    opened = first in ("", ".."), last in ("", "..")
    return Time(
        text=edtf, edtf=edtf, earliest=None if span and opened[0] else bounds(first)[0],
        latest=bounds(first)[1] if not span else None if opened[1] else bounds(last)[1],
    )  # fmt: skip


def review(
    store: Store, claim: str, verdict: Verdict, correction: Correction | None = None, *, reason: str = "", by: str
) -> Review:
    """Append what somebody says of a claim. Only acceptance needs no reason; it keeps what was corrected before.

    Raises `AskingError` where the correction does not fit the verdict or the codebook, or has a mask for a name.
    """
    before = next((one for one in reversed(store.reviews()) if one.claim == claim and one.undone is None), None)
    read = before.read if before else store.claim(claim)
    given = correction or Correction()
    changes = [field.name for field in fields(given) if getattr(given, field.name) is not None]
    if (verdict == "corrected") != bool(changes):
        raise AskingError(f"{claim}: a claim is corrected by saying what it should be, and only then. "
                          f"{'Say what changes' if not changes else 'Say `corrected`'}.")  # fmt: skip
    if verdict != "accepted" and not reason.strip():
        raise AskingError(f"{claim}: say why it is {verdict}; the reason stays with the review.")
    if given.predicate is not None:
        load()[given.predicate]
    if given.time:
        _time(given.time)
    names = (*(given.subject or ()), *(given.object or ()), *(given.sources or ()), *(given.place or ()))
    if any(MASK in name for name in names):
        raise AskingError(f"{claim}: a masked name is no correction. Leave that part as it was read, or open the case "
                          "unmasked, with a reason.")  # fmt: skip
    if any(not name.strip() for name in names):
        raise AskingError(f"{claim}: an empty name is nobody's. Leave it out of the list.")
    if verdict != "rejected" and before is not None and before.verdict == "corrected":
        given = replace(before.correction, **{name: getattr(given, name) for name in changes})
        verdict = "corrected"
    return store.review(read, verdict, given, reason=reason.strip(), by=by)


def agreement(store: Store) -> list[RuleAgreement]:
    """By rule, how often people left a claim as it was read; rules that were looked at most come first."""
    by_rule: dict[str, list[Review]] = defaultdict(list)
    for one in standing(store.reviews()).values():
        by_rule[one.read.rule].append(one)
    found = []
    for rule, said in by_rule.items():
        verdicts = Counter(one.verdict for one in said)
        changed = Counter(field.name for one in said for field in fields(one.correction)
                          if getattr(one.correction, field.name) is not None)  # fmt: skip
        found.append(RuleAgreement(
            rule=rule, reviewed=len(said), accepted=verdicts["accepted"], corrected=verdicts["corrected"],
            rejected=verdicts["rejected"], agreed=verdicts["accepted"] / len(said), fields=dict(changed.most_common()),
        ))  # fmt: skip
    return sorted(found, key=lambda one: (-one.reviewed, one.rule))
