"""Lists of names: an analyst's table, the UN's consolidated list, OpenSanctions and other Follow the Money entities.

A list is a document whose text has an entry a line, so that every name quotes its own words; it makes no claims.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated
from xml.etree.ElementTree import Element, ParseError

import msgspec
from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from sayso.records import (
    LIST_OF_NAMES,
    ActorKind,
    Document,
    GatheringError,
    LocalActor,
    NameForm,
    NameKind,
    Reading,
    Trouble,
    local_actor_id,
)

READER = "list"
_KINDS: dict[str, ActorKind] = {
    # schemata of Follow the Money, and the words analysts write in tables
    "person": "PER", "organization": "ORG", "company": "ORG", "legalentity": "", "publicbody": "GOV", "family": "POP",
    "per": "PER", "org": "ORG", "ag": "AG", "unit": "UNIT", "state": "STATE", "gov": "GOV", "sec": "SEC", "pop": "POP",
    "group": "AG", "armed group": "AG", "faction": "UNIT", "country": "STATE",
}  # fmt: skip
_COLUMNS: dict[str, NameKind] = {
    "aliases": "full", "alias": "full", "abbreviation": "abbreviation", "former": "former_name",
    "self_name": "self_name", "state_label": "state_label", "nom_de_guerre": "nom_de_guerre", "weak": "shared_alias",
}  # fmt: skip
_PROPERTIES: dict[str, NameKind] = {
    "name": "full", "alias": "full", "abbreviation": "abbreviation", "previousName": "former_name",
    "weakAlias": "shared_alias",
}  # fmt: skip
_QUALITIES: dict[str, NameKind] = {"f.k.a.": "former_name", "low": "shared_alias"}
_WAY_OUT = (
    "A list of names is a CSV with a column `name` (and `kind`, `aliases`, `abbreviation`, `former`, `weak`, "
    "`used_by`), the UN's consolidated list as XML, or entities of Follow the Money as JSON lines, as OpenSanctions "
    "publishes them."
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One actor of a list: its names with their kinds, the one it is listed under first."""

    names: tuple[tuple[str, NameKind], ...]
    kind: ActorKind = ""
    reference: str = ""
    used_by: str | None = None
    side: str | None = None


@dataclass(slots=True)
class _Listed:
    """What a list holds, and what of it could not be read."""

    entries: list[Entry] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    publisher: str | None = None
    published: str | None = None


class _Entity(msgspec.Struct):
    id: Annotated[str, msgspec.Meta(min_length=1)]
    schema: str
    properties: dict[str, list[str]]
    caption: str = ""
    datasets: list[str] = []


