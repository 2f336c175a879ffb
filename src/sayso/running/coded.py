"""Claims coded by hand, as a table, become readings like any other: the reader is called `hand`."""

from __future__ import annotations

import csv
import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from itertools import groupby
from pathlib import Path, PurePath
from typing import Any

import msgspec

from sayso.codebook.lexicon import Lexicon, load_lexicon
from sayso.codebook.predicates import Codebook, Predicate
from sayso.gathering import gather
from sayso.reading.dates import bounds
from sayso.reading.places import Places, load_places
from sayso.records import (
    ActorKind,
    Claim,
    CodebookError,
    Document,
    Figure,
    GatheringError,
    LocalActor,
    Mention,
    NameForm,
    Reading,
    Source,
    Time,
    Trouble,
    claim_id,
    local_actor_id,
)
from sayso.running.reports import Read

HAND = "hand"
COLUMNS = (
    "doc", "quote", "source_chain", "stance", "certainty", "predicate", "subject", "object", "kind", "place", "time",
    "value",
)
ACTORS = frozenset({"STATE", "GOV", "SEC", "AG", "UNIT", "PER", "POP", "ORG"})
# Where an actor's places in claims leave several kinds, the first of these.
LIKELY: tuple[ActorKind, ...] = ("AG", "STATE", "PER", "SEC", "GOV", "ORG", "POP", "UNIT")
NAME_KINDS = {"abbreviation", "spelling", "self_name", "state_label", "nom_de_guerre", "shared_alias", "former_name"}

Cells = dict[str, str]


def coded_readings(table: Path, texts: Path, codebook: Codebook) -> Iterator[Read | Trouble]:
    """The reports under `texts` with the claims that `table` codes in them.

    The table is tab separated without quoting; `doc` is how a report's file name starts, `start` and `end` are code
    points of the canonical text, or empty where the quote stands there only once. Chains are joined by ` > `, the
    publisher first, with what is known of a source in square brackets; several fillers by `; `. A row that does not
    fit gives a trouble that names it. Raises `GatheringError` where the table cannot be read.
    """
    return _coded(_rows(table), table, texts, codebook)  # a table that cannot be read is told at once


def _coded(rows: list[Cells], table: Path, texts: Path, codebook: Codebook) -> Iterator[Read | Trouble]:
    documents = [item for item in gather([texts]) if isinstance(item, Document)]
    for doc, group in groupby(sorted(rows, key=lambda row: row["doc"]), key=lambda row: row["doc"]):
        found = next((document for document in documents if _is_called(document, doc)), None)
        if found is None:
            yield Trouble(document=doc, kind="missing", why=f"{table.name} codes claims in {doc}, but no file under "
                          f"{texts} is called so. Put its text there.")
        else:
            yield Read(found, _reading(found, list(group), codebook))


def _rows(table: Path) -> list[Cells]:
    try:
        with table.open(encoding="utf-8-sig", newline="") as lines:
            reader = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
            if missing := [name for name in COLUMNS if name not in (reader.fieldnames or ())]:
                raise GatheringError(f"{table}: the table has no column {', '.join(missing)}. Its first line must name "
                                     f"{', '.join(COLUMNS)}, with tabs between.")
            return [{name: cell.strip() for name, cell in row.items() if isinstance(cell, str)} | {"row": str(number)}
                    for number, row in enumerate(reader, start=2)]
    except (OSError, UnicodeDecodeError) as error:
        raise GatheringError(f"{table}: this table cannot be read ({error}). It must be UTF-8 with tabs.") from error


def _is_called(document: Document, doc: str) -> bool:
    stem = PurePath(document.name).stem
    return stem == doc or stem.startswith((f"{doc}_", f"{doc}.", f"{doc}-"))


def _reading(document: Document, rows: list[Cells], codebook: Codebook) -> Reading:
    claims: list[Claim] = []
    troubles: list[Trouble] = []
    for row in rows:
        try:
            claims.append(_claim(document, row, codebook))
        except (ValueError, CodebookError) as error:  # msgspec.ValidationError is a ValueError
            where = f"Row {row['row']}{' (' + row['sid'] + ')' if row.get('sid') else ''}"
            troubles.append(Trouble(document=document.name, kind="row-not-read",
                                    why=f"{where} is no claim: {error}. Mend the row and import again."))
    kinds = _kinds(document, claims, codebook)
    claims = [replace(claim, subject=_of_kind(claim.subject, kinds), object=_of_kind(claim.object, kinds))
              for claim in claims]  # fmt: skip
    version = hashlib.sha256(repr([sorted(row.items()) for row in rows]).encode()).hexdigest()[:12]
    return Reading(document=document.name, document_id=document.id, claims=tuple(claims), troubles=tuple(troubles),
                   actors=tuple(_actors(document, claims, kinds)), reader=HAND, version=version)


