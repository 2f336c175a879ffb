"""A case as one SQLite file: write-ahead log, foreign keys, full-text search, a report a transaction."""

from __future__ import annotations

import hashlib
import logging
import os
import sqlite3
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import sqlalchemy as sa
from sqlalchemy import Connection, and_, delete, insert, select
from sqlalchemy.dialects.sqlite import insert as insert_once

from sayso.records import (
    AskingError,
    Block,
    CaseError,
    Claim,
    Correction,
    Document,
    Join,
    Judgement,
    LocalActor,
    PageBox,
    Part,
    Reading,
    Review,
    Trouble,
    Verdict,
    local_actor_id,
)
from sayso.storing import migrations
from sayso.storing.store import Change
from sayso.storing.tables import (
    actor_names,
    attributions,
    changes,
    claim_arguments,
    claim_sources,
    claims,
    document_names,
    documents,
    judgements,
    local_actors,
    readings,
    reviews,
    troubles,
)

logger = logging.getLogger(__name__)

_APPLICATION = int.from_bytes(b"SYSO")
_WAIT_SECONDS = 30  # for another process that is writing to the same case

_write = msgspec.json.Encoder().encode
_RESTORE = "Restore the file from a copy, or read the reports into a new case."
_Kept = TypeVar("_Kept")


def _reader_of(kind: type[_Kept]) -> Callable[[str], _Kept]:
    """What turns a stored record into a value. It raises `CaseError` where the record does not fit."""
    decode = msgspec.json.Decoder(kind).decode

    def read(record: str) -> _Kept:
        try:
            return decode(record)
        except msgspec.DecodeError as error:
            raise CaseError(f"A record of this case cannot be read: {error}. `sayso check` says which.") from error

    return read


_read_claim = _reader_of(Claim)
_read_actor = _reader_of(LocalActor)
_read_correction = _reader_of(Correction)
_layout = {
    "parts": _reader_of(tuple[Part, ...]), "blocks": _reader_of(tuple[Block, ...]),
    "boxes": _reader_of(tuple[PageBox, ...]),
}  # fmt: skip


def _now() -> datetime:
    return datetime.now(UTC)


def open_case(path: str | Path, *, create: bool = False, clock: Callable[[], datetime] = _now) -> SqliteStore:
    """The case kept in the file `path`; with `create`, a new one where there is none.

    A file of an older sayso is migrated, and a copy kept beside it as it was. Raises `CaseError` where there is no
    such file, where it is no case, or where a newer sayso wrote it.
    """
    path = Path(path)
    if not path.exists():
        if not create:
            raise CaseError(f"{path}: there is no such case. `sayso read FOLDER --into {path}` makes one.")
        if not path.parent.is_dir():
            raise CaseError(f"{path}: the folder {path.parent} does not exist. Make it first: `mkdir -p {path.parent}`")
    elif path.is_dir():
        raise CaseError(f"{path}: this is a folder; a case is one file, such as {path / 'nexus.sayso'}.")
    revision = _revision(path)
    if revision is None and not create:
        raise CaseError(f"{path}: this file is empty, no case yet. `sayso read FOLDER --into {path}` fills it.")
    if revision not in (None, migrations.NEWEST) and revision not in _older_revisions():
        raise CaseError(
            f"{path}: this case was written by a newer sayso (its form is {revision}, this one knows forms up to "
            f"{migrations.NEWEST}). Update with `pip install --upgrade sayso`; the file has not been touched."
        )
    store = SqliteStore(path, clock=clock)
    try:
        if revision != migrations.NEWEST:
            store.migrate(since=revision)
    except CaseError as error:
        if not _made_by_another(path, error):
            store.close()
            raise
    return store


def _made_by_another(path: Path, error: CaseError) -> bool:
    """Whether another process brings the file to the newest form, which `error` says kept us from doing it."""
    until = time.monotonic() + _WAIT_SECONDS * ("locked" in str(error) or "already exists" in str(error))
    while _revision(path) != migrations.NEWEST and time.monotonic() < until:
        time.sleep(0.1)
    return _revision(path) == migrations.NEWEST


