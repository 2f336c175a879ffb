"""Reports, what readers took from them, and what people judged."""

import sqlalchemy as sa
from alembic import op

revision = "0001_reports"
down_revision = None


def word(name: str, *, known: bool = True, key: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=not known, primary_key=key)


def whole(name: str, *, known: bool = True, key: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=not known, primary_key=key)


def of(name: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([name], [target], ondelete="CASCADE")


def of_reading() -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["document_id", "reader"], ["readings.document_id", "readings.reader"], ondelete="CASCADE"
    )


def upgrade() -> None:
    op.execute("PRAGMA application_id = 1398362959")  # the letters SYSO: how a case file is told from other SQLite
    op.create_table(
        "documents", whole("number", key=True), word("id"), word("name"), word("sha256"), word("text"),
        word("media_type"), word("title", known=False), word("publisher", known=False), word("author", known=False),
        word("published", known=False), word("updated", known=False), word("language", known=False),
        word("url", known=False), word("path", known=False), word("parts"), word("blocks"), word("boxes"),
        word("recorded"), sa.UniqueConstraint("id"),
    )
    op.create_table(
        "document_names", word("document_id", key=True), word("name", key=True), word("path", known=False),
        word("recorded"), of("document_id", "documents.id"),
    )
    op.create_table(
        "readings", word("document_id", key=True), word("reader", key=True), word("version"), whole("sentences"),
        whole("words"), word("recorded"), of("document_id", "documents.id"),
    )
    op.create_table(
        "claims", whole("number", key=True), word("id"), word("document_id"), word("reader"), whole("start"),
        whole("end"), word("quote"), word("predicate"), word("kind", known=False), word("stance"), word("certainty"),
        word("source", known=False), word("earliest", known=False), word("latest", known=False), word("record"),
        of_reading(), sa.UniqueConstraint("id", "reader", name="claims_once"),
    )
    op.create_index("claims_document", "claims", ["document_id", "reader"])
    op.create_index("claims_predicate", "claims", ["predicate"])
    op.create_index("claims_source", "claims", ["source"])
    op.create_index("claims_time", "claims", ["earliest", "latest"])
    op.create_table(
        "claim_arguments", whole("claim", key=True), word("slot", key=True), whole("position", key=True), word("text"),
        word("name"), word("actor", known=False), word("kind"), whole("start"), whole("end"),
        of("claim", "claims.number"),
    )
    op.create_index("claim_arguments_actor", "claim_arguments", ["actor"])
    op.create_index("claim_arguments_name", "claim_arguments", ["name"])
    op.create_table(
        "claim_sources", whole("claim", key=True), whole("position", key=True), word("text"), word("name"),
        word("kind"), word("cue"), word("side", known=False), word("actor", known=False), of("claim", "claims.number"),
    )
    op.create_index("claim_sources_name", "claim_sources", ["name"])
    op.create_table(
        "local_actors", whole("number", key=True), word("id"), word("document_id"), word("reader"), word("name"),
        word("kind"), sa.Column("public_role", sa.Boolean), word("side", known=False), word("record"),
        of_reading(), sa.UniqueConstraint("id", "reader", name="local_actors_once"),
    )
    op.create_index("local_actors_document", "local_actors", ["document_id", "reader"])
    op.create_table(
        "actor_names", whole("number", key=True), whole("actor"), whole("position"), word("form"), word("kind"),
        word("used_by", known=False), whole("start"), whole("end"), of("actor", "local_actors.number"),
    )
    op.create_index("ix_actor_names_actor", "actor_names", ["actor"])
    op.create_table(
        "attributions", word("document_id", key=True), word("reader", key=True), whole("position", key=True),
        word("record"), of_reading(),
    )
    op.create_table(
        "troubles", whole("number", key=True), word("document_id", known=False), word("reader", known=False),
        word("name"), word("kind"), word("why"), whole("start", known=False), whole("end", known=False),
        word("recorded"), of_reading(),
    )
    op.create_index("troubles_name", "troubles", ["name"])
    op.create_index("troubles_document", "troubles", ["document_id", "reader"])
    op.create_table(
        "judgements", whole("number", key=True), word("left", known=False), word("right", known=False),
        word("judgement"), word("reason"), word("author"), word("recorded"), whole("undoes", known=False),
        sa.ForeignKeyConstraint(["undoes"], ["judgements.number"]),
    )
    op.create_table(
        "changes", whole("number", key=True), word("recorded"), word("what"), word("about"), word("note")
    )