def _claim(document: Document, row: Cells, codebook: Codebook) -> Claim:
    predicate = codebook[row["predicate"]]
    kind, told = _kind(row["kind"], predicate)
    start, end = _span(document, row)
    sources = tuple(_source(document, link) for link in row["source_chain"].split(">")[1:])
    subject = _mentions(document, row["subject"], start, end, predicate.subject)
    object_ = _mentions(document, row["object"], start, end, predicate.object)
    return msgspec.convert(
        {
            "id": claim_id(
                document_id=document.id, start=start, end=end, source=sources[-1].name if sources else "",
                predicate=predicate.id, subject=tuple(mention.name for mention in subject),
                object=tuple(mention.name for mention in object_), kind=kind, value=row["value"] or None,
            ),
            "document": document.name, "document_id": document.id, "start": start, "end": end,
            "quote": document.text[start:end], "sources": sources, "stance": row["stance"],
            "certainty": row["certainty"], "predicate": predicate.id, "kind": kind, "subject": subject,
            "object": object_, "roles": [*told, *_roles(row.get("note", ""))], "value": _figure(row["value"]),
            "place": [{"text": name, "name": name} for name in _several(row["place"])], "time": _time(row["time"]),
            "reader": HAND, "rule": HAND,
        },
        Claim, from_attributes=True,
    )


def _span(document: Document, row: Cells) -> tuple[int, int]:
    quote = row["quote"]
    if row.get("start") and row.get("end"):
        start, end = int(row["start"]), int(row["end"])
        if not 0 <= start < end <= len(document.text):
            raise ValueError(f"{start}-{end} is no place in {document.name}, which has {len(document.text)} characters")
        if " ".join(document.text[start:end].split()) != " ".join(quote.split()):
            raise ValueError(f"its quote is not what stands at {start}-{end} of {document.name}")
        return start, end
    if document.text.count(quote) != 1 or not quote:
        raise ValueError(f"its quote stands {document.text.count(quote)} times in {document.name}; give start and end")
    start = document.text.index(quote)
    return start, start + len(quote)


def _kind(cell: str, predicate: Predicate) -> tuple[str | None, list[tuple[str, str]]]:
    """The kind that a cell gives, and what else it tells: `role=chief` is of the kind `head`, with a role.

    >>> from sayso.codebook.predicates import load
    >>> _kind("plot; planned_only", load()["attack"])
    ('plot', [('detail', 'planned_only')])
    """
    known = {*predicate.kinds, *predicate.levels}
    kind: str | None = None
    told = []
    for part in _several(cell):
        name, _, value = (word.strip() for word in part.partition("="))
        if value:
            told.append((name, value))
            if name == "role" and kind is None and value.split()[0] not in ("any", "no"):
                kind = _kind_of_role(value, predicate)
            elif name == "kind":
                kind = value
        elif kind is None or (name == "former" and name in known):
            kind = part
        else:
            told.append(("detail", part))
    return kind, told


def _kind_of_role(role: str, predicate: Predicate) -> str:
    """`current spokesman` → spokesman, `chief` → head: by the longest title the role ends in."""
    words = role.casefold().split()
    titles = _lexicon().titles
    found = (titles.get(" ".join(words[place:])) for place in range(len(words)))
    return next((kind for kind in found if kind in predicate.kinds), "other")


@cache
def _lexicon() -> Lexicon:
    return load_lexicon()


@cache
def _places() -> Places:
    return load_places()


def _source(document: Document, link: str) -> Source:
    told = re.fullmatch(r"\s*(.*?)\s*(?:\[(.*)\])?\s*", link, re.DOTALL)
    name, known = (told[1], told[2] or "") if told else (link.strip(), "")
    party = re.search(r"\bparty ([^;\]]+)", known)
    nameless = "anonymous" in known or "unnamed" in known or name in ("", "unnamed")
    above = name.casefold().endswith(("headline", "caption"))  # what an editor sets above and below a story
    return Source(name=name or "unnamed", text=name, kind="headline" if above else "unnamed" if nameless else "named",
                  side=party[1].strip() if party else None, actor=local_actor_id(document.id, name) if name else None)


def _mentions(document: Document, cell: str, start: int, end: int, kinds: Iterable[str]) -> tuple[Mention, ...]:
    acts = not ACTORS.isdisjoint(kinds)
    found = []
    for name in _several(cell):
        at = document.text.find(name, start, end)
        found.append(Mention(
            text=name, name=name, actor=local_actor_id(document.id, name) if acts else None,
            start=at, end=at + len(name) if at >= 0 else -1,
        ))
    return tuple(found)