def _revision(path: Path) -> str | None:
    """The form the file is in; None for one that is yet empty. Only looks, so that a foreign file stays as it was."""
    if not path.exists() or path.stat().st_size == 0:
        return None
    try:
        with closing(sqlite3.connect(_look_only(path), uri=True)) as file:
            (application,) = file.execute("PRAGMA application_id").fetchone()
            tables = {name for (name,) in file.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
            if not tables - {"alembic_version"}:
                return None
            if application == _APPLICATION and "alembic_version" in tables:
                return str(file.execute("SELECT version_num FROM alembic_version").fetchone()[0])
    except sqlite3.OperationalError as error:
        raise CaseError(f"{path}: {error}. {_way_out(str(error))}") from error
    except sqlite3.DatabaseError as error:
        if "malformed" in str(error):
            raise CaseError(f"{path}: this file is damaged ({error}). {_RESTORE}") from error
        raise CaseError(f"{path}: this is no case ({error}). A case is a file that sayso made.") from error
    raise CaseError(f"{path}: this is an SQLite file, but not a case. A case is a file that sayso made.")


def _sealed(path: Path) -> bool:
    """Whether a case lies where nobody may write: it can be asked, and nothing beside it is made."""
    beside = path.with_name(f"{path.name}-wal").exists()  # what stands there must be read too
    return path.exists() and not beside and not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK))


def _look_only(path: Path) -> str:
    return f"{path.resolve().as_uri()}?mode=ro{'&immutable=1' if _sealed(path) else ''}"


def _older_revisions() -> frozenset[str]:
    found = (Path(migrations.__file__).parent / "versions").glob("r*.py")
    return frozenset(file.stem.removeprefix("r") for file in found) - {migrations.NEWEST}