def read_list(path: Path) -> tuple[Document, Reading]:
    """The names in a file, as a document and a reading without claims. Raises `GatheringError` where it is no list.

    People on it are not taken to have a public role; entries that do not fit become troubles that name their place.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise GatheringError(f"{path}: this list cannot be opened ({error.strerror}). Check the path.") from error
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise GatheringError(f"{path}: this list is not UTF-8 ({error.reason} at byte {error.start}).") from error
    listed = _reader_of(text)(path, text)
    if not listed.entries:
        why = f" The first trouble: {listed.wrong[0]}" if listed.wrong else ""
        raise GatheringError(f"{path}: no names were found in this file.{why} {_WAY_OUT}")
    return _kept(path, content, listed)


def _reader_of(text: str) -> Callable[[Path, str], _Listed]:
    start = text.lstrip()[:1]
    return {"<": _un_list, "{": _entities}.get(start, _table)


def _kept(path: Path, content: bytes, listed: _Listed) -> tuple[Document, Reading]:
    sha256 = hashlib.sha256(content).hexdigest()
    id = f"d-{sha256[:16]}"
    lines: list[str] = []
    actors: dict[str, LocalActor] = {}
    start = 0
    for entry in listed.entries:
        called = entry.names[0][0]
        name = called
        if local_actor_id(id, name) in actors:  # two of one name
            name = f"{called} ({entry.reference or len(actors) + 1})"
        forms, place = [], start
        for form, kind in entry.names:
            forms.append(NameForm(form=form, kind=kind, used_by=entry.used_by, start=place, end=place + len(form)))
            place += len(form) + 2
        actor = LocalActor(id=local_actor_id(id, name), name=name, kind=entry.kind, names=tuple(forms), side=entry.side)
        actors[actor.id] = actor
        lines.append("; ".join(form for form, _ in entry.names))
        start += len(lines[-1]) + 1
    text = "\n".join(lines) + "\n"
    troubles = tuple(Trouble(document=path.name, kind="entry-not-read", why=why) for why in listed.wrong)
    document = Document(
        id=id, name=path.name, sha256=sha256, text=text, media_type=LIST_OF_NAMES, title=path.name, path=str(path),
        publisher=listed.publisher, published=listed.published,
    )  # fmt: skip
    return document, Reading(document=path.name, document_id=id, actors=tuple(actors.values()), troubles=troubles,
                             reader=READER, version="1")  # fmt: skip


def _entry(
    forms: Iterable[tuple[str, NameKind]], kind: str, *, reference: str = "", used_by: str | None = None,
    side: str | None = None,
) -> Entry | None:
    names: dict[str, NameKind] = {}
    for form, of_kind in forms:
        if written := " ".join(form.split()):
            names.setdefault(written, of_kind)
    return Entry(tuple(names.items()), _KINDS.get(kind.casefold(), ""), reference, used_by, side) if names else None


def _table(path: Path, text: str) -> _Listed:
    """A table with a line of column names; several names in one cell stand between semicolons."""
    listed = _Listed()
    rows = csv.DictReader(io.StringIO(text), delimiter="\t" if "\t" in text.partition("\n")[0] else ",")
    columns = {(name or "").strip().casefold(): name for name in rows.fieldnames or ()}
    if "name" not in columns:
        raise GatheringError(f"{path}: this is no list of names. {_WAY_OUT}")
    for row in rows:
        cells = {name: (row.get(column) or "").strip() for name, column in columns.items()}
        forms: list[tuple[str, NameKind]] = [(cells["name"], "full")] if cells["name"] else []
        if forms:
            forms += [(form, kind) for column, kind in _COLUMNS.items() for form in cells.get(column, "").split(";")]
        entry = _entry(forms, cells.get("kind", "") or cells.get("schema", ""), reference=cells.get("id", ""),
                       used_by=cells.get("used_by") or None, side=cells.get("side") or None)  # fmt: skip
        if entry is not None:
            listed.entries.append(entry)
        else:
            listed.wrong.append(f"Line {rows.line_num} gives no name. Fill its column `name` and import again.")
    return listed


def _entities(path: Path, text: str) -> _Listed:
    """Entities of Follow the Money, a line each; those that are no actors (addresses, sanctions) are passed over."""
    listed = _Listed()
    decode = msgspec.json.Decoder(_Entity).decode
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            entity = decode(line)
        except msgspec.DecodeError as error:
            listed.wrong.append(f"Line {number} is no entity: {error}.")
            continue
        if entity.schema.casefold() not in _KINDS:
            continue
        forms = [(form, kind) for name, kind in _PROPERTIES.items() for form in entity.properties.get(name, ())]
        entry = _entry(forms or [(entity.caption, "full")], entity.schema, reference=entity.id,
                       used_by=", ".join(entity.datasets) or None)  # fmt: skip
        if entry is not None:
            listed.entries.append(entry)
        else:
            listed.wrong.append(f"Line {number} ({entity.id}) gives no name.")
    return listed


def _un_list(path: Path, text: str) -> _Listed:
    """The consolidated list of the UN Security Council. An alias of low quality joins nobody."""
    try:
        root = fromstring(text)
    except (ParseError, DefusedXmlException) as error:
        raise GatheringError(f"{path}: this XML cannot be read ({error!r}). {_WAY_OUT}") from error
    if root.tag != "CONSOLIDATED_LIST":
        raise GatheringError(f"{path}: this XML is a <{root.tag}>, not the UN's CONSOLIDATED_LIST. {_WAY_OUT}")
    day = re.match(r"\d{4}-\d{2}-\d{2}", root.get("dateGenerated", ""))
    listed = _Listed(publisher="United Nations Security Council", published=day[0] if day else None)
    for tag, kind in (("INDIVIDUAL", "person"), ("ENTITY", "legalentity")):
        for element in root.iter(tag):
            reference = _text(element, "REFERENCE_NUMBER") or _text(element, "DATAID")
            entry = _entry(_un_names(element, tag), kind, reference=reference)
            if entry is not None:
                listed.entries.append(entry)
            else:
                listed.wrong.append(f"The {tag.lower()} {reference or 'without a number'} gives no name.")
    return listed


def _un_names(element: Element, tag: str) -> Iterator[tuple[str, NameKind]]:
    parts = [_text(element, name) for name in ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME")]
    yield " ".join(part for part in parts if part), "full"
    yield _text(element, "NAME_ORIGINAL_SCRIPT"), "full"
    for alias in element.iter(f"{tag}_ALIAS"):
        yield _text(alias, "ALIAS_NAME"), _QUALITIES.get(_text(alias, "QUALITY").casefold(), "full")


def _text(element: Element, name: str) -> str:
    return (element.findtext(name) or "").strip()