def _kinds(document: Document, claims: Iterable[Claim], codebook: Codebook) -> dict[str, ActorKind]:
    """What each actor of a report is, by its id: a state by its name, else what its name or its places in claims say.

    A place in a claim speaks for every kind that may stand there, in equal parts; most speak for the right one.
    """
    votes: dict[str, dict[ActorKind, float]] = defaultdict(lambda: defaultdict(float))
    names: dict[str, str] = {}
    for claim in claims:
        predicate = codebook[claim.predicate]
        for mentions, allowed in ((claim.subject, predicate.subject), (claim.object, predicate.object)):
            fitting = [kind for kind in allowed if kind in ACTORS]
            for mention in mentions:
                if mention.actor is not None:
                    names[mention.actor] = mention.name
                    for kind in fitting:
                        votes[mention.actor][msgspec.convert(kind, ActorKind)] += 1 / len(fitting)
    return {id: _told_kind(name, votes[id]) for id, name in names.items()}


def _told_kind(name: str, votes: dict[ActorKind, float]) -> ActorKind:
    state = _places().state(name)
    if state is not None and state.form != "demonym":
        return "STATE"
    named = _lexicon().kind_of_name(name)
    kind = max(votes, key=lambda kind: (votes[kind], -LIKELY.index(kind))) if votes else named
    # A name does not end in a common noun: `hill fighters` are people, whatever they do.
    described = name.split()[-1].islower() and kind != "PER"
    if named in ACTORS:
        return "POP" if described and named == "AG" else named
    if not name.isupper() and _places().sites(name):
        return "PLC"
    return "POP" if described else kind


def _of_kind(mentions: tuple[Mention, ...], kinds: dict[str, ActorKind]) -> tuple[Mention, ...]:
    return tuple(replace(mention, kind=kinds[mention.actor]) if mention.actor in kinds and mention.actor else mention
                 for mention in mentions)  # fmt: skip


def _actors(document: Document, claims: Iterable[Claim], kinds: dict[str, ActorKind]) -> Iterator[LocalActor]:
    """Whoever fills an actor's place, with the other names that the claims themselves give them."""
    names: dict[str, dict[NameForm, None]] = {}
    for claim in claims:
        for mention in (*claim.subject, *claim.object):
            if mention.actor is not None:
                names.setdefault(mention.name, {NameForm(form=mention.name): None})
    for claim in claims:
        if claim.predicate == "has_alias" and claim.kind and (claim.kind in NAME_KINDS or claim.kind[:6] == "other:"):
            for bearer in claim.subject:
                for alias in claim.object:
                    kind = claim.kind if claim.kind in NAME_KINDS else "full"  # a name that others use
                    form = msgspec.convert({"form": alias.name, "kind": kind}, NameForm)
                    names.get(bearer.name, {})[form] = None
    for name, forms in sorted(names.items()):
        id = local_actor_id(document.id, name)
        described = kinds.get(id) == "POP"
        yield LocalActor(
            id=id, name=name, kind=kinds.get(id, ""),
            names=tuple(replace(form, kind="description") if described and form.form == name else form
                        for form in forms))  # fmt: skip


def _several(cell: str) -> list[str]:
    return [part for part in (part.strip() for part in cell.split(";")) if part]


def _roles(note: str) -> list[tuple[str, str]]:
    return [(name.strip(), value.strip()) for part in _several(note) if "=" in part
            for name, value in [part.split("=", 1)]]


def _time(cell: str) -> Time | None:
    """An EDTF date or interval with its bounds; other words stay words, with no bound known."""
    if not cell:
        return None
    extent = bounds(cell)
    first, last = (day.isoformat() if day else None for day in (extent.earliest, extent.latest))
    return Time(text="" if extent.known else cell, edtf=cell if extent.known else "", earliest=first, latest=last)


def _figure(cell: str) -> dict[str, Any] | None:
    if not cell:
        return None
    found = re.match(r"(\d[\d,]*(?:\.\d+)?)(?:\s*[-–]\s*(\d[\d,]*(?:\.\d+)?))?\s*(.*)", cell, re.DOTALL)
    if not found:
        return msgspec.to_builtins(Figure(text=cell))  # type: ignore[no-any-return]
    low, high = (float(number.replace(",", "")) if number else None for number in (found[1], found[2]))
    return {"text": cell, "low": low, "best": low if high is None else None, "high": low if high is None else high,
            "unit": found[3]}
