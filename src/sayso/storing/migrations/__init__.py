"""How a case file of any age becomes one of today: one revision a file, each in its own transaction."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection

NEWEST = "0004_renamings"  # the revision this sayso writes; a test holds it to the newest file in versions/


def migrate(connection: Connection, *, to: str = NEWEST) -> None:
    """Take the case behind `connection` up to revision `to`, a transaction a step."""
    from alembic import command
    from alembic.config import Config

    settings = Config()
    settings.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    settings.set_main_option("path_separator", "os")
    settings.attributes["connection"] = connection
    command.upgrade(settings, to)