class SqliteStore:
    """A `Store` in one file. Made by `open_case`; close it, or use it in a `with`."""

    def __init__(self, path: Path, *, clock: Callable[[], datetime] = _now) -> None:
        self.path = path
        self._clock = clock
        self._engine = _engine(path)

    def __enter__(self) -> SqliteStore:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def close(self) -> None:
        self._engine.dispose()

    def migrate(self, *, since: str | None) -> None:
        """Bring the file to the newest form; one that held something before is copied first."""
        if since is not None:
            kept = self.path.with_name(f"{self.path.name}.{since}")
            with closing(sqlite3.connect(self.path)) as file, closing(sqlite3.connect(kept)) as copy:
                file.backup(copy)
            logger.warning("%s: brought from form %s to %s; as it was, it is kept in %s",
                           self.path, since, migrations.NEWEST, kept)
        with self._engine.execution_options(writes=True).connect() as connection:
            migrations.migrate(connection)
        if since is not None:
            with self._writing() as case:
                self._log(case, "migrated", str(self.path), f"{since} to {migrations.NEWEST}")

    # ---------------------------------------------------------------- keeping

    def add(self, document: Document, reading: Reading) -> int:
        if reading.document_id != document.id:
            raise CaseError(f"{document.name}: the reading is of {reading.document_id}, the report is {document.id}. "
                            "Give `add` a report with its own reading.")
        now = self._now()
        with self._writing() as case:
            self._add_document(case, document, now)
            ours = and_(readings.c.document_id == document.id, readings.c.reader == reading.reader)
            before = case.execute(select(readings.c.version).where(ours)).scalar()
            if before == reading.version:
                return 0
            known = set(case.execute(select(claims.c.id).where(claims.c.document_id == document.id)).scalars())
            case.execute(delete(readings).where(ours))
            case.execute(delete(troubles).where(troubles.c.document_id.is_(None), troubles.c.name == document.name))
            case.execute(insert(readings).values(
                document_id=document.id, reader=reading.reader, version=reading.version, sentences=reading.sentences,
                words=reading.words, recorded=now,
            ))
            self._add_claims(case, reading)
            self._add_actors(case, reading)
            of = {"document_id": document.id, "reader": reading.reader}
            _fill(case, attributions, [
                {**of, "position": position, "record": _text(attribution)}
                for position, attribution in enumerate(reading.attributions)
            ])
            _fill(case, troubles, [of | _trouble_row(trouble, now) for trouble in dict.fromkeys(reading.troubles)])
            new = len({claim.id for claim in reading.claims} - known)
            what = "read" if before is None else "read again"
            self._log(case, what, document.id, f"{reading.reader} {reading.version}: {new} new claims")
        logger.info("%s: kept %d new claims", document.id, new)
        return new

    def holds(self, document: Document, reader: str, version: str) -> bool:
        with self._engine.connect() as case:
            return case.execute(
                select(readings.c.version).join(documents, documents.c.id == readings.c.document_id).where(
                    documents.c.id == document.id, documents.c.text == document.text, readings.c.reader == reader,
                    readings.c.version == version,
                )
            ).first() is not None

    def note_name(self, document: Document) -> None:
        with self._engine.connect() as case:
            known = case.execute(select(document_names.c.name).where(
                document_names.c.document_id == document.id, document_names.c.name == document.name
            )).first()
        if known is None:
            with self._writing() as case:
                self._add_document(case, document, self._now())

    def note(self, trouble: Trouble) -> None:
        row = _trouble_row(trouble, self._now())
        same = [troubles.c[name].is_(value) if value is None else troubles.c[name] == value
                for name, value in row.items() if name != "recorded"]
        with self._writing() as case:
            if case.execute(select(troubles.c.number).where(troubles.c.document_id.is_(None), *same)).first() is None:
                case.execute(insert(troubles).values(row))

    def judge(
        self, left: str, right: str, judgement: Judgement, *, reason: str, by: str, happened: str | None = None
    ) -> Join:
        now = self._now()
        ends = (left,) if judgement == "renamed" else (left, right)
        with self._writing() as case:
            known = set(case.execute(select(local_actors.c.id).where(local_actors.c.id.in_(ends))).scalars())
            if missing := [actor for actor in ends if actor not in known]:
                raise AskingError(f"{', '.join(missing)}: no report of this case has such an actor. "
                                  "`sayso actors CASE --format jsonl` lists their members.")
            number = case.execute(insert(judgements).values(
                left=left, right=right, judgement=judgement, reason=reason, author=by, recorded=now,
                happened=happened,
            ).returning(judgements.c.number)).scalar_one()
            self._log(case, "judged", f"{left} {right}", f"{judgement} ({number})")
        return Join(left=left, right=right, judgement=judgement, rule="user", reason=reason, by=by, recorded=now,
                    number=number, happened=happened)

    def undo(self, judgement: int, *, reason: str, by: str) -> None:
        with self._writing() as case:
            if judgement not in _standing(case, judgements):
                raise AskingError(f"{judgement}: no such judgement stands in {self.path.name}. `sayso actors "
                                  "CASE judgements` lists those that do, with their numbers.")
            case.execute(insert(judgements).values(
                judgement="undone", undoes=judgement, reason=reason, author=by, recorded=self._now()
            ))
            self._log(case, "undone", str(judgement), reason)

    def log(self, what: str, about: str, note: str) -> None:
        with self._writing() as case:
            self._log(case, what, about, note)

    def review(self, claim: Claim, verdict: Verdict, correction: Correction, *, reason: str, by: str) -> Review:
        now = self._now()
        with self._writing() as case:
            number = case.execute(insert(reviews).values(
                claim=claim.id, verdict=verdict, correction=_text(correction), reason=reason, author=by, recorded=now,
                read=_text(claim),
            ).returning(reviews.c.number)).scalar_one()
            self._log(case, "reviewed", claim.id, f"{verdict} ({number})")
        return Review(number=number, claim=claim.id, verdict=verdict, correction=correction, reason=reason, by=by,
                      recorded=now, read=claim)

    def undo_review(self, review: int, *, reason: str, by: str) -> None:
        with self._writing() as case:
            if review not in _standing(case, reviews):
                raise AskingError(f"{review}: no such review stands in {self.path.name}. `sayso reviews "
                                  f"{self.path.name}` lists them with their numbers.")
            case.execute(insert(reviews).values(
                verdict="undone", correction="{}", undoes=review, reason=reason, author=by, recorded=self._now()
            ))
            self._log(case, "review undone", str(review), reason)

    # ---------------------------------------------------------------- answering

    def documents(self, *, words: str | None = None) -> Iterator[Document]:
        chosen = select(documents).order_by(documents.c.name, documents.c.id)
        if words is not None:
            chosen = chosen.where(_matches(documents.c.number, "documents", words))
        with self._engine.connect() as case:
            for row in case.execute(chosen).mappings():
                yield _document(row)

    def document(self, called: str) -> Document:
        named = select(document_names.c.document_id).where(document_names.c.name == called)
        chosen = select(documents).where(sa.or_(documents.c.id == called, documents.c.id.in_(named)))
        with self._engine.connect() as case:
            row = case.execute(chosen.order_by(documents.c.number)).mappings().first()
        if row is None:
            raise AskingError(f"{called}: {self.path.name} has no report of this name or id. "
                              f"`sayso documents {self.path.name}` lists them.")
        return _document(row)

    def recorded(self) -> dict[str, str]:
        with self._engine.connect() as case:
            return dict(case.execute(select(documents.c.id, documents.c.recorded)).all())

    def claims(
        self, *, document: str | None = None, predicate: str | None = None, words: str | None = None
    ) -> Iterator[Claim]:
        chosen = (
            select(claims.c.id, claims.c.record).join(documents, documents.c.id == claims.c.document_id)
            .order_by(documents.c.name, documents.c.id, claims.c.start, claims.c.end, claims.c.id, claims.c.reader)
        )
        if document is not None:
            chosen = chosen.where(claims.c.document_id == document)
        if predicate is not None:
            chosen = chosen.where(claims.c.predicate == predicate)
        if words is not None:
            chosen = chosen.where(_matches(claims.c.number, "claims", words))
        last = None
        with self._engine.connect() as case:
            for id_, record in case.execute(chosen):
                if id_ != last:
                    yield _read_claim(record)
                last = id_

    def claim(self, id_: str) -> Claim:
        alike = claims.c.id.startswith(id_, autoescape=True)
        with self._engine.connect() as case:
            found = dict(case.execute(select(claims.c.id, claims.c.record).where(alike).order_by(
                claims.c.id, claims.c.reader.desc()).limit(20)).all())
        if id_ in found:
            return _read_claim(found[id_])
        if len(found) == 1:
            return _read_claim(found.popitem()[1])
        if found:
            raise AskingError(f"{id_}: {len(found)} or more claims start so, such as {', '.join(list(found)[:3])}. "
                              "Give more of the id.")
        raise AskingError(f"{id_}: {self.path.name} has no such claim. `sayso claims {self.path.name}` lists them.")

    def local_actors(self) -> dict[str, list[LocalActor]]:
        chosen = select(local_actors.c.document_id, local_actors.c.record)
        by_report: dict[str, list[LocalActor]] = defaultdict(list)
        with self._engine.connect() as case:
            for report, record in case.execute(chosen.order_by(local_actors.c.id, local_actors.c.reader)):
                by_report[report].append(_read_actor(record))
        return dict(by_report)

    def judgements(self) -> list[Join]:
        with self._engine.connect() as case:
            standing = _standing(case, judgements)
            rows = case.execute(select(judgements).order_by(judgements.c.number)).mappings()
            return [
                Join(left=row["left"], right=row["right"], judgement=row["judgement"], rule="user",
                     reason=row["reason"], by=row["author"], recorded=row["recorded"], number=row["number"],
                     happened=row["happened"])
                for row in rows if row["number"] in standing
            ]

    def reviews(self) -> list[Review]:
        with self._engine.connect() as case:
            rows = case.execute(select(reviews).order_by(reviews.c.number)).mappings().all()
            standing = _standing(case, reviews)
        undoing = {row["undoes"]: row["number"] for row in rows if row["undoes"] is not None}
        return [
            Review(number=row["number"], claim=row["claim"], verdict=row["verdict"],
                   correction=_read_correction(row["correction"]), reason=row["reason"], by=row["author"],
                   recorded=row["recorded"], read=_read_claim(row["read"]),
                   undone=None if row["number"] in standing else undoing[row["number"]])
            for row in rows if row["undoes"] is None
        ]

    def troubles(self) -> list[Trouble]:
        chosen = select(*(troubles.c[name] for name in ("name", "kind", "why", "start", "end")))
        with self._engine.connect() as case:
            rows = case.execute(chosen.order_by(troubles.c.name, troubles.c.start, troubles.c.kind, troubles.c.why))
            return [
                Trouble(document=name, kind=kind, why=why, start=start, end=end)
                for name, kind, why, start, end in rows
            ]

    def latest_change(self) -> int:
        with self._engine.connect() as case:
            looked = changes.c.what == "unmasked"
            return case.execute(select(sa.func.max(changes.c.number)).where(~looked)).scalar() or 0

    def changes(self) -> list[Change]:
        chosen = select(changes.c.recorded, changes.c.what, changes.c.about, changes.c.note)
        with self._engine.connect() as case:
            rows = case.execute(chosen.order_by(changes.c.number))
            return [Change(recorded=when, what=what, about=about, note=note) for when, what, about, note in rows]

    # ---------------------------------------------------------------- watching over itself

    def check(self) -> list[Trouble]:
        found: list[Trouble] = []
        try:
            with self._engine.connect() as case:
                whole = case.execute(sa.text("PRAGMA integrity_check")).scalars().all()
                found += [self._wrong("damaged", f"{fault}. {_RESTORE}") for fault in whole if fault != "ok"]
                found += [self._wrong("loose-row", f"row {row} of {child} points at no row of {parent}. {_RESTORE}")
                          for child, row, parent, _ in case.execute(sa.text("PRAGMA foreign_key_check"))]
            if not _sealed(self.path):  # the index is asked by writing to it
                found += self._search_out_of_step()
            for document in self.documents():
                found += self._faults_of(document)
        except CaseError as error:  # too damaged to look further
            found.append(self._wrong("damaged", f"{error.__cause__}. {_RESTORE}"))
        return found

    def digest(self) -> str:
        return hashlib.sha256("\n".join(self.dump()).encode()).hexdigest()

    def dump(self) -> list[str]:
        """What the case says, a line of JSON each, sorted: no clock, no order of storing, no path.

        A report that came under two names has both, but neither is the first.
        """
        nameless = {"name": "", "path": None, "number": 0, "recorded": ""}
        lines: list[bytes] = []
        with self._engine.connect() as case:
            def rows(*chosen: sa.Column[Any]) -> Iterator[Any]:
                return iter(case.execute(select(*chosen)))

            lines += [_write(["report", dict(row) | nameless]) for row in case.execute(select(documents)).mappings()]
            lines += [_write(["name", *row]) for row in rows(document_names.c.document_id, document_names.c.name)]
            lines += [_write(["reading", *row]) for row in rows(
                readings.c.document_id, readings.c.reader, readings.c.version, readings.c.sentences, readings.c.words)]
            lines += [_write(["claim", reader, replace(_read_claim(record), document="")])
                      for reader, record in rows(claims.c.reader, claims.c.record)]
            lines += [_write(["actor", *row]) for row in rows(local_actors.c.reader, local_actors.c.record)]
            lines += [_write(["attribution", *row]) for row in rows(
                attributions.c.document_id, attributions.c.reader, attributions.c.record)]
            lines += [_write(["trouble", id_ or name, *row]) for id_, name, *row in rows(
                troubles.c.document_id, troubles.c.name, troubles.c.reader, troubles.c.kind, troubles.c.why,
                troubles.c.start, troubles.c.end)]
            lines += [_write(["judgement", *row]) for row in rows(
                judgements.c.number, judgements.c.left, judgements.c.right, judgements.c.judgement,
                judgements.c.reason, judgements.c.author, judgements.c.undoes, judgements.c.happened)]
            lines += [_write(["review", *row]) for row in rows(
                reviews.c.number, reviews.c.claim, reviews.c.verdict, reviews.c.correction, reviews.c.reason,
                reviews.c.author, reviews.c.undoes)]
        return sorted(line.decode() for line in lines)

    def _search_out_of_step(self) -> list[Trouble]:
        found = []
        for name in ("documents", "claims", "actor_names"):
            ask = sa.text(f"INSERT INTO {name}_search({name}_search, rank) VALUES ('integrity-check', 1)")
            try:
                with self._writing() as case:
                    case.execute(ask)
            except CaseError as error:
                found.append(self._wrong("index-out-of-step", f"the word index of {name} does not match them: {error}"))
        return found

    def _faults_of(self, document: Document) -> list[Trouble]:
        def wrong(kind: str, why: str, start: int | None = None, end: int | None = None) -> Trouble:
            why += ". Restore the case from a copy, or read the report into a new one."
            return Trouble(document=document.name, kind=kind, why=why, start=start, end=end)

        found = []
        if document.id != f"d-{document.sha256[:16]}":
            found.append(wrong("wrong-hash", f"the report's id is {document.id}, its bytes hash to {document.sha256}"))
        with self._engine.connect() as case:
            rows = case.execute(select(claims).where(claims.c.document_id == document.id)).mappings().all()
            actors = case.execute(select(local_actors).where(local_actors.c.document_id == document.id)).mappings()
            names = {row["id"]: row["name"] for row in actors}
        found += [wrong("wrong-hash", f"the actor {name!r} has the id {id_}, which is not made of its name")
                  for id_, name in names.items() if id_ != local_actor_id(document.id, name)]
        for row in rows:
            try:
                claim = _read_claim(row["record"])
            except CaseError as error:
                found.append(wrong("damaged", f"claim {row['id']} cannot be read: {error.__cause__}"))
                continue
            said = document.text[claim.start : claim.end]
            if claim.quote != said:
                found.append(wrong("wrong-quote", f"claim {claim.id} quotes {claim.quote!r}, the report has {said!r}",
                                   claim.start, claim.end))
            if differing := sorted(name for name, value in _claim_row(claim).items()
                                    if name != "record" and row[name] != value):
                found.append(wrong("wrong-column", f"claim {claim.id} is filed under another {', '.join(differing)} "
                                   "than its record has", claim.start, claim.end))
        return found

    def _wrong(self, kind: str, why: str) -> Trouble:
        return Trouble(document=self.path.name, kind=kind, why=why)

    # ---------------------------------------------------------------- how a row is made

    def _now(self) -> str:
        return self._clock().astimezone(UTC).isoformat(timespec="seconds")

    def _writing(self) -> AbstractContextManager[Connection]:
        return self._engine.execution_options(writes=True).begin()

    def _log(self, case: Connection, what: str, about: str, note: str) -> None:
        case.execute(insert(changes).values(recorded=self._now(), what=what, about=about, note=note))

    def _add_document(self, case: Connection, document: Document, now: str) -> None:
        row = {name: getattr(document, name) for name in Document.__dataclass_fields__}
        row |= {name: _text(row[name]) for name in _layout}
        before = case.execute(select(documents.c.text).where(documents.c.id == document.id)).scalar()
        if before is not None and before != document.text:
            case.execute(delete(documents).where(documents.c.id == document.id))
            self._log(case, "replaced", document.id, "its canonical text has changed, and what was read of it goes")
        learned = {name: value for name, value in row.items() if name not in ("id", "name", "path")}
        case.execute(insert_once(documents).values(**row, recorded=now).on_conflict_do_update(
            index_elements=[documents.c.id], set_=learned
        ))
        case.execute(insert_once(document_names).values(
            document_id=document.id, name=document.name, path=document.path, recorded=now
        ).on_conflict_do_nothing())

    def _add_claims(self, case: Connection, reading: Reading) -> None:
        said = {claim.id: claim for claim in reversed(reading.claims)}  # of two with one id, the first
        _fill(case, claims, [_claim_row(claim) | {"reader": reading.reader} for claim in said.values()])
        ours = and_(claims.c.document_id == reading.document_id, claims.c.reader == reading.reader)
        numbers = dict(case.execute(select(claims.c.id, claims.c.number).where(ours)).all())
        _fill(case, claim_arguments, [
            {"claim": numbers[claim.id], "slot": slot, "position": position, "text": mention.text,
             "name": mention.name, "actor": mention.actor, "kind": mention.kind, "start": mention.start,
             "end": mention.end}
            for claim in said.values() for slot, mentions in (("subject", claim.subject), ("object", claim.object))
            for position, mention in enumerate(mentions)
        ])
        _fill(case, claim_sources, [
            {"claim": numbers[claim.id], "position": position, "text": source.text, "name": source.name,
             "kind": source.kind, "cue": source.cue, "side": source.side, "actor": source.actor}
            for claim in said.values() for position, source in enumerate(claim.sources)
        ])

    def _add_actors(self, case: Connection, reading: Reading) -> None:
        known = {actor.id: actor for actor in reversed(reading.actors)}
        of = {"document_id": reading.document_id, "reader": reading.reader}
        _fill(case, local_actors, [
            of | {"id": actor.id, "name": actor.name, "kind": actor.kind, "public_role": actor.public_role,
                  "side": actor.side, "record": _text(actor)} for actor in known.values()
        ])
        ours = and_(local_actors.c.document_id == reading.document_id, local_actors.c.reader == reading.reader)
        numbers = dict(case.execute(select(local_actors.c.id, local_actors.c.number).where(ours)).all())
        _fill(case, actor_names, [
            {"actor": numbers[actor.id], "position": position, "form": name.form, "kind": name.kind,
             "used_by": name.used_by, "start": name.start, "end": name.end}
            for actor in known.values() for position, name in enumerate(actor.names)
        ])


