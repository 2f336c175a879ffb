"""From files, folders, archives and standard input to documents."""

from sayso.gathering.files import LIMIT_BYTES, STANDARD_INPUT, gather

__all__ = ["LIMIT_BYTES", "STANDARD_INPUT", "gather"]
