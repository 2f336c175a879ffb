"""From files, folders, archives and standard input to documents."""

from sayso.gathering.files import LIMIT_BYTES, STANDARD_INPUT, gather
from sayso.gathering.namelists import read_list

__all__ = ["LIMIT_BYTES", "STANDARD_INPUT", "gather", "read_list"]