def _claim_row(claim: Claim) -> dict[str, Any]:
    return {
        "id": claim.id, "document_id": claim.document_id, "start": claim.start, "end": claim.end, "quote": claim.quote,
        "predicate": claim.predicate, "kind": claim.kind, "stance": claim.stance, "certainty": claim.certainty,
        "source": claim.sources[-1].name if claim.sources else None, "record": _text(claim),
        "earliest": claim.time.earliest if claim.time else None, "latest": claim.time.latest if claim.time else None,
    }


def _trouble_row(trouble: Trouble, now: str) -> dict[str, Any]:
    return {"name": trouble.document, "kind": trouble.kind, "why": trouble.why, "start": trouble.start,
            "end": trouble.end, "recorded": now}


def _document(row: sa.RowMapping) -> Document:
    fields: dict[str, Any] = {name: row[name] for name in Document.__dataclass_fields__}
    return Document(**fields | {name: read(row[name]) for name, read in _layout.items()})


def _standing(case: Connection, kept: sa.Table) -> set[int]:
    """Numbers of the judgements, or reviews, that no standing one undoes; an undoing can be undone like any other."""
    rows = case.execute(select(kept.c.number, kept.c.undoes).order_by(kept.c.number.desc()))
    undone: set[int] = set()
    standing: set[int] = set()
    for number, undoes in rows:
        if number not in undone:
            (standing if undoes is None else undone).add(number if undoes is None else undoes)
    return standing


