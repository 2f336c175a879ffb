"""The tables of a case as they are now; `migrations/` is how a file of any age gets there.

`record` is a record as JSON and the truth; the columns beside it are there to find it by.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

metadata = MetaData()


def _of_reading() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(
        ["document_id", "reader"], ["readings.document_id", "readings.reader"], ondelete="CASCADE"
    )


def _word(name: str, *, known: bool = True) -> Column[str]:
    return Column(name, Text, nullable=not known)


def _place(name: str, *, known: bool = True) -> Column[int]:
    return Column(name, Integer, nullable=not known)


documents = Table(
    "documents", metadata,
    Column("number", Integer, primary_key=True), Column("id", Text, nullable=False, unique=True), _word("name"),
    _word("sha256"), _word("text"), _word("media_type"), _word("title", known=False), _word("publisher", known=False),
    _word("author", known=False), _word("published", known=False), _word("updated", known=False),
    _word("language", known=False), _word("url", known=False), _word("path", known=False),
    _word("parts"), _word("blocks"), _word("boxes"), _word("recorded"),
)

document_names = Table(
    "document_names", metadata,
    Column("document_id", Text, ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True),
    Column("name", Text, primary_key=True), _word("path", known=False), _word("recorded"),
)

readings = Table(
    "readings", metadata,
    Column("document_id", Text, ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True),
    Column("reader", Text, primary_key=True), _word("version"), _place("sentences"), _place("words"), _word("recorded"),
)

claims = Table(
    "claims", metadata,
    Column("number", Integer, primary_key=True), _word("id"), _word("document_id"), _word("reader"),
    _place("start"), _place("end"), _word("quote"), _word("predicate"), _word("kind", known=False), _word("stance"),
    _word("certainty"), _word("source", known=False), _word("earliest", known=False), _word("latest", known=False),
    _word("record"), _of_reading(), UniqueConstraint("id", "reader", name="claims_once"),
    Index("claims_document", "document_id", "reader"), Index("claims_predicate", "predicate"),
    Index("claims_source", "source"), Index("claims_time", "earliest", "latest"),
)

claim_arguments = Table(
    "claim_arguments", metadata,
    Column("claim", Integer, ForeignKey("claims.number", ondelete="CASCADE"), primary_key=True),
    Column("slot", Text, primary_key=True), Column("position", Integer, primary_key=True),
    _word("text"), _word("name"), _word("actor", known=False), _word("kind"), _place("start"), _place("end"),
    Index("claim_arguments_actor", "actor"), Index("claim_arguments_name", "name"),
)

claim_sources = Table(
    "claim_sources", metadata,
    Column("claim", Integer, ForeignKey("claims.number", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True),
    _word("text"), _word("name"), _word("kind"), _word("cue"), _word("side", known=False), _word("actor", known=False),
    Index("claim_sources_name", "name"),
)

local_actors = Table(
    "local_actors", metadata,
    Column("number", Integer, primary_key=True), _word("id"), _word("document_id"), _word("reader"), _word("name"),
    _word("kind"), Column("public_role", Boolean), _word("side", known=False), _word("record"),
    _of_reading(), UniqueConstraint("id", "reader", name="local_actors_once"),
    Index("local_actors_document", "document_id", "reader"),
)

actor_names = Table(
    "actor_names", metadata,
    Column("number", Integer, primary_key=True),
    Column("actor", Integer, ForeignKey("local_actors.number", ondelete="CASCADE"), nullable=False, index=True),
    _place("position"), _word("form"), _word("kind"), _word("used_by", known=False), _place("start"), _place("end"),
)

attributions = Table(
    "attributions", metadata,
    Column("document_id", Text, primary_key=True), Column("reader", Text, primary_key=True),
    Column("position", Integer, primary_key=True), _word("record"), _of_reading(),
)

troubles = Table(
    "troubles", metadata,
    Column("number", Integer, primary_key=True), _word("document_id", known=False), _word("reader", known=False),
    _word("name"), _word("kind"), _word("why"), _place("start", known=False), _place("end", known=False),
    _word("recorded"), _of_reading(), Index("troubles_name", "name"),
    Index("troubles_document", "document_id", "reader"),
)

judgements = Table(
    "judgements", metadata,
    Column("number", Integer, primary_key=True), _word("left", known=False), _word("right", known=False),
    _word("judgement"), _word("reason"), _word("author"), _word("recorded"),
    Column("undoes", Integer, ForeignKey("judgements.number")), _word("happened", known=False),
)

reviews = Table(
    "reviews", metadata,
    Column("number", Integer, primary_key=True), _word("claim", known=False), _word("verdict"), _word("correction"),
    _word("reason"), _word("author"), _word("recorded"), _word("read", known=False),
    Column("undoes", Integer, ForeignKey("reviews.number")), Index("reviews_claim", "claim"),
)

changes = Table(
    "changes", metadata,
    Column("number", Integer, primary_key=True), _word("recorded"), _word("what"), _word("about"), _word("note"),
)
