"""Where a case is kept: the only room that knows SQL."""

from sayso.storing.sqlite import SqliteStore, open_case
from sayso.storing.store import Change, Store

__all__ = ["Change", "SqliteStore", "Store", "open_case"]