def _matches(number: sa.ColumnElement[int], name: str, words: str) -> sa.ColumnElement[bool]:
    """Rows whose text holds all the words, whatever signs stand in them."""
    search = sa.table(f"{name}_search", sa.column("rowid"), sa.column(f"{name}_search"))
    wanted = " ".join('"' + word.replace('"', '""') + '"' for word in words.split()) or '""'
    return number.in_(select(search.c.rowid).where(search.c[f"{name}_search"].op("MATCH")(wanted)))


def _fill(case: Connection, into: sa.Table, rows: list[dict[str, Any]]) -> None:
    if rows:
        case.execute(insert(into), rows)


def _text(record: object) -> str:
    return _write(record).decode()


def _engine(path: Path) -> sa.Engine:
    sealed = _sealed(path)
    asked = {"mode": "ro", "immutable": "1", "uri": "true"} if sealed else {}
    engine = sa.create_engine(
        sa.URL.create("sqlite", database=path.resolve().as_uri() if sealed else str(path), query=asked)
    )

    def explained(error: Exception) -> CaseError:
        return CaseError(f"{path}: {error}. {_way_out(str(error))}")

    @sa.event.listens_for(engine, "connect")
    def _settle(connection: sqlite3.Connection, _: object) -> None:
        connection.isolation_level = None  # we begin transactions ourselves, so that what alters tables is in them
        try:
            connection.execute(f"PRAGMA busy_timeout = {_WAIT_SECONDS * 1000}")
            connection.execute("PRAGMA foreign_keys = ON")
            if not sealed:
                connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")  # a killed process loses nothing stored
        except sqlite3.DatabaseError as error:
            raise explained(error) from error

    @sa.event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    @sa.event.listens_for(engine, "handle_error")
    def _explain(failure: sa.ExceptionContext) -> None:
        error = failure.original_exception
        if isinstance(error, sqlite3.DatabaseError) and not isinstance(error, sqlite3.ProgrammingError):
            raise explained(error) from error

    return engine


def _way_out(error: str) -> str:
    if "locked" in error:
        return f"Another process has been writing to it for {_WAIT_SECONDS} seconds; try again when it is done."
    if "full" in error:
        return "Make room on the disk and run the command again: what is stored stays."
    if "readonly" in error or "unable to open" in error:
        return "Sayso writes to the file and to the folder it is in: change their permissions, or copy the case."
    return "`sayso check` says what is wrong with the case; nothing of the failed step was kept."
