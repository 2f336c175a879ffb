"""Words can be looked up: an index over texts, quotes and names that triggers keep in step."""

from alembic import op

revision = "0002_search"
down_revision = "0001_reports"


def upgrade() -> None:
    for table, column in (("documents", "text"), ("claims", "quote"), ("actor_names", "form")):
        search = f"{table}_search"
        put = f"INSERT INTO {search}(rowid, {column}) VALUES (new.number, new.{column});"
        take = f"INSERT INTO {search}({search}, rowid, {column}) VALUES ('delete', old.number, old.{column});"
        op.execute(
            f"CREATE VIRTUAL TABLE {search} USING fts5({column}, content='{table}', content_rowid='number', "
            "tokenize='unicode61 remove_diacritics 2')"
        )
        op.execute(f"CREATE TRIGGER {search}_put AFTER INSERT ON {table} BEGIN {put} END")
        op.execute(f"CREATE TRIGGER {search}_take AFTER DELETE ON {table} BEGIN {take} END")
        op.execute(f"CREATE TRIGGER {search}_turn AFTER UPDATE OF {column} ON {table} BEGIN {take} {put} END")
        op.execute(f"INSERT INTO {search}({search}) VALUES ('rebuild')")
